"""The output sink: where the nodes of a session say what the answer is, and the HUD what they do."""

import asyncio
import logging
import re
import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextvars import ContextVar
from typing import Any, TypeAlias

from core.artifacts import Artifact
from core.controls import Control
from core.events import Artifacts, Controls, Delta, Done, Hud, Notice, OutputEvent

Listener: TypeAlias = Callable[[OutputEvent], None]
"""Told of every event as it happens; it returns at once. Whoever is slower takes a `Feed`."""


_PIECE = re.compile(r"\s*\S+\s*|\s+")

log = logging.getLogger(__name__)


class Feed:
    """Events for a listener with a pace of its own: what does not fit while it is away is left out and counted."""

    def __init__(self, limit: int = 1_000) -> None:
        self._events: asyncio.Queue[OutputEvent] = asyncio.Queue(limit)
        self.lost = 0

    def __call__(self, event: OutputEvent) -> None:
        """Take an event in, or count it as lost."""
        try:
            self._events.put_nowait(event)
        except asyncio.QueueFull:
            self.lost += 1

    async def __aiter__(self) -> AsyncIterator[OutputEvent]:
        """Give the events in order, for ever."""
        while True:
            yield await self._events.get()


class OutputSink:
    """Collects one session's answer and tells it to whoever listens.

    A turn closes in this order: the last delta, controls, artifacts, hud, done.
    """

    def __init__(self) -> None:
        self._listeners: tuple[tuple[object, Listener], ...] = ()
        self._watching: tuple[tuple[object, Listener], ...] = ()
        """Those of the listeners that are told of the HUD too."""
        self.watched = False
        """True while anybody is told of the HUD."""
        self.reset("")

    def reset(self, turn: str) -> None:
        """Forget the last answer and begin the one of `turn`; listeners stay."""
        self.turn = turn
        self.text = ""
        self.controls: tuple[Control, ...] | None = None
        self.artifacts: tuple[Artifact, ...] = ()
        self.done = False

    def attach(self, listener: Listener, *, with_hud: bool = True) -> Callable[[], None]:
        """Tell `listener` of every event from now on, or of all but the HUD; call what is returned to stop that."""
        key = object()
        self._listeners += ((key, listener),)
        if with_hud:
            self._watching += ((key, listener),)
            self.watched = True

        def detach() -> None:
            self._detach(key)

        return detach

    def _detach(self, key: object) -> None:
        self._listeners = tuple(one for one in self._listeners if one[0] is not key)
        self._watching = tuple(one for one in self._watching if one[0] is not key)
        self.watched = bool(self._watching)

    def say(self, content: str) -> None:
        """Add a piece of text to the answer; what no encoding has (half a surrogate pair) becomes a question mark."""
        if not content.isascii():
            content = content.encode("utf-8", "replace").decode()
        self.text += content
        self._tell(self._listeners, Delta(content))

    def recite(self, text: str) -> None:
        """Add a text made by code, in pieces like a model's."""
        for piece in _PIECE.findall(text):
            self.say(piece)

    def show(self, controls: tuple[Control, ...]) -> None:
        """Show these controls and no others."""
        self.controls = controls
        self._tell(self._listeners, Controls(controls))

    def hand_over(self, artifacts: tuple[Artifact, ...]) -> None:
        """Add tables, charts and files to the answer."""
        self.artifacts += artifacts
        self._tell(self._listeners, Artifacts(artifacts))

    def notice(self, text: str) -> None:
        """Tell the one who acted something short, beside the answer."""
        self._tell(self._listeners, Notice(text))

    def report(self, hud: Hud) -> None:
        """Tell those who watch it what a node does."""
        self._tell(self._watching, hud)

    def finish(self, *, failed: bool = False) -> None:
        """Say that the answer is complete, though it may only say what went wrong."""
        self.done = True
        self._tell(self._listeners, Done(failed))

    def _tell(self, listeners: tuple[tuple[object, Listener], ...], event: OutputEvent) -> None:
        """Tell of an event; a listener whose connection is gone is told nothing more."""
        for key, listener in listeners:
            try:
                listener(event)
            except (OSError, RuntimeError) as error:
                log.warning("a listener is gone: %s", error)
                self._detach(key)


current: ContextVar[OutputSink | None] = ContextVar("current_sink", default=None)
"""The sink of the turn that runs in this context, so that shared nodes report to the right session."""


def hud(
    node: str, happened: str, *, since: float | None = None, words: Mapping[str, str] | None = None, **fields: Any
) -> None:
    """Report what a node does to the session whose turn this is; outside a turn, or unwatched, it goes nowhere.

    What people or models wrote goes into `words`, never into `fields`. What began at `since`, seconds of
    `time.perf_counter`, is told with how long it took, as `ms`.
    """
    sink = current.get()
    if sink is None or not sink.watched:
        return
    took = {} if since is None else {"ms": round((time.perf_counter() - since) * 1_000, 2)}
    sink.report(Hud({"node": node, "event": happened, "turn": sink.turn, **took, **fields}, dict(words or ())))
