"""A newcomer in front of the sandbox: the program as people start it, and a person at one pane of its page."""

import asyncio
import json
import os
import signal
import sys
from base64 import b64encode
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp

from tests.drivers import buttons, chosen, dates, options, said

ROOT = Path(__file__).resolve().parents[1]


class Visitor:
    """A person in front of one pane of the page."""

    def __init__(self, session: aiohttp.ClientSession, address: str, service: str, who: int = 0) -> None:
        self._session, self._address, self.service, self._who = session, address, service, who
        self.place = ""

    def companion(self) -> "Visitor":
        """Return the other person, at the same pane."""
        return Visitor(self._session, self._address, self.service, who=1)

    async def snapshot(self) -> dict[str, Any]:
        """Return what the page is told now."""
        async with self._session.get(f"{self._address}/events") as answer:
            line = await answer.content.readline()
        news: dict[str, Any] = json.loads(line.removeprefix(b"data: "))
        return news

    async def pane(self) -> dict[str, Any]:
        """Return this platform's part of the snapshot."""
        pane: dict[str, Any] = (await self.snapshot())["services"][self.service]
        return pane

    async def connected(self) -> None:
        """Wait until the bot would hear what is said."""
        for _ in range(400):
            if (await self.pane())["connected"]:
                return
            await asyncio.sleep(0.05)
        raise AssertionError(f"{self.service}: the bot did not connect")

    async def user(self) -> str:
        """Return the person's id."""
        user: str = (await self.pane())["users"][self._who]["id"]
        return user

    async def say(self, text: str, **files: bytes) -> None:
        """Write into the place at hand, with text files by their name; the talk goes on where the platform says."""
        told = await self.try_to_say(text, **files)
        assert "place" in told, told
        self.place = told["place"]

    async def command(self, text: str) -> None:
        """Give a command into the place at hand."""
        await self.say(self.as_command(text))

    def as_command(self, text: str) -> str:
        """Return what to write for a command: Slack takes none in threads, where it is said to the app."""
        return f"@trivium {text}" if self.service == "slack" and "/" in self.place else text

    async def try_to_say(self, text: str, **files: bytes) -> dict[str, str]:
        """Write into the place at hand and return what the platform answers, a refusal too."""
        pane = await self.pane()
        user = pane["users"][self._who]["id"]
        mine = [p["id"] for p in pane["places"] if user in p.get("users", [user])]
        place = self.place or mine[0]
        sent = [
            {"name": f"{name}.txt", "media_type": "text/plain", "data": b64encode(data).decode()}
            for name, data in files.items()
        ]
        return await self._post("/say", user=user, place=place, text=text, files=sent)

    async def messages(self) -> list[dict[str, Any]]:
        """Return the bot's messages in the place at hand that this person can see."""
        pane = await self.pane()
        user = pane["users"][self._who]["id"]
        shown = [m for place in pane["messages"].values() for m in place]
        return sorted(
            (m for m in shown if m["author"]["bot"] and m.get("private_to") in (None, user)), key=lambda m: m["at"]
        )

    async def sees(self, words: str, button: str = "", after: int = 0) -> dict[str, Any]:
        """Wait for a message of the bot with these words and this button, and return it."""
        for _ in range(400):
            for message in (await self.messages())[after:]:
                if words in said(self.service, message["native"]) and (
                    not button or button in buttons(self.service, message["native"])
                ):
                    return message
            await asyncio.sleep(0.05)
        seen = [(said(self.service, m["native"]), buttons(self.service, m["native"])) for m in await self.messages()]
        raise AssertionError(f"{self.service}: {words!r} with {button!r} did not come; seen: {seen}")

    async def click(self, message: dict[str, Any], button: str) -> None:
        """Press a button of a message."""
        control = buttons(self.service, message["native"])[button]
        await self._use(message, control)

    async def choose(self, message: dict[str, Any], option: str) -> None:
        """Choose an option of a select."""
        offered = options(self.service, message["native"])
        control, value = next((control, value) for label, control, value in offered if label == option)
        await self._use(message, control, value)

    async def pick(self, message: dict[str, Any], day: str) -> None:
        """Choose a day in Slack's date picker."""
        (control,) = dates(message["native"]).values()
        await self._use(message, control, day)

    async def fill_in(self, value: str) -> str:
        """Answer the dialog that is open for this person, and return what the platform says is wrong with it."""
        user = await self.user()
        for _ in range(400):
            mine = [d for d in (await self.pane())["dialogs"] if d["user"] == user]
            if mine:
                return (await self._post("/submit", user=user, dialog=mine[-1]["id"], value=value))["wrong"]
            await asyncio.sleep(0.05)
        raise AssertionError(f"{self.service}: no dialog opened")

    async def shows_chosen(self, message: dict[str, Any], option: str) -> None:
        """Wait until a message shows an option as chosen."""
        for _ in range(400):
            now = next(m for m in await self.messages() if m["id"] == message["id"])
            if chosen(self.service, now["native"]) == option:
                return
            await asyncio.sleep(0.05)
        raise AssertionError(f"{self.service}: {option!r} was not shown as chosen")

    async def _use(self, message: dict[str, Any], control: str, value: str = "") -> None:
        pane = await self.pane()
        place = next(key for key, shown in pane["messages"].items() if any(m["id"] == message["id"] for m in shown))
        asked = {"user": await self.user(), "place": place, "message": message["id"], "control": control}
        assert await self._post("/click", **asked, value=value) == {}

    async def _post(self, path: str, **asked: Any) -> dict[str, str]:
        async with self._session.post(self._address + path, json={"service": self.service, **asked}) as answer:
            told: dict[str, str] = await answer.json()
            return told


@asynccontextmanager
async def sandbox(data: Path, *, kill: bool = False) -> AsyncIterator[str]:
    """Run the sandbox as people do and give the page's address; end it in good order, or by kill -9."""
    process = await asyncio.create_subprocess_exec(
        *[sys.executable, "-m", "bots", "sandbox", "--port", "0", "--data", str(data)],
        cwd=ROOT,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    try:
        async for line in process.stdout:
            if line.startswith(b"Open "):
                break
        yield line.removeprefix(b"Open ").decode().strip()
    finally:
        process.send_signal(signal.SIGKILL if kill else signal.SIGTERM)
        await process.communicate()
