"""The graph switch on each platform: by its own picker, during 64 running turns, and after a restart."""

import asyncio
import re
import shutil
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from bots.sandbox.discord.world import GENERAL
from bots.sandbox.telegram import world as telegram
from bots.wiring import Assistant, pools_of
from tests.drivers import options, said
from tests.patient import PatientModel
from tests.serving import serving
from tests.town import Town, services, town
from tests.waiting import until

CONVERSATIONS = 64
PLATFORMS = ("slack", "discord", "telegram")
_CHANNELS = {"slack": "C1", "discord": GENERAL}
CALLS = {"slack": "@trivium ", "discord": "@Trivium ", "telegram": f"@{telegram.BOT['username']} "}
BEGUN_ON, SWITCHED_TO = "v4-eras", "v1"
ONLY_ON_V4 = "Route"
"""What only the graph that they begin on asks a model for, once a turn."""
_SAID = re.compile(r"You said: (\w+ of \d+)")

pytestmark = [pytest.mark.timeout(240), pytest.mark.parametrize("platform", PLATFORMS)]


class Crowd:
    """One person with many conversations on a platform, who is the admin too."""

    def __init__(self, there: Town, platform: str) -> None:
        self.town, self.service, self.platform = there, there.service, platform
        self.office = _office(there, platform)
        """Where commands are given, in the channel of the conversations where there is one."""
        self._begun = _spots(platform)
        self.places: list[str] = []

    async def each_says(self, word: str) -> None:
        """Write into every conversation, the first time so that it begins."""
        begun = bool(self.places)
        call = "" if begun and self.platform != "telegram" else CALLS[self.platform]
        for number, spot in enumerate(self.places or self._begun):
            place = await self.service.say(self.town.user, spot, f"{call}{word} of {number}")
            if not begun:
                self.places.append(place)

    async def says(self, text: str) -> None:
        """Write a command where commands are given."""
        await self.service.say(self.town.user, self.office, text)

    async def all_heard(self, assistant: Assistant, *words: str) -> None:
        """Wait until all is done, and see that every conversation has an answer to each word, once and in order."""
        wanted = [[f"{word} of {number}" for word in words] for number in range(len(self.places))]
        await calm(lambda: assistant.sessions.busy == 0)
        await calm(lambda: sum(map(len, self.answered())) >= len(words) * len(self.places))
        assert self.answered() == wanted

    def answered(self) -> list[list[str]]:
        """Return what each conversation's messages repeat, in their order."""
        shown = self.service.snapshot()["messages"]
        return [
            [found for m in shown.get(place, ()) if m["author"]["bot"] for found in _SAID.findall(self._words(m))]
            for place in self.places
        ]

    async def picker(self, words: str = "") -> tuple[str, dict[str, Any]]:
        """Wait for the newest answer to `/graph`, with these words, and return it with its place."""
        await calm(lambda: self._pickers(words))
        return self._pickers(words)[-1]

    async def choose(self, option: str) -> None:
        """Choose an option of the newest picker, as this platform's people do."""
        place, picker = await self.picker()
        _, control, value = next(o for o in options(self.platform, picker["native"]) if o[0] == option)
        await self.service.click(self.town.user, place, picker["id"], control, value)

    def graphs(self) -> set[str]:
        """Return the graphs that the conversations' last turns ran on, as they are kept."""
        with closing(sqlite3.connect(self.town.database)) as database:
            found = [str(graph) for (graph,) in database.execute("SELECT graph FROM sessions")]
        assert len(found) == CONVERSATIONS
        return set(found)

    def _pickers(self, words: str) -> list[tuple[str, dict[str, Any]]]:
        found = [
            (place, message)
            for place, messages in self.service.snapshot()["messages"].items()
            for message in messages
            if message["author"]["bot"] and "Graph for " in self._words(message) and words in self._words(message)
        ]
        return sorted(found, key=lambda one: (one[1]["at"], one[1]["id"]))

    def _words(self, message: dict[str, Any]) -> str:
        return said(self.platform, message["native"]).replace("**", "")


@asynccontextmanager
async def crowd(platform: str, folder: Path, patient: PatientModel) -> AsyncIterator[Crowd]:
    service = services()[platform]
    async with serving(patient.app) as address:
        settings = {"ADMINS": service.admin(), "GRAPH": BEGUN_ON, "EVENTS_A_MINUTE": "0", **patient.settings(address)}
        async with town(service, folder, **settings) as there:
            yield Crowd(there, platform)


async def calm(holds: Callable[[], object]) -> None:
    """Return once something holds, looking seldom: a look at 64 conversations takes its time."""
    for _ in range(300):
        if holds():
            return
        await asyncio.sleep(0.2)
    raise AssertionError("what was waited for did not come")


def _office(there: Town, platform: str) -> str:
    """Return where others can read too, or a person is alone with the assistant where there are no threads."""
    user: str = there.user
    return user if platform == "telegram" else _CHANNELS[platform]


def _spots(platform: str) -> list[str]:
    """Return where the conversations begin: Telegram's are groups, elsewhere each is a thread of one channel."""
    if platform == "telegram":
        return [str(chat["id"]) for chat in _GROUPS]
    return [_CHANNELS[platform]] * CONVERSATIONS


_GROUPS = [{**telegram.GROUP, "id": telegram.GROUP["id"] - 1_000 - n} for n in range(CONVERSATIONS)]


@pytest.fixture(autouse=True)
def many_groups(monkeypatch: pytest.MonkeyPatch) -> None:
    for group in _GROUPS:
        monkeypatch.setitem(telegram.CHATS, str(group["id"]), group)


async def test_64_running_turns_end_on_their_graph_and_the_next_run_on_the_one_that_was_clicked_also_after_a_restart(
    platform: str, tmp_path: Path
) -> None:
    model = PatientModel()
    async with crowd(platform, tmp_path, model) as ada:
        async with ada.town.assistant() as assistant:
            await ada.town.connected()
            await ada.each_says("one")
            await calm(lambda: model.waiting == CONVERSATIONS)
            await ada.says("/graph")
            if platform == "telegram":
                await ada.choose("everywhere")
                await ada.picker("Graph for everywhere")
            await ada.choose(SWITCHED_TO)
            await ada.picker(f"graph {SWITCHED_TO} answers")
            assert (model.waiting, model.asked_for(ONLY_ON_V4)) == (CONVERSATIONS, 0)

            model.go_on()
            await ada.all_heard(assistant, "one")
            assert (ada.graphs(), model.asked_for(ONLY_ON_V4)) == ({BEGUN_ON}, CONVERSATIONS)

            await ada.each_says("two")
            await ada.all_heard(assistant, "one", "two")
            assert (ada.graphs(), model.asked_for(ONLY_ON_V4)) == ({SWITCHED_TO}, CONVERSATIONS)

        async with ada.town.assistant() as assistant:
            await ada.town.connected()
            await ada.each_says("three")
            await ada.all_heard(assistant, "one", "two", "three")
            assert (ada.graphs(), model.asked_for(ONLY_ON_V4)) == ({SWITCHED_TO}, CONVERSATIONS)

            await ada.choose("clear this")
            await ada.picker(f"graph {BEGUN_ON} answers")
            await ada.each_says("four")
            await ada.all_heard(assistant, "one", "two", "three", "four")
            assert (ada.graphs(), model.asked_for(ONLY_ON_V4)) == ({BEGUN_ON}, 2 * CONVERSATIONS)


async def test_a_conversations_own_graph_goes_before_the_channels_and_that_before_the_default(
    platform: str, tmp_path: Path
) -> None:
    service = services()[platform]
    async with town(service, tmp_path, ADMINS=service.admin(), GRAPH=BEGUN_ON) as ada, ada.assistant():
        await begun(ada, platform)
        for line, answers, reason in (
            ("v1 default", "v1", "set as the default"),
            ("v2 channel", "v2", "set for this channel"),
            ("v3 session", "v3", "set for this conversation"),
            ("v1 default", "v3", "set for this conversation"),
            ("clear session", "v2", "set for this channel"),
            ("clear channel", "v1", "set as the default"),
            ("clear default", BEGUN_ON, "the program's own"),
        ):
            told = await asked(ada, platform, f"/graph {line}")
            assert told.startswith("From the next message on, graph ")
            assert ("Here v3 goes on answering: it is set for this conversation." in told) == (
                line[:2] != answers == "v3"
            )
            assert f"Graph: {answers}, {reason}" in await asked(ada, platform, "/status")


async def test_an_unknown_graph_changes_nothing_and_the_nearest_name_is_offered(platform: str, tmp_path: Path) -> None:
    service = services()[platform]
    async with town(service, tmp_path, ADMINS=service.admin(), GRAPH=BEGUN_ON) as ada, ada.assistant():
        await begun(ada, platform)

        told = await asked(ada, platform, "/graph v4-ears")

        assert "There is no graph “v4-ears”; there are v1, v2, v3, v4-eras. Did you mean v4-eras?" in told
        assert f"Graph: {BEGUN_ON}, the program's own" in await asked(ada, platform, "/status")


async def test_a_graph_whose_file_is_broken_changes_nothing_and_says_why(
    platform: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, service = tmp_path / "graphs", services()[platform]
    shutil.copytree(str(files("graphs")), folder)
    (folder / "v5.toml").write_text('title = "Unfinished"\nengine = "walk"\nstart = "nowhere"\n', "utf-8")
    monkeypatch.setattr("bots.wiring.pools_of", lambda kit: pools_of(kit, folder))
    async with town(service, tmp_path, ADMINS=service.admin(), GRAPH=BEGUN_ON) as ada, ada.assistant():
        await begun(ada, platform)
        await asked(ada, platform, "/graph v2")

        told = await asked(ada, platform, "/graph v5")

        assert "The graph “v5” cannot be used, so nothing has changed: " in told
        assert "v5.toml" in told
        assert "Graph: v2, set for this channel" in await asked(ada, platform, "/status")


async def begun(ada: Town, platform: str) -> None:
    await ada.connected()
    ada.place = _office(ada, platform)
    await ada.say(f"{CALLS[platform]}hi")
    await ada.heard("make me a counter")


async def asked(ada: Town, platform: str, command: str) -> str:
    """Give a command in the conversation and return the answer; in Slack's threads it is said to the assistant."""
    before = len(ada.answers())
    await ada.say(f"{CALLS[platform]}{command}" if platform == "slack" else command)
    await until(lambda: len(ada.answers()) > before)
    return ada.answers()[-1].replace("**", "")
