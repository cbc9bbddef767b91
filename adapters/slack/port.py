"""Slack's sending half."""

import time

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from adapters.shared.platform import Body
from adapters.slack.errors import translated
from adapters.slack.status import SessionStatus
from adapters.slack.text import escape
from core.errors import PlatformError, PlatformUnreachable, RateLimited
from core.events import Inbound

EVENT_TYPE = "trivium_reply"
"""The kind of metadata our messages carry; its payload holds the key they were sent under."""
_PASSED = "private:"
"""Begins the ids of messages only one person saw: Slack lets nobody edit or find those again."""


class SlackPort:
    """Sends to one workspace; a message whose sending was in doubt is looked up before it is sent again."""

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client
        self._born = time.time()
        self._doubtful: set[str] = set()
        self._status = SessionStatus(client, self._born)

    async def send(self, to: Inbound, body: Body, *, key: str, private: bool) -> str:
        """Post a message where the event happened and return its timestamp, or an id of our own if it is private."""
        if private:
            return await self._whisper(to, body)
        in_doubt = key in self._doubtful or to.at < self._born
        native = await self._sent(to, key) if in_doubt else None
        if native is None:
            native = await self._post(to, body, key)
        else:
            await self.edit(to, native, body)
        self._doubtful.discard(key)
        return native

    async def edit(self, to: Inbound, native: str, body: Body) -> None:
        """Make a posted message look like `body`; a private one cannot be edited and is sent anew."""
        if native.startswith(_PASSED):
            await self._whisper(to, body)
            return
        with translated("chat.update"):
            await self._client.chat_update(channel=to.origin["channel"], ts=native, **body)

    async def delete(self, to: Inbound, native: str) -> None:
        """Take a posted message away; a private one goes by itself."""
        if native.startswith(_PASSED):
            return
        try:
            with translated("chat.delete"):
                await self._client.chat_delete(channel=to.origin["channel"], ts=native)
        except PlatformError as error:
            if "message_not_found" not in str(error):
                raise

    async def notify(self, to: Inbound, text: str) -> None:
        """Show something short to the one who acted, in the thread where it happened."""
        await self._ephemeral(to, {"text": escape(text)})

    async def acknowledge(self, to: Inbound) -> None:
        """Do nothing: the gateway has answered Slack already."""

    async def working(self, to: Inbound, *, on: bool) -> None:
        """Set the thread's status, with which Slack shows its Stop button; one from before a restart is cleared too."""
        await self._status.show(to, on=on)

    async def _post(self, to: Inbound, body: Body, key: str) -> str:
        try:
            with translated("chat.postMessage"):
                answer = await self._client.chat_postMessage(
                    channel=to.origin["channel"],
                    thread_ts=to.origin.get("thread_ts"),
                    unfurl_links=False,
                    unfurl_media=False,
                    metadata={"event_type": EVENT_TYPE, "event_payload": {"key": key}},
                    **body,
                )
        except RateLimited:  # surely not posted
            raise
        except PlatformUnreachable:
            self._doubtful.add(key)
            raise
        return str(answer["ts"])

    async def _sent(self, to: Inbound, key: str) -> str | None:
        """Return the message that was sent under `key`, looking through the thread."""
        thread = to.origin.get("thread_ts")
        if thread is None:
            return None
        with translated("conversations.replies"):
            pages = await self._client.conversations_replies(
                channel=to.origin["channel"],
                ts=thread,
                oldest=f"{to.at:.6f}",
                include_all_metadata=True,
                limit=200,
            )
            async for page in pages:
                for message in page["messages"]:
                    metadata = message.get("metadata", {})
                    if metadata.get("event_type") == EVENT_TYPE and metadata["event_payload"].get("key") == key:
                        return str(message["ts"])
        return None

    async def _whisper(self, to: Inbound, body: Body) -> str:
        url = to.origin.get("response_url")
        if url and await self._respond(url, body):
            return f"{_PASSED}{to.event}"
        return _PASSED + await self._ephemeral(to, body)

    async def _ephemeral(self, to: Inbound, body: Body) -> str:
        with translated("chat.postEphemeral"):
            answer = await self._client.chat_postEphemeral(
                channel=to.origin["channel"],
                user=to.origin["user"],
                thread_ts=to.origin.get("thread_ts"),
                **body,
            )
        return str(answer["message_ts"])

    async def _respond(self, url: str, body: Body) -> bool:
        """Answer a slash command at its own address, and say whether that was still taken (5 times, 30 minutes)."""
        session = self._client.session
        if session is None:
            return False
        with translated("response_url"):
            async with session.post(url, json={"response_type": "ephemeral", **body}) as answer:
                if answer.status == 429 or answer.status >= 500:
                    raise aiohttp.ClientResponseError(answer.request_info, (), status=answer.status)
                return answer.status == 200
