"""Views as Telegram messages: the answer, what it hands over, what controls say, and a keyboard for what they do."""

from collections.abc import Sequence
from typing import assert_never

from msgspec.structs import replace

from adapters.shared.drawing import aligned, chart_text, machine_line, progress_line, table_line
from adapters.shared.platform import Body
from adapters.telegram.keyboard import MORE, keyboards
from adapters.telegram.text import Marked, Span, compose, joined, marked, parts, without_mentions
from core.artifacts import Artifact, Chart, File
from core.controls import Button, Control, Counter, Label, Machine, Progress, Select, Table, Toggle
from core.view import View


def draw(view: View) -> tuple[Body, ...]:
    """Turn a view into message bodies; one that is not done shows its text and how far its work has come."""
    controls = [control for control in view.controls if view.done or isinstance(control, Progress)]
    text = marked(view.text) if view.text.strip() else ("", [])
    for artifact in view.artifacts if view.done else ():
        text = joined(text, compose(_handed(artifact)))
    text = joined(text, compose(_panel(controls)))
    if not text[0].strip() and controls:
        text = compose([(" · ".join(control.label.strip() for control in controls).strip(" ·") or MORE, "")])
    bodies = [_body(part) for part in parts(without_mentions(text))]
    for index, keyboard in enumerate(keyboards(controls, view.id)):
        if index:
            bodies.append(_body(without_mentions((keyboard.heading, []))))
        bodies[-1]["reply_markup"] = {"inline_keyboard": keyboard.rows}
    return tuple(bodies)


def _body(text: Marked) -> Body:
    return {
        "text": text[0],
        "entities": [entity.to_dict() for entity in text[1]],
        "link_preview_options": {"is_disabled": True},
    }


def _panel(controls: Sequence[Control]) -> list[Span]:
    """Return what controls say beside their buttons, a line each."""
    lines = [line for control in controls if (line := _line(control))]
    return [span for index, line in enumerate(lines) for span in ([("\n", "")] if index else []) + line]


def _line(control: Control) -> list[Span]:
    line: list[Span] = []
    match control:
        case Label(label=label, value=value):
            line = [(label, "bold"), (f": {value}", "")]
        case Select(label=label, chosen=chosen):
            option = control.option(chosen)
            line = [(label, "bold"), (f": {option.label}" if option else "", "")]
        case Progress():
            line = [(progress_line(control), "")]
        case Table():
            shown = _table(replace(control, rows=control.page_rows()))
            line = [*shown, (f"\n{table_line(control)}", "")] if control.pages() > 1 else shown
        case Machine(label=label):
            line = [(label, "bold"), (f": {machine_line(control)}", "")]
        case Button() | Counter() | Toggle():
            pass
        case _:
            assert_never(control)
    return line


def _handed(artifact: Artifact) -> list[Span]:
    """Return an artifact, whole."""
    match artifact:
        case Table():
            return _table(artifact)
        case Chart():
            return [(chart_text(artifact), "pre")]
        case File(name=name, text=text):
            # Telegram takes `notes.md` for a web address, but not in code.
            return [("📎 ", ""), (name, "code"), *([("\n", ""), (text, "pre")] if text else [])]
        case _:
            assert_never(artifact)


def _table(table: Table) -> list[Span]:
    return [(table.label, "bold"), ("\n", ""), (aligned(table), "pre")]
