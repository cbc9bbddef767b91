"""Drawing: a view becomes messages of Components V2, as plain JSON."""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from adapters.discord.artifacts import artifact_blocks
from adapters.discord.components import TEXT_LIMIT, Component, displays, frame
from adapters.discord.panel import panel
from adapters.shared.platform import Body
from core.controls import Progress
from core.view import View

_COMPONENT_LIMIT = 40
"""Components of a message, nested ones counted."""
_V2 = 1 << 15


class _Piece(Struct, frozen=True):
    """Components that stay together."""

    components: tuple[Component, ...]
    panel: bool
    """Whether they belong into the frame of the controls."""

    def count(self) -> int:
        return sum(1 + len(c.get("components", ())) for c in self.components)

    def length(self) -> int:
        return sum(len(c.get("content", "")) for c in self.components)


def draw(view: View) -> tuple[Body, ...]:
    """Return the view's messages: the text, what it hands over, and its controls in a frame.

    Until it is done it shows, beside the text, only how far work has come.
    """
    shown = displays(view.text.strip())
    controls = view.controls if view.done else tuple(c for c in view.controls if isinstance(c, Progress))
    if view.done:
        shown += [block for artifact in view.artifacts for block in artifact_blocks(artifact)]
    pieces = [_Piece((one,), panel=False) for one in shown]
    pieces += [_Piece(together, panel=True) for together in panel(controls, view.id)]
    return tuple(_body(group) for group in _packed(pieces))


def _packed(pieces: Iterable[_Piece]) -> Iterator[list[_Piece]]:
    """Yield the pieces message by message; a message with any of the controls has one component more, their frame."""
    group: list[_Piece] = []
    for piece in pieces:
        together = [*group, piece]
        count = sum(p.count() for p in together) + any(p.panel for p in together)
        if group and (count > _COMPONENT_LIMIT or sum(p.length() for p in together) > TEXT_LIMIT):
            yield group
            together = [piece]
        group = together
    if group:
        yield group


def _body(pieces: list[_Piece]) -> Body:
    text = [c for piece in pieces if not piece.panel for c in piece.components]
    controls = [c for piece in pieces if piece.panel for c in piece.components]
    framed = [frame(controls)] if controls else []
    return {"flags": _V2, "components": [*text, *framed], "allowed_mentions": {"parse": []}}
