"""The panel: controls as components."""

from collections.abc import Iterable, Iterator
from typing import TypeAlias, assert_never

from msgspec.structs import replace

from adapters.discord.addresses import address
from adapters.discord.buttons import Buttons
from adapters.discord.components import (
    DANGER,
    PRIMARY,
    SECONDARY,
    SUCCESS,
    Component,
    Together,
    button,
    displays,
    one_line,
    row,
    rows,
    whole,
)
from adapters.discord.limits import LABEL
from adapters.discord.menus import select_parts
from adapters.discord.tables import table_page
from adapters.shared.drawing import machine_line, plan_lines, progress_line, shorten
from adapters.shared.tokens import NOOP, Tokens
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
    Style,
    Table,
    TextInput,
    Toggle,
)
from core.fields import OPEN

_Lone: TypeAlias = Label | Counter | Select | TextInput | Date | Progress | Plan | Table | Machine
"""What never shares a row with its neighbours."""

_STYLES: dict[Style, int] = {"default": SECONDARY, "primary": PRIMARY, "danger": DANGER}
_LONGEST_NUMBER = LABEL.most // 2
"""Characters of a counter's value that a button shows whole."""
_UNSET = "–"


def panel(controls: Iterable[Control], reply: int) -> Iterator[Together]:
    """Yield the controls; buttons, links and toggles that follow one another share rows."""
    buttons, tokens = Buttons(), Tokens(reply)
    for control in map(_named, controls):
        match control:
            case Button(id=name, label=label, style=style):
                buttons.add(label, tokens(name, "press"), _STYLES[style])
            case Toggle(id=name, label=label, on=on):
                text, color = (f"☑ {label}", SUCCESS) if on else (f"☐ {label}", SECONDARY)
                buttons.add(text, tokens(name, "toggle"), color)
            case Link(label=label, url=url):
                if (there := address(url)) is not None:
                    buttons.add_link(label, there)
                else:
                    yield from buttons.flush()
                    yield from _apart(displays(f"**{label.strip()}**\n{url}".rstrip()))
            case _:
                yield from buttons.flush()
                yield from _drawn(control, tokens)
    yield from buttons.flush()


def _named(control: Control) -> Control:
    """Return the control with a label in any case: its id where it has none."""
    return control if control.label and not control.label.isspace() else replace(control, label=control.id)


def _drawn(control: _Lone, tokens: Tokens) -> Iterator[Together]:
    match control:
        case Label(label=label, value=value):
            yield from _apart(displays(f"**{label.strip()}** {value}".rstrip()))
        case Counter():
            yield from _counter(control, tokens)
        case Select():
            yield from select_parts(control, tokens)
        case TextInput(value=value):
            yield from _field(control, "\n" if "\n" in value else " ", "✏️", tokens)
        case Date():
            yield from _field(control, " ", "📅", tokens)
        case Progress():
            yield from _progress(control, tokens)
        case Plan(label=label):
            yield from _apart(displays("\n".join([f"**{label.strip()}**", *plan_lines(control)])))
        case Table():
            yield from table_page(control, tokens)
        case Machine():
            yield from _machine(control, tokens)
        case _:
            assert_never(control)


def _apart(components: Iterable[Component]) -> Iterator[Together]:
    return ((one,) for one in components)


def _counter(counter: Counter, tokens: Tokens) -> Iterator[Together]:
    name, value = one_line(counter.label), f": {counter.value}"
    shown = f"{name}{value}"
    if len(shown) > LABEL.most:
        yield from _apart(displays(f"-# {counter.label.strip()}{value}"))
        if len(value) <= _LONGEST_NUMBER:
            shown = shorten(name, LABEL.most - len(value)) + value
    yield (
        row(
            [
                button("−", tokens(counter.id, "dec"), SECONDARY),
                {**button(shown, tokens(counter.id, NOOP), SECONDARY), "disabled": True},
                button("+", tokens(counter.id, "inc"), SECONDARY),
            ]
        ),
    )


def _field(field: TextInput | Date, between: str, sign: str, tokens: Tokens) -> Iterator[Together]:
    """Yield a field's value, whole, and the button that asks for another."""
    value = field.value if field.value.strip() else _UNSET
    *before, last = displays(f"**{field.label.strip()}**{between}{value}")
    yield from _apart(before)
    yield last, row([button(f"{sign} {field.label}", tokens(field.id, OPEN), SECONDARY)])


def _progress(progress: Progress, tokens: Tokens) -> Iterator[Together]:
    *before, last = displays(progress_line(progress))
    yield from _apart(before)
    stop = [row([button("Stop", tokens(progress.id, "cancel"), DANGER)])] if progress.cancel else []
    yield last, *stop


def _machine(machine: Machine, tokens: Tokens) -> Iterator[Together]:
    labels = [move.label.strip() or move.verb for move in machine.moves()]
    verbs = [tokens(machine.id, move.verb) for move in machine.moves()]
    moves = rows(button(label, verb, PRIMARY) for label, verb in zip(labels, verbs, strict=True))
    *before, last = (
        *displays(f"**{machine.label.strip()}**\n{machine_line(machine)}"),
        *whole(labels, LABEL.most),
    )
    yield from _apart(before)
    yield (last, *moves[:1])
    yield from _apart(moves[1:])
