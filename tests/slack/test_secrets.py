"""Addresses that are secrets (response and upload URLs, a file's own) stand in no error and in no line of a log."""

import asyncio
import traceback
from collections.abc import AsyncIterator
from contextlib import suppress

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse
from starlette.routing import Route

from adapters.shared.uploads import described
from adapters.slack.errors import translated
from adapters.slack.files import downloaded
from adapters.slack.whispers import Whispers
from bots.sandbox.service import Shelf
from bots.sandbox.slack.server import SlackSandbox
from core.artifacts import File
from core.errors import PlatformUnreachable
from core.events import AdminCommand, Person
from tests.serving import serving
from tests.slack.connected import Inbox, gateway_for, over_socket
from tests.waiting import until

PATH = "files/B0X/s3cr3t"


@pytest.fixture
async def failing() -> AsyncIterator[AsyncWebClient]:
    """Return the client of a Slack that fails at everything."""

    async def fail(_: Request) -> PlainTextResponse:
        return PlainTextResponse("upstream failed", 503)

    routes = [Route("/{path:path}", fail, methods=["GET", "POST"])]
    async with serving(Starlette(routes=routes)) as base, aiohttp.ClientSession() as session:
        client = AsyncWebClient("xoxb-x", base_url=f"{base}/api/")
        client.session = session
        yield client


def command(url: str) -> AdminCommand:
    origin = {"channel": "C1", "user": "U1", "response_url": url}
    return AdminCommand(
        event="slack:T1:1",
        session="slack:T1:C1",
        channel="slack:T1:C1",
        person=Person("slack:U1"),
        at=1.0,
        origin=origin,
        name="model",
    )


def written(error: BaseException) -> str:
    """Return all that a log can show of an error."""
    return "".join(traceback.format_exception(error))


async def test_a_commands_own_address_that_fails_is_not_named(failing: AsyncWebClient) -> None:
    address = failing.base_url + PATH

    with pytest.raises(PlatformUnreachable) as caught:
        await Whispers(failing).say(command(address), {"text": "Done."}, "k/0")

    assert str(caught.value) == "Slack cannot be reached for response_url: status 503."
    assert PATH not in written(caught.value)


async def test_an_address_that_is_none_is_not_named(failing: AsyncWebClient) -> None:
    address = f"https://[/{PATH}"

    with pytest.raises(PlatformUnreachable, match=r"response_url: \w+\.$") as caught:
        await Whispers(failing).say(command(address), {"text": "Done."}, "k/0")

    assert PATH not in written(caught.value)


async def test_a_files_address_that_fails_is_not_named(failing: AsyncWebClient) -> None:
    address = failing.base_url + PATH

    with pytest.raises(PlatformUnreachable) as caught:
        await downloaded(failing, address)

    assert str(caught.value) == "Slack cannot be reached for a file's download: status 503."
    assert PATH not in written(caught.value)


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        (503, "Slack cannot be reached for a file's upload: status 503."),
        (400, "a file is shown as text: Slack refused a file's upload: status 400."),
    ],
)
async def test_an_uploads_address_that_fails_is_not_named(
    caplog: pytest.LogCaptureFixture, status: int, sentence: str
) -> None:
    sandbox = SlackSandbox(Shelf(None))
    async with over_socket(sandbox) as both:
        await sandbox.say("U1", "D1", "a file please")
        body = {"text": "", "uploads": [described(File("a.txt", "text/plain", "All is well."))]}
        sandbox.fail_next("upload", status=status)

        try:
            await both.gateway.port.send(await both.inbox.next(), body, key="k/0", private=False)
        except PlatformUnreachable as error:
            said = written(error)
        else:
            said = "\n".join(record.getMessage() for record in caplog.records)

    assert sentence in said
    assert "/upload/" not in said


async def test_a_connections_address_is_not_logged(caplog: pytest.LogCaptureFixture) -> None:
    async def opened(request: Request) -> JSONResponse:
        return JSONResponse({"ok": True, "url": f"ws://{request.url.netloc}/{PATH}?ticket={PATH}"})

    async def who(_: Request) -> JSONResponse:
        return JSONResponse({"ok": True, "user": "bot", "user_id": "U0", "bot_id": "B0", "team_id": "T1"})

    routes = [
        Route("/api/apps.connections.open", opened, methods=["POST"]),
        Route("/api/auth.test", who, methods=["POST"]),
    ]
    async with serving(Starlette(routes=routes)) as base:
        settings = {"SLACK_BOT_TOKEN": "xoxb-x", "SLACK_APP_TOKEN": "xapp-x", "SLACK_SIGNING_SECRET": "x"}
        gateway, inbox = gateway_for(settings | {"SLACK_API_URL": f"{base}/api/"}), Inbox()
        await gateway.start()
        running = asyncio.create_task(gateway.run(inbox.accept, inbox.connected))
        await until(lambda: "Failed to connect" in caplog.text)
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running
        await gateway.close()

    assert "an address that is a secret" in caplog.text
    assert PATH not in caplog.text


def test_an_address_that_does_not_answer_is_not_named() -> None:
    slow = aiohttp.ConnectionTimeoutError(f"Connection timeout to host https://hooks.slack.com/{PATH}")

    with pytest.raises(PlatformUnreachable) as caught, translated("response_url"):
        raise slow

    assert str(caught.value) == "Slack cannot be reached for response_url: ConnectionTimeoutError."
    assert PATH not in written(caught.value)


def test_a_host_that_cannot_be_reached_says_why() -> None:
    with (
        pytest.raises(PlatformUnreachable, match=r"for auth\.test: Name or service not known"),
        translated("auth.test"),
    ):
        raise OSError("Name or service not known")
