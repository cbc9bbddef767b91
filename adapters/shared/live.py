"""A live reply: posted once, edited while the answer grows, finished exactly once."""

import asyncio
import logging
import time
from collections.abc import Callable
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from adapters.shared.alignment import Kind, aligned_with, kind_of
from adapters.shared.marks import Marks
from adapters.shared.pacing import Pacer, persist
from adapters.shared.platform import Body, Platform, Port
from adapters.shared.signs import QUICK, Signs, rest
from core.controls import Plan, Progress
from core.errors import PlatformError, RateLimited, StoreError
from core.events import Action, Inbound
from core.fields import Form
from core.ports import Look, Posted
from core.pulse import pulse
from core.view import View

log = logging.getLogger(__name__)

_CLICK_PATIENCE = 1.0
"""Seconds after which a click is acknowledged though its answer is not ready (Discord allows 3)."""


_OUTAGE = 3600.0
"""Seconds for which an answer waits for a platform that cannot be reached; then it waits for the next start."""


class Road(Struct, frozen=True):
    """What all replies on one platform share."""

    platform: Platform
    port: Port
    pacer: Pacer
    late: set[asyncio.Task[None]]
    """What is on its way beside the answers: acknowledgements of clicks that a later one shows."""
    marks: Marks


class _Shown:
    """One message that is there: its id, how it looks as far as that is known, and what it can never change."""

    def __init__(self, native: str, body: Body | None, kind: Kind = None) -> None:
        self.native, self.body, self.kind = native, body, kind


class LiveReply:
    """One reply on one platform; previews never delay the turn, and the last state arrives."""

    def __init__(
        self, road: Road, to: Inbound, natives: tuple[str, ...], posted: Posted, shown: View | None = None
    ) -> None:
        self._road, self._port, self._to, self._posted = road, road.port, to, posted
        self._there = _there(road.platform, to, natives, shown)
        self._wanted: Look | None = None
        self._closing = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []
        self._timers: list[asyncio.TimerHandle] = []
        self._previewing = False
        self._begun = time.perf_counter() if shown is None else None
        """When a reply began of which nothing is seen yet."""
        self._still = shown is not None
        """True for messages that are there to be changed: they are never previewed, which would lose their text."""
        self._taken_away = 0
        self._late_answer: asyncio.TimerHandle | None = None
        self._signs = Signs(road.platform, road.port, to, road.marks)
        self._signs.begin()
        if isinstance(to, Action):
            loop = asyncio.get_running_loop()
            self._late_answer = loop.call_later(_CLICK_PATIENCE, self._acknowledge_late)

    def show(self, look: Look) -> None:
        """Show how the reply looks when there is time, as it is by then."""
        if self._still or self._closing.is_set():
            return
        if self._previewing:
            self._wanted = look
            return
        view = look()
        if view.done or view.private:
            return
        if view.text.strip() or any(isinstance(control, Progress | Plan) for control in view.controls):
            self._wanted, self._previewing = look, True
            self._later(QUICK, self._preview)

    async def finish(self, view: View) -> None:
        """Show the last state and answer the click."""
        taken = False
        try:
            await self._settle()
            if view.said.strip() or view.controls or view.artifacts:
                await self._draw(view)
            taken = True
            await self._posted(self._natives(), complete=True)
        finally:
            await self._end_click(view.notice)
            await self._signs.clear("done" if taken and not view.failed else "failed")

    async def abandon(self) -> None:
        """Stop the previews; one that is being sent is sent to its end, so that its id is not lost."""
        await self._settle()
        await self._end_click("")
        await self._signs.clear(None)

    async def ask(self, form: Form, problem: str) -> None:
        """Ask the person who clicked for a field's value, with what was wrong before. Raises PlatformError."""
        await self._settle()
        self._keep_quiet()
        if isinstance(self._to, Action):
            await self._port.ask(self._to, form, problem)

    def pass_over(self) -> None:
        """Acknowledge a click whose picture a later one brings; returns at once, never raises."""
        self._closing.set()
        task = asyncio.create_task(self._passed_over())
        self._road.late.add(task)
        task.add_done_callback(self._road.late.discard)

    async def _passed_over(self) -> None:
        await self._settle()
        await self._end_click("")
        await self._signs.clear(None)

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
        await self._signs.end()

    def _natives(self) -> tuple[str, ...]:
        return tuple(shown.native for shown in self._there)

    def _preview(self) -> None:
        self._tasks.append(asyncio.create_task(self._show_wanted()))

    async def _show_wanted(self) -> None:
        place = self._to.session
        while self._wanted is not None and not self._closing.is_set():
            if (pause := self._road.pacer.wait(place)) > 0:
                await rest(self._closing, pause)
                continue
            look, self._wanted = self._wanted, None
            self._road.pacer.spend(place)
            try:
                await self._draw_preview(replace(look(), done=False))
            except RateLimited as limited:
                self._road.pacer.pause(limited.retry_after)
            except (PlatformError, StoreError) as error:
                log.warning("a preview was not shown: %s", error, extra={"session": place})
            await rest(self._closing, self._road.platform.limits.edit_interval)
        self._previewing = False

    async def _draw_preview(self, view: View) -> None:
        bodies = self._road.platform.draw(view)
        for index, body in enumerate(bodies):
            known = self._there[index] if index < len(self._there) else None
            if known is not None and known.body == body:
                continue
            native = await self._port.preview(
                self._to,
                known.native if known else None,
                body,
                key=self._key(index),
                last=index == len(bodies) - 1,
            )
            self._seen()
            if known is not None:
                known.body = body
            elif native is not None:
                self._there.append(_Shown(native, body, kind_of(body)))
                await self._posted(self._natives(), complete=False)

    async def _draw(self, view: View) -> None:
        bodies = self._road.platform.draw(view)
        before, self._there = self._there, []
        places = aligned_with([shown.kind for shown in before], list(map(kind_of, bodies)))
        kept = {place for place in places if place is not None}
        for surplus in (shown for place, shown in enumerate(before) if place not in kept):
            await self._take_away(surplus.native)
        for index, (body, at) in enumerate(zip(bodies, places, strict=True)):
            old = None if at is None else before[at]
            await persist(partial(self._put, index, old, body, private=view.private), _OUTAGE)
            if old is None and index < len(bodies) - 1:
                await self._posted(self._natives(), complete=False)

    async def _take_away(self, native: str) -> None:
        """Delete a message; one that the platform keeps (Telegram: after two days) must not cost the answer."""
        self._taken_away += 1
        try:
            await persist(lambda: self._port.delete(self._to, native))
        except PlatformError as error:
            log.warning("a message that is no longer wanted stays: %s", error, extra={"session": self._to.session})

    async def _put(self, index: int, shown: _Shown | None, body: Body, *, private: bool) -> None:
        self._road.pacer.spend(self._to.session)
        if shown is not None:
            if shown.body != body:
                await self._port.edit(self._to, shown.native, body)
            self._there.append(_Shown(shown.native, body, shown.kind))
            return
        native = await self._port.send(self._to, body, key=self._key(index), private=private)
        self._seen()
        self._there.append(_Shown(native, body, kind_of(body)))

    def _seen(self) -> None:
        """Count how long people waited for the first of a reply."""
        if self._begun is not None:
            pulse.first_text_seconds.add(time.perf_counter() - self._begun)
            self._begun = None

    def _key(self, index: int) -> str:
        """Return what a message is sent under; never that of one which was taken away, which platforms remember."""
        return f"{self._to.event}/{index}" + (f"/{self._taken_away}" if self._taken_away else "")

    def _acknowledge_late(self) -> None:
        self._tasks.append(asyncio.create_task(self._answer_click("")))

    def _keep_quiet(self) -> None:
        if self._late_answer is not None:
            self._late_answer.cancel()

    async def _end_click(self, notice: str) -> None:
        """Answer a click, also where its picture could not be shown."""
        self._keep_quiet()
        if self._tasks:
            await asyncio.wait(self._tasks)
        if isinstance(self._to, Action):
            await self._answer_click(notice)

    async def _answer_click(self, notice: str) -> None:
        """Answer a click; a platform that no longer takes the answer costs nothing but a log line."""
        try:
            await (self._port.notify(self._to, notice) if notice else self._port.acknowledge(self._to))
        except PlatformError as error:
            log.warning("a click was not acknowledged: %s", error, extra={"session": self._to.session})


def _there(platform: Platform, to: Inbound, natives: tuple[str, ...], shown: View | None) -> list[_Shown]:
    """Return the messages that are there.

    Of what a stored reply looks like only what no click changes is relied on: its texts and uploads, but not the
    message that was clicked, which a platform may show otherwise (a choice in a menu is seen before it is taken).
    """
    if shown is None:
        return [_Shown(native, None) for native in natives]
    drawn, bare = platform.draw(shown), platform.draw(replace(shown, controls=()))
    clicked = to.origin.get("native")
    there: list[_Shown] = []
    for index, native in enumerate(natives):
        body = drawn[index] if index < len(drawn) else {}
        stays = native != clicked and index < len(bare) and bare[index] == body
        there.append(_Shown(native, body if stays else None, kind_of(body)))
    return there
