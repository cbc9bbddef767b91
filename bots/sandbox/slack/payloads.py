"""What Slack sends to apps, as JSON."""

import time
from typing import Any, TypeAlias
from uuid import uuid4

from bots.sandbox.slack.rules import Block, elements
from bots.sandbox.slack.workspace import APP, BOT, BOT_USER, CHANNELS, TEAM, USERS, Post

Json: TypeAlias = dict[str, Any]


def message(post: Post) -> Json:
    """Return a message as the Web API and events show it."""
    shown: Json = {"type": "message", "user": post.user, "ts": post.ts, "text": post.text, "team": TEAM}
    if post.blocks:
        shown["blocks"] = list(post.blocks)
    if post.thread_ts:
        shown["thread_ts"] = post.thread_ts
    if USERS[post.user].bot:
        shown |= {"bot_id": BOT, "app_id": APP}
    if post.edited:
        shown["edited"] = {"user": post.user, "ts": post.ts}
    return shown


def message_event(post: Post) -> Json:
    """Return the event `message.im` or `message.channels`."""
    return {**message(post), **_where(post), "event_ts": post.ts}


def mention_event(post: Post) -> Json:
    """Return the event `app_mention`, which names no channel type."""
    return {**message(post), "type": "app_mention", "channel": post.channel, "event_ts": post.ts}


def changed_event(post: Post, before: Post, ts: str) -> Json:
    """Return the event of an edited message."""
    return {
        "type": "message",
        "subtype": "message_changed",
        "hidden": True,
        **_where(post),
        "message": message(post),
        "previous_message": message(before),
        "ts": ts,
        "event_ts": ts,
    }


def deleted_event(post: Post, ts: str) -> Json:
    """Return the event of a deleted message."""
    return {
        "type": "message",
        "subtype": "message_deleted",
        "hidden": True,
        **_where(post),
        "deleted_ts": post.ts,
        "previous_message": message(post),
        "ts": ts,
        "event_ts": ts,
    }


def event_callback(event: Json) -> Json:
    """Return the body in which the Events API delivers an event."""
    return {
        "team_id": TEAM,
        "context_team_id": TEAM,
        "api_app_id": APP,
        "type": "event_callback",
        "event": event,
        "event_id": f"Ev{uuid4().hex[:12].upper()}",
        "event_time": int(time.time()),
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": TEAM,
                "user_id": BOT_USER,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": False,
    }


def stopped_event(user: str, channel: str, thread: str, ts: str) -> Json:
    """Return the event of Slack's own Stop button; no stream is open that Slack would have stopped."""
    return {
        "type": "agent_session_stopped",
        "channel": channel,
        "user": user,
        "thread_ts": thread,
        "streaming_message_ts": [],
        "event_ts": ts,
    }


def block_actions(user: str, post: Post, element: Block, option: Block | None, ts: str, response_url: str) -> Json:
    """Return what a pressed button sends, or a menu in which `option` was chosen."""
    container: Json = {
        "type": "message",
        "message_ts": post.ts,
        "channel_id": post.channel,
        "is_ephemeral": bool(post.private_to),
    }
    if post.thread_ts:
        container["thread_ts"] = post.thread_ts
    name = USERS[user].name
    payload: Json = {
        "type": "block_actions",
        "user": {"id": user, "username": name.lower(), "name": name.lower(), "team_id": TEAM},
        "api_app_id": APP,
        "container": container,
        "trigger_id": trigger(),
        "team": {"id": TEAM, "domain": "sandbox"},
        "enterprise": None,
        "is_enterprise_install": False,
        "channel": {"id": post.channel, "name": CHANNELS[post.channel].name},
        "response_url": response_url,
        "state": {"values": _values(post, element, option)},
        "actions": [{**_used(element, option), "block_id": _block_id(post, element), "action_ts": ts}],
    }
    return payload if post.private_to else {**payload, "message": message(post)}


def slash_command(user: str, channel: str, text: str, response_url: str) -> dict[str, str]:
    """Return the form of a slash command."""
    command, _, rest = text.partition(" ")
    return {
        "team_id": TEAM,
        "team_domain": "sandbox",
        "channel_id": channel,
        "channel_name": CHANNELS[channel].name,
        "user_id": user,
        "user_name": USERS[user].name.lower(),
        "command": command,
        "text": rest.strip(),
        "api_app_id": APP,
        "is_enterprise_install": "false",
        "response_url": response_url,
        "trigger_id": trigger(),
    }


def trigger() -> str:
    """Return an id for one act of one person."""
    return f"{time.time_ns() // 1_000_000}.{TEAM}.{uuid4().hex}"


def _where(post: Post) -> Json:
    return {"channel": post.channel, "channel_type": CHANNELS[post.channel].kind}


def _used(element: Block, option: Block | None) -> Json:
    """Return the element as it is told of; a menu tells of the option that was chosen, not of all it has."""
    told = {key: value for key, value in element.items() if key != "options"}
    return told if option is None else {**told, "selected_option": option}


def _values(post: Post, used: Block, option: Block | None) -> Json:
    """Return what all menus of the message stand at, by block and action id."""
    values: Json = {}
    for menu in (e for e in elements(list(post.blocks)) if e["type"] == "static_select"):
        at = option if menu == used else menu.get("initial_option")
        block = values.setdefault(_block_id(post, menu), {})
        block[menu["action_id"]] = {"type": "static_select", "selected_option": at}
    return values


def _block_id(post: Post, element: Block) -> str:
    """Return the block's id, which Slack makes up where the app gave none."""
    for index, block in enumerate(post.blocks):
        if element in block.get("elements", []) or element == block.get("accessory"):
            return str(block.get("block_id", f"b{index}"))
    return ""
