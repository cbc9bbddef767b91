"""Files in an answer that one person alone is to see: they are in that person's direct messages."""

from typing import Any

import pytest

from adapters.shared.outlets import Outlets
from adapters.slack import discreet
from bots.sandbox.service import Shelf
from bots.sandbox.slack.server import SlackSandbox
from core.artifacts import Artifact, File, Image
from core.controls import Option, Select
from core.errors import PlatformUnreachable, Unauthorized
from core.events import Action, AdminCommand
from core.view import View
from tests.slack.connected import Connected, over_socket

PICTURE = Image("The graph v1", "image/png", b"\x89PNG\r\n\x1a\n....")
OTHER = Image("The graph v4", "image/png", b"\x89PNG\r\n\x1a\nother")
NOTES = File("notes.md", "text/markdown", "# Notes\n\nAll is well.")
GRAPHS = (Option("v1", "v1"), Option("v4", "v4"))
ELSEWHERE = "in your direct messages with me, where nobody else sees it."


@pytest.fixture
def sandbox() -> SlackSandbox:
    return SlackSandbox(Shelf(None))


class Kept:
    def __init__(self) -> None:
        self.natives: tuple[str, ...] = ()

    async def __call__(self, natives: tuple[str, ...], /, *, complete: bool) -> None:
        self.natives = natives


def picker(*artifacts: Artifact, chosen: str = "v1") -> View:
    select = Select("sys_graph", "Graph", GRAPHS, chosen)
    return View(7, "Which graph?", controls=(select,), artifacts=artifacts, private=True, done=True)


async def commanded(both: Connected, view: View, kept: Kept, user: str = "U1", room: str = "C1") -> AdminCommand:
    await both.sandbox.say(user, room, "/graph")
    command = await both.inbox.next()
    assert isinstance(command, AdminCommand)
    await Outlets([both.gateway]).reply(command, (), kept).finish(view)
    return command


async def chosen(both: Connected, value: str) -> Action:
    place = shown(both.sandbox, "C1")[-1]
    await both.sandbox.click("U1", "C1", place["id"], "sys_graph:select:7", value)
    click = await both.inbox.next()
    assert isinstance(click, Action)
    return click


def shown(sandbox: SlackSandbox, place: str) -> list[dict[str, Any]]:
    messages: list[dict[str, Any]] = sandbox.snapshot()["messages"][place]
    return messages


def where(answer: dict[str, Any]) -> str:
    text: str = answer["native"]["blocks"][1]["text"]["text"]
    return text


def names(sandbox: SlackSandbox, place: str) -> list[str]:
    return [file["name"] for message in shown(sandbox, place) for file in message.get("files", [])]


async def test_a_picture_for_one_person_is_in_their_direct_messages_and_in_no_channel(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        await commanded(both, picker(PICTURE), Kept())

        (answer,), (picture,) = shown(sandbox, "C1"), shown(sandbox, "D1")
        assert names(sandbox, "D1") == ["the-graph-v1.png"]
        assert picture["native"]["text"] == "The graph v1\nYou asked for this in <#C1>."
        assert answer["private_to"] == "U1"
        assert answer["native"]["text"].startswith(f"Which graph?\n📎 The graph v1: {ELSEWHERE}\n")
        assert where(answer) == f"📎 The graph v1: {ELSEWHERE}"
        assert shown(sandbox, "D2") == []


async def test_with_another_choice_the_picture_is_another_one_and_the_picker_stays_where_it_is(
    sandbox: SlackSandbox,
) -> None:
    kept = Kept()
    async with over_socket(sandbox) as both:
        await commanded(both, picker(PICTURE), kept)
        (first,) = shown(sandbox, "C1")
        click = await chosen(both, "v4")

        after = picker(OTHER, chosen="v4")
        await Outlets([both.gateway]).reply(click, kept.natives, kept, picker(PICTURE)).finish(after)

        (answer,) = shown(sandbox, "C1")
        assert answer["id"] == first["id"]
        assert where(answer) == f"📎 The graph v4: {ELSEWHERE}"
        assert names(sandbox, "D1") == ["the-graph-v4.png"]


async def test_a_picker_that_keeps_its_picture_goes_on_saying_where_that_is(sandbox: SlackSandbox) -> None:
    kept = Kept()
    async with over_socket(sandbox) as both:
        await commanded(both, picker(PICTURE), kept)
        click = await chosen(both, "v4")

        await (
            Outlets([both.gateway])
            .reply(click, kept.natives, kept, picker(PICTURE))
            .finish(picker(PICTURE, chosen="v4"))
        )

        (answer,) = shown(sandbox, "C1")
        assert where(answer) == f"📎 The graph v1: {ELSEWHERE}"
        assert names(sandbox, "D1") == ["the-graph-v1.png"]


async def test_in_direct_messages_the_picture_stands_below_its_answer(
    sandbox: SlackSandbox,
) -> None:
    async with over_socket(sandbox) as both:
        await commanded(both, picker(PICTURE), Kept(), room="D1")

        answer, picture = shown(sandbox, "D1")
        assert picture["native"]["text"] == "The graph v1"
        assert answer["native"]["text"].startswith("Which graph?")


async def test_each_person_has_direct_messages_of_their_own_which_are_opened_once(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        for user in ("U1", "U2", "U1"):
            await commanded(both, picker(PICTURE), Kept(), user)

        assert (len(names(sandbox, "D1")), len(names(sandbox, "D2"))) == (2, 1)
        opened = [call.arguments["users"] for call in sandbox.calls if call.method == "conversations.open"]
        assert opened == ["U1", "U2"]


async def test_only_so_many_rooms_are_remembered(sandbox: SlackSandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(discreet, "_PEOPLE", 1)
    async with over_socket(sandbox) as both:
        for user in ("U1", "U2", "U1"):
            await commanded(both, picker(PICTURE), Kept(), user)

        assert sum(call.method == "conversations.open" for call in sandbox.calls) == 3


async def test_without_the_scope_a_file_is_there_as_text_and_the_log_says_so_once(
    sandbox: SlackSandbox, caplog: pytest.LogCaptureFixture
) -> None:
    async with over_socket(sandbox) as both:
        sandbox.fail_next("conversations.open", status=200, error="missing_scope", needed="im:write")
        for _ in range(2):
            await commanded(both, picker(NOTES), Kept())

        assert [message["private_to"] for message in shown(sandbox, "C1")] == ["U1"] * 2
        assert [message["native"]["text"] for message in shown(sandbox, "D1")] == ["📎 notes.md"] * 2
        assert "All is well." in str(shown(sandbox, "D1")[0]["native"]["blocks"])
        assert names(sandbox, "C1") == names(sandbox, "D1") == []
    (line,) = [line.message for line in caplog.records if "im:write" in line.message]
    assert "Add the scope im:write and install the app anew." in line


@pytest.mark.parametrize(
    ("method", "error"), [("conversations.open", "cannot_dm_bot"), ("files.completeUploadExternal", "not_in_channel")]
)
async def test_where_nothing_can_be_there_it_is_shown_as_text_to_that_person_beside_the_answer(
    sandbox: SlackSandbox, caplog: pytest.LogCaptureFixture, method: str, error: str
) -> None:
    async with over_socket(sandbox) as both:
        sandbox.fail_next(method, status=200, error=error)

        await commanded(both, picker(NOTES), Kept())

        assert [message["private_to"] for message in shown(sandbox, "C1")] == ["U1", "U1"]
        assert shown(sandbox, "D1") == []
        assert error in caplog.text


async def test_text_that_cannot_be_there_either_is_shown_beside_the_answer(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        sandbox.fail_next("conversations.open", status=200, error="missing_scope", needed="im:write")
        sandbox.fail_next("chat.postMessage", status=200, error="messages_tab_disabled")

        await commanded(both, picker(NOTES), Kept())

        assert [message["private_to"] for message in shown(sandbox, "C1")] == ["U1", "U1"]


async def test_that_slack_fails_for_the_moment_is_told_so_that_it_is_tried_again(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        await both.sandbox.say("U1", "C1", "/graph")
        command = await both.inbox.next()
        upload = both.gateway.platform.draw(picker(PICTURE))[1]
        sandbox.fail_next("conversations.open", status=503)
        sandbox.fail_next("conversations.open", status=200, error="token_revoked")

        with pytest.raises(PlatformUnreachable):
            await both.gateway.port.send(command, upload, key="k/0", private=True)
        with pytest.raises(Unauthorized):
            await both.gateway.port.send(command, upload, key="k/0", private=True)
        await both.gateway.port.send(command, upload, key="k/0", private=True)

        assert names(sandbox, "D1") == ["the-graph-v1.png"]


async def test_an_upload_whose_answer_was_lost_is_not_there_twice(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        sandbox.lose_next("files.completeUploadExternal")

        await commanded(both, picker(PICTURE), Kept())

        assert names(sandbox, "D1") == ["the-graph-v1.png"]


async def test_all_but_the_files_is_one_message_where_one_person_sees_it(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        private = both.gateway.platform.draw(picker(PICTURE, NOTES))
        for_all = both.gateway.platform.draw(View(7, "Here.", artifacts=(PICTURE, NOTES), done=True))

        assert [sorted(body) for body in private] == [["blocks", "text"], ["text", "uploads"], ["text", "uploads"]]
        assert private[0]["blocks"][-1]["accessory"]["type"] == "static_select"
        assert [sorted(body) for body in for_all] == [["blocks", "text"], ["text", "uploads"], ["text", "uploads"]]
