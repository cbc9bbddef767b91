"""The toolbox: every tool there is, by name."""

from collections.abc import Callable

from adapters.tools.calculator import Calculator
from adapters.tools.clock import Clock
from adapters.tools.timer import Timer
from core.ports import Tool


def toolbox(now: Callable[[], float]) -> dict[str, Tool]:
    """Return all tools by name; `now` tells Unix seconds."""
    tools: tuple[Tool, ...] = (Calculator(), Clock(now), Timer())
    return {tool.spec.name: tool for tool in tools}
