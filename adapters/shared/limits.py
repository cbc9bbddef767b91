"""What a platform takes at the most, where the shared code has to know."""

from msgspec import Struct


class Limits(Struct, frozen=True, kw_only=True):
    """A platform's numbers; each platform's own module names their source, and keeps what only its drawing needs."""

    edit_interval: float
    """Seconds between two previews of one message, so that the platform's rate limits are kept."""

    typing_interval: float | None
    """Seconds after which the sign that an answer is under way has to be given again; None where it stays."""
