"""Drawing a view with Block Kit: text in `markdown` blocks, each control with what Slack has for it.

Limits from docs.slack.dev/reference/block-kit: 50 blocks a message, 25 elements an actions block, 10 fields of 2,000
characters a section, 3,000 characters of section text, 75 characters of button text.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import assert_never

from adapters.shared.drawing import machine_line, shorten
from adapters.shared.platform import Body
from adapters.shared.tokens import NOOP, encode
from adapters.slack.blocks import Block, Group, chunks, markdown, mrkdwn, plain
from adapters.slack.tables import TABLE_CHARACTERS, characters, table
from adapters.slack.text import MARKDOWN, escape, fallback
from core.controls import Button, Control, Counter, Label, Machine, Style, Table, Toggle
from core.events import Artifact
from core.view import View

MESSAGE_BLOCKS = 50
BUTTONS_PER_BLOCK = 25
BUTTON_TEXT = 75
_FIELDS = 10
_FIELD = 2_000
_SECTION = 3_000


def draw(view: View) -> tuple[Body, ...]:
    """Return the messages that show `view`; controls and files only once it is done."""
    groups = markdown(view.text)
    if view.done:
        groups += [*_controls(view.id, view.controls), *_files(view.artifacts)]
    names = ", ".join(control.label for control in view.controls)
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
            yield from ([_actions(some)] for some in chunks(buttons, BUTTONS_PER_BLOCK))
        else:
            for control in run:
                yield from _single(reply, control)


def _kind(control: Control) -> type:
    return Button if isinstance(control, Toggle) else type(control)


def _single(reply: int, control: Control) -> list[Group]:
    match control:
        case Counter():
            return [[_actions(_counter(reply, control))]]
        case Table():
            return table(control)
        case Machine():
            return _machine(reply, control)
        case Label():
            return _labels([control])
        case Button() | Toggle():
            return [[_actions([_pressable(reply, control)])]]
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
    return f"{_bold(label.label)}\n{escape(label.value) or '–'}"


def _counter(reply: int, counter: Counter) -> list[Block]:
    return [
        _button("−", encode(counter.id, "dec", reply)),
        _button(_ending(counter.label, f": {counter.value}"), encode(counter.id, NOOP, reply)),
        _button("+", encode(counter.id, "inc", reply)),
    ]


def _ending(label: str, end: str) -> str:
    """Return the label with its end, shortened where it hurts least."""
    return shorten(label, max(BUTTON_TEXT - len(end), 1)) + end


def _pressable(reply: int, control: Button | Toggle) -> Block:
    match control:
        case Button():
            return _button(control.label, encode(control.id, "press", reply), control.style)
        case Toggle():
            return _button(f"{'☑' if control.on else '☐'} {control.label}", encode(control.id, "toggle", reply))


def _machine(reply: int, machine: Machine) -> list[Group]:
    line = machine_line(machine)
    text = f"{_bold(machine.label)}\n{escape(line)}"
    head = (
        [[{"type": "section", "text": mrkdwn(text)}]]
        if len(text) <= _SECTION
        else markdown(f"**{machine.label}**\n\n{line}")
    )
    moves = [_button(move.label, encode(machine.id, move.verb, reply)) for move in machine.moves()]
    rows = [_actions(some) for some in chunks(moves, BUTTONS_PER_BLOCK)]
    return [*head[:-1], head[-1] + rows]


def _files(artifacts: tuple[Artifact, ...]) -> list[Group]:
    """Name the files, which are not uploaded, so that nobody waits for them."""
    return [
        group
        for artifact in artifacts
        for group in markdown(f"📎 {artifact.name} ({len(artifact.content):,} bytes) cannot be sent to Slack yet.")
    ]


def _actions(buttons: Sequence[Block]) -> Block:
    return {"type": "actions", "elements": list(buttons)}


def _button(label: str, token: str, style: Style = "default") -> Block:
    button = {"type": "button", "text": plain(shorten(label, BUTTON_TEXT)), "action_id": token, "value": token}
    return button if style == "default" else {**button, "style": style}


def _bold(label: str) -> str:
    return f"*{escape(' '.join(label.split()))}*"
