"""Simple controls: counters, toggles, buttons and labels, from clauses."""

import re
from collections.abc import Callable

from msgspec.structs import replace

from adapters.llm.builtin import options
from adapters.llm.builtin.bindings import following
from adapters.llm.builtin.clauses import LONGEST_NAME, MOST, Clause
from adapters.llm.builtin.lexicon import DETERMINERS, FILLERS
from adapters.llm.builtin.made import Made
from adapters.llm.builtin.phrases import phrases
from adapters.llm.builtin.shelf import Shelf
from adapters.llm.builtin.words import Reading, items, number
from core.controls import Button, Control, Counter, Label, Toggle
from core.operations import Bind

_NAME_LIST = re.compile(
    r"(?:\b(?:for|called|named|fur|fuer|namens|genannt)\b|:)\s*(?:(?:the|die|den|das)\s+)?(?P<names>[^\0:;!?]{1,600})"
)
_BUTTON_LIST = re.compile(
    r"^\s*(?:(?:for|called|named|labell?ed|saying|that says|with|fur|fuer|namens|genannt|mit)\b)?"
    r"\s*:?\s*(?P<names>[^\0]+)"
)
_FROM_TO = re.compile(r"(?P<low>[0-9]{1,3})\s*(?:to|bis|-|–|…|\.\.)\s*(?P<high>[0-9]{1,3})")
_LABEL = re.compile(
    r"^\s*(?:(?:for|called|named|fur|fuer|namens|mit)\s+)?(?:(?:the|my|die|der|das|den|mein|meine)\s+)?"
    r"(?P<name>[^\0:=\n]{1,60}?)\s*"
    r"(?:[:=]|\b(?:with (?:the )?value|saying|showing|mit (?:dem )?wert)\b)\s*(?P<value>[^\0\n]+)"
)
_SAYING = re.compile(r"^\s*(?:saying|that says|with (?:the )?text|mit (?:dem )?text|:|=)\s*(?P<value>[^\0\n]+)")

_FOLLOWING = re.compile(
    r"\s*,?\s*\b(?:that|which|das|die|der)\s+(?:(?:follows?|tracks?|mirrors?|is (?:bound|linked|tied) to)\s+"
    r"(?P<source>[^\0,;\n]{1,80})|(?P<quelle>[^\0,;\n]{1,80}?)\s+(?:folgt|nachgeht))"
)
_SHOWN = re.compile(
    r"^\s*(?:show|display|put|add|note|zeige?|schreibe?|notiere?|setze?)\s+"
    r"(?:(?:me|us|mir|uns)\s+)?(?:(?:the|a|die|der|das|den)\s+)?"
    r"(?P<name>[^\0:=\n]{1,40}?)\s*[:=]\s*(?P<value>[^\0\n]+)$"
)


def counters(clause: Clause, shelf: Shelf) -> Made:
    """Make the counters of a clause, with name, start, step and bounds."""
    reading = Reading(clause.after)
    reading.take(options.CLICKING)
    bounds = reading.take(options.RANGE)
    low = number(bounds["low"]) if bounds else None
    high = number(bounds["high"]) if bounds else None
    step = options.number_in(reading, options.STEP)
    high = high if high is not None else options.number_in(reading, options.MAXIMUM)
    low = low if low is not None else options.number_in(reading, options.MINIMUM)
    start = options.start_in(reading)
    if low is not None and high is not None and low > high:
        low, high = high, low

    def make(name: str) -> Control:
        known = shelf.named(name, Counter)
        place = shelf.place(name, phrases(shelf.language).counter)
        value = start if start is not None else known.value if known else 0
        value = min(max(value, low if low is not None else value), high if high is not None else value)
        return Counter(
            id=known.id if known else place.id,
            label=known.label if known else place.label,
            value=value,
            step=max(1, abs(step or 1)),
            minimum=low,
            maximum=high,
        )

    made = each(clause, shelf, reading, make)
    return made if step != 0 else Made(made.controls, (*made.unknown, "0"))


def toggles(clause: Clause, shelf: Shelf) -> Made:
    """Make the toggles of a clause, with name and state."""
    reading = Reading(clause.after)
    reading.take(options.CLICKING)
    state = options.state_in(reading)

    def make(name: str) -> Control:
        known = shelf.named(name, Toggle)
        place = shelf.place(name, phrases(shelf.language).toggle)
        on = state if state is not None else known.on if known else False
        return Toggle(id=known.id if known else place.id, label=known.label if known else place.label, on=on)

    return each(clause, shelf, reading, make)


def each(clause: Clause, shelf: Shelf, reading: Reading, make: Callable[[str], Control]) -> Made:
    """Make a control for each name that a clause gives, and tell what of it is left."""
    names, unknown = _names(clause, reading)
    return _all_made(names, (*unknown, *clause.uncounted(len(names))), shelf, reading, make)


def _all_made(
    names: tuple[str, ...], unknown: tuple[str, ...], shelf: Shelf, reading: Reading, make: Callable[[str], Control]
) -> Made:
    fitting = [name for name in names if len(name) <= LONGEST_NAME][:MOST]
    refused = [name for name in names if len(name) > LONGEST_NAME] + [n for n in names if len(n) <= LONGEST_NAME][MOST:]
    controls = []
    for name in fitting:
        controls.append(make(name))
        shelf.put(controls[-1])
    return Made(tuple(controls), (*unknown, *refused, *reading.unexplained(FILLERS)))


def _names(clause: Clause, reading: Reading) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the names a clause gives (one empty name where it gives none), and modifiers that cannot be a name."""
    listed = reading.take(_NAME_LIST) if clause.noun.plural else None
    if listed:
        return items(listed["names"]), clause.modifiers
    name = options.name_in(reading) or clause.noun.compound
    if name:
        return (name,), clause.modifiers
    if clause.modifiers:
        return (" ".join(clause.modifiers),), ()
    if bare := options.bare_name(reading, FILLERS):
        return (bare,), ()
    return ("",) * min(clause.count, MOST), ()


def buttons(clause: Clause, shelf: Shelf) -> Made:
    """Make the buttons of a clause: one, or as many as it names or counts."""
    reading = Reading(clause.after)
    reading.take(options.CLICKING)
    listed = reading.take(_BUTTON_LIST)
    names = _listed(listed["names"], plural=clause.noun.plural) if listed else ()
    unknown = clause.modifiers if names else ()

    def make(name: str) -> Control:
        place = shelf.place(name, phrases(shelf.language).button)
        return shelf.named(name, Button) or Button(id=place.id, label=place.label)

    names = names or _before(clause)
    return _all_made(names, (*unknown, *clause.uncounted(len(names))), shelf, reading, make)


def _before(clause: Clause) -> tuple[str, ...]:
    if clause.noun.compound:
        return (clause.noun.compound,)
    return clause.modifiers or ("",) * min(clause.count, MOST)


def _listed(listed: str, *, plural: bool) -> tuple[str, ...]:
    if counted := _FROM_TO.fullmatch(listed.strip(" :.")):
        low, high = int(counted["low"]), int(counted["high"])
        return tuple(map(str, range(low, min(high, low + MOST) + 1)))
    names = items(listed)
    if len(names) == 1 and plural and '"' not in listed:
        return tuple(names[0].split())
    return names


def labels(clause: Clause, shelf: Shelf) -> Made:
    """Make the label of a clause: a name and its value, or what it follows."""
    reading = Reading(clause.after)
    before = clause.modifiers
    followed = reading.take(_FOLLOWING)
    if not followed and (taken := reading.take(_LABEL)):
        return _label(taken["name"], taken["value"], shelf, (*before, *reading.unexplained(FILLERS)))
    name = " ".join(before)
    value = reading.take(_SAYING)
    if not name:
        name = options.name_in(reading) or options.bare_name(reading, DETERMINERS)
    made = _label(name, value["value"] if value else "", shelf, reading.unexplained(FILLERS))
    return _bound(made, next(iter(followed.values())), shelf) if followed else made


def _bound(made: Made, source: str, shelf: Shelf) -> Made:
    """Let the label just made follow `source`; the label stays where there is no such control."""
    label = next(control for control in made.controls if isinstance(control, Label))
    bind = following(label, source, shelf)
    if isinstance(bind, Bind):
        return replace(made, bindings=(bind,))
    said = phrases(shelf.language)
    return replace(made, question=bind or said.missing.format(said.quoted(source)))


def _label(name: str, value: str, shelf: Shelf, unknown: tuple[str, ...]) -> Made:
    known = shelf.named(name, Label)
    place = shelf.place(name, phrases(shelf.language).label)
    label = Label(
        id=known.id if known else place.id, label=known.label if known else place.label, value=value.strip().strip('"')
    )
    shelf.put(label)
    return Made((label,), unknown)


def shown_label(text: str, shelf: Shelf) -> Made | None:
    """Make a label from a sentence without its noun, such as "show Place: Berlin"."""
    reading = Reading(text)
    taken = reading.take(_SHOWN)
    return _label(taken["name"], taken["value"], shelf, ()) if taken else None
