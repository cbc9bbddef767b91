"""Clicks that come faster than the platform shows them: each counts, the last picture is the right one."""

import asyncio
from pathlib import Path

import pytest

from core.controls import Button, Counter, Machine, Transition
from core.envelope import ThoughtResult
from core.errors import RateLimited, Unauthorized
from core.operations import AddControl
from tests.core.desk import Desk, a_click, desk
from tests.models import ScriptedModel
from tests.shared.paper import PaperPort
from tests.waiting import until

LAMP = Machine(
    "lamp", "Lamp", ("off", "on"), "off", (Transition("on", "On", "off", "on"), Transition("off", "Off", "on", "off"))
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "trivium.db"


@pytest.fixture
def model() -> ScriptedModel:
    beers = AddControl(Counter("beers", "Beers", maximum=300))
    made = ThoughtResult("Here it is.", (beers, AddControl(Button("go", "Go")), AddControl(LAMP)))
    return ScriptedModel(thinker=[made, ThoughtResult("Well.")])


def value(here: Desk) -> int:
    counter = here.runtime().controls[0]
    assert isinstance(counter, Counter)
    return counter.value


async def clicked_while_busy(here: Desk, *verbs: tuple[str, str]) -> None:
    """Click while the platform is slow with the picture of the first click."""
    here.port.slow = asyncio.Event()
    for control, verb in verbs:
        await here.sessions.accept(a_click(control, verb, 1))
    await until(lambda: "edit" in here.port.calls)
    slow, here.port.slow = here.port.slow, None
    slow.set()
    await here.quiet()


async def test_every_click_counts_and_only_the_pictures_that_people_can_see_are_sent(
    file: Path, model: ScriptedModel
) -> None:
    async with desk(file, model) as here:
        await here.say("a counter")
        here.port.calls.clear()

        await clicked_while_busy(here, *[("beers", "inc")] * 10)

        assert value(here) == 10
        assert here.port.calls == ["edit", "edit"]
        await until(lambda: here.port.acknowledged == 10)
        assert await here.store.undelivered() == ()


async def test_a_click_for_the_graph_does_not_take_over_the_picture_of_the_one_before(
    file: Path, model: ScriptedModel
) -> None:
    async with desk(file, model) as here:
        await here.say("a counter")
        here.port.calls.clear()

        await clicked_while_busy(here, ("beers", "inc"), ("beers", "inc"), ("go", "press"))

        assert value(here) == 2
        assert here.port.calls == ["edit", "edit", "send"]
        assert await here.store.undelivered() == ()


async def test_a_click_that_is_told_something_is_never_passed_over(file: Path, model: ScriptedModel) -> None:
    async with desk(file, model) as here:
        await here.say("a counter")

        await clicked_while_busy(here, ("beers", "inc"), ("lamp", "off"), ("beers", "inc"))

        assert value(here) == 2
        assert here.port.notices == ["That is not possible from “off”. This is how things stand now."]


async def test_pictures_that_were_never_taken_are_shown_at_the_next_start(file: Path, model: ScriptedModel) -> None:
    port = PaperPort()
    async with desk(file, model, port) as first:
        await first.say("a counter")
        port.failures = [Unauthorized("who are you?")] * 10
        await clicked_while_busy(first, *[("beers", "inc")] * 3)
        waiting = len(await first.store.undelivered())

    port.failures = []
    async with desk(file, model, port) as second:
        await second.sessions.resume("paper")
        await second.quiet()
        assert await second.store.undelivered() == ()
        await second.say("hello")
        assert value(second) == 3
    assert waiting == 1


async def test_after_a_pause_that_the_platform_asks_for_the_last_picture_is_shown(
    file: Path, model: ScriptedModel
) -> None:
    async with desk(file, model) as here:
        await here.say("a counter")
        here.port.calls.clear()
        here.port.failures = [RateLimited("slower", retry_after=0.05)]

        await asyncio.gather(*(here.sessions.accept(a_click("beers", "inc", 1)) for _ in range(5)))
        await here.quiet()

        assert value(here) == 5
        assert await here.store.undelivered() == ()
        assert here.port.calls[-1] == "edit"


async def test_what_came_of_a_click_stands_below_the_answer_and_takes_nothing_from_it(
    file: Path, model: ScriptedModel
) -> None:
    async with desk(file, model) as here:
        await here.say("a lamp")

        await here.click("lamp", "on", 1)
        await here.click("lamp", "off", 1)

        stored = await here.store.reply(1)
        assert stored is not None
        assert stored.view.text.strip() == "Here it is."
        assert stored.view.said.split("\n\n") == [stored.view.text, "Lamp: **off**"]


async def test_people_who_never_stop_clicking_see_their_clicks_arrive(
    file: Path, model: ScriptedModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.turns._LONGEST_UNSEEN", 0.0)
    async with desk(file, model) as here:
        await here.say("a counter")
        here.port.calls.clear()

        await clicked_while_busy(here, *[("beers", "inc")] * 10)

        assert value(here) == 10
        assert here.port.calls == ["edit"] * 10
