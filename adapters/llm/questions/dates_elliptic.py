"""Dates left out: the second side of a comparison that only says which one: `as many this year as last?`."""

from datetime import timedelta

from adapters.llm.questions import periods
from adapters.llm.questions.dates_words import STEPS
from adapters.llm.questions.lexicon.verbs import verbs
from adapters.llm.questions.lines import Line, part_of_year
from adapters.llm.questions.numbers import ORDINALS, listed
from adapters.llm.questions.periods import Period
from adapters.llm.questions.spans import ARTICLES, Span

_AGAINST = frozenset(listed("als than vs versus gegenueber to with mit zum zur zu im"))
_LEADING = ARTICLES | frozenset(listed("im in"))
_PRECEDING = ("previous", "prior", "vorig", "vorherig", "preceding")
"""How words begin that say which one lies before another, whatever that is."""
_ONE = ("one", "ones")
_COUNTED = ("quarter", "half")


def other_side(line: Line, spans: list[Span]) -> list[Span]:
    """Return the spans of a question with the one that an ordinal or an adjective at its end stands for."""
    at = _last_word(line)
    start = at
    while line.key(start - 1) in _LEADING and start > at - 3:
        start -= 1
    left = spans[-1] if spans else None
    against = line.key(start - 1) in _AGAINST or (start < at and line.key(start) in ("zum", "zur"))
    if left is None or not left.plain or left.last >= start - 1 or not against:
        return spans
    period = _counted(line, left, at) or _stepped(line, left, at)
    behind = at + (line.key(at + 1) in _ONE)
    return spans if period is None else [*spans, Span(start, behind, period, plain=True)]


def _last_word(line: Line) -> int:
    """Return the last word but a question mark, a verb in front of it, and the `one` that stands for a noun."""
    at = len(line.tokens) - 1
    while at > 0 and not line.key(at)[:1].isalnum():
        at -= 1
    if line.key(at) in verbs() and not _says_which(line.key(at)):
        at -= 1
    return at - (line.key(at) in _ONE)


def _says_which(key: str) -> bool:
    return key in STEPS or key in ORDINALS


def _counted(line: Line, left: Span, at: int) -> Period | None:
    """Return the quarter or the half with another number, in the same year."""
    start, number = left.period.start, ORDINALS.get(line.key(at))
    if left.part is None or left.part[0] not in _COUNTED or number is None or start is None:
        return None
    if number == left.part[1] or number > (4 if left.part[0] == "quarter" else 2):
        return None
    return part_of_year((left.part[0], number, 0), start.year, line.language)


def _stepped(line: Line, left: Span, at: int) -> Period | None:
    """Return the year, the quarter, the month or the week before another, or the present one beside the last."""
    key, start, grain = line.key(at), left.period.start, left.period.grain
    if start is None or grain in ("span", "day") or key not in STEPS:
        return None
    said = {STEPS[word] for one in range(left.first, left.last + 1) if (word := line.key(one)) in STEPS}
    if STEPS[key] == -1 and (said == {0} or key.startswith(_PRECEDING)):
        return periods.around(start - timedelta(days=1), grain, line.language)
    if STEPS[key] == 0 and said == {-1}:
        return periods.around(line.today, grain, line.language)
    return None
