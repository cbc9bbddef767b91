import asyncio

import pytest

from adapters.shared.marks import Marks
from core.errors import PlatformError
from core.events import Message, Person
from core.ports import Mark
from core.view import View
from tests.shared.paper import PaperPort
from tests.shared.test_live import CLICK, COMMAND, Desk
from tests.waiting import until


class SlowPort(PaperPort):
    """Lets each mark wait until it may go on."""

    def __init__(self) -> None:
        super().__init__()
        self.go = asyncio.Event()
        self.begun = 0

    async def mark(self, to: Message, mark: Mark) -> None:
        self.begun += 1
        await self.go.wait()
        await super().mark(to, mark)


def message(event: str = "e1") -> Message:
    return Message(event=event, session="paper:1", channel="paper:1", person=Person("paper:ada"), at=0.0, text="hi")


async def test_a_newer_mark_comes_after_the_one_on_its_way_and_skips_those_between() -> None:
    port = SlowPort()
    marks = Marks(port)
    marks.put(message(), "seen")
    await until(lambda: port.begun)
    marks.put(message(), "failed")
    marks.put(message(), "done")
    port.go.set()
    await until(lambda: not marks.under_way)

    assert port.marks == [("e1", "seen"), ("e1", "done")]


async def test_a_message_that_waits_only_for_a_moment_gets_no_sign_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("adapters.shared.marks._QUICK", 0.05)
    port = PaperPort()
    marks = Marks(port)
    marks.put(message(), "waits")
    marks.put(message(), "seen")
    marks.put(message("e2"), "waits")
    await until(lambda: len(port.marks) == 2)
    await asyncio.sleep(0.1)

    assert port.marks == [("e1", "seen"), ("e2", "waits")]


async def test_a_mark_the_platform_refuses_does_not_stop_the_next_one() -> None:
    class Refusing(PaperPort):
        async def mark(self, to: Message, mark: Mark) -> None:
            if mark == "seen":
                raise PlatformError("no reactions here")
            await super().mark(to, mark)

    port = Refusing()
    marks = Marks(port)
    marks.put(message(), "seen")
    await until(lambda: not marks.under_way)
    marks.put(message(), "done")
    await until(lambda: not marks.under_way)

    assert port.marks == [("e1", "done")]


async def test_what_waits_is_not_marked_once_the_program_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("adapters.shared.marks._QUICK", 0.05)
    port = PaperPort()
    marks = Marks(port)
    marks.put(message(), "waits")
    marks.stop()
    await asyncio.sleep(0.1)

    assert port.marks == []


async def test_a_message_is_marked_as_seen_and_then_as_answered() -> None:
    desk = Desk()
    await desk.reply.finish(View(1, "Hello.", done=True))

    await until(lambda: desk.port.marks == [("e1", "seen"), ("e1", "done")])


async def test_a_message_that_could_not_be_answered_is_marked_so() -> None:
    desk = Desk()
    await desk.reply.finish(View(1, "Something went wrong.", done=True, failed=True))

    await until(lambda: desk.port.marks == [("e1", "seen"), ("e1", "failed")])


async def test_an_answer_the_platform_refuses_leaves_its_message_marked_as_failed() -> None:
    desk = Desk()
    desk.port.failures = [PlatformError("The channel is gone.")]
    with pytest.raises(PlatformError):
        await desk.reply.finish(View(1, "Hello.", done=True))

    await until(lambda: desk.port.marks == [("e1", "seen"), ("e1", "failed")])


async def test_clicks_and_commands_are_not_marked() -> None:
    for to in (CLICK, COMMAND):
        desk = Desk(to)
        await desk.reply.finish(View(1, "Hello.", done=True))
        assert desk.port.marks == []
