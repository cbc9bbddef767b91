"""Rows written by the version before can still be read."""

import sqlite3
from pathlib import Path

from adapters.storage.store import open_store
from core.controls import Option, Select
from core.events import Message, Person
from core.ports import Pending, StoredReply, Undelivered
from core.view import View
from migrations.run import upgrade

MESSAGE = (
    b'{"type":"message","event":"e1","session":"chat:1","channel":"chat:general","person":{"id":"chat:anna",'
    b'"claims":{"name":"Anna"}},"at":1.5,"origin":{"message":"7"},"text":"hi","addressed":true}'
)
"""Before messages had attachments."""
VIEW = (
    b'{"id":2,"text":"hi","controls":[{"kind":"select","id":"size","label":"Size","options":[{"id":"s","label":"S"}],'
    b'"chosen":"s"}],"artifacts":[],"notice":"","private":false,"done":true}'
)
"""Before views had a remark and could have failed, and selects had parts."""


async def test_events_and_replies_of_the_version_before_are_read_as_they_were_meant(url: str, file: Path) -> None:
    await (await open_store(url, upgrade)).close()
    with sqlite3.connect(file) as database:
        for number, event, done in ((1, "e1", False), (2, "e2", True)):
            row = (number, event, "chat:1", MESSAGE.replace(b"e1", event.encode()), 1.5, done)
            database.execute("INSERT INTO inbox VALUES (?, ?, ?, ?, ?, ?)", row)
        database.execute("INSERT INTO outbox VALUES (2, 'chat:1', 2, ?, '[\"55\"]', 'pending', 1.5)", (VIEW,))
    database.close()

    store = await open_store(url, upgrade)
    try:
        first, second = (
            Message(
                event=event, session="chat:1", channel="chat:general", person=Person("chat:anna", {"name": "Anna"}),
                at=1.5, origin={"message": "7"}, text="hi",
            )
            for event in ("e1", "e2")
        )  # fmt: skip
        view = View(2, "hi", controls=(Select("size", "Size", (Option("s", "S"),), "s"),), done=True)
        reply = StoredReply(2, "chat:1", view, ("55",))
        assert await store.pending() == (Pending(1, first),)
        assert await store.reply(2) == reply
        assert await store.undelivered() == (Undelivered(reply, second),)
        await store.move("chat", "forum")
        assert [pending.inbound.session for pending in await store.pending()] == ["forum:1"]
    finally:
        await store.close()
