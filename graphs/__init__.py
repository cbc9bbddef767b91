"""Graph files and their prompts; no code."""
