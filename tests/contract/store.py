"""What every Store promises. An implementation's test class inherits these and says how it is opened."""

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import TypeAlias

import pytest

from core.controls import Counter
from core.errors import StateConflict
from core.events import Action, AdminCommand, Inbound, Message, Person
from core.ports import AuditEntry, Pending, SessionRecord, Store, StoredReply, TurnRecord, Undelivered
from core.view import View

Opening: TypeAlias = Callable[[], AbstractAsyncContextManager[Store]]
"""Opens the same store each time it is called, and closes it at the end of the block."""

ENTRY = AuditEntry(person="chat:anna", verb="graph", scope="chat:general", allowed=True, detail="v1")


def message(event: str, session: str = "chat:1", text: str = "grüße 👋") -> Message:
    person = Person(id="chat:anna", claims={"name": "Anna"})
    return Message(event=event, session=session, channel="chat:general", person=person, at=1.5, text=text)


def click(event: str, reply: int, session: str = "chat:1") -> Action:
    person = Person(id="chat:anna")
    return Action(
        event=event, session=session, channel="chat:general", person=person, at=2.5,
        origin={"message": "77"}, control="count", verb="inc", reply=reply, data={"by": "1"},
    )  # fmt: skip


def command(event: str, session: str = "chat:1") -> AdminCommand:
    person = Person(id="chat:anna")
    return AdminCommand(event=event, session=session, channel="chat:general", person=person, at=3.5, name="graph")


def turn(
    number: int,
    *,
    session: str = "chat:1",
    state: bytes | None = b"{}",
    version: int = 0,
    view: View | None = None,
    natives: tuple[str, ...] = (),
    also: tuple[int, ...] = (),
) -> TurnRecord:
    return TurnRecord(number, session, state, version, "v1", view, natives, also)


async def accepted(store: Store, inbound: Inbound) -> int:
    number = await store.accept(inbound)
    assert number is not None
    return number


class StoreContract:
    """The promises, one test each."""

    @pytest.fixture
    def opening(self) -> Opening:
        raise NotImplementedError

    async def test_an_event_is_kept_once_however_often_it_arrives(self, opening: Opening) -> None:
        async with opening() as store:
            first = await store.accept(message("e1"))
            second = await store.accept(message("e1", text="redelivered"))
            kept = await store.pending()

        assert first is not None
        assert second is None
        assert kept == (Pending(first, message("e1")),)

    async def test_of_simultaneous_arrivals_of_one_event_one_is_kept(self, opening: Opening) -> None:
        async with opening() as store:
            numbers = await asyncio.gather(*(store.accept(message("e1")) for _ in range(20)))
            kept = await store.pending()

        assert [n for n in numbers if n is not None] == [kept[0].id]
        assert len(kept) == 1

    async def test_an_event_is_known_after_reopening_even_when_done(self, opening: Opening) -> None:
        async with opening() as store:
            await store.commit(turn(await accepted(store, message("e1"))))

        async with opening() as store:
            assert await store.accept(message("e1")) is None

    async def test_simultaneous_events_get_different_rising_numbers(self, opening: Opening) -> None:
        async with opening() as store:
            before = await accepted(store, message("first"))
            numbers = await asyncio.gather(*(accepted(store, message(f"e{n}")) for n in range(200)))
            kept = await store.pending()

        assert sorted(set(numbers)) == numbers
        assert before < numbers[0]
        assert [p.id for p in kept] == [before, *numbers]

    async def test_numbers_go_on_rising_after_reopening(self, opening: Opening) -> None:
        async with opening() as store:
            first = await accepted(store, message("e1"))
            await store.commit(turn(first, view=View(id=first + 7)))

        async with opening() as store:
            assert await accepted(store, message("e2")) > first + 7

    async def test_pending_events_come_back_as_they_were_oldest_first(self, opening: Opening) -> None:
        events: list[Inbound] = [message("e1"), click("e2", reply=9), command("e3"), message("e0", "chat:2")]
        async with opening() as store:
            numbers = [await accepted(store, event) for event in events]

        async with opening() as store:
            kept = await store.pending()

        assert kept == tuple(Pending(n, event) for n, event in zip(numbers, events, strict=True))

    async def test_a_turn_writes_state_reply_and_end_together(self, opening: Opening) -> None:
        async with opening() as store:
            number = await accepted(store, message("e1"))
            view = View(id=number, text="hi", controls=(Counter(id="count", label="Count", value=1),), done=True)
            await store.commit(turn(number, state=b'{"n":1}', view=view, natives=("55",)))

        async with opening() as store:
            assert await store.load("chat:1") == SessionRecord(b'{"n":1}', 1)
            assert await store.reply(number) == StoredReply(number, "chat:1", view, ("55",))
            assert await store.pending() == ()

    async def test_a_turn_on_an_older_version_changes_nothing(self, opening: Opening) -> None:
        async with opening() as store:
            first, second = await accepted(store, message("e1")), await accepted(store, message("e2"))
            await store.commit(turn(first, state=b"one"))

            with pytest.raises(StateConflict):
                await store.commit(turn(second, state=b"two", version=0, view=View(id=second)))

            assert await store.load("chat:1") == SessionRecord(b"one", 1)
            assert await store.reply(second) is None
            assert [p.id for p in await store.pending()] == [second]

    async def test_a_turn_on_a_version_that_never_was_changes_nothing(self, opening: Opening) -> None:
        async with opening() as store:
            number = await accepted(store, message("e1"))

            with pytest.raises(StateConflict):
                await store.commit(turn(number, version=3))

            assert await store.load("chat:1") is None

    async def test_a_conflict_fails_only_its_own_caller(self, opening: Opening) -> None:
        async with opening() as store:
            numbers = [await accepted(store, message(f"e{n}", f"chat:{n}")) for n in range(30)]
            turns = [turn(number, session=f"chat:{n}", version=1 if n == 17 else 0) for n, number in enumerate(numbers)]
            results = await asyncio.gather(*map(store.commit, turns), return_exceptions=True)
            waiting = await store.pending()

        assert [n for n, result in enumerate(results) if isinstance(result, StateConflict)] == [17]
        assert [n for n, result in enumerate(results) if result is None] == [n for n in range(30) if n != 17]
        assert [p.id for p in waiting] == [numbers[17]]

    async def test_turns_of_one_session_that_are_handed_in_together_keep_their_order(self, opening: Opening) -> None:
        async with opening() as store:
            numbers = [await accepted(store, message(f"e{n}")) for n in range(10)]
            await asyncio.gather(*(store.commit(turn(n, state=b"%d" % i, version=i)) for i, n in enumerate(numbers)))

            assert await store.load("chat:1") == SessionRecord(b"9", 10)

    async def test_a_turn_without_a_state_leaves_the_session_alone(self, opening: Opening) -> None:
        async with opening() as store:
            await store.commit(turn(await accepted(store, message("e1")), state=b"one"))
            await store.commit(turn(await accepted(store, command("e2")), state=None))

            assert await store.load("chat:1") == SessionRecord(b"one", 1)
            assert await store.pending() == ()

    async def test_an_unknown_session_has_no_state(self, opening: Opening) -> None:
        async with opening() as store:
            assert await store.load("chat:1") is None

    async def test_a_session_is_known_from_its_first_accepted_message_on(self, opening: Opening) -> None:
        async with opening() as store:
            before = await store.knows("chat:1")
            number = await accepted(store, message("e1"))
            waiting = await store.knows("chat:1")
            await store.commit(turn(number))
            after = await store.knows("chat:1")
            other = await store.knows("chat:2")

        assert (before, waiting, after, other) == (False, True, True, False)

    async def test_a_session_stays_known_though_its_only_turn_kept_no_state(self, opening: Opening) -> None:
        async with opening() as store:
            await store.commit(turn(await accepted(store, message("e1")), state=None))

            assert await store.knows("chat:1")

    async def test_a_command_alone_makes_no_session_known(self, opening: Opening) -> None:
        async with opening() as store:
            number = await accepted(store, command("e1"))
            waiting = await store.knows("chat:1")
            await store.commit(turn(number, state=None, view=View(id=number)))
            after = await store.knows("chat:1")

        assert (waiting, after) == (False, False)

    async def test_an_interrupted_turn_finds_the_messages_it_had_posted(self, opening: Opening) -> None:
        async with opening() as store:
            number = await accepted(store, message("e1"))
            await store.posted(number, "chat:1", ("55",))
            await store.posted(number, "chat:1", ("55", "56"))

        async with opening() as store:
            assert await store.pending() == (Pending(number, message("e1"), ("55", "56")),)
            assert await store.reply(number) is None
            assert await store.undelivered() == ()

    async def test_a_turn_that_names_no_messages_keeps_the_posted_ones(self, opening: Opening) -> None:
        async with opening() as store:
            number = await accepted(store, message("e1"))
            await store.posted(number, "chat:1", ("55",))
            await store.commit(turn(number, view=View(id=number, text="hi")))

            assert await store.reply(number) == StoredReply(number, "chat:1", View(id=number, text="hi"), ("55",))

    async def test_a_committed_reply_is_undelivered_until_its_delivery_is_noted(self, opening: Opening) -> None:
        async with opening() as store:
            number = await accepted(store, message("e1"))
            view = View(id=number, text="hi")
            await store.commit(turn(number, view=view, natives=("55",)))

        async with opening() as store:
            assert await store.undelivered() == (
                Undelivered(StoredReply(number, "chat:1", view, ("55",)), message("e1")),
            )
            await store.delivered(number, ("55", "56"))

        async with opening() as store:
            assert await store.undelivered() == ()
            assert await store.reply(number) == StoredReply(number, "chat:1", view, ("55", "56"))

    async def test_a_reply_that_was_never_committed_cannot_be_delivered(self, opening: Opening) -> None:
        async with opening() as store:
            number = await accepted(store, message("e1"))
            await store.posted(number, "chat:1", ("55",))
            await store.delivered(number, ("66",))

            assert await store.reply(number) is None
            assert await store.pending() == (Pending(number, message("e1"), ("55",)),)

    async def test_undelivered_replies_come_oldest_first(self, opening: Opening) -> None:
        async with opening() as store:
            first, second = await accepted(store, message("e1")), await accepted(store, message("e2", "chat:2"))
            await store.commit(turn(second, session="chat:2", view=View(id=second)))
            await store.commit(turn(first, view=View(id=first)))

            assert [u.reply.id for u in await store.undelivered()] == [first, second]

    async def test_a_click_changes_the_reply_it_was_on_and_leaves_it_to_be_delivered(self, opening: Opening) -> None:
        async with opening() as store:
            number = await accepted(store, message("e1"))
            await store.commit(turn(number, view=View(id=number, text="0"), natives=("55",)))
            await store.delivered(number, ("55",))
            inbound = click("e2", reply=number)
            clicked = await accepted(store, inbound)
            await store.commit(turn(clicked, version=1, view=View(id=number, text="1")))

            shown = StoredReply(number, "chat:1", View(id=number, text="1"), ("55",))
            assert await store.undelivered() == (Undelivered(shown, inbound),)

    async def test_posting_more_of_a_committed_reply_changes_only_its_messages(self, opening: Opening) -> None:
        async with opening() as store:
            number = await accepted(store, message("e1"))
            await store.commit(turn(number, view=View(id=number, text="hi"), natives=("55",)))
            await store.posted(number, "chat:1", ("55", "56"))

            shown = StoredReply(number, "chat:1", View(id=number, text="hi"), ("55", "56"))
            assert await store.reply(number) == shown
            assert [u.reply for u in await store.undelivered()] == [shown]

    async def test_a_delivery_noted_before_the_next_change_does_not_cover_it(self, opening: Opening) -> None:
        async with opening() as store:
            first, second = await accepted(store, message("e1")), await accepted(store, click("e2", reply=1))
            await store.commit(turn(first, view=View(id=first, text="0")))
            await asyncio.gather(
                store.delivered(first, ("55",)),
                store.commit(turn(second, version=1, view=View(id=first, text="1"))),
            )

            assert [u.reply.view.text for u in await store.undelivered()] == ["1"]

    @pytest.mark.parametrize("number", [0, -1, 4711, 2**63, 36**13])
    async def test_an_unknown_reply_is_none_whatever_its_number(self, opening: Opening, number: int) -> None:
        async with opening() as store:
            assert await store.reply(number) is None

    @pytest.mark.parametrize("state", [b"", b"\x00\xff", b"{not json", bytes(range(256)) * 4096])
    async def test_whatever_is_set_aside_the_session_stays_as_it_is(self, opening: Opening, state: bytes) -> None:
        async with opening() as store:
            await store.commit(turn(await accepted(store, message("e1")), state=b"kept"))
            for reason in ("It is no JSON.", "", "Größe 👋"):
                await store.set_aside("chat:1", state, reason)

        async with opening() as store:
            assert await store.load("chat:1") == SessionRecord(b"kept", 1)

    async def test_setting_a_state_aside_makes_no_session(self, opening: Opening) -> None:
        async with opening() as store:
            await store.set_aside("chat:1", b"broken", "It is no JSON.")

            assert await store.load("chat:1") is None
            assert not await store.knows("chat:1")

    async def test_a_state_set_aside_and_the_turn_that_replaces_it_are_both_kept(self, opening: Opening) -> None:
        async with opening() as store:
            first, second = await accepted(store, message("e1")), await accepted(store, message("e2"))
            await store.commit(turn(first, state=b"broken"))
            await asyncio.gather(
                store.set_aside("chat:1", b"broken", "It is no JSON."),
                store.commit(turn(second, state=b"new", version=1)),
            )

            assert await store.load("chat:1") == SessionRecord(b"new", 2)

    async def test_settings_are_found_by_the_beginning_of_their_key_and_survive(self, opening: Opening) -> None:
        async with opening() as store:
            for key in ("graph:a_b", "graph:axb", "Graph:a_b", "graph:%", "admin:x"):
                await store.set_setting(key, f"value of {key}", ENTRY)
            await store.set_setting("graph:axb", "changed", ENTRY)
            await store.set_setting("graph:%", None, ENTRY)

        async with opening() as store:
            assert await store.settings("graph:") == {"graph:a_b": "value of graph:a_b", "graph:axb": "changed"}
            assert await store.settings("graph:a_") == {"graph:a_b": "value of graph:a_b"}
            assert len(await store.settings("")) == 4

    async def test_clearing_a_setting_that_is_not_there_does_no_harm(self, opening: Opening) -> None:
        async with opening() as store:
            await store.set_setting("graph:x", None, ENTRY)

            assert await store.settings("graph:") == {}

    async def test_a_caller_that_gives_up_does_not_stop_the_others(self, opening: Opening) -> None:
        async with opening() as store:
            waiting = [asyncio.ensure_future(store.accept(message(f"e{n}"))) for n in range(20)]
            await asyncio.sleep(0)
            for task in waiting[::2]:
                task.cancel()
            results = await asyncio.gather(*waiting, return_exceptions=True)

            assert all(isinstance(r, asyncio.CancelledError) for r in results[::2])
            assert all(isinstance(r, int) for r in results[1::2])
            assert await store.accept(message("later")) is not None

    async def test_closing_finishes_what_is_under_way(self, opening: Opening) -> None:
        async with opening() as store:
            waiting = [asyncio.ensure_future(store.accept(message(f"e{n}"))) for n in range(50)]
            await asyncio.sleep(0)
        numbers = await asyncio.gather(*waiting)

        async with opening() as store:
            assert [p.id for p in await store.pending()] == numbers
