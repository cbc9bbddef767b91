"""Masks as the doctor sees them: that each hides something, and what they make impossible."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bots.doctor.experts import experts
from bots.settings import Settings

SHOP = """
    CREATE TABLE customers (id integer PRIMARY KEY, name text, email text);
    CREATE TABLE orders (id integer PRIMARY KEY, customer_id int REFERENCES customers(id), name text);
"""


async def found(folder: Path, masked: str, script: str | None = None) -> dict[str, str]:
    """Return what is no good, by its name."""
    settings = {"DATABASE_URL": f"sqlite+aiosqlite:///{folder}/trivium.db", "EXPERT_MASKED": masked}
    if script is not None:
        with closing(sqlite3.connect(folder / "shop.db")) as connection:
            connection.executescript(script)
        settings["EXPERT_DATABASE_URL"] = f"sqlite:///{folder}/shop.db"
    findings = await experts(Settings.model_validate({name.lower(): value for name, value in settings.items()}))
    return {finding.name: finding.sentence for finding in findings if finding.state != "ok"}


async def test_a_mask_that_the_demo_database_has_no_column_for_is_told(tmp_path: Path) -> None:
    assert "customers.emale" in (await found(tmp_path, "customers.emale"))["expert.masked"]
    assert await found(tmp_path, "customers.name") == {}
    assert list(tmp_path.iterdir()) == []  # noqa: ASYNC240 - a test's own folder


async def test_masks_called_like_the_engines_own_columns_leave_the_tables(tmp_path: Path) -> None:
    assert await found(tmp_path, "name", SHOP) == {}


async def test_masks_on_what_nothing_is_joined_by_are_fine(tmp_path: Path) -> None:
    assert await found(tmp_path, "customers.email", SHOP) == {}


@pytest.mark.parametrize("mask", ["orders.customer_id", "customers.id"])
async def test_masks_on_what_tables_are_joined_by_are_told(tmp_path: Path, mask: str) -> None:
    told = await found(tmp_path, mask, SHOP)

    assert list(told) == ["expert.keys"]
    assert mask in told["expert.keys"]
