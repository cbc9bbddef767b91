"""Fields: what people fill in, and what is wrong with what they filled in."""

from datetime import date
from typing import Literal, TypeAlias

from msgspec import Struct

from core.controls import LONGEST_INPUT, Control, Date, TextInput
from core.phrases import phrase

OPEN = "open"
"""The verb that asks for a field's value; what comes back has the verb `set` and the data `value`."""

Field: TypeAlias = TextInput | Date


class Form(Struct, frozen=True):
    """One question with room for the answer, for a dialog or a prompt of the platform's own."""

    control: str
    label: str
    kind: Literal["text", "date"]
    value: str = ""
    placeholder: str = ""
    multiline: bool = False
    minimum: int = 0
    """The fewest characters it takes."""
    maximum: int = LONGEST_INPUT
    """The most characters it takes."""


def form_of(control: Control | None) -> Form | None:
    """Return the form that asks for a control's value; None for one that is not filled in."""
    match control:
        case TextInput():
            return Form(
                control.id,
                control.label,
                "text",
                control.value,
                control.placeholder,
                control.multiline,
                control.minimum,
                control.maximum,
            )
        case Date():
            return Form(control.id, control.label, "date", control.value, "2026-12-31", minimum=0, maximum=10)
        case _:
            return None


def fault(field: Field, value: str, language: str) -> str:
    """Return a sentence on why a field cannot have a value; empty where it can. An empty date takes the day away."""
    match field:
        case TextInput(minimum=fewest) if len(value) < fewest:
            return phrase("too_short", language, label=field.label, least=fewest)
        case TextInput(maximum=most) if len(value) > most:
            return phrase("too_long", language, label=field.label, most=most)
        case Date() if value and not is_day(value):
            return phrase("no_day", language, label=field.label)
        case Date(minimum=first) if value and value < first:
            return phrase("too_early", language, label=field.label, first=first)
        case Date(maximum=last) if last and value > last:
            return phrase("too_late", language, label=field.label, last=last)
        case TextInput() | Date():
            return ""


def is_day(text: str) -> bool:
    """Say whether a text is a day as in `2026-11-23`."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def is_month(text: str) -> bool:
    """Say whether a text is a month as in `2026-11`."""
    return is_day(f"{text}-01")
