"""Messages that only one person sees: a command's answer at its own address, and ephemeral ones."""

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from adapters.shared.platform import Body
from adapters.slack.errors import translated
from adapters.slack.stamps import Stamp, stamped
from core.events import Action, Inbound

PASSED = "private:"
"""Begins the ids of messages only one person saw; they are ids of our own, since Slack lets nobody find those again."""


class Whispers:
    """Sends what is for one person; their clients show it until they are closed.

    Such a message can be changed by the one who clicks on it, at the click's own address (5 times, 30 minutes).
    """

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client

    async def say(self, to: Inbound, body: Body, key: str) -> str:
        """Tell the one who acted, and return an id of our own. Raises PlatformError."""
        native = f"{PASSED}{key}"
        await self._anew(to, _whole(to, native, body))
        return native

    async def again(self, to: Inbound, native: str, body: Body) -> None:
        """Let a private message look otherwise: in its place where it was clicked on, else as a new one.

        Raises PlatformError.
        """
        whole = _whole(to, native, body)
        url = _address(to, native)
        if not (url and await self._respond(url, {"replace_original": True, **whole})):
            await self._anew(to, whole)

    async def take_away(self, to: Inbound, native: str) -> None:
        """Take a private message away where it was clicked on; others go by themselves. Raises PlatformError."""
        url = _address(to, native)
        if url:
            await self._respond(url, {"delete_original": True})

    async def note(self, to: Inbound, text: str) -> None:
        """Show something short in the thread where the event happened. Raises PlatformError."""
        await self._ephemeral(to, {"text": text}, to.origin.get("beside", to.origin.get("thread_ts")))

    async def _anew(self, to: Inbound, body: Body) -> None:
        url = None if isinstance(to, Action) else to.origin.get("response_url")
        if not (url and await self._respond(url, {"response_type": "ephemeral", **body})):
            await self._ephemeral(to, body, _visible(to))

    async def _ephemeral(self, to: Inbound, body: Body, thread: str | None) -> None:
        with translated("chat.postEphemeral"):
            await self._client.chat_postEphemeral(
                channel=to.origin["channel"], user=to.origin["user"], thread_ts=thread or None, **body
            )

    async def _respond(self, url: str, body: Body) -> bool:
        """Answer at an act's own address, and say whether that was still taken (5 times, 30 minutes)."""
        session = self._client.session
        if session is None:
            return False
        with translated("response_url"):
            async with session.post(url, json=body) as answer:
                if answer.status == 429 or answer.status >= 500:
                    raise aiohttp.ClientResponseError(answer.request_info, (), status=answer.status)
                return answer.status == 200


def _whole(to: Inbound, native: str, body: Body) -> Body:
    """Return the message as it is sent: with where it belongs."""
    return stamped(body, Stamp(to.channel.split(":")[1], _thread(to), native.removeprefix(PASSED)), to.event)


def _address(to: Inbound, native: str) -> str | None:
    """Return where the message that was clicked on can be changed; None for another one."""
    clicked = isinstance(to, Action) and to.origin.get("native") == native
    return to.origin.get("response_url") if clicked else None


def _thread(to: Inbound) -> str:
    """Return the thread of the event's session; empty where the session is the channel."""
    return to.session.removeprefix(to.channel).removeprefix(":")


def _visible(to: Inbound) -> str | None:
    """Return the thread to show something new in: one that nobody has answered in shows no ephemeral messages."""
    beside = to.origin.get("beside")
    if beside is not None:
        return beside
    thread = to.origin.get("thread_ts")
    return None if to.event == f"{to.channel}:{thread}" else thread
