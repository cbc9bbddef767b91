"""Killing the program again and again under load, and looking for what it then did wrong."""
