"""Views as Telegram messages: the answer, below it what controls say, and an inline keyboard for what they do."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import TypeAlias, assert_never

from adapters.shared.drawing import aligned, machine_line, shorten
from adapters.shared.platform import Body
from adapters.shared.tokens import NOOP, encode
from adapters.telegram.text import Marked, Span, compose, joined, marked, parts, without_mentions
from core.controls import Button, Control, Counter, Label, Machine, Style, Table, Toggle
from core.view import View

BUTTONS = 100
"""Buttons of one inline keyboard (observed; the Bot API names no number)."""
BUTTONS_PER_ROW = 8
"""Buttons in one row (observed, like `BUTTONS`)."""
BUTTON_LABEL = 64
"""Characters of a label; longer ones are legal, but no client shows them."""
_ROW_WIDTH = 30
"""Characters that a telephone shows in one row of buttons."""
_MORE = "…"
"""The text of a message that only carries the rest of a keyboard; Telegram takes none without text."""

Key: TypeAlias = dict[str, str]
"""An InlineKeyboardButton."""
Row: TypeAlias = list[Key]


def draw(view: View) -> tuple[Body, ...]:
    """Turn a view into message bodies; a view that is not done shows its text alone."""
    controls = view.controls if view.done else ()
    text = marked(view.text) if view.text.strip() else ("", [])
    text = joined(text, compose(_panel(controls)))
    text = joined(text, compose(_files(view)))
    if not text[0].strip() and controls:
        text = compose([(" · ".join(control.label for control in controls).strip(" ·") or _MORE, "")])
    bodies = [_body(part) for part in parts(without_mentions(text))]
    for index, rows in enumerate(_keyboards(_rows(controls, view.id))):
        if index:
            bodies.append(_body((_MORE, [])))
        bodies[-1]["reply_markup"] = {"inline_keyboard": rows}
    return tuple(bodies)


def _body(text: Marked) -> Body:
    return {
        "text": text[0],
        "entities": [entity.to_dict() for entity in text[1]],
        "link_preview_options": {"is_disabled": True},
    }


def _panel(controls: Sequence[Control]) -> list[Span]:
    """Return what labels, tables and machines say, a line each."""
    lines = [line for control in controls if (line := _line(control))]
    return [span for index, line in enumerate(lines) for span in ([("\n", "")] if index else []) + line]


def _line(control: Control) -> list[Span]:
    match control:
        case Label(label=label, value=value):
            return [(label, "bold"), (f": {value}", "")]
        case Table(label=label):
            return [(label, "bold"), ("\n", ""), (aligned(control), "pre")]
        case Machine(label=label):
            return [(label, "bold"), (f": {machine_line(control)}", "")]
        case Button() | Counter() | Toggle():
            return []
        case _:
            assert_never(control)


def _files(view: View) -> list[Span]:
    """Return a line for each file, so that nobody misses one unawares: files themselves are not sent yet."""
    return [(f"📎 {artifact.name} ({len(artifact.content)} B)\n", "") for artifact in view.artifacts if view.done]


def _rows(controls: Sequence[Control], reply: int) -> list[Row]:
    """Return the keyboard's rows in the order of the controls; neighbouring small buttons share rows."""
    pressed = [control for control in controls if not isinstance(control, Label | Table)]
    rows: list[Row] = []
    for small, group in groupby(pressed, key=lambda control: isinstance(control, Button | Toggle)):
        own = [row for control in group for row in _rows_of(control, reply)]
        rows += _wrapped([key for row in own for key in row]) if small else own
    return rows


def _rows_of(control: Button | Toggle | Counter | Machine, reply: int) -> list[Row]:
    def key(label: str, verb: str, style: Style = "default") -> Key:
        plain = {"text": shorten(label, BUTTON_LABEL), "callback_data": encode(control.id, verb, reply)}
        return plain if style == "default" else {**plain, "style": style}

    match control:
        case Button(label=label, style=style):
            return [[key(label, "press", style)]]
        case Toggle(label=label, on=on):
            return [[key(f"{'✅' if on else '⬜'} {label}", "toggle")]]
        case Counter(label=label, value=value):
            return [[key("−", "dec"), key(f"{label}: {value}", NOOP), key("+", "inc")]]
        case Machine():
            return [[key(move.label, move.verb, "primary")] for move in control.moves()]
        case _:
            assert_never(control)


def _wrapped(keys: Iterable[Key]) -> list[Row]:
    """Return the buttons in rows as full as their widest label allows: Telegram makes a row's buttons equally wide."""
    rows: list[Row] = []
    for key in keys:
        row = [*rows[-1], key] if rows else []
        if row and len(row) <= BUTTONS_PER_ROW and len(row) * max(len(k["text"]) for k in row) <= _ROW_WIDTH:
            rows[-1] = row
        else:
            rows.append([key])
    return rows


def _keyboards(rows: Iterable[Row]) -> list[list[Row]]:
    """Return the rows as keyboards of at most `BUTTONS` buttons."""
    keyboards: list[list[Row]] = []
    room = 0
    for row in rows:
        room -= len(row)
        if room < 0:
            keyboards.append([])
            room = BUTTONS - len(row)
        keyboards[-1].append(row)
    return keyboards
