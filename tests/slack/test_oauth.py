"""Several workspaces: installed by OAuth, each spoken to with its own token, gone when they uninstall."""

import json
import logging
import sqlite3
from collections.abc import AsyncIterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from adapters.slack.vault import Installed, Vault
from adapters.storage.store import SqlStore
from bots.sandbox.service import Shelf
from bots.sandbox.slack.couriers import HttpCourier
from bots.sandbox.slack.endpoints import BOT_KEY, SIGNING_KEY
from bots.sandbox.slack.server import SlackSandbox
from core.errors import PlatformError
from core.events import AdminCommand, Message
from tests.serving import serving
from tests.slack.installed import KEY, Scene, each, gateway_of, running, scene
from tests.slack.test_read import payload
from tests.waiting import until


@pytest.fixture
async def both(tmp_path: Path) -> AsyncIterator[Scene]:
    async with scene(tmp_path) as built:
        yield built


def rows(tmp_path: Path) -> list[str]:
    with closing(sqlite3.connect(tmp_path / "trivium.db")) as connection:
        return [place for (place,) in connection.execute("SELECT place FROM installations ORDER BY place")]


def everything(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.iterdir())


async def posted(both: Scene, told: Mapping[str, Any]) -> int:
    """Post what Slack would sign, and return the answer's status."""
    body = json.dumps(told).encode()
    headers = {"Content-Type": "application/json", **HttpCourier("", SIGNING_KEY, 1.0).signature(body)}
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{both.home}/slack/events", data=body, headers=headers) as answer,
    ):
        return answer.status


async def test_two_workspaces_install_the_app_and_each_is_answered_with_its_own_token(both: Scene) -> None:
    for team in ("T1", "T2"):
        assert "Thank you!" in await both.install(team)

    asked = [await both.heard(team, f"hello from {team}") for team in ("T1", "T2")]
    both.distribution.calls.clear()
    for one in reversed(asked):
        await both.gateway.port.send(one, {"text": f"hello, {one.channel}"}, key=one.event, private=False)

    assert [one.channel for one in asked] == ["slack:T1:D1", "slack:T2:D1"]
    posts = [team for team, method in both.distribution.calls if method == "chat.postMessage"]
    assert posts == ["T2", "T1"]
    assert [both.said(team) for team in ("T1", "T2")] == [["hello, slack:T1:D1"], ["hello, slack:T2:D1"]]


async def test_over_socket_mode_events_come_with_the_app_s_own_token(store: SqlStore) -> None:
    sandbox = SlackSandbox(Shelf(None), retry_pauses=(0.0, 0.0))
    there = Installed(team="T1", token=BOT_KEY, bot="B1", user="U0BOT", at=1.0)
    await store.installations.keep("slack:T1", Vault((KEY,)).seal(there))
    async with serving(sandbox.app) as base:
        settings = {**sandbox.environment(base), "SLACK_CLIENT_ID": "1.2", "SLACK_CLIENT_SECRET": "s3cret"}
        gateway = gateway_of({**settings, "SLACK_SIGNING_SECRET": ""}, store)
        async with running(gateway) as inbox:
            await until(lambda: sandbox.connected == 1)
            await sandbox.say("U1", "D1", "hi")
            await gateway.port.send(await inbox.next(), {"text": "hello"}, key="k", private=False)
            sandbox.fail_next("auth.test", status=200, error="account_inactive")
            sandbox.tell({"type": "app_uninstalled"})
            await until(lambda: not sandbox.unacknowledged)

    assert [route.path for route in gateway.routes()] == ["/slack/install", "/slack/oauth_redirect"]
    assert sandbox.calls[-1].method == "chat.postMessage"
    assert await store.installations.places("slack") == ()


async def test_the_same_channel_and_message_in_two_workspaces_are_two_conversations(both: Scene) -> None:
    await each(both.install("T1"), both.install("T2"))

    one, other = await both.heard("T1", "hi"), await both.heard("T2", "hi")

    assert one.session.partition(":D1:")[0] != other.session.partition(":D1:")[0]
    assert not {one.event, one.session} & {other.event, other.session}


async def test_our_own_words_are_not_taken_for_a_person_s_in_any_workspace(both: Scene) -> None:
    await each(both.install("T1"), both.install("T2"))
    asked = await both.heard("T2", "hi")

    await both.gateway.port.send(asked, {"text": "hello"}, key="k", private=False)
    await until(lambda: not both.workspaces["T2"].unacknowledged)

    assert both.inbox.events.empty()
    assert set(both.distribution.statuses) == {200}


async def test_a_command_is_answered_where_it_was_given(both: Scene) -> None:
    await each(both.install("T1"), both.install("T2"))

    await both.workspaces["T2"].say("U1", "D1", "/model a payload=b and payload")

    command = await both.inbox.next()
    assert isinstance(command, AdminCommand)
    assert (command.channel, command.arguments) == ("slack:T2:D1", "a payload=b and payload")


async def test_no_token_stands_in_the_database_or_the_log(
    both: Scene, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    await both.install("T1")
    asked = await both.heard("T1", "hi")
    secrets = both.distribution.grants.tokens("T1")
    both.distribution.grants.revoke("T1")

    with pytest.raises(PlatformError) as refused:
        await both.gateway.port.send(asked, {"text": "hello"}, key="k", private=False)
    await both.store.close()

    kept = everything(tmp_path)
    shown = f"{caplog.text}{refused.value!r}{both.gateway._workspaces._known['T1'].renewal.installed!r}"
    assert len(secrets) == 2
    assert "the workspace T1" in str(refused.value)
    for secret in (*secrets, "sandbox-client-key"):
        assert secret.encode() not in kept
        assert secret not in shown


async def test_after_uninstalling_the_tokens_are_gone_and_what_comes_is_dropped(both: Scene, tmp_path: Path) -> None:
    await each(both.install("T1"), both.install("T2"))
    asked = await both.heard("T2", "hi")

    assert await both.distribution.uninstall("T2") == [200, 200]
    await both.workspaces["T2"].say("U1", "D1", "is anybody there?")
    await until(lambda: not both.workspaces["T2"].unacknowledged)

    assert rows(tmp_path) == ["slack:T1"]
    assert both.inbox.events.empty()
    with pytest.raises(PlatformError, match="not installed in Slack's workspace T2"):
        await both.gateway.port.send(asked, {"text": "hello"}, key="k", private=False)
    assert (await both.heard("T1", "still here")).text == "still here"


async def test_tokens_of_users_may_be_revoked_without_ending_the_installation(both: Scene, tmp_path: Path) -> None:
    await both.install("T1")

    event = {"type": "tokens_revoked", "tokens": {"oauth": ["U1"], "bot": []}}
    status = await both.distribution.tell("T1", event, event_time=9_999_999_999)

    assert status == 200
    assert rows(tmp_path) == ["slack:T1"]


async def test_what_names_no_workspace_is_dropped(both: Scene) -> None:
    await both.install("T1")
    teams: tuple[object, ...] = ("T9", "", None, 5, [], ["T1"], "T" * 1_000, "T1 ", "../T1", "T1\x00")

    for team in teams:
        assert await posted(both, {"type": "block_actions", "team_id": team}) == 200

    assert both.inbox.events.empty()


async def test_a_click_counts_where_the_message_is_from_and_not_where_the_person_is_from(both: Scene) -> None:
    await both.install("T1")
    click = payload("click")

    for ours, theirs in (("T1", "T9"), ("T9", "T1")):
        told = {"message": {**click["message"], "team": ours}, "team": {"id": theirs}}
        assert await posted(both, {**click, **told, "user": {**click["user"], "team_id": theirs}}) == 200

    assert (await both.inbox.next()).server == "slack:T1"
    assert both.inbox.events.empty()


async def test_an_uninstallation_that_is_told_again_does_not_end_the_next_installation(
    both: Scene, tmp_path: Path
) -> None:
    await both.install("T1")

    late = await both.distribution.tell("T1", {"type": "app_uninstalled"})
    kept = rows(tmp_path)
    both.distribution.grants.revoke("T1")
    true = await both.distribution.tell("T1", {"type": "app_uninstalled"})

    assert (late, kept) == (200, ["slack:T1"])
    assert (true, rows(tmp_path)) == (200, [])


async def test_a_token_that_was_replaced_may_be_revoked_without_ending_the_installation(
    both: Scene, tmp_path: Path
) -> None:
    await both.install("T1")

    status = await both.distribution.tell("T1", {"type": "tokens_revoked", "tokens": {"bot": ["U0T1"]}})

    assert (status, rows(tmp_path)) == (200, ["slack:T1"])


async def test_an_uninstallation_that_cannot_be_noted_is_told_again(both: Scene) -> None:
    await both.install("T1")
    await both.heard("T1", "hi")
    both.distribution.grants.revoke("T1")
    await both.store.close()

    assert await both.distribution.tell("T1", {"type": "app_uninstalled"}, event_time=9_999_999_999) == 500


async def test_a_workspace_installs_anew_after_it_uninstalled(both: Scene) -> None:
    await both.install("T1")
    await both.distribution.uninstall("T1")

    await both.install("T1")
    asked = await both.heard("T1", "here again")
    await both.gateway.port.send(asked, {"text": "welcome"}, key="k", private=False)

    assert both.said("T1") == ["welcome"]


async def test_a_person_is_told_something_in_the_workspace_that_knows_them(both: Scene) -> None:
    await each(both.install("T1"), both.install("T2"))
    both.workspaces["T1"].fail_next("chat.postMessage", status=200, error="user_not_found")

    await both.gateway.port.tell("U2", "the disk is full")
    await both.gateway.port.tell("U2", "still full")

    assert (both.said("T1"), both.said("T2")) == ([], ["the disk is full", "still full"])


async def test_nobody_can_be_told_anything_before_the_app_is_installed(both: Scene) -> None:
    with pytest.raises(PlatformError, match="installed in no workspace"):
        await both.gateway.port.tell("U2", "the disk is full")


async def test_each_workspace_is_caught_up_with_in_its_own_past(both: Scene) -> None:
    await each(both.install("T1"), both.install("T2"))
    seen = [await both.heard(team, "hi") for team in ("T1", "T2")]
    await both.distribution.uninstall("T1")
    accept, both.gateway._receiver._accept = both.gateway._receiver._accept, None
    await both.workspaces["T2"].say("U1", "D1", "missed")
    both.gateway._receiver._accept = accept

    await both.gateway.catch_up(both.inbox.accept, seen)

    found = [both.inbox.events.get_nowait() for _ in range(both.inbox.events.qsize())]
    assert {(one.channel, one.text) for one in found if isinstance(one, Message)} >= {("slack:T2:D1", "missed")}
    assert not [one for one in found if one.channel.startswith("slack:T1")]


async def test_what_keeps_one_workspace_from_being_caught_up_with_is_told_and_stops_no_other(both: Scene) -> None:
    await each(both.install("T1"), both.install("T2"))
    seen = [await both.heard(team, "hi") for team in ("T1", "T2")]
    both.workspaces["T1"].fail_next("conversations.history", status=429, retry_after=60)

    with pytest.raises(PlatformError, match="60 s of pause"):
        await both.gateway.catch_up(both.inbox.accept, seen)

    assert ("T2", "conversations.history") in both.distribution.calls
