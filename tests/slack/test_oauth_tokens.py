"""Tokens: sealed by the first key, opened by any, renewed before they expire and kept before they are used."""

import asyncio
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from msgspec.structs import replace

from adapters.slack.installed import InstalledGateway
from adapters.slack.vault import Installed, Vault
from adapters.storage.store import SqlStore
from core.errors import PlatformError, PlatformUnreachable, SettingsError, StoreError, Unauthorized
from core.events import Message
from tests.slack.connected import COMMANDS
from tests.slack.installed import KEY, Scene, each, gateway_of, running, scene

HERE = Installed(team="T1", token="xoxb-s3cret", bot="B1", user="U1", at=1.0)


@pytest.fixture
async def both(tmp_path: Path) -> AsyncIterator[Scene]:
    async with scene(tmp_path) as built:
        yield built


async def send(both: Scene, to: Message, key: str) -> str:
    return await both.gateway.port.send(to, {"text": key}, key=key, private=False)


def age(both: Scene, team: str, seconds: float) -> None:
    """Let a workspace's token expire in so many seconds."""
    renewal = both.gateway._workspaces._known[team].renewal
    renewal.installed = replace(renewal.installed, expires=int(time.time() + seconds))


async def kept(both: Scene, team: str) -> Installed:
    sealed = await both.store.installations.find(f"slack:{team}")
    assert sealed is not None
    return Vault((KEY,)).open(team, sealed)


async def test_a_token_with_less_than_two_hours_left_is_renewed_once_for_all_who_send(both: Scene) -> None:
    both.distribution.grants.next_lives = 7_190
    await both.install("T1")
    asked = await both.heard("T1", "hi")
    before = await kept(both, "T1")

    await each(*(send(both, asked, f"k{number}") for number in range(5)))

    after = await kept(both, "T1")
    assert both.distribution.grants.renewals == 1
    assert after.token != before.token
    assert (after.expires or 0) - time.time() > 40_000
    assert len(both.said("T1")) == 5


async def test_a_token_with_more_than_two_hours_left_stays(both: Scene) -> None:
    both.distribution.grants.next_lives = 7_300
    await both.install("T1")

    await send(both, await both.heard("T1", "hi"), "k")

    assert both.distribution.grants.renewals == 0


async def test_a_token_that_never_expires_stays(both: Scene) -> None:
    both.distribution.grants.rotates = False
    await both.install("T1")

    await send(both, await both.heard("T1", "hi"), "k")

    assert both.said("T1") == ["k"]
    assert (await kept(both, "T1")).expires is None


async def test_a_renewed_token_that_cannot_be_kept_is_not_used_and_not_lost(
    both: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    both.distribution.grants.next_lives = 7_190
    await both.install("T1")
    asked = await both.heard("T1", "hi")
    old = (await kept(both, "T1")).token
    keep = both.store.installations.keep

    async def fail(*_: object) -> None:
        raise StoreError("The disk is full.")

    monkeypatch.setattr(both.store.installations, "keep", fail)
    await send(both, asked, "with the old one")
    meanwhile = both.gateway._workspaces._known["T1"]._client.token
    monkeypatch.setattr(both.store.installations, "keep", keep)
    monkeypatch.setattr(both.gateway._workspaces._known["T1"].renewal, "_not_before", 0.0)
    await send(both, asked, "with the new one")

    assert meanwhile == old
    assert both.distribution.grants.renewals == 1
    assert (await kept(both, "T1")).token == both.gateway._workspaces._known["T1"]._client.token != old


async def test_a_renewal_is_carried_out_though_the_sender_is_cancelled(both: Scene) -> None:
    both.distribution.grants.next_lives = 7_190
    await both.install("T1")
    asked = await both.heard("T1", "hi")
    before = await kept(both, "T1")
    sending = asyncio.create_task(send(both, asked, "k"))
    await asyncio.sleep(0.001)

    sending.cancel()
    await asyncio.gather(sending, return_exceptions=True)
    await both.gateway._workspaces._known["T1"].renewal.over()

    assert both.distribution.grants.renewals == 1
    assert (await kept(both, "T1")).token != before.token


async def test_an_expired_token_that_is_not_renewed_says_what_to_do(both: Scene) -> None:
    await both.install("T1")
    asked = await both.heard("T1", "hi")
    both.distribution.grants.revoke("T1")
    age(both, "T1", -1)

    with pytest.raises(Unauthorized, match=r"workspace T1 has expired: .*invalid_refresh_token.* Install the app"):
        await send(both, asked, "k")


async def test_a_new_token_of_a_workspace_that_uninstalled_meanwhile_is_not_kept(both: Scene) -> None:
    await both.install("T1")
    await both.heard("T1", "hi")
    workspace = both.gateway._workspaces._known["T1"]
    age(both, "T1", 60)
    await both.gateway._workspaces.remove("T1")

    await workspace.renewal.fresh()

    assert await both.store.installations.places("slack") == ()


async def test_after_a_restart_with_a_new_first_key_all_is_sealed_with_it(both: Scene) -> None:
    await both.install("T1")
    new = Fernet.generate_key().decode()
    settings = both.distribution.environment(both.slack)

    async with running(gateway_of(settings, both.store, new, KEY)):
        pass

    sealed = await both.store.installations.find("slack:T1")
    assert Vault((new,)).open("T1", sealed or b"").team == "T1"


async def test_with_the_wrong_key_the_workspace_is_named_and_its_tokens_stay(
    both: Scene, caplog: pytest.LogCaptureFixture
) -> None:
    await both.install("T1")
    settings = both.distribution.environment(both.slack)
    gateway = gateway_of(settings, both.store, Fernet.generate_key().decode())

    async with running(gateway):
        with pytest.raises(Unauthorized, match="workspace T1 cannot be opened: put the key"):
            await gateway._workspaces.of("T1")

    assert "a workspace is out of reach: The tokens of Slack's workspace T1" in caplog.text
    assert await both.store.installations.places("slack") == ("slack:T1",)


def test_an_installation_shows_no_token() -> None:
    assert repr(HERE) == str(HERE) == "Installed('T1')"


def test_what_was_sealed_for_one_workspace_is_not_opened_for_another() -> None:
    vault = Vault((KEY,))
    sealed = vault.seal(HERE)

    assert vault.open("T1", sealed) == HERE
    assert b"xoxb" not in sealed
    for team, box in (("T2", sealed), ("T1", sealed[:-1]), ("T1", b"")):
        with pytest.raises(Unauthorized):
            vault.open(team, box)


@pytest.mark.parametrize("keys", [(), ("",), (KEY, "s3cret"), (KEY, KEY[:-2]), ("ü" * 44,)])
def test_missing_and_malformed_keys_are_one_sentence_that_shows_none(keys: tuple[str, ...]) -> None:
    with pytest.raises(SettingsError, match=r"^SECRET_KEYS.*makes a key\.$") as refused:
        Vault(keys)

    assert not any(key in str(refused.value) for key in keys if key)


@pytest.mark.parametrize(
    ("secret", "signing", "named"),
    [(" ", "sign", "SLACK_CLIENT_SECRET"), ("s3cret", "", "SLACK_SIGNING_SECRET"), ("s3cret", " ", "SIGNING_SECRET")],
)
def test_a_missing_credential_refuses_to_start(store: SqlStore, secret: str, signing: str, named: str) -> None:
    with pytest.raises(SettingsError, match=named):
        InstalledGateway(
            client_id="1.2",
            client_secret=secret,
            app_token=None,
            signing_secret=signing,
            secret_keys=(KEY,),
            installations=store.installations,
            api_url=None,
            commands=COMMANDS,
        )


async def test_a_database_that_fails_is_a_passing_trouble_to_those_who_send(both: Scene) -> None:
    await both.install("T1")
    asked = await both.heard("T1", "hi")
    both.gateway._workspaces._known.clear()
    await both.store.close()

    with pytest.raises(PlatformUnreachable, match="is closed"):
        await send(both, asked, "k")
    with pytest.raises(PlatformError):
        await both.gateway.port.tell("U1", "hello")
