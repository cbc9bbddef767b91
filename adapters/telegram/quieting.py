"""Quieting: a text whose names and commands nobody can be called with, and no click can send."""

import re
from bisect import bisect_left, bisect_right

from adapters.shared.splitting import utf16_length
from adapters.telegram.text import REMOVED, Entity, Marked, is_start, is_web

_LIVE = re.compile(
    r"(?<![A-Za-z0-9_])@(?=~\w)"
    r"|(?<![A-Za-z0-9_/<>])/(?=~[A-Za-z0-9_])"
    r"|[Tt]~[Gg]~:(?=~/~/)"
    r"|(?<![A-Za-z0-9_])[Tt](?:[Ee][Ll][Ee][Gg][Rr][Aa][Mm])?\.(?=(?i:me|dog)[/?]\S{0,256}[?&]start)".replace(
        "~", f"[{REMOVED}]*"
    )
)
"""The sign at which Telegram makes something clickable: a mention, a command, an address of its own, a bot's start.

Signs that Telegram takes out first may stand in between.
"""
_ADDRESS = re.compile(r"https?://[^\s<>\"]*[^\s<>\".,;:!?')\]]", re.IGNORECASE)
_WORD_JOINER = "\u2060"
_VERBATIM = frozenset({"code", "pre"})


def quiet(text: Marked) -> Marked:
    """Return the text with every `@name`, `/command` and `tg://…` made unclickable by an invisible word joiner.

    Code is left as it is: nothing is clickable there. A web address with such a sign in it leads where it led.
    """
    words, entities = text
    if "@" not in words and "/" not in words:
        return text
    code = sorted((e["offset"], e["offset"] + e["length"]) for e in entities if e["type"] in _VERBATIM)
    pieces: list[str] = []
    signs: list[int] = []
    places: list[int] = []
    done = at = passed = 0
    for match in _LIVE.finditer(words):
        piece = words[done : match.end()]
        done, at = match.end(), at + utf16_length(piece)
        while passed < len(code) and code[passed][1] < at:
            passed += 1
        pieces.append(piece)
        if passed == len(code) or at <= code[passed][0]:
            pieces.append(_WORD_JOINER)
            places.append(at)
            signs.append(match.start())
    if not places:
        return text
    marks = [*entities, *_addresses(words, signs, entities)]
    return "".join([*pieces, words[done:]]), [_made_room(entity, places) for entity in marks]


def quiet_at_start(text: Marked) -> Marked:
    """Return the text, which was quiet before it was cut, without what is clickable only as its first sign."""
    words, entities = text
    if not _LIVE.match(words) or any(e["type"] in _VERBATIM and not e["offset"] for e in entities):
        return text
    return words[0] + _WORD_JOINER + words[1:], [_made_room(entity, [1]) for entity in entities]


def _addresses(words: str, signs: list[int], entities: list[Entity]) -> list[Entity]:
    """Return links over those web addresses that a joiner would lead astray."""
    links: list[Entity] = []
    taken = [e for e in entities if e["type"] == "text_link" or e["type"] in _VERBATIM]
    for match in _ADDRESS.finditer(words):
        begin, end = match.span()
        if bisect_left(signs, begin) == bisect_left(signs, end) or not is_web(match[0]):
            continue
        if is_start(match[0]):
            continue
        offset, length = utf16_length(words[:begin]), utf16_length(match[0])
        if not any(e["offset"] < offset + length and offset < e["offset"] + e["length"] for e in taken):
            links.append({"type": "text_link", "offset": offset, "length": length, "url": match[0]})
    return links


def _made_room(entity: Entity, places: list[int]) -> Entity:
    """Return an entity of a text that got one more unit at each of `places`, which are in order."""
    begin = bisect_right(places, entity["offset"])
    within = bisect_left(places, entity["offset"] + entity["length"]) - begin
    return {**entity, "offset": entity["offset"] + begin, "length": entity["length"] + max(0, within)}
