"""What the built-in model says to greetings and clicks, and what it makes of a text for the graph's other nodes."""

import pytest
from msgspec import Struct

from adapters.llm.builtin.model import BuiltInModel
from core.controls import Button
from core.envelope import InputAnalysis, MemoryUpdate
from core.errors import ModelRubbish
from core.ports import Prompt
from tests.llm.asking import analysis, step, thought

HELLO = "Hello! Try “make me a counter”, or say “help”."
HALLO = "Hallo! Versuch „mach mir einen Zähler“ oder sag „Hilfe“."


async def said(text: str, thought: str | None = None, context: str = "", language: str = "en") -> list[str]:
    prompt = Prompt("output", "", text, thought=thought, context=context, language=language)
    return [piece async for piece in BuiltInModel().stream(prompt)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("hi", InputAnalysis("social", "greeting", "trivial", "en")),
        ("Hello there! 👋", InputAnalysis("social", "greeting", "trivial", "en")),
        ("Guten Morgen", InputAnalysis("social", "greeting", "trivial", "de")),
        ("thanks a lot!", InputAnalysis("social", "thanks", "trivial", "en")),
        ("Vielen Dank", InputAnalysis("social", "thanks", "trivial", "de")),
        ("Thanks, bye", InputAnalysis("social", "goodbye", "trivial", "en")),
        ("Tschüss", InputAnalysis("social", "goodbye", "trivial", "de")),
        ("this is great", InputAnalysis("social", "praise", "simple", "en")),
        ("das ist falsch", InputAnalysis("social", "complaint", "simple", "de")),
        ("my name is Eva", InputAnalysis("social", "memory", "simple", "en")),
        ("help", InputAnalysis("help", "help", "simple", "en")),
        ("What can you do?", InputAnalysis("help", "help", "simple", "en")),
        ("was kannst du?", InputAnalysis("help", "help", "simple", "de")),
        ("hi, make me a counter", InputAnalysis("request", "counter", "simple", "en")),
        ("a counter and a toggle", InputAnalysis("request", "counter, toggle", "simple", "en")),
        ("a counter, a toggle and a label Total", InputAnalysis("request", "counter, toggle, label", "complex", "en")),
        ("buttons yes, no and maybe", InputAnalysis("request", "button", "complex", "en")),
        (
            "make a toggle. show me the toggle. remove the toggle",
            InputAnalysis("request", "toggle, controls", "complex", "en"),
        ),
        ("what is 12*7", InputAnalysis("request", "arithmetic", "simple", "en")),
        ("wie spät ist es?", InputAnalysis("request", "time", "simple", "de")),
        ("set a timer for 10 seconds", InputAnalysis("request", "timer", "simple", "en")),
        ("a bar chart of A 3, B 5", InputAnalysis("request", "chart", "simple", "en")),
        ("export the table as csv", InputAnalysis("request", "file", "simple", "en")),
        ("mach mir einen Zähler", InputAnalysis("request", "counter", "simple", "de")),
        ("what is the capital of France", InputAnalysis("question", "capital France", "simple", "en")),
        ("write me a poem", InputAnalysis("unclear", "write poem", "simple", "en")),
        ("[clicked yes]", InputAnalysis("action", "yes", "simple", "en")),
    ],
)
async def test_a_text_is_taken_for_what_it_is(text: str, expected: InputAnalysis) -> None:
    assert await analysis(text) == expected


@pytest.mark.parametrize(("text", "language"), [("ok", "de"), ("[clicked yes]", "de"), ("ok", "en"), ("ok", "fr")])
async def test_a_text_without_a_language_of_its_own_keeps_the_one_spoken(text: str, language: str) -> None:
    assert (await analysis(text, language)).language == ("de" if language == "de" else "en")


@pytest.mark.parametrize(
    ("text", "context", "answer"),
    [
        ("hi", "", HELLO),
        ("hi", "user: unknown\nsituation: local session", HELLO),
        ("hallo", "", HALLO),
        ("hi", "user: Ada\nsituation: local session", "Hello, Ada! Try “make me a counter”, or say “help”."),
        ("danke", "user: Ada", "Gern geschehen, Ada."),
        ("bye", "", "Goodbye!"),
    ],
)
async def test_a_greeting_is_returned_by_name(text: str, context: str, answer: str) -> None:
    assert "".join(await said(text, context=context)) == answer


@pytest.mark.parametrize("text", ["One two three.", "", "- a\n- b\n\n  c ", "word"])
async def test_a_thought_is_said_as_it_is(text: str) -> None:
    assert "".join(await said("hi", thought=text)) == text


async def test_a_pressed_button_is_named_by_its_label() -> None:
    known = await thought("[clicked yes]", Button("yes", "Yes, please"))
    gone = await thought("[clicked maybe]", language="de")

    assert known.response == "You pressed “Yes, please”."
    assert gone.response == "Du hast „Maybe“ gedrückt."


@pytest.mark.parametrize(
    ("text", "words"), [("help", "a traffic light I can"), ("Hilfe", "eine Ampel zum Durchklicken")]
)
async def test_help_is_a_list_of_examples(text: str, words: str) -> None:
    result = await thought(text)

    assert result.response.count("\n- ") > 5
    assert words in result.response


async def test_every_example_of_the_help_is_understood() -> None:
    for text, marks in (("help", "“”"), ("Hilfe", "„“")):
        first, *_ = (await thought(text)).response.split("\n\n")
        examples = [part.partition(marks[1])[0] for part in first.split(marks[0])[1:]]

        assert len(examples) > 16
        for example in examples:
            done = await step(example)
            assert done.calls or (done.thought and "MODEL" not in done.thought.response), example


@pytest.mark.parametrize(
    ("text", "update"),
    [
        ("my name is Eva", MemoryUpdate("Eva", "en")),
        ("Ich heiße eva maria", MemoryUpdate("Eva", "de")),
        ("I am called Ann Lee and I am new", MemoryUpdate("Ann Lee", "en")),
        ("my name is not important", MemoryUpdate("", "en", topic="name not important")),
        ("remember that I like tea.", MemoryUpdate("", "en", facts=("I like tea",))),
        ("Merk dir, dass montags Markt ist", MemoryUpdate("", "de", facts=("montags Markt ist",))),
        ("call me Al", MemoryUpdate("Al", "en")),
        ("please call me tomorrow", MemoryUpdate("", "en", topic="call tomorrow")),
        ("do you remember that evening", MemoryUpdate("", "en", topic="remember evening")),
        ("make me a counter", MemoryUpdate("", "en", topic="counter")),
        ("[clicked yes]", MemoryUpdate()),
        ("this is great", MemoryUpdate("", "en", "pleased")),
        ("das ist falsch", MemoryUpdate("", "de", "annoyed")),
        ("what is 12*7", MemoryUpdate("", "en", topic="arithmetic")),
        ("thank you", MemoryUpdate("", "en")),
        ("hm", MemoryUpdate(topic="hm")),
    ],
)
async def test_only_what_a_person_plainly_says_is_remembered(text: str, update: MemoryUpdate) -> None:
    assert await BuiltInModel().structured(Prompt("memorizer", "", text), MemoryUpdate) == update


async def test_a_name_given_beside_a_request_does_not_hide_the_request() -> None:
    result = await thought("my name is Eva, make me a counter")

    assert result.response == "Nice to meet you, Eva. Here is a counter at 0."
    assert len(result.operations) == 1


async def test_the_name_is_known_from_the_context() -> None:
    assert (await thought("What's my name?", context="user: Ada")).response == "Your name is Ada."
    assert (await thought("wie heiße ich?", context="user: Ada")).response == "Du heißt Ada."
    assert (await thought("who am I", context="user: unknown")).response.startswith("I do not know")


async def test_a_shape_it_does_not_know_is_refused_by_name() -> None:
    class Weather(Struct):
        degrees: int

    with pytest.raises(ModelRubbish, match="Weather"):
        await BuiltInModel().structured(Prompt("expert", "", "hi"), Weather)
