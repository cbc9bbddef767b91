"""Code blocks: lines in a monospaced font, in as many blocks as they need."""

import re
from collections.abc import Iterable, Iterator, Sequence

from adapters.discord.components import Component, display
from adapters.discord.limits import TEXT
from adapters.shared.splitting import cut

_FENCE = "```"


def code(title: str, lines: Sequence[str], head: Sequence[str] = ()) -> list[Component]:
    """Return code blocks that each fit into a message, under a title where there is one and with `head` on top.

    Nothing is left out: a line that does not fit goes on in the next block, a head that does not fit is not repeated.
    A title has at most half of what fits. Fences inside are broken by an invisible character.
    """
    title, head, lines = _unfenced(title), [_unfenced(line) for line in head], [_unfenced(line) for line in lines]
    room = TEXT.most - len(_block(title, head)) - 1
    if room < TEXT.most // 4:
        head, lines = [], [*head, *lines]
        room = TEXT.most - len(_block(title, head)) - 1
    return [display(_block(title, [*head, *part])) for part in _parted(lines, room)]


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
    while len(line) > length:
        at = cut(line, length)
        yield line[:at]
        line = line[at:]
    yield line


def _unfenced(line: str) -> str:
    return re.sub("`(?=``)", "`\u200b", line) if _FENCE in line else line
