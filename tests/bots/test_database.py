"""`python -m bots backup` and `forget`, as an operator starts them."""

import asyncio
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TypeAlias

import pytest

from adapters.storage.store import open_store
from bots.__main__ import main
from bots.sandbox.service import Shelf
from bots.sandbox.telegram.server import TelegramSandbox
from core.events import Message, Person
from migrations.run import upgrade
from tests.bots.program import bots, running
from tests.drivers import said
from tests.serving import serving
from tests.waiting import until

Outcome: TypeAlias = tuple[int | None, str, str]
"""An exit status, and what was said on standard output and standard error."""
Command: TypeAlias = Callable[..., Outcome]
WORD = "Xq7Zconfidential"


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "trivium.db"


@pytest.fixture
def at_once(database: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """Carry out commands in this process, for which no other has to be started."""
    monkeypatch.setattr("bots.logs.set_up", lambda: None)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{database}")
    monkeypatch.chdir(database.parent)

    def carry_out(*arguments: str) -> Outcome:
        return main(list(arguments)), *capsys.readouterr()

    return carry_out


async def carried_out(*arguments: str, database: Path) -> Outcome:
    """Run a command as a program of its own to its end."""
    process = await bots(*arguments, cwd=database.parent, DATABASE_URL=f"sqlite:///{database}")
    told, complaint = await process.communicate()
    return process.returncode, told.decode(), complaint.decode()


async def answered(service: TelegramSandbox, text: str) -> None:
    """Say something and wait until the bot has written another message."""
    before = answers(service)
    snapshot = service.snapshot()
    await service.say(snapshot["users"][0]["id"], snapshot["places"][0]["id"], text)
    await until(lambda: len(answers(service)) > len(before))


def answers(service: TelegramSandbox) -> list[str]:
    messages = [message for place in service.snapshot()["messages"].values() for message in place]
    return [said("telegram", message["native"]) for message in messages if message["author"]["bot"]]


def texts(file: Path) -> list[str]:
    """Return what the events in a database say."""
    with closing(sqlite3.connect(file)) as connection:
        rows = connection.execute("SELECT json_extract(CAST(payload AS TEXT), '$.text') FROM inbox ORDER BY id")
        return [text for (text,) in rows]


def keep(database: Path, *places: tuple[str, str]) -> None:
    """Write a database in which something was said in each session, in its channel."""

    async def write() -> None:
        store = await open_store(f"sqlite:///{database}", upgrade)
        for session, channel in places:
            person = Person(f"{session}:1")
            await store.accept(
                Message(event=session, session=session, channel=channel, person=person, at=1.0, text=WORD)
            )
        await store.close()

    asyncio.run(write())


def files_with(word: str, folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if word.encode() in path.read_bytes()]


async def test_a_program_can_be_copied_while_it_runs_and_forgets_only_when_it_is_stopped(
    at_once: Command, database: Path
) -> None:
    service, copy = TelegramSandbox(Shelf(None)), database.parent / "copy.db"
    async with serving(service.app) as base:
        settings = {**service.environment(base), "DIRECT_MESSAGES": "welcome", "DATABASE_URL": f"sqlite:///{database}"}
        async with running("run", "telegram", cwd=database.parent, **settings):
            await answered(service, f"before {WORD}")
            with closing(sqlite3.connect(database)) as connection:
                ((session,),) = connection.execute("SELECT session FROM inbox").fetchall()
            copied, early = await asyncio.gather(
                carried_out("backup", str(copy), database=database), carried_out("forget", session, database=database)
            )
            await answered(service, f"after {WORD}")
    said_then, said_since = texts(copy), texts(database)
    late = await asyncio.to_thread(at_once, "forget", session)

    assert copied == (0, f"{copy}: {copy.stat().st_size:,} bytes.\n", "")
    assert early == (1, "", f"trivium: The database {database} is already in use by another Trivium process.\n")
    assert said_then == [f"before {WORD}"]
    assert said_since == [f"before {WORD}", f"after {WORD}"]
    assert late == (0, f"{session}: 1 forgotten.\n", "")
    assert files_with(WORD, database.parent) == [copy.name]


def test_a_backup_never_replaces_a_file(at_once: Command, database: Path) -> None:
    keep(database, ("telegram:1", "telegram:1"))
    target = database.parent / "there.db"
    target.write_text("Somebody needs this.")
    present = sorted(database.parent.iterdir())

    outcome = at_once("backup", target.name)

    assert outcome == (1, "", "trivium: There is a file there.db already; a backup never replaces one.\n")
    assert target.read_text() == "Somebody needs this."
    assert sorted(database.parent.iterdir()) == present


def test_there_is_no_backup_of_a_database_that_is_missing(at_once: Command, database: Path) -> None:
    assert at_once("backup", "copy.db") == (1, "", f"trivium: The database {database} does not exist.\n")
    assert list(database.parent.iterdir()) == []


def test_a_session_and_a_channel_are_forgotten_and_others_stay(at_once: Command, database: Path) -> None:
    keep(database, ("telegram:5", "telegram:5"), ("discord:900", "discord:77"), ("discord:901", "discord:77"))

    session = at_once("forget", "telegram:5")
    left = texts(database)
    channel, again = at_once("forget", "discord:77"), at_once("forget", "discord:77")

    assert session == (0, "telegram:5: 1 forgotten.\n", "")
    assert left == [WORD, WORD]
    assert channel == (0, "discord:77: 2 forgotten.\n", "")
    assert again == (0, "discord:77: nothing was known.\n", "")
    assert files_with(WORD, database.parent) == []


@pytest.mark.parametrize("name", ["nonsense", "telegram:", ":4711", "", "slack:T1:C1:", "telegram:4711 ", " : "])
def test_what_names_no_session_is_told_what_one_looks_like(at_once: Command, database: Path, name: str) -> None:
    outcome = at_once("forget", name)

    example = "they look like telegram:4711 or slack:T1:C1:1700000000.000100"
    assert outcome == (1, "", f"trivium: {name!r} names no session; {example}.\n")
    assert list(database.parent.iterdir()) == []


@pytest.mark.parametrize("command", ["backup", "forget"])
async def test_a_command_without_its_argument_is_told_how_it_goes(database: Path, command: str) -> None:
    status, told, complaint = await carried_out(command, database=database)

    assert (status, told) == (2, "")
    assert complaint.startswith(f"usage: python -m bots {command}")


def test_nothing_is_forgotten_where_there_is_no_database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'none.db'}")

    assert main(["forget", "telegram:4711"]) == 1
    assert "does not exist" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
