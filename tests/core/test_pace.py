"""Pace: so many events a minute and person, and one word where it is more."""

import pytest

from core.pace import Pace


class Clock:
    """Time that passes when it is told to."""

    def __init__(self) -> None:
        self.now = 50.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_so_many_pass_at_once_and_the_first_too_many_is_told_apart(clock: Clock) -> None:
    pace = Pace(3, clock)

    assert [pace.take("a") for _ in range(6)] == ["in time"] * 3 + ["first too many"] + ["too many"] * 2


def test_time_lets_more_pass_and_what_follows_is_told_again(clock: Clock) -> None:
    pace = Pace(3, clock)
    for _ in range(5):
        pace.take("a")

    clock.now += 19.9
    too_early = pace.take("a")
    clock.now += 0.2

    assert too_early == "too many"
    assert [pace.take("a") for _ in range(3)] == ["in time", "first too many", "too many"]


def test_a_long_silence_saves_up_no_more_than_a_minutes_worth(clock: Clock) -> None:
    pace = Pace(3, clock)
    pace.take("a")
    clock.now += 86_400.0

    assert [pace.take("a") for _ in range(4)] == ["in time"] * 3 + ["first too many"]


def test_each_person_has_a_pace_of_their_own(clock: Clock) -> None:
    pace = Pace(1, clock)

    assert [pace.take(one) for one in ("a", "b", "a", "b", "c")] == [
        "in time", "in time", "first too many", "first too many", "in time",
    ]  # fmt: skip


@pytest.mark.parametrize("none", [0, -1])
def test_without_a_limit_everything_passes(clock: Clock, none: int) -> None:
    pace = Pace(none, clock)

    assert {pace.take("a") for _ in range(1_000)} == {"in time"}


def test_who_was_silent_for_longest_is_forgotten_first(clock: Clock) -> None:
    pace = Pace(1, clock)
    pace.take("loud")
    pace.take("silent")
    for number in range(9_998):
        pace.take(str(number))
    pace.take("loud")

    pace.take("one more")

    assert (pace.take("loud"), pace.take("silent")) == ("too many", "in time")
