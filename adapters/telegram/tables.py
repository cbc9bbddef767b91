"""Tables in a text: in columns where they fit, else a line a cell."""

from collections.abc import Sequence

from msgspec.structs import replace

from adapters.shared.drawing import aligned, cell_text, shorten, table_line
from adapters.telegram.limits import TABLE_ROWS, TABLE_WIDTH
from adapters.telegram.text import Span
from core.controls import Table

_EXCERPT = 3
"""Rows of a wide table that stand above its file."""


def page_of(table: Table) -> list[Span]:
    """Return the present page, and which rows it shows where there are more."""
    table = replace(table, page=min(table.page, table.pages() - 1))
    shown = replace(table, rows=table.page_rows())
    spans = [*_titled(table), *(_in_columns(shown) or _in_lines(shown))]
    return [*spans, (f"\n{table_line(table)}", "")] if table.pages() > 1 else spans


def whole_of(table: Table) -> list[Span]:
    """Return a table whole; nothing where it has too many rows or is too wide for a message."""
    columns = _in_columns(table) if len(table.rows) <= TABLE_ROWS else []
    return [*_titled(table), *columns] if columns else []


def excerpt_of(table: Table) -> list[Span]:
    """Return the first rows of a table that is handed over as a file, and how many there are in it."""
    first = replace(table, rows=table.rows[:TABLE_ROWS])
    columns = _in_columns(first)
    if not columns:
        short = [tuple(shorten(cell_text(cell), TABLE_WIDTH) for cell in row) for row in table.rows[:_EXCERPT]]
        names = tuple(shorten(name, TABLE_WIDTH) for name in table.columns)
        first = replace(table, columns=names, rows=tuple(short))
    count = f"\nrows 1–{len(first.rows)} of {len(table.rows)}; the whole table is in the file"
    return [*_titled(table), *(columns or _in_lines(first)), (count, "")]


def _titled(table: Table) -> list[Span]:
    return [(table.label, "bold"), ("\n", "")]


def _in_columns(table: Table) -> list[Span]:
    """Return a table in columns, nothing where it is too wide or a cell has lines of its own."""
    if any(_is_wide(name) for name in table.columns) or any(_is_wide(c) for row in table.rows for c in row):
        return []
    text = aligned(table)
    rule = text.split("\n")[1]
    return [(text, "pre")] if len(rule) <= TABLE_WIDTH else []


def _is_wide(cell: object) -> bool:
    return isinstance(cell, str) and (len(cell) > TABLE_WIDTH or len(cell.splitlines()) > 1)


def _in_lines(table: Table) -> list[Span]:
    if not table.rows:
        return [(" · ".join(table.columns), "")]
    return [("\n\n".join(_row(table.columns, tuple(map(cell_text, row))) for row in table.rows), "")]


def _row(columns: Sequence[str], cells: Sequence[str]) -> str:
    return "\n".join(f"{name}: {cell}" for name, cell in zip(columns, cells, strict=False))
