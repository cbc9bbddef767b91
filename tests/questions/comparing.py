"""Whether the rows of an answer are those of a reference."""

import math
import re
from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from typing import TypeAlias

from core.controls import Cell

Row: TypeAlias = Sequence[Cell]
_Plain: TypeAlias = str | int | float | None

_NUMBER = re.compile(r"-?\d{1,15}(?:\.\d+)?")
_MIDNIGHT = re.compile(r"(\d{4}-\d\d-\d\d)[ T]00:00(?::00(?:\.0+)?)?")
_SHARE, _LEAST = 0.005, 0.01
"""By how much a number with decimals may differ: by half a percent, or by a hundredth where that is more."""


def same(ours: Sequence[Row], reference: Sequence[Row], *, ordered: bool) -> bool:
    """Say whether each column of the reference is among ours, row by row; further columns of ours do not matter."""
    if len(ours) != len(reference):
        return False
    if not reference:
        return True
    mine = [[_plain(cell) for cell in row] for row in ours]
    wanted = [[_plain(cell) for cell in row] for row in reference]
    return any(_alike([[row[at] for at in way] for row in mine], wanted, ordered) for way in _ways(mine, wanted))


def _ways(mine: list[list[_Plain]], wanted: list[list[_Plain]]) -> Iterator[tuple[int, ...]]:
    """Yield each way to find a column of ours for every one of the reference, by what is in the columns."""
    columns = [[[row[at]] for row in mine] for at in range(len(mine[0]))]
    fitting = [
        [at for at, column in enumerate(columns) if _alike(column, [[row[place]] for row in wanted], ordered=False)]
        for place in range(len(wanted[0]))
    ]

    def further(chosen: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
        if len(chosen) == len(fitting):
            yield chosen
            return
        for at in fitting[len(chosen)]:
            if at not in chosen:
                yield from further((*chosen, at))

    return further(())


def _alike(mine: list[list[_Plain]], wanted: list[list[_Plain]], ordered: bool) -> bool:
    """Say whether these are the same rows, in this order or in any."""
    if ordered:
        return all(map(_same_row, mine, wanted))
    left: dict[Hashable, list[list[_Plain]]] = defaultdict(list)
    for row in mine:
        left[_kind(row)].append(row)
    for rows in left.values():
        rows.sort(key=_numbers)
    for row in sorted(wanted, key=_numbers):
        rest = left[_kind(row)]
        found = next((at for at, other in enumerate(rest) if _same_row(other, row)), None)
        if found is None:
            return False
        del rest[found]
    return True


def _same_row(mine: list[_Plain], wanted: list[_Plain]) -> bool:
    return all(map(_same_cell, mine, wanted))


def _same_cell(mine: _Plain, wanted: _Plain) -> bool:
    if isinstance(mine, float | int) and isinstance(wanted, float | int):
        if isinstance(mine, int) and isinstance(wanted, int):
            return mine == wanted
        return abs(mine - wanted) <= max(_LEAST, abs(wanted) * _SHARE)
    return mine == wanted


def _kind(row: list[_Plain]) -> Hashable:
    """Return what two rows must share to be the same: all but numbers, which may differ a little."""
    return tuple("#" if isinstance(cell, float | int) else (cell,) for cell in row)


def _numbers(row: list[_Plain]) -> list[float]:
    return [float(cell) for cell in row if isinstance(cell, float | int)]


def _plain(cell: Cell) -> _Plain:
    """Return a cell so that it can be compared: booleans and texts of digits as numbers, midnight as its day."""
    match cell:
        case bool():
            return int(cell)
        case float():
            whole = math.isfinite(cell) and cell.is_integer()
            return int(cell) if whole else cell if math.isfinite(cell) else str(cell)
        case str() if _NUMBER.fullmatch(cell):
            return _plain(float(cell)) if "." in cell else int(cell)
        case str():
            return _MIDNIGHT.sub(r"\1", cell.strip())
        case _:
            return cell
