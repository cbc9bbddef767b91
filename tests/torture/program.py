"""The program as a child process: started, killed as `kill -9` does, started again, and at last told to end."""

import asyncio
import os
import sys
from collections.abc import Mapping
from pathlib import Path

from bots.settings import Settings

_ROOT = Path(__file__).resolve().parents[2]
_PATIENCE = 40.0
"""Seconds for an end in good order."""


class Program:
    """`python -m bots run` in a folder of its own; what it says goes to a file there."""

    def __init__(self, folder: Path, platforms: tuple[str, ...], settings: Mapping[str, str]) -> None:
        clean = {key: value for key, value in os.environ.items() if key.lower() not in Settings.model_fields}
        self._environment = {**clean, "PYTHONPATH": str(_ROOT), **settings}
        self._folder, self._platforms = folder, platforms
        self._process: asyncio.subprocess.Process | None = None
        self.said = folder / "program.log"

    @property
    def status(self) -> int | None:
        """Return with what status it ended; None while it runs."""
        return None if self._process is None else self._process.returncode

    async def start(self) -> None:
        """Start it; returns at once."""
        command = [sys.executable, "-m", "bots", "run", "--with-parent", *self._platforms]
        with self.said.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                *command,
                cwd=self._folder,
                env=self._environment,
                stdin=asyncio.subprocess.PIPE,
                stdout=log,
                stderr=log,
            )

    async def kill(self) -> None:
        """Kill it, and return when it is gone."""
        if self._process is not None and self._process.returncode is None:
            self._process.kill()
            await self._process.wait()

    async def stop(self) -> int:
        """Let it end in good order and return its status; kill it where that takes too long."""
        if self._process is None:
            return 0
        if self._process.stdin is not None:
            self._process.stdin.close()
        try:
            return await asyncio.wait_for(self._process.wait(), _PATIENCE)
        except TimeoutError:
            await self.kill()
            return -1

    def note(self, line: str) -> None:
        """Write a line of our own between what the program says."""
        with self.said.open("a") as log:
            log.write(f"--- {line}\n")
