"""What people see on a platform: the snapshot, read now and then, since it costs more the more was said."""

import re
import time
from typing import Any

from bots.sandbox.service import Service
from tests.drivers import buttons, said
from tests.torture.evidence import Post

_FRESH = 0.25
"""Seconds for which a snapshot is good enough while things go on."""
_VALUE = re.compile(r"Counter: (\d+)")
_FAILED = "This interaction failed"
"""What Discord says of a click that nobody acknowledged in time."""


class Eyes:
    """Looks at one platform."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._seen: dict[str, list[dict[str, Any]]] = {}
        self._at = 0.0

    def places(self) -> set[str]:
        """Return the places that are there."""
        return set(self._messages())

    def posts(self, place: str, last: int = 0) -> tuple[Post, ...]:
        """Return the bot's messages of a place, or those among its `last` messages."""
        messages = self._messages().get(place, [])[-last:]
        return tuple(self._post(m) for m in messages if m["author"]["bot"] and not self._refusal(m))

    def refusals(self, place: str) -> int:
        """Return how many clicks the platform told people nobody had acknowledged."""
        return sum(map(self._refusal, self._messages().get(place, [])))

    def counter(self, place: str) -> tuple[str, str] | None:
        """Return the newest message with a counter, and the id of its `+`."""
        for message in reversed(self._messages().get(place, [])):
            if message["author"]["bot"] and (plus := buttons(self._service.name, message["native"]).get("+")):
                return message["id"], plus
        return None

    def look(self) -> None:
        """Read the snapshot anew."""
        self._seen, self._at = self._service.snapshot()["messages"], time.monotonic()

    def _messages(self) -> dict[str, list[dict[str, Any]]]:
        if time.monotonic() - self._at > _FRESH:
            self.look()
        return self._seen

    def _post(self, message: dict[str, Any]) -> Post:
        native = message["native"]
        words = said(self._service.name, native) + (" (private)" if "private_to" in message else "")
        values = [int(found[1]) for label in buttons(self._service.name, native) if (found := _VALUE.fullmatch(label))]
        return Post(message["id"], words, values[0] if values else None, bool(message.get("streaming")))

    @staticmethod
    def _refusal(message: dict[str, Any]) -> bool:
        return "private_to" in message and message["native"].get("content") == _FAILED
