"""The sandbox's own rules of what the Bot API takes."""

from typing import Any

import pytest

from bots.sandbox.telegram.errors import BotApiError
from bots.sandbox.telegram.params import Params
from bots.sandbox.telegram.rules import DOCUMENT, PHOTO, caption_of, check_upload, content_of, draft_of

FORCED = {"force_reply": True, "selective": True, "input_field_placeholder": "x" * 64}


def pressing(**button: Any) -> dict[str, Any]:
    return {"text": "Hi", "reply_markup": {"inline_keyboard": [[{"text": "Go", **button}]]}}


@pytest.mark.parametrize(
    ("message", "reason"),
    [
        ({"text": " \u200b\u2060"}, "text is empty"),
        ({"text": "x" * 4097}, "too long"),
        ({"text": "🙂" * 2049}, "too long"),
        ({"text": "🙂", "entities": [{"type": "bold", "offset": 1, "length": 1}]}, "ENTITY_BOUNDS"),
        ({"text": "🙂", "entities": [{"type": "bold", "offset": 0, "length": 1}]}, "ENTITY_BOUNDS"),
        ({"text": "x", "entities": [{"type": "text_link", "offset": 0, "length": 1, "url": "x.y"}]}, "ENTITY_URL"),
        ({"text": "x", "entities": [{"type": "bold", "offset": 0, "length": 1}] * 101}, "ENTITIES_TOO_LONG"),
        (pressing(url="http://localhost/"), "Wrong HTTP URL"),
        (pressing(url="javascript:alert(1)"), "Wrong HTTP URL"),
        (pressing(url="https://a b.example"), "Wrong HTTP URL"),
        (pressing(url="https://[/"), "Wrong HTTP URL"),
        (pressing(callback_data="x" * 65), "BUTTON_DATA_INVALID"),
        (pressing(text=" ", callback_data="x"), "can't find field"),
        (pressing(callback_data="x", style="green"), "style"),
        ({"text": "x", "reply_markup": {**FORCED, "input_field_placeholder": "x" * 65}}, "PLACEHOLDER"),
        ({"text": "x", "reply_markup": {**FORCED, "input_field_placeholder": ""}}, "PLACEHOLDER"),
        ({"text": "x", "reply_markup": {"force_reply": 1}}, "reply keyboard markup"),
    ],
)
def test_what_telegram_does_not_take_in_a_message_is_refused(message: dict[str, Any], reason: str) -> None:
    with pytest.raises(BotApiError, match=reason):
        content_of(Params(message))


def test_what_telegram_takes_in_a_message_is_taken() -> None:
    assert content_of(Params({"text": "x", "reply_markup": FORCED})) == {"text": "x", "reply_markup": FORCED}
    assert content_of(Params(pressing(url="https://e.example/x?y#z")))["text"] == "Hi"
    assert content_of(Params({"text": "🙂" * 2048})) == {"text": "🙂" * 2048}


def test_a_caption_has_1024_units_and_may_be_missing() -> None:
    entity = {"type": "bold", "offset": 0, "length": 1}
    assert caption_of(Params({})) == {}
    assert caption_of(Params({"caption": "x" * 1024, "caption_entities": [entity]}))["caption_entities"] == [entity]
    with pytest.raises(BotApiError, match="caption is too long"):
        caption_of(Params({"caption": "🙂" * 513}))
    with pytest.raises(BotApiError, match="ENTITY_BOUNDS"):
        caption_of(Params({"caption": "", "caption_entities": [entity]}))


@pytest.mark.parametrize(
    ("kind", "size"), [("photo", 0), ("photo", PHOTO + 1), ("document", 0), ("document", DOCUMENT + 1)]
)
def test_empty_and_too_large_files_are_refused(kind: str, size: int) -> None:
    with pytest.raises(BotApiError, match="file"):
        check_upload(kind, size)
    check_upload("document", PHOTO + 1)


def test_a_draft_may_be_empty_and_has_a_messages_limit() -> None:
    assert draft_of(Params({"text": ""})) == {"text": ""}
    with pytest.raises(BotApiError, match="too long"):
        draft_of(Params({"text": "x" * 4097}))
