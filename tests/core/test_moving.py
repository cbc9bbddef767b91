"""A channel that gets another name: its talks, and what is set for it, go on there."""

import asyncio
from pathlib import Path

from core.controls import Counter
from core.envelope import ThoughtResult
from core.events import Moved
from core.operations import AddControl
from tests.core.desk import desk, words
from tests.models import ScriptedModel
from tests.waiting import until


async def test_a_talk_goes_on_under_its_channels_new_name(tmp_path: Path) -> None:
    made = ThoughtResult("Here.", (AddControl(Counter("beers", "Beers")),))
    model = ScriptedModel(thinker=[made, ThoughtResult("Well.")])
    async with desk(tmp_path / "trivium.db", model) as here:
        await here.say("a counter", "paper:room:1")

        await here.sessions.accept(Moved("paper:room", "paper:hall"))
        await here.say("and now?", "paper:hall:1")

        assert here.runtime("paper:hall:1").controls == (Counter("beers", "Beers"),)
        assert here.live.present("paper:room:1") is None


async def test_the_graph_set_for_a_channel_holds_under_its_new_name(tmp_path: Path) -> None:
    async with desk(tmp_path / "trivium.db", ScriptedModel()) as here:
        await here.command("/graph v1")

        await here.sessions.accept(Moved("paper:room", "paper:hall"))
        await here.say("hello", "paper:hall:1")

        assert here.runtime("paper:hall:1").graph_name == "v1"


async def test_a_click_on_a_message_from_before_counts(tmp_path: Path) -> None:
    model = ScriptedModel(thinker=ThoughtResult("Here.", (AddControl(Counter("beers", "Beers")),)))
    async with desk(tmp_path / "trivium.db", model) as here:
        await here.say("a counter", "paper:room:1")
        await here.sessions.accept(Moved("paper:room", "paper:hall"))

        await here.click("beers", "inc", 1, "paper:hall:1")

        assert here.runtime("paper:hall:1").controls == (Counter("beers", "Beers", 1),)
        assert here.port.calls == ["send", "edit"]


async def test_a_turn_under_way_is_ended_first_and_what_waits_is_answered_under_the_new_name(tmp_path: Path) -> None:
    model = ScriptedModel()
    async with desk(tmp_path / "trivium.db", model) as here:
        here.port.slow = asyncio.Event()
        await here.sessions.accept(words("first"))
        await here.sessions.accept(words("second"))
        await until(lambda: here.port.calls == ["send"])
        moving = asyncio.create_task(here.sessions.accept(Moved("paper:room", "paper:hall")))
        await asyncio.sleep(0.05)
        here.port.slow.set()
        await moving
        await here.quiet()

        assert [p.text for p in model.prompts("thinker")] == ["first", "second"]
        assert [len(p.history) for p in model.prompts("thinker")] == [0, 2]
        assert here.live.present("paper:room:1") is None
        assert await here.store.pending() == ()


async def test_what_waits_is_answered_on_the_graph_set_for_the_channel(tmp_path: Path) -> None:
    model = ScriptedModel()
    async with desk(tmp_path / "trivium.db", model) as here:
        await here.command("/graph v1")
        hold = asyncio.Event()
        model.answers["thinker"] = [hold, ThoughtResult("Said.")]
        await here.sessions.accept(words("first"))
        await until(lambda: model.prompts("thinker"))
        await here.sessions.accept(words("second"))
        moving = asyncio.create_task(here.sessions.accept(Moved("paper:room", "paper:hall")))
        await asyncio.sleep(0.05)
        hold.set()
        await moving
        await until(lambda: len(model.prompts("thinker")) == 2)
        await here.quiet()

        assert here.runtime("paper:hall:1").graph_name == "v1"
