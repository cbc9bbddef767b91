"""What would answer something else than was asked is not said: money for how many, hours for what they cost."""

from datetime import date

import pytest

from adapters.llm.questions import inquire
from core.data import DataColumn, DataKey, DataSchema, DataTable

TODAY = date(2026, 11, 23)
OWNERS = DataTable("owners", (DataColumn("id", "integer"), DataColumn("name", "text", values=("Ada", "Ben"))), ("id",))
HORSES = DataTable(
    "horses",
    (
        DataColumn("id", "integer"),
        DataColumn("owner_id", "integer"),
        DataColumn("name", "text", values=("Donnerblitz", "Luna")),
        DataColumn("hourly_rate", "number"),
    ),
    ("id",),
    (DataKey(("owner_id",), "owners", ("id",)),),
)
RIDES = DataTable(
    "rides",
    (
        DataColumn("id", "integer"),
        DataColumn("horse_id", "integer"),
        DataColumn("ridden_on", "date", nullable=False, least="2024-01-05", greatest="2026-11-20"),
        DataColumn("hours", "number"),
    ),
    ("id",),
    (DataKey(("horse_id",), "horses", ("id",)),),
    rows=300,
)
CREW = DataTable(
    "employees",
    (
        DataColumn("id", "integer"),
        DataColumn("last_name", "text"),
        DataColumn("role", "text", values=("captain", "mate"), complete=True),
        DataColumn("hired_on", "date", nullable=False, least="2019-01-05", greatest="2026-11-20"),
        DataColumn("left_on", "date", least="2020-01-05", greatest="2026-11-20"),
    ),
    ("id",),
    rows=20,
)
EVENTS = DataTable(
    "events",
    (
        DataColumn("id", "integer"),
        DataColumn("title", "text"),
        DataColumn("event_date", "date", nullable=False, least="2024-01-05", greatest="2026-12-20"),
        DataColumn("ticket_price", "number"),
    ),
    ("id",),
    rows=40,
)
ORDERS = DataTable(
    "ticket_orders",
    (
        DataColumn("id", "integer"),
        DataColumn("event_id", "integer"),
        DataColumn("ordered_on", "date", nullable=False, least="2024-01-05", greatest="2026-11-20"),
        DataColumn("quantity", "integer"),
    ),
    ("id",),
    (DataKey(("event_id",), "events", ("id",)),),
    rows=300,
)
STABLE = DataSchema("sqlite", (OWNERS, HORSES, RIDES))
AGENCY = DataSchema("sqlite", (EVENTS, ORDERS))


@pytest.mark.parametrize(
    ("schema", "question", "language", "never"),
    [
        (AGENCY, "How many tickets did we sell per month in 2026?", "en", "SUM(events.ticket_price)"),
        (STABLE, "Was kostet die Stunde auf Luna?", "de", "SUM(rides.hours)"),
        (STABLE, "wem gehört donnerblitz", "de", "SELECT horses.name"),
    ],
)
def test_what_is_something_else_than_was_asked_is_not_said(
    schema: DataSchema, question: str, language: str, never: str
) -> None:
    found = inquire(question, (), schema, TODAY, language)

    assert never not in found.sql or "owners" in found.sql, found


def test_who_is_still_with_us_has_not_left() -> None:
    found = inquire("List all captains who are still with us", (), DataSchema("sqlite", (CREW,)), TODAY, "en")

    assert "employees.left_on IS NULL" in found.sql, found
