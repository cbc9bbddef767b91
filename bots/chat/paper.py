"""The paper: what a dialogue is written on, a terminal or any other stream of text."""

import os
import shutil
import unicodedata
from collections.abc import Mapping, Sequence
from typing import TextIO

_UP, _WIPE = "\x1b[A", "\r\x1b[K"
_DIM, _PLAIN = "\x1b[2m", "\x1b[22m"


class Paper:
    """Writes text as it comes, and whole lines; on a terminal a few moving lines below can be written anew in place."""

    def __init__(self, out: TextIO, environment: Mapping[str, str] = os.environ) -> None:
        self._out = out
        self.terminal = out.isatty() and environment.get("TERM") != "dumb"
        self._colour = self.terminal and not environment.get("NO_COLOR")
        self._at_start = True
        self._moving: Sequence[str] = ()
        self.lost = False
        """True when nobody reads on; what is written then goes nowhere."""

    def write(self, text: str) -> None:
        """Add a piece of text."""
        self._lift()
        self._put(_harmless(text))

    def line(self, text: str = "", *, dim: bool = False) -> None:
        """Write text on a line of its own; moving lines stay below it."""
        moving = self._moving
        self._lift()
        self._end_line()
        words = _harmless(text)
        self._put(f"{_DIM}{words}{_PLAIN}\n" if dim and self._colour else f"{words}\n")
        self._draw(moving)

    def move(self, lines: Sequence[str]) -> None:
        """Write these lines in the place of the moving ones there are; only a terminal can do that."""
        self._lift()
        if lines and self.terminal:
            self._end_line()
            self._draw([" ".join(_harmless(line).split()) for line in lines])

    def end_line(self) -> None:
        """Go on at the start of a line; what the keyboard left there (`^C`) goes."""
        self._lift()
        self._end_line()
        if self.terminal:
            self._put(_WIPE)
            self._at_start = True

    def _draw(self, lines: Sequence[str]) -> None:
        room = shutil.get_terminal_size().columns - 1
        self._put("\n".join(_cut(line, room) for line in lines))
        self._at_start, self._moving = True, lines

    def _lift(self) -> None:
        """Wipe the moving lines off, so that other text can stand there."""
        if self._moving:
            self._put(_WIPE + (_UP + _WIPE) * (len(self._moving) - 1))
            self._at_start, self._moving = True, ()

    def _end_line(self) -> None:
        if not self._at_start:
            self._put("\n")

    def _put(self, text: str) -> None:
        if not text or self.lost:
            return
        try:
            self._out.write(text)
            self._out.flush()
        except BrokenPipeError:
            self.lost = True
        self._at_start = text.endswith("\n")


def _harmless(text: str) -> str:
    """Return text without what a terminal would take as a command: all control characters but line ends and tabs."""
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) != "Cc")


def _cut(text: str, room: int) -> str:
    """Return as much of one line as fits, since a line that wraps could not be wiped off."""
    wide = 0
    for index, character in enumerate(text):
        wide += 2 if unicodedata.east_asian_width(character) in "WF" else 1
        if wide > room:
            return text[:index]
    return text
