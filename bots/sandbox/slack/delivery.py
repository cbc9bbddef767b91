"""Delivering: events again and again until they are acknowledged, a person's acts once."""

import asyncio
import random
from collections import deque
from typing import Any

from bots.sandbox.service import Refused
from bots.sandbox.slack.couriers import Answer, Courier, Kind
from bots.sandbox.slack.payloads import event_callback

_KEPT = 1_000
"""Payloads of events that can be delivered again."""


class Delivery:
    """Sends what happens to the app; what waits is in memory only."""

    def __init__(self, courier: Courier, patience: float, retry_pauses: tuple[float, ...]) -> None:
        self._courier, self._patience, self._retry_pauses = courier, patience, retry_pauses
        self._tasks: set[asyncio.Task[None]] = set()
        self._sent: deque[dict[str, Any]] = deque(maxlen=_KEPT)
        self.deaf = 0
        """How many acknowledgements of events will be lost on their way: those events are delivered again."""

    @property
    def waiting(self) -> int:
        """Return how many events are not acknowledged yet."""
        return len(self._tasks)

    def event(self, event: dict[str, Any]) -> None:
        """Deliver an event; returns at once."""
        self._sent.append(event_callback(event))
        self._send(self._sent[-1])

    def redeliver(self, which: int | None) -> None:
        """Deliver an event again, acknowledged or not: that with this index (-1 is the last), or (None) any of them."""
        if self._sent:
            self._send(random.choice(self._sent) if which is None else self._sent[which])  # noqa: S311 (no secret)

    async def act(self, kind: Kind, payload: dict[str, Any]) -> Answer:
        """Deliver what a person did, once. Raises Refused if the app does not come or does not acknowledge in time."""
        try:
            await asyncio.wait_for(self._courier.connected.wait(), self._patience)
        except TimeoutError as error:
            raise Refused("The app is not connected.") from error
        answer = await self._courier.deliver(kind, payload, 0, "")
        if answer is None:
            raise Refused("The app did not respond.")
        return answer

    async def stop(self) -> None:
        """Give up what is not delivered."""
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _send(self, payload: dict[str, Any]) -> None:
        task = asyncio.create_task(self._until_acknowledged(payload))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _until_acknowledged(self, payload: dict[str, Any]) -> None:
        reason = ""
        for attempt, pause in enumerate((0.0, *self._retry_pauses)):
            await asyncio.sleep(pause)
            await self._courier.connected.wait()
            answer = await self._courier.deliver("events_api", payload, attempt, reason)
            if answer is not None and not self.deaf:
                return
            self.deaf -= answer is not None
            reason = "timeout"
