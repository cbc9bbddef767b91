"""Drawing: a view becomes messages of Components V2, as plain JSON."""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from adapters.discord.artifacts import Names, artifact_parts
from adapters.discord.components import Component, displays, frame
from adapters.discord.limits import COMPONENTS, TEXT
from adapters.discord.markdown import shown
from adapters.discord.panel import panel
from adapters.shared.healing import healed
from adapters.shared.platform import UPLOADS, Body
from core.controls import Plan, Progress
from core.view import View

_V2 = 1 << 15
_UPLOADS = 10
"""Files of a message (Discord's reference, Uploading Files)."""


class _Piece(Struct, frozen=True):
    """Components that stay together."""

    components: tuple[Component, ...]
    panel: bool = False
    """Whether they belong into the frame of the controls."""
    upload: Body | None = None
    """The file they show, which makes them a message of their own."""

    def count(self) -> int:
        return sum(1 + len(c.get("components", ())) for c in self.components)

    def length(self) -> int:
        return sum(len(c.get("content", "")) for c in self.components)


def draw(view: View) -> tuple[Body, ...]:
    """Return the view's messages: the text, what it hands over, and its controls in a frame.

    Until it is done it shows, beside the text, only how far work has come.
    """
    said = view.said.strip()
    controls = view.controls
    if not view.done:
        said = healed(said)
        controls = tuple(c for c in controls if isinstance(c, Progress | Plan))
    pieces = [_Piece((one,)) for one in displays(shown(said))]
    if view.done and view.artifacts:
        names = Names()
        parts = (part for artifact in view.artifacts for part in artifact_parts(artifact, names))
        pieces += [_Piece(part.components, upload=part.upload) for part in parts]
    pieces += [_Piece(together, panel=True) for together in panel(controls, view.id)]
    return tuple(_body(group) for group in _packed(pieces, together=view.private))


def _packed(pieces: Iterable[_Piece], *, together: bool) -> Iterator[list[_Piece]]:
    """Yield the pieces message by message; a message with any of the controls has one component more, their frame.

    Uploads stand alone, unless all is to be `together`: then up to ten are in a message.
    """
    group: list[_Piece] = []
    count = length = 0
    for piece in pieces:
        count += piece.count() + (piece.panel and not (group and group[-1].panel))
        length += piece.length()
        if group and (_apart(group, piece, together=together) or count > COMPONENTS.most or length > TEXT.most):
            yield group
            group, count, length = [], piece.count() + piece.panel, piece.length()
        group.append(piece)
    if group:
        yield group


def _apart(group: list[_Piece], piece: _Piece, *, together: bool) -> bool:
    """Say whether a piece is kept from those before it by uploads."""
    uploads = sum(one.upload is not None for one in (*group, piece))
    return uploads > _UPLOADS if together else piece.upload is not None or group[-1].upload is not None


def _body(pieces: list[_Piece]) -> Body:
    text = [c for piece in pieces if not piece.panel for c in piece.components]
    controls = [c for piece in pieces if piece.panel for c in piece.components]
    framed = [frame(controls)] if controls else []
    body: Body = {"flags": _V2, "components": [*text, *framed], "allowed_mentions": {"parse": []}}
    uploads = [piece.upload for piece in pieces if piece.upload is not None]
    return {**body, UPLOADS: uploads} if uploads else body
