"""What can never be kept is passed over: it stops nothing of what comes after it."""

import asyncio

import pytest

from core.errors import Damaged
from core.events import Action, Inbound, Message, Moved
from core.phrases import phrase
from tests.telegram_.connected import (
    ADA,
    BEN,
    GROUP,
    Hosts,
    Kept,
    called,
    hooked,
    nothing_missed,
    polled,
    polling,
    press_plus,
)
from tests.waiting import until

SAID = "can never be kept and is passed over: The reply 7 in the database is damaged."


class Damaging(Kept):
    """Stands for a store that can never keep what says `poison`, nor what is of a kind."""

    def __init__(self, kind: type[Inbound | Moved] | None = None) -> None:
        super().__init__()
        self.kind = kind

    async def __call__(self, inbound: Inbound | Moved) -> None:
        poisoned = isinstance(inbound, Message) and inbound.text == "poison"
        if poisoned or (self.kind is not None and isinstance(inbound, self.kind)):
            raise Damaged("The reply 7 in the database is damaged.")
        await super().__call__(inbound)

    async def words(self) -> str:
        event = await self.next()
        assert isinstance(event, Message)
        return event.text


async def test_polling_passes_over_what_can_never_be_kept_and_says_so_once(
    hosts: Hosts, caplog: pytest.LogCaptureFixture
) -> None:
    kept = Damaging()
    async with polled(hosts, kept) as (sandbox, _):
        for text in ("poison", "after it"):
            await sandbox.say(ADA, ADA, text)
        assert await kept.words() == "after it"
        await until(lambda: not sandbox._world.state.updates)

    assert caplog.text.count(SAID) == 1


async def test_more_than_a_batch_that_waited_is_fetched_whatever_of_it_can_never_be_kept(
    hosts: Hosts, caplog: pytest.LogCaptureFixture
) -> None:
    kept = Damaging()
    sandbox, base = hosts.sandboxed()
    gateway = polling(sandbox, base)
    await gateway.start()
    for number in range(103):
        await sandbox.say(BEN, BEN, "poison" if number == 0 else str(number))

    await gateway.catch_up(kept, ())
    await gateway.close()

    assert [await kept.words() for _ in range(102)] == [str(number) for number in range(1, 103)]
    assert sandbox._world.state.updates == []
    assert caplog.text.count(SAID) == 1


async def test_a_webhook_takes_what_can_never_be_kept_and_it_is_not_delivered_again(
    hosts: Hosts, caplog: pytest.LogCaptureFixture
) -> None:
    kept = Damaging()
    async with hooked(hosts, kept) as (sandbox, _, __):
        for text in ("poison", "after it"):
            await sandbox.say(ADA, ADA, text)
        assert await kept.words() == "after it"
        await until(lambda: not sandbox._world.state.updates)

    assert caplog.text.count(SAID) == 1


async def test_who_pressed_a_button_hears_that_it_can_not_be_kept(hosts: Hosts) -> None:
    kept = Damaging()
    async with polled(hosts, kept) as (sandbox, gateway):
        action = await press_plus(sandbox, gateway, kept)
        kept.kind = Action
        await sandbox.click(ADA, ADA, action.origin["message"], "count:inc:5")
        await until(lambda: called(sandbox, "answerCallbackQuery") == 1)
        shown = sandbox.snapshot()["messages"][ADA][-1]

    assert (shown["native"]["text"], shown["private_to"]) == (phrase("not_kept", "en"), ADA)


async def test_a_group_that_moved_and_cannot_be_noted_stops_nothing_behind_it(hosts: Hosts) -> None:
    kept = Damaging(Moved)
    sandbox, base = hosts.sandboxed()
    gateway = polling(sandbox, base)
    await gateway.start()
    new = sandbox.migrate(GROUP)
    await sandbox.say(BEN, new, "@trivium_sandbox_bot behind")
    receiving = asyncio.create_task(gateway.run(kept, nothing_missed))

    assert await kept.words() == "behind"

    receiving.cancel()
    await asyncio.wait({receiving})
    await gateway.close()
