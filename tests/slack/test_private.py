"""What only one person sees: a command's answer that can be used, and changes in its place."""

from typing import Any

import pytest

from adapters.shared.outlets import Outlets
from adapters.slack import whispers
from bots.sandbox.service import Shelf
from bots.sandbox.slack.server import SlackSandbox
from core.controls import Button, Control, Option, Select, TextInput
from core.errors import PlatformUnreachable
from core.events import Action, AdminCommand, Inbound
from core.fields import form_of
from core.view import View
from tests.slack.connected import Connected, noted_nowhere, over_http, over_socket
from tests.waiting import until

GRAPHS = (Option("v1", "v1"), Option("v4", "v4-eras"))
HERE = Button("sys_here", "Use here")


@pytest.fixture
def sandbox() -> SlackSandbox:
    return SlackSandbox(Shelf(None))


def picker(chosen: str = "", *controls: Control) -> View:
    text = f"You look at **{chosen}**." if chosen else "Which graph?"
    shown = (Select("sys_graph", "Graph", GRAPHS, chosen), HERE, *controls)
    return View(7, text, controls=shown, private=True, done=True)


class Kept:
    """Remembers a reply's messages as the core does."""

    def __init__(self) -> None:
        self.natives: tuple[str, ...] = ()

    async def __call__(self, natives: tuple[str, ...], /, *, complete: bool) -> None:
        self.natives = natives


async def answered(both: Connected, to: Inbound, view: View, kept: Kept, before: View | None = None) -> None:
    assert isinstance(to, Action | AdminCommand)
    await Outlets([both.gateway]).reply(to, kept.natives, kept, before).finish(view)


async def commanded(both: Connected, kept: Kept, view: View | None = None, room: str = "C1") -> AdminCommand:
    """Give a command in a channel and answer it with the picker."""
    await both.sandbox.say("U1", room, "/graph")
    command = await both.inbox.next()
    assert isinstance(command, AdminCommand)
    await answered(both, command, view or picker(), kept)
    return command


async def chosen(both: Connected, room: str = "C1", control: str = "sys_graph:select:7", value: str = "v1") -> Action:
    """Choose in the picker that was shown last."""
    place = [message for message in private(both.sandbox, room) if message["native"]["blocks"]]
    await both.sandbox.click("U1", room, place[-1]["id"], control, value)
    return await acted(both)


async def acted(both: Connected) -> Action:
    """Return the next click; a mention before it came twice."""
    while True:
        event = await both.inbox.next()
        if isinstance(event, Action):
            return event


def private(sandbox: SlackSandbox, place: str = "C1") -> list[dict[str, Any]]:
    return [message for message in sandbox.snapshot()["messages"][place] if message.get("private_to") == "U1"]


def said(message: dict[str, Any]) -> str:
    text: str = message["native"]["text"]
    return text


@pytest.mark.parametrize("connected", [over_http, None])
async def test_a_picker_changes_in_its_place_as_often_as_it_is_clicked_on(
    sandbox: SlackSandbox, connected: Any
) -> None:
    kept = Kept()
    async with over_http() if connected else over_socket(sandbox) as both:
        command = await commanded(both, kept)
        (first,) = private(both.sandbox)

        before = picker()
        for graph in ("v1", "v4", "v1"):
            click = await chosen(both, value=graph)
            assert (click.session, click.reply, click.data) == (command.session, 7, {"value": graph})
            await answered(both, click, picker(graph), kept, before)
            before = picker(graph)

            (now,) = private(both.sandbox)
            assert now["id"] == first["id"]
            assert f"You look at **{graph}**." in said(now)
        assert [call.method for call in both.sandbox.calls if call.method.startswith("chat.")] == []


async def test_nobody_else_sees_any_of_it(sandbox: SlackSandbox) -> None:
    kept = Kept()
    async with over_socket(sandbox) as both:
        await commanded(both, kept)
        await answered(both, await chosen(both), picker("v1"), kept, picker())

        assert [message.get("private_to") for message in sandbox.snapshot()["messages"]["C1"]] == ["U1"]


async def test_a_click_knows_the_message_by_the_id_that_the_core_has_of_it(sandbox: SlackSandbox) -> None:
    kept = Kept()
    async with over_socket(sandbox) as both:
        await commanded(both, kept)

        click = await chosen(both)

        assert kept.natives == (click.origin["native"],)


async def test_what_was_chosen_is_not_held_on_to_by_the_client_when_the_picker_changes(sandbox: SlackSandbox) -> None:
    kept = Kept()
    async with over_socket(sandbox) as both:
        await commanded(both, kept)
        (first,) = private(sandbox)
        await answered(both, await chosen(both), picker("v4"), kept, picker())
        (second,) = private(sandbox)

        ids = [{block.get("block_id") for block in one["native"]["blocks"]} - {None} for one in (first, second)]
        assert len(ids[0]) == len(ids[1]) == 2
        assert not ids[0] & ids[1]


async def test_a_picker_whose_address_is_used_up_is_sent_anew_and_can_be_used(sandbox: SlackSandbox) -> None:
    kept = Kept()
    async with over_socket(sandbox) as both:
        await commanded(both, kept)
        click = await chosen(both)
        for _ in range(5):
            await both.gateway.port.edit(click, kept.natives[0], {"text": "again"})

        await answered(both, click, picker("v1"), kept, picker())

        assert ["You look at **v1**." in said(one) for one in private(sandbox)] == [False, True]
        again = await chosen(both, value="v4")
        assert (again.session, again.origin["native"]) == (click.session, kept.natives[0])


async def test_an_address_that_does_not_answer_for_the_moment_is_tried_again(sandbox: SlackSandbox) -> None:
    kept = Kept()
    async with over_socket(sandbox) as both:
        await commanded(both, kept)
        click = await chosen(both)
        sandbox.fail_next("response_url", status=503)

        with pytest.raises(PlatformUnreachable, match="response_url"):
            await both.gateway.port.edit(click, kept.natives[0], {"text": "again"})
        await both.gateway.port.edit(click, kept.natives[0], {"text": "and again"})

        assert [said(one) for one in private(sandbox)] == ["and again"]


async def test_a_picker_that_is_no_longer_wanted_goes_where_it_was_clicked_on(sandbox: SlackSandbox) -> None:
    kept = Kept()
    async with over_socket(sandbox) as both:
        await commanded(both, kept)
        click = await chosen(both)

        await both.gateway.port.delete(click, "private:another one")
        left = len(private(sandbox))
        await both.gateway.port.delete(click, kept.natives[0])

        assert (left, private(sandbox)) == (1, [])


async def test_a_form_that_is_asked_for_from_a_picker_changes_it_in_its_place(sandbox: SlackSandbox) -> None:
    field = TextInput("sys_title", "Title")
    kept = Kept()
    async with over_socket(sandbox) as both:
        command = await commanded(both, kept, picker("", field))
        click = await chosen(both, control="sys_title:open:7", value="")
        form = form_of(field)
        assert form is not None
        await both.gateway.port.ask(click, form, "")
        (dialog,) = sandbox.snapshot()["dialogs"]

        await sandbox.submit("U1", dialog["id"], "Sales")
        filled = await both.inbox.next()
        assert isinstance(filled, Action)
        assert (filled.session, filled.origin["native"]) == (command.session, kept.natives[0])
        assert filled.person.member
        await answered(both, filled, picker("v1"), kept, picker("", field))

        assert ["You look at **v1**." in said(one) for one in private(sandbox)] == [True]


async def test_in_a_thread_that_has_answers_the_picker_stands_in_the_thread(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        place = await sandbox.say("U1", "C1", "@trivium hi")
        first = await both.inbox.next()
        await both.gateway.port.send(first, {"text": "Hello."}, key="k/0", private=False)
        await both.inbox.next()
        await sandbox.say("U1", place, "@trivium /graph")
        asked = await both.inbox.next()
        (body,) = both.gateway.platform.draw(picker())

        await both.gateway.port.send(asked, body, key=f"{asked.event}/0", private=True)

        (shown,) = private(sandbox, place)
        await sandbox.click("U1", place, shown["id"], "sys_graph:select:7", "v1")
        click = await acted(both)
        assert click.session == asked.session
        await both.gateway.port.notify(click, "Done.")
        assert [said(one) for one in private(sandbox, place)][1:] == ["Done."]


async def test_a_command_that_would_begin_a_thread_is_answered_where_it_is_seen_and_found_again(
    sandbox: SlackSandbox,
) -> None:
    kept = Kept()
    async with over_socket(sandbox) as both:
        await sandbox.say("U1", "C1", "@trivium /graph")
        asked = await both.inbox.next()
        (body,) = both.gateway.platform.draw(picker())

        native = await both.gateway.port.send(asked, body, key=f"{asked.event}/0", private=True)
        kept.natives = (native,)

        click = await chosen(both)
        assert (click.session, click.origin["native"]) == (asked.session, native)
        await answered(both, click, picker("v4"), kept, picker())
        await both.gateway.port.notify(click, "Done.")
        assert ["v4" in said(one) or said(one) for one in private(sandbox)] == [True, "Done."]


async def test_a_message_that_is_no_longer_the_one_clicked_on_is_sent_anew(sandbox: SlackSandbox) -> None:
    kept = Kept()
    async with over_socket(sandbox) as both:
        command = await commanded(both, kept)

        await both.gateway.port.edit(command, kept.natives[0], {"text": "once more"})

        assert [said(one).partition("\n")[0] for one in private(sandbox)] == ["Which graph?", "once more"]


async def test_a_click_on_a_message_that_all_see_changes_nothing_through_its_address(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        place = await sandbox.say("U1", "D1", "hi")
        asked = await both.inbox.next()
        (body,) = both.gateway.platform.draw(View(7, "Here.", controls=(HERE,), done=True))
        native = await both.gateway.port.send(asked, body, key="k/0", private=False)
        await sandbox.click("U1", place, native, "sys_here:press:7")
        click = await both.inbox.next()
        assert isinstance(click, Action)

        await Outlets([both.gateway]).reply(click, (native,), noted_nowhere).finish(View(7, "There.", done=True))

        await until(lambda: "There." in sandbox.snapshot()["messages"][place][1]["native"]["text"])
        assert "chat.update" in [call.method for call in sandbox.calls]


async def test_a_stamp_that_is_too_long_for_slack_is_left_out(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        await sandbox.say("U1", "C1", "/graph")
        command = await both.inbox.next()
        (body,) = both.gateway.platform.draw(picker())

        await both.gateway.port.send(command, body, key="k" * 250, private=True)

        click = await chosen(both)
        (shown,) = private(sandbox)
        assert (click.session, click.origin["native"]) == (command.session, f"{whispers.PASSED}{shown['id']}")
