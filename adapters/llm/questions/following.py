"""Following: questions that only make sense after the one before."""

from msgspec.structs import replace

from adapters.llm.questions.catalogue import Catalogue
from adapters.llm.questions.frame import Col, Compares, During, Equals, Filter, Frame, Func, Measure
from adapters.llm.questions.joins import NoWay, path
from adapters.llm.questions.periods import around, moved
from adapters.llm.questions.reading import Reading
from adapters.llm.questions.tokens import key_of, word_set

_OPENERS = (
    "und ", "and ", "only", "nur", "what about", "how about", "was ist mit", "wie sieht", "wie siehts", "als ",
    "as ", "davon", "of those", "of these", "jetzt", "now ", "same", "dasselbe", "das gleiche", "aber ", "but ",
    "sortier", "sort ", "order ", "pro ", "per ", "je ", "by ", "nach ", "in ", "im ", "ohne ", "without ",
    "bitte als", "mach", "make it", "show it", "show that", "zeig das", "zeige das", "noch ", "among ",
    "darunter", "group", "gruppier", "for ", "für ", "fuer ", "letzt", "last ", "top ", "the same", "instead",
    "statt", "then ", "dann ", "vs ", "compared", "im vergleich", "nochmal", "exclud", "except", "ausser",
    "außer", "broken down", "aufgeteilt", "split", "aufgeschlüsselt",
)  # fmt: skip
"""What follow-ups begin with."""
_JOINED = (
    "und ", "and ", "nur ", "only ", "davon", "of those", "of these", "aber ", "but ", "what about", "how about",
    "was ist mit", "wie sieht",
)  # fmt: skip
"""What they begin with even where they name a table of their own."""
_OF_THEM = ("of them", "of those", "of these", "davon", "von denen", "darunter")
"""Words for the rows of the answer before."""
_CALLED = word_set("heissen names namen called")
"""Words that ask for the names of what was counted."""
_BEFORE = word_set(
    "davor zuvor vorher vorjahr before previous prior earlier preceding vorigen vorherigen vorhergehenden",
)
"""Words for the period before the one that was asked for."""
_FUNCS: tuple[Func, ...] = ("avg", "sum", "max", "min")


def is_fragment(text: str, reading: Reading, frame: Frame) -> bool:
    """Say whether a text can only be understood by the question before it."""
    if not frame.measure and not frame.focus:
        return True
    lowered = text.casefold().strip()
    counted = reading.any_op("count", "sum", "avg", "howmuch", "share")
    named = any(reading.table_in(chunk) is not None for chunk in reading.chunks)
    if lowered.startswith(_JOINED):
        return not (counted and named)
    if any(f" {words} " in f" {lowered} " for words in _OF_THEM):
        return True
    opened = lowered.startswith(_OPENERS)
    return opened and not counted and not named and not frame.columns and not _asks(reading)


def _asks(reading: Reading) -> bool:
    return reading.any_op("which", "most", "fewest")


def followed(before: Frame, reading: Reading, frame: Frame, catalogue: Catalogue) -> Frame | None:
    """Return the question before with what a follow-up changes; None where it cannot be joined to it."""
    if before.more:
        return _each_followed(before, reading, frame, catalogue)
    if (earlier := _period_before(before, reading)) is not None:
        return replace(earlier, chart=frame.chart, file=frame.file)
    after = _measured_anew(before, reading, frame)
    if after is None:
        return None
    if reading.problem == "share" and before.groups:
        reading.problem = ""
        after = replace(after, share=())
    if before.measure is not None and not before.groups and _said(reading) & _CALLED:
        reading.use(*reading.chunks)
        return replace(before, measure=None, focus=before.measure.table)
    if before.measure is not None:
        reading.use(*reading.ops("count", "howmuch"))
    listed = frame.measure is None and not frame.groups and reading.focus and reading.focus != before.focus
    if listed and any(reading.table_in(chunk) for chunk in reading.chunks):
        return _beside(before, frame, catalogue) if before.measure is None else None
    after = _filtered(before, after, reading, frame)
    after = _shown(after, reading, frame)
    if after == before and frame.chart == "auto" and not frame.file:
        return None
    return replace(after, chart=frame.chart, file=frame.file)


def _each_followed(before: Frame, reading: Reading, frame: Frame, catalogue: Catalogue) -> Frame | None:
    """Return several figures, each of them changed by what follows; one where all come to the same."""
    each = [followed(replace(one, more=()), reading, frame, catalogue) for one in (before, *before.more)]
    kept = [one for one in dict.fromkeys(each) if one is not None]
    if None in each or any(one.measure is None for one in kept):
        return None
    return replace(kept[0], more=tuple(kept[1:]))


def _measured_anew(before: Frame, reading: Reading, frame: Frame) -> Frame | None:
    """Return the question before with another function of its number; None where there is nothing to sum."""
    function = next(reading.ops(*_FUNCS), None)
    if function is None or before.measure is None or frame.measure is not None:
        return before
    if before.measure.expr is not None:
        reading.use(function)
        func = next(kind for kind in _FUNCS if kind in function.ops)
        return replace(before, measure=replace(before.measure, func=func))
    if not function.has("sum"):
        return before
    money = reading.money_of(before.measure.table)
    if money is None:
        return None
    reading.use(function, *reading.ops("howmuch"))
    return replace(before, measure=Measure("sum", money.table, money))


def _filtered(before: Frame, after: Frame, reading: Reading, frame: Frame) -> Frame:
    """Return a question with the conditions of a follow-up; `which?` lists what was counted."""
    counted = before.measure is not None and before.measure.expr is None and not before.groups
    if counted and before.measure is not None and reading.any_op("which", "who", "list"):
        after = replace(after, measure=None, focus=before.measure.table)
    filters = (*reading.filters, *(one for one in frame.filters if one not in reading.filters))
    shared = {_subject(one) for one in before.share or ()}
    if any(_subject(one) in shared for one in filters):
        parts = tuple(one for one in filters if _subject(one) in shared)
        filters = tuple(one for one in filters if one not in parts)
        after = replace(after, share=_merged(before.share or (), parts))
    if filters:
        after = replace(after, filters=_merged(after.filters, _moved(before, filters)))
    return after


def _shown(after: Frame, reading: Reading, frame: Frame) -> Frame:
    """Return a question with the groups, the order, the number and the columns of a follow-up."""
    if frame.groups:
        after = replace(after, groups=frame.groups, measure=after.measure or Measure("count", after.focus))
    if frame.top is not None:
        after = replace(after, top=frame.top)
    if frame.measure is not None and not frame.groups:
        if frame.measure.expr is not None:
            after = replace(after, measure=frame.measure)
        elif reading.any_op("count", "sum", "avg", "howmuch"):
            after = replace(after, measure=frame.measure, columns=(), focus=frame.measure.table)
    if frame.columns and after.measure is None:
        after = replace(after, columns=(*after.columns, *(c for c in frame.columns if c not in after.columns)))
    if frame.share is not None:
        after = replace(after, share=frame.share, measure=after.measure or Measure("count", after.focus))
    return after


def _said(reading: Reading) -> set[str]:
    return {word for chunk in reading.chunks for word in key_of(chunk.text).split()}


def _beside(before: Frame, frame: Frame, catalogue: Catalogue) -> Frame | None:
    """Show what belongs to the rows that were asked for: `and who are the customers?`."""
    try:
        way = path(catalogue, before.focus, frame.focus)
    except NoWay:
        return None
    if not all(edge.to_one for edge in way) or frame.filters:
        return None
    return replace(before, columns=(*before.columns, Col(frame.focus)))


def _period_before(before: Frame, reading: Reading) -> Frame | None:
    """Read `and the year before?`: the same of the period just before the one that was asked for."""
    shorter = any(chunk.period is not None and chunk.period.grain != "year" for chunk in reading.chunks)
    if shorter or not _said(reading) & _BEFORE:
        return None
    old = next((one for one in before.filters if isinstance(one, During) and one.period.start and one.period.end), None)
    if old is None or old.period.start is None or old.period.end is None or old.period.grain == "span":
        return None
    reading.problem = ""
    reading.use(*reading.chunks)
    grain = old.period.grain
    moved_to = around(moved(old.period.start, grain, -1), grain, reading.language)
    filters = tuple(replace(one, period=moved_to) if one is old else one for one in before.filters)
    return replace(before, filters=filters)


def _moved(before: Frame, filters: tuple[Filter, ...]) -> tuple[Filter, ...]:
    """Let a new period be about the date that the old one was about."""
    old = next((one.col for one in before.filters if isinstance(one, During)), None)
    return tuple(replace(one, col=old) if old is not None and isinstance(one, During) else one for one in filters)


def _merged(old: tuple[Filter, ...], new: tuple[Filter, ...]) -> tuple[Filter, ...]:
    """Return filters with new ones in the place of those about the same."""
    about = {_subject(one) for one in new}
    return (*(one for one in old if _subject(one) not in about), *new)


def _subject(one: Filter) -> object:
    """Return what a filter is about: a new one about the same takes its place."""
    match one:
        case During():
            return "during"
        case Equals(col=col):
            return col.table, col.column
        case Compares(expr=expr, op=op):
            return expr, op
        case _:
            return one
