"""Files and pictures as Telegram messages."""

from typing import Any

from telegram import Bot, ReplyParameters
from telegram import Message as Sent
from telegram.error import BadRequest

from adapters.shared.platform import UPLOADS, Body
from adapters.shared.uploads import Upload, rendered

LARGEST_PHOTO = 10_000_000
"""Bytes (Bot API, sendPhoto); larger pictures go as documents, which may have 50 MB."""


async def upload_of(body: Body) -> Upload | None:
    """Return the file that a body brings, rendered; None for one of text."""
    described = body.get(UPLOADS)
    return await rendered(described[0]) if described else None


async def send_upload(
    bot: Bot, chat: int, topic: int, body: Body, upload: Upload, *, reply: ReplyParameters | None
) -> Sent:
    """Send a picture as a photo where Telegram takes it, anything else as a document. Raises TelegramError."""
    shared: dict[str, Any] = {
        "caption": body["caption"] or None,
        "message_thread_id": topic or None,
        "reply_parameters": reply,
        "filename": upload.name,
        "api_kwargs": {"caption_entities": body["caption_entities"]},
    }
    if _is_photo(upload):
        try:
            return await bot.send_photo(chat, upload.data, **shared)
        except BadRequest as error:
            if not error.message.lower().startswith(("photo_", "image_process")):
                raise
    return await bot.send_document(chat, upload.data, **shared)


def _is_photo(upload: Upload) -> bool:
    """Say whether it goes as a photo; an animated picture would stand still as one."""
    return upload.is_picture and upload.media_type != "image/gif" and len(upload.data) <= LARGEST_PHOTO
