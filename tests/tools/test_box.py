"""What every tool promises, and which there are."""

import time

import jsonschema
import pytest

from adapters.tools.box import toolbox
from tests.tools.using import refusal

TOOLS = toolbox(time.time)
GOOD: dict[str, list[dict[str, object]]] = {
    "calculator": [{"expression": "12 * 7"}],
    "clock": [{}, {"zone": "Europe/Berlin"}],
    "timer": [{"seconds": 1}, {"seconds": 2.5}, {"seconds": 3600}],
}
BAD: dict[str, list[dict[str, object]]] = {
    "calculator": [{}, {"expression": 12}, {"expression": None}],
    "clock": [{"zone": 3}, {"timezone": "Europe/Berlin"}],
    "timer": [{}, {"seconds": 0}, {"seconds": 3601}, {"seconds": "10"}, {"seconds": True}],
}


def test_the_box_holds_the_tools_by_their_names() -> None:
    assert list(TOOLS) == ["calculator", "clock", "timer"]
    assert [tool.spec.name for tool in TOOLS.values()] == list(TOOLS)
    assert all(tool.spec.about.endswith(".") for tool in TOOLS.values())


@pytest.mark.parametrize("name", TOOLS)
def test_the_schema_of_the_arguments_tells_good_ones_from_bad_ones(name: str) -> None:
    schema = TOOLS[name].spec.arguments
    jsonschema.Draft202012Validator.check_schema(schema)
    check = jsonschema.Draft202012Validator(schema)

    assert [check.is_valid(arguments) for arguments in GOOD[name]] == [True] * len(GOOD[name])
    assert [check.is_valid(arguments) for arguments in BAD[name]] == [False] * len(BAD[name])


@pytest.mark.parametrize(("name", "arguments"), [(name, arguments) for name in BAD for arguments in BAD[name]])
async def test_what_the_schema_forbids_the_tool_refuses_in_a_sentence(name: str, arguments: dict[str, object]) -> None:
    assert name in await refusal(TOOLS[name], **arguments)
