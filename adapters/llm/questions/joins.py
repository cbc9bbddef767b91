"""Joins: how tables of a schema are reached from one another."""

import heapq
from itertools import pairwise
from typing import TypeAlias

from adapters.llm.questions.catalogue import Catalogue, Edge

Path: TypeAlias = tuple[Edge, ...]

_TO_MANY, _GUESSED, _SIBLING = 1.6, 0.2, 1.5
"""What a step towards many rows, one along a guessed key, and one from a parent to its other children cost beside 1."""
_LONGEST = 6
"""Steps of a path; what lies farther away has nothing to do with a question."""
_AWAY = 1.3
"""What a step towards many rows counts as a distance, beside 1."""
_NOWHERE = 99.0
"""The distance of tables without a way between them."""
_MOST_WAYS = 20_000
"""Paths that one catalogue remembers."""


class NoWay(Exception):
    """Two tables have nothing to do with each other."""


class Unfit(NoWay):
    """A frame has no SELECT that would be right."""


def path(catalogue: Catalogue, source: str, target: str, via: tuple[str, ...] = ()) -> Path:
    """Return the shortest way from a table to another, along the key `via` where it is named. Raises NoWay."""
    if source == target and not via:
        return ()
    known = (source, target, via)
    if known not in catalogue.ways:
        if len(catalogue.ways) >= _MOST_WAYS:
            catalogue.ways.clear()
        catalogue.ways[known] = _shortest(catalogue, source, target, via)
    way = catalogue.ways[known]
    if way is None:
        raise NoWay(f"{source} and {target}")
    return way


def _shortest(catalogue: Catalogue, source: str, target: str, via: tuple[str, ...]) -> Path | None:
    queue: list[tuple[float, int, str, Path]] = [(0.0, 0, source, ())]
    done: set[tuple[str, bool]] = set()
    count = 0
    while queue:
        cost, _, table, way = heapq.heappop(queue)
        along = not via or any(edge.key == via for edge in way)
        if table == target and along and way:
            return way
        if (table, along) in done or len(way) >= _LONGEST:
            continue
        done.add((table, along))
        for edge in catalogue.leaving(table):
            if via and edge.target == target and edge.key != via and not along:
                continue
            count += 1
            heapq.heappush(queue, (cost + _cost(way, edge), count, edge.target, (*way, edge)))
    return None


def _cost(way: Path, edge: Edge) -> float:
    """Return what a step costs behind a way."""
    cost = (1.0 if edge.to_one else _TO_MANY) + (_GUESSED if edge.guessed else 0.0)
    return cost + _SIBLING if way and way[-1].to_one and not edge.to_one else cost


def distance(catalogue: Catalogue, source: str, target: str) -> float:
    """Return how far a table is from another, 0 for itself; 99 where there is no way."""
    if source == target:
        return 0.0
    try:
        way = path(catalogue, source, target)
    except NoWay:
        return _NOWHERE
    return sum(1.0 if edge.to_one else _AWAY for edge in way)


def siblings(catalogue: Catalogue, source: str, target: str) -> bool:
    """Say whether two tables have nothing in common but a third that both belong to."""
    try:
        way = path(catalogue, source, target)
    except NoWay:
        return True
    return any(one.to_one and not other.to_one for one, other in pairwise(way))


def routes(catalogue: Catalogue, source: str, target: str) -> tuple[tuple[str, ...], ...]:
    """Return the keys by which rows of one table name rows of another directly; several where it matters which."""
    return tuple(edge.key for edge in catalogue.leaving(source) if edge.target == target and edge.to_one)
