"""Telling a person something that answers nothing they wrote."""

import re

from slack_sdk.web.async_client import AsyncWebClient

from adapters.shared.drawing import shorten
from adapters.slack.errors import translated
from adapters.slack.limits import FALLBACK
from adapters.slack.text import escape
from core.errors import PlatformError

_USER = re.compile(r"[UW][A-Z0-9]+")


async def tell(client: AsyncWebClient, person: str, text: str) -> None:
    """Write plain text to a user, by their id, in their direct messages with us. Raises PlatformError.

    Slack opens these for a user's id by itself, with the scope chat:write alone. The text can mention nobody.
    """
    if not _USER.fullmatch(person):
        raise PlatformError(f"Slack has no person {person!r}: a person is an id there, as in slack:U012AB3CD.")
    with translated("chat.postMessage"):
        await client.chat_postMessage(
            channel=person,
            text=escape(shorten(text, FALLBACK.most)),
            mrkdwn=False,
            unfurl_links=False,
            unfurl_media=False,
        )
