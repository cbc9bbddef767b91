"""Markdown from a model as Discord shows it.

Discord knows no tables, no headings below the third, no headings underlined with `===`, no images and no task lists;
it shows HTML as it is written. All else is left to the letter.
"""

import re
from collections.abc import Sequence
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_block.table import escapedSplit
from markdown_it.rules_inline import StateInline, image
from markdown_it.token import Token
from msgspec.structs import replace

from adapters.discord.tables import table_lines
from core.controls import Table

_SIGNS = ("####", "![", "[ ]", "[x]", "[X]")
_UNDERLINES = re.compile(r"^[ \t>]*(?:[|:-][|:\- \t]*|=+[ \t]*)$", re.MULTILINE)
"""Lines that may stand below the head of a table, or below a heading."""
_LEADING = re.compile(r"(?:[ \t]*(?:>|[-*+]|\d{1,9}[.)])(?=[ \t]|\Z))*[ \t]*")
"""What stands before a block inside quotes and lists."""
_TASKS = {"[ ] ": "☐ ", "[x] ": "☑ ", "[X] ": "☑ "}
_DEEPEST = 3
_WRITTEN = "written"


def shown(markdown: str) -> str:
    """Return what Discord is to be sent so that it shows what the Markdown means."""
    if not any(sign in markdown for sign in _SIGNS) and _UNDERLINES.search(markdown) is None:
        return markdown
    source = markdown.replace("\r\n", "\n").replace("\r", "\n")
    lines: list[str | None] = list(source.split("\n"))
    tokens = _parser().parse(source)
    for index, token in enumerate(tokens):
        if token.map is None:
            continue
        match token.type:
            case "inline" if tokens[index - 1].type == "heading_open":
                _heading(lines, tokens[index - 1], token)
            case "inline" if tokens[index - 1].type not in ("th_open", "td_open"):
                _text(lines, token, task=index > 1 and tokens[index - 2].type == "list_item_open")
            case "table_open":
                _table(lines, token, tokens[index:])
            case _:
                pass
    return "\n".join(line for line in lines if line is not None)


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    parser.inline.ruler.at("image", _noted_image)
    return parser


def _noted_image(state: StateInline, silent: bool) -> bool:
    """Read an image, and note from where to where it is written and whether it is inside a link."""
    start = state.pos
    if not image(state, silent):
        return False
    if not silent:
        state.tokens[-1].meta = {_WRITTEN: (start, state.pos), "linked": state.linkLevel > 0}
    return True


def _text(lines: list[str | None], token: Token, *, task: bool) -> None:
    """Write a paragraph's images as links, and the box of a task as a sign."""
    written = _without_images(token)
    if task and written[:4] in _TASKS:
        written = _TASKS[written[:4]] + written[4:]
    before, after = token.content.split("\n"), written.split("\n")
    if written == token.content or len(before) != len(after) or token.map is None:
        return
    for number, old, new in zip(range(*token.map), before, after, strict=False):
        line = lines[number] or ""
        if (at := line.rfind(old)) >= 0:
            lines[number] = line[:at] + new + line[at + len(old) :]


def _heading(lines: list[str | None], heading: Token, token: Token) -> None:
    """Write a heading that Discord does not know as one it knows, or in bold."""
    if heading.map is None or not token.content or (heading.markup[:1] == "#" and len(heading.markup) <= _DEEPEST):
        _text(lines, token, task=False)
        return
    first, end = heading.map
    written = " ".join(_without_images(token).split("\n"))
    line = lines[first] or ""
    if heading.markup[:1] == "#":
        lines[first] = line[: line.index("#")] + _bold(written, token)
        return
    at = line.rfind(token.content.split("\n")[0])
    lines[first] = f"{line[: max(at, 0)]}{'#' * int(heading.tag[1])} {written}"
    lines[first + 1 : end] = [None] * (end - first - 1)


def _bold(written: str, token: Token) -> str:
    """Return words in bold; what is bold already inside them would end it."""
    if any("**" in child.content for child in token.children or ()):
        return written
    return f"**{written.replace('**', '')}**"


def _table(lines: list[str | None], table: Token, tokens: Sequence[Token]) -> None:
    """Write a table as aligned code, with what stands before its lines inside quotes and lists.

    It ends before a line without any bar: models leave out the empty line that should end it.
    """
    if table.map is None:
        return
    first, end = table.map
    end = next((number for number in range(first + 2, end) if "|" not in (lines[number] or "")), end)
    leading = _LEADING.match(lines[first] or "") if table.level else None
    before = leading[0] if leading else ""
    further = re.sub(r"[^>\t]", " ", before)
    read = _read(tokens, lines)
    drawn = table_lines(replace(read, rows=read.rows[: end - first - 2]))
    inside = [line.replace("```", "`\u200b`\u200b`") for line in (*drawn.head, *drawn.rows)]
    code = "\n".join([f"{before}```", *(further + line for line in inside), f"{further}```"])
    lines[first:end] = [code, *[None] * (end - first - 1)]


def _read(tokens: Sequence[Token], lines: Sequence[str | None]) -> Table:
    """Return the table that the first of the tokens opens; cells beyond the last column stand in that one."""
    rows: list[list[str]] = []
    written: list[str] = []
    for index, token in enumerate(tokens):
        if token.type == "table_close":
            break
        if token.type == "tr_open":
            rows.append([])
            written = _cells(lines[token.map[0]] or "", nested=tokens[0].level > 0) if token.map else []
        elif token.type == "tr_close" and len(written) > len(rows[-1]):
            rows[-1][-1] = " | ".join((rows[-1][-1], *written[len(rows[-1]) :]))
        elif token.type == "inline" and tokens[index - 1].type in ("th_open", "td_open"):
            rows[-1].append(_plain(token.children or ()))
    head, *body = rows
    return Table("table", "", tuple(head), tuple(map(tuple, body)))


def _cells(line: str, *, nested: bool) -> list[str]:
    """Return the cells of a table's line as they are written."""
    if nested:
        line = _LEADING.sub("", line, count=1)
    return [cell.strip() for cell in escapedSplit(line.strip().removeprefix("|").removesuffix("|"))]


def _plain(tokens: Sequence[Token]) -> str:
    """Return inline Markdown as the words it shows, the addresses of links behind them."""
    said = ""
    opened: list[tuple[str, int]] = []
    for token in tokens:
        match token.type:
            case "link_open":
                opened.append((str(token.attrs.get("href", "")), len(said)))
            case "link_close":
                url, start = opened.pop()
                said += f" ({url})" if said[start:] not in (url, url.removeprefix("mailto:")) else ""
            case "image":
                said += f"{token.content} ({token.attrs.get('src', '')})".strip()
            case "softbreak" | "hardbreak":
                said += " "
            case _:
                said += token.content
    return said


def _without_images(token: Token) -> str:
    """Return the Markdown of an inline token with its images as links; inside a link as their words."""
    written = token.content
    for child in reversed(token.children or ()):
        if child.type == "image" and _WRITTEN in child.meta:
            start, end = child.meta[_WRITTEN]
            written = written[:start] + _link(written[start:end], child) + written[end:]
    return written


def _link(image: str, token: Token) -> str:
    if token.meta["linked"]:
        return token.content or "image"
    if not token.content.strip():
        return f"[image]({token.attrs['src']})"
    return image[1:] if image.endswith(")") else f"[{token.content}]({token.attrs['src']})"
