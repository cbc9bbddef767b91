"""Drawing tables: `data_table` where Slack can hold them, aligned text where it cannot.

Limits from docs.slack.dev/reference/block-kit/blocks/data-table-block: 1 to 20 columns, 2 to 201 rows with the header,
20,000 characters.
"""

import math

from adapters.shared.drawing import aligned, cell_text
from adapters.slack.blocks import Block, Group, markdown
from core.controls import Cell, Table

TABLE_CHARACTERS = 20_000
_COLUMNS = 20
_ROWS = 200
_PAGE = 10
_NOTHING = "–"

Row = list[Block]


def characters(block: Block) -> int:
    """Return how many characters a block's cells hold; 0 for what is no table."""
    return sum(map(_length, block["rows"])) if block["type"] == "data_table" else 0


def table(control: Table) -> list[Group]:
    """Return the table as one or more `data_table`s, every row in one of them, or as text in a fence."""
    header: Row = [_text(name) for name in control.columns]
    rows: list[Row] = [[_cell(cell) for cell in row] for row in control.rows]
    fits = 0 < len(header) <= _COLUMNS and all(_length(header) + _length(row) <= TABLE_CHARACTERS for row in rows)
    if not rows or not fits:
        return _as_text(control)
    pages = _pages(rows, TABLE_CHARACTERS - _length(header))
    captions = [f"{control.label} ({n}/{len(pages)})" if len(pages) > 1 else control.label for n in _numbers(pages)]
    return [
        [{"type": "data_table", "caption": caption, "page_size": _PAGE, "rows": [header, *page]}]
        for caption, page in zip(captions, pages, strict=True)
    ]


def _numbers(pages: list[list[Row]]) -> range:
    return range(1, len(pages) + 1)


def _pages(rows: list[Row], room: int) -> list[list[Row]]:
    pages: list[list[Row]] = [[]]
    left = room
    for row in rows:
        if pages[-1] and (len(pages[-1]) == _ROWS or _length(row) > left):
            pages.append([])
            left = room
        pages[-1].append(row)
        left -= _length(row)
    return pages


def _cell(cell: Cell) -> Block:
    text = cell_text(cell)
    if isinstance(cell, int | float) and not isinstance(cell, bool) and math.isfinite(cell):
        return {"type": "raw_number", "value": cell, "text": text}
    return _text(text)


def _text(text: str) -> Block:
    """Return a cell of text; Slack takes none that is empty."""
    return {"type": "raw_text", "text": text if text.strip() else _NOTHING}


def _length(row: Row) -> int:
    return sum(len(cell["text"]) for cell in row)


def _as_text(control: Table) -> list[Group]:
    if not control.columns:
        return markdown(f"**{control.label}**: {_NOTHING}")
    lines = aligned(control).replace("```", "'''")
    return markdown(f"**{control.label}**\n```\n{lines}\n```")
