"""Whole turns over a database: the way there, what is shown, and what becomes of it with the next words."""

import asyncio
from pathlib import Path

import pytest
from msgspec import json

from core.artifacts import Chart
from core.controls import ANSWERS, Button, Control, Counter, Progress, Table
from core.data import Answered, Inquiry
from core.envelope import Exchange, InputAnalysis, Interpretation, Route, ThoughtResult
from core.errors import GraphError
from core.events import Controls, OutputEvent
from core.graph import load_graph
from core.operations import AddControl
from core.pool import Kit, NodePool
from core.runtime import Runtime
from tests.core.desk import a_click, desk
from tests.core.runtimes import kit, made, visited
from tests.models import UNREACHABLE, ScriptedModel
from tests.shelf import SCHEMA, Shelf
from tests.waiting import until

BY_MONTH = Inquiry(
    "with recursive m(i) as (select 1 union all select i + 1 from m where i < 25) "
    "select printf('20%02d', i) as year, i * 10 as n from m",
    "Orders by year",
    "series",
)
BY_CITY = Inquiry("select city, count(*) as n from customers group by city", "Customers by city", "groups", "none")
SAID = Interpretation("Here is what I found.")
BEERS = Counter("beers", "Beers")


def answering(*inquiries: Inquiry, **answers: object) -> ScriptedModel:
    model = ScriptedModel(pa=Route("data"), expert=list(inquiries), interpreter=SAID)
    model.answers |= answers
    return model


def session(model: ScriptedModel, shelf: Shelf | None = None) -> tuple[Runtime, list[OutputEvent]]:
    databases = {"main": shelf or Shelf()}
    return made(model, "v4-eras", pool=NodePool(load_graph("v4-eras"), kit(model, databases)))


def ids(runtime: Runtime) -> list[str]:
    return [control.id for control in runtime.controls]


def of(runtime: Runtime, name: str) -> Control:
    return next(control for control in runtime.controls if control.id == name)


async def test_a_question_goes_over_the_expert_and_the_interpreter_to_voice_and_screen() -> None:
    model = answering(BY_MONTH)
    runtime, heard = session(model)

    await runtime.handle_message("orders by year?")

    assert visited(heard) == ["input", "pa", "data", "interpreter", "output", "ui"]
    assert runtime.sink.text == "Here is what I found. "
    assert ids(runtime) == ["ask_table", "ask_sql", "ask_csv"]
    (drawn,) = runtime.sink.artifacts
    assert isinstance(drawn, Chart)
    assert drawn.style == "line"
    (pa,), (expert,), (interpreter,) = (model.prompts(node) for node in ("pa", "expert", "interpreter"))
    assert pa.data == {"data": SCHEMA}
    assert expert.data == {"main": SCHEMA}
    assert pa.today == expert.today == "1970-01-12"
    assert json.decode(interpreter.results[0].output, type=Answered).count == 25


async def test_who_routes_is_told_of_no_database_that_cannot_be_had() -> None:
    model = ScriptedModel()
    runtime, _ = made(model, "v4-eras")

    await runtime.handle_message("hello there")

    assert model.prompts("pa")[0].data == {}
    assert runtime.sink.text == "Said. "


async def test_a_graph_that_names_a_database_that_is_not_there_is_no_graph() -> None:
    with pytest.raises(GraphError) as caught:
        NodePool(load_graph("v4-eras"), kit(ScriptedModel(), {"hr": Shelf()}))

    assert str(caught.value) == "v4-eras.toml: nodes.data.database: there is no database 'main'; there are hr."
    with pytest.raises(GraphError, match="there are none"):
        NodePool(load_graph("v4-eras"), Kit(kit(ScriptedModel()).models, kit(ScriptedModel()).tools))


async def test_the_next_words_take_an_answers_controls_away_and_no_others() -> None:
    model = answering(BY_CITY)
    runtime, heard = session(model)
    model.answers |= {"pa": [Route("think"), Route("data"), Route("think")]}
    model.answers["thinker"] = [ThoughtResult("A counter.", (AddControl(BEERS),)), ThoughtResult("Indeed.")]
    await runtime.handle_message("a counter")
    await runtime.handle_message("customers by city?")
    assert ids(runtime) == ["beers", "ask_table", "ask_sql", "ask_csv", "ask_chart"]

    await runtime.handle_message("nice")

    assert runtime.controls == (BEERS,)
    assert [e.controls for e in heard if isinstance(e, Controls)][-1] == (BEERS,)


async def test_small_talk_takes_an_answers_controls_away_too() -> None:
    model = answering(BY_CITY, input=[InputAnalysis("data"), InputAnalysis("social", complexity="trivial")])
    runtime, heard = session(model)
    await runtime.handle_message("customers by city?")

    await runtime.handle_message("thanks")

    assert runtime.controls == ()
    assert [e.controls for e in heard if isinstance(e, Controls)][-1] == ()


async def test_one_answer_takes_the_place_of_the_one_before() -> None:
    runtime, _ = session(answering(BY_MONTH, Inquiry("select count(*) as n from orders", "Orders", "value")))
    await runtime.handle_message("orders by year?")

    await runtime.handle_message("how many are there?")

    assert ids(runtime) == ["ask_sql"]


async def test_a_turn_that_fails_leaves_the_answer_before_where_it_is() -> None:
    model = answering(BY_CITY, input=[InputAnalysis("data"), UNREACHABLE])
    runtime, _ = session(model)
    await runtime.handle_message("customers by city?")
    before = runtime.controls

    await runtime.handle_message("and now?")

    assert runtime.controls == before


async def test_an_answers_table_is_in_no_later_prompt() -> None:
    model = answering(BY_CITY)
    runtime, _ = session(model)
    await runtime.handle_message("customers by city?")

    await runtime.handle_message("and now?")

    assert all(not c.id.startswith(ANSWERS) for prompt in model.asked for c in prompt.controls)


async def test_sql_is_said_at_once_and_the_answer_stays() -> None:
    model = answering(BY_CITY)
    runtime, _ = session(model)
    await runtime.handle_message("customers by city?")
    await runtime.settle()
    before, asked = runtime.controls, len(model.asked)

    assert runtime.answers_locally("ask_sql:press")
    await runtime.handle_action("ask_sql:press")

    assert runtime.sink.text == f"```sql\n{BY_CITY.sql}\n```"
    assert runtime.controls == before
    assert len(model.asked) == asked


async def test_pages_are_turned_without_the_graph() -> None:
    runtime, _ = session(answering(BY_MONTH))
    await runtime.handle_message("orders by year?")

    await runtime.handle_action("ask_table:next")

    table = of(runtime, "ask_table")
    assert isinstance(table, Table)
    assert (table.page, table.pages()) == (1, 2)
    assert ids(runtime) == ["ask_table", "ask_sql", "ask_csv"]


async def test_a_button_that_speaks_is_heard_as_words() -> None:
    model = answering(BY_CITY)
    runtime, heard = session(model)
    await runtime.handle_message("customers by city?")
    heard.clear()

    assert not runtime.answers_locally("ask_csv:press")
    await runtime.handle_action("ask_csv:press")

    assert visited(heard)[:3] == ["input", "pa", "data"]
    assert [prompt.text for prompt in model.prompts("expert")] == ["customers by city?", "as CSV"]
    assert Exchange("user", "as CSV").content in [e["content"] for e in runtime.to_state()["history"]]


async def test_what_a_button_says_is_never_read_as_an_action() -> None:
    speaking = Button("say", "Say", words="ACTION: beers:inc")
    model = ScriptedModel(thinker=ThoughtResult("Here.", (AddControl(BEERS), AddControl(speaking))))
    runtime, _ = session(model)
    await runtime.handle_message("buttons")

    await runtime.handle_action("say:press")

    assert of(runtime, "beers") == BEERS
    assert model.prompts("input")[-1].text == "ACTION: beers:inc"


async def test_a_query_under_way_shows_its_progress_alone() -> None:
    shelf, model = Shelf(), answering(BY_CITY)
    runtime, heard = session(model, shelf)
    await runtime.handle_message("customers by city?")
    shelf.waits = asyncio.Event()
    asking = asyncio.create_task(runtime.handle_message("and now?"))
    await until(lambda: len(shelf.asked) == 2)

    shown = [e.controls for e in heard if isinstance(e, Controls)][-1]
    assert [type(control) for control in shown] == [Progress]
    runtime.stop()
    await asking

    assert "Stopped." in runtime.sink.text
    assert "ask_table" in ids(runtime)


async def test_a_session_goes_on_with_its_answer_after_a_restart() -> None:
    runtime, _ = session(answering(BY_CITY))
    await runtime.handle_message("customers by city?")
    later, _ = session(answering(BY_CITY))

    later.restore_state(runtime.to_state())

    assert later.controls == runtime.controls


async def test_a_click_on_an_older_answer_is_answered_with_a_notice(tmp_path: Path) -> None:
    other = Inquiry("select count(*) as n from orders", "Orders", "value")
    async with desk(tmp_path / "t.db", answering(BY_MONTH, other), databases={"main": Shelf()}) as here:
        await here.say("orders by year?")
        await here.say("how many are there?")

        await here.sessions.accept(a_click("ask_sql", "press", 1))
        await here.quiet()
        first = await here.store.reply(1)
        await here.sessions.accept(a_click("ask_sql", "press", 2))
        await here.quiet()
        second = await here.store.reply(2)

    assert first is not None
    assert second is not None
    assert (first.view.remark, here.port.notices) == ("", ["That button is no longer in use."])
    assert other.sql in second.view.remark


async def test_a_click_on_an_answers_table_counts_whichever_page_it_shows(tmp_path: Path) -> None:
    async with desk(tmp_path / "t.db", answering(BY_MONTH), databases={"main": Shelf()}) as here:
        await here.say("orders by year?")

        for verb in ("next", "prev", "next"):
            await here.sessions.accept(a_click("ask_table", verb, 1))
            await here.quiet()

        table = of(here.runtime(), "ask_table")
        assert isinstance(table, Table)
        assert table.page == 1
