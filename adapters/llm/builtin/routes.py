"""Routes: who is to work on a text, and what the director says of it."""

from collections.abc import Iterable, Sequence

from adapters.llm.builtin.answers import LONGEST, analysis, content, language_spoken, request, thought
from adapters.llm.builtin.databases import CLICKED, way_to_data
from adapters.llm.builtin.files import parted
from adapters.llm.builtin.intents import gesture
from adapters.llm.builtin.phrases import phrases
from adapters.llm.builtin.texts import Phrases
from adapters.llm.builtin.words import vocabulary, words
from core.envelope import Choice, DirectorPlan, Guidance, Route
from core.errors import ModelRubbish
from core.ports import Prompt

DONE = "done"
"""The outcome of a text that is answered at once."""
_SOCIAL = ("social", "reflex", "chat", "output")
_THINKING = ("thinker", "think", "answer", "simple", "direct", "self")
_COMMON = vocabulary(
    "about all anything ask asks answers answer any data everything find knows look looks on or other question "
    "questions rest things work works works alles andere auf beantwortet daten fragen frage kennt oder rund uber über "
    "how many much which its company company's wie viel viele welche in s"
)
"""Words of a choice's description that tell it from no other."""
LONGEST_STEP = 80
"""Characters of one step of a plan."""


def route(prompt: Prompt) -> Route:
    """Name one of the outcomes offered.

    A gesture is answered at once where that is offered, a question to a tool goes to who has it, one to a database to
    its expert, a request for controls to the thinker, any other text to the choice it shares words with, else to the
    thinker or the first.
    """
    if not prompt.choices:
        raise ModelRubbish(f"The node {prompt.node!r} offered no outcomes to choose from.")
    names = tuple(choice.name for choice in prompt.choices)
    if DONE in names and (len(names) == 1 or _answered_at_once(prompt, names)):
        return Route(DONE, "answered at once", thought(prompt).response)
    chosen, reason = _chosen(prompt, tuple(choice for choice in prompt.choices if choice.name != DONE))
    return Route(chosen, reason, thought(prompt).response if chosen in _SOCIAL else "")


def plan(prompt: Prompt) -> DirectorPlan:
    """Return one line of guidance for the turn, the sentences of a request as its steps, and who is to begin."""
    understood = analysis(prompt)
    said = phrases(language_spoken(prompt))
    asked = request(prompt)
    wanted = understood.intent == "request" and not (prompt.attachments and asked is None)
    template = said.plan_controls if wanted else said.plan_talk
    steps = tuple(_one_line(step)[:LONGEST_STEP] for step in asked.steps) if asked and len(asked.steps) > 1 else ()
    offered = tuple(choice for choice in prompt.choices if choice.name != DONE)
    outcome = _chosen(prompt, offered)[0] if offered else ""
    return DirectorPlan(template.format(_one_line(understood.topic or understood.intent)), steps, outcome)


def guidance(prompt: Prompt) -> Guidance:
    """Say in one line what the talk is about: this text, or what a person last spoke of."""
    said = phrases(language_spoken(prompt))
    spoken = (_with_files(prompt), *(entry.content for entry in reversed(prompt.history) if entry.role == "user"))
    topics = (_topic(prompt, text) for text in spoken if text.strip())
    topic = next(filter(None, topics), "")
    return Guidance(said.guidance.format(_translated(topic, said)) if topic else said.guidance_none)


def _with_files(prompt: Prompt) -> str:
    return "\n".join((prompt.text, *(file.line for file in prompt.attachments)))


def _topic(prompt: Prompt, text: str) -> str:
    asked = Prompt("director", "", text, controls=prompt.controls, language=prompt.language)
    return analysis(parted(asked)).topic


def _translated(topic: str, said: Phrases) -> str:
    named = (_one_line(part) for part in topic.split(", "))
    return said.listed(tuple(said.topics.get(part, part) for part in named))


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _answered_at_once(prompt: Prompt, names: Sequence[str]) -> bool:
    if prompt.attachments:
        return False
    made = gesture(prompt.text[:LONGEST])
    if made in {"help", "praise", "complaint"}:
        return True
    return made is not None and not set(_SOCIAL).intersection(names)


def _chosen(prompt: Prompt, choices: Sequence[Choice]) -> tuple[str, str]:
    """Return the name of the choice that fits best, and why."""
    asked = request(prompt)
    if asked and asked.calls:
        wanted = {call.tool for call in asked.calls}
        having = max(choices, key=lambda choice: len(wanted.intersection(choice.tools)))
        if wanted.intersection(having.tools):
            return having.name, f"it has the tool {', '.join(sorted(wanted.intersection(having.tools)))}"
    if prompt.data and (asking := way_to_data(prompt, asked)):
        return asking, "its database has it"
    if prompt.attachments and (thinking := _named(choices, _THINKING)):
        return thinking, "a file came with it"
    intent = analysis(prompt).intent
    clicked = prompt.text.lstrip().startswith(CLICKED)
    if (not asked and not clicked) or not _named(choices, _THINKING):
        spoken = content(prompt.text[:LONGEST])
        sharing = max(choices, key=lambda choice: _shared(spoken, choice))
        if _shared(spoken, sharing):
            return sharing.name, "the text speaks of it"
    preferred = (*(_SOCIAL if intent == "social" else ()), *_THINKING)
    return _named(choices, preferred) or choices[0].name, intent


def _named(choices: Sequence[Choice], names: Iterable[str]) -> str:
    """Return the first of `names` that is offered."""
    offered = {choice.name for choice in choices}
    return next((name for name in names if name in offered), "")


def _shared(spoken: Iterable[str], choice: Choice) -> int:
    """Return how many words a text shares with a choice's name and description; a longer ending counts as the same."""
    described = set(words(f"{choice.name.replace('_', ' ')} {choice.about}")) - _COMMON
    content_words = {word for text in spoken for word in words(text)} - _COMMON
    return sum(any(_same(word, other) for other in described) for word in content_words)


def _same(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return one == other or (len(short) > 3 and len(long) - len(short) < 3 and long.startswith(short))
