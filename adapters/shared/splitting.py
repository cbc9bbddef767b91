"""Splitting a long text: at paragraphs, then lines, then words; a cut code fence is closed and opened again."""

from collections.abc import Callable

_FENCE = "```"
_ROOM_FOR_CLOSING = len("\n" + _FENCE)


def split(text: str, limit: int, length: Callable[[str], int] = len) -> list[str]:
    """Return parts of at most `limit` by `length`; joined they are `text`, but for fences closed and opened again."""
    parts: list[str] = []
    rest = text
    while length(rest) > limit:
        at = cut(rest, limit - _ROOM_FOR_CLOSING, length)
        head, rest = rest[:at], rest[at:]
        opened = _open_fence(head)
        if opened is not None:
            head, rest = f"{head.rstrip()}\n{_FENCE}", f"{opened}\n{rest}"
        parts.append(head)
    return [*parts, rest] if rest or not parts else parts


def utf16_length(text: str) -> int:
    """Return the length in UTF-16 code units, Telegram's unit."""
    return len(text) + sum(1 for c in text if ord(c) > 0xFFFF)


def cut(text: str, limit: int, length: Callable[[str], int] = len) -> int:
    """Return how many characters of a text longer than `limit` make a good first part of at most `limit`.

    The part ends behind a paragraph, else a line, else a word, where one ends in its second half.
    """
    end = _longest_prefix(text, limit, length)
    for separator in ("\n\n", "\n", " "):
        at = text.rfind(separator, end // 2, end)
        if at > 0:
            return at + len(separator)
    return end


def _longest_prefix(text: str, limit: int, length: Callable[[str], int]) -> int:
    low, high = 1, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if length(text[:middle]) <= limit else (low, middle - 1)
    return low


def _open_fence(text: str) -> str | None:
    """Return the line that opened the fence which `text` leaves open, if it leaves one."""
    opened: str | None = None
    for line in text.split("\n"):
        if line.lstrip().startswith(_FENCE):
            opened = line if opened is None else None
    return opened
