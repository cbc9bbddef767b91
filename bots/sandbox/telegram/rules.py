"""What the Bot API takes in a message, with its words for what it does not take."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from bots.sandbox.telegram.errors import bad_request
from bots.sandbox.telegram.params import Json, Params

TEXT = 4096
"""UTF-16 code units (sendMessage)."""
ENTITIES = 100
"""Telegram drops further ones without a word; here they are refused, so that a test notices."""
BUTTONS = 100
BUTTONS_PER_ROW = 8
CALLBACK_DATA = 64
"""Bytes (InlineKeyboardButton)."""
TOAST = 200
"""Characters (answerCallbackQuery)."""

_ENTITY_TYPES = frozenset(
    [
        "mention",
        "hashtag",
        "cashtag",
        "bot_command",
        "url",
        "email",
        "phone_number",
        "bold",
        "italic",
        "underline",
        "strikethrough",
        "spoiler",
        "blockquote",
        "expandable_blockquote",
        "code",
        "pre",
        "text_link",
        "text_mention",
        "custom_emoji",
        "date_time",
    ]
)
_BUTTON_LOOKS = frozenset({"text", "style", "icon_custom_emoji_id"})
_BUTTON_DEEDS = frozenset(
    [
        "url",
        "callback_data",
        "web_app",
        "login_url",
        "switch_inline_query",
        "switch_inline_query_current_chat",
        "switch_inline_query_chosen_chat",
        "copy_text",
        "callback_game",
        "pay",
    ]
)
_STYLES = frozenset({"primary", "success", "danger"})


def utf16(text: str) -> int:
    """Return a text's length as Telegram counts it."""
    return len(text.encode("utf-16-le")) // 2


def content_of(params: Params) -> Json:
    """Return the checked text, entities and keyboard of a message to be sent or edited; absent parts are left out."""
    text = params.text("text")
    if not text.strip():
        raise bad_request("message text is empty")
    if utf16(text) > TEXT:
        raise bad_request("message is too long")
    if params.text("parse_mode"):
        raise bad_request("unsupported parse_mode")
    entities = params.objects("entities")
    check_entities(entities, text)
    markup = keyboard_of(params)
    return {"text": text} | ({"entities": entities} if entities else {}) | ({"reply_markup": markup} if markup else {})


def check_entities(entities: Sequence[Json], text: str) -> None:
    """Refuse entities that do not lie within the text."""
    if len(entities) > ENTITIES:
        raise bad_request("ENTITIES_TOO_LONG")
    length = utf16(text)
    for entity in entities:
        kind, offset, extent = entity.get("type"), entity.get("offset"), entity.get("length")
        if kind not in _ENTITY_TYPES:
            raise bad_request(f'can\'t parse entities: unsupported type "{kind}"')
        if not isinstance(offset, int) or not isinstance(extent, int):
            raise bad_request("can't parse entities: offset and length must be integers")
        if offset < 0 or extent < 1 or offset + extent > length:
            raise bad_request("ENTITY_BOUNDS_INVALID")
        if kind == "text_link" and not urlsplit(str(entity.get("url", ""))).scheme:
            raise bad_request("ENTITY_URL_INVALID")


def keyboard_of(params: Params) -> Json | None:
    """Return the checked inline keyboard, or None where there is none."""
    markup = params.structure("reply_markup")
    if markup is None:
        return None
    rows = markup.get("inline_keyboard") if isinstance(markup, dict) else None
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request("can't parse reply keyboard markup JSON object")
    if any(len(row) > BUTTONS_PER_ROW for row in rows) or sum(map(len, rows)) > BUTTONS:
        raise bad_request("reply markup is too long")
    for row in rows:
        for button in row:
            _check_button(button)
    rows = [row for row in rows if row]
    return {"inline_keyboard": rows} if rows else None


def _check_button(button: Any) -> None:
    if not isinstance(button, dict):
        raise bad_request("can't parse inline keyboard button: expected an Object")
    if not isinstance(button.get("text"), str) or not button["text"]:
        raise bad_request("can't parse inline keyboard button: can't find field \"text\"")
    if unknown := set(button) - _BUTTON_LOOKS - _BUTTON_DEEDS:
        raise bad_request(f"can't parse inline keyboard button: unknown fields {sorted(unknown)}")
    if len(set(button) & _BUTTON_DEEDS) != 1:
        raise bad_request("text buttons are unallowed in the inline keyboard")
    if "style" in button and button["style"] not in _STYLES:
        raise bad_request("invalid button style specified")
    if "callback_data" in button and not 1 <= len(str(button["callback_data"]).encode()) <= CALLBACK_DATA:
        raise bad_request("BUTTON_DATA_INVALID")
