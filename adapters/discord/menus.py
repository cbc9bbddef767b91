"""Menus: a select as Discord's string selects, of which each takes 25 options."""

from collections.abc import Iterator

from adapters.discord.components import Component, display, row
from adapters.shared.drawing import shorten
from adapters.shared.tokens import Token, decode, encode
from core.controls import Option, Select

_STRING_SELECT = 3
_OPTIONS = 25
_OPTION_LIMIT = 100
"""Characters of an option's label."""
_PLACEHOLDER_LIMIT = 150
_SEPARATOR = ":"


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
            "custom_id": _custom_id(encode(select.id, "select", reply), number),
            "placeholder": shorten(select.label, _PLACEHOLDER_LIMIT - len(suffix)) + suffix,
            "options": [_option(option, select.chosen) for option in options],
        }
        yield (*above, row([menu]))


def token_of(custom_id: str) -> Token | None:
    """Return the token in a button's or a menu's custom id, or None for one that is not ours."""
    token, _, number = custom_id.rpartition(_SEPARATOR)
    further = custom_id.count(_SEPARATOR) == 3 and number.isdecimal()
    return decode(token if further else custom_id)


def _custom_id(token: str, number: int) -> str:
    """Return the token, with the menu's number behind it from the second on: ids in a message must differ."""
    return token if number == 1 else f"{token}{_SEPARATOR}{number}"


def _option(option: Option, chosen: str) -> Component:
    made: Component = {"label": shorten(option.label, _OPTION_LIMIT), "value": option.id}
    return {**made, "default": True} if option.id == chosen else made
