"""Whatever is written, the built-in model answers with values that hold."""

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from adapters.llm.builtin.model import BuiltInModel
from core.controls import Button, Control, Counter, Label, Machine, Toggle
from core.envelope import AddControl, InputAnalysis, MemoryUpdate, ThoughtResult
from core.ports import Prompt
from core.ui import Screen, apply
from tests.llm.test_changing import CHANGES, SEEN
from tests.llm.test_creating import REQUESTS
from tests.llm.test_declining import UNKNOWN

IDENTIFIER = re.compile(r"[a-z][a-z0-9_-]{0,23}")
KNOWN_WORDS = sorted({word for text, _ in (*REQUESTS, *CHANGES, *UNKNOWN) for word in text.split()})
WORDS = st.sampled_from(
    [*KNOWN_WORDS, ",", ":", ";", "\n", "->", '"', "5", "-1", "999999999999", "İ", "ß", "한", "\0", "{}", "[clicked"]
)
TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(WORDS, max_size=25).map(" ".join),
    st.lists(st.one_of(WORDS, st.text(max_size=70)), max_size=8).map(" ".join),
)
SCREENS: st.SearchStrategy[tuple[Control, ...]] = st.sampled_from(
    [(), SEEN, (Counter("counter", "Counter", minimum=0),), (Toggle("a", "İ{}"), Label("b", "\0"), Button("c", "a"))]
)


async def answered(text: str, controls: tuple[Control, ...]) -> ThoughtResult:
    model = BuiltInModel()
    prompt = Prompt("thinker", "", text, controls=controls)
    await model.structured(prompt, InputAnalysis)
    await model.structured(prompt, MemoryUpdate)
    assert "".join([piece async for piece in model.stream(prompt)])
    return await model.structured(prompt, ThoughtResult)


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
    ],
)
async def test_a_long_text_of_one_pattern_is_read_to_its_end(unit: str) -> None:
    text = "make a table " + unit * (1_900 // len(unit)) + "x"

    result = await answered(text, SEEN)

    assert apply(Screen(SEEN), result.operations)[1] == ()
