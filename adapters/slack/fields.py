"""What people fill in and follow: text inputs, dates and links, each with what Slack has for it."""

from adapters.shared.tokens import NOOP, Tokens
from adapters.slack.blocks import Block, Group, button, headed, plain
from adapters.slack.limits import PLACEHOLDER, URL
from core.controls import Date, Link, TextInput
from core.fields import OPEN, is_day
from core.wellformed import is_address

_PEN = "✏️ "
_NOTHING = "–"


def fits_button(url: str) -> bool:
    """Say whether a button of Slack's can lead to an address."""
    return len(url) <= URL.most and is_address(url)


def link(control: Link, tokens: Tokens) -> Block:
    """Return a button that opens the page; Slack tells of its press too, which means nothing."""
    return {**button(control.label, tokens(control.id, NOOP)), "url": control.url}


def text_input(control: TextInput, tokens: Tokens) -> list[Group]:
    """Return the whole value, and a button that asks for another."""
    asks = button(f"{_PEN}{control.label}", tokens(control.id, OPEN))
    return headed(control.label, control.value if control.value.strip() else _NOTHING, asks)


def date(control: Date, tokens: Tokens) -> list[Group]:
    """Return a date picker beside the label; Slack's knows no bounds, so they stand in words."""
    picker: Block = {
        "type": "datepicker",
        "action_id": tokens(control.id, "set"),
        "placeholder": plain(control.label, PLACEHOLDER.most),
    }
    said = ""
    if is_day(control.value):
        picker["initial_date"] = control.value
    else:
        said = control.value
    bounds = f"{control.minimum or '…'} – {control.maximum or '…'}" if control.minimum or control.maximum else ""
    return headed(control.label, "\n".join(filter(None, (said, bounds))), picker)
