"""Drawing a view with Block Kit: text in `markdown` blocks, each control with what Slack has for it."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TypeAlias, assert_never

from adapters.shared.drawing import machine_line, progress_line
from adapters.shared.healing import healed
from adapters.shared.platform import Body
from adapters.shared.tokens import NOOP, Tokens
from adapters.slack.artifacts import handed
from adapters.slack.blocks import (
    Block,
    Group,
    actions,
    bold,
    button,
    chunks,
    ending,
    headed,
    markdown,
    mrkdwn,
    section,
    unshortened,
    whole,
)
from adapters.slack.fields import date, fits_button, link, text_input
from adapters.slack.limits import BLOCKS, BUTTON_TEXT, CHARTS, ELEMENTS, FIELD, FIELDS, MARKDOWN, SECTION, TABLE_TEXT
from adapters.slack.menus import select
from adapters.slack.plans import plan
from adapters.slack.spoken import spoken
from adapters.slack.tables import characters, table
from adapters.slack.text import escape
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
    Table,
    TextInput,
    Toggle,
)
from core.view import View

_Pressable: TypeAlias = Button | Toggle | Link

_ELSEWHERE = "in your direct messages with me, where nobody else sees it."


def draw(view: View) -> tuple[Body, ...]:
    """Return the messages that show `view`; before it is done only its text and how far work has come."""
    tokens = Tokens(view.id)
    if not view.done:
        under_way = tuple(c for c in view.controls if isinstance(c, Progress | Plan))
        return _messages([*markdown(healed(view.said)), *_controls(under_way, tokens)])
    bodies: list[Body] = []
    groups = markdown(view.said)
    controls = _controls(view.controls, tokens)
    if view.private:
        return _for_one(view, groups, controls)
    for artifact in view.artifacts:
        one = handed(artifact)
        groups += one.groups
        if one.upload is not None:
            bodies += [*_messages(groups), one.upload]
            groups = []
    return (*bodies, *_messages([*groups, *controls]))


def _for_one(view: View, groups: list[Group], controls: Iterable[Group]) -> tuple[Body, ...]:
    """Return what one person alone sees: all in one message, and the uploads, which are elsewhere, behind it.

    Of such messages only the one that is clicked on can change, and only in its place.
    """
    uploads: list[Body] = []
    for artifact in view.artifacts:
        one = handed(artifact)
        groups += one.groups
        if one.upload is not None:
            groups.append([section(mrkdwn(f"📎 {one.upload['text']}: {_ELSEWHERE}"))])
            uploads.append(one.upload)
    return (*_messages([*groups, *controls]), *uploads)


def _messages(groups: list[Group]) -> tuple[Body, ...]:
    return tuple({"text": spoken(page), "blocks": page} for page in _pages(groups))


def _pages(groups: list[Group]) -> list[Group]:
    """Return the blocks of each message: as many groups as its limits allow."""
    if sum(map(len, groups)) <= BLOCKS.most and _fits(page := [block for group in groups for block in group]):
        return [page] if page else []
    pages: list[Group] = []
    for group in groups:
        if pages and _fits([*pages[-1], *group]):
            pages[-1].extend(group)
        else:
            pages.append(list(group))
    return pages


def _fits(blocks: Group) -> bool:
    """Say whether a message takes these blocks."""
    text = cells = charts = 0
    for block in blocks:
        match block["type"]:
            case "markdown":
                text += len(block["text"])
            case "data_table":
                cells += characters(block)
            case "data_visualization":
                charts += 1
            case _:
                pass
    return len(blocks) <= BLOCKS.most and text <= MARKDOWN.most and cells <= TABLE_TEXT.most and charts <= CHARTS.most


def _controls(controls: Iterable[Control], tokens: Tokens) -> Iterator[Group]:
    """Give the blocks of each control; neighbouring labels share a section, neighbouring buttons a row."""
    for together, run in groupby(controls, key=_kind):
        if together is Label:
            yield from _labels([c for c in run if isinstance(c, Label)])
        elif together is Button:
            yield from _row([c for c in run if isinstance(c, _Pressable)], tokens)
        else:
            for control in run:
                yield from _single(control, tokens)


def _kind(control: Control) -> type:
    """Return what a control shares its place with; a link that cannot be a button has one of its own."""
    if isinstance(control, Link):
        return Button if fits_button(control.url) else Link
    return Button if isinstance(control, Toggle) else type(control)


def _single(control: Control, tokens: Tokens) -> list[Group]:
    match control:
        case Counter():
            return _counter(control, tokens)
        case Select():
            return select(control, tokens)
        case TextInput():
            return text_input(control, tokens)
        case Date():
            return date(control, tokens)
        case Progress():
            return _progress(control, tokens)
        case Plan():
            return plan(control, tokens)
        case Table():
            return table(control, tokens)
        case Machine():
            return _machine(control, tokens)
        case Link():
            return headed(control.label, control.url)
        case Label():
            return _labels([control])
        case Button() | Toggle():
            return list(_row([control], tokens))
        case _:
            assert_never(control)


def _labels(labels: list[Label]) -> list[Group]:
    """Return sections of fields; a name or a value too long for a field has sections of its own."""
    groups: list[Group] = []
    fields: list[Block] = []
    for label in labels:
        text = f"{bold(label.label)}\n{escape(label.value) if label.value.strip() else '–'}"
        if len(text) <= FIELD.most:
            fields.append(mrkdwn(text))
        else:
            groups += [*_fields(fields), *headed(label.label, label.value)]
            fields = []
    return groups + _fields(fields)


def _fields(fields: list[Block]) -> list[Group]:
    return [[{"type": "section", "fields": some}] for some in chunks(fields, FIELDS.most)]


def _row(pressable: list[_Pressable], tokens: Tokens) -> Iterator[Group]:
    """Give rows of buttons, and above each the labels that are too long for one."""
    for some in chunks(pressable, ELEMENTS.most):
        labels = [_said(control) for control in some]
        yield from unshortened(labels, BUTTON_TEXT.most)
        yield [actions([_pressed(control, label, tokens) for control, label in zip(some, labels, strict=True)])]


def _said(control: _Pressable) -> str:
    return f"{'☑' if control.on else '☐'} {control.label}" if isinstance(control, Toggle) else control.label


def _pressed(control: _Pressable, label: str, tokens: Tokens) -> Block:
    match control:
        case Button():
            return button(label, tokens(control.id, "press"), control.style)
        case Toggle():
            return button(label, tokens(control.id, "toggle"))
        case Link():
            return link(control, tokens)


def _counter(counter: Counter, tokens: Tokens) -> list[Group]:
    end = f": {counter.value}"
    shown = ending(counter.label, end, BUTTON_TEXT.most)
    row = actions(
        [
            button("−", tokens(counter.id, "dec")),
            button(shown, tokens(counter.id, NOOP)),
            button("+", tokens(counter.id, "inc")),
        ]
    )
    return [*unshortened([counter.label + end], BUTTON_TEXT.most), [row]]


def _progress(progress: Progress, tokens: Tokens) -> list[Group]:
    """Return the bar, and what ends the work beside the last of it."""
    line = progress_line(progress)
    text = escape(line)
    blocks = [section(mrkdwn(text))] if len(text) <= SECTION.most else whole(line)
    if progress.cancel:
        blocks[-1] = {**blocks[-1], "accessory": button("Stop", tokens(progress.id, "cancel"))}
    return [[block] for block in blocks]


def _machine(machine: Machine, tokens: Tokens) -> list[Group]:
    """Return the states with the present one marked, and a button for each move from it."""
    head = headed(machine.label, machine_line(machine))
    moves = machine.moves()
    rows = [
        actions([button(move.label, tokens(machine.id, move.verb)) for move in some])
        for some in chunks(moves, ELEMENTS.most)
    ]
    beside = unshortened([move.label for move in moves], BUTTON_TEXT.most)
    if not beside and len(head[-1]) + len(rows) <= BLOCKS.most:
        return [*head[:-1], head[-1] + rows]
    return [*head, *beside, *([row] for row in rows)]
