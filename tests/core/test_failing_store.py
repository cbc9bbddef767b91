"""A database that fails for a while: nothing is lost, nothing is done twice, and the admins hear of it."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from core.controls import Counter
from core.envelope import MemoryUpdate, ThoughtResult
from core.errors import Damaged, PlatformError, PlatformUnreachable, StateConflict, StoreError, Unauthorized
from core.events import Moved
from core.operations import AddControl
from core.ports import TurnRecord
from tests.core.desk import Desk, a_click, desk, words
from tests.models import ScriptedModel
from tests.shared.paper import PaperPort
from tests.waiting import until

FULL = "The database has no room to grow: the disk is full."


@pytest.fixture
def model() -> ScriptedModel:
    return ScriptedModel(thinker=ThoughtResult("Here it is.", (AddControl(Counter("beers", "Beers")),)))


@pytest.fixture
async def here(tmp_path: Path, model: ScriptedModel) -> AsyncIterator[Desk]:
    async with desk(tmp_path / "trivium.db", model, PaperPort(), graph="v3") as one:
        yield one


def fails(here: Desk, monkeypatch: pytest.MonkeyPatch, method: str, times: int, error: StoreError) -> list[object]:
    """Let a method of the store fail so many times; return what it was called with."""
    real, calls = getattr(here.store, method), []

    async def sometimes(*arguments: object) -> object:
        calls.append(arguments[0])
        if len(calls) <= times:
            raise error
        return await real(*arguments)

    monkeypatch.setattr(here.store, method, sometimes)
    return calls


async def test_a_turn_that_could_not_be_committed_is_answered_when_the_database_works_again(
    here: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    fails(here, monkeypatch, "commit", 2, StoreError(FULL))
    await here.say("a counter")

    assert [body["text"] for body in here.port.posted.values()] == ["Here it is. "]
    assert here.port.told == [("ada", f"⚠️ {FULL}")]


async def test_a_click_that_could_not_be_committed_counts_once(here: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    await here.say("a counter")
    fails(here, monkeypatch, "commit", 1, StoreError(FULL))
    await here.click("beers", "inc", reply=1)
    stored = await here.store.reply(1)

    assert stored is not None
    assert stored.view.controls == (Counter("beers", "Beers", value=1),)


@pytest.mark.parametrize("method", ["commit", "delivered", "posted"])
async def test_a_turn_runs_once_and_is_shown_once_whatever_could_not_be_written_at_first(
    here: Desk, model: ScriptedModel, monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    fails(here, monkeypatch, method, 2, StoreError(FULL))
    await here.say("a counter")

    assert len(model.prompts("thinker")) == 1
    assert here.port.calls.count("send") == len(here.port.posted) == 1
    assert await here.store.undelivered() == ()
    assert await here.store.pending() == ()


@pytest.mark.parametrize("method", ["commit", "delivered"])
async def test_a_click_edits_the_message_it_was_on_whatever_could_not_be_written_at_first(
    here: Desk, monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    await here.say("a counter")
    fails(here, monkeypatch, method, 1, StoreError(FULL))
    await here.click("beers", "inc", reply=1)
    stored = await here.store.reply(1)

    assert list(here.port.posted) == ["n1"]
    assert stored is not None
    assert (stored.natives, stored.view.controls) == (("n1",), (Counter("beers", "Beers", value=1),))


async def test_what_the_memorizer_adds_is_written_later_and_the_answer_shown_once(
    tmp_path: Path, model: ScriptedModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    model.answers["memorizer"] = MemoryUpdate(facts=("likes beer",))
    async with desk(tmp_path / "trivium.db", model) as here:
        real, failed = here.store.commit, list[TurnRecord]()

        async def second_fails_once(turn: TurnRecord) -> None:
            if turn.view is None and not failed:
                failed.append(turn)
                raise StoreError(FULL)
            await real(turn)

        monkeypatch.setattr(here.store, "commit", second_fails_once)
        await here.say("a counter")
        await here.say("and now?")

    assert failed
    assert [p.text for p in model.prompts("thinker")] == ["a counter", "and now?"]
    assert "likes beer" in model.prompts("thinker")[1].context
    assert len(here.port.posted) == 2


async def test_what_was_answered_is_not_answered_again_though_its_session_changed_meanwhile(
    tmp_path: Path, model: ScriptedModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    model.answers["memorizer"] = MemoryUpdate(facts=("likes beer",))
    async with desk(tmp_path / "trivium.db", model) as here:
        real = here.store.commit

        async def conflicts(turn: TurnRecord) -> None:
            if turn.view is None:
                raise StateConflict
            await real(turn)

        monkeypatch.setattr(here.store, "commit", conflicts)
        await here.say("a counter")
        await here.say("and now?")

    assert [p.text for p in model.prompts("thinker")] == ["a counter", "and now?"]
    assert len(here.port.posted) == 2


async def test_a_turn_that_met_a_changed_session_begins_anew_from_what_is_on_disk(
    here: Desk, model: ScriptedModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    fails(here, monkeypatch, "commit", 1, StateConflict())
    await here.sessions.accept(words("a counter"))
    await here.say("and now?")

    assert [p.text for p in model.prompts("thinker")] == ["a counter", "a counter", "and now?"]
    assert len(here.port.posted) == 2
    assert await here.store.pending() == ()


async def test_a_turn_that_was_stopped_stays_stopped_though_its_end_could_not_be_written_at_first(
    here: Desk, model: ScriptedModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    model.answers["thinker"] = asyncio.Event()
    await here.sessions.accept(words("a long story"))
    await until(lambda: model.prompts("thinker"))
    fails(here, monkeypatch, "commit", 2, StoreError(FULL))
    await here.say("stop")

    assert len(model.prompts("thinker")) == 1
    assert "Stopped." in "".join(str(body["text"]) for body in here.port.posted.values())
    assert await here.store.pending() == ()


async def test_what_waited_is_answered_though_the_channels_new_name_could_not_be_written(
    here: Desk, model: ScriptedModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    hold = asyncio.Event()
    model.answers["thinker"] = [hold, ThoughtResult("Said.")]
    await here.sessions.accept(words("first"))
    await until(lambda: model.prompts("thinker"))
    await here.sessions.accept(words("second"))
    fails(here, monkeypatch, "move", 1, StoreError(FULL))
    moving = asyncio.create_task(here.sessions.accept(Moved("paper:room", "paper:hall")))
    await asyncio.sleep(0.05)
    hold.set()
    with pytest.raises(StoreError):
        await moving
    await here.quiet()

    assert [p.text for p in model.prompts("thinker")] == ["first", "second"]


async def test_a_fault_before_a_turn_marks_the_message_and_tells_the_admins(
    here: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(here.live, "get", broken)
    await here.sessions.accept(words("hello", event="m1"))
    await here.quiet()
    await until(lambda: here.port.told and here.port.marks)

    assert here.port.marks[-1] == ("m1", "failed")
    assert len(await here.store.pending()) == 1


async def test_a_turn_broken_off_while_it_is_written_takes_its_signs_of_work_away(
    here: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = asyncio.Event()

    async def never(_: TurnRecord) -> None:
        begun.set()
        await asyncio.Event().wait()

    monkeypatch.setattr(here.store, "commit", never)
    await here.sessions.accept(words("hello"))
    await begun.wait()
    await until(lambda: True in here.port.signs)
    await here.sessions.close(0.0)
    after = len(here.port.signs)
    await asyncio.sleep(0.2)

    assert here.port.signs[-1] is False
    assert len(here.port.signs) == after


async def test_nothing_begins_once_the_program_ends(here: Desk, model: ScriptedModel) -> None:
    await here.sessions.close(1.0)
    await here.sessions.accept(words("hello"))
    await asyncio.sleep(0.05)

    assert model.asked == []
    assert len(await here.store.pending()) == 1


async def test_the_end_is_not_held_up_by_a_sign_that_hangs(
    here: Desk, model: ScriptedModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.mailboxes._ENDING", 0.1)
    here.port.sign_slow, model.answers["thinker"] = asyncio.Event(), asyncio.Event()
    await here.sessions.accept(words("hello"))
    await until(lambda: model.prompts("thinker"))
    await asyncio.sleep(0.4)

    await asyncio.wait_for(here.sessions.close(0.1), 5.0)
    here.port.sign_slow.set()


async def test_an_event_that_could_not_be_kept_is_told_to_the_admins_once(
    here: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    fails(here, monkeypatch, "accept", 2, StoreError(FULL))
    for _ in range(2):
        with pytest.raises(StoreError):
            await here.sessions.accept(words("hello"))
    await until(lambda: here.port.told)

    assert here.port.told == [("ada", f"⚠️ {FULL}")]


async def test_a_row_that_cannot_be_understood_does_not_stop_the_session(
    here: Desk, model: ScriptedModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    await here.say("a counter")
    fails(here, monkeypatch, "reply", 1, Damaged("The database holds a row that cannot be understood."))
    await here.sessions.accept(a_click("beers", "inc", 1))
    await here.say("and now?")

    assert [p.text for p in model.prompts("thinker")] == ["a counter", "and now?"]


async def test_other_sessions_go_on_while_one_waits_for_the_database(
    here: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = here.store.commit

    async def first_session_fails(turn: TurnRecord) -> None:
        if turn.session == "paper:room:1":
            raise StoreError(FULL)
        await real(turn)

    monkeypatch.setattr(here.store, "commit", first_session_fails)
    await here.sessions.accept(words("hello", "paper:room:1"))
    await here.sessions.accept(words("hello", "paper:room:2"))
    await until(lambda: here.port.posted)
    monkeypatch.undo()
    await here.quiet()

    assert len(here.port.posted) == 2


@pytest.mark.parametrize("refusal", [PlatformError("no such channel"), PlatformUnreachable("away"), Unauthorized("no")])
async def test_only_a_reply_that_can_never_be_shown_is_given_up_and_the_admins_hear_of_each(
    here: Desk, monkeypatch: pytest.MonkeyPatch, refusal: PlatformError
) -> None:
    monkeypatch.setattr("adapters.shared.live._OUTAGE", 0.0)
    here.port.failures = [refusal]
    await here.sessions.accept(words("a counter"))
    await here.quiet()
    await until(lambda: here.port.told)

    for_good = type(refusal) is PlatformError
    assert len(await here.store.undelivered()) == (0 if for_good else 1)
    assert here.port.told == [("ada", f"⚠️ A reply could not be shown: {refusal}")]
    assert await here.store.reply(1) is not None


async def test_a_program_told_to_stop_does_not_wait_for_the_database(
    here: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = fails(here, monkeypatch, "commit", 1000, StoreError(FULL))
    await here.sessions.accept(words("hello"))
    await until(lambda: calls)
    await here.sessions.close(60.0)

    assert len(await here.store.pending()) == 1
