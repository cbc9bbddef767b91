"""Block Kit's pieces, as plain JSON; each text in them is one that Slack takes, whatever it is made of."""

from collections.abc import Sequence
from typing import Any, TypeAlias, TypeVar

from adapters.shared.drawing import shorten
from adapters.shared.splitting import cut, split
from adapters.slack.limits import BUTTON_TEXT, MARKDOWN, SECTION
from adapters.slack.text import escape, harmless, literal, unfencing
from core.controls import Style

Block: TypeAlias = dict[str, Any]
Group: TypeAlias = list[Block]
"""Blocks that stand together in one message."""

T = TypeVar("T")

_CODE = MARKDOWN.most - len("```\n\n```")
_HEAD = 300
"""Characters of a label that heads a section; with all of them escaped it still fits."""
_END = 40


def chunks(items: Sequence[T], size: int) -> list[Sequence[T]]:
    """Return the items in pieces of at most `size`."""
    return [items[at : at + size] for at in range(0, len(items), size)]


def markdown(text: str) -> list[Group]:
    """Return standard Markdown as blocks, each short enough for a message of its own; nobody is mentioned."""
    return [[{"type": "markdown", "text": part}] for part in split(harmless(text), MARKDOWN.most) if part.strip()]


def code(text: str) -> list[Group]:
    """Return the whole text in a monospaced font, in as many blocks as it takes, each for a message of its own."""
    groups: list[Group] = []
    rest = unfencing(harmless(text))
    while rest:
        at = cut(rest, _CODE) if len(rest) > _CODE else len(rest)
        part, rest = rest[:at].removesuffix("\n"), rest[at:]
        groups.append([{"type": "markdown", "text": f"```\n{part}\n```"}])
    return groups


def whole(text: str) -> list[Block]:
    """Return the whole text as it is, without any markup, in as many sections as it takes."""
    blocks: list[Block] = []
    rest = literal(text)
    while rest:
        at = cut(rest, SECTION.most) if len(rest) > SECTION.most else len(rest)
        part, rest = rest[:at], rest[at:]
        if part.strip():
            blocks.append(section({"type": "plain_text", "text": part}))
    return blocks


def plain(text: str, most: int = SECTION.most) -> Block:
    """Return a text that is shown as it is, shortened where it is longer than `most` characters."""
    return {"type": "plain_text", "text": shorten(literal(text), most)}


def mrkdwn(text: str) -> Block:
    """Return a text in Slack's own markup."""
    return {"type": "mrkdwn", "text": text}


def bold(label: str) -> str:
    """Return a label in Slack's own markup, on one line."""
    return f"*{escape(' '.join(label.split())) or '–'}*"


def ending(label: str, end: str, limit: int) -> str:
    """Return the label with its end, shortened where it hurts least."""
    text = f"{label}{end}"
    if len(text) <= limit or len(end) > _END:
        return text
    return shorten(label, limit - len(end)) + end


def section(text: Block) -> Block:
    """Return a paragraph."""
    return {"type": "section", "text": text}


def headed(label: str, value: str, accessory: Block | None = None) -> list[Group]:
    """Return a bold label with a value below it, both whole, and what is used beside them."""
    text = f"{bold(label)}\n{escape(value)}" if value.strip() else bold(label)
    beside: list[Block] = []
    if len(text) > SECTION.most:
        text = bold(shorten(label, _HEAD))
        beside = [*(whole(label) if len(label) > _HEAD else []), *(whole(value) if value.strip() else [])]
    head = section(mrkdwn(text))
    return [[head if accessory is None else {**head, "accessory": accessory}], *([block] for block in beside)]


def actions(elements: Sequence[Block]) -> Block:
    """Return a row of buttons."""
    return {"type": "actions", "elements": list(elements)}


def button(label: str, token: str, style: Style = "default") -> Block:
    """Return a button that says `token` when it is pressed; a label that is too long is shortened visibly."""
    made = {"type": "button", "text": plain(label, BUTTON_TEXT.most), "action_id": token, "value": token}
    return made if style == "default" else {**made, "style": style}


def unshortened(labels: Sequence[str], most: int) -> list[Group]:
    """Return those labels whole that are shortened to `most` characters where they are used."""
    return [[block] for label in labels if len(literal(label)) > most for block in whole(label)]
