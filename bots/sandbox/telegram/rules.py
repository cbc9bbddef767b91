"""What the Bot API takes in a message, with its words for what it does not take."""

import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from bots.sandbox.telegram.errors import bad_request
from bots.sandbox.telegram.params import Json, Params

TEXT = 4096
"""UTF-16 code units (sendMessage)."""
CAPTION = 1024
"""UTF-16 code units (sendPhoto, sendDocument)."""
ENTITIES = 100
"""Telegram drops further ones without a word; here they are refused, so that a test notices."""
BUTTONS = 100
BUTTONS_PER_ROW = 8
CALLBACK_DATA = 64
"""Bytes (InlineKeyboardButton)."""
TOAST = 200
"""Characters (answerCallbackQuery)."""
PLACEHOLDER = 64
"""Characters (ForceReply)."""
PHOTO = 10_000_000
"""Bytes (sendPhoto)."""
DOCUMENT = 50_000_000
"""Bytes (sendDocument)."""

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


_INVISIBLE = re.compile(r"[\s\x00-\x20\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164\ufeff\ufffc]*")
"""What Telegram takes for no text at all (observed, not complete)."""


def utf16(text: str) -> int:
    """Return a text's length as Telegram counts it."""
    return len(text.encode("utf-16-le")) // 2


def content_of(params: Params) -> Json:
    """Return the checked text, entities and keyboard of a message to be sent or edited; absent parts are left out."""
    text = params.text("text")
    if _INVISIBLE.fullmatch(text):
        raise bad_request("message text is empty")
    if utf16(text) > TEXT:
        raise bad_request("message is too long")
    if params.text("parse_mode"):
        raise bad_request("unsupported parse_mode")
    entities = params.objects("entities")
    check_entities(entities, text)
    markup = markup_of(params)
    return {"text": text} | ({"entities": entities} if entities else {}) | ({"reply_markup": markup} if markup else {})


def draft_of(params: Params) -> Json:
    """Return the checked text and entities of a draft; one without text shows that the bot thinks."""
    text = params.text("text")
    if utf16(text) > TEXT:
        raise bad_request("message is too long")
    entities = params.objects("entities")
    check_entities(entities, text)
    return {"text": text} | ({"entities": entities} if entities else {})


def caption_of(params: Params) -> Json:
    """Return the checked caption, its entities and the keyboard of a photo or a document; absent parts are left out."""
    text = params.text("caption")
    if utf16(text) > CAPTION:
        raise bad_request("message caption is too long")
    if params.text("parse_mode"):
        raise bad_request("unsupported parse_mode")
    entities = params.objects("caption_entities")
    check_entities(entities, text)
    markup = markup_of(params)
    named = {"caption": text, "caption_entities": entities, "reply_markup": markup}
    return {name: value for name, value in named.items() if value}


def check_upload(kind: str, size: int) -> None:
    """Refuse a photo or a document that is empty or too large, in bytes."""
    if not size:
        raise bad_request("file must be non-empty")
    if size > (PHOTO if kind == "photo" else DOCUMENT):
        raise bad_request("file is too big")


def check_entities(entities: Sequence[Json], text: str) -> None:
    """Refuse entities that do not lie within the text, or cut a character in two."""
    if len(entities) > ENTITIES:
        raise bad_request("ENTITIES_TOO_LONG")
    units = text.encode("utf-16-le")
    for entity in entities:
        kind, offset, extent = entity.get("type"), entity.get("offset"), entity.get("length")
        if kind not in _ENTITY_TYPES:
            raise bad_request(f'can\'t parse entities: unsupported type "{kind}"')
        if not isinstance(offset, int) or not isinstance(extent, int):
            raise bad_request("can't parse entities: offset and length must be integers")
        if offset < 0 or extent < 1 or offset + extent > len(units) // 2:
            raise bad_request("ENTITY_BOUNDS_INVALID")
        if any(0xDC <= byte <= 0xDF for at in (offset, offset + extent) for byte in units[2 * at + 1 : 2 * at + 2]):
            raise bad_request("ENTITY_BOUNDS_INVALID")
        if kind == "text_link" and not _is_address(entity.get("url")):
            raise bad_request("ENTITY_URL_INVALID")


def markup_of(params: Params) -> Json | None:
    """Return the checked inline keyboard or prompt of a message to be sent, or None where there is neither."""
    markup = params.structure("reply_markup")
    if not isinstance(markup, dict) or "force_reply" not in markup:
        return keyboard_of(params)
    if markup["force_reply"] is not True or not isinstance(markup.get("selective", False), bool):
        raise bad_request("can't parse reply keyboard markup JSON object")
    placeholder = markup.get("input_field_placeholder")
    if placeholder is not None and not (isinstance(placeholder, str) and 1 <= len(placeholder) <= PLACEHOLDER):
        raise bad_request("INPUT_FIELD_PLACEHOLDER_INVALID")
    return markup


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
    if not isinstance(button.get("text"), str) or _INVISIBLE.fullmatch(button["text"]):
        raise bad_request("can't parse inline keyboard button: can't find field \"text\"")
    if unknown := set(button) - _BUTTON_LOOKS - _BUTTON_DEEDS:
        raise bad_request(f"can't parse inline keyboard button: unknown fields {sorted(unknown)}")
    if len(set(button) & _BUTTON_DEEDS) != 1:
        raise bad_request("text buttons are unallowed in the inline keyboard")
    if "style" in button and button["style"] not in _STYLES:
        raise bad_request("invalid button style specified")
    if "callback_data" in button and not 1 <= len(str(button["callback_data"]).encode()) <= CALLBACK_DATA:
        raise bad_request("BUTTON_DATA_INVALID")
    if "url" in button and not _is_address(button["url"]):
        raise bad_request(f"inline keyboard button URL '{button['url']}' is invalid: Wrong HTTP URL")


def _is_address(url: Any) -> bool:
    """Say whether an address is one of the web, with a host that is not local, or one of Telegram's own."""
    if not isinstance(url, str) or re.search(r"[\s<>\"]", url):
        return False
    try:
        address = urlsplit(url)
        host = address.hostname or ""
    except ValueError:
        return False
    return address.scheme == "tg" or (address.scheme in ("http", "https") and "." in host.strip("."))
