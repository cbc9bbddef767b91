"""Whether updates can come at this moment, as Telegram's gateway says it."""

from datetime import timedelta

import pytest

from adapters.telegram.gateway import TelegramGateway
from tests.telegram_.connected import Hosts, Kept, called, hooked, polled, polling, running
from tests.waiting import until


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("adapters.telegram.polling._FIRST_PAUSE", 0.01)
    monkeypatch.setattr("adapters.telegram.polling._LONG_POLL", timedelta(seconds=0))
    monkeypatch.setattr("adapters.telegram.polling._OVERDUE", timedelta(seconds=0.5))
    monkeypatch.setattr("adapters.telegram.request._TIMEOUT", 0.2)
    monkeypatch.setattr("adapters.telegram.request._CONNECT_TIMEOUT", 0.2)


async def test_a_bot_that_polls_is_alive_from_its_first_poll_on(hosts: Hosts) -> None:
    sandbox, base = hosts.sandboxed()
    gateway = polling(sandbox, base)
    before = gateway.alive()
    async with running(gateway, Kept()):
        await until(lambda: called(sandbox, "getUpdates") == 1)
        while_the_first_one_waits = gateway.alive()

    assert (before, while_the_first_one_waits, gateway.alive()) == (False, True, False)


@pytest.mark.usefixtures("impatient")
async def test_a_dead_connection_is_not_alive_once_the_poll_is_overdue_and_later_it_is(hosts: Hosts) -> None:
    async with polled(hosts, Kept()) as (sandbox, gateway):
        await until(gateway.alive)

        sandbox.half_open = True

        await until(lambda: not gateway.alive())
        sandbox.half_open = False
        await until(gateway.alive)


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("status", [409, 429, 502])
async def test_refusals_are_no_answers(hosts: Hosts, status: int) -> None:
    async with polled(hosts, Kept()) as (sandbox, gateway):
        await until(gateway.alive)

        for _ in range(1000):
            sandbox.fail_next("getUpdates", status=status, retry_after=1 if status == 429 else None)

        await until(lambda: not gateway.alive())


async def test_a_bot_with_a_webhook_is_alive_while_it_is_set(hosts: Hosts) -> None:
    async with hooked(hosts, Kept()) as (_, gateway, _):
        await until(gateway.alive)

    assert not gateway.alive()


async def test_a_webhook_that_telegram_did_not_set_is_not_alive(hosts: Hosts) -> None:
    seen: list[bool] = []
    gateways: list[TelegramGateway] = []

    async def connected() -> None:
        seen.append(gateways[0].alive())

    sandbox, base = hosts.sandboxed()
    gateway = TelegramGateway(
        token=sandbox.environment(base)["TELEGRAM_TOKEN"],
        api_url=base,
        webhook_url=hosts.bot.base,
        webhook_secret="s3cret",
        commands=(),
    )
    gateways.append(gateway)
    sandbox.fail_next("setWebhook", status=502)
    async with running(gateway, Kept(), connected):
        await until(lambda: called(sandbox, "setWebhook") == 1)
        before = gateway.alive()
        await until(lambda: seen)

    assert (before, seen) == (False, [True])
