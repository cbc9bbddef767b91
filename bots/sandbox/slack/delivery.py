"""Delivering: events again and again until they are acknowledged, a person's acts once."""

import asyncio
from typing import Any

from bots.sandbox.service import Refused
from bots.sandbox.slack.couriers import Answer, Courier, Kind
from bots.sandbox.slack.payloads import event_callback


class Delivery:
    """Sends what happens to the app; what waits is in memory only."""

    def __init__(self, courier: Courier, patience: float, retry_pauses: tuple[float, ...]) -> None:
        self._courier, self._patience, self._retry_pauses = courier, patience, retry_pauses
        self._tasks: set[asyncio.Task[None]] = set()
        self._last: dict[str, Any] | None = None

    @property
    def waiting(self) -> int:
        """Return how many events are not acknowledged yet."""
        return len(self._tasks)

    def event(self, event: dict[str, Any]) -> None:
        """Deliver an event; returns at once."""
        self._last = event_callback(event)
        self._send(self._last)

    def redeliver(self) -> None:
        """Deliver the last event again, as Slack does when an acknowledgement was lost."""
        if self._last is not None:
            self._send(self._last)

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
            if await self._courier.deliver("events_api", payload, attempt, reason) is not None:
                return
            reason = "timeout"
