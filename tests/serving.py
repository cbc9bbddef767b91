"""A real HTTP and WebSocket server for a test, on a free port of the loopback interface."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from starlette.types import ASGIApp

from adapters.web.server import bind, port_of, serve


@asynccontextmanager
async def serving(app: ASGIApp) -> AsyncIterator[str]:
    """Serve `app` as the program does while the block runs, and give its base URL."""
    with bind("127.0.0.1", 0) as listening:
        task = asyncio.create_task(serve(app, listening))
        try:
            yield f"http://127.0.0.1:{port_of(listening)}"
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
