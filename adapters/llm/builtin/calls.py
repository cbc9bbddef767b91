"""Calls: what a person asks of a tool, as calls of it."""

import re

from adapters.llm.builtin.arithmetic import expression
from adapters.llm.builtin.durations import seconds_of_timer
from adapters.llm.builtin.words import fold
from adapters.llm.builtin.zones import zone_of
from core.drafts import ToolCall

CALCULATOR, CLOCK, TIMER = "calculator", "clock", "timer"
TOPICS = {CALCULATOR: "arithmetic", CLOCK: "time", TIMER: "timer"}
"""What a call of each tool is about."""

LONGEST_QUESTION = 400
"""Characters of a question to tools; the calculator takes 200 a sum."""

_NOW = r"(?:\s+(?:now|right|today|currently|here|jetzt|gerade|heute|eigentlich|hier))*"
_PLACE = r"(?:\s+in\s+(?P<place>[^\0?!]{2,40}?))?"
_TELL = r"(?:(?:tell me|do you know|show me|sag mir|weis+t du|zeig mir),?\s+)?"
_TIME = (
    re.compile(
        rf"{_TELL}(?:what time (?:is it|it is)|what(?:'s| is)(?: the)?(?: current| local)? (?:time|date)|"
        rf"(?:the )?(?:current |local )?time|what day(?: of the week)? (?:is (?:it|today)|it is)|"
        rf"what(?:'s| is) today'?s date|what(?:'s| is) (?:today|the day)|today'?s date|what date is (?:it|today)|"
        rf"how late is it){_NOW}{_PLACE}{_NOW}"
    ),
    re.compile(
        rf"{_TELL}(?:wie (?:spat|spaet) (?:ist es|es ist)|wie ?viel uhr (?:ist es|es ist|haben wir)|"
        rf"(?:die |welche )?(?:aktuelle )?uhrzeit|welche[rns]? (?:wochen)?tag (?:ist|haben wir)|"
        rf"welches datum (?:ist|haben wir)|was (?:ist heute )?fur ein tag(?: ist)?|was ist heute fuer ein tag|"
        rf"(?:das )?(?:heutige )?datum|der wievielte ist|den wievielten haben wir){_NOW}{_PLACE}{_NOW}"
    ),
)
_AND = re.compile(r"\s*[;,?.\n]\s+(?:(?:and|und|then|dann)\s+)?|\s+(?:and|und)\s+(?:(?:then|dann|also|auch)\s+)?")


def calls(text: str, language: str) -> tuple[ToolCall, ...]:
    """Return the calls that a command asks for, one or several; none where any of it is something else."""
    if len(text) > LONGEST_QUESTION:
        return ()
    if whole := _call(text, language):
        return (whole,)
    parts = tuple(_call(part, language) for part in _AND.split(text.strip(" ?.!")))
    return tuple(call for call in parts if call) if all(parts) else ()


def _call(text: str, language: str) -> ToolCall | None:
    asked = text.strip(" ?.!\n")
    if (seconds := seconds_of_timer(asked)) is not None:
        return ToolCall(TIMER, {"seconds": seconds})
    if written := expression(asked, language):
        return ToolCall(CALCULATOR, {"expression": written})
    return _time(asked)


def _time(text: str) -> ToolCall | None:
    folded = fold(text)
    found = next((match for pattern in _TIME if (match := pattern.fullmatch(folded))), None)
    if found is None:
        return None
    if found["place"] is None:
        return ToolCall(CLOCK)
    zone = zone_of(text[slice(*found.span("place"))])
    return ToolCall(CLOCK, {"zone": zone}) if zone else None
