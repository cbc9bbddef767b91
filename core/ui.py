"""The screen of a session: its controls, how typed operations change them, and what a click does to them."""

from typing import TypeAlias, assert_never

from msgspec import Struct
from msgspec.structs import replace

from core.controls import Button, Control, Counter, Label, Machine, Table, Toggle
from core.envelope import AddControl, ClearControls, Operation, RemoveControl, SetValue

_ON = frozenset({"on", "true", "yes", "1", "an", "ein", "ja"})
_OFF = frozenset({"off", "false", "no", "0", "aus", "nein"})


class Screen(Struct, frozen=True):
    """The controls a session shows, in the order they were made."""

    controls: tuple[Control, ...] = ()

    def find(self, control_id: str) -> Control | None:
        """Return the control with that id."""
        return next((c for c in self.controls if c.id == control_id), None)


class Changed(Struct, frozen=True):
    """A click that changed the screen; `said` is what there is to say of it."""

    screen: Screen
    said: str = ""


class AtLimit(Struct, frozen=True):
    """A click on a counter that cannot go further."""

    label: str
    value: int


class NotNow(Struct, frozen=True):
    """A click that is not possible from the machine's present state."""

    state: str


class Gone(Struct, frozen=True):
    """A click on a control that is not there, or with a verb it does not have."""


class ForTheGraph(Struct, frozen=True):
    """A click that only the graph can answer."""


Reaction: TypeAlias = Changed | AtLimit | NotNow | Gone | ForTheGraph


class Refusal(Struct, frozen=True):
    """An operation that was not applied, and why."""

    operation: Operation
    reason: str


def apply(screen: Screen, operations: tuple[Operation, ...]) -> tuple[Screen, tuple[Refusal, ...]]:
    """Return the screen after all operations that can be applied, and those that cannot."""
    refusals: list[Refusal] = []
    for operation in operations:
        outcome = _applied(screen, operation)
        if isinstance(outcome, str):
            refusals.append(Refusal(operation, outcome))
        else:
            screen = outcome
    return screen, tuple(refusals)


def react(screen: Screen, control_id: str, verb: str) -> Reaction:
    """Return what a click does; nothing is changed in place."""
    match screen.find(control_id), verb:
        case Button(), "press":
            return ForTheGraph()
        case Counter() as counter, "inc" | "dec":
            return _stepped(screen, counter, counter.step if verb == "inc" else -counter.step)
        case Toggle() as toggle, "toggle":
            return Changed(_with(screen, replace(toggle, on=not toggle.on)))
        case Machine() as machine, _:
            return _moved(screen, machine, verb)
        case _:
            return Gone()


def _stepped(screen: Screen, counter: Counter, step: int) -> Reaction:
    value = _within(counter, counter.value + step)
    if value == counter.value:
        return AtLimit(counter.label, value)
    return Changed(_with(screen, replace(counter, value=value)))


def _moved(screen: Screen, machine: Machine, verb: str) -> Reaction:
    move = next((t for t in machine.moves() if t.verb == verb), None)
    if move is not None:
        return Changed(_with(screen, replace(machine, current=move.target)), f"{machine.label}: **{move.target}**")
    known = any(t.verb == verb for t in machine.transitions)
    return NotNow(machine.current) if known else Gone()


def _applied(screen: Screen, operation: Operation) -> Screen | str:
    """Return the new screen, or the reason why there is none."""
    match operation:
        case AddControl(control):
            return _ill_formed(control) or _with(screen, control)
        case SetValue(control_id, value):
            found = screen.find(control_id)
            if found is None:
                return f"there is no control {control_id!r}"
            changed = _set(found, value)
            return changed if isinstance(changed, str) else _with(screen, changed)
        case RemoveControl(control_id):
            if screen.find(control_id) is None:
                return f"there is no control {control_id!r}"
            return Screen(tuple(c for c in screen.controls if c.id != control_id))
        case ClearControls():
            return Screen()
        case _:
            assert_never(operation)


def _set(control: Control, value: str | int | bool) -> Control | str:
    match control:
        case Label():
            return replace(control, value=str(value))
        case Counter() if isinstance(value, int) and not isinstance(value, bool):
            return replace(control, value=_within(control, value))
        case Toggle() if isinstance(value, bool) or str(value).lower() in _ON | _OFF:
            return replace(control, on=value if isinstance(value, bool) else str(value).lower() in _ON)
        case Machine() if value in control.states:
            return replace(control, current=str(value))
        case Button() | Table() | Counter() | Toggle() | Machine():
            return f"{control.id!r} cannot be set to {value!r}"
        case _:
            assert_never(control)


def _ill_formed(control: Control) -> str:
    match control:
        case Table(columns=columns, rows=rows) if not columns or any(len(row) != len(columns) for row in rows):
            return f"table {control.id!r} needs columns, and one cell a column in every row"
        case Machine(states=states, current=current, transitions=moves):
            named = {current, *(t.source for t in moves), *(t.target for t in moves)}
            if not named <= set(states):
                return f"machine {control.id!r} names states it does not have"
            if len({(t.source, t.verb) for t in moves}) < len(moves):
                return f"machine {control.id!r} has two moves of one name from one state"
        case Counter(value=value) if _within(control, value) != value:
            return f"counter {control.id!r} starts outside its bounds"
    return ""


def _within(counter: Counter, value: int) -> int:
    if counter.maximum is not None:
        value = min(value, counter.maximum)
    return value if counter.minimum is None else max(value, counter.minimum)


def _with(screen: Screen, control: Control) -> Screen:
    """Put a control in the place of the one with its id, or at the end."""
    if screen.find(control.id) is None:
        return Screen((*screen.controls, control))
    return Screen(tuple(control if c.id == control.id else c for c in screen.controls))
