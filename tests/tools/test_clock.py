"""The clock: the day and time anywhere, from the one clock it is given."""

import sys
import zoneinfo
from collections.abc import Iterator
from pathlib import Path

import pytest

from adapters.tools.clock import Clock
from tests.tools.using import refusal, told

NEARLY_MIDNIGHT = 1_795_388_340.0
"""Sunday 2026-11-22 22:59 UTC."""


@pytest.fixture
def no_zones(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine that has no time zones, neither its own nor the package `tzdata`."""
    for name in ("tzdata", "tzdata.zoneinfo", "tzdata.zoneinfo.Europe"):
        monkeypatch.setitem(sys.modules, name, None)
    zoneinfo.reset_tzpath(to=())
    zoneinfo.ZoneInfo.clear_cache()
    yield
    zoneinfo.reset_tzpath()


@pytest.fixture
def packaged_zones(tmp_path: Path, no_zones: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without zones of its own, on which the package `tzdata` is installed."""
    folder = tmp_path / "tzdata" / "zoneinfo" / "Europe"
    folder.mkdir(parents=True)
    for package in (folder, *folder.parents[:2]):
        (package / "__init__.py").touch()
    for name in ("tzdata", "tzdata.zoneinfo", "tzdata.zoneinfo.Europe"):
        monkeypatch.setitem(sys.modules, name, None)
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.syspath_prepend(tmp_path)


@pytest.mark.parametrize(
    ("zone", "said"),
    [
        ("Europe/Berlin", "Sunday 2026-11-22 23:59, Europe/Berlin"),
        ("Asia/Tokyo", "Monday 2026-11-23 07:59, Asia/Tokyo"),
        ("America/New_York", "Sunday 2026-11-22 17:59, America/New_York"),
        ("UTC", "Sunday 2026-11-22 22:59, UTC"),
    ],
)
async def test_it_says_day_and_time_in_a_zone(zone: str, said: str) -> None:
    assert await told(Clock(lambda: NEARLY_MIDNIGHT), zone=zone) == said


async def test_summer_time_counts() -> None:
    summer = NEARLY_MIDNIGHT - 150 * 86_400

    assert await told(Clock(lambda: summer), zone="Europe/Berlin") == "Friday 2026-06-26 00:59, Europe/Berlin"


@pytest.mark.parametrize("arguments", [{}, {"zone": None}, {"zone": ""}])
async def test_without_a_zone_it_is_utc(arguments: dict[str, str | None]) -> None:
    assert await told(Clock(lambda: NEARLY_MIDNIGHT), **arguments) == "Sunday 2026-11-22 22:59, UTC"


async def test_it_asks_for_the_time_anew_each_time() -> None:
    times = iter([NEARLY_MIDNIGHT, NEARLY_MIDNIGHT + 60])
    clock = Clock(lambda: next(times))

    assert [await told(clock), await told(clock)] == ["Sunday 2026-11-22 22:59, UTC", "Sunday 2026-11-22 23:00, UTC"]


@pytest.mark.parametrize(
    "zone",
    ["Berlin", "Europe", "Nowhere/Atlantis", "../../etc/passwd", "/etc/passwd", "zone.tab", "a\x00b", "x" * 5000,
     "\ud83d", " ", "Europe/Berlin ", 3, True, 0, ["Europe/Berlin"], {}],
)  # fmt: skip
async def test_an_unknown_zone_is_refused_by_its_name(zone: object) -> None:
    sentence = await refusal(Clock(lambda: NEARLY_MIDNIGHT), zone=zone)

    assert sentence == f"The clock knows no time zone {zone!r}: it wants an IANA name such as Europe/Berlin."
    sentence.encode()


async def test_an_argument_of_another_name_is_refused_rather_than_passed_over() -> None:
    assert "not timezone" in await refusal(Clock(lambda: NEARLY_MIDNIGHT), timezone="Europe/Berlin")


@pytest.mark.usefixtures("no_zones")
async def test_where_the_machine_has_no_zones_each_is_unknown_but_utc_is_there() -> None:
    clock = Clock(lambda: NEARLY_MIDNIGHT)

    assert "knows no time zone 'Europe/Berlin'" in await refusal(clock, zone="Europe/Berlin")
    assert await told(clock) == await told(clock, zone="UTC") == "Sunday 2026-11-22 22:59, UTC"


@pytest.mark.usefixtures("packaged_zones")
@pytest.mark.parametrize("zone", ["Europe", "Europe/Atlantis", "x" * 5000])
async def test_what_is_no_zone_in_the_package_of_zones_is_unknown_too(zone: str) -> None:
    assert "knows no time zone" in await refusal(Clock(lambda: NEARLY_MIDNIGHT), zone=zone)
