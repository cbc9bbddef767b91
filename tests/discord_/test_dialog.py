"""The dialog that asks for a field's value."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.discord.dialog import form_modal, value_of
from bots.sandbox.discord.rules import check_modal
from core.controls import Date, TextInput
from core.fields import Form, form_of
from tests.discord_.specification import violations

NOTE = TextInput("note", "Note", "milk", "What to buy", minimum=2, maximum=50)


def modal(field: TextInput | Date, problem: str = "") -> dict[str, Any]:
    form = form_of(field)
    assert form is not None
    return form_modal(form, problem, "note:set:1")


def test_a_text_input_is_a_label_around_a_field_with_its_value() -> None:
    assert modal(NOTE) == {
        "custom_id": "note:set:1",
        "title": "Note",
        "components": [
            {
                "type": 18,
                "label": "Note",
                "component": {
                    "type": 4,
                    "custom_id": "value",
                    "style": 1,
                    "required": True,
                    "min_length": 2,
                    "max_length": 50,
                    "value": "milk",
                    "placeholder": "What to buy",
                },
            }
        ],
    }


def test_many_lines_have_room() -> None:
    fields = (TextInput("a", "A", multiline=True), TextInput("b", "B", "one\ntwo"))

    assert [modal(field)["components"][0]["component"]["style"] for field in fields] == [2, 2]


def test_a_date_may_be_left_empty() -> None:
    field = modal(Date("day", "Day"))["components"][0]["component"]

    assert (field["required"], field["min_length"], field["max_length"]) == (False, 0, 10)
    assert (field["placeholder"], "value" in field) == ("2026-12-31", False)


def test_a_problem_stands_on_top() -> None:
    top, _ = modal(NOTE, "Note needs at least 2 characters.")["components"]

    assert top == {"type": 10, "content": "Note needs at least 2 characters."}


def test_what_does_not_fit_stands_whole_on_top() -> None:
    field = TextInput("note", "long label " * 9, placeholder="hint " * 30)

    body = modal(field)

    top, label = body["components"]
    assert (body["title"], label["label"]) == (("long label " * 4).strip() + "…",) * 2
    assert field.label.strip() in top["content"]
    assert field.placeholder.strip() in top["content"]
    assert len(label["component"]["placeholder"]) <= 100


@pytest.mark.parametrize("value", ["m", "m" * 60])
def test_a_value_that_breaks_its_bounds_is_still_shown(value: str) -> None:
    body = modal(TextInput("note", "Note", value, minimum=2, maximum=50))

    check_modal(body)
    assert body["components"][0]["component"]["value"] == value


def test_a_value_too_long_for_any_dialog_is_said_to_be() -> None:
    top, label = modal(TextInput("note", "Note", "x" * 4001))["components"]

    assert "too long" in top["content"]
    assert "value" not in label["component"]


def test_what_was_written_is_read_back() -> None:
    written = {"type": 4, "custom_id": "value", "value": "tea\nmilk"}

    assert value_of([{"type": 10}, {"type": 18, "component": written}]) == "tea\nmilk"
    assert value_of([{"type": 1, "components": [written]}]) == "tea\nmilk"
    assert value_of([{"type": 18, "component": {**written, "value": None}}]) == ""
    assert value_of([]) == ""


@given(
    label=st.text(max_size=5000),
    value=st.text(max_size=5000),
    placeholder=st.text(max_size=150),
    problem=st.text(max_size=5000),
    bounds=st.lists(st.integers(1, 3000), min_size=2, max_size=2),
)
def test_discord_takes_any_dialog(label: str, value: str, placeholder: str, problem: str, bounds: list[int]) -> None:
    least, most = sorted(bounds)

    body = form_modal(Form("note", label, "text", value, placeholder, False, least, most), problem, "note:set:1")

    check_modal(body)
    assert violations("ModalInteractionCallbackRequest", {"type": 9, "data": body}) == []
