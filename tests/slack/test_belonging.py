"""Who belongs to our workspace, what is between one person and us, and which workspace it is."""

from typing import Any

import pytest

from adapters.slack.platform import SlackPlatform
from core.events import Inbound
from tests.slack.test_read import READ, payload

OURS = "T061EG9R6"
MESSAGES = ("mention", "mention_message", "message_in_thread", "direct_message")


def read(told: dict[str, Any]) -> Inbound:
    event = SlackPlatform().read(told)
    assert event is not None
    return event


def told(name: str, /, **event: object) -> dict[str, Any]:
    """Return a payload with other fields in its event; those that are None are left out."""
    body = payload(name)
    body["event"] = {key: value for key, value in {**body["event"], **event}.items() if value is not None}
    return body


@pytest.mark.parametrize("name", sorted(READ - {"direct_message_with_file_of_another_workspace"}))
def test_people_of_our_workspace_are_members_whatever_they_do(name: str) -> None:
    event = read(payload(name))

    assert event.person.member
    assert event.server == f"slack:{OURS}"


@pytest.mark.parametrize("name", MESSAGES)
@pytest.mark.parametrize("field", ["team", "user_team"])
def test_who_writes_from_another_workspace_is_no_member(name: str, field: str) -> None:
    event = read(told(name, **{field: "T0OTHERS"}))

    assert not event.person.member
    assert event.server == f"slack:{OURS}"


@pytest.mark.parametrize("name", MESSAGES)
def test_in_a_channel_shared_with_others_nobody_is_a_member_of_whom_slack_says_nothing(name: str) -> None:
    body = told(name, team=None)

    assert not read({**body, "is_ext_shared_channel": True}).person.member
    assert not read({key: value for key, value in body.items() if key != "is_ext_shared_channel"}).person.member
    assert read({**body, "is_ext_shared_channel": False}).person.member


def test_in_a_channel_shared_with_others_our_own_people_are_members() -> None:
    shared = {"is_ext_shared_channel": True, "team_id": "T0OTHERS", "context_team_id": "T0OTHERS"}

    event = read({**told("mention", user_team=OURS), **shared})

    assert event.person.member
    assert event.channel == f"slack:{OURS}:C061EG9SL"


def test_the_workspace_is_told_by_its_context_where_a_whole_organisation_has_installed_us() -> None:
    body = told("direct_message") | {"team_id": "T0OTHERS", "context_team_id": OURS}
    body["authorizations"][0] |= {"team_id": None, "is_enterprise_install": True}

    assert read(body).server == f"slack:{OURS}"


@pytest.mark.parametrize(("team", "member"), [(OURS, True), ("T0OTHERS", False)])
def test_a_message_of_files_alone_is_by_a_member_where_the_files_are_a_members(team: str, *, member: bool) -> None:
    body = told("direct_message_of_files_only", team=None) | {"is_ext_shared_channel": True}
    body["event"]["files"][0] |= {"user": body["event"]["user"], "user_team": team}

    assert read(body).person.member is member


def test_a_file_of_somebody_else_says_nothing_of_who_shares_it() -> None:
    body = told("direct_message_of_files_only", team=None) | {"is_ext_shared_channel": True}
    body["event"]["files"] = [{**body["event"]["files"][0], "user": "U0ELSE", "user_team": OURS}]

    assert not read(body).person.member


@pytest.mark.parametrize("name", ["click", "click_on_an_ephemeral_message", "choice", "day", "dialog"])
def test_who_clicks_or_fills_in_from_another_workspace_is_no_member(name: str) -> None:
    body = payload(name)
    body["user"]["team_id"] = "T0OTHERS"

    assert not read(body).person.member


def test_a_stamp_says_which_workspace_is_ours_where_a_stranger_clicks_on_a_private_message() -> None:
    body = payload("click_on_an_ephemeral_message")
    body["user"]["team_id"] = body["team"]["id"] = "T0OTHERS"
    body["actions"][0]["block_id"] = f"private|{OURS}||0a1b2c3d.0|k/0"

    click = read(body)

    assert (click.person.member, click.server) == (False, f"slack:{OURS}")


def test_the_stop_button_in_a_channel_shared_with_others_vouches_for_nobody() -> None:
    assert not read({**payload("agent_session_stopped"), "is_ext_shared_channel": True}).person.member


@pytest.mark.parametrize(
    ("channel", "kind", "direct"),
    [
        ("D024BE91L", "im", True),
        ("D024BE91L", None, True),
        ("G024BE91L", "mpim", False),
        ("C024BE91L", "mpim", False),
        ("C024BE91L", "channel", False),
        ("C024BE91L", None, False),
    ],
)
def test_only_one_persons_conversation_with_us_is_direct(channel: str, kind: str | None, *, direct: bool) -> None:
    mention = told("mention", channel=channel, channel_type=kind)

    assert read(mention).direct is direct


@pytest.mark.parametrize(("channel", "direct"), [("D024BE91L", True), ("C061EG9SL", False), ("G024BE91L", False)])
def test_clicks_commands_dialogs_and_stops_are_direct_where_messages_are(channel: str, *, direct: bool) -> None:
    click, command, stop = payload("click"), payload("slash_command"), payload("agent_session_stopped")
    dialog = payload("dialog")
    click["container"]["channel_id"] = command["channel_id"] = stop["event"]["channel"] = channel
    dialog["view"]["private_metadata"] = dialog["view"]["private_metadata"].replace("C061EG9SL", channel)

    assert [read(body).direct for body in (click, command, stop, dialog)] == [direct] * 4
