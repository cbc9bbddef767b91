"""Databases: questions that the built-in model has asked of one, by the rules of `adapters.llm.questions`."""

import re
from datetime import date
from functools import lru_cache
from threading import Lock

from adapters.llm.builtin.answers import LONGEST, language_spoken
from adapters.llm.builtin.intents import gesture
from adapters.llm.builtin.lexicon import QUESTION_WORDS, nouns
from adapters.llm.builtin.memory import asks_name, facts_given, name_given
from adapters.llm.builtin.requests import Understood, asks_what_is_shown
from adapters.llm.builtin.words import vocabulary, words
from core.controls import Table
from core.data import DataSchema, Inquiry
from core.envelope import Exchange
from core.errors import ModelRubbish
from core.operations import AddControl
from core.ports import Prompt

CLICKED = "[clicked "
"""Begins what a click on a button is told as."""
_MAKING = vocabulary("make create add build put generate erstelle erstell mach mache baue bau fuge fuege leg lege")
"""Words of requests for controls; `show` and `list` are said of data as well."""
_CHANGING = vocabulary(
    "remove delete hide clear rename set mark tick bind unbind write change let entferne losche loesche verstecke setz "
    "setze binde nimm andere aendere schreib schreibe"
)
"""Words of requests to change what is there, which nobody makes of a database that is only read."""
_SHEETS = vocabulary("table chart list graph diagram tabelle liste diagramm grafik")
"""What data are made into by the same words as controls."""
_SHOWING = vocabulary("show list give find get tell display count zeig zeige liste nenne gib suche finde zahle zaehle")
_US = vocabulary("your yours yourself dein deine deinen deiner deinem dich")
_FOLLOWING = vocabulary("and only just without und nur ohne auch")
_FIGURING = vocabulary(
    "per by average mean sum total most least top highest lowest share percent percentage revenue je pro nach summe "
    "gesamt durchschnitt durchschnittlich anteil prozent meisten wenigsten hochste niedrigste umsatz"
)
"""Words of questions that are no sentences."""
_ONE = Lock()
"""Held by whoever asks the rules: what they are made of is not made for several threads."""
_COUNTED = re.compile(r"\s*(?:how\s+(?:many|much)|wie\s*viele?)\b", re.IGNORECASE)


def inquiry(prompt: Prompt) -> Inquiry:
    """Return what to ask the prompt's one database, or why there is nothing to ask."""
    for schema in prompt.data.values():
        return _inquired(prompt, schema)
    raise ModelRubbish(f"The node {prompt.node!r} offered no database to ask.")


def way_to_data(prompt: Prompt, asked: Understood | None) -> str:
    """Return the way to the database that a text asks, or that has at least what it names; empty where none has.

    What makes, changes or removes controls is for the screen, though it may name them by what the data has.
    """
    text = prompt.text[:LONGEST]
    if len(prompt.text) > LONGEST or prompt.attachments or _is_talk(text) or _is_for_the_screen(text, asked):
        return ""
    answering = (way for way, schema in prompt.data.items() if _inquired(prompt, schema).sql)
    if way := next(answering, ""):
        return way
    made = asked is not None and (asked.operations or (_made(text) and not _SHEETS.intersection(words(text))))
    if made or not _sounds_like_a_question(text):
        return ""
    about = (way for way, schema in prompt.data.items() if _about(prompt, schema))
    return next(about, next(iter(prompt.data)) if _COUNTED.match(text) else "")


def _is_talk(text: str) -> bool:
    """Say whether a text is a gesture, a click, or about the person or the assistant."""
    if text.lstrip().startswith(CLICKED) or gesture(text) or _US.intersection(words(text)):
        return True
    return bool(asks_name(text) or name_given(text) or facts_given(text))


def _is_for_the_screen(text: str, asked: Understood | None) -> bool:
    """Say whether a text is about what is shown, and so about nothing in a database."""
    if asks_what_is_shown(text) or _CHANGING.intersection(words(text)[:4]):
        return True
    if asked is None:
        return _made(text) and any(noun.kind != "table" for noun in nouns(text))
    if asked.artifacts or any(not isinstance(one, AddControl) for one in asked.operations):
        return True
    makes = any(isinstance(one, AddControl) and not isinstance(one.control, Table) for one in asked.operations)
    shows = _SHOWING.intersection(words(text)[:2]) and ":" not in text
    return bool(asked.operations) and (_made(text) or (makes and not shows))


def _made(text: str) -> bool:
    return bool(_MAKING.intersection(words(text)))


def _sounds_like_a_question(text: str) -> bool:
    spoken = words(text)
    begun = _SHOWING | QUESTION_WORDS | _FOLLOWING
    return text.rstrip().endswith("?") or bool(begun.intersection(spoken[:1]) or _FIGURING.intersection(spoken))


def _about(prompt: Prompt, schema: DataSchema) -> bool:
    from adapters.llm.questions import about_data  # noqa: PLC0415 — the rules cost time to load, once, where needed

    with _ONE:
        return about_data(prompt.text, prompt.history, schema, _today(prompt), language_spoken(prompt))


def _inquired(prompt: Prompt, schema: DataSchema) -> Inquiry:
    return _asked(prompt.text[:LONGEST], prompt.history, schema, _today(prompt), language_spoken(prompt))


@lru_cache(maxsize=8)
def _asked(text: str, history: tuple[Exchange, ...], schema: DataSchema, today: date, language: str) -> Inquiry:
    """Ask the rules; who routes a question and who answers it ask the same."""
    from adapters.llm.questions import inquire  # noqa: PLC0415

    with _ONE:
        return inquire(text, history, schema, today, language)


def _today(prompt: Prompt) -> date:
    return date.fromisoformat(prompt.today) if prompt.today else date.today()
