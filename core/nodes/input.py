"""The input node: from words to an analysed command."""

import re

from core.asking import Asker
from core.blueprint import ALWAYS, PLAN, REFLEX
from core.envelope import Command, Envelope, InputAnalysis
from core.nodes.thinking import Situation

_DATA_WORDS = (
    *("data", "table", "query", "queries", "explor", "analys", "analyz", "revenue", "billing", "customer", "device"),
    *("object", "daten", "tabelle", "abfrage", "untersuch", "umsatz", "umsätz", "abrechnung", "kunde", "gerät"),
    *("objekt", "wieviele", "welche"),
)
"""How words of English and German requests for data begin."""
_FOR_DATA = re.compile(rf"(?<!\w)(?:{'|'.join(_DATA_WORDS)}|which\b|how\W+many\b|wie\W+viele\b)")
_NEEDED = (*_DATA_WORDS, "which", "many", "viele")
"""One of these is in each of them; looking for them takes a tenth of the time in a text that has none."""
_LONG = 8
"""Words; a request for data with more of them is planned first."""
_REQUESTS = frozenset({"request", "action", "question", "data"})


class InputNode:
    """Understands what kind of words these are."""

    def __init__(self, instructions: str, asker: Asker) -> None:
        self._instructions, self._asker = instructions, asker

    async def analyse(self, envelope: Envelope, situation: Situation, language: str) -> Command:
        """Return the command; `language` is the one spoken so far. Raises ModelError."""
        prompt = situation.about("input", self._instructions, envelope.text, language)
        return Command(await self._asker.structured(prompt, InputAnalysis), envelope.text)


def way(command: Command) -> str:
    """Return the outcome of a command: `reflex` for trivial small talk, `plan` for what wants a plan, else `next`."""
    analysis = command.analysis
    if analysis.intent == "social" and analysis.complexity == "trivial":
        return REFLEX
    if analysis.complexity == "complex" or _asks_long_for_data(command):
        return PLAN
    return ALWAYS


def _asks_long_for_data(command: Command) -> bool:
    if len(command.source.split()) <= _LONG or command.analysis.intent not in _REQUESTS:
        return False
    text = command.source.lower()
    return any(piece in text for piece in _NEEDED) and _FOR_DATA.search(text) is not None
