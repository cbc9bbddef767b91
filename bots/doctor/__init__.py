"""`doctor`: everything that can be wrong, each with what to do."""
