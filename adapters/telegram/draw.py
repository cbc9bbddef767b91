"""Views as Telegram messages: the answer, what it hands over, what controls say, and a keyboard for what they do."""

from collections.abc import Sequence
from typing import assert_never

from adapters.shared.drawing import machine_line, plan_lines, progress_line
from adapters.shared.healing import healed
from adapters.shared.platform import Body
from adapters.telegram.artifacts import handed
from adapters.telegram.keyboard import Offer, keyboards, named, offers
from adapters.telegram.parting import parts
from adapters.telegram.quieting import quiet
from adapters.telegram.tables import page_of
from adapters.telegram.text import Marked, Span, is_visible, is_web, marked, with_spans
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

_NO_PREVIEW = {"is_disabled": True}
_NOTHING = "–"


def draw(view: View) -> tuple[Body, ...]:
    """Turn a view into message bodies; one that is not done shows its text and how far its work has come."""
    said = view.said if view.done else healed(view.said)
    text = marked(said) if is_visible(said) else ("", [])
    bodies: list[Body] = []
    for artifact in view.artifacts if view.done else ():
        spans, upload = handed(artifact)
        text = with_spans(text, spans)
        if upload is not None:
            bodies += [*_messages(text), upload]
            text = ("", [])
    shown = view.controls if view.done else [c for c in view.controls if isinstance(c, Progress | Plan)]
    offered = offers(shown, view.id)
    text = with_spans(text, _panel(offered))
    if shown and not is_visible(text[0]):
        text = (" · ".join(named(control.label, control.id) for control in shown), [])
    return (*bodies, *_with_keyboards(_messages(text), offered))


def _with_keyboards(bodies: list[Body], offered: Sequence[Offer]) -> list[Body]:
    """Return the messages with what can be done on the last, and on further ones."""
    for index, keyboard in enumerate(keyboards(offered)):
        if index or not bodies:
            bodies += _messages((keyboard.heading, []))
        bodies[-1]["reply_markup"] = {"inline_keyboard": keyboard.rows}
    return bodies


def _messages(text: Marked) -> list[Body]:
    return [
        {"text": words, "entities": entities, "link_preview_options": _NO_PREVIEW}
        for words, entities in parts(quiet(text))
    ]


def _panel(offered: Sequence[Offer]) -> list[Span]:
    """Return what controls say beside their buttons, a line each, and the labels too long for a button."""
    spans: list[Span] = []
    for offer in offered:
        line = _line(offer.control)
        if line:
            spans += [("\n", ""), *line] if spans else line
        for label in offer.long:
            spans.append((f"\n{label}" if spans else label, ""))
    return spans


def _line(control: Control) -> list[Span]:
    line: list[Span] = []
    match control:
        case Label(value=value):
            line = _said(control, value)
        case Link(url=url):
            line = [] if is_web(url) else _said(control, url)
        case TextInput(value=value) | Date(value=value):
            line = _said(control, value if is_visible(value) else _NOTHING)
        case Select(chosen=chosen):
            option = control.option(chosen)
            line = _said(control, named(option.label, option.id)) if option else _said(control)
        case Progress():
            line = [(progress_line(control), "")]
        case Plan():
            line = [*_said(control), ("".join(f"\n{step}" for step in plan_lines(control)), "")]
        case Table():
            line = page_of(control)
        case Machine():
            line = _said(control, machine_line(control))
        case Button() | Counter() | Toggle():
            pass
        case _:
            assert_never(control)
    return line


def _said(control: Control, value: str | None = None) -> list[Span]:
    """Return a control's name, with what it says."""
    name = (named(control.label, control.id), "bold")
    return [name] if value is None else [name, (f": {value}", "")]
