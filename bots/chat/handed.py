"""What an answer hands over, as lines of text: tables, charts, files, pictures."""

from collections.abc import Sequence
from typing import assert_never

from adapters.shared.drawing import aligned, chart_text
from core.artifacts import Artifact, Chart, File, Image
from core.controls import Table

_FILE_LINES = 40
"""Lines of a file that are shown; more would push the answer off the screen."""


def artifact_lines(artifacts: Sequence[Artifact], language: str = "") -> list[str]:
    """Return artifacts one below the other, the numbers of charts as the language writes them, where it is known."""
    return [line for artifact in artifacts for line in _lines_of(artifact, language)]


def _lines_of(artifact: Artifact, language: str) -> list[str]:
    match artifact:
        case Table(label=label):
            return [f"{label}:", *aligned(artifact).splitlines()]
        case Chart():
            return chart_text(artifact, language).splitlines()
        case File(name=name, text=text):
            lines = text.splitlines()
            more = [f"… {len(lines) - _FILE_LINES} more lines"] if len(lines) > _FILE_LINES else []
            return [f"📎 {name} ({len(text.encode())} B)", *lines[:_FILE_LINES], *more]
        case Image(title=title, media_type=media_type, data=data):
            return [f"🖼 {title} ({media_type}, {len(data):,} B): a terminal cannot show pictures"]
        case _:
            assert_never(artifact)
