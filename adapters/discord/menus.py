"""Menus: a select as Discord's string selects, of which each takes 25 options."""

from collections.abc import Iterator

from adapters.discord.components import Component, display, row
from adapters.shared.drawing import shorten
from adapters.shared.tokens import encode
from core.controls import Option, Select

_STRING_SELECT = 3
_OPTIONS = 25
_OPTION_LIMIT = 100
"""Characters of an option's label."""
_PLACEHOLDER_LIMIT = 150


def menus(select: Select, reply: int) -> Iterator[tuple[Component, ...]]:
    """Yield a row for each menu, above the first the select's label where something is chosen.

    Discord shows a menu's label only while nothing in it is chosen.
    """
    groups = [select.options[start : start + _OPTIONS] for start in range(0, len(select.options), _OPTIONS)]
    if not groups:
        yield (display(f"**{select.label}** (nothing to choose)"),)
    for number, options in enumerate(groups, 1):
        above = [display(f"**{select.label}**")] if number == 1 and select.option(select.chosen) else []
        suffix = f" ({number}/{len(groups)})" if len(groups) > 1 else ""
        menu = {
            "type": _STRING_SELECT,
            "custom_id": encode(select.id, "select", reply, number),
            "placeholder": shorten(select.label, _PLACEHOLDER_LIMIT - len(suffix)) + suffix,
            "options": [_option(option, select.chosen) for option in options],
        }
        yield (*above, row([menu]))


def _option(option: Option, chosen: str) -> Component:
    made: Component = {"label": shorten(option.label, _OPTION_LIMIT), "value": option.id}
    return {**made, "default": True} if option.id == chosen else made
