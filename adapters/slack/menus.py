"""Menus: a select is a section with a `static_select` beside its label; one of many options is several.

Limits from docs.slack.dev/reference/block-kit: 100 options a menu, 75 characters of option text, 150 of placeholder.
"""

from collections.abc import Sequence

from adapters.shared.drawing import shorten
from adapters.shared.tokens import encode
from adapters.slack.blocks import Block, Group, bold, chunks, ending, mrkdwn, plain, section
from core.controls import Option, Select

VERB = "select"
OPTIONS = 100
_OPTION_TEXT = 75
_PLACEHOLDER = 150
_NOTHING = "–"


def select(reply: int, control: Select) -> list[Group]:
    """Return a menu, or as many as the options need: `Label (2/3)`."""
    menus = chunks(control.options, OPTIONS)
    if not menus:
        return [[section(mrkdwn(f"{bold(control.label)}\n{_NOTHING}"))]]
    groups: list[Group] = []
    for number, options in enumerate(menus, 1):
        end = f" ({number}/{len(menus)})" if len(menus) > 1 else ""
        menu = {
            "type": "static_select",
            "action_id": encode(control.id, VERB, reply, number),
            "placeholder": plain(ending(control.label, end, _PLACEHOLDER)),
            **_choice(options, control.chosen),
        }
        groups.append([{**section(mrkdwn(bold(control.label + end))), "accessory": menu}])
    return groups


def _choice(options: Sequence[Option], chosen: str) -> Block:
    """Return the options, and the chosen one where it is among them."""
    shown = [{"text": plain(shorten(option.label, _OPTION_TEXT)), "value": option.id} for option in options]
    initial = [option for option in shown if option["value"] == chosen]
    return {"options": shown, "initial_option": initial[0]} if initial else {"options": shown}
