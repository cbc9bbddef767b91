"""A platform of paper: it takes everything at once, so that what is measured is ours."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

from adapters.shared.http import Route
from adapters.shared.limits import Limits
from adapters.shared.platform import Accept, Body, Connected
from core.errors import PlatformError
from core.events import Action, Attachment, Claims, Inbound, Message
from core.fields import Form
from core.ports import Mark
from core.view import View


class PaperPlatform:
    """Draws a view as one message."""

    name = "paper"
    limits = Limits(edit_interval=0.0, typing_interval=None)
    natives: Mapping[str, str] = {}

    def read(self, payload: Mapping[str, Any]) -> Inbound | None:
        """Return nothing: the benchmark makes its events itself."""
        raise PlatformError(f"Paper does not receive anything; it was given {len(payload)} fields.")

    def draw(self, view: View) -> tuple[Body, ...]:
        """Draw the text, the names of the controls and the reply's number."""
        controls = [control.id for control in view.controls]
        return ({"text": view.said, "controls": controls, "reply": view.id, "done": view.done},)


class PaperPort:
    """Answers at once, keeps nothing, and tells who waits for it that an answer is complete."""

    def __init__(self) -> None:
        self._awaited: dict[str, asyncio.Future[int]] = {}
        self._sent = 0

    def answer(self, event: str) -> asyncio.Future[int]:
        """Return what is done when the answer to an event is shown, with the number of the reply."""
        awaited = self._awaited[event] = asyncio.get_running_loop().create_future()
        return awaited

    async def send(self, to: Inbound, body: Body, *, key: str, private: bool) -> str:  # noqa: ARG002 - see Port
        """Take a new message."""
        self._sent += 1
        self._shown(to, body)
        return f"n{self._sent}"

    async def preview(self, to: Inbound, native: str | None, body: Body, *, key: str, last: bool) -> str | None:  # noqa: ARG002
        """Take a state that will soon be replaced."""
        return native or await self.send(to, body, key=key, private=False)

    async def edit(self, to: Inbound, native: str, body: Body) -> None:  # noqa: ARG002
        """Take a message's new look."""
        self._shown(to, body)

    async def delete(self, to: Inbound, native: str) -> None:
        """Take a message away."""

    async def notify(self, to: Inbound, text: str) -> None:  # noqa: ARG002
        """End a click with a remark."""
        self._answered(to.event, 0)

    async def acknowledge(self, to: Inbound) -> None:
        """End a click."""
        self._answered(to.event, 0)

    async def mark(self, to: Message, mark: Mark) -> None:
        """Take a reaction."""

    async def tell(self, person: str, text: str) -> None:
        """Take a direct message."""

    async def claims(self, to: Inbound) -> Claims:  # noqa: ARG002
        """Return nothing: all that is known comes with each event."""
        return {}

    async def administers(self, to: Inbound) -> bool:  # noqa: ARG002
        """Say that nobody does."""
        return False

    async def ask(self, to: Action, form: Form, problem: str) -> None:  # noqa: ARG002
        """Refuse: nobody fills in forms here."""
        raise PlatformError(f"Paper has no dialogs; {form.label!r} was asked for.")

    async def fetch(self, to: Message, attachment: Attachment) -> bytes:  # noqa: ARG002
        """Refuse: nobody attaches files here."""
        raise PlatformError(f"Paper has no files; {attachment.name!r} was asked for.")

    async def working(self, to: Inbound, *, on: bool) -> None:
        """Take the sign of work."""

    def _shown(self, to: Inbound, body: Body) -> None:
        if body["done"] and not isinstance(to, Action):
            self._answered(to.event, int(body["reply"]))

    def _answered(self, event: str, reply: int) -> None:
        awaited = self._awaited.pop(event, None)
        if awaited is not None and not awaited.done():
            awaited.set_result(reply)


class PaperGateway:
    """The two halves together; it receives nothing by itself."""

    def __init__(self) -> None:
        self.platform = PaperPlatform()
        self.port = PaperPort()

    def routes(self) -> Sequence[Route]:
        """Return none."""
        return ()

    async def start(self) -> str:
        """Return the bot's name."""
        return "paper bot"

    async def run(self, accept: Accept, connected: Connected) -> None:  # noqa: ARG002
        """Receive nothing until cancelled."""
        await connected()
        await asyncio.Event().wait()

    def alive(self) -> bool:
        """Say that events can come: the benchmark gives them itself."""
        return True

    async def catch_up(self, keep: Accept, seen: Sequence[Inbound]) -> None:
        """Fetch nothing: nothing is ever missed."""

    async def close(self) -> None:
        """Do nothing: there is nothing to let go of."""
