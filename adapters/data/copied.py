"""Databases of any other kind: asked in a copy of their tables, so that no query that people cause reaches them."""

from collections.abc import Collection, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import URL, NullPool, create_engine
from sqlalchemy.exc import InterfaceError, OperationalError, SQLAlchemyError

from adapters.data.copying import Copying, Remarks
from adapters.data.limits import Limits
from adapters.data.masks import Masks
from adapters.data.sqlite import SqliteSource
from adapters.data.stopping import Stop
from core.data import DataSchema, DataTable, Found
from core.errors import DataUnavailable

FRESH = 300.0
"""Seconds after which a question has the copy made anew."""


class _Copy(Struct, frozen=True):
    folder: TemporaryDirectory[str]
    source: SqliteSource
    made: float
    """When it was begun, seconds of a monotonic clock."""


class CopiedSource:
    """A database on a server, of a kind whose walls nobody has measured; only reads of ours ever go there."""

    def __init__(self, url: URL, limits: Limits, masks: Masks, tables: Collection[str] | None) -> None:
        """`tables` are those that may be read, None for all."""
        self._engine = create_engine(url, poolclass=NullPool)
        self._name = url.database or url.host or url.get_backend_name()
        self._limits, self._masks, self._only = limits, masks, tables
        self._copy: _Copy | None = None
        self._before: _Copy | None = None
        """The copy before, which a query may still be under way in."""

    def read(self, stop: Stop) -> DataSchema:
        """Copy the tables there are, and return them with what they hold."""
        begun, folder = monotonic(), TemporaryDirectory(prefix="trivium-", ignore_cleanup_errors=True)
        with ExitStack() as failing:
            failing.callback(folder.cleanup)
            file = Path(folder.name) / f"{self._name.replace('/', '_')}.db"
            with self._explained():
                remarks = Copying(self._engine, self._only, self._masks, stop).into(file)
            source = SqliteSource(file, self._limits, self._masks, None)
            schema = source.read(stop)
            failing.pop_all()
        if self._before is not None:
            self._before.folder.cleanup()
        self._before, self._copy = self._copy, _Copy(folder, source, begun)
        return replace(schema, tables=tuple(_remarked(table, remarks) for table in schema.tables))

    def stale(self) -> bool:
        """Say whether the copy is older than it may be."""
        return self._copy is not None and monotonic() - self._copy.made > FRESH

    def stamp(self, stop: Stop) -> str:
        """Return a mark of all tables and columns there are."""
        with self._explained():
            return Copying(self._engine, self._only, self._masks, stop).mark()

    def run(self, sql: str, stop: Stop) -> Found:
        """Run one SELECT in the copy, within the limits."""
        if self._copy is None:
            raise DataUnavailable(f"The tables of the database {self._name} have not been copied yet.")
        return self._copy.source.run(sql, stop)

    def close(self) -> None:
        """Let go of the copies."""
        for copy in filter(None, (self._copy, self._before)):
            copy.folder.cleanup()
        self._engine.dispose()

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Say what goes wrong in the house's words; a driver's own may name who asks and from where."""
        try:
            yield
        except (OperationalError, InterfaceError, OSError) as error:
            raise DataUnavailable(f"The database {self._name} cannot be reached.") from error
        except (SQLAlchemyError, RuntimeError) as error:
            raise DataUnavailable(f"The tables of the database {self._name} cannot be copied.") from error


def _remarked(table: DataTable, remarks: Remarks) -> DataTable:
    columns = tuple(replace(c, comment=remarks.columns.get((table.name, c.name), "")) for c in table.columns)
    return replace(table, comment=remarks.tables.get(table.name, ""), columns=columns)
