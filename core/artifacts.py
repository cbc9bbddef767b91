"""Artifacts: what a turn hands over beside its text. A closed union, discriminated by `kind`."""

from math import isfinite
from typing import Annotated, Literal, TypeAlias

from msgspec import Meta, Struct

from core.controls import Table, Title


class File(Struct, frozen=True, tag_field="kind", tag="file"):
    """A text file: CSV, Markdown, code."""

    name: Annotated[str, Meta(pattern=r"^[\w. -]{1,100}$(?!\n)")]
    media_type: str
    text: str


class Series(Struct, frozen=True):
    """One row of numbers of a chart, a number a label."""

    name: str
    values: tuple[float, ...]


class Chart(Struct, frozen=True, tag_field="kind", tag="chart"):
    """Numbers as a picture."""

    title: Title
    style: Literal["bar", "line", "pie"]
    labels: tuple[str, ...]
    series: tuple[Series, ...]


class Image(Struct, frozen=True, tag_field="kind", tag="image"):
    """A picture, whole; never only its address, which would call on whoever a model names."""

    title: Title
    media_type: Literal["image/png", "image/jpeg", "image/gif", "image/webp"]
    data: bytes


Artifact: TypeAlias = Table | Chart | File | Image


_LARGEST = 8_000_000
"""Bytes of a file or an image: less than the 10 MiB that Discord and Telegram's photos take."""
_HIGHEST = 1e100
"""Beyond it, drawing runs out of numbers."""
_MOST_SERIES, _MOST_VALUES = 50, 5_000
"""Of a chart; more would take seconds to draw, and nobody could read it."""


def ill_formed(artifact: Artifact) -> str:
    """Return why an artifact cannot be shown; empty where it can."""
    match artifact:
        case Table(columns=columns, rows=rows) if not columns or any(len(row) != len(columns) for row in rows):
            return "a table needs columns, and one cell a column in every row"
        case Chart(labels=labels, series=series):
            if not labels or not series or any(len(one.values) != len(labels) for one in series):
                return "a chart needs labels and series, each with a number for every label"
            if not all(isfinite(value) and abs(value) <= _HIGHEST for one in series for value in one.values):
                return "a chart has numbers only, no infinities, and none beyond 1e100"
            if len(series) > _MOST_SERIES or len(series) * len(labels) > _MOST_VALUES:
                return f"a chart has at most {_MOST_SERIES} series and {_MOST_VALUES:,} values: hand over a table"
        case Table(rows=rows) if sum(len(str(cell)) for row in rows for cell in row) > _LARGEST // 4:
            return f"a table holds at most {_LARGEST // 4:,} characters"
        case File(text=text) if len(text.encode("utf-8", "replace")) > _LARGEST:
            return f"a file holds at most {_LARGEST:,} bytes"
        case Image(media_type=media_type, data=data) if not data or len(data) > _LARGEST:
            return f"an {media_type} holds 1 to {_LARGEST:,} bytes"
        case Table() | File() | Image():
            pass
    return ""
