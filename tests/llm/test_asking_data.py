"""Where the built-in model sends questions about data, and what it says of what was found."""

import asyncio

import pytest
from msgspec import json
from msgspec.structs import replace

from adapters.llm.builtin.model import BuiltInModel
from bots.expert_databases import opened
from core.controls import Control, Counter, Label, Table
from core.data import Answered, DataSchema, Inquiry
from core.envelope import Choice, DirectorPlan, Exchange, Interpretation, Route
from core.errors import ModelRubbish
from core.ports import Prompt, ToolOutcome
from tests.questions.corpus import FOLDER, corpus, database_of
from tests.questions.judging import settings_for
from tests.shelf import SCHEMA

THINK, DONE = Choice("think", "conversation, and all else that is shown"), Choice("done", "the work is done")
NUMBERS = Choice("numbers", "arithmetic: sums, products, percentages", ("calculator",))
DATA = Choice("data", "the company's data in a database: how many, which; customers, orders; Kunden")
OFFERED = (THINK, NUMBERS, DATA, DONE)
ASKED = (Exchange("user", "how many customers are there in Hamburg?"), Exchange("assistant", "**2**."))
COUNTER, STATUS = Counter("counter", "Counter"), Label("status", "Status", "open")
PEOPLE = Table("people", "People", ("Name",), (("Eva",),))
CUSTOMERS = "how many customers are there?"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> DataSchema:
    file = database_of(corpus(FOLDER / "demo.toml"), tmp_path_factory.mktemp("demo"))

    async def read() -> DataSchema:
        database = opened(f"sqlite:///{file}", settings_for(file), "test")
        try:
            return await database.schema()
        finally:
            await database.close()

    return asyncio.run(read())


async def way(
    schema: DataSchema, text: str, *before: str, controls: tuple[Control, ...] = (), language: str = "en"
) -> str:
    history = (entry for said in before for entry in (Exchange("user", said), Exchange("assistant", "Well.")))
    asked = replace(prompt("pa", text, *history, language=language), controls=controls, data={"data": schema})
    return (await BuiltInModel().structured(asked, Route)).outcome


def prompt(node: str, text: str, *history: Exchange, language: str = "en") -> Prompt:
    key = "main" if node == "expert" else "data"
    return Prompt(
        node, "", text, history=history, language=language, choices=OFFERED, today="2026-11-23", data={key: SCHEMA}
    )


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("how many customers are there in Hamburg?", "data"),
        ("Zeige alle Kunden", "data"),
        ("list customers", "data"),
        ("show me the top 2 customers by amount as a table", "data"),
        ("show me the top 2 customers by amount as a chart", "data"),
        ("make a chart of the amount per month", "data"),
        ("how many flavours are there?", "data"),
        ("which customers like jazz?", "data"),
        ("make a counter for customers", "think"),
        ("mach einen Zähler für Kunden", "think"),
        ("show a counter Orders", "think"),
        ("add a label Customers with value 3", "think"),
        ("make a bar chart of A 3, B 5", "think"),
        ("plan: call customers, send orders", "think"),
        ("remember that customers are king", "think"),
        ("set amount to 5", "think"),
        ("what is your name?", "think"),
        ("what's my name?", "think"),
        ("my name is Ada", "think"),
        ("Was zeigst du?", "think"),
        ("a due date", "think"),
        ("tell me a story", "think"),
        ("[clicked customers]", "think"),
        ("what is 12 * 7?", "numbers"),
        ("help", "done"),
    ],
)
async def test_a_question_to_the_data_goes_there_and_all_else_where_it_went(text: str, outcome: str) -> None:
    model = BuiltInModel()

    assert (await model.structured(prompt("pa", text), Route)).outcome == outcome
    if outcome != "done":
        assert (await model.structured(prompt("director", text), DirectorPlan)).outcome == outcome


async def test_what_is_on_the_screen_is_handed_over_from_there() -> None:
    people = Table("people", "Customers", ("Name",), (("Ada",),))
    asked = replace(prompt("pa", "export the table Customers as csv"), controls=(people,))

    assert (await BuiltInModel().structured(asked, Route)).outcome == "think"


async def test_a_follow_up_goes_where_the_question_before_it_went() -> None:
    followed = prompt("pa", "and in Berlin?", *ASKED)

    assert (await BuiltInModel().structured(followed, Route)).outcome == "data"


async def test_the_expert_asks_what_the_question_and_the_talk_before_it_say() -> None:
    model = BuiltInModel()

    first = await model.structured(prompt("expert", "how many customers are there in Hamburg?"), Inquiry)
    second = await model.structured(prompt("expert", "and in Berlin?", *ASKED), Inquiry)

    assert ("'Hamburg'" in first.sql, "'Berlin'" in second.sql) == (True, True)
    assert (first.shape, second.shape) == ("value", "value")


async def test_what_the_data_does_not_have_is_declined_by_name() -> None:
    inquiry = await BuiltInModel().structured(prompt("expert", "how many flavours are there?"), Inquiry)

    assert inquiry.sql == ""
    assert "flavours" in inquiry.decline


async def test_without_a_database_there_is_nothing_to_ask() -> None:
    with pytest.raises(ModelRubbish, match="no database"):
        await BuiltInModel().structured(Prompt("expert", "", "how many?"), Inquiry)


@pytest.mark.parametrize(("language", "said"), [("en", "T: **1,234**."), ("de", "T: **1.234**.")])
async def test_the_interpreter_says_what_was_found(language: str, said: str) -> None:
    output = json.encode(Answered("T", "value", ("n",), ((1234,),), 1)).decode()
    asked = Prompt("interpreter", "", "?", language=language, results=(ToolOutcome("main", {}, output),))

    assert (await BuiltInModel().structured(asked, Interpretation)).summary == said


@pytest.mark.parametrize("shown", [(COUNTER,), (COUNTER, STATUS, PEOPLE)])
@pytest.mark.parametrize(
    "text", ["show me the counter", "show the counter", "Zeig mir den Zähler", "what is the counter at?"]
)
async def test_a_control_that_is_shown_is_the_thinkers(demo: DataSchema, text: str, shown: tuple[Control, ...]) -> None:
    assert await way(demo, text, "make me a counter", controls=shown) == "think"


@pytest.mark.parametrize("text", ["what is the status", "what's the status?", "is the status open?"])
async def test_a_label_that_is_shown_comes_before_a_column_of_its_name(demo: DataSchema, text: str) -> None:
    assert await way(demo, text, controls=(STATUS,)) == "think"
    assert await way(demo, "show the status of invoices", controls=(STATUS,)) == "data"


@pytest.mark.parametrize(
    "text", ["show the customers in Hamburg", "how many counters are there?", "which devices have status broken?"]
)
async def test_rows_are_asked_for_whatever_is_shown(demo: DataSchema, text: str) -> None:
    assert await way(demo, text, controls=(COUNTER, STATUS, PEOPLE)) == "data"


@pytest.mark.parametrize("text", ["the timer is broken", "status is done", "der Zähler ist defekt"])
async def test_what_is_stated_is_no_question(demo: DataSchema, text: str) -> None:
    assert await way(demo, text) == "think"


@pytest.mark.parametrize("text", ["invoices that are open", "Kunden, die in Hamburg sind"])
async def test_a_relative_clause_states_nothing(demo: DataSchema, text: str) -> None:
    assert await way(demo, text) == "data"


@pytest.mark.parametrize("text", ["export the table as CSV", "as CSV"])
async def test_a_file_is_asked_of_who_answered_last(demo: DataSchema, text: str) -> None:
    assert await way(demo, text, "customers by city", "make a bar chart of A 3, B 5") == "think"
    assert await way(demo, text, "make a bar chart of A 3, B 5", "customers by city") == "data"


@pytest.mark.parametrize("before", [(), (CUSTOMERS,)])
@pytest.mark.parametrize(
    "text", ["no", "nein", "yes", "cancel", "abbrechen", "stop", "ok", "no thanks", "/status", "/open"]
)
async def test_a_reply_brings_no_rows(demo: DataSchema, text: str, before: tuple[str, ...]) -> None:
    assert await way(demo, text, *before) != "data"


@pytest.mark.parametrize("text", ["number", "name", "open", "paid", "private", "Hamburg", "Bad Segeberg", "offen"])
async def test_a_lone_word_is_a_question_only_after_one_to_the_data(demo: DataSchema, text: str) -> None:
    assert await way(demo, text) != "data"
    assert await way(demo, text, "how many invoices are there?", "make me a counter") != "data"


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("paid?", ("how many invoices are there?",)),
        ("paid?", ("how many invoices are there?", "open?")),
        ("Hamburg?", (CUSTOMERS,)),
        ("customers", ()),
        ("Rechnungen?", ()),
    ],
)
async def test_a_lone_word_is_a_question_after_one_or_as_the_name_of_a_table(
    demo: DataSchema, text: str, before: tuple[str, ...]
) -> None:
    assert await way(demo, text, *before) == "data"


@pytest.mark.parametrize("text", ["show my name", "what's my name", "your name", "zeig meinen Namen"])
async def test_the_persons_name_is_no_column(demo: DataSchema, text: str) -> None:
    assert await way(demo, text, "my name is Eva") == "think"


@pytest.mark.parametrize(
    "text", ["what is the weather in Hamburg", "wie ist das Wetter in Hamburg", "how is life in Kiel?"]
)
async def test_a_value_alone_makes_no_question_of_unknown_words(demo: DataSchema, text: str) -> None:
    assert await way(demo, text) == "think"
    assert await way(demo, "which flavours do customers in Hamburg like?") == "data"


async def test_nothing_is_offered_for_a_word_that_is_merely_alike(demo: DataSchema) -> None:
    asked = replace(prompt("expert", "what is the weather in Hamburg"), data={"main": demo})
    mistyped = replace(asked, text="how many kustomers are there in Hamburg?")

    assert (await BuiltInModel().structured(asked, Inquiry)).readings == ()
    assert (await BuiltInModel().structured(mistyped, Inquiry)).readings


async def test_nearly_all_questions_to_the_demo_database_reach_it(demo: DataSchema) -> None:
    asked = [question for question in corpus(FOLDER / "demo.toml").questions if question.references]

    lost = [q.ask for q in asked if await way(demo, q.ask, *q.after, language=q.language) != "data"]

    assert len(asked) >= 80
    assert len(lost) <= 0.02 * len(asked), lost
