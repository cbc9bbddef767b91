"""What every Store promises of what is no longer needed, and of what must go."""

import asyncio

import msgspec
import pytest

from core.events import Inbound, Message
from core.ports import Pending, SessionRecord, Store
from core.view import View
from tests.contract.store import ENTRY, Opening, accepted, click, message, turn

FUTURE = 1e11
"""Unix seconds that no clock has reached."""


def thread(event: str, session: str, channel: str) -> Message:
    """Return a message in a thread whose name does not begin with its channel's."""
    return msgspec.structs.replace(message(event, session), channel=channel)


async def answered(store: Store, event: str, session: str = "chat:1", *, state: bytes | None = None) -> int:
    """Have an event answered and its reply shown."""
    number = await accepted(store, message(event, session))
    await store.commit(turn(number, session=session, state=state, view=View(id=number, text=event)))
    await store.delivered(number, (event,))
    return number


class PruningContract:
    """The promises of letting go, one test each."""

    @pytest.fixture
    def opening(self) -> Opening:
        raise NotImplementedError

    async def test_old_events_and_replies_go_and_the_last_reply_and_the_session_stay(self, opening: Opening) -> None:
        async with opening() as store:
            first, second, last = [await answered(store, event) for event in ("e1", "e2", "e3")]
            await store.commit(turn(await accepted(store, click("e4", last)), state=b"kept"))

            gone = await store.prune(FUTURE)

            assert gone == 4 + 2
            assert [await store.reply(number) for number in (first, second)] == [None, None]
            shown = await store.reply(last)
            assert shown is not None
            assert shown.view.text == "e3"
            assert await store.load("chat:1") == SessionRecord(b"kept", 1)
            assert await store.accept(message("e1")) is not None

    async def test_what_is_not_older_stays(self, opening: Opening) -> None:
        async with opening() as store:
            numbers = [await answered(store, event) for event in ("e1", "e2")]

            assert await store.prune(1.5) == 0
            assert None not in [await store.reply(number) for number in numbers]
            assert await store.accept(message("e1")) is None

    async def test_an_event_without_an_answer_stays_with_what_it_had_posted(self, opening: Opening) -> None:
        async with opening() as store:
            waiting = await accepted(store, message("e1"))
            await store.posted(waiting, "chat:1", ("55",))
            await answered(store, "e2")

            await store.prune(FUTURE)

            assert await store.pending() == (Pending(waiting, message("e1"), ("55",)),)

    async def test_a_reply_that_is_not_shown_yet_stays_with_its_event(self, opening: Opening) -> None:
        async with opening() as store:
            number = await accepted(store, message("e1"))
            await store.commit(turn(number, view=View(id=number, text="hi")))
            await answered(store, "e2")
            kept = await store.undelivered()

            assert await store.prune(FUTURE) == 1
            assert await store.undelivered() == kept
            assert [undelivered.reply.id for undelivered in kept] == [number]

    async def test_an_old_reply_that_a_click_changed_and_that_is_not_shown_yet_stays(self, opening: Opening) -> None:
        async with opening() as store:
            number = await answered(store, "e1")
            await answered(store, "e2")
            clicked = await accepted(store, click("e3", number))
            await store.commit(turn(clicked, state=None, view=View(id=number, text="changed")))

            await store.prune(FUTURE)

            assert [(u.reply.view.text, u.inbound.event) for u in await store.undelivered()] == [("changed", "e3")]

    async def test_the_last_reply_goes_once_another_came_after_it_though_its_event_is_long_gone(
        self, opening: Opening
    ) -> None:
        async with opening() as store:
            first = await answered(store, "e1")
            assert await store.prune(FUTURE) == 1
            last = await answered(store, "e2")

            assert await store.prune(FUTURE) == 1 + 1
            assert [await store.reply(number) is not None for number in (first, last)] == [False, True]

    async def test_a_reply_given_up_goes_like_one_that_is_shown(self, opening: Opening) -> None:
        async with opening() as store:
            number = await accepted(store, message("e1"))
            await store.commit(turn(number, state=None, view=View(id=number)))
            await store.given_up(number)
            await answered(store, "e2")
            await store.prune(FUTURE)

            assert await store.reply(number) is None

    async def test_messages_posted_for_a_turn_that_ended_without_a_reply_do_not_hide_the_last_one(
        self, opening: Opening
    ) -> None:
        async with opening() as store:
            shown = await answered(store, "e1")
            ended = await accepted(store, message("e2"))
            await store.posted(ended, "chat:1", ("55",))
            await store.commit(turn(ended, state=None))
            await store.prune(FUTURE)

            assert await store.reply(shown) is not None

    async def test_each_session_keeps_its_own_last_reply(self, opening: Opening) -> None:
        async with opening() as store:
            numbers = [await answered(store, f"e{n}", f"chat:{n % 3}") for n in range(9)]
            await store.prune(FUTURE)

            assert [await store.reply(number) is not None for number in numbers] == [False] * 6 + [True] * 3

    async def test_there_is_nothing_to_let_go_of_twice(self, opening: Opening) -> None:
        async with opening() as store:
            assert await store.prune(FUTURE) == 0
            for event in ("e1", "e2"):
                await answered(store, event)

            assert await store.prune(FUTURE) == 3
            assert await store.prune(FUTURE) == 0

    async def test_more_than_one_transaction_holds_goes_too(self, opening: Opening) -> None:
        async with opening() as store:
            numbers = await asyncio.gather(*(accepted(store, message(f"e{n}")) for n in range(4500)))
            await store.commit(turn(numbers[0], also=tuple(numbers[1:])))

            assert await store.prune(FUTURE) == 4500

    @pytest.mark.parametrize("way", ["prune", "forget"])
    async def test_a_number_never_comes_back(self, opening: Opening, way: str) -> None:
        async with opening() as store:
            number = await accepted(store, message("e1"))
            await store.commit(turn(number))
            assert await (store.prune(FUTURE) if way == "prune" else store.forget("chat:1")) == 1
            again = await accepted(store, message("e1"))
            await store.commit(turn(again, version=1 if way == "prune" else 0))
            assert await (store.prune(FUTURE) if way == "prune" else store.forget("chat:1")) == 1
            settings = await store.settings("")

        async with opening() as store:
            assert number < again < await accepted(store, message("e1"))
            assert settings == await store.settings("") == {}


class ForgettingContract:
    """The promises of forgetting, one test each."""

    @pytest.fixture
    def opening(self) -> Opening:
        raise NotImplementedError

    async def test_nothing_of_a_session_is_left(self, opening: Opening) -> None:
        async with opening() as store:
            number = await answered(store, "e1", state=b"kept")
            waiting = await accepted(store, message("e2"))
            await store.posted(waiting, "chat:1", ("55",))
            undelivered = await accepted(store, message("e3"))
            await store.commit(turn(undelivered, version=1, view=View(id=undelivered)))
            await store.set_aside("chat:1", b"broken", "It is no JSON.")
            await store.set_setting("graph/session/chat:1", "v1", ENTRY)

            assert await store.forget("chat:1") == 1

        async with opening() as store:
            assert await store.load("chat:1") is None
            assert not await store.knows("chat:1")
            assert (await store.pending(), await store.undelivered(), await store.settings("")) == ((), (), {})
            assert [await store.reply(n) for n in (number, waiting, undelivered)] == [None] * 3
            assert await store.seen("chat", 0.0, 9) == ()
            assert await store.accept(message("e1")) is not None

    async def test_a_channel_takes_all_its_sessions_along_and_no_other(self, opening: Opening) -> None:
        names = ["chat:-5", "chat:-5:7", "chat:-5:7:1", "chat:-55", "chat:-5x:7", "CHAT:-5:7", "other:chat:-5:7"]
        async with opening() as store:
            for name in names:
                await answered(store, name, name, state=b"kept")
                await store.set_setting(f"graph/session/{name}", "v1", ENTRY)
                await store.set_setting(f"graph/channel/{name}", "v2", ENTRY)
            await store.set_setting("graph/default", "v3", ENTRY)
            await store.set_setting("other/channel/chat:-5", "x", ENTRY)

            assert await store.forget("chat:-5") == 3

            assert [await store.knows(name) for name in names] == [False] * 3 + [True] * 4
            assert [await store.load(name) is not None for name in names] == [False] * 3 + [True] * 4
            left = {f"graph/{kind}/{name}" for kind in ("session", "channel") for name in names[3:]}
            assert set(await store.settings("")) == left | {"graph/default", "other/channel/chat:-5"}

    async def test_a_channel_takes_along_the_sessions_that_only_their_events_say_are_in_it(
        self, opening: Opening
    ) -> None:
        places = [("chat:900", "chat:77"), ("chat:901", "chat:77:5"), ("chat:902", "chat:777"), ("chat:903", "chat:78")]
        async with opening() as store:
            for session, channel in places:
                await accepted(store, thread(f"{session}/waits", session, channel))
                await answered(store, f"{session}/answered", session, state=b"kept")
                await store.set_aside(session, b"broken", "It is no JSON.")
                await store.set_setting(f"graph/session/{session}", "v1", ENTRY)
                await store.set_setting(f"graph/channel/{session}", "v2", ENTRY)
            await answered(store, "e1", "chat:77:8", state=b"kept")
            await answered(store, "e2", "chat:900:1", state=b"kept")

            assert await store.forget("chat:77") == 3

            names = [*(session for session, _ in places), "chat:77:8", "chat:900:1"]
            assert [await store.knows(name) for name in names] == [False, False, True, True, False, True]
            assert [pending.inbound.session for pending in await store.pending()] == ["chat:902", "chat:903"]
            left = {f"graph/session/{session}" for session, _ in places[2:]}
            assert set(await store.settings("graph/session")) == left
            assert await store.forget("chat:77") == 0

    async def test_a_channel_with_many_sessions_is_forgotten_whole(self, opening: Opening) -> None:
        async with opening() as store:
            events = [thread(f"e{n}", f"chat:{n}", "chat:general" if n % 2 else "chat:other") for n in range(2400)]
            await asyncio.gather(*(accepted(store, event) for event in events))

            assert await store.forget("chat:general") == 1200
            assert {pending.inbound.channel for pending in await store.pending()} == {"chat:other"}

    async def test_the_name_that_a_channel_had_before_it_moved_forgets_nothing(self, opening: Opening) -> None:
        async with opening() as store:
            for number in range(3):
                kept = await accepted(store, thread(f"e{number}", "chat:-5:7", "chat:-5"))
                await store.commit(turn(kept, session="chat:-5:7", version=number))
            await store.move("chat:-5", "chat:-9")

            assert await store.forget("chat:-5") == 0
            assert await store.forget("chat:-9") == 1

    async def test_sessions_are_counted_once_each_by_a_state_or_an_event(self, opening: Opening) -> None:
        async with opening() as store:
            await answered(store, "e1", "chat:5:1", state=b"kept")
            await accepted(store, message("e2", "chat:5:1"))
            await accepted(store, message("e3", "chat:5:2"))
            with_state_alone = await accepted(store, message("e4", "chat:5:3"))
            await store.commit(turn(with_state_alone, session="chat:5:3"))
            await store.prune(FUTURE)

            assert await store.forget("chat:5") == 3
            assert await store.forget("chat:5") == 0
            assert await store.forget("chat:nobody") == 0

    async def test_a_session_begins_anew_after_it_was_forgotten(self, opening: Opening) -> None:
        async with opening() as store:
            await answered(store, "e1", state=b"old")
            await store.forget("chat:1")
            await answered(store, "e2", state=b"new")

            assert await store.load("chat:1") == SessionRecord(b"new", 1)

    async def test_what_is_handed_in_around_it_is_written_before_and_after_it(self, opening: Opening) -> None:
        async with opening() as store:
            events: list[Inbound] = [message("e1"), message("e2")]
            first, known, second = await asyncio.gather(
                store.accept(events[0]), store.forget("chat:1"), store.accept(events[1])
            )

            assert known == 1
            assert first is not None
            assert second is not None
            assert await store.pending() == (Pending(second, events[1]),)
