"""Revisions, oldest first; a revision's id is its file's name."""
