"""Fields: asked for at once, checked before anything is kept, and then changed like any control."""

import asyncio
from pathlib import Path

import pytest
from msgspec.structs import replace

from core.controls import Date, Label, Machine, TextInput, Transition
from core.envelope import ThoughtResult
from core.errors import InvalidInput, PlatformError
from core.fields import Form
from core.operations import AddControl, Bind
from tests.core.desk import a_click, desk
from tests.models import ScriptedModel
from tests.shared.paper import PaperPort
from tests.waiting import until

NAME, DUE = TextInput("name", "Name", "Ada", minimum=2), Date("due", "Due", minimum="2026-11-01")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "trivium.db"


@pytest.fixture
def model() -> ScriptedModel:
    operations = (AddControl(NAME), AddControl(DUE), AddControl(Label("said", "Said")), Bind("said", "name"))
    return ScriptedModel(thinker=ThoughtResult("Here it is.", operations))


async def test_a_click_on_a_field_asks_for_its_value_at_once_though_a_turn_runs(
    file: Path, model: ScriptedModel
) -> None:
    async with desk(file, model) as here:
        await here.say("a field")
        here.port.slow = asyncio.Event()
        await here.sessions.accept(a_click("said", "press", 1))
        await here.sessions.accept(a_click("due", "set", 1, value="2026-12-24"))
        here.port.slow.set()

        await here.sessions.accept(a_click("name", "open", 1))
        await until(lambda: bool(here.port.asked))

    assert [form for _, form, _ in here.port.asked] == [Form("name", "Name", "text", "Ada", minimum=2)]


async def test_a_form_has_the_value_of_now_also_after_a_restart(file: Path, model: ScriptedModel) -> None:
    port = PaperPort()
    async with desk(file, model, port) as first:
        await first.say("a field")
        await first.fill_in("name", "Grace", 1)
    async with desk(file, model, port) as second:
        await second.sessions.accept(a_click("name", "open", 1))
        await until(lambda: bool(port.asked))

    assert port.asked[0][1].value == "Grace"


async def test_what_is_filled_in_is_shown_where_the_field_is(file: Path, model: ScriptedModel) -> None:
    async with desk(file, model) as here:
        await here.say("a field")

        await here.fill_in("name", "Grace", 1)

        stored = await here.store.reply(1)
        assert stored is not None
        assert Label("said", "Said", "Grace") in stored.view.controls


@pytest.mark.parametrize(
    ("control", "value", "sentence"),
    [
        ("name", "G", "Name needs at least 2 characters."),
        ("due", "soon", "Due needs a day, as in 2026-12-31."),
        ("due", "2026-10-31", "Due cannot be before 2026-11-01."),
    ],
)
async def test_what_cannot_be_is_told_before_anything_is_kept(
    file: Path, model: ScriptedModel, control: str, value: str, sentence: str
) -> None:
    async with desk(file, model) as here:
        await here.say("a field")

        with pytest.raises(InvalidInput, match=sentence):
            await here.fill_in(control, value, 1)

        assert here.runtime().controls[:2] == (NAME, DUE)
        assert await here.store.pending() == ()


async def test_a_day_chosen_without_a_form_that_cannot_be_is_told_and_the_field_shown_as_it_is(
    file: Path, model: ScriptedModel
) -> None:
    async with desk(file, model) as here:
        await here.say("a field")
        here.port.calls.clear()

        await here.click("due", "set", 1, value="2026-10-31")

        assert here.port.notices == ["Due cannot be before 2026-11-01."]
        assert here.port.calls == ["edit", "notify"]
        assert here.runtime().controls[1] == DUE


@pytest.mark.parametrize("control", ["said", "nothing"])
async def test_a_click_on_what_is_no_field_any_more_gets_a_notice(
    file: Path, model: ScriptedModel, control: str
) -> None:
    async with desk(file, model) as here:
        await here.say("a field")

        here.port.calls.clear()
        await here.sessions.accept(a_click(control, "open", 1))
        await until(lambda: bool(here.port.notices))

        assert here.port.calls == ["edit", "notify"]

        assert here.port.notices == ["That button is no longer in use."]
        assert here.port.asked == []


async def test_who_is_not_shown_a_form_is_told_to_press_again(
    file: Path, model: ScriptedModel, caplog: pytest.LogCaptureFixture
) -> None:
    async with desk(file, model) as here:
        await here.say("a field")
        here.port.failures = [PlatformError("The trigger is over.")]

        await here.sessions.accept(a_click("name", "open", 1))
        await until(lambda: bool(here.port.notices))

    assert here.port.notices == ["I could not ask you for Name just now. Please press the button once more."]
    assert "The trigger is over." in caplog.text


async def test_a_form_that_could_not_be_shown_leaves_the_reply_as_it_is(file: Path, model: ScriptedModel) -> None:
    async with desk(file, model) as here:
        await here.say("a field")
        before = await here.store.reply(1)
        here.port.failures = [PlatformError("The trigger is over.")]
        await here.sessions.accept(a_click("name", "open", 1))
        await until(lambda: here.port.notices)
        await here.fill_in("name", "Grace", 1)
        after = await here.store.reply(1)

    assert before is not None
    assert after is not None
    assert before.natives == after.natives == tuple(here.port.posted)


async def test_a_move_called_open_is_a_move(file: Path) -> None:
    door = Machine("door", "Door", ("shut", "ajar"), "shut", (Transition("open", "Open", "shut", "ajar"),))
    model = ScriptedModel(thinker=ThoughtResult("Here it is.", (AddControl(door),)))
    async with desk(file, model) as here:
        await here.say("a door")

        await here.click("door", "open", 1)

        assert here.runtime().controls == (replace(door, current="ajar"),)
        assert here.port.asked == []


async def test_a_form_sent_for_a_field_that_is_gone_gets_a_notice(file: Path, model: ScriptedModel) -> None:
    async with desk(file, model) as here:
        await here.say("a field")

        await here.fill_in("nothing", "x", 1)

        assert here.port.notices == ["That button is no longer in use."]
