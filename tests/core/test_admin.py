"""Commands: who may switch graphs and models, where it counts, and for how long."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from msgspec.structs import replace

from adapters.llm.builtin.model import BuiltInModel
from core.admin import as_command
from core.controls import Counter
from core.envelope import ThoughtResult
from core.events import Person
from core.operations import AddControl
from core.ports import SessionRecord
from tests.core.desk import ADA, BEN, desk, words
from tests.models import ScriptedModel
from tests.shared.paper import PaperPort
from tests.waiting import until

HERE, THERE = "paper:room:1", "paper:room:2"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "trivium.db"


async def test_an_admin_switches_the_graph_of_a_channel_and_the_state_is_kept(file: Path) -> None:
    model = ScriptedModel(thinker=ThoughtResult("Here it is.", (AddControl(Counter("beers", "Beers")),)))
    async with desk(file, model) as first:
        await first.say("a counter")
        said = await first.command("/graph v1")
        await first.say("hello")
        await first.say("hello", session="paper:other:1")
        graphs = first.runtime().graph_name, first.runtime("paper:other:1").graph_name
    async with desk(file, model) as second:
        runtime = (await second.live.get(words("x"))).runtime

    assert said == "From the next message on, graph **v1** answers here."
    assert graphs == ("v1", "v4-eras")
    assert runtime.graph_name == "v1"
    assert [c["id"] for c in runtime.to_state()["controls"]] == ["beers"]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("/graph", "Graphs:"),
        ("/graph", "- **v4-eras** (answers here): Frames with experts"),
        ("/graph v9", "There is no graph “v9”; there are v1, v2, v3, v4-eras."),
        ("/graph v1 sideways", "Say `/graph [v1|v2|v3|v4-eras|clear] [session|channel|default]`."),
        ("/graph v2 default", "From the next message on, graph **v2** answers wherever no other graph is set."),
        ("/graph v3 session", "From the next message on, graph **v3** answers in this conversation."),
        ("/model", "- scripted: says what it is told\nHere: what the graph names."),
        ("/model gpt-9", "There is no model “gpt-9” here; there are scripted."),
        ("/model scripted twice", "Say `/model [scripted|clear]`."),
        ("/model scripted", "From the next message on, model **scripted** answers in this conversation."),
        ("/model clear", "From the next message on, what the graph names answers in this conversation."),
        ("/stop", "Nothing is running here."),
        ("/dance", "You may not do that here. Ask an admin of this assistant."),
    ],
)
async def test_a_command_is_answered_with_a_sentence(file: Path, line: str, said: str) -> None:
    async with desk(file, ScriptedModel()) as here:
        await here.say("hello")

        assert said in await here.command(line, session=HERE)


async def test_the_narrower_scope_wins_and_each_can_be_cleared(file: Path) -> None:
    async with desk(file, ScriptedModel()) as first:
        await first.say("hello")
        await first.command("/graph v1 default")
        await first.command("/graph v2 channel")
        await first.command("/graph v3 session", session=HERE)
    async with desk(file, ScriptedModel()) as here:
        answering = []
        for line in ("", "/graph clear session", "/graph clear channel", "/graph clear default"):
            if line:
                await here.command(line, session=HERE)
            await here.say("and now?")
            await here.say("and there?", session=THERE)
            answering.append((here.runtime().graph_name, here.runtime(THERE).graph_name))

    assert answering == [("v3", "v2"), ("v2", "v2"), ("v1", "v1"), ("v4-eras", "v4-eras")]


@pytest.mark.parametrize("line", ["/graph v1", "/graph v1 default", "/graph v1 session", "/graph", "/model scripted"])
async def test_anybody_else_is_refused_and_nothing_changes(file: Path, line: str) -> None:
    async with desk(file, ScriptedModel()) as here:
        await here.say("hello")
        said = await here.command(line, person=BEN, session=HERE)
        await here.say("hello again")
        runtime = here.runtime()
    with closing(sqlite3.connect(file)) as kept:
        audit = kept.execute("SELECT person, verb, scope, allowed FROM audit").fetchall()

    assert audit == [("paper:ben", line[1:].split(maxsplit=1)[0], "paper:room", 0)]
    assert said == "You may not do that here. Ask an admin of this assistant."
    assert (runtime.graph_name, runtime.model) == ("v4-eras", "")


@pytest.mark.parametrize("line", ["/graph v1 session", "/model scripted"])
async def test_a_command_about_a_conversation_needs_one(file: Path, line: str) -> None:
    async with desk(file, ScriptedModel()) as here:
        said = await here.command(line)

    assert said.startswith("There is no conversation here yet.")


async def test_a_conversations_model_outlives_a_restart(file: Path) -> None:
    async with desk(file, ScriptedModel()) as first:
        await first.say("hello")
        await first.command("/model scripted", session=HERE)
    async with desk(file, ScriptedModel()) as second:
        runtime = (await second.live.get(words("x"))).runtime

    assert runtime.model == "scripted"


async def test_a_command_written_as_a_message_counts_where_it_is_written(file: Path) -> None:
    model = ScriptedModel()
    async with desk(file, model) as here:
        await here.say("hello")
        await here.say("/graph v1 session")
        await here.say("/path/to/a/file")

        assert here.runtime().graph_name == "v1"
    assert [p.text for p in model.prompts("thinker")] == ["hello", "/path/to/a/file"]


# -- stopping


@pytest.mark.parametrize("line", ["stop", "Stopp.", "/stop"])
@pytest.mark.parametrize("person", [ADA, BEN])
async def test_a_stop_does_not_wait_for_the_turn_it_is_to_stop(file: Path, line: str, person: Person) -> None:
    model, port = ScriptedModel(output=[asyncio.Event(), "Answered."]), PaperPort()
    async with desk(file, model, port) as here:
        await here.sessions.accept(words("a long story"))
        await until(lambda: model.prompts("output"))
        await here.sessions.accept(words("and then?"))

        await here.say(line, person=person)
        history = [e["content"] for e in here.runtime().to_state()["history"]]
    async with desk(file, model, port) as again:
        await again.sessions.resume("paper")
        await again.quiet()

    assert history == ["a long story", "Said. \n\nStopped.", "and then?", "Answered. "]
    assert len(model.prompts("input")) == 2
    assert ({"text": "Stopped.", "controls": []} in port.posted.values()) == (line == "/stop")


@pytest.mark.parametrize("line", ["stop", "/stop"])
async def test_a_stop_that_comes_too_late_is_told_so_and_is_no_message(file: Path, line: str) -> None:
    model, port = ScriptedModel(memorizer=asyncio.Event()), PaperPort()
    async with desk(file, model, port) as here:
        await here.sessions.accept(words("hello"))
        await until(lambda: model.prompts("memorizer"))
        await here.say(line)

    assert [body["text"] for body in port.posted.values()] == ["Said. ", "Nothing is running h", "ere."]
    assert [p.text for p in model.prompts("thinker")] == ["hello"]


@pytest.mark.parametrize("line", ["stop", "/stop"])
async def test_a_stop_outlives_a_restart(file: Path, line: str) -> None:
    model, port = ScriptedModel(), PaperPort()
    async with desk(file, model, port, graph="v3") as first:
        for text in ("a long story", "and so?", line, "and then?"):
            await first.store.accept(as_command(words(text)))
    async with desk(file, model, port, graph="v3") as second:
        await second.sessions.resume("paper")
        await second.quiet()
    async with desk(file, model, port, graph="v3") as third:
        await third.sessions.resume("paper")
        await third.quiet()

    assert [p.text for p in model.prompts("thinker")] == ["and so?", "and then?"]
    assert sorted(str(body["text"]) for body in port.posted.values()) == ["Said. ", "Said. ", "Stopped."]


async def test_a_stop_reaches_a_turn_whose_session_is_still_being_read(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model, port, read = ScriptedModel(), PaperPort(), asyncio.Event()
    async with desk(file, model, port) as first:
        await first.say("hello")
    async with desk(file, model, port) as here:
        load = here.store.load

        async def slow(session: str) -> SessionRecord | None:
            await read.wait()
            return await load(session)

        monkeypatch.setattr(here.store, "load", slow)
        await here.sessions.accept(words("a long story"))
        await here.sessions.accept(words("stop"))
        read.set()
        await here.quiet()

    assert [p.text for p in model.prompts("thinker")] == ["hello"]
    assert {"text": "Stopped.", "controls": []} in port.posted.values()


async def test_somebody_elses_stop_that_is_not_said_to_us_stops_nothing(file: Path) -> None:
    model = ScriptedModel(output=[asyncio.Event(), "Fine."])
    async with desk(file, model) as here:
        await here.sessions.accept(words("a story"))
        await until(lambda: model.prompts("output"))

        await here.sessions.accept(replace(words("stop", person=BEN), addressed=False))
        running = not here.runtime().sink.done
        await here.sessions.accept(replace(words("stop"), addressed=False))
        await here.quiet()

    assert running
    assert [p.text for p in model.prompts("thinker")] == ["a story", "stop"]


async def test_the_word_stop_is_a_message_where_nothing_runs(file: Path) -> None:
    model = ScriptedModel(output=[asyncio.Event(), "Fine."])
    async with desk(file, model) as here:
        await here.sessions.accept(words("a story", HERE))
        await until(lambda: model.prompts("output"))

        await here.sessions.accept(words("stop", THERE))
        await until(lambda: here.sessions.busy == 1)
        running = not here.runtime(HERE).sink.done
        here.runtime(HERE).stop()
        await here.quiet()

    assert running
    assert [p.text for p in model.prompts("thinker")] == ["a story", "stop"]


async def test_a_click_ends_one_running_work_and_the_turn_goes_on(file: Path) -> None:
    port = PaperPort()
    async with desk(file, BuiltInModel(), port) as here:
        await here.sessions.accept(words("set a timer for 60 seconds"))
        await until(lambda: here.live.present(HERE) and here.runtime().works())

        await here.click(here.runtime().works()[0].id, "cancel", reply=1)
        said = here.runtime().sink.text

    assert "The work was stopped before it was done" in said
    assert port.acknowledged == 1
    assert port.notices == []


async def test_a_stop_for_a_whole_channel_means_what_the_person_began_there(file: Path) -> None:
    model = ScriptedModel(output=asyncio.Event())
    async with desk(file, model) as here:
        for session, person in ((HERE, ADA), (THERE, BEN)):
            await here.sessions.accept(words("a story", session, person))
        await until(lambda: len(model.prompts("output")) == 2)

        stop = asyncio.create_task(here.command("/stop", person=BEN))
        await until(lambda: here.sessions.busy == 1)
        bens, adas = here.runtime(THERE).sink.done, here.runtime(HERE).sink.done
        here.runtime(HERE).stop()
        await stop

    assert (bens, adas) == (True, False)


# -- switching under way


async def test_64_turns_under_way_end_once_on_their_graph_and_the_next_run_on_the_new_one(file: Path) -> None:
    gate = asyncio.Event()
    thought = ThoughtResult("Here.", (AddControl(Counter("beers", "Beers")),))
    model, port = ScriptedModel(thinker=thought, output=[*[gate] * 64, "Answered."]), PaperPort()
    names = [f"paper:{n}:1" for n in range(64)]
    async with desk(file, model, port, live_limit=100) as here:
        await asyncio.gather(*(here.sessions.accept(words("one", name)) for name in names))
        await until(lambda: len(model.prompts("output")) == 64)
        await asyncio.gather(*(here.sessions.accept(words("two", name)) for name in names))
        await here.sessions.accept(words("/graph v1 default", "paper:admin:1"))
        await until(lambda: here.sessions.busy == 64)
        asked_before = len(model.prompts("pa"))
        before = {here.runtime(name).graph_name for name in names}

        gate.set()
        await here.quiet()
        after = [here.runtime(name).to_state() for name in names]

    assert before == {"v4-eras"}
    assert {state["graph"] for state in after} == {"v1"}
    assert asked_before == len(model.prompts("pa")) == 64
    assert {tuple(e["content"] for e in state["history"]) for state in after} == {
        ("one", "Here. ", "two", "Answered. ")
    }
    assert {c["id"] for state in after for c in state["controls"]} == {"beers"}
    assert sum("Answered." in str(body["text"]) for body in port.posted.values()) == 64
    assert sum(body["text"] == "Here. " for body in port.posted.values()) == 64
