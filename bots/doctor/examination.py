"""Looking at everything, side by side, and putting right what may be."""

import asyncio
import time
from collections.abc import Awaitable, Callable

import aiohttp
from msgspec import Struct

from adapters.shared.checkup import Finding, Line, Mend, fault, skipped
from bots.doctor import environment
from bots.doctor.database import database, place, running
from bots.doctor.disk import disk
from bots.doctor.experts import experts
from bots.doctor.graphs import graphs
from bots.doctor.model import model
from bots.doctor.platforms import checkups, chosen
from bots.doctor.policy import policy
from bots.doctor.web import web
from bots.settings import Settings
from bots.supervise import guard
from core.errors import TriviumError
from core.runtime import DEFAULT_GRAPH


class Mended(Struct, frozen=True):
    """What was done about a finding."""

    name: str
    sentence: str
    done: bool


class Examination(Struct, frozen=True):
    """What was done, and what was found after that."""

    findings: tuple[Finding, ...]
    mended: tuple[Mended, ...] = ()


async def examination(*, fix: bool, clock: Callable[[], float] = time.time) -> Examination:
    """Look at everything; with `fix` put right what can do no harm, and look again. Never raises."""
    async with aiohttp.ClientSession() as session:
        line = Line(session, clock)
        findings = await _all(line)
        mended: dict[str, Mended] = {}
        while fix and (due := {f.name: f.mend for f in findings if f.mend is not None and f.name not in mended}):
            for name, mend in due.items():
                mended[name] = await _mended(name, mend)
            findings = await _all(line)
        return Examination(findings, tuple(mended.values()))


async def _mended(name: str, mend: Mend) -> Mended:
    try:
        return Mended(name, await mend(), done=True)
    except TriviumError as error:
        return Mended(name, str(error), done=False)


async def _all(line: Line) -> tuple[Finding, ...]:
    settings, read = environment.settings()
    first = (*environment.file(), *read)
    if settings is None:
        rest = skipped("platforms", "All else waits until the settings can be read.")
        return (*first, rest, *graphs(DEFAULT_GRAPH))
    wanted = checkups(settings)
    file = place(settings.database_url)
    alone = not running(file)
    here = asyncio.to_thread(_here, settings, alone=alone)
    parts = {
        "machine": here,
        **{checkup.platform: checkup.examine(line, alone=alone) for checkup in wanted},
        "model": model(settings, line),
        "experts": experts(settings),
    }
    found = await asyncio.gather(*(_told(name, work) for name, work in parts.items()))
    policies = policy(settings, {checkup.platform for checkup in wanted})
    return (*first, chosen(wanted), *policies, *(finding for part in found for finding in part))


async def _told(name: str, work: Awaitable[tuple[Finding, ...]]) -> tuple[Finding, ...]:
    """Await a part of the examination; one that has a fault of its own keeps no other from being told."""
    try:
        return await guard(work)
    except TriviumError as error:
        return (fault(f"doctor.{name}", f"This could not be looked at: {error}"),)


def _here(settings: Settings, *, alone: bool) -> tuple[Finding, ...]:
    """Return what this machine alone can tell."""
    file = place(settings.database_url)
    return (
        *database(settings.database_url),
        *disk(settings, file),
        web(settings, alone=alone),
        *graphs(settings.graph),
    )
