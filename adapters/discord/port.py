"""Discord's sending half."""

import logging
import time

import discord

from adapters.discord.dialog import form_modal
from adapters.discord.downloads import Downloads
from adapters.discord.drawn import Drawn
from adapters.discord.forms import open_form
from adapters.discord.ids import CustomId
from adapters.discord.interactions import Interaction, OpenInteractions
from adapters.discord.platform import PRIVATE
from adapters.discord.reactions import Reactions
from adapters.discord.signatures import is_signed, nonce_of, shows, signed
from adapters.discord.snowflakes import first_of
from adapters.discord.telling import tell
from adapters.discord.translating import answered, too_late, translated
from adapters.discord.uploads import files
from adapters.discord.whispering import NOTICE_LENGTH, whisper
from adapters.shared.drawing import shorten
from adapters.shared.platform import Body
from adapters.shared.tokens import Token
from core.errors import PlatformError
from core.events import Action, AdminCommand, Attachment, Inbound, Message
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

    A private message can be changed only while its command can be answered (15 minutes, in one process).
    """

    def __init__(self, client: discord.Client, interactions: OpenInteractions, api_url: str | None) -> None:
        """Files are fetched from Discord's content hosts, and from the host of `api_url` where that is set."""
        self._client, self._open = client, interactions
        self._reactions, self._downloads = Reactions(client.http), Downloads(client.http, api_url)

    async def send(self, to: Inbound, body: Body, *, key: str, private: bool) -> str:
        """Post a message: as the answer to a command that waits for one, else in the conversation's place.

        `private` holds only for the answer to a command; one that is too old for it is answered in the channel.
        """
        with translated("post a message"):
            interaction = self._open.get(to.event)
            if isinstance(to, AdminCommand) and interaction is not None:
                native = await self._respond(interaction, body, private=private)
                if native is not None:
                    return native
                self._open.drop(to.event)
            return await self._post(to, body, key)

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
                await self._edit_private(to, native, body)
            else:
                await self._partial(native).edit(view=Drawn(body))

    async def delete(self, to: Inbound, native: str) -> None:  # noqa: ARG002 (the native id names the channel)
        """Take a message away; private ones go by themselves."""
        if native.startswith(PRIVATE):
            return
        with translated("delete a message"):
            try:
                await self._partial(native).delete()
            except discord.NotFound:
                log.debug("message was gone already", extra={"native": native})

    async def notify(self, to: Inbound, text: str) -> None:
        """Tell the person something that only they see; without an open interaction all in the place see it."""
        interaction = self._open.get(to.event)
        self._open.drop(to.event)
        with translated("tell somebody something"):
            try:
                if interaction is not None:
                    await whisper(interaction, text)
                    return
            except discord.HTTPException as error:
                if not too_late(error):
                    raise
            place = self._client.get_partial_messageable(int(to.origin["channel"]))
            await place.send(shorten(text, NOTICE_LENGTH))

    async def acknowledge(self, to: Inbound) -> None:
        """Say that the click arrived, unless something was answered already."""
        interaction = self._open.get(to.event)
        if interaction is None:
            return
        if interaction.response.is_done():
            self._open.drop(to.event)
            return
        with translated("acknowledge a click"):
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

    async def _respond(self, interaction: Interaction, body: Body, *, private: bool) -> str | None:
        """Answer a command; None where it can no longer be answered."""
        view, place = Drawn(body), PRIVATE if private else interaction.channel_id
        try:
            if not interaction.response.is_done():
                sent_first = interaction.response.send_message
                first = await sent_first(view=view, files=await files(body), ephemeral=private)
                return f"{place}:{first.message_id}"
        except discord.HTTPException as error:
            if not too_late(error):
                raise
            if not answered(error):
                return None
        sent = await interaction.followup.send(view=view, files=await files(body), ephemeral=private, wait=True)
        return f"{place}:{sent.id}"

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

    async def _edit_private(self, to: Inbound, native: str, body: Body) -> None:
        interaction = self._open.get(to.event)
        if interaction is None:
            raise PlatformError("A private answer on Discord can no longer be changed.")
        await interaction.followup.edit_message(int(native.partition(":")[2]), view=Drawn(body))

    async def _post(self, to: Inbound, body: Body, key: str) -> str:
        """Post a message, unless it is there already: then make it look like the body."""
        channel, starter = int(to.origin["channel"]), to.origin.get("starter")
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
