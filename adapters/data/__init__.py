"""Databases that experts ask: read only, by walls of the engine first and of a parser second."""
