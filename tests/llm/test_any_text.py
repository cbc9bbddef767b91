"""Whatever is written, the built-in model answers with values that hold."""

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from adapters.llm.builtin.model import BuiltInModel
from core.changes import apply
from core.controls import Button, Control, Counter, Label, Machine, Toggle
from core.drafts import Draft, Step
from core.envelope import Choice, DirectorPlan, Guidance, InputAnalysis, MemoryUpdate, Route, ThoughtResult
from core.operations import AddControl
from core.ports import Prompt
from core.ui import Screen
from tests.llm.asking import TOOLS, read
from tests.llm.test_changing import CHANGES, SEEN
from tests.llm.test_creating import REQUESTS
from tests.llm.test_declining import UNKNOWN
from tests.llm.test_fields import CHANGES as FILLINGS
from tests.llm.test_fields import FIELDS
from tests.llm.test_fields import SEEN as FILLED
from tests.llm.test_handing_over import CHARTS, EXPORTS
from tests.llm.test_tools import CALLS

IDENTIFIER = re.compile(r"[a-z][a-z0-9_-]{0,23}")
KNOWN_WORDS = sorted(
    {
        word
        for text, _ in (*REQUESTS, *FIELDS, *CHANGES, *FILLINGS, *UNKNOWN, *EXPORTS, *CHARTS, *CALLS)
        for word in text.split()
    }
)
WORDS = st.sampled_from(
    [*KNOWN_WORDS, ",", ":", ";", "\n", "->", '"', "5", "-1", "999999999999", "İ", "ß", "한", "\0", "{}", "[clicked"]
)
TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(WORDS, max_size=25).map(" ".join),
    st.lists(st.one_of(WORDS, st.text(max_size=70)), max_size=8).map(" ".join),
)
SCREENS: st.SearchStrategy[tuple[Control, ...]] = st.sampled_from(
    [
        (),
        SEEN,
        FILLED,
        (Counter("counter", "Counter", minimum=0),),
        (Toggle("a", "İ{}"), Label("b", "\0"), Button("c", "a")),
    ]
)


async def answered(text: str, controls: tuple[Control, ...]) -> ThoughtResult:
    model = BuiltInModel()
    prompt = Prompt("thinker", "", text, controls=controls, tools=TOOLS, choices=(Choice("research"), Choice("done")))
    await model.structured(prompt, InputAnalysis)
    await model.structured(prompt, MemoryUpdate)
    assert "".join([piece async for piece in model.stream(prompt)])
    assert (await model.structured(prompt, Route)).outcome in {"research", "done"}
    assert (await model.structured(prompt, DirectorPlan)).outcome == "research"
    assert "\n" not in (await model.structured(prompt, Guidance)).line
    step = await model.structured(prompt, Step)
    assert bool(step.calls) is (step.thought is None)
    assert {call.tool for call in step.calls} <= {tool.name for tool in TOOLS}
    return read(await model.structured(prompt, Draft))


@given(text=TEXTS, controls=SCREENS)
@example(text="steps a, b, a", controls=())
@example(text="a table with columns a: b c; d", controls=())
@example(text="a counter from 9 to 3 starting at 100", controls=())
@settings(max_examples=300, deadline=None)
async def test_any_text_gives_operations_that_the_screen_takes(text: str, controls: tuple[Control, ...]) -> None:
    result = await answered(text, controls)

    screen, refusals = apply(Screen(controls), result.operations)
    assert refusals == ()
    assert len({control.id for control in screen.controls}) == len(screen.controls)
    for operation in result.operations:
        if isinstance(operation, AddControl):
            assert IDENTIFIER.fullmatch(operation.control.id)
            if isinstance(operation.control, Machine):
                assert all(IDENTIFIER.fullmatch(move.verb) for move in operation.control.transitions)
    assert result.response.strip()


@pytest.mark.parametrize(
    "unit",
    [
        " ",
        ".",
        ". ",
        "a ",
        "\n",
        '"',
        "counter ",
        "a counter and ",
        "buttons ",
        "open ",
        ", then ",
        "a:",
        "-> ",
        "and ",
        "1 + ",
        "((",
        "1-",
        "1 % of ",
        "1 minute ",
        "bar chart of ",
        "with ",
        ": ",
        "bind a to ",
        "that follows ",
        "as csv ",
        "what is ",
        "a link a:",
        "a date from ",
        "mark a of ",
        "a is ",
        "a plan with ",
        "[attached: (",
    ],
)
async def test_a_long_text_of_one_pattern_is_read_to_its_end(unit: str) -> None:
    for start in ("make a table ", "", "a bar chart of ", "set a timer for "):
        result = await answered(start + unit * (1_900 // len(unit)) + "x", SEEN)

        assert apply(Screen(SEEN), result.operations)[1] == ()
