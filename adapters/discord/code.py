"""Code blocks: lines in a monospaced font, in as many blocks as they need."""

import re
from collections.abc import Iterable, Iterator, Sequence

from adapters.discord.components import TEXT_LIMIT, Component, display

_FENCE = "```"
_NUMBER = len(" (1000/1000)")


def code(title: str, lines: Sequence[str], head: Sequence[str] = (), *, numbered: bool = False) -> list[Component]:
    """Return code blocks that each fit into a message, under a title where there is one and with `head` on top.

    Nothing is left out: a line that does not fit goes on in the next block, a head that does not fit is not repeated.
    The titles of several blocks can be `numbered`. Fences inside are broken by an invisible character.
    """
    head, lines = [_unfenced(line) for line in head], [_unfenced(line) for line in lines]
    room = TEXT_LIMIT - len(_block(title, head)) - _NUMBER
    if room < TEXT_LIMIT // 4:
        head, lines = [], [*head, *lines]
        room = TEXT_LIMIT - len(_block(title, head)) - _NUMBER
    parts = _parted(lines, room)
    return [
        display(_block(f"{title} ({number}/{len(parts)})" if numbered and len(parts) > 1 else title, [*head, *part]))
        for number, part in enumerate(parts, 1)
    ]


def _block(title: str, lines: Sequence[str]) -> str:
    return "\n".join([*([title] if title else []), _FENCE, *lines, _FENCE])


def _parted(lines: Iterable[str], room: int) -> list[list[str]]:
    parts: list[list[str]] = [[]]
    left = room
    for line in lines:
        for piece in _pieces(line, room - 1):
            if parts[-1] and len(piece) >= left:
                parts.append([])
                left = room
            parts[-1].append(piece)
            left -= len(piece) + 1
    return parts


def _pieces(line: str, length: int) -> Iterator[str]:
    yield line[:length]
    for start in range(length, len(line), length):
        yield line[start : start + length]


def _unfenced(line: str) -> str:
    return re.sub("`(?=``)", "`\u200b", line)
