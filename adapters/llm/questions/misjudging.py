"""Misjudging: numbers that are counted or ranked by something other than what was meant."""

from adapters.llm.questions.choosing import PLAIN
from adapters.llm.questions.earning import is_sold
from adapters.llm.questions.frame import Col, Equals, Frame, Group, Measure
from adapters.llm.questions.reading import Reading
from adapters.llm.questions.roles import words_in
from adapters.llm.questions.tokens import word_set
from adapters.llm.questions.values import value_words
from adapters.llm.questions.ways import has_one

_COSTING = word_set("cost costs costing kostet kosten gekostet kostete")
_SPENDING = word_set("spend spent ausgegeben")
"""Verbs of which the most is money, and no number of rows."""
_SPENT = word_set("cost costs kosten ausgaben expense expenses price preis fee gebuehr")
_WORTH = word_set("value values worth wert werte")
_PRESENT = word_set("now currently derzeit aktuell momentan gerade grad zurzeit moment")
_HERE = word_set("in at here im hier da staying")
"""Words with which it is asked who or what is in a place at present."""
_OWNING = word_set("gehört gehoert gehören owns belongs")
"""Verbs that ask for somebody else than the rows that are named."""
_MANY = ("how many", "wie viele", "wieviele")
_FEW = 2
"""Names of which more are no longer said by one word."""
_DEAR = ("expensive", "cheap", "teuer", "billig", "guenstig")


def doubt_measure(r: Reading, frame: Frame) -> None:
    """Note what is counted, summed or ranked otherwise than it was asked for, and owners that nobody is shown."""
    measure = frame.measure
    if measure is None:
        if _OWNING & set(r.text.split()) and not any(col.table != frame.focus for col in frame.columns):
            r.doubt("other")
        return
    if not frame.groups and not frame.nested and r.any_op("each") and not r.context:
        r.doubt("too_much")
    words = set(r.text.split())
    if any(isinstance(one, Equals) and len(one.values) > _FEW and _is_made_up(r, one) for one in frame.filters):
        r.doubt("other")
    if _is_other_than_asked(r, measure):
        r.doubt("which_number")
    if measure.func == "count" and _WORTH & words:
        r.doubt("which_number")
    if measure.func == "count" and not frame.filters and _PRESENT & words and _HERE & words:
        r.doubt("present")
    if measure.func == "count" and measure.expr is None and any(_is_one_each(r, measure, one) for one in frame.groups):
        r.doubt("rank_by")
    if frame.top is not None and (_counts_costs(r, measure) or (frame.groups and _prices_others(r, measure))):
        r.doubt("rank_by")


def _is_made_up(r: Reading, one: Equals) -> bool:
    """Say whether names were gathered for a word that is in none of them as it was said: `hotels` for `Hotel Rose`."""
    parts = [
        c for c in r.chunks if any(h.part and h.column == one.col.column and h.value in one.values for h in c.helds)
    ]
    said = {word for value in one.values for word in value_words(str(value))}
    return r.is_label(one.col) and any(not said.intersection(value_words(chunk.text)) for chunk in parts)


def _is_other_than_asked(r: Reading, measure: Measure) -> bool:
    """Say whether money answers how many there are, or something else than money what it costs."""
    expr = measure.expr
    if not isinstance(expr, Col) or measure.func not in ("sum", "avg"):
        return False
    many = any(chunk.has("count") and chunk.key.startswith(_MANY) for chunk in r.chunks)
    money = r.is_money(expr)
    return (many and money and measure.func == "sum") or (not money and r.any_op("what") and bool(_COSTING & r.said))


def _is_one_each(r: Reading, measure: Measure, group: Group) -> bool:
    """Say whether there is one of what is counted for each of its own rows, or by a number: `parts by quantity`."""
    col = group.col
    if group.grain is not None:
        return False
    own = not col.column and col.table != measure.table and has_one(r.catalogue, col.table, measure.table)
    counted = bool(col.column) and col.table != measure.table and col.column in r.catalogue.roles[col.table].summed
    return own or counted


def _counts_costs(r: Reading, measure: Measure) -> bool:
    """Say whether what costs most is looked for by a number of rows, or by what rows bring in."""
    if measure.func == "count":
        return bool((_COSTING | _SPENDING) & r.said)
    expr = measure.expr
    earned = isinstance(expr, Col) and is_sold(expr.table) and not _SPENT & set(words_in(expr.column))
    return measure.func == "sum" and earned and bool(_COSTING & r.said)


def _prices_others(r: Reading, measure: Measure) -> bool:
    """Say whether things are called dear by what something else costs that nobody named: by their repairs."""
    if not isinstance(measure.expr, Col) or r.any_op("group", "each"):
        return False
    dear = any(chunk.adjective is not None and chunk.adjective.base in _DEAR for chunk in r.chunks)
    named = {n.ref.table for chunk in r.chunks for n in chunk.namings if not n.ref.column and n.score >= PLAIN}
    return dear and measure.expr.table not in named
