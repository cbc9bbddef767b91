"""The fake Discord by itself, spoken to without the library."""

import asyncio
import json
import zlib
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bots.sandbox.discord.errors import ApiError
from bots.sandbox.discord.rules import check_message
from bots.sandbox.discord.server import DiscordSandbox
from bots.sandbox.discord.world import ADA, ADA_DM, BEN, BEN_DM, BOT, GENERAL
from bots.sandbox.service import Refused, Shelf
from tests.serving import serving

V2 = 32768
TOKEN = {"Authorization": "Bot sandbox"}
MESSAGES = f"/api/v10/channels/{ADA_DM}/messages"
BUTTON = {"type": 2, "style": 2, "label": "Go", "custom_id": "go"}


SELECT = {"type": 3, "custom_id": "size", "placeholder": "Size", "options": [{"label": "Small", "value": "s"}]}


def option(value: str, **more: object) -> dict[str, Any]:
    return {"label": value, "value": value, **more}


def select(**changed: object) -> dict[str, Any]:
    return v2(row({**SELECT, **changed}))


def text(content: str) -> dict[str, Any]:
    return {"type": 10, "content": content}


def row(*buttons: dict[str, Any]) -> dict[str, Any]:
    return {"type": 1, "components": list(buttons)}


def v2(*components: dict[str, Any], **more: object) -> dict[str, Any]:
    return {"flags": V2, "components": list(components), **more}


class Api:
    """A bot's requests."""

    def __init__(self, http: aiohttp.ClientSession, sandbox: DiscordSandbox) -> None:
        self.http, self.sandbox = http, sandbox

    async def post(self, path: str, body: object, **headers: str) -> tuple[int, Any]:
        sent = {"Content-Type": "application/json", **TOKEN, **headers}
        async with self.http.post(path, data=json.dumps(body), headers=sent) as response:
            return response.status, await response.json()

    async def get(self, path: str) -> Any:
        async with self.http.get(path, headers=TOKEN) as response:
            return await response.json()


@pytest.fixture
async def api() -> AsyncIterator[Api]:
    sandbox = DiscordSandbox(Shelf(None))
    async with serving(sandbox.app) as base, aiohttp.ClientSession(base) as http:
        yield Api(http, sandbox)


REFUSED: dict[str, tuple[dict[str, Any], int, str]] = {
    "an empty message": ({}, 50006, "empty message"),
    "an empty message of components": (v2(), 50006, "empty message"),
    "a long text": ({"content": "x" * 2001}, 50035, "2000 or fewer"),
    "a long nonce": ({"content": "x", "nonce": "n" * 26}, 50035, "25 or fewer"),
    "text beside components": (v2(text("x"), content="x"), 50035, "IS_COMPONENTS_V2"),
    "embeds beside components": (v2(text("x"), embeds=[{"title": "x"}]), 50035, "IS_COMPONENTS_V2"),
    "text displays without the flag": ({"components": [text("x")]}, 50035, "must be one of (1,)"),
    "too many components": (v2(*[text("x")] * 41), 50035, "cannot exceed 40"),
    "too many nested components": (v2(*[row(BUTTON)] * 21), 50035, "cannot exceed 40"),
    "too much text": (v2(text("x" * 2001), text("x" * 2000)), 50035, "cannot exceed 4000"),
    "a text display without text": (v2(text(" ")), 50035, "between 1 and 4000"),
    "six buttons in a row": (v2(row(*[BUTTON] * 6)), 50035, "between 1 and 5"),
    "two buttons with one id": (v2(row(BUTTON, BUTTON)), 50035, "cannot be duplicated"),
    "a long label": (v2(row({**BUTTON, "label": "x" * 81})), 50035, "between 1 and 80"),
    "a button without a label": (v2(row({**BUTTON, "label": ""})), 50035, "label or emoji"),
    "a long id": (v2(row({**BUTTON, "custom_id": "x" * 101})), 50035, "between 1 and 100"),
    "a button without an id": (v2(row({"type": 2, "style": 2, "label": "x"})), 50035, "required"),
    "a link without an address": (v2(row({"type": 2, "style": 5, "label": "x"})), 50035, "required"),
    "a frame in a frame": (
        v2({"type": 17, "components": [{"type": 17, "components": [text("x")]}]}),
        50035,
        "must be one of",
    ),
    "a menu beside a button": (v2(row(SELECT, BUTTON)), 50035, "too much space"),
    "a menu outside a row": (v2(SELECT), 50035, "must be one of"),
    "a menu without an id": (select(custom_id=None), 50035, "required"),
    "a menu with a long placeholder": (select(placeholder="x" * 151), 50035, "150 or fewer"),
    "a menu without options": (select(options=[]), 50035, "between 1 and 25"),
    "a menu with 26 options": (select(options=[option(str(n)) for n in range(26)]), 50035, "between 1 and 25"),
    "an option without a value": (select(options=[{"label": "x"}]), 50035, "required"),
    "an option with a long label": (select(options=[{"label": "x" * 101, "value": "x"}]), 50035, "between 1 and 100"),
    "an option with a long value": (select(options=[option("x" * 101)]), 50035, "between 1 and 100"),
    "an option with a long description": (select(options=[option("x", description="x" * 101)]), 50035, "100 or fewer"),
    "two options with one value": (select(options=[option("x"), option("x")]), 50035, "already used"),
    "two options chosen of one": (
        select(options=[option("x", default=True), option("y", default=True)]),
        50035,
        "At most 1",
    ),
    "more to choose than there is": (select(max_values=2), 50035, "number of options"),
    "nothing to choose at the most": (select(max_values=0), 50035, "between 1 and 25"),
    "two menus with one id": (v2(row(SELECT), row(SELECT)), 50035, "cannot be duplicated"),
    "a button outside a row": (v2(BUTTON), 50035, "must be one of"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_discord_refuses_is_refused(name: str) -> None:
    body, code, reason = REFUSED[name]

    with pytest.raises(ApiError) as refused:
        check_message(body, flags=body.get("flags", 0))

    assert (refused.value.status, refused.value.body["code"]) == (400, code)
    assert reason in json.dumps(refused.value.body)


async def test_an_error_names_the_field_by_its_path(api: Api) -> None:
    _, answer = await api.post(MESSAGES, v2(row({**BUTTON, "label": "x" * 81})))

    error = answer["errors"]["components"]["0"]["components"]["0"]["label"]["_errors"][0]
    assert error == {"code": "BASE_TYPE_BAD_LENGTH", "message": "Must be between 1 and 80 in length."}


async def test_what_is_not_there_is_unknown(api: Api) -> None:
    paths = {
        "/api/v10/channels/1/messages": 10003,
        f"{MESSAGES}/1/threads": 10008,
        "/api/v10/interactions/1/none/callback": 10062,
        f"/api/v10/webhooks/{BOT}/none": 10015,
    }

    answers = {path: await api.post(path, {"content": "x", "name": "x", "type": 6}) for path in paths}

    assert {path: body["code"] for path, (_, body) in answers.items()} == paths
    assert {status for status, _ in answers.values()} == {404}


async def test_a_reply_to_nothing_is_refused(api: Api) -> None:
    status, answer = await api.post(MESSAGES, {"content": "x", "message_reference": {"message_id": 1}})

    assert (status, answer["errors"]["message_reference"]["_errors"][0]["message"]) == (400, "Unknown message")


async def test_a_request_with_a_wrong_token_is_unauthorised(api: Api) -> None:
    status, _ = await api.post(MESSAGES, {"content": "x"}, Authorization="Bot other")

    assert status == 401


async def test_a_body_must_be_called_json_and_be_it(api: Api) -> None:
    status, _ = await api.post(MESSAGES, {"content": "x"}, **{"Content-Type": "text/plain"})
    async with api.http.post(MESSAGES, data="{", headers={**TOKEN, "Content-Type": "application/json"}) as broken:
        answer = await broken.json()

    assert (status, answer["code"]) == (400, 50109)


async def test_components_v2_cannot_be_taken_away_again(api: Api) -> None:
    _, message = await api.post(MESSAGES, v2(text("x")))
    path = f"{MESSAGES}/{message['id']}"

    async with api.http.patch(path, json={"flags": 0, "content": "y"}, headers=TOKEN) as response:
        answer = await response.json()

    assert answer["errors"]["content"]["_errors"][0]["code"] == "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2"


async def test_old_messages_take_only_so_many_edits() -> None:
    now = [1_795_000_000.0]
    sandbox = DiscordSandbox(Shelf(None), clock=lambda: now[0])
    async with serving(sandbox.app) as base, aiohttp.ClientSession(base) as http:
        _, message = await Api(http, sandbox).post(MESSAGES, {"content": "x"})
        statuses = []
        for _ in range(31):
            now[0] += 4000
            edit = http.patch(f"{MESSAGES}/{message['id']}", json={"content": "y"}, headers=TOKEN)
            async with edit as response:
                statuses.append((response.status, (await response.json()).get("code")))

    assert statuses == [(200, None)] * 30 + [(429, 30046)]


async def test_a_message_has_one_thread(api: Api) -> None:
    await api.sandbox.say(ADA, GENERAL, "@trivium hi")
    (starter,) = api.sandbox.snapshot()["messages"][GENERAL]
    path = f"/api/v10/channels/{GENERAL}/messages/{starter['id']}/threads"

    first = await api.post(path, {"name": "hi"})
    second = await api.post(path, {"name": "hi"})

    assert (first[1]["id"], first[1]["parent_id"]) == (starter["id"], GENERAL)
    assert second[1]["code"] == 160004


async def test_what_was_missed_can_be_fetched(api: Api) -> None:
    await api.sandbox.say(ADA, ADA_DM, "one")
    (first,) = await api.get(MESSAGES)
    await api.sandbox.say(ADA, ADA_DM, "two")

    missed = await api.get(f"{MESSAGES}?after={first['id']}")

    assert [message["content"] for message in missed] == ["two"]


async def test_people_cannot_do_what_discord_would_not_let_them(api: Api) -> None:
    _, message = await api.post(MESSAGES, v2(row({**BUTTON, "disabled": True})))

    with pytest.raises(Refused, match="no such place"):
        await api.sandbox.say(ADA, BEN_DM, "hi")
    with pytest.raises(Refused, match="Invalid Form Body"):
        await api.sandbox.say(ADA, ADA_DM, "x" * 2001)
    with pytest.raises(Refused, match="no command"):
        await api.sandbox.say(BEN, BEN_DM, "/graph v1")
    with pytest.raises(Refused, match="cannot be pressed"):
        await api.sandbox.click(ADA, ADA_DM, message["id"], "go")
    with pytest.raises(Refused, match="gone"):
        await api.sandbox.click(ADA, ADA_DM, "1", "go")


async def test_only_what_a_menu_offers_can_be_chosen(api: Api) -> None:
    _, message = await api.post(MESSAGES, v2(row(SELECT)))
    _, disabled = await api.post(MESSAGES, select(disabled=True))

    await api.sandbox.click(ADA, ADA_DM, message["id"], "size", "s")
    with pytest.raises(Refused, match="no such choice"):
        await api.sandbox.click(ADA, ADA_DM, message["id"], "size", "m")
    with pytest.raises(Refused, match="no such choice"):
        await api.sandbox.click(ADA, ADA_DM, message["id"], "size")
    with pytest.raises(Refused, match="cannot be pressed"):
        await api.sandbox.click(ADA, ADA_DM, disabled["id"], "size", "s")


async def test_a_menu_in_the_snapshot_is_as_it_was_sent_with_what_discord_adds(api: Api) -> None:
    await api.post(MESSAGES, v2(row(SELECT)))

    (shown,) = api.sandbox.snapshot()["messages"][ADA_DM]
    (drawn,) = shown["native"]["components"][0]["components"]
    assert drawn == {**SELECT, "id": 2, "min_values": 1, "max_values": 1}


async def test_the_state_outlives_the_process(tmp_path: Path) -> None:
    shelf = tmp_path / "discord.json"
    before = DiscordSandbox(Shelf(shelf))
    await before.say(ADA, ADA_DM, "remember me")
    async with serving(before.app) as base, aiohttp.ClientSession(base) as http:
        await Api(http, before).post(MESSAGES, v2(row(BUTTON)))
        await Api(http, before).post(f"/api/v10/applications/{BOT}/commands", {"name": "graph", "description": "x"})

    after = DiscordSandbox(Shelf(shelf), clock=lambda: 0.0)

    assert after.snapshot() == before.snapshot()
    await after.say(ADA, ADA_DM, "and me")
    ids = [int(message["id"]) for message in after.snapshot()["messages"][ADA_DM]]
    assert ids == sorted(set(ids))
    await after.say(ADA, ADA_DM, "/graph")


async def test_the_gateway_speaks_zlib_and_refuses_to_resume_what_it_does_not_know(api: Api) -> None:
    inflate = zlib.decompressobj()
    async with api.http.ws_connect("/gw?v=10&encoding=json&compress=zlib-stream") as socket:
        hello = json.loads(inflate.decompress((await socket.receive()).data))
        await socket.send_json({"op": 6, "d": {"token": "sandbox", "session_id": "none", "seq": 1}})
        invalid = json.loads(inflate.decompress((await socket.receive()).data))

    assert hello["op"] == 10
    assert (invalid["op"], invalid["d"]) == (9, False)


async def test_every_change_is_told_to_the_watchers(api: Api) -> None:
    seen: list[int] = []
    api.sandbox.watch(lambda: seen.append(len(api.sandbox.snapshot()["messages"][ADA_DM])))

    await api.sandbox.say(ADA, ADA_DM, "hi")

    assert seen == [1]


async def test_a_bot_that_is_killed_in_the_middle_of_a_request_leaves_no_trace(
    api: Api, caplog: pytest.LogCaptureFixture
) -> None:
    address = api.http._build_url(MESSAGES)
    _, writer = await asyncio.open_connection(address.host, address.port)
    head = ("Authorization: Bot sandbox", "Content-Type: application/json", "Content-Length: 100")
    lines = (f"POST {MESSAGES} HTTP/1.1", f"Host: {address.host}", *head, "", "{")
    writer.write("\r\n".join(lines).encode())
    await writer.drain()
    await asyncio.sleep(0.2)
    writer.transport.abort()
    await asyncio.sleep(0.2)

    assert (await api.post(MESSAGES, {"content": "back again"}))[0] == 200
    assert [call.body for call in api.sandbox.calls] == [{"content": "back again"}]
    assert caplog.records == []
