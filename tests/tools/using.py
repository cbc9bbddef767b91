"""Using a tool as a node does."""

from typing import Any

import pytest

from core.errors import ToolError
from core.ports import Tool


async def told(tool: Tool, **arguments: Any) -> str:
    """Return what the tool says."""
    return (await tool.run(arguments, lambda _: None)).text


async def refusal(tool: Tool, **arguments: Any) -> str:
    """Return the sentence with which the tool refuses."""
    with pytest.raises(ToolError) as caught:
        await tool.run(arguments, lambda _: None)
    sentence = str(caught.value)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    return sentence
