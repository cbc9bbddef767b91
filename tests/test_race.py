"""Many clicks on one message of a slow platform: each counts, none is shown out of order, the last picture is right."""

import pytest

from bench.race import race, services

CLICKS = 40

pytestmark = pytest.mark.timeout(120)


@pytest.mark.parametrize("limited", [False, True], ids=["slow", "slow and once at its limit"])
@pytest.mark.parametrize("platform", ["slack", "discord", "telegram"])
async def test_every_click_counts_and_the_last_picture_is_right(platform: str, limited: bool) -> None:
    service = next(s for s in services() if s.name == platform)

    outcome = await race(service, clicks=CLICKS, limited=limited)

    assert (max(outcome.pictures), outcome.final, outcome.backwards) == (CLICKS, CLICKS, 0)
