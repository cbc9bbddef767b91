"""The dialogue: lines in, answers out, until somebody ends it."""

import asyncio
import logging
import re
import signal
import sys
from collections.abc import Callable, Coroutine
from contextlib import AsyncExitStack
from typing import Any, assert_never

from adapters.shared.drawing import progress_line
from bots.chat.handed import artifact_lines
from bots.chat.panel import Click, Panel, panel
from bots.chat.paper import Paper
from bots.kit import clock_of, pool_of
from bots.settings import read_settings
from bots.supervise import guard
from core.artifacts import Artifact
from core.controls import Progress
from core.events import Artifacts, Controls, Delta, Done, Hud, Notice, OutputEvent
from core.pool import NodePool
from core.runtime import Runtime

_CLICK = re.compile(r"#\s*(?P<number>\d{1,9})(?:\s+(?P<words>.+))?")
_END = "/quit"
_PROMPT = "you> "
_MOMENT = 0.05
"""Seconds between two tries to stop a turn that has not begun."""
_NAMELESS = frozenset({"node", "event", "turn"})
"""HUD fields that are not written as `name=value`: two stand before them, and a turn's number tells nobody anything."""


def chat(graph: str, name: str, *, with_hud: bool) -> int:
    """Talk until the person ends it and return the exit status. Raises TriviumError for what keeps it from starting."""
    logging.getLogger().setLevel(logging.WARNING)
    settings = read_settings()
    with asyncio.Runner() as runner:
        stack = AsyncExitStack()
        pool = runner.run(stack.enter_async_context(pool_of(settings, graph or settings.graph)))
        try:
            _talk(runner, Dialogue(pool, Paper(sys.stdout), name, clock_of(settings), with_hud=with_hud))
        finally:
            runner.run(stack.aclose())
    return 0


class Dialogue:
    """One person's talk with one graph."""

    def __init__(
        self, pool: NodePool, paper: Paper, name: str, clock: Callable[[], float], *, with_hud: bool = False
    ) -> None:
        self.paper, self._with_hud = paper, with_hud
        claims = {"name": name} if name else {}
        self._runtime = Runtime(claims, "unknown", self._hear, pool.graph.name, "terminal", pool, clock=clock)
        self._panel, self._told = Panel(), True
        self._works: dict[str, Progress] = {}
        self._artifacts: list[Artifact] = []

    @property
    def graph_name(self) -> str:
        """Return the name of the graph that answers."""
        return self._runtime.graph_name

    async def answer(self, line: str) -> None:
        """Answer words, or a click such as `#1`, or `#1 some words`, which fills a field in; Ctrl-C stops that."""
        pressed = _CLICK.fullmatch(line)
        number, words = (int(pressed["number"]), pressed["words"]) if pressed else (0, "")
        click = self._panel.click(number)
        if pressed is None or (words and not (click and click.asks)):
            await self._see_through(self._runtime.handle_message(line))
        elif click is None:
            self.paper.line(f"There is no #{number}; {self._panel.range()}.")
        elif click.asks and not words:
            self.paper.line(
                f'Write #{number} and what to fill in, such as “#{number} some words”; #{number} "" empties it.'
            )
        else:
            await self._click(click.filled(words) if click.asks else click)

    async def _click(self, click: Click) -> None:
        await self._see_through(self._runtime.handle_action(click.action, click.data))

    async def _see_through(self, work: Coroutine[Any, Any, None]) -> None:
        stop = asyncio.Event()
        loop = asyncio.get_running_loop()
        loop.add_signal_handler(signal.SIGINT, stop.set)
        try:
            turn = asyncio.create_task(guard(work))
            if not await _done_before(turn, stop):
                loop.remove_signal_handler(signal.SIGINT)  # from here on Ctrl-C ends the program
                self.paper.end_line()
                await self._stop(turn)
                stop.clear()
            self._complain(turn)
            self._show()
            # While `input` waits nothing else runs; what is left of the turn is done before the next prompt.
            settling = asyncio.create_task(guard(self._runtime.settle()))
            if await _done_before(settling, stop):
                self._complain(settling)
        finally:
            loop.remove_signal_handler(signal.SIGINT)

    async def _stop(self, turn: "asyncio.Task[None]") -> None:
        """Stop the turn as soon as it is under way: it may still be waiting for the one before to settle."""
        while not turn.done() and not self._runtime.stop():
            await asyncio.wait({turn}, timeout=_MOMENT)
        await asyncio.wait({turn})

    def _complain(self, ended: "asyncio.Task[None]") -> None:
        if not ended.cancelled() and (error := ended.exception()) is not None:
            self.paper.line(f"({error})")

    def _hear(self, event: OutputEvent) -> None:
        match event:
            case Delta(content):
                self.paper.write(content)
            case Controls(controls):
                self._panel, self._told = panel(controls), False
                self._follow({one.id: one for one in controls if isinstance(one, Progress)})
            case Notice(text):
                self.paper.line(f"({text})")
            case Artifacts(artifacts):
                self._artifacts += artifacts
            case Hud():
                if self._with_hud:
                    self.paper.line(_hud_line(event), dim=True)
            case Done():
                self._show()
            case _:
                assert_never(event)

    def _follow(self, works: dict[str, Progress]) -> None:
        """Show how far each work is; of one that ended the last line stays, where it said how far it was."""
        for key, ended in self._works.items():
            if key not in works and ended.done is not None:
                self.paper.line(progress_line(ended))
        self._works = works
        self.paper.move([progress_line(work) for work in works.values()])

    def _show(self) -> None:
        """Write what belongs below the words of an answer, once; what still works is among the controls."""
        self.paper.end_line()
        for line in () if self._told else self._panel.lines:
            self.paper.line(line)
        for line in artifact_lines(self._artifacts):
            self.paper.line(line)
        self._told, self._artifacts = True, []


def _talk(runner: asyncio.Runner, dialogue: Dialogue) -> None:
    """Answer line by line. Raises BrokenPipeError when nobody reads the answers."""
    paper = dialogue.paper
    if sys.stdin is None:  # closed by whoever started the program
        return
    terminal = sys.stdin.isatty() and sys.stdout.isatty()
    if terminal:
        import readline  # noqa: F401, PLC0415 - its import is what gives `input` its editing and its memory

        paper.line(f"This is {dialogue.graph_name}. #1 clicks [1], Ctrl-C stops an answer, {_END} ends.", dim=True)
    while (line := _read(terminal)) is not None and line != _END:
        if line:
            runner.run(dialogue.answer(line))
            paper.line()
        if paper.lost:
            raise BrokenPipeError


def _read(terminal: bool) -> str | None:
    """Return the next line, or None at the end."""
    if not terminal:
        line = sys.stdin.readline()
        return line.strip() if line else None
    try:
        return input(_PROMPT).strip()
    except EOFError:
        sys.stdout.write("\n")
        return None
    except KeyboardInterrupt:
        sys.stdout.write("\n")
        raise


async def _done_before(work: "asyncio.Task[None]", stop: asyncio.Event) -> bool:
    """Wait for work to end or for `stop`; say whether the work ended."""
    stopping = asyncio.create_task(stop.wait())
    await asyncio.wait({work, stopping}, return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    return work.done()


def _hud_line(hud: Hud) -> str:
    """Return `  · thinker thought operations=1 ms=0.4`, on one line whatever is in the fields."""
    head = [str(hud.fields.get("node", "")), str(hud.fields.get("event", ""))]
    fields = [f"{key}={value}" for key, value in hud.fields.items() if key not in _NAMELESS and value != ""]
    return f"  · {' '.join(' '.join([*head, *fields]).split())}"
