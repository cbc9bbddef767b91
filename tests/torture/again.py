"""Delivering again what was acknowledged before, as platforms do when an acknowledgement was lost on its way."""

import asyncio
import random
from collections.abc import Callable
from typing import Any, Protocol, TypeAlias

from bots.sandbox.discord.server import DiscordSandbox
from bots.sandbox.service import Service
from bots.sandbox.slack.couriers import Answer, Kind
from bots.sandbox.slack.server import SlackSandbox
from bots.sandbox.telegram.server import TelegramSandbox

Json: TypeAlias = dict[str, Any]
Known: TypeAlias = Callable[[str], bool]
"""Says whether an event's id is in the inbox."""


class Courier(Protocol):
    """Remembers what a platform delivers from people."""

    told: list[Json]

    def acknowledged(self, event: Json) -> bool:
        """Say whether the program has taken it."""

    def repeat(self, event: Json) -> None:
        """Deliver it again; returns at once."""


class Again:
    """Delivers events of one platform again that were acknowledged; never others, which would hide their loss."""

    def __init__(self, courier: Courier, chance: random.Random) -> None:
        self._courier, self._chance = courier, chance

    def any(self) -> int:
        """Deliver some event again; return how many that were."""
        if not self._courier.told:
            return 0
        event = self._chance.choice(self._courier.told)
        if not self._courier.acknowledged(event):
            return 0
        self._courier.repeat(event)
        return 1

    def all(self) -> int:
        """Deliver every event again, in any order; return how many these were."""
        events = [event for event in self._courier.told if self._courier.acknowledged(event)]
        self._chance.shuffle(events)
        for event in events:
            self._courier.repeat(event)
        return len(events)


class _Slack:
    """Events of messages under their old ids; Slack delivers a click once."""

    def __init__(self, service: SlackSandbox) -> None:
        courier = service._delivery._courier
        self._deliver = courier.deliver
        self.told: list[Json] = []
        self._tasks: set[asyncio.Task[Answer | None]] = set()
        courier.deliver = self._delivered  # type: ignore[method-assign]

    async def _delivered(self, kind: Kind, payload: Json, attempt: int, reason: str) -> Answer | None:
        answer = await self._deliver(kind, payload, attempt, reason)
        if answer is not None and kind == "events_api" and not payload["event"].keys() & {"subtype", "bot_id"}:
            self.told.append(payload)
        return answer

    def acknowledged(self, event: Json) -> bool:
        return True

    def repeat(self, event: Json) -> None:
        task = asyncio.create_task(self._deliver("events_api", event, 1, "timeout"))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


class _Discord:
    """Dispatches of messages and clicks; as Discord's are not acknowledged, those that are in the inbox."""

    def __init__(self, service: DiscordSandbox, known: Known) -> None:
        self._hub, self._known = service._hub, known
        self.told: list[Json] = []
        self._message, self._send = self._hub.message, self._hub.send
        self._hub.message = self._on_message  # type: ignore[method-assign]
        self._hub.send = self._on_send  # type: ignore[method-assign]

    def _on_message(self, event: str, post: Json, *, kind: int) -> None:
        if event == "MESSAGE_CREATE" and not post["author"].get("bot"):
            self.told.append({"t": event, "d": post})
        self._message(event, post, kind=kind)

    def _on_send(self, event: str, data: Json) -> None:
        if event == "INTERACTION_CREATE":
            self.told.append({"t": event, "d": data})
        self._send(event, data)

    def acknowledged(self, event: Json) -> bool:
        return self._known(f"discord:{event['d']['id']}")

    def repeat(self, event: Json) -> None:
        for session in self._hub._sessions.values():
            if session.frames is not None:
                session.dispatch(event["t"], event["d"])


class _Telegram:
    """Updates of messages and clicks, under new numbers: polling never looks back."""

    def __init__(self, service: TelegramSandbox) -> None:
        self._service, self._world = service, service._world
        self.told: list[Json] = []
        self._notify = self._world.notify
        self._world.notify = self._on_notify  # type: ignore[method-assign]

    def _on_notify(self, kind: str, content: Json) -> None:
        self._notify(kind, content)
        if self._world.state.last_update is not None:
            self.told.append(self._world.state.last_update)

    def acknowledged(self, event: Json) -> bool:
        return event not in self._world.state.updates

    def repeat(self, event: Json) -> None:
        self._world.state.updates.append({**event, "update_id": self._world.next_id()})
        self._service._changed()


def again_of(service: Service, known: Known, chance: random.Random) -> Again:
    """Return what delivers a platform's events again."""
    match service:
        case SlackSandbox():
            return Again(_Slack(service), chance)
        case DiscordSandbox():
            return Again(_Discord(service, known), chance)
        case TelegramSandbox():
            return Again(_Telegram(service), chance)
        case _:
            raise TypeError(f"{service.name} cannot repeat what it delivered")
