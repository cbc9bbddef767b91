"""Native streams: while a message grows, Slack is sent only what is new, and shows it as it is written."""

import asyncio
import logging
from typing import Any

from msgspec import Struct
from slack_sdk.web.async_client import AsyncWebClient

from adapters.shared.platform import Body
from adapters.slack.errors import OF_ONE_PLACE, translated
from adapters.slack.growing import Chunk, Growing, growing
from adapters.slack.sent import marked
from adapters.slack.underway import Underway
from core.errors import PlatformError, PlatformUnreachable, RateLimited, Unauthorized
from core.events import Inbound

log = logging.getLogger(__name__)

LONGEST = 240.0
"""Seconds a stream is used; Slack ends it after some 300 though it is fed (slackapi/python-slack-sdk#1859)."""
_BEHIND = 400
"""Characters of text that a stream may be behind before the message is edited instead."""
_NOT_OPEN = "message_not_in_streaming_state"
OPEN = "streaming_state_conflict"
"""Slack's refusal of an edit while the message streams; observed, no document says it."""


class Stream(Struct):
    """An open stream, and what it has taken."""

    to: Inbound
    native: str
    key: str
    began: float
    body: Body
    """How the message is to look."""
    text: str = ""
    chunks: tuple[Chunk, ...] = ()
    sure: bool = True
    """False where a call had no answer: then nobody knows what of it was taken."""


class Streams:
    """The streams that are open; where Slack has none, messages are posted and edited instead."""

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client
        self._open: dict[str, Stream] = {}
        self._lost: set[str] = set()
        self._refused = self._closing = False
        self._paused_until = 0.0
        self._beginning = Underway()

    def get(self, native: str) -> Stream | None:
        """Return the stream that is open in a message."""
        return self._open.get(native)

    def of(self, event: str | None = None) -> list[Stream]:
        """Return the streams that are open, only those of one event where it is named."""
        return [stream for stream in self._open.values() if event in (None, stream.to.event)]

    def was_lost(self, key: str) -> bool:
        """Say whether a stream may have begun under `key` without our hearing of it."""
        return key in self._lost

    def found(self, key: str) -> None:
        """Take note that the message of that key is known now."""
        self._lost.discard(key)

    def may(self, to: Inbound, body: Body, key: str) -> bool:
        """Say whether a message that begins like `body` is to be streamed: in threads, and where Slack allows it."""
        if (
            self._refused
            or self._closing
            or self._now() < self._paused_until
            or "thread_ts" not in to.origin
            or key in self._lost
        ):
            return False
        state = growing(body)
        return state is not None and len(state.text) - len(state.stable) <= _BEHIND

    def ready(self, body: Body) -> bool:
        """Say whether there is something to show that will not change."""
        state = growing(body)
        return state is not None and bool(state.stable.strip() or state.chunks)

    async def begin(self, to: Inbound, body: Body, key: str) -> str | None:
        """Begin to stream and return the message's id; None where Slack does not let us.

        Raises PlatformUnreachable, Unauthorized.
        """
        return await self._beginning.carry_out(self._begin(to, body, key))

    async def all_begun(self) -> None:
        """Let no further stream begin, and wait for those that are just beginning."""
        self._closing = True
        await self._beginning.over()

    async def _begin(self, to: Inbound, body: Body, key: str) -> str | None:
        state = growing(body) or Growing("")
        try:
            with translated("chat.startStream"):
                answer = await self._client.chat_startStream(
                    channel=to.origin["channel"],
                    thread_ts=to.origin["thread_ts"],
                    recipient_team_id=to.channel.split(":")[1],
                    recipient_user_id=to.origin["user"],
                    task_display_mode="plan" if state.planned else None,
                    **_pieces(state.stable, state.chunks),
                )
        except RateLimited as limited:
            self._paused_until = self._now() + limited.retry_after
            log.info("Slack takes no further stream for now; messages are edited instead: %s", limited)
            return None
        except PlatformUnreachable:
            self._lost.add(key)
            raise
        except Unauthorized:
            raise
        except PlatformError as error:
            self._learn(error)
            return None
        native = str(answer["ts"])
        self._open[native] = Stream(to, native, key, self._now(), body, state.stable, state.chunks)
        return native

    async def grow(self, stream: Stream, body: Body) -> bool:
        """Send what is new; False where the message has to be edited instead. Raises PlatformUnreachable."""
        stream.body = body
        state = growing(body)
        if state is None or not self._goes_on(stream, state):
            return False
        text, chunks = state.stable[len(stream.text) :], tuple(c for c in state.chunks if c not in stream.chunks)
        if not text and not chunks:
            return True
        try:
            with translated("chat.appendStream"):
                await self._client.chat_appendStream(
                    channel=stream.to.origin["channel"], ts=stream.native, **_pieces(text, chunks)
                )
        except RateLimited:
            raise
        except PlatformUnreachable:
            stream.sure = False
            raise
        except Unauthorized:
            raise
        except PlatformError as error:
            log.info("a stream is not fed any more: %s", error)
            return False
        stream.text, stream.chunks = stream.text + text, state.chunks
        return True

    async def stop(self, stream: Stream, body: Body | None) -> bool:
        """End a stream and say whether the message is `body` now.

        Raises PlatformUnreachable, Unauthorized; it is open then.
        """
        rest = None if body is None else _rest(stream, body)
        try:
            await self._stop(stream.to.origin["channel"], stream.native, stream.key, rest or {})
        except RateLimited:
            raise
        except PlatformUnreachable:
            stream.sure = False
            raise
        except Unauthorized:
            raise
        except PlatformError as error:
            if _NOT_OPEN not in str(error) and rest:
                stream.sure = False
                return await self.stop(stream, body)
            rest = None
            log.info("a stream was not open any more: %s", error)
        self._open.pop(stream.native, None)
        return rest is not None

    async def close(self, channel: str, native: str) -> None:
        """End a stream that an earlier run left open; none is no error. Raises PlatformUnreachable."""
        try:
            await self._stop(channel, native, None, {})
        except (PlatformUnreachable, Unauthorized):
            raise
        except PlatformError as error:
            log.info("no stream was left open: %s", error)

    async def _stop(self, channel: str, native: str, key: str | None, rest: dict[str, Any]) -> None:
        metadata = None if key is None else marked(key)
        with translated("chat.stopStream"):
            await self._client.chat_stopStream(channel=channel, ts=native, metadata=metadata, **rest)

    def _goes_on(self, stream: Stream, state: Growing) -> bool:
        return (
            stream.sure
            and self._now() - stream.began < LONGEST
            and (state.stable.startswith(stream.text) or stream.text.startswith(state.stable))
            and len(state.text) - len(state.stable) <= _BEHIND
        )

    def _learn(self, error: PlatformError) -> None:
        """Take note of a refusal; one that says nothing about other threads is only told of."""
        if any(code in str(error) for code in OF_ONE_PLACE):
            log.warning("an answer is not streamed: %s", error)
            return
        self._refused = True
        log.warning(
            "Slack does not stream answers; they are posted and edited instead: %s It is not tried again.", error
        )

    def _now(self) -> float:
        return asyncio.get_running_loop().time()


def _pieces(text: str, chunks: tuple[Chunk, ...]) -> dict[str, Any]:
    """Return text and tasks as arguments."""
    if not chunks:
        return {"markdown_text": text}
    said: list[Chunk] = [{"type": "markdown_text", "text": text}] if text else []
    return {"chunks": [*said, *chunks]}


def _rest(stream: Stream, body: Body) -> dict[str, Any] | None:
    """Return what makes the message exactly `body` when it is added at the end; None where nothing does.

    A stream's own text is all that Slack shows where it shows no blocks, so that has to be the body's text too.
    """
    first, *others = body.get("blocks") or [{"type": ""}]
    if not stream.sure or stream.chunks or first["type"] != "markdown" or any(b["type"] == "markdown" for b in others):
        return None
    if first["text"] != body["text"] or not first["text"].startswith(stream.text):
        return None
    more = {"markdown_text": first["text"][len(stream.text) :], "blocks": others}
    return {name: value for name, value in more.items() if value}
