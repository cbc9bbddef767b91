"""What goes wrong in production, each with what must come of it, on every platform."""

import asyncio
import sqlite3
import time
from collections.abc import Awaitable, Callable
from contextlib import closing
from pathlib import Path

import pytest

from bots.sandbox.discord.server import DiscordSandbox
from bots.sandbox.service import Service
from bots.sandbox.slack.server import SlackSandbox
from bots.sandbox.telegram.server import TelegramSandbox
from core.errors import StoreError
from core.events import Inbound
from core.ports import Store
from tests.town import Town, services, town
from tests.waiting import until

pytestmark = [pytest.mark.timeout(120), pytest.mark.parametrize("platform", ["slack", "discord", "telegram"])]

_SEND = {"slack": "chat.postMessage", "discord": "POST /channels/{channel}/messages", "telegram": "sendMessage"}


def refuse_sending(service: Service, *, status: int, times: int = 1) -> None:
    """Let the next messages be refused with an HTTP status, and with a pause of a second where that is usual."""
    method = _SEND[service.name]
    for _ in range(times):
        match service:
            case SlackSandbox():
                service.fail_next(method, status=status, retry_after=1.0)
            case DiscordSandbox():
                service.faults.fail_next(method, status=status, retry_after=1.0)
            case TelegramSandbox():
                service.fail_next(method, status=status, retry_after=1 if status == 429 else None)
            case _:
                raise TypeError(service.name)


async def drop(service: Service) -> None:
    """Close the connections on which events come, so that some may be lost."""
    match service:
        case SlackSandbox():
            await service.drop_sockets()
        case DiscordSandbox():
            service.forget_sessions()
        case TelegramSandbox():
            service.fail_next("getUpdates", status=502)
        case _:
            raise TypeError(service.name)


def once(here: Town, words: str) -> None:
    assert [words in answer for answer in here.answers()].count(True) == 1, here.answers()


async def test_after_429_the_answer_arrives_once(platform: str, tmp_path: Path) -> None:
    async with town(services()[platform], tmp_path) as here, here.assistant():
        await here.connected()
        refuse_sending(here.service, status=429)
        await here.say("what is 17 * 3?")
        await here.heard("51")
        await here.say("what is 17 * 5?")
        await here.heard("85")

        once(here, "51")


async def test_after_a_few_500_the_answer_arrives_once(platform: str, tmp_path: Path) -> None:
    async with town(services()[platform], tmp_path) as here, here.assistant():
        await here.connected()
        refuse_sending(here.service, status=500, times=3)
        await here.say("what is 17 * 3?")
        await here.heard("51")
        await here.say("what is 17 * 5?")
        await here.heard("85")

        once(here, "51")


async def test_what_is_written_while_the_connection_is_lost_is_answered_once(platform: str, tmp_path: Path) -> None:
    async with town(services()[platform], tmp_path) as here, here.assistant():
        await here.connected()
        await here.say("what is 17 * 2?")
        await here.heard("34")
        await drop(here.service)
        await here.say("what is 17 * 3?")
        await here.heard("51")
        await here.say("what is 17 * 5?")
        await here.heard("85")

        once(here, "51")


async def test_what_is_written_while_the_program_is_down_is_answered_at_its_next_start(
    platform: str, tmp_path: Path
) -> None:
    async with town(services()[platform], tmp_path) as here:
        async with here.assistant():
            await here.connected()
            await here.say("what is 17 * 2?")
            await here.heard("34")
        await here.say("what is 17 * 3?")
        await here.say("what is 17 * 5?")
        async with here.assistant():
            await here.heard("85")

            once(here, "51")
            once(here, "85")


_TOKENS = {"slack": "SLACK_BOT_TOKEN", "discord": "DISCORD_TOKEN", "telegram": "TELEGRAM_TOKEN"}


async def test_a_token_that_is_refused_ends_the_platform_with_a_sentence(
    platform: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with town(services()[platform], tmp_path) as here, here.assistant(**{_TOKENS[platform]: "1:revoked"}):
        await until(lambda: _TOKENS[platform] in caplog.text)

        assert here.service.connected == 0


async def test_an_answer_that_met_a_revoked_token_is_shown_with_a_new_one(
    platform: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with town(services()[platform], tmp_path) as here:
        async with here.assistant() as assistant:
            await here.connected()
            await here.say("what is 17 * 2?")
            await here.heard("34")
            refuse_sending(here.service, status=401)
            await here.say("what is 17 * 3?")
            await until(lambda: "a reply was not delivered" in caplog.text)
            left = await assistant.store.undelivered()
        async with here.assistant():
            await here.heard("51")

            assert len(left) == 1
            once(here, "51")


def fails_for_a_while(store: Store, monkeypatch: pytest.MonkeyPatch, times: int) -> list[Inbound]:
    """Let the disk be full for the next events; return those that were not kept."""
    real: Callable[[Inbound], Awaitable[int | None]] = store.accept
    refused: list[Inbound] = []

    async def accept(inbound: Inbound) -> int | None:
        if len(refused) < times:
            refused.append(inbound)
            raise StoreError("The database has no room to grow: the disk is full.")
        return await real(inbound)

    monkeypatch.setattr(store, "accept", accept)
    return refused


async def test_while_the_disk_is_full_nothing_is_acknowledged_and_later_all_is_answered(
    platform: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with town(services()[platform], tmp_path) as here, here.assistant() as assistant:
        await here.connected()
        await here.say("what is 17 * 2?")
        await here.heard("34")
        refused = fails_for_a_while(assistant.store, monkeypatch, 2)
        await here.say("what is 17 * 3?")
        await here.heard("51")

        assert refused
        once(here, "51")


async def test_a_reader_that_holds_the_database_stops_nobody(platform: str, tmp_path: Path) -> None:
    async with town(services()[platform], tmp_path) as here, here.assistant():
        await here.connected()
        await here.say("what is 17 * 2?")
        await here.heard("34")
        with closing(sqlite3.connect(here.database)) as reader:
            reader.execute("BEGIN")
            reader.execute("SELECT count(*) FROM sessions").fetchall()
            await here.say("what is 17 * 3?")
            await here.heard("51")

            once(here, "51")


async def test_another_program_that_writes_only_delays(platform: str, tmp_path: Path) -> None:
    async with town(services()[platform], tmp_path) as here, here.assistant():
        await here.connected()
        await here.say("what is 17 * 2?")
        await here.heard("34")
        connecting = sqlite3.connect(here.database, isolation_level=None, check_same_thread=False)
        with closing(connecting) as other:
            await asyncio.to_thread(other.execute, "BEGIN IMMEDIATE")
            saying = asyncio.create_task(here.say("what is 17 * 3?"))
            await asyncio.sleep(0.5)
            other.execute("ROLLBACK")
        await saying
        await here.heard("51")

        once(here, "51")


async def test_a_clock_that_goes_backwards_loses_and_repeats_nothing(
    platform: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = time.time
    async with town(services()[platform], tmp_path) as here, here.assistant() as assistant:
        await here.connected()
        await here.say("what is 17 * 2?")
        await here.heard("34")
        monkeypatch.setattr(time, "time", lambda: real() - 86_400.0)
        await here.say("what is 17 * 3?")
        await here.heard("51")
        await here.say("what is 17 * 5?")
        await here.heard("85")
        monkeypatch.undo()
        await until(lambda: not assistant.sessions.busy)

        once(here, "51")
        assert await assistant.store.undelivered() == ()
        assert await assistant.store.pending() == ()


async def test_an_admin_hears_of_an_answer_that_could_not_be_shown(platform: str, tmp_path: Path) -> None:
    service = services()[platform]
    async with town(service, tmp_path, ADMINS=service.admin()) as here, here.assistant():
        await here.connected()
        await here.say("what is 17 * 2?")
        await here.heard("34")
        refuse_sending(here.service, status=403)
        await here.say("what is 17 * 3?")
        await here.heard("A reply could not be shown")
        await here.say("what is 17 * 5?")
        await here.heard("85")

        assert not [answer for answer in here.answers() if "51" in answer]
