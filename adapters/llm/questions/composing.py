"""Composing: a question's frame out of all that its rules found."""

from collections.abc import Callable

from msgspec.structs import replace

from adapters.llm.questions.absorbing import absorb, glue, related
from adapters.llm.questions.acting import act
from adapters.llm.questions.attaching import compare
from adapters.llm.questions.contrasting import contrast
from adapters.llm.questions.durations import last
from adapters.llm.questions.finishing import (
    counts_shown,
    current,
    dated,
    doubt,
    ended_only,
    multiplied,
    passed,
    received,
    same_rows,
    undone,
    worked,
    yes_no,
)
from adapters.llm.questions.focusing import focus_of
from adapters.llm.questions.frame import Frame
from adapters.llm.questions.framing import Asked, framed
from adapters.llm.questions.grouping import grouped, own_groups
from adapters.llm.questions.keeping import keep
from adapters.llm.questions.measuring import measured
from adapters.llm.questions.negating import negate
from adapters.llm.questions.owning import own_states
from adapters.llm.questions.placing import placed
from adapters.llm.questions.qualifying import booleans, qualify, values
from adapters.llm.questions.ranking import rank
from adapters.llm.questions.reading import Reading
from adapters.llm.questions.sharing import share_asked
from adapters.llm.questions.stated import as_it_stands, present, state, stated
from adapters.llm.questions.stocking import stock
from adapters.llm.questions.tallying import tallied
from adapters.llm.questions.timing import timed
from adapters.llm.questions.yearly import in_years
from core.data import ChartWanted

_FINISHES: tuple[Callable[[Reading, Frame], Frame], ...] = (
    yes_no,
    current,
    undone,
    worked,
    multiplied,
    received,
    passed,
    same_rows,
    own_states,
    dated,
    placed,
)
"""What a frame still has to show or to leave out, in this order."""
_CHARTS: tuple[ChartWanted, ...] = ("bar", "line", "pie")


def compose(r: Reading) -> Frame:
    """Return the frame of a question; what could not be understood is left among the reading's chunks.

    Each rule uses up the words it understands, so their order is what decides between two that could read the same.
    """
    _form(r)
    _conditions(r)
    asked = _asked(r)
    frame = timed(r, framed(r, asked), asked.by)
    frame = related(r, as_it_stands(r, present(r, act(r, stated(r, frame)))))
    absorb(r, frame)
    for finish in _FINISHES:
        frame = finish(r, frame)
    doubt(r, frame)
    glue(r)
    return replace(counts_shown(tallied(r, own_groups(r, ended_only(frame)))), chart=r.chart, file=r.file)


def _form(r: Reading) -> None:
    """Note which chart is asked for, and whether a file is."""
    for chunk in r.ops("bar", "line", "pie", "chart"):
        r.chart = next((kind for kind in _CHARTS if kind in chunk.ops), r.chart if r.chart != "auto" else "bar")
        r.use(chunk)
    for chunk in r.ops("plain"):
        r.chart = "none"
        r.use(chunk)
    for chunk in r.ops("csv"):
        r.file = True
        r.use(chunk)


def _conditions(r: Reading) -> None:
    """Find the table that is asked about and make filters of all conditions but periods."""
    qualify(r)
    r.focus = focus_of(r)
    last(r)
    state(r)
    contrast(r)
    stock(r)
    keep(r)
    in_years(r, negated=True)
    negate(r)
    compare(r)
    values(r)
    in_years(r)
    booleans(r)


def _asked(r: Reading) -> Asked:
    """Return what is asked for; rows that are counted are those that are asked about."""
    order, by, share = rank(r), grouped(r), share_asked(r)
    what = measured(r)
    if what is not None and what.measure.expr is None and not share:
        r.focus = what.measure.table
    return Asked(what, order, by, share)
