"""Numerals: cells of a database in the words of a person's language, as text that is no markup."""

import re
from collections.abc import Iterable

from core.controls import Cell

_LAST = frozenset(
    {
        *("id", "ids", "uuid", "nr", "no", "num", "number", "numbers", "nummer", "nummern", "code", "key", "serial"),
        *("iban", "zip", "plz", "postcode", "postal", "phone", "telefon", "tel"),
    }
)
"""Words at the end of a column's name whose whole numbers count nothing: names made of digits."""
_YEARS = frozenset({"year", "years", "jahr", "jahre"})
_SPANS = frozenset(
    {"this", "last", "previous", "current", "per", "pro", "dieses", "letztes", "voriges", "aktuelles", "vor"}
)
"""Words before a year with which a column holds what was in it."""
_NUMBERED = re.compile(r"[a-zäöüß]{2,}(?:nummer|nr|jahr)", re.IGNORECASE)
_WORDS = re.compile(r"[A-ZÄÖÜ]?[a-zäöüß]+|[A-ZÄÖÜ]+(?![a-zäöüß])|\d+")
_LIVE = re.compile(r"[\\*`<\[]|(?<![^\W_])_|_(?![^\W_])|~(?=~)|(?<=~)~|\|(?=\|)|(?<=\|)\||&(?=#?\w+;)")
"""What Markdown, as the platforms read it, could take for more than itself."""
_MIDNIGHT = re.compile(r"(\d{4}-\d\d-\d\d)[ T]00:00(?::00(?:\.0+)?)?")
_LONGEST = 120
"""Characters of a cell within a sentence."""
_MISSING = "–"


def number(value: float, language: str, decimals: int | None = None) -> str:
    """Return a number as people of a language write it; without `decimals` whole ones have none, others two."""
    if decimals is None:
        decimals = 0 if isinstance(value, int) else 2
    written = f"{value:,.{decimals}f}"
    if written.strip("-0.,") == "" and value:
        written = f"{value:.2g}"
    return written.translate(str.maketrans(",.", ".,")) if language == "de" else written


def decimals_of(cells: Iterable[Cell]) -> int:
    """Return how many decimals the numbers of one column are written with: none where all are whole, else two."""
    return 0 if all(not isinstance(cell, float) or cell.is_integer() for cell in cells) else 2


def percent(value: float, language: str, *, signed: bool = False) -> str:
    """Return a percentage with one decimal."""
    sign = "+" if signed and value > 0 else ""
    return f"{sign}{number(value, language, 1)} %"


def spelled(cell: Cell, language: str, column: str = "") -> str:
    """Return a cell for a sentence; what is missing is a dash, and text is text whatever it looks like."""
    match cell:
        case None | "":
            return _MISSING
        case bool():
            return {True: "ja", False: "nein"}[cell] if language == "de" else {True: "yes", False: "no"}[cell]
        case int() if names(column):
            return str(cell)
        case int() | float():
            return number(cell, language)
        case str():
            return plain(cell)


def names(column: str) -> bool:
    """Say whether whole numbers of a column name things instead of counting them: ids, years, postcodes."""
    words = [word.lower() for word in _WORDS.findall(column)]
    if not words or _SPANS.intersection(words) or words[-1] == "vorjahr":
        return False
    return words[-1] in _LAST or bool(_YEARS.intersection(words)) or _NUMBERED.fullmatch(words[-1]) is not None


def plain(text: str, most: int = _LONGEST) -> str:
    """Return a text on one line, shortened, with all that could be markup escaped."""
    line = " ".join(text.split())
    if match := _MIDNIGHT.fullmatch(line):
        line = match[1]
    shown = line if len(line) <= most else f"{line[: most - 1]}…"
    return _LIVE.sub(r"\\\g<0>", shown) or _MISSING
