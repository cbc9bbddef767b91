"""Dates of the calendar: days, months, quarters, weeks and years as they are written, read from a pattern's match."""

import re

from adapters.llm.questions import dates_words as words
from adapters.llm.questions import periods
from adapters.llm.questions.lexicon.adjectives import forms
from adapters.llm.questions.lexicon.verbs import verbs
from adapters.llm.questions.lines import Line, Read, dated, part_of_year, year_stated
from adapters.llm.questions.numbers import ORDINALS, WORDS, listed


def _on(year: int, month: int, day: int) -> Read | None:
    period = part_of_year(("day", month, day), year, "")
    return None if period is None else (period, ("day", month, day), True)


def iso_day(match: re.Match[str], _line: Line, _index: int) -> Read | None:
    """Return a day as `2025-03-01`."""
    year, month, day = match.group().split("-")
    return _on(int(year), int(month), int(day))


def dotted_day(match: re.Match[str], _line: Line, _index: int) -> Read | None:
    """Return a day as `1.3.2025`."""
    day, month, year = match.group().split(".")
    return _on(int(year), int(month), int(day))


def slashed_day(match: re.Match[str], _line: Line, _index: int) -> Read | None:
    """Return a day whose month stands first, as in the United States, unless no calendar has that month."""
    first, second, year = (int(part) for part in match.group().split("/"))
    return _on(year, second, first) if first > 12 else _on(year, first, second)


def short_day(match: re.Match[str], line: Line, index: int) -> Read | None:
    """Return a day whose year has two digits: `01.03.25`, `3/1/25`."""
    if any(line.gap(at) != 1 for at in range(index + 1, index + 1 + match.group().count(" "))):
        return None
    first, second, year = (int(part) for part in re.split(r"[. ]", match.group()))
    if "." not in match.group() and first <= 12:
        first, second = second, first
    return _on(2000 + year, second, first)


_DAY_BEFORE = frozenset(listed("am vom zum dem den seit ab bis on since"))


def bare_day(match: re.Match[str], line: Line, index: int) -> Read | None:
    """Return a day without a year, as in `am 1.3.`; alone it would be a decimal number."""
    day, month = (int(part) for part in match.group().split("."))
    return dated(("day", month, day), match, line) if line.key(index - 1) in _DAY_BEFORE else None


def numbered_month(match: re.Match[str], line: Line, index: int) -> Read | None:
    """Return a month as `2025-03`, `03.2025`, `03/2025`."""
    written = match.group()
    if written[4:5] == "-":
        year, month = written.split("-")
    else:
        month, year = re.split(r"[. ]", written)
    if " " in written and (line.gap(index + 1) != 1 or (month[0] != "0" and line.key(index - 1) not in _MONTH_BEFORE)):
        return None
    period = part_of_year(("month", int(month), 0), int(year), line.language) if 1 <= int(month) <= 12 else None
    return None if period is None else (period, ("month", int(month), 0), True)


_MONTH_BEFORE = frozenset(
    listed(
        "in im for fuer since seit until till bis from von vom between zwischen before after vor nach ab by of "
        "during last letzten next this to through and und"
    )
)


def month(match: re.Match[str], line: Line, index: int) -> Read | None:
    """Return a month by its name."""
    name = match["month"]
    at = line.at[match.end("month")]
    read = dated(("month", words.MONTHS[name], 0), match, line)
    if read is None or read[2] or _means_month(name, line, at, index):
        return read
    return None


_NAMING = frozenset(listed("named called namens heisst heissen name"))
_FIRST_NAMES = frozenset(listed("jan april june august may"))
_MONTH_ONLY = frozenset(listed("in im since seit until till bis during last this next letzten"))
_RANGING = frozenset(listed("between zwischen from von"))
_JOINERS = frozenset(listed("and und or oder vs versus to bis with mit gegen than als through until"))
_SUBJECTS = frozenset(listed("i we you one he she they it the this that be not have there customers"))


def _means_month(name: str, line: Line, at: int, index: int) -> bool:
    """Say whether a word is a month that stands without a year: `may` is a verb, unless something speaks for it."""
    if line.key(at - 1) in _NAMING or _means_person(name, line, at):
        return False
    if name not in words.AMBIGUOUS_MONTHS:
        return True
    if at != index or line.key(at - 1) in _MONTH_BEFORE:
        return True
    if line.tokens[at].text[:1].isupper() and (at > 0 or line.key(at + 1) not in _SUBJECTS):
        return True
    neighbours = [line.key(at + 2 * way) for way in (-1, 1) if line.key(at + way) in _JOINERS]
    return any(key in words.MONTHS and key != name for key in neighbours)


def _means_person(name: str, line: Line, at: int) -> bool:
    """Say whether a month is a first name: a capital behind it, and no word before it that only a month has."""
    if at + 1 >= len(line.tokens) or line.key(at - 1) in _MONTH_ONLY or line.gap(at + 1) != 1:
        return False
    behind = line.tokens[at + 1]
    named = name == "jan" or (name in _FIRST_NAMES and line.language != "de")
    return named and behind.text[:1].isupper() and line.tokens[at].text[:1].isupper() and behind.key not in words.MONTHS


def fused(match: re.Match[str], line: Line, _index: int) -> Read | None:
    """Return what is written as one word: `Mar-25`, `Q3/2024`, `KW12/2025`."""
    if match["month"]:
        return dated(("month", words.MONTHS[match["month"]], 0), match, line)
    kind, number = {"q": "quarter", "h": "half"}.get(match["kind"], "week"), int(match["number"])
    return dated((kind, number, 0), match, line) if number <= {"quarter": 4, "half": 2}.get(kind, 53) else None


_NOT_COUNTED = frozenset(listed("top first limit ersten erste besten only"))


def day_of_month(match: re.Match[str], line: Line, index: int) -> Read | None:
    """Return a day beside a month's name; `March '25` is a month."""
    written = match["day"]
    day = ORDINALS[written] if written in ORDINALS else int(written)
    if line.key(index - 1) in _NOT_COUNTED or not 1 <= day <= 31:
        return None
    name = match["month"]
    at = line.at[match.end("day")]
    if year_stated(match, line) is None and match.start("day") > match.start("month") and line.at[match.end()] == at:
        if line.gap(at) == 2 and len(written) == 2:
            period = part_of_year(("month", words.MONTHS[name], 0), 2000 + day, line.language)
            return None if period is None else (period, ("month", words.MONTHS[name], 0), True)
        if line.language == "de":
            return None
    read = dated(("day", words.MONTHS[name], day), match, line)
    if read is None or read[2] or name not in words.AMBIGUOUS_MONTHS:
        return read
    return read if line.tokens[line.at[match.end("month")]].text[:1].isupper() else None


def part(match: re.Match[str], line: Line, _index: int) -> Read | None:
    """Return a quarter, a half or a month that is counted: `Q3 2024`, `drittes Quartal`, `first half of 2024`."""
    found = match.groupdict()
    kind = found["kind"]
    kind = "quarter" if kind[0] == "q" else "month" if kind[0] == "m" else "half"
    size = {"quarter": 4, "half": 2, "month": 12}[kind]
    rank = found["rank"].split()[0]
    if rank in words.STEPS:
        number = size if words.STEPS[rank] == -1 else 0
    else:
        number = ORDINALS[rank] if rank in ORDINALS else int(rank)
    stated = year_stated(match, line) is not None
    vague = rank in words.STEPS or kind == "month" or found["kind"] in ("half", "haelfte")
    if not 1 <= number <= size or (vague and not stated):
        return None
    return dated((kind, number, 0), match, line)


def week(match: re.Match[str], line: Line, _index: int) -> Read | None:
    """Return a week by its number."""
    number = int(match["number"])
    return dated(("week", number, 0), match, line) if 1 <= number <= 53 else None


def year_read(match: re.Match[str], line: Line, index: int) -> Read | None:
    """Return a year in digits, unless they are an amount."""
    digits = match["year"]
    at = line.at[match.end("year")]
    if len(digits) == 2:
        named = match["noun"] in ("jahr", "year") or (
            line.key(index - 1) in ("in", "im", "since", "seit") and line.gap(index) == 2
        )
        return (periods.year_of(2000 + int(digits)), None, True) if named else None
    if match["noun"] and line.key(index - 1) in ("nach", "by", "per", "pro", "je"):
        return None
    if not match["noun"] and _counts(line, index, at):
        return None
    return periods.year_of(int(digits)), None, True


_COUNTED_BEFORE = frozenset(
    listed(
        "top first limit over under above below least most than als ueber unter mindestens hoechstens maximal "
        "minimal erste ersten besten about around approximately ungefaehr circa ca rund etwa nr no number nummer "
        "id # plz zip code exactly genau max min maximum minimum > < >= <= ≥ ≤ != <> minus plus $ € postleitzahl "
        "zipcode postcode exceeding"
    )
)
_COUNTED_PAIRS = frozenset((("up", "to"), ("bis", "zu"), ("equal", "to"), ("oder", "mehr"), ("spaeter", "als")))
_THAN = ("als", "than")
_MORE = frozenset(listed("mehr weniger more less fewer over above"))
_WHETHER = frozenset(listed("was were is are did war waren ist sind hatte hatten haben hat"))
_LATER = frozenset(("later", "earlier", "spaeter", "frueher"))
_COUNTED_BEHIND = frozenset(
    listed(
        "€ $ % eur euro euros usd dollar dollars chf franken percent prozent k m mio million millionen tausend "
        "thousand kwh kw wh w watt kg km t tonnen tons meter metres meters qm m2 m3 l liter litres litre ° "
        "degrees grad times mal stueck pieces hours stunden minutes minuten tage days weeks wochen rows zeilen "
        "results ergebnisse records eintraege datensaetze months monate years jahre or-more"
    )
)


def _amount(line: Line, index: int) -> bool:
    """Say whether a token is digits that are no year and no date."""
    key = line.key(index)
    return (
        bool(key) and line.tokens[index].number and key.isdigit() and len(key) != 4 and line.key(index - 1) in _RANGING
    )


def _counts(line: Line, index: int, at: int) -> bool:
    """Say whether four digits are an amount: something is compared with them, or a unit stands behind them."""
    before, behind = line.key(index - 1), line.key(at + 1)
    if behind in _COUNTED_BEHIND or (behind in _JOINERS and line.key(at + 3) in _COUNTED_BEHIND):
        return True
    if before.endswith(("nummer", "number")) or (before in _JOINERS and _amount(line, index - 2)):
        return True
    ends = behind in ("", "?") or (line.key(at + 2) in ("", "?") and behind in verbs())
    if before in _THAN and ends and _year_stands_before(line, index):
        return False
    if (line.key(index - 2), before) in _COUNTED_PAIRS:
        return line.key(index - 2) not in _LATER
    return before in _COUNTED_BEFORE and line.key(index - 2) not in _LATER


def _year_stands_before(line: Line, index: int) -> bool:
    """Say whether a year was said before: `more tickets sold in 2025 than 2024`, not `more than 2024`."""
    compared = line.key(index - 2) in forms() or line.key(index - 2) in _MORE
    if compared and line.key(0) not in _WHETHER:
        return False
    earlier = (token.key for token in line.tokens[: index - 1] if token.number)
    return any(key.isdigit() and len(key) == 4 and key[:2] in ("19", "20") for key in earlier)


def decade(match: re.Match[str], line: Line, index: int) -> Read | None:
    """Return ten years, as in `1990s` and `90er Jahre`."""
    digits = match["decade"]
    if len(digits) == 4:
        first = int(digits)
    elif line.gap(index + 1) == 0 and (match["noun"] or int(digits) >= 60):
        first = int(digits) + (2000 if int(digits) < 30 else 1900)
    else:
        return None
    return periods.decade(first, line.language), None, True


def days_between(match: re.Match[str], line: Line, _index: int) -> Read | None:
    """Return the days of one month from one number to another: `1. bis 15. März 2025`."""
    month = words.MONTHS[match["month"]]
    first, last = (dated(("day", month, int(match[name])), match, line) for name in ("first", "last"))
    if first is None or last is None or first[0].start is None or last[0].end is None or first[0].start >= last[0].end:
        return None
    return periods.between(first[0].start, last[0].end), None, first[2]


def first_of(match: re.Match[str], line: Line, _index: int) -> Read | None:
    """Return the first or the last days, weeks or months of a month or a year: `last week of March 2025`."""
    year = year_stated(match, line)
    if match["month"]:
        whole = dated(("month", words.MONTHS[match["month"]], 0), match, line)
    else:
        whole = None if year is None else (periods.year_of(year), None, True)
    if whole is None or whole[0].start is None or whole[0].end is None:
        return None
    grain, length = words.UNITS[match["unit"]]
    steps, start, end = length * int(WORDS.get(match["count"], match["count"] or 1)), whole[0].start, whole[0].end
    if match["place"] in ORDINALS:
        end = periods.moved(start, grain, steps)
    else:
        start = periods.moved(end, grain, -steps)
    inside = start < end and whole[0].start <= start and end <= whole[0].end
    return (periods.between(start, end), None, whole[2]) if inside else None


def parts_between(match: re.Match[str], line: Line, _index: int) -> Read | None:
    """Return the months or quarters from one to another that are written as one word: `Jan-Mar 2025`."""
    kind = "quarter" if match["first"].isdigit() else "month"
    numbers = [int(name) if name.isdigit() else words.MONTHS[name] for name in match.group("first", "last")]
    first, last = (dated((kind, number, 0), match, line) for number in numbers)
    if first is None or last is None or first[0].start is None or last[0].end is None or first[0].start >= last[0].end:
        return None
    label = f"{first[0].label} – {last[0].label}"
    return periods.Period(first[0].start, last[0].end, "span", label), None, first[2]
