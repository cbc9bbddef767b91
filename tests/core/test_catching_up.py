import asyncio
from pathlib import Path

import pytest
from msgspec.structs import replace

from bots.catching_up import CatchingUp
from bots.supervise import guard, keep
from core.errors import PlatformUnreachable, RateLimited, StoreError
from core.events import Action, Inbound, Message, Moved
from core.letters import CatchUp, Missed, sorted_out
from core.ports import Pending
from tests.core.desk import BEN, Desk, a_click, desk, words
from tests.models import ScriptedModel
from tests.shared.paper import PaperPort
from tests.waiting import until

NOW = 100_000.0
FEW = CatchUp(age=3600.0, count=3)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "trivium.db"


def said(number: int, *, ago: float = 60.0, session: str = "paper:room:1") -> Message:
    return replace(words(f"message {number}", session, event=f"{session}/{number}"), at=NOW - ago)


async def caught_up(here: Desk, *missed: Inbound) -> None:
    """Connect as the program does, with what people wrote meanwhile, and wait until all is answered."""
    here.gateway.missed = list(missed)
    tried = asyncio.Event()
    running = asyncio.create_task(keep([here.gateway], here.sessions, here.alarms, tried))
    await until(lambda: here.gateway.caught_up)
    await here.quiet()
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


def answers(port: PaperPort) -> list[str]:
    return [str(body["text"]) for body in port.posted.values()]


async def test_what_was_written_while_nobody_listened_is_answered_in_order(file: Path) -> None:
    model = ScriptedModel()
    async with desk(file, model, graph="v3", limits=FEW, clock=lambda: NOW) as here:
        await caught_up(here, said(1), said(2), said(3))

    assert [p.text for p in model.prompts("thinker")] == ["message 1", "message 2", "message 3"]


async def test_of_too_many_messages_the_newest_are_answered_and_the_others_get_one_line(file: Path) -> None:
    model = ScriptedModel()
    async with desk(file, model, graph="v3", limits=FEW, clock=lambda: NOW) as here:
        await caught_up(here, *(said(n) for n in range(110)))
        pending = await here.store.pending()

    assert [p.text for p in model.prompts("thinker")] == ["message 107", "message 108", "message 109"]
    told = "".join(answers(here.port))
    assert told.startswith("While I was away 107 messages came here that I have not answered.")
    assert len([body for body in answers(here.port) if body == "Said. "]) == 3
    assert pending == ()


async def test_a_message_too_old_is_not_answered_but_told_of(file: Path) -> None:
    model = ScriptedModel()
    async with desk(file, model, graph="v3", limits=FEW, clock=lambda: NOW) as here:
        await caught_up(here, said(1, ago=3601.0), said(2, ago=3599.0))

    assert [p.text for p in model.prompts("thinker")] == ["message 2"]
    assert "".join(answers(here.port)).startswith("While I was away a message came here that I have not answered.")


async def test_a_message_that_was_answered_before_is_not_answered_again(file: Path) -> None:
    model = ScriptedModel()
    async with desk(file, model, graph="v3", limits=FEW, clock=lambda: NOW) as here:
        await here.sessions.accept(said(1))
        await here.quiet()
        await caught_up(here, said(1), said(2))

    assert [p.text for p in model.prompts("thinker")] == ["message 1", "message 2"]


async def test_what_was_left_unanswered_comes_before_what_was_missed(file: Path) -> None:
    model = ScriptedModel()
    async with desk(file, model, graph="v3", limits=FEW, clock=lambda: NOW) as first:
        await first.store.accept(said(1))
    async with desk(file, model, graph="v3", limits=FEW, clock=lambda: NOW) as second:
        await caught_up(second, said(2))

    assert [p.text for p in model.prompts("thinker")] == ["message 1", "message 2"]


async def test_accepted_messages_are_answered_however_many_unless_they_are_old(file: Path) -> None:
    model = ScriptedModel()
    async with desk(file, model, graph="v3", limits=FEW, clock=lambda: NOW) as first:
        for number in range(20):
            await first.store.accept(said(number, ago=7200.0 if number == 0 else 60.0))
    async with desk(file, model, graph="v3", limits=FEW, clock=lambda: NOW) as second:
        await caught_up(second)

    assert [p.text for p in model.prompts("thinker")] == [f"message {n}" for n in range(1, 20)]


async def test_new_messages_wait_while_older_ones_are_fetched_and_clicks_do_not(file: Path) -> None:
    model = ScriptedModel()
    async with desk(file, model, graph="v3", limits=FEW, clock=lambda: NOW) as here:
        await here.sessions.resume("paper")
        here.sessions.hold("paper")
        newer = asyncio.create_task(here.sessions.accept(said(2)))
        await here.sessions.accept(a_click("nothing", "inc", 1))
        await until(lambda: here.port.notices)
        await here.sessions.keep(said(1))
        waited = not newer.done()
        here.sessions.release("paper")
        await newer
        await here.quiet()

    assert waited
    assert [p.text for p in model.prompts("thinker")] == ["message 1", "message 2"]


async def test_what_is_being_kept_when_time_is_over_is_answered_too(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = ScriptedModel()
    async with desk(file, model, graph="v3", limits=FEW, clock=lambda: NOW) as here:
        await here.sessions.resume("paper")
        here.sessions.hold("paper")
        real, go = here.store.accept, asyncio.Event()

        async def slowly(inbound: Inbound) -> int | None:
            await go.wait()
            return await real(inbound)

        monkeypatch.setattr(here.store, "accept", slowly)
        keeping = asyncio.create_task(here.sessions.keep(said(1)))
        await asyncio.sleep(0)
        keeping.cancel()
        await asyncio.gather(keeping, return_exceptions=True)
        here.sessions.release("paper")
        go.set()
        await until(lambda: here.port.posted)

    assert [p.text for p in model.prompts("thinker")] == ["message 1"]


async def test_before_the_rest_of_an_earlier_run_is_taken_up_clicks_wait_too(file: Path) -> None:
    async with desk(file, ScriptedModel(), graph="v3", limits=FEW, clock=lambda: NOW) as here:
        here.sessions.hold("paper")
        click = asyncio.create_task(here.sessions.accept(a_click("nothing", "inc", 1)))
        await asyncio.sleep(0.05)
        waited = not click.done()
        await here.sessions.resume("paper")
        await click
        here.sessions.release("paper")
        await here.quiet()

    assert waited
    assert here.port.notices


async def test_a_gateway_is_told_the_last_event_of_each_conversation(file: Path) -> None:
    async with desk(file, ScriptedModel(), graph="v3", limits=FEW) as here:
        await here.sessions.accept(said(1))
        await here.sessions.accept(said(2, session="paper:room:2"))
        await here.sessions.accept(said(3))
        await here.quiet()
        await caught_up(here)

    assert [(event.session, event.event) for event in here.gateway.seen] == [
        ("paper:room:1", "paper:room:1/3"),
        ("paper:room:2", "paper:room:2/2"),
    ]


async def test_a_catch_up_that_fails_is_tried_again_until_nothing_is_left(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bots.catching_up._FIRST_AGAIN", 0.05)
    model = ScriptedModel()
    async with desk(file, model, graph="v3", limits=FEW, clock=lambda: NOW) as here:
        here.gateway.failures = [PlatformUnreachable("away"), RateLimited("slower", retry_after=0.01)]
        here.gateway.missed = [said(1)]
        catching_up = CatchingUp(here.gateway, here.sessions, here.alarms, guard)
        await catching_up.connected()
        await here.say("a new one")
        await until(lambda: len(model.prompts("thinker")) == 2)
        await here.quiet()
        await until(lambda: here.port.told)
        await catching_up.close()

    assert [p.text for p in model.prompts("thinker")] == ["a new one", "message 1"]
    assert len(here.port.told) == 1
    assert "not all fetched yet: away" in here.port.told[0][1]


async def test_what_the_database_did_not_take_is_looked_for_later(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bots.catching_up._FIRST_AGAIN", 0.05)
    model = ScriptedModel()
    async with desk(file, model, graph="v3", limits=FEW, clock=lambda: NOW) as here:
        real, failed = here.store.accept, list[Inbound]()

        async def fails_once(inbound: Inbound) -> int | None:
            if not failed:
                failed.append(inbound)
                raise StoreError("The disk is full.")
            return await real(inbound)

        monkeypatch.setattr(here.store, "accept", fails_once)
        here.gateway.missed = [said(1)]
        catching_up = CatchingUp(here.gateway, here.sessions, here.alarms, guard)
        with pytest.raises(StoreError):
            await catching_up.accept(said(1))
        await until(lambda: here.port.posted)
        await here.quiet()
        await catching_up.close()

    assert [p.text for p in model.prompts("thinker")] == ["message 1"]


async def test_what_is_found_later_is_told_of_in_one_line_too(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bots.catching_up._FIRST_AGAIN", 0.05)
    async with desk(file, ScriptedModel(), graph="v3", limits=FEW, clock=lambda: NOW) as here:
        here.gateway.failures = [PlatformUnreachable("away")]
        here.gateway.missed = [said(n, ago=9999.0) for n in range(5)]
        catching_up = CatchingUp(here.gateway, here.sessions, here.alarms, guard)
        await catching_up.connected()
        await until(lambda: here.port.posted)
        await here.quiet()
        await catching_up.close()

    assert "".join(answers(here.port)).count("While I was away 5 messages came here") == 1
    assert "".join(answers(here.port)).count("While I was away") == 1


async def test_the_door_opens_though_the_last_of_two_connections_is_given_up(file: Path) -> None:
    async with desk(file, ScriptedModel(), graph="v3", limits=FEW, clock=lambda: NOW) as here:
        catching_up = CatchingUp(here.gateway, here.sessions, here.alarms, guard)
        here.gateway.slow = asyncio.Event()
        first = asyncio.create_task(catching_up.connected())
        second = asyncio.create_task(catching_up.connected())
        await asyncio.sleep(0.05)
        here.gateway.slow.set()
        await first
        here.gateway.slow = asyncio.Event()
        second.cancel()
        await asyncio.gather(second, return_exceptions=True)
        await asyncio.wait_for(here.sessions.accept(said(1)), 5.0)
        await here.quiet()
        await catching_up.close()

    assert here.port.posted


async def test_what_is_new_waits_until_the_rest_of_an_earlier_run_could_be_taken_up(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bots.catching_up._SHORTEST_PAUSE", 0.05)
    model = ScriptedModel()
    async with desk(file, model, graph="v3", limits=FEW, clock=lambda: NOW) as first:
        await first.store.accept(said(1))
    async with desk(file, model, graph="v3", limits=FEW, clock=lambda: NOW) as here:
        real, failed = here.store.pending, list[str]()

        async def fails_once() -> tuple[Pending, ...]:
            if not failed:
                failed.append("once")
                raise ZeroDivisionError
            return await real()

        monkeypatch.setattr(here.store, "pending", fails_once)
        here.sessions.hold("paper")
        new = asyncio.create_task(here.sessions.accept(said(2)))
        await caught_up(here)
        await new
        await here.quiet()

    assert [p.text for p in model.prompts("thinker")] == ["message 1", "message 2"]


async def test_a_channel_that_gets_another_name_meanwhile_takes_what_was_missed_along(file: Path) -> None:
    model = ScriptedModel()
    async with desk(file, model, graph="v3", limits=FEW, clock=lambda: NOW) as here:
        await here.sessions.accept(said(1))
        await here.quiet()
        here.sessions.hold("paper")
        await here.sessions.keep(said(2))
        await here.sessions.keep(Moved("paper:room", "paper:hall"))
        await here.sessions.keep(said(3, session="paper:hall:1"))
        here.sessions.release("paper")
        await here.quiet()

    assert [(p.text, len(p.history)) for p in model.prompts("thinker")] == [
        ("message 1", 0),
        ("message 2", 2),
        ("message 3", 4),
    ]


async def test_a_stop_that_was_missed_ends_what_is_under_way(file: Path) -> None:
    model = ScriptedModel(thinker=asyncio.Event())
    async with desk(file, model, graph="v3", limits=FEW, clock=lambda: NOW) as here:
        await here.sessions.accept(said(1))
        await until(lambda: model.prompts("thinker"))
        here.sessions.hold("paper")
        await here.sessions.keep(replace(words("stop"), at=NOW))
        here.sessions.release("paper")
        await here.quiet()

    assert [p.text for p in model.prompts("thinker")] == ["message 1"]
    assert "Stopped." in "".join(answers(here.port))


async def test_a_typed_command_does_not_wait_for_what_was_missed(file: Path) -> None:
    async with desk(file, ScriptedModel(), graph="v3", limits=FEW, clock=lambda: NOW) as here:
        await here.sessions.resume("paper")
        here.sessions.hold("paper")
        await here.sessions.accept(replace(words("/stop"), at=NOW))
        await until(lambda: here.port.posted)

    assert "".join(answers(here.port)) == "Nothing is running here."


async def test_missed_messages_do_not_look_as_if_they_still_waited(file: Path) -> None:
    async with desk(file, ScriptedModel(), graph="v3", limits=FEW, clock=lambda: NOW) as here:
        await caught_up(here, *(said(n, ago=9999.0) for n in range(3)))
        await until(lambda: len({event for event, mark in here.port.marks if mark == "failed"}) == 3)


def pending(*events: Inbound) -> list[Pending]:
    return [Pending(number, event) for number, event in enumerate(events, 1)]


def test_clicks_count_however_old_they_are() -> None:
    click: Action = replace(a_click("beers", "inc", 1), at=0.0)
    assert list(sorted_out(pending(click, click), NOW, CatchUp(age=1.0, count=1))) == pending(click, click)


def test_an_answer_that_had_begun_is_finished() -> None:
    begun = Pending(1, said(1, ago=9999.0), natives=("n1",))
    assert list(sorted_out([begun], NOW, FEW)) == [begun]


def test_sessions_are_counted_each_by_itself() -> None:
    letters = pending(*(said(n, session=f"paper:room:{n % 2}") for n in range(8)))
    sorted_letters = list(sorted_out(letters, NOW, FEW))
    assert [len(letter.letters) for letter in sorted_letters if isinstance(letter, Missed)] == [1, 1]
    assert len(sorted_letters) == 8


def test_messages_of_others_are_missed_as_well() -> None:
    theirs = replace(said(1, ago=9999.0), person=BEN)
    assert list(sorted_out(pending(theirs), NOW, FEW)) == [Missed(tuple(pending(theirs)))]
