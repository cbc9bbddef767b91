"""Points: the date expression that begins at one word of a question, without what is put before it."""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import TypeAlias

from adapters.llm.questions import dates_relative as relative
from adapters.llm.questions import dates_words as words
from adapters.llm.questions import dates_written as written
from adapters.llm.questions.dates_words import CALENDAR_UNIT, COUNT, DAY_NUMBER, HALF_YEAR, MONTH, ORDINAL, UNIT, WHICH
from adapters.llm.questions.lines import Line, Point, Read
from adapters.llm.questions.numbers import ORDINALS, WORDS

_Reader: TypeAlias = Callable[[re.Match[str], Line, int], Read | None]

_Y = words.YEAR
_TAIL = (
    rf"(?: (?:(?:of|in|im|des|dem|vom|the|jahr|jahres|year|calendar) ){{0,3}}(?P<year>{_Y})"
    rf"| (?:(?:of|in|im|des|vom|the|d) ){{0,2}}(?:(?P<which>{WHICH}) (?:year|jahre?s?)(?:'s)?|(?P<before>vorjahre?s?))"
    r"| (?P<own>(?:of|in) the year|des jahres))"
)
_HEAD = rf"(?:(?P<year0>{_Y}) |(?P<which0>{WHICH}) (?:year|jahre?s?)(?:'s)? )(?:(?:in|im|the) )?"
_SUFFIX = "(?: (?:st|nd|rd|th|ten|te))?"
_WEEK = "(?:calendar week|kalenderwoche|woche|week|kw|cw|wk)"
_WHOLE = "(?: (?:full|complete|completed|whole|entire|ganze[nsmr]?|volle[nsmr]?|vollstaendige[nsmr]?))?"
_DAYS_JOINED = "(?: (?:bis|to|until|through|and|und))?(?: (?:zum|dem))?"
_PLACE = "(?P<place>first|last|erste[nrsm]?|letzte[nrsm]?)"
_PLACED_UNITS = rf"{_PLACE} (?:(?P<count>{COUNT}) )?(?P<unit>{UNIT})(?: (?:of|in|im|des|vom))?"
_HALF_OF_YEAR = "halbe[ns]? jahre?s?"
_SO_FAR = "(?:so far|bisher|bislang|to date|until now|up to now|bis heute|bis jetzt|bis dato)"
_THIS = "(?:this|current|diese[rnsm]?|aktuelle[rnsm]?|laufende[rnsm]?)"
_NAMED_PART = (
    rf"(?:(?P<rank>{ORDINAL}|{WHICH}) (?P<kind>quarter|quartals?|month|monats?|half year|half-year|half|"
    r"halbjahre?s?|jahreshaelfte|haelfte))"
)

_NAMES = (words.MONTHS, words.SEASONS, words.WEEKDAYS, words.DAYS, words.STEPS, ORDINALS, WORDS)
_BEGINNINGS = frozenset(name for names in _NAMES for name in names) | {
    "q", "h", "kw", "cw", "wk", "a", "an", "the", "day", "week", "woche", "kalenderwoche", "kalenderjahr", "calendar",
    "month", "monat", "monats", "quarter", "quartal", "halbjahr", "year", "years", "jahr", "jahre", "jahren", "jahres",
    "rolling", "trailing", "seit", "since", "vor", "ytd", "mtd", "qtd", "wtd", "so", "bisher", "bislang", "to", "until",
    "up", "year-to-date", "month-to-date", "quarter-to-date", "week-to-date",
}  # fmt: skip
_BEGINNING = re.compile(rf"[0-9]|(?:q|h|kw|cw)[0-9]|{MONTH}(?:[-/.']|$)|vor[jmqvw]|letztj|diesj|heuer")
"""What a date expression can begin with; everything else is passed over quickly."""

_PATTERNS: tuple[tuple[str, _Reader], ...] = (
    (r"[0-9]{4}-[0-9]{2}-[0-9]{2}", written.iso_day),
    (r"[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4}", written.dotted_day),
    (r"[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}", written.slashed_day),
    (r"[0-9]{1,2}\.[0-9]{1,2} [0-9]{2}|[0-9]{1,2} [0-9]{1,2} [0-9]{2}", written.short_day),
    (r"[0-9]{1,2}\.[0-9]{1,2}", written.bare_day),
    (rf"(?:19|20)[0-9]{{2}}-[0-9]{{2}}|[0-9]{{1,2}}[. ]{_Y}", written.numbered_month),
    (rf"(?:month of |monats? )?(?P<month>{MONTH}){_TAIL}?(?:'s)?", written.month),
    (rf"{_HEAD}(?P<month>{MONTH})", written.month),
    (rf"(?P<day>{DAY_NUMBER}|{words.ORDINAL_WORD}){_SUFFIX}(?: of)? (?P<month>{MONTH}){_TAIL}?", written.day_of_month),
    (rf"(?P<month>{MONTH}) (?:the )?(?P<day>{DAY_NUMBER}){_SUFFIX}{_TAIL}?", written.day_of_month),
    (rf"(?P<month>{MONTH}) (?P<day>{DAY_NUMBER}),(?P<year>{_Y})", written.day_of_month),
    (
        rf"(?P<first>{DAY_NUMBER}){_DAYS_JOINED} (?P<last>{DAY_NUMBER})(?: of)? (?P<month>{MONTH}){_TAIL}?",
        written.days_between,
    ),
    (
        rf"(?:(?P<month>{MONTH})|(?P<kind>q|h|kw|cw)(?P<number>[0-9]{{1,2}}))[-/.'](?P<year>{_Y}|[0-9]{{2}})",
        written.fused,
    ),
    (rf"(?P<first>{MONTH})-(?P<last>{MONTH}){_TAIL}?", written.parts_between),
    (rf"q(?P<first>[1-4])-q?(?P<last>[1-4]){_TAIL}?", written.parts_between),
    (rf"(?P<kind>[qh]) ?(?P<rank>[1-4]){_TAIL}?", written.part),
    (rf"{_HEAD}(?P<kind>[qh]) ?(?P<rank>[1-4])", written.part),
    (rf"{_NAMED_PART}{_TAIL}?", written.part),
    (rf"{_HEAD}{_NAMED_PART}", written.part),
    (rf"(?P<kind>quartal|quarter|halbjahr) (?P<rank>[1-4]){_TAIL}?", written.part),
    (rf"(?:{_WEEK} (?:(?:no|nr|number) )?|kw|cw)(?P<number>[0-9]{{1,2}}){_TAIL}?", written.week),
    (rf"(?P<number>[0-9]{{1,2}}) (?:kw|kalenderwoche){_TAIL}?", written.week),
    (rf"{_HEAD}(?:{_WEEK} |kw|cw|w)(?P<number>[0-9]{{1,2}})", written.week),
    (rf"(?P<season>{words.SEASON}){_TAIL}?", relative.season),
    (rf"(?P<season>winter) (?P<year>{_Y}) (?:{_Y}|[0-9]{{2}})", relative.season),
    (rf"(?P<this>{WHICH}) (?P<season>{words.SEASON})", relative.season),
    (rf"{_HEAD}(?P<season>{words.SEASON})", relative.season),
    (rf"(?P<this>{WHICH}) (?P<month>{MONTH})", relative.nth_month),
    (
        rf"(?P<noun>(?:calendar )?years?|(?:kalender)?jahr(?:e?s|en?)?)? ?(?P<year>{_Y}|[0-9]{{2}})(?:'s| er)?",
        written.year_read,
    ),
    (r"(?P<decade>(?:19|20)[0-9]0|[0-9]0) (?:s|er)(?P<noun> jahren?|-jahren?)?", written.decade),
    (r"(?P<decade>(?:19|20)[0-9]0|[0-9]0) er-(?P<noun>jahren?)", written.decade),
    (rf"(?P<this>{WHICH}){_WHOLE} (?P<unit>{CALENDAR_UNIT})(?:'s)?", relative.relative),
    (rf"(?P<this>{WHICH}) {HALF_YEAR}", relative.half_year),
    (rf"(?P<this>{WHICH}) (?:weekend|wochenende)s?", relative.weekend),
    (rf"(?P<unit>{CALENDAR_UNIT}) before last", relative.before_last),
    (rf"(?P<unit>{CALENDAR_UNIT}) (?:before|davor|zuvor)(?= \?$|$)", relative.one_before),
    (
        rf"{_PLACED_UNITS} (?P<month>{MONTH}){_TAIL}?",
        written.first_of,
    ),
    (
        rf"{_PLACED_UNITS}(?P<month>) (?P<year>{_Y})",
        written.first_of,
    ),
    (r"[a-z]+", relative.compound),
    (rf"(?P<word>{words.either(words.DAYS)})(?:'s)?|day (?:before yesterday|after tomorrow)", relative.named_day),
    (
        r"(?P<word>heute|gestern|vorgestern) (?:morgen|frueh|mittag|vormittag|nachmittag|abend|nacht)",
        relative.named_day,
    ),
    (rf"(?:(?P<this>{WHICH}) )?(?P<weekday>{words.WEEKDAY})", relative.weekday),
    (
        rf"(?:(?P<next>{words.NEXT})|{words.LAST}) (?:(?P<count>{COUNT}) (?P<unit>{UNIT})|{_HALF_OF_YEAR})",
        relative.rolling,
    ),
    (rf"(?:seit|since) (?P<count>{COUNT}|einem|einer|an?) (?P<unit>{UNIT})", relative.rolling),
    (rf"(?P<count>{COUNT}|an?) (?P<unit>{UNIT}) (?:ago|zuvor)", relative.ago),
    (rf"vor (?:(?P<count>{COUNT}|eine[mr]) (?P<unit>{UNIT})|einem halben jahr)", relative.ago),
    (r"[yqmw]td", relative.to_date),
    (rf"(?P<unit>{CALENDAR_UNIT})(?: to date|-to-date)", relative.to_date),
    (rf"{_THIS} (?P<unit>{CALENDAR_UNIT}) {_SO_FAR}", relative.to_date),
    (rf"{_SO_FAR}(?: (?:in|im))? {_THIS} (?P<unit>{CALENDAR_UNIT})", relative.to_date),
)


@lru_cache(maxsize=1)
def _compiled() -> tuple[tuple[re.Pattern[str], _Reader], ...]:
    return tuple((re.compile(rf"(?:{pattern})(?!\S)", re.ASCII), reader) for pattern, reader in _PATTERNS)


def point_at(line: Line, index: int) -> Point | None:
    """Return the longest date expression that begins at a token, without the prepositions before it."""
    if index not in line.points:
        line.points[index] = _longest(line, index)
    return line.points[index]


def _longest(line: Line, index: int) -> Point | None:
    key = line.key(index).removesuffix("'s")
    if key not in _BEGINNINGS and not _BEGINNING.match(key):
        return None
    best: Point | None = None
    for pattern, reader in _compiled():
        match = pattern.match(line.text, line.starts[index])
        last = line.at.get(match.end()) if match else None
        if match is None or last is None or (best is not None and last <= best.last):
            continue
        read = reader(match, line, index)
        if read is not None:
            best = Point(last, *read)
    return best
