"""The Runtime: one session of the assistant."""

import asyncio
import time
import uuid
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, assert_never

import msgspec
from msgspec.structs import replace

from core.engines import engine_for
from core.engines.turn import Outcome, Turn
from core.envelope import Command, Envelope, Exchange, InputAnalysis
from core.errors import ModelError
from core.events import Claims, OutputEvent
from core.graph import load_graph
from core.nodes.thinking import Situation
from core.phrases import phrase
from core.pool import Models, NodePool
from core.sink import OutputSink, current, hud
from core.state import HISTORY_KEPT, SessionState, decode, encode
from core.ui import AtLimit, Changed, ForTheGraph, Gone, NotNow, Reaction, Screen, react

DEFAULT_GRAPH = "v4-eras"


class Runtime:
    """Answers the messages and clicks of one session, one at a time, and keeps what it needs for the next.

    Give it a pool, or the models for one of its own.
    """

    def __init__(
        self,
        user_claims: Claims | None = None,
        origin: str = "unknown",
        broadcast: Callable[[OutputEvent], None] | None = None,
        graph_name: str = DEFAULT_GRAPH,
        session_id: str = "",
        pool: NodePool | None = None,
        *,
        models: Models | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        if pool is None:
            if models is None:
                raise TypeError("Runtime needs a pool, or models to make one")
            pool = NodePool(load_graph(graph_name), models)
        self.session_id = session_id or uuid.uuid4().hex
        self.sink = OutputSink()
        if broadcast is not None:
            self.sink.attach(broadcast)
        self._origin, self._clock = origin, clock
        self._history: tuple[Exchange, ...] = ()
        self._afterwork: asyncio.Task[None] | None = None
        self._claims: dict[str, str] | None = None
        self._enter(pool, SessionState())
        self.update_identity(user_claims or {})

    @property
    def graph_name(self) -> str:
        """Return the name of the graph that answers."""
        return self._pool.graph.name

    @property
    def language(self) -> str:
        """Return the language last spoken."""
        return self._nodes.memorizer.memory.language

    def update_identity(self, claims: Claims) -> None:
        """Take in who the person is, where the claims changed; a known name stays where they have none."""
        if dict(claims) == self._claims:
            return
        self._claims = dict(claims)
        memorizer = self._nodes.memorizer
        known = memorizer.memory.user_name
        name = claims.get("name") or claims.get("preferred_username") or claims.get("username") or known
        authenticated = self._origin != "unknown"
        situation = f"authenticated on {self._origin}" if authenticated else "local session"
        memorizer.memory = memorizer.memory.about(name, situation)

    def switch(self, pool: NodePool) -> None:
        """Go on with another graph's nodes; history, memory and screen are kept."""
        self._enter(pool, self._state())

    async def handle_message(self, text: str) -> None:
        """Answer a person's words into the sink. A model that fails is told plainly, and ends the turn."""
        await self._begin()
        self._note(Exchange("user", text))
        envelope = Envelope(text, self._nodes.memorizer.memory.user_name, self.session_id, self._clock())
        turn = self._turn(envelope)
        await self._through_the_graph(lambda: self._engine.process_message(turn), turn)

    async def handle_action(self, action: str, data: Mapping[str, str] | None = None) -> None:
        """Answer a click named `control:verb`: by a machine, by a local action, else by the graph."""
        await self._begin()
        control, _, verb = action.partition(":")
        reaction = self._nodes.ui.click(control, verb)
        if isinstance(reaction, ForTheGraph):
            await self._press(control, data or {})
            return
        self._answer_locally(action, reaction)
        self.sink.finish()

    def answers_locally(self, action: str) -> bool:
        """Say whether a click would be answered without the graph (and so without a model)."""
        control, _, verb = action.partition(":")
        return not isinstance(react(self._nodes.ui.screen, control, verb), ForTheGraph)

    async def settle(self) -> None:
        """Wait until the memorizer has taken in the last turn."""
        if self._afterwork is not None:
            await self._afterwork
            self._afterwork = None

    def to_state(self) -> dict[str, Any]:
        """Return all the session needs to go on, as plain JSON values."""
        state: dict[str, Any] = msgspec.json.decode(self.dump_state())
        return state

    def restore_state(self, state: dict[str, Any]) -> None:
        """Go on from plain JSON values; what they lack keeps its default. Raises StoreError if they cannot be read."""
        self.load_state(msgspec.json.encode(state))

    def dump_state(self) -> bytes:
        """Return what `to_state` returns, encoded."""
        return encode(self._state())

    def load_state(self, data: bytes) -> None:
        """Go on from what `dump_state` returned. Raises StoreError if it cannot be read."""
        self._enter(self._pool, decode(data))

    def _enter(self, pool: NodePool, state: SessionState) -> None:
        self._pool, self._engine = pool, engine_for(pool)
        self._history = state.history
        self._nodes = pool.for_session(state.last_activity, state.memory, Screen(state.controls))

    def _state(self) -> SessionState:
        return SessionState(
            graph=self.graph_name,
            history=self._history,
            memory=self._nodes.memorizer.memory,
            controls=self._nodes.ui.controls,
            last_activity=self._nodes.sensor.last_activity,
        )

    async def _begin(self) -> None:
        await self.settle()
        current.set(self.sink)
        self.sink.reset()
        self._nodes.sensor.note_activity(self._clock())

    def _turn(self, envelope: Envelope) -> Turn:
        memorizer, ui = self._nodes.memorizer, self._nodes.ui
        lines = [*memorizer.memory.lines(), *self._nodes.sensor.lines()]
        situation = Situation("\n".join(lines), self._history[:-1], ui.controls)
        return Turn(envelope, situation, self.language, ui, self.sink)

    async def _press(self, control: str, data: Mapping[str, str]) -> None:
        text = f"[clicked {control}]" + (f" {dict(data)}" if data else "")
        self._note(Exchange("user", text))
        command = Command(InputAnalysis("action", control, "simple", self.language), text)
        turn = self._turn(Envelope(text, self._nodes.memorizer.memory.user_name, self.session_id, self._clock()))
        await self._through_the_graph(lambda: self._engine.process_action(command, turn), turn)

    async def _through_the_graph(self, work: Callable[[], Awaitable[Outcome]], turn: Turn) -> None:
        try:
            outcome = await work()
        except ModelError as error:
            hud("runtime", "failed", error=str(error))
            self.sink.say(("\n\n" if self.sink.text else "") + phrase("no_model", self.language))
            self.sink.finish()
            return
        self._nodes.ui.screen = outcome.screen
        self._note(Exchange("assistant", self.sink.text))
        self.sink.finish()
        self._afterwork = asyncio.create_task(self._memorize(outcome, turn))

    async def _memorize(self, outcome: Outcome, turn: Turn) -> None:
        """Keep what the turn brought; a failure costs nothing but a HUD line."""
        try:
            await self._nodes.memorizer.update(outcome.command, replace(turn.situation, history=self._history))
        except ModelError as error:
            hud("memorizer", "failed", error=str(error))

    def _answer_locally(self, action: str, reaction: Reaction) -> None:
        said = ""
        match reaction:
            case Changed(said=said):
                self.sink.say(said) if said else None
            case AtLimit(label, value):
                self.sink.notice(phrase("at_limit", self.language, label=label, value=value))
            case NotNow(state):
                self.sink.notice(phrase("not_now", self.language, state=state))
            case Gone():
                self.sink.notice(phrase("gone", self.language))
            case ForTheGraph():
                return
            case _:
                assert_never(reaction)
        if isinstance(reaction, Changed):
            self._note(Exchange("user", f"[clicked {action}]"))
            self._note(Exchange("assistant", said)) if said else None
        self.sink.show(self._nodes.ui.controls)

    def _note(self, exchange: Exchange) -> None:
        self._history = (*self._history, exchange)[-HISTORY_KEPT:]
