"""The fake Discord's modals, files, reactions and slowness, spoken to without the library."""

import asyncio
import json
from io import BytesIO
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bots.sandbox.discord.server import DiscordSandbox
from bots.sandbox.discord.world import ADA, ADA_DM, BEN
from bots.sandbox.service import Refused, SentFile, Shelf
from tests.discord_.connected import Home, connected
from tests.discord_.test_sandbox import MESSAGES, TOKEN, V2, Api, api, v2  # noqa: F401 (`api` is a fixture)
from tests.waiting import until

FILE = {"type": 13, "file": {"url": "attachment://a.txt"}}


async def upload(api: Api, body: dict[str, Any], **files: bytes) -> tuple[int, Any]:  # noqa: F811
    """Send a message with files: by the name of each, with `_` for `.`, its bytes."""
    form = aiohttp.FormData()
    form.add_field("payload_json", json.dumps(body), content_type="application/json")
    for index, (name, data) in enumerate(files.items()):
        form.add_field(
            f"files[{index}]", BytesIO(data), filename=name.replace("_", "."), content_type="application/octet-stream"
        )
    async with api.http.post(MESSAGES, data=form, headers=TOKEN) as response:
        return response.status, await response.json()


async def test_a_file_is_handed_out_where_its_attachment_says(api: Api) -> None:  # noqa: F811
    data = b"\r\n--\x00\xff\r\n"

    _, message = await upload(api, v2(FILE), a_txt=data)

    (attachment,) = message["attachments"]
    assert (attachment["filename"], attachment["size"]) == ("a.txt", len(data))
    async with api.http.get(attachment["url"]) as response:
        assert await response.read() == data


async def test_a_component_can_point_only_at_what_is_attached(api: Api) -> None:  # noqa: F811
    missing = await upload(api, v2(FILE), b_txt=b"x")
    named = await api.post(MESSAGES, v2(FILE, attachments=[{"id": 0, "filename": "a.txt"}]))

    assert [(status, "not found" in str(answer)) for status, answer in (missing, named)] == [(400, True)] * 2


async def test_more_than_ten_megabytes_are_too_large(api: Api) -> None:  # noqa: F811
    status, answer = await upload(api, v2(FILE), a_txt=b"x" * (10 * 1024 * 1024 + 1))

    assert (status, answer["code"]) == (413, 40005)


async def test_an_edit_that_names_the_attachments_to_keep_takes_the_others_away(api: Api) -> None:  # noqa: F811
    _, message = await upload(api, v2({"type": 10, "content": "x"}), a_txt=b"a", b_txt=b"b")
    first, second = message["attachments"]

    edit = {"attachments": [{"id": second["id"]}], "flags": V2}
    async with api.http.patch(f"{MESSAGES}/{message['id']}", json=edit, headers=TOKEN) as response:
        kept = (await response.json())["attachments"]

    assert [one["id"] for one in kept] == [second["id"]] != [first["id"]]


async def test_files_and_reactions_outlive_the_process(tmp_path: Path) -> None:
    shelf = tmp_path / "discord.json"
    before = DiscordSandbox(Shelf(shelf))
    await before.say(ADA, ADA_DM, "", [SentFile("a b.gif", "image/gif", b"\xff")])

    after = DiscordSandbox(Shelf(shelf))

    (file,) = after.snapshot()["messages"][ADA_DM][0]["files"]
    assert after.file(file["id"]) == SentFile("a_b.gif", "image/gif", b"\xff")
    with pytest.raises(Refused, match="no such file"):
        after.file("1")


async def test_a_reaction_that_is_not_there_cannot_be_taken_away(api: Api) -> None:  # noqa: F811
    _, message = await api.post(MESSAGES, {"content": "x"})
    path = f"{MESSAGES}/{message['id']}/reactions/👀/@me"
    statuses = []
    for method in ("PUT", "PUT", "DELETE", "DELETE"):
        async with api.http.request(method, path, headers=TOKEN) as response:
            statuses.append(response.status)

    assert statuses == [204, 204, 204, 404]


async def answered(home: Home, path: str, answer: dict[str, Any]) -> int:
    async with aiohttp.ClientSession(home.base) as http, http.post(path, json=answer) as response:
        return response.status


async def test_a_form_cannot_be_answered_by_another_one_and_is_sent_by_its_own_person_only() -> None:
    modal = {"custom_id": "m", "title": "M", "components": [label()]}
    async with connected() as home:
        _, native = await home.counter()
        await home.click(native)
        interaction = home.gateway._interactions.get((await home.inbox.next()).event)
        assert interaction is not None
        path = f"/api/v10/interactions/{interaction.id}/{interaction.token}/callback"

        broken = await answered(home, path, {"type": 9, "data": {**modal, "title": "x" * 46}})
        opened = await answered(home, path, {"type": 9, "data": modal})
        (dialog,) = home.dialogs
        with pytest.raises(Refused, match="not open"):
            await home.sandbox.submit(BEN, dialog["id"], "x")
        with pytest.raises(Refused, match="not open"):
            await home.sandbox.submit(ADA, "1", "x")
        await home.sandbox.submit(ADA, dialog["id"], "x")

        assert (broken, opened) == (400, 204)
        assert home.dialogs == []


async def test_a_second_modal_takes_the_place_of_the_first() -> None:
    async with connected() as home:
        _, native = await home.counter()
        for title in ("first", "second"):
            await home.click(native)
            interaction = home.gateway._interactions.get((await home.inbox.next()).event)
            assert interaction is not None
            path = f"/api/v10/interactions/{interaction.id}/{interaction.token}/callback"
            await answered(home, path, {"type": 9, "data": {"custom_id": "m", "title": title, "components": [label()]}})

        assert [dialog["title"] for dialog in home.dialogs] == ["second"]


async def test_a_slow_answer_can_be_overtaken(api: Api) -> None:  # noqa: F811
    api.sandbox.faults.lag = (0.4, 0.1)
    sending = asyncio.create_task(api.post(MESSAGES, {"content": "x"}))
    await until(lambda: api.sandbox.calls)
    api.sandbox.faults.lag = (0.0, 0.0)

    await api.post(MESSAGES, {"content": "y"})

    assert not sending.done()
    assert (await sending)[0] == 200


def label() -> dict[str, Any]:
    return {"type": 18, "label": "L", "component": {"type": 4, "custom_id": "v", "style": 1}}
