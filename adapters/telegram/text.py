"""Text with entities: Markdown and control lines in, parts that Telegram takes out; no parse mode, so no escaping."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from telegramify_markdown import MessageEntity, convert
from telegramify_markdown.config import RenderConfig

from adapters.shared.splitting import cut, utf16_length

TEXT = 4096
"""UTF-16 code units in a message (Bot API, sendMessage)."""
ENTITIES = 100
"""Entities in a message; Telegram passes over further ones (Bot API limits, observed)."""

Marked = tuple[str, list[MessageEntity]]
"""A text and its entities, counted in UTF-16 code units."""
Span = tuple[str, str]
"""A piece of text and the type of entity that marks it; an empty type for none."""

_MENTION = re.compile(r"(?<!\w)@(?=[A-Za-z]\w{2,})")
_WORD_JOINER = "\u2060"
_VERBATIM = frozenset({"code", "pre"})


def marked(markdown: str) -> Marked:
    """Return Markdown as text with entities; what has nothing to show is returned as it was written."""
    text, entities = convert(markdown, config=_config())
    if not text.strip():
        return markdown, []
    return text, [e for e in entities if e.type != "text_link" or _is_web(e.url)]


def compose(spans: Iterable[Span]) -> Marked:
    """Return pieces of text joined, each with its entity."""
    text, entities, offset = "", [], 0
    for piece, kind in spans:
        length = utf16_length(piece)
        if kind and length:
            entities.append(MessageEntity(type=kind, offset=offset, length=length))
        text, offset = text + piece, offset + length
    return text, entities


def joined(first: Marked, second: Marked) -> Marked:
    """Return two texts with an empty line between them; an empty one adds nothing."""
    if not first[0] or not second[0]:
        return first if first[0] else second
    text = first[0] + "\n\n"
    shift = utf16_length(text)
    return text + second[0], first[1] + [e.copy_with(offset=e.offset + shift) for e in second[1]]


def without_mentions(text: Marked) -> Marked:
    """Return the text with every `@name` made unclickable, since Telegram turns those into mentions by itself.

    An invisible word joiner parts the sign from the name; code is left as it is, nothing is a mention there.
    """
    words, entities = text
    pieces: list[str] = []
    places: list[int] = []
    done, at = 0, 0
    for match in _MENTION.finditer(words):
        piece = words[done : match.end()]
        done, at = match.end(), at + utf16_length(piece)
        verbatim = any(e.type in _VERBATIM and e.offset <= at < e.offset + e.length for e in entities)
        pieces.append(piece if verbatim else piece + _WORD_JOINER)
        places += [] if verbatim else [at]
    return "".join([*pieces, words[done:]]), [_made_room(entity, places) for entity in entities]


def parts(text: Marked) -> list[Marked]:
    """Return the text in parts that each fit into one message, cut behind paragraphs, lines or words.

    There is no part without a visible character: Telegram takes none.
    """
    words, entities = text[0], sorted(text[1], key=lambda e: e.offset)
    found: list[Marked] = []
    while (limit := _limit(entities)) < len(words) or limit < utf16_length(words):
        end = cut(words[: limit + 1], limit, utf16_length)
        at = utf16_length(words[:end])
        head = [e.copy_with(length=min(e.length, at - e.offset)) for e in entities if e.offset < at]
        found.append((words[:end], head))
        words, entities = words[end:], [_behind(e, at) for e in entities if e.offset + e.length > at]
    return [(piece, marks) for piece, marks in [*found, (words, entities)] if piece.strip()]


def _limit(entities: Sequence[MessageEntity]) -> int:
    """Return how much of a text with these entities, in their order, may go into one message."""
    return min(TEXT, entities[ENTITIES].offset or TEXT) if len(entities) > ENTITIES else TEXT


def _config() -> RenderConfig:
    """Return the converter's settings with plain headings and bullets."""
    config = RenderConfig.isolated()
    symbol = config.markdown_symbol
    symbol.heading_level_1 = symbol.heading_level_2 = symbol.heading_level_3 = symbol.heading_level_4 = ""
    symbol.unordered_list_item = "•"
    return config


def _behind(entity: MessageEntity, at: int) -> MessageEntity:
    """Return what is left of an entity when its text begins anew at `at`."""
    end = entity.offset + entity.length - at
    begin = max(0, entity.offset - at)
    return entity.copy_with(offset=begin, length=end - begin)


def _is_web(url: str | None) -> bool:
    """Say whether a link leads to the web; `tg://user?id=…` would mention somebody."""
    return url is not None and url.startswith(("https://", "http://"))


def _made_room(entity: MessageEntity, places: Sequence[int]) -> MessageEntity:
    """Return an entity of a text that got one more unit at each of `places`, which are in order."""
    begin = bisect_right(places, entity.offset)
    within = bisect_left(places, entity.offset + entity.length) - begin
    return entity.copy_with(offset=entity.offset + begin, length=entity.length + max(0, within))
