"""What the sandbox's Discord refuses in messages and modals, as the real one does."""

from typing import Any

import pytest

from bots.sandbox.discord.errors import ApiError
from bots.sandbox.discord.rules import V2, check_message, check_modal

Json = dict[str, Any]
BUTTON: Json = {"type": 2, "style": 1, "label": "Go", "custom_id": "go"}
LINK: Json = {"type": 2, "style": 5, "label": "Go", "url": "https://example.org/a?b"}
TEXT: Json = {"type": 10, "content": "Words."}
FILE: Json = {"type": 13, "file": {"url": "attachment://a.csv"}}
ITEM: Json = {"media": {"url": "attachment://a.png"}, "description": "A cat"}
MENU: Json = {"type": 3, "custom_id": "m", "options": [{"label": "One", "value": "o"}]}
INPUT: Json = {"type": 4, "custom_id": "value", "style": 1}
LABEL: Json = {"type": 18, "label": "Note", "component": INPUT}
MODAL: Json = {"custom_id": "m", "title": "Note", "components": [LABEL]}


def row(*components: Json) -> Json:
    return {"type": 1, "components": list(components)}


def gallery(*items: Json) -> Json:
    return {"type": 12, "items": list(items)}


def refused(*components: Json, files: tuple[str, ...] = ()) -> str:
    with pytest.raises(ApiError) as refusal:
        check_message({"components": list(components)}, flags=V2, files=files)
    return str(refusal.value.body)


def refused_modal(body: Json) -> str:
    with pytest.raises(ApiError) as refusal:
        check_modal(body)
    return str(refusal.value.body)


def test_messages_within_all_limits_are_taken() -> None:
    components = [TEXT, FILE, gallery(ITEM), {"type": 17, "components": [row(BUTTON, LINK), row(MENU), gallery(ITEM)]}]

    check_message({"components": components}, flags=V2, files=["a.csv", "a.png"])
    named = [{"id": 0, "filename": "a.csv"}, {"id": 1, "filename": "a.png"}]
    check_message({"components": components, "attachments": named}, flags=V2)


@pytest.mark.parametrize(
    ("components", "code"),
    [
        ([TEXT] * 41, "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED"),
        ([{"type": 17, "components": [row(MENU)] + [TEXT] * 38}], "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED"),
        ([{"type": 10, "content": "x" * 2001}] * 2, "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED"),
        ([{"type": 10, "content": " "}], "BASE_TYPE_BAD_LENGTH"),
        ([row(BUTTON, BUTTON)], "COMPONENT_CUSTOM_ID_DUPLICATED"),
        ([row(*({**BUTTON, "custom_id": str(n)} for n in range(6)))], "BASE_TYPE_BAD_LENGTH"),
        ([row(BUTTON, MENU)], "COMPONENT_LAYOUT_WIDTH_EXCEEDED"),
        ([row({**BUTTON, "label": "x" * 81})], "BASE_TYPE_BAD_LENGTH"),
        ([row({**BUTTON, "custom_id": "x" * 101})], "BASE_TYPE_BAD_LENGTH"),
        ([row({**LINK, "url": "https://e.org/" + "x" * 499})], "BASE_TYPE_BAD_LENGTH"),
        ([row({**LINK, "url": "ftp://example.org"})], "URL_TYPE_INVALID_SCHEME"),
        ([row({**LINK, "url": "javascript:alert(1)"})], "URL_TYPE_INVALID_SCHEME"),
        ([row({**LINK, "url": "https://example.org/a b"})], "URL_TYPE_INVALID_URL"),
        ([row({**LINK, "url": "example"})], "URL_TYPE_INVALID_URL"),
        ([row({**LINK, "custom_id": "x"})], "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE"),
        ([row({**MENU, "options": MENU["options"] * 26})], "BASE_TYPE_BAD_LENGTH"),
        ([row({**MENU, "options": MENU["options"] * 2})], "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED"),
        ([row({**MENU, "options": [{"label": "x" * 101, "value": "o"}]})], "BASE_TYPE_BAD_LENGTH"),
        ([row({**MENU, "placeholder": "x" * 151})], "BASE_TYPE_MAX_LENGTH"),
        ([gallery()], "BASE_TYPE_BAD_LENGTH"),
        ([gallery(*[ITEM] * 11)], "BASE_TYPE_BAD_LENGTH"),
        ([gallery({**ITEM, "description": "x" * 1025})], "BASE_TYPE_BAD_LENGTH"),
        ([gallery({**ITEM, "description": ""})], "BASE_TYPE_BAD_LENGTH"),
        ([gallery({"media": {"url": "file:///etc/passwd"}})], "URL_TYPE_INVALID_SCHEME"),
        ([gallery({})], "BASE_TYPE_REQUIRED"),
        ([gallery({"media": {"url": "attachment://gone.png"}})], "REFERENCED_ATTACHMENT_NOT_FOUND"),
        ([{"type": 17, "components": [{**FILE, "file": {"url": "attachment://gone"}}]}], "ATTACHMENT_NOT_FOUND"),
        ([{**FILE, "file": {"url": "https://example.org/a.csv"}}], "URL_TYPE_INVALID_SCHEME"),
        ([{"type": 17, "components": [{"type": 17, "components": [TEXT]}]}], "UNION_TYPE_CHOICES"),
    ],
)
def test_a_message_beyond_a_limit_is_refused(components: list[Json], code: str) -> None:
    assert code in refused(*components, files=("a.png", "a.csv"))


def test_a_name_that_discord_would_change_is_not_found() -> None:
    assert "ATTACHMENT_NOT_FOUND" in refused({**FILE, "file": {"url": "attachment://a b.csv"}}, files=("a b.csv",))


def test_components_and_words_of_old_messages_do_not_go_together() -> None:
    with pytest.raises(ApiError, match="Invalid Form Body"):
        check_message({"components": [TEXT], "content": "Words."}, flags=V2)


def test_a_modal_within_all_limits_is_taken() -> None:
    check_modal(MODAL)
    check_modal({**MODAL, "components": [TEXT, {**LABEL, "component": {**INPUT, "value": "x", "min_length": 1}}]})


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"title": "x" * 46}, "BASE_TYPE_BAD_LENGTH"),
        ({"custom_id": "x" * 101}, "BASE_TYPE_BAD_LENGTH"),
        ({"components": []}, "BASE_TYPE_BAD_LENGTH"),
        ({"components": [TEXT] * 6}, "BASE_TYPE_BAD_LENGTH"),
        ({"components": [row(INPUT)]}, "UNION_TYPE_CHOICES"),
        ({"components": [{**LABEL, "label": "x" * 46}]}, "BASE_TYPE_BAD_LENGTH"),
        ({"components": [{**LABEL, "description": "x" * 101}]}, "BASE_TYPE_MAX_LENGTH"),
        ({"components": [{**LABEL, "component": BUTTON}]}, "UNION_TYPE_CHOICES"),
        ({"components": [{**LABEL, "component": {**INPUT, "custom_id": ""}}]}, "BASE_TYPE_BAD_LENGTH"),
        ({"components": [{**LABEL, "component": {**INPUT, "style": 3}}]}, "BASE_TYPE_CHOICES"),
        ({"components": [{**LABEL, "component": {**INPUT, "label": "Old"}}]}, "BASE_TYPE_BAD_LENGTH"),
        ({"components": [{**LABEL, "component": {**INPUT, "placeholder": "x" * 101}}]}, "BASE_TYPE_MAX_LENGTH"),
        ({"components": [{**LABEL, "component": {**INPUT, "max_length": 4001}}]}, "NUMBER_TYPE_RANGE"),
        ({"components": [{**LABEL, "component": {**INPUT, "max_length": 2, "min_length": 3}}]}, "NUMBER_TYPE_RANGE"),
        ({"components": [{**LABEL, "component": {**INPUT, "value": "x" * 4001}}]}, "BASE_TYPE_BAD_LENGTH"),
        ({"components": [{**LABEL, "component": {**INPUT, "value": "x", "min_length": 2}}]}, "BASE_TYPE_BAD_LENGTH"),
        ({"components": [LABEL, LABEL]}, "COMPONENT_CUSTOM_ID_DUPLICATED"),
    ],
)
def test_a_modal_beyond_a_limit_is_refused(changed: Json, code: str) -> None:
    assert code in refused_modal({**MODAL, **changed})
