"""Dates that are counted from today, such as `last week` and `vor 3 Jahren`, read from a pattern's match."""

import re

from adapters.llm.questions import dates_words as words
from adapters.llm.questions import periods
from adapters.llm.questions.lines import Line, Part, Read, dated, part_of_year
from adapters.llm.questions.numbers import WORDS
from adapters.llm.questions.periods import DAY

_MOST_STEPS: dict[periods.Grain, int] = {"day": 36_500, "week": 5_200, "month": 1_200, "quarter": 400, "year": 100}


def season(match: re.Match[str], line: Line, index: int) -> Read | None:
    """Return a season, the last or next one among them; without a year only behind `in`."""
    part = ("season", words.SEASONS[match["season"]], 0)
    which = match.groupdict().get("this")
    if which:
        return _nth(part, words.STEPS[which], line)
    read = dated(part, match, line)
    if read is None or read[2]:
        return read
    placed = line.key(index - 1) in ("in", "im") or (line.key(index - 1) == "the" and line.key(index - 2) == "in")
    return read if placed else None


def _nth(part: Part, steps: int, line: Line) -> Read | None:
    """Return last, this or next March: the latest that is over, this year's, the first that is to come."""
    year = line.today.year
    begun = [part_of_year(part, at, line.language) for at in range(year - 4, year + 4)]
    known = [period for period in begun if period is not None and period.start is not None and period.end is not None]
    over = [period for period in known if period.end is not None and period.end <= line.today]
    coming = [period for period in known if period.start is not None and period.start > line.today]
    own = [period for period in known if period.start is not None and period.start.year == year]
    chosen = over[steps:][:1] if steps < 0 else coming[steps - 1 :][:1] if steps else own[:1]
    return (chosen[0], part, True) if chosen else None


def nth_month(match: re.Match[str], line: Line, _index: int) -> Read | None:
    """Return last, this or next March."""
    return _nth(("month", words.MONTHS[match["month"]], 0), words.STEPS[match["this"]], line)


def relative(match: re.Match[str], line: Line, _index: int) -> Read | None:
    """Return the last, this or the next week, month, quarter or year."""
    return _steps_away(words.CALENDAR[match["unit"]], words.STEPS[match["this"]], line)


def _steps_away(grain: periods.Grain, steps: int, line: Line) -> Read:
    return periods.around(periods.moved(line.today, grain, steps), grain, line.language), None, True


def before_last(match: re.Match[str], line: Line, _index: int) -> Read | None:
    """Return the year before last and its like."""
    return _steps_away(words.CALENDAR[match["unit"]], -2, line)


def one_before(match: re.Match[str], line: Line, _index: int) -> Read | None:
    """Return the year before this one and its like; what is spoken of may move it."""
    return _steps_away(words.CALENDAR[match["unit"]], -1, line)


def compound(match: re.Match[str], line: Line, _index: int) -> Read | None:
    """Return `Vorjahr`, `Vormonat` and their like, adjectives such as `diesjährige` among them."""
    word = match.group()
    found = words.COMPOUNDS.get(word) or words.COMPOUNDS.get(re.sub("e[rnsm]?$", "", word))
    return None if found is None else _steps_away(*found, line)


def half_year(match: re.Match[str], line: Line, _index: int) -> Read | None:
    """Return the last, this or the next half of a year."""
    now = 2 * line.today.year + (line.today.month > 6) + words.STEPS[match["this"]]
    return periods.half(now // 2, now % 2 + 1), None, True


def weekend(match: re.Match[str], line: Line, _index: int) -> Read | None:
    """Return a Saturday and a Sunday."""
    monday = line.today - DAY * line.today.weekday() + 7 * DAY * words.STEPS[match["this"]]
    return periods.between(monday + 5 * DAY, monday + 7 * DAY), None, True


def named_day(match: re.Match[str], line: Line, _index: int) -> Read | None:
    """Return today, yesterday and their like."""
    written = match.group()
    away = 2 if "after" in written else -2 if "before" in written else words.DAYS[match["word"]]
    return periods.day(line.today + away * DAY), None, True


def weekday(match: re.Match[str], line: Line, index: int) -> Read | None:
    """Return a day of the week: the last one, the next one, or the latest behind `on`."""
    wanted, which = words.WEEKDAYS[match["weekday"]], match["this"]
    back = (line.today.weekday() - wanted) % 7
    if which is None:
        return (periods.day(line.today - back * DAY), None, True) if line.key(index - 1) in ("on", "am") else None
    steps = words.STEPS[which]
    if steps == 0:
        return periods.day(line.today + (wanted - line.today.weekday()) * DAY), None, True
    away = 7 * steps - back if steps > 0 else 7 * (steps + 1) - (back or 7)
    return periods.day(line.today + away * DAY), None, True


def count_of(written: str) -> int:
    """Return a count in digits or words; an article counts one."""
    return int(written) if written.isdigit() else WORDS.get(written, 1)


def rolling(match: re.Match[str], line: Line, _index: int) -> Read | None:
    """Return the days from the same day so many units ago up to today."""
    grain, steps = _counted(match)
    if abs(steps) > _MOST_STEPS[grain]:
        return None
    if match.groupdict().get("next"):
        return periods.between(line.today, periods.moved(line.today, grain, steps) + DAY), None, True
    return periods.between(periods.moved(line.today, grain, -steps), line.today + DAY), None, True


def ago(match: re.Match[str], line: Line, _index: int) -> Read | None:
    """Return the day, week, month or year that lies so many units back."""
    grain, steps = _counted(match)
    if steps > _MOST_STEPS[grain]:
        return None
    return periods.around(periods.moved(line.today, grain, -steps), grain, line.language), None, True


def _counted(match: re.Match[str]) -> tuple[periods.Grain, int]:
    """Return a unit and how many of it; half a year where none is named."""
    grain, length = words.UNITS[match["unit"]] if match["unit"] else ("month", 6)
    return grain, length * count_of(match["count"] or "1")


def to_date(match: re.Match[str], line: Line, _index: int) -> Read | None:
    """Return the present year, month or week up to today."""
    unit = match.groupdict().get("unit") or {"y": "year", "q": "quarter", "m": "month", "w": "week"}[match.group()[0]]
    start = periods.around(line.today, words.CALENDAR[unit], line.language).start
    return None if start is None else (periods.between(start, line.today + DAY), None, True)
