"""The program as people start it."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bots.settings import Settings

ROOT = Path(__file__).resolve().parents[2]


async def bots(*arguments: str, cwd: Path, **settings: str) -> asyncio.subprocess.Process:
    clean = {key: value for key, value in os.environ.items() if key.lower() not in Settings.model_fields}
    return await asyncio.create_subprocess_exec(
        *[sys.executable, "-m", "bots", *arguments],
        cwd=cwd,
        env={**clean, "PYTHONPATH": str(ROOT), **settings},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )


@asynccontextmanager
async def running(*arguments: str, cwd: Path, **settings: str) -> AsyncIterator[None]:
    """Run the program while the block runs, connected to its platform, and end it as an operator does."""
    process = await bots(*arguments, cwd=cwd, **settings)
    assert process.stderr is not None
    try:
        while b"connected" not in await process.stderr.readline():
            assert process.returncode is None
        yield
    finally:
        process.terminate()
        await process.communicate()
