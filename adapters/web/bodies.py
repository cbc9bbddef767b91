"""Bodies: read whole, within limits of size, time and memory, or refused."""

import asyncio

from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse

_SECONDS = 10.0
"""In which a body must be there; platforms send theirs at once (Slack waits 3 s for the whole answer)."""
_ROOM = 64_000_000
"""Bytes of all bodies that are being read or answered at a time; nobody has been asked yet who sends them."""


class Bodies:
    """Reads bodies; what is refused is never kept."""

    def __init__(self, seconds: float = _SECONDS, room: int = _ROOM) -> None:
        self._seconds, self._room = seconds, room

    async def read(self, request: Request, limit: int) -> bytes | PlainTextResponse:
        """Return the body, or what to answer instead: 413 as soon as it is known to be too long, 408, 503.

        A body's room stays taken until it is given back with `free`.
        """
        if _is_over(request.headers.get("content-length", ""), limit):
            return PlainTextResponse("too large", 413)
        body, whole = bytearray(), False
        try:
            async with asyncio.timeout(self._seconds):
                async for piece in request.stream():
                    if len(body) + len(piece) > limit:
                        return PlainTextResponse("too large", 413)
                    if len(piece) > self._room:
                        return PlainTextResponse("too busy", 503, {"retry-after": "5"})
                    self._room -= len(piece)
                    body += piece
            whole = True
        except TimeoutError:
            return PlainTextResponse("too slow", 408, {"connection": "close"})
        except ClientDisconnect:
            return PlainTextResponse("broken off", 400)
        finally:
            if not whole:
                self.free(len(body))
        return bytes(body)

    def free(self, size: int) -> None:
        """Give back the room of a body that nobody needs any more; `size` is its length in bytes."""
        self._room += size


def _is_over(length: str, limit: int) -> bool:
    """Say whether a body was announced that is too long."""
    return length.isascii() and length.isdigit() and (len(length) > len(str(limit)) or int(length) > limit)
