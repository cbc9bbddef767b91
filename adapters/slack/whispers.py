"""Messages that only one person sees: a command's answer at its own address, and ephemeral ones."""

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from adapters.shared.platform import Body
from adapters.slack.errors import translated
from core.events import Inbound

PASSED = "private:"
"""Begins the ids of messages only one person saw: Slack lets nobody edit or find those again."""


class Whispers:
    """Sends what is for one person; their clients show it once and forget it."""

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client

    async def say(self, to: Inbound, body: Body) -> str:
        """Tell the one who acted, and return an id of our own. Raises PlatformError."""
        url = to.origin.get("response_url")
        if url and await self._respond(url, body):
            return f"{PASSED}{to.event}"
        return f"{PASSED}{await self._ephemeral(to, body)}"

    async def note(self, to: Inbound, text: str) -> None:
        """Show something short in the thread where the event happened. Raises PlatformError."""
        await self._ephemeral(to, {"text": text})

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
