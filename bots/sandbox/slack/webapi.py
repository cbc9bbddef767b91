"""The Web API's methods that an assistant needs; all others are `unknown_method`."""

from bots.sandbox.slack.arguments import Arguments, Methods, Result, metadata_of, required
from bots.sandbox.slack.couriers import SocketCourier
from bots.sandbox.slack.payloads import message
from bots.sandbox.slack.room import Room
from bots.sandbox.slack.rules import Block, SlackError, check_message
from bots.sandbox.slack.workspace import BOT, BOT_USER, TEAM, USERS, Channel, Workspace

_STATUSES = ("active", "processing", "suspended", "closed")
_TITLE = 200
"""Characters of a session's title (docs.slack.dev/reference/methods/agents.sessions.setStatus)."""


class WebApi:
    """Answers calls whose token was checked, each method by its name."""

    def __init__(self, workspace: Workspace, room: Room, sockets: SocketCourier, *others: Methods) -> None:
        """`others` are the methods that are answered elsewhere."""
        self._workspace, self._room, self._sockets = workspace, room, sockets
        self._methods = {name: method for methods in (self._own(), *others) for name, method in methods.items()}

    def call(self, method: str, arguments: Arguments) -> Result:
        """Return what the method returns. Raises SlackError."""
        handler = self._methods.get(method)
        if handler is None:
            raise SlackError("unknown_method")
        return handler(arguments)

    def open_socket(self, host: str) -> Result:
        """Answer `apps.connections.open`."""
        return {"url": f"ws://{host}/link?ticket={self._sockets.ticket()}"}

    def _own(self) -> Methods:
        return {
            "agents.sessions.setStatus": self._set_status,
            "auth.test": self._auth_test,
            "chat.delete": self._delete,
            "chat.postEphemeral": self._post_ephemeral,
            "chat.postMessage": self._post_message,
            "chat.update": self._update,
            "conversations.info": self._info,
            "conversations.open": self._open,
        }

    def _auth_test(self, _: Arguments) -> Result:
        return {
            "url": "https://sandbox.slack.com/",
            "team": "Sandbox",
            "user": USERS[BOT_USER].name,
            "team_id": TEAM,
            "user_id": BOT_USER,
            "bot_id": BOT,
            "is_enterprise_install": False,
        }

    def _set_status(self, arguments: Arguments) -> Result:
        channel, thread = self._workspace.channel(required(arguments, "channel_id")), required(arguments, "thread_ts")
        status, title = required(arguments, "status"), str(arguments.get("title") or "")
        if status not in _STATUSES:
            raise SlackError("invalid_arguments", (f"[ERROR] must be one of {', '.join(_STATUSES)}: status",))
        if len(title) > _TITLE:
            raise SlackError("invalid_arguments", (f"[ERROR] must be no longer than {_TITLE} characters: title",))
        if self._workspace.find(channel.id, thread) is None:
            raise SlackError("thread_not_found")
        self._workspace.set_status(channel.id, thread, status)
        return {"status": status, "title": title}

    def _post_message(self, arguments: Arguments) -> Result:
        channel = self._channel(arguments)
        text, blocks = _content(arguments)
        post = self._room.write(
            BOT_USER,
            channel.id,
            text,
            blocks,
            thread_ts=str(arguments.get("thread_ts") or ""),
            metadata=metadata_of(arguments),
        )
        return {"channel": channel.id, "ts": post.ts, "message": message(post)}

    def _post_ephemeral(self, arguments: Arguments) -> Result:
        channel = self._channel(arguments)
        text, blocks = _content(arguments)
        user = required(arguments, "user")
        if user not in channel.members:
            raise SlackError("user_not_in_channel")
        thread = str(arguments.get("thread_ts") or "")
        post = self._room.whisper(channel.id, text, blocks, to=user, thread_ts=thread)
        return {"message_ts": post.ts}

    def _update(self, arguments: Arguments) -> Result:
        channel, ts = self._channel(arguments), required(arguments, "ts")
        text, blocks = _content(arguments)
        post = self._room.edit(channel.id, ts, text, blocks, metadata=metadata_of(arguments))
        return {"channel": channel.id, "ts": ts, "text": post.text, "message": message(post)}

    def _delete(self, arguments: Arguments) -> Result:
        channel, ts = self._channel(arguments), required(arguments, "ts")
        self._room.delete(channel.id, ts)
        return {"channel": channel.id, "ts": ts}

    def _info(self, arguments: Arguments) -> Result:
        channel = self._channel(arguments)
        private = channel.kind == "im"
        return {"channel": {"id": channel.id, "name": channel.name, "is_im": private, "is_channel": not private}}

    def _open(self, arguments: Arguments) -> Result:
        """Open somebody's direct messages with the app; those of several people at once are not known here."""
        user = required(arguments, "users")
        if user not in USERS or user == BOT_USER:
            raise SlackError("user_not_found")
        return {"channel": {"id": self._workspace.channel(user).id}, "already_open": True, "no_op": True}

    def _channel(self, arguments: Arguments) -> Channel:
        return self._workspace.channel(arguments.get("channel"))


def _content(arguments: Arguments) -> tuple[str, list[Block]]:
    markdown = arguments.get("markdown_text")
    if markdown is None:
        return check_message(arguments.get("text"), arguments.get("blocks"))
    if arguments.get("text") or arguments.get("blocks"):
        raise SlackError("markdown_text_conflict")
    return check_message("", [{"type": "markdown", "text": markdown}])
