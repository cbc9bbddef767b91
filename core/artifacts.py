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


Artifact: TypeAlias = Table | Chart | File


def ill_formed(artifact: Artifact) -> str:
    """Return why an artifact cannot be shown; empty where it can."""
    match artifact:
        case Table(columns=columns, rows=rows) if not columns or any(len(row) != len(columns) for row in rows):
            return "a table needs columns, and one cell a column in every row"
        case Chart(labels=labels, series=series):
            if not labels or not series or any(len(one.values) != len(labels) for one in series):
                return "a chart needs labels and series, each with a number for every label"
            if not all(isfinite(value) for one in series for value in one.values):
                return "a chart has numbers only, no infinities"
        case Table() | File():
            pass
    return ""
