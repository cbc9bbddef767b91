import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest

from adapters.tools.timer import Timer
from core.controls import Progress
from core.errors import ToolError
from core.ports import Report, ToolResult
from core.process import ProcessCancelled, ProcessManager
from tests.core.hearing import listening, told
from tests.waiting import until


class Desk:
    """Works of one session, and how often they changed."""

    def __init__(self) -> None:
        self.changes: list[tuple[Progress, ...]] = []
        self.works = ProcessManager(lambda: self.changes.append(self.works.controls()))
        self.cleaned: list[str] = []
        self.go = asyncio.Event()
        self.reports: dict[str, Report] = {}

    def begin(self, name: str, cleanup: float = 0.0) -> "asyncio.Task[str]":
        """Begin a work that lasts until `go` is set, and takes some seconds to clean up."""

        async def work(report: Report) -> str:
            self.reports[name] = report
            try:
                await self.go.wait()
            finally:
                await asyncio.sleep(cleanup)
                self.cleaned.append(name)
            return f"{name} is done"

        return asyncio.create_task(self.works.run(name, work))


@pytest.fixture
async def desk() -> AsyncIterator[Desk]:
    here = Desk()
    yield here
    assert here.works.running() == ()


def timer(seconds: float) -> Callable[[Report], Awaitable[ToolResult]]:
    return lambda report: Timer().run({"seconds": seconds}, report)


async def test_a_work_is_seen_while_it_runs_and_gone_with_its_result(desk: Desk) -> None:
    before = time.monotonic()
    working = desk.begin("Reading")
    await until(desk.works.running)

    (process,) = desk.works.running()
    assert (process.label, process.state, process.progress, process.ended) == ("Reading", "running", None, None)
    assert before <= process.started <= time.monotonic()
    assert desk.works.controls() == (Progress(process.id, "Reading", None, cancel=True),)

    desk.go.set()
    assert await working == "Reading is done"
    assert desk.works.running() == ()


async def test_works_have_ids_of_their_own_and_stand_oldest_first(desk: Desk) -> None:
    works = [desk.begin(name) for name in ("One", "Two", "One")]
    await until(lambda: len(desk.works.running()) == 3)

    assert [p.label for p in desk.works.running()] == ["One", "Two", "One"]
    assert len({p.id for p in desk.works.running()}) == 3

    desk.go.set()
    assert await asyncio.gather(*works) == ["One is done", "Two is done", "One is done"]


async def test_the_progress_is_what_the_work_reports_within_its_bounds(desk: Desk) -> None:
    working = desk.begin("Reading")
    await until(lambda: "Reading" in desk.reports)

    shown = []
    for done in (0.25, -3, 7):
        desk.reports["Reading"](done)
        shown.append(desk.works.controls()[0].done)

    assert shown == [0.25, 0.0, 1.0]
    desk.go.set()
    await working


async def test_whoever_shows_works_is_told_of_each_change(desk: Desk) -> None:
    working = desk.begin("Reading")
    await until(lambda: "Reading" in desk.reports)
    desk.reports["Reading"](0.5)
    desk.go.set()
    await working

    assert [[control.done for control in controls] for controls in desk.changes] == [[None], [0.5], []]


async def test_a_report_that_comes_after_the_end_changes_nothing(desk: Desk) -> None:
    working = desk.begin("Reading")
    desk.go.set()
    await working
    changes = len(desk.changes)

    desk.reports["Reading"](0.9)

    assert len(desk.changes) == changes


async def test_one_work_is_cancelled_and_the_other_goes_on(desk: Desk) -> None:
    one, two = desk.begin("One"), desk.begin("Two")
    await until(lambda: len(desk.reports) == 2)

    assert desk.works.cancel(desk.works.running()[0].id)

    with pytest.raises(ProcessCancelled):
        await one
    assert [p.label for p in desk.works.running()] == ["Two"]
    assert desk.cleaned == ["One"]
    desk.go.set()
    assert await two == "Two is done"


async def test_a_cancelled_work_is_an_error_of_its_tool_in_a_sentence() -> None:
    assert issubclass(ProcessCancelled, ToolError)
    assert str(ProcessCancelled()) == "The work was stopped before it was done."


async def test_a_work_that_is_not_there_cannot_be_cancelled(desk: Desk) -> None:
    working = desk.begin("Reading")
    await until(desk.works.running)
    known = desk.works.running()[0].id

    assert not desk.works.cancel("work-99")
    desk.go.set()
    await working
    assert not desk.works.cancel(known)


async def test_a_turn_that_is_cancelled_ends_its_work_first(desk: Desk) -> None:
    working = desk.begin("Reading", cleanup=0.02)
    await until(lambda: "Reading" in desk.reports)

    working.cancel()

    with pytest.raises(asyncio.CancelledError):
        await working
    assert desk.cleaned == ["Reading"]
    assert desk.works.running() == ()


async def test_a_turn_that_is_cancelled_twice_leaves_no_work_to_be_seen(desk: Desk) -> None:
    heard = listening()
    working = desk.begin("Reading", cleanup=30)
    await until(lambda: "Reading" in desk.reports)

    working.cancel()
    await asyncio.sleep(0.01)
    working.cancel()

    with pytest.raises(asyncio.CancelledError):
        await working
    assert desk.works.running() == ()
    assert desk.changes[-1] == ()
    assert [e.fields["id"] for e in told(heard, "cancelled")] == [e.fields["id"] for e in told(heard, "running")]


async def test_a_work_that_fails_says_why_and_is_gone(desk: Desk) -> None:
    heard = listening()

    async def fail(report: Report) -> None:
        report(0.5)
        raise ToolError("The file is empty.")

    with pytest.raises(ToolError, match="The file is empty"):
        await desk.works.run("Reading", fail)

    assert desk.works.running() == ()
    assert desk.changes[-1] == ()
    assert [e.fields["event"] for e in [*told(heard, "running"), *told(heard, "failed")]] == ["running", "failed"]


async def test_the_hud_tells_beginning_and_end_with_the_time_between(desk: Desk) -> None:
    heard = listening()

    async def nap(report: Report) -> None:
        await asyncio.sleep(0.03)

    await desk.works.run("Napping", nap)

    begun, ended = (told(heard, state)[0] for state in ("running", "done"))
    assert {k: v for k, v in begun.fields.items() if k not in ("ms", "id")} == {
        "node": "process",
        "event": "running",
        "turn": "t1",
        "label": "Napping",
    }
    assert begun.fields["ms"] == 0
    assert 25 <= ended.fields["ms"] < 5_000
    assert ended.fields["id"] == begun.fields["id"]


async def test_the_hud_tells_who_was_cancelled(desk: Desk) -> None:
    heard = listening()
    one, two = desk.begin("One"), desk.begin("Two")
    await until(lambda: len(desk.reports) == 2)

    desk.works.cancel(desk.works.running()[0].id)
    two.cancel()
    await asyncio.gather(one, two, return_exceptions=True)

    assert sorted(e.fields["label"] for e in told(heard, "cancelled")) == ["One", "Two"]
    assert told(heard, "done") == told(heard, "failed") == []


async def test_a_timer_shows_how_far_it_is_until_somebody_ends_it(desk: Desk) -> None:
    working = asyncio.create_task(desk.works.run("Timer", timer(10)))
    await until(lambda: any(control.done for controls in desk.changes for control in controls))

    desk.works.cancel(desk.works.running()[0].id)

    with pytest.raises(ProcessCancelled):
        await working
    assert [control.done for controls in desk.changes for control in controls][:2] == [None, 0.01]


async def test_works_of_another_run_have_other_names(desk: Desk) -> None:
    other = ProcessManager(lambda: None)
    one = desk.begin("One")
    await until(desk.works.running)

    two = asyncio.create_task(other.run("One", lambda _: asyncio.sleep(10)))
    await until(other.running)
    names = {desk.works.running()[0].id, other.running()[0].id}
    one.cancel()
    two.cancel()
    await asyncio.gather(one, two, return_exceptions=True)

    assert len(names) == 2
