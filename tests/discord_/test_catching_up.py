"""What people wrote while nobody listened, fetched from Discord's memory when a session begins."""

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import pytest
from msgspec import Struct
from msgspec.structs import replace

from adapters.discord import history
from adapters.discord.gateway import DiscordGateway
from adapters.discord.places import Place
from adapters.discord.wire import history_payload
from bots.sandbox.discord.server import DiscordSandbox
from bots.sandbox.service import SentFile
from core.errors import PlatformUnreachable, RateLimited, Unauthorized
from core.events import Inbound, Message, Moved, Person
from core.view import View
from tests.discord_.connected import Inbox, connected, gateway_to, running, sandbox
from tests.serving import serving
from tests.waiting import until

LIST = "GET /channels/{channel}/messages"
SENTENCES = ("one", "two", "three")


class Down(Struct):
    """A bot that was there and is gone, and what it saw last."""

    server: DiscordSandbox
    base: str
    seen: list[Inbound]
    ada: str
    direct: str
    general: str
    thread: str

    async def back(self, inbox: Inbox) -> DiscordGateway:
        gateway = gateway_to(self.server, self.base)
        inbox.catching_up = lambda: gateway.catch_up(inbox.accept, self.seen)
        return gateway


@asynccontextmanager
async def down() -> AsyncIterator[Down]:
    """Let Ada have talked with a bot in direct messages and in a thread, and take the bot away."""
    server, inbox = sandbox(), Inbox()
    snapshot = server.snapshot()
    ada, (direct, general) = snapshot["users"][0]["id"], [place["id"] for place in snapshot["places"][:2]]
    async with serving(server.app) as base:
        gateway = gateway_to(server, base)
        async with running(gateway, inbox):
            await until(lambda: server.connected)
            await server.say(ada, direct, "hi")
            greeting = await inbox.next()
            thread = await server.say(ada, general, "@Trivium count")
            mention = await inbox.next()
            (body,) = gateway.platform.draw(View(id=1, text="Counting.", done=True))
            await gateway.port.send(mention, body, key="answer", private=False)
            await server.say(ada, thread, "and more")
            seen = [await inbox.next(), greeting]
        await until(lambda: not server.connected)
        yield Down(server, base, seen, ada, direct, general, thread)


async def all_of(inbox: Inbox, count: int) -> list[Inbound]:
    return [await inbox.next() for _ in range(count)]


def texts(events: Sequence[Inbound], session: str) -> list[str]:
    return [one.text for one in events if isinstance(one, Message) and one.session == f"discord:{session}"]


async def test_what_was_written_meanwhile_is_fetched_in_order_from_every_conversation() -> None:
    async with down() as away:
        for sentence in SENTENCES:
            await away.server.say(away.ada, away.direct, sentence)
            await away.server.say(away.ada, away.thread, sentence)
        fresh = await away.server.say(away.ada, away.general, "@Trivium something new")
        inbox = Inbox()

        async with running(await away.back(inbox), inbox):
            known = {event.event for event in away.seen}
            events = [one for one in await all_of(inbox, 10) if one.event not in known]

        assert texts(events, away.direct) == list(SENTENCES)
        assert [text for text in texts(events, away.thread) if text != "count"] == list(SENTENCES)
        assert texts(events, fresh) == ["something new"]


@pytest.mark.parametrize("known", [True, False])
async def test_what_is_fetched_equals_what_is_delivered(*, known: bool) -> None:
    """Events that were kept before servers were do not name theirs, which is asked for then."""
    async with down() as away:
        file = SentFile("note.txt", "text/plain", b"read me")
        await away.server.say(away.ada, away.direct, "direct", [file])
        await away.server.say(away.ada, away.thread, "in the thread")
        await away.server.say(away.ada, away.thread, "@Trivium in the thread")
        await away.server.say(away.ada, away.general, "@Trivium in the channel")
        inbox = Inbox()
        gateway = await away.back(inbox)
        inbox.catching_up = None

        async with running(gateway, inbox):
            await until(lambda: inbox.connections)
            seen = [event if known else replace(event, server="") for event in away.seen]
            await gateway.catch_up(inbox.accept, seen)
            fetched = [await inbox.next() for _ in range(7)]
            await until(lambda: gateway._client.guilds and gateway._client.guilds[0].threads)
            for event in fetched:
                away.server.redeliver(event.event.partition(":")[2])
            delivered = [await inbox.next() for _ in fetched]

        by_event = {event.event: event for event in delivered}
        assert inbox.empty
        assert len(by_event) == len(fetched)
        for event in fetched:
            assert event == by_event[event.event]


async def test_in_the_chat_of_a_voice_channel_all_share_one_conversation_in_the_history_too() -> None:
    async with connected() as home:
        await home.sandbox.say(home.ada, home.general, "@Trivium hi")
        await home.inbox.next()
        client = home.gateway._client
        (found,) = [one async for one in client.get_partial_messageable(int(home.general)).history()]
        assert client.user is not None

        payload = history_payload(found, client.user.id, Place(home.general, 0.0, kind=2))

        message = home.gateway.platform.read(payload)
        assert message is not None
        assert message.session == message.channel == f"discord:{home.general}"


async def test_our_own_messages_and_chatter_that_is_not_meant_for_us_are_left_out() -> None:
    async with connected() as home:
        asked, _ = await home.counter()
        await home.sandbox.say(home.ada, home.general, "nothing for a bot")
        elsewhere = Message(
            event="discord:1", session=f"discord:{home.general}", channel=f"discord:{home.general}",
            person=Person("discord:1"), at=asked.at, text="",
        )  # fmt: skip

        await home.gateway.catch_up(home.inbox.accept, [elsewhere, asked])

        assert await home.inbox.next() == asked
        assert home.inbox.empty


async def test_what_comes_while_it_is_fetched_comes_after_it() -> None:
    async with down() as away:
        await away.server.say(away.ada, away.direct, "earlier")
        inbox = Inbox()
        gateway, open_door = await away.back(inbox), asyncio.Event()
        order: list[str] = []

        async def keep(inbound: Inbound | Moved) -> None:
            if isinstance(inbound, Message) and inbound.session == f"discord:{away.direct}":
                order.append(inbound.text)

        async def accept(inbound: Inbound | Moved) -> None:
            await open_door.wait()
            await keep(inbound)

        async def begin() -> None:
            await away.server.say(away.ada, away.direct, "later")
            await gateway.catch_up(keep, away.seen)
            open_door.set()

        inbox.accept, inbox.catching_up = accept, begin  # type: ignore[method-assign]
        async with running(gateway, inbox):
            await until(lambda: len(order) == 4)

        assert order == ["hi", "earlier", "later", "later"]


async def test_a_place_that_may_not_be_read_is_left_out_with_a_warning(caplog: pytest.LogCaptureFixture) -> None:
    async with down() as away:
        await away.server.say(away.ada, away.direct, "fetched")
        inbox = Inbox()
        gateway = await away.back(inbox)
        inbox.catching_up = None

        async with running(gateway, inbox):
            for status in (403, 404):
                caplog.clear()
                away.server.faults.fail_next(LIST, status=status)
                await gateway.catch_up(inbox.accept, away.seen)
                assert caplog.text.count("is not known") == 1

        assert not gateway._history.places.owed()


async def test_a_forum_has_threads_and_no_messages_of_its_own(caplog: pytest.LogCaptureFixture) -> None:
    async with down() as away:
        inbox = Inbox()
        gateway = await away.back(inbox)
        inbox.catching_up = None

        async with running(gateway, inbox):
            away.server.faults.fail_next(LIST, status=400)
            await gateway.catch_up(inbox.accept, away.seen)

        assert not gateway._history.places.owed()
        assert "is not known" not in caplog.text


async def test_a_token_that_is_no_longer_known_ends_it(caplog: pytest.LogCaptureFixture) -> None:
    async with connected() as home:
        await home.sandbox.say(home.ada, home.direct, "hi")
        seen = await home.inbox.next()
        home.sandbox.faults.fail_next(LIST, status=401)

        with pytest.raises(Unauthorized):
            await home.gateway.catch_up(home.inbox.accept, [seen])

        assert "is not known" not in caplog.text


async def test_a_thread_that_was_never_started_is_no_reason_for_a_warning(caplog: pytest.LogCaptureFixture) -> None:
    async with connected() as home:
        await home.sandbox.say(home.ada, home.general, "@Trivium hi")
        mention = await home.inbox.next()

        await home.gateway.catch_up(home.inbox.accept, [mention])

        assert await home.inbox.next() == mention
        assert [record for record in caplog.records if record.levelno >= logging.WARNING] == []


async def test_a_long_pause_that_discord_asks_for_ends_it_and_what_is_left_is_fetched_the_next_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with connected() as home:
        await home.sandbox.say(home.ada, home.direct, "hi")
        seen = await home.inbox.next()
        home.sandbox.faults.fail_next(LIST, status=429, retry_after=60.0)
        with pytest.raises(RateLimited):
            await home.gateway.catch_up(home.inbox.accept, [seen])

        monkeypatch.setattr(history, "_PATIENCE", 0.2)
        home.sandbox.faults.fail_next(LIST, status=429, retry_after=6.0)
        with pytest.raises(PlatformUnreachable, match="give out what was written meanwhile"):
            await home.gateway.catch_up(home.inbox.accept, [])

        assert home.inbox.empty
        monkeypatch.setattr(history, "_PATIENCE", 10.0)
        await home.gateway.catch_up(home.inbox.accept, [])
        assert await home.inbox.next() == seen


async def test_of_very_much_only_the_newest_is_fetched_and_the_log_says_so(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(history, "_MOST", 3)
    async with connected() as home:
        await home.sandbox.say(home.ada, home.direct, "hi")
        seen = await home.inbox.next()
        for number in range(5):
            await home.sandbox.say(home.ada, home.direct, str(number))
        await all_of(home.inbox, 5)

        await home.gateway.catch_up(home.inbox.accept, [seen])

        assert texts(await all_of(home.inbox, 3), home.direct) == ["2", "3", "4"]
        assert home.inbox.empty
        assert "only the last 3 messages" in caplog.text


async def test_no_message_of_a_new_session_comes_before_connected_is_awaited() -> None:
    async with connected() as home:
        await home.sandbox.say(home.ada, home.direct, "at once")
        await home.inbox.next()

        assert home.inbox.connections == 1


async def test_connected_is_awaited_for_each_new_session_and_never_for_one_that_is_resumed() -> None:
    async with connected() as home:
        await until(lambda: home.inbox.connections == 1)
        home.sandbox.drop_sockets()
        await home.sandbox.say(home.ada, home.direct, "replayed")
        assert await home.inbox.words() == "replayed"
        assert home.inbox.connections == 1

        home.sandbox.forget_sessions()
        await until(lambda: home.inbox.connections == 2)


async def test_a_connection_that_is_half_open_is_found_out_and_resumed() -> None:
    async with connected(DiscordSandbox(sandbox()._world._shelf, heartbeat=0.1)) as home:
        home.gateway._client._connection.heartbeat_timeout = 0.3
        home.sandbox.drop_sockets()
        await until(lambda: home.sandbox.connected)
        await home.sandbox.say(home.ada, home.direct, "before")
        assert await home.inbox.words() == "before"

        home.sandbox.half_open_sockets()
        await home.sandbox.say(home.ada, home.direct, "into the void")

        assert await home.inbox.words() == "into the void"
        assert home.inbox.connections == 1
