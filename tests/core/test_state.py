"""A session's state at rest: what is kept, what older versions load as, what is refused."""

from typing import Any

import pytest

from core.controls import Label
from core.envelope import Route, ThoughtResult
from core.errors import StoreError
from core.operations import AddControl, Bind
from core.state import HISTORY_KEPT
from tests.core.runtimes import BEERS, made
from tests.models import UNREACHABLE, ScriptedModel


async def test_the_history_keeps_forty_entries_and_whole_turns(graph: str) -> None:
    model = ScriptedModel(pa=[Route("think")])
    runtime, _ = made(model, graph)
    await runtime.handle_message("first")
    model.answers["output"] = UNREACHABLE
    await runtime.handle_message("a turn without an answer")
    model.answers["output"] = "Said."

    for number in range(25):
        await runtime.handle_message(f"message {number}")

    history = runtime.to_state()["history"]
    assert HISTORY_KEPT - 1 <= len(history) <= HISTORY_KEPT
    assert history[0]["role"] == "user"
    assert history[-2] == {"role": "user", "content": "message 24"}


VERSION_1: dict[str, Any] = {
    "version": 1,
    "graph": "v4-eras",
    "history": [{"role": "user", "content": "a counter"}, {"role": "assistant", "content": "Here."}],
    "memory": {
        "user_name": "Ada",
        "situation": "authenticated on slack",
        "language": "en",
        "topics": ["counter"],
        "facts": [],
    },
    "controls": [
        {"kind": "counter", "id": "beers", "label": "Beers", "value": 3, "step": 1, "minimum": None, "maximum": None},
        {"kind": "table", "id": "people", "label": "People", "columns": ["name"], "rows": [["Ann"]]},
        {"kind": "machine", "id": "m", "label": "M", "states": ["a", "b"], "current": "a", "transitions": []},
    ],
    "last_activity": 1760000000.0,
}


async def test_a_state_of_the_version_before_still_loads(graph: str) -> None:
    runtime, _ = made(ScriptedModel(), graph)

    runtime.restore_state(VERSION_1)
    await runtime.handle_action("beers:inc")

    state = runtime.to_state()
    assert state["version"] == 2
    assert state["controls"][0]["value"] == 4
    assert state["history"][:2] == VERSION_1["history"]
    assert state["memory"]["user_name"] == "Ada"


async def test_bindings_director_and_model_survive_in_the_state() -> None:
    operations = (AddControl(BEERS), AddControl(Label("sum", "Sum")), Bind("sum", "beers", "{value} beers"))
    model = ScriptedModel(thinker=ThoughtResult("Here.", operations))
    before, _ = made(model, "v1")
    await before.handle_message("count")
    await before.settle()
    after, _ = made(ScriptedModel(), "v1")

    after.restore_state(before.to_state())
    await after.handle_action("beers:inc")

    state = after.to_state()
    assert state["bindings"] == [{"label": "sum", "source": "beers", "text": "{value} beers"}]
    assert state["controls"][1]["value"] == "1 beers"
    assert state["director"] == "they like it short"


def test_what_a_state_lacks_keeps_its_default(graph: str) -> None:
    runtime, _ = made(ScriptedModel(), graph)

    runtime.restore_state({"history": [{"role": "user", "content": "hi"}]})

    assert runtime.to_state()["history"] == [{"role": "user", "content": "hi"}]
    assert runtime.to_state()["controls"] == []


@pytest.mark.parametrize("state", [{"version": 99}, {"history": "x"}, {"controls": [{"kind": "nothing"}]}])
def test_a_state_that_cannot_be_read_is_refused(state: dict[str, Any]) -> None:
    runtime, _ = made(ScriptedModel(), "v1")

    with pytest.raises(StoreError, match="state"):
        runtime.restore_state(state)
