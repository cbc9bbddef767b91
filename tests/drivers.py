"""Reading what a person sees on each platform: the words of a native message, and its buttons."""

from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

Native: TypeAlias = dict[str, Any]


def said(service: str, native: Native) -> str:
    """Return all words of a message."""
    if service == "telegram":
        return "\n".join([str(native.get("text") or native.get("caption") or ""), *uploaded(native)])
    parts = _discord(native) if service == "discord" else _slack(native)
    words = [str(part.get("content") or part.get("text")) for part in parts if part.get("kind") == "words"]
    return "\n".join([*words, *uploaded(native)])


def uploaded(native: Native) -> list[str]:
    """Return the words of a body's files and pictures, as they are described before they are rendered."""
    return [" ".join(_strings(upload)) for upload in native.get("uploads", ())]


def _strings(value: object) -> Iterator[str]:
    match value:
        case dict():
            for inner in value.values():
                yield from _strings(inner)
        case list() | tuple():
            for inner in value:
                yield from _strings(inner)
        case None:
            return
        case _:
            yield str(value)


def dates(native: Native) -> dict[str, str]:
    """Return Slack's date pickers in a message: placeholder or label → the id to choose a day on."""
    return {part["label"]: part["id"] for part in _slack(native) if part.get("kind") == "date"}


def buttons(service: str, native: Native) -> dict[str, str]:
    """Return the buttons of a message: label → the id to click on."""
    return dict(all_buttons(service, native))


def all_buttons(service: str, native: Native) -> list[tuple[str, str]]:
    """Return the buttons of a message as (label, id), those with the same label too."""
    if service == "telegram":
        rows = (native.get("reply_markup") or {}).get("inline_keyboard", [])
        return [(button["text"], button.get("callback_data") or button["url"]) for row in rows for button in row]
    parts = _discord(native) if service == "discord" else _slack(native)
    return [(part["label"], part["id"]) for part in parts if part.get("kind") == "button"]


def options(service: str, native: Native) -> list[tuple[str, str, str]]:
    """Return what can be chosen in a message as (label, the control's id, the option's value).

    Telegram has no menus: there each option is a button, marked `○` or `●`.
    """
    if service == "telegram":
        return [(label[2:], name, "") for label, name in all_buttons(service, native) if label[:2] in ("○ ", "● ")]
    parts = _discord(native) if service == "discord" else _slack(native)
    return [(part["label"], part["id"], part["value"]) for part in parts if part.get("kind") == "option"]


def chosen(service: str, native: Native) -> str:
    """Return the label of the option that is chosen in a message; empty for none."""
    if service == "telegram":
        return next((label[2:] for label, _ in all_buttons(service, native) if label.startswith("● ")), "")
    parts = _discord(native) if service == "discord" else _slack(native)
    return next((part["label"] for part in parts if part.get("kind") == "option" and part["chosen"]), "")


def _slack_words(block: object) -> Iterator[Native]:
    """Give the words of the blocks that are more than text; nothing for any other value."""
    match block:
        case {"type": "task_card", "title": str(title), "status": str(status)}:
            yield {"kind": "words", "text": f"{title} {status}"}
        case {"type": "plan", "title": str(title), "tasks": list(tasks)}:
            yield {"kind": "words", "text": title}
            yield from ({"kind": "words", "text": " ".join(_strings(task))} for task in tasks)
        case {"type": "data_visualization", **rest}:
            yield {"kind": "words", "text": " ".join(_strings(rest))}
        case {"type": "data_table", "caption": str(caption), "rows": list(rows)}:
            cells = [str(cell.get("text", cell.get("value", ""))) for row in rows for cell in row]
            yield {"kind": "words", "text": " ".join([caption, *cells])}
        case _:
            return


def _slack(value: object) -> Iterator[Native]:
    if words := list(_slack_words(value)):
        yield from words
        return
    match value:
        case {"type": "button", "url": str(url), "text": {"text": str(label)}}:
            yield {"kind": "button", "label": label, "id": url}
        case {"type": "button", "action_id": str(name), "text": {"text": str(label)}}:
            yield {"kind": "button", "label": label, "id": name}
        case {"type": "datepicker", "action_id": str(name), "placeholder": {"text": str(label)}, **rest}:
            yield {"kind": "date", "label": label, "id": name}
            yield {"kind": "words", "text": f"{label} {rest.get('initial_date', '')}"}
        case {"type": "static_select", **menu}:
            yield from _menu({str(key): part for key, part in menu.items()})
        case {"type": "markdown" | "mrkdwn" | "plain_text", "text": str(text)}:
            yield {"kind": "words", "text": text}
        case {"blocks": list(blocks)} if blocks:
            yield from _slack(blocks)
        case {"blocks": list(), "text": str(text)}:
            yield {"kind": "words", "text": text}
        case dict() | list():
            for inner in value.values() if isinstance(value, dict) else value:
                yield from _slack(inner)
        case _:
            return


def _menu(menu: Mapping[str, Any]) -> Iterator[Native]:
    now = (menu.get("initial_option") or {}).get("value")
    for option in menu["options"]:
        yield {"kind": "option", "label": option["text"]["text"], "id": menu["action_id"], "value": option["value"],
               "chosen": option["value"] == now}  # fmt: skip


def _discord(value: object) -> Iterator[Native]:
    match value:
        case {"type": 2, "custom_id": str(name), "label": str(label)}:
            yield {"kind": "button", "label": label, "id": name}
        case {"type": 2, "url": str(url), "label": str(label)}:
            yield {"kind": "button", "label": label, "id": url}
        case {"type": 12, "items": list(items)}:
            yield from ({"kind": "words", "content": str(item.get("description") or "picture")} for item in items)
        case {"type": 13, "file": {"url": str(url)}}:
            yield {"kind": "words", "content": url}
        case {"type": 3, "custom_id": str(name), "options": list(menu), **rest}:
            yield {"kind": "words", "content": str(rest.get("placeholder") or "")}
            for option in menu:
                yield {"kind": "option", "label": option["label"], "id": name, "value": option["value"],
                       "chosen": option.get("default", False)}  # fmt: skip
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
