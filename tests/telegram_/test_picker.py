"""The answer to a command with controls and a picture, `/graph` for one: private elsewhere, seen by all in a group."""

from dataclasses import dataclass, field
from typing import Any

import pytest
from msgspec.structs import replace

from adapters.shared.outlets import Outlets
from adapters.telegram.gateway import TelegramGateway
from bots.sandbox.telegram.server import TelegramSandbox
from core.artifacts import Image
from core.controls import Button, Option, Select
from core.events import Action, Inbound
from core.view import View
from tests.drivers import buttons
from tests.telegram_.connected import ADA, BEN, GROUP, Hosts, Kept, called, polled, wrong_calls

PNG = b"\x89PNG\r\n\x1a\n"
WHERE = Select(
    "sys_graph_where", "Where", (Option("session", "this conversation"), Option("channel", "here")), "channel"
)
TO = Select("sys_graph_to", "Graph for here", (Option("g0", "v1"), Option("g1", "v2"), Option("clear", "clear this")))
PICTURE = Button("sys_graph_picture", "Show as a picture")
PICKER = View(id=7, text="Graphs:", controls=(WHERE, TO, PICTURE), private=True, done=True)
DRAWN = replace(PICKER, text="Graph **v1**", artifacts=(Image("Graph v1", "image/png", PNG + b"1"),))
DRAWN_ANEW = replace(PICKER, text="Graph **v2**", artifacts=(Image("Graph v2", "image/png", PNG + b"2"),))
CHOSEN = replace(PICKER, text="Graph **v2** answers.", controls=(WHERE, replace(TO, chosen="g1"), PICTURE))


@dataclass
class Shown:
    """A reply in the group, answered to and clicked on as the core does it."""

    sandbox: TelegramSandbox
    gateway: TelegramGateway
    kept: Kept
    view: View | None = None
    natives: tuple[str, ...] = ()
    before: set[str] = field(default_factory=set)

    async def posted(self, natives: tuple[str, ...], /, *, complete: bool) -> None:
        self.natives = natives

    async def answer(self, to: Inbound, view: View) -> None:
        outlets = Outlets([self.gateway])
        await outlets.reply(to, self.natives, self.posted, self.view).finish(view)
        await outlets.close()
        self.view = replace(view, notice="")

    async def command(self, view: View) -> None:
        await self.sandbox.say(ADA, GROUP, "/graph@trivium_sandbox_bot")
        await self.answer(await self.kept.next(), view)

    async def press(self, label: str, user: str = ADA) -> Action:
        (data,) = (data for text, data in self.keyboard().items() if text == label)
        await self.sandbox.click(user, GROUP, self.natives[-1], data)
        action = await self.kept.next()
        assert isinstance(action, Action)
        return action

    def keyboard(self) -> dict[str, str]:
        return buttons("telegram", self.messages()[-1]["native"])

    def messages(self) -> list[dict[str, Any]]:
        """Return what the bot has written in the group, for all to see."""
        everything = self.sandbox.snapshot()["messages"][GROUP]
        return [one for one in everything if one["author"]["bot"] and "private_to" not in one]

    def looks(self) -> list[str]:
        """Return each message as the kind of its file or its text, `+` where it has a keyboard."""
        return [
            ("picture" if one.get("files") else one["native"]["text"].partition("\n")[0])
            + (" +" if "reply_markup" in one["native"] else "")
            for one in self.messages()
        ]

    def toasts(self) -> list[tuple[str, str]]:
        everything = self.sandbox.snapshot()["messages"][GROUP]
        return [(one["private_to"], one["native"]["text"]) for one in everything if "private_to" in one]


async def test_a_picker_in_a_group_is_one_message_with_a_keyboard_that_answers_the_command(hosts: Hosts) -> None:
    kept = Kept()

    async with polled(hosts, kept) as (sandbox, gateway):
        shown = Shown(sandbox, gateway, kept)
        await shown.command(PICKER)
        (message,) = shown.messages()

    assert message["native"]["text"] == "Graphs:\n\nWhere: here\nGraph for here"
    assert message["native"]["reply_to"] == "/graph@trivium_sandbox_bot"
    assert list(shown.keyboard()) == [
        "○ this conversation",
        "● here",
        "○ v1",
        "○ v2",
        "○ clear this",
        "Show as a picture",
    ]


async def test_a_choice_changes_the_message_in_its_place_and_is_told_in_a_toast(hosts: Hosts) -> None:
    kept = Kept()

    async with polled(hosts, kept) as (sandbox, gateway):
        shown = Shown(sandbox, gateway, kept)
        await shown.command(PICKER)
        natives = shown.natives
        action = await shown.press("○ v2")
        await shown.answer(action, replace(CHOSEN, notice="Graph v2 answers here."))

    assert (action.control, action.verb, action.reply, action.direct) == ("sys_graph_to", "g1", 7, False)
    assert (shown.natives, shown.looks()) == (natives, ["Graph v2 answers. +"])
    assert "● v2" in shown.keyboard()
    assert shown.toasts() == [(ADA, "Graph v2 answers here.")]


@pytest.mark.parametrize(
    ("views", "looks"),
    [
        ([DRAWN], ["Graph v1", "picture", "Where: here +"]),
        ([DRAWN, DRAWN_ANEW], ["Graph v2", "picture", "Where: here +"]),
        ([DRAWN, CHOSEN], ["Graph v2 answers. +"]),
        ([DRAWN, CHOSEN, DRAWN_ANEW], ["Graph v2", "picture", "Where: here +"]),
        ([DRAWN, DRAWN], ["Graph v1", "picture", "Where: here +"]),
    ],
)
async def test_a_picture_comes_goes_and_changes_above_the_keyboard(
    hosts: Hosts, views: list[View], looks: list[str]
) -> None:
    kept = Kept()

    async with polled(hosts, kept) as (sandbox, gateway):
        shown = Shown(sandbox, gateway, kept)
        await shown.command(PICKER)
        for view in views:
            await shown.answer(await shown.press("Show as a picture"), view)
        pictures = [one["files"][0]["id"] for one in shown.messages() if one.get("files")]
        data = [sandbox.file(picture).data for picture in pictures]

    assert shown.looks() == looks
    assert data == [image.data for image in views[-1].artifacts if isinstance(image, Image)]
    assert [one["id"] for one in shown.messages()] == list(shown.natives)
    assert called(sandbox, "answerCallbackQuery") == len(views)


async def test_the_picture_that_stays_is_not_sent_again(hosts: Hosts) -> None:
    kept = Kept()

    async with polled(hosts, kept) as (sandbox, gateway):
        shown = Shown(sandbox, gateway, kept)
        await shown.command(DRAWN)
        natives = shown.natives
        await shown.answer(await shown.press("○ v2"), replace(DRAWN, controls=CHOSEN.controls))

    assert shown.natives == natives
    assert called(sandbox, "sendPhoto") == 1
    assert "● v2" in shown.keyboard()


async def test_anybody_can_press_and_who_may_not_hears_it_alone_while_nothing_changes(hosts: Hosts) -> None:
    kept = Kept()

    async with polled(hosts, kept) as (sandbox, gateway):
        shown = Shown(sandbox, gateway, kept)
        await shown.command(PICKER)
        before = shown.messages()
        action = await shown.press("○ v2", user=BEN)
        await gateway.port.notify(action, "Only admins may do that.")

    assert action.person.id == f"telegram:{BEN}"
    assert shown.toasts() == [(BEN, "Only admins may do that.")]
    assert shown.messages() == before


async def test_what_a_picker_asks_for_fits_the_bot_apis_description(hosts: Hosts) -> None:
    kept = Kept()

    async with polled(hosts, kept) as (sandbox, gateway):
        shown = Shown(sandbox, gateway, kept)
        await shown.command(PICKER)
        await shown.answer(await shown.press("Show as a picture"), DRAWN)
        await shown.answer(await shown.press("○ v2"), replace(CHOSEN, notice="Graph v2 answers here."))

    assert {call.method for call in sandbox.calls} >= {"sendPhoto", "editMessageText", "deleteMessage"}
    assert wrong_calls(sandbox) == []
