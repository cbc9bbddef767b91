"""Reading what a person sees on each platform: the words of a native message, and its buttons."""

from collections.abc import Iterator
from typing import Any, TypeAlias

Native: TypeAlias = dict[str, Any]


def said(service: str, native: Native) -> str:
    """Return all words of a message."""
    if service == "telegram":
        return str(native["text"])
    parts = _discord(native) if service == "discord" else _slack(native)
    return "\n".join(str(part.get("content") or part.get("text")) for part in parts if part.get("kind") == "words")


def buttons(service: str, native: Native) -> dict[str, str]:
    """Return the buttons of a message: label → the id to click on."""
    return dict(all_buttons(service, native))


def all_buttons(service: str, native: Native) -> list[tuple[str, str]]:
    """Return the buttons of a message as (label, id), those with the same label too."""
    if service == "telegram":
        rows = (native.get("reply_markup") or {}).get("inline_keyboard", [])
        return [(button["text"], button["callback_data"]) for row in rows for button in row]
    parts = _discord(native) if service == "discord" else _slack(native)
    return [(part["label"], part["id"]) for part in parts if part.get("kind") == "button"]


def _slack(value: object) -> Iterator[Native]:
    match value:
        case {"type": "button", "action_id": str(name), "text": {"text": str(label)}}:
            yield {"kind": "button", "label": label, "id": name}
        case {"type": "markdown" | "mrkdwn" | "plain_text", "text": str(text)}:
            yield {"kind": "words", "text": text}
        case {"type": "data_table", "caption": str(caption), "rows": list(rows)}:
            cells = [str(cell.get("text", cell.get("value", ""))) for row in rows for cell in row]
            yield {"kind": "words", "text": " ".join([caption, *cells])}
        case {"blocks": list(blocks)} if blocks:
            yield from _slack(blocks)
        case {"blocks": list(), "text": str(text)}:
            yield {"kind": "words", "text": text}
        case dict():
            for inner in value.values():
                yield from _slack(inner)
        case list():
            for inner in value:
                yield from _slack(inner)
        case _:
            return


def _discord(value: object) -> Iterator[Native]:
    match value:
        case {"type": 2, "custom_id": str(name), "label": str(label)}:
            yield {"kind": "button", "label": label, "id": name}
        case {"type": 10, "content": str(text)}:
            yield {"kind": "words", "content": text}
        case {"components": list(inner)} if inner:
            yield from _discord(inner)
        case {"content": str(text)} if text:
            yield {"kind": "words", "content": text}
        case list():
            for inner in value:
                yield from _discord(inner)
        case _:
            return
