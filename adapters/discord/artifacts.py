"""Artifacts as text displays: what a turn hands over, whole, in a monospaced font."""

from typing import assert_never

from adapters.discord.code import code
from adapters.discord.components import Component, display
from adapters.shared.drawing import aligned, chart_text
from core.artifacts import Artifact, Chart, File
from core.controls import Table


def artifact_blocks(artifact: Artifact) -> list[Component]:
    """Return an artifact as displays that each fit into a message."""
    match artifact:
        case Table():
            return table_blocks(artifact)
        case Chart():
            return code("", chart_text(artifact).split("\n"))
        case File():
            return _file(artifact)
        case _:
            assert_never(artifact)


def table_blocks(table: Table) -> list[Component]:
    """Return all rows of a table, every block under the column names."""
    head, line, *rows = aligned(table).split("\n")
    return code(f"**{table.label}**", rows, [head, line])


def _file(file: File) -> list[Component]:
    title = f"📎 {file.name}"
    if not file.text.strip():
        return [display(f"{title}\n-# (empty)")]
    lines = file.text.replace("\r\n", "\n").removesuffix("\n").split("\n")
    return code(title, lines, numbered=True)
