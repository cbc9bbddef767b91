"""Drawing tables: one `data_table` where Slack can hold it; else page by page, or its first rows beside a CSV file."""

from msgspec.structs import replace

from adapters.shared.drawing import aligned, cell_text, records, table_line, width_of
from adapters.shared.tokens import Tokens
from adapters.slack.blocks import Block, Group, actions, button, code, headed, mrkdwn, plain, section, unshortened
from adapters.slack.limits import CAPTION, TABLE_COLUMNS, TABLE_ROWS, TABLE_TEXT
from adapters.slack.text import literal
from core.controls import Cell, Table

_PAGE = 10
"""Rows that Slack shows at a time; it leafs through the others itself."""
_WIDE = 100
"""Columns of a monospaced font that Slack's window still shows in one line."""
_EXACT = 10**15
"""Numbers from here on are text, for a client's numbers would round them."""
_NOTHING = "–"

Row = list[Block]


def characters(block: Block) -> int:
    """Return how many characters a block's cells hold; 0 for what is no table."""
    return sum(map(_length, block["rows"])) if block["type"] == "data_table" else 0


def table(control: Table, tokens: Tokens) -> list[Group]:
    """Return the table as one `data_table`; where it is too large for one, its present page with arrows."""
    native = _data_table(control)
    if native is not None:
        return [*unshortened([control.label], CAPTION.most), [native]]
    if control.pages() == 1:
        return _as_text(replace(control, page=0))
    control = replace(control, page=min(control.page, control.pages() - 1))
    page = replace(control, rows=control.page_rows(), page=0)
    native = _data_table(page)
    shown = _as_text(page) if native is None else [*unshortened([control.label], CAPTION.most), [native]]
    return [*shown[:-1], [*shown[-1], *_leafing(control, tokens)]]


def handed_over(artifact: Table) -> tuple[list[Group], bool]:
    """Return a table that a turn handed over, and whether the whole of it has to be uploaded beside."""
    native = _data_table(artifact)
    if native is not None:
        return [*unshortened([artifact.label], CAPTION.most), [native]], False
    if not artifact.rows or not artifact.columns:
        return _as_text(artifact), False
    wide = min(len(artifact.columns), TABLE_COLUMNS.most)
    start = replace(
        artifact, columns=artifact.columns[:wide], rows=tuple(row[:wide] for row in artifact.rows[: TABLE_ROWS.most])
    )
    while start.rows and (native := _data_table(start)) is None:
        start = replace(start, rows=start.rows[: len(start.rows) // 2])
    columns = f", {wide} of {len(artifact.columns)} columns" if wide < len(artifact.columns) else ""
    rest = f"rows 1–{len(start.rows)} of {len(artifact.rows)}{columns}; the whole is in the file below"
    if native is None:
        return headed(artifact.label, f"{len(artifact.rows)} rows, in the file below"), True
    return [*unshortened([artifact.label], CAPTION.most), [native, section(mrkdwn(rest))]], True


def _data_table(control: Table) -> Block | None:
    """Return the whole table as a block, or None where Slack would not take it."""
    wide = len(control.columns)
    if not 0 < wide <= TABLE_COLUMNS.most or not 0 < len(control.rows) <= TABLE_ROWS.most:
        return None
    rows: list[Row] = [[_text(name) for name in control.columns], *(list(map(_cell, row)) for row in control.rows)]
    if sum(map(_length, rows)) > TABLE_TEXT.most or any(len(row) != wide for row in rows):
        return None
    caption = plain(control.label, CAPTION.most)["text"]
    return {"type": "data_table", "caption": caption, "page_size": _PAGE, "rows": rows}


def _leafing(control: Table, tokens: Tokens) -> list[Block]:
    arrows = [button("◀", tokens(control.id, "prev"))] if control.page > 0 else []
    if control.page < control.pages() - 1:
        arrows.append(button("▶", tokens(control.id, "next")))
    return [section(mrkdwn(table_line(control))), actions(arrows)]


def _cell(cell: Cell) -> Block:
    text = cell_text(cell)
    if isinstance(cell, int | float) and not isinstance(cell, bool) and abs(cell) < _EXACT:
        return {"type": "raw_number", "value": cell, "text": text}
    return _text(text)


def _text(text: str) -> Block:
    """Return a cell of text; Slack takes none that is empty."""
    return {"type": "raw_text", "text": literal(text)}


def _length(row: Row) -> int:
    return sum(len(cell["text"]) for cell in row)


def _as_text(control: Table) -> list[Group]:
    if not control.columns:
        return headed(control.label, _NOTHING)
    lines = aligned(control) if width_of(control) <= _WIDE else records(control)
    return [*headed(control.label, ""), *code(lines)]
