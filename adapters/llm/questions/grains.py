"""Grains: words that group by a part of the calendar."""

from typing import Literal, TypeAlias

from adapters.llm.questions.tokens import word_set

Grain: TypeAlias = Literal["day", "week", "month", "quarter", "year", "weekday"]

_WORDS: dict[Grain, str] = {
    "day": "day days daily tag tage tagen taeglich tages taegliche taeglichen tagesweise",
    "week": "week weeks wk weekly woche wochen woechentlich kalenderwoche kw wochenweise woechentliche",
    "month": "month months mth monthly monat monate monaten monatlich monatsweise monatliche monatlichen monats mtl",
    "quarter": "quarter quarters qtr quarterly quartal quartale quartalen quartalsweise quartalsmaessig "
    "vierteljaehrlich vierteljahr",
    "year": "year years yr yrs yearly annual annually jahr jahre jahren jahres jaehrlich jaehrliche jaehrlichen annum "
    "jahresweise",
    "weekday": "weekday weekdays wochentag wochentage wochentagen wochentags",
}
GRAINS: dict[str, Grain] = {word: grain for grain, listed in _WORDS.items() for word in listed.split()}

ADVERBS = word_set(
    "daily taeglich taegliche taeglichen tagesweise weekly woechentlich woechentliche wochenweise monthly monatlich",
    "monatliche monatlichen monatsweise mtl quarterly quartalsweise quartalsmaessig vierteljaehrlich yearly annual",
    "annually jaehrlich jaehrliche jaehrlichen jahresweise",
)
"""Those that group by themselves, without a word such as `per`."""
