"""The inline calendar: the days of one month as rows of buttons."""

from calendar import Calendar
from datetime import date

from adapters.shared.tokens import NOOP
from adapters.telegram.press import Press
from core.controls import Date
from core.fields import is_month

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_WEEKDAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_NO_DAY: Press = ("·", NOOP, "default")
"""A day of another month, or one that cannot be chosen; the Bot API wants a text on every button."""


def month_of(field: Date) -> list[list[Press]]:
    """Return the month that is open, row by row: the way to others, the weekdays, the days, the end; else nothing."""
    if not is_month(field.month):
        return []
    year, month = int(field.month[:4]), int(field.month[5:])
    weeks = Calendar().monthdayscalendar(year, month)
    return [
        _head(field, year, month),
        [(letters, NOOP, "default") for letters in _WEEKDAYS],
        *([_day(field, number) for number in week] for week in weeks),
        [("✖", "close", "default")],
    ]


def _head(field: Date, year: int, month: int) -> list[Press]:
    row: list[Press] = [(f"{_MONTHS[month - 1]} {year}", NOOP, "default")]
    before, after = _month(year, month - 1), _month(year, month + 1)
    if before and before >= field.minimum[:7]:
        row.insert(0, ("◀", f"month-{before}", "default"))
    if after and (not field.maximum or after <= field.maximum[:7]):
        row.append(("▶", f"month-{after}", "default"))
    return row


def _month(year: int, month: int) -> str:
    """Return a month as in `2026-11`, where 0 and 13 are those of the years beside; empty for none."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return f"{year:04}-{month:02}" if date.min.year <= year <= date.max.year else ""


def _day(field: Date, number: int) -> Press:
    day = f"{field.month}-{number:02}"
    if not number or day < field.minimum or (field.maximum and day > field.maximum):
        return _NO_DAY
    return (str(number), f"day-{day}", "primary" if day == field.value else "default")
