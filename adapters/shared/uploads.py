"""Uploads: files and pictures as a body describes them, in plain comparable JSON, and as the bytes that are sent."""

import asyncio
import csv
import io
import re
import unicodedata

import msgspec
from msgspec import Struct

from adapters.shared.charts import png
from adapters.shared.platform import Body
from core.artifacts import Artifact, Chart, File, Image
from core.controls import Table

_ENDINGS = {"image/png": "png", "image/jpeg": "jpg", "image/gif": "gif", "image/webp": "webp"}


_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")
"""How a formula begins for a spreadsheet (OWASP, CSV injection)."""
_SPELLED = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "ae", "Ö": "oe", "Ü": "ue", "ß": "ss", "æ": "ae", "ø": "o", "å": "a"}
)


class Upload(Struct, frozen=True):
    """A file as it is sent."""

    name: str
    media_type: str
    data: bytes

    @property
    def is_picture(self) -> bool:
        """Say whether it is a picture."""
        return self.media_type in _ENDINGS


def described(artifact: Artifact) -> Body:
    """Return an artifact as plain JSON with the `name` it is uploaded under."""
    plain: Body = msgspec.json.decode(msgspec.json.encode(artifact))
    return {"name": file_name(artifact), **plain} if not isinstance(artifact, File) else plain


def file_name(artifact: Artifact) -> str:
    """Return the name of the file that an artifact becomes."""
    match artifact:
        case File(name=name):
            return name
        case Table(label=label):
            return f"{_slug(label)}.csv"
        case Chart(title=title):
            return f"{_slug(title)}.png"
        case Image(title=title, media_type=media_type):
            return f"{_slug(title)}.{_ENDINGS[media_type]}"


async def rendered(description: Body) -> Upload:
    """Return what `described` described as bytes; a chart is drawn in a thread.

    Raises msgspec.ValidationError for what `described` never described.
    """
    name = description["name"]
    artifact: Artifact = msgspec.convert(description, Artifact)
    match artifact:
        case File(media_type=media_type, text=text):
            return Upload(name, media_type, text.encode("utf-8", "replace"))
        case Table():
            return Upload(name, "text/csv", csv_text(artifact).encode("utf-8-sig", "replace"))
        case Chart():
            return Upload(name, "image/png", await asyncio.to_thread(png, artifact))
        case Image(media_type=media_type, data=data):
            return Upload(name, media_type, data)


def csv_text(table: Table) -> str:
    """Return a table as CSV (RFC 4180); what a spreadsheet would take for a formula has an apostrophe before it."""
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerows([[_plain(cell) for cell in row] for row in (table.columns, *table.rows)])
    return written.getvalue()


def _plain(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and _FORMULA.match(cell) else cell


def _slug(title: str) -> str:
    """Return a title as a file's name that every system takes: small letters of ASCII, digits, hyphens."""
    spelled = unicodedata.normalize("NFKD", title.translate(_SPELLED)).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[^a-z0-9]+", "-", spelled.lower())[:60].strip("-") or "file"
