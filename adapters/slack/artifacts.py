"""Drawing artifacts: tables and charts natively where they fit, all else as files and pictures that are uploaded."""

from typing import assert_never

from msgspec import Struct

from adapters.shared.platform import UPLOADS, Body
from adapters.shared.uploads import described
from adapters.slack.blocks import Group, whole
from adapters.slack.charts import chart_block
from adapters.slack.limits import FALLBACK
from adapters.slack.tables import handed_over
from adapters.slack.text import fallback
from core.artifacts import Artifact, Chart, File, Image
from core.controls import Table


class Handed(Struct, frozen=True):
    """What an artifact becomes: blocks, and below them a message of its own with what is uploaded."""

    groups: list[Group]
    upload: Body | None = None


def handed(artifact: Artifact) -> Handed:
    """Return what shows an artifact; nothing of it is left out."""
    match artifact:
        case Table():
            groups, more = handed_over(artifact)
            return _with_upload(artifact, artifact.label, groups) if more else Handed(groups)
        case Chart():
            native = chart_block(artifact)
            return Handed([[native]]) if native is not None else _with_upload(artifact, artifact.title)
        case File():
            # Slack takes no file without bytes.
            return (
                _with_upload(artifact, artifact.name)
                if artifact.text
                else Handed([whole(f"📎 {artifact.name} (empty)")])
            )
        case Image():
            return _with_upload(artifact, artifact.title)
        case _:
            assert_never(artifact)


def _with_upload(artifact: Artifact, name: str, groups: list[Group] | None = None) -> Handed:
    """Return the upload with its name beside it; a name that is too long for that stands above."""
    above = [[block] for block in whole(name)] if len(name) > FALLBACK.most else []
    return Handed([*above, *(groups or [])], {"text": fallback(name), UPLOADS: [described(artifact)]})
