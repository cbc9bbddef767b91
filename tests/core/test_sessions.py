import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from core.controls import Button, Counter
from core.envelope import AddControl, MemoryUpdate, ThoughtResult
from core.errors import PlatformError, StoreError
from core.events import Message
from tests.core.desk import BEN, desk, words
from tests.models import ScriptedModel
from tests.shared.paper import PaperPort
from tests.waiting import until


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "trivium.db"


@pytest.fixture
def model() -> ScriptedModel:
    return ScriptedModel(thinker=ThoughtResult("Here it is.", (AddControl(Counter("beers", "Beers")),)))


async def test_an_event_delivered_twice_is_answered_once(file: Path, model: ScriptedModel) -> None:
    port = PaperPort()
    async with desk(file, model, port) as first:
        await first.say("hello", event="e1")
        await first.say("hello", event="e1")
    async with desk(file, model, port) as second:
        await second.say("hello", event="e1")

    assert len(port.posted) == 1


async def test_messages_of_one_session_are_answered_in_order_one_at_a_time(file: Path) -> None:
    model = ScriptedModel()
    async with desk(file, model) as here:
        await asyncio.gather(*(here.sessions.accept(words(f"message {n}")) for n in range(20)))
        await here.quiet()

    asked = [p.text for p in model.prompts("thinker")]
    assert asked == [f"message {n}" for n in range(20)]
    assert [len(p.history) for p in model.prompts("thinker")] == [2 * n for n in range(20)]


async def test_sessions_do_not_wait_for_each_other(file: Path) -> None:
    model = ScriptedModel()
    port = PaperPort()
    async with desk(file, model, port) as here:
        port.slow = asyncio.Event()
        await here.sessions.accept(words("slow", "paper:room:1"))
        await until(lambda: port.calls)
        slow, port.slow = port.slow, None

        await here.sessions.accept(words("quick", "paper:room:2"))
        await until(lambda: port.posted)
        answered_first = len(port.posted)
        slow.set()
        await here.quiet()

    assert answered_first == 1
    assert len(port.posted) == 2


async def test_a_click_edits_the_message_it_was_on_and_keeps_its_text(file: Path, model: ScriptedModel) -> None:
    async with desk(file, model) as here:
        await here.say("a counter")
        before = dict(here.port.posted)
        await here.click("beers", "inc", reply=1)
        stored = await here.store.reply(1)

    assert before == here.port.posted == {"n1": {"text": "Here it is. ", "controls": ["beers"]}}
    assert stored is not None
    assert stored.view.controls == (Counter("beers", "Beers", value=1),)
    assert stored.view.text == "Here it is. "
    assert here.port.acknowledged == 1


async def test_after_a_restart_the_conversation_and_its_buttons_go_on(file: Path, model: ScriptedModel) -> None:
    port = PaperPort()
    async with desk(file, model, port) as first:
        await first.say("a counter")
        await first.click("beers", "inc", reply=1)
    async with desk(file, model, port) as second:
        await second.click("beers", "inc", reply=1)
        await second.say("and now?")
        stored = await second.store.reply(1)

    assert stored is not None
    assert stored.view.controls == (Counter("beers", "Beers", value=2),)
    assert [e.content for e in model.prompts("thinker")[-1].history][:2] == ["a counter", "Here it is. "]


async def test_what_was_accepted_but_not_answered_is_answered_after_the_next_start(file: Path) -> None:
    port = PaperPort()
    async with desk(file, ScriptedModel(), port) as first:
        await first.store.accept(words("are you there?"))
    async with desk(file, ScriptedModel(), port) as second:
        await second.sessions.resume("paper")
        await second.quiet()

    assert [body["text"] for body in port.posted.values()] == ["Said. "]


async def test_a_reply_that_was_committed_but_not_delivered_is_delivered_after_the_next_start(file: Path) -> None:
    port = PaperPort()
    async with desk(file, ScriptedModel(), port) as first:
        port.failures = [PlatformError("The channel cannot be written to.")]
        await first.say("hello")
    async with desk(file, ScriptedModel(), port) as second:
        await second.sessions.resume("paper")
        await second.quiet()

    assert [body["text"] for body in port.posted.values()] == ["Said. "]


async def test_a_click_on_a_message_nobody_knows_gets_a_notice_and_nothing_else(file: Path) -> None:
    async with desk(file, ScriptedModel()) as here:
        await here.click("beers", "inc", reply=77)

    assert here.port.notices == ["That button is no longer in use."]
    assert here.port.posted == {}


async def test_a_click_from_another_session_changes_nothing_there(file: Path, model: ScriptedModel) -> None:
    async with desk(file, model) as here:
        await here.say("a counter")
        await here.click("beers", "inc", reply=1, session="paper:room:2")
        stored = await here.store.reply(1)

    assert stored is not None
    assert stored.view.controls == (Counter("beers", "Beers"),)
    assert here.port.notices == ["That button is no longer in use."]


async def test_a_pressed_button_is_answered_with_a_new_message(file: Path) -> None:
    model = ScriptedModel(thinker=ThoughtResult("Sure?", (AddControl(Button("yes", "Yes")),)))
    async with desk(file, model) as here:
        await here.say("ask me")
        model.answers["thinker"] = ThoughtResult("Good.")
        await here.click("yes", "press", reply=1)

    assert [body["text"] for body in here.port.posted.values()] == ["Sure? ", "Good. "]


async def test_words_not_meant_for_us_count_only_in_a_session_that_exists(file: Path) -> None:
    model = ScriptedModel()
    stray = Message(
        event="s1", session="paper:room:1", channel="paper:room", person=BEN, at=0.0, text="psst", addressed=False
    )
    later = Message(
        event="s2", session="paper:room:1", channel="paper:room", person=BEN, at=0.0, text="and me?", addressed=False
    )
    async with desk(file, model) as here:
        await here.sessions.accept(stray)
        await here.say("hello")
        await here.sessions.accept(later)
        await here.quiet()

    assert [p.text for p in model.prompts("thinker")] == ["hello", "and me?"]


async def test_an_admin_switches_the_graph_of_a_channel_and_the_state_is_kept(file: Path, model: ScriptedModel) -> None:
    port = PaperPort()
    async with desk(file, model, port) as first:
        await first.say("a counter")
        asked_pa = len(model.prompts("pa"))
        said = await first.command("v1")
        await first.say("hello")
        await first.say("hello", session="paper:other:1")
    async with desk(file, model, port) as second:
        runtime = (await second.live.get(words("x"))).runtime
        elsewhere = (await second.live.get(words("x", "paper:other:1"))).runtime

    assert "graph **v1** answers here" in said.replace("\n", "")
    assert asked_pa == 0
    assert runtime.graph_name == "v1"
    assert [c["id"] for c in runtime.to_state()["controls"]] == ["beers"]
    assert elsewhere.graph_name == "v4-eras"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("", "Graphs:"),
        ("v9", "There is no graph “v9”; there are v1, v4-eras."),
        ("v1 sideways", "Say `/graph [v1|v4-eras|clear] [default]`."),
        ("v1 default", "graph **v1** answers wherever no other graph is set"),
    ],
)
async def test_a_graph_command_is_answered_with_a_sentence(file: Path, arguments: str, said: str) -> None:
    async with desk(file, ScriptedModel()) as here:
        assert said in await here.command(arguments)


async def test_clear_gives_the_channel_back_to_the_default(file: Path) -> None:
    async with desk(file, ScriptedModel()) as here:
        await here.command("v1")
        await here.command("clear")
        runtime = (await here.live.get(words("x"))).runtime

    assert runtime.graph_name == "v4-eras"


async def test_anybody_else_is_refused_and_the_graph_stays(file: Path) -> None:
    async with desk(file, ScriptedModel()) as here:
        said = await here.command("v1", person=BEN)
        runtime = (await here.live.get(words("x"))).runtime
    with closing(sqlite3.connect(file)) as kept:
        audit = kept.execute("SELECT person, verb, scope, allowed FROM audit").fetchall()

    assert audit == [("paper:ben", "graph", "paper:room", 0)]
    assert said == "You may not do that here. Ask an admin of this assistant."
    assert runtime.graph_name == "v4-eras"


async def test_a_name_that_the_person_gave_outlives_restarts_until_somebody_else_speaks(file: Path) -> None:
    model = ScriptedModel(memorizer=MemoryUpdate(user_name="Countess"))
    async with desk(file, model) as first:
        await first.say("call me Countess")
        model.answers["memorizer"] = MemoryUpdate()
    async with desk(file, model) as second:
        await second.say("who am I?")
        await second.say("and I?", person=BEN)

    names = [p.context.splitlines()[0] for p in model.prompts("thinker")]
    assert names == ["user: Ada", "user: Countess", "user: Ben"]


async def test_a_fault_in_the_program_ends_the_turn_with_a_sentence_and_the_next_one_works(file: Path) -> None:
    model = ScriptedModel(thinker=ZeroDivisionError("a fault"))
    async with desk(file, model) as here:
        await here.say("hello")
        model.answers["thinker"] = ThoughtResult("Back.")
        await here.say("hello again")

    said = "".join(str(body["text"]) for body in here.port.posted.values())
    assert "Something went wrong while I worked on this, so I stopped. Please try again." in said
    assert "Back. " in said


async def test_idle_sessions_beyond_the_limit_leave_memory_and_come_back_whole(
    file: Path, model: ScriptedModel
) -> None:
    async with desk(file, model, live_limit=2) as here:
        for number in range(5):
            await here.say("a counter", session=f"paper:room:{number}")
        kept = here.live.count
        await here.click("beers", "inc", reply=1, session="paper:room:0")
        stored = await here.store.reply(1)

    assert kept == 2
    assert stored is not None
    assert stored.view.controls == (Counter("beers", "Beers", value=1),)


async def test_an_event_that_cannot_be_kept_is_not_accepted(file: Path) -> None:
    async with desk(file, ScriptedModel()) as here:
        await here.store.close()

        with pytest.raises(StoreError):
            await here.sessions.accept(words("hello"))
