"""A channel that gets another name: its talks, and what is set for it, go on there."""

from pathlib import Path

from core.controls import Counter
from core.envelope import ThoughtResult
from core.events import Moved
from core.operations import AddControl
from tests.core.desk import desk
from tests.models import ScriptedModel


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
