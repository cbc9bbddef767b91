"""Changes: what typed operations do to a screen, one by one; an impossible one is refused and the rest applied."""

import re
from collections.abc import Callable, Collection
from itertools import count
from typing import TypeAlias, assert_never

import msgspec
from msgspec import Struct
from msgspec.structs import asdict, replace

from core.controls import Control, Counter, Date, Label, Machine, Select, Table, Transition
from core.operations import (
    AddControl,
    Bind,
    ClearControls,
    CreateMachine,
    Operation,
    RemoveControl,
    SetValue,
    Unbind,
    UpdateControl,
)
from core.ui import Binding, Screen, with_value, within
from core.wellformed import ill_formed

_Change: TypeAlias = Callable[[Control], Control | str]


class Refusal(Struct, frozen=True):
    """An operation that was not applied, and why."""

    operation: Operation
    reason: str


class Mended(Struct, frozen=True):
    """An operation that was applied otherwise than asked for, and how."""

    operation: Operation
    reason: str


def apply(screen: Screen, operations: tuple[Operation, ...]) -> tuple[Screen, tuple[Refusal | Mended, ...]]:
    """Return the screen after all operations that can be applied, and notes on those that cannot or were mended."""
    notes: list[Refusal | Mended] = []
    made: set[str] = set()
    for asked in operations:
        operation = _with_id_of_its_own(asked, made, screen)
        if operation is not asked:
            notes.append(Mended(asked, f"a second control of this id in one answer is called {_made_by(operation)!r}"))
        outcome = _applied(screen, operation)
        if isinstance(outcome, str):
            notes.append(Refusal(operation, outcome))
        else:
            screen = outcome
            made.add(_made_by(operation))
    return screen, tuple(notes)


def _made_by(operation: Operation) -> str:
    """Return the id of the control that an operation makes; empty where it makes none."""
    match operation:
        case AddControl(control):
            return control.id
        case CreateMachine(id=name):
            return name
        case _:
            return ""


def _with_id_of_its_own(operation: Operation, made: Collection[str], screen: Screen) -> Operation:
    """Return the operation with another id where one before it in the same answer made a control of that id."""
    name = _made_by(operation)
    if not name or name not in made or screen.find(name) is None:
        return operation
    numbered = (f"{name[:20]}-{number}" for number in count(2))
    free = next(one for one in numbered if screen.find(one) is None)
    match operation:
        case AddControl(control):
            return AddControl(replace(control, id=free))
        case CreateMachine():
            return replace(operation, id=free)
        case _:
            return operation


def _applied(screen: Screen, operation: Operation) -> Screen | str:
    """Return the new screen, or the reason why there is none."""
    match operation:
        case AddControl(control):
            return _added(screen, control)
        case CreateMachine():
            return _added(screen, _machine(operation))
        case UpdateControl(id=name):
            return _exchanged(screen, name, lambda control: _updated(control, operation))
        case SetValue(id=name, value=value):
            return _following(screen, name) or _exchanged(screen, name, lambda control: with_value(control, value))
        case RemoveControl(id=name):
            return _missing(screen, name) or screen.without(name)
        case ClearControls():
            return Screen()
        case Bind():
            return _bound(screen, operation)
        case Unbind(label=name):
            kept = tuple(b for b in screen.bindings if b.label != name)
            return replace(screen, bindings=kept) if kept != screen.bindings else f"{name!r} is bound to nothing"
        case _:
            assert_never(operation)


def _added(screen: Screen, control: Control) -> Screen | str:
    reason = ill_formed(control)
    if reason:
        return reason
    bindings = tuple(b for b in screen.bindings if b.label != control.id)
    return replace(screen, bindings=bindings).having(control)


def _exchanged(screen: Screen, name: str, change: _Change) -> Screen | str:
    found = screen.find(name)
    if found is None:
        return _missing(screen, name)
    changed = change(found)
    if isinstance(changed, str):
        return changed
    return ill_formed(changed) or screen.having(changed)


def _updated(control: Control, update: UpdateControl) -> Control | str:
    given = {name: value for name, value in asdict(update).items() if name != "id" and value is not None}
    foreign = [name for name in given if name not in control.__struct_fields__ or _is_of_numbers(name, control)]
    if foreign or not given:
        return f"{control.id!r} has no {', '.join(foreign)}" if foreign else f"nothing to update in {control.id!r}"
    changed: Control = replace(control, **given)
    if isinstance(changed, Counter):
        return replace(changed, value=within(changed, changed.value))
    if isinstance(changed, Table):
        return replace(changed, page=min(changed.page, changed.pages() - 1))
    if isinstance(changed, Select) and changed.option(changed.chosen) is None:
        changed = replace(changed, chosen="")
    if isinstance(changed, Select):
        changed = replace(changed, first=0)
    try:  # what could not be read again would cost the whole session
        return msgspec.convert(msgspec.to_builtins(changed), type(changed))
    except msgspec.ValidationError as error:
        return f"{control.id!r} cannot be like that: {error}"


def _is_of_numbers(name: str, control: Control) -> bool:
    """Say whether a bound is a number where the control's are days."""
    return isinstance(control, Date) and name in ("minimum", "maximum")


def _bound(screen: Screen, bind: Bind) -> Screen | str:
    missing = _missing(screen, bind.label) or _missing(screen, bind.source)
    if missing:
        return missing
    if not isinstance(screen.find(bind.label), Label):
        return f"{bind.label!r} is no label"
    if bind.text.count("{value}") != 1:  # twice in each of a chain's texts would double the value label by label
        return f"what {bind.label!r} says needs {{value}} once"
    bindings = (*(b for b in screen.bindings if b.label != bind.label), Binding(bind.label, bind.source, bind.text))
    sources = {b.label: b.source for b in bindings}
    at: str | None = bind.source
    while at is not None and at != bind.label:
        at = sources.get(at)
    return f"{bind.label!r} would follow itself" if at else replace(screen, bindings=bindings).in_step()


def _machine(create: CreateMachine) -> Machine:
    states = create.states
    moves = create.transitions
    if not moves and len(states) > 1:
        verbs = [_verb(state, number) for number, state in enumerate(states)]
        pairs = zip(range(len(states)), [*range(1, len(states)), 0], strict=True)
        moves = tuple(Transition(verbs[t], f"→ {states[t]}"[:200], states[s], states[t]) for s, t in pairs)
    return Machine(create.id, create.label, states, create.current or next(iter(states), ""), moves, create.shows)


def _verb(state: str, number: int) -> str:
    """Return a verb for the way to a state, made of what an identifier may have of its name."""
    slug = re.sub(r"[^a-z0-9]+", "-", state.lower()).strip("-")[:18]
    if slug and slug == state.lower().strip():
        return f"to-{slug}"
    return f"{f'to-{slug}'[: 23 - len(str(number))].rstrip('-')}-{number}"


def _missing(screen: Screen, name: str) -> str:
    return "" if screen.find(name) else f"there is no control {name!r}"


def _following(screen: Screen, name: str) -> str:
    source = next((b.source for b in screen.bindings if b.label == name), None)
    return "" if source is None else f"{name!r} follows {source!r}"
