import pytest

from adapters.shared.platform import Body
from adapters.telegram.platform import TelegramPlatform
from bots.sandbox.service import Shelf
from bots.sandbox.telegram.methods import METHODS
from bots.sandbox.telegram.params import Params
from bots.sandbox.telegram.world import World
from core.controls import Button
from core.errors import PlatformError, PlatformUnreachable, RateLimited
from core.events import Action, Inbound
from core.view import View
from tests.telegram_.connected import ADA, BEN, GROUP, Hosts, Kept, message, polled, press_plus
from tests.telegram_.specification import violations


def body(text: str, *buttons: Button) -> Body:
    (drawn,) = TelegramPlatform().draw(View(id=1, text=text, controls=buttons, done=True))
    return drawn


async def test_an_edit_that_changes_nothing_is_no_error(hosts: Hosts) -> None:
    async with polled(hosts, Kept()) as (sandbox, gateway):
        native = await gateway.port.send(message(ADA), body("same"), key="k", private=False)

        await gateway.port.edit(message(ADA), native, body("same"))

    assert [shown["native"]["text"] for shown in sandbox.snapshot()["messages"][ADA]] == ["same"]


async def test_an_edit_without_buttons_takes_the_old_ones_away(hosts: Hosts) -> None:
    async with polled(hosts, Kept()) as (sandbox, gateway):
        native = await gateway.port.send(message(ADA), body("one", Button("b", "B")), key="k", private=False)

        await gateway.port.edit(message(ADA), native, body("two"))

    assert [shown["native"] for shown in sandbox.snapshot()["messages"][ADA]] == [{"text": "two"}]


async def test_an_edit_of_a_message_that_is_gone_is_refused_for_good(hosts: Hosts) -> None:
    async with polled(hosts, Kept()) as (_, gateway):
        with pytest.raises(PlatformError, match="Message to edit not found") as caught:
            await gateway.port.edit(message(ADA), "999", body("two"))

    assert not isinstance(caught.value, PlatformUnreachable)


async def test_deleting_twice_is_no_error(hosts: Hosts) -> None:
    async with polled(hosts, Kept()) as (sandbox, gateway):
        native = await gateway.port.send(message(ADA), body("one"), key="k", private=False)

        await gateway.port.delete(message(ADA), native)
        await gateway.port.delete(message(ADA), native)

    assert sandbox.snapshot()["messages"][ADA] == []


async def test_a_message_too_old_to_be_deleted_is_emptied_of_words_and_buttons(hosts: Hosts) -> None:
    async with polled(hosts, Kept()) as (sandbox, gateway):
        native = await gateway.port.send(message(ADA), body("one", Button("b", "B")), key="k", private=False)
        later = sandbox._world.now() + 48 * 3600 + 1
        sandbox._world._now = lambda: later

        await gateway.port.delete(message(ADA), native)
        await gateway.port.delete(message(ADA), native)

    assert [shown["native"] for shown in sandbox.snapshot()["messages"][ADA]] == [{"text": "…"}]


async def test_a_message_that_can_be_neither_deleted_nor_emptied_is_left_standing(
    hosts: Hosts, caplog: pytest.LogCaptureFixture
) -> None:
    async with polled(hosts, Kept()) as (sandbox, gateway):
        native = await gateway.port.send(message(ADA), body("one"), key="k", private=False)
        later = sandbox._world.now() + 48 * 3600 + 1
        sandbox._world._now = lambda: later
        sandbox.fail_next("editMessageText", status=400)

        await gateway.port.delete(message(ADA), native)

    assert [shown["native"] for shown in sandbox.snapshot()["messages"][ADA]] == [{"text": "one"}]
    assert "left standing" in caplog.text


async def test_a_pause_that_telegram_asks_for_is_told_in_seconds(hosts: Hosts) -> None:
    async with polled(hosts, Kept()) as (sandbox, gateway):
        sandbox.fail_next("sendMessage", status=429, retry_after=17)

        with pytest.raises(RateLimited) as caught:
            await gateway.port.send(message(ADA), body("one"), key="k", private=False)

    assert caught.value.retry_after == 17


async def test_a_broken_server_is_worth_another_try(hosts: Hosts) -> None:
    async with polled(hosts, Kept()) as (sandbox, gateway):
        sandbox.fail_next("sendMessage", status=502)

        with pytest.raises(PlatformUnreachable, match="Bad Gateway"):
            await gateway.port.send(message(ADA), body("one"), key="k", private=False)


@pytest.mark.parametrize(
    ("to", "reason"),
    [(message("4711"), "Chat not found"), (message(GROUP, topic=5), "Message thread not found")],
)
async def test_a_place_that_telegram_does_not_know_is_refused_for_good(hosts: Hosts, to: Inbound, reason: str) -> None:
    async with polled(hosts, Kept()) as (_, gateway):
        with pytest.raises(PlatformError, match=reason) as caught:
            await gateway.port.send(to, body("one"), key="k", private=False)

    assert not isinstance(caught.value, PlatformUnreachable)


async def test_a_closed_gateway_sends_no_more(hosts: Hosts) -> None:
    async with polled(hosts, Kept()) as (_, gateway):
        await gateway.close()

        with pytest.raises(PlatformUnreachable):
            await gateway.port.send(message(ADA), body("one"), key="k", private=False)


async def test_in_groups_an_answer_is_a_reply_to_the_question_if_that_is_still_there(hosts: Hosts) -> None:
    kept = Kept()

    async with polled(hosts, kept) as (sandbox, gateway):
        await sandbox.say(BEN, GROUP, "@trivium_sandbox_bot hi")
        await gateway.port.send(await kept.next(), body("hello"), key="k", private=True)
        await gateway.port.send(message(GROUP, "999"), body("too late"), key="k", private=False)
        _, hello, late = sandbox.snapshot()["messages"][GROUP]

    assert hello["native"]["reply_to"] == "@trivium_sandbox_bot hi"
    assert "reply_to" not in late["native"]


async def test_a_click_is_acknowledged_once_and_a_later_notice_becomes_a_message(hosts: Hosts) -> None:
    kept = Kept()

    async with polled(hosts, kept) as (sandbox, gateway):
        action = await press_plus(sandbox, gateway, kept)
        await gateway.port.acknowledge(action)
        await gateway.port.acknowledge(action)
        await gateway.port.notify(action, "Only admins may.")
        shown = sandbox.snapshot()["messages"][ADA][-1]

    assert [call.method for call in sandbox.calls].count("answerCallbackQuery") == 1
    assert shown["native"]["text"] == "Only admins may."
    assert "private_to" not in shown


async def test_a_click_too_old_for_telegram_is_no_error(hosts: Hosts) -> None:
    kept = Kept()

    async with polled(hosts, kept) as (sandbox, gateway):
        click = await press_plus(sandbox, gateway, kept)
        old = Action(
            event="telegram:1",
            session=click.session,
            channel=click.channel,
            person=click.person,
            at=0,
            origin={"query": "1", "message": click.origin["message"]},
            control="count",
            verb="inc",
            reply=5,
        )

        await gateway.port.acknowledge(old)


async def test_a_long_notice_is_shortened_visibly_to_what_a_toast_takes(hosts: Hosts) -> None:
    kept = Kept()

    async with polled(hosts, kept) as (sandbox, gateway):
        action = await press_plus(sandbox, gateway, kept)
        await gateway.port.notify(action, "x" * 300)
        shown = sandbox.snapshot()["messages"][ADA][-1]

    assert shown["native"]["text"] == "x" * 199 + "…"


async def test_a_notice_for_a_message_is_a_plain_message(hosts: Hosts) -> None:
    async with polled(hosts, Kept()) as (sandbox, gateway):
        await gateway.port.notify(message(ADA), "Not for you.")

    assert [shown["native"] for shown in sandbox.snapshot()["messages"][ADA]] == [{"text": "Not for you."}]


async def test_typing_is_shown_until_the_answer_comes(hosts: Hosts) -> None:
    async with polled(hosts, Kept()) as (sandbox, gateway):
        await gateway.port.working(message(ADA), on=True)
        typing = sandbox.snapshot()["working"]
        await gateway.port.working(message(ADA), on=False)
        await gateway.port.send(message(ADA), body("one"), key="k", private=False)

    calls = [call for call in sandbox.calls if call.method == "sendChatAction"]
    assert typing == [ADA]
    assert sandbox.snapshot()["working"] == []
    assert len(calls) == 1
    assert [violations(call.method, call.params) for call in calls] == [[]]


async def test_typing_is_shown_in_the_topic_it_is_about(hosts: Hosts) -> None:
    async with polled(hosts, Kept()) as (sandbox, gateway):
        with pytest.raises(PlatformError, match="Message thread not found"):
            await gateway.port.working(message(GROUP, topic=5), on=True)

    assert sandbox.snapshot()["working"] == []
    assert [c.params for c in sandbox.calls if c.method == "sendChatAction"] == [
        {"chat_id": int(GROUP), "action": "typing", "message_thread_id": 5}
    ]


def test_telegram_shows_typing_for_five_seconds() -> None:
    now = 1_800_000_000.0
    world = World(Shelf(None), lambda: now)

    METHODS["sendchataction"](world, Params({"chat_id": ADA, "action": "typing"}))

    now += 4.9
    assert world.working == [ADA]
    now += 0.2
    assert world.working == []
