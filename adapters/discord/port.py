"""Discord's sending half."""

import logging
from hashlib import blake2b

import discord

from adapters.discord.drawn import Drawn
from adapters.discord.interactions import Interaction, OpenInteractions
from adapters.discord.translating import answered, too_late, translated
from adapters.shared.drawing import shorten
from adapters.shared.platform import Body
from core.errors import PlatformError
from core.events import Action, AdminCommand, Inbound, Message

log = logging.getLogger(__name__)

_NAME_LENGTH = 60
"""Characters of a thread's name; Discord takes 100, the channel list shows fewer."""
_NOTICE_LENGTH = 2000
_THREAD_EXISTS = 160004
_PRIVATE = "private"


class DiscordPort:
    """Sends through the library's client. Native ids are `{channel}:{message}`, or `private:{message}`.

    A private message can be changed only while its command can be answered (15 minutes, in one process).
    """

    def __init__(self, client: discord.Client, interactions: OpenInteractions) -> None:
        self._client, self._open = client, interactions

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

    async def edit(self, to: Inbound, native: str, body: Body) -> None:
        """Make a message look like `body`; the message that was clicked with one call that also answers the click."""
        with translated("change a message"):
            if native.startswith(_PRIVATE):
                await self._edit_private(to, native, body)
            elif not await self._answer_by_edit(to, native, body):
                await self._partial(native).edit(view=Drawn(body))

    async def delete(self, to: Inbound, native: str) -> None:  # noqa: ARG002 (the native id names the channel)
        """Take a message away; private ones go by themselves."""
        if native.startswith(_PRIVATE):
            return
        with translated("delete a message"):
            try:
                await self._partial(native).delete()
            except discord.NotFound:
                log.debug("message was gone already", extra={"native": native})

    async def notify(self, to: Inbound, text: str) -> None:
        """Tell the person something that only they see; without an open interaction all in the place see it."""
        interaction, notice = self._open.get(to.event), shorten(text, _NOTICE_LENGTH)
        self._open.drop(to.event)
        with translated("tell somebody something"):
            try:
                if interaction is not None:
                    await _whisper(interaction, notice)
                    return
            except discord.HTTPException as error:
                if not too_late(error):
                    raise
            await self._client.get_partial_messageable(int(to.origin["channel"])).send(notice)

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
        view, place = Drawn(body), _PRIVATE if private else interaction.channel_id
        try:
            if not interaction.response.is_done():
                first = await interaction.response.send_message(view=view, ephemeral=private)
                return f"{place}:{first.message_id}"
        except discord.HTTPException as error:
            if not too_late(error):
                raise
            if not answered(error):
                return None
        sent = await interaction.followup.send(view=view, ephemeral=private, wait=True)
        return f"{place}:{sent.id}"

    async def _answer_by_edit(self, to: Inbound, native: str, body: Body) -> bool:
        """Answer a click by changing the message it was on; False where that is not possible."""
        if not isinstance(to, Action) or native != f"{to.origin['channel']}:{to.origin['message']}":
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
        channel, starter = int(to.origin["channel"]), to.origin.get("starter")
        nonce = blake2b(key.encode(), digest_size=12).hexdigest()
        if starter is not None and isinstance(to, Message) and await self._has_thread(to, channel, int(starter)):
            channel, starter = int(starter), None
        place = self._client.get_partial_messageable(channel)
        if starter is None:
            sent = await place.send(view=Drawn(body), nonce=nonce)
        else:
            answered = discord.MessageReference(message_id=int(starter), channel_id=channel, fail_if_not_exists=False)
            sent = await place.send(view=Drawn(body), nonce=nonce, reference=answered)
        return f"{channel}:{sent.id}"

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


async def _whisper(interaction: Interaction, notice: str) -> None:
    try:
        if not interaction.response.is_done():
            await interaction.response.send_message(notice, ephemeral=True)
            return
    except discord.HTTPException as error:
        if not answered(error):
            raise
    await interaction.followup.send(notice, ephemeral=True)
