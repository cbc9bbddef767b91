"""Block Kit's pieces, as plain JSON.

Limits from docs.slack.dev/reference/block-kit: 75 characters of button text.
"""

from collections.abc import Sequence
from typing import Any, TypeAlias, TypeVar

from adapters.shared.drawing import shorten
from adapters.shared.splitting import cut, split
from adapters.slack.text import MARKDOWN, escape, harmless, unfencing
from core.controls import Style

Block: TypeAlias = dict[str, Any]
Group: TypeAlias = list[Block]
"""Blocks that stand together in one message."""

T = TypeVar("T")

BUTTON_TEXT = 75
_CODE = MARKDOWN - len("```\n\n```")


def chunks(items: Sequence[T], size: int) -> list[Sequence[T]]:
    """Return the items in pieces of at most `size`."""
    return [items[at : at + size] for at in range(0, len(items), size)]


def markdown(text: str) -> list[Group]:
    """Return standard Markdown as blocks, each short enough for a message of its own; nobody is mentioned."""
    return [[{"type": "markdown", "text": part}] for part in split(harmless(text), MARKDOWN) if part.strip()]


def code(text: str) -> list[Group]:
    """Return the whole text in a monospaced font, in as many blocks as it takes, each for a message of its own."""
    groups: list[Group] = []
    rest = unfencing(harmless(text))
    while rest:
        at = cut(rest, _CODE) if len(rest) > _CODE else len(rest)
        part, rest = rest[:at].removesuffix("\n"), rest[at:]
        groups.append([{"type": "markdown", "text": f"```\n{part}\n```"}])
    return groups


def plain(text: str) -> Block:
    """Return a text that is shown as it is."""
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> Block:
    """Return a text in Slack's own markup."""
    return {"type": "mrkdwn", "text": text}


def bold(label: str) -> str:
    """Return a label in Slack's own markup, on one line."""
    return f"*{escape(' '.join(label.split()))}*"


def ending(label: str, end: str, limit: int) -> str:
    """Return the label with its end, shortened where it hurts least."""
    return shorten(label, max(limit - len(end), 1)) + end


def section(text: Block) -> Block:
    """Return a paragraph."""
    return {"type": "section", "text": text}


def actions(elements: Sequence[Block]) -> Block:
    """Return a row of buttons."""
    return {"type": "actions", "elements": list(elements)}


def button(label: str, token: str, style: Style = "default") -> Block:
    """Return a button that says `token` when it is pressed."""
    made = {"type": "button", "text": plain(shorten(label, BUTTON_TEXT)), "action_id": token, "value": token}
    return made if style == "default" else {**made, "style": style}
