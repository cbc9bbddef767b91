"""Private answers: a picker with a picture, changed in place, and never seen by anybody else."""

from datetime import timedelta
from typing import Any

import discord
import pytest
from msgspec.structs import replace

from adapters.discord import interactions
from adapters.shared.outlets import Outlets
from adapters.shared.platform import Body
from bots.sandbox.discord.rules import walk
from core.artifacts import Image
from core.controls import Button, Option, Select
from core.errors import PlatformError
from core.events import Action, Inbound
from core.view import View
from tests.discord_.connected import CALLBACK, Home, connected
from tests.discord_.specification import violations
from tests.waiting import until

V1, V4 = (Image("The graph", "image/png", data) for data in (b"\x89PNG one", b"\x89PNG four"))
CONTROLS = (Select("sys_graph", "Graph", (Option("v1", "v1"), Option("v4", "v4"))), Button("sys_here", "Here"))


def picker(*pictures: Image, text: str = "Graphs") -> View:
    return View(7, text, CONTROLS, artifacts=pictures, private=True, done=True)


class Picker:
    """One picker as the core keeps it: its last view, and the messages that stand for it."""

    def __init__(self, home: Home) -> None:
        self._home, self._outlets = home, Outlets([home.gateway])
        self.natives: tuple[str, ...] = ()
        self.view: View | None = None

    async def show(self, to: Inbound, view: View) -> None:
        reply = self._outlets.reply(to, self.natives, self._posted, self.view)
        await reply.finish(view)
        self.view = view

    async def _posted(self, natives: tuple[str, ...], /, *, complete: bool) -> None:
        self.natives = natives


async def opened(home: Home, view: View) -> Picker:
    """Let Ada ask for the picker in the channel that all read."""
    await home.sandbox.say(home.ada, home.general, "/graph")
    made = Picker(home)
    await made.show(await home.inbox.next(), view)
    return made


async def pressed(home: Home, message: dict[str, Any], control: str = "sys_here:press:7") -> Action:
    await home.sandbox.click(home.ada, home.general, message["id"], control)
    click = await home.inbox.next()
    assert isinstance(click, Action)
    return click


def pictures(message: dict[str, Any]) -> list[str]:
    """Return what the galleries of a message show, each of which must be among its files."""
    items = [item for part in walk(message["native"]["components"]) for item in part.get("items", ())]
    return [item["media"]["url"] for item in items]


def seen(home: Home) -> list[bytes]:
    """Return the pictures beside the messages in the channel; everything there must be Ada's alone."""
    shown = home.shown(home.general)
    assert {message.get("private_to") for message in shown} == {home.ada}
    return [home.sandbox.file(file["id"]).data for message in shown for file in message.get("files", ())]


async def test_a_picker_is_one_private_message_with_its_picture_and_its_controls() -> None:
    async with connected() as home:
        await opened(home, picker(V1))

        (message,) = home.shown(home.general)
        ids = [part["custom_id"] for part in walk(message["native"]["components"]) if "custom_id" in part]
        assert seen(home) == [V1.data]
        assert pictures(message) == ["attachment://the-graph.png"]
        assert ids == ["sys_graph:select:7", "sys_here:press:7"]


async def test_a_click_in_a_picker_changes_it_in_place_and_keeps_the_picture() -> None:
    async with connected() as home:
        made = await opened(home, picker(V1))
        (before,) = home.shown(home.general)

        await made.show(await pressed(home, before), picker(V1, text="Here"))

        (after,) = home.shown(home.general)
        assert (after["id"], "Here" in str(after["native"])) == (before["id"], True)
        assert seen(home) == [V1.data]
        assert [callback["type"] for callback in home.callbacks()] == [4, 7]


@pytest.mark.parametrize(("before", "after"), [((V1,), (V4,)), ((), (V4,)), ((V1,), ()), ((V1,), (V1, V4))])
async def test_a_click_that_changes_the_pictures_of_a_picker_changes_the_one_message_in_one_call(
    before: tuple[Image, ...], after: tuple[Image, ...]
) -> None:
    async with connected() as home:
        made = await opened(home, picker(*before))
        (message,) = home.shown(home.general)
        click = await pressed(home, message)
        calls = len(home.sandbox.calls)

        await made.show(click, picker(*after))

        (changed,) = home.shown(home.general)
        assert seen(home) == [one.data for one in after]
        assert len(pictures(changed)) == len(after)
        assert changed["id"] == message["id"]
        assert made.natives == (f"private:{message['id']}",)
        assert [call.route for call in home.sandbox.calls][calls:] == [CALLBACK]


async def test_a_picture_that_comes_after_the_command_was_deferred_is_named_in_the_request() -> None:
    """Discord takes the first message after that for an edit, and new pictures of an edit only by name (issue 7529)."""
    async with connected() as home:
        await home.sandbox.say(home.ada, home.general, "/graph")
        command = await home.inbox.next()
        await home.gateway.port.acknowledge(command)

        await Picker(home).show(command, picker(V1))

        call = home.sandbox.calls[-1]
        assert (call.body["attachments"][0]["filename"], call.files) == ("the-graph.png", ("the-graph.png",))
        assert seen(home) == [V1.data]


async def test_a_changed_picture_fits_discords_own_description() -> None:
    async with connected() as home:
        made = await opened(home, picker(V1))
        (message,) = home.shown(home.general)
        await made.show(await pressed(home, message), picker(V4))

        (changed,) = [callback for callback in home.callbacks() if callback["type"] == 7]
        data = {name: value for name, value in changed["data"].items() if name != "tts"}
        (described,) = data["attachments"]
        data["attachments"] = [{**described, "id": "0"}]
        assert violations("UpdateMessageInteractionCallbackRequest", {**changed, "data": data}) == []


async def test_a_choice_in_a_picker_after_a_choice_changes_it_again() -> None:
    async with connected() as home:
        made = await opened(home, picker(V1))
        for picture in (V4, V1, V4):
            (message,) = home.shown(home.general)
            await made.show(await pressed(home, message), picker(picture))

        assert seen(home) == [V4.data]


async def test_a_slow_click_in_a_picker_changes_it_in_place_too() -> None:
    async with connected() as home:
        made = await opened(home, picker(V1))
        (message,) = home.shown(home.general)
        click = await pressed(home, message)
        await home.gateway.port.acknowledge(click)

        await made.show(click, picker(V4))

        (changed,) = home.shown(home.general)
        assert (changed["id"], seen(home)) == (message["id"], [V4.data])


async def test_a_slow_click_in_a_picker_keeps_its_picture_too() -> None:
    async with connected() as home:
        made = await opened(home, picker(V1))
        (message,) = home.shown(home.general)
        click = await pressed(home, message)
        await home.gateway.port.acknowledge(click)

        await made.show(click, picker(V1, text="Here"))

        (changed,) = home.shown(home.general)
        assert "Here" in str(changed["native"])
        assert seen(home) == [V1.data]


@pytest.mark.parametrize("slow", [False, True])
@pytest.mark.parametrize("picture", [V1, V4])
async def test_a_picker_from_before_a_restart_is_changed_in_place_by_a_click_on_it(
    picture: Image, *, slow: bool
) -> None:
    async with connected() as home:
        made = await opened(home, picker(V1))
        home.gateway.port._private._makers.clear()
        home.gateway._interactions._open.clear()
        (message,) = home.shown(home.general)
        click = await pressed(home, message)
        if slow:
            await home.gateway.port.acknowledge(click)

        await made.show(click, picker(picture, text="Here"))

        (changed,) = home.shown(home.general)
        assert (changed["id"], "Here" in str(changed["native"])) == (message["id"], True)
        assert seen(home) == [picture.data]


async def test_a_picker_in_several_messages_becomes_the_new_one_and_leaves_nothing_behind() -> None:
    long = "\n\n".join("word " * 150 for _ in range(9))
    async with connected() as home:
        made = await opened(home, picker(V1, text=long))
        *_, last = messages = home.shown(home.general)

        await made.show(await pressed(home, last), picker(V4))

        assert len(messages) > 1
        assert len(home.shown(home.general)) == 1
        assert seen(home) == [V4.data]


async def test_a_picker_that_grows_to_several_messages_stays_private() -> None:
    long = "\n\n".join("word " * 150 for _ in range(9))
    async with connected() as home:
        made = await opened(home, picker(V1))
        (message,) = home.shown(home.general)

        await made.show(await pressed(home, message), picker(V4, text=long))

        assert seen(home) == [V4.data]
        assert len(made.natives) == len(home.shown(home.general)) > 1


async def test_what_was_clicked_and_taken_away_goes_when_nothing_takes_its_place() -> None:
    async with connected() as home:
        made = await opened(home, picker(V1))
        (message,) = home.shown(home.general)
        click = await pressed(home, message)

        await home.gateway.port.delete(click, made.natives[0])
        await home.gateway.port.acknowledge(click)

        assert home.shown(home.general) == []


async def test_a_part_that_nobody_can_change_any_more_comes_anew_in_private(caplog: pytest.LogCaptureFixture) -> None:
    async with connected() as home:
        made = await opened(home, picker(V1))
        (message,) = home.shown(home.general)
        click = await pressed(home, message)

        await home.gateway.port.edit(click, "private:1", home.body("The other part."))

        assert "The other part." in str(home.shown(home.general)[-1]["native"])
        assert seen(home) == [V1.data]
        assert made.natives == (f"private:{message['id']}",)


async def test_a_picker_that_is_gone_when_its_click_is_answered_comes_anew_in_private() -> None:
    async with connected() as home:
        made = await opened(home, picker(V1))
        (message,) = home.shown(home.general)
        click = await pressed(home, message)
        await home.gateway.port.acknowledge(click)
        del home.sandbox._world.posts[message["id"]]

        await made.show(click, picker(V1, text="Here"))

        (answer,) = home.shown(home.general)
        assert "Here" in str(answer["native"])
        assert seen(home) == [V1.data]


def expire(home: Home, to: Inbound, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the fifteen minutes of an interaction be over."""
    assert home.gateway._interactions.get(to.event) is not None
    later = discord.utils.utcnow() + timedelta(minutes=16)
    monkeypatch.setattr(discord.utils, "utcnow", lambda: later)


async def test_an_answer_that_comes_too_late_to_be_private_in_the_place_goes_to_direct_messages(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with connected() as home:
        await home.sandbox.say(home.ada, home.general, "/graph")
        command = await home.inbox.next()
        expire(home, command, monkeypatch)

        await Picker(home).show(command, picker(V1))

        assert home.shown(home.general) == []
        assert pictures(home.shown(home.direct)[-1]) == ["attachment://the-graph.png"]


async def test_a_click_that_is_answered_too_late_says_that_its_picker_cannot_be_changed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with connected() as home:
        made = await opened(home, picker(V1))
        (message,) = home.shown(home.general)
        click = await pressed(home, message)
        expire(home, click, monkeypatch)

        with pytest.raises(PlatformError, match="can no longer be changed"):
            await made.show(click, picker(V1, text="Here"))

        assert seen(home) == [V1.data]


async def test_a_command_that_was_written_as_a_message_is_answered_in_private_in_direct_messages() -> None:
    async with connected() as home:
        await home.sandbox.say(home.ada, home.general, "/graph")
        command = replace(await home.inbox.next(), event="discord:1")

        await Picker(home).show(command, picker(V1))

        assert home.shown(home.general) == []
        assert len(home.shown(home.direct)) == 1


async def shown_to_all(home: Home) -> Body:
    """Let Ada get a public button in the channel's thread; return the message."""
    place = await home.sandbox.say(home.ada, home.general, "@Trivium a counter")
    await home.send(await home.inbox.next(), "Here.", count=0)
    return {"place": place, **home.shown(place)[-1]}


async def test_who_may_not_press_is_told_so_alone() -> None:
    async with connected() as home:
        message = await shown_to_all(home)
        await home.sandbox.click(home.ben, message["place"], message["id"], "count:inc:1")

        await home.gateway.port.notify(await home.inbox.next(), "You may not do that here.")

        said = home.shown(message["place"])[-1]
        assert (said["private_to"], said["native"]["content"]) == (home.ben, "You may not do that here.")


async def test_who_may_not_press_is_told_so_alone_also_when_the_click_is_over() -> None:
    async with connected() as home:
        message = await shown_to_all(home)
        await home.sandbox.click(home.ben, message["place"], message["id"], "count:inc:1")
        click = await home.inbox.next()
        home.gateway._interactions.drop(click.event)

        await home.gateway.port.notify(click, "You may not do that here.")

        (ben,) = [p["id"] for p in home.sandbox.snapshot()["places"] if p.get("users") == [home.ben]]
        assert "You may not" not in str(home.shown(message["place"]))
        assert home.shown(ben)[-1]["native"]["content"] == "You may not do that here."


async def test_a_notice_in_a_picker_that_has_to_wait_stays_private(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(interactions, "_PATIENCE", 0.1)
    async with connected() as home:
        await opened(home, picker(V1))
        (message,) = home.shown(home.general)
        click = await pressed(home, message)
        await until(lambda: len(home.callbacks()) == 2)

        await home.gateway.port.notify(click, "You may not do that here.")

        assert seen(home) == [V1.data]
        assert home.shown(home.general)[-1]["native"]["content"] == "You may not do that here."
