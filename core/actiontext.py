"""Actions as text: as people type them for tests and scripts, and as the history names them."""

from collections.abc import Mapping

import msgspec

_ACTION, _BAR, _DATA = "ACTION:", "|", "data:"


def read_action(text: str) -> tuple[str, dict[str, str]] | None:
    """Return the name and data of `ACTION: name | data: {…}`, None for any other text; unreadable data is none."""
    begun = text.lstrip()
    if not begun.startswith(_ACTION):
        return None
    name, _, rest = begun.removeprefix(_ACTION).partition(_BAR)
    if not name.strip():
        return None
    return name.strip(), _data(rest.strip().removeprefix(_DATA).strip())


def clicked_text(action: str, data: Mapping[str, str]) -> str:
    """Return how the history names a click."""
    return f"[clicked {action}]" + (f" {msgspec.json.encode(dict(data)).decode()}" if data else "")


def _data(written: str) -> dict[str, str]:
    try:
        given = msgspec.json.decode(written, type=dict[str, str | int | float | bool])
    except msgspec.DecodeError:
        return {}
    return {
        key: value if isinstance(value, str) else msgspec.json.encode(value).decode() for key, value in given.items()
    }
