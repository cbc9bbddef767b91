"""The event loop that the program runs on, and when its garbage is collected."""

import asyncio
import gc
import sys
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")

_YOUNG = 10_000
"""New objects after which young garbage is looked for; CPython's 700 come several times a turn, and find nothing."""


def run(work: Coroutine[Any, Any, T]) -> T:
    """Run work to its end, on uvloop where there is one, and return what it returns."""
    with asyncio.Runner(loop_factory=_loop) as runner:
        return runner.run(work)


def settle_in() -> None:
    """Let the garbage collector pass over all that is there, as it stays; to be called when everything is built."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(_YOUNG, 10, 1)


def _loop() -> asyncio.AbstractEventLoop:
    if sys.platform == "win32":
        return asyncio.new_event_loop()
    import uvloop  # noqa: PLC0415 - it is not made for Windows

    return uvloop.new_event_loop()
