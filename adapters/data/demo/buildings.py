"""Objects and the tenants who move in and out of them."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import count

from adapters.data.demo.chance import END, Chance
from adapters.data.demo.names import FLOORS, HOUSES, QUARTERS
from adapters.data.demo.people import address, any_city, person
from adapters.data.demo.rows import Customer, Object, Tenant

_KINDS = {
    "housing": {"Mehrfamilienhaus": 82, "Seniorenheim": 10, "Bürogebäude": 8},
    "property management": {"Mehrfamilienhaus": 62, "Bürogebäude": 22, "Ladengeschäft": 16},
    "retail": {"Ladengeschäft": 64, "Lagerhalle": 26, "Bürogebäude": 10},
    "public sector": {"Schule": 46, "Bürogebäude": 28, "Seniorenheim": 26},
    "owner": {"Einfamilienhaus": 74, "Mehrfamilienhaus": 26},
}
_AREAS = {"Mehrfamilienhaus": 78, "Einfamilienhaus": 145, "Bürogebäude": 210, "Ladengeschäft": 160, "Schule": 3200}
_UNITS = {"Mehrfamilienhaus": (3, 8), "Bürogebäude": (2, 14), "Ladengeschäft": (1, 4), "Seniorenheim": (20, 90)}
_DAY = timedelta(days=1)


def objects(chance: Chance, customers: Sequence[Customer]) -> list[Object]:
    """Return all objects; one that was sold is there for each owner."""
    made: list[Object] = []
    for customer in customers:
        most = 5 if customer.kind == "company" else 1 + chance.hits(0.07)
        for _ in range(0 if chance.hits(0.05) else chance.number(1, most)):
            made.append(_object(chance, len(made) + 1, customer))
    made.extend(list(_sold(chance, made, customers)))
    return made


def tenants(chance: Chance, objects: Sequence[Object]) -> list[Tenant]:
    """Return who lives and lived in the flats, in the order of the flats."""
    flats = ((object_, unit) for object_ in objects if object_.kind == "Mehrfamilienhaus" for unit in _flats(object_))
    numbers = count(1)
    return [tenant for object_, unit in flats for tenant in _living(chance, numbers, object_, unit)]


def _object(chance: Chance, number: int, customer: Customer) -> Object:
    kind = chance.weighed(_KINDS[customer.segment or "owner"])
    city = customer.city if chance.hits(0.8) else any_city(chance)
    street, code = address(chance, city)
    units = chance.number(*_UNITS.get(kind, (1, 1)))
    area = round(units * _AREAS.get(kind, 1100 if kind == "Lagerhalle" else 44) * chance.between(0.7, 1.4))
    until = customer.left_on
    since = chance.day(customer.since, min(customer.since + timedelta(days=900), until or END))
    return Object(
        id=number,
        customer_id=customer.id,
        name=f"{chance.one(HOUSES[kind])} {chance.one(QUARTERS)}",
        kind=kind,
        street=street,
        postal_code=code,
        city=city,
        area_m2=chance.mostly(area, 0.07),
        units=units,
        built_year=chance.mostly(chance.number(1890, 2020) if chance.hits(0.4) else chance.number(1955, 2005), 0.11),
        managed_since=since,
        managed_until=until,
    )


def _sold(chance: Chance, made: list[Object], customers: Sequence[Customer]) -> Iterator[Object]:
    """Sell some of the objects: end them where they are, and yield them once more for who bought them."""
    number = len(made)
    for index, old in enumerate(made):
        day = chance.day(date(2021, 6, 1), date(2026, 3, 31))
        if not chance.hits(0.04) or old.managed_until is not None or old.managed_since > day - timedelta(days=300):
            continue
        buyers = [one for one in customers if one.since < day and one.left_on is None and one.id != old.customer_id]
        number += 1
        made[index] = old._replace(managed_until=day)
        yield old._replace(id=number, customer_id=chance.one(buyers).id, managed_since=day + _DAY)


def _flats(object_: Object) -> tuple[str, ...]:
    return FLOORS[: object_.units]


def _living(chance: Chance, numbers: Iterator[int], object_: Object, unit: str) -> Iterator[Tenant]:
    end = object_.managed_until or END
    moved_in = object_.managed_since - timedelta(days=chance.number(0, 2500))
    while moved_in < end:
        moved_out = moved_in + timedelta(days=chance.number(300, 5200))
        gone = moved_out < end
        if not gone or moved_out >= object_.managed_since:
            persons = chance.mostly(chance.weighed({1: 38, 2: 32, 3: 15, 4: 11, 5: 4}), 0.12)
            yield Tenant(
                next(numbers), object_.id, person(chance), unit, persons, moved_in, moved_out if gone else None
            )
        if gone and chance.hits(0.15):
            return
        moved_in = moved_out + timedelta(days=chance.number(1, 120))
