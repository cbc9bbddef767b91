"""References: which of the controls on the screen a person means."""

from collections.abc import Sequence

from adapters.llm.builtin.lexicon import DETERMINERS, INDEFINITE, Kind, noun_named, nouns
from adapters.llm.builtin.words import WORD, fold, vocabulary, words
from core.controls import (
    Button,
    Control,
    Counter,
    Date,
    Label,
    Link,
    Machine,
    Plan,
    Progress,
    Select,
    Table,
    TextInput,
    Toggle,
)

_SHAPES: dict[Kind, type[Control]] = {
    "counter": Counter,
    "toggle": Toggle,
    "button": Button,
    "link": Link,
    "label": Label,
    "select": Select,
    "input": TextInput,
    "date": Date,
    "progress": Progress,
    "plan": Plan,
    "table": Table,
    "light": Machine,
    "door": Machine,
    "machine": Machine,
    "steps": Machine,
}
_PRONOUNS = vocabulary("it this that them ihn sie es das den die")
_EMPTY = DETERMINERS | vocabulary(
    "called named namens control controls element elemente for of fur fuer von both beide"
)
_ALL = vocabulary("all both alle beide")


def referred(text: str, controls: Sequence[Control]) -> tuple[Control, ...]:
    """Return the controls that `text` may mean: none, one, or several that it does not tell apart.

    "a counter" speaks of a new one and so means none of them.
    """
    spoken = words(text)
    if not spoken or spoken[0] in INDEFINITE:
        return ()
    if _PRONOUNS.issuperset(spoken):
        return tuple(controls)
    name = " ".join(word for word in spoken if word not in _EMPTY)
    if not name:
        return ()
    exact = tuple(control for control in controls if name in {" ".join(words(control.label)), fold(control.id)})
    return exact or tuple(control for control in controls if _fits(name, control))


def means_all(text: str) -> bool:
    """Tell whether `text` speaks of several controls of a kind."""
    return bool(_ALL.intersection(words(text))) or any(noun.plural for noun in nouns(text))


def _fits(name: str, control: Control) -> bool:
    """Tell whether every word of `name` is in the control's name or is a noun for its kind."""
    rest = WORD.findall(name)
    for noun in reversed(list(nouns(name))):
        if not noun.compound and _is_a(noun.kind, control):
            rest = WORD.findall(name[: noun.start] + " " + name[noun.end :])
            break
    return set(rest) <= {*words(control.label), *words(control.id.replace("-", " "))}


def _is_a(kind: Kind, control: Control) -> bool:
    """A traffic light and a door are machines by shape and tell their kind by their label."""
    if not isinstance(control, _SHAPES[kind]):
        return False
    if kind not in {"light", "door"}:
        return True
    spoken = words(control.label)
    named = noun_named(" ".join(spoken[:2])) or (noun_named(spoken[0]) if spoken else None)
    return named is not None and named[0] == kind
