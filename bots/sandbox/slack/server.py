"""The fake Slack as a whole: what apps are served, and what the people in the workspace do and see."""

import re
from collections import deque
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from html import unescape
from typing import Any

from starlette.applications import Starlette

from bots.sandbox.service import Changed, Refused, SentFile, Shelf, Snapshot
from bots.sandbox.slack.answers import ResponseUrls
from bots.sandbox.slack.couriers import Courier, HttpCourier, SocketCourier
from bots.sandbox.slack.delivery import Delivery
from bots.sandbox.slack.dialogs import Dialogs
from bots.sandbox.slack.drive import Drive
from bots.sandbox.slack.endpoints import APP_KEY, BOT_KEY, SIGNING_KEY, Call, Endpoints, Fault
from bots.sandbox.slack.history import History
from bots.sandbox.slack.payloads import block_actions, slash_command, stopped_event
from bots.sandbox.slack.people import People
from bots.sandbox.slack.reactions import EMOJI, Reactions
from bots.sandbox.slack.room import Room
from bots.sandbox.slack.rules import Block, SlackError, check_message, elements
from bots.sandbox.slack.streams import Streams
from bots.sandbox.slack.webapi import WebApi
from bots.sandbox.slack.workspace import BOT_USER, CHANNELS, USERS, Channel, Post, Workspace, begins_talk

_TITLE = 40
_MENTION = re.compile(rf"@{USERS[BOT_USER].name}\b", re.IGNORECASE)


class SlackSandbox:
    """A workspace with two people and one app, connected over Socket Mode or, given `events_url`, over HTTP."""

    def __init__(
        self,
        shelf: Shelf,
        *,
        events_url: str | None = None,
        patience: float = 3.0,
        retry_pauses: tuple[float, ...] = (0.0, 60.0, 300.0),
    ) -> None:
        """`patience` is how long an acknowledgement may take, `retry_pauses` what passes before each redelivery."""
        self._workspace = Workspace(shelf)
        self._sockets = SocketCourier(patience)
        self._over_http = events_url is not None
        courier: Courier = HttpCourier(events_url, SIGNING_KEY, patience) if events_url else self._sockets
        self._delivery = Delivery(courier, patience, retry_pauses)
        self._room = Room(self._workspace, self._delivery)
        self._urls = ResponseUrls(self._room)
        self._streams = Streams(self._workspace, self._room)
        self._drive = Drive(self._workspace, self._room)
        self._dialogs = Dialogs(self._workspace.tell)
        self._history = History(self._workspace)
        self._people = People()
        talk = (self._streams, self._drive, self._dialogs, self._history)
        others = (*talk, self._people, Reactions(self._workspace))
        api = WebApi(self._workspace, self._room, self._sockets, *(other.methods() for other in others))
        self._endpoints = Endpoints(api, self._urls, self._sockets, self._drive)
        self._app = Starlette(routes=self._endpoints.routes(), lifespan=self._lifespan)

    @property
    def name(self) -> str:
        """Return the platform's name."""
        return "slack"

    @property
    def app(self) -> Starlette:
        """Return the ASGI application that speaks Slack's protocols."""
        return self._app

    @property
    def calls(self) -> deque[Call]:
        """Return the Web API calls that were authorised, newest last."""
        return self._endpoints.calls

    @property
    def unacknowledged(self) -> int:
        """Return how many events the app has not acknowledged yet."""
        return self._delivery.waiting

    @property
    def connected(self) -> int:
        """Return how many WebSockets the app has open; over HTTP the one address counts."""
        return 1 if self._over_http else self._sockets.sockets

    def environment(self, base: str) -> dict[str, str]:
        """Return the settings that connect a bot to this server."""
        self._endpoints.base = base
        settings = {"SLACK_BOT_TOKEN": BOT_KEY, "SLACK_SIGNING_SECRET": SIGNING_KEY, "SLACK_API_URL": f"{base}/api/"}
        return settings if self._over_http else {**settings, "SLACK_APP_TOKEN": APP_KEY}

    def admin(self) -> str:
        """Return Ada, who is the workspace's admin."""
        return f"slack:{next(user.id for user in USERS.values() if user.admin)}"

    async def say(self, user: str, place: str, text: str, files: Sequence[SentFile] = ()) -> str:
        """Write as a person; what is said to the app outside a thread begins one. Raises Refused."""
        channel, _, thread = place.partition("/")
        self._check_member(user, channel)
        if text.startswith("/"):
            if thread:
                raise Refused(f"{text.split(maxsplit=1)[0]} is not supported in threads. Sorry!")
            await self._command(user, channel, text)
            return place
        try:
            written = check_message(_typed(text), None)[0] if text or not files else ""
            post = self._room.write(user, channel, written, [], thread_ts=thread, files=self._drive.sent(files))
        except SlackError as error:
            raise Refused(f"Slack does not take that: {error.code}.") from error
        return f"{channel}/{post.ts}" if begins_talk(post) else place

    async def click(self, user: str, place: str, message: str, control: str, value: str = "") -> None:
        """Press the button with that action id, choose the option `value` in a menu, or a day. Raises Refused."""
        channel, _, _ = place.partition("/")
        self._check_member(user, channel)
        post = self._workspace.find(channel, message)
        if post is None or post.private_to not in {"", user}:
            raise Refused("That message is gone.")
        element = next((e for e in elements(list(post.blocks)) if e.get("action_id") == control), None)
        if element is None:
            raise Refused("There is no such button on that message.")
        used = _used(element, value)
        url = self._endpoints.base + self._urls.new(user, channel, post.thread_ts, post.ts)
        payload = block_actions(user, post, element, used, self._workspace.stamp(), url)
        self._dialogs.trigger(payload["trigger_id"], user)
        await self._delivery.act("interactive", payload)

    async def submit(self, user: str, dialog: str, value: str) -> str:
        """Fill in and send a dialog, and return what is wrong, empty if nothing. Raises Refused."""
        payload, fault = self._dialogs.filled(user, dialog, value)
        return fault or self._dialogs.answered(dialog, await self._delivery.act("interactive", payload))

    def file(self, file_id: str) -> SentFile:
        """Return a file of a message. Raises Refused."""
        return self._drive.found(file_id)

    async def stop(self, user: str, place: str) -> None:
        """Press the Stop button that Slack itself shows in a thread while the app works there. Raises Refused."""
        channel, _, thread = place.partition("/")
        self._check_member(user, channel)
        if place not in self._workspace.working:
            raise Refused("There is nothing to stop: Slack offers that in threads in which the app is at work.")
        streams = self._streams.end_all(channel, thread)
        self._delivery.event(stopped_event(user, channel, thread, self._workspace.stamp(), streams))

    def snapshot(self) -> Snapshot:
        """Return the people, their places (channels and the threads in them), the messages by place, the dialogs."""
        self._streams.expire()
        threads = {f"{post.channel}/{post.ts}": post for post in self._workspace.threads()}
        places = [*map(_room, CHANNELS.values()), *(_thread(place, post) for place, post in threads.items())]
        messages = {channel: self._shown(channel, "") for channel in CHANNELS}
        messages |= {place: self._shown(post.channel, post.ts) for place, post in threads.items()}
        users = [{"id": user.id, "name": user.name, "admin": user.admin} for user in USERS.values() if not user.bot]
        return {
            "users": users,
            "names": {user.id: user.name for user in USERS.values()},
            "places": places,
            "messages": messages,
            "working": self._workspace.working,
            "dialogs": self._dialogs.snapshot(),
        }

    def watch(self, changed: Changed) -> None:
        """Call `changed` after every change of the snapshot."""
        self._workspace.watch(changed)

    @property
    def lag(self) -> tuple[float, float]:
        """Return how many seconds every answer of the Web API takes, and up to how many more."""
        return self._endpoints.lag

    @lag.setter
    def lag(self, lag: tuple[float, float]) -> None:
        self._endpoints.lag = lag

    def describe(self, user: str, **fields: Any) -> None:
        """Let Slack say other things of a person, as `users.info` names them: `is_admin`, `team_id`, `deleted`, …"""
        self._people.describe(user, **fields)

    def live_for(self, *, streams: float | None = None, triggers: float | None = None) -> None:
        """Let streams, or the triggers that open dialogs, live for so many seconds."""
        self._streams.lifetime = self._streams.lifetime if streams is None else streams
        self._dialogs.patience = self._dialogs.patience if triggers is None else triggers

    def fail_next(
        self, method: str, *, status: int = 429, retry_after: float = 1.0, error: str = "", needed: str = ""
    ) -> None:
        """Let the next call of a Web API method fail; with a status of 200 Slack refuses it with `error`.

        `upload` is the address that a file's bytes are given to, `response_url` each that an act is answered at.
        `needed` is the scope that is missing.
        """
        self._endpoints.fail_next(method, Fault(status, retry_after, error, needed))

    def lose_next(self, method: str) -> None:
        """Let the next call of a Web API method be carried out and its answer be lost."""
        self._endpoints.fail_next(method, Fault(503, done=True))

    def pages_of(self, messages: int) -> None:
        """Let no page of a conversation's past have more messages, whatever an app asks for."""
        self._history.page = messages

    def correct(self, place: str, message: str, text: str) -> None:
        """Let a person edit their message."""
        self._room.correct(place.partition("/")[0], message, _typed(text))

    def redeliver(self, which: int | None = -1) -> None:
        """Send one of the last 1,000 events again, acknowledged or not; the last one, or with None any of them."""
        self._delivery.redeliver(which)

    def lose_acknowledgements(self, number: int = 1) -> None:
        """Let the next acknowledgements of events be lost on their way, so that those events come again."""
        self._delivery.deaf += number

    def tell(self, event: dict[str, Any]) -> None:
        """Send any event, such as one that no app has heard of."""
        self._delivery.event(event)

    async def drop_sockets(self) -> None:
        """Lose all WebSockets."""
        await self._sockets.drop()

    def freeze_sockets(self) -> None:
        """Let all WebSockets be half-open: nothing is read from them or sent, and nobody is told."""
        self._sockets.freeze()

    async def refresh_sockets(self) -> None:
        """Ask the app to connect anew, as Slack does every few hours."""
        await self._sockets.disconnect("refresh_requested")

    @asynccontextmanager
    async def _lifespan(self, _: Starlette) -> AsyncIterator[None]:
        yield
        await self._delivery.stop()

    def _check_member(self, user: str, channel: str) -> None:
        if channel not in CHANNELS or user not in CHANNELS[channel].members or user == BOT_USER:
            raise Refused(f"{user} is not in {channel}.")

    async def _command(self, user: str, channel: str, text: str) -> None:
        """Give a command for the channel: Slack takes no app's commands in threads."""
        url = self._endpoints.base + self._urls.new(user, channel)
        answer = await self._delivery.act("slash_commands", slash_command(user, channel, _typed(text), url))
        if answer.get("text"):
            self._room.whisper(channel, str(answer["text"]), list(answer.get("blocks", [])), to=user)

    def _shown(self, channel: str, thread: str) -> list[Snapshot]:
        return [_message(post) for post in self._workspace.posts(channel, thread)]


def _used(element: Block, value: str) -> dict[str, Any]:
    """Return what the element stands at after it was used: nothing for a button. Raises Refused."""
    match element["type"]:
        case "static_select":
            return {"selected_option": _option(element, value)}
        case "datepicker":
            return {"selected_date": value or None}
        case _:
            return {}


def _option(element: Block, value: str) -> Block:
    """Return the option of a menu. Raises Refused."""
    option: Block | None = next((o for o in element["options"] if o.get("value") == value), None)
    if option is None:
        raise Refused("There is no such option in that menu.")
    return option


def _typed(text: str) -> str:
    """Return what Slack makes of a person's words: three characters escaped, the app's name a mention."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _MENTION.sub(f"<@{BOT_USER}>", escaped)


def _title(post: Post) -> str:
    """Return what a thread is called: the beginning of its first message."""
    text = unescape(post.text.replace(f"<@{BOT_USER}>", f"@{USERS[BOT_USER].name}"))
    return text if len(text) <= _TITLE else f"{text[: _TITLE - 1]}…"


def _room(channel: Channel) -> Snapshot:
    app = f"@{USERS[BOT_USER].name}"
    if channel.kind == "im":
        return {"id": channel.id, "name": app, "users": _people(channel), "hint": "Message the app"}
    hint = f"Message #{channel.name}; {app} calls the app"
    return {"id": channel.id, "name": f"#{channel.name}", "users": _people(channel), "hint": hint}


def _thread(place: str, post: Post) -> Snapshot:
    return {"id": place, "name": _title(post), "users": _people(CHANNELS[post.channel]), "hint": "Reply"}


def _people(channel: Channel) -> list[str]:
    return [member for member in channel.members if member != BOT_USER]


def _message(post: Post) -> Snapshot:
    author = USERS[post.user]
    shown = {
        "id": post.ts,
        "author": {"name": author.name, "bot": author.bot},
        "at": float(post.ts),
        "native": {"text": post.text, "blocks": list(post.blocks)},
    }
    more = {
        "private_to": post.private_to,
        "files": [{"id": file.id, "name": file.name, "media_type": file.media_type} for file in post.files],
        "reactions": [EMOJI[name] for name in post.reactions],
        "streaming": post.streaming,
    }
    return shown | {name: value for name, value in more.items() if value}
