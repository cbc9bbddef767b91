"""`setup`: asks for tokens and settings, tries them, and writes them down."""
