"""Figures: whether the numbers in a text about what was found in a database come from there."""

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import combinations, pairwise
from statistics import median

from msgspec import Struct

from core.controls import Cell
from core.data import Answered

_NUMBER = re.compile(
    r"(?<![\w.,])[-+−–]?(?P<digits>\d(?:[\d.,'’\u00a0\u202f]*\d)?)"
    r"(?:[ \u00a0\u202f]?(?P<unit>%|percent\b|prozent|percentage|times\b|x\b|mal\b|fold\b|fach\b|-fold\b|-fach\b"
    r"|k\b|thousand\b|tausend\b|million|mio|mln|m\b|billion|milliarde|mrd|bn\b))?",
    re.IGNORECASE,
)
_SCALES = {"k": 1e3, "thousand": 1e3, "tausend": 1e3, "million": 1e6, "mio": 1e6, "mln": 1e6, "m": 1e6}
_SCALES |= {"billion": 1e9, "milliarde": 1e9, "mrd": 1e9, "bn": 1e9}
_TIMES = frozenset({"times", "x", "mal", "fold", "fach", "-fold", "-fach"})
_PERCENT = frozenset({"%", "percent", "prozent", "percentage"})
_ABOUT = re.compile(
    r"(?:\babout|\baround|\bapprox\w*\.?|\broughly|\bnearly|\balmost|\bover|\bmore than|\bless than|\brund|\betwa"
    r"|\bca\.?|\bcirca|\bungefähr|\bfast|\bknapp|\bgut|\büber|\bmehr als|\bweniger als|~|≈)\s*\**$",
    re.IGNORECASE,
)
_PLACED = re.compile(r"(?:^|\n)\s*(?:\*\*)?$|(?:\btop|\bfirst|\bersten|\bplatz|\brang|\bplace|#)\s*\**$", re.IGNORECASE)
_ORDINAL = re.compile(r"\**(?:\.(?=\s|\**\s)|\)|st\b|nd\b|rd\b|th\b|\. Platz)")
_DAY = re.compile(r"(?<!\d)(?:\d{4}-\d\d(?:-\d\d)?|\d\d?\.\d\d?\.(?:\d{4})?)(?!\d)")
_GROUPED = re.compile(r"\d{1,3}(?:[.,'’\u00a0\u202f]\d{3})+")
_NEAR = 0.05
"""The part by which a number said to be rough may be off."""
_ALL_PAIRS = 4
"""Rows of which each is compared with each; of more, only neighbours and the ends."""


class _Spoken(Struct, frozen=True):
    written: str
    readings: tuple[tuple[float, int], ...]
    """What it may mean, with the decimals it has: `1.234` is a thousand here and a little over one there."""
    unit: str
    rough: bool
    placed: bool
    """True where it counts a place in a list."""


class _Real(Struct, frozen=True):
    """The absolute numbers that were found or follow from what was found."""

    values: set[float]
    percents: set[float]
    ratios: set[float]

    def compare(self, one: float, other: float) -> None:
        """Take in how two numbers stand to each other."""
        self.values.add(abs(one - other))
        for part, whole in ((one, other), (other, one)):
            if whole:
                self.ratios.add(abs(part / whole))
                self.percents.update((abs(part / whole) * 100, abs(part - whole) / abs(whole) * 100))


def unexplained(text: str, answered: Answered, sources: Sequence[str] = ()) -> str:
    """Return the first number of a text that is neither found, asked nor computed; empty where there is none.

    `sources` are other texts whose numbers count: the question, and what the program itself says.
    """
    given = [*_texts(answered), *sources]
    days = {match.group() for one in given for match in _DAY.finditer(one)}
    kept = _DAY.sub(lambda match: " " if _known_day(match.group(), days) else match.group(), text)
    spoken = [one for source in given for number in _spoken(source) for one, _ in number.readings]
    real = _computed(answered)
    real.values.update(map(abs, spoken))
    for number in _spoken(kept):
        if not _explained(number, real, len(answered.rows)):
            return number.written
    return ""


def _explained(number: _Spoken, real: _Real, rows: int) -> bool:
    if number.placed and any(value == round(value) and 0 < value <= rows for value, _ in number.readings):
        return True
    among = [*real.values, *(real.percents if number.unit in _PERCENT else ())]
    among += real.ratios if number.unit in _TIMES else ()
    scale = _SCALES.get(number.unit, 1.0)
    for value, decimals in number.readings:
        off = 0.5000001 * 10**-decimals * scale
        for one in among:
            distance = abs(value * scale - one)
            if distance <= off or (number.rough and distance <= _NEAR * abs(one)):
                return True
    return False


def _spoken(text: str) -> Iterator[_Spoken]:
    for match in _NUMBER.finditer(text):
        before, behind = text[: match.start()], text[match.end() :]
        unit = (match["unit"] or "").lower()
        placed = not unit and bool(_PLACED.search(before[-20:]) or _ORDINAL.match(behind))
        yield _Spoken(match.group(), tuple(_readings(match["digits"])), unit, bool(_ABOUT.search(before[-20:])), placed)


def _readings(digits: str) -> Iterator[tuple[float, int]]:
    """Give what digits with points and commas mean in English and in German."""
    if digits.isdigit():
        yield float(digits), 0
        return
    if _GROUPED.fullmatch(digits) and len(set(re.findall(r"\D", digits))) == 1:
        yield float(re.sub(r"\D", "", digits)), 0
    for point in ".,":
        whole, found, rest = digits.rpartition(point)
        if found and rest.isdigit() and point not in whole and (whole.isdigit() or _GROUPED.fullmatch(whole)):
            yield float(f"{re.sub(r'[^0-9]', '', whole)}.{rest}"), len(rest)


def _computed(answered: Answered) -> _Real:
    real = _Real({float(answered.count), float(len(answered.rows))}, set(), set())
    columns = [list(_numbers([row[at] for row in answered.rows])) for at in range(len(answered.columns))]
    for column in filter(None, columns):
        whole = sum(column)
        sums = [sum(column[:at]) for at in range(1, len(column) + 1)]
        real.values.update(map(abs, (*column, *sums, whole / len(column), median(column))))
        real.percents.update(abs(part / whole) * 100 for part in (*column, *sums) if whole)
        for one, other in _compared(column):
            real.compare(one, other)
    for row in answered.rows:
        for one, other in combinations(list(_numbers(row))[:_ALL_PAIRS], 2):
            real.compare(one, other)
            real.values.add(abs(one + other))
    return real


def _compared(column: Sequence[float]) -> Iterator[tuple[float, float]]:
    if len(column) <= _ALL_PAIRS:
        yield from combinations(column, 2)
        return
    yield from pairwise(column)
    for end in {column[0], column[-1], min(column), max(column)}:
        yield from ((end, other) for other in (column[0], column[-1], min(column), max(column)) if other != end)


def _numbers(cells: Sequence[Cell]) -> Iterator[float]:
    for cell in cells:
        if isinstance(cell, int | float) and not isinstance(cell, bool):
            yield float(cell)


def _texts(answered: Answered) -> Iterator[str]:
    yield answered.title
    yield answered.said
    yield from answered.columns
    yield from (cell for row in answered.rows for cell in row if isinstance(cell, str))


def _known_day(day: str, days: Collection[str]) -> bool:
    """Say whether a day or month was found or asked for, in whichever of the two ways it is written there."""
    return any(spelling in found for spelling in _spellings(day) for found in days)


def _spellings(day: str) -> tuple[str, ...]:
    if "-" in day:
        year, month, *rest = day.split("-")
        return day, ".".join([*rest, month, year])
    parts = [part for part in day.split(".") if part]
    if len(parts) == 3:
        return day, f"{parts[2]}-{int(parts[1]):02}-{int(parts[0]):02}"
    return day, f"-{int(parts[1]):02}-{int(parts[0]):02}"
