"""Menus: a select as one of Discord's string selects, which shows 25 options at a time."""

from collections.abc import Iterator, Sequence

from adapters.discord.buttons import Buttons
from adapters.discord.components import Component, Together, displays, menu, one_line, row, whole
from adapters.discord.limits import OPTION, OPTIONS, PLACEHOLDER
from adapters.shared.drawing import shorten
from adapters.shared.tokens import Tokens
from core.controls import Option, Select


def select_parts(select: Select, tokens: Tokens) -> Iterator[Together]:
    """Yield what is chosen in words, the menu, and below it which options these are and the ways to the others."""
    if not select.options:
        yield from ((shown,) for shown in displays(f"**{select.label.strip()}** (nothing to choose)"))
        return
    first, shown = _present(select)
    *before, last = _words(select, shown)
    yield from ((one,) for one in before)
    placeholder = shorten(one_line(select.label), PLACEHOLDER.most)
    choice = menu(tokens(select.id, "select"), placeholder, _options(shown, select.chosen))
    if len(shown) == len(select.options):
        yield last, row([choice])
        return
    yield last, row([choice]), *_ways(select, first, tokens)


def _present(select: Select) -> tuple[int, Sequence[Option]]:
    """Return the options to show, and the number of the first; the last ones where it is beyond them."""
    most = OPTIONS.most
    shown = select.part(most)
    if shown:
        return select.first, shown
    first = (len(select.options) - 1) // most * most
    return first, select.options[first:]


def _words(select: Select, shown: Sequence[Option]) -> list[Component]:
    """Return the label with the chosen option, and the labels of the shown ones that do not fit; never nothing."""
    chosen = select.option(select.chosen)
    said = chosen.label.strip() or chosen.id if chosen else "–"
    above = displays(f"**{select.label.strip()}** {said}")
    return above + whole((option.label for option in shown), OPTION.most)


def _options(shown: Sequence[Option], chosen: str) -> list[Component]:
    """Return options whose values all differ: one with another's id has its place behind it, after a colon."""
    made: dict[str, Component] = {}
    for number, option in enumerate(shown, 1):
        value = option.id if option.id not in made else f"{option.id}:{number}"
        label = shorten(one_line(option.label) or option.id, OPTION.most)
        made[value] = {"label": label, "value": value, **({"default": True} if value == chosen else {})}
    return list(made.values())


def _ways(select: Select, first: int, tokens: Tokens) -> Iterator[Component]:
    most, count = OPTIONS.most, len(select.options)
    yield from displays(f"-# options {first + 1}–{min(first + most, count)} of {count}")
    ways = Buttons()
    if first > 0:
        ways.add("◀", tokens(select.id, f"from-{max(first - most, 0)}"))
    if first + most < count:
        ways.add("▶", tokens(select.id, f"from-{first + most}"))
    yield from (one for shared in ways.flush() for one in shared)
