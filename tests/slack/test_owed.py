"""What could not be read in one go stays owed: the rest goes on, and the next call begins with what was not tried."""

import asyncio
import logging
from contextlib import suppress

import pytest
from msgspec.structs import replace

from adapters.slack import past
from bots.sandbox.service import Shelf
from bots.sandbox.slack.server import SlackSandbox
from core.errors import Damaged, PlatformUnreachable, RateLimited, StoreError, Unauthorized
from core.events import Inbound, Message, Moved
from tests.slack.connected import Connected, over_socket
from tests.slack.test_catching_up import HISTORY, REPLIES, calls, caught_up, long_ago, mentioned, said, texts
from tests.waiting import until


@pytest.fixture
def sandbox(monkeypatch: pytest.MonkeyPatch) -> SlackSandbox:
    monkeypatch.setattr(past, "_PAUSES", ())
    return SlackSandbox(Shelf(None), retry_pauses=(0.0, 0.0))


async def conversations(both: Connected, number: int) -> list[Message]:
    """Begin conversations in direct messages, each with a word after the first; return how each began."""
    firsts: list[Message] = []
    for n in range(number):
        place, first = await said(both, "U1", "D1", f"{n}")
        await said(both, "U1", place, f"in {n}")
        firsts.append(replace(first, at=first.at - 3_600))
    return firsts


async def left_by(both: Connected, *seen: Inbound) -> tuple[list[str], PlatformUnreachable]:
    """Catch up in vain; return what was kept all the same, and why it was in vain."""
    kept: list[str] = []

    async def keep(inbound: Inbound | Moved) -> None:
        assert isinstance(inbound, Message)
        kept.append(inbound.text)

    with pytest.raises(PlatformUnreachable) as caught:
        await both.gateway.catch_up(keep, seen)
    return kept, caught.value


async def test_a_long_pause_ends_it_and_says_how_much_is_left_and_how_long_it_is(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        seen = await conversations(both, 6)
        for _ in range(4):
            sandbox.fail_next(REPLIES, retry_after=30)

        kept, why = await left_by(both, *seen)

        assert kept == ["0", "1", "2", "3", "4", "5"]
        assert isinstance(why, RateLimited)
        assert why.retry_after == 30
        assert "in 6 conversations" in str(why)


async def test_what_was_left_is_read_by_the_next_call_and_nothing_else(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        seen = await conversations(both, 6)
        sandbox.fail_next(REPLIES, retry_after=30)
        await left_by(both, *seen)
        histories, replies = calls(sandbox, HISTORY), calls(sandbox, REPLIES)

        rest = await caught_up(both, *(replace(event, at=event.at + 7_200) for event in seen))

        assert len(rest) == 6 - replies
        assert calls(sandbox, HISTORY) == histories, "the channel was read already"
        assert calls(sandbox, REPLIES) == 6, "each thread is read once"


async def test_what_was_left_is_read_from_the_time_it_was_owed_from(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        _, first = await said(both, "U1", "D1", "missed")
        sandbox.fail_next(HISTORY, status=503)
        await left_by(both, long_ago(first))

        assert texts(await caught_up(both, replace(first, at=first.at + 7_200))) == ["missed"]


async def test_when_nothing_is_left_the_next_call_begins_anew(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        _, first = await said(both, "U1", "D1", "hi")

        assert texts(await caught_up(both, long_ago(first))) == ["hi"]
        assert texts(await caught_up(both, long_ago(first))) == ["hi"]


async def test_after_another_connection_what_was_read_is_read_again(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        await until(lambda: both.inbox.connections == 1)
        seen = await conversations(both, 2)
        sandbox.fail_next(REPLIES, retry_after=30)
        await left_by(both, *seen)
        histories = calls(sandbox, HISTORY)

        await sandbox.drop_sockets()
        await until(lambda: both.inbox.connections == 2)
        again = await caught_up(both, *seen)

        assert calls(sandbox, HISTORY) == histories + 1
        assert sorted(texts(again)) == ["0", "1", "in 0", "in 1"]


async def test_one_conversation_that_slack_fails_at_stops_no_other(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        seen = await conversations(both, 8)
        sandbox.fail_next(REPLIES, status=503)

        kept, why = await left_by(both, *seen)

        assert len(kept) == 8 + 7
        assert "in 1 conversations" in str(why)
        assert len(await caught_up(both, *seen)) == 1


async def test_when_slack_fails_at_all_it_is_asked_no_further(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        seen = await conversations(both, 12)
        for _ in range(12):
            sandbox.fail_next(REPLIES, status=503)

        _, why = await left_by(both, *seen)

        assert "in 12 conversations" in str(why)
        assert len(sandbox._endpoints._faults[REPLIES]) >= 12 - 7, "four in a row are enough"


async def test_what_failed_is_tried_after_the_others(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        seen = await conversations(both, 12)
        for _ in range(4):
            sandbox.fail_next(REPLIES, status=503)
        await left_by(both, *seen)
        failed = {call.arguments["ts"] for call in sandbox.calls if call.method == REPLIES}
        before = calls(sandbox, REPLIES)

        await caught_up(both, *seen)

        order = [call.arguments["ts"] for call in sandbox.calls if call.method == REPLIES][before:]
        assert len(order) == 12 - len(failed)
        newest = {event.session.rpartition(":")[2] for event in seen[8:]}
        assert set(order[-4:]) == newest, "the newest were tried first, failed, and are the last now"


async def test_a_conversation_that_hangs_keeps_no_other_waiting(
    sandbox: SlackSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(past, "_PATIENCE", 0.2)
    async with over_socket(sandbox) as both:
        seen = await conversations(both, 6)
        real, hangs = both.gateway._web.conversations_replies, seen[-1].session.rpartition(":")[2]

        async def replies(**arguments: object) -> object:
            if arguments["ts"] == hangs:
                await asyncio.sleep(3_600)
            return await real(**arguments)  # type: ignore[arg-type]

        monkeypatch.setattr(both.gateway._web, "conversations_replies", replies)

        kept, why = await left_by(both, *seen)

        assert len(kept) == 6 + 5
        assert "has not answered conversations.replies within 0.2 s" in str(why)


async def test_what_is_cut_short_goes_on_with_the_next_call(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        seen = await conversations(both, 3)
        kept: list[str] = []

        async def slow(inbound: Inbound | Moved) -> None:
            await asyncio.sleep(3_600)

        with suppress(TimeoutError):
            async with asyncio.timeout(0.3):
                await both.gateway.catch_up(slow, seen)
        kept = texts(await caught_up(both))

        assert sorted(kept) == ["0", "1", "2", "in 0", "in 1", "in 2"]


async def test_what_meets_a_refused_token_or_a_full_disk_stays_owed(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        _, first = await said(both, "U1", "D1", "hi")
        sandbox.fail_next(HISTORY, status=200, error="token_revoked")

        async def fail(_: Inbound | Moved) -> None:
            raise StoreError("The database cannot be used.")

        with pytest.raises(Unauthorized):
            await caught_up(both, long_ago(first))
        with pytest.raises(StoreError):
            await both.gateway.catch_up(fail, [])
        assert texts(await caught_up(both)) == ["hi"]


@pytest.mark.parametrize(
    "error",
    [
        "access_denied",
        "channel_is_limited_access",
        "ekm_access_denied",
        "method_not_supported_for_channel_type",
        "no_permission",
        "team_access_not_granted",
        "something_new",
    ],
)
async def test_an_odd_refusal_concerns_one_channel_alone_and_is_logged_once(
    sandbox: SlackSandbox, caplog: pytest.LogCaptureFixture, error: str
) -> None:
    async with over_socket(sandbox) as both:
        _, called = await mentioned(both, "hello")
        _, direct = await said(both, "U1", "D1", "hi")
        newest = replace(long_ago(called), at=called.at - 1_800)
        kept = []
        for _ in range(2):
            sandbox.fail_next(HISTORY, status=200, error=error)
            kept.append(len(await caught_up(both, newest, long_ago(direct))))

        assert kept == [1, 1]
        lines = [line for line in caplog.records if line.name == "adapters.slack.catching_up"]
        assert len({line.getMessage() for line in lines}) == len(lines)
        assert all(line.levelno == logging.WARNING and error in line.getMessage() for line in lines)
        assert lines


@pytest.mark.parametrize("error", ["unknown_method", "not_allowed_token_type"])
async def test_a_refusal_of_the_whole_app_ends_it_and_is_logged_once(
    sandbox: SlackSandbox, caplog: pytest.LogCaptureFixture, error: str
) -> None:
    async with over_socket(sandbox) as both:
        seen = await conversations(both, 3)
        sandbox.fail_next(HISTORY, status=200, error=error)

        assert await caught_up(both, *seen) == []

        assert calls(sandbox, REPLIES) == 0
        assert await caught_up(both) == []
        (line,) = [line for line in caplog.records if line.name == "adapters.slack.catching_up"]
        assert error in line.getMessage()


async def test_a_message_that_can_never_be_kept_is_passed_over(
    sandbox: SlackSandbox, caplog: pytest.LogCaptureFixture
) -> None:
    async with over_socket(sandbox) as both:
        seen = await conversations(both, 2)
        kept: list[str] = []

        async def keep(inbound: Inbound | Moved) -> None:
            assert isinstance(inbound, Message)
            if inbound.text == "0":
                raise Damaged("The session is damaged.")
            kept.append(inbound.text)

        await both.gateway.catch_up(keep, seen)

        assert sorted(kept) == ["1", "in 0", "in 1"]
        assert "can never be kept: The session is damaged." in caplog.text


async def test_an_event_that_can_never_be_kept_is_acknowledged(
    sandbox: SlackSandbox, caplog: pytest.LogCaptureFixture
) -> None:
    async with over_socket(sandbox) as both:
        came: list[Inbound | Moved] = []

        async def accept(inbound: Inbound | Moved) -> None:
            came.append(inbound)
            raise Damaged("The session is damaged.")

        both.gateway._receiver.open(accept)
        await sandbox.say("U1", "D1", "hi")
        await until(lambda: came)
        await until(lambda: sandbox.unacknowledged == 0)

        assert len(came) == 1
        assert "can never be kept and is acknowledged all the same: The session is damaged." in caplog.text


async def test_what_was_lost_with_a_socket_that_was_dead_for_long_is_read(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        _, lost = await said(both, "U1", "D1", "lost")
        _, later = await said(both, "U1", "D1", "later")

        assert "lost" in texts(await caught_up(both, replace(later, at=lost.at + 50)))
