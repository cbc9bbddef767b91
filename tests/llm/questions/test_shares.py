"""A share is taken of what is named right behind it, be it the rows of a table or those of one kind."""

import sqlite3

import pytest

from adapters.llm.questions import inquire
from core.data import DataColumn, DataSchema, DataTable
from tests.llm.questions.shop import TODAY

PETS = DataTable(
    "pets",
    (
        DataColumn("id", "integer"),
        DataColumn("name", "text", values=("Rex", "Ada", "Tom", "Mia", "Bo"), complete=True),
        DataColumn("species", "text", values=("dog", "cat"), complete=True),
        DataColumn("neutered", "boolean"),
    ),
    ("id",),
    rows=5,
)
ROWS = "(1, 'Rex', 'dog', 1), (2, 'Ada', 'dog', 0), (3, 'Tom', 'cat', 1), (4, 'Mia', 'cat', 1), (5, 'Bo', 'cat', 1)"


@pytest.mark.parametrize(
    ("question", "language", "percent"),
    [
        ("what percent of the dogs are neutered?", "en", 50.0),
        ("wie viel Prozent der Katzen sind kastriert?", "de", 100.0),
        ("what percent of the pets are neutered?", "en", 80.0), ("wie viel Prozent sind Hunde?", "de", 40.0),
    ],
)  # fmt: skip
def test_a_share_is_of_what_is_named_behind_it(question: str, language: str, percent: float) -> None:
    sql = inquire(question, (), DataSchema("sqlite", (PETS,)), TODAY, language).sql
    with sqlite3.connect(":memory:") as connection:
        connection.execute("CREATE TABLE pets (id INTEGER, name TEXT, species TEXT, neutered BOOLEAN)")
        connection.execute(f"INSERT INTO pets VALUES {ROWS}")
        assert connection.execute(sql).fetchall() == [(percent,)]
