"""Components of messages as Discord's reference describes them, as plain JSON."""

from collections.abc import Iterable
from typing import TypeAlias

from adapters.shared.drawing import shorten
from adapters.shared.platform import Body
from adapters.shared.splitting import split

Component: TypeAlias = Body
"""One component as Discord's reference on components describes it."""

TEXT_LIMIT = 4000
"""Characters of all the text displays of a message."""
LABEL_LIMIT = 80
"""Characters of a button's label."""
PRIMARY, SECONDARY, SUCCESS, DANGER = 1, 2, 3, 4

_PER_ROW = 5
_ROW_WIDTH = 72
"""Characters of a row's labels; more would be cut by a narrow window."""
_ACCENT = 0x5865F2
_ACTION_ROW, _BUTTON, _TEXT_DISPLAY, _CONTAINER = 1, 2, 10, 17


def display(text: str) -> Component:
    """Return a text display; the text must fit and not be blank."""
    return {"type": _TEXT_DISPLAY, "content": text}


def displays(text: str) -> list[Component]:
    """Return a text as displays that each fit into a message."""
    return [display(part) for part in split(text, TEXT_LIMIT) if part.strip()]


def button(label: str, custom_id: str, style: int) -> Component:
    """Return a button, its label shortened to what Discord takes."""
    return {"type": _BUTTON, "style": style, "label": shorten(label, LABEL_LIMIT), "custom_id": custom_id}


def row(components: list[Component]) -> Component:
    """Return an action row of at most five buttons, or of one menu."""
    return {"type": _ACTION_ROW, "components": components}


def rows(buttons: Iterable[Component]) -> list[Component]:
    """Return the buttons in as many rows as they need."""
    made: list[list[Component]] = []
    for one in buttons:
        width = sum(len(b["label"]) for b in made[-1]) + len(one["label"]) if made else 0
        if not made or len(made[-1]) == _PER_ROW or width > _ROW_WIDTH:
            made.append([])
        made[-1].append(one)
    return [row(few) for few in made]


def frame(components: list[Component]) -> Component:
    """Return the container around a message's controls."""
    return {"type": _CONTAINER, "accent_color": _ACCENT, "components": components}
