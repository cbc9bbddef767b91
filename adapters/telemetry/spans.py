"""Spans: what the HUD tells of one session's turns, as traces; nobody's words are in them."""

import time
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from opentelemetry.sdk.trace.id_generator import RandomIdGenerator
from opentelemetry.trace import Span, Status, StatusCode, Tracer, set_span_in_context

from core.events import Hud, OutputEvent

Attributes: TypeAlias = dict[str, str | bool | int | float]

_TURN, _CLOSED = "turn", "closed"
_KNOWN = frozenset({
    "graph", "number", "steps", "operations", "operation", "characters", "tool", "label", "model", "error", "failed",
    "reaction", "input_tokens", "output_tokens", "kind", "platform",
})  # fmt: skip
"""Fields that are told: names and numbers of our own; what a model chose, such as an intent, is not among them."""


class TurnIds(RandomIdGenerator):
    """Makes the id of a trace from that of the turn, so that a log line's `trace` finds it."""

    def __init__(self) -> None:
        self.turn = ""

    def generate_trace_id(self) -> int:
        """Return the turn's number; a random one where it has none."""
        try:
            return int(self.turn, 16) or super().generate_trace_id()
        except ValueError:
            return super().generate_trace_id()


class SessionSpans:
    """Listens to one session; a turn is a trace, its root the turn, below it nodes, and below them models."""

    def __init__(self, session: str, tracer: Tracer, ids: TurnIds, clock: Callable[[], int] = time.time_ns) -> None:
        self._session, self._tracer, self._ids, self._clock = session, tracer, ids, clock
        self._turn = ""
        self._root: Span | None = None
        self._open: dict[str, Span] = {}
        self._usage: dict[str, Attributes] = {}

    def __call__(self, event: OutputEvent) -> None:
        """Take an event of the HUD in; all others are the answer, and none of our business."""
        if isinstance(event, Hud):
            self._take(event.fields)

    def end(self) -> None:
        """End what is still open."""
        now = self._clock()
        self._end_open(now)
        if self._root is not None:
            self._root.end(now)
            self._root = None

    def _take(self, fields: Mapping[str, Any]) -> None:
        node, happened, turn = str(fields["node"]), str(fields["event"]), str(fields["turn"])
        now = self._clock()
        begun = now - round(float(fields.get("ms", 0.0)) * 1e6)
        if (node, happened) == (_TURN, _CLOSED):
            self.end()
            return
        root = self._root_of(turn, begun)
        told = _told(fields)
        match node, happened:
            case "runtime", "began":
                root.set_attributes(told)
            case "runtime", "finished":
                self._end_open(now)
                root.add_event(happened, told, now)
            case "process", "running":
                self._open[f"process {fields['id']}"] = self._begin("tool", root, now, told)
            case "process", _:
                self._finish(f"process {fields['id']}", now, {**told, "state": happened})
            case _, "entered" | "frame":
                self._finish(node, now, {})
                self._open[node] = self._begin(node, root, now, told)
            case _, "usage":
                self._usage[node] = told
            case _, "failed":
                self._open.get(node, root).set_status(Status(StatusCode.ERROR, str(fields.get("error", ""))))
            case _, _ if "ms" not in fields:
                self._open.get(node, root).add_event(happened, told, now)
            case _, "asked":
                self._past("model", self._open.get(node, root), begun, now, {**self._usage.pop(node, {}), **told})
            case _ if node in self._open:
                self._finish(node, now, told)
            case _:
                self._past(f"{node} {happened}", root, begun, now, told)

    def _root_of(self, turn: str, begun: int) -> Span:
        if self._root is None or turn != self._turn:
            self.end()
            self._turn = self._ids.turn = turn
            about: Attributes = {"session": self._session, "turn": turn, "platform": self._session.partition(":")[0]}
            self._root = self._tracer.start_span(_TURN, attributes=about, start_time=begun)
        return self._root

    def _begin(self, name: str, parent: Span, at: int, attributes: Attributes) -> Span:
        return self._tracer.start_span(name, set_span_in_context(parent), attributes=attributes, start_time=at)

    def _past(self, name: str, parent: Span, begun: int, ended: int, attributes: Attributes) -> None:
        """Tell of something that is over."""
        span = self._begin(name, parent, begun, attributes)
        if attributes.get("failed") or "error" in attributes:
            span.set_status(Status(StatusCode.ERROR, str(attributes.get("error", ""))))
        span.end(ended)

    def _finish(self, name: str, at: int, attributes: Attributes) -> None:
        span = self._open.pop(name, None)
        if span is not None:
            span.set_attributes(attributes)
            span.end(at)

    def _end_open(self, at: int) -> None:
        while self._open:
            self._open.popitem()[1].end(at)


def _told(fields: Mapping[str, Any]) -> Attributes:
    return {
        name: value
        for name, value in fields.items()
        if name in _KNOWN and isinstance(value, str | bool | int | float) and value != ""
    }
