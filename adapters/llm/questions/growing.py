"""Growing: how a number changed from one period to another: `how did revenue grow from 2024 to 2025`."""

from datetime import timedelta

from msgspec.structs import replace

from adapters.llm.questions import periods
from adapters.llm.questions.chunks import Chunk
from adapters.llm.questions.frame import During, Frame
from adapters.llm.questions.reading import Reading
from adapters.llm.questions.tokens import word_set

_GROWTH = word_set(
    "growth wachstum gewachsen wachsen waechst wuchs grew grown grow grows growing gestiegen gesunken zugenommen",
    "zurueckgegangen zuwachs increase increased decrease decreased risen steigerung anstieg rueckgang zunahme",
    "geschrumpft shrunk shrank umsatzwachstum",
)
"""Words of a change since the year before, where no other is named."""
_MORE = word_set(
    "more less fewer higher lower greater larger bigger smaller better worse mehr weniger hoeher niedriger groesser",
    "kleiner geringer besser schlechter",
)
_NEAR = 5
"""Words behind `how much` within which `more` stands that it is asked of."""
_THAN = (" than", " als")
_STRONGLY = word_set("stark sehr strongly much um by auf from von between zwischen to compared gegenueber sich")
"""Words beside a change that say nothing more of it."""
_HOW_MANY = ("how many", "wie viele", "wieviele")
"""Questions for rows that changed, and not for a change."""
_BEFORE = ("vor", "previous", "prior", "last", "letzt", "vergangen")
"""How the words begin that name the period before the present one."""
_JOINED = ("and ", "und ", "& ", "to ", "bis ", "until ", "zu ")


def compares_more(chunk: Chunk) -> bool:
    """Say whether a word compares what is more or less, as `more`, `fewer than` and `höher` do."""
    return bool(set(chunk.key.split()[:1]) & _MORE)


def asks_how_much_more(r: Reading) -> bool:
    """Say whether the difference is asked for: `how many more orders in May than in April`."""
    much = next((chunk.at for chunk in r.chunks if chunk.has("count", "howmuch")), len(r.chunks))
    more = (chunk for chunk in r.chunks[much + 1 : much + 1 + _NEAR] if compares_more(chunk))
    return next(more, None) is not None and r.any_op("than")


def doubt_each(r: Reading, frame: Frame, more: list[Chunk]) -> None:
    """Decline where rows are counted that each have more: `how many customers have more orders in May than …`."""
    measure = frame.measure
    for chunk in more if measure is not None and measure.expr is None else ():
        behind = r.behind(chunk)
        if measure is not None and behind is not None and r.table(behind) not in ("", measure.table):
            r.doubt("too_much")


def which_one(r: Reading, compared: tuple[During, ...]) -> list[Chunk]:
    """Return the words that ask which of two periods it is: `which year`, where both are years."""
    for chunk in r.chunks:
        which = r.ahead(chunk)
        if which is not None and which.has("which") and chunk.grain == compared[0].period.grain:
            return [which, chunk]
    return []


def implies_other(r: Reading) -> bool:
    """Say whether one period alone is compared with the present one: `more orders than last year`."""
    dated = [chunk for chunk in r.chunks if chunk.period is not None]
    than = [chunk for chunk in r.chunks if chunk.has("than") or chunk.key.endswith(_THAN)]
    return len(dated) == 1 and bool(than) and _leads(r, than[-1], dated[0]) and _is_before(r, dated[0])


def with_other(r: Reading, frame: Frame, spoken: list[Chunk]) -> Frame:
    """Add the other period of a comparison that names but one: this year beside `gegenüber dem Vorjahr`."""
    found = [one for one in frame.filters if isinstance(one, During)]
    chunk = next((chunk for chunk in r.chunks if chunk.period is not None), None)
    if len(found) != 1 or chunk is None or found[0].period != chunk.period or found[0].negated:
        return frame
    during, versus = (
        found[0],
        next((one for one in reversed(spoken) if one.has("versus", "than") or one.key.endswith(_THAN)), None),
    )
    other = None
    if versus is not None and _leads(r, versus, chunk) and _is_before(r, chunk):
        other = periods.around(r.today, during.period.grain, r.language)
    elif versus is None and _grows(spoken) and during.period.grain == "year":
        other = _year_before(r, during)
    if other is None or other == during.period:
        return frame
    return replace(frame, filters=(*frame.filters, replace(during, period=other)))


def _leads(r: Reading, versus: Chunk, chunk: Chunk) -> bool:
    """Say whether nothing but `to` or `mit` stands between the word of a comparison and a period."""
    between = r.chunks[versus.at + 1 : chunk.at]
    return versus.at < chunk.at and all(one.filler or one.has("with", "to", "than") for one in between)


def _is_before(r: Reading, chunk: Chunk) -> bool:
    """Say whether a chunk names the year, the quarter, the month or the week before this one."""
    period = chunk.period
    if period is None or period.grain in ("span", "day") or period.start is None:
        return False
    today = periods.around(r.today, period.grain, r.language).start
    if today is None or periods.around(today - timedelta(days=1), period.grain, r.language) != period:
        return False
    return any(word.startswith(_BEFORE) for word in chunk.text.casefold().split())


def _grows(spoken: list[Chunk]) -> bool:
    return any(one.has("change") and _GROWTH & set(one.key.split()) for one in spoken)


def _year_before(r: Reading, during: During) -> periods.Period | None:
    start = during.period.start
    return None if start is None else periods.around(start - timedelta(days=1), "year", r.language)


def grown(r: Reading, frame: Frame, asked: list[Chunk]) -> Frame:
    """Return the frame of a change between two periods, the words used up that only ask for it."""
    if any(chunk.key in _HOW_MANY for chunk in r.chunks) and any(chunk.has("change") for chunk in asked):
        r.doubt("too_much")
    marks = {chunk.at for chunk in asked}
    near = [chunk for chunk in r.left() if chunk.key in _STRONGLY and {chunk.at - 1, chunk.at + 1} & (marks | r.used)]
    r.use(*asked, *near, *r.ops("howmuch"))
    return replace(frame, change=True)


def doubt_apart(r: Reading, frame: Frame) -> None:
    """Decline where a stretch of time was taken for two dates, or a share for a change, and none is asked for."""
    if any(_is_part(r, chunk) for chunk in r.chunks):
        r.doubt("too_much")
    if frame.change:
        return
    apart = any(chunk.period is not None and _is_end(chunk) for chunk in r.chunks)
    dated = any(chunk.period is not None for chunk in r.chunks)
    shared = frame.share is None and r.any_op("share") and r.any_op("change") and dated
    if apart or shared:
        r.doubt("too_much")


def _is_part(r: Reading, chunk: Chunk) -> bool:
    """Say whether a period that is over is meant up to the same day as the present one: `last year to date`."""
    period = r.chunks[chunk.at - 1].period if chunk.at else None
    ended = period is not None and period.end is not None and period.end <= r.today
    return ended and chunk.key in ("to date", "bis heute", "so far", "bisher", "bis jetzt")


def _is_end(chunk: Chunk) -> bool:
    return chunk.text.casefold().startswith(_JOINED) and chunk.period is not None and chunk.period.start is not None
