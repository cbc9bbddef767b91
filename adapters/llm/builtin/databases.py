"""Databases: questions that the built-in model has asked of one, by the rules of `adapters.llm.questions`."""

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from threading import Lock

from msgspec.structs import replace

from adapters.llm.builtin.answers import LONGEST, language_spoken, request
from adapters.llm.builtin.intents import gesture
from adapters.llm.builtin.lexicon import FILLERS, QUESTION_WORDS, nouns
from adapters.llm.builtin.memory import asks_name, facts_given, name_given
from adapters.llm.builtin.references import referred
from adapters.llm.builtin.requests import Understood, asks_what_is_shown
from adapters.llm.builtin.words import fold, vocabulary, words
from core.controls import Control, Table
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
_OF_ROWS = vocabulary("list liste nenne which welche welcher welches as als")
"""Words of questions for rows, and of what is to be made of them."""
_SHOWING = vocabulary("show list give find get tell display count zeig zeige liste nenne gib suche finde zahle zaehle")
_US = vocabulary("your yours yourself dein deine deinen deiner deinem dich")
_MINE = re.compile(r"\b(?:my|mein|meinen) namen?\b")
_REPLIES = vocabulary(
    "no nope nah yes yeah yep cancel stop abort quit exit back done next undo nein nee no ne ja jo doch abbrechen "
    "abbruch stopp halt ende zuruck fertig weiter start"
)
"""Words that answer or end something; alone they ask for nothing."""
_COURTESY = FILLERS | vocabulary("it that this das es bitte please danke thanks alles all")
_ARTICLES = vocabulary("der die das dem den")
"""German articles: in the middle of what is named they begin a relative clause."""
_STATED = vocabulary("is are was were ist sind war waren")
_RELATIVE = vocabulary(
    "what what's who whose whom which where when why how that with many much was wer wen wem welche welcher welches "
    "wo wann wie wieviel wieviele deren dessen mit"
)
"""Words with which a sentence that states something asks for what it is said of."""
_AROUND = (
    FILLERS
    | QUESTION_WORDS
    | vocabulary(
        "at on say says now currently value stand stands show shows tell high content state auf steht stehen gerade "
        "jetzt aktuell wert hoch zeigt sagt dem der im"
    )
)
"""Words with which people ask for what a control shows."""
_TOLD = frozenset({"file", "chart"})
"""Topics of requests that are about an answer before as well."""
_FILES = vocabulary("csv file datei")
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
    if _names_what_is_shown(prompt) or _asks_for_nothing(prompt, asked):
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
    """Say whether a text is a gesture, a click, a reply, a statement, or about the person or the assistant."""
    spoken = words(text)
    if text.lstrip().startswith((CLICKED, "/")) or gesture(text) or _US.intersection(spoken):
        return True
    if _REPLIES.intersection(spoken) and not set(spoken) - _REPLIES - _COURTESY:
        return True
    return bool(_MINE.search(fold(text)) or asks_name(text) or name_given(text) or facts_given(text) or _states(text))


def _states(text: str) -> bool:
    """Say whether a text says how something is, rather than asking: `the timer is broken`."""
    spoken = words(text)
    stated = next((at for at, word in enumerate(spoken[:5]) if at and word in _STATED), len(spoken) - 1)
    if text.rstrip().endswith("?") or stated == len(spoken) - 1 or _ARTICLES.intersection(spoken[1:stated]):
        return False
    asking = _SHOWING | _FOLLOWING | QUESTION_WORDS
    return not (asking.intersection(spoken[:1]) or (_RELATIVE | _FIGURING).intersection(spoken))


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


def _names_what_is_shown(prompt: Prompt) -> bool:
    """Say whether a text asks for a control that is on the screen, by its name or its kind, and for no rows."""
    text = prompt.text[:LONGEST]
    spoken = words(text)
    if not prompt.controls or _COUNTED.match(text) or (_FIGURING | _OF_ROWS).intersection(spoken):
        return False
    if _FOLLOWING.intersection(spoken[:1]):
        return False
    rest = tuple(word for word in spoken if word not in _AROUND)
    if not rest:
        return False
    if referred(" ".join(rest), prompt.controls):
        return True
    named = (_beside(rest, control) for control in prompt.controls)
    return any(more is not None and not _names_table(prompt, more) for more in named)


def _beside(rest: Sequence[str], control: Control) -> str | None:
    """Return the one word, or none, beside a control's name; None where that is not all, or has a number."""
    name = set(words(control.label))
    more = [word for word in rest if word not in name]
    whole = bool(name) and name.issubset(rest) and len(more) < 2
    return " ".join(more) if whole and not any(map(str.isdigit, "".join(more))) else None


def _asks_for_nothing(prompt: Prompt, asked: Understood | None) -> bool:
    """Say whether a text is a question about data only after another one, and comes after none."""
    needs = all(_is_lone(prompt, schema) for schema in prompt.data.values())
    told = (asked is not None and asked.topic in _TOLD) or (_SHEETS | _FILES).intersection(words(prompt.text))
    if not needs and told:
        first = replace(prompt, history=())
        needs = not any(_about(first, schema) for schema in prompt.data.values())
    return needs and not _follows_data(prompt)


def _follows_data(prompt: Prompt) -> bool:
    """Say whether the words before were a question to a database."""
    places = (at for at in range(len(prompt.history) - 1, -1, -1) if prompt.history[at].role == "user")
    if (last := next(places, None)) is None:
        return False
    before = replace(prompt, text=prompt.history[last].content, history=prompt.history[:last])
    return bool(way_to_data(before, request(before)))


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


def _names_table(prompt: Prompt, text: str) -> bool:
    from adapters.llm.questions.inquiring import names_table  # noqa: PLC0415

    with _ONE:
        schemas = prompt.data.values()
        return any(names_table(text, schema, _today(prompt), language_spoken(prompt)) for schema in schemas)


def _is_lone(prompt: Prompt, schema: DataSchema) -> bool:
    from adapters.llm.questions.inquiring import is_lone  # noqa: PLC0415

    with _ONE:
        return is_lone(prompt.text, schema, _today(prompt), language_spoken(prompt))


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
