"""Healing: Markdown that is still being written, shown without the raw markers of what is not closed yet."""

import re
from itertools import count

from adapters.shared.fences import Fence, fences
from adapters.shared.inline import openings

_BORN = re.compile(
    r"[ \t]*(?:>[ \t]*)*(?:(?:[-*+]|[0-9]{1,9}[.)])[ \t]+)*"
    r"(?:>[ \t]*|#{1,6}[ \t]*|[0-9]{1,9}|:-*:?"
    r"|[-*+][ \t]*|[0-9]{1,9}[.)][ \t]*|(?:[-*+]|[0-9]{1,9}[.)])[ \t]+\[[ xX]?\]?[ \t]*"
    r"|`{3,}[^`\n]*|~~~[^\n]*|-{2}|=+|[*_]{3,}|\[[^\]\n]+\]:.*)"
)
"""A last line that shows nothing yet, or of which it is not known what it will be."""
_BLOCK = re.compile(r"[ \t]*(?:>[ \t]*)*(?:#{1,6}[ \t]|(?:[-*+]|[0-9]{1,9}[.)])[ \t])")
_LINE_ALONE = re.compile(r"[ \t]*(?:>[ \t]*)*(?:#{1,6}[ \t]|=+[ \t]*$|(?:[-*_][ \t]*){3,}$)")
_DELIMITER = re.compile(r"^[ \t>]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$", re.MULTILINE)
_BLANK = re.compile(r"^[ \t>]*\n", re.MULTILINE)
_OF_A_DELIMITER = " \t>|:-"
"""What the line below a table's head is made of; below any other line it was no head."""
_PIPE = re.compile(r"(?<!\\)\|")
_MARKERS = re.compile(r"[ \t>]*(?:(?:[-*+]|[0-9]{1,9}[.)])[ \t]+)*(?:\[[ xX]\][ \t]+|#{1,6}[ \t]+)?")
"""The beginning of a line before its words."""
_PATIENCE = 8
"""Times that a mark at the end is left out; of a paragraph that ends with more, nothing is shown yet."""
_RULE = re.compile(r"[ \t]*-[ \t]*-[ \t]*-[- \t]*")


def healed(markdown: str) -> str:
    """Return half-written Markdown with what is open closed, and without what only its end would make something of."""
    blocks = fences(markdown)
    text, floor = markdown, blocks[-1].end if blocks else 0
    if blocks and blocks[-1].is_open:
        if blocks[-1].code < len(markdown):
            return _code_healed(markdown, blocks[-1])
        text, floor = markdown[: blocks[-1].start], blocks[-2].end if len(blocks) > 1 else 0
    rows = _rows(text, floor)
    for tries in count():
        kept = text[: _held(text, floor, rows)]
        begin = _paragraph(kept, floor, rows)
        if begin is None:
            return kept
        found = openings(kept, begin)
        if found.cut is not None:
            kept = kept[: found.cut]
            kept = kept if tries < _PATIENCE else kept[:begin]
        elif found.drops and any(start < end for start, end in found.drops):
            kept = _without(kept, found.drops)
        elif kept == text:
            body = text.rstrip() if found.marks and not found.code else text
            if not _would_merge(body, found.code or found.marks):
                return f"{body}{found.code}{found.marks}{text[len(body) :]}"
            kept = f"{body[:-1]}{text[len(body) :]}"
        text = kept
    raise AssertionError


def _would_merge(body: str, closing: str) -> bool:
    """Say whether a mark at the end, which stands for itself, would become one with what closes the text."""
    literal = body[:-1].endswith("\\")
    return bool(closing) and body.endswith(closing[0]) and not literal


def settled(markdown: str) -> str:
    """Return how much of half-written Markdown looks the same whatever follows, for streams that only take more.

    What is settled once stays so: it only grows as the text grows. It ends behind a space, and before an open fence.
    Not promised for texts that are no Markdown anybody writes (`[&b) &` with its `]` two lines on): of those some can
    be taken back, so whoever appends has to compare.
    """
    blocks = fences(markdown)
    text, floor = markdown, blocks[-1].end if blocks else 0
    if blocks and blocks[-1].is_open:
        text, floor = markdown[: blocks[-1].start], blocks[-2].end if len(blocks) > 1 else 0
        if blocks[-1].code < len(markdown):
            return text
    elif floor and floor == len(markdown) and not markdown.endswith("\n"):
        return markdown[: blocks[-1].start]
    rows = _rows(text, floor)
    end = _held(text, floor, rows)
    line = max(floor, text.rfind("\n", 0, end) + 1)
    if end == line and "|" in text[end:].partition("\n")[0]:
        pipe = _PIPE.search(text, end)
        end = pipe.start() if pipe and rows is None and _is_header(text[line:].partition("\n")[0]) else end
    elif rows is not None and line >= rows:
        end = line
    begin = _paragraph(text[:end], floor, rows)
    found = openings(text[:end], end if begin is None else begin)
    end = end if found.first is None else found.first
    while end > floor and (not text[end - 1].isspace() or any(start < end < stop for start, stop in found.spans)):
        end -= 1
    line = max(floor, text.rfind("\n", 0, end) + 1)
    return text[:line] if _MARKERS.fullmatch(text, line, end) else text[:end]


def _code_healed(markdown: str, block: Fence) -> str:
    """Close the block; a last line that may become its closing line is left out."""
    line = markdown.rfind("\n") + 1
    body = markdown
    if line >= block.code and set(markdown[line:].strip(" \t>")) == {block.mark[0]}:
        body = markdown[:line]
    if not body[block.code :].strip():
        return healed(markdown[: block.start])
    return f"{body}{block.closing}" if body.endswith("\n") else f"{body}\n{block.closing}"


def _held(text: str, floor: int, rows: int | None) -> int:
    """Return where the text ends without last lines that are only being born."""
    end = len(text)
    while end > floor:
        line = max(floor, text.rfind("\n", 0, end) + 1)
        if line < end:
            born = _is_born(text, line, floor, rows, text[line:end])
        else:
            line = max(floor, text.rfind("\n", 0, end - 1) + 1)
            born = rows is None and not text[end:].strip(_OF_A_DELIMITER) and _is_header(text[line : end - 1])
        if not born:
            return end
        end = line
    return end


def _is_born(text: str, line: int, floor: int, rows: int | None, whole: str) -> bool:
    if not whole.strip():
        return False
    if rows is not None and line >= rows:
        return not _is_row(text, line, floor, whole)
    if rows is None and _is_header(whole):
        return True
    if _RULE.fullmatch(whole):
        return line > floor and bool(text[:line].rpartition("\n\n")[2].strip())
    if "`" in whole and whole.strip(" \t>").count("`") > 2 and openings(whole, 0).first is None:
        return False
    return bool(_BORN.fullmatch(whole)) or _is_fence_to_be(whole)


def _is_fence_to_be(whole: str) -> bool:
    return whole.lstrip(" \t>")[:3] in ("```", "~~~") and "`" not in whole.lstrip(" \t>`")


def _is_header(whole: str) -> bool:
    """Say whether a last line may be the head of a table whose second line is not there yet."""
    return "|" in whole and bool(_PIPE.search(whole)) and not _BLOCK.match(whole)


def _rows(text: str, floor: int) -> int | None:
    """Return where the rows of the table begin that the last block is; None where it is none."""
    block = max(floor, text.rfind("\n\n") + 2 if "\n\n" in text else floor)
    if text.find("|", block) < 0:
        return None
    for blank in _BLANK.finditer(text, block):
        block = blank.end()
    for line in _DELIMITER.finditer(text, block):
        head = text[max(block, text.rfind("\n", 0, max(block, line.start() - 1)) + 1) : line.start()]
        if "|" in line[0] and "|" in head and line.end() < len(text):
            return line.end() + 1
    return None


def _is_row(text: str, line: int, floor: int, whole: str) -> bool:
    """Say whether a last row is complete: it ends with a bar, and has as many as the row above it."""
    above = text[max(floor, text.rfind("\n", 0, line - 1) + 1) : line]
    return whole.rstrip().endswith("|") and len(_PIPE.findall(whole)) == len(_PIPE.findall(above))


def _paragraph(text: str, floor: int, rows: int | None) -> int | None:
    """Return where the last paragraph, list item, heading or row begins; None where the text ends between two."""
    end = len(text)
    begin = end
    while end > floor:
        line = max(floor, text.rfind("\n", 0, end) + 1)
        whole = text[line:end]
        last = end == len(text)
        if not whole.strip(" \t>\r"):
            if not last:
                break
        elif _LINE_ALONE.match(whole) and not last:
            break
        else:
            begin = line
            block = _BLOCK.match(whole)
            if block:
                begin = line + block.end()
                break
            if rows is not None and line >= rows:
                return None if whole.rstrip().endswith("|") else line
            above = text[max(0, text.rfind("\n", 0, max(0, line - 1)) + 1) : line]
            if whole.lstrip().startswith(">") and not above.lstrip().startswith(">"):
                break
        end = line - 1
    return begin if begin < len(text) else None


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    kept, at = [], 0
    for start, end in sorted(spans):
        kept.append(text[at : max(at, start)])
        at = max(at, end)
    return "".join([*kept, text[at:]])
