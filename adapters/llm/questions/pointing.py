"""Pointing: texts that speak of the answer before and name nothing new: `who are they?`, `wie viele sind das?`."""

import re

from msgspec.structs import replace

from adapters.llm.questions.choosing import PLAIN
from adapters.llm.questions.chunks import Chunk
from adapters.llm.questions.frame import Col, Frame, Measure, Top
from adapters.llm.questions.operators import Kind
from adapters.llm.questions.reading import Reading
from adapters.llm.questions.showing import nearest_people
from adapters.llm.questions.subjects import main_table
from adapters.llm.questions.tokens import word_set

_BACK = word_set("they them those these that this it ones die das sie diese dieser dieses denen jene")
"""Words for what was answered."""
_SEVERAL = word_set("they those these them")
_ASKING: tuple[Kind, ...] = ("who", "which", "list", "count", "howmuch")
_LEADING: tuple[Kind, ...] = (*_ASKING, "what", "again", "sum", "and", "every", "exactly", "in", "of", "unit")
_SHORT = 1
"""Chunks of a text that points back though it has no word for what was answered: `which?`, `and who?`."""
_IS_THAT = re.compile(
    r"\b(?:(?:is|are|were|was) (?:that|those|these|they)|(?:ist|sind|waren|war|macht|machen) (?:das|die|sie))"
    r"(?: (?:in total|altogether|together|insgesamt|zusammen|in summe|denn|genau|exactly))*$"
)
_THEIRS = (
    "their", "its", "deren", "dessen", "and their", "and its", "und deren", "und dessen", "und ihre", "und ihr",
    "und ihren", "und seine",
)  # fmt: skip
_EURO = ("euro", "euros", "eur", "€", "in eur", "in euro", "in €")
_CURRENCIES = re.compile(r"usd|dollar|chf|gbp|cent|pfund|franken", re.IGNORECASE)


def points_back(reading: Reading) -> bool:
    """Say whether a text asks for nothing but what was answered, in another way."""
    words = [chunk for chunk in reading.chunks if chunk.key[:1].isalnum() or chunk.ops]
    if not all(map(_leads, words)):
        return False
    said = {word for chunk in words for word in chunk.key.split()}
    asked = reading.any_op(*_ASKING) or (reading.any_op("what") and bool(said & _SEVERAL))
    short = sum(not chunk.has("and") for chunk in words) <= _SHORT
    return (asked and (short or bool(said & _BACK))) or _is_euro(reading)


def is_that(reading: Reading) -> bool:
    """Say whether a text asks what the answer before amounts to: `how many orders is that?`."""
    return _IS_THAT.search(reading.text.rstrip(" ?.!")) is not None


def is_theirs(reading: Reading) -> bool:
    """Say whether a text asks for what belongs to the rows before: `their orders`, `und deren Summe`.

    `Ihre Kunden` are those of whom is asked.
    """
    their = next((c for c in reading.chunks if c.key in _THEIRS and c.text.split()[-1].islower()), None)
    ahead = reading.chunks[: their.at] if their is not None else ()
    own = any(chunk.has("who", "which") or reading.table_in(chunk) is not None for chunk in ahead)
    return their is not None and not own


def pointed(before: Frame, reading: Reading) -> Frame | None:
    """Return the rows that were counted, their number or what they are worth, as a text asks that points back."""
    if before.share is not None or before.nested or before.having or before.change or before.distinct:
        return None
    if reading.any_op("count"):
        return _number(before)
    if reading.any_op("howmuch", "sum") or _is_euro(reading):
        return _worth(before, reading)
    return _rows(before, reading)


def _leads(chunk: Chunk) -> bool:
    if chunk.helds or chunk.period or chunk.number or chunk.grain or any(n.score >= PLAIN for n in chunk.namings):
        return False
    return chunk.filler or chunk.has(*_LEADING)


def _is_euro(reading: Reading) -> bool:
    """Say whether nothing is asked but for an amount: `und in Euro?`."""
    words = [chunk for chunk in reading.chunks if chunk.ops or not chunk.filler]
    return any(c.key in _EURO for c in words) and all(c.has("unit", "and", "again", "sum", "howmuch") for c in words)


def _number(before: Frame) -> Frame | None:
    """Return how many rows were listed or summed, or counted in groups, all together."""
    table, measure = main_table(before), before.measure
    counted = measure is not None and measure.expr is None
    if (before.top is not None and before.top.count) or counted != bool(before.groups):
        return None
    if counted:
        return replace(before, groups=(), top=None)
    return replace(before, measure=Measure("count", table), focus=table, columns=(), top=None, totals=())


def _worth(before: Frame, reading: Reading) -> Frame | None:
    """Return the money that the rows stand for which were listed or counted."""
    money = reading.money_of(main_table(before)) if main_table(before) else None
    limited = before.top is not None and before.top.count
    if money is None or limited or (before.measure is not None and before.measure.expr is not None):
        return None
    if _is_euro(reading) and _CURRENCIES.search(money.column):
        return None
    return replace(before, measure=Measure("sum", money.table, money), focus=money.table, columns=(), totals=())


def _rows(before: Frame, reading: Reading) -> Frame | None:
    """Return the rows behind a number: those that were counted or summed, or the one that has the greatest."""
    if before.groups:
        return None
    measure, rows, who = before.measure, before, reading.any_op("who")
    if measure is not None:
        if measure.distinct or measure.func == "avg":
            return None
        extreme = measure.func in ("min", "max")
        top = Top(1, measure.func == "max", measure.expr) if extreme else None
        rows = replace(before, measure=None, focus=measure.table, top=top)
    if not who or reading.catalogue.is_people(rows.focus):
        return rows if rows != before else None
    people = nearest_people(reading.catalogue, rows.focus)
    return replace(rows, columns=(*rows.columns, Col(people[0]))) if len(people) == 1 else None
