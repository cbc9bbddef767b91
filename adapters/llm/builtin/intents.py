"""Intents that need no control: greetings, thanks, goodbyes, help, feedback."""

import re
from typing import Literal, TypeAlias

from adapters.llm.builtin.words import fold

Gesture: TypeAlias = Literal["greeting", "thanks", "goodbye", "help", "praise", "complaint"]

_NAME = r"(?:[\s,]+(?:there|everyone|all|trivium|bot|you|assistant|zusammen|leute|alle|du|dir|ihr))?"
_ALONE: dict[Gesture, str] = {
    "greeting": r"hi+|hiya|hey+|hello|howdy|yo|good (?:morning|afternoon|evening|day)|greetings|how are you(?: doing)?|"
    r"hallo|halloo+|moin(?: moin)?|servus|"
    r"gru(?:e)?(?:s|ss) (?:gott|dich)|guten? (?:morgen|tag|abend)|wie geht(?:'s| es dir)?",
    "thanks": r"(?:many |ok(?:ay)?,? )?(?:thanks|thank you|thx|ty|cheers)(?: a lot| so much| very much| you)?|"
    r"(?:vielen |herzlichen |ok(?:ay)?,? )?dank(?:e)?(?: schon| schoen| sehr| dir| vielmals)?|dankeschon",
    "goodbye": r"(?:good ?)?bye(?: bye)?|see you(?: later| soon)?|good night|cya|"
    r"tschu(?:e)?s{1,2}i?|ciao|auf wiedersehen|bis (?:spater|spaeter|bald|dann|morgen)|gute nacht",
    "help": r"(?:please )?help(?: me)?(?: please)?|\?+|/?help|/start|commands|examples|"
    r"what (?:can|do) (?:you|i) (?:do|say|try)(?: here)?|how (?:does this work|do you work)|who are you|what are you|"
    r"(?:bitte )?hilf(?: mir)?(?: bitte)?|hilfe|befehle|beispiele|"
    r"was (?:kannst du|kann ich)(?: alles| hier)*(?: machen| tun| sagen)?|wie geht das|"
    r"wie funktioniert (?:das|dies)|wer bist du|was bist du",
    "praise": r"(?:(?:that's|that is|this is|it's|you're|you are|das ist|du bist|echt|very|really|sehr|so|well) )*"
    r"(?:great|good|nice|cool|awesome|perfect|excellent|wonderful|done|helpful|super|toll|gut|klasse|prima|perfekt|"
    r"spitze|hilfreich|wunderbar|i like it|i love it|gefallt mir|ok|okay|alright|alles klar|in ordnung)",
    "complaint": r"(?:(?:that's|that is|this is|it's|you're|you are|das ist|du bist|very|really|sehr|so) )*"
    r"(?:bad|wrong|terrible|awful|stupid|useless|not (?:good|right|what i (?:meant|wanted))|falsch|schlecht|blod|bloed|"
    r"dumm|nutzlos|nicht (?:gut|richtig|was ich (?:meinte|wollte)))",
}
_GESTURES = {gesture: re.compile(rf"(?:{listed}){_NAME}[\s.,!?:;()\"'-]*") for gesture, listed in _ALONE.items()}
_OPENING = re.compile(rf"(?:{_ALONE['greeting']}|{_ALONE['thanks']}){_NAME}[\s.,!:;]+(?=\w)")


def gesture(text: str) -> Gesture | None:
    """Return what a text that is nothing but a greeting, thanks, a goodbye, a call for help or feedback is."""
    folded = " ".join(_without_symbols(fold(text)).split())
    for kind, pattern in _GESTURES.items():
        if pattern.fullmatch(folded):
            return kind
    return _two_gestures(folded)


def _two_gestures(folded: str) -> Gesture | None:
    opening = _OPENING.match(folded)
    if opening is None:
        return None
    rest = folded[opening.end() :]
    return next((kind for kind, pattern in _GESTURES.items() if pattern.fullmatch(rest)), None)


def after_greeting(text: str) -> str:
    """Return the text without a greeting or thanks before it."""
    opening = _OPENING.match(fold(text).lstrip())
    return text.lstrip()[opening.end() :] if opening else text


def _without_symbols(text: str) -> str:
    return "".join(character for character in text if character.isascii() or character.isalnum()).strip()
