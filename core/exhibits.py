"""Exhibits: what is shown and handed over of what was found in a database: table, chart, file, buttons."""

import csv
import io
import math
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from itertools import repeat
from types import MappingProxyType
from typing import Literal, TypeAlias

from core.artifacts import Artifact, Chart, File, Series, ill_formed
from core.controls import ANSWERS, LONGEST_INPUT, Button, Cell, Control, Table
from core.data import Answered, ChartWanted, Found, Inquiry, Reading, Shape
from core.findings import is_share, labelling, measures, pairs, shape_of, shares_of
from core.numerals import decimals_of, names, number
from core.operations import AddControl, Operation
from core.phrases import phrase

_READINGS = 5
"""Readings that are offered as buttons."""
_BARS = 20
"""Groups with room in a chart that nobody asked for."""
_LINES = 4
"""Columns of numbers in one chart."""
_LONGEST_LABEL = 80
_LONGEST_CELL = 500
"""Characters of a cell in a table; files have all of it."""
_LARGEST = 300_000
"""Characters of a table, which a session keeps until the next words."""
_EXACT = 2**53
"""From here on not all whole numbers are floats."""
_FORMULA = re.compile(r"[=+\-@\t\r]")
_LINE_END = re.compile(r"\r\n?")
_NUMERAL = re.compile(r"[+-]?\d[\d.,]*(?:[eE][+-]?\d+)?")
_AS_CSV = {"de": "als CSV"}
_AS_CHART = {"de": "als Diagramm"}
_Style: TypeAlias = Literal["bar", "line", "pie"]
_STYLES: Mapping[Shape, _Style] = MappingProxyType(
    {"series": "line", "ranking": "bar", "groups": "bar", "comparison": "bar", "share": "pie"}
)


def exhibits(
    inquiry: Inquiry, answered: Answered, found: Found, language: str
) -> tuple[tuple[Operation, ...], tuple[Artifact, ...]]:
    """Return what to show beside the sentence, and what to hand over; `answered` has all the rows."""
    drawn = chart(answered, inquiry.chart)
    possible = len(answered.rows) <= _BARS or shape_of(answered) != "list"
    possible = drawn is not None or (possible and chart(answered, "bar") is not None)
    file = csv_file(answered) if inquiry.file and answered.rows else None
    many = len(answered.rows) * len(answered.columns) > 1
    controls: list[Control] = [
        *([table(answered, language)] if many else []),
        sql_button(found.sql),
        *([_speaking("csv", "CSV", _AS_CSV.get(language, "as CSV"))] if many and file is None else []),
        *([_chart_button(language)] if possible and drawn is None else []),
        *reading_buttons(inquiry.readings),
    ]
    made = tuple(artifact for artifact in (drawn, file) if artifact is not None and not ill_formed(artifact))
    return tuple(AddControl(control) for control in controls), made


def table(answered: Answered, language: str) -> Table:
    """Return all rows as a control."""
    columns = tuple(" ".join(column.split()) for column in answered.columns)
    rows = spelled_rows(answered.columns, first_rows(answered.rows, _LARGEST), language)
    title = titled(answered)
    label = title if len(rows) == len(answered.rows) else f"{title[:180]} (1–{number(len(rows), language)})"
    return Table(f"{ANSWERS}table", label, columns, rows)


def spelled_rows(
    columns: Sequence[str], rows: Sequence[tuple[Cell, ...]], language: str
) -> tuple[tuple[Cell, ...], ...]:
    """Return rows for a table: the numbers of a column with as many decimals, a dash for what is missing."""
    decimals = [decimals_of([row[at] for row in rows]) for at in range(len(columns))]
    return tuple(tuple(map(_cell, row, columns, decimals, repeat(language))) for row in rows)


def first_rows(rows: Sequence[tuple[Cell, ...]], most: int) -> tuple[tuple[Cell, ...], ...]:
    """Return the rows that `most` characters have room for, at least one, with the longest texts cut."""
    kept: list[tuple[Cell, ...]] = []
    for row in rows:
        cut = tuple(f"{c[:_LONGEST_CELL]}…" if isinstance(c, str) and len(c) > _LONGEST_CELL else c for c in row)
        most -= sum(len(str(cell)) + 3 for cell in cut)
        if kept and most < 0:
            break
        kept.append(cut)
    return tuple(kept)


def chart(answered: Answered, wanted: ChartWanted) -> Chart | None:
    """Return a chart where one was asked for or the shape asks for one; None without two numbers to draw."""
    shape = shape_of(answered)
    found = pairs(answered.columns, answered.rows)
    if wanted == "none" or found is None or len(found.values) < 2:
        return None
    apart = len(set(found.labels)) == len(found.labels)
    if wanted == "auto":
        if not apart or (shape != "series" and len(found.values) > _BARS):
            return None
        style = _STYLES.get(shape)
        if style is None:
            return None
        return _pie(answered) if style == "pie" else _drawn(answered, style)
    return _pie(answered) if wanted == "pie" and shape == "share" else _drawn(answered, wanted)


def csv_file(answered: Answered) -> File:
    """Return all rows as comma-separated values, the columns' names first; no cell is a formula to a spreadsheet."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows([_harmless(cell) for cell in row] for row in (answered.columns, *answered.rows))
    ascii_title = unicodedata.normalize("NFKD", answered.title.replace("ß", "ss")).encode("ascii", "ignore").decode()
    name = re.sub(r"[^a-z0-9]+", "-", ascii_title.lower()).strip("-")[:60].strip("-") or "data"
    return File(f"{name}.csv", "text/csv", text.getvalue())


def sql_button(sql: str) -> Button:
    """Return the button that shows a statement."""
    fence = "`" * max(3, 1 + max((len(run) for run in re.findall(r"`+", sql)), default=0))
    room = LONGEST_INPUT - 2 * len(fence) - 20
    shown = sql.strip() if len(sql) <= room else f"{sql[:room]} …"
    return Button(f"{ANSWERS}sql", "SQL", says=f"{fence}sql\n{shown}\n{fence}")


def reading_buttons(readings: Sequence[Reading]) -> Iterator[Button]:
    """Give a button for each reading, as many as people can take in."""
    kept = [one for one in readings if one.words.strip() and one.label.strip()]
    for at, one in enumerate(kept[:_READINGS], 1):
        yield _speaking(str(at), _short(one.label), one.words)


def titled(answered: Answered) -> str:
    """Return the title of what was found; it is never empty."""
    return " ".join(answered.title.split())[:200] or "–"


def shown_rows(found: Found) -> tuple[tuple[Cell, ...], ...]:
    """Return the rows with nothing in them that JSON has no room for."""
    return tuple(tuple(_encodable(cell) for cell in row) for row in found.rows)


def _pie(answered: Answered) -> Chart | None:
    labels, shares = shares_of(answered)
    if len(labels) < 2:
        return _drawn(answered, "bar")
    return Chart(titled(answered), "pie", tuple(map(_short, labels)), (Series("%", shares),))


def _drawn(answered: Answered, style: _Style) -> Chart | None:
    columns, rows = answered.columns, answered.rows
    labels = labelling(columns, rows)
    counting = [at for at in measures(columns, rows) if at not in labels]
    counting = [at for at in counting if not is_share(columns[at])] or counting
    counting = counting[:_LINES] if style != "pie" else counting[-1:]
    whole = tuple(row for row in rows if all(row[at] is not None for at in counting))
    drawn = [one for at in counting if (one := pairs(columns, whole, at)) is not None]
    if not drawn or len(whole) < 2:
        return None
    series = tuple(Series(_short(one.column), tuple(map(float, one.values))) for one in drawn)
    made = Chart(titled(answered), style, tuple(map(_short, drawn[0].labels)), series)
    return None if ill_formed(made) else made


def _chart_button(language: str) -> Button:
    return _speaking("chart", phrase("chart", language), _AS_CHART.get(language, "as a chart"))


def _speaking(name: str, label: str, words: str) -> Button:
    return Button(f"{ANSWERS}{name}", label, words=words[:LONGEST_INPUT])


def _short(text: str) -> str:
    line = " ".join(text.split()) or "–"
    return line if len(line) <= _LONGEST_LABEL else f"{line[: _LONGEST_LABEL - 1]}…"


def _cell(cell: Cell, column: str, decimals: int, language: str) -> Cell:
    """Return a cell for a table: a number that people calculate with stays one, where its language is that of views."""
    match cell:
        case None | "":
            return "–"
        case bool():
            return cell
        case float() | int() if decimals:
            return number(cell, language, decimals) if language == "de" else _cents(float(cell))
        case float() if abs(cell) < _EXACT:
            return _cell(int(cell), column, 0, language)
        case float():
            return number(cell, language, 0) if language == "de" else cell
        case int() if language == "de" and not names(column) and abs(cell) >= 1_000:
            return number(cell, language)
        case _:
            return cell


def _cents(value: float) -> float:
    """Return a number with two decimals, or the first two that are not zero."""
    return round(value, 2) or float(f"{value:.2g}")


def _harmless(cell: Cell) -> Cell:
    """Return a cell with an apostrophe before what a spreadsheet would run (OWASP, CSV injection)."""
    if not isinstance(cell, str):
        return cell
    marked = f"'{cell}" if _FORMULA.match(cell) and not _NUMERAL.fullmatch(cell) else cell
    return _LINE_END.sub("\n", marked)  # csv quotes a cell with this end of a line, not with the others


def _encodable(cell: Cell) -> Cell:
    if isinstance(cell, float) and not math.isfinite(cell):
        return None
    if isinstance(cell, int) and not isinstance(cell, bool) and abs(cell) >= 2**63:
        return str(cell)
    if isinstance(cell, str) and not cell.isascii():
        return cell.encode("utf-8", "replace").decode()
    return cell
