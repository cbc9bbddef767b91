"""Conversation: a prompt as the messages of a chat model. Words of people are only ever plain text parts."""

import msgspec
from pydantic_ai.messages import (
    ModelMessage,
    ModelRequest,
    ModelResponse,
    SystemPromptPart,
    TextPart,
    UserPromptPart,
)

from core.ports import Prompt


def messages(prompt: Prompt, schema: str = "") -> list[ModelMessage]:
    """Return the system text, the history and the person's words, in this order."""
    history = (
        ModelRequest(parts=[UserPromptPart(entry.content)])
        if entry.role == "user"
        else ModelResponse(parts=[TextPart(entry.content)])
        for entry in prompt.history
    )
    return [
        ModelRequest(parts=[SystemPromptPart(system_text(prompt, schema))]),
        *history,
        ModelRequest(parts=[UserPromptPart(prompt.text)]),
    ]


def correction(answer: str, error: str) -> list[ModelMessage]:
    """Return an answer that could not be read, and the request for another one."""
    return [
        ModelResponse(parts=[TextPart(answer)]),
        ModelRequest(parts=[UserPromptPart(f"That cannot be read: {error}. Answer again with the JSON object alone.")]),
    ]


def system_text(prompt: Prompt, schema: str = "") -> str:
    """Return everything a model is told beside the conversation itself."""
    shown = msgspec.json.encode(prompt.controls).decode() if prompt.controls else ""
    parts = {
        "": prompt.instructions,
        "Context:\n": prompt.context,
        "Controls the person sees now, as JSON:\n": shown,
        "Outcomes to choose from: ": ", ".join(prompt.choices),
        "Say the following to the person in your own words; add nothing to it and leave nothing out:\n": prompt.thought,
        "Language of the person (ISO 639-1): ": prompt.language,
        "Answer with one JSON object and nothing else. It must fit this JSON schema:\n": schema,
    }
    return "\n\n".join(f"{heading}{text}" for heading, text in parts.items() if text)
