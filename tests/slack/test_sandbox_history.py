"""The sandbox's Slack tells of the past as Slack does, and its faults: acknowledgements that are lost, redeliveries."""

from typing import Any

import pytest

from bots.sandbox.service import Shelf
from bots.sandbox.slack.server import SlackSandbox
from tests.serving import serving
from tests.slack.connected import over_socket
from tests.slack.drawing import specification
from tests.slack.test_sandbox import call
from tests.waiting import until

HISTORY, REPLIES = "conversations.history", "conversations.replies"


@pytest.fixture
def sandbox() -> SlackSandbox:
    return SlackSandbox(Shelf(None), retry_pauses=(0.0, 0.0))


async def written(sandbox: SlackSandbox, number: int, place: str = "C1") -> list[str]:
    """Write so many messages and return their times."""
    return [(await _stamped(sandbox, place, f"{n}")) for n in range(number)]


async def _stamped(sandbox: SlackSandbox, place: str, text: str) -> str:
    await sandbox.say("U1", place, text)
    stamp: str = sandbox.snapshot()["messages"][place][-1]["id"]
    return stamp


def times(answer: dict[str, Any]) -> list[str]:
    return [message["ts"] for message in answer["messages"]]


async def test_history_begins_at_the_newest(sandbox: SlackSandbox) -> None:
    async with serving(sandbox.app) as base:
        stamps = await written(sandbox, 3)

        answer = await call(base, HISTORY, channel="C1")

        assert times(answer) == stamps[::-1]
        assert (answer["has_more"], answer["response_metadata"]) == (False, {"next_cursor": ""})


async def test_its_bounds_are_open_unless_asked_otherwise(sandbox: SlackSandbox) -> None:
    async with serving(sandbox.app) as base:
        a, b, c = await written(sandbox, 3)

        assert times(await call(base, HISTORY, channel="C1", oldest=a)) == [c, b]
        assert times(await call(base, HISTORY, channel="C1", latest=c)) == [b, a]
        assert times(await call(base, HISTORY, channel="C1", oldest=a, latest=c)) == [b]
        assert times(await call(base, HISTORY, channel="C1", oldest=a, latest=c, inclusive=True)) == [c, b, a]


@pytest.mark.parametrize("bounds", [{}, {"oldest": "1.000000", "latest": "9999999999.000000"}])
async def test_its_pages_lead_from_the_newest_back(sandbox: SlackSandbox, bounds: dict[str, str]) -> None:
    async with serving(sandbox.app) as base:
        stamps = await written(sandbox, 5)

        first = await call(base, HISTORY, channel="C1", limit=2, **bounds)
        cursor = first["response_metadata"]["next_cursor"]
        second = await call(base, HISTORY, channel="C1", limit=2, cursor=cursor, **bounds)

        assert [times(first), times(second)] == [stamps[:2:-1], stamps[2:0:-1]]
        assert first["has_more"] is True


async def test_with_oldest_alone_its_pages_lead_forward(sandbox: SlackSandbox) -> None:
    async with serving(sandbox.app) as base:
        a, b, c, d, e = await written(sandbox, 5)

        first = await call(base, HISTORY, channel="C1", oldest=a, limit=2)
        cursor = first["response_metadata"]["next_cursor"]
        second = await call(base, HISTORY, channel="C1", oldest=a, limit=2, cursor=cursor)

        assert [times(first), times(second), second["has_more"]] == [[c, b], [e, d], False]


async def test_replies_stand_in_their_thread_alone_and_the_first_message_tells_of_them(sandbox: SlackSandbox) -> None:
    async with serving(sandbox.app) as base:
        (first,) = await written(sandbox, 1)
        await _open(sandbox, first)
        replies = await written(sandbox, 3, f"C1/{first}")

        (told,) = (await call(base, HISTORY, channel="C1"))["messages"]
        thread = await call(base, REPLIES, channel="C1", ts=first)

        assert (told["reply_count"], told["latest_reply"], told["thread_ts"]) == (4, replies[-1], first)
        assert times(thread)[0] == first
        assert times(thread)[2:] == replies
        assert thread["messages"][1]["thread_ts"] == first
        assert "reply_count" not in thread["messages"][1]


async def _open(sandbox: SlackSandbox, first: str) -> None:
    """Begin a thread on a message, which is a place of its own from then on."""
    await sandbox.say("U1", f"C1/{first}", "a first reply")


async def test_the_first_message_begins_the_first_page_of_a_thread_only(sandbox: SlackSandbox) -> None:
    async with serving(sandbox.app) as base:
        (first,) = await written(sandbox, 1)
        await _open(sandbox, first)
        b, c, d = await written(sandbox, 3, f"C1/{first}")

        page = await call(base, REPLIES, channel="C1", ts=first, oldest=b, limit=2)
        cursor = page["response_metadata"]["next_cursor"]
        rest = await call(base, REPLIES, channel="C1", ts=first, oldest=b, limit=2, cursor=cursor)

        assert [times(page), times(rest)] == [[first, c], [d]]
        specification("slack-args/args.ConversationsReplies.json").validate(
            {"channel": "C1", "ts": first, "oldest": b, "limit": 2, "cursor": cursor}
        )


@pytest.mark.parametrize(
    ("method", "wrong", "error"),
    [
        (HISTORY, {"cursor": "xyz"}, "invalid_cursor"),
        (HISTORY, {"cursor": "bm90aGluZw=="}, "invalid_cursor"),
        (HISTORY, {"oldest": "yesterday"}, "invalid_ts_oldest"),
        (HISTORY, {"latest": "now"}, "invalid_ts_latest"),
        (HISTORY, {"limit": -1}, "invalid_limit"),
        (HISTORY, {"channel": "C9"}, "channel_not_found"),
        (REPLIES, {"ts": "1.000001"}, "thread_not_found"),
        (REPLIES, {}, "invalid_arguments"),
    ],
)
async def test_what_slack_refuses_is_refused(
    sandbox: SlackSandbox, method: str, wrong: dict[str, Any], error: str
) -> None:
    async with serving(sandbox.app) as base:
        answer = await call(base, method, **{"channel": "C1", **wrong})

        assert answer["error"] == error


async def test_a_missing_scope_is_named(sandbox: SlackSandbox) -> None:
    async with serving(sandbox.app) as base:
        sandbox.fail_next(HISTORY, status=200, error="missing_scope", needed="im:history")

        answer = await call(base, HISTORY, channel="D1")

        assert (answer["error"], answer["needed"]) == ("missing_scope", "im:history")


async def test_any_event_can_be_delivered_again(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        events = []
        for number in range(3):
            await sandbox.say("U1", "D1", f"{number}")
            events.append(await both.inbox.next())
        await until(lambda: sandbox.unacknowledged == 0)

        sandbox.redeliver(0)
        assert await both.inbox.next() == events[0]
        sandbox.redeliver(-2)
        assert await both.inbox.next() == events[1]
        sandbox.redeliver(None)
        assert await both.inbox.next() in events


async def test_an_event_whose_acknowledgement_was_lost_comes_again(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        sandbox.lose_acknowledgements(2)

        await sandbox.say("U1", "D1", "hi")

        first, second, third = [await both.inbox.next() for _ in range(3)]
        assert first == second == third
        await until(lambda: sandbox.unacknowledged == 0)
        assert both.inbox.events.empty()
