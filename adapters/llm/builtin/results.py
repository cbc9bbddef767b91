"""Results: what tools brought, in a sentence of the person's language."""

import re
from collections.abc import Sequence

from adapters.llm.builtin.calls import CALCULATOR, CLOCK, TIMER
from adapters.llm.builtin.phrases import Phrases
from core.ports import ToolOutcome

_KNOWN = frozenset({CALCULATOR, CLOCK, TIMER})
_ENDED = (".", "!", "?", "…", ":", "|", "`")
_MOMENT = re.compile(r"(?P<day>[A-Z][a-z]+day) (?P<date>[0-9-]{10}) (?P<time>[0-9]{2}:[0-9]{2}), (?P<zone>\S+)")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_PASSED = re.compile(r"(?P<seconds>[0-9]+(?:\.[0-9]+)?) seconds? (?:has|have) passed\.?")


def reported(results: Sequence[ToolOutcome], said: Phrases) -> str:
    """Return a sentence for each result; one of several lines stands in lines of its own."""
    sentences = tuple(_sentence(result, said) for result in results)
    return ("\n" if any("\n" in sentence for sentence in sentences) else " ").join(sentences)


def _sentence(result: ToolOutcome, said: Phrases) -> str:
    output = result.output.strip()
    used = tuple(result.tool.split(", "))
    if not output:
        tools = said.listed(tuple(said.tools.get(tool, said.quoted(tool)) for tool in used))
        return said.tool_silent.format(tools[:1].upper() + tools[1:])
    if result.failed:
        return said.tool_failed.format(_ended(output))
    if _KNOWN.issuperset(used):
        return " ".join(_ended(_translated(line, said)) for line in output.splitlines())
    return _ended(output)


def _translated(line: str, said: Phrases) -> str:
    """Return what the clock and the timer say in the person's language; a sum is the same in any."""
    if (moment := _MOMENT.fullmatch(line)) and moment["day"] in _DAYS:
        return said.clock.format(said.days[_DAYS.index(moment["day"])], moment["date"], moment["time"], moment["zone"])
    if passed := _PASSED.fullmatch(line):
        return (said.timer_second if passed["seconds"] == "1" else said.timer_seconds).format(passed["seconds"])
    return line


def _ended(output: str) -> str:
    """Return a sentence with its full stop; what ends a list, a table or a line of code gets none."""
    return output if not output or "\n" in output or output.endswith(_ENDED) else f"{output}."
