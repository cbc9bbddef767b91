"""Response URLs: addresses at which the app may answer one act, five times within thirty minutes."""

import time
from uuid import uuid4

from msgspec import Struct

from bots.sandbox.slack.room import Room
from bots.sandbox.slack.rules import SlackError, check_message
from bots.sandbox.slack.workspace import BOT_USER

_USES = 5
_LIFETIME = 30 * 60.0


class _Address(Struct):
    user: str
    channel: str
    thread_ts: str
    message: str
    """The message that was clicked on; empty for a command."""
    until: float
    uses: int = _USES


class ResponseUrls:
    """Hands addresses out and takes what is posted to them."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._addresses: dict[str, _Address] = {}

    def new(self, user: str, channel: str, thread_ts: str = "", message: str = "") -> str:
        """Return the path of a fresh address; `message` is what was clicked on."""
        key = uuid4().hex
        self._addresses[key] = _Address(user, channel, thread_ts, message, time.monotonic() + _LIFETIME)
        return f"/respond/{key}"

    def answer(self, key: str, body: dict[str, object]) -> None:
        """Write what was posted where the act happened. Raises SlackError."""
        address = self._addresses.get(key)
        if address is None or time.monotonic() > address.until:
            raise SlackError("expired_url")
        if address.uses == 0:
            raise SlackError("used_url")
        if address.message and body.get("delete_original") is True:
            self._room.respond(address.channel, address.message, None)
            address.uses -= 1
            return
        text, blocks = check_message(body.get("text"), body.get("blocks"))
        address.uses -= 1
        if address.message and body.get("replace_original") is True:
            self._room.respond(address.channel, address.message, (text, blocks))
        elif body.get("response_type") == "in_channel":
            self._room.write(BOT_USER, address.channel, text, blocks, thread_ts=address.thread_ts)
        else:
            self._room.whisper(address.channel, text, blocks, to=address.user, thread_ts=address.thread_ts)
