"""The dialog that asks for a field's value: a modal with one input block, in a fixed place that its answer names."""

from typing import Any

from adapters.slack.blocks import Block, plain, whole
from adapters.slack.limits import ALERT, INPUT, INPUT_LABEL, MODAL_TITLE, PLACEHOLDER
from adapters.slack.text import literal
from core.fields import Form, is_day

BLOCK_ID = "field"
"""The block of the input in a submission's `state.values`."""
ACTION_ID = "value"
"""The input in that block."""
CALLBACK_ID = "trivium_form"
"""Names our dialogs among all that are submitted."""


def form_view(form: Form, problem: str, metadata: str) -> dict[str, Any]:
    """Return the modal that asks for a field's value, with what was wrong before; `metadata` comes back with it.

    Slack takes at most 3,000 characters of metadata (docs.slack.dev/surfaces/modals).
    """
    label = literal(form.label)
    beside = whole(form.label) if len(label) > INPUT_LABEL.most else []
    if len(form.value) > _most(form):
        beside = [*beside, *whole(form.value)]
    return {
        "type": "modal",
        "callback_id": CALLBACK_ID,
        "private_metadata": metadata,
        "title": plain(label, MODAL_TITLE.most),
        "submit": plain("OK"),
        "blocks": [*_told(problem), *beside, _input(form, label)],
    }


def errors(problem: str) -> dict[str, Any]:
    """Return the answer to a submission that keeps the dialog open and says what is wrong at its field."""
    return {"response_action": "errors", "errors": {BLOCK_ID: literal(problem)}}


def _told(problem: str) -> list[Block]:
    if not problem.strip():
        return []
    text = literal(problem)
    if len(text) <= ALERT.most:
        return [{"type": "alert", "level": "error", "text": plain(text)}]
    return whole(problem)


def _input(form: Form, label: str) -> Block:
    element = _date(form) if form.kind == "date" else _text(form)
    return {
        "type": "input",
        "block_id": BLOCK_ID,
        "label": plain(label, INPUT_LABEL.most),
        "element": {**element, "action_id": ACTION_ID},
        "optional": form.minimum == 0,
    }


def _date(form: Form) -> Block:
    return {"type": "datepicker", **({"initial_date": form.value} if is_day(form.value) else {})}


def _text(form: Form) -> Block:
    most = _most(form)
    element: Block = {"type": "plain_text_input", "multiline": form.multiline, "max_length": most}
    if 0 < form.minimum <= most:
        element["min_length"] = form.minimum
    if form.value and len(form.value) <= most:
        element["initial_value"] = form.value
    if form.placeholder.strip():
        element["placeholder"] = plain(form.placeholder, PLACEHOLDER.most)
    return element


def _most(form: Form) -> int:
    return min(max(form.maximum, 1), INPUT.most)
