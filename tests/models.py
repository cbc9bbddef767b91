"""A scripted model: says what the test tells it to, and remembers what it was asked."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from typing import TypeVar

import msgspec

from core.drafts import Draft, Step
from core.envelope import (
    DirectorPlan,
    Guidance,
    InputAnalysis,
    Interpretation,
    MemoryUpdate,
    Route,
    ThoughtResult,
)
from core.errors import ModelError
from core.ports import Prompt

T = TypeVar("T")

USUAL: Mapping[str, object] = {
    "input": InputAnalysis("request"),
    "director": DirectorPlan("do it", ("first", "then")),
    "guidance": Guidance("they like it short"),
    "pa": Route("think"),
    "thinker": ThoughtResult("Said."),
    "expert": ThoughtResult("Found."),
    "interpreter": Interpretation("The tool says so."),
    "memorizer": MemoryUpdate(),
}

UNREACHABLE = ModelError("MODEL_BASE_URL: nobody answers there.")


class ScriptedModel:
    """Answers each kind of node with what is named for it: a value, an error to raise, a wait, or a list of these.

    The last of a list is given again. What the director says afterwards stands under `guidance`.
    """

    def __init__(self, name: str = "scripted", **answers: object) -> None:
        self.name = name
        self.answers: dict[str, object] = {**USUAL, **answers}
        self.asked: list[Prompt] = []

    async def stream(self, prompt: Prompt) -> AsyncIterator[str]:
        self.asked.append(prompt)
        answer = await self._next(prompt.node) if prompt.node in self.answers else None
        words = answer if isinstance(answer, str) else prompt.thought or "Hello!"
        for word in words.split(" "):
            yield word + " "
            if isinstance(answer, Exception):
                raise answer
            if isinstance(answer, asyncio.Event):
                await answer.wait()

    async def structured(self, prompt: Prompt, shape: type[T]) -> T:
        self.asked.append(prompt)
        answer = await self._next("guidance" if shape is Guidance else prompt.node)
        if isinstance(answer, asyncio.Event):
            await answer.wait()
            answer = USUAL[prompt.node]
        if isinstance(answer, BaseException):
            raise answer
        plain = msgspec.to_builtins(answer)
        if shape is Step and isinstance(answer, ThoughtResult | Draft):
            plain = {"thought": plain}
        return msgspec.convert(plain, shape)

    async def close(self) -> None:
        return

    def prompts(self, node: str) -> list[Prompt]:
        """Return what a node asked, in order."""
        return [p for p in self.asked if p.node == node]

    async def _next(self, node: str) -> object:
        answer = self.answers[node]
        if not isinstance(answer, list):
            return answer
        return answer.pop(0) if len(answer) > 1 else answer[0]
