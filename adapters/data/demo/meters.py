"""Devices in the objects, and what the meters among them were read to."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import count
from typing import NamedTuple

from adapters.data.demo.chance import BEGIN, END, Chance
from adapters.data.demo.rows import Device, Object, Reading


class _Model(NamedTuple):
    unit: str
    years: int
    """How long it is calibrated for."""
    a_year: int
    """What it counts in a usual year."""
    months: tuple[int, ...]
    """When it is read."""
    makers: tuple[str, ...]
    rooms: tuple[str, ...]


_EACH = tuple(range(1, 13))
_HALVES = (6, 12)
_MODELS = {
    "heat meter": _Model("kWh", 6, 9200, _HALVES, ("Techem", "Engelmann", "Kamstrup"), ("Keller", "Flur")),
    "water meter": _Model("m3", 6, 84, _HALVES, ("Zenner", "Kamstrup", "Lorenz"), ("Bad", "Küche", "Keller")),
    "electricity meter": _Model("kWh", 8, 3400, _EACH, ("EMH", "Iskra", "Landis+Gyr"), ("Keller", "Zählerschrank")),
    "gas meter": _Model("m3", 8, 1500, _HALVES, ("Elster", "Itron"), ("Keller", "Heizungsraum")),
    "smoke detector": _Model("", 10, 0, (), ("Hekatron", "Ei Electronics", "Techem"), ("Flur", "Schlafzimmer")),
}
_FITTED = {
    "Mehrfamilienhaus": ("heat meter", "water meter", "water meter", "smoke detector", "smoke detector", "heat meter"),
    "Einfamilienhaus": ("water meter", "gas meter", "smoke detector"),
    "Bürogebäude": ("heat meter", "water meter", "electricity meter", "smoke detector"),
    "Ladengeschäft": ("electricity meter", "water meter"),
    "Schule": ("heat meter", "water meter", "electricity meter", "smoke detector", "smoke detector"),
    "Lagerhalle": ("electricity meter", "gas meter"),
    "Seniorenheim": ("heat meter", "heat meter", "water meter", "water meter", "smoke detector", "electricity meter"),
}
_HEATING = (0, 17, 15, 12, 8, 4, 1, 1, 1, 3, 8, 13, 17)
"""How much of a year's heat goes to each month, in hundredths, January at 1."""
_DAY = timedelta(days=1)


def devices(chance: Chance, objects: Sequence[Object]) -> list[Device]:
    """Return all devices by object, each followed by its successors."""
    made: list[Device] = []
    for object_ in objects:
        if (object_.managed_until or END) - object_.managed_since < timedelta(days=90) or chance.hits(0.03):
            continue
        kinds = _FITTED[object_.kind]
        more = chance.number(0, 2) if object_.units > 1 else 0
        for kind in (*kinds, *(chance.one(kinds) for _ in range(more))):
            made.extend(_fitted(chance, len(made) + 1, object_, kind))
    return made


def readings(chance: Chance, devices: Sequence[Device]) -> Iterator[Reading]:
    """Yield all readings, device after device, each in the order of time."""
    numbers = count(1)
    for device in devices:
        if _MODELS[device.kind].months:
            yield from _read(chance, numbers, device)


def _fitted(chance: Chance, number: int, object_: Object, kind: str) -> Iterator[Device]:
    """Yield a device and its successors as long as the object is looked after."""
    model = _MODELS[kind]
    end = object_.managed_until or END
    installed = object_.managed_since + timedelta(days=chance.number(0, 60))
    room = chance.mostly(chance.one(model.rooms), 0.06)
    while True:
        calibrated = date(installed.year + model.years, 12, 31)
        late = chance.number(-200, 150) if chance.hits(0.88) else 1000
        worn = chance.day(installed, calibrated) if chance.hits(0.07) else calibrated + timedelta(days=late)
        gone = max(worn, installed + timedelta(days=40))
        replaced = gone < end
        maker = chance.one(model.makers)
        yield Device(
            id=number,
            object_id=object_.id,
            serial=f"{maker[:2].upper()}-{installed.year % 100:02d}{number:05d}",
            kind=kind,
            manufacturer=chance.mostly(maker, 0.05),
            room=room,
            installed_on=installed,
            calibrated_until=chance.mostly(calibrated, 0.03),
            removed_on=gone if replaced else object_.managed_until,
            status=_status(chance, object_, replaced=replaced),
            replaced_by=number + 1 if replaced else None,
        )
        if not replaced:
            return
        installed, number = gone, number + 1


def _status(chance: Chance, object_: Object, *, replaced: bool) -> str:
    if replaced:
        return "replaced"
    if object_.managed_until is not None:
        return "removed"
    return "defective" if chance.hits(0.035) else "active"


def _read(chance: Chance, numbers: Iterator[int], device: Device) -> Iterator[Reading]:
    model = _MODELS[device.kind]
    usual = model.a_year * chance.between(0.4, 1.9)
    before = max(device.installed_on, BEGIN - _DAY)
    value = 0.0 if before == device.installed_on else round(usual * (before - device.installed_on).days / 365, 1)
    first = device.installed_on < BEGIN  # what it showed before is not known
    for day in _days(chance, device, model.months):
        used = round(usual * _share(device.kind, before, day) * chance.between(0.8, 1.2), 1)
        kind = "estimated" if chance.hits(0.06) else "actual"
        value = round(value + used, 1)
        by = None if kind == "estimated" else chance.weighed({"radio": 70, "technician": 18, "tenant": 9, None: 3})
        before = day
        yield Reading(next(numbers), device.id, day, value, None if first else used, model.unit, kind, by)
        if kind == "estimated" and not first and chance.hits(0.4) and day + timedelta(days=40) < _last(device):
            excess = round(used * chance.between(0.05, 0.4), 1)
            value = round(value - excess, 1)
            corrected = day + timedelta(days=chance.number(7, 20))
            yield Reading(next(numbers), device.id, corrected, value, -excess, model.unit, "correction", "technician")
            before = corrected
        first = False


def _last(device: Device) -> date:
    return min(device.removed_on or END, END)


def _days(chance: Chance, device: Device, months: tuple[int, ...]) -> Iterator[date]:
    """Yield the days on which a meter is read: shortly before or at the end of those months."""
    last = _last(device)
    for year in range(max(device.installed_on.year, BEGIN.year), END.year + 1):
        for month in months:
            end = date(year + month // 12, month % 12 + 1, 1) - _DAY
            day = end - timedelta(days=chance.number(0, 3))
            if device.installed_on < day <= last and not chance.hits(0.015):
                yield day


def _share(kind: str, after: date, until: date) -> float:
    """Return which share of a usual year's use lies between two days."""
    days = (until - after).days
    if kind not in {"heat meter", "gas meter"}:
        return days / 365
    share, day = 0.0, after
    while day < until:
        following = min(date(day.year + day.month // 12, day.month % 12 + 1, 1), until)
        share += _HEATING[day.month] / 100 * (following - day).days / 30.4
        day = following
    return share
