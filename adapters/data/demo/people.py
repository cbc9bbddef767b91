"""Customers: who has buildings looked after."""

from datetime import date, timedelta

from adapters.data.demo.chance import END, Chance
from adapters.data.demo.names import ABROAD, FIRMS, FIRST, LAST, MAILS, PLACES, STREETS
from adapters.data.demo.rows import Customer

_COUNT = 420
_FIRST_DAY = date(2009, 3, 2)
_BEFORE = date(2020, 12, 31)
"""By this day more than half of all customers were there."""
_CITIES = {city: weight for city, (_, weight) in PLACES.items()}
_SEGMENTS = {"housing": 26, "property management": 34, "retail": 28, "public sector": 12}
_DIALLED = {"DE": "+49", "AT": "+43", "CH": "+41", "NL": "+31"}
_LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ı": "i", "í": "i", "é": "e", "ø": "o"})


def customers(chance: Chance) -> list[Customer]:
    """Return all customers, the oldest first."""
    days = sorted(
        chance.day(_FIRST_DAY, _BEFORE) if chance.hits(0.58) else chance.day(_BEFORE, END) for _ in range(_COUNT)
    )
    return [_customer(chance, number, since) for number, since in enumerate(days, 1)]


def person(chance: Chance) -> str:
    """Return a person's name; a few carry a title."""
    title = "Dr. " if chance.hits(0.04) else ""
    return f"{title}{chance.one(FIRST)} {chance.one(LAST)}"


def address(chance: Chance, city: str) -> tuple[str, str]:
    """Return a street with the house's number, and the postal code."""
    prefix, _ = PLACES[city]
    digits = 5 if city not in ABROAD else 4
    code = prefix + "".join(str(chance.number(1, 9)) for _ in range(digits - len(prefix)))
    letter = chance.one("abc") if chance.hits(0.08) else ""
    return f"{chance.one(STREETS)} {chance.number(1, 128)}{letter}", code


def any_city(chance: Chance) -> str:
    """Return a city, the large ones more often."""
    return chance.weighed(_CITIES)


def _customer(chance: Chance, number: int, since: date) -> Customer:
    city = any_city(chance)
    kind = "company" if chance.hits(0.39) else "private"
    segment = chance.weighed(_SEGMENTS) if kind == "company" else "owner"
    name = person(chance) if kind == "private" else _firm(chance, segment, city)
    street, code = address(chance, city)
    country = ABROAD.get(city, "DE")
    left = since + timedelta(days=chance.number(400, 4000))
    return Customer(
        id=number,
        number=f"K-{10_000 + number * 7}",
        name=name,
        kind=kind,
        segment=chance.mostly(segment, 0.05),
        street=street,
        postal_code=code,
        city=city,
        country=country,
        email=chance.mostly(_mail(chance, name), 0.14),
        phone=chance.mostly(f"{_DIALLED[country]} {chance.number(30, 899)} {chance.number(100_000, 9_999_999)}", 0.2),
        since=since,
        left_on=left if chance.hits(0.13) and left < END else None,
    )


def _firm(chance: Chance, segment: str, city: str) -> str:
    return chance.one(FIRMS[segment]).format(city=city, last=chance.one(LAST))


def _mail(chance: Chance, name: str) -> str:
    words = "".join(letter if letter.isalnum() else " " for letter in name.lower().translate(_LETTERS)).split()
    return f"{'.'.join(words[:3])}@{chance.one(MAILS)}"
