"""What Telegram delivers twice, and what is answered too late for it: harmless."""

import asyncio
from pathlib import Path

import aiohttp
import pytest

from adapters.storage.store import open_store
from core.controls import TextInput
from core.events import Inbound, Message, Moved
from core.fields import form_of
from core.view import View
from migrations.run import upgrade
from tests.telegram_.connected import ADA, Hosts, Kept, called, hooked, polled, press, press_plus, show
from tests.waiting import until

NAME = TextInput("name", "Name")
FORM = form_of(NAME)


async def test_a_confirmed_message_that_comes_again_is_the_same_and_moves_no_offset_back(hosts: Hosts) -> None:
    kept = Kept()
    async with polled(hosts, kept) as (sandbox, _):
        await sandbox.say(ADA, ADA, "one")
        first = await kept.next()
        await sandbox.say(ADA, ADA, "two")
        await kept.next()
        await until(lambda: not sandbox._world.state.updates)
        sandbox._receiving._confirmed.pop()
        sandbox.redeliver_confirmed()
        again = await kept.next()
        await sandbox.say(ADA, ADA, "three")
        after = await kept.next()
        await until(lambda: not sandbox._world.state.updates)

    assert again == first
    assert isinstance(after, Message)
    assert after.text == "three"
    assert kept.events.empty()


async def test_with_repetitions_at_random_every_message_arrives_in_order(hosts: Hosts) -> None:
    kept = Kept()
    seen: list[str] = []
    async with polled(hosts, kept) as (sandbox, _):
        sandbox.redelivery = 0.5
        for number in range(20):
            await sandbox.say(ADA, ADA, f"{number:02}")
            while f"{number:02}" not in seen:
                event = await kept.next()
                assert isinstance(event, Message)
                seen.append(event.text)

    assert len(seen) > 20
    assert list(dict.fromkeys(seen)) == [f"{number:02}" for number in range(20)]


async def test_a_click_that_comes_again_is_taken_once_so_that_it_asks_for_nothing_twice(hosts: Hosts) -> None:
    """The core answers a click on a field with a form at once, and keeps nothing that would tell it apart."""
    kept = Kept()
    async with polled(hosts, kept) as (sandbox, gateway):
        await press_plus(sandbox, gateway, kept)
        sandbox.redeliver()
        await until(lambda: not sandbox._world.state.updates)
        await sandbox.say(ADA, ADA, "and now?")
        event = await kept.next()

    assert isinstance(event, Message)


async def test_a_click_that_could_not_be_kept_is_taken_when_it_comes_again(hosts: Hosts) -> None:
    kept = Kept()
    async with polled(hosts, kept) as (sandbox, gateway):
        view = View(id=5, text="Hi", controls=(NAME,), done=True)
        (native,) = await show(sandbox, gateway, kept, view)
        kept.failures = 1
        action = await press(sandbox, kept, native, "name:open:5")

    assert action.verb == "open"


async def test_a_value_that_could_not_be_taken_is_asked_for_again_once_although_it_came_twice(hosts: Hosts) -> None:
    kept = Kept(problems=["Too short.", "Too short."])
    assert FORM is not None
    async with polled(hosts, kept) as (sandbox, gateway):
        (native,) = await show(sandbox, gateway, kept, View(id=5, text="Hi", controls=(NAME,), done=True))
        await gateway.port.ask(await press(sandbox, kept, native, "name:open:5"), FORM, "")
        (prompt,) = sandbox.snapshot()["dialogs"]
        assert "Too short." in await sandbox.submit(ADA, prompt["id"], "A")
        prompts = called(sandbox, "sendMessage")
        sandbox.redeliver()
        await until(lambda: not sandbox._world.state.updates)
        await sandbox.say(ADA, ADA, "and now?")
        await kept.next()

    assert called(sandbox, "sendMessage") == prompts
    assert kept.problems == ["Too short."]


async def test_requests_are_answered_while_a_webhook_catches_up(hosts: Hosts) -> None:
    kept = Kept()
    during: list[Inbound] = []

    async def connected() -> None:
        during.append(await kept.next())

    async with hooked(hosts, kept, connected) as (sandbox, _, __):
        await sandbox.say(ADA, ADA, "hi")
        await until(lambda: during)
        assert sandbox._world.state.webhook["url"].endswith("/telegram/webhook")

    assert isinstance(during[0], Message)


async def test_a_message_that_waits_so_long_that_telegram_repeats_it_is_kept_once(
    hosts: Hosts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As while the program catches up, which holds messages back for up to 15 seconds."""
    monkeypatch.setattr("bots.sandbox.telegram.receiving._DELIVERY_TIMEOUT", aiohttp.ClientTimeout(total=0.1))
    store = await open_store(f"sqlite+aiosqlite:///{tmp_path / 'trivium.db'}", upgrade)
    door = asyncio.Event()
    deliveries = []

    async def accept(event: Inbound | Moved) -> None:
        assert isinstance(event, Message)
        deliveries.append(event.event)
        await door.wait()
        await store.accept(event)

    async with hooked(hosts, accept) as (sandbox, _, __):
        await sandbox.say(ADA, ADA, "hi")
        await until(lambda: len(deliveries) >= 3)
        door.set()
        await until(lambda: not sandbox._world.state.updates)
        pending = await store.pending()
    await store.close()

    assert len(set(deliveries)) == 1
    assert [letter.inbound.event for letter in pending] == deliveries[:1]


async def test_a_webhook_that_cannot_keep_a_click_gets_it_again(hosts: Hosts) -> None:
    kept = Kept()
    async with hooked(hosts, kept) as (sandbox, gateway, _):
        (native,) = await show(sandbox, gateway, kept, View(id=5, text="Hi", controls=(NAME,), done=True))
        kept.failures = 1
        action = await press(sandbox, kept, native, "name:open:5")

    assert action.verb == "open"
    assert kept.failures == 0
