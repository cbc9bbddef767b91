"""The analyst: from a question over the database to a sentence, a table, a chart, and what buttons say next."""

import asyncio

import pytest
from msgspec import json

from core.artifacts import Chart, File, Series
from core.blueprint import NodeSpec
from core.controls import Button, Control, Progress, Table
from core.data import Answered, DataSchema, Inquiry, Reading
from core.envelope import Command, Exchange, InputAnalysis, ThoughtResult
from core.errors import DataError, DataUnavailable, HiddenColumn, ModelRubbish, QueryFailed, QueryRefused, QueryTooLong
from core.nodes.analyst import AnalystNode
from core.nodes.thinking import Situation
from core.operations import AddControl
from core.process import ProcessManager
from tests.core.asked import asker
from tests.models import ScriptedModel
from tests.shelf import SCHEMA, Shelf
from tests.waiting import until

COUNT = Inquiry("select count(*) as n from customers where city = 'Hamburg'", "Customers, city = Hamburg", "value")
RANKED = Inquiry(
    "select name, sum(amount) as revenue from orders join customers on customers.id = customer_id "
    "group by name order by revenue desc",
    "Revenue by customer",
    "ranking",
)
WRONG = Inquiry("select colour from customers", "Nothing", "value")
HOW_MANY = Command(InputAnalysis("data", language="en"), "how many customers are there in Hamburg?")
WIE_VIELE = Command(InputAnalysis("data", language="de"), "wie viele Kunden gibt es in Hamburg?")
SPEC = NodeSpec(kind="expert", prompt="p", about="data", database="main", instructions="Ask.")


def around(works: ProcessManager | None = None) -> Situation:
    history = (Exchange("user", "hello"), Exchange("assistant", "Hi."))
    return Situation("", history, (), works or ProcessManager(lambda: None), today="2026-11-23")


def analyst(shelf: Shelf, *answers: object, spec: NodeSpec = SPEC) -> tuple[AnalystNode, ScriptedModel]:
    model = ScriptedModel(expert=list(answers))
    return AnalystNode("data", spec, asker("data", model), shelf), model


def controls_of(thought: ThoughtResult) -> dict[str, Control]:
    return {one.control.id: one.control for one in thought.operations if isinstance(one, AddControl)}


def button(thought: ThoughtResult, name: str) -> Button:
    found = controls_of(thought)[name]
    assert isinstance(found, Button)
    return found


async def test_a_number_is_told_in_a_sentence_with_its_sql_behind_a_button() -> None:
    shelf = Shelf()
    node, model = analyst(shelf, COUNT)

    thought = await node.think(HOW_MANY, around())

    assert thought.response == "Customers, city = Hamburg: **2**."
    assert list(controls_of(thought)) == ["ask_sql"]
    assert button(thought, "ask_sql").says == f"```sql\n{COUNT.sql}\n```"
    assert thought.artifacts == ()
    assert thought.tool_used == "main"
    assert json.decode(thought.tool_output, type=Answered) == Answered(COUNT.title, "value", ("n",), ((2,),), 1)
    (prompt,) = model.asked
    assert (prompt.node, prompt.text, prompt.instructions) == ("expert", HOW_MANY.source, "Ask.")
    assert (prompt.today, prompt.history) == ("2026-11-23", around().history)
    assert list(prompt.data) == ["main"]
    assert prompt.data["main"] is SCHEMA


async def test_a_ranking_comes_with_a_table_a_chart_and_buttons_for_more() -> None:
    node, _ = analyst(Shelf(), RANKED)

    thought = await node.think(WIE_VIELE, around())

    assert thought.response == (
        "Revenue by customer: an der Spitze **Cleo** mit **1.234,50**, dann Ada (350,50) und Ben (50,25)."
    )
    table = controls_of(thought)["ask_table"]
    assert isinstance(table, Table)
    assert (table.label, table.columns) == ("Revenue by customer", ("name", "revenue"))
    assert table.rows == (("Cleo", "1.234,50"), ("Ada", "350,50"), ("Ben", "50,25"))
    assert list(controls_of(thought)) == ["ask_table", "ask_sql", "ask_csv"]
    assert (button(thought, "ask_csv").label, button(thought, "ask_csv").words) == ("CSV", "als CSV")
    assert thought.artifacts == (
        Chart("Revenue by customer", "bar", ("Cleo", "Ada", "Ben"), (Series("revenue", (1234.5, 350.5, 50.25)),)),
    )


async def test_a_language_of_one_country_is_that_language() -> None:
    node, _ = analyst(Shelf(SCHEMA, QueryTooLong("slow")), COUNT)
    austrian = Command(InputAnalysis("data", language="de-AT"), WIE_VIELE.source)

    assert "dauert der Datenbank länger" in (await node.think(austrian, around())).response


async def test_a_file_that_was_asked_for_has_all_rows_as_they_are() -> None:
    asked = Inquiry("select name, since from customers order by id", "Customers since", "list", file=True)
    node, _ = analyst(Shelf(), asked)

    thought = await node.think(HOW_MANY, around())

    (file,) = thought.artifacts
    assert file == File("customers-since.csv", "text/csv", "name,since\nAda,2020-01-01\nBen,2023-05-01\nCleo,\n")
    assert "ask_csv" not in controls_of(thought)
    table = controls_of(thought)["ask_table"]
    assert isinstance(table, Table)
    assert table.rows[2] == ("Cleo", "–")


async def test_a_decline_says_why_and_offers_what_may_be_meant() -> None:
    readings = (Reading("by city", "customers by city"), Reading("by year", "customers by year"))
    node, _ = analyst(Shelf(), Inquiry(decline="I do not know “flavour”.", unknown=("flavour",), readings=readings))

    thought = await node.think(HOW_MANY, around())

    assert (thought.response, thought.tool_output) == ("I do not know “flavour”.", "")
    assert [(b.label, b.words) for b in (button(thought, name) for name in ("ask_1", "ask_2"))] == [
        ("by city", "customers by city"),
        ("by year", "customers by year"),
    ]


async def test_an_answer_with_neither_sql_nor_a_reason_is_asked_for_again() -> None:
    node, model = analyst(Shelf(), Inquiry(), COUNT)

    assert "**2**" in (await node.think(HOW_MANY, around())).response
    rejected = model.asked[1].rejected
    assert rejected is not None
    assert "neither sql nor" in rejected.reason


async def test_a_query_that_fails_is_mended_once_with_the_databases_own_words() -> None:
    shelf = Shelf()
    node, model = analyst(shelf, WRONG, COUNT)

    thought = await node.think(HOW_MANY, around())

    assert thought.response == "Customers, city = Hamburg: **2**."
    rejected = model.asked[1].rejected
    assert rejected is not None
    assert (rejected.answer, rejected.reason) == (WRONG.sql, "no such column: colour")
    assert shelf.asked == [WRONG.sql, COUNT.sql]


@pytest.mark.parametrize("second", [WRONG, ModelRubbish("no JSON")])
async def test_a_query_that_is_not_mended_is_not_asked_again(second: object) -> None:
    shelf = Shelf()
    node, model = analyst(shelf, WRONG, second)

    thought = await node.think(HOW_MANY, around())

    assert thought.response == "The database could not make sense of my query. Please ask it in other words."
    assert button(thought, "ask_sql").says == f"```sql\n{WRONG.sql}\n```"
    assert (len(shelf.asked), len(model.asked)) == (1, 2)


async def test_a_mended_query_that_fails_too_is_the_end() -> None:
    shelf = Shelf(SCHEMA, QueryFailed("no"), QueryFailed("no again"), None)
    node, model = analyst(shelf, COUNT, RANKED)

    assert "could not make sense" in (await node.think(HOW_MANY, around())).response
    assert (len(shelf.asked), len(model.asked)) == (2, 2)


@pytest.mark.parametrize(
    ("fault", "said", "gesagt"),
    [
        (QueryRefused("no"), "I may only read", "ich darf nur lesen"),
        (QueryTooLong("slow"), "takes the database longer", "dauert der Datenbank länger"),
        (DataUnavailable("gone"), "cannot reach the database", "erreiche die Datenbank gerade nicht"),
    ],
)
async def test_what_goes_wrong_is_told_in_a_plain_sentence(fault: DataUnavailable, said: str, gesagt: str) -> None:
    for command, expected in ((HOW_MANY, said), (WIE_VIELE, gesagt)):
        node, _ = analyst(Shelf(SCHEMA, fault), COUNT)

        thought = await node.think(command, around())

        assert expected in thought.response
        assert thought.tool_output == ""


async def test_a_database_that_cannot_be_reached_is_told_without_asking_a_model() -> None:
    shelf = Shelf()
    shelf.shut = DataUnavailable("no route")
    node, model = analyst(shelf, COUNT)

    assert "cannot reach the database" in (await node.think(HOW_MANY, around())).response
    assert model.asked == []


async def test_a_database_out_of_reach_is_not_tried_at_each_turn_only_to_know_its_tables() -> None:
    shelf = Shelf()
    shelf.shut = DataUnavailable("no route")
    node, _ = analyst(shelf, COUNT)

    assert [await node.known(), await node.known()] == [None, None]
    assert shelf.looked == 1
    await node.think(HOW_MANY, around())
    assert shelf.looked == 2


async def test_a_query_is_seen_while_it_runs_and_can_be_stopped() -> None:
    shelf, pictures = Shelf(), []
    shelf.waits = asyncio.Event()
    works = ProcessManager(lambda: pictures.append(works.controls()))
    node, _ = analyst(shelf, COUNT)
    thinking = asyncio.create_task(node.think(WIE_VIELE, around(works)))
    await until(lambda: shelf.asked)

    (running,) = works.running()
    assert pictures[-1] == (Progress(running.id, "Ich frage die Datenbank", 0.5, cancel=True),)
    assert works.cancel(running.id)
    thought = await thinking

    assert thought.response == "Ich habe die Abfrage angehalten, deshalb habe ich darauf keine Antwort."
    assert works.running() == ()


async def test_an_interpreter_gets_the_first_rows_and_what_is_said_of_all() -> None:
    many = "with recursive n(i) as (select 1 union all select i + 1 from n where i < 400) select i * 2 as x from n"
    node, _ = analyst(Shelf(), Inquiry(many, "Even numbers"))

    thought = await node.think(HOW_MANY, around())

    told = json.decode(thought.tool_output, type=Answered)
    assert (len(told.rows), told.count, told.more) == (30, 400, False)
    assert told.said == thought.response == "Even numbers: **400** found."
    table = controls_of(thought)["ask_table"]
    assert isinstance(table, Table)
    assert len(table.rows) == 400


async def test_only_the_first_thousand_of_many_rows_are_shown_and_it_is_said() -> None:
    many = "with recursive n(i) as (select 1 union all select i + 1 from n where i < 4000) select i as x from n"
    node, _ = analyst(Shelf(), Inquiry(many, "Numbers"))

    thought = await node.think(WIE_VIELE, around())

    assert thought.response == "Numbers: **mehr als 1.000** gefunden. Gezeigt werden nur die ersten 1.000."


async def test_an_expert_with_tables_and_words_of_its_own_sees_only_those() -> None:
    shelf = Shelf()
    spec = SPEC.model_copy(update={"tables": ("orders",), "words": {"sales": "orders.amount"}})
    node, model = analyst(shelf, Inquiry("select sum(amount) as s from orders", "Sum", "value"), spec=spec)

    await node.think(HOW_MANY, around())
    seen = model.asked[0].data["main"]
    assert [table.name for table in seen.tables] == ["orders"]
    assert seen.tables[0].keys == ()
    assert seen.words == {"sales": "orders.amount"}
    await node.think(HOW_MANY, around())
    assert model.asked[1].data["main"] is seen is await node.known()

    shelf.given = DataSchema("sqlite", SCHEMA.tables)
    await node.think(HOW_MANY, around())
    assert model.asked[2].data["main"] is not seen


HIDDEN = HiddenColumn("The values of city are hidden.", "city")


@pytest.mark.parametrize(("before", "faults"), [((), (HIDDEN,)), ((WRONG,), (None, HIDDEN))])
async def test_what_does_more_with_hidden_values_than_to_list_them_is_declined_and_not_mended(
    before: tuple[Inquiry, ...], faults: tuple[DataError | None, ...]
) -> None:
    for command, said in (
        (HOW_MANY, "The values of city are hidden here, so I cannot count or filter by them."),
        (WIE_VIELE, "Die Werte von city sind hier verborgen, deshalb kann ich danach weder zählen noch filtern."),
    ):
        shelf = Shelf(SCHEMA, *faults)
        node, model = analyst(shelf, *before, Inquiry("select count(city) as n from customers", "T"), COUNT)

        thought = await node.think(command, around())

        assert thought == ThoughtResult(said)
        assert len(model.asked) == len(shelf.asked) == len(before) + 1


async def test_a_graph_file_that_names_what_is_not_there_is_told_of_once(caplog: pytest.LogCaptureFixture) -> None:
    words = {"sales": "orders.amount", "people": "customers", "town": "city", "north": "Hamburg", "big": "a big one"}
    spec = SPEC.model_copy(update={"tables": ("orders", "Ordres"), "words": words})
    node, _ = analyst(Shelf(), spec=spec)

    await node.known()
    await node.known()

    names = [record.getMessage().split(": ", 1)[1] for record in caplog.records]
    assert names == [
        "There is no table 'Ordres'.",
        "The word 'people' means 'customers', which is no table, column or known value that it reads.",
        "The word 'town' means 'city', which is no table, column or known value that it reads.",
        "The word 'north' means 'Hamburg', which is no table, column or known value that it reads.",
    ]


async def test_of_a_graph_file_that_names_what_is_there_nothing_is_told(caplog: pytest.LogCaptureFixture) -> None:
    words = {"sales": "Orders.amount", "people": "customers", "town": "city", "north": "hamburg", "big": "a big one"}
    node, _ = analyst(Shelf(), spec=SPEC.model_copy(update={"tables": ("ORDERS", "customers"), "words": words}))

    await node.known()

    assert caplog.records == []


async def test_an_expert_asks_a_database_that_has_no_tables_but_its_own() -> None:
    shelf = Shelf()
    spec = SPEC.model_copy(update={"tables": ("orders",)})
    node, _ = analyst(shelf, COUNT, spec=spec)

    await node.think(HOW_MANY, around())

    assert shelf.left == ("orders",)
