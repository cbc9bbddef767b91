"""Charts: of the numbers a person names, or of a table of the screen."""

import re
from collections.abc import Iterable
from typing import Literal, TypeAlias

from msgspec import Struct

from adapters.llm.builtin.clauses import LONGEST_NAME
from adapters.llm.builtin.exports import plain_name, tables_meant
from adapters.llm.builtin.lexicon import noun_named
from adapters.llm.builtin.phrases import Phrases
from adapters.llm.builtin.words import fold, title
from core.artifacts import Chart, Series
from core.controls import Cell, Control, Table

Style: TypeAlias = Literal["bar", "line", "pie"]

_STYLES: dict[str, Style] = {
    "bar": "bar", "column": "bar", "balken": "bar", "saulen": "bar", "saeulen": "bar",
    "line": "line", "linien": "line", "kurven": "line", "pie": "pie", "kreis": "pie", "torten": "pie", "kuchen": "pie",
}  # fmt: skip
_ASKED = re.compile(
    r"(?:(?:make|create|draw|show|give|plot|build|generate|want|need|i want|i need|mache?|erstelle?|zeichne?|zeige?|"
    r"gib|baue?|ich (?:mochte|moechte|brauche|will))\s+)?(?:(?:me|us|mir|uns|bitte)\s+)*"
    r"(?:(?:an?|the|ein|eine|einen|das)\s+)?(?:(?:simple|new|neues|einfaches)\s+)?"
    rf"(?:(?P<style>{'|'.join(_STYLES)})[\s-]*)?(?:chart|graph|diagram|diagramm|grafik)\b[\s,]*(?P<rest>.*)",
    re.DOTALL,
)
_LINK = re.compile(
    r"(?:of|for|from|with|showing|about|von|vom|aus|fur|fuer|mit|der|des|uber)\s+(?:(?:der|den|dem)\s+)?|[:=]\s*"
)
_CALLED = re.compile(
    r"(?:(?:called|named|titled|namens|genannt)\s+)?(?P<title>[^:\n]{1,80}?)\s*:\s*(?P<data>.+)", re.DOTALL
)
_PARTED = re.compile(r"\s*(?:[;\n|]|,(?![0-9])|\s(?:and|und)\s)\s*")
_NUMBER = r"-?[0-9]{1,12}(?:[.,][0-9]{1,6})?"
_POINT = re.compile(rf"(?P<label>.*?)\s*[:=]?\s*(?<![\w.,-])(?P<value>{_NUMBER})\s*%?")


class Drawing(Struct, frozen=True):
    """What came of asking for a chart: what is said, and the chart where there is one."""

    sentence: str
    chart: Chart | None = None


def drawing(text: str, controls: Iterable[Control], said: Phrases) -> Drawing | None:
    """Return the chart that a command asks for, or why there is none; None where it asks for no chart."""
    found = _ASKED.fullmatch(fold(text))
    if found is None:
        return None
    style = _STYLES[found["style"] or "bar"]
    rest = text[found.start("rest") :]
    linked = _LINK.match(fold(rest))
    what = rest[linked.end() :].strip() if linked else rest.strip()
    if not what:
        return Drawing(said.which_data)
    tables = tables_meant(what, controls)
    if len(tables) > 1:
        return Drawing(said.ambiguous.format(", ".join(said.quoted(table.label) for table in tables)))
    if tables:
        return _of_table(tables[0], style, said)
    return _of_points(what, style, said)


def _of_points(what: str, style: Style, said: Phrases) -> Drawing:
    name, data = said.charts[style], what
    points = _points(data)
    if points is None and (called := _CALLED.fullmatch(what)):
        under = _points(called["data"])
        if under:
            name, points = title(called["title"])[:LONGEST_NAME] or name, under
    if points is None:
        return Drawing(_unread(what, said))
    labels = tuple(label or str(at) for at, (label, _) in enumerate(points, 1))
    return _drawn(Chart(name, style, labels, (Series(name, tuple(value for _, value in points)),)), said)


def _unread(what: str, said: Phrases) -> str:
    """Say what is wrong with data that are no numbers: entries not understood, or a table that is not there."""
    strange = tuple(part for part in _PARTED.split(what) if part and not _POINT.fullmatch(part))
    if any(character.isdigit() for character in what):
        return f"{said.unknown.format(said.listed(tuple(map(said.quoted, strange))))} {said.which_data}"
    if any(noun_named(fold(word)) for word in what.split()):
        return said.missing.format(said.quoted(plain_name(what, said)))
    return f"{said.missing.format(said.quoted(plain_name(what, said)))} {said.which_data}"


def _points(data: str) -> tuple[tuple[str, float], ...] | None:
    """Return the labels and numbers of data such as "A 3, B 5"; None where any of it is something else."""
    points: list[tuple[str, float]] = []
    for part in filter(None, _PARTED.split(data)):
        point = _POINT.fullmatch(part)
        if point is None or len(point["label"]) > LONGEST_NAME or ":" in point["label"]:
            return None
        points.append((point["label"].strip(" \"'"), float(point["value"].replace(",", "."))))
    return tuple(points) or None


def _of_table(table: Table, style: Style, said: Phrases) -> Drawing:
    columns = tuple(zip(*table.rows, strict=True))
    numeric = [at for at, cells in enumerate(columns) if all(map(_is_number, cells))]
    texts = (at for at, cells in enumerate(columns) if all(isinstance(cell, str) for cell in cells))
    named = next(texts, None)
    if not numeric:
        return Drawing(said.no_numbers.format(said.quoted(table.label)))
    labels = tuple(map(str, columns[named] if named is not None else range(1, len(table.rows) + 1)))
    shown = numeric[:1] if style == "pie" else numeric
    series = tuple(
        Series(table.columns[at], tuple(float(cell) for cell in columns[at] if isinstance(cell, int | float)))
        for at in shown
    )
    return _drawn(Chart(table.label, style, labels, series), said)


def _is_number(cell: Cell) -> bool:
    return isinstance(cell, int | float) and not isinstance(cell, bool)


def _drawn(chart: Chart, said: Phrases) -> Drawing:
    values = tuple(value for series in chart.series for value in series.values)
    if chart.style == "pie" and (min(values) < 0 or not any(values)):
        return Drawing(said.no_pie)
    name = said.charts[chart.style]
    described = said.a_chart[chart.style].format("" if chart.title == name else f" {said.quoted(chart.title)}")
    return Drawing(said.here_is.format(described), chart)
