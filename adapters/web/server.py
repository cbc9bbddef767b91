"""Serving ASGI applications on sockets bound beforehand, so that a port in use is one clear line."""

import asyncio
import contextlib
import socket
from collections.abc import Iterator

import uvicorn
from starlette.types import ASGIApp

from adapters.web.guarded import GuardedProtocol
from core.errors import SettingsError

_PATIENCE = 1
"""Seconds, whole ones."""


class _Server(uvicorn.Server):
    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave signals alone: the program's own supervision handles them."""
        yield


def bind(host: str, port: int) -> socket.socket:
    """Return a socket that listens on host and port (0: a free one). Raises SettingsError."""
    # With the protocol named, asyncio switches Nagle's delay off on accepted connections (40 ms an answer).
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen()
    except (OSError, OverflowError) as error:
        listening.close()
        reason = error.strerror if isinstance(error, OSError) else error
        raise SettingsError(f"Port {port} on {host} cannot be used: {reason}.") from error
    return listening


def port_of(listening: socket.socket) -> int:
    """Return the port a socket listens on."""
    port: int = listening.getsockname()[1]
    return port


async def serve(app: ASGIApp, listening: socket.socket) -> None:
    """Answer requests until cancelled; those under way get a second to end."""
    config = uvicorn.Config(
        app,
        http=GuardedProtocol,
        log_config=None,
        access_log=False,
        ws="websockets-sansio",
        timeout_graceful_shutdown=_PATIENCE,
    )
    server = _Server(config)
    serving = asyncio.create_task(server.serve(sockets=[listening]))
    try:
        await asyncio.shield(serving)
    finally:
        server.should_exit = True
        await serving
