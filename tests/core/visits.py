"""Visits: people who come to a desk, in a room that others read or alone with us, and what they are shown."""

import sqlite3
from contextlib import closing
from itertools import count
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from core.events import Action, Message, Person
from core.view import View
from tests.core.desk import ADA, Desk

ROOM, HERE = "paper:room", "paper:room:1"
_numbers = count(1)


def with_us(person: Person) -> str:
    """Return the room, and the conversation, that only this person and we read."""
    return f"paper:with-{person.id.partition(':')[2]}"


def came(text: str, person: Person = ADA, session: str = HERE, *, alone: bool = False) -> Message:
    """Return what somebody wrote in a conversation of the room, or where nobody else reads."""
    own = with_us(person)
    name = session if not alone or session.startswith(own) else own
    channel = own if alone else name.rpartition(":")[0]
    event = f"came-{next(_numbers)}"
    return Message(event=event, session=name, channel=channel, person=person, at=0.0, direct=alone, text=text)


async def tell(here: Desk, text: str, person: Person = ADA, session: str = HERE, *, alone: bool = False) -> View:
    """Write something, and return what is shown for it once nothing is left to do; number 0 where nothing is."""
    return await arrive(here, came(text, person, session, alone=alone))


async def arrive(here: Desk, message: Message) -> View:
    """Have a message come, and return what is shown for it; number 0 where nothing is."""
    before = set(here.port.posted)
    await here.sessions.accept(message)
    await here.quiet()
    found = rows(here.store._file, "SELECT id FROM inbox WHERE event = ?", message.event)
    if not found:
        return View(0)
    kept = await shown(here, found[0][0])
    return kept if kept.id else _unkept(here, found[0][0], set(here.port.posted) - before)


def _unkept(here: Desk, number: int, posted: set[str]) -> View:
    """Return what was shown for an event and is kept nowhere, such as a code; number 0 where nothing was."""
    if not posted:
        return View(0)
    text = "".join(str(body["text"]) for native, body in here.port.posted.items() if native in posted)
    return View(number, text, private=posted <= here.port.private, done=True)


async def press(
    here: Desk, reply: View, control: str, value: str | None = None, person: Person = ADA, *, alone: bool = False,
    session: str = HERE,
) -> View:  # fmt: skip
    """Click on a reply's control, and return what the reply shows then."""
    message = came("", person, session, alone=alone)
    click = Action(
        event=message.event,
        session=message.session,
        channel=message.channel,
        person=person,
        at=0.0,
        direct=alone,
        control=control,
        verb="press" if value is None else "select",
        reply=reply.id,
        data={} if value is None else {"value": value},
    )
    await here.sessions.accept(click)
    await here.quiet()
    return await shown(here, reply.id)


async def shown(here: Desk, number: int) -> View:
    """Return a reply, having seen that the platform shows it so; number 0 where there is none."""
    kept = await here.store.reply(number)
    if kept is None:
        return View(0)
    if kept.natives and all(native in here.port.posted for native in kept.natives):
        assert "".join(str(here.port.posted[native].get("text", "")) for native in kept.natives) == kept.view.said
    return kept.view


def rows(file: Path, statement: str, *values: Any) -> list[Any]:
    """Return what another program would read in the database."""
    with closing(sqlite3.connect(file)) as database:
        return database.execute(statement, values).fetchall()


def audited(file: Path) -> list[tuple[str, str, str, int, str]]:
    """Return who did or tried what, where, whether they might, and with what."""
    return rows(file, "SELECT person, verb, scope, allowed, detail FROM audit ORDER BY id")


def everywhere(file: Path, words: str) -> bool:
    """Say whether words are to be found in any file of the database."""
    return any(words.encode() in one.read_bytes() for one in file.parent.glob(f"{file.name}*"))


def speaking_german(person: Person) -> Person:
    """Return somebody of whom the platform says that they read German."""
    return replace(person, claims={**person.claims, "language": "de"})
