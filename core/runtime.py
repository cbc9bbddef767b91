"""The Runtime: one session of the assistant."""

import asyncio
import logging
import random
import time
import uuid
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any
from weakref import WeakMethod

import msgspec
from msgspec.structs import replace

from core.actiontext import clicked_text, read_action
from core.asking import EVERY_NODE, chosen
from core.attachments import Attached
from core.controls import Control
from core.engines import engine_for
from core.engines.turn import Outcome, Turn
from core.envelope import Command, Envelope, Exchange, InputAnalysis
from core.errors import SettingsError, TriviumError
from core.events import Claims, OutputEvent
from core.failures import sentence_for
from core.graph import load_graph
from core.nodes.thinking import Situation
from core.phrases import phrase
from core.pool import Kit, NodePool
from core.process import Process, ProcessManager
from core.sink import OutputSink, current, hud
from core.state import SessionState, decode, encode, whole_turns
from core.ui import Changed, ForTheGraph, Gone, Reaction, Screen, press_of, react, told_of

DEFAULT_GRAPH = "v4-eras"
log = logging.getLogger(__name__)
_NONE: Mapping[str, str] = MappingProxyType({})


class Runtime:
    """Answers the messages and clicks of one session, one at a time, and keeps what it needs for the next.

    Give it a pool, or the kit to make one of its own.
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
        kit: Kit | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        if pool is None:
            if kit is None:
                raise TypeError("Runtime needs a pool, or a kit to make one")
            pool = NodePool(load_graph(graph_name), kit)
        self.session_id = session_id or uuid.uuid4().hex
        self.sink = OutputSink()
        if broadcast is not None:
            self.sink.attach(broadcast)
        self._origin, self._clock = origin, clock
        show = WeakMethod(self._show_progress)  # a cycle would leave sessions to the garbage collector
        self._processes = ProcessManager(lambda: (shown := show()) is not None and shown())
        self._afterwork: asyncio.Task[None] | None = None
        self._working: asyncio.Task[None] | None = None
        self._stops = 0  # how often the task on its way through the graph was cancelled to stop the turn
        self._busy = self._stopping = False
        self._opening = ""
        self._claims: Claims = user_claims or {}
        self._enter(pool, SessionState())

    @property
    def graph_name(self) -> str:
        """Return the name of the graph that answers."""
        return self._pool.graph.name

    @property
    def controls(self) -> tuple[Control, ...]:
        """Return what people see now."""
        return self._nodes.ui.controls

    @property
    def model(self) -> str:
        """Return the model chosen for this session; empty where the graph's own answer."""
        return self._model

    @property
    def language(self) -> str:
        """Return the language last spoken."""
        return self._nodes.memorizer.memory.language

    def update_identity(self, claims: Claims) -> None:
        """Take in who the person is; the name known stays where the claims have none, or none but the one before."""
        self._claims = claims
        claimed = claims.get("name") or claims.get("preferred_username") or claims.get("username") or ""
        situation = f"authenticated on {self._origin}" if self._origin != "unknown" else "local session"
        memorizer = self._nodes.memorizer
        memorizer.memory = memorizer.memory.about(claimed, situation)

    def switch(self, pool: NodePool) -> None:
        """Go on with another graph's nodes; history, memory and screen are kept."""
        self._enter(pool, self.snapshot())

    def use_model(self, name: str) -> None:
        """Let the model `name` answer for all nodes of this session; the empty name gives the graph's own back."""
        self._model = name

    def open_with(self, text: str) -> None:
        """Say `text` before the next answer."""
        self._opening = text

    async def handle_message(
        self,
        text: str,
        dashboard: Sequence[Control] | None = None,
        model_overrides: Mapping[str, str] = _NONE,
        attachments: Sequence[Attached] = (),
    ) -> None:
        """Answer a person's words into the sink; what cannot be answered is told plainly, and ends the turn.

        `dashboard` is what the person sees, where that is known. `model_overrides` names models for this turn, by
        node, or for all nodes under `*`; SettingsError is raised for one that cannot be had. `ACTION: name | data: {…}`
        is an action.
        """
        await self._busy_with(lambda: self._hear(text, dashboard, tuple(attachments)), model_overrides)

    async def handle_action(self, action: str, data: Mapping[str, str] = _NONE) -> None:
        """Answer a click named `control:verb`: by a machine, by a local action, else by the graph."""
        await self._busy_with(lambda: self._act(action, data))

    def answers_locally(self, action: str, data: Mapping[str, str] = _NONE) -> bool:
        """Say whether a click would be answered without the graph (and so without a model)."""
        control, _, verb = action.partition(":")
        return not isinstance(react(self._nodes.ui.screen, control, verb, data), ForTheGraph)

    def stop(self) -> bool:
        """End the turn under way, with what it has said so far; say whether there was one.

        What is still being remembered of the turn before is given up.
        """
        self._stopping = self._busy
        if self._working is not None:
            self._stops += self._working.cancel()
        elif self._afterwork is not None:
            self._afterwork.cancel()
        return self._stopping

    def stop_next(self) -> None:
        """End the next turn as soon as it begins."""
        self._stopping = True

    def works(self) -> tuple[Process, ...]:
        """Return the works under way, such as a tool's, oldest first."""
        return self._processes.running()

    def cancel(self, process: str) -> bool:
        """End one running work, such as a tool's; say whether there was one of that id. The turn goes on."""
        return self._processes.cancel(process)

    async def settle(self) -> None:
        """Wait until the memorizer and the director have taken in the last turn."""
        if self._afterwork is None:
            return
        if not self._afterwork.done():
            await asyncio.wait({self._afterwork})  # unlike a plain await, this leaves it running if we are cancelled
        task, self._afterwork = self._afterwork, None
        if not task.cancelled():
            task.result()

    async def _busy_with(self, work: Callable[[], Awaitable[None]], overrides: Mapping[str, str] = _NONE) -> None:
        self._busy = True
        try:
            await self._begin(overrides)
            await work()
        finally:
            self._busy = self._stopping = False

    async def _hear(self, text: str, dashboard: Sequence[Control] | None, attachments: tuple[Attached, ...]) -> None:
        seen = self._noted(dashboard)
        action = read_action(text)
        if action is not None:
            await self._typed(*action)
            return
        await self._answer("\n".join(filter(None, [text, *(file.line for file in attachments)])), seen, attachments)

    async def _answer(self, text: str, seen: Sequence[str] = (), attachments: tuple[Attached, ...] = ()) -> None:
        self._note(Exchange("user", text))
        turn = self._turn(text, self._nodes.ui.screen.without_answer(), seen, attachments)
        await self._through_the_graph(lambda: self._engine.process_message(turn), turn)

    def to_state(self) -> dict[str, Any]:
        """Return all the session needs to go on, as plain JSON values."""
        state: dict[str, Any] = msgspec.json.decode(self.dump_state())
        return state

    def restore_state(self, state: dict[str, Any]) -> None:
        """Go on from plain JSON values; what they lack keeps its default. Raises StoreError if they cannot be read."""
        self.load_state(msgspec.json.encode(state))

    def dump_state(self) -> bytes:
        """Return what `to_state` returns, encoded."""
        return encode(self.snapshot())

    def load_state(self, data: bytes) -> None:
        """Go on from what `dump_state` returned. Raises StoreError if it cannot be read."""
        self._enter(self._pool, decode(data))

    def _enter(self, pool: NodePool, state: SessionState) -> None:
        self._pool, self._engine = pool, engine_for(pool)
        self._history, self._guidance, self._model = state.history, state.director, state.model
        screen = Screen(state.controls, state.bindings)
        self._nodes = pool.for_session(state.last_activity, state.memory, screen)
        self.update_identity(self._claims)

    def snapshot(self) -> SessionState:
        """Return all the session needs to go on."""
        return SessionState(
            graph=self.graph_name,
            history=self._history,
            memory=self._nodes.memorizer.memory,
            controls=self._nodes.ui.screen.controls,
            bindings=self._nodes.ui.screen.bindings,
            director=self._guidance,
            model=self._model,
            last_activity=self._nodes.sensor.last_activity,
        )

    async def _begin(self, overrides: Mapping[str, str]) -> None:
        await self.settle()
        self._check_models(overrides)
        current.set(self.sink)
        chosen.set({EVERY_NODE: self._model, **overrides} if self._model or overrides else _NONE)
        self.sink.reset(f"{random.getrandbits(128):032x}")
        self._nodes.sensor.note_activity(self._clock())
        if self._opening:
            self.sink.recite(f"{self._opening}\n\n")
            self._opening = ""

    def _check_models(self, overrides: Mapping[str, str]) -> None:
        """Raise SettingsError for overrides that cannot be had; a model chosen long ago that is gone is given up."""
        for name in overrides.values():
            self._pool.check_model(name)
        try:
            self._pool.check_model(self._model)
        except SettingsError as error:
            log.warning("a session's model is given up: %s", error, extra={"session": self.session_id})
            self._model = ""

    def _noted(self, dashboard: Sequence[Control] | None) -> list[str]:
        """Return what the person sees as lines for the context, the sensor having compared it with what was sent."""
        if dashboard is None:
            return []
        return [self._nodes.sensor.note_dashboard(self._nodes.ui.controls, dashboard)]

    def _turn(
        self, text: str, screen: Screen, seen: Sequence[str] = (), attachments: tuple[Attached, ...] = ()
    ) -> Turn:
        nodes = self._nodes
        hud("runtime", "began", graph=self.graph_name, words={"text": text})
        guidance = [f"director: {self._guidance}"] if self._guidance else []
        lines = [
            *nodes.memorizer.memory.lines(),
            *nodes.sensor.lines(),
            *guidance,
            *nodes.ui.lines(),
            *seen,
            *nodes.sensor.take_flags(),
        ]
        envelope = Envelope(text, nodes.memorizer.memory.user_name, self.session_id, self._clock())
        context = "\n".join([" ".join(line.split()) for line in lines])  # a line of people's words stays one line
        controls = screen.without_answer().seen()  # an answer's table would be too much for a prompt
        situation = Situation(context, self._history[:-1], controls, self._processes, attachments, today=self._today())
        return Turn(envelope, situation, self.language, nodes.ui, self.sink, screen)

    async def _typed(self, name: str, data: Mapping[str, str]) -> None:
        """Answer an action typed as text; one that no control of the session knows goes to the graph."""
        action = name if ":" in name else press_of(self._nodes.ui.screen, name)
        control, _, verb = (action or name).partition(":")
        if action is None or isinstance(react(self._nodes.ui.screen, control, verb, data), Gone):
            await self._press(name, data)
        else:
            await self._act(action, data)

    async def _act(self, action: str, data: Mapping[str, str]) -> None:
        control, _, verb = action.partition(":")
        reaction = self._nodes.ui.click(control, verb, data, self._today())
        if not isinstance(reaction, ForTheGraph):
            self._answer_locally(action, data, reaction)
        elif reaction.words:
            await self._answer(reaction.words)
        else:
            await self._press(control, data)

    def _today(self) -> str:
        return datetime.fromtimestamp(self._clock(), UTC).date().isoformat()

    async def _press(self, control: str, data: Mapping[str, str]) -> None:
        text = clicked_text(control, data)
        self._note(Exchange("user", text))
        command = Command(InputAnalysis("action", control, "simple", self.language), text)
        turn = self._turn(text, self._nodes.ui.screen)
        await self._through_the_graph(lambda: self._engine.process_action(command, turn), turn)

    async def _through_the_graph(self, work: Callable[[], Awaitable[Outcome]], turn: Turn) -> None:
        """Run a turn to its end, whatever that is: its answer, a sentence on what went wrong, or a stop."""
        begun, failed = time.perf_counter(), False
        try:
            outcome = await self._outcome(work)
        except asyncio.CancelledError:
            if (task := asyncio.current_task()) is not None and task.cancelling():
                raise  # the program ends
            if self._stopping:
                self._break_off(phrase("stopped", self.language))
                self._note(Exchange("assistant", self.sink.text))
            else:
                failed = self._broke(TriviumError("A node cancelled the turn it works in."))
        except TriviumError as error:
            failed = self._broke(error)
        else:
            self._complete(outcome)
            self._afterwork = asyncio.create_task(self._look_back(outcome, turn))
        hud("runtime", "finished", since=begun)
        self.sink.finish(failed=failed)

    async def _outcome(self, work: Callable[[], Awaitable[Outcome]]) -> Outcome:
        if self._stopping:  # since the turn before was still being remembered
            raise asyncio.CancelledError
        working = self._working = asyncio.current_task()
        try:
            return await self._pool.guard(work())
        finally:
            self._working = None
            while working is not None and self._stops:
                working.uncancel()
                self._stops -= 1

    def _complete(self, outcome: Outcome) -> None:
        before, now = self._nodes.ui.controls, outcome.screen.seen()
        self._nodes.ui.screen = outcome.screen
        self._note(Exchange("assistant", self.sink.text))
        if before or now or self.sink.controls is not None:
            self.sink.show(now)
        if outcome.thought is not None and outcome.thought.artifacts:
            self.sink.hand_over(outcome.thought.artifacts)

    def _broke(self, error: TriviumError) -> bool:
        self._failed("runtime", error)
        self._break_off(sentence_for(error, self.language))
        return True

    def _break_off(self, sentence: str) -> None:
        """End the answer with a sentence; the screen stays as it was before the turn."""
        self.sink.recite(("\n\n" if self.sink.text else "") + sentence)
        if self.sink.controls is not None:
            self.sink.show(self._nodes.ui.controls)

    def _show_progress(self) -> None:
        self.sink.show((*self._nodes.ui.screen.without_answer().seen(), *self._processes.controls()))

    async def _look_back(self, outcome: Outcome, turn: Turn) -> None:
        """Keep what the turn brought; a failure costs nothing but a HUD line."""
        situation = replace(turn.situation, history=self._history)
        try:
            await self._pool.guard(self._nodes.memorizer.update(outcome.command, situation))
        except TriviumError as error:
            self._failed("memorizer", error)
        try:
            line = await self._pool.guard(self._engine.look_back(outcome.command, situation))
        except TriviumError as error:
            self._failed("director", error)
        else:
            self._guidance = self._guidance if line is None else " ".join(line.split())

    def _failed(self, node: str, error: TriviumError) -> None:
        """Say what went wrong: to the HUD, and to the operator."""
        hud(node, "failed", error=type(error).__name__, words={"error": str(error)})
        log.warning("a turn failed: %s", error, extra={"session": self.session_id, "node": node})

    def _answer_locally(self, action: str, data: Mapping[str, str], reaction: Reaction) -> None:
        match reaction:
            case Changed(result=result, aloud=aloud):
                self._note(Exchange("user", clicked_text(action, data)))
                self._note(Exchange("assistant", result)) if result else None
                self.sink.recite(result) if aloud else None
            case ForTheGraph():
                return
            case _:
                self.sink.notice(told_of(reaction, self.language))
        self.sink.show(self._nodes.ui.controls)
        hud("ui", "clicked", reaction=type(reaction).__name__, words={"action": action})
        self.sink.finish()

    def _note(self, exchange: Exchange) -> None:
        self._history = whole_turns((*self._history, exchange))
