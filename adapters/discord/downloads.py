"""Downloads: the bytes of files that people send, from Discord's own hosts only."""

import aiohttp
import discord
import yarl

from core.attachments import LARGEST
from core.errors import PlatformError, PlatformUnreachable
from core.events import Attachment, Message

_HOSTS = frozenset({"cdn.discordapp.com", "media.discordapp.net"})
"""Where Discord keeps what people upload (its reference, "CDN Endpoints", and the attachment's `proxy_url`)."""
_PIECE = 65_536


class _LinkExpired(Exception):
    """The address is no longer valid; the message has a new one."""


class Downloads:
    """Fetches attachments from Discord's content hosts, and from the host of an API address that was set."""

    def __init__(self, http: discord.http.HTTPClient, api_url: str | None) -> None:
        self._http = http
        self._own = None if api_url is None else yarl.URL(api_url).origin()

    async def fetch(self, to: Message, attachment: Attachment) -> bytes:
        """Return a file's bytes, at most `LARGEST` and one more; Discord's links are good for about a day.

        Raises PlatformError, PlatformUnreachable, discord.HTTPException and what the network raises.
        """
        try:
            return await self._read(attachment.ref)
        except _LinkExpired:
            fresh = await self._fresh(to, attachment)
        try:
            return await self._read(fresh)
        except _LinkExpired:
            raise PlatformError(f"Discord no longer has the file {attachment.name!r}.") from None

    async def _read(self, address: str) -> bytes:
        url = yarl.URL(address)
        if not self._is_discords(url):
            raise PlatformError("A file is not where Discord keeps files, so it was not fetched.")
        async with aiohttp.ClientSession() as session, session.get(url, allow_redirects=False) as response:
            if response.status in (403, 404):
                raise _LinkExpired
            if response.status >= 500 or response.status == 429:
                raise PlatformUnreachable(f"Discord failed to give out a file (status {response.status}).")
            if response.status != 200:
                raise PlatformError(f"Discord refused to give out a file (status {response.status}).")
            return await _at_most(response.content, LARGEST + 1)

    async def _fresh(self, to: Message, attachment: Attachment) -> str:
        """Return where the file is now; its path stays, what is signed behind it changes."""
        message = await self._http.get_message(int(to.origin["channel"]), int(to.origin["message"]))
        path = yarl.URL(attachment.ref).path
        known = (one["url"] for one in message["attachments"] if yarl.URL(one["url"]).path == path)
        return next(known, attachment.ref)

    def _is_discords(self, url: yarl.URL) -> bool:
        if self._own is not None and url.is_absolute() and url.origin() == self._own:
            return True
        return url.scheme == "https" and url.host in _HOSTS and url.explicit_port in (None, 443)


async def _at_most(stream: aiohttp.StreamReader, most: int) -> bytes:
    read = bytearray()
    while len(read) < most:
        piece = await stream.read(min(_PIECE, most - len(read)))
        if not piece:
            break
        read += piece
    return bytes(read)
