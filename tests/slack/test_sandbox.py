"""The sandbox's Slack by itself: its refusals, its memory and its redeliveries."""

import asyncio
import json
import logging
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from starlette.types import Receive, Scope, Send

from bots.sandbox.service import Refused, Shelf
from bots.sandbox.slack.endpoints import APP_KEY, BOT_KEY
from bots.sandbox.slack.rules import SlackError, check_message
from bots.sandbox.slack.server import SlackSandbox
from tests.serving import serving
from tests.slack.connected import over_socket
from tests.waiting import until


def button(action_id: str = "a", text: str = "OK", **more: object) -> dict[str, Any]:
    return {"type": "button", "text": {"type": "plain_text", "text": text}, "action_id": action_id, **more}


def actions(*buttons: dict[str, Any]) -> dict[str, Any]:
    return {"type": "actions", "elements": list(buttons)}


def option(value: str = "v", text: str = "V", **more: object) -> dict[str, Any]:
    return {"text": {"type": "plain_text", "text": text}, "value": value, **more}


def menu(*options: dict[str, Any], **more: object) -> dict[str, Any]:
    return {"type": "static_select", "action_id": "m", "options": list(options), **more}


def data_table(rows: int, columns: int = 1, text: str = "x", **more: object) -> dict[str, Any]:
    row = [{"type": "raw_text", "text": text}] * columns
    return {"type": "data_table", "caption": "T", "rows": [row] * rows, **more}


def section(**parts: object) -> dict[str, Any]:
    return {"type": "section", **parts}


def mrkdwn(length: int) -> dict[str, str]:
    return {"type": "mrkdwn", "text": "x" * length}


async def call(base: str, method: str, key: str = BOT_KEY, **arguments: object) -> dict[str, Any]:
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{base}/api/{method}", json=arguments, headers=headers) as response,
    ):
        answer: dict[str, Any] = await response.json()
        return answer


@pytest.mark.parametrize(
    "blocks",
    [
        [{"type": "divider"}] * 50,
        [actions(*(button(f"a{n}") for n in range(25)))],
        [actions(button("a" * 255, "t" * 75, value="v" * 2_000, style="danger"))],
        [section(text=mrkdwn(3), accessory=menu(*(option(f"v{n}", "t" * 75) for n in range(100))))],
        [actions(menu(option(), initial_option=option(), placeholder={"type": "plain_text", "text": "p" * 150}))],
        [section(text=mrkdwn(3_000)), section(fields=[mrkdwn(2_000)] * 10)],
        [{"type": "markdown", "text": "x" * 12_000}],
        [data_table(201, 20)],
        [{"type": "context", "elements": [mrkdwn(10)]}],
        [{"type": "header", "text": {"type": "plain_text", "text": "h" * 150}}],
    ],
)
def test_what_is_at_its_limit_is_taken(blocks: list[dict[str, Any]]) -> None:
    assert check_message("hi", blocks) == ("hi", blocks)


@pytest.mark.parametrize(
    ("blocks", "fault"),
    [
        ([{"type": "divider"}] * 51, "no more than 50 items"),
        ([actions(*(button(f"a{n}") for n in range(26)))], "elements: must be 1 to 25"),
        ([actions()], "elements: must be 1 to 25"),
        ([actions(button(text="t" * 76))], "text: must be less than 76"),
        ([actions(button(text=""))], "text: must be more than 0"),
        ([actions(button("a" * 256))], "action_id: must be less than 256"),
        ([actions(button()), actions(button())], "`action_id` a already exists"),
        ([actions(button(value="v" * 2_001))], "value: must be less than 2001"),
        ([actions(button(style="default"))], "style: must be primary or danger"),
        ([actions(button(disabled=True))], "additional property: disabled"),
        ([actions(menu())], "options: must be 1 to 100"),
        ([actions(menu(*(option(f"v{n}") for n in range(101))))], "options: must be 1 to 100"),
        ([actions(menu(option(text="t" * 76)))], "options: must be less than 76"),
        ([actions(menu(option("v" * 151)))], "value: must be less than 151"),
        ([actions(menu(option(), initial_option=option("w")))], "initial_option: must exactly match"),
        ([actions(menu(option(), placeholder={"type": "plain_text", "text": "p" * 151}))], "placeholder: must be less"),
        ([actions(menu(option(), placeholder=mrkdwn(1)))], "placeholder: must be a text object of type plain_text"),
        ([actions(menu(option(), disabled=True))], "additional property: disabled"),
        ([actions({"type": "made_up"})], "unsupported element: made_up"),
        ([section(text=mrkdwn(1), accessory=menu(option())), actions(menu(option()))], "`action_id` m already exists"),
        ([section(text=mrkdwn(3_001))], "text: must be less than 3001"),
        ([section(fields=[mrkdwn(1)] * 11)], "fields: must be 1 to 10"),
        ([section(fields=[mrkdwn(2_001)])], "fields: must be less than 2001"),
        ([section()], "must have text or fields"),
        ([{"type": "markdown", "text": "x" * 12_001}], "text: must be less than 12001"),
        ([data_table(202)], "rows: must be 2 to 201"),
        ([data_table(1)], "rows: must be 2 to 201"),
        ([data_table(2, 21)], "1 to 20"),
        ([data_table(2, page_size=101)], "page_size"),
        ([data_table(101, 2, "x" * 100)], "no more than 20000"),
        ([data_table(2, text="")], "rows: must be more than 0"),
        ([{"type": "data_table", "caption": "T", "rows": []}], "rows: must be 2 to 201"),
        ([{"type": "made_up"}], "unsupported type: made_up"),
        (["text"], "unsupported type"),
    ],
)
def test_what_is_beyond_a_limit_is_refused_by_name(blocks: list[Any], fault: str) -> None:
    with pytest.raises(SlackError) as caught:
        check_message("hi", blocks)

    assert caught.value.code == "invalid_blocks"
    assert any(fault in message for message in caught.value.messages)


@pytest.mark.parametrize(
    ("text", "blocks", "code"),
    [
        ("", None, "no_text"),
        ("", [], "no_text"),
        ("x" * 40_001, None, "msg_too_long"),
        ("x", "no list", "invalid_blocks_format"),
        ("x", [{"type": "markdown", "text": "x" * 7_000}] * 2, "msg_blocks_too_long"),
    ],
)
def test_a_message_as_a_whole_is_refused_by_slacks_own_code(text: str, blocks: object, code: str) -> None:
    with pytest.raises(SlackError) as caught:
        check_message(text, blocks)

    assert caught.value.code == code


REFUSED: list[tuple[str, str, dict[str, object], str]] = [
    ("auth.test", "", {}, "not_authed"),
    ("auth.test", "xoxb-wrong", {}, "invalid_auth"),
    ("auth.test", APP_KEY, {}, "not_allowed_token_type"),
    ("apps.connections.open", BOT_KEY, {}, "not_allowed_token_type"),
    ("stars.add", BOT_KEY, {}, "unknown_method"),
    ("chat.postMessage", BOT_KEY, {"channel": "C9", "text": "x"}, "channel_not_found"),
    ("chat.postMessage", BOT_KEY, {"channel": "C1", "text": "x", "thread_ts": "1.2"}, "thread_not_found"),
    ("chat.postMessage", BOT_KEY, {"channel": "C1", "text": "x", "metadata": {}}, "invalid_metadata_format"),
    ("chat.postMessage", BOT_KEY, {"channel": "C1", "text": "x", "markdown_text": "x"}, "markdown_text_conflict"),
    ("chat.postEphemeral", BOT_KEY, {"channel": "D1", "text": "x", "user": "U2"}, "user_not_in_channel"),
    ("chat.postEphemeral", BOT_KEY, {"channel": "D1", "text": "x"}, "invalid_arguments"),
    ("chat.update", BOT_KEY, {"channel": "C1", "text": "x", "ts": "1.2"}, "message_not_found"),
    ("chat.delete", BOT_KEY, {"channel": "C1", "ts": "1.2"}, "message_not_found"),
    ("conversations.replies", BOT_KEY, {"channel": "C1", "ts": "1.2"}, "thread_not_found"),
    ("users.info", BOT_KEY, {"user": "U9"}, "user_not_found"),
]


async def test_calls_are_refused_by_slacks_own_codes() -> None:
    async with serving(SlackSandbox(Shelf(None)).app) as base:
        answers = [await call(base, method, key, **arguments) for method, key, arguments, _ in REFUSED]

        assert [answer.get("error") for answer in answers] == [code for *_, code in REFUSED]
        assert not any(answer["ok"] for answer in answers)


async def test_only_its_own_messages_can_be_changed_by_the_app() -> None:
    sandbox = SlackSandbox(Shelf(None))
    async with serving(sandbox.app) as base:
        _, ts = (await sandbox.say("U1", "D1", "mine")).split("/")

        changed = await call(base, "chat.update", channel="D1", ts=ts, text="yours")
        deleted = await call(base, "chat.delete", channel="D1", ts=ts)

        assert (changed["error"], deleted["error"]) == ("cant_update_message", "cant_delete_message")


async def test_the_workspaces_admin_is_known() -> None:
    sandbox = SlackSandbox(Shelf(None))
    async with serving(sandbox.app) as base:
        ada, ben = [(await call(base, "users.info", user=user))["user"]["is_admin"] for user in ("U1", "U2")]

        assert (sandbox.admin(), ada, ben) == ("slack:U1", True, False)


async def test_messages_outlive_the_server(tmp_path: Path) -> None:
    shelf = tmp_path / "slack.json"
    first = SlackSandbox(Shelf(shelf))
    async with serving(first.app) as base:
        place = await first.say("U1", "D1", "a < b")
        thread = place.removeprefix("D1/")
        await call(base, "chat.postMessage", channel="D1", thread_ts=thread, text="yes", blocks=[actions(button())])

    second = SlackSandbox(Shelf(shelf))

    assert second.snapshot() == first.snapshot()
    assert [m["native"]["text"] for m in second.snapshot()["messages"][place]] == ["a &lt; b", "yes"]
    assert json.loads(shelf.read_text("utf-8"))["posts"]


async def test_a_person_sees_rooms_threads_and_authors() -> None:
    sandbox = SlackSandbox(Shelf(None))
    changes: list[int] = []
    sandbox.watch(lambda: changes.append(1))
    async with serving(sandbox.app):
        place = await sandbox.say("U2", "C1", "@trivium hi")
        same = await sandbox.say("U1", place, "me too")
        room = await sandbox.say("U1", "C1", "lunch?")

        seen = sandbox.snapshot()
        assert (same, room, len(changes)) == (place, "C1", 3)
        assert [user["name"] for user in seen["users"]] == ["Ada", "Ben"]
        assert [p["id"] for p in seen["places"]] == ["D1", "D2", "C1", place]
        assert seen["places"][3] == {"id": place, "name": "@trivium hi", "users": ["U1", "U2"], "hint": "Reply"}
        assert [m["author"]["name"] for m in seen["messages"][place]] == ["Ben", "Ada"]


async def test_acts_that_slack_would_not_offer_are_refused() -> None:
    sandbox = SlackSandbox(Shelf(None), patience=0.1)
    async with serving(sandbox.app) as base:
        sent = await call(base, "chat.postMessage", channel="D1", text="x", blocks=[actions(button("yes"))])

        with pytest.raises(Refused, match="not in"):
            await sandbox.say("U2", "D1", "let me in")
        with pytest.raises(Refused, match="is gone"):
            await sandbox.click("U1", "D1", "1.2", "yes")
        with pytest.raises(Refused, match="no such button"):
            await sandbox.click("U1", "D1", sent["ts"], "no")
        with pytest.raises(Refused, match="in threads"):
            await sandbox.stop("U1", "D1")
        with pytest.raises(Refused, match="not in"):
            await sandbox.stop("U2", "D1/1.2")
        with pytest.raises(Refused, match="not connected"):
            await sandbox.click("U1", "D1", sent["ts"], "yes")
        with pytest.raises(Refused, match="not connected"):
            await sandbox.say("U1", "D1", "/graph")


async def test_an_event_delivered_again_is_the_same_event() -> None:
    sandbox = SlackSandbox(Shelf(None))
    async with over_socket(sandbox) as both:
        await sandbox.say("U1", "D1", "hi")
        first = await both.inbox.next()

        sandbox.redeliver()

        assert await both.inbox.next() == first


async def test_what_was_said_while_the_app_was_away_arrives_when_it_comes_back() -> None:
    sandbox = SlackSandbox(Shelf(None))
    async with serving(sandbox.app):
        await sandbox.say("U1", "D1", "anybody there?")
        assert sandbox.unacknowledged == 1

        async with over_socket(sandbox) as both:
            first = await both.inbox.next()

            assert first.person.id == "slack:U1"
            await until(lambda: sandbox.unacknowledged == 0)


@pytest.mark.parametrize("path", ["/api/chat.postMessage", "/respond/x", "/upload/x"])
async def test_an_app_that_is_killed_in_the_middle_of_a_request_is_no_fault(
    caplog: pytest.LogCaptureFixture, path: str
) -> None:
    ended: list[str] = []
    sandbox = SlackSandbox(Shelf(None))

    async def watched(scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await sandbox.app(scope, receive, send)
        finally:
            ended.append(scope["type"])

    async with serving(watched) as base:
        _, writer = await asyncio.open_connection("127.0.0.1", int(base.rpartition(":")[2]))
        head = f"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{{"
        writer.write(head.encode())
        await writer.drain()
        await asyncio.sleep(0.05)
        writer.close()
        await until(lambda: "http" in ended)

    assert [line for line in caplog.records if line.levelno >= logging.ERROR] == []
