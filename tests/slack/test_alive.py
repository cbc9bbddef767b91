"""Whether events can come at this moment, as the gateways of Slack say it."""

from pathlib import Path

import pytest

from adapters.slack import socket_mode
from bots.sandbox.service import Shelf
from bots.sandbox.slack.server import SlackSandbox
from tests.serving import serving
from tests.slack.connected import gateway_for, over_http, over_socket, running
from tests.slack.installed import scene
from tests.waiting import until


@pytest.fixture
def sandbox() -> SlackSandbox:
    return SlackSandbox(Shelf(None), patience=0.3, retry_pauses=(0.0, 0.0))


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket_mode, "_PING_INTERVAL", 0.2)


def no_further_address(sandbox: SlackSandbox) -> None:
    for _ in range(100):
        sandbox.fail_next("apps.connections.open", status=500)


async def test_over_socket_mode_it_is_alive_while_it_runs(sandbox: SlackSandbox) -> None:
    async with serving(sandbox.app) as base:
        gateway = gateway_for(sandbox.environment(base))
        before = gateway.alive()
        async with running(gateway):
            await until(gateway.alive)

        assert not before
        assert not gateway.alive()


async def test_while_the_socket_is_gone_it_is_not_alive(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        await until(both.gateway.alive)
        no_further_address(sandbox)

        await sandbox.drop_sockets()

        await until(lambda: not both.gateway.alive())


@pytest.mark.usefixtures("impatient")
async def test_a_half_open_socket_is_soon_not_alive_and_the_next_one_is(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        await until(both.gateway.alive)

        sandbox.freeze_sockets()

        await until(lambda: not both.gateway.alive())
        await until(lambda: sandbox.connected == 1 and both.gateway.alive())


@pytest.mark.usefixtures("impatient")
async def test_a_socket_that_answers_no_pings_is_not_alive_though_it_is_open(
    sandbox: SlackSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with over_socket(sandbox) as both:
        await until(both.gateway.alive)
        client = both.gateway._entrance._socket_mode._client
        assert client is not None
        await until(lambda: client.last_ping_pong_time)
        assert client.last_ping_pong_time is not None
        later = client.last_ping_pong_time + 5

        monkeypatch.setattr("adapters.slack.socket_mode.time.time", lambda: later)

        assert not both.gateway.alive()


async def test_a_socket_on_which_slack_has_not_said_hello_is_not_alive(
    sandbox: SlackSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def deaf(*_: object) -> None: ...

    monkeypatch.setattr(socket_mode._Client, "_greeted", deaf)
    async with over_socket(sandbox) as both:
        assert not both.gateway.alive()


async def test_over_http_it_is_alive_while_requests_are_taken() -> None:
    async with over_http() as both:
        await until(lambda: both.inbox.connections)
        while_running = both.gateway.alive()

    assert while_running
    assert not both.gateway.alive()


async def test_an_app_that_workspaces_install_is_alive_while_it_receives(tmp_path: Path) -> None:
    async with scene(tmp_path) as both:
        while_running = both.gateway.alive()

    assert while_running
    assert not both.gateway.alive()
