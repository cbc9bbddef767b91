"""Inline keyboards: what people can do with controls, in rows of buttons."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import TypeAlias, assert_never

from msgspec import Struct

from adapters.shared.drawing import shorten
from adapters.shared.tokens import NOOP, encode
from core.controls import Button, Control, Counter, Label, Machine, Progress, Select, Style, Table, Toggle

BUTTONS = 100
"""Buttons of one inline keyboard (observed; the Bot API names no number)."""
BUTTONS_PER_ROW = 8
"""Buttons in one row (observed, like `BUTTONS`)."""
BUTTON_LABEL = 64
"""Characters of a label; longer ones are legal, but no client shows them."""
MORE = "…"
"""The text of a message that only carries the rest of a keyboard; Telegram takes none without text."""
_ROW_WIDTH = 30
"""Characters that a telephone shows in one row of buttons."""

Key: TypeAlias = dict[str, str]
"""An InlineKeyboardButton."""
Row: TypeAlias = list[Key]
_Press: TypeAlias = tuple[str, str, Style]
"""A button's label, verb and style."""


class Keyboard(Struct, frozen=True):
    """The rows of one message, and what that message says where it has nothing else to say."""

    heading: str
    rows: list[Row]


def keyboards(controls: Sequence[Control], reply: int) -> list[Keyboard]:
    """Return what the controls offer, in their order, as keyboards of at most `BUTTONS` buttons."""
    made: list[Keyboard] = []
    room = 0
    for heading, row in _rows(controls, reply):
        room -= len(row)
        if room < 0:
            made.append(Keyboard(heading, []))
            room = BUTTONS - len(row)
        made[-1].rows.append(row)
    return made


def _rows(controls: Sequence[Control], reply: int) -> list[tuple[str, Row]]:
    """Return all rows with their headings; neighbouring small buttons share rows."""
    pressed = [(control, rows) for control in controls if (rows := _rows_of(control, reply))]
    found: list[tuple[str, Row]] = []
    for small, group in groupby(pressed, key=lambda pair: isinstance(pair[0], Button | Toggle)):
        if small:
            found += [(MORE, row) for row in _wrapped(key for _, rows in group for row in rows for key in row)]
        else:
            found += [(_heading(control), row) for control, rows in group for row in rows]
    return found


def _heading(control: Control) -> str:
    """Name the control: its buttons alone (an option, an arrow) would not say what they belong to."""
    return f"{shorten(control.label, BUTTON_LABEL)} {MORE}"


def _rows_of(control: Control, reply: int) -> list[Row]:
    rows = [[_key(control.id, press, reply) for press in row] for row in _presses(control)]
    return _wrapped(key for row in rows for key in row) if isinstance(control, Select) else rows


def _key(control: str, press: _Press, reply: int) -> Key:
    label, verb, style = press
    plain = {"text": shorten(label, BUTTON_LABEL), "callback_data": encode(control, verb, reply)}
    return plain if style == "default" else {**plain, "style": style}


def _presses(control: Control) -> list[list[_Press]]:
    """Return what can be pressed, row by row."""
    rows: list[list[_Press]] = []
    match control:
        case Button(label=label, style=style):
            rows = [[(label, "press", style)]]
        case Toggle(label=label, on=on):
            rows = [[(f"{'✅' if on else '⬜'} {label}", "toggle", "default")]]
        case Counter(label=label, value=value):
            rows = [[("−", "dec", "default"), (f"{label}: {value}", NOOP, "default"), ("+", "inc", "default")]]
        case Select(options=options, chosen=chosen):
            rows = [[(f"{'●' if o.id == chosen else '○'} {o.label}", o.id, "default") for o in options]]
        case Machine():
            rows = [[(move.label, move.verb, "primary")] for move in control.moves()]
        case Table():
            rows = [_turns(control)]
        case Progress(cancel=cancel):
            rows = [[("Stop", "cancel", "default")]] if cancel else []
        case Label():
            pass
        case _:
            assert_never(control)
    return [row for row in rows if row]


def _turns(table: Table) -> list[_Press]:
    """Return the arrows that lead to another page."""
    back: list[_Press] = [("◀", "prev", "default")] if table.page > 0 else []
    on: list[_Press] = [("▶", "next", "default")] if table.page + 1 < table.pages() else []
    return back + on


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
