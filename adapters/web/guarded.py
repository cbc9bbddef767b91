"""HTTP connections that a client cannot hold open, or fill memory with, before anybody has read the request.

With httptools uvicorn bounds neither the size of a request's head nor the time that it takes.
"""

import asyncio
from collections.abc import Callable

from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

HEAD_BYTES = 65_536
"""Most bytes of a request's address and headers, as many as h11 takes."""

_TOO_MUCH = "The address and the headers are too long."


class _HeadTooLong(Exception):
    """Ends the parsing; the parser hands it on as an error of its own."""


class GuardedProtocol(HttpToolsProtocol):
    """Uvicorn's connection, with limits on what comes before the application is asked."""

    head_seconds = 10.0
    """In which a request's head must be there, from its first byte, or from the connection's beginning."""
    linger_seconds = 2.0
    """In which a client may end what nobody wants; one that is cut off at once may never read the answer."""
    write_seconds = 10.0
    """In which a client must take what is too much to keep for it; one that never reads would hold it for ever."""
    _heads = _exact = _unread = 0
    """How many heads began; bytes of the present one that are understood, and that came since its first piece."""
    _in_head, _in_message, _refused = True, False, False
    _deadline: asyncio.TimerHandle | None = None
    _stuck: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Give the first request its time."""
        super().connection_made(transport)
        self._give(self.head_seconds, self._too_slow)

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the deadlines."""
        super()._unset_keepalive_if_required()
        self._relieve()
        self._unstick()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take data, but no endless head."""
        if self._refused:
            return
        heads = self._heads
        super().data_received(data)
        if self._in_head and self._heads == heads:
            self._unread += len(data)
            if self._unread > HEAD_BYTES:
                self._refuse(431, _TOO_MUCH)

    def on_message_begin(self) -> None:
        """Give the head its time and its room."""
        super()._unset_keepalive_if_required()
        super().on_message_begin()
        self._heads, self._exact, self._unread = self._heads + 1, 0, 0
        self._in_head = self._in_message = True
        self._give(self.head_seconds, self._too_slow)

    def on_url(self, url: bytes) -> None:
        """Take a piece of the address."""
        self._count(len(url))
        super().on_url(url)

    def on_header(self, name: bytes, value: bytes) -> None:
        """Take a header."""
        self._count(len(name) + len(value) + len(": \r\n"))
        super().on_header(name, value)

    def on_headers_complete(self) -> None:
        """Hand the request on; from here on the application watches over it."""
        self._in_head = False
        self._relieve()
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """Be done with a request, also with one that was answered before it ended."""
        self._in_message = False
        self._relieve()
        super().on_message_complete()

    def on_response_complete(self) -> None:
        """Wait a little for the end of a request that was answered before it ended."""
        super()._unset_keepalive_if_required()
        answered_early = self._in_message and not self._in_head and not self.pipeline
        super().on_response_complete()
        if answered_early:
            self._give(self.linger_seconds, self.transport.close)

    def pause_writing(self) -> None:
        """Give the client its time to read."""
        super().pause_writing()
        self._stuck = self.loop.call_later(self.write_seconds, self.transport.abort)

    def resume_writing(self) -> None:
        """Go on; the client reads."""
        self._unstick()
        super().resume_writing()

    def send_400_response(self, msg: str) -> None:
        """Answer what is not HTTP, or too much of it."""
        if self._exact > HEAD_BYTES:
            self._refuse(431, _TOO_MUCH)
        else:
            self._refuse(400, msg)

    def _unset_keepalive_if_required(self) -> None:
        # Uvicorn calls this for all that comes, also for empty lines and for the rest of a body that nobody wants:
        # with either, a connection that asks nothing more would live for ever.
        if self._in_head:
            super()._unset_keepalive_if_required()

    def _count(self, size: int) -> None:
        self._exact += size
        if self._exact > HEAD_BYTES:
            raise _HeadTooLong

    def _too_slow(self) -> None:
        if self._heads:
            self._refuse(408, "The headers took too long.")
        else:
            self.transport.close()

    def _refuse(self, status: int, reason: str) -> None:
        self._refused = True
        if self.cycle is not None:
            # Whoever works on the request before this one must not write behind what ends the connection.
            self.cycle.disconnected = True
            self.cycle.message_event.set()
        head = f"content-type: text/plain\r\ncontent-length: {len(reason)}\r\nconnection: close\r\n\r\n"
        self.transport.write(STATUS_LINE[status] + f"{head}{reason}".encode("ascii"))
        self.transport.write_eof()
        self._give(self.linger_seconds, self.transport.close)

    def _give(self, seconds: float, then: Callable[[], None]) -> None:
        self._relieve()
        self._deadline = self.loop.call_later(seconds, then)

    def _relieve(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _unstick(self) -> None:
        if self._stuck is not None:
            self._stuck.cancel()
            self._stuck = None
