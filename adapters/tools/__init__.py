"""Tools: what thinkers and experts can use, without any account or network."""
