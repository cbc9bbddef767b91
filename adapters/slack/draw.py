"""Drawing a view with Block Kit: text in `markdown` blocks, each control with what Slack has for it.

Limits from docs.slack.dev/reference/block-kit: 50 blocks a message, 25 elements an actions block, 10 fields of 2,000
characters a section, 3,000 characters of section text.
"""

from collections.abc import Iterator
from itertools import groupby
from typing import assert_never

from adapters.shared.drawing import machine_line, progress_line
from adapters.shared.platform import Body
from adapters.shared.tokens import NOOP, encode
from adapters.slack.artifacts import artifact_blocks, artifact_name
from adapters.slack.blocks import (
    BUTTON_TEXT,
    Block,
    Group,
    actions,
    bold,
    button,
    chunks,
    ending,
    markdown,
    mrkdwn,
    section,
)
from adapters.slack.menus import select
from adapters.slack.tables import TABLE_CHARACTERS, characters, table
from adapters.slack.text import MARKDOWN, escape, fallback
from core.controls import Button, Control, Counter, Label, Machine, Progress, Select, Table, Toggle
from core.view import View

MESSAGE_BLOCKS = 50
BUTTONS_PER_BLOCK = 25
_FIELDS = 10
_FIELD = 2_000
_SECTION = 3_000


def draw(view: View) -> tuple[Body, ...]:
    """Return the messages that show `view`; before it is done only its text and how far work has come."""
    controls = view.controls if view.done else tuple(c for c in view.controls if isinstance(c, Progress))
    artifacts = view.artifacts if view.done else ()
    handed = [group for artifact in artifacts for group in artifact_blocks(artifact)]
    groups = [*markdown(view.text), *handed, *_controls(view.id, controls)]
    names = ", ".join([*(control.label for control in controls), *map(artifact_name, artifacts)])
    return tuple({"text": fallback(_said(page) or names), "blocks": page} for page in _pages(groups))


def _pages(groups: list[Group]) -> list[Group]:
    """Return the blocks of each message: as many groups as its limits allow."""
    pages: list[Group] = []
    for group in groups:
        if pages and _fits([*pages[-1], *group]):
            pages[-1].extend(group)
        else:
            pages.append(list(group))
    return pages


def _fits(blocks: Group) -> bool:
    return (
        len(blocks) <= MESSAGE_BLOCKS
        and sum(len(block["text"]) for block in blocks if block["type"] == "markdown") <= MARKDOWN
        and sum(map(characters, blocks)) <= TABLE_CHARACTERS
    )


def _said(blocks: Group) -> str:
    return "\n".join(block["text"] for block in blocks if block["type"] == "markdown")


def _controls(reply: int, controls: tuple[Control, ...]) -> Iterator[Group]:
    """Give the blocks of each control; neighbouring labels share a section, neighbouring buttons a row."""
    for together, run in groupby(controls, key=_kind):
        if together is Label:
            yield from _labels([c for c in run if isinstance(c, Label)])
        elif together is Button:
            buttons = [_pressable(reply, c) for c in run if isinstance(c, Button | Toggle)]
            yield from ([actions(some)] for some in chunks(buttons, BUTTONS_PER_BLOCK))
        else:
            for control in run:
                yield from _single(reply, control)


def _kind(control: Control) -> type:
    return Button if isinstance(control, Toggle) else type(control)


def _single(reply: int, control: Control) -> list[Group]:
    match control:
        case Counter():
            return [[actions(_counter(reply, control))]]
        case Select():
            return select(reply, control)
        case Progress():
            return [[_progress(reply, control)]]
        case Table():
            return table(control)
        case Machine():
            return _machine(reply, control)
        case Label():
            return _labels([control])
        case Button() | Toggle():
            return [[actions([_pressable(reply, control)])]]
        case _:
            assert_never(control)


def _labels(labels: list[Label]) -> list[Group]:
    """Return sections of fields; a value too long for a field stands as text."""
    groups: list[Group] = []
    for short, run in groupby(labels, key=lambda label: len(_field(label)) <= _FIELD):
        if short:
            fields = [mrkdwn(_field(label)) for label in run]
            groups += [[{"type": "section", "fields": list(some)}] for some in chunks(fields, _FIELDS)]
        else:
            groups += [group for label in run for group in markdown(f"**{label.label}**\n\n{label.value}")]
    return groups


def _field(label: Label) -> str:
    return f"{bold(label.label)}\n{escape(label.value) or '–'}"


def _counter(reply: int, counter: Counter) -> list[Block]:
    return [
        button("−", encode(counter.id, "dec", reply)),
        button(ending(counter.label, f": {counter.value}", BUTTON_TEXT), encode(counter.id, NOOP, reply)),
        button("+", encode(counter.id, "inc", reply)),
    ]


def _progress(reply: int, progress: Progress) -> Block:
    line = section(mrkdwn(escape(progress_line(progress))))
    return {**line, "accessory": button("Stop", encode(progress.id, "cancel", reply))} if progress.cancel else line


def _pressable(reply: int, control: Button | Toggle) -> Block:
    match control:
        case Button():
            return button(control.label, encode(control.id, "press", reply), control.style)
        case Toggle():
            return button(f"{'☑' if control.on else '☐'} {control.label}", encode(control.id, "toggle", reply))


def _machine(reply: int, machine: Machine) -> list[Group]:
    line = machine_line(machine)
    text = f"{bold(machine.label)}\n{escape(line)}"
    head = [[section(mrkdwn(text))]] if len(text) <= _SECTION else markdown(f"**{machine.label}**\n\n{line}")
    moves = [button(move.label, encode(machine.id, move.verb, reply)) for move in machine.moves()]
    rows = [actions(some) for some in chunks(moves, BUTTONS_PER_BLOCK)]
    return [*head[:-1], head[-1] + rows]
