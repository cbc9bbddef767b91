"""Made: what came of one clause."""

from msgspec import Struct

from core.controls import Control
from core.operations import Bind


class Made(Struct, frozen=True):
    """The controls a clause asked for, or the question to ask back, and the words it left unexplained."""

    controls: tuple[Control, ...] = ()
    unknown: tuple[str, ...] = ()
    question: str = ""
    bindings: tuple[Bind, ...] = ()
    """What the new labels follow."""
