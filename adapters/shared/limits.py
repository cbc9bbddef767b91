"""What a platform takes at the most, and what happens beyond it."""

from msgspec import Struct


class Limit(Struct, frozen=True):
    """One number of a platform. The drawing uses it, and `docs/controls.md` is made from it."""

    what: str
    """What is limited: `text of a message`."""
    most: int
    unit: str
    """What is counted: `characters`, `UTF-16 units`, `bytes`, `buttons` …"""
    beyond: str
    """What happens to what is more: `further messages`. Nothing is ever left out without a word."""
    source: str
    """The document the number is from; `ours` for a choice of the house, `observed` where no document says it."""


class Limits(Struct, frozen=True, kw_only=True):
    """A platform's numbers; each platform's `limits` module has them."""

    edit_interval: float
    """Seconds between two previews in one place, so that the platform's rate limits are kept."""

    typing_interval: float | None
    """Seconds after which the sign that an answer is under way has to be given again; None where it stays."""

    table: tuple[Limit, ...] = ()
    """Every limit that drawing meets, in the order of the documentation."""
