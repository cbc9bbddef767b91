"""Asking the built-in model."""

from adapters.llm.builtin.model import BuiltInModel
from core.controls import Control
from core.drafts import Draft, Step, artifacts_of, operations_of
from core.envelope import InputAnalysis, ThoughtResult
from core.ports import Prompt, ToolOutcome, ToolSpec

TOOLS = tuple(ToolSpec(name, "", {"type": "object"}) for name in ("calculator", "clock", "timer"))


async def thought(
    text: str, *controls: Control, context: str = "", language: str = "en", results: tuple[ToolOutcome, ...] = ()
) -> ThoughtResult:
    """Return what the built-in model thinks of `text` when `controls` are seen, every part of it read."""
    prompt = Prompt("thinker", "", text, context=context, controls=controls, language=language, results=results)
    return read(await BuiltInModel().structured(prompt, Draft))


async def step(
    text: str,
    *controls: Control,
    tools: tuple[ToolSpec, ...] = TOOLS,
    results: tuple[ToolOutcome, ...] = (),
    language: str = "en",
) -> Step:
    """Return what the built-in model does first about `text` with `tools` at hand."""
    prompt = Prompt("thinker", "", text, controls=controls, tools=tools, results=results, language=language)
    return await BuiltInModel().structured(prompt, Step)


def read(draft: Draft) -> ThoughtResult:
    """Return a draft as the core reads it; nothing in it may be unreadable."""
    operations, bad = operations_of(draft)
    artifacts, worse = artifacts_of(draft)
    assert (*bad, *worse) == ()
    return ThoughtResult(draft.response, operations, artifacts)


async def analysis(text: str, language: str = "en") -> InputAnalysis:
    """Return what the built-in model takes `text` for."""
    return await BuiltInModel().structured(Prompt("input", "", text, language=language), InputAnalysis)
