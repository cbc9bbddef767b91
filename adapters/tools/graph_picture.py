"""A graph as a picture: a PNG of boxes in walking order, drawn by matplotlib without any global state."""

import io
import re
import textwrap
from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, assert_never

from adapters.shared.charts import drawing, legible
from adapters.tools.graph_layout import ASIDE, Layout, Line, Placed, Size, Slot, lay_out
from core.blueprint import ALWAYS, Graph, NodeKind

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.backends.backend_agg import RendererAgg
    from matplotlib.figure import Figure

_WIDE, _HIGH, _SHARP = 1_600, 6_000, 2.0
"""Most pixels across and down, and most pixels to a unit; Telegram takes photos of 10,000 in all."""
_BYTES, _SHADES = 300_000, 160
_LEGIBLE = 1_000.0
"""Units across up to which a phone shows the words; a wider graph gets fewer nodes beside each other."""
_BESIDE = (4, 3, 2)
_MARGIN, _NARROWEST = 28.0, 520.0
_BOX, _PAD = (132.0, 54.0), (20.0, 11.0)
_NAME, _SMALL, _TITLE = 22.0, 16.0, 30.0
_LEADING = 1.28
_HEAD = 12.0
_DASHES = (0, (3, 2))
_LONG, _LINES = 18, 3
"""Letters of a name on one line, and lines of a name; what is longer is shortened."""
_INK, _QUIET, _LINE = "#1f2328", "#59636e", "#6e7781"
_COLOURS: Mapping[NodeKind, tuple[str, str]] = {
    "sensor": ("#e3f2fb", "#56a5d4"),
    "input": ("#d6e6f5", "#0072B2"),
    "director": ("#fdf0d2", "#d18f00"),
    "pa": ("#fdf0d2", "#d18f00"),
    "thinker": ("#d5f0e6", "#009E73"),
    "expert": ("#e6f6d8", "#5f9e2f"),
    "interpreter": ("#ede4f7", "#8457b8"),
    "output": ("#fbe0d3", "#D55E00"),
    "ui": ("#f9e1ee", "#c2609a"),
    "memorizer": ("#e9ecef", "#6c757d"),
}
"""What a kind of node is filled and edged with; after Okabe and Ito, whom people of all colour visions can follow."""


def picture(graph: Graph) -> bytes:
    """Return a picture of a graph as a PNG of at most 300 KB and 1,600 pixels across.

    Blocks for some 300 ms, for 30 nodes 1.5 s.
    """
    with drawing:
        from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415 — costs 0.5 s, once, where needed
        from matplotlib.figure import Figure  # noqa: PLC0415

        figure = Figure(facecolor="white", dpi=72)
        canvas = FigureCanvasAgg(figure)
        layout = _legible(graph, canvas.get_renderer())  # type: ignore[no-untyped-call]
        head = _head(graph, max(layout.width, _NARROWEST))
        across = max(layout.width, _NARROWEST) + 2 * _MARGIN
        down = layout.height + sum(size * _LEADING for _, size, _ in head) + 4 * _MARGIN
        figure.set_size_inches(across / 72, down / 72)
        _draw(figure, graph, layout, head)
        sharp = min(_SHARP, _WIDE / across, _HIGH / down)
        while len(data := _written(figure, sharp)) > _BYTES:
            sharp *= 0.8
        return data


def _legible(graph: Graph, renderer: "RendererAgg") -> Layout:
    """Return the layout with the most nodes beside each other whose words a phone shows, else the narrowest."""
    layouts: list[Layout] = []
    for beside in _BESIDE:
        layouts.append(lay_out(graph, partial(_size, graph, renderer), beside))
        if layouts[-1].width <= _LEGIBLE:
            return layouts[-1]
    return min(layouts, key=lambda layout: layout.width)


def _size(graph: Graph, renderer: "RendererAgg", slot: Slot) -> Size:
    if slot.what == "word":
        return _width(renderer, _word(slot), _SMALL) + 16, _SMALL * _LEADING + 4
    lines = _writing(graph, slot.name)
    wide = max(_width(renderer, text, size, bold=size == _NAME) for text, size in lines)
    return max(_BOX[0], wide + 2 * _PAD[0]), max(_BOX[1], sum(size * _LEADING for _, size in lines) + 2 * _PAD[1])


def _width(renderer: "RendererAgg", text: str, size: float, *, bold: bool = False) -> float:
    from matplotlib.font_manager import FontProperties  # noqa: PLC0415 — see above

    font = FontProperties(size=size, weight="bold" if bold else "normal")
    wide, _, _ = renderer.get_text_width_height_descent(text, font, ismath=False)  # type: ignore[no-untyped-call]
    return float(wide)


def _writing(graph: Graph, name: str) -> list[tuple[str, float]]:
    """Return the lines in a node's box with their sizes: its name, and its kind where the name is another."""
    kind = graph.nodes[name].kind
    shown = legible(name, _LONG * _LINES) or "□"
    return [*((part, _NAME) for part in _wrapped(shown)), *(() if kind == name else ((kind, _SMALL),))]


def _wrapped(text: str) -> list[str]:
    """Return a name in lines, broken after blanks, dashes and underscores where it has any."""
    apart = re.sub(r"(?<=[_.:/-])(?=\w)", "\0", text).replace(" ", " \0").split("\0")
    lines = [""]
    for piece in (part[at : at + _LONG] for part in apart for at in range(0, len(part), _LONG)):
        if lines[-1] and len((lines[-1] + piece).rstrip()) > _LONG:
            lines.append("")
        lines[-1] += piece
    kept = [line.strip() for line in lines if line.strip()]
    return kept if len(kept) <= _LINES else [*kept[: _LINES - 1], legible("".join(kept[_LINES - 1 :]), _LONG)]


def _word(slot: Slot) -> str:
    return legible(slot.text, 2 * _LONG) or "□"


def _head(graph: Graph, wide: float) -> list[tuple[str, float, str]]:
    """Return the lines above the boxes: the graph's name, and what its file says of it."""
    letters = int(wide / (_SMALL * 0.56))
    title = textwrap.wrap(legible(graph.title, 4 * letters), letters)
    return [
        (legible(graph.name, int(wide / (_TITLE * 0.68))), _TITLE, "bold"),
        *((line, _SMALL, "normal") for line in title),
    ]


def _draw(figure: "Figure", graph: Graph, layout: Layout, head: Sequence[tuple[str, float, str]]) -> None:
    wide, high = figure.get_size_inches() * 72
    axes = figure.add_axes((0, 0, 1, 1), xlim=(0, wide), ylim=(high, 0))
    axes.set_axis_off()
    y = _MARGIN
    for text, size, weight in head:
        colour = _INK if weight == "bold" else _QUIET
        axes.text(_MARGIN, y, text, size=size, weight=weight, color=colour, va="top", parse_math=False)
        y += size * _LEADING
    pen = _Pen(axes, (wide - layout.width) / 2, y + _MARGIN)
    for line in layout.lines:
        pen.line(layout.places[line.upper], layout.places[line.lower], line)
    for place in layout.places.values():
        match place.slot.what:
            case "node":
                pen.box(place, _COLOURS[graph.nodes[place.slot.name].kind], _writing(graph, place.slot.name))
            case "word":
                pen.word(place)
            case "into" | "from" | "back":
                pen.passing(place)
            case _:
                assert_never(place.slot.what)
    if any(edge.when == ALWAYS for edge in graph.edges):
        note = f"an arrow without a word: {ALWAYS}"
        axes.text(wide / 2, high - _MARGIN, note, size=_SMALL * 0.9, color=_QUIET, ha="center", va="center")


class _Pen:
    """Draws on axes whose units are pixels, shifted to where the layout begins."""

    def __init__(self, axes: "Axes", left: float, top: float) -> None:
        self._axes, self._left, self._top = axes, left, top

    def box(self, place: Placed, colours: tuple[str, str], lines: Sequence[tuple[str, float]]) -> None:
        """Draw a node."""
        from matplotlib.patches import FancyBboxPatch  # noqa: PLC0415 — see above

        x, y = self._left + place.x, self._top + place.y
        corner = (x - place.width / 2, y - place.height / 2)
        style = "round,pad=0,rounding_size=12"
        fill, edge = colours
        self._axes.add_patch(
            FancyBboxPatch(
                corner, place.width, place.height, style, facecolor=fill, edgecolor=edge, linewidth=2, zorder=3
            )
        )
        y -= sum(size * _LEADING for _, size in lines) / 2
        for text, size in lines:
            weight, colour = ("bold", _INK) if size == _NAME else ("normal", _QUIET)
            self._write(x, y + size * _LEADING / 2, text, size=size, weight=weight, color=colour)
            y += size * _LEADING

    def word(self, place: Placed) -> None:
        """Draw what a line says."""
        self._write(self._left + place.x, self._top + place.y, _word(place.slot), size=_SMALL, color=_INK)

    def passing(self, place: Placed) -> None:
        """Draw a line's way through a row."""
        x, y, half = self._left + place.x, self._top + place.y, place.height / 2
        dashes = _DASHES if place.slot.what == "back" else "-"
        self._path([(x, y - half), (x, y + half)], dashes)

    def line(self, upper: Placed, lower: Placed, line: Line) -> None:
        """Draw a line between two rows, with its head where it comes to a node."""
        ends = [self._left + _port(upper, line), self._left + _port(lower, line)]
        top, bottom = self._top + upper.y + upper.height / 2, self._top + lower.y - lower.height / 2
        headed = (upper if line.back else lower).slot.what == "node"
        if headed:
            point = (ends[0], top, 1) if line.back else (ends[1], bottom, -1)
            self._head(*point)
        first, last = (top + _HEAD * (headed and line.back), bottom - _HEAD * (headed and not line.back))
        middle = (first + last) / 2
        self._path(
            [(ends[0], first), (ends[0], middle), (ends[1], middle), (ends[1], last)], _DASHES if line.back else "-"
        )

    def _head(self, x: float, y: float, way: int) -> None:
        from matplotlib.patches import Polygon  # noqa: PLC0415 — see above

        points = [(x, y), (x - _HEAD / 2, y + way * _HEAD), (x + _HEAD / 2, y + way * _HEAD)]
        self._axes.add_patch(Polygon(points, closed=True, color=_LINE, linewidth=0, zorder=2))

    def _path(self, points: Sequence[tuple[float, float]], dashes: str | tuple[int, tuple[int, int]]) -> None:
        from matplotlib.patches import PathPatch  # noqa: PLC0415 — see above
        from matplotlib.path import Path  # noqa: PLC0415

        codes = [Path.MOVETO, *([Path.LINETO] if len(points) == 2 else [Path.CURVE4] * 3)]
        self._axes.add_patch(
            PathPatch(Path(points, codes), fill=False, edgecolor=_LINE, linewidth=2, linestyle=dashes, zorder=1)
        )

    def _write(self, x: float, y: float, text: str, **how: Any) -> None:
        self._axes.text(x, y, text, ha="center", va="center_baseline", parse_math=False, zorder=4, **how)


def _port(place: Placed, line: Line) -> float:
    """Return where a line meets a slot: what goes back up keeps to the side of a box, apart from what goes down."""
    return place.x + place.width * ASIDE if line.back and place.slot.what == "node" else place.x


def _written(figure: "Figure", sharp: float) -> bytes:
    """Return the PNG, in as few colours as it needs: a third of the bytes, to the eye the same."""
    from PIL import Image  # noqa: PLC0415 — see above

    drawn, written = io.BytesIO(), io.BytesIO()
    figure.savefig(drawn, format="png", facecolor="white", dpi=72 * sharp, pil_kwargs={"compress_level": 1})
    Image.open(drawn).convert("RGB").quantize(_SHADES).save(written, "png", optimize=True)
    return written.getvalue()
