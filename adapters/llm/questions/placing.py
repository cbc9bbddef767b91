"""Placing: where rows are: a column of theirs that says it, else the place that they name."""

from msgspec.structs import replace

from adapters.llm.questions.choosing import PLAIN
from adapters.llm.questions.frame import Col, Frame
from adapters.llm.questions.reading import Reading
from adapters.llm.questions.ways import has_one

_HAPPENS = ("take place", "takes place", "took place", "taking place", "held", "findet", "fand", "stattfindet", "statt")
_PLACES = ("venue", "location", "place", "address", "city", "room", "hall", "site", "branch", "station", "warehouse")
"""Concepts of where something is, the likeliest first."""


def placed(r: Reading, frame: Frame) -> Frame:
    """Show where the rows are, where that is asked and nothing is shown yet; decline where the data does not say."""
    if not r.any_op("where") or frame.measure is not None or not frame.focus or frame.columns:
        return frame
    found = _own(r, frame.focus) or _named(r, frame.focus)
    if found is None:
        r.doubt("other")
        return frame
    r.use(*(chunk for chunk in r.left() if chunk.key in _HAPPENS))
    return replace(frame, columns=(found,))


def _own(r: Reading, focus: str) -> Col | None:
    def fits(col: Col) -> bool:
        return col.table == focus and not (r.is_date(col) or r.is_number(col) or r.is_code(col) or r.is_flag(col))

    return r.concept(" ".join(_PLACES), fits)


def _named(r: Reading, focus: str) -> Col | None:
    for word in _PLACES:
        for naming in r.catalogue.named((word,)):
            table = naming.ref.table
            if not naming.ref.column and naming.score > PLAIN and table != focus and has_one(r.catalogue, focus, table):
                return Col(table)
    return None
