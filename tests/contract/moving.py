"""What every Store promises of a channel that gets another name."""

import asyncio

import pytest
from msgspec.structs import replace

from core.events import Inbound
from core.ports import Pending, SessionRecord, StoredReply, Undelivered
from core.scopes import GraphScopes
from core.view import View
from tests.contract.store import ENTRY, Opening, accepted, click, message, turn

OLD, NEW = "chat:-5", "chat:-1005"
TOPIC, MOVED_TOPIC = f"{OLD}:7", f"{NEW}:7"


def said(event: str, session: str = TOPIC, channel: str = OLD) -> Inbound:
    return replace(message(event, session), channel=channel)


class MovingContract:
    """The promises, one test each."""

    @pytest.fixture
    def opening(self) -> Opening:
        raise NotImplementedError

    @pytest.mark.parametrize(("name", "moved"), [(OLD, NEW), (TOPIC, MOVED_TOPIC)])
    async def test_a_session_goes_on_under_its_new_name(self, opening: Opening, name: str, moved: str) -> None:
        async with opening() as store:
            number = await accepted(store, said("e1", name))
            await store.commit(turn(number, session=name, state=b"kept", view=View(id=number, text="hi")))
            await store.move(OLD, NEW)

        async with opening() as store:
            assert await store.load(moved) == SessionRecord(b"kept", 1)
            assert await store.load(name) is None
            assert await store.reply(number) == StoredReply(number, moved, View(id=number, text="hi"))
            assert (await store.knows(moved), await store.knows(name)) == (True, False)

    async def test_names_that_only_begin_alike_stay(self, opening: Opening) -> None:
        async with opening() as store:
            others = ["chat:-55", "chat:-5x:7", "chat:", "other:chat:-5:7", "CHAT:-5:7"]
            for other in others:
                await store.commit(turn(await accepted(store, said(other, other)), session=other, state=b"kept"))
            await store.move(OLD, NEW)

            assert [await store.load(other) for other in others] == [SessionRecord(b"kept", 1)] * len(others)

    async def test_a_waiting_event_is_answered_under_the_new_name_with_what_it_had_posted(
        self, opening: Opening
    ) -> None:
        async with opening() as store:
            first = await accepted(store, said("e1"))
            await store.posted(first, TOPIC, ("55",))
            second = await accepted(store, replace(click("e2", reply=3, session=TOPIC), channel=OLD))
            await store.move(OLD, NEW)

        async with opening() as store:
            moved = replace(click("e2", reply=3, session=MOVED_TOPIC), channel=NEW)
            assert await store.pending() == (
                Pending(first, said("e1", MOVED_TOPIC, NEW), ("55",)),
                Pending(second, moved),
            )
            assert await store.accept(said("e1")) is None

    async def test_a_channel_with_a_longer_name_moves_and_a_foreign_one_stays(self, opening: Opening) -> None:
        async with opening() as store:
            await store.accept(said("e1", TOPIC, f"{OLD}:general"))
            await store.accept(said("e2", TOPIC, "chat:elsewhere"))
            await store.move(OLD, NEW)

            channels = [pending.inbound.channel for pending in await store.pending()]
            assert channels == [f"{NEW}:general", "chat:elsewhere"]

    async def test_an_undelivered_reply_goes_where_the_channel_is_now(self, opening: Opening) -> None:
        async with opening() as store:
            number = await accepted(store, said("e1"))
            await store.commit(turn(number, session=TOPIC, view=View(id=number)))
            await store.move(OLD, NEW)

            moved = said("e1", MOVED_TOPIC, NEW)
            assert await store.undelivered() == (Undelivered(StoredReply(number, MOVED_TOPIC, View(id=number)), moved),)

    async def test_what_was_seen_last_is_seen_where_the_channel_is_now(self, opening: Opening) -> None:
        async with opening() as store:
            for event, name in (("e1", TOPIC), ("e2", OLD), ("e3", TOPIC)):
                await store.commit(turn(await accepted(store, said(event, name)), session=name, state=None))
            await store.move(OLD, NEW)

            assert await store.seen("chat", 0.0, 9) == (said("e3", MOVED_TOPIC, NEW), said("e2", NEW, NEW))

    async def test_a_reply_given_up_moves_too_and_stays_given_up(self, opening: Opening) -> None:
        async with opening() as store:
            number = await accepted(store, said("e1"))
            await store.commit(turn(number, session=TOPIC, view=View(id=number)))
            await store.given_up(number)
            await store.move(OLD, NEW)

            assert await store.reply(number) == StoredReply(number, MOVED_TOPIC, View(id=number))
            assert await store.undelivered() == ()

    async def test_a_session_that_is_there_already_stays_and_so_does_the_old_one(self, opening: Opening) -> None:
        async with opening() as store:
            numbers = {name: await accepted(store, said(name, name)) for name in (TOPIC, MOVED_TOPIC, OLD)}
            for name, number in numbers.items():
                await store.commit(turn(number, session=name, state=name.encode(), view=View(id=number)))
            waiting = await accepted(store, said("late"))
            await store.set_setting(f"graph/session/{TOPIC}", "v1", ENTRY)
            await store.move(OLD, NEW)

            assert await store.load(MOVED_TOPIC) == SessionRecord(MOVED_TOPIC.encode(), 1)
            assert await store.load(TOPIC) == SessionRecord(TOPIC.encode(), 1)
            assert await store.load(NEW) == SessionRecord(OLD.encode(), 1)
            assert [(await store.reply(number)).session for number in numbers.values()] == [TOPIC, MOVED_TOPIC, NEW]  # type: ignore[union-attr]
            assert await store.pending() == (Pending(waiting, said("late")),)
            assert await store.settings("") == {f"graph/session/{TOPIC}": "v1"}

    async def test_graphs_set_for_a_channel_and_its_sessions_stay_set(self, opening: Opening) -> None:
        async with opening() as store:
            scopes = GraphScopes(store, "v4-eras")
            await scopes.load(["v1", "v2", "v3", "v4-eras"])
            await scopes.put("channel", "", OLD, "v1", ENTRY)
            await scopes.put("session", TOPIC, "", "v2", ENTRY)
            await scopes.put("default", "", "", "v3", ENTRY)
            await store.move(OLD, NEW)
            await scopes.reload()

            where = [(MOVED_TOPIC, NEW), (f"{NEW}:8", NEW), (TOPIC, OLD)]
            assert [scopes.resolve(*place) for place in where] == ["v2", "v1", "v3"]

    async def test_a_setting_that_is_there_already_stays(self, opening: Opening) -> None:
        settings = {f"graph/channel/{OLD}": "v1", f"graph/channel/{NEW}": "v2", f"other/channel/{OLD}": "x"}
        async with opening() as store:
            for key, value in settings.items():
                await store.set_setting(key, value, ENTRY)
            await store.move(OLD, NEW)

            assert await store.settings("") == settings

    async def test_moving_twice_and_moving_nothing_does_no_harm(self, opening: Opening) -> None:
        async with opening() as store:
            await store.commit(turn(await accepted(store, said("e1")), session=TOPIC, state=b"kept"))
            for old, new in ((OLD, NEW), (OLD, NEW), ("chat:nobody", "chat:somebody"), (NEW, NEW)):
                await store.move(old, new)

            assert await store.load(MOVED_TOPIC) == SessionRecord(b"kept", 1)

    async def test_what_is_handed_in_around_a_move_is_written_before_and_after_it(self, opening: Opening) -> None:
        async with opening() as store:
            number = await accepted(store, said("e1"))
            await asyncio.gather(
                store.commit(turn(number, session=TOPIC, state=b"one")),
                store.move(OLD, NEW),
                store.commit(turn(number, session=MOVED_TOPIC, state=b"two", version=1)),
                store.set_setting(f"graph/channel/{OLD}", "v1", ENTRY),
            )

            assert await store.load(MOVED_TOPIC) == SessionRecord(b"two", 2)
            assert await store.settings("") == {f"graph/channel/{OLD}": "v1"}
