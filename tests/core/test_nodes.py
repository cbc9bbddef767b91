import pytest

from core.artifacts import File
from core.blueprint import ALWAYS, PLAN, REFLEX
from core.controls import Button, Counter, Label
from core.envelope import (
    Choice,
    Command,
    Complexity,
    DirectorPlan,
    Envelope,
    Guidance,
    InputAnalysis,
    Intent,
    Interpretation,
    Route,
    ThoughtResult,
)
from core.errors import ModelRubbish
from core.nodes.director import DirectorNode
from core.nodes.input import InputNode, way
from core.nodes.interpreter import InterpreterNode
from core.nodes.pa import PaNode
from core.nodes.sensor import SensorNode
from core.operations import AddControl
from core.ports import ToolOutcome
from tests.core.asked import SUM, around, asker
from tests.models import ScriptedModel

NUMBERS = Choice("numbers", "arithmetic: sums, products, percentages", ("calculator",))
THINK = Choice("think", "conversation")
DONE = Choice("done", "the work is done: give the answer itself")
CSV = File("people.csv", "text/csv", "name\nAda\n")


def pa(*answers: object) -> tuple[PaNode, ScriptedModel]:
    model = ScriptedModel(pa=list(answers))
    return PaNode("Route.", asker("pa", model)), model


async def test_the_assistant_chooses_by_what_the_nodes_declare() -> None:
    node, model = pa(Route("numbers", "it is arithmetic"))

    route = await node.route(SUM, around(), [THINK, NUMBERS, DONE], ["done"])

    assert route == Route("numbers", "it is arithmetic")
    (prompt,) = model.asked
    assert prompt.choices == (THINK, NUMBERS, DONE)
    assert (prompt.node, prompt.text) == ("pa", SUM.source)


async def test_a_way_that_is_not_there_is_asked_about_once_more() -> None:
    node, model = pa(Route("weather"), Route("numbers"))

    assert (await node.route(SUM, around(), [THINK, NUMBERS], [])).outcome == "numbers"
    rejected = model.asked[1].rejected
    assert rejected is not None
    assert "'weather' is none of think, numbers" in rejected.reason


async def test_a_way_that_is_still_not_there_is_rubbish() -> None:
    node, model = pa(Route("weather"))

    with pytest.raises(ModelRubbish):
        await node.route(SUM, around(), [THINK, NUMBERS], [])

    assert len(model.asked) == 2


@pytest.mark.parametrize("empty", ["", " \n"])
async def test_an_end_needs_the_answer_itself(empty: str) -> None:
    node, model = pa(Route("done", answer=empty), Route("done", answer="You are welcome."))

    assert (await node.route(SUM, around(), [THINK, DONE], ["done"])).answer == "You are welcome."
    rejected = model.asked[1].rejected
    assert rejected is not None
    assert "needs an answer" in rejected.reason


async def test_a_lone_way_is_taken_without_asking_unless_it_is_an_end() -> None:
    node, model = pa(Route("done", answer="Bye."))

    assert await node.route(SUM, around(), [THINK], ["done"]) == Route("think")
    assert model.asked == []
    assert (await node.route(SUM, around(), [DONE], ["done"])).answer == "Bye."


def director(*answers: object, guidance: object = Guidance("short answers")) -> tuple[DirectorNode, ScriptedModel]:
    model = ScriptedModel(director=list(answers), guidance=guidance)
    return DirectorNode("Plan.", "Look back.", asker("director", model)), model


async def test_a_director_with_choices_names_the_way_to_go() -> None:
    node, model = director(
        DirectorPlan("calculate", ("multiply",), "weather"), DirectorPlan("calculate", (), "numbers")
    )

    plan = await node.plan(SUM, around(), [THINK, NUMBERS])

    assert plan == DirectorPlan("calculate", (), "numbers")
    assert [p.choices for p in model.asked] == [(THINK, NUMBERS)] * 2
    assert [p.instructions for p in model.asked] == ["Plan."] * 2
    rejected = model.asked[1].rejected
    assert rejected is not None
    assert "'weather' is none of numbers, think" in rejected.reason


async def test_a_director_that_names_no_way_where_there_are_several_is_rubbish() -> None:
    node, model = director(DirectorPlan("calculate"))

    with pytest.raises(ModelRubbish):
        await node.plan(SUM, around(), [THINK, NUMBERS])

    assert len(model.asked) == 2


@pytest.mark.parametrize("named", ["", "weather"])
async def test_a_director_without_a_choice_plans_for_the_one_way_there_is(named: str) -> None:
    node, model = director(DirectorPlan("calculate", ("multiply",), named))

    plan = await node.plan(SUM, around(), [THINK])

    assert plan == DirectorPlan("calculate", ("multiply",), "think")
    (prompt,) = model.asked
    assert prompt.choices == ()


async def test_a_director_looks_back_with_instructions_of_their_own() -> None:
    node, model = director()

    assert await node.update(SUM, around()) == "short answers"
    (prompt,) = model.asked
    assert (prompt.node, prompt.instructions) == ("director", "Look back.")


async def test_the_interpreter_puts_what_the_tools_say_in_the_place_of_the_thinkers_words() -> None:
    model = ScriptedModel(interpreter=Interpretation("12 times 7 is 84."))
    adds = AddControl(Label("total", "Total"))
    thought = ThoughtResult("About 80, I think!", (adds,), (CSV,), "calculator", "12 * 7 = 84")

    found = await InterpreterNode("Read.", asker("interpreter", model)).interpret(SUM, thought, around())

    assert found == ThoughtResult("12 times 7 is 84.", (adds,), (CSV,), "calculator", "12 * 7 = 84")
    (prompt,) = model.asked
    assert (prompt.node, prompt.instructions) == ("interpreter", "Read.")
    assert prompt.results == (ToolOutcome("calculator", {}, "12 * 7 = 84"),)
    assert "About 80" not in str(prompt)


@pytest.mark.parametrize(
    ("seconds", "away"),
    [(1_799, ""), (1_800, "30 minutes"), (5_400, "90 minutes"), (7_200, "2 hours"), (-90_000, "")],
)
def test_the_sensor_flags_a_return_after_half_an_hour_once(seconds: float, away: str) -> None:
    sensor = SensorNode(last_activity=100_000)
    sensor.note_activity(100_000 + seconds)

    flags = sensor.take_flags()
    assert [flag.partition(";")[0] for flag in flags] == ([f"idle_return: away for {away}"] if away else [])
    assert sensor.take_flags() == []
    sensor.note_activity(100_000 + seconds + 60)
    assert sensor.take_flags() == []


def test_a_return_is_kept_until_somebody_can_mention_it() -> None:
    sensor = SensorNode(last_activity=0.0)
    sensor.note_activity(3_600)
    sensor.note_activity(3_610)

    assert [flag.partition(":")[0] for flag in sensor.take_flags()] == ["idle_return"]


def test_somebody_new_does_not_return() -> None:
    sensor = SensorNode()
    assert sensor.lines() == []

    sensor.note_activity(1_000_000)

    assert sensor.take_flags() == []
    assert sensor.lines() == ["clock: Monday 1970-01-12 13:46 UTC"]


def test_the_sensor_flags_once_that_somebody_sees_something_else_than_was_sent() -> None:
    sensor = SensorNode()
    sent, old = Counter("beers", "Beers", 3), Counter("beers", "Beers", 2)

    assert sensor.note_dashboard([sent, Button("yes", "Yes")], [old]) == "the person sees “Beers”: 2"

    (flag,) = sensor.take_flags()
    assert flag.startswith("workspace_mismatch: ")
    assert "not seen, to be shown again: “Yes”" in flag
    assert "seen with an old value: “Beers”: 3 now" in flag
    assert sensor.take_flags() == []


def test_the_sensor_flags_nothing_where_somebody_sees_what_was_sent() -> None:
    sensor, beers = SensorNode(), Counter("beers", "Beers", 3)
    sensor.note_dashboard([beers], [])
    sensor.note_dashboard([beers], [beers])

    assert sensor.take_flags() == []


async def test_the_input_node_asks_in_the_language_spoken_so_far() -> None:
    model = ScriptedModel(input=InputAnalysis("question", "sums", language="en"))
    words = Envelope("what is 12 * 7?", "Ada", "paper:1", 0.0)

    command = await InputNode("Understand.", asker("input", model)).analyse(words, around(), "de")

    assert command == Command(InputAnalysis("question", "sums", language="en"), "what is 12 * 7?")
    (prompt,) = model.asked
    assert (prompt.node, prompt.text, prompt.language) == ("input", "what is 12 * 7?", "de")


def way_of(text: str, intent: Intent = "question", complexity: Complexity = "simple") -> str:
    return way(Command(InputAnalysis(intent, complexity=complexity), text))


@pytest.mark.parametrize(
    "text",
    [
        "show me the revenue of all shops for last year",
        "how many of them came back in the second week",
        "please compare for me what our customers bought last month",
        "I would like to know which of them came late",
        "zeig mir bitte den Umsatz aller Läden vom letzten Jahr",
        "zeig mir bitte die Umsätze aller Läden vom letzten Jahr",
        "wie viele von ihnen kamen in der zweiten Woche wieder",
        "wieviele von ihnen kamen in der zweiten Woche noch wieder",
        "sag mir doch bitte welche Läden gestern nicht geöffnet waren",
        "bitte untersuche für mich einmal alle Abrechnungen vom letzten Monat",
        "ich möchte gern alle Kundendaten der letzten drei Jahre sehen",
    ],
)
def test_a_long_request_for_data_is_planned_in_english_and_german(text: str) -> None:
    assert len(text.split()) > 8
    assert way_of(text) == PLAN
    assert way_of(text, "social") == ALWAYS
    assert way_of(text.upper(), "data") == PLAN


_ENGLISH = "data table queries query exploring analysis analyzing revenues billing customers devices objects"
_GERMAN = "Daten Tabellen Abfragen Untersuchungen Umsatz Umsätze Abrechnungen Kunden Gerät Geräte Objekte"


@pytest.mark.parametrize(
    "text",
    [
        *(f"please tell me all that you know about {word}" for word in _ENGLISH.split()),
        *(f"bitte sag mir alles, was du weißt über {word}" for word in _GERMAN.split()),
    ],
)
def test_nine_words_are_planned_where_one_is_about_data(text: str) -> None:
    assert len(text.split()) == 9
    assert way_of(text) == PLAN
    assert way_of(text.rpartition(" ")[0] + " cats") == ALWAYS


@pytest.mark.parametrize(
    "text",
    [
        "show me the revenue of all our shops",
        "zeig mir bitte den Umsatz aller unserer Läden",
        "how many of them came back last week",
        "data",
    ],
)
def test_eight_words_or_fewer_need_no_plan(text: str) -> None:
    assert len(text.split()) <= 8
    assert way_of(text) == ALWAYS


@pytest.mark.parametrize(
    "text",
    [
        "please tell me a long story about a cat and her friends",
        "we ate vegetables in a stable and it was quite comfortable",
        "erzähl mir bitte eine lange Geschichte von einer Katze und ihren Freunden",
    ],
)
def test_long_words_about_other_things_need_no_plan(text: str) -> None:
    assert way_of(text) == ALWAYS


@pytest.mark.parametrize("intent", ["request", "action", "question", "data"])
def test_every_kind_of_request_may_be_for_data(intent: Intent) -> None:
    assert way_of("show me the revenue of all shops for last year", intent) == PLAN


def test_what_is_complex_is_planned_however_short() -> None:
    assert way_of("three counters", "request", "complex") == PLAN
    assert way_of("hello and goodbye", "social", "complex") == PLAN


def test_only_trivial_small_talk_is_a_reflex() -> None:
    assert way_of("hello", "social", "trivial") == REFLEX
    assert way_of("how are you today?", "social", "simple") == ALWAYS
    assert way_of("yes", "request", "trivial") == ALWAYS
    assert way_of("show me the revenue of all shops for last year", "social", "trivial") == REFLEX
