"""Pieces of drawing that look alike on every platform."""

import unicodedata

from core.artifacts import Chart
from core.controls import ROWS_PER_PAGE, Cell, Machine, Progress, Table

_BAR = 10
"""Blocks of a progress bar."""
_CHART = 24
"""Blocks of a chart's longest bar."""


def machine_line(machine: Machine) -> str:
    """Return the states with the present one marked: `○ red → ● green → ○ yellow`."""
    return " → ".join(f"{'●' if s == machine.current else '○'} {s}" for s in machine.states)


def progress_line(progress: Progress) -> str:
    """Return a bar with its percentage, or an hourglass where nobody knows: `Timer ▓▓▓▓░░░░░░ 40 %`."""
    if progress.done is None:
        return f"⏳ {progress.label} …"
    full = int(progress.done * _BAR)
    return f"{progress.label} {'▓' * full}{'░' * (_BAR - full)} {progress.done * 100:.0f} %"


def table_line(table: Table) -> str:
    """Return which rows of a table its present page shows: `rows 21–40 of 63`."""
    first = table.page * ROWS_PER_PAGE
    return f"rows {first + 1}–{min(first + ROWS_PER_PAGE, len(table.rows))} of {len(table.rows)}"


def chart_text(chart: Chart) -> str:
    """Return a chart as bars of blocks for a monospaced font, a line for each label of each series."""
    highest = max((abs(value) for one in chart.series for value in one.values), default=0) or 1
    wide = max(map(_width, chart.labels), default=0)
    lines = [chart.title]
    for one in chart.series:
        lines += [one.name] if len(chart.series) > 1 and one.name else []
        for label, value in zip(chart.labels, one.values, strict=False):
            lines.append(f"{_pad(label, wide, right=False)}  {'█' * round(abs(value) / highest * _CHART)} {value:g}")
    return "\n".join(lines)


def cell_text(cell: Cell) -> str:
    """Return a table cell as text; nothing for None."""
    match cell:
        case None:
            return ""
        case bool():
            return "✓" if cell else "✗"
        case float():
            return f"{cell:,.2f}"
        case _:
            return str(cell)


def aligned(table: Table) -> str:
    """Return the table in columns of equal width, numbers to the right, for a monospaced font."""
    rows = [tuple(map(str, table.columns)), *(tuple(map(cell_text, row)) for row in table.rows)]
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    numeric = [_is_numeric(table, index) for index in range(len(widths))]
    lines = ["  ".join(map(_pad, row, widths, numeric)).rstrip() for row in rows]
    return "\n".join([lines[0], "  ".join("─" * width for width in widths), *lines[1:]])


def shorten(text: str, limit: int) -> str:
    """Return `text`, ended visibly with `…` where it is longer than `limit` characters."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def _is_numeric(table: Table, index: int) -> bool:
    cells = [row[index] for row in table.rows if row[index] is not None]
    return bool(cells) and all(isinstance(c, int | float) and not isinstance(c, bool) for c in cells)


def _pad(text: str, width: int, right: bool) -> str:
    space = " " * (width - _width(text))
    return space + text if right else text + space


def _width(text: str) -> int:
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
