"""Torture: load on three platforms at once, `kill -9` at random moments, and then the reckoning."""

import asyncio
import itertools
import logging
import random
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from datetime import datetime
from functools import partial
from pathlib import Path

from starlette.requests import ClientDisconnect

from adapters.web.server import bind, port_of, serve
from bots.sandbox.discord.server import DiscordSandbox
from bots.sandbox.service import Service, Shelf
from bots.sandbox.slack.server import SlackSandbox
from bots.sandbox.telegram.server import TelegramSandbox
from tests.torture.again import Again, again_of
from tests.torture.check import Finding, check, repeated
from tests.torture.eyes import Eyes
from tests.torture.program import Program
from tests.torture.report import Report
from tests.torture.rows import has, read_rows, unfinished
from tests.torture.talker import ended, talkers

LAG = (0.005, 0.03)
"""Seconds that each call of a platform's API takes at the least, and at random on top of it."""
_LONGEST_LIFE = 3.0
"""Seconds after which a connected program is killed at the latest."""
_ABSENCE, _SOON, _MANY = 40.0, 0.8, 10
"""Seconds for which it is away once in a round of so many kills, longer than any margin with which it looks back, and
after which it is killed again at the latest, while it still looks through what it has missed."""
_IN_ITS_START, _AT_A_CHANGE = 0.25, 0.25
"""How many of the kills fall into the start, and how many right behind something that the program has just shown."""
_START = 2.5
_CYCLE = 2.5
"""Seconds from kill to kill at the least, on average; further conversations begin within that time."""
_CONNECTS_WITHIN = 60.0
_QUIET, _QUIET_WITHIN = 2.5, 90.0
_RETRIES = (0.0, 1.0, 5.0)
"""Slack's own pauses before it delivers again, sixty times as fast (docs.slack.dev: at once, 1 min, 5 min)."""
_FIRST = 1_000_001
_LOST_ACKNOWLEDGEMENTS = 0.05
"""How often a platform does not hear that something was taken, and delivers it again by itself."""
_SETTINGS = {
    "GRAPH": "v1",
    "MODEL": "",
    "HTTP_PORT": "0",
    "DIRECT_MESSAGES": "welcome",
    "EVENTS_A_MINUTE": "0",
    "TELEGRAM_WEBHOOK_URL": "",
    "CATCH_UP_MESSAGES": "10000",
    "CATCH_UP_SECONDS": "86400",
}


async def torture(
    kills: int,
    seed: int,
    *,
    per_round: int = 25,
    threads: int = 4,
    pause: float = 1.0,
    tell: Callable[[str], None] = print,
    meddle: Callable[[Path], None] | None = None,
) -> Report:
    """Kill the program so often, in rounds with a fresh world and database each, and return what came of it.

    `threads` is how many conversations more than the fixed ones each platform gets that has threads, `pause` how many
    seconds a person takes for each act. Where something is wrong the folder of that round stays, and is named. `meddle`
    is called with that folder between each kill and the next start, by those who want to see that faults are found.
    """
    chance, begun, total = random.Random(seed), time.monotonic(), Report()
    while total.kills < kills:
        number = total.kills // per_round + 1
        folder = Path(tempfile.mkdtemp(prefix=f"torture-{seed}-{number}-"))
        one = _Round(folder, random.Random(chance.random()), threads, pause, meddle or _leave_alone)
        report = await one.run(
            min(kills - total.kills, per_round), partial(_progress, before=total.kills, begun=begun, tell=tell)
        )
        if report.findings:
            tell(f"round {number}: {len(report.findings)} findings; what there is stands in {folder}")
        else:
            shutil.rmtree(folder)
        total = total.and_then(report)
    return total


def _progress(done: int, *, before: int, begun: float, tell: Callable[[str], None]) -> None:
    if (before + done) % 10 == 0:
        tell(f"{before + done} kills, {time.monotonic() - begun:.0f} s")


def _now() -> str:
    return datetime.now().astimezone().strftime("%H:%M:%S.%f")[:-3]


def _leave_alone(folder: Path) -> None:
    pass


def _worth_telling(record: logging.LogRecord) -> bool:
    """Say whether a server's complaint is about more than a request that a kill cut off in the middle."""
    return record.exc_info is None or not isinstance(record.exc_info[1], ClientDisconnect)


class _Round:
    """One world, one database, some kills."""

    def __init__(
        self, folder: Path, chance: random.Random, threads: int, pause: float, meddle: Callable[[Path], None]
    ) -> None:
        self._folder, self._chance, self._pause, self._meddle = folder, chance, pause, meddle
        self._slack = SlackSandbox(Shelf(None), retry_pauses=_RETRIES)
        self._discord, self._telegram = DiscordSandbox(Shelf(None)), TelegramSandbox(Shelf(None))
        self._slack.lag = self._telegram.lag = self._discord.faults.lag = LAG
        self._services: tuple[Service, ...] = (self._slack, self._discord, self._telegram)
        self._telegram.redelivery = _LOST_ACKNOWLEDGEMENTS
        self._file = folder / "torture.db"
        numbers = itertools.count(_FIRST)
        self._eyes = {service.name: Eyes(service) for service in self._services}
        groups = [talkers(s, self._eyes[s.name], threads, numbers, chance, self._note) for s in self._services]
        self._first = [talker for first, _ in groups for talker in first]
        self._later = [talker for _, later in groups for talker in later]
        self._again: list[Again] = [again_of(service, self._known, chance) for service in self._services]
        self._kept: set[str] = set()
        self._repeats = self._changes = 0
        self._changed = asyncio.Event()
        self._died: list[Finding] = []
        for service in self._services:
            service.watch(self._note_change)

    async def run(self, kills: int, killed: Callable[[int], None]) -> Report:
        """Do all of it."""
        begun = time.monotonic()
        async with self._served() as program:
            await program.start()
            await self._connected(program)
            talking = [
                *(asyncio.create_task(talker.talk(self._pause, 0)) for talker in self._first),
                *(asyncio.create_task(talker.talk(self._pause, kills * _CYCLE)) for talker in self._later),
            ]
            repeating = asyncio.create_task(self._keep_repeating())
            try:
                await self._known_everywhere()
                absent = kills // 2 if kills >= _MANY else None
                for number in range(1, kills + 1):
                    await self._kill_once(program, number, soon=number - 1 == absent)
                    self._meddle(self._folder)
                    await asyncio.sleep(_ABSENCE if number == absent else 0)
                    await program.start()
                    killed(number)
            finally:
                await ended([*talking, repeating])
            await self._quiet(program)
            self._repeats += sum(again.all() for again in self._again)
            await self._quiet(program)
            status = await program.stop()
            if status != 0:
                self._died.append(Finding("program", "the end", f"it ended with the status {status}"))
        return self._reckon(kills, program, time.monotonic() - begun)

    @asynccontextmanager
    async def _served(self) -> AsyncIterator[Program]:
        sockets = [bind("127.0.0.1", 0) for _ in self._services]
        settings = {**_SETTINGS, "DATABASE_URL": f"sqlite:///{self._file}"}
        for service, listening in zip(self._services, sockets, strict=True):
            settings |= service.environment(f"http://127.0.0.1:{port_of(listening)}")
        program = Program(self._folder, tuple(service.name for service in self._services), settings)
        serving = [
            asyncio.create_task(serve(service.app, listening))
            for service, listening in zip(self._services, sockets, strict=True)
        ]
        complaints = logging.getLogger("uvicorn.error")
        complaints.addFilter(_worth_telling)
        try:
            yield program
        finally:
            await program.kill()
            await ended(serving)
            complaints.removeFilter(_worth_telling)
            for listening in sockets:
                listening.close()

    async def _kill_once(self, program: Program, number: int, *, soon: bool) -> None:
        """Let the program live for a while and kill it; `soon` means while it still looks back."""
        draw, begun = 1.0 if soon else self._chance.random(), time.monotonic()
        life = self._chance.uniform(0.05, _SOON if soon else _LONGEST_LIFE)
        if draw < _IN_ITS_START:
            moment = "in its start"
            await asyncio.sleep(self._chance.uniform(0.05, _START))
        else:
            moment = "connected"
            await self._connected(program)
            await asyncio.sleep(life)
            if draw < _IN_ITS_START + _AT_A_CHANGE:
                moment = "right behind a change"
                self._changed.clear()
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._changed.wait(), 1.0)
        if program.status is not None:
            self._died.append(Finding("program", f"kill {number}", f"it had ended with the status {program.status}"))
        await program.kill()
        line = f"kill {number}, {moment}, {time.monotonic() - begun:.2f} s after its start"
        program.note(f"{line}, at {_now()}")
        self._note(line)

    async def _connected(self, program: Program) -> None:
        deadline = time.monotonic() + _CONNECTS_WITHIN
        while not all(service.connected for service in self._services):
            if program.status is not None or time.monotonic() > deadline:
                without = [service.name for service in self._services if not service.connected]
                self._died.append(Finding("program", "start", f"not connected to {', '.join(without)}"))
                return
            await asyncio.sleep(0.02)

    async def _known_everywhere(self) -> None:
        """Return when the bot knows each place: no platform tells it of those that it never heard of."""
        deadline = time.monotonic() + _CONNECTS_WITHIN
        while not all(talker.answered for talker in self._first):
            if time.monotonic() > deadline:
                silent = [talker.place for talker in self._first if not talker.answered]
                self._died.append(Finding("program", "start", f"silent in {', '.join(silent)}"))
                return
            await asyncio.sleep(0.1)

    async def _keep_repeating(self) -> None:
        while True:
            await asyncio.sleep(self._chance.uniform(0.02, 0.2))
            self._repeats += self._chance.choice(self._again).any()
            if self._chance.random() < _LOST_ACKNOWLEDGEMENTS:
                self._slack.lose_acknowledgements()

    async def _quiet(self, program: Program) -> None:
        """Return when nothing has changed for a while and nothing waits, or when that takes too long."""
        await self._connected(program)
        for talker in (*self._first, *self._later):
            await talker.settle()
        deadline, since, changes = time.monotonic() + _QUIET_WITHIN, time.monotonic(), self._changes
        while time.monotonic() - since < _QUIET:
            if time.monotonic() > deadline:
                program.note("it did not become quiet")
                return
            await asyncio.sleep(0.1)
            waits = self._slack.unacknowledged or self._telegram._world.state.updates or unfinished(self._file)
            if waits or changes != self._changes:
                since, changes = time.monotonic(), self._changes

    def _reckon(self, kills: int, program: Program, seconds: float) -> Report:
        for eyes in self._eyes.values():
            eyes.look()
        talks = [talker.told() for talker in (*self._first, *self._later)]
        findings = [*self._died, *check(talks, read_rows(self._file)), *_faults(program)]
        asked, clicked, acknowledged = (Counter[str]() for _ in range(3))
        for talk in talks:
            asked[talk.platform] += len(talk.questions)
            clicked[talk.platform] += talk.clicks
            acknowledged[talk.platform] += talk.acknowledged
        return Report(
            kills, dict(asked), dict(clicked), dict(acknowledged), self._repeats, tuple(repeated(talks)),
            tuple(map(str, findings)), seconds,
        )  # fmt: skip

    def _known(self, event: str) -> bool:
        if event not in self._kept and has(self._file, event):
            self._kept.add(event)
        return event in self._kept

    def _note(self, line: str) -> None:
        with (self._folder / "people.log").open("a") as log:
            log.write(f"{_now()} {line}\n")

    def _note_change(self) -> None:
        self._changes += 1
        self._changed.set()


def _faults(program: Program) -> list[Finding]:
    """Find what the program itself calls a fault."""
    lines = program.said.read_text("utf-8", "replace").splitlines()
    faults = Counter(
        line.partition(" ERROR ")[2] for line in lines if "a fault in the program" in line or "Traceback" in line
    )
    return [Finding("program", "its log", f"{count} times: {line or 'Traceback'}") for line, count in faults.items()]
