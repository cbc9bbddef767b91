"""Periods: days, weeks, months, quarters and years of the calendar, with a short name for each."""

from datetime import date, timedelta
from typing import Literal, TypeAlias

from dateutil.relativedelta import relativedelta
from msgspec import Struct

Grain: TypeAlias = Literal["day", "week", "month", "quarter", "year", "span"]

FIRST_YEAR, LAST_YEAR = 1900, 2100
"""The years that a number of four digits may mean."""
_MONTHS = {
    "en": "January February March April May June July August September October November December",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
}
_SEASONS = {
    "en": ("winter", "spring", "summer", "autumn"),
    "de": ("Winter", "Frühling", "Sommer", "Herbst"),
}
_OPEN = {
    "en": {"since": "since {}", "after": "after {}", "before": "before {}", "until": "until {}"},
    "de": {"since": "seit {}", "after": "nach {}", "before": "vor {}", "until": "bis {}"},
}
_STEPS: dict[Grain, tuple[str, int]] = {
    "day": ("days", 1), "span": ("days", 1), "week": ("weeks", 1), "month": ("months", 1), "quarter": ("months", 3),
    "year": ("years", 1),
}  # fmt: skip
DAY = timedelta(days=1)


class Period(Struct, frozen=True):
    """A stretch of time."""

    start: date | None
    """Its first day; None where it is open."""
    end: date | None
    """The day behind its last one; None where it is open."""
    grain: Grain
    """The part of the calendar it is exactly one of; `span` for every other stretch."""
    label: str
    """Its name, short, in the question's language."""


def day(first: date) -> Period:
    """Return one day."""
    return Period(first, first + DAY, "day", first.isoformat())


def week(inside: date, language: str) -> Period:
    """Return the ISO week, from Monday, that a day lies in."""
    start = inside - timedelta(days=inside.weekday())
    year, number, _ = inside.isocalendar()
    return Period(start, start + 7 * DAY, "week", f"{'KW' if language == 'de' else 'week'} {number} {year}")


def month(year: int, number: int, language: str) -> Period:
    """Return a month by its number, 1 to 12."""
    start = date(year, number, 1)
    return Period(start, start + relativedelta(months=1), "month", f"{month_name(number, language)} {year}")


def month_name(number: int, language: str) -> str:
    """Return a month's name."""
    return _MONTHS["de" if language == "de" else "en"].split()[number - 1]


def quarter(year: int, number: int) -> Period:
    """Return a quarter by its number, 1 to 4."""
    start = date(year, 3 * number - 2, 1)
    return Period(start, start + relativedelta(months=3), "quarter", f"Q{number} {year}")


def half(year: int, number: int) -> Period:
    """Return the first or the second half of a year."""
    start = date(year, 6 * number - 5, 1)
    return Period(start, start + relativedelta(months=6), "span", f"H{number} {year}")


def year_of(number: int) -> Period:
    """Return a calendar year."""
    return Period(date(number, 1, 1), date(number + 1, 1, 1), "year", str(number))


def season(year: int, number: int, language: str) -> Period:
    """Return a season, 0 for the winter that begins in the year's December, 1 for spring to 3 for autumn."""
    start = date(year, 3 * number if number else 12, 1)
    name = _SEASONS["de" if language == "de" else "en"][number]
    label = f"{name} {year}" if number else f"{name} {year}/{(year + 1) % 100:02}"
    return Period(start, start + relativedelta(months=3), "span", label)


def decade(first: int, language: str) -> Period:
    """Return ten years."""
    return Period(date(first, 1, 1), date(first + 10, 1, 1), "span", f"{first}{'er' if language == 'de' else 's'}")


def between(start: date, end: date) -> Period:
    """Return the days from one to the one before another, named by the first and the last."""
    return Period(start, end, "span", f"{start.isoformat()} – {(end - DAY).isoformat()}")


def around(inside: date, grain: Grain, language: str) -> Period:
    """Return the day, week, month, quarter or year that a day lies in."""
    match grain:
        case "week":
            return week(inside, language)
        case "month":
            return month(inside.year, inside.month, language)
        case "quarter":
            return quarter(inside.year, (inside.month + 2) // 3)
        case "year":
            return year_of(inside.year)
        case "day" | "span":
            return day(inside)


def moved(inside: date, grain: Grain, steps: int) -> date:
    """Return the day that lies some days, weeks, months, quarters or years later, or earlier below zero."""
    unit, length = _STEPS[grain]
    later: date = inside + relativedelta(**{unit: steps * length})
    return later


def open_period(side: Literal["since", "after", "before", "until"], edge: date, name: str, language: str) -> Period:
    """Return everything on one side of a day: from it on for since and after, up to the day before it otherwise."""
    label = _OPEN["de" if language == "de" else "en"][side].format(name)
    return Period(edge, None, "span", label) if side in ("since", "after") else Period(None, edge, "span", label)
