"""What the documentation has that comes from the code: `make docs` writes it anew."""
