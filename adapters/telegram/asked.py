"""What a prompt asked for, read from its own words, and the form that asks for it again."""

import re

from adapters.telegram.text import PENCIL
from core.events import Action
from core.fields import Form

_ASKED = re.compile(r"^(?P<name>.+) — write (?P<how>it|the day)\b[^\n]* as an answer to this message\.$", re.MULTILINE)


def asked_by(prompt: str) -> tuple[str, str] | None:
    """Return the name and the kind (`text`, `date`) of the field that a prompt asks for; None for other messages."""
    found = _ASKED.search(prompt.removeprefix(PENCIL))
    return None if found is None else (found["name"].strip(), "date" if found["how"] == "the day" else "text")


def form_again(answer: Action) -> Form:
    """Return the form for a field whose value could not be taken, with what was written, so that it can be mended."""
    return Form(
        answer.control,
        answer.origin.get("asked", answer.control),
        "date" if answer.origin.get("kind") == "date" else "text",
        answer.data.get("value", ""),
    )
