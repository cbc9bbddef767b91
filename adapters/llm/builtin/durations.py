"""Durations: how long a timer that is asked for is to run."""

import re

from adapters.llm.builtin.words import UNITS, fold

_NUMBER = rf"(?:[0-9]{{1,6}}(?:[.,][0-9]{{1,3}})?|an?|eine[rn]?|ein|{'|'.join(UNITS)})"
_UNIT = r"(?:s|secs?|seconds?|sek|sekunden?|m|mins?|minutes?|minuten?|h|hours?|stunden?)"
_PART = rf"{_NUMBER}[\s-]*{_UNIT}\b"
_TIME = rf"(?P<time>{_PART}(?:\s*(?:(?:,|and|und)\s*)?{_PART}){{0,3}}|{_NUMBER}\b)"
_TIMED = rf"(?P<time>{_PART}(?:\s*(?:(?:,|and|und)\s*)?{_PART}){{0,3}})"
_TIMER = r"(?:timer|countdown|kurzzeitwecker|wecker)"
_MAKING = (
    r"(?:(?:set|start|make|create|give|run|stelle?|starte?|setze?|mache?|gib)\s+(?:me\s+|mir\s+|up\s+)?)?"
    r"(?:(?:a|an|the|ein|eine|einen|den)\s+)?"
)
_ASKED = (
    re.compile(
        rf"{_MAKING}(?:new\s+|neuen\s+)?{_TIMER}\s*(?:for|of|to|from|with|at|auf|fur|fuer|von|mit|uber|:)?\s*{_TIME}(?:\s+(?:ein|an))?"
    ),
    re.compile(rf"{_MAKING}{_TIMED}[\s-]*{_TIMER}(?:\s+(?:ein|an))?"),
    re.compile(rf"(?:wait|warte)\s+(?:for\s+)?{_TIMED}"),
    re.compile(rf"(?:count down|zahle? (?:von )?)\s*(?:from|for|von)?\s*{_TIME}(?:\s+(?:herunter|runter))?"),
)
_EACH = re.compile(rf"(?P<number>{_NUMBER})[\s-]*(?P<unit>{_UNIT})?\b")
_LENGTHS = {"s": 1, "m": 60, "h": 3600}


def seconds_of_timer(text: str) -> int | float | None:
    """Return for how many seconds a timer is asked for; None where none is. A bare number means seconds."""
    folded = fold(text)
    found = next((match for pattern in _ASKED if (match := pattern.fullmatch(folded))), None)
    if found is None:
        return None
    total = sum(_number(part["number"]) * _length(part["unit"]) for part in _EACH.finditer(found["time"]))
    return int(total) if total == int(total) else total


def _number(written: str) -> float:
    if written in UNITS:
        return UNITS[written]
    return float(written.replace(",", ".")) if written[0].isdigit() else 1


def _length(unit: str | None) -> int:
    """Return the seconds of a unit; its first letter tells it, in both languages (`stunde` is an hour)."""
    name = unit or "s"
    return _LENGTHS["h" if name.startswith("stunde") else name[0]]
