"""Date words: what months, seasons, weekdays and units of time are called, in English and German, and as patterns."""

from collections.abc import Iterable

from adapters.llm.questions.numbers import ORDINALS, WORDS
from adapters.llm.questions.periods import Grain


def either(words: Iterable[str]) -> str:
    """Return a pattern for one of some words, the longest first."""
    return "(?:" + "|".join(sorted(words, key=lambda word: (-len(word), word))) + ")"


def _numbered(lines: str, first: int) -> dict[str, int]:
    return {word: at for at, line in enumerate(lines.split(","), start=first) for word in line.split()}


MONTHS = _numbered(
    "january januar jan jaenner januars jaen,february februar feb feber februars febr,march maerz mar mrz maer maerzes,"
    "april apr aprils,may mai mais,june juni jun junis,july juli jul julis,august aug augusts,"
    "september sep sept septembers,october oktober oct okt oktobers,november nov novembers,"
    "december dezember dec dez dezembers",
    1,
)
AMBIGUOUS_MONTHS = frozenset(("may", "march", "mar", "mai", "mais", "jan", "augusts", "maer"))
"""Months that are other words or names too."""
SEASONS = _numbered(
    "winter winters,spring fruehling fruehjahr fruehlings,summer sommer sommers,autumn fall herbst herbsts", 0
)
WEEKDAYS = _numbered(
    "monday montag,tuesday dienstag,wednesday mittwoch,thursday donnerstag,friday freitag,saturday samstag sonnabend,"
    "sunday sonntag",
    0,
)
DAYS = {
    "today": 0, "heute": 0, "yesterday": -1, "gestern": -1, "vorgestern": -2, "tomorrow": 1, "morgen": 1,
    "uebermorgen": 2, "vortag": -1,
}  # fmt: skip

UNITS: dict[str, tuple[Grain, int]] = {
    **dict.fromkeys(("day", "days", "tag", "tage", "tagen"), ("day", 1)),
    **dict.fromkeys(("week", "weeks", "woche", "wochen", "kalenderwochen"), ("week", 1)),
    **dict.fromkeys(("fortnight", "fortnights"), ("week", 2)),
    **dict.fromkeys(("month", "months", "monat", "monate", "monaten", "monats"), ("month", 1)),
    **dict.fromkeys(("quarter", "quarters", "quartal", "quartale", "quartalen", "quartals"), ("month", 3)),
    **dict.fromkeys(("half years", "half-years", "halbjahr", "halbjahre", "halbjahren"), ("month", 6)),
    **dict.fromkeys(("year", "years", "yrs", "jahr", "jahre", "jahren", "jahres"), ("year", 1)),
    **dict.fromkeys(("decade", "decades", "jahrzehnt", "jahrzehnte", "jahrzehnten"), ("year", 10)),
}
"""Units that are counted, as steps of another."""
CALENDAR: dict[str, Grain] = {
    **dict.fromkeys(("week", "woche", "kalenderwoche", "calendar week"), "week"),
    **dict.fromkeys(("month", "monat", "monats", "monates", "kalendermonat", "calendar month"), "month"),
    **dict.fromkeys(("quarter", "quartal", "quartals", "calendar quarter"), "quarter"),
    **dict.fromkeys(("year", "jahr", "jahrs", "jahres", "kalenderjahr", "kalenderjahres", "calendar year"), "year"),
}
"""Units of which there is a present one."""
HALF_YEAR = "(?:halbjahre?s?|half(?: |-)?year|half)"

_WHICH_ENGLISH = {
    **dict.fromkeys(("last", "previous", "past", "prior"), -1),
    **dict.fromkeys(("this", "current"), 0),
    **dict.fromkeys(("next", "coming", "upcoming", "following"), 1),
}
_WHICH_GERMAN = {
    "vorvorig": -2, "vorletzt": -2, "letzt": -1, "vorig": -1, "vergangen": -1, "vorherig": -1, "dies": 0, "aktuell": 0,
    "laufend": 0, "jetzig": 0, "gegenwaertig": 0, "kommend": 1, "naechst": 1, "folgend": 1, "uebernaechst": 2,
}  # fmt: skip
STEPS = (
    _WHICH_ENGLISH
    | {word + ending: steps for word, steps in _WHICH_GERMAN.items() for ending in ("e", "er", "es", "en", "em")}
    | {"dies": 0}
)
"""Words that say which one, and how many steps from the present one it is."""
COMPOUNDS: dict[str, tuple[Grain, int]] = {
    **dict.fromkeys(
        ("vorjahr", "vorjahres", "vorjahrs", "vorjahre", "letztjahr", "letztjaehrig", "vorjaehrig"), ("year", -1)
    ),
    **dict.fromkeys(("vorvorjahr", "vorvorjahres"), ("year", -2)),
    **dict.fromkeys(("vormonat", "vormonats", "vormonates"), ("month", -1)),
    **dict.fromkeys(("vorquartal", "vorquartals"), ("quarter", -1)),
    **dict.fromkeys(("vorwoche", "vorwochen"), ("week", -1)),
    **dict.fromkeys(("heuer", "diesjaehrig"), ("year", 0)),
}
"""One word for `last year` and its like; adjectives without their endings."""
_EDGED: tuple[tuple[str, Grain], ...] = (("jahres", "year"), ("monats", "month"), ("quartals", "quarter"))
EDGES: dict[str, tuple[Grain, bool]] = {
    prefix + word: (grain, end)
    for prefix, grain in _EDGED
    for word, end in (("beginn", False), ("anfang", False), ("start", False), ("ende", True))
}
"""One word for the first or the last day of the present one."""

WHICH = either(STEPS)
LAST = either([*(word for word, steps in STEPS.items() if steps == -1), "rolling", "trailing"])
NEXT = either([word for word, steps in STEPS.items() if steps == 1])
MONTH = either(MONTHS)
SEASON = either(SEASONS)
WEEKDAY = either(WEEKDAYS)
UNIT = either(UNITS)
CALENDAR_UNIT = either(CALENDAR)
COUNT = f"(?:[0-9]{{1,3}}|{either(WORDS)})"
ORDINAL_WORD = either(ORDINALS)
ORDINAL = f"(?:{ORDINAL_WORD}|[0-9]{{1,2}}(?: (?:st|nd|rd|th|te|ter|tes|ten))?)"
YEAR = "(?:19[0-9][0-9]|20[0-9][0-9]|2100)"
DAY_NUMBER = "(?:[0-2]?[0-9]|3[01])"
