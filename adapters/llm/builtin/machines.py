"""State machines, from clauses: traffic lights, doors, and any list of states."""

import re
from collections.abc import Sequence
from itertools import pairwise

from adapters.llm.builtin import options
from adapters.llm.builtin.clauses import LONGEST_NAME, MOST, Clause
from adapters.llm.builtin.lexicon import FILLERS
from adapters.llm.builtin.made import Made
from adapters.llm.builtin.phrases import phrases
from adapters.llm.builtin.shelf import Shelf
from adapters.llm.builtin.words import Reading, items, slug
from core.controls import Machine, Transition

MOST_STATES = 12
_ARROW = re.compile(r"\s*(?:->|=>|→|⇒|➜|-->|>)\s*")
_STATES = re.compile(
    r"\s*(?:\b(?:with|mit)\s+)?(?:\b(?:the|den|die)\s+)?(?:\b(?:states?|steps?|zustande[n]?|zustaende[n]?|schritte[n]?)\b)?"
    r"\s*[:,]?\s*(?P<states>[^\0:\s,][^\0:]*)(?=\0|$)"
)
_OPENING = re.compile(
    r"\b(?:(?:that|which|i|we|you|can|be|to|and|or|die|ich|wir|man|kann|und|oder|zum|offnen|oeffnen|open(?:ed)?|close[d]?|"
    r"schliesen|schliessen|lock(?:ed)?|abschliesen)\b\s*)+$"
)
_LIGHT_STATES = re.compile(
    r"[,:(]?\s*\b(?:with|mit|from|von)?\s*(?:(?:red|rot|green|grun|gruen|yellow|gelb|amber|and|und)\b[\s,/)>→-]*){2,5}"
)
_CALLED = re.compile(
    r"\b(?:called|named|for|namens|genannt|fur|fuer)\s+(?:(?:the|our|my|den|die|das|unsere|meine)\s+)?(?P<name>[^\0:,;]{1,60}?)"
    r"\s*(?=[:,;]|$|\b(?:with|mit)\b)"
)


def lights(clause: Clause, shelf: Shelf) -> Made:
    """Make a traffic light: red, green, yellow in a ring."""
    said = phrases(shelf.language)
    reading = Reading(clause.after)
    reading.take(options.CLICKING)
    reading.take(_LIGHT_STATES)
    pairs = tuple(zip(said.light_states, (*said.light_states[1:], said.light_states[0]), strict=True))
    return _finished(clause, shelf, reading, said.light, said.light_states, _moves(pairs))


def doors(clause: Clause, shelf: Shelf) -> Made:
    """Make a door: closed, open or locked."""
    said = phrases(shelf.language)
    reading = Reading(clause.after)
    reading.take(options.CLICKING)
    reading.take(_OPENING)
    closed, opened, locked = said.door_states
    ends = {"open": (closed, opened), "close": (opened, closed), "lock": (closed, locked), "unlock": (locked, closed)}
    moves = tuple(Transition(verb, label, *ends[verb]) for verb, label in zip(ends, said.door_moves, strict=True))
    return _finished(clause, shelf, reading, said.door, said.door_states, moves)


def machines(clause: Clause, shelf: Shelf) -> Made:
    """Make a machine of the states a clause lists; arrows are taken as drawn, other lists go forth and back."""
    said = phrases(shelf.language)
    reading = Reading(clause.after)
    reading.take(options.CLICKING)
    drawn = _ARROW.search(reading.left) is not None
    name = options.name_in_quotes(reading)
    if not name and (called := reading.take(_CALLED)):
        name = called["name"]
    taken = reading.take(_STATES)
    states = (_ARROW.split(taken["states"].strip(" .,;")) if drawn else items(taken["states"])) if taken else ()
    chain = tuple(filter(None, (state.strip(' .,;"') for state in states)))
    distinct = tuple(dict.fromkeys(chain))
    if not 2 <= len(distinct) <= MOST_STATES or max(map(len, distinct)) > LONGEST_NAME:
        return Made(question=said.which_states)
    forth = tuple(dict.fromkeys(step for step in pairwise(chain) if step[0] != step[1]))
    back = () if drawn else tuple((target, source) for source, target in forth)
    plain = said.steps if clause.noun.kind == "steps" else said.machine
    return _finished(clause, shelf, reading, plain, distinct, _moves(tuple(dict.fromkeys((*forth, *back)))), name)


def _moves(pairs: Sequence[tuple[str, str]]) -> tuple[Transition, ...]:
    """Return a transition for each pair of states; its verb is that of the target, `to-green`."""
    verbs: dict[str, str] = {}
    for _, target in pairs:
        if target not in verbs:
            base = f"to-{slug(target, 'state')}"[:24].rstrip("-")
            taken = set(verbs.values())
            numbered = (f"{base[:21]}-{n}" for n in range(2, len(pairs) + 2))
            verbs[target] = base if base not in taken else next(verb for verb in numbered if verb not in taken)
    return tuple(Transition(verbs[target], f"→ {target}", source, target) for source, target in pairs)


def _finished(
    clause: Clause,
    shelf: Shelf,
    reading: Reading,
    plain: str,
    states: tuple[str, ...],
    moves: tuple[Transition, ...],
    name: str = "",
) -> Made:
    name = name or clause.noun.compound or " ".join(clause.modifiers) or options.name_in(reading)
    wanted = 1 if name else min(clause.count, MOST)
    made = []
    for _ in range(wanted):
        known = shelf.named(name, Machine)
        place = shelf.place(name, plain)
        current = known.current if known and known.states == states else states[0]
        made.append(
            Machine(
                id=known.id if known else place.id,
                label=known.label if known else place.label,
                states=states,
                current=current,
                transitions=moves,
            )
        )
        shelf.put(made[-1])
    return Made(tuple(made), (*clause.uncounted(len(made)), *reading.unexplained(FILLERS)))
