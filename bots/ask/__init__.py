"""Asking an expert from the command line: no platform, no routing, no dialogue."""
