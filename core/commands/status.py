"""`/status`: how things stand in a conversation, and with the program."""

import time
from collections.abc import Callable

from core.alarms import Alarms
from core.commands.asked import Answer, Asked
from core.gate import EVERYWHERE, Gate, visitor_of
from core.scopes import GraphScopes, Scope

_SET_FOR: dict[Scope | None, str] = {
    "session": "set for this conversation",
    "channel": "set for this channel",
    "default": "set as the default",
    None: "the program's own",
}


class StatusCommand:
    """Says graph, model, queue and uptime; to admins, where nobody else reads it, the last trouble too."""

    def __init__(self, gate: Gate, scopes: GraphScopes, alarms: Alarms, clock: Callable[[], float] = time.time) -> None:
        self._gate, self._scopes, self._alarms, self._clock = gate, scopes, alarms, clock
        self._begun = clock()
        self.waiting: Callable[[str], tuple[int, int]] = _nothing
        """Says how many events wait in a session, and in how many sessions there is something to do."""

    async def answer(self, asked: Asked) -> Answer:
        """Say how things stand."""
        graph = self._scopes.resolve(asked.session, asked.channel)
        model = asked.live.runtime.model if asked.live is not None else ""
        waiting, busy = self.waiting(asked.session)
        lines = [
            f"- Graph: **{graph}**, {_SET_FOR[self._scopes.where(asked.session, asked.channel)]}",
            f"- Model: {model or 'what the graph names'}",
            f"- Waiting here: {waiting}; other conversations at work: {max(0, busy - 1)}",
            f"- Running for {_span(self._clock() - self._begun)}",
            f"- Conversation: `{asked.session}`" + ("" if asked.live is not None else ", nothing said yet"),
        ]
        if asked.inbound.direct and await self._gate.role(visitor_of(asked.inbound), EVERYWHERE) == "admin":
            lines.append(f"- Last trouble: {self._trouble()}")
        return Answer("\n".join(lines))

    def _trouble(self) -> str:
        last = self._alarms.last
        return "none since the start" if last is None else f"{last.sentence} ({_span(self._clock() - last.at)} ago)"


def _nothing(_: str) -> tuple[int, int]:
    return 0, 0


def _span(seconds: float) -> str:
    minutes, hours, days = int(seconds // 60), int(seconds // 3_600), int(seconds // 86_400)
    if days:
        return f"{days} d {hours % 24} h"
    if hours:
        return f"{hours} h {minutes % 60} min"
    return f"{minutes} min" if minutes else f"{max(0, int(seconds))} s"
