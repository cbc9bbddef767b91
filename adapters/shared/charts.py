"""Charts as pictures: PNG of 1000 × 600 pixels, drawn by matplotlib without any global state."""

import io
import threading
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from adapters.shared.drawing import one_line, shorten
from core.artifacts import Chart

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_COLOURS = ("#0072B2", "#E69F00", "#009E73", "#D55E00", "#CC79A7", "#56B4E9", "#B8A100", "#4D4D4D")
"""Okabe and Ito's palette, which people of all kinds of colour vision tell apart; its yellow darkened for white."""
_LINES = ("-", "--", "-.", ":")
"""From the ninth series on colours come again, with other lines."""
_INK = "#1f2328"
_INCHES, _DOTS = (8.0, 4.8), 125
_LABEL = 18
"""Characters of a label on an axis; a longer one is shortened, and stands whole in the chart's text."""
_TICKS = 16
"""Labels under an axis; of more, evenly chosen ones are written."""
_BARS = 300
"""Bars with room for their width; more are thin lines, which take a fraction of the time."""
_SLICES = 12
"""Slices of a pie; more would not be told apart, so that bars are drawn."""
_UNKNOWN = "□"
drawing = threading.Lock()
"""Held by whoever draws: matplotlib is not made for several threads."""


def png(chart: Chart) -> bytes:
    """Return a chart as a PNG; blocks for some 100 ms, the first time longer.

    A pie of several series, of negative numbers, of nothing or of too many slices is drawn as bars.
    """
    with drawing:
        from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415 — costs 0.5 s, once, where needed
        from matplotlib.figure import Figure  # noqa: PLC0415

        figure = Figure(figsize=_INCHES, dpi=_DOTS, facecolor="white", layout="constrained")
        FigureCanvasAgg(figure)
        axes = figure.add_subplot()
        axes.set_title(legible(chart.title, 60), fontsize=20, color=_INK, pad=14, parse_math=False)
        if chart.style == "pie" and _is_pie(chart):
            _pie(axes, chart)
        else:
            _plot(axes, chart)
        written = io.BytesIO()
        figure.savefig(written, format="png", facecolor="white")
        return written.getvalue()


def _is_pie(chart: Chart) -> bool:
    values = chart.series[0].values if len(chart.series) == 1 else ()
    return 0 < len(values) <= _SLICES and min(values) >= 0 and sum(values) > 0


def _pie(axes: "Axes", chart: Chart) -> None:
    values = chart.series[0].values
    total = sum(values)
    shown = [(label, value) for label, value in zip(chart.labels, values, strict=True) if value > 0]
    colours = [_COLOURS[index % len(_COLOURS)] for index in range(len(shown))]
    _, texts = axes.pie(
        [value for _, value in shown],
        labels=[f"{legible(label, _LABEL)}\n{value:,.6g} · {value / total:.0%}" for label, value in shown],
        colors=colours,
        startangle=90,
        counterclock=False,
        wedgeprops={"edgecolor": "white", "linewidth": 2},
        textprops={"fontsize": 15, "color": _INK},
    )[:2]
    for text in texts:
        text.set_parse_math(False)
    axes.set_aspect("equal")


def _plot(axes: "Axes", chart: Chart) -> None:
    places = range(len(chart.labels))
    width = 0.8 / len(chart.series)
    for index, series in enumerate(chart.series):
        colour, name = _COLOURS[index % len(_COLOURS)], legible(series.name, 30) or f"{index + 1}"
        if chart.style == "line":
            line = _LINES[index // len(_COLOURS) % len(_LINES)]
            axes.plot(places, series.values, line, color=colour, label=name, linewidth=3, marker="o", markersize=7)
        elif len(chart.labels) * len(chart.series) > _BARS:
            axes.vlines(places, 0, series.values, color=colour, label=name, linewidth=1)
        else:
            shift = (index - (len(chart.series) - 1) / 2) * width
            axes.bar([place + shift for place in places], series.values, width, color=colour, label=name)
    if any(value < 0 for series in chart.series for value in series.values):
        axes.axhline(0, color=_INK, linewidth=1)
    _dress(axes, chart)


def _dress(axes: "Axes", chart: Chart) -> None:
    step = -(-len(chart.labels) // _TICKS)
    ticks = list(range(0, len(chart.labels), step))
    labels = [legible(chart.labels[tick], _LABEL) for tick in ticks]
    slanted = sum(map(len, labels)) + 2 * len(labels) > 60
    axes.set_xticks(ticks, labels, rotation=40 if slanted else 0, ha="right" if slanted else "center")
    for tick in axes.get_xticklabels():
        tick.set_parse_math(False)
        tick.set_rotation_mode("anchor" if slanted else "default")
    axes.tick_params(labelsize=15, colors=_INK, length=0)
    axes.yaxis.set_major_formatter(lambda value, _: f"{value:,.6g}")
    axes.grid(visible=True, axis="y", color="#d8dee4", linewidth=1)
    axes.set_axisbelow(True)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    if len(chart.series) > 1:
        legend = axes.legend(fontsize=14, frameon=False, loc="upper left", bbox_to_anchor=(1, 1))
        for text in legend.get_texts():
            text.set_parse_math(False)


def legible(text: str, limit: int) -> str:
    """Return a text on one line, shortened visibly, with `□` for what the font has not."""
    line = shorten(" ".join(one_line(text).split()), limit)
    drawn = (_UNKNOWN if unicodedata.category(c)[0] != "M" else "" for c in line)
    return "".join(c if ord(c) in _glyphs() else unknown for c, unknown in zip(line, drawn, strict=True)).lstrip("_")


@cache
def _glyphs() -> frozenset[int]:
    from matplotlib.font_manager import FontProperties, findfont, get_font  # noqa: PLC0415

    return frozenset(get_font(findfont(FontProperties())).get_charmap())
