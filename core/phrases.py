"""The few sentences that the core itself says to people, in English and German."""

from typing import Literal, TypeAlias

Phrase: TypeAlias = Literal[
    "broken",
    "no_model",
    "rubbish",
    "expert_failed",
    "gone",
    "not_now",
    "at_limit",
    "refused",
    "stopped",
    "nothing_runs",
    "afresh",
    "no_conversation",
    "no_form",
    "missed",
    "missed_one",
    "not_kept",
    "too_short",
    "too_long",
    "no_day",
    "too_early",
    "too_late",
]

_ENGLISH: dict[Phrase, str] = {
    "broken": "Something went wrong while I worked on this, so I stopped. Please try again.",
    "no_model": "I could not reach my language model. Please try again in a moment.",
    "rubbish": "My language model gave me an answer I cannot use, twice. Please try again or say it in other words.",
    "expert_failed": "My expert “{expert}” could not do its work, so I have no answer to this. Please try again.",
    "gone": "That button is no longer in use.",
    "not_now": "That is not possible from “{state}”. This is how things stand now.",
    "at_limit": "{label} stays at {value}: that is its limit.",
    "refused": "You may not do that here. Ask an admin of this assistant.",
    "stopped": "Stopped.",
    "nothing_runs": "Nothing is running here.",
    "afresh": "I could not read what I had kept of our talk, so I start afresh. A copy is kept for the operator.",
    "no_conversation": "There is no conversation here yet. Say it where we talk: /{command} …",
    "no_form": "I could not ask you for {label} just now. Please press the button once more.",
    "missed": "While I was away {count} messages came here that I have not answered. "
    "Please write again what you still need.",
    "missed_one": "While I was away a message came here that I have not answered. Please write again if you need it.",
    "not_kept": "I cannot take this just now. Please try again in a minute.",
    "too_short": "{label} needs at least {least} characters.",
    "too_long": "{label} takes at most {most} characters.",
    "no_day": "{label} needs a day, as in 2026-12-31.",
    "too_early": "{label} cannot be before {first}.",
    "too_late": "{label} cannot be after {last}.",
}
_GERMAN: dict[Phrase, str] = {
    "broken": "Dabei ist etwas schiefgegangen, ich habe abgebrochen. Bitte versuche es noch einmal.",
    "no_model": "Ich konnte mein Sprachmodell nicht erreichen. Bitte versuche es gleich noch einmal.",
    "rubbish": "Mein Sprachmodell hat mir zweimal etwas geantwortet, das ich nicht verwenden kann. "
    "Bitte versuche es noch einmal oder sage es anders.",
    "expert_failed": "Mein Experte „{expert}“ konnte seine Arbeit nicht tun, deshalb habe ich darauf keine Antwort. "
    "Bitte versuche es noch einmal.",
    "gone": "Dieser Knopf wird nicht mehr benutzt.",
    "not_now": "Das geht von „{state}“ aus nicht. So ist der Stand jetzt.",
    "at_limit": "{label} bleibt bei {value}: das ist die Grenze.",
    "refused": "Das darfst du hier nicht. Frage jemanden, der diesen Assistenten verwaltet.",
    "stopped": "Angehalten.",
    "nothing_runs": "Hier läuft gerade nichts.",
    "afresh": "Was ich von unserem Gespräch behalten hatte, kann ich nicht lesen; ich fange neu an. "
    "Eine Kopie liegt beim Betreiber.",
    "no_conversation": "Hier gibt es noch kein Gespräch. Sage es dort, wo wir sprechen: /{command} …",
    "no_form": "Ich konnte dich gerade nicht nach {label} fragen. Bitte drücke noch einmal auf den Knopf.",
    "missed": "Als ich weg war, kamen hier {count} Nachrichten, die ich nicht beantwortet habe. "
    "Bitte schreibe noch einmal, was du noch brauchst.",
    "missed_one": "Als ich weg war, kam hier eine Nachricht, die ich nicht beantwortet habe. "
    "Bitte schreibe noch einmal, falls du sie noch brauchst.",
    "not_kept": "Das kann ich gerade nicht annehmen. Bitte versuche es in einer Minute noch einmal.",
    "too_short": "{label} braucht mindestens {least} Zeichen.",
    "too_long": "{label} nimmt höchstens {most} Zeichen.",
    "no_day": "{label} braucht einen Tag, etwa 2026-12-31.",
    "too_early": "{label} kann nicht vor dem {first} sein.",
    "too_late": "{label} kann nicht nach dem {last} sein.",
}


def phrase(name: Phrase, language: str, **values: object) -> str:
    """Return the sentence in `language` (`de`, else English) with its values filled in."""
    return (_GERMAN if language == "de" else _ENGLISH)[name].format(**values)
