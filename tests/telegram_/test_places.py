"""Groups that move, reactions, and clicks that wait."""

import asyncio

import pytest

from adapters.telegram import clicks
from adapters.telegram.moves import Moves
from adapters.telegram.reactions import SIGNS
from bots.sandbox.service import Refused
from core.events import Message, Moved
from core.phrases import phrase
from tests.telegram_.connected import (
    ADA,
    BEN,
    GROUP,
    Hosts,
    Kept,
    called,
    message,
    polled,
    press_plus,
    wrong_calls,
)
from tests.waiting import until

HELLO = {"text": "hello", "entities": []}


async def test_a_group_that_becomes_a_supergroup_is_told_once(hosts: Hosts) -> None:
    kept = Kept()

    async with polled(hosts, kept) as (sandbox, _):
        new = sandbox.migrate(GROUP)
        await sandbox.say(BEN, new, "@trivium_sandbox_bot still there?")
        event = await kept.next()

    assert kept.moves == [Moved(f"telegram:{GROUP}", f"telegram:{new}")]
    assert event.session == f"telegram:{new}:0"


async def test_what_was_meant_for_the_old_group_goes_to_the_new_one(
    hosts: Hosts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Moves, "learn", lambda *_: None)  # as after a restart

    async with polled(hosts, Kept()) as (sandbox, gateway):
        native = await gateway.port.send(message(GROUP), HELLO, key="k", private=False)
        new = sandbox.migrate(GROUP)
        await gateway.port.send(message(GROUP), HELLO, key="k", private=False)
        await gateway.port.delete(message(GROUP), native)
        await gateway.port.edit(message(GROUP), native, {"text": "changed", "entities": []})
        await gateway.port.working(message(GROUP), on=True)
        await gateway.port.mark(message(GROUP), "seen")
        texts = [one["native"].get("text") for one in sandbox.snapshot()["messages"][new]]

        sent = [call.params for call in sandbox.calls if call.method == "sendMessage"]

    assert texts[1:] == ["hello", "changed"]
    assert not any("reply_parameters" in params for params in sent if params["chat_id"] == int(new))


async def test_while_a_group_moves_an_answer_is_posted_anew_only_when_it_is_complete(hosts: Hosts) -> None:
    async with polled(hosts, Kept()) as (sandbox, gateway):
        native = await gateway.port.preview(message(GROUP), None, HELLO, key="k/0", last=True)
        new = sandbox.migrate(GROUP)
        for text in ("hello w", "hello wor"):
            again = await gateway.port.preview(message(GROUP), native, {**HELLO, "text": text}, key="k/0", last=True)
            assert again == native
        for text in ("hello world", "hello world!"):
            await gateway.port.edit(message(GROUP), str(native), {**HELLO, "text": text})
        texts = [one["native"].get("text") for one in sandbox.snapshot()["messages"][new]]

    assert texts[1:] == ["hello world!"]


async def test_an_answer_that_begins_after_its_group_moved_grows_in_one_message(hosts: Hosts) -> None:
    async with polled(hosts, Kept()) as (sandbox, gateway):
        new = sandbox.migrate(GROUP)
        native = await gateway.port.preview(message(GROUP), None, HELLO, key="k/0", last=True)
        await gateway.port.preview(message(GROUP), native, {**HELLO, "text": "hello wor"}, key="k/0", last=True)
        await gateway.port.edit(message(GROUP), str(native), {**HELLO, "text": "hello world"})
        texts = [one["native"].get("text") for one in sandbox.snapshot()["messages"][new]]
        await gateway.port.delete(message(GROUP), str(native))
        left = sandbox.snapshot()["messages"][new]

    assert texts[1:] == ["hello world"]
    assert len(left) == 1


async def test_a_group_known_to_have_moved_is_not_written_to_at_its_old_place(hosts: Hosts) -> None:
    kept = Kept()

    async with polled(hosts, kept) as (sandbox, gateway):
        new = sandbox.migrate(GROUP)
        await until(lambda: kept.moves)
        for _ in range(3):
            await gateway.port.send(message(GROUP), HELLO, key="k", private=False)
        chats = [str(call.params["chat_id"]) for call in sandbox.calls if call.method == "sendMessage"]

    assert chats == [new] * 3


async def test_a_message_is_marked_when_it_waits_when_seen_and_when_answered(hosts: Hosts) -> None:
    kept = Kept()
    marks = []

    async with polled(hosts, kept) as (sandbox, gateway):
        await sandbox.say(ADA, ADA, "hi")
        to = await kept.next()
        assert isinstance(to, Message)
        for mark in SIGNS:
            await gateway.port.mark(to, mark)
            marks.append(sandbox.snapshot()["messages"][ADA][0]["reactions"])

        assert wrong_calls(sandbox) == []

    assert marks == [["🫡"], ["👀"], ["👌"], ["💔"]]


async def test_a_chat_that_allows_no_reactions_is_told_once_and_left_alone(
    hosts: Hosts, caplog: pytest.LogCaptureFixture
) -> None:
    kept = Kept()

    async with polled(hosts, kept) as (sandbox, gateway):
        await sandbox.say(ADA, ADA, "hi")
        to = await kept.next()
        assert isinstance(to, Message)
        sandbox.fail_next("setMessageReaction", status=400)
        await gateway.port.mark(to, "seen")
        await gateway.port.mark(to, "done")

    assert called(sandbox, "setMessageReaction") == 1
    assert caplog.text.count("gets no reactions from now on") == 1


async def test_a_message_that_is_gone_costs_no_other_its_reaction(hosts: Hosts) -> None:
    kept = Kept()

    async with polled(hosts, kept) as (sandbox, gateway):
        await sandbox.say(ADA, ADA, "hi")
        to = await kept.next()
        assert isinstance(to, Message)
        await gateway.port.mark(message(ADA, "999"), "seen")
        await gateway.port.mark(to, "seen")

    assert sandbox.snapshot()["messages"][ADA][0]["reactions"] == ["👀"]


async def test_a_click_that_nobody_answers_is_answered_without_words(
    hosts: Hosts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clicks, "_PATIENCE", 0.05)
    kept = Kept()

    async with polled(hosts, kept) as (sandbox, gateway):
        action = await press_plus(sandbox, gateway, kept)
        await until(lambda: called(sandbox, "answerCallbackQuery") == 1)
        await until(lambda: action.origin["query"] in gateway.port.clicks._answered)
        await gateway.port.notify(action, "At last.")
        shown = sandbox.snapshot()["messages"][ADA][-1]

    assert shown["native"]["text"] == "At last."
    assert "private_to" not in shown
    assert called(sandbox, "answerCallbackQuery") == 1


async def test_a_click_that_was_answered_in_time_is_not_answered_again(
    hosts: Hosts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clicks, "_PATIENCE", 0.1)
    kept = Kept()

    async with polled(hosts, kept) as (sandbox, gateway):
        action = await press_plus(sandbox, gateway, kept)
        await gateway.port.notify(action, "Counted.")
        await asyncio.sleep(0.3)

    assert called(sandbox, "answerCallbackQuery") == 1


@pytest.mark.parametrize(("user", "language"), [(ADA, "en"), (BEN, "de")])
async def test_a_button_that_is_not_ours_is_answered_in_the_persons_language(
    hosts: Hosts, user: str, language: str
) -> None:
    kept = Kept()
    key = {"text": "?", "callback_data": "somebody-elses"}

    async with polled(hosts, kept) as (sandbox, gateway):
        keyed = {**HELLO, "reply_markup": {"inline_keyboard": [[key]]}}
        native = await gateway.port.send(message(user), keyed, key="k", private=False)
        await sandbox.click(user, user, native, "somebody-elses")
        await until(lambda: len(sandbox.snapshot()["messages"][user]) == 2)
        toast = sandbox.snapshot()["messages"][user][-1]

    assert (toast["native"]["text"], toast["private_to"]) == (phrase("gone", language), user)
    assert kept.events.empty()


async def test_a_click_names_the_message_it_was_on(hosts: Hosts) -> None:
    kept = Kept()

    async with polled(hosts, kept) as (sandbox, gateway):
        action = await press_plus(sandbox, gateway, kept)

    assert action.origin["native"] == sandbox.snapshot()["messages"][ADA][-1]["id"]


async def test_the_sandbox_can_be_slow(hosts: Hosts) -> None:
    async with polled(hosts, Kept()) as (sandbox, gateway):
        await gateway.port.send(message(ADA), HELLO, key="k", private=False)
        clock = asyncio.get_running_loop().time
        sandbox.lag = (0.1, 0.05)
        before = clock()
        await gateway.port.send(message(ADA), HELLO, key="k", private=False)
        sandbox.lag = (0.0, 0.0)

    assert clock() - before >= 0.1


async def test_a_private_chat_cannot_move(hosts: Hosts) -> None:
    sandbox, _ = hosts.sandboxed()

    with pytest.raises(Refused):
        sandbox.migrate(ADA)
