"""What the tests of databases share."""

from tests.data.mariadb import mariadb
from tests.data.postgres import postgres

__all__ = ["mariadb", "postgres"]
