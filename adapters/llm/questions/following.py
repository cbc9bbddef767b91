"""Following: questions that only make sense after the one before."""

from msgspec.structs import replace

from adapters.llm.questions.carrying import beside, carried, is_step, period_of, stepped, with_period, words_written
from adapters.llm.questions.catalogue import Catalogue
from adapters.llm.questions.choosing import PLAIN
from adapters.llm.questions.focusing import is_group
from adapters.llm.questions.frame import Col, During, Equals, Filter, Frame, Func, Has, Measure
from adapters.llm.questions.joins import NoWay, path
from adapters.llm.questions.merging import adds, is_known, merged, pinned, subject_of, within
from adapters.llm.questions.pointing import is_that, is_theirs, pointed, points_back
from adapters.llm.questions.reading import Reading
from adapters.llm.questions.subjects import main_table, subject
from adapters.llm.questions.tokens import word_set
from adapters.llm.questions.turning import is_turn, turned
from adapters.llm.questions.ways import has_one

_OPENERS = (
    "und ", "and ", "only ", "nur ", "what about", "how about", "was ist mit", "wie sieht", "wie siehts", "als ",
    "as ", "davon", "of those", "of these", "jetzt", "now ", "same ", "dasselbe", "das gleiche", "aber ", "but ",
    "sortier", "sort ", "order ", "pro ", "per ", "je ", "by ", "nach ", "in ", "im ", "ohne ", "without ",
    "bitte als", "mach ", "make it", "show it", "show that", "zeig das", "zeige das", "noch ", "among ",
    "darunter", "group ", "gruppier", "for ", "für ", "fuer ", "letzt", "last ", "top ", "the same", "instead",
    "statt", "then ", "dann ", "vs ", "compared", "im vergleich", "nochmal", "exclud", "except", "ausser",
    "außer", "broken down", "aufgeteilt", "split ", "aufgeschlüsselt", "with ", "mit ", "from ", "aus ", "since ",
    "seit ", "before ", "vor ", "after ", "until ", "bis ", "between ", "zwischen ", "bei ", "at ", "on ", "over ",
    "above ", "under ", "below ", "über ", "ueber ", "unter ", "more than", "less than", "mehr als", "weniger als",
    "not ", "nicht ",
)  # fmt: skip
"""What follow-ups begin with."""
_JOINED = (
    "und ", "and ", "nur ", "only ", "davon", "of those", "of these", "aber ", "but ", "what about", "how about",
    "was ist mit", "wie sieht",
)  # fmt: skip
"""What they begin with even where they name a table of their own."""
_OF_THEM = ("of them", "of those", "of these", "davon", "von denen", "darunter")
"""Words for the rows of the answer before."""
_IN_ALL = ("in total", "total", "overall", "altogether", "insgesamt", "gesamt", "zusammen")
"""Words for all groups together, which have a number each."""
_CALLED = word_set("heissen names namen called")
"""Words that ask for the names of what was counted."""
_WHETHER = word_set("is are was were has have did does ist sind war waren hat haben wurde wurden gibt")
"""Words that begin a question by itself, though nothing but values should follow them."""
_FUNCS: tuple[Func, ...] = ("avg", "sum", "max", "min")


def is_fragment(text: str, reading: Reading, frame: Frame) -> bool:
    """Say whether a text can only be understood by the question before it."""
    empty = not frame.measure and not frame.focus
    return is_part(text, reading, frame) or (empty and not _asks_whole(reading))


def is_part(text: str, reading: Reading, frame: Frame) -> bool:
    """Say whether a text is worded as one that goes on with the question before it."""
    lowered = text.casefold().strip()
    counted = reading.any_op("count", "sum", "avg", "howmuch", "share")
    named = any(reading.table_in(chunk) is not None for chunk in reading.chunks)
    if points_back(reading) or is_turn(reading) or is_that(reading) or is_theirs(reading):
        return True
    if adds(reading) and is_valued(reading):
        return True
    if lowered.startswith(_JOINED):
        whole = named and reading.any_op("list") and reading.any_op("every")
        return not (counted and named) and not whole
    if any(f" {words} " in f" {lowered} " for words in _OF_THEM):
        return True
    if frame.measure is not None and frame.measure.expr is not None and (frame.groups or frame.filters):
        return False
    apart = any(reading.table_in(chunk) is not None and not is_group(reading, chunk) for chunk in reading.chunks)
    opened = lowered.startswith(_OPENERS)
    return opened and not counted and not apart and not frame.columns and not _asks(reading)


def _asks_whole(reading: Reading) -> bool:
    """Say whether a text asks, or names what it asks for, as a whole question does, though it was not understood."""
    if reading.any_op("who", "which", "when", "where", "count") or any(c.verb and not c.filler for c in reading.chunks):
        return True
    named = (c for c in reading.chunks if any(n.score >= PLAIN for n in c.namings) and not reading.is_value(c))
    return any(not is_group(reading, chunk) for chunk in named)


def is_valued(reading: Reading) -> bool:
    """Say whether a text is nothing but values, said or left out: `Hamburg?`, `not Berlin`."""
    words = [chunk for chunk in reading.chunks if not chunk.filler or chunk.helds]
    if reading.text.split(" ")[0] in _WHETHER or any(chunk.namings and not reading.is_value(chunk) for chunk in words):
        return False
    rest = [chunk for chunk in words if not reading.is_value(chunk)]
    return len(rest) < len(words) and all(c.has("not", "without", "except", "and", "or", "too", "again") for c in rest)


def leans(text: str, reading: Reading, frame: Frame) -> bool:
    """Say whether a text makes no sense without a question before it, which there is not."""
    measured = frame.measure is not None and frame.measure.expr is not None
    if measured or frame.columns or any(reading.table_in(chunk) is not None for chunk in reading.chunks):
        return False
    asked = reading.any_op("who", "which", "list", "count", "when", "where") and bool(frame.filters)
    return is_part(text, reading, frame) and not asked


def asks_anew(text: str, reading: Reading, frame: Frame) -> bool:
    """Say whether a text that was not understood asked for something new, so that nothing follows what was before."""
    named = any(reading.table_in(chunk) is not None for chunk in reading.chunks)
    asked = reading.any_op("count", "sum", "avg", "howmuch", "which", "most", "fewest")
    return (named or asked) and not is_part(text, reading, frame)


def _asks(reading: Reading) -> bool:
    return reading.any_op("which", "most", "fewest")


def followed(before: Frame, reading: Reading, frame: Frame, catalogue: Catalogue) -> Frame | None:
    """Return the question before with what a follow-up changes; None where it cannot be joined to it."""
    if before.more:
        return _each_followed(before, reading, frame, catalogue)
    if _is_whole(before, reading, frame):
        return _instead(_wholly(before, reading), reading, frame)
    if reading.problem == "share" and (part := _part(before, reading)) is not None:
        return _instead(part, reading, frame)
    after = _measured_anew(before, reading, frame)
    if after is None:
        return None
    if reading.problem == "share" and before.groups:
        reading.problem = ""
        after = replace(after, share=())
    if before.measure is not None and not before.groups and words_written(reading) & _CALLED:
        reading.use(*reading.chunks)
        return replace(before, measure=None, focus=before.measure.table)
    if before.measure is not None:
        reading.use(*reading.ops("count", "howmuch"))
    listed = frame.measure is None and not frame.groups and reading.focus and reading.focus != before.focus
    if listed and any(reading.table_in(chunk) for chunk in reading.chunks):
        if is_theirs(reading) and (theirs := _theirs(before, frame, catalogue)) is not None:
            return theirs
        return _beside(before, frame, catalogue) if before.measure is None else None
    filtered = _filtered(before, after, reading, frame)
    shown = _shown(before, filtered, reading, frame) if filtered is not None else None
    if shown is None or (shown == before and frame.chart == "auto" and not frame.file):
        return None
    return replace(shown, chart=frame.chart, file=frame.file)


def _is_whole(before: Frame, reading: Reading, frame: Frame) -> bool:
    """Say whether a follow-up as a whole says what to do with the question before: `the other way round`."""
    versus = reading.any_op("versus") and not reading.filters and not frame.groups
    step = is_step(reading) and period_of(before) is not None
    return is_turn(reading) or points_back(reading) or versus or step


def _wholly(before: Frame, reading: Reading) -> Frame | None:
    """Return the question before turned, pointed back to, set beside another period, or one period away."""
    if is_turn(reading):
        return turned(before, reading)
    if points_back(reading):
        return pointed(before, reading)
    return beside(before, reading) if reading.any_op("versus") else stepped(before, reading)


def _instead(after: Frame | None, reading: Reading, frame: Frame) -> Frame | None:
    """Return what a follow-up as a whole stands for, whatever its words were taken for alone."""
    if after is None:
        return None
    reading.problem = ""
    reading.use(*reading.chunks)
    return replace(after, chart=frame.chart, file=frame.file)


def _each_followed(before: Frame, reading: Reading, frame: Frame, catalogue: Catalogue) -> Frame | None:
    """Return several figures, each of them changed by what follows; one where all come to the same."""
    each = [followed(replace(one, more=()), reading, frame, catalogue) for one in (before, *before.more)]
    kept = [one for one in dict.fromkeys(each) if one is not None]
    if None in each or any(one.measure is None for one in kept):
        return None
    return replace(kept[0], more=tuple(kept[1:]))


def _part(before: Frame, reading: Reading) -> Frame | None:
    """Return the share that the rows have which were counted or summed: `in percent`."""
    parts = tuple(one for one in before.filters if not isinstance(one, During))
    measure = before.measure
    if measure is None or measure.func not in ("count", "sum") or measure.distinct or before.groups or not parts:
        return None
    if before.share is not None or before.nested or before.change or reading.filters:
        return None
    return replace(before, share=parts, filters=tuple(one for one in before.filters if one not in parts))


def _measured_anew(before: Frame, reading: Reading, frame: Frame) -> Frame | None:
    """Return the question before with another function of its number; None where there is nothing to sum."""
    all_of_them = any(chunk.key in _IN_ALL for chunk in reading.chunks) and before.groups and not frame.groups
    if all_of_them and before.measure is not None and before.measure.func in ("count", "sum"):
        reading.use(*reading.ops("sum"))
        return replace(before, groups=(), top=None, share=None)
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


def _filtered(before: Frame, after: Frame, reading: Reading, frame: Frame) -> Frame | None:
    """Return a question with the conditions of a follow-up; `which?` lists what was counted."""
    counted = before.measure is not None and before.measure.expr is None and not before.groups
    if counted and before.measure is not None and reading.any_op("which", "who", "list"):
        after = replace(after, measure=None, focus=before.measure.table)
    filters = pinned(before, reading, (*reading.filters, *(one for one in frame.filters if one not in reading.filters)))
    if reading.problem == "which_column" and is_known(before, reading, filters):
        reading.problem = ""
    periods = [one for one in filters if isinstance(one, During)]
    old = period_of(before)
    if old is not None and len(periods) == 1:
        chunk = next((chunk for chunk in reading.chunks if chunk.period == periods[0].period), None)
        period = carried(old.period, chunk.text, periods[0].period, reading) if chunk is not None else None
        if period is None or adds(reading):
            return None
        after = with_period(after, old, period)
        filters = tuple(one for one in filters if one is not periods[0])
    return _conditioned(before, after, filters, adding=adds(reading) and not frame.groups)


def _conditioned(before: Frame, after: Frame, filters: tuple[Filter, ...], *, adding: bool) -> Frame | None:
    """Return a question with further conditions, those on a part of which the share is asked among that part's."""
    about = {subject_of(one) for one in before.share or ()}
    parts = tuple(one for one in filters if subject_of(one) in about)
    if parts:
        filters = tuple(one for one in filters if one not in parts)
        share = merged(before.share or (), parts, adding=adding)
        if share is None:
            return None
        after = replace(after, share=share)
    inside, filters = within(after.filters, filters)
    together = merged(inside, _moved(before, filters), adding=adding)
    return None if together is None else replace(after, filters=together)


def _shown(before: Frame, after: Frame, reading: Reading, frame: Frame) -> Frame | None:
    """Return a question with the groups, the order, the number and the columns of a follow-up."""
    if frame.groups:
        if before.measure is None and before.top is not None:
            return None
        groups = (*before.groups, *frame.groups) if adds(reading) else frame.groups
        reading.use(*reading.ops("too"))
        after = replace(after, groups=groups, measure=after.measure or Measure("count", after.focus), top=None)
    if frame.top is not None:
        after = replace(after, top=frame.top)
    if frame.measure is not None:
        counted = frame.measure.expr is None and reading.any_op("count", "sum", "avg", "howmuch")
        if frame.measure.expr is not None:
            if not _reaches(frame.measure.table, after.filters, reading.catalogue):
                return None
            after = replace(after, measure=frame.measure)
        elif counted and not frame.groups:
            return _counted(before, after, reading, frame)
    if frame.columns and after.measure is None:
        reading.problem = "" if reading.problem == "function" else reading.problem
        after = replace(after, columns=(*after.columns, *(c for c in frame.columns if c not in after.columns)))
    if frame.share is not None:
        after = replace(after, share=frame.share, measure=after.measure or Measure("count", after.focus))
    return after


def _reaches(table: str, filters: tuple[Filter, ...], catalogue: Catalogue) -> bool:
    """Say whether rows of a table have one of what each condition is about, so that it is theirs as well."""
    return all(not isinstance(one, Has) and has_one(catalogue, table, subject(one)) for one in filters)


def _counted(before: Frame, after: Frame, reading: Reading, frame: Frame) -> Frame | None:
    """Return how many of the rows there are that were asked about: `and how many in Hamburg?` names no other ones."""
    table = main_table(before)
    asked = frame.measure.table if frame.measure is not None else table
    if any(reading.table(chunk) == asked for chunk in reading.chunks) and asked != table:
        return replace(after, measure=frame.measure, columns=(), focus=asked) if not is_that(reading) else None
    if any(not group.col.column for group in before.groups) or (before.top is not None and before.top.count):
        return None
    narrowed = {(one.col.table, one.col.column) for one in after.filters if isinstance(one, Equals)}
    groups = tuple(one for one in after.groups if (one.col.table, one.col.column) not in narrowed)
    return replace(after, measure=Measure("count", table), focus=table, columns=(), groups=groups, top=None, totals=())


def _theirs(before: Frame, frame: Frame, catalogue: Catalogue) -> Frame | None:
    """List the rows of another table that belong to those asked for: `and their orders?`."""
    whole = not before.groups and not (before.top is not None and before.top.count) and before.share is None
    if not whole or not has_one(catalogue, frame.focus, main_table(before)):
        return None
    if not before.filters or not _reaches(frame.focus, before.filters, catalogue):
        return None
    return replace(frame, filters=(*before.filters, *frame.filters))


def _beside(before: Frame, frame: Frame, catalogue: Catalogue) -> Frame | None:
    """Show what belongs to the rows that were asked for: `and who are the customers?`."""
    try:
        way = path(catalogue, before.focus, frame.focus)
    except NoWay:
        return None
    if not all(edge.to_one for edge in way) or frame.filters:
        return None
    return replace(before, columns=(*before.columns, Col(frame.focus)))


def _moved(before: Frame, filters: tuple[Filter, ...]) -> tuple[Filter, ...]:
    """Let a new period be about the date that the old one was about."""
    old = next((one.col for one in before.filters if isinstance(one, During)), None)
    return tuple(replace(one, col=old) if old is not None and isinstance(one, During) else one for one in filters)
