"""Files that people send: what a message says of them, and their bytes."""

import re
from urllib.parse import urlsplit

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.errors import translated
from adapters.slack.wire import SharedFile
from core.attachments import LARGEST
from core.errors import PlatformError
from core.events import Attachment

_ID = "id:"
"""Begins the reference of a file whose address has to be asked for (Slack Connect tells only the id)."""
_GONE = ("hidden_by_limit", "tombstone")
"""Modes of what stands where a file was: it was deleted, or is older than the workspace's plan shows."""
_CHUNK = 64 * 1024
_SLACKS = re.compile(r"https://([a-z0-9-]+\.)*slack\.com/")


def attachments(files: tuple[SharedFile, ...]) -> tuple[Attachment, ...]:
    """Return a message's files that are still there, each with the address it is kept at."""
    return tuple(
        Attachment(
            name=file.name or file.title or file.id or "a shared file",
            media_type=file.mimetype or "application/octet-stream",
            size=file.size,
            ref=file.url_private_download or file.url_private or f"{_ID}{file.id}",
        )
        for file in files
        if file.mode not in _GONE
    )


async def downloaded(client: AsyncWebClient, ref: str) -> bytes:
    """Return a file's bytes, at most `LARGEST` and one more. Raises PlatformError.

    The bot token goes with the request, so only Slack's own hosts are asked, and no redirect is followed.
    """
    address = await _address(client, ref)
    if not _is_slacks(address, client.base_url):
        raise PlatformError("The file is not kept at Slack, so it is not fetched.")
    session = client.session
    if session is None:
        raise PlatformError("Slack's gateway fetches a file before it was started.")
    with translated("a file's download"):
        headers = {"Authorization": f"Bearer {client.token}"}
        async with session.get(address, headers=headers, allow_redirects=False) as answer:
            if answer.status == 429 or answer.status >= 500:
                raise aiohttp.ClientResponseError(answer.request_info, (), status=answer.status)
            if answer.status != 200:
                raise PlatformError(
                    f"Slack did not hand the file over (status {answer.status}). If the app lacks the scope files:read,"
                    " add it and install the app anew."
                )
            data = bytearray()
            async for chunk in answer.content.iter_chunked(_CHUNK):
                data += chunk
                if len(data) > LARGEST:
                    break
            return bytes(data[: LARGEST + 1])


async def _address(client: AsyncWebClient, ref: str) -> str:
    if not ref.startswith(_ID):
        return ref
    with translated("files.info"):
        answer = await client.files_info(file=ref.removeprefix(_ID))
    file = answer["file"]
    return str(file.get("url_private_download") or file.get("url_private") or "")


def _is_slacks(address: str, api: str) -> bool:
    """Say whether an address is of the API's own host, or of Slack's."""
    own = urlsplit(api)
    return address.startswith(f"{own.scheme}://{own.netloc}/") or _SLACKS.match(address) is not None
