"""Drawing artifacts: tables as tables, charts and files as monospaced text; nothing of them is left out."""

from typing import assert_never

from adapters.shared.drawing import chart_text
from adapters.slack.blocks import Group, code, plain, section
from adapters.slack.tables import table
from core.artifacts import Artifact, Chart, File
from core.controls import Table


def artifact_blocks(artifact: Artifact) -> list[Group]:
    """Return the blocks that show an artifact."""
    match artifact:
        case Table():
            return table(artifact)
        case Chart():
            return code(chart_text(artifact))
        case File():
            return _file(artifact)
        case _:
            assert_never(artifact)


def artifact_name(artifact: Artifact) -> str:
    """Return what an artifact is called."""
    match artifact:
        case Table():
            return artifact.label
        case Chart():
            return artifact.title
        case File():
            return artifact.name
        case _:
            assert_never(artifact)


def _file(file: File) -> list[Group]:
    """Return the name, as plain text since `__init__.py` would be bold, and the text below it."""
    first, *rest = code(file.text) or [[]]
    return [[section(plain(f"📎 {file.name}{'' if first else ' (empty)'}")), *first], *rest]
