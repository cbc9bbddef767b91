"""Files that come with Telegram messages, as the core knows them."""

import mimetypes

from adapters.telegram.wire import File, Message
from core.events import Attachment


def attachments_of(message: Message) -> tuple[Attachment, ...]:
    """Return the files of a message; Telegram sends each picture of an album as a message of its own."""
    photo = max(message.photo, key=lambda size: size.width * size.height, default=None)
    found = [] if photo is None else [Attachment("photo.jpg", "image/jpeg", photo.file_size, photo.file_id)]
    others = (
        (message.document, "file", "application/octet-stream"),
        (message.video, "video", "video/mp4"),
        (message.video_note, "video", "video/mp4"),
        (message.audio, "audio", "audio/mpeg"),
        (message.voice, "voice", "audio/ogg"),
    )
    found += [_attachment(file, name, media_type) for file, name, media_type in others if file is not None]
    return tuple(found)


def _attachment(file: File, name: str, usual: str) -> Attachment:
    media_type = file.mime_type or usual
    ending = mimetypes.guess_extension(media_type) or ""
    return Attachment(file.file_name or f"{name}{ending}", media_type, file.file_size, file.file_id)
