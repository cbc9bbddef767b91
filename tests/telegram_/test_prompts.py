import asyncio
from typing import Any

import pytest

from adapters.telegram.asked import asked_by, form_again
from adapters.telegram.prompt import prompt_of
from bots.sandbox.service import Refused
from bots.sandbox.telegram.server import TelegramSandbox
from core.controls import Button, Date, TextInput
from core.events import Action
from core.fields import Form, form_of
from core.view import View
from tests.telegram_.connected import ADA, BEN, GROUP, Hosts, Kept, called, hooked, polled, press, show, wrong_calls
from tests.waiting import until

NAME = TextInput("name", "Name", placeholder="Your name", minimum=2)
FORM = form_of(NAME) or Form("", "", "text")


def dialogs(sandbox: TelegramSandbox) -> list[dict[str, Any]]:
    open_now: list[dict[str, Any]] = sandbox.snapshot()["dialogs"]
    return open_now


@pytest.mark.parametrize(
    ("form", "problem", "expected"),
    [
        (Form("name", "Name", "text"), "", ("Name", "text")),
        (Form("name", "Name", "text", "old — write it"), "Name needs more.", ("Name", "text")),
        (Form("due", "Due — date", "date", "2026-12-31"), "Due needs a day.", ("Due — date", "date")),
    ],
)
def test_a_prompt_says_what_it_asks_for(form: Form, problem: str, expected: tuple[str, str]) -> None:
    assert asked_by(prompt_of(form, problem, "name:set:5", "bot")["text"]) == expected


def test_other_words_ask_for_nothing() -> None:
    assert asked_by("Write it as an answer to this message.") is None


async def test_a_field_is_asked_for_with_a_prompt_and_filled_in_by_a_reply(hosts: Hosts) -> None:
    kept = Kept()

    async with polled(hosts, kept) as (sandbox, gateway):
        (native,) = await show(sandbox, gateway, kept, View(id=5, text="Hi", controls=(NAME,), done=True))
        click = await press(sandbox, kept, native, "name:open:5")
        await gateway.port.ask(click, FORM, "")
        (dialog,) = dialogs(sandbox)
        sending = asyncio.create_task(sandbox.submit(ADA, dialog["id"], "Ada & Co"))
        action = await kept.next()
        await gateway.port.acknowledge(action)
        wrong = await sending

        assert wrong_calls(sandbox) == []

    assert isinstance(action, Action)
    assert (dialog["user"], dialog["placeholder"], dialog["multiline"]) == (ADA, "Your name", True)
    assert (action.control, action.verb, action.reply, action.data) == ("name", "set", 5, {"value": "Ada & Co"})
    assert action.origin["form"] == "1"
    assert not action.origin.get("native")
    assert (wrong, dialogs(sandbox)) == ("", [])
    assert called(sandbox, "answerCallbackQuery") == 1
    assert called(sandbox, "deleteMessage") == 1


async def test_a_prompt_arrives_although_telegram_is_busy_for_the_moment(hosts: Hosts) -> None:
    kept = Kept()

    async with polled(hosts, kept) as (sandbox, gateway):
        (native,) = await show(sandbox, gateway, kept, View(id=5, text="Hi", controls=(NAME,), done=True))
        click = await press(sandbox, kept, native, "name:open:5")
        sandbox.fail_next("sendMessage", status=429, retry_after=0)
        sandbox.fail_next("sendMessage", status=502)
        await gateway.port.ask(click, FORM, "")

    assert len(dialogs(sandbox)) == 1
    assert called(sandbox, "answerCallbackQuery") == 1


@pytest.mark.parametrize("way", [polled, hooked])
async def test_a_value_that_cannot_be_taken_is_asked_for_again_with_the_reason(hosts: Hosts, way: Any) -> None:
    kept = Kept(problems=["Name needs at least 2 characters."])

    async with way(hosts, kept) as (sandbox, gateway, *_):
        (native,) = await show(sandbox, gateway, kept, View(id=5, text="Hi", controls=(NAME,), done=True))
        await gateway.port.ask(await press(sandbox, kept, native, "name:open:5"), FORM, "")
        (first,) = dialogs(sandbox)
        wrong = await sandbox.submit(ADA, first["id"], "A")
        await until(lambda: called(sandbox, "deleteMessage") == 1)
        (second,) = dialogs(sandbox)
        sending = asyncio.create_task(sandbox.submit(ADA, second["id"], "Ada"))
        action = await kept.next()
        await gateway.port.acknowledge(action)
        await sending

    assert isinstance(action, Action)
    assert "Name needs at least 2 characters." in wrong
    assert second["id"] != first["id"]
    assert (action.control, action.reply, action.data) == ("name", 5, {"value": "Ada"})
    assert action.origin["asked"] == "Name"


async def test_a_value_refused_again_and_again_keeps_the_name_of_its_field(hosts: Hosts) -> None:
    kept = Kept(problems=["No day.", "No day at all."])
    due = Date("due", "Due")
    form = form_of(due)
    assert form is not None

    async with polled(hosts, kept) as (sandbox, gateway):
        (native,) = await show(sandbox, gateway, kept, View(id=5, text="Hi", controls=(Button("b", "B"),), done=True))
        await gateway.port.ask(await press(sandbox, kept, native, "b:press:5"), form, "")
        for value in ("soon", "later"):
            wrong = await sandbox.submit(ADA, dialogs(sandbox)[-1]["id"], value)
        await sandbox.submit(ADA, dialogs(sandbox)[-1]["id"], "2026-12-31")
        action = await kept.next()

    assert "No day at all." in wrong
    assert isinstance(action, Action)
    assert form_again(action) == Form("due", "Due", "date", "2026-12-31")


async def test_a_notice_on_what_was_filled_in_is_a_reply_to_it_and_takes_the_prompt_away(hosts: Hosts) -> None:
    kept = Kept()

    async with polled(hosts, kept) as (sandbox, gateway):
        (native,) = await show(sandbox, gateway, kept, View(id=5, text="Hi", controls=(NAME,), done=True))
        await gateway.port.ask(await press(sandbox, kept, native, "name:open:5"), FORM, "")
        sending = asyncio.create_task(sandbox.submit(ADA, dialogs(sandbox)[0]["id"], "Ada"))
        await gateway.port.notify(await kept.next(), "Too late.")
        await sending
        last = sandbox.snapshot()["messages"][ADA][-1]["native"]

    assert (last["text"], last["reply_to"], dialogs(sandbox)) == ("Too late.", "Ada", [])
    assert called(sandbox, "deleteMessage") == 1


async def test_in_a_group_only_the_one_who_clicked_is_asked_and_may_answer(hosts: Hosts) -> None:
    kept = Kept()

    async with polled(hosts, kept) as (sandbox, gateway):
        await sandbox.say(BEN, GROUP, "@trivium_sandbox_bot hi")
        to = await kept.next()
        (drawn,) = gateway.platform.draw(View(id=5, text="Hi", controls=(NAME,), done=True))
        native = await gateway.port.send(to, drawn, key="k", private=False)
        await sandbox.click(BEN, GROUP, native, "name:open:5")
        click = await kept.next()
        assert isinstance(click, Action)
        await gateway.port.ask(click, FORM, "")
        (dialog,) = dialogs(sandbox)
        with pytest.raises(Refused, match="no longer open"):
            await sandbox.submit(ADA, dialog["id"], "Ada")
        sending = asyncio.create_task(sandbox.submit(BEN, dialog["id"], "Ben"))
        action = await kept.next()
        await gateway.port.acknowledge(action)
        await sending

        assert wrong_calls(sandbox) == []

    assert isinstance(action, Action)
    assert (dialog["user"], action.person.id, action.data) == (BEN, f"telegram:{BEN}", {"value": "Ben"})
