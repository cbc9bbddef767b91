"""Components of messages as Discord's reference describes them, as plain JSON."""

from collections.abc import Iterable
from typing import TypeAlias

from adapters.discord.limits import LABEL, ROW, ROW_WIDTH, TEXT
from adapters.shared.drawing import shorten
from adapters.shared.platform import Body
from adapters.shared.splitting import split

Component: TypeAlias = Body
"""One component as Discord's reference on components describes it."""

Together: TypeAlias = tuple[Component, ...]
"""Components that stay in one message."""

PRIMARY, SECONDARY, SUCCESS, DANGER = 1, 2, 3, 4

_LINK = 5
_ACCENT = 0x5865F2
_ACTION_ROW, _BUTTON, _STRING_SELECT, _TEXT_DISPLAY, _MEDIA_GALLERY, _FILE, _CONTAINER = 1, 2, 3, 10, 12, 13, 17


def display(text: str) -> Component:
    """Return a text display; the text must fit and not be blank."""
    return {"type": _TEXT_DISPLAY, "content": text}


def displays(text: str) -> list[Component]:
    """Return a text as displays that each fit into a message; none for a blank one."""
    if len(text) <= TEXT.most:
        return [display(text)] if text and not text.isspace() else []
    return [display(part) for part in split(text, TEXT.most) if not part.isspace()]


def one_line(label: str) -> str:
    """Return a label without line breaks and the like, which buttons and menus do not show."""
    return label.strip() if label.isprintable() else " ".join(label.split())


def whole(labels: Iterable[str], limit: int) -> list[Component]:
    """Return displays of those labels that do not fit into a button or a menu, whole."""
    long = [f"-# {label.strip()}" for label in labels if len(label) > limit and len(one_line(label)) > limit]
    return displays("\n".join(long)) if long else []


def button(label: str, custom_id: str, style: int) -> Component:
    """Return a button, its label shortened to what Discord takes."""
    return {"type": _BUTTON, "style": style, "label": shorten(one_line(label), LABEL.most), "custom_id": custom_id}


def link(label: str, url: str) -> Component:
    """Return a button that leads to a page of the web, its label shortened to what Discord takes."""
    return {"type": _BUTTON, "style": _LINK, "label": shorten(one_line(label), LABEL.most), "url": url}


def menu(custom_id: str, placeholder: str, options: list[Component]) -> Component:
    """Return a string select; its texts must fit."""
    return {"type": _STRING_SELECT, "custom_id": custom_id, "placeholder": placeholder, "options": options}


def row(components: list[Component]) -> Component:
    """Return an action row of at most five buttons, or of one menu."""
    return {"type": _ACTION_ROW, "components": components}


def rows(buttons: Iterable[Component]) -> list[Component]:
    """Return the buttons in as many rows as they need."""
    made: list[list[Component]] = []
    width = 0
    for one in buttons:
        width += len(one["label"])
        if not made or len(made[-1]) == ROW.most or width > ROW_WIDTH.most:
            made.append([])
            width = len(one["label"])
        made[-1].append(one)
    return [row(few) for few in made]


def picture(name: str, description: str) -> Component:
    """Return a media gallery of one uploaded picture; a blank description is none."""
    described = {"description": description} if description.strip() else {}
    return {"type": _MEDIA_GALLERY, "items": [{"media": _attached(name), **described}]}


def attachment(name: str) -> Component:
    """Return a file component for an upload."""
    return {"type": _FILE, "file": _attached(name)}


def frame(components: list[Component]) -> Component:
    """Return the container around a message's controls."""
    return {"type": _CONTAINER, "accent_color": _ACCENT, "components": components}


def _attached(name: str) -> Body:
    return {"url": f"attachment://{name}"}
