import asyncio
from pathlib import Path

import pytest

from adapters.shared.outlets import Outlets
from bots.supervise import guard
from core.alarms import Alarms
from core.errors import PlatformError
from tests.shared.paper import PaperGateway
from tests.waiting import until


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def gateway() -> PaperGateway:
    return PaperGateway()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def alarms(gateway: PaperGateway, clock: Clock) -> Alarms:
    return Alarms(Outlets([gateway]), ("paper:ada", "paper:ben"), guard, clock)


async def test_all_admins_hear_of_trouble_and_of_the_same_kind_no_more_for_an_hour(
    gateway: PaperGateway, alarms: Alarms, clock: Clock
) -> None:
    for number in range(50):
        alarms.sound("database", f"The disk is full, attempt {number}.")
    await until(lambda: len(gateway.port.told) == 2)
    clock.now = 3601.0
    alarms.sound("database", "The disk is full still.")
    await until(lambda: len(gateway.port.told) == 4)

    assert gateway.port.told[:2] == [
        ("ada", "⚠️ The disk is full, attempt 0."),
        ("ben", "⚠️ The disk is full, attempt 0."),
    ]


async def test_another_kind_of_trouble_is_told_too(gateway: PaperGateway, alarms: Alarms) -> None:
    alarms.sound("database", "The disk is full.")
    alarms.sound("gone paper", "The token was revoked.")

    await until(lambda: len(gateway.port.told) == 4)


async def test_who_could_not_be_told_is_told_the_next_time(gateway: PaperGateway, alarms: Alarms) -> None:
    gateway.port.failures = [PlatformError("no direct messages")]
    alarms.sound("database", "The disk is full.")
    await until(lambda: gateway.port.told)
    await asyncio.sleep(0)
    alarms.sound("database", "The disk is full.")
    await until(lambda: len(gateway.port.told) == 2)

    assert sorted(person for person, _ in gateway.port.told) == ["ada", "ben"]


async def test_an_admin_of_a_platform_that_does_not_run_stops_nobody(
    gateway: PaperGateway, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    alarms = Alarms(Outlets([gateway]), ("elsewhere:eve", "paper:ada"), guard)
    alarms.sound("database", "The disk is full.")
    await until(lambda: gateway.port.told)

    assert "the assistant does not run there" in caplog.text
