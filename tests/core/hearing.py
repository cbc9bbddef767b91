"""Hearing what a turn says in the HUD."""

from core.events import Hud, OutputEvent
from core.sink import OutputSink, current


def listening() -> list[OutputEvent]:
    """Begin a turn `t1` in this context and return the list that its events go into."""
    heard: list[OutputEvent] = []
    sink = OutputSink()
    sink.reset("t1")
    sink.attach(heard.append)
    current.set(sink)
    return heard


def told(heard: list[OutputEvent], event: str) -> list[Hud]:
    """Return what the HUD said of an event."""
    return [e for e in heard if isinstance(e, Hud) and e.fields["event"] == event]
