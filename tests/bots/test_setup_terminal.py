"""`setup` for a person at a terminal: secrets are not echoed, wrong answers are asked for again, Ctrl-C undoes all."""

import asyncio
import os
import select
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from dotenv import dotenv_values

from bots.sandbox.service import Shelf
from bots.sandbox.telegram.server import TOKEN, TelegramSandbox
from bots.settings import Settings
from tests.bots.program import ROOT
from tests.serving import serving

_PATIENCE = 25.0
"""Seconds for an answer to come."""
_AFTER_PROMPT = 0.5
"""Seconds until somebody presses a key."""
_BEGIN = """
import fcntl, runpy, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
sys.argv[0] = "bots"
runpy.run_module("bots", run_name="__main__", alter_sys=True)
"""
"""Makes standard input the terminal of the new session, as a login does."""


class Terminal:
    """The program at a terminal of its own; what it wrote is what a person sees."""

    def __init__(self, cwd: Path, **settings: str) -> None:
        clean = {key: value for key, value in os.environ.items() if key.lower() not in Settings.model_fields}
        self._master, slave = os.openpty()
        self._process = subprocess.Popen(
            [sys.executable, "-c", _BEGIN, "setup"],
            cwd=cwd,
            env={**clean, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", **settings},
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
        )
        os.close(slave)
        self.seen, self._read = "", 0

    async def shows(self, words: str) -> None:
        """Wait for words that come after all that was waited for before."""
        await asyncio.to_thread(self._read_until, words)

    async def types(self, line: str, *, unseen: bool = False) -> None:
        """Type a line; `unseen` waits for the echo to be off, as a person does by reading the prompt."""
        end = time.monotonic() + _PATIENCE
        while unseen and termios.tcgetattr(self._master)[3] & termios.ECHO:
            assert time.monotonic() < end, self.seen
            await asyncio.sleep(0.01)
        os.write(self._master, line.encode())

    async def ends(self) -> int:
        """Read to the end and return the exit status."""
        await asyncio.to_thread(self._read_until, None)
        return await asyncio.to_thread(self._process.wait, _PATIENCE)

    def close(self) -> None:
        self._process.kill()
        self._process.wait()
        os.close(self._master)

    def _read_until(self, words: str | None) -> None:
        end = time.monotonic() + _PATIENCE
        while words is None or words not in self.seen[self._read :]:
            readable, _, _ = select.select([self._master], [], [], max(0.0, end - time.monotonic()))
            assert readable, f"{words!r} did not come: {self.seen}"
            try:
                got = os.read(self._master, 65_536)
            except OSError:  # on Linux, the end of a terminal that nobody has open any more
                got = b""
            if not got:
                assert words is None, self.seen
                return
            self.seen += got.decode()
        self._read = self.seen.index(words, self._read) + len(words)


@pytest.fixture
def terminals() -> Iterator[list[Terminal]]:
    opened: list[Terminal] = []
    yield opened
    for terminal in opened:
        terminal.close()


def listed(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


async def test_a_wrong_token_is_explained_and_asked_for_again_and_no_secret_is_seen(
    tmp_path: Path, terminals: list[Terminal]
) -> None:
    async with serving(TelegramSandbox(Shelf(None)).app) as base:
        terminals.append(terminal := Terminal(tmp_path, TELEGRAM_API_URL=base))
        for name in ("SLACK_BOT_TOKEN", "DISCORD_TOKEN"):
            await terminal.shows(f"{name} [none]: ")
            await terminal.types("\n", unseen=True)
        await terminal.shows("TELEGRAM_TOKEN [none]: ")
        await terminal.types("not a token\n", unseen=True)
        await terminal.shows("✗ TELEGRAM_TOKEN: There is a blank or a quote in it; copy it alone.")
        await terminal.types("4711:wrong-wrong-wrong\n", unseen=True)
        await terminal.shows("✗ Telegram: Telegram does not know TELEGRAM_TOKEN")
        await terminal.shows("TELEGRAM_TOKEN […rong]: ")
        await terminal.types(f"{TOKEN}\n", unseen=True)
        await terminal.shows("✓ The bot is @")
        await terminal.shows("ADMINS [none]: ")
        await terminal.types("telegram:4242\n")
        await terminal.shows("MODEL [none]: ")
        await terminal.types("\n")
        status = await terminal.ends()

    assert status == 0
    assert TOKEN not in terminal.seen
    assert "wrong-wrong" not in terminal.seen
    assert "not a token\r\n" not in terminal.seen
    assert "Traceback" not in terminal.seen
    assert "python -m bots run                connects Telegram" in terminal.seen
    assert dict(dotenv_values(tmp_path / ".env")) == {"TELEGRAM_TOKEN": TOKEN, "ADMINS": "telegram:4242"}


@pytest.mark.parametrize(("key", "status"), [("\x03", 130), ("\x04", 1)], ids=["Ctrl-C", "Ctrl-D"])
async def test_who_leaves_in_the_middle_leaves_the_file_as_it_was(
    tmp_path: Path, terminals: list[Terminal], key: str, status: int
) -> None:
    (tmp_path / ".env").write_text("GRAPH=v1 # mine\n")
    (tmp_path / ".env").chmod(0o640)
    terminals.append(terminal := Terminal(tmp_path))
    for name in ("SLACK_BOT_TOKEN", "DISCORD_TOKEN", "TELEGRAM_TOKEN"):
        await terminal.shows(f"{name} [none]: ")
        await terminal.types("\n", unseen=True)
    await terminal.shows("ADMINS [none]: ")
    await terminal.types("telegram:4242\n")
    await terminal.shows("MODEL [none]: ")
    # Python does not see a Ctrl-C that comes between its prompt and its reading before the next key; nobody is so fast.
    await asyncio.sleep(_AFTER_PROMPT)
    await terminal.types(key)

    assert await terminal.ends() == status
    assert "othing was written" in terminal.seen
    assert "Traceback" not in terminal.seen
    assert (tmp_path / ".env").read_text() == "GRAPH=v1 # mine\n"
    assert (tmp_path / ".env").stat().st_mode & 0o777 == 0o640
    assert listed(tmp_path) == [".env"]


async def test_ctrl_c_while_a_secret_is_typed_gives_the_echo_back(tmp_path: Path, terminals: list[Terminal]) -> None:
    terminals.append(terminal := Terminal(tmp_path))
    await terminal.shows("SLACK_BOT_TOKEN [none]: ")
    await terminal.types("xoxb-half", unseen=True)
    await asyncio.sleep(_AFTER_PROMPT)
    await terminal.types("\x03")

    assert await terminal.ends() == 130
    assert "xoxb-half" not in terminal.seen
    assert termios.tcgetattr(terminal._master)[3] & termios.ECHO
    assert not (tmp_path / ".env").exists()
