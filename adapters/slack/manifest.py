"""The app's manifest: what Slack has to know of us, and what we ask a workspace to allow."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from adapters.shared.drawing import shorten
from adapters.slack.wire import STOPPED
from core.admin import CommandSpec

SCOPES: Mapping[str, str] = MappingProxyType(
    {
        "app_mentions:read": "mentions in channels",
        "assistant:write": "the status of a conversation, and Slack's Stop button",
        "channels:history": "messages in public channels",
        "chat:write": "answers",
        "commands": "slash commands",
        "files:read": "files that come with messages",
        "files:write": "files and pictures of answers",
        "groups:history": "messages in private channels",
        "im:history": "direct messages",
        "im:write": "files that one person alone is to see",
        "mpim:history": "group direct messages",
        "reactions:write": "the signs on people's messages",
        "users:read": "who is of the workspace, and who runs it",
    }
)
"""What the bot token must be allowed, each with what it is for."""

APP_SCOPES: Mapping[str, str] = MappingProxyType({"connections:write": "Socket Mode"})
"""What the app token must be allowed; no manifest grants that, it is chosen when the token is made."""

EVENTS: tuple[str, ...] = (
    STOPPED,
    "app_mention",
    "app_uninstalled",
    "message.channels",
    "message.groups",
    "message.im",
    "message.mpim",
    "tokens_revoked",
)
"""What we subscribe to; an event that nobody subscribed to never comes."""

RECEIVING = "/slack/events"
"""Where events, clicks and commands arrive over HTTP."""
RETURNING = "/slack/oauth_redirect"
"""Where Slack leads people back to after an installation over OAuth."""

_RENAMED: Mapping[str, str] = MappingProxyType({"status": "botstatus"})
"""Slack has a `/status` of its own, and refuses a whole manifest that has one (openclaw#29032, hermes-agent#17054)."""
_PLAIN = MappingProxyType({slash: name for name, slash in _RENAMED.items()})

_NAME = 35
"""Characters of an app's name (manifest.schema.2.0.0, as all limits here)."""
_HINT = 1_000
"""Characters of a command's usage hint."""
_ABOUT = "One assistant in Slack, Discord and Telegram."
_AGENT = "Answers questions, shows tables, charts and controls, and keeps them up to date in the conversation."
_PROMPTS = (
    {"title": "What can you do?", "message": "What can you do?"},
    {"title": "Make a counter", "message": "Make me a counter"},
    {"title": "Show a chart", "message": "Show me a chart of 3, 5, 8 and 13"},
)


def slash_name(command: str) -> str:
    """Return a command's name among Slack's slash commands, without the slash."""
    return _RENAMED.get(command, command)


def command_name(slash: str) -> str:
    """Return our name of the command that Slack calls so, without the slash."""
    return _PLAIN.get(slash, slash)


def manifest(commands: Sequence[CommandSpec], name: str, url: str = "") -> dict[str, Any]:
    """Return the manifest as Slack takes it: for Socket Mode, or for HTTP where we can be reached at `url`.

    Raises ValueError for a name without letters or of more than 35.
    """
    if not name.strip() or len(name) > _NAME:
        raise ValueError(f"An app's name has 1 to {_NAME} letters.")
    base = url.rstrip("/")
    there = {"request_url": f"{base}{RECEIVING}"} if base else {}
    oauth: dict[str, Any] = {"scopes": {"bot": list(SCOPES)}}
    return {
        "_metadata": {"major_version": 2, "minor_version": 1},
        "display_information": {"name": name, "description": _ABOUT},
        "features": {
            "app_home": {
                "home_tab_enabled": False,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": name, "always_online": True},
            "agent_view": {"agent_description": _AGENT, "suggested_prompts": list(_PROMPTS)},
            "slash_commands": [_command(spec, base) for spec in commands],
        },
        "oauth_config": {"redirect_urls": [f"{base}{RETURNING}"], **oauth} if base else oauth,
        "settings": {
            "event_subscriptions": {**there, "bot_events": list(EVENTS)},
            "interactivity": {"is_enabled": True, **there},
            "org_deploy_enabled": False,
            "socket_mode_enabled": not base,
            "token_rotation_enabled": False,
        },
    }


def _command(spec: CommandSpec, base: str) -> dict[str, Any]:
    told: dict[str, Any] = {"command": f"/{slash_name(spec.name)}", "description": spec.description}
    if base:
        told["url"] = f"{base}{RECEIVING}"
    if spec.hint:
        told["usage_hint"] = shorten(spec.hint, _HINT)
    # Escaped names would reach the core as `<@U1|ada>` where a person wrote `@ada`.
    return {**told, "should_escape": False}
