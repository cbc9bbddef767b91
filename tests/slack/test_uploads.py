"""Uploads: files and pictures of an answer, over real sockets."""

import logging
from typing import Any

import pytest

from adapters.shared.platform import Body
from adapters.shared.uploads import described
from adapters.slack.platform import SlackPlatform
from bots.sandbox.service import Refused, Shelf
from bots.sandbox.slack.server import SlackSandbox
from core.artifacts import Artifact, Chart, File, Image, Series
from core.controls import Table
from core.errors import PlatformUnreachable, RateLimited, Unauthorized
from core.events import Message
from core.view import View
from tests.slack.connected import Connected, gateway_for, over_socket

NOTES = File("notes.md", "text/markdown", "# Notes\n\nAll is well.")
PICTURE = Image("A dot", "image/png", b"\x89PNG\r\n\x1a\n....")
CHART = Chart("Sales", "bar", ("May", "June"), (Series("2026", (1.0, 2.0)),))
TABLE = Table("t", "Sales", ("month", "sum"), (("May", 1), ("June", 2)))
STEPS = ["files.getUploadURLExternal", "files.completeUploadExternal"]


@pytest.fixture
def sandbox() -> SlackSandbox:
    return SlackSandbox(Shelf(None))


def upload(artifact: Artifact, text: str = "") -> Body:
    return {"text": text, "uploads": [described(artifact)]}


async def asked(both: Connected) -> tuple[str, Message]:
    place = await both.sandbox.say("U1", "D1", "a file please")
    message = await both.inbox.next()
    assert isinstance(message, Message)
    return place, message


def shown(sandbox: SlackSandbox, place: str) -> list[dict[str, Any]]:
    messages: list[dict[str, Any]] = sandbox.snapshot()["messages"][place]
    return messages[1:]


def files(sandbox: SlackSandbox) -> list[str]:
    return [call.method for call in sandbox.calls if call.method.startswith("files.")]


@pytest.mark.parametrize(
    ("artifact", "name", "media_type"),
    [
        (NOTES, "notes.md", "text/plain"),
        (PICTURE, "a-dot.png", "image/png"),
        (CHART, "sales.png", "image/png"),
        (TABLE, "sales.csv", "text/csv"),
    ],
)
async def test_a_file_is_uploaded_into_the_thread(
    sandbox: SlackSandbox, artifact: Artifact, name: str, media_type: str
) -> None:
    async with over_socket(sandbox) as both:
        place, message = await asked(both)

        native = await both.gateway.port.send(message, upload(artifact, "Here it is."), key="k/0", private=False)

        (posted,) = shown(sandbox, place)
        (file,) = posted["files"]
        assert posted["native"]["text"] == "Here it is."
        assert (file["name"], file["media_type"], native) == (name, media_type, f"file:{file['id']}")
        assert sandbox.file(file["id"]).data


async def test_its_bytes_are_the_files_own(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        _, message = await asked(both)

        native = await both.gateway.port.send(message, upload(NOTES), key="k/0", private=False)

        assert sandbox.file(native.removeprefix("file:")).data == NOTES.text.encode()


async def test_an_answers_files_stand_in_messages_of_their_own(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        place, message = await asked(both)
        bodies = SlackPlatform().draw(View(7, "Here.", artifacts=(NOTES, PICTURE), done=True))

        for number, body in enumerate(bodies):
            await both.gateway.port.send(message, body, key=f"k/{number}", private=False)

        assert [[file["name"] for file in m.get("files", [])] for m in shown(sandbox, place)] == [
            [],
            ["notes.md"],
            ["a-dot.png"],
        ]


async def test_an_edit_leaves_an_upload_as_it_is_and_a_delete_takes_it_away_once(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        place, message = await asked(both)
        native = await both.gateway.port.send(message, upload(NOTES), key="k/0", private=False)

        await both.gateway.port.edit(message, native, upload(PICTURE))
        (posted,) = shown(sandbox, place)
        for _ in range(2):
            await both.gateway.port.delete(message, native)

        assert posted["files"][0]["name"] == "notes.md"
        assert shown(sandbox, place) == []
        with pytest.raises(Refused, match="gone"):
            sandbox.file(native.removeprefix("file:"))


async def test_a_file_whose_answer_was_lost_is_uploaded_once(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        place, message = await asked(both)
        sandbox.lose_next("files.completeUploadExternal")
        with pytest.raises(PlatformUnreachable):
            await both.gateway.port.send(message, upload(NOTES), key="k/0", private=False)

        native = await both.gateway.port.send(message, upload(NOTES), key="k/0", private=False)

        assert [f"file:{m['files'][0]['id']}" for m in shown(sandbox, place)] == [native]


@pytest.mark.parametrize("method", STEPS)
async def test_a_file_that_slack_never_got_is_uploaded_at_the_next_try(sandbox: SlackSandbox, method: str) -> None:
    async with over_socket(sandbox) as both:
        place, message = await asked(both)
        sandbox.fail_next(method, status=503)
        with pytest.raises(PlatformUnreachable):
            await both.gateway.port.send(message, upload(NOTES), key="k/0", private=False)

        await both.gateway.port.send(message, upload(NOTES), key="k/0", private=False)

        assert len(shown(sandbox, place)) == 1


async def test_a_pause_is_waited_for_and_nothing_is_given_up(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        place, message = await asked(both)
        sandbox.fail_next("files.completeUploadExternal", retry_after=7)
        with pytest.raises(RateLimited) as caught:
            await both.gateway.port.send(message, upload(NOTES), key="k/0", private=False)

        await both.gateway.port.send(message, upload(NOTES), key="k/0", private=False)

        assert caught.value.retry_after == 7
        assert len(shown(sandbox, place)) == 1


async def test_a_file_uploaded_before_a_restart_is_found_again(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        place, message = await asked(both)
        native = await both.gateway.port.send(message, upload(NOTES), key="k/0", private=False)
        restarted = gateway_for(sandbox.environment(both.base))
        await restarted.start()

        again = await restarted.port.send(message, upload(NOTES), key="k/0", private=False)
        other = await restarted.port.send(message, upload(NOTES), key="k/1", private=False)

        await restarted.close()
        assert (again, other == native) == (native, False)
        assert len(shown(sandbox, place)) == 2


@pytest.mark.parametrize(
    ("artifact", "said"),
    [
        (NOTES, "All is well."),
        (CHART, "June  ████████████████████████ 2"),
        (TABLE, "May,1"),
        (PICTURE, "A dot: the picture could not be uploaded"),
    ],
)
async def test_without_the_scope_a_file_is_shown_as_text(
    sandbox: SlackSandbox, caplog: pytest.LogCaptureFixture, artifact: Artifact, said: str
) -> None:
    async with over_socket(sandbox) as both:
        place, message = await asked(both)
        sandbox.fail_next(STEPS[0], status=200, error="missing_scope")

        native = await both.gateway.port.send(message, upload(artifact), key="k/0", private=False)
        await both.gateway.port.edit(message, native, upload(artifact))
        await both.gateway.port.send(message, upload(artifact), key="k/1", private=False)

        assert [said in str(m["native"]["blocks"]) for m in shown(sandbox, place)] == [True, True]
        assert files(sandbox) == []
        (line,) = [record for record in caplog.records if record.name == "adapters.slack.uploads"]
        assert (line.levelno, "scope files:write" in line.getMessage()) == (logging.WARNING, True)


async def test_a_long_files_text_is_several_messages_and_what_is_beyond_is_counted(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        place, message = await asked(both)
        sandbox.fail_next(STEPS[0], status=200, error="missing_scope")
        text = "z" * 120_000

        native = await both.gateway.port.send(
            message, upload(File("long.log", "text/plain", text)), key="k", private=False
        )

        messages = shown(sandbox, place)
        assert sum(str(m["native"]["blocks"][-1]).count("z") for m in messages[:10]) == 115_000
        assert "5,000 more characters" in messages[10]["native"]["text"]
        await both.gateway.port.delete(message, native)
        assert shown(sandbox, place) == []


async def test_a_refusal_of_one_file_says_nothing_about_the_next(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        place, message = await asked(both)
        sandbox.fail_next(STEPS[1], status=200, error="storage_limit_reached")

        await both.gateway.port.send(message, upload(NOTES), key="k/0", private=False)
        await both.gateway.port.send(message, upload(NOTES), key="k/1", private=False)

        assert ["files" in m for m in shown(sandbox, place)] == [False, True]


@pytest.mark.parametrize("posted", [False, True])
async def test_where_files_may_not_be_looked_up_they_are_uploaded_all_the_same(
    sandbox: SlackSandbox, posted: bool
) -> None:
    async with over_socket(sandbox) as both:
        place, message = await asked(both)
        if posted:
            sandbox.lose_next(STEPS[1])
        else:
            sandbox.fail_next(STEPS[1], status=503)
        with pytest.raises(PlatformUnreachable):
            await both.gateway.port.send(message, upload(NOTES), key="k/0", private=False)
        sandbox.fail_next("files.info", status=200, error="missing_scope")

        await both.gateway.port.send(message, upload(NOTES), key="k/0", private=False)
        await both.gateway.port.send(message, upload(NOTES), key="k/1", private=False)

        assert ["files" in m for m in shown(sandbox, place)] == [True, True]


async def test_where_threads_may_not_be_read_files_are_uploaded_after_a_restart_too(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        place, message = await asked(both)
        restarted = gateway_for(sandbox.environment(both.base))
        await restarted.start()
        sandbox.fail_next("conversations.replies", status=200, error="missing_scope")

        for number in range(2):
            await restarted.port.send(message, upload(NOTES), key=f"k/{number}", private=False)

        await restarted.close()
        assert ["files" in m for m in shown(sandbox, place)] == [True, True]


async def test_what_one_person_alone_is_to_see_is_uploaded_where_it_was_asked_for_if_nobody_else_reads_that(
    sandbox: SlackSandbox,
) -> None:
    async with over_socket(sandbox) as both:
        place, message = await asked(both)

        await both.gateway.port.send(message, upload(NOTES, "notes.md"), key="k/0", private=True)

        (posted,) = shown(sandbox, place)
        assert [file["name"] for file in posted["files"]] == ["notes.md"]
        assert posted["native"]["text"] == "notes.md"


async def test_bytes_that_slack_does_not_take_are_given_once_and_shown_as_text(
    sandbox: SlackSandbox, caplog: pytest.LogCaptureFixture
) -> None:
    async with over_socket(sandbox) as both:
        place, message = await asked(both)
        sandbox.fail_next("upload", status=413)

        await both.gateway.port.send(message, upload(NOTES), key="k/0", private=False)

        (posted,) = shown(sandbox, place)
        assert "All is well." in str(posted["native"]["blocks"])
        (line,) = [record for record in caplog.records if record.name == "adapters.slack.uploads"]
        assert "status 413" in line.getMessage()
        assert "/upload/" not in line.getMessage()


@pytest.mark.parametrize("status", [408, 429, 500])
async def test_bytes_that_slack_may_take_later_are_given_again(sandbox: SlackSandbox, status: int) -> None:
    async with over_socket(sandbox) as both:
        place, message = await asked(both)
        sandbox.fail_next("upload", status=status, retry_after=7)

        with pytest.raises(PlatformUnreachable) as caught:
            await both.gateway.port.send(message, upload(NOTES), key="k/0", private=False)
        await both.gateway.port.send(message, upload(NOTES), key="k/0", private=False)

        assert isinstance(caught.value, RateLimited) is (status == 429)
        assert [file["name"] for post in shown(sandbox, place) for file in post["files"]] == ["notes.md"]


async def test_a_refused_token_is_told_as_such_and_is_no_reason_for_text(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        place, message = await asked(both)
        sandbox.fail_next(STEPS[0], status=200, error="token_revoked")

        with pytest.raises(Unauthorized):
            await both.gateway.port.send(message, upload(NOTES), key="k/0", private=False)
        await both.gateway.port.send(message, upload(NOTES), key="k/0", private=False)

        assert [file["name"] for post in shown(sandbox, place) for file in post["files"]] == ["notes.md"]
