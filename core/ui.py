"""The screen of a session: its controls, what keeps their labels in step, and what a click does to them."""

import re
from collections.abc import Callable, Mapping
from typing import TypeAlias, assert_never

from msgspec import Struct
from msgspec.structs import replace

from core.controls import (
    ANSWERS,
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
from core.fields import Field, fault, is_month
from core.phrases import phrase

_ON = frozenset({"on", "true", "yes", "1", "an", "ein", "ja"})
_OFF = frozenset({"off", "false", "no", "0", "aus", "nein"})
_VALUE = "{value}"
_FROM = re.compile(r"from-(\d{1,6})")
_WHOLE = re.compile(r"[+-]?\d{1,15}")


class Binding(Struct, frozen=True):
    """A label that says the value of another control; `{value}` in its text stands for it."""

    label: str
    source: str
    text: str = _VALUE


class Screen(Struct, frozen=True):
    """The controls of a session in the order they were made, with the bindings between them."""

    controls: tuple[Control, ...] = ()
    bindings: tuple[Binding, ...] = ()

    def find(self, control_id: str) -> Control | None:
        """Return the control with that id."""
        for control in self.controls:
            if control.id == control_id:
                return control
        return None

    def hider(self, control_id: str) -> Machine | None:
        """Return the machine that hides a control in its present state; machines themselves are always seen."""
        if isinstance(self.find(control_id), Machine):
            return None
        for control in self.controls:
            if isinstance(control, Machine) and control.hides(control_id):
                return control
        return None

    def seen(self) -> tuple[Control, ...]:
        """Return the controls that people see: those that no machine hides."""
        if not [c for c in self.controls if isinstance(c, Machine) and c.shows]:
            return self.controls
        return tuple(c for c in self.controls if self.hider(c.id) is None)

    def having(self, control: Control) -> "Screen":
        """Return the screen with a control in the place of the one with its id, or at the end."""
        if self.find(control.id) is None:
            return replace(self, controls=(*self.controls, control)).in_step()
        return replace(self, controls=tuple(control if c.id == control.id else c for c in self.controls)).in_step()

    def without(self, control_id: str) -> "Screen":
        """Return the screen without a control, and without the bindings it was part of."""
        return Screen(
            tuple(c for c in self.controls if c.id != control_id),
            tuple(b for b in self.bindings if control_id not in (b.label, b.source)),
        )

    def without_answer(self) -> "Screen":
        """Return the screen without the controls that belong to one answer."""
        screen = self
        for control in self.controls:
            if control.id.startswith(ANSWERS):
                screen = screen.without(control.id)
        return screen

    def in_step(self) -> "Screen":
        """Return the screen with every bound label saying its source's value; chains are followed to their end."""
        screen = self
        for _ in self.bindings:
            for binding in self.bindings:
                label, source = screen.find(binding.label), screen.find(binding.source)
                if isinstance(label, Label) and source is not None:
                    said = replace(label, value=binding.text.replace(_VALUE, value_text(source)))
                    controls = tuple(said if c.id == said.id else c for c in screen.controls)
                    screen = replace(screen, controls=controls)
        return screen


class Changed(Struct, frozen=True):
    """A click that changed the screen; `result` says what came of it."""

    screen: Screen
    result: str = ""
    aloud: bool = False
    """True where the result is to be said; else it is only noted, for the changed control shows it."""


class AtLimit(Struct, frozen=True):
    """A click on a counter that cannot go further."""

    label: str
    value: int


class NotNow(Struct, frozen=True):
    """A click that is not possible from the machine's present state."""

    state: str


class Gone(Struct, frozen=True):
    """A click on a control that is not there, or with a verb or a value it does not have."""


class Refused(Struct, frozen=True):
    """A value that a field cannot have."""

    field: Field
    value: str


class ForTheGraph(Struct, frozen=True):
    """A click that only the graph can answer."""

    words: str = ""
    """What the person said by it; empty where it is a click like any other."""


Reaction: TypeAlias = Changed | AtLimit | NotNow | Gone | Refused | ForTheGraph
_Local: TypeAlias = Label | Link | Counter | Toggle | Select | TextInput | Progress | Plan | Table


def react(screen: Screen, control_id: str, verb: str, data: Mapping[str, str], today: str = "2026-01-01") -> Reaction:
    """Return what a click does; nothing is changed in place. A calendar without a day opens at `today`."""
    control = screen.find(control_id)
    if control is None:
        return Gone()
    hider = screen.hider(control_id)
    if hider is not None:
        return NotNow(hider.current)
    if isinstance(control, Machine):
        return _moved(screen, control, verb)
    if isinstance(control, Button):
        return _pressed(screen, control) if verb == "press" else Gone()
    if verb == "set" and isinstance(control, TextInput | Date) and fault(control, data.get("value", ""), "en"):
        return Refused(control, data.get("value", ""))
    if isinstance(control, Date):
        return _dated(screen, control, verb, data, today)
    return _locally(screen, control, verb, data)


def _pressed(screen: Screen, button: Button) -> Reaction:
    return Changed(screen, button.says, aloud=True) if button.says else ForTheGraph(button.words)


def told_of(reaction: AtLimit | NotNow | Gone | Refused, language: str) -> str:
    """Return the sentence on why a click changed nothing."""
    match reaction:
        case AtLimit(label, value):
            return phrase("at_limit", language, label=label, value=value)
        case NotNow(state):
            return phrase("not_now", language, state=state)
        case Refused(field, value):
            return fault(field, value, language)
        case Gone():
            return phrase("gone", language)
        case _:
            assert_never(reaction)


def press_of(screen: Screen, name: str) -> str | None:
    """Return `control:verb` for a name that says only one of both, or None: a button, or a move possible now."""
    if isinstance(screen.find(name), Button):
        return f"{name}:press"
    moves = (
        f"{m.id}:{name}" for m in screen.seen() if isinstance(m, Machine) and any(t.verb == name for t in m.moves())
    )
    return next(moves, None)


def with_value(control: Control, value: str | int | float | bool) -> Control | str:
    """Return the control with another value, or the reason why it cannot have it."""
    match control:
        case Label():
            return replace(control, value=str(value))
        case Counter() if (number := _whole(value)) is not None:
            return replace(control, value=within(control, number))
        case Toggle() if isinstance(value, bool) or str(value).lower() in _ON | _OFF:
            return replace(control, on=value if isinstance(value, bool) else str(value).lower() in _ON)
        case Select() if control.option(str(value)) is not None:
            return replace(control, chosen=str(value))
        case TextInput() | Date() if not fault(control, str(value), "en"):
            return replace(control, value=str(value))
        case TextInput() | Date():
            return fault(control, str(value), "en")
        case Progress() if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1:
            return replace(control, done=float(value))
        case Machine() if value in control.states:
            return replace(control, current=str(value))
        case Button() | Link() | Table() | Counter() | Toggle() | Select() | Progress() | Plan() | Machine():
            return f"{control.id!r} cannot be set to {value!r}"
        case _:
            assert_never(control)


def value_text(control: Control) -> str:
    """Return what a bound label says of a control."""
    match control:
        case Label(value=value):
            return value
        case Counter(value=number):
            return str(number)
        case Toggle(on=on):
            return "on" if on else "off"
        case Select(chosen=chosen):
            option = control.option(chosen)
            return option.label if option else "–"
        case Progress(done=done):
            return "…" if done is None else f"{done * 100:.0f} %"
        case Machine(current=current):
            return current
        case TextInput(value=text) | Date(value=text):
            return text or "–"
        case Plan(steps=steps):
            return f"{sum(step.state == 'done' for step in steps)}/{len(steps)}"
        case Table(rows=rows):
            return str(len(rows))
        case Link(url=url):
            return url
        case Button(label=label):
            return label
        case _:
            assert_never(control)


def within(counter: Counter, value: int) -> int:
    """Return the value, or the counter's bound where it is beyond."""
    if counter.maximum is not None:
        value = min(value, counter.maximum)
    return value if counter.minimum is None else max(value, counter.minimum)


def _locally(screen: Screen, control: _Local, verb: str, data: Mapping[str, str]) -> Reaction:
    changed = _CHANGES.get((type(control), verb))
    now: Control | str
    if changed is not None:
        now = changed(control)
    elif isinstance(control, Select) and control.option(data.get("value", "") if verb == "select" else verb):
        now = replace(control, chosen=data["value"] if verb == "select" else verb)
    elif isinstance(control, Select) and (first := _FROM.fullmatch(verb)):
        now = _leafed(control, int(first[1]))
    elif verb == "set" and "value" in data and isinstance(control, Counter | Toggle | Select | TextInput):
        now = with_value(control, data["value"])
    elif verb == "page" and isinstance(control, Table):
        now = _paged(control, _whole(data.get("value", "")))
    else:
        return Gone()
    if isinstance(now, str):
        return Gone()
    if now == control and isinstance(now, Counter) and _whole(data.get("value", "")) != now.value:
        return AtLimit(now.label, now.value)
    screen = screen.having(now)
    looked = isinstance(now, Table) or _FROM.fullmatch(verb)
    return Changed(screen, "" if looked else f"{now.label}: {value_text(now)}")


def _dated(screen: Screen, control: Date, verb: str, data: Mapping[str, str], today: str) -> Reaction:
    """Answer a click on a date: a day (`set`, `day-2026-11-23`), or the calendar (`pick`, `month-…`, `close`)."""
    day = data.get("value", "") if verb == "set" else verb.removeprefix("day-")
    if verb == "set" or verb.startswith("day-"):
        if fault(control, day, "en"):
            return Refused(control, day)
        return Changed(screen.having(replace(control, value=day, month="")), f"{control.label}: {day or '–'}")
    nearest = min(max(today, control.minimum), control.maximum or "9999-12-31")
    month = {"pick": (control.value or nearest)[:7], "close": ""}.get(verb)
    if month is None and verb.startswith("month-") and is_month(verb.removeprefix("month-")):
        month = verb.removeprefix("month-")
    return Gone() if month is None else Changed(screen.having(replace(control, month=month)))


def _leafed(select: Select, first: int) -> Select | str:
    if first >= len(select.options):
        return f"{select.id!r} has {len(select.options)} options"
    return replace(select, first=first)


def _moved(screen: Screen, machine: Machine, verb: str) -> Reaction:
    move = next((t for t in machine.moves() if t.verb == verb), None)
    if move is not None:
        moved = screen.having(replace(machine, current=move.target))
        return Changed(moved, f"{machine.label}: **{move.target}**", aloud=True)
    known = any(t.verb == verb for t in machine.transitions)
    return NotNow(machine.current) if known else Gone()


def _paged(table: Table, number: int | None) -> Table | str:
    """Return the table at page `number`, counted from 1 as people do."""
    if number is None or not 1 <= number <= table.pages():
        return f"{table.id!r} has {table.pages()} pages"
    return replace(table, page=number - 1)


def _turned(table: Table, pages: int) -> Table:
    return replace(table, page=min(max(table.page + pages, 0), table.pages() - 1))


def _stepped(counter: Counter, steps: int) -> Counter:
    return replace(counter, value=within(counter, counter.value + steps * counter.step))


_CHANGES: Mapping[tuple[type, str], Callable[..., Control]] = {
    (Counter, "inc"): lambda counter: _stepped(counter, 1),
    (Counter, "dec"): lambda counter: _stepped(counter, -1),
    (Toggle, "toggle"): lambda toggle: replace(toggle, on=not toggle.on),
    (Table, "next"): lambda table: _turned(table, 1),
    (Table, "prev"): lambda table: _turned(table, -1),
}
"""The local actions that need nothing but the control."""


def _whole(value: str | int | float | bool) -> int | None:
    """Return a whole number of at most 15 digits, which a float holds exactly."""
    if isinstance(value, bool):
        return None
    if isinstance(value, str):
        plain = value.strip().replace("−", "-")
        return int(plain) if _WHOLE.fullmatch(plain) else None
    return int(value) if abs(value) < 10**15 and value == int(value) else None
