"""Text with entities, from Markdown and from what controls say; no parse mode, so no escaping."""

import re
from collections.abc import Iterable
from typing import Any, TypeAlias
from unicodedata import normalize
from urllib.parse import unquote, urlsplit

from telegramify_markdown import convert
from telegramify_markdown.config import RenderConfig

from adapters.shared.splitting import utf16_length

Entity: TypeAlias = dict[str, Any]
"""A MessageEntity as the Bot API takes it, counted in UTF-16 code units."""
Marked: TypeAlias = tuple[str, list[Entity]]
"""A text and its entities."""
Span: TypeAlias = tuple[str, str]
"""A piece of text and the type of entity that marks it; an empty type for none."""

PENCIL = "✏️"
"""The sign over which a prompt carries what it asks for; model text can have no link over it."""
REMOVED = "\u2028-\u202e\u030a\u0333\u033f\x00-\x08\x0b-\x1f"
"""Signs that Telegram takes out of a text before it looks for names in it (tdlib, clean_input_string)."""

_MARKS = frozenset({"bold", "italic", "underline", "strikethrough", "spoiler"})
_KINDS = _MARKS | {"blockquote", "expandable_blockquote", "code", "pre", "text_link"}
_WEB = re.compile(r"https?://[\w-]+(\.[\w-]+)*\.[\w-]+(:\d{1,5})?([/?#][^\s<>\"]*)?", re.IGNORECASE)
_LONGEST_ADDRESS = 2048
_TELEGRAM = ("t.me", "telegram.me", "telegram.dog")
_STARTS = re.compile(r"[?&;#]start\w*(?:[=&;#]|$)", re.IGNORECASE)
_GONE = re.compile(f"[{REMOVED}]")
_VISIBLE = re.compile(
    "[^\\s\x00-\x20\x7f-\xa0\xad\u030a\u0333\u033f\u034f\u061c\u115f\u1160\u1680\u17b4\u17b5\u180b-\u180f\u2000-\u200f\u2028-\u202f"
    "\u205f-\u206f\u2800\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff\U000e0000-\U000e0fff]"
)
_HIDDEN = re.compile(r"<(?!https?://|mailto:)(?=[A-Za-z/!?])|\[(?=\^)")
"""Where Markdown hides what was written: HTML, and the footnotes that Telegram does not have."""
_NONCHARACTERS = tuple(map(chr, range(0xFDD0, 0xFDF0)))


def marked(markdown: str) -> Marked:
    """Return Markdown as text with entities; HTML and what has nothing to show stay as they were written."""
    kept = _HIDDEN.search(markdown) is not None
    less, bracket = _stand_ins(markdown) if kept else ("", "")
    source = _HIDDEN.sub(lambda m: less if m[0] == "<" else bracket, markdown) if kept else markdown
    text, found = convert(source, config=_CONFIG)
    if kept:
        text = text.replace(less, "<").replace(bracket, "[")
    if not is_visible(text):
        return markdown, []
    entities = [e.to_dict() for e in found if e.length > 0 and e.type in _KINDS]
    links = [e for e in entities if e["type"] == "text_link"]
    return _with_addresses(text, entities, links) if links else (text, entities)


def compose(spans: Iterable[Span], offset: int = 0) -> Marked:
    """Return pieces of text joined, each with its entity; the first begins at `offset`."""
    pieces: list[str] = []
    entities: list[Entity] = []
    for piece, kind in spans:
        length = utf16_length(piece)
        if kind and length:
            entities.append({"type": kind, "offset": offset, "length": length})
        pieces.append(piece)
        offset += length
    return "".join(pieces), entities


def with_spans(first: Marked, spans: Iterable[Span]) -> Marked:
    """Return a text with pieces below it, after an empty line."""
    if not first[0]:
        return compose(spans)
    text, entities = compose(spans, utf16_length(first[0]) + 2)
    return (f"{first[0]}\n\n{text}", first[1] + entities) if text else first


def is_visible(text: str) -> bool:
    """Say whether a text has a character that is seen; Telegram takes no message without."""
    return _VISIBLE.search(text) is not None


def is_web(url: str) -> bool:
    """Say whether an address is one that Telegram takes for a page of the web; it takes no local ones."""
    return len(url) <= _LONGEST_ADDRESS and _WEB.fullmatch(url) is not None


def is_start(url: str) -> bool:
    """Say whether an address starts a bot with a parameter, as those of prompts do, however it is written."""
    try:
        address = urlsplit(normalize("NFKC", _GONE.sub("", url)))
        host = address.hostname or ""
    except ValueError:
        return False
    if host not in _TELEGRAM and not host.endswith(tuple(f".{name}" for name in _TELEGRAM)):
        return False
    return _STARTS.search(unquote(f"?{address.query}#{address.fragment}")) is not None


def _stand_ins(markdown: str) -> tuple[str, str]:
    """Return two characters that are not in the text, each of one UTF-16 unit."""
    free = [char for char in _NONCHARACTERS if char not in markdown]
    return (free[0], free[1]) if len(free) > 1 else ("<", "[")


def _with_addresses(text: str, entities: list[Entity], links: list[Entity]) -> Marked:
    """Return the text with the address of each link that leads nowhere on the web behind its words.

    So do those that carry what a prompt's does, or lie over its pencil, and `tg://user?id=…`, which would mention
    somebody.
    """
    units = text.encode("utf-16-le", "surrogatepass")
    for link in sorted(links, key=offset_of, reverse=True):
        begin, end = link["offset"], link["offset"] + link["length"]
        said = units[2 * begin : 2 * end].decode("utf-16-le", "surrogatepass")
        over_pencil = said.lstrip().startswith(PENCIL[0])
        if is_web(link["url"]) and not is_start(link["url"]) and not over_pencil:
            continue
        address = f" ({link['url']})".encode("utf-16-le", "surrogatepass")
        units = units[: 2 * end] + address + units[2 * end :]
        entities = [_pushed(e, end, len(address) // 2) for e in entities if e is not link]
    return units.decode("utf-16-le", "surrogatepass"), entities


def _pushed(entity: Entity, at: int, room: int) -> Entity:
    """Return an entity of a text that got `room` more units at `at`."""
    if entity["offset"] >= at:
        return {**entity, "offset": entity["offset"] + room}
    return {**entity, "length": entity["length"] + room} if entity["offset"] + entity["length"] > at else entity


def _config() -> RenderConfig:
    """Return the converter's settings with plain headings and bullets."""
    config = RenderConfig.isolated()
    symbol = config.markdown_symbol
    symbol.heading_level_1 = symbol.heading_level_2 = symbol.heading_level_3 = symbol.heading_level_4 = ""
    symbol.unordered_list_item = "•"
    symbol.task_uncompleted = "⬜"
    return config


_CONFIG = _config()


def offset_of(entity: Entity) -> int:
    """Return where an entity begins."""
    offset: int = entity["offset"]
    return offset
