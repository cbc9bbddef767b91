"""The output sink: where the nodes of a session say what the answer is, and the HUD what they do."""

from collections.abc import Callable
from contextvars import ContextVar
from typing import Any, TypeAlias

from core.controls import Control
from core.events import Controls, Delta, Done, Hud, Notice, OutputEvent

Listener: TypeAlias = Callable[[OutputEvent], None]
"""Told of every event as it happens; it returns at once and raises nothing."""


class OutputSink:
    """Collects one session's answer and tells it to whoever listens."""

    def __init__(self) -> None:
        self._listeners: list[Listener] = []
        self.reset()

    def reset(self) -> None:
        """Forget the last answer; listeners stay."""
        self.text = ""
        self.controls: tuple[Control, ...] | None = None
        self.done = False

    def attach(self, listener: Listener) -> Callable[[], None]:
        """Tell `listener` of every event from now on; call what is returned to stop that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def say(self, content: str) -> None:
        """Add a piece of text to the answer."""
        self.text += content
        self.emit(Delta(content))

    def show(self, controls: tuple[Control, ...]) -> None:
        """Show these controls and no others."""
        self.controls = controls
        self.emit(Controls(controls))

    def notice(self, text: str) -> None:
        """Tell the one who acted something short, beside the answer."""
        self.emit(Notice(text))

    def finish(self) -> None:
        """Say that the answer is complete."""
        self.done = True
        self.emit(Done())

    def emit(self, event: OutputEvent) -> None:
        """Tell all listeners."""
        for listener in tuple(self._listeners):
            listener(event)


current: ContextVar[OutputSink | None] = ContextVar("current_sink", default=None)
"""The sink of the turn that runs in this context, so that shared nodes report to the right session."""


def hud(node: str, happened: str, **fields: Any) -> None:
    """Report what a node does to the session whose turn this is; outside a turn it goes nowhere."""
    sink = current.get()
    if sink is not None:
        sink.emit(Hud({"node": node, "event": happened, **fields}))
