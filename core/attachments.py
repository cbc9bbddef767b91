"""Attachments: the files that came with a message, fetched for the nodes that can use them."""

import asyncio
from collections.abc import Awaitable, Callable

from msgspec import Struct

from core.errors import PlatformError
from core.events import Attachment, Message

MOST = 5
"""Files of one message that are looked at."""
LARGEST = 8_000_000
"""Bytes of one file that is looked at."""
LONGEST_TEXT = 60_000
"""Characters of a text file that a model is shown; the rest is named as left out."""
_PATIENCE = 20.0
"""Seconds for all the files of a message."""
_PICTURES = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})
_TEXTS = ("text/", "application/json", "application/xml", "application/x-yaml", "application/sql")
_TEXT_ENDINGS = (".txt", ".csv", ".tsv", ".md", ".json", ".xml", ".yaml", ".yml", ".toml", ".sql", ".log", ".py")

Fetch = Callable[[Message, Attachment], Awaitable[bytes]]
"""Bring a file's bytes. Raises PlatformError."""


class Attached(Struct, frozen=True):
    """A file as nodes get it: its text, or its bytes if it is a picture, or the reason why there is neither."""

    name: str
    media_type: str
    size: int
    text: str = ""
    data: bytes = b""
    problem: str = ""

    def unseen(self) -> "Attached":
        """Return the file without its picture, for a model that took none."""
        return _without(self, "the model takes no such picture") if self.data else self

    @property
    def line(self) -> str:
        """Return what the history says of it."""
        problem = f", not read: {self.problem}" if self.problem else ""
        return f"[attached: {self.name} ({self.media_type}, {self.size:,} bytes{problem})]"


async def fetched(message: Message, fetch: Fetch) -> tuple[Attached, ...]:
    """Return a message's files; one that cannot be had or used is there with the reason."""
    if not message.attachments:
        return ()
    return tuple(
        await asyncio.gather(*(_one(message, file, number, fetch) for number, file in enumerate(message.attachments)))
    )


async def _one(message: Message, file: Attachment, number: int, fetch: Fetch) -> Attached:
    attached = Attached(" ".join(file.name.split()), file.media_type.partition(";")[0], file.size)
    problem = _problem(attached, number)
    if problem:
        return _without(attached, problem)
    try:
        async with asyncio.timeout(_PATIENCE):
            data = await fetch(message, file)
    except PlatformError as error:
        return _without(attached, str(error))
    except TimeoutError:
        return _without(attached, "it did not arrive in time")
    if len(data) > LARGEST:
        return _without(attached, f"it is larger than {LARGEST:,} bytes")
    if attached.media_type in _PICTURES:
        return Attached(attached.name, attached.media_type, len(data), data=data)
    text = data.decode("utf-8-sig", "replace")
    if len(text) > LONGEST_TEXT:
        text = f"{text[:LONGEST_TEXT]}\n[… {len(text) - LONGEST_TEXT:,} more characters are left out]"
    return Attached(attached.name, attached.media_type, len(data), text=text)


def _without(attached: Attached, problem: str) -> Attached:
    return Attached(attached.name, attached.media_type, attached.size, problem=problem)


def _problem(attached: Attached, number: int) -> str:
    if number >= MOST:
        return f"only {MOST} files of a message are read"
    if attached.size > LARGEST:
        return f"it is larger than {LARGEST:,} bytes"
    readable = attached.media_type.startswith(_TEXTS) or attached.name.lower().endswith(_TEXT_ENDINGS)
    return "" if readable or attached.media_type in _PICTURES else "files of this kind cannot be read"
