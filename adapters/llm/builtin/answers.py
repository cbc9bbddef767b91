"""Answers: what the built-in model makes of a prompt, one function for each shape a node asks for."""

import re

import msgspec

from adapters.llm.builtin.calls import TOPICS
from adapters.llm.builtin.files import WORDS, asks_for_table, told_of
from adapters.llm.builtin.intents import Gesture, gesture
from adapters.llm.builtin.language import detect, language_of
from adapters.llm.builtin.lexicon import CHANGERS, FILLERS, QUESTION_WORDS, nouns
from adapters.llm.builtin.memory import asks_name, facts_given, name_given, name_known
from adapters.llm.builtin.phrases import Phrases, phrases
from adapters.llm.builtin.requests import MEMORY, Understood, understand
from adapters.llm.builtin.results import reported
from adapters.llm.builtin.words import WORD, fold, title, words
from core.artifacts import Artifact
from core.controls import Control
from core.drafts import Draft, Plain, Step
from core.envelope import InputAnalysis, Intent, Interpretation, MemoryUpdate
from core.findings import read_answered, told
from core.operations import Operation
from core.ports import Prompt

LONGEST = 2_000
"""Characters of a text that the rules read; reading time grows with their square."""

FILE = "file"
"""The topic of a message that files came with."""
_CLICKED = re.compile(r"\s*\[clicked (?P<name>[^\]\n]{1,200})\]\s*")
_SOCIAL: tuple[Gesture, ...] = ("greeting", "thanks", "goodbye")
_MOODS = {"praise": "pleased", "complaint": "annoyed"}


def analysis(prompt: Prompt) -> InputAnalysis:
    """Say what a text is: a gesture, a request for controls, a click, a question or something unclear."""
    text = prompt.text[:LONGEST]
    language = language_of(text, prompt.language)
    if clicked := _CLICKED.fullmatch(text):
        return InputAnalysis("action", clicked["name"], language=language_of("", prompt.language))
    if prompt.attachments:
        return _of_files(prompt, language)
    made = gesture(text)
    if made in _SOCIAL:
        return InputAnalysis("social", made, "trivial", language)
    if made:
        return InputAnalysis("help" if made == "help" else "social", made, language=language)
    if understood := request(prompt):
        intent: Intent = "social" if understood.topic == MEMORY else "request"
        return InputAnalysis(intent, understood.topic, "complex" if understood.size > 2 else "simple", language)
    asked = text.rstrip().endswith("?") or QUESTION_WORDS.intersection(words(text)[:1])
    topic = " ".join(content(text)[:4])[:80]
    return InputAnalysis("question" if asked else "unclear", topic, language=language)


def _of_files(prompt: Prompt, language: str) -> InputAnalysis:
    """Take words that came with files for a request, whatever they are: a greeting is not all there is to answer."""
    understood = request(prompt)
    if understood is None:
        return InputAnalysis("request", FILE, language=language)
    topic = ", ".join(dict.fromkeys((understood.topic, FILE)))
    return InputAnalysis("request", topic, "complex" if understood.size > 2 else "simple", language)


def thought(prompt: Prompt) -> Draft:
    """Carry out a request, or say what there is to say; what came with it and what tools brought is part of it."""
    if not prompt.attachments:
        return _thought_of_words(prompt)
    said = phrases(language_spoken(prompt))
    told = told_of(prompt.text, prompt.attachments, said)
    files = tuple(map(_plain, told.artifacts))
    if gesture(prompt.text) or len(prompt.text) > LONGEST or (request(prompt) and not asks_for_table(prompt.text)):
        draft = _thought_of_words(prompt)
        return Draft(f"{draft.response}\n\n{told.response}", draft.operations, (*draft.artifacts, *files))
    beyond = tuple(said.quoted(word) for word in content(prompt.text) if fold(word) not in WORDS)
    more = said.file_beyond.format(said.listed(beyond[:6])) if beyond else ""
    return Draft(
        _with_results(prompt, "\n\n".join(filter(None, (told.response, more))), said),
        artifacts=files,
    )


def _thought_of_words(prompt: Prompt) -> Draft:
    said = phrases(language_spoken(prompt))
    for answer in (_unreadable, _pressed, _gestured, _name_asked):
        if response := answer(prompt, said):
            return Draft(_with_results(prompt, response, said))
    brought = frozenset(result.tool for result in prompt.results)
    if understood := request(prompt, brought):
        return Draft(
            _with_results(prompt, understood.response, said),
            tuple(map(_plain, understood.operations)),
            tuple(map(_plain, understood.artifacts)),
        )
    if prompt.results:
        return Draft(reported(prompt.results, said))
    unknown = tuple(said.quoted(word) for word in content(prompt.text)[:6])
    return Draft(said.declined_words.format(said.listed(unknown)) if unknown else said.declined)


def step(prompt: Prompt) -> Step:
    """Call the tools that a request needs and that are offered; afterwards, or without them, think."""
    if not prompt.results and len(prompt.text) <= LONGEST:
        understood = request(prompt, frozenset(tool.name for tool in prompt.tools))
        if understood and understood.calls:
            return Step(understood.calls)
    return Step(thought=thought(prompt))


def interpretation(prompt: Prompt) -> Interpretation:
    """Say what tools brought, and nothing else."""
    language = language_spoken(prompt)
    said = phrases(language)
    if len(prompt.results) == 1 and (answered := read_answered(prompt.results[0].output)):
        return Interpretation(told(answered, language))
    return Interpretation(reported(prompt.results, said) or said.nothing_found)


def _with_results(prompt: Prompt, response: str, said: Phrases) -> str:
    return " ".join(filter(None, (response, reported(prompt.results, said))))


def _plain(value: Operation | Artifact) -> Plain:
    return dict(msgspec.to_builtins(value))


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


def remembered(prompt: Prompt) -> MemoryUpdate:
    """Keep the name a person gives, their language and mood, what they speak of, what they ask to be kept."""
    text = prompt.text[:LONGEST]
    if _CLICKED.fullmatch(text):
        return MemoryUpdate()
    understood = analysis(prompt)
    topic = "" if understood.intent in {"social", "help"} else understood.topic
    mood = _MOODS.get(gesture(text) or "", "")
    return MemoryUpdate(name_given(text), detect(text) or "", mood, topic, facts_given(text))


def spoken(prompt: Prompt) -> str:
    """Return what the output node says: the thought as it is, or an answer to a gesture."""
    if prompt.thought is not None:
        return prompt.thought
    said = phrases(language_spoken(prompt))
    return _gesture_answer(gesture(prompt.text[:LONGEST]) or "greeting", prompt, said)


def language_spoken(prompt: Prompt) -> str:
    """Return the language to answer in."""
    written = "" if _CLICKED.fullmatch(prompt.text) else prompt.text[:LONGEST]
    return language_of(written, prompt.language)


def request(prompt: Prompt, tools: frozenset[str] = frozenset(TOPICS)) -> Understood | None:
    """Return what a text asks for, with `tools` at hand; None where it is no request."""
    return understand(prompt.text[:LONGEST], prompt.controls, language_spoken(prompt), tools)


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


def content(text: str) -> tuple[str, ...]:
    """Return the words of a text that carry a meaning unknown to the rules, as written and each once."""
    folded = fold(text)
    known = {at for noun in nouns(text) for at in range(noun.start, noun.end)}
    found = (text[word.start() : word.end()] for word in WORD.finditer(folded) if word.start() not in known)
    explained = FILLERS | QUESTION_WORDS | CHANGERS
    return tuple(dict.fromkeys(word[:40] for word in found if fold(word) not in explained))
