"""What the tests of databases share."""

from tests.data.postgres import postgres

__all__ = ["postgres"]
