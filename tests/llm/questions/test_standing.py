"""States that dates tell: what is overdue, goes on, lies behind or is still to come, where no status says it."""

import pytest
from msgspec.structs import replace

from adapters.llm.questions import inquire
from core.data import DataColumn, DataKey, DataSchema, DataTable
from tests.llm.questions.depot import TODAY, asked_rows

CLUB = DataSchema(
    "sqlite",
    (
        DataTable(
            "members",
            (
                DataColumn("id", "integer", nullable=False),
                DataColumn("name", "text", values=("Ann", "Bo", "Cy"), complete=True),
                DataColumn("joined_on", "date"),
                DataColumn("left_on", "date"),
            ),
            ("id",),
            rows=3,
        ),
        DataTable(
            "courses",
            (
                DataColumn("id", "integer", nullable=False),
                DataColumn("title", "text", values=("Golf", "Judo", "Yoga"), complete=True),
                DataColumn("start_date", "date"),
                DataColumn("end_date", "date"),
            ),
            ("id",),
            rows=3,
        ),
        DataTable(
            "invoices",
            (
                DataColumn("id", "integer", nullable=False),
                DataColumn("member_id", "integer"),
                DataColumn("amount", "number"),
                DataColumn("invoice_date", "date"),
                DataColumn("due_date", "date"),
                DataColumn("paid_on", "date"),
            ),
            ("id",),
            (DataKey(("member_id",), "members", ("id",)),),
            rows=4,
        ),
        DataTable(
            "boats",
            (DataColumn("id", "integer", nullable=False), DataColumn("name", "text", values=("Adler", "Birke"))),
            ("id",),
            rows=2,
        ),
        DataTable(
            "loans",
            (
                DataColumn("id", "integer", nullable=False),
                DataColumn("boat_id", "integer"),
                DataColumn("member_id", "integer"),
                DataColumn("borrowed_on", "date"),
                DataColumn("due_on", "date"),
                DataColumn("returned_on", "date"),
            ),
            ("id",),
            (DataKey(("boat_id",), "boats", ("id",)), DataKey(("member_id",), "members", ("id",))),
            rows=3,
        ),
        DataTable(
            "matches",
            (
                DataColumn("id", "integer", nullable=False),
                DataColumn("opponent", "text", values=("Nord", "Ost", "West"), complete=True),
                DataColumn("played_on", "date"),
            ),
            ("id",),
            rows=3,
        ),
    ),
)

_ROWS = """
CREATE TABLE members (id INTEGER, name TEXT, joined_on TEXT, left_on TEXT);
INSERT INTO members VALUES (1, 'Ann', '2019-01-01', NULL), (2, 'Bo', '2020-01-01', '2024-01-01'),
    (3, 'Cy', '2021-01-01', '2026-12-31');
CREATE TABLE courses (id INTEGER, title TEXT, start_date TEXT, end_date TEXT);
INSERT INTO courses VALUES (1, 'Golf', '2026-01-01', '2026-03-01'), (2, 'Judo', '2026-12-05', '2027-01-20'),
    (3, 'Yoga', '2026-10-01', '2026-12-01');
CREATE TABLE invoices (id INTEGER, member_id INTEGER, amount REAL, invoice_date TEXT, due_date TEXT, paid_on TEXT);
INSERT INTO invoices VALUES (1, 1, 10, '2026-01-01', '2026-01-15', '2026-01-10'),
    (2, 1, 20, '2026-02-01', '2026-02-15', NULL), (3, 2, 30, '2026-11-15', '2026-12-01', NULL),
    (4, 2, 40, '2026-03-01', '2026-03-15', '2026-03-31');
CREATE TABLE boats (id INTEGER, name TEXT);
INSERT INTO boats VALUES (1, 'Adler'), (2, 'Birke');
CREATE TABLE loans (id INTEGER, boat_id INTEGER, member_id INTEGER, borrowed_on TEXT, due_on TEXT, returned_on TEXT);
INSERT INTO loans VALUES (1, 1, 1, '2026-01-01', '2026-01-10', '2026-01-09'),
    (2, 2, 2, '2026-10-01', '2026-10-10', NULL), (3, 1, 2, '2026-03-01', '2026-03-05', '2026-03-06');
CREATE TABLE matches (id INTEGER, opponent TEXT, played_on TEXT);
INSERT INTO matches VALUES (1, 'Nord', '2026-11-01'), (2, 'Ost', '2026-11-30'), (3, 'West', '2026-12-24');
"""


def names(text: str, language: str = "en", schema: DataSchema = CLUB) -> list[object]:
    inquiry = inquire(text, (), schema, TODAY, language)
    assert inquiry.sql, inquiry.decline
    return sorted((row[0] for row in asked_rows(_ROWS, inquiry.sql)), key=str)


def declined(text: str, language: str = "en", schema: DataSchema = CLUB) -> bool:
    return not inquire(text, (), schema, TODAY, language).sql


def with_column(table: str, column: DataColumn) -> DataSchema:
    tables = (replace(one, columns=(*one.columns, column)) if one.name == table else one for one in CLUB.tables)
    return replace(CLUB, tables=tuple(tables))


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "overdue invoices", [2]),
        ("de", "Welche Rechnungen sind überfällig?", [2]),
        ("en", "sum of the overdue invoices", [20.0]),
        ("en", "Which members have overdue invoices?", ["Ann"]),
        ("de", "Mitglieder ohne überfällige Rechnungen", ["Bo", "Cy"]),
        ("en", "Which boats are overdue?", ["Birke"]),
        ("de", "Wie viele Rechnungen wurden verspätet bezahlt?", [1]),
        ("en", "loans returned on time", [1]),
        ("en", "loans returned late", [3]),
    ],
)
def test_what_is_late_is_told_by_the_day_it_was_due(language: str, text: str, found: list[object]) -> None:
    assert names(text, language) == found


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "ongoing courses", ["Yoga"]),
        ("de", "Welche Kurse laufen gerade?", ["Yoga"]),
        ("de", "laufende Kurse", ["Yoga"]),
        ("en", "upcoming courses", ["Judo"]),
        ("en", "Which courses have not started yet?", ["Judo"]),
        ("de", "vergangene Kurse", ["Golf"]),
        ("en", "Which courses have ended?", ["Golf"]),
        ("en", "active members", ["Ann", "Cy"]),
        ("en", "current members", ["Ann", "Cy"]),
        ("de", "ehemalige Mitglieder", ["Bo"]),
        ("en", "upcoming matches", ["Ost", "West"]),
        ("en", "next match", ["Ost"]),
        ("de", "die nächsten 2 Spiele", ["Ost", "West"]),
    ],
)
def test_what_goes_on_has_begun_and_not_ended(language: str, text: str, found: list[object]) -> None:
    assert names(text, language) == found


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "Which boats are currently borrowed?", ["Birke"]),
        ("de", "Welche Boote sind ausgeliehen?", ["Birke"]),
        ("de", "Welche Boote sind gerade nicht ausgeliehen?", ["Adler"]),
        ("en", "Which boats were borrowed in 2026?", ["Adler", "Birke"]),
    ],
)
def test_what_is_borrowed_is_not_what_ever_was(language: str, text: str, found: list[object]) -> None:
    assert names(text, language) == found


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "expired loans"),
        ("en", "past members of courses"),
        ("en", "most active members"),
        ("en", "invoices overdue since March"),
        ("en", "What percentage of invoices are overdue?"),
        ("de", "nicht überfällige Rechnungen"),
        ("en", "active boats"),
        ("en", "upcoming boats"),
    ],
)
def test_what_dates_do_not_tell_is_declined(language: str, text: str) -> None:
    assert declined(text, language)


def test_a_status_says_more_than_dates() -> None:
    status = DataColumn("status", "text", values=("draft", "open", "paid", "cancelled"), complete=True)
    sql = inquire("overdue invoices", (), with_column("invoices", status), TODAY, "en").sql
    assert "invoices.status = 'open'" in sql
    kept = DataColumn("status", "text", values=("planned", "held", "cancelled"), complete=True)
    assert declined("ongoing courses", schema=with_column("courses", kept))
    flag = DataColumn("active", "boolean")
    assert "members.active = 1" in inquire("active members", (), with_column("members", flag), TODAY, "en").sql.replace(
        "TRUE", "1"
    )


def test_what_rows_have_to_do_with_others_now_has_not_ended() -> None:
    assert names("Which members currently have the boat Birke?") == ["Bo"]
    assert names("How many members currently have the boat Adler?") == [0]
