"""Tables as aligned code; rows too wide for a window as lines of `Column: value`."""

import re
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from adapters.discord.buttons import Buttons
from adapters.discord.code import code
from adapters.discord.components import Component, Together, display, displays
from adapters.discord.limits import TABLE_WIDTH, TEXT
from adapters.shared.drawing import aligned, cell_text, table_line
from adapters.shared.tokens import Tokens
from core.controls import Cell, Table

_BREAKS = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]+")
_LONGEST_TITLE = TEXT.most // 4


class Lines(Struct, frozen=True):
    """A table as lines for a monospaced font."""

    head: list[str]
    """The column names and a rule; empty where each line names its column itself."""
    rows: list[str]

    @property
    def wide(self) -> int:
        """Return the width of the widest line, in characters."""
        return max(map(len, (*self.head, *self.rows)), default=0)


def table_lines(table: Table) -> Lines:
    """Return all rows of a table, a cell's line breaks as spaces."""
    flat = replace(
        table,
        columns=tuple(_flat(column) for column in table.columns),
        rows=tuple(tuple(map(_flat_cell, row)) for row in table.rows),
    )
    head, rule, *rows = aligned(flat).split("\n")
    if max(map(len, (rule, *rows))) <= TABLE_WIDTH.most:
        return Lines([head, rule], rows)
    return Lines([], _records(flat)) if flat.rows else Lines([], list(flat.columns))


def table_blocks(table: Table) -> list[Component]:
    """Return all rows of a table, every block under the table's label and the column names."""
    lines = table_lines(table)
    label = table.label.strip()
    if len(label) <= _LONGEST_TITLE:
        return code(f"**{label}**" if label else "", lines.rows, lines.head)
    return [*displays(f"**{label}**"), *code("", lines.rows, lines.head)]


def table_page(table: Table, tokens: Tokens) -> Iterator[Together]:
    """Yield the present page, and below it which rows these are and the ways to the others."""
    table = replace(table, page=min(table.page, table.pages() - 1))
    yield from ((block,) for block in table_blocks(replace(table, rows=table.page_rows(), page=0)))
    if table.pages() == 1:
        return
    turning = Buttons()
    if table.page > 0:
        turning.add("◀", tokens(table.id, "prev"))
    if table.page < table.pages() - 1:
        turning.add("▶", tokens(table.id, "next"))
    yield display(f"-# {table_line(table)}"), *(one for shared in turning.flush() for one in shared)


def _records(table: Table) -> list[str]:
    lines: list[str] = []
    for row in table.rows:
        lines += [""] if lines else []
        lines += [f"{column}: {cell_text(cell)}" for column, cell in zip(table.columns, row, strict=True)]
    return lines


def _flat(text: str) -> str:
    return text if text.isprintable() else _BREAKS.sub(" ", text)


def _flat_cell(cell: Cell) -> Cell:
    return _flat(cell) if isinstance(cell, str) else cell
