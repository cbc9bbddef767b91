"""Fields: text inputs and dates, from clauses."""

import re

from msgspec.structs import replace

from adapters.llm.builtin import options
from adapters.llm.builtin.clauses import Clause
from adapters.llm.builtin.days import DAY, day
from adapters.llm.builtin.made import Made
from adapters.llm.builtin.phrases import phrases
from adapters.llm.builtin.shelf import Shelf
from adapters.llm.builtin.simple import each
from adapters.llm.builtin.words import NUMBER, Reading, number
from core.controls import LONGEST_INPUT, Control, Date, TextInput
from core.fields import fault

_SIGNS = r"(?:characters?|chars|letters?|signs|zeichen|buchstaben)"
_MULTILINE = re.compile(
    r"(?:[\s,]*\b(?:with|for|mit|fur|fuer)\s+)?\b(?:multi-?line|multi line|several lines|many lines|more lines|"
    r"mehrzeilig(?:e[ns]?)?|mehreren? zeilen)\b"
)
_BETWEEN = re.compile(
    rf"(?:\b(?:from|between|von|zwischen|with|mit)\s+)?(?P<low>{NUMBER})\s+(?:to|and|bis|und)\s+(?P<high>{NUMBER})\s+{_SIGNS}\b"
)
_MOST = re.compile(
    rf"\b(?:(?:of|with|mit)\s+)?(?:at most|up to|no more than|maximum(?: of)?|max|hochstens|hoechstens|maximal|bis zu)"
    rf"\s+(?P<n>{NUMBER})(?:\s+{_SIGNS}\b)?"
)
_LEAST = re.compile(
    rf"\b(?:(?:of|with|mit)\s+)?(?:at least|no less than|minimum(?: of)?|min|mindestens|minimal)\s+"
    rf"(?P<n>{NUMBER})(?:\s+{_SIGNS}\b)?"
)
_PLACEHOLDER = re.compile(
    r"[\s,]*\b(?:(?:with|and|mit|und)\s+)?(?:(?:the|a|dem|einem)\s+)?(?:placeholder|hint|platzhalter|hinweis)\s*:?\s*"
    r"(?:\"(?P<quoted>[^\"\0]{1,150})\"|(?P<bare>[^\0,;\"]{1,150}))"
)
_VALUE = re.compile(
    r"(?:[\s,]*\b(?:with (?:the )?(?:value|text)|saying|containing|mit (?:dem )?(?:wert|text))\s*:?|\s*:)\s*"
    r"(?:\"(?P<quoted>[^\"\0]+)\"|(?P<bare>[^\0\n\"]+))"
)
_RANGE_OF_DAYS = re.compile(
    rf"\b(?:from|between|von|vom|zwischen)\s+(?P<low>{DAY})\s+"
    rf"(?:to|and|until|till|bis|und|bis zum)\s+(?P<high>{DAY})"
)
_FIRST = re.compile(
    rf"\b(?:from|not before|no earlier than|after|ab|nicht vor|fruhestens|fruehestens)\s+(?P<day>{DAY})"
)
_LAST = re.compile(
    rf"\b(?:until|till|by|up to|not after|no later than|bis|bis zum|nicht nach|spatestens|spaetestens)\s+(?P<day>{DAY})"
)
_CHOSEN = re.compile(rf"[\s,:=]*(?:\b(?:that is|is|set|with|on|at|to|am|auf|ist|mit|gesetzt)\s+)*(?P<day>{DAY})")


def text_inputs(clause: Clause, shelf: Shelf) -> Made:
    """Make the text inputs of a clause, with name, limits, hint and value."""
    said = phrases(shelf.language)
    clause, multiline = _without_lines(clause)
    reading = Reading(clause.after)
    multiline = reading.take(_MULTILINE) is not None or multiline
    low, high = _limits(reading)
    placeholder, value = _words(reading, _PLACEHOLDER), _words(reading, _VALUE)
    questions = [] if (high or 0) <= LONGEST_INPUT and (low or 0) <= LONGEST_INPUT else [said.input_limit]
    bounds = (min(low or 0, LONGEST_INPUT), min(max(high or LONGEST_INPUT, 1), LONGEST_INPUT))

    def make(name: str) -> Control:
        known = shelf.named(name, TextInput)
        place = shelf.place(name, said.input)
        made = TextInput(
            known.id if known else place.id, known.label if known else place.label, known.value if known else "",
            placeholder, multiline, min(bounds), max(bounds),
        )  # fmt: skip
        made = replace(made, value=value or made.value)
        problem = fault(made, made.value, shelf.language) if made.value else ""
        questions.extend([problem] if problem else [])
        return replace(made, value="") if problem else made

    return _asking(each(clause, shelf, reading, make), questions)


def dates(clause: Clause, shelf: Shelf) -> Made:
    """Make the dates of a clause, with name, first and last day, and the day chosen."""
    said = phrases(shelf.language)
    reading = Reading(clause.after)
    first, last = _days(reading)
    chosen = _day(reading, _CHOSEN)
    questions: list[str] = []

    def make(name: str) -> Control:
        known = shelf.named(name, Date)
        place = shelf.place(name, said.date)
        made = Date(
            known.id if known else place.id, known.label if known else place.label,
            chosen or (known.value if known else ""), first, last,
        )  # fmt: skip
        problem = fault(made, made.value, shelf.language)
        questions.extend([problem] if problem else [])
        return replace(made, value="") if problem else made

    return _asking(each(clause, shelf, reading, make), questions)


def _asking(made: Made, questions: list[str]) -> Made:
    return replace(made, question=" ".join(filter(None, (made.question, *dict.fromkeys(questions)))))


def _without_lines(clause: Clause) -> tuple[Clause, bool]:
    """Return the clause without a "multi-line" before its noun, and whether it was there."""
    named = Reading(" ".join(clause.modifiers))
    if clause.noun.plural or named.take(_MULTILINE) is None:
        return clause, False
    rest = " ".join(named.unexplained(()))
    return replace(clause, modifiers=(rest,) if rest else ()), True


def _limits(reading: Reading) -> tuple[int | None, int | None]:
    """Take the fewest and the most characters."""
    if between := reading.take(_BETWEEN):
        return number(between["low"]), number(between["high"])
    return options.number_in(reading, _LEAST), options.number_in(reading, _MOST)


def _words(reading: Reading, pattern: re.Pattern[str]) -> str:
    taken = reading.take(pattern) or {}
    return (taken.get("quoted") or taken.get("bare") or "").strip()


def _days(reading: Reading) -> tuple[str, str]:
    """Take the first and the last day that can be chosen; empty where there is none."""
    before = reading.left
    if between := reading.take(_RANGE_OF_DAYS):
        first, last = sorted((day(between["low"]), day(between["high"])))
        if first:
            return first, last
        reading.left = before
        return "", ""
    return _day(reading, _FIRST), _day(reading, _LAST)


def _day(reading: Reading, pattern: re.Pattern[str]) -> str:
    """Take a day; one that is in no calendar stays, and so is told as not understood."""
    before = reading.left
    taken = reading.take(pattern)
    found = day(taken["day"]) if taken else ""
    if not found:
        reading.left = before
    return found
