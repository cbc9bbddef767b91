"""What waited at Telegram: fetched once, kept in order, and confirmed only then."""

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable

import pytest

from adapters.telegram.gateway import TelegramGateway
from bots.sandbox.telegram.server import TelegramSandbox
from core.errors import PlatformError, StoreError
from core.events import Action, Inbound, Message, Moved
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
    running,
)
from tests.waiting import until


class Catching:
    """Stands for what the program does when a connection is there: it catches up."""

    def __init__(self, keep: Callable[[Inbound | Moved], Awaitable[None]]) -> None:
        self.keep = keep
        self.times = 0
        self.gateway: TelegramGateway | None = None

    async def __call__(self) -> None:
        assert self.gateway is not None
        self.times += 1
        await self.gateway.catch_up(self.keep, ())


def taken(kept: Kept) -> list[Inbound]:
    return [kept.events.get_nowait() for _ in range(kept.events.qsize())]


def texts(kept: Kept) -> list[str]:
    return [event.text for event in taken(kept) if isinstance(event, Message)]


def offset(sandbox: TelegramSandbox) -> int:
    return max(int(call.params["offset"]) for call in sandbox.calls if call.method == "getUpdates")


async def started(hosts: Hosts) -> tuple[TelegramSandbox, TelegramGateway]:
    sandbox, base = hosts.sandboxed()
    gateway = polling(sandbox, base)
    await gateway.start()
    return sandbox, gateway


async def test_what_waited_is_fetched_before_the_first_long_poll_and_never_again(hosts: Hosts) -> None:
    missed, live = Kept(), Kept()
    sandbox, base = hosts.sandboxed()
    gateway = polling(sandbox, base)
    catching = Catching(missed)
    catching.gateway = gateway
    for number in range(3):
        await sandbox.say(ADA, ADA, f"missed {number}")

    async with running(gateway, live, catching):
        await until(lambda: any(call.params.get("timeout") for call in sandbox.calls))
        await sandbox.say(ADA, ADA, "live")
        last = await live.next()
        await sandbox.say(ADA, ADA, "and again")
        await live.next()
        polls = [call.params["timeout"] for call in sandbox.calls if call.method == "getUpdates"]

    assert texts(missed) == ["missed 0", "missed 1", "missed 2"]
    assert isinstance(last, Message)
    assert last.text == "live"
    assert live.events.empty()
    assert polls[:3] == [0, 0, 30]
    assert 0 not in polls[2:]


async def test_after_a_fault_of_telegrams_nothing_can_be_lost_so_it_is_not_connected_anew(hosts: Hosts) -> None:
    kept = Kept()
    sandbox, base = hosts.sandboxed()
    gateway = polling(sandbox, base)
    catching = Catching(kept)
    catching.gateway = gateway
    async with running(gateway, kept, catching):
        await until(lambda: called(sandbox, "getUpdates") == 2)
        sandbox.fail_next("getUpdates", status=502)
        await sandbox.say(ADA, ADA, "one")
        await kept.next()
        await sandbox.say(ADA, ADA, "two")
        await kept.next()

    assert catching.times == 1


async def test_what_waited_has_the_ids_that_it_would_have_had(hosts: Hosts) -> None:
    live, missed = Kept(), Kept()
    async with polled(hosts, live) as (sandbox, gateway):
        press = await press_plus(sandbox, gateway, live)
    sandbox.redeliver()
    again = polling(sandbox, hosts.sandbox.base)
    await again.start()
    await again.catch_up(missed, ())
    await again.close()

    (click,) = taken(missed)
    assert isinstance(click, Action)
    assert (click.event, click.session, click.person, click.origin) == (
        press.event,
        press.session,
        press.person,
        press.origin,
    )


async def test_a_long_backlog_is_confirmed_batch_by_batch_and_only_once_kept(hosts: Hosts) -> None:
    confirmed: list[int] = []
    sandbox, gateway = await started(hosts)
    for number in range(205):
        await sandbox.say(ADA, ADA, str(number))
    waiting = [update["update_id"] for update in sandbox._world.state.updates]
    kept = Kept(before=lambda: confirmed.append(offset(sandbox)))

    await gateway.catch_up(kept, ())
    await gateway.close()

    assert texts(kept) == [str(number) for number in range(205)]
    assert confirmed == [0] * 100 + [waiting[99] + 1] * 100 + [waiting[199] + 1] * 5
    assert sandbox._world.state.updates == []
    assert called(sandbox, "getUpdates") == 4


async def test_one_commit_can_serve_the_sessions_of_a_batch_which_are_begun_in_order(hosts: Hosts) -> None:
    sandbox, gateway = await started(hosts)
    begun: list[str] = []
    all_there = asyncio.Event()

    async def commit_together(event: Inbound | Moved) -> None:
        assert isinstance(event, Message)
        begun.append(event.text)
        if len(begun) == 3:
            all_there.set()
        await all_there.wait()

    await sandbox.say(ADA, ADA, "first")
    await sandbox.say(BEN, BEN, "second")
    await sandbox.say(BEN, GROUP, "@trivium_sandbox_bot third")
    async with asyncio.timeout(5):
        await gateway.catch_up(commit_together, ())
    await gateway.close()

    assert begun == ["first", "second", "third"]


@pytest.mark.parametrize("caught_up", [True, False])
async def test_in_a_session_no_event_overtakes_one_that_takes_longer_or_could_not_be_kept(
    hosts: Hosts, caught_up: bool
) -> None:
    chance = random.Random(7)
    sandbox, gateway = await started(hosts)
    kept: list[str] = []

    async def keep(event: Inbound | Moved) -> None:
        assert isinstance(event, Message)
        await asyncio.sleep(chance.random() / 500)
        if chance.random() < 0.2:
            raise StoreError("The disk is full.")
        if event.text not in kept:  # as the store does
            kept.append(event.text)

    for number in range(30):
        await sandbox.say(*((ADA, ADA, f"ada {number:02}") if number % 2 else (BEN, BEN, f"ben {number:02}")))
    if caught_up:
        while len(kept) < 30:
            try:
                await gateway.catch_up(keep, ())
            except StoreError:
                continue
    else:
        receiving = asyncio.create_task(_impatient(gateway, keep))
        await until(lambda: len(kept) == 30)
        receiving.cancel()
        await asyncio.wait({receiving})
    await gateway.close()

    for who in ("ada", "ben"):
        own = [text for text in kept if text.startswith(who)]
        assert own == sorted(own)
    assert len(kept) == 30


async def _impatient(gateway: TelegramGateway, keep: Callable[[Inbound | Moved], Awaitable[None]]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("adapters.telegram.polling._FIRST_PAUSE", 0.001)
        patch.setattr("adapters.telegram.polling._LONGEST_PAUSE", 0.001)
        await gateway.run(keep, nothing_missed)


async def test_one_session_that_cannot_be_kept_holds_no_other_back_but_is_fetched_again(hosts: Hosts) -> None:
    sandbox, gateway = await started(hosts)
    kept: list[str] = []
    full = True

    async def keep(event: Inbound | Moved) -> None:
        assert isinstance(event, Message)
        if full and event.session.endswith(f"{BEN}:0"):
            raise StoreError("The disk is full.")
        kept.append(event.text)

    for user, text in ((ADA, "a1"), (BEN, "b1"), (ADA, "a2"), (BEN, "b2")):
        await sandbox.say(user, user, text)
    with pytest.raises(StoreError):
        await gateway.catch_up(keep, ())
    before, full = list(kept), False
    await gateway.catch_up(keep, ())
    await gateway.close()

    assert before == ["a1", "a2"]
    assert sorted(kept[2:]) == ["a2", "b1", "b2"]


async def test_a_move_comes_after_all_before_it_and_before_all_behind_it(hosts: Hosts) -> None:
    sandbox, gateway = await started(hosts)
    kept: list[str] = []

    async def keep(event: Inbound | Moved) -> None:
        await asyncio.sleep(0.01 if isinstance(event, Moved) or event.person.id.endswith(ADA) else 0)
        kept.append("moved" if isinstance(event, Moved) else event.session)

    await sandbox.say(ADA, GROUP, "@trivium_sandbox_bot before")
    new = sandbox.migrate(GROUP)
    await sandbox.say(BEN, new, "@trivium_sandbox_bot behind")
    await gateway.catch_up(keep, ())
    await gateway.close()

    assert kept == [f"telegram:{GROUP}:0", "moved", f"telegram:{new}:0"]


async def test_catching_up_outlasts_a_fault_of_telegrams_and_says_what_it_cannot(hosts: Hosts) -> None:
    kept = Kept()
    sandbox, gateway = await started(hosts)
    await sandbox.say(ADA, ADA, "hi")

    sandbox.fail_next("getUpdates", status=502)
    await gateway.catch_up(kept, ())
    sandbox.revoked = True
    with pytest.raises(PlatformError, match="TELEGRAM_TOKEN is wrong"):
        await gateway.catch_up(kept, ())
    await gateway.close()

    assert texts(kept) == ["hi"]


async def test_after_a_quiet_week_lower_numbers_are_fetched_as_well(hosts: Hosts) -> None:
    """Bot API, Update: without updates for a week the next number is chosen at random."""
    kept = Kept()
    sandbox, gateway = await started(hosts)
    for number in range(5):
        await sandbox.say(ADA, ADA, str(number))
    await gateway.catch_up(kept, ())
    sandbox._world.state.last_id = 0
    await sandbox.say(ADA, ADA, "back again")
    await gateway.catch_up(kept, ())
    await gateway.close()

    assert texts(kept)[-1] == "back again"


async def test_an_old_click_counts_although_telegram_takes_no_answer_to_it(
    hosts: Hosts, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("adapters.telegram.clicks._PATIENCE", 0.01)
    caplog.set_level(logging.INFO)
    kept = Kept()
    async with polled(hosts, kept) as (sandbox, gateway):
        await press_plus(sandbox, gateway, kept)
    sandbox.redeliver()
    monkeypatch.setattr("bots.sandbox.telegram.methods.QUERY_LIFE", -1)
    gateway = polling(sandbox, hosts.sandbox.base)
    await gateway.start()

    await gateway.catch_up(kept, ())
    await until(lambda: "a click was answered too late for Telegram" in caplog.text)
    await gateway.close()

    assert [type(event) for event in taken(kept)] == [Action]
    assert not [record for record in caplog.records if record.levelno >= logging.WARNING]


async def test_when_the_time_is_over_what_was_begun_is_kept_to_its_end_and_the_rest_is_polled(hosts: Hosts) -> None:
    """Else an event could be on disk without anybody knowing that it waits for an answer."""
    sandbox, gateway = await started(hosts)
    kept: list[str] = []
    begun = asyncio.Event()
    in_time = asyncio.Event()

    async def keep(event: Inbound | Moved) -> None:
        assert isinstance(event, Message)
        begun.set()
        await in_time.wait()
        kept.append(event.text)

    await sandbox.say(ADA, ADA, "hi")
    await sandbox.say(BEN, BEN, "ho")
    catching_up = asyncio.create_task(gateway.catch_up(keep, ()))
    await begun.wait()
    catching_up.cancel()
    await asyncio.sleep(0.01)
    in_time.set()
    with pytest.raises(asyncio.CancelledError):
        await catching_up
    assert kept == ["hi", "ho"]
    live = Kept()
    receiving = asyncio.create_task(gateway.run(live, nothing_missed))
    await sandbox.say(ADA, ADA, "later")
    event = await live.next()
    receiving.cancel()
    await asyncio.wait({receiving})
    await gateway.close()

    assert isinstance(event, Message)
    assert event.text == "later"


async def test_what_is_left_to_be_fetched_comes_by_polling_without_a_conflict_with_ourselves(
    hosts: Hosts, caplog: pytest.LogCaptureFixture
) -> None:
    missed, live = Kept(), Kept()
    async with polled(hosts, live) as (sandbox, gateway):
        await until(lambda: called(sandbox, "getUpdates") == 1)
        await gateway.catch_up(missed, ())
        await sandbox.say(ADA, ADA, "hi")
        await live.next()
        await until(lambda: called(sandbox, "getUpdates") == 2)

    assert "another process" not in caplog.text
    assert missed.events.empty()


async def test_with_a_webhook_there_is_nothing_to_fetch(hosts: Hosts) -> None:
    kept = Kept()
    async with hooked(hosts, kept) as (sandbox, gateway, _):
        await gateway.catch_up(kept, ())

    assert called(sandbox, "getUpdates") == 0
    assert kept.events.empty()
