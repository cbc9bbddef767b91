"""Memory: what a person says about themself or asks to be kept."""

import re

from adapters.llm.builtin.phrases import Phrases
from adapters.llm.builtin.words import fold, vocabulary

_NAME = re.compile(
    r"(?:^|[.,!?;]\s*)(?:please )?call me\s+(?P<called>[^\W\d_][\w'-]{0,29})\s*[.!]*$"
    r"|\b(?:my name is|my name's|i am called|i'm called|mein name ist|ich heiss?e|"
    r"nenn(?:e)? mich|man nennt mich)\s+"
    r"(?P<name>[^\W\d_][\w'-]{0,29}(?:\s+[^\W\d_][\w'-]{0,29}){0,2})"
)
_NOT_NAMES = vocabulary(
    """
    not a an the no what none nothing and but when if later back maybe tomorrow nicht kein keine ein eine der die
    das und aber wenn später
    """
)
_FACT = re.compile(
    r"(?:^|[.!?\n]\s*|\bplease\s+|\bbitte\s+)(?:please\s+|bitte\s+)?"
    r"(?:remember(?:\s+that|:)|note\s+that|keep in mind\s+that|merke?\s+dir\s*[,:]?(?:\s+dass\b)?|"
    r"denke?\s+daran\s*[,:]?\s+dass)\s*[,:]?\s*(?P<fact>[^\n]{2,300}?)\s*[.!]*\s*(?=\n|$)"
)
_ASKED = re.compile(
    r"(?:do you know |weiss?t du |kennst du )?,?\s*(?:what(?:'s| is) my name|who am i|my name|"
    r"wie heiss?e ich|wer bin ich|wie ist mein name|meinen namen)\s*[?!.]*"
)
_USER_LINE = re.compile(r"^\s*user(?:_name)?:\s*(?P<name>[^\n]{1,60}?)\s*$", re.MULTILINE | re.IGNORECASE)


def name_given(text: str) -> str:
    """Return the name a person says is theirs; empty if they say none."""
    found = _NAME.search(fold(text))
    if found is None:
        return ""
    written = text[slice(*found.span("called" if found["called"] else "name"))].split()
    kept = written[:1]
    for part in written[1:]:
        if not part[0].isupper():
            break
        kept.append(part)
    if fold(kept[0]) in _NOT_NAMES:
        return ""
    return " ".join(part[:1].upper() + part[1:] for part in kept)


def facts_given(text: str) -> tuple[str, ...]:
    """Return what a person asks to be remembered, as written."""
    return tuple(text[slice(*found.span("fact"))] for found in _FACT.finditer(fold(text)))


def kept_in_mind(text: str, said: Phrases) -> str:
    """Return the sentences that acknowledge a name and facts given; empty where none are."""
    name = name_given(text)
    kept = [said.name_kept.format(name)] if name else []
    return " ".join((*kept, *(said.fact_kept.format(fact) for fact in facts_given(text))))


def asks_name(text: str) -> bool:
    """Tell whether a person asks for their own name."""
    return _ASKED.fullmatch(fold(text).strip()) is not None


def name_known(context: str) -> str:
    """Return the user's name as the context has it in a line `user: …`; empty if it has none."""
    found = _USER_LINE.search(context)
    return found["name"] if found and found["name"].lower() not in {"unknown", "none"} else ""
