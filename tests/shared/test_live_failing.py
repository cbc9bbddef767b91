"""A reply on a platform that refuses things: nobody waits, nothing that was there is lost."""

import asyncio

import pytest
from msgspec.structs import replace

from core.artifacts import File
from core.controls import Counter, Plan, Task
from core.errors import PlatformError, RateLimited
from core.view import View
from tests.shared.test_live import CLICK, Desk
from tests.waiting import until

LONG = View(1, "a" * 45, (Counter("c", "C"),), done=True)


async def test_a_message_that_cannot_be_deleted_does_not_cost_the_answer(caplog: pytest.LogCaptureFixture) -> None:
    desk = Desk()
    natives = await desk.finished(desk.reply, LONG)
    desk.port.failures = [PlatformError("It is too old.")]

    left = await desk.finished(desk.again(CLICK, natives), replace(LONG, text="short"))

    assert left == ("n1",)
    assert desk.port.posted["n1"] == {"text": "short", "controls": ["c"]}
    assert "a message that is no longer wanted stays: It is too old." in caplog.text


async def test_a_click_is_answered_though_its_picture_is_refused() -> None:
    desk = Desk(CLICK, ("n1",))
    desk.port.failures = [PlatformError("The channel is gone.")]

    with pytest.raises(PlatformError):
        await desk.reply.finish(View(1, "Hello.", done=True))

    assert desk.port.acknowledged == 1


async def test_a_click_is_acknowledged_while_its_picture_waits_for_the_platform(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("adapters.shared.live._CLICK_PATIENCE", 0.05)
    desk = Desk(CLICK, ("n1",))
    desk.port.slow = asyncio.Event()

    finishing = asyncio.create_task(desk.reply.finish(View(1, "Hello.", done=True)))
    await until(lambda: desk.port.acknowledged == 1)
    assert not finishing.done()
    desk.port.slow.set()
    await finishing


async def test_a_message_that_is_clicked_is_never_previewed() -> None:
    desk = Desk(CLICK, ("n1", "n2", "n3"), LONG)
    desk.reply.show(lambda: View(1, "Lamp: **on**"))
    await asyncio.sleep(0.4)

    assert desk.port.calls == []
    await desk.reply.abandon()


async def test_a_message_sent_after_one_was_taken_away_has_a_key_of_its_own() -> None:
    desk = Desk()
    keys: list[str] = []
    send = desk.port.send

    async def noted(*args: object, key: str, **more: bool) -> str:
        keys.append(key)
        return await send(*args, key=key, **more)  # type: ignore[arg-type]

    desk.port.send = noted  # type: ignore[assignment, method-assign]
    desk.reply.show(lambda: View(1, "a" * 45, (Plan("p", "P", (Task("x"),)),)))
    await until(lambda: len(desk.port.posted) == 3)

    await desk.reply.finish(View(1, "short", (), (File("a.csv", "text/csv", "a,b"),), done=True))

    assert len(set(keys)) == len(keys) == 4


async def test_a_reaction_that_has_to_wait_is_put_there_later() -> None:
    desk = Desk()
    refused = [RateLimited("slower", retry_after=0.01)]
    mark = desk.port.mark

    async def limited(*args: object) -> None:
        if refused:
            raise refused.pop()
        await mark(*args)  # type: ignore[arg-type]

    desk.port.mark = limited  # type: ignore[assignment, method-assign]
    reply = desk.again(replace(CLICK, event="e9"), ())
    await reply.abandon()
    desk.reply = desk.again(desk.reply._to, ())
    await desk.reply.finish(View(1, "Hello.", done=True))

    await until(lambda: desk.port.marks[-1:] == [("e1", "done")])
