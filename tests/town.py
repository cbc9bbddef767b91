"""The whole program in this process, connected to a sandbox server over real sockets, and a person who talks to it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from bots.sandbox.discord.server import DiscordSandbox
from bots.sandbox.service import Service, Shelf
from bots.sandbox.slack.server import SlackSandbox
from bots.sandbox.telegram.server import TelegramSandbox
from bots.settings import Settings
from bots.supervise import keep
from bots.wiring import Assistant, assembled
from tests.drivers import buttons, said
from tests.serving import serving
from tests.waiting import until

_PATIENCE = 60.0


def services() -> dict[str, Service]:
    """Return a fresh server for each platform."""
    several: tuple[Service, ...] = (
        SlackSandbox(Shelf(None), retry_pauses=(0.0, 1.0, 2.0)), DiscordSandbox(Shelf(None)),
        TelegramSandbox(Shelf(None)),
    )  # fmt: skip
    return {service.name: service for service in several}


class Town:
    """One platform with one person, and what the assistant says to them."""

    def __init__(self, service: Service, base: str, folder: Path, **settings: str) -> None:
        self.service, self._base, self._folder, self._settings = service, base, folder, settings
        user = service.snapshot()["users"][0]["id"]
        self.user = user
        self.place: str = next(p["id"] for p in service.snapshot()["places"] if user in p.get("users", [user]))

    @property
    def database(self) -> Path:
        """Return the file that the program keeps."""
        return self._folder / "trivium.db"

    @asynccontextmanager
    async def assistant(self, **more: str) -> AsyncIterator[Assistant]:
        """Run the program while the block runs; other settings go before those of the platform."""
        told = {"DATABASE_URL": f"sqlite:///{self.database}", "GRAPH": "v1", **self._settings}
        wanted = {**told, "DIRECT_MESSAGES": "welcome", **self.service.environment(self._base), **more}
        settings = Settings(_env_file=None, **{k.lower(): v for k, v in wanted.items()})  # type: ignore[call-arg,arg-type]
        async with assembled(settings, [self.service.name]) as assistant:
            running = asyncio.create_task(
                keep(assistant.gateways, assistant.sessions, assistant.alarms, asyncio.Event(), assistant.connections)
            )
            try:
                yield assistant
            finally:
                running.cancel()
                await asyncio.gather(running, return_exceptions=True)
                await assistant.sessions.close(5.0)

    async def connected(self) -> None:
        """Wait until the assistant would hear what is said."""
        await until(lambda: self.service.connected > 0, _PATIENCE)

    async def say(self, text: str) -> None:
        """Write as the person, where the talk goes on."""
        self.place = await self.service.say(self.user, self.place, text)

    async def heard(self, words: str, times: int = 1) -> None:
        """Wait until the assistant has said something so many times."""
        await until(lambda: sum(words in answer for answer in self.answers()) >= times, _PATIENCE)

    def answers(self) -> list[str]:
        """Return all the assistant's messages, as they look now."""
        return [said(self.service.name, message["native"]) for message in self._messages()]

    async def click(self, label: str) -> None:
        """Press the newest button of that label."""
        found = [(m["id"], buttons(self.service.name, m["native"]).get(label)) for m in self._messages()]
        message, button = next((m, b) for m, b in reversed(found) if b is not None)
        await self.service.click(self.user, self.place, message, button)

    def _messages(self) -> list[dict[str, Any]]:
        shown = (message for place in self.service.snapshot()["messages"].values() for message in place)
        return [message for message in shown if message["author"]["bot"]]


@asynccontextmanager
async def town(service: Service, folder: Path, **settings: str) -> AsyncIterator[Town]:
    """Serve a platform while the block runs; the program is started with `Town.assistant`."""
    async with serving(service.app) as base:
        yield Town(service, base, folder, **settings)
