"""What is handed over: as text where it fits, else as a message with an upload."""

from typing import assert_never

from adapters.shared.drawing import shorten
from adapters.shared.platform import UPLOADS, Body
from adapters.shared.splitting import utf16_length
from adapters.shared.uploads import described
from adapters.telegram.limits import CAPTION
from adapters.telegram.quieting import quiet
from adapters.telegram.tables import excerpt_of, whole_of
from adapters.telegram.text import Span, compose, is_visible
from core.artifacts import Artifact, Chart, File, Image
from core.controls import Table


def handed(artifact: Artifact) -> tuple[list[Span], Body | None]:
    """Return what an artifact says in the text before it, and the message that brings it, if it is one of its own."""
    match artifact:
        case Table():
            whole = whole_of(artifact)
            return (whole, None) if whole else (excerpt_of(artifact), _upload(artifact, artifact.label))
        case Chart(title=title) | Image(title=title):
            too_long = utf16_length(title) > CAPTION // 2
            return ([(title, "bold")] if too_long else []), _upload(artifact, title)
        case File(name=name, text=text):
            # Telegram takes no empty document; and `notes.md` for a web address, but not in code.
            empty: list[Span] = [("📎 ", ""), (name, "code"), (": an empty file", "")]
            return ([], _upload(artifact, "")) if text else (empty, None)
        case _:
            assert_never(artifact)


def _upload(artifact: Artifact, title: str) -> Body:
    """Return the message; of the caption at most half is used, so that signs made unclickable have room."""
    caption, entities = quiet(compose([(_within(title), "bold")])) if is_visible(title) else ("", [])
    return {"caption": caption, "caption_entities": entities, UPLOADS: [described(artifact)]}


def _within(title: str) -> str:
    return title if utf16_length(title) <= CAPTION // 2 else shorten(title, CAPTION // 4)
