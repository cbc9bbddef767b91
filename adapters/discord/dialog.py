"""The dialog that asks for a field's value: a modal as Discord's reference on interactions describes it."""

from collections.abc import Mapping, Sequence
from typing import Any

from adapters.discord.components import Component, display, one_line
from adapters.discord.limits import INPUT, INPUT_PLACEHOLDER, MODAL_LABEL, MODAL_TEXT, MODAL_TITLE
from adapters.shared.drawing import shorten
from adapters.shared.platform import Body
from core.fields import Form

_LABEL, _TEXT_INPUT = 18, 4
_SHORT, _PARAGRAPH = 1, 2
_FIELD = "value"


def form_modal(form: Form, problem: str, custom_id: str) -> Body:
    """Return the data of a callback of type 9 (MODAL): the problem, and what does not fit elsewhere, on top."""
    label = one_line(form.label) or form.control
    words = "\n".join(_words(form, label, problem))
    above = [display(shorten(words, MODAL_TEXT.most))] if words.strip() else []
    field = {"type": _LABEL, "label": shorten(label, MODAL_LABEL.most), "component": _input(form)}
    return {"custom_id": custom_id, "title": shorten(label, MODAL_TITLE.most), "components": [*above, field]}


def value_of(components: Sequence[Mapping[str, Any]]) -> str:
    """Return what was written, from the components of a MODAL_SUBMIT's data; empty where nothing was."""
    for component in components:
        if component.get("type") == _TEXT_INPUT:
            return component.get("value") or ""
        inner = component.get("component")
        found = value_of([*([inner] if inner else ()), *component.get("components", ())])
        if found:
            return found
    return ""


def _words(form: Form, label: str, problem: str) -> list[str]:
    """Return what stands above the field."""
    words = [problem] if problem.strip() else []
    if len(label) > MODAL_LABEL.most:
        words.append(f"**{label}**")
    if len(form.placeholder) > INPUT_PLACEHOLDER.most:
        words.append(f"-# {form.placeholder.strip()}")
    if len(form.value) > INPUT.most:
        words.append("-# The present text is too long for this field, and stays as it is unless you write another.")
    return words


def _input(form: Form) -> Component:
    """Return the field; a present value that breaks the field's own bounds must still fit into it to be seen."""
    value = form.value if len(form.value) <= INPUT.most else ""
    least, most = form.minimum, max(form.maximum, form.minimum, len(value))
    made: Component = {
        "type": _TEXT_INPUT,
        "custom_id": _FIELD,
        "style": _PARAGRAPH if form.multiline or "\n" in value else _SHORT,
        "required": form.minimum > 0,
        "min_length": min(least, len(value)) if value else least,
        "max_length": min(most, INPUT.most),
    }
    if value:
        made["value"] = value
    placeholder = shorten(one_line(form.placeholder), INPUT_PLACEHOLDER.most)
    return {**made, "placeholder": placeholder} if placeholder else made
