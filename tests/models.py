"""A scripted model: says what the test tells it to, and remembers what it was asked."""

from collections.abc import AsyncIterator, Mapping
from typing import TypeVar

import msgspec

from core.envelope import InputAnalysis, MemoryUpdate, Route, ThoughtResult
from core.errors import ModelError
from core.ports import Prompt

T = TypeVar("T")

USUAL: Mapping[str, object] = {
    "input": InputAnalysis("request"),
    "pa": Route("think"),
    "thinker": ThoughtResult("Said."),
    "memorizer": MemoryUpdate(),
}


class ScriptedModel:
    """Answers each node with the value named for it; a ModelError is raised instead of returned."""

    name = "scripted"

    def __init__(self, **answers: object) -> None:
        self.answers: dict[str, object] = {**USUAL, **answers}
        self.asked: list[Prompt] = []

    async def stream(self, prompt: Prompt) -> AsyncIterator[str]:
        self.asked.append(prompt)
        failure = self.answers.get("output")
        for word in (prompt.thought or "Hello!").split(" "):
            yield word + " "
            if isinstance(failure, Exception):
                raise failure

    async def structured(self, prompt: Prompt, shape: type[T]) -> T:
        self.asked.append(prompt)
        answer = self.answers[prompt.node]
        if isinstance(answer, Exception):
            raise answer
        return msgspec.convert(msgspec.to_builtins(answer), shape)

    async def close(self) -> None:
        return

    def prompts(self, node: str) -> list[Prompt]:
        """Return what a node asked, in order."""
        return [p for p in self.asked if p.node == node]


UNREACHABLE = ModelError("MODEL_BASE_URL: nobody answers there.")
