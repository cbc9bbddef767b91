"""The bots as a child process of the sandbox, so that kill -9 is real."""

import asyncio
import logging
import os
import signal
import sys
from collections.abc import Mapping

log = logging.getLogger(__name__)

_PAUSE = 1.0
"""Seconds between the end of the bots and their next start."""


class Bots:
    """Runs `python -m bots run` with settings of its own, again whenever it ends."""

    def __init__(self, platforms: tuple[str, ...], environment: Mapping[str, str]) -> None:
        self._platforms, self._environment = platforms, environment
        self._process: asyncio.subprocess.Process | None = None

    @property
    def running(self) -> bool:
        """Say whether the process is there."""
        return self._process is not None and self._process.returncode is None

    def kill(self) -> None:
        """Kill the process as `kill -9` does."""
        if self._process is not None and self._process.returncode is None:
            self._process.send_signal(signal.SIGKILL)

    async def keep_running(self) -> None:
        """Start the process, and again after its end, until cancelled."""
        while True:
            command = [sys.executable, "-m", "bots", "run", "--with-parent", *self._platforms]
            self._process = await asyncio.create_subprocess_exec(
                *command, stdin=asyncio.subprocess.PIPE, env={**os.environ, **self._environment}
            )
            try:
                status = await self._process.wait()
            except asyncio.CancelledError:
                await self._stop(self._process)
                raise
            log.info("the bots ended and are started again", extra={"status": status})
            await asyncio.sleep(_PAUSE)

    async def _stop(self, process: asyncio.subprocess.Process) -> None:
        """Let the process end in good order: its standard input closes, which it takes as the sign."""
        if process.stdin is not None:
            process.stdin.close()
        await process.wait()
