"""What comes in: updates as events, each kept, and answered where it says nothing that is kept."""

import asyncio
import logging
import time
from collections import deque
from collections.abc import Coroutine

from msgspec import Struct
from msgspec.structs import replace

from adapters.shared.platform import Accept, Payload
from adapters.telegram.asked import form_again
from adapters.telegram.menu import Menu
from adapters.telegram.platform import TelegramPlatform, dismissal
from adapters.telegram.port import TelegramPort
from core.errors import Damaged, InvalidInput, PlatformError
from core.events import Action, Inbound, Moved
from core.phrases import phrase

log = logging.getLogger(__name__)

_REMEMBERED = 1000
"""Actions known to be taken: what asks for a value is not kept in the store, which tells repetitions apart."""


class Arrival(Struct, frozen=True):
    """An update and what it says to us; None for nothing."""

    payload: Payload
    inbound: Inbound | Moved | None


def arrival_of(platform: TelegramPlatform, payload: Payload) -> Arrival:
    """Read an update."""
    return Arrival(payload, platform.read(payload))


class Intake:
    """Keeps what arrives for one bot."""

    def __init__(self, port: TelegramPort, menu: Menu) -> None:
        self._port, self._menu = port, menu
        self._taken: deque[str] = deque(maxlen=_REMEMBERED)
        self._beside: set[asyncio.Task[None]] = set()

    async def take(self, arrival: Arrival, accept: Accept) -> None:
        """Keep what an update says; a press that says nothing, as on a counter's value, is only answered.

        What can never be kept is passed over, for it would keep all that comes after it from being confirmed. Raises
        StoreError.
        """
        try:
            await self._take(arrival, accept)
        except Damaged as error:
            self._pass_over(arrival, error)

    async def close(self) -> None:
        """Let go of what is answered beside the updates."""
        for task in self._beside:
            task.cancel()
        await asyncio.gather(*self._beside, return_exceptions=True)

    async def _take(self, arrival: Arrival, accept: Accept) -> None:
        match arrival.inbound:
            case None:
                if (press := dismissal(arrival.payload)) is not None:
                    self._start(self._port.clicks.dismiss(*press))
            case Moved(old, new):
                self._port.moves.learn(_chat(old), _chat(new))
                await accept(arrival.inbound)
            case Action() as action:
                if action.event not in self._taken:
                    await self._take_action(action, accept)
                    self._taken.append(action.event)
            case inbound:
                await accept(inbound)
                if self._menu.is_due(inbound):
                    self._start(self._menu.renew(inbound))

    async def _take_action(self, action: Action, accept: Accept) -> None:
        """Keep a press, or what a prompt brought; where that cannot be, ask again beside the updates that wait."""
        query = action.origin.get("query")
        if query is not None:
            await accept(replace(action, at=time.time()))
            self._port.clicks.expect(query)
            return
        try:
            await accept(action)
        except InvalidInput as problem:
            self._start(self._ask_again(action, str(problem)))

    async def _ask_again(self, answer: Action, problem: str) -> None:
        try:
            await self._port.ask(answer, form_again(answer), problem)
        except PlatformError as error:
            log.error("a person was not told why a value was not taken: %s", error, extra={"session": answer.session})

    def _pass_over(self, arrival: Arrival, why: Damaged) -> None:
        """Say that an update can never be kept: in the log, and to whoever pressed a button."""
        number = {"update": arrival.payload.get("update_id")}
        log.error("a Telegram update can never be kept and is passed over: %s", why, extra=number)
        if isinstance(arrival.inbound, Action) and (query := arrival.inbound.origin.get("query")) is not None:
            self._start(self._port.clicks.dismiss(query, phrase("not_kept", arrival.inbound.person.language)))

    def _start(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self._beside.add(task)
        task.add_done_callback(self._beside.discard)


def _chat(channel: str) -> int:
    return int(channel.partition(":")[2])
