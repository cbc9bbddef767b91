"""Menus: a select is a section with a `static_select` beside its label, with arrows below where there are more options.

A menu is made anew from `core.controls.Select.part`; the arrows say `from-N`, which leads to the options from N on.
"""

from collections.abc import Sequence

from adapters.shared.tokens import Tokens
from adapters.slack.blocks import Block, Group, actions, button, headed, mrkdwn, plain, section, unshortened
from adapters.slack.limits import OPTION_TEXT, OPTIONS, PLACEHOLDER
from core.controls import Option, Select

VERB = "select"
_NOTHING = "–"


def select(control: Select, tokens: Tokens) -> list[Group]:
    """Return a menu; where not all options fit, with those shown counted, and with what is chosen in words."""
    if not control.options:
        return headed(control.label, _NOTHING)
    shown = control.part(OPTIONS.most) or control.options[: OPTIONS.most]
    menu = {
        "type": "static_select",
        "action_id": tokens(control.id, VERB),
        "placeholder": plain(control.label, PLACEHOLDER.most),
        **_choice(shown, control.chosen),
    }
    head, *rest = headed(control.label, _in_words(control, shown), menu)
    beside = [*rest, *unshortened([option.label for option in shown], OPTION_TEXT.most)]
    if len(shown) == len(control.options):
        return [head, *beside]
    return [[*head, *_leafing(control, shown, tokens)], *beside]


def _choice(options: Sequence[Option], chosen: str) -> Block:
    """Return the options, and the chosen one where it is among them."""
    shown = [{"text": plain(option.label, OPTION_TEXT.most), "value": option.id or _NOTHING} for option in options]
    initial = next((made for option, made in zip(options, shown, strict=True) if chosen and option.id == chosen), None)
    return {"options": shown, "initial_option": initial} if initial else {"options": shown}


def _in_words(control: Select, shown: Sequence[Option]) -> str:
    """Return what is chosen, where the menu itself may not say so."""
    if len(shown) == len(control.options):
        return ""
    chosen = control.option(control.chosen)
    return chosen.label if chosen else _NOTHING


def _leafing(control: Select, shown: Sequence[Option], tokens: Tokens) -> list[Block]:
    """Return which options are shown, and the arrows to the others."""
    first = control.first if control.first < len(control.options) else 0
    last = first + len(shown)
    arrows = []
    if first > 0:
        arrows.append(button("◀", tokens(control.id, f"from-{max(first - OPTIONS.most, 0)}")))
    if last < len(control.options):
        arrows.append(button("▶", tokens(control.id, f"from-{last}")))
    return [section(mrkdwn(f"options {first + 1}–{last} of {len(control.options)}")), actions(arrows)]
