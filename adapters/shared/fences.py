"""Fences: where a Markdown text has its blocks of code."""

import re

from msgspec import Struct

_LINE = re.compile(
    r"^(?P<lead>(?>(?:[ \t]|>|(?:[-*+]|[0-9]{1,9}[.)])(?=[ \t]))*))"
    r"(?P<fence>`{3,}+(?=[^`\n]*$)|~{3,}+)(?P<info>[^\n]*)$",
    re.MULTILINE,
)
_ITEM = re.compile(r"^[ \t>]*(?:[-*+]|[0-9]{1,9}[.)])[ \t]", re.MULTILINE)
_SHALLOW = 3
"""Spaces before a fence; with more, outside a list, it is a line of indented code (CommonMark 4.5)."""
_BULLET = 5
"""Columns that a list item's marker and the spaces behind it can take at the most (CommonMark 5.2)."""


class Fence(Struct, frozen=True):
    """A fenced block of code, by places in its text."""

    start: int
    """Where the opening line begins."""
    code: int
    """Where the code begins, behind the opening line; the text's length where that line is not complete."""
    close: int
    """Where the closing line begins; the text's length where there is none."""
    end: int
    """Behind the closing line; the text's length where there is none."""
    lead: str
    """What stands before the fence: spaces, quote marks."""
    mark: str
    """The fence itself."""
    info: str
    """What stands behind the fence: the language."""
    is_open: bool

    @property
    def opening(self) -> str:
        """Return a line that opens such a block at the beginning of a text, where no list is open any more."""
        if ">" in self.lead or len(self.lead) <= _SHALLOW:
            return f"{self.lead}{self.mark}{self.info}\n"
        bullets = -(-(len(self.lead) - _SHALLOW) // _BULLET)
        last = min(len(self.lead), bullets * _BULLET) - (bullets - 1) * _BULLET
        return f"{'-    ' * (bullets - 1)}{'-'.ljust(last)}{self.mark}{self.info}\n"

    @property
    def closing(self) -> str:
        """Return a line that closes the block, without its end of line."""
        return f"{self.lead}{self.mark}"


def fences(text: str) -> list[Fence]:
    """Return the fenced blocks of a text in their order; the last may be open. Takes time in proportion to the text."""
    if "```" not in text and "~~~" not in text:
        return []
    found: list[Fence] = []
    opened: re.Match[str] | None = None
    item = _ITEM.search(text)
    first_item = item.start() if item else len(text)
    for line in _LINE.finditer(text):
        if opened is None:
            if _columns(line["lead"]) <= _SHALLOW or first_item <= line.start():
                opened = line
        elif _closes(line, opened):
            found.append(_block(text, opened, line))
            opened = None
    return [*found, _block(text, opened, None)] if opened else found


def _closes(line: re.Match[str], opened: re.Match[str]) -> bool:
    return (
        line["fence"].startswith(opened["fence"])
        and not line["info"].strip()
        and not line["lead"].strip(" \t>")
        and _columns(line["lead"]) <= _columns(opened["lead"]) + _SHALLOW
    )


def _block(text: str, opened: re.Match[str], closed: re.Match[str] | None) -> Fence:
    lead = re.sub(r"[^>\s]", " ", opened["lead"]).expandtabs(4)
    close, end = (closed.start(), min(closed.end() + 1, len(text))) if closed else (len(text), len(text))
    code = min(opened.end() + 1, len(text))
    return Fence(opened.start(), code, close, end, lead, opened["fence"], opened["info"], closed is None)


def _columns(lead: str) -> int:
    return len(lead.expandtabs(4))
