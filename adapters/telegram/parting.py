"""Parting: a text with its entities in as many messages as it needs."""

from adapters.shared.splitting import cut, utf16_length
from adapters.telegram.limits import ENTITIES, TEXT
from adapters.telegram.quieting import quiet_at_start
from adapters.telegram.text import Entity, Marked, is_visible, offset_of


def parts(text: Marked) -> list[Marked]:
    """Return the text in parts that each fit into one message, cut behind paragraphs, sentences or words.

    There is no part without a visible character: Telegram takes none.
    """
    words, entities = text
    if len(words) <= TEXT // 2 and len(entities) <= ENTITIES:
        return [text] if is_visible(words) else []
    entities = sorted(entities, key=offset_of)
    found: list[Marked] = []
    while (limit := _limit(entities)) < len(words) or limit < utf16_length(words):
        end = cut(words[: limit + 1], limit, utf16_length)
        at = utf16_length(words[:end])
        found.append((words[:end], [_before(e, at) for e in entities if e["offset"] < at]))
        behind = [_behind(e, at) for e in entities if e["offset"] + e["length"] > at]
        words, entities = quiet_at_start((words[end:], behind))
    return [(piece, marks) for piece, marks in [*found, (words, entities)] if is_visible(piece)]


def _limit(entities: list[Entity]) -> int:
    """Return how much of a text with these entities, in their order, may go into one message."""
    return min(TEXT, entities[ENTITIES]["offset"] or TEXT) if len(entities) > ENTITIES else TEXT


def _before(entity: Entity, at: int) -> Entity:
    """Return what is left of an entity when its text ends at `at`."""
    return {**entity, "length": min(entity["length"], at - entity["offset"])}


def _behind(entity: Entity, at: int) -> Entity:
    """Return what is left of an entity when its text begins anew at `at`."""
    begin = max(entity["offset"], at)
    return {**entity, "offset": begin - at, "length": entity["offset"] + entity["length"] - begin}
