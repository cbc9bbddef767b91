"""Events on their way to the store: in order, and fetched again when it fails."""

import asyncio

import pytest
from msgspec.structs import replace

from adapters.discord import recovery
from adapters.discord.places import Places
from adapters.discord.recovery import Recovery
from core.events import Inbound, Message, Moved, Person
from core.phrases import phrase
from tests.discord_.connected import Home, connected
from tests.waiting import until

LOST = Message(
    event="discord:2",
    session="discord:1",
    channel="discord:1",
    person=Person("discord:3"),
    at=100.0,
    origin={"channel": "1", "message": "2"},
    text="",
)


LIST = "GET /channels/{channel}/messages"


def names() -> set[str]:
    """Return the names of what goes on."""
    return {task.get_name() for task in asyncio.all_tasks()}


class SlowFor:
    """Keeps events, those with one text only when it is let to."""

    def __init__(self, text: str) -> None:
        self._text, self.go, self.reached = text, asyncio.Event(), asyncio.Event()
        self.kept: list[str] = []

    async def __call__(self, inbound: Inbound | Moved) -> None:
        text = inbound.text if isinstance(inbound, Message) else type(inbound).__name__
        if text == self._text:
            self.reached.set()
            await self.go.wait()
        self.kept.append(text)


async def broken_for(home: Home, *texts: str) -> list[Inbound]:
    """Let Ada be known, and then write while the store takes nothing; return what is known of her."""
    await home.sandbox.say(home.ada, home.direct, "hi")
    seen = [await home.inbox.next()]
    home.inbox.failing = True
    home.inbox.catching_up = lambda: home.catch_up(*seen)
    for text in texts:
        await home.sandbox.say(home.ada, home.direct, text)
    return seen


async def test_a_slow_message_is_not_overtaken_in_its_conversation_and_holds_up_no_other() -> None:
    async with connected() as home:
        accept = SlowFor("slow")
        home.gateway._client.accept = accept
        theirs = next(p["id"] for p in home.sandbox.snapshot()["places"] if p.get("users") == [home.ben])
        await home.sandbox.say(home.ada, home.direct, "slow")
        await accept.reached.wait()
        await home.sandbox.say(home.ada, home.direct, "quick")
        await home.sandbox.say(home.ben, theirs, "elsewhere")

        await until(lambda: accept.kept)
        assert accept.kept == ["elsewhere"]
        accept.go.set()
        await until(lambda: len(accept.kept) == 3)

        assert accept.kept == ["elsewhere", "slow", "quick"]


async def test_a_click_does_not_wait_for_a_message_that_waits() -> None:
    async with connected() as home:
        _, native = await home.counter()
        accept = SlowFor("slow")
        home.gateway._client.accept = accept
        await home.sandbox.say(home.ada, home.direct, "slow")
        await accept.reached.wait()

        await home.click(native)

        await until(lambda: accept.kept)
        assert accept.kept == ["Action"]
        accept.go.set()
        await until(lambda: len(accept.kept) == 2)


async def test_messages_that_could_not_be_kept_are_fetched_when_the_store_takes_them_again(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(recovery, "_SHORTEST", 0.05)
    async with connected() as home:
        await until(lambda: home.inbox.connections)
        before = len(home.shown(home.direct))
        await broken_for(home, "first", "second")
        await until(lambda: home.inbox.connections > 2)
        assert "not kept" in caplog.text

        home.inbox.failing = False

        assert await home.inbox.words() == "hi"
        assert [await home.inbox.words() for _ in range(2)] == ["first", "second"]
        await until(lambda: "fetched again" in caplog.text or not home.gateway._history.places.lost)
        attempts = home.inbox.connections
        await asyncio.sleep(0.3)
        assert home.inbox.connections == attempts
        assert len(home.shown(home.direct)) == before + 3


async def test_the_pause_between_attempts_doubles_up_to_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    pauses: list[float] = []
    places, sleep = Places(), asyncio.sleep

    async def attempt() -> None:
        if len(pauses) == 7:
            places.done(*places.owed())

    async def pause(seconds: float) -> None:
        pauses.append(seconds)
        await sleep(0)

    monkeypatch.setattr(asyncio, "sleep", pause)
    once = Recovery(places, attempt)
    once.lost(LOST)
    once.lost(LOST)
    for _ in range(100):
        await sleep(0)
    monkeypatch.undo()
    await once.stop()

    assert pauses == [1.0, 2.0, 4.0, 8.0, 16.0, 30.0, 30.0]


async def test_what_is_written_after_a_message_that_was_lost_does_not_overtake_it(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(recovery, "_SHORTEST", 0.2)
    async with connected() as home:
        await until(lambda: home.inbox.connections)
        await broken_for(home, "first")
        await until(lambda: "not kept" in caplog.text)

        home.inbox.failing = False
        await home.sandbox.say(home.ada, home.direct, "second")

        assert [await home.inbox.words() for _ in range(4)] == ["hi", "first", "second", "second"]


async def test_a_message_that_can_never_be_kept_is_passed_over_and_nothing_is_fetched(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with connected() as home:
        home.inbox.damaged.add("poison")
        for text in ("poison", "after it"):
            await home.sandbox.say(home.ada, home.direct, text)

        assert await home.inbox.words() == "after it"
        assert caplog.text.count("not kept") == 1
        assert not home.gateway._history.places.lost


async def test_a_message_that_can_never_be_kept_ends_the_recovery_of_the_others_in_its_place(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(recovery, "_SHORTEST", 0.05)
    async with connected() as home:
        await until(lambda: home.inbox.connections)
        await broken_for(home, "poison", "good")
        await until(lambda: "not kept" in caplog.text)
        home.inbox.damaged.add("poison")
        home.inbox.failing = False

        assert [await home.inbox.words() for _ in range(2)] == ["hi", "good"]
        await until(lambda: not home.gateway._history.places.owed())
        assert "can never be kept" in caplog.text
        assert not home.gateway._history.places.lost


@pytest.mark.parametrize("damaged", [False, True])
async def test_a_click_that_could_not_be_kept_is_answered_in_the_persons_language_and_nothing_is_fetched(
    damaged: bool,
) -> None:
    async with connected() as home:
        _, native = await home.counter()
        home.sandbox.speak(home.ada, "de")
        home.inbox.failing, home.inbox.damaged = not damaged, {"Action"}

        await home.click(native)

        await until(home.callbacks)
        answer = home.shown(home.direct)[-1]
        assert (answer["native"]["content"], answer["private_to"]) == (phrase("not_kept", "de"), home.ada)
        assert not home.gateway._history.places.lost


async def test_a_message_does_not_overtake_a_lost_one_after_an_attempt_that_failed(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(recovery, "_SHORTEST", 0.1)
    async with connected() as home:
        await until(lambda: home.inbox.connections)
        await broken_for(home, "first")
        await until(lambda: "not kept" in caplog.text)
        home.sandbox.faults.fail_next(LIST, status=429, retry_after=60.0, times=2)

        home.inbox.failing = False
        await home.sandbox.say(home.ada, home.direct, "second")

        assert [await home.inbox.words() for _ in range(4)] == ["hi", "first", "second", "second"]
        assert len(home.calls(LIST)) >= 3


async def test_a_place_that_cannot_be_read_any_more_lets_go_of_what_waits_for_it(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(recovery, "_SHORTEST", 0.1)
    async with connected() as home:
        await until(lambda: home.inbox.connections)
        home.inbox.failing, home.inbox.catching_up = True, home.catch_up
        await home.sandbox.say(home.ada, home.direct, "first")
        await until(lambda: "not kept" in caplog.text)
        home.sandbox.faults.fail_next(LIST, status=403)

        home.inbox.failing = False
        await home.sandbox.say(home.ada, home.direct, "second")

        assert await home.inbox.words() == "second"
        assert not home.gateway._history.places.lost


async def test_what_waits_is_let_go_and_told_that_it_would_overtake_when_the_recovery_ends_before_its_time() -> None:
    async def fault() -> None:
        raise ZeroDivisionError

    async def nothing() -> None:
        return

    for stopped, attempt in ((True, nothing), (False, fault)):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(recovery, "_SHORTEST", 30.0 if stopped else 0.01)
            once = Recovery(Places(), attempt)
            once.lost(LOST)
            waiting = asyncio.create_task(once.passed(LOST))
            await asyncio.sleep(0)
            if stopped:
                await once.stop()

            assert not await asyncio.wait_for(waiting, 5)


async def test_a_message_that_waits_for_a_lost_one_is_fetched_after_it_when_the_connection_ends(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(recovery, "_SHORTEST", 0.3)
    async with connected() as home:
        await until(lambda: home.inbox.connections)
        await broken_for(home, "first")
        await until(lambda: "not kept" in caplog.text)
        home.inbox.failing = False
        await home.sandbox.say(home.ada, home.direct, "second")
        await until(lambda: "discord.py: on_message" in names())

        await home.gateway._client.rest()

        assert [await home.inbox.words() for _ in range(3)] == ["hi", "first", "second"]


async def test_the_first_message_of_a_stranger_is_not_lost_either(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recovery, "_SHORTEST", 0.05)
    async with connected() as home:
        home.inbox.catching_up = home.catch_up
        home.inbox.failing = True
        place = await home.sandbox.say(home.ada, home.general, "@Trivium hello there")
        await until(lambda: home.inbox.connections > 1)

        home.inbox.failing = False

        message = await home.inbox.next()
        assert isinstance(message, Message)
        assert (message.text, message.session) == ("hello there", f"discord:{place}")


def test_a_place_is_looked_through_from_what_was_lost_there_on_though_later_events_were_kept() -> None:
    places = Places()
    places.lose(LOST)
    places.add([replace(LOST, event="discord:9", at=900.0)])

    assert [place.since for place in places.owed()] == [100.0]


def test_a_place_where_something_was_lost_while_it_was_looked_through_stays_owed() -> None:
    places = Places()
    places.lose(LOST)
    begun = places.begin("1")
    assert begun is not None
    places.lose(replace(LOST, event="discord:9", at=900.0))

    places.done(begun)

    assert places.lost
    assert [place.since for place in places.owed()] == [100.0]
