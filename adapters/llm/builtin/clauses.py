"""Clauses: a sentence cut where one wanted control ends and the next begins."""

import re
from collections.abc import Sequence
from itertools import takewhile

from msgspec import Struct

from adapters.llm.builtin.lexicon import (
    DETERMINERS,
    FILLERS,
    INDEFINITE,
    MAKERS,
    NEGATIONS,
    QUESTION_WORDS,
    VERBAL,
    Kind,
    Noun,
    is_of_other_things,
    nouns,
)
from adapters.llm.builtin.words import NUMBER, WORD, fold, number, words

_JOINT = re.compile(r"[,;.!\n&+]|\b(?:and|und|plus|sowie|then|dann)\b")
_LISTING: frozenset[Kind] = frozenset(
    {"button", "link", "label", "select", "input", "plan", "table", "machine", "steps"}
)
MOST = 25
"""So many controls from one clause at most; Discord shows 25 buttons in five rows."""
LONGEST_NAME = 60
"""Characters of a name; Slack and Discord cut button labels at 75 and 80."""
_LIST_BEFORE = re.compile(
    r"(?:^|\b(?:a|an|me|ein|eine|einen|mir)\s+)\w+(?:\s*(?:,|/|\band|\bor|\bund|\boder)\s*(?:(?:a|an|ein|einen)\s+)?\w+)+\s*$"
)
"""The names in "a yes and a no button"."""
_NAMING = re.compile(r"\s*(?:$|[,:.!]|(?:for|called|named|which|that|and)\b)")
_IDIOM = re.compile(r"\bmake (?:\w+ )?progress$")
_OFFERING = re.compile(r"[^,]*(?::|\b(?:with|mit)\b)")
_FOLLOWED = re.compile(r"\s+(?:(?:\w+\s+)?folgt|anzeigt)\b")
"""Behind a noun in a relative clause such as "das dem Zähler folgt"."""
_NEXT_COMMAND = re.compile(
    r"(?<![.;!,\s])(?:\s*[.;!,\n]|\s+(?:and|und)\b|\s+(?:then|dann)\b)+\s*(?:(?:then|dann|also|please|bitte)\s+)?"
    r"(?=(?:make|create|add|build|give|show|set|turn|switch|put|remove|delete|hide|rename|bind|export|exportiere|"
    r"mach|mache|erstell|erstelle|bau|baue|"
    r"gib|zeig|zeige|stell|stelle|setz|setze|schalt|schalte|entfern|entferne|losche?|loesche?|benenne?)\s+"
    r"(?:a|an|the|me|my|it|on|off|us|all|ein|eine|einen|der|die|das|den|mir|uns|es|alle|alles)\b)"
)


class Clause(Struct, frozen=True):
    """One wanted control."""

    noun: Noun
    after: str
    """What is said behind the noun, as written."""
    modifiers: tuple[str, ...] = ()
    """Names right before the noun, as written: the `light` of "a light toggle", the two of "a yes and a no button"."""
    count: int = 1

    def uncounted(self, made: int) -> tuple[str, ...]:
        """Return the number said before the noun where another number of controls was made."""
        return () if self.count in {1, made} else (str(self.count),)


def sentences(text: str) -> tuple[str, ...]:
    """Cut a text into its commands, one after the other."""
    cuts = [(match.start(), match.end()) for match in _NEXT_COMMAND.finditer(fold(text))]
    starts, ends = [0, *(end for _, end in cuts)], [*(start for start, _ in cuts), len(text)]
    return tuple(filter(str.strip, (text[start:end] for start, end in zip(starts, ends, strict=True))))


def clauses(text: str) -> tuple[Clause, ...] | None:
    """Return the wanted controls of a command.

    None where it does not plainly ask for any: no noun, a question, a denial, or stray words before a noun.
    """
    first_words = words(text)
    found = _leading(text, tuple(nouns(text)))
    if not found or first_words[0] in QUESTION_WORDS:
        return None
    wanted: list[Clause] = []
    start, asked = 0, False
    for noun, following in zip(found, [*found[1:], None], strict=True):
        end = len(text) if following is None else _joint(text, noun.end, following.start)
        before = text[start : noun.start]
        asked = asked or _asks(words(before))
        named = _modifiers(before, noun)
        if named is None or not _plainly(text, noun, before) or not (asked or _stands_alone(text, noun, named, start)):
            return None
        if _IDIOM.search(fold(text[start : noun.end])):
            return None
        wanted.append(Clause(noun, text[noun.end : end], named, _count(before)))
        start = end
    return tuple(wanted)


def _asks(before: tuple[str, ...]) -> bool:
    """Tell whether the words before a noun ask for a new thing: a verb of making, an "a", or a number."""
    if before[-1:] and before[-1] in VERBAL:
        return False
    return bool((MAKERS | INDEFINITE).intersection(before)) or any(number(word) is not None for word in before)


_TELLING = re.compile(r"[^\0]{0,80}?(?::|\b(?:called|named|namens|genannt)\b|[0-9]{4}-[0-9]{2}-[0-9]{2})")


def _plainly(text: str, noun: Noun, before: str) -> bool:
    """Tell whether a noun that has other meanings is that of a control: "a date", "new link", "Link Docs: https:…"."""
    if not is_of_other_things(fold(text[noun.start : noun.end])):
        return True
    if _TELLING.match(fold(text[noun.end :])):
        return True
    return bool(INDEFINITE.intersection(words(before))) or any(number(word) is not None for word in words(before))


def _stands_alone(text: str, noun: Noun, named: tuple[str, ...], start: int) -> bool:
    """Tell whether a noun that nothing asks for is a request all the same, as in "buttons yes and no"."""
    if DETERMINERS.union(VERBAL).intersection(words(text[start : noun.start])):
        return False
    spoken, behind = fold(text[noun.start : noun.end]), fold(text[noun.end :])
    if spoken == "switch" and not _NAMING.match(behind):
        return False
    if spoken == "select" and not _OFFERING.match(behind):
        return False
    return not named or noun.kind == "button"


def _leading(text: str, found: Sequence[Noun]) -> list[Noun]:
    """Keep the nouns that begin a clause of their own; others are part of a name or a list."""
    kept: list[Noun] = []
    for noun in found:
        if kept and kept[-1].kind == "label" and _FOLLOWED.match(fold(text[noun.end :])):
            continue
        if not kept or _begins(text, kept[-1], noun):
            kept.append(noun)
    return kept


def _begins(text: str, previous: Noun, noun: Noun) -> bool:
    between = fold(text[previous.end : noun.start])
    joints = list(_JOINT.finditer(between))
    if not joints:
        return False
    lead = tuple(WORD.findall(between[joints[-1].end() :]))
    determined = bool(lead) and (lead[0] in DETERMINERS | MAKERS or number(lead[0]) is not None)
    if previous.kind in _LISTING:
        return determined
    return determined or not lead


def _joint(text: str, start: int, end: int) -> int:
    return start + [match.start() for match in _JOINT.finditer(fold(text[start:end]))][-1]


def _count(before: str) -> int:
    counted = re.search(rf"(?:^|\s)({NUMBER})\s+(?:\w+\s+)?$", fold(before))
    return (number(counted.group(1)) or 1) if counted else 1


def _modifiers(before: str, noun: Noun) -> tuple[str, ...] | None:
    """Return the words that name the noun; None if others stand before it that nothing explains."""
    if NEGATIONS.intersection(words(before)):
        return None
    folded = fold(before)
    found = [
        (word.group() in FILLERS or number(word.group()) is not None, word.span()) for word in WORD.finditer(folded)
    ]
    unknown = tuple(before[slice(*span)] for filler, span in found if not filler)
    adjacent = len(list(takewhile(lambda entry: not entry[0], reversed(found))))
    listed = noun.kind == "button" and adjacent and _LIST_BEFORE.search(folded)
    name = " ".join(unknown)
    if len(name) > LONGEST_NAME or not (adjacent == len(unknown) or listed):
        return None
    return unknown if listed or noun.plural or not name else (name,)
