"""Progress bars, from clauses."""

import re

from adapters.llm.builtin import options
from adapters.llm.builtin.clauses import LONGEST_NAME, Clause
from adapters.llm.builtin.lexicon import FILLERS
from adapters.llm.builtin.made import Made
from adapters.llm.builtin.phrases import phrases
from adapters.llm.builtin.shelf import Shelf
from adapters.llm.builtin.words import PERCENTAGE, Reading, share
from core.controls import Progress

_DONE = re.compile(
    r"[\s,:(]*(?:\b(?:that|which|is|of|at|to|with|der|die|das|ist|bei|von|auf|mit|zu)\s+)*"
    rf"(?<![\w.,])(?P<done>{PERCENTAGE})(?![\w.,])\s*(?:\b(?:done|complete|fertig|erledigt)\b)?\)?\s*$"
)


def progress_bars(clause: Clause, shelf: Shelf) -> Made:
    """Make the progress bar of a clause, with its name and how far it has come."""
    reading = Reading(clause.after)
    taken = reading.take(_DONE)
    name = clause.noun.compound or " ".join(clause.modifiers)
    name = name or options.name_in(reading) or options.bare_name(reading, FILLERS)
    refused = (name,) if len(name) > LONGEST_NAME else ()
    name = "" if refused else name
    known = shelf.named(name, Progress)
    place = shelf.place(name, phrases(shelf.language).progress)
    done = share(taken["done"]) if taken else known.done if known else None
    made = Progress(known.id if known else place.id, known.label if known else place.label, done)
    shelf.put(made)
    return Made((made,), (*clause.uncounted(1), *refused, *reading.unexplained(FILLERS)))
