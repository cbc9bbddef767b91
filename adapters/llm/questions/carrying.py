"""Carrying: the period of a follow-up, as the one before lets it be understood: `and in March?` after `in 2025`."""

from msgspec.structs import replace

from adapters.llm.questions.chunks import Chunk
from adapters.llm.questions.dates import periods_in
from adapters.llm.questions.frame import During, Filter, Frame, Has
from adapters.llm.questions.periods import Grain, Period, around, moved
from adapters.llm.questions.reading import Reading
from adapters.llm.questions.timing import sides
from adapters.llm.questions.tokens import key_of, tokens_of, word_set

_BEFORE = word_set(
    "davor zuvor vorher vorjahr before previous prior earlier preceding vorigen vorherigen vorhergehenden vormonat",
    "vorquartal vorwoche vortag",
)
"""Words for the period before the one that was asked for."""
_AFTER = word_set(
    "danach darauf after following folgenden darauffolgenden folgejahr folgemonat folgequartal folgewoche"
)
"""Words for the one after it."""
_UNITS: dict[str, Grain] = {
    "jahr": "year", "jahre": "year", "year": "year", "monat": "month", "month": "month", "quartal": "quarter",
    "quarter": "quarter", "woche": "week", "week": "week", "tag": "day", "day": "day",
}  # fmt: skip


def period_of(before: Frame) -> During | None:
    """Return the one period that a question is about, be it in a condition on rows of another table."""
    inner = (part for one in before.filters if isinstance(one, Has) for part in one.filters)
    found = [one for one in (*before.filters, *inner) if isinstance(one, During)]
    return found[0] if len(found) == 1 else None


def with_period(before: Frame, old: During, new: Period) -> Frame:
    """Return a question about another period, wherever the old one stands in it."""

    def changed(one: Filter) -> Filter:
        if one is old:
            return replace(old, period=new)
        if isinstance(one, Has) and any(part is old for part in one.filters):
            return replace(one, filters=tuple(map(changed, one.filters)))
        return one

    return replace(before, filters=tuple(map(changed, before.filters)))


def is_step(reading: Reading) -> bool:
    """Say whether a text asks for the period before or after another: `im Jahr davor`, `the year after`."""
    said = {word for chunk in reading.chunks if not _is_span(chunk) for word in key_of(chunk.text).split()}
    return bool(said & (_BEFORE | _AFTER))


def stepped(before: Frame, reading: Reading) -> Frame | None:
    """Return the question before of the period just before or after; None where it was about no part of the calendar.

    A year before a month is the same month of that year.
    """
    old, said = period_of(before), words_written(reading)
    if old is None or old.period.start is None or old.period.end is None or old.period.grain == "span":
        return None
    units = {grain for word, grain in _UNITS.items() if any(part.endswith(word) for part in said)}
    grain = old.period.grain
    step = next(iter(units), grain)
    if len(units) > 1 or (step != grain and (step != "year" or grain in ("week", "day"))):
        return None
    start = moved(old.period.start, step, -1 if said & _BEFORE else 1)
    return with_period(before, old, around(start, grain, reading.language))


def carried(old: Period, text: str, new: Period, reading: Reading) -> Period | None:
    """Return a period that is said without its year as one of the year before, and a mere year as of its month.

    What has an open end and no year, after a year that is over, may be meant either way: then there is none.
    """
    found = new
    if old.grain == "year" and old.start is not None:
        tokens = tokens_of(f"{text} {old.start.year}")
        inside = periods_in(tokens, reading.today, reading.language)
        if len(inside) == 1 and inside[0].last == len(tokens) - 1 and inside[0].period.grain == new.grain != "year":
            found = inside[0].period
        over = old.end is not None and old.end <= reading.today
        if over and found != new and (found.start is None or found.end is None):
            return None
    else:
        joint = "und" if reading.language == "de" else "and"
        behind = periods_in(tokens_of(f"{old.label} {joint} {text}"), reading.today, reading.language)
        found = behind[1].period if len(behind) == 2 and behind[0].period == old else new
    ahead = found.start is not None and found.start > reading.today
    return new if ahead else found


def beside(before: Frame, reading: Reading) -> Frame | None:
    """Return the number of a period beside that of another: `compared to 2025`; None where it has no such period."""
    old = period_of(before)
    chunk = next((chunk for chunk in reading.chunks if chunk.period is not None), None)
    new = chunk.period if chunk is not None else None
    if old is not None and chunk is not None and chunk.period is not None:
        new = carried(old.period, chunk.text, chunk.period, reading)
    if is_step(reading) and (earlier := stepped(before, reading)) is not None:
        other = period_of(earlier)
        new = other.period if other is not None else None
    if old is None or old not in before.filters or new is None or new == old.period or before.share is not None:
        return None
    if before.measure is None or before.groups or before.nested or before.change:
        return None
    periods = (old, replace(old, period=new))
    return replace(before, filters=(*before.filters, periods[1]), groups=(sides(periods),))


def _is_span(chunk: Chunk) -> bool:
    return chunk.period is not None and chunk.period.grain == "span"


def words_written(reading: Reading) -> set[str]:
    """Return the words of a question as they were written, misspelt ones too."""
    return {word for chunk in reading.chunks for word in key_of(chunk.text).split()}
