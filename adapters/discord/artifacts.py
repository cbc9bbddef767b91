"""Artifacts: what a turn hands over, as uploads; a small table as text."""

import re
import unicodedata
from collections.abc import Generator, Iterator
from typing import assert_never

from msgspec import Struct
from msgspec.structs import replace

from adapters.discord.code import code
from adapters.discord.components import Component, attachment, display, displays, picture
from adapters.discord.limits import DESCRIPTION, WHOLE_ROWS, WHOLE_WIDTH
from adapters.discord.tables import table_blocks, table_lines
from adapters.shared.drawing import chart_text, shorten
from adapters.shared.platform import Body
from adapters.shared.uploads import described
from core.artifacts import Artifact, Chart, File, Image
from core.controls import Table

_FIRST_ROWS = 5
_LONGEST_START = 1_500
"""Characters of the first rows of a table whose whole is a file."""
_LONGEST_NAME = 80
_LONGEST_TITLE = 500
"""Characters of a title that stands above an upload; a longer one stands before it."""


class Shown(Struct, frozen=True):
    """Components that belong together, with the file they show where there is one."""

    components: tuple[Component, ...]
    upload: Body | None = None


class Names:
    """Names of one reply's uploads: ASCII without spaces, as Discord keeps them, and no two alike."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def __call__(self, name: str) -> str:
        """Return the name for a further upload."""
        plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
        plain = re.sub(r"\.{2,}", ".", re.sub(r"[^A-Za-z0-9._-]+", "_", plain))
        stem, dot, ending = plain.rpartition(".")
        stem, ending = (stem, ending[:12]) if dot else (ending, "")
        stem = stem.strip("._-")[:_LONGEST_NAME] or "file"
        end = f".{ending}" if ending else ""
        made, number = stem + end, 1
        while made.lower() in self._taken:
            number += 1
            made = f"{stem}-{number}{end}"
        self._taken.add(made.lower())
        return made


def artifact_parts(artifact: Artifact, names: Names) -> Iterator[Shown]:
    """Yield an artifact as components that each fit into a message."""
    match artifact:
        case Table():
            yield from _table(artifact, names)
        case Chart():
            yield from _chart(artifact, names)
        case File(name=name, text=text) if not text:  # Discord may refuse a file without a byte
            yield Shown((display(f"📎 {name}\n-# (empty)"),))
        case File():
            upload = _upload(artifact, names)
            said = (display(f"📎 {artifact.name}"),) if upload["name"] != artifact.name else ()
            yield Shown((*said, attachment(upload["name"])), upload)
        case Image(title=title):
            upload = _upload(artifact, names)
            above = yield from _titled(title)
            yield Shown((*above, picture(upload["name"], shorten(title.strip(), DESCRIPTION.most))), upload)
        case _:
            assert_never(artifact)


def _upload(artifact: Artifact, names: Names) -> Body:
    description = described(artifact)
    return {**description, "name": names(description["name"])}


def _titled(title: str) -> Generator[Shown, None, list[Component]]:
    """Return the title for above an upload; a long one is yielded before it."""
    shown = displays(f"**{title.strip()}**") if title.strip() else []
    if len(title) <= _LONGEST_TITLE:
        return shown
    yield from (Shown((one,)) for one in shown)
    return []


def _table(table: Table, names: Names) -> Iterator[Shown]:
    if len(table.rows) <= WHOLE_ROWS.most:
        lines = table_lines(table)
        if lines.head and lines.wide <= WHOLE_WIDTH.most:
            yield from (Shown((block,)) for block in table_blocks(table))
            return
    upload = _upload(table, names)
    above = yield from _titled(table.label)
    count = min(_FIRST_ROWS, len(table.rows))
    start = table_lines(replace(table, rows=table.rows[:count]))
    block = code("", start.rows, start.head)
    if len(block) > 1 or len(block[0]["content"]) > _LONGEST_START:
        block, count = [], 0
    shown = f"the first {count} of {len(table.rows)} rows, all of them in the file" if count else "all in the file"
    yield Shown((*above, *block, display(f"-# {shown}"), attachment(upload["name"])), upload)


def _chart(chart: Chart, names: Names) -> Iterator[Shown]:
    """Yield a picture described by its numbers, and these once more as text where they do not fit there."""
    upload, numbers = _upload(chart, names), chart_text(chart)
    yield Shown((picture(upload["name"], shorten(numbers, DESCRIPTION.most)),), upload)
    if len(numbers) > DESCRIPTION.most:
        yield from (Shown((block,)) for block in code("", numbers.split("\n")))
