"""Inline keyboards: what people can do with controls, in rows of buttons."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import TypeAlias, assert_never

from msgspec import Struct

from adapters.shared.drawing import shorten
from adapters.shared.tokens import NOOP, Tokens
from adapters.telegram.calendar import month_of
from adapters.telegram.limits import (
    BUTTON_DATA,
    BUTTON_LABEL,
    BUTTONS,
    BUTTONS_PER_ROW,
    OPTIONS,
    OPTIONS_PER_ROW,
    ROW_WIDTH,
)
from adapters.telegram.press import Press
from adapters.telegram.text import PENCIL, is_visible, is_web
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
from core.fields import OPEN

MORE = "…"
"""The text of a message that only carries the rest of a keyboard; Telegram takes none without text."""

Key: TypeAlias = dict[str, str]
"""An InlineKeyboardButton."""
Row: TypeAlias = list[Key]
_Pressed: TypeAlias = Toggle | Counter | Select | TextInput | Date | Machine | Table | Progress


class Offer(Struct, frozen=True):
    """What one control offers, and those of its labels that are too long for a button."""

    control: Control
    rows: list[Row]
    long: list[str]


class Keyboard(Struct, frozen=True):
    """The rows of one message, and what that message says where it has nothing else to say."""

    heading: str
    rows: list[Row]


def offers(controls: Sequence[Control], reply: int) -> list[Offer]:
    """Return what the controls offer, in their order."""
    tokens = Tokens(reply)
    return [_offer(control, tokens) for control in controls]


def keyboards(offered: Sequence[Offer]) -> list[Keyboard]:
    """Return offers as keyboards of at most `BUTTONS` buttons."""
    made: list[Keyboard] = []
    room = 0
    for heading, row in _rows(offered):
        room -= len(row)
        if room < 0:
            made.append(Keyboard(heading, []))
            room = BUTTONS - len(row)
        made[-1].rows.append(row)
    return made


def named(label: str, otherwise: str) -> str:
    """Return a label, or what stands for one that nobody can see."""
    return label if is_visible(label) else otherwise


def _rows(offered: Sequence[Offer]) -> list[tuple[str, Row]]:
    """Return all rows with their headings; neighbouring small buttons share rows."""
    found: list[tuple[str, Row]] = []
    for small, group in groupby((o for o in offered if o.rows), key=_is_small):
        if small:
            found += [(MORE, row) for row in _wrapped(key for o in group for row in o.rows for key in row)]
        else:
            found += [(_heading(offer.control), row) for offer in group for row in offer.rows]
    return found


def _is_small(offer: Offer) -> bool:
    return isinstance(offer.control, Button | Link | Toggle)


def _heading(control: Control) -> str:
    """Name the control: its buttons alone (an option, an arrow) would not say what they belong to."""
    return f"{shorten(named(control.label, control.id), BUTTON_LABEL)} {MORE}"


def _offer(control: Control, tokens: Tokens) -> Offer:
    if isinstance(control, Label | Plan):
        return Offer(control, [], [])
    if isinstance(control, Button):
        name = named(control.label, control.id)
        return Offer(control, [[_key(tokens, control.id, (name, "press", control.style))]], _long(name))
    if isinstance(control, Link):
        label = named(control.label, control.id)
        rows = [[{"text": shorten(label, BUTTON_LABEL), "url": control.url}]] if is_web(control.url) else []
        return Offer(control, rows, _long(label) if rows else [])
    presses = _presses(control)
    keys = [[_key(tokens, control.id, press) for press in row] for row in presses]
    if isinstance(control, Select):
        keys[:1] = _wrapped(keys[0], OPTIONS_PER_ROW) if keys else []
    return Offer(control, keys, [label for label in _labels(control, presses) if len(label) > BUTTON_LABEL])


def _labels(control: _Pressed, presses: list[list[Press]]) -> list[str]:
    """Return the labels that nothing else in the text says whole: not a field's name, nor what is chosen."""
    match control:
        case TextInput() | Date():
            return []
        case Select(chosen=chosen):
            now = control.option(chosen)
            return [label for row in presses for label, _, _ in row if now is None or label != f"● {now.label}"]
        case _:
            return [label for row in presses for label, _, _ in row]


def _long(label: str) -> list[str]:
    return [label] if len(label) > BUTTON_LABEL else []


def _key(tokens: Tokens, control: str, press: Press) -> Key:
    label, verb, look = press
    short = label if len(label) <= BUTTON_LABEL else shorten(label, BUTTON_LABEL)
    data = tokens(control, verb)
    if len(data) > BUTTON_DATA:
        data = data.rpartition(":")[0]  # the part, which Telegram can do without
    key = {"text": short, "callback_data": data}
    if look != "default":
        key["style"] = look
    return key


def _presses(control: _Pressed) -> list[list[Press]]:
    """Return what can be pressed, row by row."""
    name = named(control.label, control.id)
    rows: list[list[Press]] = []
    match control:
        case Toggle(on=on):
            rows = [[(f"✅ {name}", "toggle", "success") if on else (f"⬜ {name}", "toggle", "default")]]
        case Counter(value=value):
            rows = [[("−", "dec", "default"), (f"{name}: {value}", NOOP, "default"), ("+", "inc", "default")]]
        case Select():
            rows = _choices(control)
        case TextInput():
            rows = [[(f"{PENCIL} {name}", OPEN, "default")]]
        case Date(value=value):
            rows = [[(f"📅 {name}: {value}" if value else f"📅 {name}", "pick", "default")], *month_of(control)]
        case Machine():
            rows = [[(named(move.label, move.verb), move.verb, "primary")] for move in control.moves()]
        case Table():
            rows = [_turns(control)]
        case Progress(cancel=cancel):
            rows = [[("Stop", "cancel", "default")]] if cancel else []
        case _:
            assert_never(control)
    return [row for row in rows if row]


def _choices(select: Select) -> list[list[Press]]:
    """Return the options shown now, and a row that leads to the others where there are more."""
    count = len(select.options)
    first = select.first if select.first < count else 0
    shown = select.options[first : first + OPTIONS]
    rows: list[list[Press]] = [
        [(f"{'●' if o.id == select.chosen else '○'} {named(o.label, o.id)}", o.id, "default") for o in shown]
    ]
    if len(shown) < count:
        back: list[Press] = [("◀", f"from-{max(0, first - OPTIONS)}", "default")] if first else []
        on: list[Press] = [("▶", f"from-{first + OPTIONS}", "default")] if first + OPTIONS < count else []
        rows.append([*back, (f"{first + 1}–{first + len(shown)} of {count}", NOOP, "default"), *on])
    return rows


def _turns(table: Table) -> list[Press]:
    """Return the arrows that lead to another page."""
    page = min(table.page, table.pages() - 1)
    back: list[Press] = [("◀", "prev", "default")] if page > 0 else []
    on: list[Press] = [("▶", "next", "default")] if page + 1 < table.pages() else []
    return back + on


def _wrapped(keys: Iterable[Key], most: int = BUTTONS_PER_ROW) -> list[Row]:
    """Return the buttons in rows as full as their widest label allows: Telegram makes a row's buttons equally wide."""
    rows: list[Row] = []
    widest = 0
    for key in keys:
        width = len(key["text"])
        widest = max(widest, width)
        if rows and len(rows[-1]) < most and (len(rows[-1]) + 1) * widest <= ROW_WIDTH:
            rows[-1].append(key)
        else:
            rows.append([key])
            widest = width
    return rows
