"""Questions to tools: which calls the built-in model makes of them, and how it says what came back."""

import pytest

from adapters.llm.builtin.model import BuiltInModel
from core.controls import Cell, Counter
from core.drafts import ToolCall
from core.envelope import Interpretation
from core.operations import AddControl
from core.ports import Prompt, ToolOutcome
from tests.llm.asking import TOOLS, read, step, thought


def sum_of(expression: str) -> list[ToolCall]:
    return [ToolCall("calculator", {"expression": expression})]


def clock(zone: str = "") -> list[ToolCall]:
    return [ToolCall("clock", {"zone": zone} if zone else {})]


def timer(seconds: float) -> list[ToolCall]:
    return [ToolCall("timer", {"seconds": seconds})]


CALLS: list[tuple[str, list[ToolCall]]] = [
    ("what is 12*7", sum_of("12 * 7")),
    ("What's 12 x 7?", sum_of("12 * 7")),
    ("hi, what is 12*7?", sum_of("12 * 7")),
    ("12 mal 7", sum_of("12 * 7")),
    ("12 times seven", sum_of("12 * 7")),
    ("calculate 15% of 80", sum_of("15% of 80")),
    ("wie viel ist 15 Prozent von 80?", sum_of("15% of 80")),
    ("wie viel ist 3 plus 4", sum_of("3 + 4")),
    ("was ist 3,5 mal 2", sum_of("3.5 * 2")),
    ("was macht 1.000 durch 8", sum_of("1000 / 8")),
    ("how much is 1,000 divided by 8", sum_of("1000 / 8")),
    ("(2+3)*4", sum_of("(2 + 3) * 4")),
    ("2^10", sum_of("2 ** 10")),
    ("2 hoch 10", sum_of("2 ** 10")),
    ("-3 + 4", sum_of("-3 + 4")),
    ("17 // 5", sum_of("17 // 5")),
    ("17 % 5", sum_of("17 % 5")),
    ("5 minus minus 3", sum_of("5 - -3")),
    ("7 squared", sum_of("7 ** 2")),
    ("what is 1/0", sum_of("1 / 0")),
    ("please calculate 3 * (4 - 1) =", sum_of("3 * (4 - 1)")),
    ("what time is it?", clock()),
    ("wie spät ist es", clock()),
    ("what day is it today", clock()),
    ("welches Datum ist heute?", clock()),
    ("time in Tokyo", clock("Asia/Tokyo")),
    ("what time is it in New York right now?", clock("America/New_York")),
    ("Wie spät ist es in München?", clock("Europe/Berlin")),
    ("what is the time in Asia/Tokyo", clock("Asia/Tokyo")),
    ("set a timer for 10 seconds", timer(10)),
    ("set a 10 second timer", timer(10)),
    ("Timer 10 Sekunden", timer(10)),
    ("stell einen Timer auf eine Minute", timer(60)),
    ("wait 2 minutes", timer(120)),
    ("warte 1,5 Minuten", timer(90)),
    ("a timer for 1 minute and 30 seconds", timer(90)),
    ("timer 2 Stunden", timer(7200)),
    ("countdown 5", timer(5)),
    ("what time is it and what is 3 plus 4", [*clock(), *sum_of("3 + 4")]),
]


@pytest.mark.parametrize(("text", "calls"), CALLS, ids=[text for text, _ in CALLS])
async def test_a_question_to_a_tool_is_a_call_of_it(text: str, calls: list[ToolCall]) -> None:
    result = await step(text)

    assert list(result.calls) == calls
    assert result.thought is None


@pytest.mark.parametrize(
    ("text", "tool", "named"),
    [
        ("what is 12*7", "calculator", "“12” and “7”"),
        ("what time is it", "clock", "“time”"),
        ("set a timer for 10 seconds", "timer", "“timer”, “10” and “seconds”"),
        ("wie viel ist 3 plus 4", "calculator", "„3“"),
    ],
)
async def test_a_tool_that_is_not_at_hand_is_declined_by_its_words(text: str, tool: str, named: str) -> None:
    for tools in ((), tuple(spec for spec in TOOLS if spec.name != tool)):
        result = await step(text, tools=tools)

        assert result.calls == ()
        assert result.thought is not None
        assert named in result.thought.response
        assert "MODEL_BASE_URL" in result.thought.response


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-22", "22.11.2026", "0151-2345678", "12", "-5", "what is 12", "12 *", "(1 + 2", "1 + 2)", "1 + apples",
        "what is 3 4", "1.2.3 + 4", "* 5", "()", "1 + ()", "time in Atlantis", "time flies", "timer", "wait for me",
        "the timer is broken", "1+" * 150 + "1",
    ],
)  # fmt: skip
async def test_what_only_looks_like_it_is_no_call(text: str) -> None:
    assert (await step(text)).calls == ()


async def test_a_control_that_has_the_tools_name_is_meant_first() -> None:
    result = await step("set the timer to 10", Counter("timer", "Timer"))

    assert result.calls == ()
    assert result.thought is not None
    assert result.thought.operations == ({"op": "set", "id": "timer", "value": 10},)


def brought(tool: str, output: str, failed: bool = False, **arguments: Cell) -> ToolOutcome:
    return ToolOutcome(tool, arguments, output, failed)


@pytest.mark.parametrize(
    ("text", "outcome", "answer"),
    [
        ("what is 12*7", brought("calculator", "12 * 7 = 84"), "12 * 7 = 84."),
        ("wie viel ist 12*7", brought("calculator", "12 * 7 = 84"), "12 * 7 = 84."),
        ("what time is it", brought("clock", "Sunday 2026-11-22 23:59, UTC"), "It is Sunday 2026-11-22 23:59, UTC."),
        (
            "wie spät ist es",
            brought("clock", "Sunday 2026-11-22 23:59, Europe/Berlin"),
            "Es ist Sonntag, 2026-11-22, 23:59 Uhr, Europe/Berlin.",
        ),
        ("wait 10 seconds", brought("timer", "10 seconds have passed.", seconds=10), "10 seconds have passed."),
        ("warte 10 Sekunden", brought("timer", "10 seconds have passed."), "10 Sekunden sind vorbei."),
        ("warte 1 Sekunde", brought("timer", "1 second has passed."), "1 Sekunde ist vorbei."),
        ("what is 1/0", brought("calculator", "Nothing can be divided by 0.", failed=True),
         "That did not work: Nothing can be divided by 0."),
        ("was ist 1/0", brought("calculator", "Nothing can be divided by 0.", failed=True),
         "Das ging nicht: Nothing can be divided by 0."),
        ("look it up", brought("query", "3 rows"), "3 rows."),
        ("look it up", brought("query", ""), "“query” had nothing to report."),
    ],
)  # fmt: skip
async def test_what_a_tool_brought_is_said_in_a_sentence(text: str, outcome: ToolOutcome, answer: str) -> None:
    result = await step(text, results=(outcome,))

    assert result.calls == ()
    assert result.thought is not None
    assert result.thought.response == answer
    assert (await thought(text, results=(outcome,))).response == answer


async def test_several_results_are_all_said() -> None:
    results = (brought("clock", "Sunday 2026-11-22 23:59, UTC"), brought("calculator", "3 + 4 = 7"))

    result = await thought("what time is it and what is 3 plus 4", results=results)

    assert result.response == "It is Sunday 2026-11-22 23:59, UTC. 3 + 4 = 7."


async def test_a_request_beside_a_call_is_carried_out_once_the_call_is_done() -> None:
    text = "make a counter and set a timer for 5 seconds"

    first = await step(text)
    second = await step(text, results=(brought("timer", "5 seconds have passed."),))

    assert list(first.calls) == timer(5)
    assert second.thought is not None
    done = read(second.thought)
    assert done.operations == (AddControl(Counter("counter", "Counter")),)
    assert done.response == "Here is a counter at 0. 5 seconds have passed."


@pytest.mark.parametrize(
    ("language", "results", "summary"),
    [
        ("en", (brought("calculator", "12 * 7 = 84"),), "12 * 7 = 84."),
        ("de", (brought("calculator, timer", "12 * 7 = 84\n5 seconds have passed."),),
         "12 * 7 = 84. 5 Sekunden sind vorbei."),
        ("en", (brought("query", "name | n\nAnn | 3"),), "name | n\nAnn | 3"),
        ("en", (brought("query", "no such table", failed=True),), "That did not work: no such table."),
        ("de", (), "Es gibt nichts zu melden."),
    ],
)  # fmt: skip
async def test_an_interpretation_says_what_was_brought(
    language: str, results: tuple[ToolOutcome, ...], summary: str
) -> None:
    prompt = Prompt("interpreter", "", "12*7", results=results, language=language)

    assert await BuiltInModel().structured(prompt, Interpretation) == Interpretation(summary)
