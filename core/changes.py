"""Changes: what typed operations do to a screen, one by one; an impossible one is refused and the rest applied."""

import re
from collections.abc import Callable
from typing import TypeAlias, assert_never

from msgspec import Struct
from msgspec.structs import asdict, replace

from core.controls import Control, Counter, Label, Machine, Progress, Select, Table, Transition
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

_RESERVED = frozenset({"noop", "select", "set"})
"""Verbs, which no option may have for its id: a button that chooses an option has that id for its verb."""

_Change: TypeAlias = Callable[[Control], Control | str]


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
    reason = _ill_formed(control)
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
    return _ill_formed(changed) or screen.having(changed)


def _updated(control: Control, update: UpdateControl) -> Control | str:
    given = {name: value for name, value in asdict(update).items() if name != "id" and value is not None}
    foreign = [name for name in given if name not in control.__struct_fields__]
    if foreign or not given:
        return f"{control.id!r} has no {', '.join(foreign)}" if foreign else f"nothing to update in {control.id!r}"
    changed: Control = replace(control, **given)
    if isinstance(changed, Counter):
        return replace(changed, value=within(changed, changed.value))
    if isinstance(changed, Table):
        return replace(changed, page=min(changed.page, changed.pages() - 1))
    if isinstance(changed, Select) and changed.option(changed.chosen) is None:
        return replace(changed, chosen="")
    return changed


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


def _ill_formed(control: Control) -> str:
    match control:
        case Table(columns=columns, rows=rows) if not columns or any(len(row) != len(columns) for row in rows):
            return f"table {control.id!r} needs columns, and one cell a column in every row"
        case Table(page=page) if page >= control.pages():
            return f"table {control.id!r} has no page {page + 1}"
        case Machine():
            return _ill_formed_machine(control)
        case Select(options=options, chosen=chosen):
            if not options or len({o.id for o in options} - _RESERVED) < len(options):
                reserved = ", ".join(sorted(_RESERVED))
                return f"select {control.id!r} needs options, each with an id of its own, none {reserved}"
            if chosen and control.option(chosen) is None:
                return f"select {control.id!r} has no option {chosen!r}"
        case Counter(minimum=int(low), maximum=int(high)) if low > high:
            return f"counter {control.id!r} has its minimum above its maximum"
        case Progress(cancel=True):
            return f"progress {control.id!r} cannot be cancelled: only a tool that runs can"
        case Counter(value=value) if within(control, value) != value:
            return f"counter {control.id!r} starts outside its bounds"
    return ""


def _ill_formed_machine(machine: Machine) -> str:
    moves = machine.transitions
    named = {machine.current, *machine.shows, *(t.source for t in moves), *(t.target for t in moves)}
    if not named <= set(machine.states):
        return f"machine {machine.id!r} names states it does not have"
    if len(set(machine.states)) < len(machine.states):
        return f"machine {machine.id!r} has two states of one name"
    if len({(t.source, t.verb) for t in moves}) < len(moves):
        return f"machine {machine.id!r} has two moves of one name from one state"
    if any(machine.id in ids for ids in machine.shows.values()):
        return f"machine {machine.id!r} would hide itself"
    return ""
