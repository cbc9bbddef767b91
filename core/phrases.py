"""The few sentences that the core itself says to people, in English and German."""

from typing import Literal, TypeAlias

Phrase: TypeAlias = Literal["broken", "no_model", "gone", "not_now", "at_limit", "refused"]

_ENGLISH: dict[Phrase, str] = {
    "broken": "Something went wrong while I worked on this, so I stopped. Please try again.",
    "no_model": "I could not reach my language model. Please try again in a moment.",
    "gone": "That button is no longer in use.",
    "not_now": "That is not possible from “{state}”. This is how things stand now.",
    "at_limit": "{label} stays at {value}: that is its limit.",
    "refused": "You may not do that here. Ask an admin of this assistant.",
}
_GERMAN: dict[Phrase, str] = {
    "broken": "Dabei ist etwas schiefgegangen, ich habe abgebrochen. Bitte versuche es noch einmal.",
    "no_model": "Ich konnte mein Sprachmodell nicht erreichen. Bitte versuche es gleich noch einmal.",
    "gone": "Dieser Knopf wird nicht mehr benutzt.",
    "not_now": "Das geht von „{state}“ aus nicht. So ist der Stand jetzt.",
    "at_limit": "{label} bleibt bei {value}: das ist die Grenze.",
    "refused": "Das darfst du hier nicht. Frage jemanden, der diesen Assistenten verwaltet.",
}


def phrase(name: Phrase, language: str, **values: object) -> str:
    """Return the sentence in `language` (`de`, else English) with its values filled in."""
    return (_GERMAN if language == "de" else _ENGLISH)[name].format(**values)
