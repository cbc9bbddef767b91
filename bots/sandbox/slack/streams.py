"""Streams: messages that grow while the app writes them, for five minutes at the most."""

import time
from collections.abc import Iterator
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from bots.sandbox.slack.arguments import Arguments, Methods, Result, metadata_of, required
from bots.sandbox.slack.payloads import message
from bots.sandbox.slack.room import Room
from bots.sandbox.slack.rules import Block, SlackError, check_message
from bots.sandbox.slack.workspace import BOT_USER, CHANNELS, Post, Workspace

_LIFETIME = 300.0
"""Seconds after which Slack ends a stream (slackapi/python-slack-sdk#1859)."""
_MARKDOWN = 12_000
_TITLE = 256
_BLOCKS = 50
_STATUSES = {"pending", "in_progress", "complete", "error"}
_KEYS = {
    "markdown_text": {"text"},
    "task_update": {"id", "title", "status", "details", "output", "sources"},
    "plan_update": {"title"},
    "blocks": {"blocks"},
}
"""What a chunk of each type may have beside its type."""


class _Stream(Struct):
    until: float
    planned: bool
    text: str = ""
    title: str = ""
    tasks: dict[str, Block] = {}
    blocks: list[Block] = []


class Streams:
    """The streams that are open."""

    def __init__(self, workspace: Workspace, room: Room) -> None:
        self._workspace, self._room = workspace, room
        self._open: dict[tuple[str, str], _Stream] = {}
        self.lifetime = _LIFETIME

    def methods(self) -> Methods:
        """Return the methods of the Web API that are about streams."""
        return {
            "chat.startStream": self._start,
            "chat.appendStream": self._append,
            "chat.stopStream": self._stop,
        }

    def expire(self) -> None:
        """End the streams that have lived for long enough."""
        for (channel, ts), stream in list(self._open.items()):
            if time.monotonic() > stream.until:
                self._end(channel, ts)

    def end_all(self, channel: str, thread: str) -> list[str]:
        """End the streams of a thread, as the Stop button does, and return their messages."""
        ended = [post.ts for post in self._workspace.posts(channel, thread) if (channel, post.ts) in self._open]
        for ts in ended:
            self._end(channel, ts)
        return ended

    def _start(self, arguments: Arguments) -> Result:
        channel = self._workspace.channel(arguments.get("channel"))
        thread = required(arguments, "thread_ts")
        if CHANNELS[channel.id].kind != "im":
            for name in ("recipient_team_id", "recipient_user_id"):
                if not arguments.get(name):
                    raise SlackError(f"missing_{name}")
        if arguments.get("task_display_mode", "timeline") not in {"timeline", "plan"}:
            raise SlackError("invalid_arguments", ("[ERROR] must be timeline or plan: task_display_mode",))
        stream = _Stream(time.monotonic() + self.lifetime, arguments.get("task_display_mode") == "plan")
        _take(stream, arguments, needed=True)
        post = self._room.write(BOT_USER, channel.id, stream.text, _shown(stream), thread_ts=thread)
        self._workspace.keep(replace(post, streaming=True))
        self._open[channel.id, post.ts] = stream
        return {"channel": channel.id, "ts": post.ts}

    def _append(self, arguments: Arguments) -> Result:
        post, stream = self._found(arguments)
        _take(stream, arguments, needed=True)
        self._workspace.keep(replace(post, text=stream.text, blocks=tuple(_shown(stream))))
        return {"channel": post.channel, "ts": post.ts}

    def _stop(self, arguments: Arguments) -> Result:
        post, stream = self._found(arguments)
        metadata = metadata_of(arguments)
        blocks = arguments.get("blocks")
        if blocks:
            check_message("", blocks)
        _take(stream, arguments, needed=False)
        del self._open[post.channel, post.ts]
        shown = (*_shown(stream), *(blocks or []))
        ended = replace(post, text=stream.text, blocks=shown, streaming=False, metadata=metadata or post.metadata)
        self._workspace.keep(replace(ended, streaming=False))
        return {"channel": post.channel, "ts": post.ts, "message": message(ended)}

    def _found(self, arguments: Arguments) -> tuple[Post, _Stream]:
        channel, ts = self._workspace.channel(arguments.get("channel")), required(arguments, "ts")
        post = self._workspace.find(channel.id, ts)
        if post is None:
            raise SlackError("message_not_found")
        if post.user != BOT_USER:
            raise SlackError("message_not_owned_by_app")
        self.expire()
        stream = self._open.get((channel.id, ts))
        if stream is None:
            raise SlackError("message_not_in_streaming_state")
        return post, stream

    def _end(self, channel: str, ts: str) -> None:
        del self._open[channel, ts]
        post = self._workspace.find(channel, ts)
        if post is not None:
            self._workspace.keep(replace(post, streaming=False))


def _take(stream: _Stream, arguments: Arguments, *, needed: bool) -> None:
    """Add what was sent. Raises SlackError, and takes nothing then."""
    text, chunks = arguments.get("markdown_text"), arguments.get("chunks")
    if needed and not text and not chunks:
        raise SlackError("no_text")
    if text and chunks:
        raise SlackError("markdown_text_conflict")
    faults = tuple(_faults(text, chunks or []))
    if faults:
        raise SlackError("invalid_chunks", faults)
    for chunk in [{"type": "markdown_text", "text": text}] if text else chunks or []:
        _add(stream, chunk)


def _add(stream: _Stream, chunk: Block) -> None:
    match chunk["type"]:
        case "markdown_text":
            stream.text += chunk["text"]
        case "plan_update":
            stream.title = chunk["title"]
        case "task_update":
            stream.tasks[chunk["id"]] = chunk
        case _:
            stream.blocks += chunk["blocks"]


def _faults(text: Any, chunks: Any) -> Iterator[str]:
    if text is not None and (not isinstance(text, str) or len(text) > _MARKDOWN):
        yield f"markdown_text: must be a text of at most {_MARKDOWN} characters"
    for chunk in chunks if isinstance(chunks, list) else [None]:
        kind = str(chunk.get("type")) if isinstance(chunk, dict) else ""
        if not isinstance(chunk, dict) or kind not in _KEYS:
            yield f"unsupported chunk: {kind}"
            continue
        yield from (f"invalid additional property: {key}" for key in sorted(chunk.keys() - {"type"} - _KEYS[kind]))
        yield from _chunk_faults(kind, chunk)


def _chunk_faults(kind: str, chunk: Block) -> Iterator[str]:
    if kind == "markdown_text" and not 0 < len(str(chunk.get("text") or "")) <= _MARKDOWN:
        yield f"text: must be 1 to {_MARKDOWN} characters"
    if kind in {"task_update", "plan_update"} and not 0 < len(str(chunk.get("title") or "")) <= _TITLE:
        yield f"title: must be 1 to {_TITLE} characters"
    if kind == "task_update" and (not chunk.get("id") or chunk.get("status") not in _STATUSES):
        yield "a task needs an id and a status"
    if kind == "blocks" and not 0 < len(chunk.get("blocks") or []) <= _BLOCKS:
        yield f"blocks: must be 1 to {_BLOCKS} items"


def _shown(stream: _Stream) -> list[Block]:
    text: list[Block] = [{"type": "markdown", "text": stream.text}] if stream.text else []
    cards: list[Block] = [
        {"type": "task_card", "task_id": task["id"], "title": task["title"], "status": task["status"]}
        for task in stream.tasks.values()
    ]
    if cards and (stream.planned or stream.title):
        cards = [{"type": "plan", "title": stream.title or "Plan", "tasks": cards}]
    return [*text, *cards, *stream.blocks]
