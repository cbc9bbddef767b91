"""What a newcomer does, on all three platforms, through the page's own calls, with a real kill -9 in between."""

import asyncio
from pathlib import Path

import aiohttp
import pytest

from tests.drivers import buttons
from tests.newcomer import Visitor, sandbox

SERVICES = ("slack", "discord", "telegram")

pytestmark = pytest.mark.timeout(120)


async def test_a_newcomer_can_talk_click_and_switch_and_a_kill_loses_nothing(tmp_path: Path) -> None:
    async with aiohttp.ClientSession() as session:
        async with sandbox(tmp_path, kill=True) as address:
            await asyncio.gather(*(before_the_kill(Visitor(session, address, service)) for service in SERVICES))
        async with sandbox(tmp_path) as address:
            await asyncio.gather(*(after_the_kill(Visitor(session, address, service)) for service in SERVICES))


async def before_the_kill(ada: Visitor) -> None:
    await ada.connected()
    await ada.say("hi")
    await ada.sees("make me a counter")
    await ada.say("make me a counter")
    counter = await ada.sees("", button="+")
    assert any(label.endswith(": 0") for label in buttons(ada.service, counter["native"]))
    await ada.click(counter, "+")
    await ada.sees("", button=next(b for b in buttons(ada.service, counter["native"]) if ": 0" in b).replace("0", "1"))
    await ada.say("a traffic light I can click through")
    light = await ada.sees("● red → ○ green → ○ yellow", button="→ green")
    await ada.click(light, "→ green")
    await ada.sees("○ red → ● green → ○ yellow", button="→ yellow")
    await ada.command("/graph v1")
    await ada.sees("v1** answers here" if ada.service != "telegram" else "v1 answers here")
    ben = ada.companion()
    await ben.say("hi")
    await ben.sees("make me a counter")
    await refused(ben)


async def refused(ben: Visitor) -> None:
    """Ben is refused: by the platform itself where it hides the command, else by the assistant, in his language."""
    told = await ben.try_to_say(ben.as_command("/graph v4-eras"))
    if "refused" not in told:
        await ben.sees("You may not do that here" if ben.service != "telegram" else "Das darfst du hier nicht")


async def after_the_kill(ada: Visitor) -> None:
    await ada.connected()
    counter = await ada.sees("", button="+")
    one = next(b for b in buttons(ada.service, counter["native"]) if b.endswith(": 1"))
    await ada.click(counter, "+")
    await ada.sees("", button=one.replace("1", "2"))
    await ada.command("/graph")
    await ada.sees("v1** (answers here)" if ada.service != "telegram" else "v1 (answers here)")


async def test_a_newcomer_can_choose_and_stop_what_takes_long(tmp_path: Path) -> None:
    async with aiohttp.ClientSession() as session, sandbox(tmp_path) as address:
        await asyncio.gather(*(choosing_and_stopping(Visitor(session, address, service)) for service in SERVICES))


async def choosing_and_stopping(ada: Visitor) -> None:
    await ada.connected()
    await ada.say("a select Size with S, M, L")
    size = await ada.sees("Size")
    await ada.choose(size, "M")
    await ada.shows_chosen(size, "M")
    await ada.say("set a timer for 60 seconds")
    timer = await ada.sees("Timer", button="Stop")
    await ada.click(timer, "Stop")
    await ada.sees("The work was stopped before it was done")
    before = len(await ada.messages())
    await ada.say("set a timer for 60 seconds")
    await ada.sees("Timer", button="Stop", after=before)
    await ada.command("/stop")
    await ada.sees("Stopped.", after=before)
