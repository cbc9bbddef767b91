"""Masks: columns whose values nobody gets to see."""

from collections.abc import Collection

from core.errors import SettingsError


class Masks:
    """The columns that the settings hide, as `table.column`, or `column` for every table's."""

    def __init__(self, names: Collection[str] = ()) -> None:
        """Raises SettingsError for what is no such name."""
        parts = [tuple(part.strip().lower() for part in name.rsplit(".", 2)) for name in names]
        if any(not all(part) for part in parts):
            raise SettingsError("A masked column is named as `table.column`, or as `column` for every table's.")
        self._everywhere = frozenset(part[-1] for part in parts if len(part) == 1)
        self._single = frozenset(part[-2:] for part in parts if len(part) > 1)

    def hides(self, table: str, column: str) -> bool:
        """Say whether a column's values are hidden."""
        return column.lower() in self._everywhere or (table.lower(), column.lower()) in self._single

    def with_also(self, table: str, columns: Collection[str]) -> "Masks":
        """Return masks that hide some more columns of a table."""
        wider = Masks()
        wider._everywhere = self._everywhere
        wider._single = self._single | {(table.lower(), column.lower()) for column in columns}
        return wider

    def __bool__(self) -> bool:
        return bool(self._everywhere or self._single)
