"""Phrases: everything the built-in model says, in English and German."""

from adapters.llm.builtin.english import ENGLISH
from adapters.llm.builtin.german import GERMAN
from adapters.llm.builtin.texts import Phrases

__all__ = ["Phrases", "phrases"]


def phrases(language: str) -> Phrases:
    """Return the texts in a language; in English where there are none in it."""
    return GERMAN if language == "de" else ENGLISH
