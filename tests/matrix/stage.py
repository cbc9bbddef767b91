"""What people do on a platform's sandbox server, also what no client of theirs would let them do, and what they see."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, TypeAlias

import msgspec
from msgspec import Struct

from adapters.shared.tokens import decode, encode
from adapters.slack.dialog import ACTION_ID, BLOCK_ID, CALLBACK_ID
from adapters.telegram.prompt import prompt_of
from bots.sandbox.discord.interactions import COMPONENT, FORM
from bots.sandbox.discord.server import DiscordSandbox
from bots.sandbox.service import Refused, Service
from bots.sandbox.slack.rules import elements
from bots.sandbox.slack.server import SlackSandbox
from bots.sandbox.telegram.server import TelegramSandbox
from bots.sandbox.telegram.world import BOT, PEOPLE
from core.fields import Form
from tests.drivers import all_buttons, options, said
from tests.matrix.cast import Ids, filled_in_on_slack, pressed_on_slack
from tests.waiting import until

Json: TypeAlias = dict[str, Any]

PATIENCE = 10.0
"""Seconds for what is to come of an act."""


class Used(Struct, frozen=True):
    """A control that was shown, as the platform knows it."""

    place: str
    message: str
    name: str
    """Its action id, custom id or callback data."""
    value: str = ""
    """The option that is chosen, where the platform has menus."""


class Row(Struct, frozen=True):
    """A row of the audit."""

    person: str
    verb: str
    scope: str
    allowed: bool
    detail: str


class Stage:
    """One platform with its people."""

    def __init__(self, service: Service, ids: Ids, database: Path, busy: Callable[[], int]) -> None:
        self.service, self.ids, self.database, self._busy = service, ids, database, busy
        self.platform = service.name

    def person(self, name: str) -> str:
        """Return somebody's id as the program has it."""
        return f"{self.platform}:{self.ids.users[name]}"

    async def words(self, name: str, place: str, text: str) -> str:
        """Write to us, by our name; return the place where the talk goes on."""
        return await self.service.say(self.ids.users[name], place, self.ids.call + text)

    async def slash(self, name: str, place: str, text: str) -> bool:
        """Give a command the way the platform has for it; say whether the platform let them."""
        try:
            await self.service.say(self.ids.users[name], place.partition("/")[0], text)
        except Refused:
            return False
        return True

    async def press(self, name: str, used: Used) -> None:
        """Press a control as the platform lets people do. Raises Refused."""
        await self.service.click(self.ids.users[name], used.place, used.message, used.name, used.value)

    async def forge(self, name: str, used: Used, control: str = "", verb: str = "press") -> None:
        """Send what a press sends, also by somebody who cannot see the control, or (`control`) as another one."""
        user, value = self.ids.users[name], self._token(used)
        token = decode(value.partition("@")[0])
        assert token is not None
        told = value.replace(f"{token.control}:{token.verb}:", f"{control}:{verb}:", 1) if control else value
        match self.service:
            case SlackSandbox():
                await self._forge_on_slack(self.service, user, used, told if control else "")
            case DiscordSandbox() as discord:
                post = discord._world.posts[used.message]
                data: Json = {"component_type": 2, "custom_id": told, "id": 1}
                if used.value and not control:
                    data |= {"component_type": 3, "values": [used.value]}
                discord._interactions.begin(COMPONENT, user, used.place, data, post)
            case TelegramSandbox() as telegram:
                message = telegram._world.find(used.place, int(used.message))
                assert message is not None
                telegram._world.press(PEOPLE[user], message, told)
                telegram._changed()
            case _:
                raise TypeError(self.platform)

    async def fill_in(self, name: str, used: Used, control: str, value: str) -> None:
        """Send a form with a value for any control of the reply that `used` is on, whether it was opened or not."""
        user, token = self.ids.users[name], decode(self._token(used).partition("@")[0])
        assert token is not None
        match self.service:
            case SlackSandbox():
                view = _slack_view(self.service, user, used, control, token.reply)
                values = {BLOCK_ID: {ACTION_ID: {"type": "plain_text_input", "value": value}}}
                payload = filled_in_on_slack(user, view, values)
                await self.service._delivery.act("interactive", payload)
            case DiscordSandbox() as discord:
                _, at, starter = self._token(used).partition("@")
                text: Json = {"type": 4, "id": 2, "custom_id": "value", "value": value}
                named = encode(control, "set", token.reply) + at + starter
                data = {"custom_id": named, "components": [{"type": 18, "id": 1, "component": text}]}
                post = discord._world.posts[used.message]
                discord._interactions.begin(FORM, user, used.place, data, post)
            case TelegramSandbox() as telegram:
                world, chat = telegram._world, telegram._world.chats[used.place]
                form = Form(control, "Name", "text", "")
                body = prompt_of(form, "", encode(control, "set", token.reply), str(BOT["username"]))
                shown = {key: body[key] for key in ("text", "entities")}
                asked = world.post(BOT, chat, shown)
                world.notify("message", world.post(PEOPLE[user], chat, {"text": value, "reply_to_message": asked}))
                telegram._changed()
            case _:
                raise TypeError(self.platform)

    async def dialog(self, name: str) -> str:
        """Return the dialog that is open for somebody, when it is."""
        user = self.ids.users[name]

        def opened() -> list[str]:
            return [one["id"] for one in self.service.snapshot()["dialogs"] if one["user"] == user]

        await until(opened, PATIENCE)
        return opened()[-1]

    def seen(self, name: str) -> str:
        """Return all that we said and that somebody can see."""
        return "\n".join(said(self.platform, message["native"]) for _, message in self._messages(name))

    def controls(self, name: str) -> dict[str, Used]:
        """Return the controls that somebody can see by their labels, of those with the same the newest."""
        found: dict[str, Used] = {}
        for place, message in self._messages(name):
            native = message["native"]
            for label, control in all_buttons(self.platform, native):
                found[label.removeprefix("○ ").removeprefix("● ")] = Used(place, message["id"], control)
            for label, control, value in options(self.platform, native):
                found[label] = Used(place, message["id"], control, value)
        return found

    async def shown(self, name: str, label: str, before: Used | None = None) -> Used:
        """Return a control of that label that is not `before`, when it is there."""
        try:
            await until(lambda: self.controls(name).get(label) not in (None, before), PATIENCE)
        except AssertionError as error:
            raise AssertionError(f"{name} is not shown “{label}”, but: {self.seen(name)[-500:]}") from error
        return self.controls(name)[label]

    def audit(self) -> list[Row]:
        """Return the audit, oldest first."""
        with closing(sqlite3.connect(self.database)) as rows:
            found = rows.execute("SELECT person, verb, scope, allowed, detail FROM audit ORDER BY id").fetchall()
        return [Row(person, verb, scope, bool(allowed), detail) for person, verb, scope, allowed, detail in found]

    def talked_elsewhere(self, person: str) -> None:
        """Let somebody have a conversation of their own on a platform that does not run now."""
        with closing(sqlite3.connect(self.database, timeout=10)) as database, database:
            database.execute(
                "INSERT OR IGNORE INTO sessions (session, state, version, graph, updated_at, owner) "
                "SELECT 'elsewhere:' || :person, state, 1, graph, updated_at, :person FROM sessions LIMIT 1",
                {"person": person},
            )

    def kept(self) -> bytes:
        """Return all bytes that the database has on disk."""
        files = sorted(self.database.parent.glob(f"{self.database.name}*"))
        return b"".join(file.read_bytes() for file in files)

    def files(self) -> list[str]:
        """Return the names of the files beside the database."""
        names = (file.name for file in self.database.parent.iterdir())
        return sorted(name for name in names if not name.startswith(self.database.name))

    @property
    def busy(self) -> int:
        """Return in how many conversations something is under way."""
        return self._busy()

    @property
    def idle(self) -> bool:
        """Return whether nothing is under way."""
        return not self._busy()

    def _messages(self, name: str) -> Iterator[tuple[str, Json]]:
        user = self.ids.users[name]
        snapshot = self.service.snapshot()
        open_to = {place["id"] for place in snapshot["places"] if user in place.get("users", [user])}
        found = [(place, message) for place in open_to for message in snapshot["messages"].get(place, ())]
        for place, message in sorted(found, key=lambda one: float(one[1]["id"].removeprefix("toast-"))):
            if message["author"]["bot"] and message.get("private_to") in (None, user):
                yield place, message

    def _token(self, used: Used) -> str:
        if not isinstance(self.service, SlackSandbox):
            return used.name
        element = self._element(self.service, used)
        return str(element.get("value") or element["action_id"])

    def _element(self, slack: SlackSandbox, used: Used) -> Json:
        post = slack._workspace.find(used.place.partition("/")[0], used.message)
        assert post is not None
        return next(e for e in elements(list(post.blocks)) if e.get("action_id") == used.name)

    async def _forge_on_slack(self, slack: SlackSandbox, user: str, used: Used, told: str) -> None:
        channel = used.place.partition("/")[0]
        post, element = slack._workspace.find(channel, used.message), self._element(slack, used)
        assert post is not None
        choice = next((o for o in element.get("options", ()) if o["value"] == used.value), None)
        url = slack._endpoints.base + slack._urls.new(user, channel, post.thread_ts, post.ts)
        stamp = slack._workspace.stamp()
        stood = {} if choice is None else {"selected_option": choice}
        payload = pressed_on_slack(user, post, element, stood, stamp, url)
        if told:
            kept = {key: value for key, value in payload["actions"][0].items() if key != "selected_option"}
            payload["actions"] = [{**kept, "type": "button", "action_id": told, "value": told}]
        slack._dialogs.trigger(payload["trigger_id"], user)
        await slack._delivery.act("interactive", payload)


def _slack_view(slack: SlackSandbox, user: str, used: Used, control: str, reply: int) -> Json:
    channel, _, thread = used.place.partition("/")
    post = slack._workspace.find(channel, used.message)
    asked = {"team": "T1", "channel": channel, "thread_ts": thread, "native": used.message}
    if post is not None and post.private_to:
        url = slack._endpoints.base + slack._urls.new(user, channel, thread, post.ts)
        asked |= {"response_url": url, "beside": thread}
    metadata = msgspec.json.encode({**asked, "control": control, "reply": reply}).decode()
    return {"id": "V1", "type": "modal", "callback_id": CALLBACK_ID, "private_metadata": metadata}
