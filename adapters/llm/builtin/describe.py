"""Describe: controls in words."""

from collections.abc import Sequence
from typing import assert_never

from adapters.llm.builtin.phrases import Phrases
from core.controls import Button, Control, Counter, Label, Machine, Option, Progress, Select, Table, Toggle


def described(control: Control, said: Phrases) -> str:
    """Return a control as a noun with its name and value."""
    name = "" if control.label in said.plain else f"{said.quoted(control.label)} "
    match control:
        case Button():
            return said.a_button.format(name).strip()
        case Label(value=value):
            return said.a_label.format(name, said.quoted(value)) if value else said.a_bare_label.format(name).strip()
        case Counter(value=count):
            return said.a_counter.format(name, count)
        case Toggle(on=on):
            return said.a_toggle.format(name, said.on if on else said.off)
        case Select(options=options, chosen=chosen):
            return said.a_select.format(name, ", ".join(_option(option, chosen) for option in options))
        case Progress(done=done):
            return (
                said.a_bare_progress.format(name).strip()
                if done is None
                else said.a_progress.format(name, percent(done))
            )
        case Table(rows=rows):
            return said.a_table.format(name, len(rows))
        case Machine():
            return f"{_machine(control, name, said)}: {_states(control)}"
        case _:
            assert_never(control)


def percent(part: float) -> str:
    """Return a part of one as people write it, such as `40 %`."""
    return f"{part * 100:.4g} %"


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
