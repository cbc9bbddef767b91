"""Menus, progress and pages, used in a sandbox through the real library."""

import pytest

from bots.sandbox.service import Refused
from core.controls import Option, Progress, Select, Table
from core.events import Action, Inbound
from core.view import View
from tests.discord_.connected import Home, connected
from tests.discord_.specification import violations

SIZES = Select("size", "Size", (Option("s", "Small"), Option("l", "Large")))
MANY = Select("day", "Day", tuple(Option(f"d{number}", f"Day {number}") for number in range(1, 32)))
NUMBERS = Table("n", "Numbers", ("n",), tuple((number,) for number in range(63)))


def used(inbound: Inbound) -> tuple[str, str, dict[str, str]]:
    assert isinstance(inbound, Action)
    return inbound.control, inbound.verb, inbound.data


async def choose(home: Home, native: str, control: str, value: str = "") -> Action:
    await home.click(native, control, value)
    inbound = await home.inbox.next()
    assert isinstance(inbound, Action)
    return inbound


async def test_what_is_chosen_in_a_menu_comes_in_as_its_options_id() -> None:
    async with connected() as home:
        native = await home.show(SIZES)

        action = await choose(home, native, "size:select:1", "l")

        assert used(action) == ("size", "select", {"value": "l"})


async def test_a_menu_is_leafed_by_its_buttons() -> None:
    async with connected() as home:
        native = await home.show(MANY)

        action = await choose(home, native, "day:from-25:1")

        assert used(action) == ("day", "from-25", {})


async def test_a_choice_is_answered_by_its_message_with_the_choice_in_it() -> None:
    async with connected() as home:
        native = await home.show(SIZES)
        before = len(home.sandbox.calls)
        action = await choose(home, native, "size:select:1", "l")
        chosen = Select(SIZES.id, SIZES.label, SIZES.options, "l")
        (body,) = home.gateway.platform.draw(View(id=1, text="Here.", controls=(chosen,), done=True))

        await home.gateway.port.edit(action, native, body)
        await home.gateway.port.acknowledge(action)

        (call,) = home.sandbox.calls[before:]
        assert (call.status, call.body["type"]) == (200, 7)
        assert "'default': True" in str(home.shown(home.direct)[-1]["native"])


async def test_what_a_menu_does_not_offer_cannot_be_chosen() -> None:
    async with connected() as home:
        native = await home.show(MANY)

        with pytest.raises(Refused, match="no such choice"):
            await home.click(native, "day:select:1", "d31")


async def test_work_under_way_can_be_stopped_before_the_answer_is_complete() -> None:
    async with connected() as home:
        native = await home.show(SIZES, Progress("timer", "Timer", 0.2, cancel=True), done=False)

        action = await choose(home, native, "timer:cancel:1")

        assert used(action) == ("timer", "cancel", {})
        assert "size" not in str(home.shown(home.direct)[-1]["native"])


async def test_a_table_is_turned_by_its_buttons() -> None:
    async with connected() as home:
        native = await home.show(NUMBERS)

        action = await choose(home, native, "n:next:1")

        assert used(action) == ("n", "next", {})


async def test_menus_and_progress_fit_discords_own_description() -> None:
    async with connected() as home:
        await home.show(SIZES, MANY, Progress("timer", "Timer", cancel=True), NUMBERS)

        sent = next(call for call in home.sandbox.calls if call.route == "POST /channels/{channel}/messages")
        assert violations("MessageCreateRequest", sent.body) == []
