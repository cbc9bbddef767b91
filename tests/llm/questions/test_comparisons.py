"""Two periods, or two groups, beside each other in one question."""

import pytest

from adapters.llm.questions import inquire
from core.data import Inquiry
from tests.llm.questions.fields import FACTORY, GYM, THEATRE, TODAY, rows_of, schema_of


def asked(script: str, text: str) -> Inquiry:
    return inquire(text, (), schema_of(script), TODAY, "de" if script is THEATRE else "en")


def answered(script: str, text: str) -> list[tuple[object, ...]]:
    found = asked(script, text)
    assert found.sql, found.decline
    return rows_of(script, found.sql)


@pytest.mark.parametrize(
    ("script", "text", "row"),
    [
        (THEATRE, "Wie stark ist der Umsatz gegenüber dem Vorjahr gewachsen?", (130, 175, 45, 34.62)),
        (THEATRE, "Wie stark ist der Umsatz 2026 gestiegen?", (130, 175, 45, 34.62)),
        (THEATRE, "Umsatzwachstum 2026 gegenüber 2025", (130, 175, 45, 34.62)),
        (THEATRE, "Wie hat sich der Umsatz von 2025 auf 2026 verändert?", (130, 175, 45, 34.62)),
        (THEATRE, "Um wie viel Prozent ist der Umsatz 2026 gegenüber 2025 gestiegen?", (130, 175, 45, 34.62)),
        (GYM, "How much did revenue grow from 2025 to 2026?", (42, 87, 45, 107.14)),
        (GYM, "percent change in bookings 2025 to 2026", (3, 7, 4, 133.33)),
        (GYM, "difference in bookings between September and October 2026", (2, 1, -1, -50)),
        (GYM, "difference in bookings between May and June 2026", (0, 0, 0, None)),
        (GYM, "how many more bookings did we get in 2026 than in 2025?", (3, 7, 4, 133.33)),
        (THEATRE, "Wie viel mehr Umsatz haben wir 2026 als 2025 gemacht?", (130, 175, 45, 34.62)),
        (FACTORY, "Did faults increase compared to last year?", (2, 4, 2, 100)),
    ],
)
def test_a_change_is_from_the_earlier_period_to_the_later(script: str, text: str, row: tuple[object, ...]) -> None:
    assert answered(script, text) == [row]


@pytest.mark.parametrize(
    ("script", "text"),
    [
        (GYM, "How many bookings changed between 2025 and 2026?"),
        (GYM, "members with more bookings in 2026 than in 2025"),
        (GYM, "Which members booked more in 2026 than in 2025?"),
        (FACTORY, "Did faults increase in May?"),
        (FACTORY, "How many machines had more faults in 2026 than in 2025?"),
        (FACTORY, "faults this year to date vs last year to date"),
        (FACTORY, "Which year was better, 2025 or 2026?"),
    ],
)
def test_what_is_no_change_of_one_number_is_declined(script: str, text: str) -> None:
    assert asked(script, text).sql == ""


def test_a_stretch_of_time_stays_one_where_no_change_is_asked() -> None:
    assert answered(GYM, "How many bookings between September and November 2026?") == [(4,)]


@pytest.mark.parametrize(
    ("script", "text", "rows"),
    [
        (THEATRE, "Umsatz im Vergleich zum Vorjahr", [("2025", 130), ("2026", 175)]),
        (THEATRE, "Verkäufe 2025 und 2026 im Vergleich", [("2025", 3), ("2026", 5)]),
        (THEATRE, "2026 mehr Umsatz als 2025?", [("2025", 130), ("2026", 175)]),
        (THEATRE, "Umsatz im Februar gegenüber dem Vorjahr", [("2025-02", 70)]),
        (GYM, "bookings in January vs January 2025", [("2025-01", 1), ("2026-01", 2)]),
        (GYM, "bookings in Q1 compared to the previous year", [("2025-Q1", 1), ("2026-Q1", 3)]),
        (THEATRE, "In welchem Jahr hatten wir mehr Umsatz, 2025 oder 2026?", [("2025", 130), ("2026", 175)]),
        (FACTORY, "which year had more faults, 2025 or 2026?", [("2025", 2), ("2026", 4)]),
        (FACTORY, "faults year over year", [("2024", 1), ("2025", 2), ("2026", 4)]),
        (
            GYM,
            "bookings by status 2025 versus 2026",
            [
                ("cancelled", "2025", 1),
                ("cancelled", "2026", 1),
                ("confirmed", "2025", 2),
                ("confirmed", "2026", 3),
                ("open", "2026", 3),
            ],
        ),
    ],
)
def test_two_periods_are_two_rows(script: str, text: str, rows: list[tuple[object, ...]]) -> None:
    assert answered(script, text) == rows


@pytest.mark.parametrize(
    ("script", "text", "rows"),
    [
        (THEATRE, "Hatten wir im dritten Quartal mehr Verkäufe als im ersten?", [("2026-Q1", 2), ("2026-Q3", 1)]),
        (THEATRE, "War der Umsatz dieses Jahr höher als letztes?", [("2025", 130), ("2026", 175)]),
        (
            GYM,
            "Did we get more bookings in the second half of 2026 than in the first?",
            [("H1 2026", 3), ("H2 2026", 4)],
        ),
        (GYM, "did we get more bookings this year than last?", [("2025", 3), ("2026", 7)]),
        (GYM, "bookings this month vs the previous one", [("2026-10", 1), ("2026-11", 1)]),
    ],
)
def test_a_second_side_may_leave_out_what_the_first_one_says(
    script: str, text: str, rows: list[tuple[object, ...]]
) -> None:
    assert sorted(answered(script, text), key=str) == rows


@pytest.mark.parametrize(
    ("script", "text", "rows"),
    [
        (FACTORY, "faults in Norway vs Austria", [("Austria", 2), ("Norway", 5)]),
        (FACTORY, "compare high and low faults", [("high", 4), ("low", 3)]),
        (FACTORY, "are there more high or more low faults?", [("high", 4), ("low", 3)]),
        (FACTORY, "Are there more running than broken machines?", [("broken", 1), ("running", 3)]),
        (FACTORY, "Which country has more plants, Norway or Austria?", [("Austria", 1), ("Norway", 2)]),
        (GYM, "more members in Berlin or in Hamburg?", [("Berlin", 3), ("Hamburg", 1)]),
        (GYM, "Did members book more Iron Hour or Fast Ride?", [("Fast Ride", 2), ("Iron Hour", 3)]),
        (THEATRE, "Haben wir mehr Kunden aus Köln oder mehr Kunden aus Bonn?", [("Bonn", 2), ("Köln", 3)]),
    ],
)
def test_two_groups_are_two_rows(script: str, text: str, rows: list[tuple[object, ...]]) -> None:
    assert sorted(answered(script, text), key=str) == rows


SHOP = """
CREATE TABLE products (id INTEGER PRIMARY KEY, name TEXT, category TEXT);
CREATE TABLE orders (id INTEGER PRIMARY KEY, ordered_on DATE);
CREATE TABLE order_items (
    id INTEGER PRIMARY KEY, order_id INTEGER REFERENCES orders (id), product_id INTEGER REFERENCES products (id),
    quantity INTEGER, unit_price REAL
);
INSERT INTO products VALUES (1, 'Hammer', 'Tools'), (2, 'Rake', 'Garden'), (3, 'Saw', 'Tools');
INSERT INTO orders VALUES (1, '2025-01-10'), (2, '2026-01-10');
INSERT INTO order_items VALUES (1, 1, 1, 5, 10), (2, 2, 1, 2, 10), (3, 1, 2, 9, 4), (4, 2, 3, 4, 20);
"""


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("Did we sell more Hammer or Rake?", [("Hammer", 7), ("Rake", 9)]),
        ("What sold better, Hammer or Rake?", [("Hammer", 7), ("Rake", 9)]),
        ("Did we sell more Tools or Garden in 2025?", [("Garden", 9), ("Tools", 5)]),
        ("Did we sell more Tools in 2025 or in 2026?", [("2025", 5), ("2026", 6)]),
    ],
)
def test_more_is_sold_by_quantity_and_not_by_how_many_products_there_are(
    text: str, rows: list[tuple[object, ...]]
) -> None:
    assert sorted(answered(SHOP, text), key=str) == rows


@pytest.mark.parametrize("text", ["Hammer vs Rake", "Do we have more Hammer or Rake?", "compare Tools and Garden"])
def test_what_two_names_are_compared_by_must_be_said(text: str) -> None:
    assert asked(SHOP, text).sql == ""


@pytest.mark.parametrize(
    "text", ["plants with more running than broken machines", "How many plants have more running than broken machines?"]
)
def test_values_that_each_row_has_more_of_are_declined(text: str) -> None:
    assert asked(FACTORY, text).sql == ""


@pytest.mark.parametrize(
    "text", ["Wie viele Privatkunden oder Firmenkunden gibt es?", "Haben wir mehr Privatkunden oder Firmenkunden?"]
)
def test_a_value_that_is_lost_to_a_column_is_not_left_out(text: str) -> None:
    dealer = """
    CREATE TABLE kunden (id INTEGER PRIMARY KEY, firma TEXT, kundentyp TEXT);
    INSERT INTO kunden VALUES (1, 'Adam KG', 'Firma'), (2, 'Beck', 'Privat'), (3, 'Cron AG', 'Firma');
    """
    sql = inquire(text, (), schema_of(dealer), TODAY, "de").sql
    assert sql == "" or rows_of(dealer, sql) == [(3,)]


@pytest.mark.parametrize(
    "text", ["Haben wir mehr Privatkunden oder mehr Firmenkunden?", "Privatkunden vs Firmenkunden"]
)
def test_kinds_of_customers_are_compared(text: str) -> None:
    dealer = """
    CREATE TABLE kunden (id INTEGER PRIMARY KEY, name TEXT, art TEXT);
    INSERT INTO kunden VALUES (1, 'Adam KG', 'Firmenkunde'), (2, 'Beck', 'Privatkunde'), (3, 'Cron AG', 'Firmenkunde');
    """
    sql = inquire(text, (), schema_of(dealer), TODAY, "de").sql
    assert rows_of(dealer, sql) == [("Firmenkunde", 2), ("Privatkunde", 1)]
