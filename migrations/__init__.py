"""The tables' history; `python -m migrations.draft WHAT CHANGES` drafts the next revision."""
