"""The timer: it waits as long as it says, tells how far it is, and can be stopped."""

import asyncio
import time

import pytest

from adapters.tools.timer import Timer
from tests.tools.using import refusal, told


class FastLoop(asyncio.SelectorEventLoop):
    """A loop on which every wait is over at once, and whose clock has moved on by it."""

    def __init__(self) -> None:
        super().__init__()
        self.ahead = 0.0

    def time(self) -> float:
        return super().time() + self.ahead

    def _run_once(self) -> None:
        scheduled = self._scheduled  # type: ignore[attr-defined]
        if scheduled and not self._ready:  # type: ignore[attr-defined]
            self.ahead += max(0.0, scheduled[0].when() - self.time())
        super()._run_once()  # type: ignore[misc]


def passed(seconds: float) -> tuple[str, list[float], float]:
    """Return what a timer says, what it reports, and how long it took by its loop's clock."""
    reports: list[float] = []

    async def wait() -> tuple[str, float]:
        clock = asyncio.get_running_loop().time
        start = clock()
        said = (await Timer().run({"seconds": seconds}, reports.append)).text
        return said, clock() - start

    with asyncio.Runner(loop_factory=FastLoop) as runner:
        said, took = runner.run(wait())
    return said, reports, took


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (1, "1 second has passed."),
        (1.0, "1 second has passed."),
        (1.5, "1.5 seconds have passed."),
        (10, "10 seconds have passed."),
        (3600, "3600 seconds have passed."),
    ],
)
def test_it_says_that_the_time_has_passed_when_it_has(seconds: float, said: str) -> None:
    sentence, _, took = passed(seconds)

    assert sentence == said
    assert seconds <= took < seconds + 1


@pytest.mark.parametrize(("seconds", "count"), [(1, 10), (1.5, 15), (9.96, 100), (10, 100), (3600, 100)])
def test_it_reports_ten_times_a_second_and_at_most_a_hundred_times(seconds: float, count: int) -> None:
    _, reports, _ = passed(seconds)

    assert len(reports) == count
    assert reports == sorted(set(reports))
    assert 0 < reports[0] <= 0.1
    assert reports[-1] == 1


async def test_a_second_is_a_second_by_the_clock_on_the_wall() -> None:
    before = time.monotonic()

    await told(Timer(), seconds=1)

    assert time.monotonic() - before > 0.99


async def test_it_can_be_cancelled_and_then_reports_no_more() -> None:
    reports: list[float] = []
    running = asyncio.create_task(Timer().run({"seconds": 3600}, reports.append))
    await asyncio.sleep(0.01)

    running.cancel()
    results = await asyncio.gather(running, return_exceptions=True)

    assert isinstance(results[0], asyncio.CancelledError)
    assert reports == []


@pytest.mark.parametrize(
    "seconds", [0, 0.99, -5, 3600.01, 10**400, float("nan"), float("inf"), "10", None, True, [10], {"n": 1}]
)
async def test_anything_but_a_number_from_1_to_3600_is_refused(seconds: object) -> None:
    assert await refusal(Timer(), seconds=seconds) == "The timer needs a number of seconds from 1 to 3600."


async def test_a_timer_without_seconds_is_refused() -> None:
    await refusal(Timer())
