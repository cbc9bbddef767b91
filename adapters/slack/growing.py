"""What of a growing message a stream can take: text that will not change any more, and tasks by their ids."""

from typing import Any, TypeAlias

from msgspec import Struct

from adapters.shared.drawing import shorten
from adapters.shared.healing import healed, settled
from adapters.shared.platform import Body
from adapters.slack.text import unescape

Chunk: TypeAlias = dict[str, Any]
"""A piece of a stream (docs.slack.dev/reference/methods/chat.appendStream)."""

_TITLE = 256
"""Characters of a task's title in a stream; observed, no document says it."""
_CLOSING = "*_~`)]\n"
"""What healing closes with."""
_CARD = {"type", "block_id", "task_id", "title", "status"}


class Growing(Struct, frozen=True):
    """A state of a growing message."""

    text: str
    """All its text, as far as it is written."""
    chunks: tuple[Chunk, ...] = ()
    """Its tasks, how far each has come."""
    planned: bool = False
    """True where the tasks are those of a plan."""

    @property
    def stable(self) -> str:
        """Return the text that stays as it is, whatever follows."""
        return settled(_unhealed(self.text))


def growing(body: Body) -> Growing | None:
    """Return a drawn body as a stream shows it; None for one that a stream cannot show, such as one with buttons."""
    blocks = body.get("blocks") or [{"type": "markdown", "text": body["text"]}]
    text = ""
    if blocks[0]["type"] == "markdown":
        text, blocks = str(blocks[0]["text"]), blocks[1:]
    chunks: list[Chunk] = []
    for index, block in enumerate(blocks):
        some = _chunks(block, index)
        if some is None:
            return None
        chunks += some
    return Growing(text, tuple(chunks), any(block["type"] == "plan" for block in blocks))


def _chunks(block: Body, index: int) -> list[Chunk] | None:
    match block:
        case {"type": "section", "text": {"text": str(line)}, **more} if not more.keys() - {"block_id"}:
            return [_task(f"line-{index}", unescape(line), "in_progress")]
        case {"type": "task_card"} if not block.keys() - _CARD:
            return [_task(block["task_id"], block["title"], block["status"])]
        case {"type": "plan", "title": str(title), "tasks": list(cards)}:
            tasks = [_chunks(card, index) for card in cards if card["type"] == "task_card"]
            found = [chunk for some in tasks if some is not None for chunk in some]
            whole = len(found) == len(cards)
            return [{"type": "plan_update", "title": shorten(title, _TITLE)}, *found] if whole else None
        case _:
            return None


def _task(name: str, title: str, status: str) -> Chunk:
    return {"type": "task_update", "id": name, "title": shorten(title, _TITLE), "status": status}


def _unhealed(text: str) -> str:
    """Return the shortest beginning that is shown as `text`: without what only closes what is still being written.

    What healing left out in the middle (an address that is still being written) cannot be told; a stream that took the
    words without it cannot go on when it is there, and the message is edited from then on.
    """
    body = text.rstrip()
    end, shortest = len(body), len(body)
    while end and body[end - 1] in _CLOSING:
        end -= 1
        if healed(body[:end]) == body:
            shortest = end
    return body[:shortest] + text[len(body) :]
