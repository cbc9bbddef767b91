"""Numbers in a text about data come from the data, or are noticed."""

import pytest
from msgspec import json

from core.data import Answered
from core.envelope import Command, Exchange, InputAnalysis, Interpretation, ThoughtResult
from core.figures import unexplained
from core.findings import told
from core.nodes.interpreter import InterpreterNode
from core.nodes.output import OutputNode
from core.nodes.thinking import Situation
from core.process import ProcessManager
from core.sink import OutputSink
from tests.core.asked import asker
from tests.models import ScriptedModel

CITIES = Answered(
    "Revenue by city in 2025",
    "ranking",
    ("city", "orders", "revenue"),
    (("Hamburg", 40, 1234.56), ("Berlin", 10, 800.0), ("Köln", 5, 200.0), ("Haus 7", 1, 65.44)),
    4,
)
MANY = Answered("Customers", "series", ("month", "n"), tuple((f"2025-{m:02}", 100 + m * m) for m in range(1, 13)), 12)
QUESTION = "what did the top 4 cities bring us in 2025?"


@pytest.mark.parametrize(
    "text",
    [
        "Hamburg brought 1,234.56.",
        "Hamburg brachte 1.234,56 Euro, Berlin 800.",
        "Hamburg: **1235**, Köln 200.00",
        "In total 2,300.00, on average 575 each, 56 orders.",
        "Hamburg made 434.56 more than Berlin.",
        "Hamburg has 53.7 % of the revenue (53,7 Prozent).",
        "Berlin is 35.2% below Hamburg; 75 percent fewer orders.",
        "Hamburg had 4 times as many orders as Berlin.",
        "The four cities together: about 2.3 thousand.",
        "rund 1.200 in Hamburg",
        "1. Hamburg\n2. Berlin\n3. Köln",
        "The top 3 are Hamburg, Berlin and Köln: 2,234.56.",
        "There are 4 cities, twelve would be more. Haus 7 is last.",
        "In 2025 it was Hamburg.",
        "",
    ],
)
def test_numbers_that_are_found_asked_or_computed_pass(text: str) -> None:
    assert unexplained(text, CITIES, (QUESTION,)) == ""


@pytest.mark.parametrize(
    ("text", "stray"),
    [
        ("Hamburg brought 1,334.56.", "1,334.56"),
        ("Hamburg brachte 12.345,60 Euro.", "12.345,60"),
        ("Berlin had 11 orders.", "11"),
        ("There are 6 cities.", "6"),
        ("Hamburg has 63.7 % of it.", "63.7 %"),
        ("Hamburg had 7.7 times as many.", "7.7 times"),
        ("It was 2024.", "2024"),
        ("Since 2025-03-01 all is well.", "03"),
        ("about 3 million", "3 million"),
        ("Hamburg 1234.56, Berlin 800, Köln 201", "201"),
    ],
)
def test_a_number_from_nowhere_is_named(text: str, stray: str) -> None:
    assert unexplained(text, CITIES, ()).startswith(stray)


def test_days_and_months_count_as_found_in_either_spelling() -> None:
    day = Answered("Last order", "value", ("day",), (("2025-03-01",),), 1)

    assert unexplained("On 2025-03-01, that is 01.03.2025 or 1.3.2025, in 2025-03.", day) == ""
    assert unexplained("On 02.03.2025", day)
    assert unexplained("On 2025-03-02", day)


@pytest.mark.parametrize("language", ["en", "de"])
def test_what_the_program_itself_says_always_passes(language: str) -> None:
    for answered in (CITIES, MANY):
        assert unexplained(told(answered, language), answered) == ""


def test_many_rows_do_not_explain_every_percentage() -> None:
    lies = [f"{number / 10} %" for number in range(1, 1000)]

    caught = [lie for lie in lies if unexplained(f"It rose by {lie}.", MANY)]

    assert len(caught) > 0.8 * len(lies)


COMMAND = Command(InputAnalysis("data", language="en"), QUESTION)
THOUGHT = ThoughtResult(told(CITIES, "en"), (), (), "main", json.encode(CITIES).decode())
AROUND = Situation("", (Exchange("user", "and for 77 days?"),), (), ProcessManager(lambda: None))


async def interpreted(*summaries: str) -> tuple[ThoughtResult, ScriptedModel]:
    model = ScriptedModel(interpreter=[Interpretation(summary) for summary in summaries])
    return await InterpreterNode("Read.", asker("interpreter", model)).interpret(COMMAND, THOUGHT, AROUND), model


async def test_an_honest_interpreter_is_believed() -> None:
    found, model = await interpreted("Hamburg leads with 1,234.56 in 2025; asked of 77 days.")

    assert found.response == "Hamburg leads with 1,234.56 in 2025; asked of 77 days."
    assert len(model.asked) == 1


async def test_an_interpreter_that_slips_is_asked_once_more() -> None:
    found, model = await interpreted("Hamburg leads with 9,999.", "Hamburg leads with 1,234.56.")

    assert found.response == "Hamburg leads with 1,234.56."
    rejected = model.asked[1].rejected
    assert rejected is not None
    assert "the number 9,999 is neither in the rows nor computed" in rejected.reason


async def test_a_lying_interpreter_gives_way_to_the_plain_sentence() -> None:
    found, model = await interpreted("Hamburg leads with 9,999.")

    assert found == THOUGHT
    assert len(model.asked) == 2


@pytest.mark.parametrize(
    ("voice", "said"),
    [("Hamburg, with 1,234.56!", "Hamburg, with 1,234.56! "), ("Hamburg, with 1,235.56!", THOUGHT.response)],
)
async def test_the_voice_changes_no_numbers(voice: str, said: str) -> None:
    sink, model = OutputSink(), ScriptedModel(output=voice)

    await OutputNode("Speak.", asker("output", model)).speak(COMMAND, THOUGHT, AROUND, sink)

    assert sink.text == said
    assert model.asked[0].thought == THOUGHT.response


async def test_other_tools_numbers_are_the_models_own_affair() -> None:
    model = ScriptedModel(interpreter=Interpretation("It is 85."))
    thought = ThoughtResult("?", (), (), "calculator", "12 * 7 = 84")

    found = await InterpreterNode("Read.", asker("interpreter", model)).interpret(COMMAND, thought, AROUND)

    assert found.response == "It is 85."
