"""Block Kit's pieces, as plain JSON."""

from collections.abc import Sequence
from typing import Any, TypeAlias, TypeVar

from adapters.shared.splitting import split
from adapters.slack.text import MARKDOWN, harmless

Block: TypeAlias = dict[str, Any]
Group: TypeAlias = list[Block]
"""Blocks that stand together in one message."""

T = TypeVar("T")


def chunks(items: Sequence[T], size: int) -> list[Sequence[T]]:
    """Return the items in pieces of at most `size`."""
    return [items[at : at + size] for at in range(0, len(items), size)]


def markdown(text: str) -> list[Group]:
    """Return standard Markdown as blocks, each short enough for a message of its own; nobody is mentioned."""
    return [[{"type": "markdown", "text": part}] for part in split(harmless(text), MARKDOWN) if part.strip()]


def plain(text: str) -> Block:
    """Return a text that is shown as it is."""
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> Block:
    """Return a text in Slack's own markup."""
    return {"type": "mrkdwn", "text": text}
