"""Drawing: a view becomes messages of Components V2, as plain JSON."""

from collections.abc import Iterable, Iterator
from typing import TypeAlias, assert_never

from msgspec import Struct

from adapters.shared.drawing import aligned, machine_line, shorten
from adapters.shared.platform import Body
from adapters.shared.splitting import split
from adapters.shared.tokens import NOOP, encode
from core.controls import Button, Counter, Label, Machine, Style, Table, Toggle
from core.view import View

Component: TypeAlias = Body
"""One component as Discord's reference on components describes it."""

_TEXT_LIMIT = 4000
"""Characters of all the text displays of a message."""
_COMPONENT_LIMIT = 40
"""Components of a message, nested ones counted."""
_PER_ROW = 5
_ROW_WIDTH = 72
"""Characters of a row's labels; more would be cut by a narrow window."""
_LABEL_LIMIT = 80
_V2 = 1 << 15
_ACTION_ROW, _BUTTON, _TEXT_DISPLAY, _CONTAINER = 1, 2, 10, 17
_PRIMARY, _SECONDARY, _SUCCESS, _DANGER = 1, 2, 3, 4
_STYLES: dict[Style, int] = {"default": _SECONDARY, "primary": _PRIMARY, "danger": _DANGER}
_ACCENT = 0x5865F2
_FENCE = "```"


class _Piece(Struct, frozen=True):
    """Components that stay together."""

    components: tuple[Component, ...]
    panel: bool
    """Whether they belong into the frame of the controls."""

    def count(self) -> int:
        return sum(1 + len(c.get("components", ())) for c in self.components)

    def length(self) -> int:
        return sum(len(c.get("content", "")) for c in self.components)


def draw(view: View) -> tuple[Body, ...]:
    """Return the view's messages: the text, then, once it is done, its files' names and its controls in a frame."""
    text = "\n".join([view.text.strip(), *(f"-# 📎 {a.name} cannot be shown on Discord" for a in view.artifacts)])
    pieces = [_Piece((shown,), panel=False) for shown in _displays(text.strip())]
    if view.done:
        pieces += _panel(view)
    return tuple(_body(group) for group in _packed(pieces))


def _panel(view: View) -> Iterator[_Piece]:
    """Yield the controls; buttons and toggles that follow one another share rows."""
    buttons: list[Component] = []
    for control in view.controls:
        match control:
            case Button(id=name, label=label, style=style):
                buttons.append(_button(label, encode(name, "press", view.id), _STYLES[style]))
            case Toggle(id=name, label=label, on=on):
                text, color = (f"☑ {label}", _SUCCESS) if on else (f"☐ {label}", _SECONDARY)
                buttons.append(_button(text, encode(name, "toggle", view.id), color))
            case _:
                yield from (_framed(row) for row in _rows(buttons))
                buttons.clear()
                yield from _pieces(control, view.id)
    yield from (_framed(row) for row in _rows(buttons))


def _pieces(control: Label | Counter | Table | Machine, reply: int) -> Iterator[_Piece]:
    match control:
        case Label(label=label, value=value):
            yield from map(_framed, _displays(f"**{label}** {value}".rstrip()))
        case Counter():
            yield _framed(_counter(control, reply))
        case Table():
            yield from map(_framed, _table(control))
        case Machine(id=name, label=label):
            rows = _rows(_button(move.label, encode(name, move.verb, reply), _PRIMARY) for move in control.moves())
            *before, last = _displays(f"**{label}**\n{machine_line(control)}")
            yield from map(_framed, before)
            yield _framed(last, *rows[:1])
            yield from map(_framed, rows[1:])
        case _:
            assert_never(control)


def _counter(counter: Counter, reply: int) -> Component:
    shown = f"{counter.label}: {counter.value}"
    if len(shown) > _LABEL_LIMIT:
        value = f": {counter.value}"
        shown = shorten(counter.label, _LABEL_LIMIT - len(value)) + value
    return _row(
        [
            _button("−", encode(counter.id, "dec", reply), _SECONDARY),
            {**_button(shown, encode(counter.id, NOOP, reply), _SECONDARY), "disabled": True},
            _button("+", encode(counter.id, "inc", reply), _SECONDARY),
        ]
    )


def _table(table: Table) -> Iterator[Component]:
    """Yield the table as code blocks that each fit into a message, every one under the column names."""
    head, line, *rows = aligned(table).replace(_FENCE, "`\u200b``").split("\n")
    parts = [[head, line]]
    for row in rows:
        if len(parts[-1]) > 2 and len(_code(table.label, [*parts[-1], row])) > _TEXT_LIMIT:
            parts.append([head, line])
        parts[-1].append(row)
    for part in parts:
        yield from _displays(_code(table.label, part))


def _code(title: str, lines: list[str]) -> str:
    return "\n".join([f"**{title}**", _FENCE, *lines, _FENCE])


def _rows(buttons: Iterable[Component]) -> list[Component]:
    rows: list[list[Component]] = []
    for button in buttons:
        width = sum(len(b["label"]) for b in rows[-1]) + len(button["label"]) if rows else 0
        if not rows or len(rows[-1]) == _PER_ROW or width > _ROW_WIDTH:
            rows.append([])
        rows[-1].append(button)
    return [_row(row) for row in rows]


def _packed(pieces: Iterable[_Piece]) -> Iterator[list[_Piece]]:
    """Yield the pieces message by message; a message with any of the controls has one component more, their frame."""
    group: list[_Piece] = []
    for piece in pieces:
        together = [*group, piece]
        count = sum(p.count() for p in together) + any(p.panel for p in together)
        if group and (count > _COMPONENT_LIMIT or sum(p.length() for p in together) > _TEXT_LIMIT):
            yield group
            together = [piece]
        group = together
    if group:
        yield group


def _body(pieces: list[_Piece]) -> Body:
    text = [c for piece in pieces if not piece.panel for c in piece.components]
    panel = [c for piece in pieces if piece.panel for c in piece.components]
    frame: list[Component] = [{"type": _CONTAINER, "accent_color": _ACCENT, "components": panel}] if panel else []
    return {"flags": _V2, "components": [*text, *frame], "allowed_mentions": {"parse": []}}


def _framed(*components: Component) -> _Piece:
    return _Piece(components, panel=True)


def _displays(text: str) -> list[Component]:
    return [{"type": _TEXT_DISPLAY, "content": part} for part in split(text, _TEXT_LIMIT) if part.strip()]


def _row(buttons: list[Component]) -> Component:
    return {"type": _ACTION_ROW, "components": buttons}


def _button(label: str, custom_id: str, style: int) -> Component:
    return {"type": _BUTTON, "style": style, "label": shorten(label, _LABEL_LIMIT), "custom_id": custom_id}
