"""Where the built-in model sends questions about data, and what it says of what was found."""

import pytest
from msgspec import json
from msgspec.structs import replace

from adapters.llm.builtin.model import BuiltInModel
from core.controls import Table
from core.data import Answered, Inquiry
from core.envelope import Choice, DirectorPlan, Exchange, Interpretation, Route
from core.errors import ModelRubbish
from core.ports import Prompt, ToolOutcome
from tests.shelf import SCHEMA

THINK, DONE = Choice("think", "conversation, and all else that is shown"), Choice("done", "the work is done")
NUMBERS = Choice("numbers", "arithmetic: sums, products, percentages", ("calculator",))
DATA = Choice("data", "the company's data in a database: how many, which; customers, orders; Kunden")
OFFERED = (THINK, NUMBERS, DATA, DONE)
ASKED = (Exchange("user", "how many customers are there in Hamburg?"), Exchange("assistant", "**2**."))


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
