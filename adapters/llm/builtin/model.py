"""The built-in model: answers by rules, at once, the same words to the same prompt."""

import asyncio
import re
from collections.abc import AsyncIterator, Callable, Mapping
from types import MappingProxyType
from typing import TypeVar

import msgspec

from adapters.llm.builtin.answers import analysis, interpretation, remembered, spoken, step, thought
from adapters.llm.builtin.databases import inquiry
from adapters.llm.builtin.files import parted
from adapters.llm.builtin.routes import guidance, plan, route
from core.data import Inquiry
from core.drafts import Draft, Step
from core.envelope import DirectorPlan, Guidance, InputAnalysis, Interpretation, MemoryUpdate, Route
from core.errors import ModelRubbish
from core.ports import Prompt

T = TypeVar("T")

_ANSWERS: Mapping[type, Callable[[Prompt], msgspec.Struct]] = MappingProxyType(
    {
        InputAnalysis: analysis,
        Route: route,
        Draft: thought,
        Step: step,
        DirectorPlan: plan,
        Guidance: guidance,
        Interpretation: interpretation,
        MemoryUpdate: remembered,
        Inquiry: inquiry,
    }
)
_PIECE = re.compile(r"\s*\S+\s*")


class BuiltInModel:
    """Rules over intents, controls and tools, in English and German; needs no key and no network.

    What it does not understand it declines by name. It makes no use of the prompt's instructions, and of the history
    only for what the talk is about.
    """

    @property
    def name(self) -> str:
        """Return `built-in`."""
        return "built-in"

    async def stream(self, prompt: Prompt) -> AsyncIterator[str]:
        """Say the prompt's thought as it is, word by word; without one, answer a greeting, thanks or a goodbye."""
        for piece in _PIECE.findall(spoken(parted(prompt))):
            yield piece

    async def structured(self, prompt: Prompt, shape: type[T]) -> T:
        """Answer with a value of `shape`, one of those the graph's nodes ask for. Raises ModelRubbish for others."""
        answer = _ANSWERS.get(shape)
        if answer is None:
            raise ModelRubbish(f"The built-in model cannot answer with a {shape.__name__}; a real model could (MODEL).")
        asked = parted(prompt)
        # A large database takes a second to get to know, and nobody else is to wait for that.
        value = await asyncio.to_thread(answer, asked) if prompt.data else answer(asked)
        return msgspec.convert(msgspec.to_builtins(value), shape)

    async def close(self) -> None:
        """Do nothing: there are no connections."""
