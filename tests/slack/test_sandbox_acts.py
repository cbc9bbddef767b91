"""The sandbox's Slack by itself: streams, files, reactions and dialogs, and the faults that can be ordered."""

import time
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bots.sandbox.service import Refused, SentFile, Shelf
from bots.sandbox.slack.endpoints import BOT_KEY
from bots.sandbox.slack.server import SlackSandbox
from tests.serving import serving
from tests.slack.test_sandbox import actions, button, call

TASK = {"type": "task_update", "id": "a", "title": "Read", "status": "pending"}
NOTES = SentFile("notes.txt", "text/plain", b"All is well.")


async def begun(sandbox: SlackSandbox, base: str, **more: object) -> tuple[str, str]:
    """Begin a stream in a thread of Ada's, and return the place and the message."""
    place = await sandbox.say("U1", "D1", "hi")
    arguments: dict[str, Any] = {"channel": "D1", "thread_ts": place[3:], "markdown_text": "x", **more}
    started = await call(base, "chat.startStream", **arguments)
    return place, started["ts"]


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"channel": "C9"}, "channel_not_found"),
        ({"thread_ts": ""}, "invalid_arguments"),
        ({"thread_ts": "1.2"}, "thread_not_found"),
        ({"markdown_text": ""}, "no_text"),
        ({"chunks": [TASK]}, "markdown_text_conflict"),
        ({"markdown_text": "x" * 12_001}, "invalid_chunks"),
        ({"markdown_text": "", "chunks": [{**TASK, "title": "x" * 257}]}, "invalid_chunks"),
        ({"markdown_text": "", "chunks": [{**TASK, "status": "done"}]}, "invalid_chunks"),
        ({"markdown_text": "", "chunks": [{**TASK, "text": "x"}]}, "invalid_chunks"),
        ({"markdown_text": "", "chunks": [{"type": "made_up"}]}, "invalid_chunks"),
        ({"markdown_text": "", "chunks": [{"type": "blocks", "blocks": []}]}, "invalid_chunks"),
        ({"task_display_mode": "made_up"}, "invalid_arguments"),
        ({"channel": "C1"}, "missing_recipient_team_id"),
        ({"channel": "C1", "recipient_team_id": "T1"}, "missing_recipient_user_id"),
    ],
)
async def test_a_stream_that_slack_does_not_take_is_refused(arguments: dict[str, Any], error: str) -> None:
    sandbox = SlackSandbox(Shelf(None))
    async with serving(sandbox.app) as base:
        thread = (await sandbox.say("U1", "D1", "hi")).removeprefix("D1/")

        answer = await call(
            base, "chat.startStream", **{"channel": "D1", "thread_ts": thread, "markdown_text": "x", **arguments}
        )

        assert answer.get("error") == error


async def test_an_open_stream_is_neither_edited_nor_deleted_and_a_closed_one_not_fed() -> None:
    sandbox = SlackSandbox(Shelf(None))
    async with serving(sandbox.app) as base:
        _, ts = await begun(sandbox, base)
        edited = await call(base, "chat.update", channel="D1", ts=ts, text="y")
        deleted = await call(base, "chat.delete", channel="D1", ts=ts)

        await call(base, "chat.stopStream", channel="D1", ts=ts)

        fed = await call(base, "chat.appendStream", channel="D1", ts=ts, markdown_text="y")
        stopped = await call(base, "chat.stopStream", channel="D1", ts=ts)
        assert [one["error"] for one in (edited, deleted)] == ["streaming_state_conflict", "cant_delete_message"]
        assert [one["error"] for one in (fed, stopped)] == ["message_not_in_streaming_state"] * 2


async def test_a_stream_shows_text_then_tasks_then_the_blocks_it_ended_with() -> None:
    sandbox = SlackSandbox(Shelf(None))
    async with serving(sandbox.app) as base:
        place, ts = await begun(sandbox, base)
        chunks = [TASK, {**TASK, "status": "complete"}, {"type": "markdown_text", "text": "y"}]
        await call(base, "chat.appendStream", channel="D1", ts=ts, chunks=chunks)

        await call(base, "chat.stopStream", channel="D1", ts=ts, markdown_text="z", blocks=[actions(button())])

        shown = sandbox.snapshot()["messages"][place][-1]
        card = {"type": "task_card", "task_id": "a", "title": "Read", "status": "complete"}
        assert shown["native"] == {
            "text": "xyz",
            "blocks": [{"type": "markdown", "text": "xyz"}, card, actions(button())],
        }


async def test_the_tasks_of_a_plan_stand_in_it() -> None:
    sandbox = SlackSandbox(Shelf(None))
    async with serving(sandbox.app) as base:
        chunks = [{"type": "plan_update", "title": "Plan"}, TASK]
        place, _ = await begun(sandbox, base, markdown_text=None, chunks=chunks, task_display_mode="plan")

        (block,) = sandbox.snapshot()["messages"][place][-1]["native"]["blocks"]
        assert (block["type"], block["title"], len(block["tasks"])) == ("plan", "Plan", 1)


async def test_a_stream_ends_by_itself() -> None:
    sandbox = SlackSandbox(Shelf(None))
    sandbox.live_for(streams=0.0)
    async with serving(sandbox.app) as base:
        place, ts = await begun(sandbox, base)

        fed = await call(base, "chat.appendStream", channel="D1", ts=ts, markdown_text="y")

        assert fed["error"] == "message_not_in_streaming_state"
        assert "streaming" not in sandbox.snapshot()["messages"][place][-1]


async def test_no_stream_outlives_the_server(tmp_path: Path) -> None:
    first = SlackSandbox(Shelf(tmp_path / "slack.json"))
    async with serving(first.app) as base:
        place, _ = await begun(first, base)

    second = SlackSandbox(Shelf(tmp_path / "slack.json"))

    assert first.snapshot()["messages"][place][-1]["streaming"]
    assert "streaming" not in second.snapshot()["messages"][place][-1]


async def test_files_outlive_the_server_and_need_the_token(tmp_path: Path) -> None:
    first = SlackSandbox(Shelf(tmp_path / "slack.json"))
    async with serving(first.app) as base, aiohttp.ClientSession() as session:
        first.environment(base)
        place = await first.say("U1", "D1", "", [NOTES])
        (file,) = first.snapshot()["messages"][place][0]["files"]
        statuses = []
        for key in (BOT_KEY, "xoxb-wrong"):
            url, headers = f"{base}/files/{file['id']}/notes.txt", {"Authorization": f"Bearer {key}"}
            async with session.get(url, headers=headers, allow_redirects=False) as answer:
                statuses.append(answer.status)

    second = SlackSandbox(Shelf(tmp_path / "slack.json"))

    assert statuses == [200, 307]
    assert (second.file(file["id"]), file["name"]) == (NOTES, "notes.txt")


async def test_an_upload_is_what_was_announced_or_it_is_not_taken() -> None:
    sandbox = SlackSandbox(Shelf(None))
    async with serving(sandbox.app) as base, aiohttp.ClientSession() as session:
        begun = await call(base, "files.getUploadURLExternal", filename="a.txt", length=3)
        early = await call(base, "files.completeUploadExternal", files=f'[{{"id": "{begun["file_id"]}"}}]')
        statuses = []
        for data in (b"ab", b"abc"):
            async with session.post(begun["upload_url"], data=data) as answer:
                statuses.append(answer.status)
        done = await call(base, "files.completeUploadExternal", files=f'[{{"id": "{begun["file_id"]}"}}]')

        assert (early["error"], statuses, done["ok"]) == ("file_not_found", [400, 200], True)


async def test_what_others_sent_the_app_cannot_delete() -> None:
    sandbox = SlackSandbox(Shelf(None))
    async with serving(sandbox.app) as base:
        place = await sandbox.say("U1", "D1", "", [NOTES])
        (file,) = sandbox.snapshot()["messages"][place][0]["files"]

        own = await call(base, "files.delete", file=file["id"])
        gone = await call(base, "files.delete", file="F9")

        assert (own["error"], gone["error"]) == ("cant_delete_file", "file_not_found")
        with pytest.raises(Refused, match="gone"):
            sandbox.file("F9")


async def test_reactions_are_refused_by_slacks_own_codes() -> None:
    sandbox = SlackSandbox(Shelf(None))
    async with serving(sandbox.app) as base:
        ts = (await sandbox.say("U1", "D1", "hi")).removeprefix("D1/")
        on = {"channel": "D1", "timestamp": ts, "name": "eyes"}

        answers = [
            await call(base, "reactions.remove", **on),
            await call(base, "reactions.add", **on),
            await call(base, "reactions.add", **on),
            await call(base, "reactions.add", **{**on, "name": "made_up"}),
            await call(base, "reactions.add", **{**on, "timestamp": "1.2"}),
        ]

        assert [answer.get("error") for answer in answers] == [
            "no_reaction",
            None,
            "already_reacted",
            "invalid_name",
            "message_not_found",
        ]


async def test_a_dialog_needs_a_trigger_and_a_view_that_slack_takes() -> None:
    sandbox = SlackSandbox(Shelf(None))
    async with serving(sandbox.app) as base:
        made_up = await call(base, "views.open", trigger_id="made up", view={"type": "modal"})
        none = await call(base, "views.open", view={"type": "modal"})

        assert (made_up["error"], none["error"]) == ("invalid_trigger_id", "invalid_arguments")
        with pytest.raises(Refused, match="not open"):
            await sandbox.submit("U1", "V1", "x")


async def test_answers_can_be_late_and_lost() -> None:
    sandbox = SlackSandbox(Shelf(None))
    sandbox.lag = (0.05, 0.0)
    async with serving(sandbox.app) as base:
        before = time.monotonic()
        await call(base, "auth.test")
        late = time.monotonic() - before
        sandbox.lose_next("chat.postMessage")

        with pytest.raises(aiohttp.ContentTypeError):
            await call(base, "chat.postMessage", channel="D1", text="x")

        assert late >= 0.05
        assert [m["native"]["text"] for m in sandbox.snapshot()["messages"]["D1"]] == ["x"]
