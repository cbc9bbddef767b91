"""Asking the built-in model."""

from adapters.llm.builtin.model import BuiltInModel
from core.controls import Control
from core.envelope import InputAnalysis, ThoughtResult
from core.ports import Prompt


async def thought(text: str, *controls: Control, context: str = "", language: str = "en") -> ThoughtResult:
    """Return what the built-in model thinks of `text` when `controls` are seen."""
    prompt = Prompt("thinker", "", text, context=context, controls=controls, language=language)
    return await BuiltInModel().structured(prompt, ThoughtResult)


async def analysis(text: str, language: str = "en") -> InputAnalysis:
    """Return what the built-in model takes `text` for."""
    return await BuiltInModel().structured(Prompt("input", "", text, language=language), InputAnalysis)
