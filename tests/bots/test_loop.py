"""The event loop of the program, and what its garbage collector passes over."""

import asyncio
import gc
import subprocess
import sys

from bots import loop


async def _kind() -> str:
    return type(asyncio.get_running_loop()).__module__


def test_the_program_runs_on_uvloop_where_there_is_one() -> None:
    assert loop.run(_kind()).startswith("asyncio" if sys.platform == "win32" else "uvloop")


def test_what_is_built_before_the_first_event_is_not_looked_through_for_garbage_again() -> None:
    told = subprocess.run(
        [sys.executable, "-c", "import gc; from bots import loop; loop.settle_in(); print(gc.get_freeze_count())"],
        capture_output=True,
        check=True,
        text=True,
    )

    assert int(told.stdout) > 1_000
    assert gc.get_freeze_count() == 0
