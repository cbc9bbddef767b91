"""Words: folding a text for comparison, and reading it piece by piece."""

import re
import unicodedata
from collections.abc import Container, Mapping

TAKEN = "\0"
"""Stands in a folded text for every character that has been read."""

WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")

_QUOTES = str.maketrans(dict.fromkeys("„“”«»", '"') | dict.fromkeys("’‘`´", "'"))
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_SEPARATORS = re.compile(r"\s*(?:[,;/|+&\n]|\b(?:and|or|und|oder|sowie)\b)\s*", re.IGNORECASE)
_QUOTED = re.compile(r'"[^"]*"')

_BLANKS = re.compile(r"[^\S\n]+")
_BREAKS = re.compile(r"\s*\n\s*")
_RUNS = re.compile(r"([^\w\s])\1{3,}")
UNITS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12,
    "null": 0, "eins": 1, "zwei": 2, "drei": 3, "vier": 4, "funf": 5, "fuenf": 5, "sechs": 6, "sieben": 7, "acht": 8,
    "neun": 9, "zehn": 10, "elf": 11, "zwolf": 12, "zwoelf": 12,
}  # fmt: skip
NUMBER = rf"(?:(?:-|minus )?(?:[0-9]{{1,9}}(?![0-9.,]*[0-9])|(?:{'|'.join(UNITS)})\b))"
"""A whole number in a folded text: up to nine digits, or a word up to twelve."""

PERCENTAGE = r"(?P<percent>[0-9]{1,3}(?:[.,][0-9]{1,3})?)\s*(?:%|percent|per cent|prozent)?"
"""A percentage in a folded text, its sign left out or not."""


def fold(text: str) -> str:
    """Return `text` in lower case without accents, each character still at its place."""
    return "".join(map(_folded, text)).translate(_QUOTES).replace("ß", "s").replace(TAKEN, " ")


def _folded(character: str) -> str:
    parts = unicodedata.normalize("NFD", character)
    lower = parts[0].lower() if all(map(unicodedata.combining, parts[1:])) else character
    return lower if len(lower) == 1 else character


def vocabulary(listed: str) -> frozenset[str]:
    """Return words listed with spaces between them as a set of folded words."""
    return frozenset(fold(listed).split())


def tidy(text: str) -> str:
    """Return `text` with single spaces and line breaks, and no long runs of one mark."""
    return _RUNS.sub(r"\1\1\1", _BREAKS.sub("\n", _BLANKS.sub(" ", text))).strip()


def words(text: str) -> tuple[str, ...]:
    """Return the folded words of `text`."""
    return tuple(WORD.findall(fold(text)))


def number(text: str) -> int | None:
    """Return the whole number that `text` is, if it is one."""
    folded = fold(text).strip()
    if not re.fullmatch(NUMBER, folded):
        return None
    sign = -1 if folded.startswith(("-", "minus ")) else 1
    digits = folded.removeprefix("-").removeprefix("minus ")
    return sign * (UNITS[digits] if digits in UNITS else int(digits))


def share(text: str) -> float | None:
    """Return the part of one that a percentage such as "40 %" or "62,5 percent" is, at most one; None if it is none."""
    found = re.fullmatch(PERCENTAGE, fold(text).strip())
    return min(1.0, float(found["percent"].replace(",", ".")) / 100) if found else None


def items(text: str) -> tuple[str, ...]:
    """Return the entries of a list written with commas, slashes, "and" or "or"; a quoted entry stays whole."""
    straight = text.translate(_QUOTES)
    parts: list[str] = []
    position = 0
    for quoted in _QUOTED.finditer(straight):
        parts += [*_SEPARATORS.split(straight[position : quoted.start()]), quoted.group().strip('"')]
        position = quoted.end()
    parts += _SEPARATORS.split(straight[position:])
    return tuple(filter(None, (part.strip(" .!?:\t") for part in parts)))


def title(text: str) -> str:
    """Return a name as a control's label: one line, its first letter large."""
    line = " ".join(text.strip(" \"'.,;:!?").split())
    return line[:1].upper() + line[1:]


def slug(text: str, otherwise: str) -> str:
    """Return an identifier made of a name; `otherwise` (an identifier) where it has no Latin letter to begin with."""
    ascii_text = unicodedata.normalize("NFKD", text.lower().translate(_UMLAUTS)).encode("ascii", "ignore").decode()
    joined = re.sub(r"[^a-z0-9]+", "-", ascii_text).strip("-")
    if joined[:1].isdigit():
        joined = f"{otherwise}-{joined}"
    return joined[:24].rstrip("-") or otherwise


class Reading:
    """A text that is understood piece by piece; what was not taken in the end was not understood."""

    def __init__(self, text: str) -> None:
        self._original = text
        self.left = fold(text)

    def take(self, pattern: re.Pattern[str]) -> Mapping[str, str] | None:
        """Find `pattern` in what is left and take it; return its named groups as they were written."""
        match = pattern.search(self.left)
        if match is None:
            return None
        self.left = self.left[: match.start()] + TAKEN * len(match.group()) + self.left[match.end() :]
        return {name: self._original[slice(*match.span(name))] for name, found in match.groupdict().items() if found}

    def unexplained(self, known: Container[str]) -> tuple[str, ...]:
        """Return the words that are left and not `known`, as they were written."""
        return tuple(
            self._original[word.start() : word.end()] for word in WORD.finditer(self.left) if word.group() not in known
        )
