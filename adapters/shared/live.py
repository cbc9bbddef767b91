"""A live reply: posted once, edited while the answer grows, finished exactly once."""

import asyncio
import logging
from collections.abc import Callable, Iterable

from adapters.shared.pacing import persist
from adapters.shared.platform import Body, Gateway, Platform, Port
from core.controls import Progress
from core.errors import PlatformError, RateLimited, StoreError
from core.events import Action, AdminCommand, Inbound
from core.ports import Posted
from core.view import View

log = logging.getLogger(__name__)

_CLICK_PATIENCE = 1.0
"""Seconds after which a click is acknowledged though its answer is not ready (Discord allows 3)."""

_QUICK = 0.3
"""Seconds; an answer that is complete within them is sent once, without a preview or a sign of work before it."""

_SIGN_PATIENCE = 1.0
"""Seconds that an answer waits for the sign of work being given, which would be shown for long if it came after it."""


class Outlets:
    """Leads each reply to the platform of its session."""

    def __init__(self, gateways: Iterable[Gateway]) -> None:
        self._gateways = {gateway.platform.name: gateway for gateway in gateways}

    def reply(self, to: Inbound, natives: tuple[str, ...], posted: Posted) -> "LiveReply":
        """Begin the reply to an event, in the messages `natives` where there are any, else in new ones."""
        gateway = self._gateways[to.session.partition(":")[0]]
        return LiveReply(gateway.platform, gateway.port, to, natives, posted)


class LiveReply:
    """One reply on one platform; previews never delay the turn, and the last state arrives."""

    def __init__(self, platform: Platform, port: Port, to: Inbound, natives: tuple[str, ...], posted: Posted) -> None:
        self._platform, self._port, self._to, self._posted = platform, port, to, posted
        self._natives = list(natives)
        self._seen: list[Body | None] = [None] * len(natives)
        self._wanted: View | None = None
        self._closing = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []
        self._timers: list[asyncio.TimerHandle] = []
        self._sign: asyncio.Task[None] | None = None
        self._previewing = False
        if isinstance(to, Action):
            self._later(_CLICK_PATIENCE, self._acknowledge_late)
        if not isinstance(to, AdminCommand):
            self._later(_QUICK, self._show_work)

    def show(self, view: View) -> None:
        """Show a state of the reply when there is time; a later one replaces it."""
        told = view.text.strip() or any(isinstance(control, Progress) for control in view.controls)
        if view.done or view.private or self._closing.is_set() or not told:
            return
        self._wanted = view
        if not self._previewing:
            self._previewing = True
            self._later(_QUICK, self._preview)

    async def finish(self, view: View) -> tuple[str, ...]:
        """Show the last state, answer the click, and return the platform message ids."""
        await self._settle()
        try:
            if view.text.strip() or view.controls or view.artifacts:
                await self._draw(view)
            if isinstance(self._to, Action):
                await self._answer_click(view.notice)
        finally:
            await self._rest()
        return tuple(self._natives)

    async def abandon(self) -> None:
        """Stop the previews; one that is being sent is sent to its end, so that its id is not lost."""
        await self._settle()
        await self._rest()

    def _later(self, seconds: float, begin: Callable[[], None]) -> None:
        """Begin something unless the answer is complete by then; a quick answer costs no task."""
        self._timers.append(asyncio.get_running_loop().call_later(seconds, begin))

    async def _settle(self) -> None:
        self._closing.set()
        for timer in self._timers:
            timer.cancel()
        if self._tasks:
            await asyncio.wait(self._tasks)
        self._tasks.clear()
        if self._sign is not None:
            await asyncio.wait({self._sign}, timeout=_SIGN_PATIENCE)

    def _show_work(self) -> None:
        self._sign = asyncio.create_task(self._sign_work())

    async def _sign_work(self) -> None:
        """Give the sign that an answer is under way, as often as the platform needs it."""
        pause = self._platform.limits.typing_interval
        await self._say_working(on=True)
        while pause is not None:
            await self._pause(pause)
            if self._closing.is_set():
                return
            await self._say_working(on=True)

    async def _rest(self) -> None:
        """Take the sign of work away, after the one that may still be on its way."""
        if self._sign is not None:
            await asyncio.wait({self._sign})
        await self._say_working(on=False)

    async def _say_working(self, *, on: bool) -> None:
        try:
            await self._port.working(self._to, on=on)
        except PlatformError as error:
            log.warning("the sign of work is not as it should be: %s", error, extra={"session": self._to.session})

    def _preview(self) -> None:
        self._tasks.append(asyncio.create_task(self._show_wanted()))

    async def _show_wanted(self) -> None:
        while self._wanted is not None and not self._closing.is_set():
            view, self._wanted = self._wanted, None
            pause = self._platform.limits.edit_interval
            try:
                for index, body in enumerate(self._platform.draw(view)):
                    await self._put(index, body, private=False)
            except RateLimited as limited:
                pause = max(pause, limited.retry_after)
            except (PlatformError, StoreError) as error:
                log.warning("a preview was not shown: %s", error, extra={"session": self._to.session})
            await self._pause(pause)
        self._previewing = False

    async def _draw(self, view: View) -> None:
        bodies = self._platform.draw(view)
        for index, body in enumerate(bodies):
            await persist(lambda i=index, b=body: self._put(i, b, private=view.private))  # type: ignore[misc]
        for native in self._natives[len(bodies) :]:
            await persist(lambda n=native: self._port.delete(self._to, n))  # type: ignore[misc]
        del self._natives[len(bodies) :], self._seen[len(bodies) :]

    async def _put(self, index: int, body: Body, *, private: bool) -> None:
        if index < len(self._natives):
            if self._seen[index] != body:
                await self._port.edit(self._to, self._natives[index], body)
                self._seen[index] = body
            return
        key = f"{self._to.event}/{index}"
        self._natives.append(await self._port.send(self._to, body, key=key, private=private))
        self._seen.append(body)
        await self._posted(tuple(self._natives))

    def _acknowledge_late(self) -> None:
        self._tasks.append(asyncio.create_task(self._answer_click("")))

    async def _answer_click(self, notice: str) -> None:
        """Answer a click; a platform that no longer takes the answer costs nothing but a log line."""
        try:
            await (self._port.notify(self._to, notice) if notice else self._port.acknowledge(self._to))
        except PlatformError as error:
            log.warning("a click was not acknowledged: %s", error, extra={"session": self._to.session})

    async def _pause(self, seconds: float) -> None:
        try:
            await asyncio.wait_for(self._closing.wait(), seconds)
        except TimeoutError:
            return
