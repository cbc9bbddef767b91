"""What Slack sends to apps, as JSON."""

import time
from typing import Any, TypeAlias
from uuid import uuid4

from bots.sandbox.slack.rules import Block, elements
from bots.sandbox.slack.workspace import APP, BOT, BOT_USER, CHANNELS, TEAM, USERS, File, Post

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
    if post.files:
        shown["files"] = [file(one, post.user) for one in post.files]
    if post.edited:
        shown["edited"] = {"user": post.user, "ts": post.ts}
    return shown


def file(shared: File, user: str) -> Json:
    """Return a file as the Web API and events show it."""
    return {
        "id": shared.id,
        "name": shared.name,
        "title": shared.name,
        "mimetype": shared.media_type,
        "filetype": shared.name.rpartition(".")[2],
        "size": shared.size,
        "user": user,
        "mode": "hosted",
        "is_external": False,
        "file_access": "visible",
        "url_private": shared.url,
        "url_private_download": f"{shared.url}?download",
    }


def message_event(post: Post) -> Json:
    """Return the event `message.im` or `message.channels`."""
    shared = {"subtype": "file_share", "upload": False} if post.files else {}
    return {**message(post), **shared, **_where(post), "event_ts": post.ts}


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


def stopped_event(user: str, channel: str, thread: str, ts: str, streams: list[str]) -> Json:
    """Return the event of Slack's own Stop button, which has ended these streams."""
    return {
        "type": "agent_session_stopped",
        "channel": channel,
        "user": user,
        "thread_ts": thread,
        "streaming_message_ts": streams,
        "event_ts": ts,
    }


def block_actions(user: str, post: Post, element: Block, used: Json, ts: str, response_url: str) -> Json:
    """Return what a pressed button sends, or a menu or a date picker that now stands at `used`."""
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
        "state": {"values": _values(post, element, used)},
        "actions": [{**_told(element), **used, "block_id": _block_id(post, element), "action_ts": ts}],
    }
    return payload if post.private_to else {**payload, "message": message(post)}


def view_submission(user: str, view: Json, values: Json) -> Json:
    """Return what a modal sends when it is filled in."""
    name = USERS[user].name
    return {
        "type": "view_submission",
        "team": {"id": TEAM, "domain": "sandbox"},
        "user": {"id": user, "username": name.lower(), "name": name.lower(), "team_id": TEAM},
        "api_app_id": APP,
        "trigger_id": trigger(),
        "view": {**view, "state": {"values": values}, "team_id": TEAM, "app_id": APP, "bot_id": BOT},
        "response_urls": [],
        "is_enterprise_install": False,
        "enterprise": None,
    }


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


def _told(element: Block) -> Json:
    """Return the element as it is told of; a menu does not tell of all the options it has."""
    return {key: value for key, value in element.items() if key != "options"}


def _values(post: Post, element: Block, used: Json) -> Json:
    """Return what all menus and date pickers of the message stand at, by block and action id."""
    values: Json = {}
    for one in elements(list(post.blocks)):
        if one["type"] == "static_select":
            at: Json = {"selected_option": one.get("initial_option")}
        elif one["type"] == "datepicker":
            at = {"selected_date": one.get("initial_date")}
        else:
            continue
        block = values.setdefault(_block_id(post, one), {})
        block[one["action_id"]] = {"type": one["type"], **(used if one == element else at)}
    return values


def _block_id(post: Post, element: Block) -> str:
    """Return the block's id, which Slack makes up where the app gave none."""
    for index, block in enumerate(post.blocks):
        if element in block.get("elements", []) or element == block.get("accessory"):
            return str(block.get("block_id", f"b{index}"))
    return ""
