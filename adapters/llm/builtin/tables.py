"""Tables, from clauses."""

import re
from collections.abc import Iterable

from adapters.llm.builtin import options
from adapters.llm.builtin.clauses import Clause
from adapters.llm.builtin.lexicon import FILLERS
from adapters.llm.builtin.made import Made
from adapters.llm.builtin.phrases import phrases
from adapters.llm.builtin.shelf import Shelf
from adapters.llm.builtin.words import Reading, items
from core.controls import Cell, Table

_COLUMNS = re.compile(
    r"(?:\b(?:with|mit|and|und)\s+)?(?:(?:the|den|die)\s+)?\b(?:columns?|headers?|spalten?)\b\s*:?\s*(?P<columns>[^\0:;\n]+)"
)
_BARE_COLUMNS = re.compile(r"^\s*(?:(?:with|mit|of|:)\s*)?(?P<columns>[^\0:;\n]*[,|/&][^\0:;\n]*)")
_ROWS = re.compile(
    r"(?:[:;\n]|\b(?:with|mit|and|und)\b)\s*(?:(?:the|den|die)\s+)?(?:(?:rows?|zeilen?|reihen?)\b\s*:?)?\s*(?P<rows>[^\0]+)$"
)
_ROWS_IN_COLUMNS = re.compile(
    r"\s+(?:(?:and|with|und|mit)\s+)?(?:the\s+|den\s+)?(?:rows?|zeilen?|reihen?)\s*:?\s+", re.IGNORECASE
)
_INTEGER = re.compile(r"-?[0-9]{1,15}")
_DECIMAL = re.compile(r"-?[0-9]{1,15}\.[0-9]{1,15}")
_MOST_COLUMNS = 20
_MOST_ROWS = 100


def tables(clause: Clause, shelf: Shelf) -> Made:
    """Make the table of a clause; without columns, ask for them."""
    said = phrases(shelf.language)
    reading = Reading(clause.after)
    taken = reading.take(_COLUMNS) or reading.take(_BARE_COLUMNS)
    if taken is None:
        return Made(question=said.which_columns)
    heads, *inline_rows = _ROWS_IN_COLUMNS.split(taken["columns"], maxsplit=1)
    columns = items(heads)[:_MOST_COLUMNS]
    if not columns:
        return Made(question=said.which_columns)
    rows_taken = reading.take(_ROWS) if not inline_rows else {"rows": inline_rows[0] + _rest(reading)}
    name = (
        " ".join(clause.modifiers)
        or clause.noun.compound
        or options.name_in(reading)
        or options.bare_name(reading, FILLERS)
    )
    rows, strange = _rows(rows_taken["rows"] if rows_taken else "", len(columns))
    known = shelf.named(name, Table)
    place = shelf.place(name, said.table)
    table = Table(
        id=known.id if known else place.id, label=known.label if known else place.label, columns=columns, rows=rows
    )
    shelf.put(table)
    return Made(
        (table,), (*clause.uncounted(1), *items(heads)[_MOST_COLUMNS:], *strange, *reading.unexplained(FILLERS))
    )


def _rest(reading: Reading) -> str:
    rest = reading.take(re.compile(r"(?P<rest>[;\n][^\0]*)$"))
    return rest["rest"] if rest else ""


def _rows(text: str, width: int) -> tuple[tuple[tuple[Cell, ...], ...], tuple[str, ...]]:
    """Read rows parted by semicolons, lines or commas; return those with the right number of cells, and the others."""
    rows: list[tuple[Cell, ...]] = []
    strange: list[str] = []
    for line in _lines(text, width):
        cells = _cells(line, width)
        if len(cells) == width and len(rows) < _MOST_ROWS:
            rows.append(tuple(map(cell, cells)))
        else:
            strange.append(line)
    return tuple(rows), tuple(strange)


def _lines(text: str, width: int) -> Iterable[str]:
    """Cut rows apart; "Iced coffee, 3" is one row of two cells, but "Ann 31, Bob 25" are two rows."""
    lines = [line.strip(" .") for line in re.split(r"[;\n]", text)]
    parts = items(text)
    if len(lines) > 1 or (len(parts) == width and not any(_is_row(part, width) for part in parts)):
        return filter(None, lines)
    return parts


def _is_row(text: str, width: int) -> bool:
    cells = text.split()
    return 1 < width == len(cells) and not isinstance(cell(cells[-1]), str)


def _cells(line: str, width: int) -> list[str]:
    """Return a row's cells: parted by commas or bars, else by spaces, where the first cell may have several words."""
    parted = [cell.strip() for cell in re.split(r"[,|]", line) if cell.strip()]
    if len(parted) == width:
        return parted
    return line.rsplit(maxsplit=width - 1)


def cell(text: str) -> Cell:
    """Return a cell as the number it is, else as text."""
    if _INTEGER.fullmatch(text):
        return int(text)
    return float(text) if _DECIMAL.fullmatch(text) else text
