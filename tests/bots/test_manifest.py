"""Slack's manifest, Discord's invitation and the words for @BotFather, made from the registry of commands."""

import ast
import base64
import inspect
import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from jsonschema import Draft7Validator
from slack_sdk.web.async_client import AsyncWebClient

from adapters.discord.invite import NEEDED, application_of
from adapters.slack import wire
from adapters.slack.manifest import EVENTS, RETURNING, SCOPES, command_name, manifest, slash_name
from adapters.telegram.botfather import command_lines
from core.admin import Argument, CommandSpec, command_specs
from tests.bots.program import ROOT, bots

COMMANDS = command_specs(("v1", "v2"), ("built-in",))
OFFICIAL = ROOT / "../shared/specs/slack-manifest.schema.json"

NEEDS: dict[str, frozenset[str]] = {
    method: frozenset(scopes.split())
    for method, scopes in {
        "agents.sessions.setStatus": "assistant:write chat:write",
        "apps.connections.open": "",
        "auth.test": "",
        "chat.appendStream": "chat:write",
        "chat.delete": "chat:write",
        "chat.postEphemeral": "chat:write",
        "chat.postMessage": "chat:write",
        "chat.startStream": "chat:write",
        "chat.stopStream": "chat:write",
        "chat.update": "chat:write",
        "conversations.history": "channels:history groups:history im:history mpim:history",
        "conversations.open": "im:write",
        "conversations.replies": "channels:history groups:history im:history mpim:history",
        "files.completeUploadExternal": "files:write",
        "files.delete": "files:write",
        "files.getUploadURLExternal": "files:write",
        "files.info": "files:read",
        "oauth.v2.access": "",
        "reactions.add": "reactions:write",
        "reactions.remove": "reactions:write",
        "users.info": "users:read",
        "views.open": "",
    }.items()
}
"""What a bot token must be allowed for each method (docs.slack.dev/reference/methods)."""

OF_EVENTS = {
    "agent_session_stopped": "assistant:write",
    "app_mention": "app_mentions:read",
    "message.channels": "channels:history",
    "message.groups": "groups:history",
    "message.im": "im:history",
    "message.mpim": "mpim:history",
}
"""What each event needs (docs.slack.dev/reference/events); those not named need nothing."""

TAKEN_BY_SLACK = frozenset(
    re.split(
        " ",
        "archive away call collapse dnd expand feed invite join leave me msg mute open pro remind remove rename search "
        "shortcuts shrug star status topic who",
    )
)
"""Slack's own commands; a manifest with one of them is refused whole."""


def text(longest: int, pattern: str = "") -> dict[str, Any]:
    return {"type": "string", "minLength": 1, "maxLength": longest, **({"pattern": pattern} if pattern else {})}


def thing(required: str, **properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "required": required.split(),
        "additionalProperties": False,
        "properties": properties,
    }


def several(items: dict[str, Any], most: int) -> dict[str, Any]:
    return {"type": "array", "items": items, "minItems": 1, "maxItems": most, "uniqueItems": True}


FLAG = {"type": "boolean"}
ADDRESS = text(3_000, "^https://")
OURS = thing(
    "_metadata display_information features oauth_config settings",
    _metadata=thing("major_version minor_version", major_version={"const": 2}, minor_version={"const": 1}),
    display_information=thing("name description", name=text(35), description=text(140)),
    features=thing(
        "app_home bot_user agent_view slash_commands",
        app_home=thing(
            "messages_tab_enabled",
            home_tab_enabled=FLAG,
            messages_tab_enabled={"const": True},
            messages_tab_read_only_enabled={"const": False},
        ),
        bot_user=thing("display_name", display_name=text(80), always_online=FLAG),
        agent_view=thing(
            "agent_description",
            agent_description=text(300),
            suggested_prompts=several(thing("title message", title=text(100), message=text(300)), 4),
        ),
        slash_commands=several(
            thing(
                "command description should_escape",
                command=text(32, "^/[a-z0-9_-]+$"),
                description=text(2_000),
                usage_hint=text(1_000),
                url=ADDRESS,
                should_escape=FLAG,
            ),
            50,
        ),
    ),
    oauth_config=thing("scopes", redirect_urls=several(ADDRESS, 10), scopes=thing("bot", bot=several(text(50), 255))),
    settings=thing(
        "event_subscriptions interactivity socket_mode_enabled",
        event_subscriptions=thing("bot_events", request_url=ADDRESS, bot_events=several(text(50), 100)),
        interactivity=thing("is_enabled", is_enabled={"const": True}, request_url=ADDRESS),
        org_deploy_enabled=FLAG,
        socket_mode_enabled=FLAG,
        token_rotation_enabled=FLAG,
    ),
)


def methods_called(folder: Path) -> set[str]:
    """Return the Web API's methods that the sources in a folder call through the SDK, or name in full."""
    by_attribute = {
        name: found[1]
        for name, member in inspect.getmembers(AsyncWebClient, inspect.iscoroutinefunction)
        if (found := re.search(r"api_call\(\s*[\"']([\w.]+)[\"']", inspect.getsource(member)))
    }
    called = set()
    for path in folder.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            match node:
                case ast.Attribute(attr=name) if name in by_attribute:
                    called.add(by_attribute[name])
                case ast.Call(args=[ast.Constant(value=str(name)), *_]) if name in by_attribute.values():
                    called.add(name)
                case _:
                    continue
    return called


def events_matched(path: Path) -> set[str]:
    """Return the types that a source tells apart by `case {"type": …}`."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        match node:
            case ast.MatchMapping(
                keys=[ast.Constant(value="type"), *_],
                patterns=[ast.MatchValue(value=ast.Constant(value=str(name))), *_],
            ):
                found.add(name)
            case _:
                continue
    return found


@pytest.mark.parametrize("url", ["", "https://bot.example.org", "https://bot.example.org/deep/"])
def test_slacks_manifest_is_as_its_schema_wants_it(url: str) -> None:
    made = manifest(COMMANDS, "Trivium", url)

    assert list(Draft7Validator(OURS).iter_errors(made)) == []


@pytest.mark.parametrize("url", ["", "https://bot.example.org"])
def test_slacks_manifest_is_as_slacks_own_schema_wants_it(url: str) -> None:
    if not OFFICIAL.exists():
        pytest.skip("Slack's schema of manifests is not beside this checkout")

    errors = Draft7Validator(json.loads(OFFICIAL.read_text("utf-8"))).iter_errors(manifest(COMMANDS, "Trivium", url))

    assert list(errors) == []


def test_every_method_that_the_adapter_calls_is_allowed_by_the_manifest() -> None:
    called = methods_called(ROOT / "adapters/slack")

    assert {"chat.postMessage", "reactions.add", "conversations.replies", "auth.test"} <= called
    assert called - NEEDS.keys() == set(), "say in NEEDS which scopes these need"
    assert {scope for method in called for scope in NEEDS[method]} - SCOPES.keys() == set()


def test_a_method_that_is_called_without_its_scope_is_found(tmp_path: Path) -> None:
    (tmp_path / "planted.py").write_text("async def f(self): await self._web.pins_add(channel='C', timestamp='1.0')\n")
    (tmp_path / "other.py").write_text("async def f(web): await web.api_call('bookmarks.list', params={})\n")

    assert methods_called(tmp_path) == {"pins.add", "bookmarks.list"}


def test_the_manifest_asks_for_no_scope_that_nothing_needs() -> None:
    used = {scope for method in methods_called(ROOT / "adapters/slack") for scope in NEEDS[method]}
    used |= {OF_EVENTS[event] for event in EVENTS if event in OF_EVENTS} | {"commands"}

    assert set(SCOPES) - used == set()


def test_the_manifest_subscribes_to_what_the_adapter_reads_and_to_nothing_else() -> None:
    of_installations = events_matched(ROOT / "adapters/slack/installed.py")

    assert of_installations == {"app_uninstalled", "tokens_revoked"}
    assert {event.partition(".")[0] for event in EVENTS} == wire._READ | of_installations
    assert {OF_EVENTS[event] for event in EVENTS if event in OF_EVENTS} <= SCOPES.keys()


def test_no_command_has_a_name_that_slack_keeps_for_itself_and_each_is_understood_again() -> None:
    slashes = {spec.name: slash_name(spec.name) for spec in COMMANDS}

    assert TAKEN_BY_SLACK & set(slashes.values()) == set()
    assert len(set(slashes.values())) == len(slashes)
    assert {name: command_name(slash) for name, slash in slashes.items()} == {name: name for name in slashes}


def test_over_http_every_address_is_the_one_that_is_served_and_socket_mode_is_off() -> None:
    made = manifest(COMMANDS, "Trivium", "https://bot.example.org/")
    settings, events = made["settings"], "https://bot.example.org/slack/events"

    assert settings["event_subscriptions"]["request_url"] == events
    assert settings["interactivity"]["request_url"] == events
    assert {command["url"] for command in made["features"]["slash_commands"]} == {events}
    assert made["oauth_config"]["redirect_urls"] == [f"https://bot.example.org{RETURNING}"]
    assert not settings["socket_mode_enabled"]


def test_in_socket_mode_there_is_no_address() -> None:
    made = manifest(COMMANDS, "Trivium")

    assert made["settings"]["socket_mode_enabled"]
    assert "http" not in json.dumps(made)


def test_a_hint_that_is_too_long_for_slack_is_shortened() -> None:
    many = Argument("model", "Which", tuple(f"model-{number}" for number in range(500)))
    (command,) = manifest((CommandSpec("model", "Switch", (many,)),), "Trivium")["features"]["slash_commands"]

    assert len(command["usage_hint"]) == 1_000


async def told(*arguments: str, cwd: Path, **settings: str) -> tuple[int | None, str, str]:
    process = await bots("manifest", *arguments, cwd=cwd, **settings)
    out, complaint = await process.communicate()
    return process.returncode, out.decode(), complaint.decode()


async def test_slacks_manifest_alone_is_on_standard_output(tmp_path: Path) -> None:
    status, out, beside = await told("slack", "--name", "Otto", "--url", "https://bot.example.org", cwd=tmp_path)

    assert status == 0
    assert json.loads(out)["display_information"]["name"] == "Otto"
    assert [spec.name for spec in COMMANDS] == [
        command_name(command["command"][1:]) for command in json.loads(out)["features"]["slash_commands"]
    ]
    assert "From a manifest" in beside


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--url", "http://bot.example.org"), "--url: Slack needs an address such as https://"),
        (("--url", "bot.example.org"), "--url: Slack needs an address such as https://"),
        (("--name", "x" * 36), "--name: An app's name has 1 to 35 letters."),
        (("--name", " "), "--name: An app's name has 1 to 35 letters."),
    ],
)
async def test_what_slack_would_refuse_is_one_line(tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    status, out, complaint = await told("slack", *arguments, cwd=tmp_path)

    assert (status, out, complaint.count("\n")) == (1, "", 1)
    assert said in complaint


async def test_the_invitation_names_the_application_of_the_token_and_asks_for_what_is_needed(tmp_path: Path) -> None:
    token = base64.b64encode(b"80351110224678912").decode().rstrip("=") + ".GhSecr.sandbox-signature-of-nothing"

    status, out, _ = await told("discord", cwd=tmp_path, DISCORD_TOKEN=token)
    link = next(line for line in out.splitlines() if line.startswith("https://"))
    asked = parse_qs(urlsplit(link).query)

    assert status == 0
    assert asked["client_id"] == ["80351110224678912"]
    assert asked["scope"] == ["bot applications.commands"]
    assert int(asked["permissions"][0]).bit_count() == len(NEEDED) == 7
    assert "Message Content Intent" in out
    assert token not in out


async def test_the_invitation_without_a_token_says_where_the_id_is(tmp_path: Path) -> None:
    _, out, _ = await told("discord", cwd=tmp_path)

    assert "client_id=APPLICATION_ID&" in out
    assert "General Information → Application ID" in out


@pytest.mark.parametrize("token", ["", "sandbox", "....", "ä.ö", "QUJD.x.y"])
def test_what_is_no_token_names_no_application(token: str) -> None:
    assert application_of(token) == ""


async def test_botfather_is_told_every_command(tmp_path: Path) -> None:
    _, out, _ = await told("telegram", cwd=tmp_path)

    assert {"/newbot", "/setprivacy", "/setjoingroups", "/setcommands"} <= set(out.splitlines())
    assert [f"{spec.name} - {spec.description}" for spec in COMMANDS] == command_lines(COMMANDS).splitlines()
    assert command_lines(COMMANDS) in out
