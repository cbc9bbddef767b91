import pytest
from telegram import Bot

from adapters.shared.platform import Body
from adapters.telegram.drafts import Drafts, number_of
from adapters.telegram.platform import TelegramPlatform
from adapters.telegram.request import AioHttpRequest
from bots.sandbox.service import Shelf
from bots.sandbox.telegram.methods import METHODS
from bots.sandbox.telegram.params import Params
from bots.sandbox.telegram.world import World
from core.controls import Progress
from core.errors import RateLimited
from core.view import View
from tests.telegram_.connected import ADA, BEN, GROUP, Hosts, Kept, called, message, polled, wrong_calls


def body(text: str, *controls: Progress) -> Body:
    (drawn,) = TelegramPlatform().draw(View(id=1, text=text, controls=controls))
    return drawn


async def test_in_a_private_chat_an_answer_grows_as_a_draft_that_the_message_replaces(hosts: Hosts) -> None:
    async with polled(hosts, Kept()) as (sandbox, gateway):
        natives = [
            await gateway.port.preview(message(ADA), None, body(text), key="telegram:1/0", last=True)
            for text in ("One", "One **two**")
        ]
        during = sandbox.snapshot()
        await gateway.port.send(message(ADA), body("One two three"), key="telegram:1/0", private=False)
        after = sandbox.snapshot()
        drafts = [call.params["draft_id"] for call in sandbox.calls if call.method == "sendMessageDraft"]

        assert wrong_calls(sandbox) == []

    assert natives == [None, None]
    assert drafts == [number_of("telegram:1/0")] * 2
    assert during["drafts"][ADA]["text"] == "One two"
    assert [entity["type"] for entity in during["drafts"][ADA]["entities"]] == ["bold"]
    assert during["messages"][ADA] == []
    assert (after["drafts"], len(after["messages"][ADA])) == ({}, 1)


async def test_of_a_long_answer_only_the_part_that_grows_is_a_draft(hosts: Hosts) -> None:
    async with polled(hosts, Kept()) as (sandbox, gateway):
        first = await gateway.port.preview(message(ADA), None, body("first"), key="e/0", last=False)
        last = await gateway.port.preview(message(ADA), None, body("last"), key="e/1", last=True)
        shown = sandbox.snapshot()

    assert (first, last) == (None, None)
    assert (shown["drafts"][ADA]["text"], shown["messages"][ADA]) == ("last", [])
    assert called(sandbox, "sendMessageDraft") == 1


def test_all_parts_of_a_reply_share_a_draft_whose_number_is_never_zero() -> None:
    assert number_of("e/0") == number_of("e/12") != number_of("f/0")
    assert number_of("/0") > 0


async def test_in_a_group_a_preview_is_a_message_that_is_edited(hosts: Hosts) -> None:
    async with polled(hosts, Kept()) as (sandbox, gateway):
        native = await gateway.port.preview(message(GROUP), None, body("One"), key="k/0", last=True)
        assert native is not None
        again = await gateway.port.preview(message(GROUP), native, body("One two"), key="k/0", last=True)
        shown = sandbox.snapshot()["messages"][GROUP]

    assert again == native
    assert [one["native"]["text"] for one in shown] == ["One two"]
    assert called(sandbox, "sendMessageDraft") == 0


async def test_work_that_can_be_stopped_is_shown_in_a_message_with_its_button(hosts: Hosts) -> None:
    async with polled(hosts, Kept()) as (sandbox, gateway):
        work = body("Working", Progress("work", "Work", 0.5, cancel=True))
        native = await gateway.port.preview(message(ADA), None, work, key="k/0", last=True)
        shown = sandbox.snapshot()["messages"][ADA]

    assert native == shown[0]["id"]
    assert "reply_markup" in shown[0]["native"]


@pytest.mark.parametrize(("status", "elsewhere"), [(400, 1), (404, 0)])
async def test_where_drafts_are_refused_previews_are_messages_for_good(
    hosts: Hosts, caplog: pytest.LogCaptureFixture, status: int, elsewhere: int
) -> None:
    """A refusal is about one chat; a method that is not known is not known anywhere."""
    async with polled(hosts, Kept()) as (sandbox, gateway):
        sandbox.fail_next("sendMessageDraft", status=status)
        first = await gateway.port.preview(message(ADA), None, body("One"), key="a/0", last=True)
        second = await gateway.port.preview(message(ADA), None, body("Two"), key="b/0", last=True)
        shown = [one["id"] for one in sandbox.snapshot()["messages"][ADA]]
        tries = called(sandbox, "sendMessageDraft")
        await gateway.port.preview(message(BEN), None, body("Three"), key="c/0", last=True)

    assert [first, second] == shown
    assert tries == 1
    assert len(sandbox.snapshot()["drafts"]) == elsewhere
    assert called(sandbox, "sendMessageDraft") == 1 + elsewhere
    assert caplog.text.count("Telegram takes no drafts") == 1


async def test_a_pause_that_telegram_asks_for_does_not_end_drafts(hosts: Hosts) -> None:
    async with polled(hosts, Kept()) as (sandbox, gateway):
        sandbox.fail_next("sendMessageDraft", status=429, retry_after=3)
        with pytest.raises(RateLimited):
            await gateway.port.preview(message(ADA), None, body("One"), key="a/0", last=True)
        native = await gateway.port.preview(message(ADA), None, body("One two"), key="a/0", last=True)

    assert native is None
    assert sandbox.snapshot()["drafts"][ADA]["text"] == "One two"


async def test_a_draft_is_sent_again_before_it_expires_and_no_more_once_work_is_over(hosts: Hosts) -> None:
    sandbox, base = hosts.sandboxed()
    token = sandbox.environment(base)["TELEGRAM_TOKEN"]
    request, now = AioHttpRequest(), [0.0]
    await request.initialize()
    bot = Bot(token, f"{base}/bot", request=request, get_updates_request=request)
    drafts = Drafts(bot, lambda: now[0])
    counts = []

    await drafts.show(message(ADA), body("One"), "k/0")
    for now[0] in (19.0, 21.0, 25.0, 42.0):
        await drafts.refresh(message(ADA))
        counts.append(called(sandbox, "sendMessageDraft"))
    await drafts.forget(message(ADA))
    now[0] = 99.0
    await drafts.refresh(message(ADA))
    await request.shutdown()

    assert counts == [1, 2, 2, 3]
    assert called(sandbox, "sendMessageDraft") == 3


async def test_a_draft_that_is_not_finished_disappears_by_itself() -> None:
    now = 1_800_000_000.0
    world = World(Shelf(None), lambda: now)

    METHODS["sendmessagedraft"](world, Params({"chat_id": ADA, "draft_id": 7, "text": "One"}))

    now += 29
    assert world.drafts == {ADA: {"text": "One"}}
    now += 2
    assert world.drafts == {}


async def test_after_the_sign_of_work_ends_no_draft_is_kept_alive(hosts: Hosts) -> None:
    async with polled(hosts, Kept()) as (sandbox, gateway):
        await gateway.port.preview(message(ADA), None, body("One"), key="k/0", last=True)
        await gateway.port.working(message(ADA), on=False)
        gateway.port._drafts._now = lambda: 10.0**9
        await gateway.port.working(message(ADA), on=True)

    assert called(sandbox, "sendMessageDraft") == 1
