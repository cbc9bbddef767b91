"""Bodies with files: `payload_json` beside `files[n]` (Discord's reference, "Uploading Files")."""

import json
import re
from email.parser import BytesHeaderParser
from mimetypes import guess_type
from typing import Any, TypeAlias

from msgspec import Struct

from bots.sandbox.discord.errors import ApiError

Json: TypeAlias = dict[str, Any]

FILES = "files"
"""The key under which the files of a request stand beside what its JSON says."""
_MOST = 10
_LARGEST = 10 * 1024 * 1024
"""Bytes of one file, for those who pay nothing (Discord's reference, "Uploading Files")."""
_FIELD = re.compile(r"files\[\d+\]")


class Sent(Struct, frozen=True):
    """One file of a request."""

    name: str
    media_type: str
    data: bytes


def read(raw: bytes, content_type: str) -> Json:
    """Return what the JSON part says, and the files under `FILES`. Raises ApiError."""
    boundary = re.search(r'boundary="?([^";]+)"?', content_type)
    if boundary is None:
        raise ApiError(400, 50035, "Invalid Form Body")
    payload: Json = {}
    files: list[Sent] = []
    for part in (b"\r\n" + raw).split(b"\r\n--" + boundary[1].encode())[1:-1]:
        head, _, content = part.removeprefix(b"\r\n").partition(b"\r\n\r\n")
        headers = BytesHeaderParser().parsebytes(head)
        field = headers.get_param("name", "", "content-disposition")
        if field == "payload_json":
            payload = json.loads(content)
        elif isinstance(field, str) and _FIELD.fullmatch(field):
            files.append(_sent(headers.get_filename() or "unknown", content))
    if len(files) > _MOST:
        raise ApiError(400, 50035, "Invalid Form Body")
    return {**payload, FILES: files}


def _sent(name: str, content: bytes) -> Sent:
    """Return a file as Discord keeps it: under a name of plain signs, its kind told by the name."""
    if len(content) > _LARGEST:
        raise ApiError(413, 40005, "Request entity too large")
    plain = re.sub(r"[^A-Za-z0-9_.-]", "_", name)
    return Sent(plain, guess_type(plain)[0] or "application/octet-stream", content)
