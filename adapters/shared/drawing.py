"""Pieces of drawing that look alike on every platform."""

import re
import unicodedata
from collections.abc import Callable

from adapters.shared.graphemes import last_boundary
from core.artifacts import Chart
from core.controls import ROWS_PER_PAGE, Cell, Machine, Plan, Progress, Table
from core.numerals import decimals_of, number

_STEPS = {"pending": "⬜", "active": "▶", "done": "✅", "failed": "❌"}
_BREAK = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_DIRECTIONS = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
_INVISIBLE = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Mn", "Me", "Zl", "Zp", "Zs"})
_BLANK_LETTERS = frozenset("\u115f\u1160\u3164\uffa0\u2800")
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


def plan_lines(plan: Plan) -> list[str]:
    """Return the steps of a plan, a line each: `✅ done`, `▶ active`, `⬜ pending`, `❌ failed`."""
    return [f"{_STEPS[step.state]} {step.label}" for step in plan.steps]


def table_line(table: Table) -> str:
    """Return which rows of a table its present page shows: `rows 21–40 of 63`."""
    first = table.page * ROWS_PER_PAGE
    return f"rows {first + 1}–{min(first + ROWS_PER_PAGE, len(table.rows))} of {len(table.rows)}"


def chart_text(chart: Chart, language: str = "") -> str:
    """Return a chart as bars of blocks for a monospaced font, a line for each label of each series.

    The numbers of a series have as many decimals, and thousands apart where the language is known.
    """
    highest = max((abs(value) for one in chart.series for value in one.values), default=0) or 1
    labels = [one_line(label) for label in chart.labels]
    wide = max(map(_width, labels), default=0)
    lines = [one_line(chart.title)]
    for one in chart.series:
        lines += [one_line(one.name)] if len(chart.series) > 1 and one.name else []
        decimals = decimals_of(one.values)
        for label, value in zip(labels, one.values, strict=False):
            written = number(value, language, decimals) if language else f"{value:.{decimals}f}"
            lines.append(f"{_pad(label, wide, right=False)}  {'█' * round(abs(value) / highest * _CHART)} {written}")
    return "\n".join(lines)


_EXACT = 1e-9
"""Of numbers that differ by less, both are written with two decimals."""


def cell_text(cell: Cell) -> str:
    """Return a table cell as text; nothing for None."""
    match cell:
        case None:
            return ""
        case bool():
            return "✓" if cell else "✗"
        case float():
            cents = f"{cell:,.2f}"
            return cents if abs(float(cents.replace(",", "")) - cell) < _EXACT else f"{cell:,.12g}"
        case _:
            return str(cell)


def aligned(table: Table) -> str:
    """Return the table in columns of equal width, numbers to the right, for a monospaced font; a row is one line."""
    rows, widths = _cells(table)
    numeric = [_is_numeric(table, index) for index in range(len(widths))]
    lines = ["  ".join(map(_pad, row, widths, numeric)).rstrip() for row in rows]
    return "\n".join([lines[0], "  ".join("─" * width for width in widths), *lines[1:]])


def width_of(table: Table) -> int:
    """Return how many columns of a monospaced font `aligned` takes."""
    widths = _cells(table)[1]
    return sum(widths) + 2 * (len(widths) - 1)


def records(table: Table) -> str:
    """Return the rows of a table that is too wide as `Column: value` lines, an empty line between two rows."""
    names = [named(one_line(column)) for column in table.columns]
    rows = [
        [f"{name}: {one_line(cell_text(cell))}".rstrip() for name, cell in zip(names, row, strict=True)]
        for row in table.rows
    ]
    return "\n\n".join(map("\n".join, rows)) if rows else "\n".join(f"{name}:" for name in names)


def one_line(text: str) -> str:
    """Return a text on one line: `⏎` for a new line, a space for other control characters, no change of direction."""
    broken = _DIRECTIONS.sub("", _BREAK.sub("⏎", text.strip("\r\n")))
    return broken if broken.isprintable() else "".join(" " if unicodedata.category(c) == "Cc" else c for c in broken)


def named(label: str) -> str:
    """Return the label, or `…` where nobody could see it: nothing, spaces, marks of width or direction only."""
    return label if any(map(_is_visible, label)) else "…"


def shorten(text: str, limit: int, length: Callable[[str], int] = len) -> str:
    """Return `text`, ended visibly with `…` where it is longer than `limit` by `length`; no grapheme is cut.

    Nothing is left of a text where `limit` has no room for the sign.
    """
    if length(text) <= limit:
        return text
    low, high = 0, max(0, min(len(text), limit - 1))
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if length(text[:middle]) <= limit - 1 else (low, middle - 1)
    kept = text[: last_boundary(text, 0, low, fallback=0)] if low else ""
    return kept.rstrip() + "…" if limit > 0 else ""


def _is_visible(char: str) -> bool:
    return unicodedata.category(char) not in _INVISIBLE and char not in _BLANK_LETTERS


def _cells(table: Table) -> tuple[list[list[str]], list[int]]:
    """Return the columns' names and the rows as texts of one line, and how wide the columns are."""
    rows = [[one_line(column) for column in table.columns]]
    rows += [[one_line(cell_text(cell)) for cell in row] for row in table.rows]
    return rows, [max(map(_width, column)) for column in zip(*rows, strict=True)]


def _is_numeric(table: Table, index: int) -> bool:
    cells = [row[index] for row in table.rows if row[index] is not None]
    return bool(cells) and all(isinstance(c, int | float) and not isinstance(c, bool) for c in cells)


def _pad(text: str, width: int, right: bool) -> str:
    space = " " * (width - _width(text))
    return space + text if right else text + space


def _width(text: str) -> int:
    if text.isascii():
        return len(text)
    return sum(map(_columns, text))


def _columns(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
