"""The role that the page for operators has people make is one that the program takes, and that can only read."""

import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from bots.doctor.experts import experts
from bots.settings import Settings
from tests.data.postgres import Server, postgres

__all__ = ["postgres"]

PAGE = Path(__file__).resolve().parents[2] / "docs/operating.md"
TABLES = (
    "CREATE TABLE customers (id int PRIMARY KEY, name text)",
    "CREATE TABLE orders (id int PRIMARY KEY, customer_id int REFERENCES customers)",
    "CREATE TABLE employees (id int PRIMARY KEY, name text, city text, salary numeric)",
    "CREATE TABLE secrets (word text)",
)


@pytest.fixture
def sales(postgres: Server) -> Iterator[Server]:
    """Give a server with a database of that name."""
    postgres.run("CREATE DATABASE sales", database="postgres")
    postgres.run(*TABLES, database="sales")
    yield postgres
    postgres.run("DROP DATABASE sales WITH (FORCE)", "DROP ROLE IF EXISTS reader, writer", database="postgres")


def statements() -> list[str]:
    block = re.search(r"```sql\n(CREATE ROLE reader.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    assert block is not None
    return [one.strip() for one in re.sub(r"--.*", "", block[1]).split(";") if one.strip()]


def settings(url: str) -> Settings:
    return Settings.model_validate({"expert_database_url": url, "expert_databases": "", "expert_masked": ""})


async def test_the_role_on_the_page_reads_what_was_granted_and_nothing_else(sales: Server) -> None:
    sales.run(*statements(), database="sales")

    (found,) = await experts(settings(sales.url("reader", "sales")))

    assert found.state == "ok"
    assert "3 tables can be read, nothing written" in found.sentence


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO customers VALUES (1, 'Ada')",
        "SELECT * FROM secrets",
        "SELECT salary FROM employees",
        "CREATE TABLE mine (id int)",
        "CREATE TEMPORARY TABLE mine (id int)",
    ],
)
def test_the_role_on_the_page_can_do_no_more_than_that_also_without_the_program(sales: Server, statement: str) -> None:
    sales.run(*statements(), database="sales")
    address = f"host={sales.folder} user=reader dbname=sales options='-c default_transaction_read_only=off'"

    with closing(psycopg.connect(address)) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute(statement.encode())


async def test_the_doctor_names_a_role_that_can_write(sales: Server) -> None:
    sales.run("CREATE ROLE writer LOGIN", "GRANT SELECT, INSERT ON customers TO writer", database="sales")

    (found,) = await experts(settings(sales.url("writer", "sales")))

    assert (found.name, found.state) == ("expert.main", "fault")
    assert "it may write to customers" in found.sentence
    assert "secret" not in found.sentence
