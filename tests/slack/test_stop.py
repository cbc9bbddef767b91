"""Stopping: Slack's own button, the slash command, and the word in a thread where slash commands are not to be had."""

import pytest

from bots.sandbox.service import Refused, Shelf
from bots.sandbox.slack.server import SlackSandbox
from core.controls import Progress
from core.events import Action, AdminCommand, Message
from core.view import View
from tests.slack import connected
from tests.slack.connected import Connected, over_http, over_socket
from tests.waiting import until


@pytest.fixture
def sandbox() -> SlackSandbox:
    return SlackSandbox(Shelf(None))


async def begun(both: Connected, user: str = "U1", channel: str = "D1", text: str = "work") -> tuple[str, Message]:
    """Begin a thread, let the app be at work in it, and return it with the message that the app got."""
    place = await both.sandbox.say(user, channel, text)
    asked = await both.inbox.next()
    if channel == "C1":
        await both.inbox.next()
    assert isinstance(asked, Message)
    await both.gateway.port.working(asked, on=True)
    return place, asked


async def test_slacks_stop_button_is_the_command_stop_of_that_thread(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        place, asked = await begun(both)

        await sandbox.stop("U1", place)

        command = await both.inbox.next()
        assert isinstance(command, AdminCommand)
        assert (command.name, command.arguments, command.session) == ("stop", "", asked.session)
        assert command.channel == asked.channel
        await until(lambda: sandbox.unacknowledged == 0)


async def test_over_http_the_stop_button_is_taken_too() -> None:
    async with over_http() as both:
        place, _ = await begun(both)

        await both.sandbox.stop("U1", place)

        assert isinstance(await both.inbox.next(), AdminCommand)


async def test_the_stop_button_is_slacks_own_and_needs_no_command(
    sandbox: SlackSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connected, "COMMANDS", ())
    async with over_socket(sandbox) as both:
        place, _ = await begun(both)

        await sandbox.stop("U1", place)

        assert isinstance(await both.inbox.next(), AdminCommand)


async def test_pressed_twice_it_is_two_events_and_delivered_twice_it_is_one(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        place, _ = await begun(both)
        await sandbox.stop("U1", place)
        first = await both.inbox.next()

        sandbox.redeliver()
        again = await both.inbox.next()
        await sandbox.stop("U1", place)
        second = await both.inbox.next()

        assert (again.event, second.event == first.event) == (first.event, False)


async def test_what_is_said_to_the_one_who_stopped_stands_in_the_thread(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        place, _ = await begun(both, "U2", "C1", "@trivium work")
        await sandbox.stop("U2", place)
        command = await both.inbox.next()

        await both.gateway.port.send(command, {"text": "Stopped."}, key="k/0", private=True)

        told = sandbox.snapshot()["messages"][place][-1]
        assert (told["native"]["text"], told["private_to"]) == ("Stopped.", "U2")


@pytest.mark.parametrize(("typed", "name", "arguments"), [("/stop", "stop", ""), ("/model b", "model", "b")])
async def test_every_command_there_is_is_taken(sandbox: SlackSandbox, typed: str, name: str, arguments: str) -> None:
    async with over_socket(sandbox) as both:
        await sandbox.say("U1", "D1", typed)

        command = await both.inbox.next()

        assert isinstance(command, AdminCommand)
        assert (command.name, command.arguments, command.session) == (name, arguments, "slack:T1:D1")


@pytest.mark.parametrize("words", ["/stop", "/graph v1 <default> & more"])
async def test_a_mention_with_a_command_in_a_thread_is_a_message(sandbox: SlackSandbox, words: str) -> None:
    async with over_socket(sandbox) as both:
        place, asked = await begun(both, "U2", "C1", "@trivium work")

        await sandbox.say("U2", place, f"@Trivium {words}")

        message = await both.inbox.next()
        assert isinstance(message, Message)
        assert (message.text, message.addressed, message.session) == (words, True, asked.session)


async def test_the_button_beside_work_under_way_comes_back(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        place, asked = await begun(both)
        view = View(7, "Counting.", (Progress("timer", "Timer", 0.5, cancel=True),))
        (body,) = both.gateway.platform.draw(view)
        native = await both.gateway.port.send(asked, body, key="k/0", private=False)

        await sandbox.click("U1", place, native, "timer:cancel:7")

        click = await both.inbox.next()
        assert isinstance(click, Action)
        assert (click.control, click.verb, click.data) == ("timer", "cancel", {})


async def test_where_nothing_is_under_way_slack_shows_no_stop_button(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        place, asked = await begun(both)
        await both.gateway.port.working(asked, on=False)

        with pytest.raises(Refused, match="nothing to stop"):
            await sandbox.stop("U1", place)
