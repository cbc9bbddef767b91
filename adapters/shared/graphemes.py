"""Graphemes: what a person sees as one character, which is never cut."""

import re

import regex

_CLUSTER = regex.compile(r"\X")
_PLAIN = re.compile(r"[\x00-\x7e\u00c0-\u024f\u0400-\u0481\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fff]")
"""Characters that no rule of UAX #29 looks behind: from one of them on, clusters are found without what is before."""


def is_boundary(text: str, at: int) -> bool:
    """Say whether a grapheme ends at `at`."""
    return not 0 < at < len(text) or last_boundary(text, at - 1, at, fallback=-1) == at


def last_boundary(text: str, low: int, high: int, fallback: int | None = None) -> int:
    """Return the last place behind `low` and up to `high` where a grapheme ends; else `fallback`, or `high` itself."""
    if high >= len(text) or (text[high].isascii() and text[high - 1 : high + 1].isalnum()):
        return min(high, len(text))
    begin = high
    while begin > low:
        begin -= 1
        while begin > low and not _PLAIN.match(text, begin):
            begin -= 1
        ends: list[int] = [cluster.end() for cluster in _CLUSTER.finditer(text, begin, high + 1)]
        if found := [end for end in ends if low < end <= high]:
            return found[-1]
    return high if fallback is None else fallback
