"""Where the built-in model sends a text, and what it says as a director."""

import pytest

from adapters.llm.builtin.model import BuiltInModel
from core.envelope import Choice, DirectorPlan, Exchange, Guidance, Route
from core.errors import ModelRubbish
from core.ports import Prompt

RESEARCH, ARCHIVE, THINK, SOCIAL, DONE = (Choice(name) for name in ("research", "archive", "think", "social", "done"))
DATA = Choice("data", "answers questions about sales figures and orders", ("query",))
SUMS = Choice("sums", "works things out", ("calculator",))
WATCH = Choice("watch", "knows the hour", ("clock", "timer"))


async def routed(text: str, *choices: Choice, language: str = "en") -> Route:
    return await BuiltInModel().structured(Prompt("pa", "", text, choices=choices, language=language), Route)


@pytest.mark.parametrize(
    ("text", "choices", "outcome"),
    [
        ("make me a counter", (RESEARCH, THINK), "think"),
        ("make me a counter", (RESEARCH, ARCHIVE), "research"),
        ("make me a counter", (DONE, ARCHIVE), "archive"),
        ("ask the archive", (RESEARCH, ARCHIVE), "archive"),
        ("hi", (THINK, SOCIAL), "social"),
        ("what is 12*7", (THINK, SUMS, WATCH), "sums"),
        ("wie viel ist 3 plus 4", (THINK, WATCH, SUMS), "sums"),
        ("what time is it in Tokyo", (SUMS, THINK, WATCH), "watch"),
        ("set a timer for 10 seconds", (SUMS, THINK, WATCH), "watch"),
        ("what is 12*7", (RESEARCH, THINK), "think"),
        ("how many orders came in", (THINK, DATA, DONE), "data"),
        ("which order was the largest", (THINK, DATA, DONE), "data"),
        ("make a table of orders with columns a, b", (DATA, THINK), "think"),
        ("tell me a story", (DATA, THINK, DONE), "think"),
        ("are we done", (THINK, DONE), "think"),
        ("[clicked yes]", (DATA, THINK, DONE), "think"),
    ],
)
async def test_a_route_is_the_fitting_one_of_those_offered(
    text: str, choices: tuple[Choice, ...], outcome: str
) -> None:
    assert (await routed(text, *choices)).outcome == outcome


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("help", "I am the built-in model"),
        ("this is great", "Glad to hear it."),
        ("das ist falsch", "Das tut mir leid."),
        ("hi", "Hello!"),
    ],
)
async def test_what_needs_no_work_is_answered_at_once(text: str, answer: str) -> None:
    route = await routed(text, THINK, DATA, DONE)

    assert route.outcome == "done"
    assert route.answer.startswith(answer)


async def test_help_is_worked_out_where_nothing_can_be_answered_at_once() -> None:
    route = await routed("help", DATA, THINK)

    assert route.outcome == "think"
    assert route.answer == ""


async def test_a_route_without_choices_is_refused() -> None:
    with pytest.raises(ModelRubbish, match="'pa'"):
        await routed("hi")


async def planned(text: str, *choices: Choice) -> DirectorPlan:
    return await BuiltInModel().structured(Prompt("director", "", text, choices=choices), DirectorPlan)


async def test_a_plan_is_one_line_about_the_topic() -> None:
    plan = await planned("make me a counter")

    assert "counter" in plan.line
    assert "\n" not in plan.line
    assert plan.steps == ()
    assert plan.outcome == ""


async def test_a_plan_names_the_sentences_of_a_request_as_its_steps() -> None:
    plan = await planned("make a counter, then make a toggle for the heating and set a timer for 5 seconds")

    assert plan.steps == ("make a counter", "make a toggle for the heating", "set a timer for 5 seconds")


@pytest.mark.parametrize(
    ("text", "outcome"), [("what is 12*7", "sums"), ("how many orders", "data"), ("help", "think"), ("a door", "think")]
)
async def test_a_plan_names_who_begins_but_never_that_all_is_done(text: str, outcome: str) -> None:
    assert (await planned(text, DONE, DATA, SUMS, THINK)).outcome == outcome


@pytest.mark.parametrize(
    ("text", "language", "line"),
    [
        ("make me a counter", "en", "The talk is about counter."),
        ("mach mir einen Zähler", "de", "Es geht um Zähler."),
        ("was ist 3 plus 4", "de", "Es geht um Rechnen."),
        ("what is the capital\nof France", "en", "The talk is about capital France."),
        ("...", "de", "Noch geht es um nichts Bestimmtes."),
    ],
)
async def test_guidance_is_one_line_on_what_the_talk_is_about(text: str, language: str, line: str) -> None:
    guidance = await BuiltInModel().structured(Prompt("director", "", text, language=language), Guidance)

    assert guidance == Guidance(line)


async def test_guidance_looks_back_where_the_last_words_have_no_topic() -> None:
    history = (Exchange("user", "what is 12*7"), Exchange("assistant", "12 * 7 = 84."))
    guidance = await BuiltInModel().structured(Prompt("director", "", "...", history=history), Guidance)

    assert guidance.line == "The talk is about arithmetic."
