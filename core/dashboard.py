"""The dashboard's audit: what the server believes a person sees, against what they really see."""

from collections.abc import Sequence
from typing import assert_never

from core.controls import (
    Button,
    Control,
    Counter,
    Date,
    Label,
    Link,
    Machine,
    Plan,
    Progress,
    Select,
    Table,
    TextInput,
    Toggle,
)
from core.ui import value_text


def mismatch(believed: Sequence[Control], seen: Sequence[Control]) -> str:
    """Return a warning with what must be shown again, or nothing where both are the same."""
    if believed == seen:
        return ""
    ours, theirs = {c.id: c for c in believed}, {c.id: c for c in seen}
    if ours and not theirs:
        return (
            f"The person sees no controls, though {len(ours)} were sent ({_labels(believed)}). "
            "They must be shown again: add each of them once more."
        )
    missing = [c for c in believed if c.id not in theirs]
    surplus = [c for c in seen if c.id not in ours]
    stale = [c for c in believed if c.id in theirs and theirs[c.id] != c]
    parts = (
        f"not seen, to be shown again: {_labels(missing)}" if missing else "",
        f"seen, though they are gone: {_labels(surplus)}" if surplus else "",
        f"seen with an old value: {', '.join(map(_described, stale))} now" if stale else "",
    )
    told = "; ".join(filter(None, parts))
    return f"The person does not see what was sent: {told}." if told else ""


def listed(seen: Sequence[Control]) -> str:
    """Return what a person sees, in one line."""
    return f"the person sees {', '.join(map(_described, seen))}" if seen else "the person sees no controls"


def _labels(controls: Sequence[Control]) -> str:
    return ", ".join(f"“{_in_one_line(control.label)}”" for control in controls)


def _described(control: Control) -> str:
    return _in_one_line(_in_words(control))


def _in_one_line(text: str) -> str:
    return " ".join(text.split())


def _in_words(control: Control) -> str:
    match control:
        case Button(label=label):
            return f"button “{label}”"
        case Link(label=label):
            return f"link “{label}”"
        case Label() | Counter() | Toggle() | Select() | TextInput() | Date() | Machine() | Progress() | Plan():
            return f"“{control.label}”: {value_text(control)}"
        case Table(label=label, columns=columns, rows=rows):
            return f"table “{label}” ({', '.join(columns)}; {len(rows)} rows)"
        case _:
            assert_never(control)
