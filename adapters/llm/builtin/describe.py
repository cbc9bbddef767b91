"""Describe: controls in words."""

from collections.abc import Sequence
from typing import assert_never

from adapters.llm.builtin.phrases import Phrases
from adapters.shared.drawing import plan_lines
from core.controls import (
    Button,
    Control,
    Counter,
    Date,
    Label,
    Link,
    Machine,
    Option,
    Plan,
    Progress,
    Select,
    Table,
    TextInput,
    Toggle,
)


def described(control: Control, said: Phrases) -> str:
    """Return a control as a noun with its name and value."""
    name = "" if control.label in said.plain else f"{said.quoted(control.label)} "
    match control:
        case Button():
            return said.a_button.format(name).strip()
        case Link(url=url):
            return said.a_link.format(name, url)
        case TextInput() | Label():
            return _valued(control, name, said)
        case Date():
            return _date(control, name, said)
        case Plan():
            return said.a_plan.format(name, ", ".join(plan_lines(control)))
        case Counter(value=count):
            return said.a_counter.format(name, count)
        case Toggle(on=on):
            return said.a_toggle.format(name, said.on if on else said.off)
        case Select():
            return _select(control, name, said)
        case Progress():
            return _progress(control, name, said)
        case Table(rows=rows):
            return said.a_table.format(name, len(rows))
        case Machine():
            return f"{_machine(control, name, said)}: {_states(control)}"
        case _:
            assert_never(control)


def percent(part: float) -> str:
    """Return a part of one as people write it, such as `40 %`."""
    return f"{part * 100:.4g} %"


def _valued(control: TextInput | Label, name: str, said: Phrases) -> str:
    full, bare = (
        (said.a_input, said.a_bare_input) if isinstance(control, TextInput) else (said.a_label, said.a_bare_label)
    )
    return full.format(name, said.quoted(control.value)) if control.value else bare.format(name).strip()


def _select(select: Select, name: str, said: Phrases) -> str:
    return said.a_select.format(name, ", ".join(_option(option, select.chosen) for option in select.options))


def _progress(progress: Progress, name: str, said: Phrases) -> str:
    if progress.done is None:
        return said.a_bare_progress.format(name).strip()
    return said.a_progress.format(name, percent(progress.done))


def _date(date: Date, name: str, said: Phrases) -> str:
    chosen = said.a_date.format(name, date.value) if date.value else said.a_bare_date.format(name).strip()
    bounds = said.days_between if date.minimum and date.maximum else said.days_from if date.minimum else said.days_until
    bounded = bounds.format(first=date.minimum, last=date.maximum) if date.minimum or date.maximum else ""
    return " ".join(filter(None, (chosen, bounded)))


def _option(option: Option, chosen: str) -> str:
    return f"**{option.label}**" if option.id == chosen else option.label


def _machine(machine: Machine, name: str, said: Phrases) -> str:
    named = {said.light: said.a_light, said.door: said.a_door, said.steps: said.a_chain}
    return named.get(machine.label) or said.a_machine.format(name).strip()


def _states(machine: Machine) -> str:
    return " → ".join(f"{'●' if state == machine.current else '○'} {state}" for state in machine.states)


def made(controls: Sequence[Control], said: Phrases) -> str:
    """Return the sentence that presents new controls."""
    template = said.here_is if len(controls) == 1 else said.here_are
    return template.format(said.listed(tuple(described(control, said) for control in controls)))


def shown(controls: Sequence[Control], said: Phrases) -> str:
    """Return the answer to what is to be seen."""
    if not controls:
        return said.nothing_shown
    return "\n".join((said.shown, *(f"- {described(control, said)}" for control in controls)))
