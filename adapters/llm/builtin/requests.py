"""Requests: what a person wants shown, changed or taken away, as typed operations."""

import re
from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from adapters.llm.builtin import describe
from adapters.llm.builtin.bindings import binding
from adapters.llm.builtin.calls import TOPICS, calls
from adapters.llm.builtin.changes import change, missing
from adapters.llm.builtin.charts import drawing
from adapters.llm.builtin.clauses import Clause, clauses, sentences
from adapters.llm.builtin.exports import export
from adapters.llm.builtin.fields import dates, text_inputs
from adapters.llm.builtin.intents import after_greeting
from adapters.llm.builtin.lexicon import Kind
from adapters.llm.builtin.links import links
from adapters.llm.builtin.machines import doors, lights, machines
from adapters.llm.builtin.made import Made
from adapters.llm.builtin.memory import kept_in_mind
from adapters.llm.builtin.phrases import phrases
from adapters.llm.builtin.plans import marking, plans
from adapters.llm.builtin.progress import progress_bars
from adapters.llm.builtin.references import referred
from adapters.llm.builtin.selects import selects
from adapters.llm.builtin.shelf import Shelf
from adapters.llm.builtin.simple import buttons, counters, labels, shown_label, toggles
from adapters.llm.builtin.tables import tables
from adapters.llm.builtin.words import fold, tidy, words
from core.artifacts import Artifact
from core.controls import Control
from core.drafts import ToolCall
from core.operations import AddControl, ClearControls, Operation, RemoveControl

MEMORY = "memory"
"""The topic of a sentence that only gives something to remember."""
_MAKERS: dict[Kind, Callable[[Clause, Shelf], Made]] = {
    "counter": counters,
    "toggle": toggles,
    "button": buttons,
    "link": links,
    "label": labels,
    "select": selects,
    "input": text_inputs,
    "date": dates,
    "progress": progress_bars,
    "plan": plans,
    "table": tables,
    "light": lights,
    "door": doors,
    "machine": machines,
    "steps": machines,
}
_BEFORE = re.compile(
    r"(?:\s*\b(?:(?:yes|yeah|ja|sure|well)\s*,|(?:please|bitte|can you|could you|would you|will you|kannst du|"
    r"konntest du|koenntest du|wurdest du|wuerdest du|now|jetzt|and|und|then|dann|also|ok|okay|so|trivium)\b)[\s,:]*)+"
)
_AFTER = (
    "on the screen", "auf den Bildschirm", "please", "bitte", "thanks", "thank you", "danke", "now", "jetzt",
    "for me", "für mich",
)  # fmt: skip
_SHOW_ONE = re.compile(r"(?:show|list|zeige?)(?: (?:me|us|mir|uns))? (?P<what>.+)")
_SHOW = re.compile(
    r"(?:(?:please )?(?:show|list)(?: me)?(?: all)?(?: (?:the|my))? (?:controls|screen|dashboard|everything)"
    r"|what(?: do you| are you| can i|'s| is)(?: now| currently)?"
    r"(?: show(?:ing)?(?: me)?| see| have| (?:on|shown on) (?:the|my) screen"
    r"| shown| there)(?: now| here)?|what controls (?:are there|do you (?:have|show))"
    r"|was (?:zeigst du|siehst du|sehe ich|ist zu sehen|gibt es|ist da)"
    r"(?: an| hier| jetzt| gerade)*|zeige?(?: mir)? alles"
    r"|(?:zeige?|liste)(?: mir)?(?: alle| die| meine)* (?:controls|elemente|bedienelemente)(?: auf)?)"
)


class Understood(Struct, frozen=True):
    """What came of a request: the operations, what is said about them, what it was about."""

    operations: tuple[Operation, ...]
    response: str
    topic: str
    artifacts: tuple[Artifact, ...] = ()
    calls: tuple[ToolCall, ...] = ()
    """What has to be asked of tools first."""
    steps: tuple[str, ...] = ()
    """The sentences of the request, as written."""

    @property
    def size(self) -> int:
        """Return how much is asked for: operations, artifacts and calls, or sentences where those are more."""
        return max(len(self.operations) + len(self.artifacts) + len(self.calls), len(self.steps))


def understand(
    text: str, controls: Sequence[Control], language: str, tools: frozenset[str] = frozenset(TOPICS)
) -> Understood | None:
    """Carry out a request for controls, or say what to ask of `tools` for it.

    None where the text is no request, or is not understood well enough to act on.
    """
    shelf = Shelf(controls, language)
    done: list[Understood] = []
    for sentence in sentences(after_greeting(tidy(text))):
        plain = _plain(sentence)
        understood = _called(plain, shelf, tools) or _command(plain, shelf)
        if understood is None:
            return None
        done.append(replace(understood, steps=(plain,)))
    return _together(done) if done else None


def asks_what_is_shown(text: str) -> bool:
    """Say whether a text asks for all that is on the screen."""
    return _SHOW.fullmatch(fold(_plain(tidy(text)))) is not None


def _together(done: Sequence[Understood]) -> Understood:
    return Understood(
        operations=_once(operation for each in done for operation in each.operations),
        response=" ".join(each.response for each in done if each.response),
        topic=", ".join(dict.fromkeys(each.topic for each in done)),
        artifacts=tuple(artifact for each in done for artifact in each.artifacts),
        calls=tuple(call for each in done for call in each.calls),
        steps=tuple(step for each in done for step in each.steps),
    )


def _once(operations: Iterable[Operation]) -> tuple[Operation, ...]:
    """Return the operations; a control that is asked for again is added once, as it was asked for last."""
    kept: list[Operation] = []
    added: dict[str, int] = {}
    for operation in operations:
        match operation:
            case AddControl(control) if control.id in added:
                kept[added[control.id]] = operation
                continue
            case AddControl(control):
                added[control.id] = len(kept)
            case RemoveControl(id=name):
                added.pop(name, None)
            case ClearControls():
                added.clear()
            case _:
                pass
        kept.append(operation)
    return tuple(kept)


def _plain(sentence: str) -> str:
    """Return a command without the courtesies around it."""
    start = opening.end() if (opening := _BEFORE.match(fold(sentence))) else 0
    rest = sentence[start:].rstrip(" ,.!?\n")
    while courtesy := next((word for word in _AFTER if fold(rest).endswith(f" {fold(word)}")), None):
        rest = rest[: -len(courtesy)].rstrip(" ,.!?\n")
    return rest.strip()


def _command(text: str, shelf: Shelf) -> Understood | None:
    for reading in (_exported, _drawn, _bound, _shown, _kept, _marked, _changed, _created, _labelled):
        if understood := reading(text, shelf):
            return understood
    return None


def _called(text: str, shelf: Shelf, tools: frozenset[str]) -> Understood | None:
    """Read a question to tools; a control that has the name of the timer comes before it."""
    wanted = calls(text, shelf.language)
    named = {call.tool for call in wanted}
    if not wanted or not named <= tools or any(named.intersection(words(c.label)) for c in shelf.controls):
        return None
    return Understood((), "", ", ".join(dict.fromkeys(TOPICS[call.tool] for call in wanted)), calls=wanted)


def _exported(text: str, shelf: Shelf) -> Understood | None:
    exported = export(text, shelf.controls, phrases(shelf.language))
    if exported is None:
        return None
    return Understood((), exported.sentence, "file", (exported.file,) if exported.file else ())


def _drawn(text: str, shelf: Shelf) -> Understood | None:
    drawn = drawing(text, shelf.controls, phrases(shelf.language))
    if drawn is None:
        return None
    return Understood((), drawn.sentence, "chart", (drawn.chart,) if drawn.chart else ())


def _bound(text: str, shelf: Shelf) -> Understood | None:
    bound = binding(text, shelf)
    return Understood(bound.operations, bound.sentence, "label") if bound else None


def _shown(text: str, shelf: Shelf) -> Understood | None:
    asked = fold(text)
    one = _SHOW_ONE.fullmatch(asked)
    found = shelf.controls if _SHOW.fullmatch(asked) else referred(one["what"], shelf.controls) if one else ()
    if not found and not _SHOW.fullmatch(asked):
        return None
    return Understood((), describe.shown(found, phrases(shelf.language)), "controls")


def _kept(text: str, shelf: Shelf) -> Understood | None:
    kept = kept_in_mind(text, phrases(shelf.language))
    return Understood((), kept, MEMORY) if kept else None


def _marked(text: str, shelf: Shelf) -> Understood | None:
    marked = marking(text, shelf)
    return Understood(marked.operations, marked.sentence, "plan") if marked else None


def _changed(text: str, shelf: Shelf) -> Understood | None:
    if changed := change(text, shelf):
        return Understood(changed.operations, changed.sentence, "controls")
    sentence = missing(text, shelf)
    return Understood((), sentence, "controls") if sentence else None


def _created(text: str, shelf: Shelf) -> Understood | None:
    wanted = clauses(text)
    if wanted is None:
        return None
    made = [_MAKERS[clause.noun.kind](clause, shelf) for clause in wanted]
    return _presented(made, shelf, ", ".join(dict.fromkeys(clause.noun.kind for clause in wanted)))


def _labelled(text: str, shelf: Shelf) -> Understood | None:
    label = shown_label(text, shelf)
    return _presented([label], shelf, "label") if label else None


def _presented(made: Sequence[Made], shelf: Shelf, topic: str) -> Understood:
    said = phrases(shelf.language)
    controls = [control for each in made for control in each.controls]
    bindings = tuple(bind for each in made for bind in each.bindings)
    names = {control.id: said.quoted(control.label) for control in shelf.controls}
    unknown = tuple(said.quoted(words) for each in made for words in each.unknown)
    parts = (
        describe.made(controls, said) if controls else "",
        *(said.follows.format(names[bind.label], names[bind.source]) for bind in bindings),
        *(each.question for each in made),
        said.unknown.format(said.listed(unknown)) if unknown else "",
    )
    return Understood((*map(AddControl, controls), *bindings), " ".join(filter(None, parts)), topic)
