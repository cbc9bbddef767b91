"""Asking from the command line: what is printed, what is kept, and how it ends."""

import asyncio
import json
import os
import sqlite3
import stat
import sys
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from msgspec import Struct

from bots.ask.conversations import Conversations
from bots.settings import Settings
from core.envelope import Exchange
from core.errors import SettingsError
from core.state import SessionState
from tests.bots.program import ROOT, bots

SHOP = """
CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT, city TEXT);
INSERT INTO customers VALUES (1, 'Ada', 'Hamburg'), (2, 'Ben', 'Berlin'), (3, 'Cleo', 'Hamburg');
CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id INTEGER REFERENCES customers (id), order_date DATE);
INSERT INTO orders VALUES (1, 1, '2025-03-09'), (2, 1, '2025-03-10'), (3, 2, '2025-03-10'), (4, 3, '2026-01-05');
"""
HOW_MANY = "How many customers are there?"
KEYS = ["text", "rows", "columns", "sql", "declined", "words"]


class Told(Struct, frozen=True):
    """How a run ended, and what it said."""

    status: int | None
    out: str
    err: str

    @property
    def answers(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def answer(self) -> dict[str, Any]:
        (only,) = self.answers
        return dict(only)


class Shop:
    """A folder with a database, where questions are asked."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with closing(sqlite3.connect(folder / "shop.db")) as connection:
            connection.executescript(SHOP)

    async def ask(self, *arguments: str, said: str = "", settings: Mapping[str, str] | None = None) -> Told:
        given = {"EXPERT_DATABASE_URL": "sqlite:///shop.db", **(settings or {})}
        clean = {key: value for key, value in os.environ.items() if key.lower() not in Settings.model_fields}
        process = await asyncio.create_subprocess_exec(
            *[sys.executable, "-m", "bots", "ask", *arguments],
            cwd=self.folder,
            env={**clean, "PYTHONPATH": str(ROOT), **given},
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        out, err = await process.communicate(said.encode())
        return Told(process.returncode, out.decode(), err.decode())


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    return Shop(tmp_path)


async def test_an_answer_for_programs_has_text_rows_columns_and_sql(shop: Shop) -> None:
    told = await shop.ask(HOW_MANY, "--json")

    assert (told.status, told.err) == (0, "")
    assert list(told.answer) == KEYS
    assert told.answer["rows"] == [[3]]
    assert len(told.answer["columns"]) == 1
    assert "3" in told.answer["text"]
    assert "*" not in told.answer["text"]
    assert told.answer["sql"].upper().startswith("SELECT")
    assert (told.answer["declined"], told.answer["words"]) == (False, [])


async def test_an_answer_for_people_is_a_sentence_with_the_number_in_it(shop: Shop) -> None:
    told = await shop.ask("Wie viele customers gibt es in Hamburg?")

    assert (told.status, told.err) == (0, "")
    assert "2" in told.out
    assert "SELECT" not in told.out


async def test_rows_are_a_table_and_the_sql_stands_below_where_it_is_asked_for(shop: Shop) -> None:
    told = await shop.ask("How many customers per city?", "--sql")

    lines = [line.split() for line in told.out.splitlines()]
    assert ["Hamburg", "2"] in lines
    assert ["Berlin", "1"] in lines
    assert "SELECT" in told.out


async def test_what_is_not_understood_is_declined_by_name_and_no_fault(shop: Shop) -> None:
    told = await shop.ask("How many frobnicators are there?", "--json")

    assert told.status == 0
    assert told.answer["declined"] is True
    assert told.answer["words"] == ["frobnicators"]
    assert "frobnicators" in told.answer["text"]
    assert (told.answer["rows"], told.answer["columns"], told.answer["sql"]) == ([], [], "")


async def test_a_file_is_answered_line_by_line_without_blank_lines_and_comments(shop: Shop) -> None:
    (shop.folder / "questions.txt").write_text(f"\ufeff# the first\n{HOW_MANY}\n\n   \nHow many orders are there?\n")

    told = await shop.ask("--file", "questions.txt", "--json")

    assert [answer["question"] for answer in told.answers] == [HOW_MANY, "How many orders are there?"]
    assert [answer["rows"] for answer in told.answers] == [[[3]], [[4]]]
    assert all(list(answer) == ["question", *KEYS] for answer in told.answers)


async def test_questions_come_from_standard_input_too_and_stand_alone(shop: Shop) -> None:
    told = await shop.ask("--file", "-", "--json", said=f"{HOW_MANY}\nand in Hamburg?\n")

    first, second = told.answers
    assert first["rows"] == [[3]]
    assert second["rows"] != [[2]]


async def test_a_conversation_goes_on_from_call_to_call_and_is_its_owners_alone(shop: Shop) -> None:
    await shop.ask(HOW_MANY, "--session", "mine")

    told = await shop.ask("and in Hamburg?", "--session", "mine", "--json")

    file = shop.folder / ".trivium/ask/mine.json"
    assert told.answer["rows"] == [[2]]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert [path.name for path in file.parent.iterdir()] == ["mine.json"]


async def test_a_file_with_a_session_is_one_conversation(shop: Shop) -> None:
    told = await shop.ask("--file", "-", "--session", "mine", "--json", said=f"{HOW_MANY}\nand in Hamburg?\n")

    assert [answer["rows"] for answer in told.answers] == [[[3]], [[2]]]


async def test_days_are_counted_from_the_clock_that_is_set(shop: Shop) -> None:
    question = "How many orders yesterday?"

    then = await shop.ask(question, "--json", settings={"CLOCK": "2025-03-11T10:00"})
    later = await shop.ask(question, "--json", settings={"CLOCK": "2026-01-06T10:00"})

    assert (then.answer["rows"], later.answer["rows"]) == ([[2]], [[1]])


@pytest.mark.parametrize("url", ["sqlite:///nowhere.db", "postgresql://reader:sesame@127.0.0.1:9/sales"])
async def test_a_database_that_cannot_be_reached_is_a_fault_told_without_its_password(shop: Shop, url: str) -> None:
    told = await shop.ask(HOW_MANY, "--database", url)

    assert (told.status, told.out) == (1, "")
    assert told.err.startswith("trivium: ")
    assert told.err.count("\n") == 1
    assert "sesame" not in told.err


async def test_for_programs_each_question_has_its_own_fault(shop: Shop) -> None:
    told = await shop.ask("--file", "-", "--json", "--database", "sqlite:///nowhere.db", said=f"{HOW_MANY}\nand now?\n")

    assert told.status == 1
    assert [list(answer) for answer in told.answers] == [["question", "error"]] * 2
    assert "nowhere.db" in told.answers[0]["error"]


async def test_a_query_that_takes_longer_than_it_may_is_a_fault_and_no_decline(shop: Shop) -> None:
    with closing(sqlite3.connect(shop.folder / "shop.db")) as connection, connection:
        connection.execute(
            "INSERT INTO customers WITH RECURSIVE n (i) AS (SELECT 10 UNION ALL SELECT i + 1 FROM n WHERE i < 200000)"
            " SELECT i, 'Customer ' || i, 'Aachen' FROM n"
        )
    slow = {"EXPERT_SECONDS": "0.0001"}

    for_people = await shop.ask("How many customers are in Aachen?", settings=slow)
    for_programs = await shop.ask("How many customers are in Aachen?", "--json", settings=slow)

    assert (for_people.status, for_people.out, for_people.err.count("\n")) == (1, "", 1)
    assert for_programs.status == 1
    assert list(for_programs.answer) == ["error"]
    assert "longer" in for_programs.answer["error"] or "in time" in for_programs.answer["error"]


async def test_signs_that_are_no_markup_stand_as_they_are(shop: Shop) -> None:
    with closing(sqlite3.connect(shop.folder / "shop.db")) as connection, connection:
        connection.execute("INSERT INTO customers VALUES (4, '_x_ *y*', 'Aachen')")

    for_people = await shop.ask("customers in Aachen")
    for_programs = await shop.ask("customers in Aachen", "--json")

    assert "_x_ *y*" in for_people.out.splitlines()[0]
    assert "\\" not in for_people.out
    assert "_x_ *y*" in for_programs.answer["text"]
    assert "\\" not in for_programs.answer["text"]


@pytest.mark.parametrize("arguments", [("--bogus",), (HOW_MANY, "--bogus")])
async def test_an_option_that_there_is_not_is_named(shop: Shop, arguments: tuple[str, ...]) -> None:
    told = await shop.ask(*arguments)

    assert told.status == 2
    assert "unrecognized arguments: --bogus" in told.err


async def test_what_a_database_brought_is_a_table_with_as_many_decimals_a_column(shop: Shop) -> None:
    with closing(sqlite3.connect(shop.folder / "shop.db")) as connection, connection:
        connection.executescript(
            "CREATE TABLE houses (id INTEGER PRIMARY KEY, name TEXT, rent REAL, share NUMERIC);"
            "INSERT INTO houses VALUES (1, 'Alm', 3859165.2, 0.142857142857), (2, 'Burg', 1462890, 1);"
        )

    told = await shop.ask("show all houses")

    cells = [line.split() for line in told.out.splitlines()]
    assert any(line[-3:] == ["Alm", "3,859,165.20", "0.14"] for line in cells), told.out
    assert any(line[-3:] == ["Burg", "1,462,890.00", "1.00"] for line in cells), told.out


@pytest.mark.parametrize(
    ("arguments", "settings", "said"),
    [
        ((HOW_MANY, "--graph", "v1"), {}, "v1 has no expert with a database; graphs that have one: v4-eras"),
        ((HOW_MANY, "--graph", "v9"), {}, "There is no graph 'v9'"),
        ((HOW_MANY, "--expert", "time"), {}, "v4-eras has no expert 'time' with a database; it has data."),
        ((HOW_MANY, "--session", "../mine"), {}, "'../mine' names no conversation"),
        ((HOW_MANY, "--session", "m" * 65), {}, "names no conversation"),
        ((HOW_MANY, "--database", "reader:sesame@db"), {}, "--database: expected an address such as"),
        ((HOW_MANY, "--database", "oracle9i://reader:sesame@db/x"), {}, "--database: "),
        (("--file", "nowhere.txt"), {}, "The questions in nowhere.txt cannot be read: No such file or directory."),
        (("  ",), {}, "There is no question."),
        ((HOW_MANY,), {"EXPERT_DATABASE_URL": "shop.db"}, "EXPERT_DATABASE_URL: expected an address such as"),
        ((HOW_MANY,), {"EXPERT_DATABASES": "hr=nosuch://reader:sesame@db/x"}, "EXPERT_DATABASES: hr: "),
        ((HOW_MANY,), {"DATABASE_URL": "postgresql://db/x", "EXPERT_DATABASE_URL": ""}, "DATABASE_URL"),
    ],
)
async def test_what_keeps_a_question_from_being_asked_is_one_line(
    shop: Shop, arguments: tuple[str, ...], settings: dict[str, str], said: str
) -> None:
    told = await shop.ask(*arguments, settings=settings)

    assert (told.status, told.out) == (1, "")
    assert told.err.startswith("trivium: ")
    assert said in told.err
    assert told.err.count("\n") == 1
    assert "sesame" not in told.err


async def test_that_line_is_json_too_where_it_is_asked_for(shop: Shop) -> None:
    told = await shop.ask(HOW_MANY, "--json", "--graph", "v1")

    assert told.status == 1
    assert list(told.answer) == ["error"]
    assert told.err == f"trivium: {told.answer['error']}\n"


@pytest.mark.parametrize("arguments", [(), (HOW_MANY, "--file", "questions.txt")])
async def test_there_is_either_a_question_or_a_file(shop: Shop, arguments: tuple[str, ...]) -> None:
    told = await shop.ask(*arguments)

    assert told.status == 2
    assert told.err.startswith("usage: python -m bots ask")


async def test_a_damaged_conversation_is_named_and_left_as_it_is(shop: Shop) -> None:
    file = shop.folder / ".trivium/ask/mine.json"
    file.parent.mkdir(parents=True)
    file.write_text("{")

    told = await shop.ask(HOW_MANY, "--session", "mine")

    assert told.status == 1
    assert "mine.json is damaged; remove the file to begin it anew." in told.err
    assert file.read_text() == "{"


async def test_the_demo_database_is_made_beside_ours_at_the_first_question_and_not_before(shop: Shop) -> None:
    default = {"EXPERT_DATABASE_URL": "", "DATABASE_URL": "sqlite:///here/trivium.db"}
    demo = shop.folder / "here/demo.db"
    listing = await bots("graphs", "list", cwd=shop.folder, DATABASE_URL="sqlite:///here/trivium.db")
    await listing.communicate()
    assert not demo.exists()

    told = await shop.ask("Wie viele Kunden haben wir in Hamburg?", "--json", settings=default)

    with closing(sqlite3.connect(demo)) as connection:
        (count,) = connection.execute("SELECT count(*) FROM customers WHERE city = 'Hamburg'").fetchone()
    assert told.answer["rows"] == [[count]]


async def test_a_question_loads_no_platform_and_nothing_that_draws(shop: Shop) -> None:
    code = (
        f"import sys; from bots.__main__ import main; main(['ask', {HOW_MANY!r}, '--database', 'sqlite:///shop.db']); "
        "print(sorted({name.partition('.')[0] for name in sys.modules}))"
    )
    process = await asyncio.create_subprocess_exec(
        *[sys.executable, "-c", code],
        cwd=shop.folder,
        env={"PYTHONPATH": str(ROOT)},
        stdout=asyncio.subprocess.PIPE,
    )
    out, _ = await process.communicate()

    heavy = {"slack_bolt", "slack_sdk", "discord", "telegram", "matplotlib", "PIL", "pydantic_ai", "openai", "alembic"}
    loaded = set(json.loads(out.decode().splitlines()[-1].replace("'", '"')))
    assert "sqlglot" in loaded
    assert loaded & heavy == set()


def test_a_conversation_that_cannot_be_written_leaves_the_one_before(tmp_path: Path) -> None:
    kept = Conversations(tmp_path / "ask")
    before = SessionState(history=(Exchange("user", "How many?"),))
    kept.keep("mine", before)
    (tmp_path / "ask/yours.json").mkdir()

    with pytest.raises(SettingsError, match="cannot be written"):
        kept.keep("yours", before)

    assert kept.state("mine").history == before.history
    assert kept.state("new").history == ()
    assert sorted(path.name for path in (tmp_path / "ask").iterdir()) == ["mine.json", "yours.json"]
