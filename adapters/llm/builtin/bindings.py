"""Bindings: labels that follow the value of another control."""

import re

from adapters.llm.builtin.clauses import LONGEST_NAME
from adapters.llm.builtin.lexicon import DETERMINERS, noun_named
from adapters.llm.builtin.phrases import Phrases, phrases
from adapters.llm.builtin.references import referred
from adapters.llm.builtin.shelf import Shelf
from adapters.llm.builtin.values import Change
from adapters.llm.builtin.words import fold, title
from core.controls import Button, Control, Label, Table
from core.operations import AddControl, Bind, Operation

_BIND = (
    re.compile(r"(?:bind|link|tie|connect|attach)\s+(?P<label>.+?)\s+(?:to|with)\s+(?P<source>.+)"),
    re.compile(r"(?:let|make|have)\s+(?P<label>.+?)\s+(?:follow|track|mirror)\s+(?P<source>.+)"),
    re.compile(r"(?P<label>(?:(?!\b(?:that|which)\b).)+?)\s+(?:should follow|follows)\s+(?P<source>.+)"),
    re.compile(r"(?P<label>.+?)\s+soll\s+(?P<source>.+?)\s+folgen"),
    re.compile(r"(?:binde?|verbinde?|verknupfe?|verknuepfe?|kopple?)\s+(?P<label>.+?)\s+(?:an|mit)\s+(?P<source>.+)"),
    re.compile(r"lass(?:e)?\s+(?P<label>.+?)\s+(?P<source>(?:(?:dem|den|der|die|das)\s+)?\S+)\s+folgen"),
)


def binding(text: str, shelf: Shelf) -> Change | None:
    """Return the binding that a command asks for; None where it asks for none."""
    said = phrases(shelf.language)
    folded = fold(text)
    for pattern in _BIND:
        if found := pattern.fullmatch(folded):
            label, source = (text[slice(*found.span(group))] for group in ("label", "source"))
            if bound := _bound(label, source, shelf, said):
                return bound
    return None


def following(label: Label, source: str, shelf: Shelf) -> Bind | str | None:
    """Return the binding of a label to the control called `source`, or why there can be none; None for no control."""
    said = phrases(shelf.language)
    others = tuple(control for control in shelf.controls if control.id != label.id)
    found = referred(source, others)
    if not found:
        return None
    if len(found) > 1:
        return said.ambiguous.format(", ".join(said.quoted(control.label) for control in found))
    if isinstance(found[0], Button | Table):
        return said.no_source.format(said.quoted(found[0].label))
    return Bind(label.id, found[0].id)


def _bound(name: str, source: str, shelf: Shelf, said: Phrases) -> Change | None:
    label = _label(name, shelf, said)
    if label is None or isinstance(label, str):
        sources = referred(source, shelf.controls)
        return Change((), label) if label and sources else None
    known = any(control.id == label.id for control in shelf.controls)
    bind = following(label, source, shelf)
    if bind is None:
        return Change((), said.missing.format(said.quoted(source))) if known else None
    if isinstance(bind, str):
        return Change((), bind)
    operations: tuple[Operation, ...] = (bind,) if known else (AddControl(label), bind)
    shelf.put(label)
    return Change(operations, said.follows.format(said.quoted(label.label), _name(bind.source, shelf, said)))


def _label(name: str, shelf: Shelf, said: Phrases) -> Label | str | None:
    """Return the label called `name`, a new one where nothing has that name; else why it cannot follow anything."""
    found = referred(name, shelf.controls)
    labels = tuple(control for control in found if isinstance(control, Label))
    if len(labels) > 1:
        return said.ambiguous.format(", ".join(said.quoted(control.label) for control in labels))
    if labels:
        return labels[0]
    if found:
        return said.only_labels.format(said.quoted(found[0].label))
    kept = title(" ".join(word for word in name.split() if not _is_filler(word)))
    if not kept or len(kept) > LONGEST_NAME:
        return None
    place = shelf.place(kept, said.label)
    return Label(place.id, place.label)


def _is_filler(word: str) -> bool:
    named = noun_named(fold(word))
    return fold(word) in DETERMINERS or (named is not None and named[0] == "label")


def _name(control_id: str, shelf: Shelf, said: Phrases) -> str:
    control: Control | None = next((control for control in shelf.controls if control.id == control_id), None)
    return said.quoted(control.label) if control else control_id
