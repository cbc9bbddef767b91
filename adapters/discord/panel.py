"""The panel: controls as components."""

from collections.abc import Iterable, Iterator
from typing import TypeAlias, assert_never

from msgspec.structs import replace

from adapters.discord.artifacts import table_blocks
from adapters.discord.components import (
    DANGER,
    LABEL_LIMIT,
    PRIMARY,
    SECONDARY,
    SUCCESS,
    Component,
    button,
    display,
    displays,
    row,
    rows,
)
from adapters.discord.menus import menus
from adapters.shared.drawing import machine_line, progress_line, shorten, table_line
from adapters.shared.tokens import NOOP, encode
from core.controls import Button, Control, Counter, Label, Machine, Progress, Select, Style, Table, Toggle

Together: TypeAlias = tuple[Component, ...]
"""Components that stay in one message."""

_STYLES: dict[Style, int] = {"default": SECONDARY, "primary": PRIMARY, "danger": DANGER}


def panel(controls: Iterable[Control], reply: int) -> Iterator[Together]:
    """Yield the controls; buttons and toggles that follow one another share rows."""
    buttons: list[Component] = []
    for control in controls:
        match control:
            case Button(id=name, label=label, style=style):
                buttons.append(button(label, encode(name, "press", reply), _STYLES[style]))
            case Toggle(id=name, label=label, on=on):
                text, color = (f"☑ {label}", SUCCESS) if on else (f"☐ {label}", SECONDARY)
                buttons.append(button(text, encode(name, "toggle", reply), color))
            case _:
                yield from ((shared,) for shared in rows(buttons))
                buttons.clear()
                yield from _drawn(control, reply)
    yield from ((shared,) for shared in rows(buttons))


def _drawn(control: Label | Counter | Select | Progress | Table | Machine, reply: int) -> Iterator[Together]:
    match control:
        case Label(label=label, value=value):
            yield from ((shown,) for shown in displays(f"**{label}** {value}".rstrip()))
        case Counter():
            yield (_counter(control, reply),)
        case Select():
            yield from menus(control, reply)
        case Progress():
            yield _progress(control, reply)
        case Table():
            yield from _table(control, reply)
        case Machine():
            yield from _machine(control, reply)
        case _:
            assert_never(control)


def _counter(counter: Counter, reply: int) -> Component:
    shown = f"{counter.label}: {counter.value}"
    if len(shown) > LABEL_LIMIT:
        value = f": {counter.value}"
        shown = shorten(counter.label, LABEL_LIMIT - len(value)) + value
    return row(
        [
            button("−", encode(counter.id, "dec", reply), SECONDARY),
            {**button(shown, encode(counter.id, NOOP, reply), SECONDARY), "disabled": True},
            button("+", encode(counter.id, "inc", reply), SECONDARY),
        ]
    )


def _progress(progress: Progress, reply: int) -> Together:
    line = display(progress_line(progress))
    return (line, row([button("Stop", encode(progress.id, "cancel", reply), DANGER)])) if progress.cancel else (line,)


def _table(table: Table, reply: int) -> Iterator[Together]:
    """Yield the present page, and below it which rows these are and the ways to the others."""
    yield from ((block,) for block in table_blocks(replace(table, rows=table.page_rows())))
    if table.pages() == 1:
        return
    ways = [("◀", "prev")] if table.page > 0 else []
    ways += [("▶", "next")] if table.page < table.pages() - 1 else []
    turning = [button(sign, encode(table.id, verb, reply), SECONDARY) for sign, verb in ways]
    yield display(f"-# {table_line(table)}"), row(turning)


def _machine(machine: Machine, reply: int) -> Iterator[Together]:
    moves = rows(button(move.label, encode(machine.id, move.verb, reply), PRIMARY) for move in machine.moves())
    *before, last = displays(f"**{machine.label}**\n{machine_line(machine)}")
    yield from ((shown,) for shown in before)
    yield (last, *moves[:1])
    yield from ((further,) for further in moves[1:])
