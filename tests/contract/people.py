"""What every Store promises of states kept aside, and of whose conversations are whose."""

import pytest
from msgspec.structs import replace

from core.ports import Store
from tests.contract.store import Opening, accepted, message, turn


async def began(store: Store, session: str, owner: str, state: bytes = b"{}") -> None:
    """Have somebody begin a session."""
    number = await accepted(store, message(f"began {session}", session))
    await store.commit(replace(turn(number, session=session, state=state), owner=owner))


class AsideContract:
    """The promises of what is kept aside, one test each."""

    @pytest.fixture
    def opening(self) -> Opening:
        raise NotImplementedError

    async def test_what_was_set_aside_is_there_after_reopening(self, opening: Opening) -> None:
        async with opening() as store:
            await store.set_aside("chat:1", b"\x00old", "reset")

        async with opening() as store:
            assert await store.aside("chat:1", "reset") == b"\x00old"

    async def test_the_last_counts_for_each_session_and_reason(self, opening: Opening) -> None:
        async with opening() as store:
            await store.set_aside("chat:1", b"1", "reset")
            await store.set_aside("chat:1", b"2", "reset")
            await store.set_aside("chat:1", b"3", "damaged")
            await store.set_aside("chat:2", b"4", "reset")

            assert await store.aside("chat:1", "reset") == b"2"
            assert await store.aside("chat:1", "damaged") == b"3"
            assert await store.aside("chat:2", "reset") == b"4"

    async def test_where_nothing_was_set_aside_there_is_nothing(self, opening: Opening) -> None:
        async with opening() as store:
            await store.set_aside("chat:1", b"1", "reset")

            assert await store.aside("chat:1", "Reset") is None
            assert await store.aside("chat:10", "reset") is None

    async def test_setting_aside_leaves_the_session_as_it_is(self, opening: Opening) -> None:
        async with opening() as store:
            await began(store, "chat:1", "chat:anna", b"now")
            await store.set_aside("chat:1", b"old", "reset")
            record = await store.load("chat:1")

        assert record is not None
        assert (record.state, record.version) == (b"now", 1)

    async def test_what_is_forgotten_is_not_kept_aside_either(self, opening: Opening) -> None:
        async with opening() as store:
            await began(store, "chat:1", "chat:anna")
            await store.set_aside("chat:1", b"old", "reset")
            await store.forget("chat:1")

            assert await store.aside("chat:1", "reset") is None
            assert await store.conversations(["chat:anna"], 5) == ()


class ConversationsContract:
    """The promises of whose conversations are whose, one test each."""

    @pytest.fixture
    def opening(self) -> Opening:
        raise NotImplementedError

    async def test_peoples_own_are_found_the_newest_first_after_reopening(self, opening: Opening) -> None:
        async with opening() as store:
            for session, owner in (("chat:1", "chat:anna"), ("chat:2", "chat:ben"), ("mail:1", "mail:anna")):
                await began(store, session, owner, session.encode())

        async with opening() as store:
            found = await store.conversations(("chat:anna", "mail:anna"), 5)
        assert [(one.session, one.state, one.graph) for one in found] == [
            ("mail:1", b"mail:1", "v1"), ("chat:1", b"chat:1", "v1"),
        ]  # fmt: skip
        assert found[0].at >= found[1].at

    async def test_of_all_or_of_some_no_more_are_found_than_wanted(self, opening: Opening) -> None:
        async with opening() as store:
            for number in range(4):
                await began(store, f"chat:{number}", "chat:anna")

            assert [one.session for one in await store.conversations(["chat:anna"], 2)] == ["chat:3", "chat:2"]
            assert [one.session for one in await store.conversations(None, 3)] == ["chat:3", "chat:2", "chat:1"]
            assert await store.conversations(["chat:anna"], 0) == ()

    async def test_nobody_has_none_and_all_are_everybodys(self, opening: Opening) -> None:
        async with opening() as store:
            await began(store, "chat:1", "chat:anna")
            await began(store, "chat:2", "")

            assert await store.conversations((), 5) == ()
            assert await store.conversations(["chat:ann", "chat:anna:x", "CHAT:ANNA", "%"], 5) == ()
            assert {one.session for one in await store.conversations(None, 5)} == {"chat:1", "chat:2"}

    async def test_who_began_a_session_stays_who_goes_on_with_it(self, opening: Opening) -> None:
        async with opening() as store:
            await began(store, "chat:1", "chat:anna")
            await began(store, "chat:2", "chat:anna")
            number = await accepted(store, message("e2", "chat:1"))
            await store.commit(replace(turn(number, state=b"later", version=1), owner="chat:ben"))

            assert await store.conversations(["chat:ben"], 5) == ()
            assert [(one.session, one.state) for one in await store.conversations(["chat:anna"], 5)] == [
                ("chat:1", b"later"), ("chat:2", b"{}"),
            ]  # fmt: skip

    @pytest.mark.parametrize("odd", ["chat:'; DROP TABLE audit;--", "chat:Ünï %_", "chat:a\nb", "c" * 999])
    async def test_odd_names_are_found_as_they_are(self, opening: Opening, odd: str) -> None:
        async with opening() as store:
            await began(store, "chat:1", odd)

            assert [one.session for one in await store.conversations([odd], 5)] == ["chat:1"]

    async def test_a_conversation_in_a_channel_that_moved_is_found_under_its_new_name(self, opening: Opening) -> None:
        async with opening() as store:
            await began(store, "chat:-5:1", "chat:anna")
            await store.set_aside("chat:-5:1", b"old", "reset")
            await store.move("chat:-5", "chat:-1005")

            assert [one.session for one in await store.conversations(["chat:anna"], 5)] == ["chat:-1005:1"]
