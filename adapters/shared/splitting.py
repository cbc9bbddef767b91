"""Splitting a long text: at paragraphs, lines, sentences, words; a cut code fence is closed and opened again."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from itertools import accumulate

from msgspec import Struct

from adapters.shared.fences import Fence, fences
from adapters.shared.graphemes import is_boundary, last_boundary

_PARAGRAPH = re.compile(r"\n(?:[ \t\r]*\n)+")
_LINE = re.compile(r"\n")
_SENTENCE = re.compile(r"(?<!\n\d)(?<!\n\d\d)[.!?…][\"'”’»)\]*_`]*\s+|[。！？｡][”’」』）]*\s*")
_WORD = re.compile("[ \t\u200b\u3000]+")
_KINDS = (_PARAGRAPH, _LINE, _SENTENCE, _WORD)
_INLINE = re.compile(
    r"(?<!`)(`++)[^`\n]+\1(?!`)"
    r"|!?\[[^\[\]\n]*+\]\([^()\s]*+\)"
    r"|\*\*(?=\S)[^*\n]++\*\*|__(?=\S)[^_\n]++__|~~(?=\S)[^~\n]++~~"
    r"|\*(?=[^\s*])[^*\n]++\*|(?<!\w)_(?=[^\s_])[^_\n]++_"
)
"""Marks that would be shown raw if a text was cut within them."""

Length = Callable[[str], int]
"""Counts a text in a platform's unit: a sum over its characters, each at least 1."""

_Span = tuple[int, int]


class Piece(Struct, frozen=True):
    """A part of a text, with the lines that open and close a cut code fence around it."""

    opening: str
    text: str
    closing: str


def split(text: str, limit: int, length: Length = len) -> list[str]:
    """Return parts of at most `limit` by `length`; joined they are `text`, but for fences closed and opened again.

    A single character that counts more than `limit` is a part of its own.
    """
    return [piece.opening + piece.text + piece.closing for piece in pieces(text, limit, length)]


def pieces(text: str, limit: int, length: Length = len) -> list[Piece]:
    """Return the parts that `split` joins; their texts alone, joined, are `text`."""
    if length(text) <= limit:
        return [Piece("", text, "")]
    blocks = fences(text)
    starts = [block.start for block in blocks]
    made: list[Piece] = []
    at, opening = 0, ""
    while at < len(text):
        room = limit - length(opening)
        end = _fitting(text, at, room, length)
        if end == len(text):
            return [*made, Piece(opening, text[at:], "")]
        near = blocks[max(0, bisect_right(starts, at) - 1) : bisect_right(starts, end)]
        place, block = _place(text, at, end, near, end)
        if block is not None:
            shorter = _fitting(text, at, room - length(_cover(block, limit, length)[1]), length)
            place, block = _place(text, at, shorter, near, end)
        again, closing = _cover(block, limit, length)
        made.append(Piece(opening, text[at:place], closing.lstrip("\n") if text[place - 1] == "\n" else closing))
        at, opening = place, again
    return made


def cut(text: str, limit: int, length: Length = len) -> int:
    """Return how many characters of a plain text longer than `limit` make a good first part of at most `limit`.

    The part ends behind a paragraph, else a line, a sentence, a word, where one ends in its second half; else behind
    a grapheme. Where not even one grapheme fits it is cut within it.
    """
    end = _fitting(text, 0, limit, length)
    return end if end == len(text) else _best(text, 0, end, []) or last_boundary(text, 0, end)


def utf16_length(text: str) -> int:
    """Return the length in UTF-16 code units, Telegram's unit."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def _fitting(text: str, begin: int, limit: int, length: Length) -> int:
    """Return where the longest piece from `begin` on that fits ends; it has at least one character."""
    low, high = begin + 1, min(len(text), begin + max(1, limit))
    if length is len or length(text[begin:high]) <= limit:
        return high
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if length(text[begin:middle]) <= limit else (low, middle - 1)
    return low


def _place(text: str, begin: int, end: int, blocks: list[Fence], most: int) -> tuple[int, Fence | None]:
    """Return where a part ends, and in which fence; only a fence's closing line may reach beyond `end`, to `most`."""
    marks = _marks(text, begin, end) if end - begin > 1 else []
    place = _best(text, begin, end, sorted([*marks, *((b.start, b.end) for b in blocks)]), _KINDS[:2])
    if not place:
        lines = [span for b in blocks for span in ((b.start, b.code), (b.close, b.end)) if span[0] < span[1]]
        place = _best(text, begin, end, sorted([*marks, *lines])) or _best(text, begin, end, [])
        place = place or last_boundary(text, begin, end)
    for block in blocks:
        if block.start < place < block.code or (place == block.code and block.start > begin):
            return (block.start if block.start > begin else place), None
        if block.close < place < block.end and block.close > begin:
            place = block.close
        if block.code <= place <= block.close and (place < block.end or block.is_open):
            ends = block.close + len(text[block.close : block.end].rstrip())
            if place == block.close and not block.is_open and ends <= most:
                return min(block.end, most), None
            return place, block
    return place, None


def _best(text: str, begin: int, end: int, closed: list[_Span], kinds: Iterable[re.Pattern[str]] = _KINDS) -> int:
    """Return the best place to cut in the second half, best kind first, outside the spans; 0 where there is none."""
    starts = [span[0] for span in closed]
    ends = list(accumulate((span[1] for span in closed), max))
    for kind in kinds:
        places = [match.end() for match in kind.finditer(text, begin + (end - begin) // 2, end)]
        for place in reversed(places):
            before = bisect_left(starts, place) - 1
            if begin < place and (before < 0 or ends[before] <= place) and is_boundary(text, place):
                return place
    return 0


def _marks(text: str, begin: int, end: int) -> list[_Span]:
    found: list[_Span] = []
    for mark in _INLINE.finditer(text, begin, min(len(text), 2 * end - begin)):
        if mark.start() >= end:
            break
        found.append(mark.span())
    return found


def _cover(block: Fence | None, limit: int, length: Length) -> tuple[str, str]:
    """Return what opens a fence again and what closes it; nothing where both would fill half a part."""
    if block is not None:
        closing = f"\n{block.closing}"
        for opening in (block.opening, f"{block.opening.removesuffix(f'{block.info}{chr(10)}')}\n"):
            if length(opening) + length(closing) <= limit // 2:
                return opening, closing
    return "", ""
