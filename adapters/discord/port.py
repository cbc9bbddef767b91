"""Discord's sending half."""

import logging
import time

import discord

from adapters.discord.dialog import form_modal
from adapters.discord.downloads import Downloads
from adapters.discord.drawn import Drawn
from adapters.discord.forms import open_form
from adapters.discord.ids import CustomId
from adapters.discord.interactions import OpenInteractions
from adapters.discord.managers import manages
from adapters.discord.platform import PRIVATE
from adapters.discord.private import PrivateMessages
from adapters.discord.reactions import Reactions
from adapters.discord.signatures import is_signed, nonce_of, shows, signed
from adapters.discord.snowflakes import first_of
from adapters.discord.telling import room_of, tell
from adapters.discord.translating import answered, too_late, translated
from adapters.discord.uploads import files
from adapters.discord.whispering import NOTICE_LENGTH, whisper
from adapters.shared.drawing import shorten
from adapters.shared.platform import Body
from adapters.shared.tokens import Token
from core.errors import PlatformError
from core.events import Action, Attachment, Claims, Inbound, Message
from core.fields import Form
from core.ports import Mark

log = logging.getLogger(__name__)

_NAME_LENGTH = 60
"""Characters of a thread's name; Discord takes 100, the channel list shows fewer."""
_THREAD_EXISTS = 160004
_NONCE_HOLDS = 120.0
"""Seconds for which Discord surely remembers a nonce; its reference says some minutes (Create Message)."""
_LOOKED_THROUGH = 200
"""Messages after a person's among which an answer is looked for that may be there already."""


class DiscordPort:
    """Sends through the library's client. Native ids are `{channel}:{message}`, or `private:{message}`.

    A private message is changed by the command or the click that made it, or by a click on it (15 minutes each).
    """

    def __init__(self, client: discord.Client, interactions: OpenInteractions, api_url: str | None) -> None:
        """Files are fetched from Discord's content hosts, and from the host of `api_url` where that is set."""
        self._client, self._open = client, interactions
        self._private = PrivateMessages(interactions)
        self._reactions, self._downloads = Reactions(client.http), Downloads(client.http, api_url)

    async def send(self, to: Inbound, body: Body, *, key: str, private: bool) -> str:
        """Post a message: as the answer to a command that waits for one, else in the conversation's place.

        `private` holds for the answers to commands and clicks; one that comes too late for that, or to a command that
        was written as a message, goes to the person's direct messages.
        """
        with translated("post a message"):
            native = await self._answer(to, body, private=private)
            return native or await self._post(to, body, key, private=private)

    async def preview(self, to: Inbound, native: str | None, body: Body, *, key: str, last: bool) -> str | None:  # noqa: ARG002 (all parts are messages)
        """Show a state that will soon be replaced: post it, then edit it."""
        if native is None:
            return await self.send(to, body, key=key, private=False)
        await self.edit(to, native, body)
        return native

    async def edit(self, to: Inbound, native: str, body: Body) -> None:
        """Make a message look like `body`; the message that was clicked with one call that also answers the click.

        Its attachments stay: a request that names none keeps them (Discord's reference, Edit Message).
        """
        with translated("change a message"):
            if await self._answer_by_edit(to, native, body):
                return
            if native.startswith(PRIVATE):
                await self._private.edit(to, native, body)
            else:
                await self._partial(native).edit(view=Drawn(body))

    async def delete(self, to: Inbound, native: str) -> None:
        """Take a message away; a private one that nobody can change any more stays until the person closes it."""
        with translated("delete a message"):
            if native.startswith(PRIVATE):
                await self._private.take_away(to, native)
                return
            try:
                await self._partial(native).delete()
            except discord.NotFound:
                log.debug("message was gone already", extra={"native": native})

    async def notify(self, to: Inbound, text: str) -> None:
        """Tell the person something that only they see: in the place, else in their direct messages.

        What answers a message is seen by all who saw that.
        """
        interaction = self._open.get(to.event)
        with translated("tell somebody something"):
            await self._private.clear(to)
            self._open.drop(to.event)
            try:
                if interaction is not None:
                    await whisper(interaction, text)
                    return
            except discord.HTTPException as error:
                if not too_late(error):
                    raise
            place = self._client.get_partial_messageable(await self._room(to, private=True))
            await place.send(shorten(text, NOTICE_LENGTH))

    async def acknowledge(self, to: Inbound) -> None:
        """Say that the click arrived, unless something was answered already."""
        interaction = self._open.get(to.event)
        if interaction is None:
            return
        with translated("acknowledge a click"):
            await self._private.clear(to)
            if interaction.response.is_done():
                self._open.drop(to.event)
                return
            try:
                await interaction.response.defer(ephemeral=True)
            except discord.HTTPException as error:
                if not too_late(error):
                    raise
                self._drop_if_over(to, error)
                log.info("a click was over before it was acknowledged", extra={"event": to.event})

    async def mark(self, to: Message, mark: Mark) -> None:
        """Put a reaction on a person's message; where reactions are not allowed, one line in the log says so."""
        with translated("add a reaction"):
            await self._reactions.put(to, mark)

    async def tell(self, person: str, text: str) -> None:
        """Write plain text to a person, by their number, in their direct messages with us."""
        with translated("write to a person"):
            await tell(self._client, person, text)

    async def claims(self, to: Inbound) -> Claims:  # noqa: ARG002
        """Return nothing: all that is known comes with each event."""
        return {}

    async def administers(self, to: Inbound) -> bool:
        """Say whether the person owns the server, administers it or may manage it; False in direct messages."""
        with translated("say who runs the server"):
            return await manages(self._client, to)

    async def ask(self, to: Action, form: Form, problem: str) -> None:
        """Open a modal, which only the first answer to a click can; else ask the person to press once more."""
        interaction = self._open.hold(to.event)
        if interaction is None:
            raise PlatformError("A form on Discord can be opened only by the answer to a click of the last minutes.")
        asked = CustomId(Token(to.control, to.verb, to.reply), to.origin.get("starter"))
        with translated("open a form"):
            await open_form(interaction, form_modal(form, problem, asked.verb("set")))
        self._open.drop(to.event)

    async def fetch(self, to: Message, attachment: Attachment) -> bytes:
        """Return the bytes of a file that came with a message, from Discord's own hosts."""
        with translated("fetch a file"):
            return await self._downloads.fetch(to, attachment)

    async def working(self, to: Inbound, *, on: bool) -> None:
        """Show as typing for ten seconds; Discord itself ends that early, with the next message."""
        if not on:
            return
        place, starter = to.origin["channel"], to.origin.get("starter")
        if starter is not None and self._client.get_channel(int(starter)) is not None:
            place = starter
        with translated("show as typing"):
            await self._client.get_partial_messageable(int(place)).typing()

    async def _answer(self, to: Inbound, body: Body, *, private: bool) -> str | None:
        """Answer a command, or a click in private; None where that is not wanted, or no longer possible."""
        interaction = self._open.get(to.event)
        if interaction is None or isinstance(to, Message) or (isinstance(to, Action) and not private):
            return None
        native = await self._private.fill(to, body) or await self._private.answer(interaction, body, private=private)
        if native is None:
            self._open.drop(to.event)
        return native

    async def _answer_by_edit(self, to: Inbound, native: str, body: Body) -> bool:
        """Answer a click by changing the message it was on; False where that is not possible."""
        if not isinstance(to, Action) or native != to.origin.get("native"):
            return False
        interaction = self._open.get(to.event)
        if interaction is None or interaction.response.is_done():
            return False
        try:
            await interaction.response.edit_message(view=Drawn(body))
        except discord.HTTPException as error:
            if not too_late(error):
                raise
            self._drop_if_over(to, error)
            return False
        return True

    def _drop_if_over(self, to: Inbound, error: discord.HTTPException) -> None:
        if not answered(error):
            self._open.drop(to.event)

    async def _room(self, to: Inbound, *, private: bool) -> int:
        """Return the channel for what nobody but the person reads, as far as they have not written it for all."""
        if not private or to.direct or isinstance(to, Message):
            return int(to.origin["channel"])
        return (await room_of(self._client, to.person.id.partition(":")[2])).id

    async def _post(self, to: Inbound, body: Body, key: str, *, private: bool) -> str:
        """Post a message, unless it is there already: then make it look like the body."""
        channel, starter = await self._room(to, private=private), to.origin.get("starter")
        if channel != int(to.origin["channel"]):
            starter = None
        if starter is not None and isinstance(to, Message) and await self._has_thread(to, channel, int(starter)):
            channel, starter = int(starter), None
        place, body = self._client.get_partial_messageable(channel), signed(body, key)
        sent = await self._posted(place, to, key) if time.time() - to.at > _NONCE_HOLDS else None
        if sent is None:
            sent = await self._send(place, body, nonce_of(key), starter)
        if not shows(sent, body):
            await sent.edit(view=Drawn(body))
        return f"{channel}:{sent.id}"

    async def _send(
        self, place: discord.PartialMessageable, body: Body, nonce: str, starter: str | None
    ) -> discord.Message:
        if starter is None:
            return await place.send(view=Drawn(body), files=await files(body), nonce=nonce)
        about = discord.MessageReference(message_id=int(starter), channel_id=place.id, fail_if_not_exists=False)
        return await place.send(view=Drawn(body), files=await files(body), nonce=nonce, reference=about)

    async def _posted(self, place: discord.PartialMessageable, to: Inbound, key: str) -> discord.Message | None:
        """Return the message that was sent under the key when Discord may have forgotten its nonce."""
        bot, after = self._client.user, discord.Object(first_of(to.at))
        try:
            async for message in place.history(limit=_LOOKED_THROUGH, after=after, oldest_first=True):
                if message.author == bot and is_signed(message, key):
                    return message
        except discord.Forbidden as error:
            log.warning("an answer may come twice: %s", error, extra={"session": to.session})
        return None

    async def _has_thread(self, to: Message, channel_id: int, starter: int) -> bool:
        """Make sure that a thread starts from the message; False where the channel allows none."""
        if self._client.get_channel(starter) is not None:
            return True
        channel = self._client.get_channel(channel_id) or await self._client.fetch_channel(channel_id)
        if not isinstance(channel, discord.TextChannel):
            return False
        name = shorten(" ".join(to.text.split()), _NAME_LENGTH) or to.person.claims["name"]
        try:
            await channel.get_partial_message(starter).create_thread(name=name)
        except discord.HTTPException as error:
            if error.code == _THREAD_EXISTS:
                return True
            if error.status not in (400, 403):
                raise
            log.warning("no thread could be started, the answer is a reply: %s", error, extra={"session": to.session})
            return False
        return True

    def _partial(self, native: str) -> discord.PartialMessage:
        channel, _, message = native.partition(":")
        return self._client.get_partial_messageable(int(channel)).get_partial_message(int(message))
