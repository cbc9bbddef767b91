"""The people of the matrix test and the places they are in, put into the sandboxes of all platforms."""

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

import pytest
from msgspec import Struct

from bots.sandbox.discord import world as discord
from bots.sandbox.slack import payloads as slack_payloads
from bots.sandbox.slack import workspace as slack
from bots.sandbox.telegram import world as telegram

Json: TypeAlias = dict[str, Any]

ADA, BEN, CLEO, DAN, EVE = "Ada", "Ben", "Cleo", "Dan", "Eve"
"""An admin, a member, a stranger, and two whom the admin lets in."""

_OTHERS = "T2"
"""Another workspace, of which all are who are neither Ada nor Ben."""
_ELSEWHERE = "1100000000000000004"
_OUTSIDE_GROUP: Json = {"id": -1_001_000_000_002, "type": "supergroup", "title": "Another group"}


class Ids(Struct, frozen=True):
    """What people and places are called on one platform."""

    users: Mapping[str, str]
    direct: Mapping[str, str]
    """Everybody's direct messages with us."""
    room: str
    """A place that `PLACES` names."""
    outside: str
    """One that it does not name."""
    call: str
    """How we are called where others are too."""
    channel: str
    """What an id of a place begins with as a channel."""


def _named(*ids: str) -> dict[str, str]:
    return dict(zip((ADA, BEN, CLEO, DAN, EVE), ids, strict=True))


_DISCORD = _named(discord.ADA, discord.BEN, *(f"11000000000000000{n}" for n in (13, 14, 15)))
_DIRECT = _named(discord.ADA_DM, discord.BEN_DM, *(f"11000000000000000{n}" for n in (23, 24, 25)))
_TELEGRAM = _named("1001", "1002", "1003", "1004", "1005")

CAST = {
    "slack": Ids(
        _named("U1", "U2", "U3", "U4", "U5"), _named("D1", "D2", "D3", "D4", "D5"), "C1", "C2", "@trivium ", "slack:T1:"
    ),
    "discord": Ids(_DISCORD, _DIRECT, discord.GENERAL, _ELSEWHERE, "@Trivium ", "discord:"),
    "telegram": Ids(
        _TELEGRAM,
        _TELEGRAM,
        str(telegram.GROUP["id"]),
        str(_OUTSIDE_GROUP["id"]),
        "@trivium_sandbox_bot ",
        "telegram:",
    ),
}


def enter(platform: str, patch: pytest.MonkeyPatch) -> Ids:
    """Let all of them be there on a platform's servers that are made from now on."""
    {"slack": _slack, "discord": _discord, "telegram": _telegram}[platform](patch)
    return CAST[platform]


def _slack(patch: pytest.MonkeyPatch) -> None:
    ids = CAST["slack"]
    for name in (CLEO, DAN, EVE):
        user, room = ids.users[name], ids.direct[name]
        patch.setitem(slack.USERS, user, slack.User(user, name))
        patch.setitem(slack.CHANNELS, room, slack.Channel(room, "directmessage", "im", (user, slack.BOT_USER)))
    everybody = (*ids.users.values(), slack.BOT_USER)
    patch.setitem(slack.CHANNELS, ids.room, slack.Channel(ids.room, "general", "channel", everybody))
    patch.setitem(slack.CHANNELS, ids.outside, slack.Channel(ids.outside, "elsewhere", "channel", everybody))
    message = slack_payloads.message
    patch.setattr(slack_payloads, "message", lambda post: {**message(post), "team": _team(post.user)})
    patch.setattr("bots.sandbox.slack.server.block_actions", pressed_on_slack)
    patch.setattr("bots.sandbox.slack.dialogs.view_submission", filled_in_on_slack)


def _from_home(payload: Callable[..., Json]) -> Callable[..., Json]:
    """Return what makes the same payload with the workspace that its user is really of."""

    def made(user: str, *rest: Any) -> Json:
        told = payload(user, *rest)
        return {**told, "user": {**told["user"], "team_id": _team(user)}}

    return made


def _team(user: str) -> str:
    ours = {CAST["slack"].users[name] for name in (ADA, BEN)} | {slack.BOT_USER}
    return slack.TEAM if user in ours else _OTHERS


pressed_on_slack = _from_home(slack_payloads.block_actions)
filled_in_on_slack = _from_home(slack_payloads.view_submission)


def _discord(patch: pytest.MonkeyPatch) -> None:
    ids = CAST["discord"]
    rooms = [discord.Channel(ids.outside, discord.TEXT_CHANNEL, "#elsewhere")]
    for name in (CLEO, DAN, EVE):
        user = ids.users[name]
        patch.setitem(discord.PEOPLE, user, discord.Person(user, name.lower(), name))
        rooms.append(discord.Channel(ids.direct[name], discord.DM, "@Trivium", user))
    patch.setattr(discord, "_CHANNELS", (*discord._CHANNELS, *rooms))


def _telegram(patch: pytest.MonkeyPatch) -> None:
    ids = CAST["telegram"]
    patch.setitem(telegram.BEN, "language_code", "en")
    for name in (CLEO, DAN, EVE):
        key = ids.users[name]
        person = {"id": int(key), "is_bot": False, "first_name": name, "username": f"{name.lower()}_sandbox"}
        patch.setitem(telegram.PEOPLE, key, {**person, "language_code": "en"})
        patch.setitem(telegram.CHATS, key, telegram.private_chat(person))
    patch.setitem(telegram.CHATS, ids.outside, _OUTSIDE_GROUP)
