"""Numbers: what digits and number words of a question are worth, with the unit behind them."""

import re
from collections.abc import Sequence
from typing import Literal, TypeAlias

from msgspec import Struct

from adapters.llm.questions.tokens import Token


def listed(words: str) -> tuple[str, ...]:
    """Return words that are written one after another."""
    return tuple(words.split())


_LONGEST = 30
"""Characters of a written number; what is longer is a key, and no amount."""
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?|[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4}|[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}")
_PLAIN = re.compile(r"[0-9]+(?:[.,' ][0-9]+)*")

_ENGLISH = listed(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_ENGLISH_TENS = listed("twenty thirty forty fifty sixty seventy eighty ninety")
_GERMAN = listed(
    "null eins zwei drei vier fuenf sechs sieben acht neun zehn elf zwoelf dreizehn vierzehn fuenfzehn sechzehn "
    "siebzehn achtzehn neunzehn"
)
_GERMAN_TENS = listed("zwanzig dreissig vierzig fuenfzig sechzig siebzig achtzig neunzig")
_TENS = {word: 10 * at for words in (_ENGLISH_TENS, _GERMAN_TENS) for at, word in enumerate(words, start=2)}
_UNITS = {word: at for words in (_ENGLISH, _GERMAN) for at, word in enumerate(words)} | {"zwo": 2}
_INSIDE = {word: at for at, word in enumerate(_GERMAN) if at > 1} | {"ein": 1, "zwo": 2, "": 1}
"""What stands in a German word before `hundert` and `tausend`."""
WORDS = _UNITS | _TENS
"""The plain number words of both languages."""
ONES = frozenset(("ein", "eine", "einen", "einem", "einer", "eines", "a", "an"))
"""Articles that may be a one."""

_TIMES: dict[str, float] = {
    "k": 1_000, "tsd": 1_000, "tausend": 1_000, "thousand": 1_000, "thousands": 1_000, "hundert": 100, "hundred": 100,
    "mio": 1_000_000, "million": 1_000_000, "millionen": 1_000_000, "millions": 1_000_000, "mrd": 1_000_000_000,
    "milliarde": 1_000_000_000, "milliarden": 1_000_000_000, "billion": 1_000_000_000, "billions": 1_000_000_000,
    "bn": 1_000_000_000, "billionen": 1_000_000_000_000, "dutzend": 12, "dozen": 12,
}  # fmt: skip
_HALVES = {"half": 0.5, "halb": 0.5, "halbe": 0.5, "halben": 0.5, "halbes": 0.5, "anderthalb": 1.5, "eineinhalb": 1.5}
_COMPARED = frozenset(listed("als than mindestens genau nur hoechstens ueber unter exactly only just maximal minimal"))
"""Words after which `ein` is a number, and no article."""
_SIGNS = {"-": -1, "−": -1, "–": -1, "minus": -1, "+": 1, "plus": 1}
_MONEY = frozenset(listed("€ $ £ eur euro euros usd dollar dollars chf franken francs gbp pounds"))
_MONEY_BEFORE = frozenset(listed("€ $ £ eur usd chf gbp"))
_PERCENT = frozenset(("%", "percent", "prozent", "percentage"))
_BEHIND_ORDINAL = frozenset(listed("st nd rd th te ten ter tes"))

_ORDINALS_ENGLISH = listed("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth")
_ORDINALS_GERMAN = listed("erst zweit dritt viert fuenft sechst siebt acht neunt zehnt elft zwoelft")
ORDINALS = {word: at for at, word in enumerate(_ORDINALS_ENGLISH, start=1)} | {
    word + ending: at for at, word in enumerate(_ORDINALS_GERMAN, start=1) for ending in listed("e en er es em")
}
"""Ordinal words to twelve, in every case of German."""


Unit: TypeAlias = Literal["", "money", "percent"]


class Number(Struct, frozen=True):
    """A number as it was meant."""

    value: int | float
    tokens: int
    """How many tokens say it, its sign and its unit among them."""
    unit: Unit = ""


def number_at(tokens: Sequence[Token], index: int, language: str) -> Number | None:
    """Return the number that begins at a token; None for words, dates, ordinals and quotations."""
    if not 0 <= index < len(tokens):
        return None
    at, sign = index, 1
    unit: Unit = ""
    if _key(tokens, at) in _SIGNS:
        sign, at = _SIGNS[_key(tokens, at)], at + 1
    if _key(tokens, at) in _MONEY_BEFORE:
        unit, at = "money", at + 1
    read = _amount(tokens, at, language)
    if read is None:
        return None
    value, at = read
    if _key(tokens, at) in _MONEY:
        unit, at = "money", at + 1
    elif _key(tokens, at) in _PERCENT and not unit:
        unit, at = "percent", at + 1
    elif (_key(tokens, at), _key(tokens, at + 1)) == ("per", "cent"):
        unit, at = "percent", at + 2
    return Number(_whole(sign * value), at - index, unit)


def ordinal_at(tokens: Sequence[Token], index: int) -> tuple[int, int] | None:
    """Return the rank that is named at a token (`third`, `dritte`, `3rd`) and how many tokens name it."""
    key = _key(tokens, index)
    if key in ORDINALS:
        return ORDINALS[key], 1
    if key.isascii() and key.isdigit() and len(key) <= 4 and _glued(tokens, index + 1):
        return int(key), 2
    return None


def _amount(tokens: Sequence[Token], at: int, language: str) -> tuple[float, int] | None:
    """Return a number in digits or words, with the multipliers behind it, and the token behind that."""
    key = _key(tokens, at)
    if at < len(tokens) and tokens[at].number:
        written = _written(key, language)
        return None if written is None or _glued(tokens, at + 1) else _multiplied(tokens, at + 1, written, language)
    if key in _HALVES:
        behind = at + 2 if _key(tokens, at + 1) in ONES and _key(tokens, at + 2) in _TIMES else at + 1
        return _multiplied(tokens, behind, _HALVES[key], language)
    if key in ONES:
        counted = _key(tokens, at + 1)
        if counted in _HALVES:
            return _multiplied(tokens, at + 2, _HALVES[counted], language)
        if counted in _TIMES and counted != "k":
            return _multiplied(tokens, at + 1, 1, language)
        return (1, at + 1) if key not in ("a", "an") and at and _key(tokens, at - 1) in _COMPARED else None
    if key in ("dozen", "dutzend", "hundert", "tausend"):
        return _multiplied(tokens, at, 1, language)
    return _spoken(tokens, at, language)


def _spoken(tokens: Sequence[Token], at: int, language: str) -> tuple[float, int] | None:
    """Return what number words one after another are worth, such as `two hundred and fifty`."""
    value = _word(_key(tokens, at))
    if value is None or (_key(tokens, at) == "null" and language != "de"):
        return None
    at += 1
    unit = _UNITS.get(_key(tokens, at))
    if 20 <= value < 100 and value % 10 == 0 and unit is not None and 0 < unit < 10:
        value, at = value + unit, at + 1
    total, at = _multiplied(tokens, at, value, language)
    joined = at + 1 if _key(tokens, at) == "and" else at
    if total >= 100 and total % 100 == 0:
        rest = _word(_key(tokens, joined))
        if rest is not None and 0 < rest < 100:
            more = _UNITS.get(_key(tokens, joined + 1), 0) if rest % 10 == 0 and rest >= 20 else 0
            ones = more if more < 10 else 0
            return total + rest + ones, joined + (2 if ones else 1)
    return total, at


def _multiplied(tokens: Sequence[Token], at: int, value: float, language: str) -> tuple[float, int]:
    for _ in range(3):
        times = _TIMES.get(_key(tokens, at))
        if times is None or (_key(tokens, at) == "k" and tokens[at].start != tokens[at - 1].end):
            break
        value, at = value * (1e12 if language == "de" and _key(tokens, at) == "billion" else times), at + 1
    return value, at


def _word(key: str) -> int | None:
    """Return the worth of one number word, German compounds and `twenty-five` among them."""
    if key in WORDS:
        return WORDS[key]
    first, hyphen, last = key.partition("-")
    if hyphen:
        return _TENS[first] + _UNITS[last] if first in _TENS and 0 < _UNITS.get(last, 0) < 10 else None
    for name, times in (("tausend", 1_000), ("hundert", 100)):
        before, found, behind = key.partition(name)
        if found:
            count = _INSIDE.get(before) if times == 100 or before in _INSIDE else _word(before)
            rest = 0 if not behind else 1 if behind == "eins" else _word(behind.removeprefix("und"))
            return None if count is None or rest is None else count * times + rest
    unit, joined, tens = key.partition("und")
    if joined and tens in _GERMAN_TENS and unit and unit in _INSIDE and _INSIDE[unit] < 10:
        return _TENS[tens] + _INSIDE[unit]
    return None


def _written(key: str, language: str) -> float | None:
    """Return what digits are worth: the sign before the last group is a comma where the other one stands before it."""
    if len(key) > _LONGEST or not key.isascii() or _DATE.fullmatch(key) or not _PLAIN.fullmatch(key):
        return None
    bare = key.replace(" ", "").replace("'", "")
    marks = [mark for mark in bare if mark in ".,"]
    if not marks:
        return int(bare)
    last = marks[-1]
    before, _, behind = bare.rpartition(last)
    if len(set(marks)) == 1 and (len(marks) > 1 or _groups(before, behind, last, language)):
        return int(bare.replace(last, ""))
    return float(f"{before.replace('.', '').replace(',', '')}.{behind}")


def _groups(before: str, behind: str, mark: str, language: str) -> bool:
    """Say whether a single sign parts thousands: three digits behind it, and the sign is the language's."""
    return len(behind) == 3 and len(before) <= 3 and before[0] != "0" and mark == ("." if language == "de" else ",")


def _key(tokens: Sequence[Token], index: int) -> str:
    return tokens[index].key if 0 <= index < len(tokens) and not tokens[index].quoted else ""


def _glued(tokens: Sequence[Token], index: int) -> bool:
    """Say whether an ordinal's ending stands at a token, as in `3rd`."""
    return _key(tokens, index) in _BEHIND_ORDINAL and tokens[index].start == tokens[index - 1].end


def _whole(value: float) -> int | float:
    """Return a whole number as one, where no digit is lost by it."""
    return int(value) if value == int(value) and abs(value) < 1e15 else value
