"""Answers: what the built-in model makes of a prompt, one function for each shape a node asks for."""

import re

from adapters.llm.builtin.intents import Gesture, gesture
from adapters.llm.builtin.language import detect, language_of
from adapters.llm.builtin.lexicon import CHANGERS, FILLERS, QUESTION_WORDS, nouns
from adapters.llm.builtin.memory import asks_name, facts_given, name_given, name_known
from adapters.llm.builtin.phrases import Phrases, phrases
from adapters.llm.builtin.requests import MEMORY, Understood, understand
from adapters.llm.builtin.words import WORD, fold, title, words
from core.controls import Control
from core.envelope import DirectorPlan, InputAnalysis, MemoryUpdate, Route, ThoughtResult
from core.errors import ModelRubbish
from core.ports import Prompt

LONGEST = 2_000
"""Characters of a text that the rules read; reading time grows with their square."""

_CLICKED = re.compile(r"\s*\[clicked (?P<name>[^\]\n]{1,200})\]\s*")
_SOCIAL: tuple[Gesture, ...] = ("greeting", "thanks", "goodbye")
_OUTCOMES = {
    "social": ("social", "reflex", "chat", "output"),
    "data": ("expert", "data", "needs_facts"),
    "any": ("thinker", "think", "answer", "simple", "direct", "self"),
}


def analysis(prompt: Prompt) -> InputAnalysis:
    """Say what a text is: a gesture, a request for controls, a click, a question or something unclear."""
    text = prompt.text[:LONGEST]
    language = language_of(text, prompt.language)
    if clicked := _CLICKED.fullmatch(text):
        return InputAnalysis("action", clicked["name"], language=language_of("", prompt.language))
    made = gesture(text)
    if made in _SOCIAL:
        return InputAnalysis("social", made, "trivial", language)
    if made:
        return InputAnalysis("help" if made == "help" else "social", made, language=language)
    if understood := _request(prompt):
        return InputAnalysis("social" if understood.topic == MEMORY else "request", understood.topic, language=language)
    asked = text.rstrip().endswith("?") or QUESTION_WORDS.intersection(words(text)[:1])
    topic = " ".join(_content(text)[:4])[:80]
    return InputAnalysis("question" if asked else "unclear", topic, language=language)


def route(prompt: Prompt) -> Route:
    """Name one of the outcomes offered: one the text speaks of, else one for its intent, else the first."""
    if not prompt.choices:
        raise ModelRubbish(f"The node {prompt.node!r} offered no outcomes to choose from.")
    spoken_words = set(words(prompt.text[:LONGEST]))
    for choice in prompt.choices:
        if spoken_words.intersection(words(choice.replace("_", " "))):
            return Route(choice, "the text names it")
    intent = analysis(prompt).intent
    preferred = (*_OUTCOMES.get(intent, ()), *_OUTCOMES["any"])
    choice = next((name for name in preferred if name in prompt.choices), prompt.choices[0])
    return Route(choice, intent)


def thought(prompt: Prompt) -> ThoughtResult:
    """Carry out a request, or say what there is to say."""
    said = phrases(_language(prompt))
    for answer in (_unreadable, _pressed, _gestured, _name_asked):
        if response := answer(prompt, said):
            return ThoughtResult(response)
    if understood := _request(prompt):
        return ThoughtResult(understood.response, understood.operations)
    unknown = tuple(said.quoted(word) for word in _content(prompt.text)[:6])
    return ThoughtResult(said.declined_words.format(said.listed(unknown)) if unknown else said.declined)


def _unreadable(prompt: Prompt, said: Phrases) -> str:
    if len(prompt.text) > LONGEST:
        return said.too_long.format(LONGEST)
    return "" if prompt.text.strip() else said.nothing_said


def _pressed(prompt: Prompt, said: Phrases) -> str:
    clicked = _CLICKED.fullmatch(prompt.text)
    return said.pressed.format(said.quoted(_label(clicked["name"], prompt.controls))) if clicked else ""


def _gestured(prompt: Prompt, said: Phrases) -> str:
    made = gesture(prompt.text)
    return _gesture_answer(made, prompt, said) if made else ""


def _name_asked(prompt: Prompt, said: Phrases) -> str:
    if not asks_name(prompt.text):
        return ""
    name = name_known(prompt.context)
    return said.name_known.format(name) if name else said.name_unknown


def plan(prompt: Prompt) -> DirectorPlan:
    """Return one line of guidance for the turn."""
    understood = analysis(prompt)
    said = phrases(_language(prompt))
    template = said.plan_controls if understood.intent == "request" else said.plan_talk
    return DirectorPlan(template.format(understood.topic or understood.intent))


def remembered(prompt: Prompt) -> MemoryUpdate:
    """Keep the name a person gives, the language they write, what they speak of, what they ask to be kept."""
    text = prompt.text[:LONGEST]
    if _CLICKED.fullmatch(text):
        return MemoryUpdate()
    understood = analysis(prompt)
    topic = "" if understood.intent in {"social", "help"} else understood.topic
    return MemoryUpdate(name_given(text), detect(text) or "", topic, facts_given(text))


def spoken(prompt: Prompt) -> str:
    """Return what the output node says: the thought as it is, or an answer to a gesture."""
    if prompt.thought is not None:
        return prompt.thought
    said = phrases(_language(prompt))
    return _gesture_answer(gesture(prompt.text[:LONGEST]) or "greeting", prompt, said)


def _language(prompt: Prompt) -> str:
    written = "" if _CLICKED.fullmatch(prompt.text) else prompt.text[:LONGEST]
    return language_of(written, prompt.language)


def _request(prompt: Prompt) -> Understood | None:
    return understand(prompt.text[:LONGEST], prompt.controls, _language(prompt))


def _gesture_answer(made: Gesture, prompt: Prompt, said: Phrases) -> str:
    name = name_known(prompt.context)
    addressed = f", {name}" if name else ""
    match made:
        case "greeting":
            return said.greeting.format(addressed)
        case "thanks":
            return said.thanks.format(addressed)
        case "goodbye":
            return said.goodbye.format(addressed)
        case "help":
            return said.help
        case "praise":
            return said.praise
        case "complaint":
            return said.complaint


def _label(name: str, controls: tuple[Control, ...]) -> str:
    return next((control.label for control in controls if name in {control.id, control.label}), title(name))


def _content(text: str) -> tuple[str, ...]:
    """Return the words of a text that carry a meaning unknown to the rules, as written and each once."""
    folded = fold(text)
    known = {at for noun in nouns(text) for at in range(noun.start, noun.end)}
    found = (text[word.start() : word.end()] for word in WORD.finditer(folded) if word.start() not in known)
    explained = FILLERS | QUESTION_WORDS | CHANGERS
    return tuple(dict.fromkeys(word[:40] for word in found if fold(word) not in explained))
