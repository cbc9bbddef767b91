"""Where the boxes, words and lines of a graph's picture go: layers from top to bottom, nothing over anything else."""

from bisect import bisect_right, insort
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Literal, TypeAlias

from msgspec import Struct

from core.blueprint import ALWAYS, UPDATE, Graph

Size: TypeAlias = tuple[float, float]
"""Width and height, in the picture's units."""

_SWEEPS, _SETTLING = 12, 240
"""How often the rows are gone through for their order, and for their places."""
ASIDE = 0.3
"""Where a line that goes back up meets a box, as a part of its width to the right of the middle."""
_STRAIGHT = 12.0
"""How much more a line's middle than its ends should be straight."""
_LOOSE, _SLACK = 2_000.0, 0.5
"""Units within which a line counts as straight, at first and at last: first all find their place, then lines settle."""
_TRUNK, _APART = 18.0, 22.0
"""What a line takes of a row that it passes, and what stays free between two things in a row."""
_GAP, _DEEP, _FLAT = 24.0, 64.0, 0.14
"""Least and greatest height between two rows; in between it is that part of the farthest way to the side."""


class Slot(Struct, frozen=True):
    """A place in a row: a node, a word on a line, or a line that passes."""

    what: Literal["node", "word", "into", "from", "back"]
    rank: int
    """Nodes stand in even rows, words in odd ones."""
    name: str
    """The node; of a word or a line, that from which (or to which) it leads."""
    text: str = ""
    """What a word says; of a line back, the node to which it leads."""
    back: bool = False
    """True on a line that goes back up."""


class Line(Struct, frozen=True):
    """A line from a slot to one in the row below."""

    upper: Slot
    lower: Slot
    back: bool = False
    """True where the graph goes back up."""


class Placed(Struct, frozen=True):
    """A slot with its middle and its size."""

    slot: Slot
    x: float
    y: float
    width: float
    height: float


class Layout(Struct, frozen=True):
    """A laid-out graph; y grows downwards, and all lies between 0 and `width` and `height`."""

    places: Mapping[Slot, Placed]
    lines: tuple[Line, ...]
    width: float
    height: float


def lay_out(graph: Graph, size: Callable[[Slot], Size], widest: int) -> Layout:
    """Return where all goes, with at most `widest` nodes beside each other. `size` measures nodes and words."""
    order = walking_order(graph)
    layers = _layers(graph, order, widest)
    lines = _lines(graph, layers)
    slots = dict.fromkeys(Slot("node", 2 * layers[name], name) for name in order)
    slots |= dict.fromkeys(slot for line in lines for slot in (line.upper, line.lower))
    rows: list[list[Slot]] = [[] for _ in range(max(slot.rank for slot in slots) + 1)]
    for slot in slots:
        rows[slot.rank].append(slot)
    sizes = {slot: size(slot) if slot.what in {"node", "word"} else (_TRUNK, 0.0) for slot in slots}
    near = _Near(lines, sizes)
    return _placed(_untangled(rows, near), sizes, near, tuple(lines))


def walking_order(graph: Graph) -> tuple[str, ...]:
    """Return the nodes so that each stands before those it leads to; what looks back on a turn does not count."""
    seen: set[str] = set()
    last_first: list[str] = []

    def visit(node: str) -> None:
        if node not in seen:
            seen.add(node)
            for edge in reversed(graph.edges):
                if edge.source == node and edge.when != UPDATE:
                    visit(edge.target)
            last_first.append(node)

    for node in (graph.start, *graph.nodes):
        visit(node)
    return tuple(reversed(last_first))


class _Near:
    """The lines of each slot, upwards and downwards."""

    def __init__(self, lines: Iterable[Line], sizes: Mapping[Slot, Size]) -> None:
        self.above: dict[Slot, list[Slot]] = {}
        self.below: dict[Slot, list[Slot]] = {}
        self.leans: dict[tuple[Slot, Slot], float] = {}
        """How far to the right of the first slot the second one should be."""
        for line in lines:
            self.above.setdefault(line.lower, []).append(line.upper)
            self.below.setdefault(line.upper, []).append(line.lower)
            if line.back:
                lean = ASIDE * (_boxed(line.upper, sizes) - _boxed(line.lower, sizes))
                self.leans |= {(line.upper, line.lower): lean, (line.lower, line.upper): -lean}


def _boxed(slot: Slot, sizes: Mapping[Slot, Size]) -> float:
    return sizes[slot][0] if slot.what == "node" else 0.0


def _layers(graph: Graph, order: Sequence[str], widest: int) -> dict[str, int]:
    place = {name: index for index, name in enumerate(order)}
    layers: dict[str, int] = {}
    taken: dict[int, int] = {}
    for name in order:
        before = [e.source for e in graph.edges if e.target == name and place[e.source] < place[name]]
        layer = max((layers[source] + 1 for source in before), default=0)
        while taken.get(layer, 0) >= widest:
            layer += 1
        layers[name] = layer
        taken[layer] = taken.get(layer, 0) + 1
    return layers


def _lines(graph: Graph, layers: Mapping[str, int]) -> list[Line]:
    """Return the lines; those with the same end run as one, so that many edges stay few lines."""
    words: dict[tuple[str, str], list[str]] = {}
    for edge in graph.edges:
        words.setdefault((edge.source, edge.target), []).append(edge.when)
    texts = {pair: "" if outcomes == [ALWAYS] else ", ".join(outcomes) for pair, outcomes in words.items()}
    entries: dict[str, list[str]] = {}
    for (source, target), text in texts.items():
        if layers[source] < layers[target]:
            entries.setdefault(target, []).append(text)
    lines: dict[Line, None] = {}
    for (source, target), text in texts.items():
        down = layers[source] < layers[target]
        way = _down(source, target, text, layers, entries[target]) if down else _up(source, target, text, layers)
        ends = (Slot("node", 2 * layers[source], source), *way, Slot("node", 2 * layers[target], target))
        for one, other in pairwise(ends):
            upper, lower = (one, other) if one.rank < other.rank else (other, one)
            lines[Line(upper, lower, back=not down)] = None
    return list(lines)


def _down(source: str, target: str, text: str, layers: Mapping[str, int], entries: Sequence[str]) -> list[Slot]:
    """Return a line's slots. What all lines to a node say is said once, above it; else each says it where it begins."""
    first, last = 2 * layers[source] + 1, 2 * layers[target] - 1
    if not text:
        return [Slot("into", rank, target) for rank in range(first, last + 1)]
    if len(entries) == 1:
        return [*(Slot("from", rank, source) for rank in range(first, last)), Slot("word", last, source, text)]
    if len(set(entries)) == 1:
        return [*(Slot("into", rank, target) for rank in range(first, last)), Slot("word", last, target, text)]
    return [Slot("word", first, source, text), *(Slot("into", rank, target) for rank in range(first + 1, last + 1))]


def _up(source: str, target: str, text: str, layers: Mapping[str, int]) -> list[Slot]:
    lowest, highest = 2 * layers[source] - 1, 2 * layers[target] + 1
    ranks = range(lowest, highest - 1, -1) if lowest >= highest else (highest,)
    way = [Slot("back", rank, source, target, back=True) for rank in ranks]
    if text:
        way[0] = Slot("word", way[0].rank, source, text, back=True)
    return way


def _untangled(rows: list[list[Slot]], near: _Near) -> list[list[Slot]]:
    """Return the rows in the order with the fewest crossings that was found."""
    best, fewest = rows, _crossings(rows, near)
    for start in (rows, [row[::-1] for row in rows]):
        tried = start
        for sweep in range(_SWEEPS):
            down = sweep % 2 == 0
            tried = _swept(tried, near.above if down else near.below, down=down)
            exchanged = _exchanged(tried, near)
            found = _crossings(exchanged, near)
            if found < fewest:
                best, fewest = exchanged, found
    return best


def _exchanged(rows: Sequence[Sequence[Slot]], near: _Near) -> list[list[Slot]]:
    """Return the rows with neighbours exchanged wherever that leaves fewer crossings."""
    better = [list(row) for row in rows]
    place = {slot: index for row in better for index, slot in enumerate(row)}
    improved, tries = True, 0
    while improved and tries < _SWEEPS:
        improved, tries = False, tries + 1
        for row in better:
            for index in range(len(row) - 1):
                one, other = row[index : index + 2]
                if _tangled(one, other, near, place) > _tangled(other, one, near, place):
                    row[index : index + 2] = other, one
                    place[one], place[other] = index + 1, index
                    improved = True
    return better


def _tangled(left: Slot, right: Slot, near: _Near, place: Mapping[Slot, int]) -> int:
    """Return how often the lines of two neighbours cross each other."""
    return sum(
        place[one] > place[other]
        for side in (near.above, near.below)
        for one in side.get(left, ())
        for other in side.get(right, ())
    )


def _swept(rows: list[list[Slot]], neighbours: Mapping[Slot, list[Slot]], *, down: bool) -> list[list[Slot]]:
    sorted_rows = {}
    place: dict[Slot, float] = {}
    for rank in range(len(rows)) if down else reversed(range(len(rows))):
        row = rows[rank]
        own = {slot: index / max(1, len(row) - 1) for index, slot in enumerate(row)}
        wanted = {slot: _mean([place[other] for other in neighbours.get(slot, ())], own[slot]) for slot in row}
        sorted_rows[rank] = sorted(row, key=wanted.__getitem__)
        place |= {slot: (index + 0.5) / len(row) for index, slot in enumerate(sorted_rows[rank])}
    return [sorted_rows[rank] for rank in range(len(rows))]


def _mean(values: Sequence[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise


def _crossings(rows: Sequence[Sequence[Slot]], near: _Near) -> int:
    total = 0
    for upper, lower in pairwise(rows):
        place = {slot: index for index, slot in enumerate(lower)}
        passed: list[int] = []
        for slot in upper:
            ends = sorted(place[other] for other in near.below.get(slot, ()))
            total += sum(len(passed) - bisect_right(passed, end) for end in ends)
            for end in ends:
                insort(passed, end)
    return total


def _placed(rows: Sequence[Sequence[Slot]], sizes: Mapping[Slot, Size], near: _Near, lines: tuple[Line, ...]) -> Layout:
    across = _across(rows, sizes, near)
    left = min(across[slot] - sizes[slot][0] / 2 for slot in across)
    places: dict[Slot, Placed] = {}
    y = 0.0
    for rank, row in enumerate(rows):
        height = max((sizes[slot][1] for slot in row), default=0.0)
        far = max((abs(across[a] - across[b]) for b in row for a in near.above.get(b, ())), default=0.0)
        y += min(_DEEP, max(_GAP, far * _FLAT)) if rank else 0.0
        for slot in row:
            width, own = sizes[slot]
            tall = own if slot.what in {"node", "word"} else height
            places[slot] = Placed(slot, across[slot] - left, y + height / 2, width, tall)
        y += height
    return Layout(places, lines, max(p.x + p.width / 2 for p in places.values()), y)


def _across(rows: Sequence[Sequence[Slot]], sizes: Mapping[Slot, Size], near: _Near) -> dict[Slot, float]:
    """Return each slot's middle, with lines as straight as may be.

    A row at a time goes where its lines' squares are least; weighing each line by its last way to the side makes of
    that the least sum of ways, in which few lines bend and most are straight.
    """
    across = {slot: 0.0 for row in rows for slot in row}
    for row in rows:
        across |= _apart(row, dict.fromkeys(row, (0.0, 1.0)), sizes)
    for sweep in range(_SETTLING):
        slack = _LOOSE * (_SLACK / _LOOSE) ** (sweep / _SETTLING)
        for row in rows if sweep % 2 == 0 else reversed(rows):
            wanted = {slot: _wanted(slot, across, near, slack) for slot in row}
            across |= _apart(row, wanted, sizes)
    return across


def _wanted(slot: Slot, across: Mapping[Slot, float], near: _Near, slack: float) -> tuple[float, float]:
    """Return where a slot would be without the others of its row, and how much it matters."""
    total = weight = 0.0
    for other in (*near.above.get(slot, ()), *near.below.get(slot, ())):
        target = across[other] + near.leans.get((other, slot), 0.0)
        pull = _pull(slot, other) / (abs(across[slot] - target) + slack)
        total, weight = total + pull * target, weight + pull
    return (total / weight, weight) if weight else (across[slot], _SLACK)


def _pull(one: Slot, other: Slot) -> float:
    ends = {one.what, other.what} & {"node", "word"}
    return _STRAIGHT if not ends else 1.0


def _apart(
    row: Sequence[Slot], wanted: Mapping[Slot, tuple[float, float]], sizes: Mapping[Slot, Size]
) -> dict[Slot, float]:
    """Return the places nearest to those wanted that keep order and distance (pooling adjacent violators)."""
    shifts: list[float] = []
    for index, slot in enumerate(row):
        before = shifts[-1] + sizes[row[index - 1]][0] / 2 + _APART + sizes[slot][0] / 2 if index else 0.0
        shifts.append(before)
    pools: list[tuple[float, float, int]] = []
    for slot, shift in zip(row, shifts, strict=True):
        at, weight = wanted[slot]
        total, count = weight * (at - shift), 1
        while pools and pools[-1][0] / pools[-1][1] >= total / weight:
            more, heavy, others = pools.pop()
            total, weight, count = total + more, weight + heavy, count + others
        pools.append((total, weight, count))
    settled = [total / weight for total, weight, count in pools for _ in range(count)]
    return {slot: at + shift for slot, at, shift in zip(row, settled, shifts, strict=True)}
