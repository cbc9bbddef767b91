"""Catching up: what people wrote while nobody listened is read from Slack's history, with the ids it has live."""

import logging
import time
from collections.abc import Sequence

import pytest
from msgspec.structs import replace

from adapters.slack import past
from adapters.slack.platform import SlackPlatform
from bots.sandbox.service import SentFile, Shelf
from bots.sandbox.slack.server import SlackSandbox
from core.controls import Counter
from core.errors import PlatformUnreachable, StoreError, Unauthorized
from core.events import Action, Inbound, Message, Moved
from core.view import View
from tests.slack.connected import Connected, over_socket

HISTORY, REPLIES = "conversations.history", "conversations.replies"


@pytest.fixture
def sandbox() -> SlackSandbox:
    return SlackSandbox(Shelf(None), retry_pauses=(0.0, 0.0))


async def said(both: Connected, user: str, place: str, text: str) -> tuple[str, Message]:
    """Write and return the place and the event that was delivered."""
    there = await both.sandbox.say(user, place, text)
    event = await both.inbox.next()
    assert isinstance(event, Message)
    return there, event


async def mentioned(both: Connected, text: str, place: str = "C1") -> tuple[str, Message]:
    there, event = await said(both, "U1", place, f"@Trivium {text}")
    assert await both.inbox.next() == event, "a mention comes twice"
    return there, event


async def caught_up(both: Connected, *seen: Inbound) -> list[Message]:
    kept: list[Message] = []

    async def keep(inbound: Inbound | Moved) -> None:
        assert isinstance(inbound, Message)
        kept.append(inbound)

    await both.gateway.catch_up(keep, seen)
    return kept


def texts(messages: Sequence[Message]) -> list[str]:
    return [message.text for message in messages]


def long_ago(event: Inbound) -> Inbound:
    """Return an event as the last one that was heard before an hour's silence."""
    return replace(event, at=event.at - 3_600)


def calls(sandbox: SlackSandbox, method: str) -> int:
    return sum(call.method == method for call in sandbox.calls)


async def test_what_was_written_meanwhile_is_given_as_it_would_have_been_delivered(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        _, first = await said(both, "U1", "D1", "hi <you> & all")
        place, called = await mentioned(both, "hello")
        _, reply = await said(both, "U2", place, "and me")
        file = SentFile("n.txt", "text/plain", b"notes")
        await sandbox.say("U1", "D1", "a file", [file])
        with_file = await both.inbox.next()

        kept = await caught_up(both, long_ago(called), long_ago(first))

        assert {event.event: event for event in kept} == {e.event: e for e in (first, called, reply, with_file)}
        assert texts([event for event in kept if event.session == called.session]) == ["hello", "and me"]


async def test_what_was_known_is_not_given_again(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        _, old = await said(both, "U1", "D1", "old")
        new = replace(old, at=old.at + 60)

        assert await caught_up(both, new) == []


async def test_a_thread_goes_on_after_its_last_event(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        place, first = await mentioned(both, "begin")
        _, second = await said(both, "U2", place, "a word among people")
        _, third = await said(both, "U2", place, "and another")

        kept = await caught_up(both, second)

        assert texts(kept) == ["begin", "and another"], "what was meant for us is given again, which does no harm"
        assert kept[1] == third
        assert first in kept


async def test_a_thread_that_nobody_knew_is_read_too(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        _, known = await mentioned(both, "before")
        foreign = await sandbox.say("U2", "C1", "shall we ask?")
        _, asked = await mentioned(both, "what do you think?", f"C1/{_stamp(sandbox, foreign)}")
        _, more = await said(both, "U2", f"C1/{_stamp(sandbox, foreign)}", "please")

        kept = await caught_up(both, replace(known, at=known.at - 60))

        assert [event for event in kept if event.session == asked.session] == [asked, more]
        assert "shall we ask?" not in texts(kept)


def _stamp(sandbox: SlackSandbox, place: str) -> str:
    """Return the last message of a channel."""
    stamp: str = sandbox.snapshot()["messages"][place][-1]["id"]
    return stamp


async def test_our_own_answers_are_not_given(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        _, asked = await said(both, "U1", "D1", "hi")
        await both.gateway.port.send(asked, {"text": "hello"}, key="k/0", private=False)

        assert texts(await caught_up(both, long_ago(asked))) == ["hi"]


async def test_what_was_written_and_edited_meanwhile_is_given_once_with_its_last_words(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        place, event = await said(both, "U1", "D1", "frist")
        sandbox.correct(place, event.event.rpartition(":")[2], "first")

        (kept,) = await caught_up(both, long_ago(event))

        assert kept == replace(event, text="first")


async def test_where_the_last_event_was_a_click_its_thread_is_read(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        place, asked = await said(both, "U1", "D1", "a counter please")
        counter = SlackPlatform().draw(View(7, "Here.", (Counter("clicks", "Clicks"),), done=True))[0]
        native = await both.gateway.port.send(asked, counter, key="k/0", private=False)
        await sandbox.click("U1", place, native, "clicks:inc:7")
        click = await both.inbox.next()
        _, after = await said(both, "U1", place, "and now?")

        assert isinstance(click, Action)
        assert (await caught_up(both, click))[-1] == after


async def test_a_command_for_a_whole_channel_leads_to_the_channel(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        await sandbox.say("U1", "D1", "/graph")
        command = await both.inbox.next()
        _, after = await said(both, "U1", "D1", "hi")

        assert await caught_up(both, command) == [after]
        assert calls(sandbox, REPLIES) == 0


@pytest.mark.parametrize("page", [200, 3, 1])
async def test_pages_are_followed_and_the_order_is_that_of_writing(sandbox: SlackSandbox, page: int) -> None:
    async with over_socket(sandbox) as both:
        place, first = await said(both, "U1", "D1", "0")
        for number in range(1, 5):
            await said(both, "U1", place, f"in {number}")
            await said(both, "U1", "D1", f"{number}")
        sandbox.pages_of(page)

        kept = await caught_up(both, long_ago(first))

        assert texts([e for e in kept if e.session == first.session]) == ["0", "in 1", "in 2", "in 3", "in 4"]
        assert texts([e for e in kept if e.session != first.session]) == ["1", "2", "3", "4"]


async def test_of_very_much_only_the_newest_is_given_and_the_log_says_so(
    sandbox: SlackSandbox, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(past, "MOST", 3)
    async with over_socket(sandbox) as both:
        place, first = await said(both, "U1", "D1", "0")
        for number in range(1, 9):
            await said(both, "U1", "D1", f"{number}")
            await said(both, "U1", place, f"in {number}")

        kept = await caught_up(both, long_ago(first))

        assert texts(kept) == ["6", "7", "8", "in 6", "in 7", "in 8"]
        lines = [line.getMessage() for line in caplog.records if line.name == "adapters.slack.past"]
        assert sorted(lines) == [
            f"Of what was written in {where} meanwhile only the newest 3 messages are read." for where in ("D1", place)
        ]


@pytest.mark.parametrize(("refusals", "given"), [(1, 1), (2, 0)])
async def test_a_missing_scope_is_one_clear_line_and_the_rest_goes_on(
    sandbox: SlackSandbox, caplog: pytest.LogCaptureFixture, refusals: int, given: int
) -> None:
    async with over_socket(sandbox) as both:
        _, called = await mentioned(both, "hello")
        _, direct = await said(both, "U1", "D1", "hi")
        for _ in range(refusals):
            sandbox.fail_next(HISTORY, status=200, error="missing_scope", needed="channels:history")

        kept = await caught_up(both, long_ago(called), long_ago(direct))

        assert len(kept) == given
        (line,) = [line for line in caplog.records if line.name == "adapters.slack.catching_up"]
        assert line.levelno == logging.WARNING
        assert "Add the scope channels:history" in line.getMessage()


@pytest.mark.parametrize("error", ["not_in_channel", "channel_not_found", "is_archived"])
async def test_a_channel_that_is_closed_to_us_is_passed_over(
    sandbox: SlackSandbox, caplog: pytest.LogCaptureFixture, error: str
) -> None:
    async with over_socket(sandbox) as both:
        _, direct = await said(both, "U1", "D1", "hi")
        gone = replace(long_ago(direct), session="slack:T1:C9:1.000001")
        sandbox.fail_next(HISTORY, status=200, error=error)

        await caught_up(both, replace(gone, at=time.time()))

        assert calls(sandbox, REPLIES) == 0
        assert texts(await caught_up(both, gone, long_ago(direct))) == ["hi"]
        assert not [line for line in caplog.records if line.levelno >= logging.WARNING]


async def test_a_thread_that_is_gone_stops_no_other(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        place, direct = await said(both, "U1", "D1", "hi")
        await said(both, "U1", place, "more")
        gone = replace(direct, session="slack:T1:D1:1.000001")

        assert texts(await caught_up(both, gone, direct)) == ["hi", "more"]


async def test_a_short_pause_is_waited_for(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        _, direct = await said(both, "U1", "D1", "hi")
        sandbox.fail_next(HISTORY, retry_after=0.05)
        sandbox.fail_next(HISTORY, retry_after=0.05)

        assert texts(await caught_up(both, long_ago(direct))) == ["hi"]


async def test_a_passing_failure_is_tried_again(sandbox: SlackSandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(past, "_PAUSES", (0.01,))
    async with over_socket(sandbox) as both:
        _, direct = await said(both, "U1", "D1", "hi")
        sandbox.fail_next(HISTORY, status=503)

        assert texts(await caught_up(both, long_ago(direct))) == ["hi"]
        sandbox.fail_next(HISTORY, status=503)
        sandbox.fail_next(HISTORY, status=503)
        with pytest.raises(PlatformUnreachable):
            await caught_up(both, long_ago(direct))


async def test_a_refused_token_is_told_as_such(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        _, direct = await said(both, "U1", "D1", "hi")
        sandbox.fail_next(HISTORY, status=200, error="token_revoked")

        with pytest.raises(Unauthorized):
            await caught_up(both, long_ago(direct))


async def test_what_cannot_be_kept_ends_it(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        _, direct = await said(both, "U1", "D1", "hi")

        async def fail(_: Inbound | Moved) -> None:
            raise StoreError("The database cannot be used.")

        with pytest.raises(StoreError):
            await both.gateway.catch_up(fail, [long_ago(direct)])
