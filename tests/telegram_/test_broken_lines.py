"""Connections that are dead without saying so, tokens that are refused, another process with the same token."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest

from adapters.shared.pacing import persist
from bots.sandbox.service import Shelf
from bots.sandbox.telegram.server import TelegramSandbox
from core.errors import PlatformError, PlatformUnreachable, Unauthorized
from core.events import Message
from tests.telegram_.connected import (
    ADA,
    BEN,
    Hosts,
    Kept,
    called,
    message,
    polled,
    polling,
    running,
    wrong_calls,
)
from tests.waiting import until

HELLO = {"text": "hello", "entities": []}


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("adapters.telegram.polling._FIRST_PAUSE", 0.01)
    monkeypatch.setattr("adapters.telegram.polling._LONG_POLL", timedelta(seconds=1))
    monkeypatch.setattr("adapters.telegram.request._TIMEOUT", 0.2)
    monkeypatch.setattr("adapters.telegram.request._CONNECT_TIMEOUT", 0.2)


@asynccontextmanager
async def silent(answer: bytes) -> AsyncIterator[str]:
    """Serve what takes connections, says `answer`, and then nothing more."""
    writers: list[asyncio.StreamWriter] = []

    async def take(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writers.append(writer)
        writer.write(answer)
        await writer.drain()

    server = await asyncio.start_server(take, "127.0.0.1", 0)
    try:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    finally:
        server.close()
        for writer in writers:
            writer.close()


@pytest.mark.usefixtures("impatient")
async def test_a_long_poll_over_a_dead_connection_ends_by_itself_and_the_next_one_works(
    hosts: Hosts, caplog: pytest.LogCaptureFixture
) -> None:
    kept = Kept()
    async with polled(hosts, kept) as (sandbox, _):
        await until(lambda: called(sandbox, "getUpdates") == 1)
        sandbox.half_open = True
        await until(lambda: called(sandbox, "getUpdates") == 2)
        await sandbox.say(ADA, ADA, "hi")
        await until(lambda: "Telegram did not hand out updates for the moment" in caplog.text)
        assert kept.events.empty()
        sandbox.half_open = False
        event = await kept.next()

    assert isinstance(event, Message)
    assert event.text == "hi"


@pytest.mark.usefixtures("impatient")
async def test_what_is_sent_over_a_dead_connection_is_unreachable_and_arrives_when_tried_again(hosts: Hosts) -> None:
    async with polled(hosts, Kept()) as (sandbox, gateway):
        sandbox.hang_next("sendMessage")
        with pytest.raises(PlatformUnreachable, match="Telegram did not send a message for the moment"):
            async with asyncio.timeout(5):
                await gateway.port.send(message(ADA), HELLO, key="k", private=False)
        await gateway.port.send(message(ADA), HELLO, key="k", private=False)

    assert [one["native"]["text"] for one in sandbox.snapshot()["messages"][ADA]] == ["hello"]


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("answer", [b"", b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{"])
async def test_wherever_an_answer_stops_the_request_ends(answer: bytes) -> None:
    async with silent(answer) as base:
        gateway = polling(TelegramSandbox(Shelf(None)), base)
        with pytest.raises(PlatformUnreachable, match="Timed out"):
            async with asyncio.timeout(5):
                await gateway.start()
        await gateway.close()


@pytest.mark.usefixtures("impatient")
async def test_a_message_whose_answer_was_lost_is_there_twice_for_telegram_knows_no_nonces(hosts: Hosts) -> None:
    async with polled(hosts, Kept()) as (sandbox, gateway):
        sandbox.hang_next("sendMessage", done=True)
        await persist(lambda: gateway.port.send(message(ADA), HELLO, key="k", private=False))

    assert [one["native"]["text"] for one in sandbox.snapshot()["messages"][ADA]] == ["hello", "hello"]


@pytest.mark.parametrize("token", ["7000000001:wrong", "no-token-at-all"])
async def test_a_token_that_is_not_known_or_none_at_all_is_unauthorized(hosts: Hosts, token: str) -> None:
    sandbox, base = hosts.sandboxed()
    gateway = polling(sandbox, base, token=token)

    with pytest.raises(Unauthorized, match=r"^Telegram does not know this bot: TELEGRAM_TOKEN is wrong\.$"):
        await gateway.start()

    await gateway.close()


async def test_a_token_that_is_revoked_ends_the_polling_as_unauthorized(hosts: Hosts) -> None:
    sandbox, base = hosts.sandboxed()
    gateway = polling(sandbox, base)
    async with running(gateway, Kept()) as receiving:
        await until(lambda: called(sandbox, "getUpdates") == 1)
        sandbox.revoked = True
        sandbox.redeliver()
        await sandbox.say(ADA, ADA, "hi")
        with pytest.raises(Unauthorized, match="TELEGRAM_TOKEN is wrong"):
            async with asyncio.timeout(5):
                await receiving


async def test_whatever_is_sent_with_a_revoked_token_is_unauthorized_and_costs_no_ability(hosts: Hosts) -> None:
    to = message(ADA)
    async with polled(hosts, Kept()) as (sandbox, gateway):
        native = await gateway.port.send(to, HELLO, key="k", private=False)
        port = gateway.port
        sandbox.revoked = True
        calls: list[Callable[[], Awaitable[object]]] = [
            lambda: port.send(to, HELLO, key="k", private=False),
            lambda: port.preview(to, None, HELLO, key="k/0", last=True),
            lambda: port.edit(to, native, {"text": "other", "entities": []}),
            lambda: port.delete(to, native),
            lambda: port.mark(to, "waits"),
            lambda: port.notify(to, "Not now."),
            lambda: port.working(to, on=True),
            lambda: port.tell(ADA, "Help."),
        ]
        for call in calls:
            with pytest.raises(Unauthorized, match="TELEGRAM_TOKEN is wrong"):
                await call()
        sandbox.revoked = False
        assert await port.preview(to, None, HELLO, key="k/0", last=True) is None

    assert sandbox.snapshot()["drafts"][ADA]["text"] == "hello"


async def test_another_process_with_the_token_is_one_line_in_the_log_and_is_left_alone_for_a_while(
    hosts: Hosts, caplog: pytest.LogCaptureFixture
) -> None:
    kept = Kept()
    sandbox, base = hosts.sandboxed()
    async with running(polling(sandbox, base), Kept()) as first:
        await until(lambda: called(sandbox, "getUpdates") == 1)
        async with running(polling(sandbox, base), kept):
            await until(lambda: "another process polls with this TELEGRAM_TOKEN" in caplog.text)
            for number in range(5):
                await sandbox.say(ADA, ADA, str(number))
                await kept.next()
            polls = called(sandbox, "getUpdates")

        assert not first.done()

    (line,) = [record for record in caplog.records if record.levelno >= logging.WARNING]
    assert line.getMessage().endswith("end one of the two. Trying again every 30 s.")
    assert polls <= 7


async def test_two_processes_take_turns_without_end_and_what_comes_is_kept_by_one(
    hosts: Hosts, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("adapters.telegram.polling._RIVAL_PAUSE", 0.05)
    kept = Kept()
    sandbox, base = hosts.sandboxed()
    async with running(polling(sandbox, base), kept) as first, running(polling(sandbox, base), kept) as second:
        await until(lambda: called(sandbox, "getUpdates") >= 8)
        await sandbox.say(ADA, ADA, "hi")
        event = await kept.next()

        assert not first.done()
        assert not second.done()

    assert isinstance(event, Message)
    assert caplog.text.count("another process polls with this TELEGRAM_TOKEN") == 2  # each has its own log


async def test_a_process_that_has_set_a_webhook_is_named_and_polling_goes_on_when_it_is_gone(
    hosts: Hosts, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("adapters.telegram.polling._RIVAL_PAUSE", 0.01)
    kept = Kept()
    async with polled(hosts, kept) as (sandbox, gateway):
        await until(lambda: called(sandbox, "getUpdates") == 1)
        await gateway._bot.get_updates()
        await until(lambda: "another process polls with this TELEGRAM_TOKEN" in caplog.text)
        await gateway._bot.set_webhook("http://127.0.0.1:1/elsewhere")
        await until(lambda: "another process has set a webhook for this TELEGRAM_TOKEN" in caplog.text)
        await gateway._bot.delete_webhook()
        await sandbox.say(ADA, ADA, "hi")
        event = await kept.next()

    assert isinstance(event, Message)


async def test_a_person_is_told_in_plain_text_in_their_private_chat(hosts: Hosts) -> None:
    text = "The disk of `main` is <full>.\n" + "🙂" * 3000
    async with polled(hosts, Kept()) as (sandbox, gateway):
        await gateway.port.tell(BEN, "*Help* @ada_sandbox")
        await gateway.port.tell(BEN, text)
        short, long = (one["native"] for one in sandbox.snapshot()["messages"][BEN])

        assert wrong_calls(sandbox) == []

    assert short == {"text": "*Help* @ada_sandbox"}
    assert long["text"].endswith("🙂…")
    assert text.startswith(long["text"][:-1])
    assert len(long["text"].encode("utf-16-le")) // 2 in (4095, 4096)


@pytest.mark.parametrize(
    ("person", "status", "said"),
    [
        (BEN, 403, "would not write to the person 1002: they have blocked the bot, or have never written to it"),
        ("4242", None, "would not write to the person 4242: they have blocked the bot, or have never written to it"),
        ("U1", None, r"has no person 'U1': a person is a number there, as in telegram:123\."),
    ],
)
async def test_a_person_who_cannot_be_told_is_named_with_what_they_can_do(
    hosts: Hosts, person: str, status: int | None, said: str
) -> None:
    async with polled(hosts, Kept()) as (sandbox, gateway):
        if status is not None:
            sandbox.fail_next("sendMessage", status=status)
        with pytest.raises(PlatformError, match=said):
            await gateway.port.tell(person, "Help.")


async def test_an_abandoned_draft_is_followed_by_nothing_since_telegram_has_no_way_to_take_it_away(
    hosts: Hosts,
) -> None:
    async with polled(hosts, Kept()) as (sandbox, gateway):
        await gateway.port.preview(message(ADA), None, HELLO, key="k/0", last=True)
        calls = len(sandbox.calls)
        await gateway.port.working(message(ADA), on=False)
        after = [call.method for call in list(sandbox.calls)[calls:]]

    assert [method for method in after if method != "getUpdates"] == []
