"""Dialogs for fields: modals as Slack describes them, whatever the field is like."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.slack.dialog import ACTION_ID, BLOCK_ID, CALLBACK_ID, errors, form_view
from bots.sandbox.slack.rules import SlackError, check_view
from core.fields import Form
from tests.slack.drawing import specification
from tests.views import HOSTILE

NAME = Form("name", "Name", "text", "Ada", "Who?", minimum=2, maximum=40)


def opened(form: Form, problem: str = "") -> dict[str, Any]:
    """Return the modal, after Slack's rules and its own description were applied to it."""
    view = check_view(form_view(form, problem, "meta"))
    judge = specification("slack-view.schema.json")
    assert [error.message for error in judge.iter_errors(view)] == []
    return view


def test_a_text_is_asked_for_with_its_bounds_and_its_present_value() -> None:
    view = opened(NAME)

    assert (view["title"]["text"], view["callback_id"], view["private_metadata"]) == ("Name", CALLBACK_ID, "meta")
    assert view["blocks"] == [
        {
            "type": "input",
            "block_id": BLOCK_ID,
            "label": {"type": "plain_text", "text": "Name"},
            "element": {
                "type": "plain_text_input",
                "action_id": ACTION_ID,
                "multiline": False,
                "min_length": 2,
                "max_length": 40,
                "initial_value": "Ada",
                "placeholder": {"type": "plain_text", "text": "Who?"},
            },
            "optional": False,
        }
    ]


def test_what_was_wrong_before_stands_above() -> None:
    short, long = opened(NAME, "Too short."), opened(NAME, "Too short. " * 30)

    assert short["blocks"][0] == {
        "type": "alert",
        "level": "error",
        "text": {"type": "plain_text", "text": "Too short."},
    }
    assert long["blocks"][0]["text"]["text"] == "Too short. " * 30


def test_a_day_is_asked_for_with_a_date_picker() -> None:
    (found,) = opened(Form("day", "Day", "date", "2026-11-23"))["blocks"]

    assert found["element"] == {"type": "datepicker", "initial_date": "2026-11-23", "action_id": ACTION_ID}
    assert found["optional"] is True


def test_an_error_names_the_block_of_the_field() -> None:
    assert errors("Too short.") == {"response_action": "errors", "errors": {BLOCK_ID: "Too short."}}


@settings(max_examples=300, deadline=None)
@given(
    st.builds(
        lambda parts, n, least, most: Form(
            "i", parts[0] * n, "text", parts[1] * n, parts[2] * n, minimum=least, maximum=most
        ),
        st.lists(st.sampled_from(HOSTILE), min_size=3, max_size=3),
        st.sampled_from([1, 30, 90]),
        st.integers(0, 3_000),
        st.integers(1, 3_000),
    ),
    st.sampled_from(["", "no", "no " * 90]),
)
def test_slack_opens_every_dialog(form: Form, problem: str) -> None:
    found = opened(form, problem)["blocks"]

    assert found[-1]["type"] == "input"


def wrong(**changes: object) -> dict[str, Any]:
    return {**form_view(NAME, "", ""), **changes}


def element(**changes: object) -> list[dict[str, Any]]:
    (block,) = wrong()["blocks"]
    return [{**block, "element": {**block["element"], **changes}}]


@pytest.mark.parametrize(
    ("view", "fault"),
    [
        (wrong(title={"type": "plain_text", "text": "x" * 25}), "title: must be less than 25"),
        (wrong(private_metadata="x" * 3_001), "private_metadata: must be less than 3001"),
        (wrong(blocks=[{"type": "divider"}] * 101), "no more than 100 items"),
        (wrong(blocks=[{"type": "markdown", "text": "x"}]), "unsupported type: markdown"),
        (wrong(blocks=element(max_length=3_001)), "must be 0 to 3000"),
        (wrong(blocks=element(min_length=41)), "the one not above the other"),
        (wrong(blocks=element(initial_value="x" * 41)), "initial_value: must be less than 41"),
        ({k: v for k, v in wrong().items() if k != "submit"}, "submit: missing"),
    ],
)
def test_the_sandbox_refuses_the_dialogs_that_slack_refuses(view: dict[str, Any], fault: str) -> None:
    with pytest.raises(SlackError) as caught:
        check_view(view)

    assert fault in caught.value.messages[0]
