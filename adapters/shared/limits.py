"""What a platform takes at the most."""

from msgspec import Struct


class Limits(Struct, frozen=True, kw_only=True):
    """A platform's numbers; each platform's own module names their source."""

    text: int
    """Length of one message's text, in the platform's own unit (see `units`)."""
    units: str = "characters"
    """`characters` (code points) or `utf16`."""
    button_label: int
    buttons_per_row: int
    rows: int
    edit_interval: float
    """Seconds between two previews of one message, so that the platform's rate limits are kept."""
