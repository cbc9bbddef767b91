"""What every Store promises of turns that answer several events, replies given up, and what was seen last."""

import asyncio
import time

import pytest

from core.errors import StateConflict
from core.events import Inbound
from core.ports import Pending, StoredReply, Undelivered
from core.view import View
from tests.contract.store import Opening, accepted, click, command, message, turn


class SummaryContract:
    """The promises of a turn that answers several events, one test each."""

    @pytest.fixture
    def opening(self) -> Opening:
        raise NotImplementedError

    async def test_a_turn_ends_all_the_events_it_answers(self, opening: Opening) -> None:
        async with opening() as store:
            numbers = [await accepted(store, message(f"e{n}")) for n in range(5)]
            await store.commit(turn(numbers[3], view=View(id=numbers[3]), also=(numbers[0], numbers[1])))

        async with opening() as store:
            assert [pending.id for pending in await store.pending()] == [numbers[2], numbers[4]]
            assert [undelivered.reply.id for undelivered in await store.undelivered()] == [numbers[3]]

    async def test_a_turn_that_changes_nothing_ends_none_of_them(self, opening: Opening) -> None:
        async with opening() as store:
            numbers = [await accepted(store, message(f"e{n}")) for n in range(3)]

            with pytest.raises(StateConflict):
                await store.commit(turn(numbers[0], version=3, also=(numbers[1], numbers[2])))

            assert [pending.id for pending in await store.pending()] == numbers


class GivingUpContract:
    """The promises of replies that are given up, one test each."""

    @pytest.fixture
    def opening(self) -> Opening:
        raise NotImplementedError

    async def test_a_reply_given_up_is_not_tried_again_and_can_still_be_clicked(self, opening: Opening) -> None:
        async with opening() as store:
            number = await accepted(store, message("e1"))
            await store.commit(turn(number, view=View(id=number, text="hi"), natives=("55",)))
            await store.given_up(number)

        async with opening() as store:
            assert await store.undelivered() == ()
            assert await store.reply(number) == StoredReply(number, "chat:1", View(id=number, text="hi"), ("55",))

    async def test_a_reply_given_up_is_tried_again_once_a_click_changed_it(self, opening: Opening) -> None:
        async with opening() as store:
            number = await accepted(store, message("e1"))
            await store.commit(turn(number, view=View(id=number, text="0"), natives=("55",)))
            await store.given_up(number)
            inbound = click("e2", reply=number)
            await store.commit(turn(await accepted(store, inbound), version=1, view=View(id=number, text="1")))

            changed = StoredReply(number, "chat:1", View(id=number, text="1"), ("55",))
            assert await store.undelivered() == (Undelivered(changed, inbound),)

    async def test_a_reply_given_up_that_is_shown_after_all_is_delivered(self, opening: Opening) -> None:
        async with opening() as store:
            number = await accepted(store, message("e1"))
            await store.commit(turn(number, view=View(id=number)))
            await store.given_up(number)
            await store.delivered(number, ("55",))

            assert await store.undelivered() == ()
            assert await store.reply(number) == StoredReply(number, "chat:1", View(id=number), ("55",))

    async def test_a_reply_that_was_never_committed_cannot_be_given_up(self, opening: Opening) -> None:
        async with opening() as store:
            number = await accepted(store, message("e1"))
            await store.posted(number, "chat:1", ("55",))
            await store.given_up(number)
            await store.given_up(4711)

            assert await store.reply(number) is None
            assert await store.pending() == (Pending(number, message("e1"), ("55",)),)

    async def test_giving_up_before_the_next_change_does_not_cover_it(self, opening: Opening) -> None:
        async with opening() as store:
            first, second = await accepted(store, message("e1")), await accepted(store, click("e2", reply=1))
            await store.commit(turn(first, view=View(id=first, text="0")))
            await asyncio.gather(
                store.given_up(first), store.commit(turn(second, version=1, view=View(id=first, text="1")))
            )

            assert [undelivered.reply.view.text for undelivered in await store.undelivered()] == ["1"]


class SeenContract:
    """The promises of what was seen last, one test each."""

    @pytest.fixture
    def opening(self) -> Opening:
        raise NotImplementedError

    async def test_the_last_message_of_each_session_is_seen_whatever_was_clicked_since_the_newest_first(
        self, opening: Opening
    ) -> None:
        events: list[Inbound] = [
            message("e1", "chat:1"), message("e2", "chat:2"), click("e3", 1, "chat:1"), command("e4", "chat:3"),
            message("e5", "chat:2"),
        ]  # fmt: skip
        async with opening() as store:
            numbers = [await accepted(store, event) for event in events]
            await store.commit(turn(numbers[4], session="chat:2"))

        async with opening() as store:
            assert await store.seen("chat", 0.0, 9) == (events[4], events[0])

    async def test_events_kept_at_one_time_are_seen_in_their_order(self, opening: Opening) -> None:
        events = [message(f"e{n}", f"chat:{n * 7 % 10}") for n in range(10)]
        async with opening() as store:
            await asyncio.gather(*map(store.accept, events))

            assert await store.seen("chat", 0.0, 99) == tuple(reversed(events))

    async def test_as_many_sessions_are_seen_as_asked_for(self, opening: Opening) -> None:
        events = [message(f"e{n}", f"chat:{n}") for n in range(5)]
        async with opening() as store:
            for event in events:
                await store.accept(event)

            assert [await store.seen("chat", 0.0, most) for most in (0, 2)] == [(), (events[4], events[3])]

    async def test_only_sessions_of_the_platform_are_seen(self, opening: Opening) -> None:
        sessions = ["chat:1", "chatter:1", "cha:t:1", "CHAT:1", "other:chat:1"]
        async with opening() as store:
            for session in sessions:
                await store.accept(message(session, session))

            assert await store.seen("chat", 0.0, 9) == (message("chat:1", "chat:1"),)

    async def test_what_was_kept_before_is_not_seen(self, opening: Opening) -> None:
        async with opening() as store:
            before = time.time()
            await store.accept(message("e1"))
            after = time.time()

            assert await store.seen("chat", before - 1, 9) == (message("e1"),)
            assert await store.seen("chat", after, 9) == ()
