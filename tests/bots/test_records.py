"""`python -m bots audit` and `permissions`, as an operator starts them."""

import asyncio
import json
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import TypeAlias

import pytest

from adapters.storage.store import open_store
from bots.__main__ import main
from bots.records import WAYS, least, matrix, permissions, since
from core.errors import SettingsError
from core.permissions import CHAT, ENTRIES, ROLES, VERBS, allowed
from core.ports import AuditEntry
from migrations.run import upgrade
from tests.bots.program import bots

Outcome: TypeAlias = tuple[int | None, str, str]
Command: TypeAlias = Callable[..., Outcome]
NOW = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)
ENTRIES_KEPT = (
    AuditEntry("slack:U1", "graph", "slack:T1:C1", allowed=True, detail="v1"),
    AuditEntry("telegram:4711", "graph", "telegram:-100", allowed=False),
    AuditEntry("slack:U1", "pair", "slack:T1:D1", allowed=True, detail="\x1b[2Jhidden\nforged line"),
)


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "trivium.db"


@pytest.fixture
def command(database: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Command]:
    """Carry out commands in this process, for which no other has to be started."""
    monkeypatch.setattr("bots.logs.set_up", lambda *_: None)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{database}")
    monkeypatch.setenv("TZ", "Asia/Kathmandu")
    time.tzset()
    monkeypatch.chdir(database.parent)

    def carry_out(*arguments: str) -> Outcome:
        return main(list(arguments)), *capsys.readouterr()

    yield carry_out
    monkeypatch.undo()
    time.tzset()


async def _keep(database: Path, entries: tuple[AuditEntry, ...]) -> None:
    store = await open_store(f"sqlite:///{database}", upgrade)
    for entry in entries:
        await store.audit(entry)
    await store.close()


@pytest.fixture
def kept(database: Path) -> None:
    asyncio.run(_keep(database, ENTRIES_KEPT))


@pytest.mark.usefixtures("kept")
def test_who_what_where_and_whether_stand_in_columns_with_the_newest_last(command: Command) -> None:
    status, told, complaint = command("audit")

    lines = told.splitlines()
    assert (status, complaint) == (0, "")
    assert lines[0].split() == ["when", "who", "what", "where", "allowed", "detail"]
    assert [line.split()[1:] for line in lines[1:3]] == [
        ["slack:U1", "graph", "slack:T1:C1", "yes", "v1"],
        ["telegram:4711", "graph", "telegram:-100", "no"],
    ]
    assert {line.find(word) for line, word in zip(lines, ("what", "graph", "graph", "pair"), strict=True)} == {
        lines[0].find("what")
    }


@pytest.mark.usefixtures("kept")
def test_when_is_local_time_with_its_offset(command: Command) -> None:
    _, told, _ = command("audit")

    moments = [datetime.fromisoformat(line.split()[0]) for line in told.splitlines()[1:]]

    assert {moment.utcoffset() for moment in moments} == {timedelta(hours=5, minutes=45)}
    assert all(abs(moment.timestamp() - time.time()) < 60 for moment in moments)


@pytest.mark.usefixtures("kept")
def test_what_would_steer_the_terminal_or_forge_a_line_is_only_shown(command: Command) -> None:
    _, told, _ = command("audit", "--verb", "pair")

    assert told.splitlines()[1].endswith("�[2Jhidden�forged line")
    assert len(told.splitlines()) == 2


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize(
    ("options", "numbers"),
    [
        (("--person", "slack:U1"), [0, 2]),
        (("--verb", "graph"), [0, 1]),
        (("--refused",), [1]),
        (("--limit", "1"), [2]),
        (("--since", "1h"), [0, 1, 2]),
        (("--since", "9999-01-01"), []),
    ],
)
def test_each_option_leaves_what_it_says(command: Command, options: tuple[str, ...], numbers: list[int]) -> None:
    _, told, _ = command("audit", "--json", *options)

    found = [AuditEntry(*(line[name] for name in AuditEntry.__struct_fields__)) for line in json.loads(told)]
    assert found == [ENTRIES_KEPT[number] for number in numbers]


@pytest.mark.usefixtures("kept")
def test_where_nothing_fits_that_is_said(command: Command) -> None:
    assert command("audit", "--person", "nobody") == (0, "Nothing in the audit is like that.\n", "")


def test_an_empty_audit_is_said_to_be_empty(command: Command, database: Path) -> None:
    asyncio.run(_keep(database, ()))

    assert command("audit") == (0, "The audit is empty.\n", "")
    assert command("audit", "--json") == (0, "[]\n", "")


def test_a_database_that_is_not_there_is_one_sentence(command: Command, database: Path) -> None:
    assert command("audit") == (1, "", f"trivium: The database {database} does not exist.\n")


@pytest.mark.parametrize("text", ["yesterday", "7", "7w", "-1d", "2026-13-01", "99999999999d", "9" * 5000 + "d", "٣ d"])
def test_a_time_that_is_none_is_one_sentence(command: Command, text: str) -> None:
    status, told, complaint = command("audit", f"--since={text}")

    assert (status, told) == (1, "")
    assert complaint.endswith("is no time; say 7d, 12h, 30m, or a date such as 2026-11-23.\n")
    assert complaint.count("\n") == 1


@pytest.mark.parametrize("limit", ["0", "-1", "9223372036854775808"])
def test_a_limit_that_cannot_be_is_one_sentence(command: Command, limit: str) -> None:
    status, told, complaint = command("audit", f"--limit={limit}")

    assert (status, told, complaint.count("\n")) == (1, "", 1)
    assert f"--limit {limit} cannot be" in complaint


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("7d", NOW - timedelta(days=7)),
        ("12h", NOW - timedelta(hours=12)),
        ("30m", NOW - timedelta(minutes=30)),
        ("2026-11-01", datetime(2026, 11, 1, tzinfo=UTC)),
        ("2026-11-01T10:00", datetime(2026, 11, 1, 10, tzinfo=UTC)),
        ("2026-11-01T10:00+02:00", datetime(2026, 11, 1, 10, tzinfo=timezone(timedelta(hours=2)))),
    ],
)
def test_spans_and_dates_are_understood(text: str, meant: datetime) -> None:
    assert since(text, NOW) == meant.timestamp()


def test_a_time_of_no_calendar_is_refused() -> None:
    with pytest.raises(SettingsError):
        since("999999d", NOW)


async def test_the_audit_is_read_by_a_process_of_its_own_while_another_has_the_database(database: Path) -> None:
    store = await open_store(f"sqlite:///{database}", upgrade)
    try:
        await store.audit(ENTRIES_KEPT[0])
        process = await bots("audit", cwd=database.parent, DATABASE_URL=f"sqlite:///{database}")
        told, complaint = await process.communicate()
    finally:
        await store.close()

    assert (process.returncode, complaint) == (0, b"")
    assert b"slack:U1" in told


def test_every_cell_says_what_the_table_of_rules_says() -> None:
    cells = matrix(tuple(WAYS))

    assert list(cells) == [*WAYS, "here"]
    for home, entries in cells.items():
        assert set(entries) == (set(ENTRIES) - set(CHAT) if home == "here" else set(CHAT))
        for entry, verbs in entries.items():
            assert verbs == {verb: {role: allowed(entry, role, verb) for role in ROLES} for verb in VERBS}


def test_the_least_role_stands_for_all_that_may() -> None:
    for verb, *cells in least():
        for entry, cell in zip(ENTRIES, cells, strict=True):
            may = [role for role in ROLES if allowed(entry, role, verb)]  # type: ignore[arg-type]
            assert may == ([] if cell == "·" else list(ROLES[ROLES.index(cell) :]))


def test_the_tables_are_printed_with_what_differs_between_platforms(command: Command) -> None:
    status, told, _ = command("permissions")

    rows = {line.split()[0]: line.split()[1:] for line in told.splitlines() if line and line.split()[0] in VERBS}
    assert status == 0
    assert told == permissions(("slack", "discord", "telegram")) + "\n"
    assert rows["graph"] == ["admin", "admin", "·", "admin", "·", "·"]
    assert rows["help"][0] == "stranger"
    assert [line for line in told.splitlines() if line.startswith("modal") and "prompt" in line and "telegram" in line]
    assert max(map(len, told.splitlines())) <= 120


def test_the_matrix_is_printed_as_json(command: Command) -> None:
    _, told, _ = command("permissions", "--json")

    assert json.loads(told) == matrix(("slack", "discord", "telegram"))
