"""Billing: invoices, how they were paid, and what corrected them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from adapters.data.demo.chance import BEGIN, END, Chance
from adapters.data.demo.rows import Customer, Invoice, Object

_QUARTERS = (1, 4, 7, 10)
_TAX = 0.19
_SLOW = 0.06
"""The share of customers who pay late or not at all."""


class _Draft(NamedTuple):
    day: date
    customer: Customer
    object_id: int | None
    kind: str
    net: float
    status: str = "paid"
    paid_on: date | None = None
    corrects: "_Draft | None" = None


def billing(chance: Chance, customers: Sequence[Customer], objects: Sequence[Object]) -> Iterator[Invoice]:
    """Yield all invoices in the order of their days."""
    owners = {customer.id: customer for customer in customers}
    slow = {customer.id for customer in customers if chance.hits(_SLOW)}
    drafts: list[_Draft] = []
    for object_ in objects:
        for draft in _due(chance, owners[object_.customer_id], object_):
            settled = _settled(chance, draft, slow=draft.customer.id in slow)
            drafts.append(settled)
            drafts.extend(_correction(chance, settled))
    drafts.sort(key=lambda draft: draft.day)
    ids = {id(draft): number for number, draft in enumerate(drafts, 1)}
    numbers = Counter[int]()
    for draft in drafts:
        numbers[draft.day.year] += 1
        gross = draft.net * (1 + _TAX) if draft.customer.country == "DE" else draft.net
        yield Invoice(
            id=ids[id(draft)],
            invoice_number=f"R-{draft.day.year}-{numbers[draft.day.year]:05d}",
            customer_id=draft.customer.id,
            object_id=draft.object_id,
            kind=draft.kind,
            billed_on=draft.day,
            due_on=draft.day + timedelta(days=30 if draft.customer.kind == "company" else 14),
            paid_on=draft.paid_on,
            amount_net=draft.net,
            amount_gross=round(gross, 2),
            status=draft.status,
            corrects_id=None if draft.corrects is None else ids[id(draft.corrects)],
        )


def _due(chance: Chance, customer: Customer, object_: Object) -> Iterator[_Draft]:
    """Yield what an object costs its owner."""
    known: int | None = chance.mostly(object_.id, 0.02)  # some were billed without saying for which object
    first, last = max(object_.managed_since, BEGIN), min(object_.managed_until or END, END)
    serviced = object_.kind not in {"Einfamilienhaus", "Mehrfamilienhaus"} or chance.hits(0.16)
    rate = object_.units if object_.units < 20 else 14
    for year in range(BEGIN.year, END.year + 1):
        dearer = 1.0 + 0.032 * (year - BEGIN.year)
        for month in _QUARTERS if serviced else ():
            net = round((48 + rate * 7.5) * dearer, 2)
            yield from _within(
                first, last, _Draft(date(year, month, chance.number(1, 9)), customer, known, "service fee", net)
            )
        day = chance.day(date(year, 1, 10), date(year, 3, 20))
        if object_.managed_since < date(year, 1, 1):
            net = round((64 + rate * 31.9) * dearer * chance.between(0.9, 1.1), 2)
            yield from _within(first, last, _Draft(day, customer, known, "metering", net))
        if object_.kind == "Mehrfamilienhaus":
            net = round(rate * 14.4 * dearer, 2)
            yield from _within(
                first, last, _Draft(date(year, 10, chance.number(12, 26)), customer, known, "device rental", net)
            )
        if chance.hits(0.14):
            net = round(chance.between(75, 940), 2)
            yield from _within(
                first, last, _Draft(chance.day(date(year, 1, 1), date(year, 12, 31)), customer, known, "repair", net)
            )


def _within(first: date, last: date, draft: _Draft) -> Iterator[_Draft]:
    if first <= draft.day <= last:
        yield draft


def _settled(chance: Chance, draft: _Draft, *, slow: bool) -> _Draft:
    """Return the invoice as it stood on the last day."""
    age = (END - draft.day).days
    paid = draft.day + timedelta(days=chance.number(14, 90) if slow else chance.number(3, 38))
    if chance.hits(0.022) and age > 40:
        return draft._replace(status="cancelled")
    if paid > END:
        return draft._replace(status="open")
    if chance.hits(0.16 if slow else 0.011):
        return draft._replace(status="reminded" if age > 50 and chance.hits(0.7) else "open")
    return draft._replace(paid_on=paid)


def _correction(chance: Chance, draft: _Draft) -> Iterator[_Draft]:
    """Yield what takes an invoice back, whole or in part."""
    day = draft.day + timedelta(days=chance.number(4, 30))
    if draft.status == "cancelled":
        yield draft._replace(day=day, kind="cancellation", net=-draft.net, status="paid", paid_on=day, corrects=draft)
    elif chance.hits(0.013) and day < END and draft.status == "paid":
        net = -round(draft.net * chance.between(0.05, 0.5), 2)
        yield draft._replace(day=day, kind="credit note", net=net, paid_on=day, corrects=draft)
