"""Finding what was sent already: a thread is looked through for the key under which a message was sent."""

from collections.abc import AsyncIterator, Container
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.errors import translated
from core.events import Inbound

EVENT_TYPE = "trivium_reply"
"""The kind of metadata our messages carry; its payload holds the key they were sent under."""


def marked(key: str) -> dict[str, Any]:
    """Return the metadata of a message that is sent under `key`."""
    return {"event_type": EVENT_TYPE, "event_payload": {"key": key}}


class Sent:
    """Looks through threads for our own messages; outside threads there is nothing to find."""

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client
        self.bot = ""
        """Our own id as an author, as `auth.test` says."""

    async def message(self, to: Inbound, key: str) -> str | None:
        """Return the message that was sent under `key`."""
        async for message in self._since(to):
            if _key(message) == key:
                return str(message["ts"])
        return None

    async def orphan(self, to: Inbound, known: Container[str]) -> str | None:
        """Return a message of ours that says no key and is not `known`: a stream that has just begun."""
        async for message in self._since(to):
            ours = message.get("bot_id") == self.bot and float(message["ts"]) > to.at
            if ours and self.bot and _key(message) is None and not message.get("files") and message["ts"] not in known:
                return str(message["ts"])
        return None

    async def file(self, to: Inbound, name: str, size: int, known: Container[str]) -> str | None:
        """Return the id of a file of ours with that name and size (bytes), if it is not `known`."""
        async for message in self._since(to):
            for file in message.get("files", []) if message.get("bot_id") == self.bot else []:
                if (file.get("name"), file.get("size")) == (name, size) and file["id"] not in known:
                    return str(file["id"])
        return None

    async def _since(self, to: Inbound) -> AsyncIterator[dict[str, Any]]:
        thread = to.origin.get("thread_ts")
        if thread is None:
            return
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
                    yield message


def _key(message: dict[str, Any]) -> str | None:
    metadata = message.get("metadata", {})
    return metadata["event_payload"].get("key") if metadata.get("event_type") == EVENT_TYPE else None
