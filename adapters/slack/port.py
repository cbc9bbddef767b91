"""Slack's sending half."""

import logging
import time

from slack_sdk.web.async_client import AsyncWebClient

from adapters.shared.pacing import persist
from adapters.shared.platform import UPLOADS, Body
from adapters.slack.administering import administers
from adapters.slack.discreet import DiscreetFiles
from adapters.slack.errors import translated
from adapters.slack.files import downloaded
from adapters.slack.forms import open_form
from adapters.slack.names import Names
from adapters.slack.reactions import Reactions
from adapters.slack.sent import Sent, marked
from adapters.slack.status import SessionStatus
from adapters.slack.streams import OPEN, Stream, Streams
from adapters.slack.telling import tell
from adapters.slack.text import escape
from adapters.slack.uploads import FILE, Uploads, as_text
from adapters.slack.whispers import PASSED, Whispers
from core.errors import PlatformError, PlatformUnreachable, RateLimited, Unauthorized
from core.events import Action, Attachment, Claims, Inbound, Message
from core.fields import Form
from core.ports import Mark

log = logging.getLogger(__name__)

_CLOCKS_APART = 60.0
"""Seconds that our clock may be behind Slack's; what happened so shortly after our start may be from before it."""
_AND = "+"
"""Stands between the ids of messages that together show one file as text."""


class SlackPort:
    """Sends to one workspace; a message whose sending was in doubt is looked up before it is sent again."""

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client
        self._ours = time.time() + _CLOCKS_APART
        """What happened later did so in this run."""
        self._doubtful: set[str] = set()
        self._known: set[str] = set()
        """Messages of an earlier run that are accounted for."""
        self._unmarked: dict[str, str] = {}
        """The keys of messages that may not say theirs, which the next edit mends, by message."""
        self._sent = Sent(client)
        self._status = SessionStatus(client, self._ours)
        self._streams = Streams(client)
        self._uploads = Uploads(client, self._sent)
        self._reactions = Reactions(client, self._ours)
        self._whispers = Whispers(client)
        self._discreet = DiscreetFiles(client, self._uploads, self._whispers, self._post_once)
        self._names = Names(client)

    def identify(self, bot: str) -> None:
        """Remember our own id as an author."""
        self._sent.bot = bot

    async def send(self, to: Inbound, body: Body, *, key: str, private: bool) -> str:
        """Post a message where the event happened and return its timestamp, or an id of our own if it is private."""
        if UPLOADS in body:
            return await self._upload(to, body, key, private=private)
        if private:
            return await self._whispers.say(to, body, key)
        return await self._post_once(to, body, key)

    async def preview(self, to: Inbound, native: str | None, body: Body, *, key: str, last: bool) -> str | None:
        """Show a growing state: as a stream in threads, else in a message that is edited.

        None while nothing is written yet that will not change.
        """
        if native is not None:
            stream = self._streams.get(native)
            if not (last and stream is not None and await self._streams.grow(stream, body)):
                await self.edit(to, native, body)
            return native
        if last and self._streams.may(to, body, key):
            if not self._streams.ready(body):
                return None
            native = await self._find(to, key)
            begun = await self._streams.begin(to, body, key) if native is None else None
            if begun is not None:
                return begun
        return await self._post_once(to, body, key)

    async def edit(self, to: Inbound, native: str, body: Body) -> None:
        """Make a posted message look like `body`; an upload stays as it is.

        A private one changes where it was clicked on, and is sent anew for any other event.
        """
        if UPLOADS in body:
            return
        if native.startswith(PASSED):
            await self._whispers.again(to, native, body)
            return
        if to.at < self._ours:
            self._known.add(native)
        stream = self._streams.get(native)
        if stream is not None:
            if await self._streams.stop(stream, body):
                return
            self._unmarked[native] = stream.key
        await self._update(to, native, body)
        self._unmarked.pop(native, None)

    async def delete(self, to: Inbound, native: str) -> None:
        """Take a posted message away; a private one goes by itself unless it was clicked on."""
        if native.startswith(PASSED):
            await self._whispers.take_away(to, native)
            return
        if native.startswith(FILE):
            await self._uploads.delete(native)
            return
        for one in native.split(_AND):
            self._unmarked.pop(one, None)
            stream = self._streams.get(one)
            if stream is not None:
                await self._streams.stop(stream, None)
            await self._delete(to, one)

    async def notify(self, to: Inbound, text: str) -> None:
        """Show something short to the one who acted, in the thread where it happened."""
        await self._whispers.note(to, escape(text))

    async def acknowledge(self, to: Inbound) -> None:
        """Do nothing: the gateway has answered Slack already."""

    async def mark(self, to: Message, mark: Mark) -> None:
        """Put a reaction on a person's message: ⏳, 👀, then ✅ or ❌, each in the place of the one before."""
        await self._reactions.put(to, mark)

    async def tell(self, person: str, text: str) -> None:
        """Write plain text to a user in their direct messages with us. Raises PlatformError."""
        await tell(self._client, person, text)

    async def administers(self, to: Inbound) -> bool:
        """Say whether Slack counts the person among their workspace's admins and owners. Raises PlatformError."""
        return await administers(self._client, to)

    async def claims(self, to: Inbound) -> Claims:
        """Return what Slack says of the person: their names and language; never raises PlatformError."""
        return await self._names.claims(to.origin["user"])

    async def ask(self, to: Action, form: Form, problem: str) -> None:
        """Open a modal for the one who clicked."""
        await open_form(self._client, to, form, problem)

    async def fetch(self, to: Message, attachment: Attachment) -> bytes:  # noqa: ARG002 (the protocol has it)
        """Download a file that came with a message."""
        return await downloaded(self._client, attachment.ref)

    async def working(self, to: Inbound, *, on: bool) -> None:
        """Set the thread's status, with which Slack shows its Stop button; one from before a restart is cleared too.

        With the end of the work its streams are ended, each with what was last shown in it. Raises PlatformError when
        all of that was tried.
        """
        failed: PlatformError | None = None
        try:
            for stream in [] if on else self._streams.of(to.event):
                try:
                    await persist(lambda s=stream: self.edit(s.to, s.native, s.body))  # type: ignore[misc]
                except PlatformError as error:
                    log.warning("a stream was not ended as it should be: %s", error)
                    failed = failed or error
        finally:
            await self._status.show(to, on=on)
        if failed is not None:
            raise failed

    async def close(self) -> None:
        """End the streams that are still open, and show no longer that answers are under way."""
        await self._streams.all_begun()
        for stream in self._streams.of():
            await self._give_up(stream)
        await self._status.close()

    async def _give_up(self, stream: Stream) -> None:
        try:
            await self.edit(stream.to, stream.native, stream.body)
        except PlatformError as error:
            log.warning("a stream was left open: %s", error)

    async def _post_once(self, to: Inbound, body: Body, key: str) -> str:
        """Post a message unless it is there, which is looked up where it may be."""
        native = await self._find(to, key)
        if native is None:
            native = await self._post(to, body, key)
        else:
            self._unmarked[native] = key
            await self.edit(to, native, body)
        self._doubtful.discard(key)
        self._streams.found(key)
        return native

    async def _find(self, to: Inbound, key: str) -> str | None:
        """Return the message that was sent under `key`, where one may have been."""
        lost, early = self._streams.was_lost(key), to.at < self._ours
        doubtful = lost or key in self._doubtful
        if not (doubtful or early):
            return None
        try:
            native = await self._sent.message(to, key)
            if native is None and (lost or early):
                native = await self._sent.orphan(to, {*self._known, *(stream.native for stream in self._streams.of())})
        except (PlatformUnreachable, Unauthorized):
            raise
        except PlatformError as error:
            if doubtful:
                raise
            log.warning("what an earlier run has sent may be sent again: %s", error)
            return None
        return native

    async def _post(self, to: Inbound, body: Body, key: str) -> str:
        try:
            with translated("chat.postMessage"):
                answer = await self._client.chat_postMessage(
                    channel=to.origin["channel"],
                    thread_ts=to.origin.get("thread_ts"),
                    unfurl_links=False,
                    unfurl_media=False,
                    metadata=marked(key),
                    **body,
                )
        except RateLimited:  # surely not posted
            raise
        except PlatformUnreachable:
            self._doubtful.add(key)
            raise
        return str(answer["ts"])

    async def _update(self, to: Inbound, native: str, body: Body) -> None:
        """Edit a message; one that an earlier run left streaming is ended first."""
        try:
            await self._call_update(to, native, body)
        except PlatformError as error:
            if OPEN not in str(error):
                raise
            await self._streams.close(to.origin["channel"], native)
            await self._call_update(to, native, body)

    async def _call_update(self, to: Inbound, native: str, body: Body) -> None:
        with translated("chat.update"):
            key = self._unmarked.get(native)
            metadata = None if key is None else marked(key)
            await self._client.chat_update(channel=to.origin["channel"], ts=native, metadata=metadata, **body)

    async def _delete(self, to: Inbound, native: str) -> None:
        try:
            await self._call_delete(to, native)
        except PlatformError as error:
            if "message_not_found" in str(error):
                return
            if "cant_delete_message" not in str(error):
                raise
            await self._streams.close(to.origin["channel"], native)
            await self._call_delete(to, native)

    async def _call_delete(self, to: Inbound, native: str) -> None:
        with translated("chat.delete"):
            await self._client.chat_delete(channel=to.origin["channel"], ts=native)

    async def _upload(self, to: Inbound, body: Body, key: str, *, private: bool) -> str:
        """Upload a file, where one person alone is to see it to their direct messages; else post it as text."""
        if private:
            return await self._discreet.send(to, body, key)
        native = await self._uploads.send(to, body, key, again=to.at < self._ours)
        if native is not None:
            return native
        bodies = as_text(body)
        return _AND.join([await self._post_once(to, part, f"{key}.{n}") for n, part in enumerate(bodies)])
