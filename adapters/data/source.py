"""Source: what the house needs to know of one kind of database to ask it. All of it blocks its thread."""

from typing import Protocol

from adapters.data.stopping import Stop
from core.data import DataSchema, Found
from core.errors import DataUnavailable


class NoTables(DataUnavailable):
    """There is nothing in the database that may be read."""


class Source(Protocol):
    """A database of one kind, behind its walls. Everything raises DataError."""

    def read(self, stop: Stop) -> DataSchema:
        """Return the tables there are, with what they hold."""

    def stale(self) -> bool:
        """Say whether what is known of the database is too old to be asked, and has to be read anew; cheap."""

    def stamp(self, stop: Stop) -> str:
        """Return a mark that changes when tables or columns do; cheap."""

    def run(self, sql: str, stop: Stop) -> Found:
        """Run one SELECT within the limits."""

    def close(self) -> None:
        """Let go of connections."""
