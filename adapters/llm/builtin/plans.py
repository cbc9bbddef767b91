"""Plans: from clauses, and how their steps stand."""

import re
from collections.abc import Sequence
from typing import Literal, TypeAlias

from msgspec.structs import replace

from adapters.llm.builtin import options
from adapters.llm.builtin.clauses import LONGEST_NAME, Clause
from adapters.llm.builtin.lexicon import FILLERS
from adapters.llm.builtin.made import Made
from adapters.llm.builtin.phrases import Phrases, phrases
from adapters.llm.builtin.references import referred
from adapters.llm.builtin.shelf import Shelf
from adapters.llm.builtin.values import Change
from adapters.llm.builtin.words import Reading, fold, items, vocabulary, words
from core.controls import Plan, Task
from core.operations import UpdateControl

State: TypeAlias = Literal["pending", "active", "done", "failed"]

_ARROW = re.compile(r"\s*(?:->|=>|→|⇒|➜|-->|>)\s*")
_WORD = r"(?:steps?|tasks?|schritten?|schritte|aufgaben?)"
_STEPS = re.compile(
    rf"(?:[\s,]*\b(?:with|of|mit|aus)\b\s*(?:(?:the|den|die)\s+)?(?:{_WORD}\b\s*)?:?|\s*:\s*(?:{_WORD}\b\s*:?)?)"
    r"\s*(?P<steps>[^\0]+)$"
)
_CALLED = re.compile(
    r"[\s,]*\b(?:called|named|for|namens|genannt|fur|fuer)\s+(?:(?:the|our|my|den|die|das)\s+)?(?P<name>[^\0,:;]{1,60}?)"
    r"\s*(?=\0|$|[,:;]|\b(?:with|mit)\b)"
)
MOST_STEPS = 50

_LISTED: tuple[tuple[State, str], ...] = (
    ("done", "done|finished|complete|completed|ready|erledigt|fertig|abgeschlossen|geschafft"),
    ("active", "active|running|in progress|started|under way|aktiv|in arbeit|lauft|laeuft|begonnen|angefangen"),
    ("failed", "failed|broken|fehlgeschlagen|gescheitert|kaputt"),
    ("pending", "pending|open|waiting|to do|todo|offen|ausstehend|wartend"),
)
_STATES = {word: state for state, listed in _LISTED for word in listed.split("|")}
_STATE = rf"(?P<state>{'|'.join(_STATES)})"
_IN = r"(?:\s+(?:in|of|from|von|im|in der|bei)\s+(?P<plan>[^\0]{1,80}))?"
_MARKED = (
    re.compile(rf"(?:mark|tick|check)\s+(?P<step>[^\0]{{1,200}}?){_IN}\s+(?:off\s+)?(?:as|to)\s+(?:being\s+)?{_STATE}"),
    re.compile(rf"markiere?\s+(?P<step>[^\0]{{1,200}}?){_IN}\s+(?:als|auf)\s+{_STATE}"),
)
_TOLD = (
    re.compile(rf"(?:set|put)\s+(?P<step>[^\0]{{1,200}}?){_IN}\s+(?:as|to)\s+{_STATE}"),
    re.compile(rf"(?:setze?|stelle?)\s+(?P<step>[^\0]{{1,200}}?){_IN}\s+(?:als|auf)\s+{_STATE}"),
    re.compile(rf"(?P<step>[^\0]{{1,200}}?){_IN}\s+(?:is|are|has|have|was|ist|sind|hat|wurde|wurden)\s+(?:now\s+|jetzt\s+)?{_STATE}"),
    re.compile(rf"(?P<step>[^\0]{{1,200}}?)\s+{_STATE}"),
)  # fmt: skip
_ALL = vocabulary("all everything alle alles")
_EMPTY = vocabulary("the a step steps task tasks der die das den schritt schritte schritten aufgabe aufgaben of")


def plans(clause: Clause, shelf: Shelf) -> Made:
    """Make the plan of a clause; without steps, ask for them."""
    said = phrases(shelf.language)
    reading = Reading(clause.after)
    called = reading.take(_CALLED)
    taken = reading.take(_STEPS)
    name = (called["name"] if called else "") or " ".join(clause.modifiers)
    name = name or options.name_in_quotes(reading) or options.bare_name(reading, FILLERS)
    listed = items(_ARROW.sub(",", taken["steps"])) if taken else ()
    steps = [step for step in listed if len(step) <= LONGEST_NAME][:MOST_STEPS]
    refused = tuple(step for step in listed if step not in steps)
    if not steps:
        return Made(question=said.which_steps)
    if len(name) > LONGEST_NAME:
        return Made(question=said.name_too_long.format(LONGEST_NAME))
    known = shelf.named(name, Plan)
    place = shelf.place(name, said.plan)
    before = {step.label: step for step in known.steps} if known else {}
    tasks = tuple(before.get(step, Task(step)) for step in steps)
    made = Plan(known.id if known else place.id, known.label if known else place.label, tasks)
    shelf.put(made)
    return Made((made,), (*clause.uncounted(1), *refused, *reading.unexplained(FILLERS)))


def marking(text: str, shelf: Shelf) -> Change | None:
    """Return what a sentence on how a step stands changes; None where it speaks of no step that is seen."""
    said, folded = phrases(shelf.language), fold(text)
    shown = tuple(control for control in shelf.controls if isinstance(control, Plan))
    for pattern in (*_MARKED, *_TOLD):
        found = pattern.fullmatch(folded)
        if found is None:
            continue
        step = text[slice(*found.span("step"))]
        meant = _plans_meant(found["plan"] if "plan" in pattern.groupindex else None, shown)
        if change := _marked(meant, step, _STATES[found["state"]], shelf, said):
            return change
        if pattern in _MARKED:
            return Change((), _stepless(meant, step, said))
    return None


def _plans_meant(named: str | None, shown: tuple[Plan, ...]) -> tuple[Plan, ...]:
    return tuple(one for one in referred(named, shown) if isinstance(one, Plan)) if named else shown


def _stepless(plans_meant: Sequence[Plan], step: str, said: Phrases) -> str:
    """Say that there is no such step."""
    if len(plans_meant) != 1:
        return said.missing.format(said.quoted(step))
    steps = ", ".join(task.label for task in plans_meant[0].steps)
    return said.no_step.format(said.quoted(plans_meant[0].label), said.quoted(step), steps)


def _marked(shown: Sequence[Plan], spoken: str, state: State, shelf: Shelf, said: Phrases) -> Change | None:
    """Give the steps that were spoken of their new state, in the one plan that has them."""
    having = {plan.id: (plan, steps) for plan in shown if (steps := _meant(plan, spoken))}
    if len(having) > 1:
        return Change((), said.ambiguous.format(", ".join(said.quoted(plan.label) for plan, _ in having.values())))
    if not having:
        return None
    ((plan, meant),) = having.values()
    tasks = tuple(replace(task, state=state) if place in meant else task for place, task in enumerate(plan.steps))
    shelf.put(replace(plan, steps=tasks))
    names = said.listed(tuple(said.quoted(plan.steps[place].label) for place in sorted(meant)))
    return Change((UpdateControl(plan.id, steps=tasks),), said.step_is.format(names, said.step_states[state]))


def _meant(plan: Plan, spoken: str) -> frozenset[int]:
    """Return the places of the steps that are meant; none where one of them is not in the plan."""
    if (whole := _places(plan, spoken)) or not (parts := items(spoken)):
        return whole
    found = [_places(plan, part) for part in parts]
    return frozenset().union(*found) if all(found) else frozenset()


def _places(plan: Plan, spoken: str) -> frozenset[int]:
    wanted = words(spoken)
    bare = tuple(word for word in wanted if word not in _EMPTY)
    if not bare:
        return frozenset()
    if _ALL.issuperset(bare):
        return frozenset(range(len(plan.steps)))
    return frozenset(place for place, task in enumerate(plan.steps) if words(task.label) in (wanted, bare))
