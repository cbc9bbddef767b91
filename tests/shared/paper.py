"""A platform of paper: what an adapter must do at the least, for tests of what all platforms share."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

from adapters.shared.http import Route
from adapters.shared.limits import Limits
from adapters.shared.platform import Accept, Body, Connected
from adapters.shared.uploads import described
from core.events import Action, Attachment, Claims, Inbound, Message
from core.fields import Form
from core.ports import Mark
from core.view import View

LIMITS = Limits(edit_interval=0.0, typing_interval=0.05)


class PaperPlatform:
    """Draws twenty characters a message, an upload in one of its own, the controls' ids on the last."""

    name = "paper"
    limits = LIMITS
    natives: Mapping[str, str] = {}

    def read(self, payload: Mapping[str, Any]) -> Inbound | None:
        return None

    def draw(self, view: View) -> tuple[Body, ...]:
        parts = [view.said[i : i + 20] for i in range(0, len(view.said), 20)] or [""]
        bodies: list[Body] = [{"text": part} for part in parts]
        if view.done and view.artifacts:
            bodies += [{"uploads": [described(artifact)]} for artifact in view.artifacts]
            bodies += [{"text": ""}] if view.controls else []
        if view.done and "text" in bodies[-1]:
            bodies[-1]["controls"] = [c.id for c in view.controls]
        return tuple(bodies)


class PaperPort:
    """Keeps what is posted; raises the next of `failures` instead, if there is one."""

    def __init__(self) -> None:
        self.posted: dict[str, Body] = {}
        self.private: set[str] = set()
        self.calls: list[str] = []
        self.notices: list[str] = []
        self.failures: list[Exception] = []
        self.acknowledged = 0
        self.slow: asyncio.Event | None = None
        self.signs: list[bool] = []
        self.sign_fails: Exception | None = None
        self.sign_slow: asyncio.Event | None = None
        self.marks: list[tuple[str, Mark]] = []
        self.asked: list[tuple[str, Form, str]] = []
        self.files: dict[str, bytes] = {}
        self.told: list[tuple[str, str]] = []
        self.bosses: set[str] = set()
        self.asked_about: list[str] = []
        self.drafts: list[Body] | None = None
        """What is previewed, where this is a platform that keeps previews apart; None for one that does not."""
        self._count = 0

    async def send(self, to: Inbound, body: Body, *, key: str, private: bool) -> str:
        await self._may_fail("send")
        self._count += 1
        native = f"n{self._count}"
        self.posted[native] = body
        if private:
            self.private.add(native)
        return native

    async def preview(self, to: Inbound, native: str | None, body: Body, *, key: str, last: bool) -> str | None:
        if self.drafts is not None:
            self.drafts += [body] if last else []
            return None
        if native is None:
            return await self.send(to, body, key=key, private=False)
        await self.edit(to, native, body)
        return native

    async def mark(self, to: Message, mark: Mark) -> None:
        self.marks.append((to.event, mark))

    async def tell(self, person: str, text: str) -> None:
        await self._may_fail("tell")
        self.told.append((person, text))

    async def claims(self, to: Inbound) -> Claims:
        return {}

    async def administers(self, to: Inbound) -> bool:
        await self._may_fail("administers")
        self.asked_about.append(to.person.id)
        return to.person.id in self.bosses

    async def ask(self, to: Action, form: Form, problem: str) -> None:
        await self._may_fail("ask")
        self.asked.append((to.event, form, problem))

    async def fetch(self, to: Message, attachment: Attachment) -> bytes:
        await self._may_fail("fetch")
        return self.files[attachment.ref]

    async def edit(self, to: Inbound, native: str, body: Body) -> None:
        await self._may_fail("edit")
        self.posted[native] = body

    async def delete(self, to: Inbound, native: str) -> None:
        await self._may_fail("delete")
        del self.posted[native]

    async def notify(self, to: Inbound, text: str) -> None:
        await self._may_fail("notify")
        self.notices.append(text)

    async def acknowledge(self, to: Inbound) -> None:
        self.acknowledged += 1

    async def working(self, to: Inbound, *, on: bool) -> None:
        if on and self.sign_slow is not None:
            await self.sign_slow.wait()
        self.signs.append(on)
        if self.sign_fails is not None:
            raise self.sign_fails

    async def _may_fail(self, call: str) -> None:
        self.calls.append(call)
        if self.slow is not None:
            await self.slow.wait()
        if self.failures:
            raise self.failures.pop(0)


class PaperGateway:
    """The two halves together; it receives nothing by itself."""

    def __init__(self) -> None:
        self.platform = PaperPlatform()
        self.port = PaperPort()
        self.missed: list[Inbound] = []
        """What people wrote while nobody listened."""
        self.seen: Sequence[Inbound] = ()
        self.caught_up = False
        self.failures: list[Exception] = []
        self.slow: asyncio.Event | None = None
        self.stands = True

    def routes(self) -> tuple[Route, ...]:
        return ()

    async def start(self) -> str:
        return "paper bot"

    async def run(self, accept: Accept, connected: Connected) -> None:
        await connected()
        self.caught_up = True
        await asyncio.Event().wait()

    def alive(self) -> bool:
        return self.stands

    async def catch_up(self, keep: Accept, seen: Sequence[Inbound]) -> None:
        self.seen = seen
        if self.slow is not None:
            await self.slow.wait()
        if self.failures:
            raise self.failures.pop(0)
        for inbound in self.missed:
            await keep(inbound)

    async def close(self) -> None:
        return
