"""Directing: the column or the way that a preposition points to: `flights from Berlin`, `Flüge nach Rom`."""

from collections.abc import Sequence

from adapters.llm.questions.chunks import Chunk
from adapters.llm.questions.joins import NoWay, path, routes
from adapters.llm.questions.reading import Reading
from adapters.llm.questions.roles import words_in
from adapters.llm.questions.tokens import word_set

_FROM = word_set(
    "from von aus ab departing leaving",
)
_TO = word_set(
    "to nach into bis zum zur arriving landing",
)
_DEPARTURE = ("origin", "departure", "source", "start", "sender", "from", "abflug")
_ARRIVAL = ("destination", "arrival", "target", "ziel", "receiver", "to", "ankunft")
_SHORT = {"dest": "destination", "dep": "departure", "arr": "arrival", "orig": "origin", "src": "source"}


def directed(r: Reading, chunk: Chunk, columns: Sequence[str]) -> str:
    """Return the one of several columns that a preposition before a value points to; empty where none does."""
    wanted = _direction(r, chunk)
    found = [column for column in columns if _points(column, wanted)]
    return found[0] if len(found) == 1 else ""


def way_to(r: Reading, chunk: Chunk, table: str) -> tuple[str, ...]:
    """Return the key by which a table is reached, where a preposition has to say which of several."""
    for source in r.anchors:
        if found := _of_several(r, chunk, source, table):
            return found
        try:
            steps = path(r.catalogue, source, table)
        except NoWay:
            continue
        for edge in steps:
            if found := _of_several(r, chunk, edge.source, edge.target):
                return found
    return ()


def _of_several(r: Reading, chunk: Chunk, source: str, target: str) -> tuple[str, ...]:
    ways = routes(r.catalogue, source, target)
    if len(ways) < 2:
        return ()
    wanted = _direction(r, chunk)
    return next((way for way in ways if _points(way[0], wanted)), ways[0])


def _direction(r: Reading, chunk: Chunk) -> tuple[str, ...]:
    """Return the words for where something comes from or goes to, as a preposition before a chunk says."""
    for before in reversed(r.chunks[max(0, chunk.at - 2) : chunk.at]):
        words = set(before.key.split())
        if words & _FROM:
            return _DEPARTURE
        if words & _TO:
            return _ARRIVAL
    return ()


def _points(name: str, wanted: Sequence[str]) -> bool:
    return any(_SHORT.get(word, word) in wanted for word in words_in(name))
