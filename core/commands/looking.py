"""`/help`, `/sessions` and `/trace`: what there is to see."""

from collections import deque
from collections.abc import Callable, Sequence

from msgspec import Struct

from core.commands.asked import Answer, Asked
from core.commands.beginning import said_of
from core.events import Hud, OutputEvent
from core.gate import EVERYWHERE, Gate, verb_of, visitor_of
from core.people import People
from core.permissions import Role, allowed
from core.phrases import phrase
from core.ports import Store
from core.sink import OutputSink

_MOST = 10
_STEPS = 200
"""Of a traced conversation's nodes, the newest are kept."""


class Line(Struct, frozen=True):
    """A command in the list of all."""

    name: str
    hint: str
    description: str


class HelpCommand:
    """Says what there is, to each what they may do."""

    def __init__(self, gate: Gate, lines: Sequence[Line]) -> None:
        self._gate, self._lines = gate, lines

    async def answer(self, asked: Asked) -> Answer:
        """List the commands."""
        role = await self._gate.role(visitor_of(asked.inbound), asked.channel)
        rows = [f"- `/{line.name} {line.hint}`: {line.description}".replace(" `:", "`:") for line in self._for(role)]
        return Answer("\n".join([phrase("help", asked.language), *rows]))

    def _for(self, role: Role) -> list[Line]:
        verbs = ((line, verb_of(line.name)) for line in self._lines)
        return [line for line, verb in verbs if verb is not None and allowed("slash", role, verb)]


class StopCommand:
    """Answers a stop that found nothing to stop: one that does never comes so far."""

    async def answer(self, asked: Asked) -> Answer:
        """Say so."""
        return Answer(phrase("nothing_runs", asked.language))


class SessionsCommand:
    """Lists somebody's conversations; to admins those of all."""

    def __init__(self, gate: Gate, store: Store, people: People) -> None:
        self._gate, self._store, self._people = gate, store, people

    async def answer(self, asked: Asked) -> Answer:
        """List the newest. Raises StoreError."""
        if not asked.inbound.direct:
            return Answer(phrase("only_yours", asked.language, command="sessions"))
        everybody = await self._gate.role(visitor_of(asked.inbound), EVERYWHERE) == "admin"
        whose = None if everybody else self._people.selves(asked.person.id)
        found = await self._store.conversations(whose, _MOST)
        # What others said is theirs: an admin sees where they talk, not what of.
        rows = [f"- `{one.session}` on {one.graph}" + ("" if everybody else f": {said_of(one)}") for one in found]
        return Answer(
            "\n".join([phrase("sessions", asked.language), *rows]) if rows else phrase("no_sessions", asked.language)
        )


class TraceCommand:
    """Shows what the nodes did in a conversation that is traced."""

    def __init__(self) -> None:
        self._traced: dict[OutputSink, tuple[deque[Hud], Callable[[], None]]] = {}

    async def answer(self, asked: Asked) -> Answer:
        """Begin, end or show a trace."""
        if asked.live is None:
            return Answer(phrase("no_conversation", asked.language, command="trace"))
        sink = asked.live.runtime.sink
        match asked.words:
            case ("on",):
                self._begin(sink)
                return Answer("This conversation is traced from now on; `/trace` shows its last answer.")
            case ("off",):
                self._end(sink)
                return Answer("This conversation is no longer traced.")
            case () if sink in self._traced:
                return Answer(_told(self._traced[sink][0]))
            case ():
                return Answer("This conversation is not traced: say `/trace on`, and ask something.")
            case _:
                return Answer("Say `/trace [on|off]`.")

    def _begin(self, sink: OutputSink) -> None:
        if sink in self._traced:
            return
        steps: deque[Hud] = deque(maxlen=_STEPS)

        def listener(event: OutputEvent) -> None:
            if isinstance(event, Hud):
                steps.append(event)

        while len(self._traced) >= _MOST:
            self._end(next(iter(self._traced)))
        self._traced[sink] = steps, sink.attach(listener)

    def _end(self, sink: OutputSink) -> None:
        _, detach = self._traced.pop(sink, (None, None))
        if detach is not None:
            detach()


def _told(steps: Sequence[Hud]) -> str:
    """Return the steps of the last turn as lines, without what people or models wrote."""
    if not steps:
        return "Nothing was answered here since the trace began."
    turn = steps[-1].fields.get("turn")
    rows = [
        f"- **{step.fields['node']}** {step.fields['event']} "
        + ", ".join(f"{key} {value}" for key, value in step.fields.items() if key not in ("node", "event", "turn"))
        for step in steps
        if step.fields.get("turn") == turn
    ]
    return "\n".join([f"Turn `{turn}`:", *(row.rstrip() for row in rows)])
