import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from msgspec.structs import replace

from core.artifacts import Chart, Series
from core.controls import Button, Counter
from core.envelope import MemoryUpdate, ThoughtResult
from core.errors import PlatformError, StoreError, Unauthorized
from core.events import Message
from core.operations import AddControl
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
    async with desk(file, model, graph="v3") as here:
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
        port.failures = [Unauthorized("The token was revoked.")]
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


async def test_words_that_take_longer_to_keep_are_not_overtaken(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    model = ScriptedModel()
    async with desk(file, model, graph="v3") as here:
        await here.say("hello")
        real = here.store.knows

        async def slowly(session: str) -> bool:
            await asyncio.sleep(0.05)
            return await real(session)

        monkeypatch.setattr(here.store, "knows", slowly)
        first = replace(words("first"), addressed=False)
        await asyncio.gather(here.sessions.accept(first), here.sessions.accept(words("second")))
        await here.quiet()

    assert [p.text for p in model.prompts("thinker")] == ["hello", "first", "second"]


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


async def test_a_state_that_cannot_be_read_is_set_aside_with_a_notice_and_the_session_starts_afresh(
    file: Path, model: ScriptedModel
) -> None:
    port = PaperPort()
    async with desk(file, model) as first:
        await first.say("a counter")
    with closing(sqlite3.connect(file)) as kept, kept:
        kept.execute("UPDATE sessions SET state = ?", (b'{"history": 7}',))
    async with desk(file, model, port) as second:
        await second.say("hello")
        await second.say("hello again")
    with closing(sqlite3.connect(file)) as kept:
        aside = kept.execute("SELECT session, state, reason FROM set_aside").fetchall()

    said = "".join(str(body["text"]) for body in port.posted.values())
    assert [(session, state) for session, state, _ in aside] == [("paper:room:1", b'{"history": 7}')]
    assert "cannot be read" in aside[0][2]
    assert said.count("I could not read what I had kept of our talk") == 1
    assert [len(p.history) for p in model.prompts("thinker")] == [0, 0, 2]


async def test_controls_that_the_platform_would_not_take_are_named_in_the_next_turn(
    file: Path, model: ScriptedModel
) -> None:
    port = PaperPort()
    async with desk(file, model, port) as here:
        await here.say("a counter")
        port.failures = [PlatformError("no such channel")]
        model.answers["thinker"] = ThoughtResult("More.", (AddControl(Counter("wine", "Wine")),))
        await here.say("another")
        await here.say("and now?")

    contexts = [p.context for p in model.prompts("thinker")]
    assert ["workspace_mismatch" in context for context in contexts] == [False, False, True]
    assert "not seen, to be shown again: “Wine”" in contexts[2]


async def test_a_local_click_keeps_the_chart_of_the_reply_it_was_on(file: Path) -> None:
    chart = Chart("Sales", "bar", ("A",), (Series("", (3.0,)),))
    model = ScriptedModel(thinker=ThoughtResult("Here.", (AddControl(Counter("beers", "Beers")),), (chart,)))
    async with desk(file, model) as here:
        await here.say("a chart and a counter")
        await here.click("beers", "inc", reply=1)
        stored = await here.store.reply(1)

    assert stored is not None
    assert stored.view.text == "Here. "
    assert stored.view.artifacts == (chart,)
    assert stored.view.controls == (Counter("beers", "Beers", value=1),)
