"""Things that are out of stock are those of which there are none, not those whose number nobody wrote down."""

import pytest

from adapters.llm.questions import inquire
from tests.llm.questions.fields import TODAY, rows_of, schema_of

SHELF = """
CREATE TABLE products (
    id INTEGER PRIMARY KEY, name TEXT, category TEXT, stock INTEGER, min_stock INTEGER, list_price REAL
);
INSERT INTO products VALUES (1, 'Hammer', 'Tools', 0, 2, 9.5), (2, 'Rake', 'Garden', 4, 5, 12),
    (3, 'Saw', 'Tools', 7, 1, 20);
"""
LAGER = """
CREATE TABLE artikel (
    artikelnr INTEGER PRIMARY KEY, bezeichnung TEXT, warengruppe TEXT, bestand INTEGER, mindestbestand INTEGER
);
INSERT INTO artikel VALUES (1, 'Hammer', 'Werkzeug', 0, 2), (2, 'Harke', 'Garten', 4, 5);
"""
INVENTORY = """
CREATE TABLE products (id INTEGER PRIMARY KEY, name TEXT, category TEXT);
CREATE TABLE inventory (
    id INTEGER PRIMARY KEY, product_id INTEGER REFERENCES products (id), quantity_on_hand INTEGER, warehouse TEXT
);
INSERT INTO products VALUES (1, 'Hammer', 'Tools'), (2, 'Rake', 'Garden');
INSERT INTO inventory VALUES (1, 1, 0, 'North'), (2, 2, 3, 'South');
"""


@pytest.mark.parametrize(
    ("script", "text", "names"),
    [
        (SHELF, "Which products are out of stock?", ["Hammer"]),
        (SHELF, "Which products are no longer in stock?", ["Hammer"]),
        (SHELF, "products that are sold out", ["Hammer"]),
        (SHELF, "products without stock", ["Hammer"]),
        (SHELF, "Which products are in stock?", ["Rake", "Saw"]),
        (SHELF, "Which products have more than 5 in stock?", ["Saw"]),
        (LAGER, "Welche Artikel sind nicht mehr auf Lager?", ["Hammer"]),
        (LAGER, "Welche Artikel sind ausverkauft?", ["Hammer"]),
        (LAGER, "Artikel ohne Bestand", ["Hammer"]),
        (LAGER, "Welche Artikel sind vorrätig?", ["Harke"]),
    ],
)
def test_stock_is_out_where_its_number_is_zero(script: str, text: str, names: list[str]) -> None:
    found = inquire(text, (), schema_of(script), TODAY, "de" if script is LAGER else "en")
    assert found.sql, found.decline
    assert [row[0] for row in rows_of(script, found.sql)] == names


def test_what_is_out_of_stock_is_counted() -> None:
    sql = inquire("How many products are out of stock?", (), schema_of(SHELF), TODAY, "en").sql
    assert rows_of(SHELF, sql) == [(1,)]


@pytest.mark.parametrize(
    ("text", "name"), [("Which products are out of stock?", "Hammer"), ("Which products are in stock?", "Rake")]
)
def test_a_table_of_its_own_may_say_how_much_is_in_stock(text: str, name: str) -> None:
    sql = inquire(text, (), schema_of(INVENTORY), TODAY, "en").sql
    assert [row[0] for row in rows_of(INVENTORY, sql)] == [name]


def test_what_has_no_number_of_it_is_not_known_to_be_out_of_stock() -> None:
    places = """
    CREATE TABLE products (id INTEGER PRIMARY KEY, name TEXT, category TEXT);
    CREATE TABLE stock (id INTEGER PRIMARY KEY, product_id INTEGER REFERENCES products (id), shelf TEXT);
    INSERT INTO products VALUES (1, 'Hammer', 'Tools'), (2, 'Rake', 'Garden');
    INSERT INTO stock VALUES (1, 1, 'A'), (2, 2, 'B');
    """
    assert inquire("Which products are out of stock?", (), schema_of(places), TODAY, "en").sql == ""
