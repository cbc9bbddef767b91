"""What arrives at the address for events, over real HTTP: only what Slack signed just now is read; nothing raises."""

import hashlib
import hmac
import io
import json
import logging
import time
from collections.abc import AsyncIterator
from urllib.parse import urlencode

import aiohttp
import pytest
from msgspec import Struct

from adapters.slack import signed
from adapters.web.routes import application
from bots.sandbox.service import Shelf
from bots.sandbox.slack.endpoints import SIGNING_KEY
from bots.sandbox.slack.server import SlackSandbox
from core.events import AdminCommand, Message
from tests.serving import serving
from tests.slack.connected import Inbox, gateway_for, running

JSON, FORM = "application/json", "application/x-www-form-urlencoded"
COMMAND = {"command": "/model", "team_id": "T1", "channel_id": "D1", "user_id": "U1", "trigger_id": "1.2.3"}
DEEP = b"[" * 100_000 + b"]" * 100_000


class Door(Struct):
    """The address, and what came in by it."""

    url: str
    inbox: Inbox

    async def post(self, body: bytes, kind: str = JSON, headers: dict[str, str] | None = None) -> int:
        """Post a body, signed unless there are headers, and return the answer's status."""
        sent = {"Content-Type": kind, **(signature(body) if headers is None else headers)}
        async with aiohttp.ClientSession() as session, session.post(self.url, data=body, headers=sent) as answer:
            await answer.read()
            return answer.status


def signature(body: bytes, *, ago: float = 0.0, key: str = SIGNING_KEY) -> dict[str, str]:
    at = str(int(time.time() - ago))
    digest = hmac.new(key.encode(), b"v0:" + at.encode() + b":" + body, hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": at, "X-Slack-Signature": f"v0={digest}"}


def event(text: str = "hi", **more: object) -> bytes:
    """Return a direct message as Slack would deliver it."""
    at = f"{time.time():.6f}"
    told = {"type": "message", "channel": "D1", "channel_type": "im", "user": "U1", "text": text, "ts": at, **more}
    return json.dumps({"type": "event_callback", "team_id": "T1", "event": told}).encode()


@pytest.fixture
async def door() -> AsyncIterator[Door]:
    sandbox = SlackSandbox(Shelf(None), events_url="http://127.0.0.1:1")
    async with serving(sandbox.app) as slack:
        gateway = gateway_for(sandbox.environment(slack))
        async with serving(application(gateway.routes())) as home, running(gateway) as inbox:
            yield Door(f"{home}/slack/events", inbox)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        signature(event(), key="another key"),
        signature(b"another body"),
        signature(event("hi"), ago=301) | {"X-Slack-Signature": "v0="},
        {"X-Slack-Signature": "v0=00"},
        {"X-Slack-Request-Timestamp": "9" * 400, "X-Slack-Signature": "v0=00"},
        {"X-Slack-Request-Timestamp": "9" * 5_000, "X-Slack-Signature": "v0=00"},
        {"X-Slack-Request-Timestamp": "soon", "X-Slack-Signature": "v0=00"},
        {"X-Slack-Request-Timestamp": "-1", "X-Slack-Signature": "v0=00"},
        {"X-Slack-Request-Timestamp": str(int(time.time()) + 60), "X-Slack-Signature": "v0=\xfc"},
    ],
)
async def test_a_forged_request_is_refused_before_its_body_is_read(
    door: Door, headers: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[bytes] = []
    monkeypatch.setattr(signed.Signed, "payload", lambda _, request: read.append(request.body))

    assert await door.post(event(), headers=headers) == 401
    assert read == []


@pytest.mark.parametrize(("ago", "status"), [(290, 200), (301, 401), (-301, 401)])
async def test_a_request_is_good_for_five_minutes(door: Door, ago: float, status: int) -> None:
    body = event()

    assert await door.post(body, headers=signature(body, ago=ago)) == status
    assert door.inbox.events.qsize() == (status == 200)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"", JSON),
        (b"{", JSON),
        (b"[]", JSON),
        (b"null", JSON),
        (DEEP, JSON),
        (b'{"type":"event_callback","event":' + DEEP + b"}", JSON),
        (b"payload=" + DEEP, FORM),
        (b"payload=%7B", FORM),
        (b"payload=[]", FORM),
        (b"&".join(b"a=%d" % number for number in range(200)), FORM),
        (b"text=%ff", FORM),
        (b'{"type":"event_callback","event":"x"}', JSON),
        (b'{"type":"event_callback","event":null}', JSON),
        (b'{"authorizations":{"a":1}}', JSON),
        (b'{"authorizations":[5]}', JSON),
        (b'{"user":5}', JSON),
        (b'{"response_urls":5}', JSON),
        (b'\x00{"type":"event_callback"}', JSON),
        (b'{"event":{"text":"half a pair: \\ud83d"}}', JSON),
    ],
)
async def test_a_signed_body_that_is_no_payload_is_refused(
    door: Door, body: bytes, kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    assert await door.post(body, kind) == 400
    assert not [record for record in caplog.records if record.levelno >= logging.WARNING]


@pytest.mark.parametrize("actions", [[], {}, 5])
async def test_a_click_on_nothing_is_refused_in_one_line(
    door: Door, actions: object, caplog: pytest.LogCaptureFixture
) -> None:
    body = json.dumps({"type": "block_actions", "team": {"id": "T1"}, "actions": actions}).encode()

    assert await door.post(body) == 400
    assert [line.getMessage()[:9] for line in caplog.records if line.levelno >= logging.WARNING] == ["a payload"]


async def test_what_is_not_utf_8_is_not_slack_s(door: Door) -> None:
    assert await door.post(b"\xff\xfe{}") == 401


@pytest.mark.parametrize("size", [1_000_001, 10_000_000])
async def test_a_body_that_is_too_long_is_refused_unread(door: Door, size: int) -> None:
    async def in_pieces() -> AsyncIterator[bytes]:
        for _ in range(size // 100_000 + 1):
            yield b"x" * 100_000

    statuses = []
    for body in (io.BytesIO(b"x" * size), in_pieces()):
        async with aiohttp.ClientSession() as session, session.post(door.url, data=body) as answer:
            statuses.append(answer.status)

    assert statuses == [413, 413]


@pytest.mark.parametrize(
    "team", [None, "", 5, [], {}, "T" * 100_000, "../..", "T1\x00", "\ud83d", "T1 OR 1=1", {"id": ["T1"]}]
)
async def test_a_team_that_is_none_harms_nothing(door: Door, team: object) -> None:
    body = json.dumps({"type": "block_actions", "team": team, "team_id": team}).encode()

    assert await door.post(body) in (200, 400)


async def test_control_characters_in_words_arrive_as_words(door: Door) -> None:
    assert await door.post(event("\x00\x07\u202e\x1b[31mred")) == 200

    told = await door.inbox.next()
    assert isinstance(told, Message)
    assert told.text == "\x00\x07\u202e\x1b[31mred"


@pytest.mark.parametrize("words", ["payload", "a payload=b", "say payload={} &payload=1"])
async def test_a_command_about_payloads_arrives_with_all_its_words(door: Door, words: str) -> None:
    body = urlencode({**COMMAND, "text": words}).encode()

    assert await door.post(body, FORM) == 200
    command = await door.inbox.next()
    assert isinstance(command, AdminCommand)
    assert command.arguments == words


async def test_slack_s_question_whether_we_are_here_is_answered(door: Door) -> None:
    body = b'{"type":"url_verification","challenge":"3eZbrw"}'
    headers = {"Content-Type": JSON, **signature(body)}

    async with aiohttp.ClientSession() as session, session.post(door.url, data=body, headers=headers) as answer:
        assert await answer.json() == {"challenge": "3eZbrw"}


async def test_settings_of_oauth_in_the_environment_change_nothing_for_one_workspace(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET", "SLACK_BOT_TOKEN"):
        monkeypatch.setenv(name, "x")
    sandbox = SlackSandbox(Shelf(None), events_url="http://127.0.0.1:1")
    async with serving(sandbox.app) as slack:
        gateway = gateway_for(sandbox.environment(slack))
        async with serving(application(gateway.routes())) as home, running(gateway) as inbox:
            assert await Door(f"{home}/slack/events", inbox).post(event()) == 200
            assert inbox.events.qsize() == 1
