"""What apps can read of a conversation afterwards: its own messages, and the replies in a thread, page by page."""

import base64
import binascii
import re
from collections.abc import Sequence

from bots.sandbox.slack.arguments import Arguments, Methods, Result, required
from bots.sandbox.slack.payloads import message
from bots.sandbox.slack.rules import SlackError
from bots.sandbox.slack.workspace import Post, Workspace

_TIMESTAMP = re.compile(r"\d+(\.\d+)?")
_CURSOR = re.compile(r"next_ts:(\d+\.\d+)")
_MOST = 999
"""Messages on a page (docs.slack.dev/reference/methods/conversations.history)."""


class History:
    """Answers `conversations.history` and `conversations.replies`."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self.page = _MOST
        """Messages on a page at the most, whatever an app asks for: Slack may give fewer than that."""

    def methods(self) -> Methods:
        """Return the methods of the Web API that read conversations."""
        return {"conversations.history": self._history, "conversations.replies": self._replies}

    def _history(self, arguments: Arguments) -> Result:
        """Return a page of what stands in the channel itself, the newest first.

        The first page is the one nearest to `latest`; with `oldest` alone it is the one nearest to that
        (slackhq/slack-api-docs#4).
        """
        found = _within(arguments, list(self._workspace.posts(self._channel(arguments))))
        forward = bool(arguments.get("oldest")) and not arguments.get("latest")
        page, cursor = self._page(arguments, found if forward else found[::-1], 100, forward=forward)
        return self._shown(arguments, page[::-1] if forward else page, cursor)

    def _replies(self, arguments: Arguments) -> Result:
        """Return a page of a thread, the oldest first; its first message begins the first page however old it is."""
        channel, thread = self._channel(arguments), required(arguments, "ts")
        first = self._workspace.find(channel, thread)
        if first is None:
            raise SlackError("thread_not_found")
        found = _within(arguments, [post for post in self._workspace.posts(channel, thread) if post.ts != thread])
        posts = found if arguments.get("cursor") else [first, *found]
        return self._shown(arguments, *self._page(arguments, posts, 1_000, forward=True))

    def _channel(self, arguments: Arguments) -> str:
        return self._workspace.channel(arguments.get("channel")).id

    def _page(
        self, arguments: Arguments, posts: Sequence[Post], usual: int, *, forward: bool
    ) -> tuple[list[Post], str]:
        """Return the messages of the page that was asked for, and where the next one begins, if there is one."""
        at, limit = _place(arguments), int(arguments.get("limit") or usual)
        if limit < 1:
            raise SlackError("invalid_limit")
        left = [post for post in posts if at is None or (float(post.ts) > at if forward else float(post.ts) < at)]
        page = left[: min(limit, self.page)]
        more = len(left) > len(page)
        return page, base64.b64encode(f"next_ts:{page[-1].ts}".encode()).decode() if more else ""

    def _shown(self, arguments: Arguments, page: list[Post], cursor: str) -> Result:
        """Return messages as they stand now; the first of a thread tells of its replies."""
        wanted, replies = {post.ts for post in page}, dict[str, list[str]]()
        for post in self._workspace.posts(self._channel(arguments), None):
            if post.thread_ts in wanted and not post.private_to:
                replies.setdefault(post.thread_ts, []).append(post.ts)
        with_metadata = _true(arguments, "include_all_metadata")
        return {
            "messages": [_told(post, replies.get(post.ts, []), with_metadata=with_metadata) for post in page],
            "has_more": bool(cursor),
            "response_metadata": {"next_cursor": cursor},
        }


def _told(post: Post, replies: list[str], *, with_metadata: bool) -> Result:
    told = message(post)
    if with_metadata and post.metadata is not None:
        told["metadata"] = post.metadata
    if replies:
        told |= {"thread_ts": post.ts, "reply_count": len(replies), "latest_reply": replies[-1]}
    return told


def _within(arguments: Arguments, posts: Sequence[Post]) -> list[Post]:
    """Return the messages all see that lie between `oldest` and `latest`. Raises SlackError."""
    oldest, latest = _time(arguments, "oldest", 0.0), _time(arguments, "latest", float("inf"))
    ends = {oldest, latest} if _true(arguments, "inclusive") else set[float]()
    return [
        post for post in posts if not post.private_to and (oldest < float(post.ts) < latest or float(post.ts) in ends)
    ]


def _time(arguments: Arguments, name: str, otherwise: float) -> float:
    value = str(arguments.get(name) or "")
    if value and not _TIMESTAMP.fullmatch(value):
        raise SlackError(f"invalid_ts_{name}")
    return float(value) if value else otherwise


def _place(arguments: Arguments) -> float | None:
    """Return the time after which the page begins, None for the first. Raises SlackError."""
    cursor = str(arguments.get("cursor") or "")
    if not cursor:
        return None
    try:
        known = _CURSOR.fullmatch(base64.b64decode(cursor, validate=True).decode())
    except (binascii.Error, UnicodeDecodeError):
        known = None
    if known is None:
        raise SlackError("invalid_cursor")
    return float(known[1])


def _true(arguments: Arguments, name: str) -> bool:
    return str(arguments.get(name)).lower() in {"1", "true"}
