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
    "too_fast",
    "knock",
    "reset",
    "undo",
    "undone",
    "nothing_to_undo",
    "elsewhere",
    "nothing_elsewhere",
    "continued",
    "only_direct",
    "only_yours",
    "link_code",
    "linked",
    "unlinked",
    "help",
    "sessions",
    "no_sessions",
    "forget_sure",
    "forget_sure_all",
    "forget_yes",
    "forgotten",
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
    "too_fast": "That is more than I can follow: please wait a minute. I did not take your last message.",
    "knock": "I do not know you yet. Your code is **{code}**, good for an hour: ask an admin of this "
    "assistant to say `/pair {code}` to me. Your id is `{person}`.",
    "reset": "We begin afresh.",
    "undo": "Undo",
    "undone": "All is as it was before.",
    "nothing_to_undo": "There is nothing to bring back.",
    "elsewhere": "Your conversations elsewhere; `/continue NUMBER` goes on with one here:",
    "nothing_elsewhere": "There is no other conversation of yours to go on with. Join your selves with `/link` first.",
    "continued": "We go on here with {where}.",
    "only_direct": "Say `/{command}` to me in a direct message: a code is for your eyes only.",
    "only_yours": "Say `/{command}` to me in a direct message: what you said elsewhere is not for all to read.",
    "link_code": "Your code is **{code}**, good for an hour. Where you are somebody else, say `/link {code}` to "
    "me in a direct message.",
    "linked": "You are `{other}` too, I see. `/continue` carries a conversation over.",
    "unlinked": "Your selves are parted from now on.",
    "help": "What you can say beside talking with me:",
    "sessions": "Conversations, the latest first:",
    "no_sessions": "There are none yet.",
    "forget_sure": "This conversation goes for good: what was said, what I remember, its buttons. It cannot be undone.",
    "forget_sure_all": "All conversations of this channel with me go for good: what was said, what I remember, their "
    "buttons. It cannot be undone.",
    "forget_yes": "Forget it",
    "forgotten": "Forgotten.",
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
    "too_fast": "So schnell komme ich nicht mit: bitte warte eine Minute. Deine letzte Nachricht habe ich nicht "
    "angenommen.",
    "knock": "Ich kenne dich noch nicht. Dein Code ist **{code}**, er gilt eine Stunde: bitte jemanden, der "
    "diesen Assistenten verwaltet, mir `/pair {code}` zu sagen. Deine Kennung ist `{person}`.",
    "reset": "Wir fangen neu an.",
    "undo": "Rückgängig",
    "undone": "Alles ist wieder, wie es war.",
    "nothing_to_undo": "Es gibt nichts, was ich zurückholen kann.",
    "elsewhere": "Deine Gespräche anderswo; `/continue NUMMER` führt eines hier fort:",
    "nothing_elsewhere": "Es gibt kein anderes Gespräch von dir, das ich fortführen kann. Verbinde zuerst deine Konten "
    "mit `/link`.",
    "continued": "Wir machen hier weiter mit {where}.",
    "only_direct": "Sage mir `/{command}` in einer Direktnachricht: ein Code ist nur für dich.",
    "only_yours": "Sage mir `/{command}` in einer Direktnachricht: was du anderswo gesagt hast, geht nicht alle an.",
    "link_code": "Dein Code ist **{code}**, er gilt eine Stunde. Sage mir dort, wo du anders heißt, in einer "
    "Direktnachricht `/link {code}`.",
    "linked": "Du bist also auch `{other}`. `/continue` holt ein Gespräch herüber.",
    "unlinked": "Deine Konten sind ab jetzt getrennt.",
    "help": "Was du sagen kannst, außer mit mir zu reden:",
    "sessions": "Gespräche, das neueste zuerst:",
    "no_sessions": "Es gibt noch keine.",
    "forget_sure": "Dieses Gespräch verschwindet für immer: was gesagt wurde, was ich mir gemerkt habe, seine "
    "Knöpfe. Das lässt sich nicht rückgängig machen.",
    "forget_sure_all": "Alle Gespräche dieses Kanals mit mir verschwinden für immer: was gesagt wurde, was ich mir "
    "gemerkt habe, ihre Knöpfe. Das lässt sich nicht rückgängig machen.",
    "forget_yes": "Vergessen",
    "forgotten": "Vergessen.",
}


def phrase(name: Phrase, language: str, **values: object) -> str:
    """Return the sentence in `language` (`de`, else English) with its values filled in."""
    return (_GERMAN if language == "de" else _ENGLISH)[name].format(**values)
