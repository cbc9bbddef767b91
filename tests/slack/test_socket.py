"""Connections: each is announced, a dead one is noticed, and what waits at the door keeps nobody else waiting."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress

import pytest

from adapters.shared.http import Request
from adapters.slack import socket_mode
from adapters.slack.platform import SlackPlatform
from bots.sandbox.service import Shelf
from bots.sandbox.slack.server import SlackSandbox
from core.controls import Counter
from core.errors import PlatformError, Unauthorized
from core.events import Action, Inbound, Message, Moved
from core.view import View
from tests.serving import serving
from tests.slack.connected import Inbox, gateway_for, over_http, over_socket
from tests.waiting import until

COUNTER = View(7, "Here is **a counter**.", (Counter("clicks", "Clicks"),), done=True)


@pytest.fixture
def sandbox() -> SlackSandbox:
    return SlackSandbox(Shelf(None), patience=0.3, retry_pauses=(0.0, 0.0, 0.0, 0.0))


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket_mode, "_PING_INTERVAL", 0.2)


async def test_the_first_connection_is_announced_once(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        await until(lambda: both.inbox.connections == 1)
        await sandbox.say("U1", "D1", "hi")
        await both.inbox.next()

        assert both.inbox.connections == 1


async def test_over_http_it_is_announced_once_and_requests_are_answered_meanwhile() -> None:
    async with over_http() as both:
        await until(lambda: both.inbox.connections == 1)
        await both.sandbox.say("U1", "D1", "hi")

        assert isinstance(await both.inbox.next(), Message)
        assert both.inbox.connections == 1


async def test_a_message_over_http_is_taken_while_it_is_caught_up() -> None:
    async with over_http() as both:
        gateway = gateway_for(both.sandbox.environment(both.base))
        both.inbox.connections = 0
        held, went_on = asyncio.Event(), asyncio.Event()

        async def connected() -> None:
            await held.wait()
            went_on.set()

        running = asyncio.create_task(gateway.run(both.inbox.accept, connected))
        await asyncio.sleep(0)
        unsigned = Request("POST", "/slack/events", {"content-type": "application/json"}, b"{}")
        assert (await gateway.routes()[0].answer(unsigned)).status == 401, "it is answered, not put off"
        held.set()
        await went_on.wait()
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running


@pytest.mark.parametrize("lose", [SlackSandbox.drop_sockets, SlackSandbox.refresh_sockets])
async def test_a_connection_that_takes_the_place_of_another_is_announced(
    sandbox: SlackSandbox, lose: Callable[[SlackSandbox], Awaitable[None]]
) -> None:
    async with over_socket(sandbox) as both:
        await until(lambda: both.inbox.connections == 1)

        await lose(sandbox)

        await until(lambda: both.inbox.connections >= 2)  # at a refresh the SDK may connect twice
        await sandbox.say("U1", "D1", "are you there?")
        assert isinstance(await both.inbox.next(), Message)


@pytest.mark.usefixtures("impatient")
async def test_a_half_open_socket_is_noticed_and_replaced(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        await until(lambda: both.inbox.connections == 1)

        sandbox.freeze_sockets()

        assert sandbox.connected == 0
        await until(lambda: both.inbox.connections > 1)
        assert sandbox.connected == 1


@pytest.mark.usefixtures("impatient")
async def test_what_was_sent_into_a_half_open_socket_comes_again(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        sandbox.freeze_sockets()
        await sandbox.say("U1", "D1", "hi")

        assert isinstance(await both.inbox.next(), Message)
        await until(lambda: sandbox.unacknowledged == 0)


async def test_connections_that_follow_one_another_are_announced_at_once_and_together(sandbox: SlackSandbox) -> None:
    async with serving(sandbox.app) as base:
        gateway, inbox = gateway_for(sandbox.environment(base)), Inbox()
        door = asyncio.Event()
        inbox.catching_up = door.wait  # type: ignore[assignment]
        await gateway.start()
        running = asyncio.create_task(gateway.run(inbox.accept, inbox.connected))
        for _ in range(3):
            await until(lambda: sandbox.connected == 1)
            await sandbox.drop_sockets()
        await until(lambda: sandbox.connected == 1)
        await sandbox.say("U1", "D1", "hi")
        await inbox.next()
        during = inbox.connections

        door.set()
        await until(lambda: inbox.connections == 2)
        await sandbox.say("U1", "D1", "and now?")
        await inbox.next()

        assert (during, inbox.connections) == (1, 2)
        await sandbox.drop_sockets()
        await until(lambda: inbox.connections == 3)
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running
        await gateway.close()


async def test_a_message_that_waits_at_the_door_keeps_no_click_waiting(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        place = await sandbox.say("U1", "D1", "a counter please")
        asked = await both.inbox.next()
        native = await both.gateway.port.send(asked, SlackPlatform().draw(COUNTER)[0], key="k/0", private=False)
        door, clicks = asyncio.Event(), list[Inbound]()

        async def accept(inbound: Inbound | Moved) -> None:
            if isinstance(inbound, Message):
                both.inbox.arrived.set()
                await door.wait()
            elif isinstance(inbound, Action):
                clicks.append(inbound)

        both.gateway._receiver.open(accept)
        both.inbox.arrived.clear()
        for number in range(20):
            await sandbox.say("U1", place, f"{number}")
        await both.inbox.arrived.wait()

        await sandbox.click("U1", place, native, "clicks:inc:7")

        assert len(clicks) == 1
        assert sandbox.unacknowledged == 20
        door.set()


async def test_catching_up_keeps_no_event_waiting(sandbox: SlackSandbox) -> None:
    async with serving(sandbox.app) as base:
        gateway, inbox = gateway_for(sandbox.environment(base)), Inbox()
        inbox.catching_up = asyncio.Event().wait  # type: ignore[assignment]
        await gateway.start()
        running = asyncio.create_task(gateway.run(inbox.accept, inbox.connected))
        await sandbox.say("U1", "D1", "hi")

        assert isinstance(await inbox.next(), Message)
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running
        await gateway.close()


async def test_a_token_that_is_revoked_ends_the_run_at_the_next_connection(sandbox: SlackSandbox) -> None:
    async with serving(sandbox.app) as base:
        gateway, inbox = gateway_for(sandbox.environment(base)), Inbox()
        await gateway.start()
        running = asyncio.create_task(gateway.run(inbox.accept, inbox.connected))
        await until(lambda: sandbox.connected == 1)
        sandbox.fail_next("apps.connections.open", status=200, error="token_revoked")

        await sandbox.drop_sockets()

        with pytest.raises(Unauthorized, match=r"^SLACK_APP_TOKEN is not accepted .*: token_revoked\.$"):
            await asyncio.wait_for(running, 10)
        await gateway.close()


@pytest.mark.usefixtures("impatient")
async def test_an_address_that_leads_nowhere_is_replaced(
    sandbox: SlackSandbox, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(socket_mode, "_ADDRESS_LIVES", 0.5)
    async with serving(sandbox.app) as base:
        gateway, inbox = gateway_for(sandbox.environment(base)), Inbox()
        await gateway.start()
        ticket, given = sandbox._sockets.ticket, list[str]()

        def forgotten() -> str:
            given.append(ticket())
            if len(given) == 1:
                sandbox._sockets._tickets.clear()
            return given[-1]

        monkeypatch.setattr(sandbox._sockets, "ticket", forgotten)
        running = asyncio.create_task(gateway.run(inbox.accept, inbox.connected))

        await until(lambda: sandbox.connected == 1)

        assert len(given) == 2
        assert all(record.exc_info is None for record in caplog.records if record.levelno >= logging.WARNING)
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running
        await gateway.close()


@pytest.mark.parametrize(
    ("method", "error"), [("auth.test", "not_allowed_token_type"), ("auth.test", "account_inactive")]
)
async def test_a_bot_token_that_is_refused_is_told_as_such_at_the_start(
    sandbox: SlackSandbox, method: str, error: str
) -> None:
    async with serving(sandbox.app) as base:
        gateway = gateway_for(sandbox.environment(base))
        sandbox.fail_next(method, status=200, error=error)

        with pytest.raises(Unauthorized, match=error):
            await gateway.start()
        await gateway.close()


@pytest.mark.parametrize("error", ["missing_scope", "not_allowed_token_type", "invalid_auth"])
async def test_an_app_token_that_is_refused_is_told_as_such(sandbox: SlackSandbox, error: str) -> None:
    async with serving(sandbox.app) as base:
        gateway = gateway_for(sandbox.environment(base))
        await gateway.start()
        sandbox.fail_next("apps.connections.open", status=200, error=error)

        with pytest.raises(Unauthorized, match=f"SLACK_APP_TOKEN.*{error}"):
            await gateway.run(Inbox().accept, Inbox().connected)
        await gateway.close()


@pytest.mark.parametrize(
    ("error", "unauthorized"),
    [("token_revoked", True), ("account_inactive", True), ("missing_scope", False), ("not_allowed_token_type", False)],
)
async def test_only_a_token_that_is_no_good_at_all_is_told_as_such(
    sandbox: SlackSandbox, error: str, unauthorized: bool
) -> None:
    async with over_socket(sandbox) as both:
        await sandbox.say("U1", "D1", "hi")
        asked = await both.inbox.next()
        sandbox.fail_next("chat.postMessage", status=200, error=error)

        with pytest.raises(PlatformError) as caught:
            await both.gateway.port.send(asked, {"text": "hello"}, key="k/0", private=False)

        assert isinstance(caught.value, Unauthorized) is unauthorized


async def test_a_token_that_is_refused_by_a_status_alone_is_told_as_such(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        await sandbox.say("U1", "D1", "hi")
        asked = await both.inbox.next()
        sandbox.fail_next("chat.postMessage", status=401)

        with pytest.raises(Unauthorized, match=r"^SLACK_BOT_TOKEN is not accepted .*: status 401\.$"):
            await both.gateway.port.send(asked, {"text": "hello"}, key="k/0", private=False)


@pytest.mark.parametrize("method", ["agents.sessions.setStatus", "chat.startStream", "reactions.add"])
async def test_a_refused_token_is_not_taken_for_a_missing_feature(sandbox: SlackSandbox, method: str) -> None:
    async with over_socket(sandbox) as both:
        await sandbox.say("U1", "D1", "hi")
        asked, port = await both.inbox.next(), both.gateway.port
        assert isinstance(asked, Message)
        calls: dict[str, Callable[[], Awaitable[object]]] = {
            "agents.sessions.setStatus": lambda: port.working(asked, on=True),
            "chat.startStream": lambda: port.preview(asked, None, {"text": "So it begins. "}, key="k/0", last=True),
            "reactions.add": lambda: port.mark(asked, "seen"),
        }
        sandbox.fail_next(method, status=200, error="invalid_auth")

        with pytest.raises(Unauthorized):
            await calls[method]()
        await port.working(asked, on=False)
        await calls[method]()

        assert [call.method for call in sandbox.calls][-1] == method, "it is tried again"
