"""Forms: a field is asked for in a modal, and what is wrong with it is said there."""

from typing import Any

import pytest

from adapters.shared.outlets import Outlets
from bots.sandbox.service import Refused, Shelf
from bots.sandbox.slack.server import SlackSandbox
from core.controls import Date, TextInput
from core.errors import InvalidInput, PlatformError
from core.events import Action, Inbound, Message, Moved
from core.fields import Form, form_of
from core.view import View
from tests.slack import connected
from tests.slack.connected import Connected, noted_nowhere, over_http, over_socket
from tests.slack.drawing import specification
from tests.waiting import until

TITLE = TextInput("title", "Title", "Old", minimum=3, maximum=20)
DUE = Date("due", "Due", "2026-11-30")
FORM = Form("title", "Title", "text", "Old", minimum=3, maximum=20)
WRONG = "Title cannot be that."


class Choosy(connected.Inbox):
    """Takes no form whose value is `wrong`."""

    async def accept(self, inbound: Inbound | Moved) -> None:
        assert not isinstance(inbound, Moved)
        if isinstance(inbound, Action) and "form" in inbound.origin and inbound.data["value"] == "wrong":
            raise InvalidInput(WRONG)
        await super().accept(inbound)


@pytest.fixture
def sandbox() -> SlackSandbox:
    return SlackSandbox(Shelf(None))


@pytest.fixture(autouse=True)
def choosy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connected, "Inbox", Choosy)


async def clicked(both: Connected, control: TextInput | Date = TITLE) -> tuple[str, str, Action]:
    """Show a field, press its button, and return the place, the message and the click."""
    place = await both.sandbox.say("U1", "D1", "hi")
    message = await both.inbox.next()
    (body,) = both.gateway.platform.draw(View(7, "Fill in.", controls=(control,), done=True))
    native = await both.gateway.port.send(message, body, key="k/0", private=False)
    await both.sandbox.click("U1", place, native, "title:open:7")
    click = await both.inbox.next()
    assert isinstance(click, Action)
    return place, native, click


async def opened(both: Connected, form: Form = FORM, problem: str = "") -> tuple[dict[str, Any], Action]:
    """Return the dialog that a click opened, and the click."""
    _, _, click = await clicked(both)
    await both.gateway.port.ask(click, form, problem)
    (dialog,) = both.sandbox.snapshot()["dialogs"]
    return dialog, click


def test_the_form_is_the_fields() -> None:
    assert form_of(TITLE) == FORM


async def test_a_click_opens_a_dialog_with_the_present_value(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        dialog, click = await opened(both)

        assert (click.control, click.verb) == ("title", "open")
        assert (dialog["user"], dialog["label"], dialog["value"]) == ("U1", "Title", "Old")


async def test_what_was_filled_in_belongs_to_the_message_of_the_click(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        dialog, click = await opened(both)

        problem = await sandbox.submit("U1", dialog["id"], "New & <better>")

        filled = await both.inbox.next()
        assert isinstance(filled, Action)
        assert (problem, sandbox.snapshot()["dialogs"]) == ("", [])
        assert (filled.control, filled.verb, filled.data) == ("title", "set", {"value": "New & <better>"})
        assert (filled.reply, filled.session, filled.person.id) == (7, click.session, "slack:U1")
        assert filled.origin["native"] == click.origin["native"]
        assert filled.origin["form"] == "1"


async def test_a_wrong_value_is_said_in_the_dialog_which_stays_open(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        dialog, _ = await opened(both)

        problem = await sandbox.submit("U1", dialog["id"], "wrong")

        assert (problem, len(sandbox.snapshot()["dialogs"])) == (WRONG, 1)
        assert await sandbox.submit("U1", dialog["id"], "right") == ""
        filled = await both.inbox.next()
        assert isinstance(filled, Action)
        assert filled.data == {"value": "right"}


async def test_over_http_a_wrong_value_is_said_in_the_dialog_too() -> None:
    async with over_http() as both:
        dialog, _ = await opened(both)

        assert await both.sandbox.submit("U1", dialog["id"], "wrong") == WRONG
        assert await both.sandbox.submit("U1", dialog["id"], "right") == ""


async def test_a_value_that_could_not_be_kept_leaves_the_dialog_open() -> None:
    sandbox = SlackSandbox(Shelf(None), patience=0.2, retry_pauses=())
    async with over_socket(sandbox) as both:
        dialog, _ = await opened(both)
        both.inbox.failures = 1

        with pytest.raises(Refused, match="did not respond"):
            await sandbox.submit("U1", dialog["id"], "right")

        assert len(sandbox.snapshot()["dialogs"]) == 1


async def test_slack_itself_says_what_is_too_short(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        dialog, _ = await opened(both)

        assert "at least 3" in await sandbox.submit("U1", dialog["id"], "ab")
        assert both.inbox.events.empty()


async def test_what_was_wrong_before_stands_in_the_dialog(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        await opened(both, problem=WRONG)

        (call,) = [call for call in sandbox.calls if call.method == "views.open"]
        assert WRONG in str(call.arguments["view"]["blocks"])


async def test_a_dialog_opens_while_a_turn_is_running(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        place, _, click = await clicked(both)
        await sandbox.say("U1", place, "work")
        work = await both.inbox.next()
        assert isinstance(work, Message)
        outlets = Outlets([both.gateway])
        running = outlets.reply(work, (), noted_nowhere)
        running.show(lambda: View(8, "Working on it. "))
        await until(lambda: sandbox.snapshot()["working"])

        await outlets.reply(click, (click.origin["native"],), noted_nowhere).ask(FORM, "")

        assert len(sandbox.snapshot()["dialogs"]) == 1
        assert sandbox.snapshot()["working"] == [place]
        await running.abandon()


async def test_a_click_that_is_too_old_opens_nothing_and_says_why(sandbox: SlackSandbox) -> None:
    sandbox.live_for(triggers=-1.0)
    async with over_socket(sandbox) as both:
        _, _, click = await clicked(both)

        with pytest.raises(PlatformError, match=r"^Slack opens a dialog within three seconds .* Click again\.$"):
            await both.gateway.port.ask(click, FORM, "")


async def test_one_click_opens_one_dialog(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        _, click = await opened(both)

        with pytest.raises(PlatformError, match="Click again"):
            await both.gateway.port.ask(click, FORM, "")


@pytest.mark.parametrize("day", ["2026-12-24", ""])
async def test_a_day_is_set_and_taken_away_where_the_message_is(sandbox: SlackSandbox, day: str) -> None:
    async with over_socket(sandbox) as both:
        place = await sandbox.say("U1", "D1", "hi")
        message = await both.inbox.next()
        (body,) = both.gateway.platform.draw(View(7, "When?", controls=(DUE,), done=True))
        native = await both.gateway.port.send(message, body, key="k/0", private=False)

        await sandbox.click("U1", place, native, "due:set:7", day)

        click = await both.inbox.next()
        assert isinstance(click, Action)
        assert (click.control, click.verb, click.data) == ("due", "set", {"value": day})
        assert (click.origin["native"], "form" in click.origin) == (native, False)


async def test_every_dialog_is_as_slack_describes_it(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        date = form_of(DUE)
        assert date is not None
        for form, problem in ((FORM, ""), (FORM, WRONG), (date, "")):
            _, _, click = await clicked(both)
            await both.gateway.port.ask(click, form, problem)

        calls = [call for call in sandbox.calls if call.method == "views.open"]
        assert len(calls) == 3
        for call in calls:
            specification("slack-args/args.ViewsOpen.json").validate(call.arguments)


async def test_somebody_elses_dialog_cannot_be_filled_in(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        dialog, _ = await opened(both)

        with pytest.raises(Refused, match="not open"):
            await sandbox.submit("U2", dialog["id"], "mine")
