"""Selects, from clauses."""

import re

from adapters.llm.builtin import options
from adapters.llm.builtin.clauses import LONGEST_NAME, MOST, Clause
from adapters.llm.builtin.lexicon import FILLERS
from adapters.llm.builtin.made import Made
from adapters.llm.builtin.phrases import phrases
from adapters.llm.builtin.shelf import Shelf
from adapters.llm.builtin.values import option_named
from adapters.llm.builtin.words import Reading, fold, items, slug, title
from core.controls import Option, Select

_WORD = r"(?:options?|choices?|values?|optionen|werten?|moglichkeiten|moeglichkeiten)"
_AFTER_COLON = re.compile(
    rf"(?:[\s,]*\b(?:with|mit)\s+(?:(?:the|den)\s+)?{_WORD}\s*)?:\s*(?P<options>[^\0]+?)\s*(?=\0|$)"
)
_AFTER_WITH = re.compile(
    rf"[\s,]*\b(?:with|mit|between|zwischen|aus)\b\s*(?:(?:the|den)\s+)?(?:{_WORD}\b\s*)?(?P<options>[^\0]+?)\s*(?=\0|$)"
)
_BARE = re.compile(r"^\s*(?P<options>[^\0]+[,/|][^\0]+)$")
_CHOSEN = re.compile(
    r"[\s,;(]*(?:\b(?:with|and|mit|und)\s+)?\b(?P<chosen>[^\s\0,:;]+)\s+(?:(?:is|ist)\s+)?"
    r"(?:(?:pre)?selected|chosen|(?:as|by) default|(?:vor)?ausgewahlt|(?:vor)?ausgewaehlt|gewahlt|gewaehlt)\)?\s*$"
)
_CALLED = re.compile(
    r"[\s,]*\b(?:called|named|namens|genannt)\s+(?P<name>[^\0,:;]{1,60}?)\s*(?=\0|$|[,:;]|\b(?:with|mit)\b)"
)


def selects(clause: Clause, shelf: Shelf) -> Made:
    """Make the select of a clause; without two options, ask for them."""
    said = phrases(shelf.language)
    reading = Reading(clause.after)
    chosen = reading.take(_CHOSEN)
    called = reading.take(_CALLED)
    listed = reading.take(_AFTER_COLON) or reading.take(_AFTER_WITH)
    name = (
        (called["name"] if called else "")
        or " ".join(clause.modifiers)
        or (options.name_in(reading) if listed else "")
        or (options.bare_name(reading, FILLERS) if listed else "")
    )
    listed = listed or reading.take(_BARE)
    labels = _distinct(items(listed["options"]) if listed else ())
    offered = _offered([label for label in labels if len(label) <= LONGEST_NAME][:MOST])
    refused = tuple(label for label in labels if title(label) not in {option.label for option in offered})
    if len(offered) < 2:
        return Made(question=said.which_options)
    known = shelf.named(name, Select)
    place = shelf.place(name, said.select)
    kept = known.chosen if known and known.chosen in {option.id for option in offered} else ""
    made = Select(known.id if known else place.id, known.label if known else place.label, offered, kept)
    wanted = option_named(made, chosen["chosen"]) if chosen else None
    if wanted:
        made = Select(made.id, made.label, offered, wanted.id)
    strange = (chosen["chosen"],) if chosen and not wanted else ()
    shelf.put(made)
    return Made((made,), (*clause.uncounted(1), *refused, *strange, *reading.unexplained(FILLERS)))


def _distinct(listed: tuple[str, ...]) -> tuple[str, ...]:
    return tuple({fold(title(label)): label for label in reversed(listed) if title(label)}.values())[::-1]


def _offered(labels: list[str]) -> tuple[Option, ...]:
    """Return an option for each label, every one with an id of its own."""
    taken: dict[str, str] = {}
    for label in labels:
        base = slug(label, "option")
        numbered = (f"{base[:21]}-{n}" for n in range(2, len(labels) + 2))
        identifier = base if base not in taken else next(one for one in numbered if one not in taken)
        taken[identifier] = title(label)
    return tuple(Option(identifier, label) for identifier, label in taken.items())
