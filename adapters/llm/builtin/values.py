"""Values: giving a control that is there another value."""

from collections.abc import Mapping
from typing import assert_never

from msgspec import Struct
from msgspec.structs import replace

from adapters.llm.builtin.days import day
from adapters.llm.builtin.describe import percent
from adapters.llm.builtin.phrases import Phrases, phrases
from adapters.llm.builtin.references import referred
from adapters.llm.builtin.shelf import Shelf
from adapters.llm.builtin.words import fold, number, share, vocabulary
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
from core.fields import fault
from core.operations import Operation, SetValue, UpdateControl
from core.wellformed import ill_formed

_ON = vocabulary("on an ein yes ja true active aktiv")
_NOTHING = vocabulary("nothing none empty nichts leer")
_OFF = vocabulary("off aus no nein false inactive inaktiv")


class Change(Struct, frozen=True):
    """What a command does to controls that are there, and what is said about it."""

    operations: tuple[Operation, ...]
    sentence: str


def assign(control: Control, spoken: Mapping[str, str], shelf: Shelf, said: Phrases) -> Change:
    """Give `control` the value that was spoken: a `value`, a `state` (on or off), or a `flip`."""
    value = spoken.get("value", spoken.get("state", ""))
    name = said.quoted(control.label)
    match control:
        case Counter():
            return _counted(control, number(value), shelf, said)
        case Toggle():
            return _toggled(control, value, shelf, said, flip="flip" in spoken)
        case Label():
            text = _unquoted(value)
            shelf.put(replace(control, value=text))
            return Change((SetValue(control.id, text),), said.changed.format(name, text))
        case TextInput():
            return _filled(control, _unquoted(value), shelf, said)
        case Date():
            return _filled(control, "" if fold(value).strip() in _NOTHING else day(value) or value, shelf, said)
        case Link():
            return _led(control, _unquoted(value), shelf, said)
        case Select():
            return _chosen(control, value, shelf, said)
        case Progress():
            return _advanced(control, value, shelf, said)
        case Machine():
            return _moved(control, value, shelf, said)
        case Button() | Table() | Plan():
            return Change((), said.no_value.format(name))
        case _:
            assert_never(control)


def _unquoted(text: str) -> str:
    return text.strip().strip('"„“”')


def _filled(field: TextInput | Date, value: str, shelf: Shelf, said: Phrases) -> Change:
    problem = fault(field, value, shelf.language)
    if problem:
        return Change((), problem)
    shelf.put(replace(field, value=value))
    return Change((SetValue(field.id, value),), said.changed.format(said.quoted(field.label), value or "–"))


def _led(link: Link, url: str, shelf: Shelf, said: Phrases) -> Change:
    changed, name = replace(link, url=url), said.quoted(link.label)
    if ill_formed(changed):
        return Change((), said.needs_address.format(name, said.quoted(url)))
    shelf.put(changed)
    return Change((UpdateControl(link.id, url=url),), said.leads.format(name, url))


def move(text: str, shelf: Shelf, said: Phrases) -> Change | None:
    """Read "open the door": the name of a machine's transition and the machine; None where it is not that."""
    verb, _, what = text.strip().partition(" ")
    for control in referred(what, shelf.controls):
        if isinstance(control, Machine):
            target = next((t.target for t in control.moves() if _same_verb(verb, t.label)), None)
            if target is not None:
                return _moved(control, target, shelf, said)
    return None


def _same_verb(spoken: str, label: str) -> bool:
    stem = fold(spoken).replace("ss", "s").removesuffix("e")
    return len(stem) > 2 and fold(label).replace("ss", "s").startswith(stem)


def _counted(control: Counter, value: int | None, shelf: Shelf, said: Phrases) -> Change:
    name = said.quoted(control.label)
    if value is None:
        return Change((), said.needs_number.format(name))
    value = value if control.minimum is None else max(control.minimum, value)
    value = value if control.maximum is None else min(control.maximum, value)
    shelf.put(replace(control, value=value))
    return Change((SetValue(control.id, value),), said.changed.format(name, value))


def _toggled(control: Toggle, value: str, shelf: Shelf, said: Phrases, *, flip: bool) -> Change:
    name = said.quoted(control.label)
    word = fold(value).strip(" .!\"'")
    if not flip and word not in _ON | _OFF:
        return Change((), said.needs_state.format(name, said.listed((said.on, said.off))))
    on = not control.on if flip else word in _ON
    shelf.put(replace(control, on=on))
    return Change((SetValue(control.id, on),), said.changed.format(name, said.on if on else said.off))


def _chosen(control: Select, value: str, shelf: Shelf, said: Phrases) -> Change:
    name = said.quoted(control.label)
    option = option_named(control, value)
    if option is None:
        return Change((), said.needs_state.format(name, ", ".join(option.label for option in control.options)))
    shelf.put(replace(control, chosen=option.id))
    return Change((SetValue(control.id, option.id),), said.changed.format(name, option.label))


def option_named(control: Select, name: str) -> Option | None:
    """Return the option of that name."""
    wanted = fold(name).strip(" .!\"'")
    return next((option for option in control.options if wanted in {fold(option.label), option.id}), None)


def _advanced(control: Progress, value: str, shelf: Shelf, said: Phrases) -> Change:
    name = said.quoted(control.label)
    part = share(value)
    if part is None:
        return Change((), said.needs_percent.format(name))
    shelf.put(replace(control, done=part))
    return Change((SetValue(control.id, part),), said.changed.format(name, percent(part)))


def _moved(control: Machine, value: str, shelf: Shelf, said: Phrases) -> Change:
    name = said.quoted(control.label)
    wanted = {fold(value).strip(" .!\"'")}
    wanted |= {translated for state, translated in _translations() if state in wanted}
    state = next((state for state in control.states if fold(state) in wanted), None)
    if state is None:
        return Change((), said.needs_state.format(name, ", ".join(control.states)))
    shelf.put(replace(control, current=state))
    return Change((SetValue(control.id, state),), said.changed.format(name, state))


def _translations() -> list[tuple[str, str]]:
    """Return the states of traffic lights and doors in one language with those in the other."""
    english, german = (phrases(language) for language in ("en", "de"))
    pairs = zip((*english.light_states, *english.door_states), (*german.light_states, *german.door_states), strict=True)
    both = [(fold(one), fold(other)) for one, other in pairs]
    return [*both, *((other, one) for one, other in both), ("gruen", "grun"), ("gruen", "green"), ("geschlossen", "zu")]
