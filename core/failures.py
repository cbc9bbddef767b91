"""Failures: what the person is told when a turn cannot be answered."""

from core.errors import ExpertFailed, ModelError, ModelRubbish, TriviumError
from core.phrases import phrase


def sentence_for(error: TriviumError, language: str) -> str:
    """Return the plain sentence that a failed turn ends with."""
    match error:
        case ExpertFailed(expert=expert):
            return phrase("expert_failed", language, expert=expert)
        case ModelRubbish():
            return phrase("rubbish", language)
        case ModelError():
            return phrase("no_model", language)
        case _:
            return phrase("broken", language)
