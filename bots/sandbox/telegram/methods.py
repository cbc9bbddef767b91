"""The Bot API's methods about messages, buttons and chats, each a function of the world and its parameters."""

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from bots.sandbox.telegram.errors import BotApiError, bad_request, migrated
from bots.sandbox.telegram.params import Json, Params
from bots.sandbox.telegram.rules import TOAST, content_of, draft_of, keyboard_of
from bots.sandbox.telegram.world import BOT, QUERY_LIFE, World

Method: TypeAlias = Callable[[World, Params], Any]

DELETABLE = 48 * 3600
"""Seconds after which a message stays (Bot API, deleteMessage)."""

_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
_CHAT_ACTIONS = frozenset(
    [
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    ]
)


def get_me(_: World, __: Params) -> Json:
    """Return the bot."""
    abilities = {"can_join_groups": True, "can_read_all_group_messages": False, "supports_inline_queries": False}
    return BOT | abilities


def send_message(world: World, params: Params) -> Json:
    """Post a text."""
    chat = chat_of(world, params)
    content = content_of(params)
    no_topics(params)
    original = answered(world, params, chat)
    world.state.drafts.pop(str(chat["id"]), None)
    prompt = content.pop("reply_markup") if "force_reply" in content.get("reply_markup", {}) else None
    message = world.post(BOT, chat, content | ({"reply_to_message": original} if original else {}))
    if prompt is not None:
        world.state.prompts[f"{chat['id']}:{message['message_id']}"] = prompt
    return message


def edit_message_text(world: World, params: Params) -> Json:
    """Change text and keyboard of one of the bot's messages; without a keyboard the old one goes."""
    message = own_message(world, params)
    if "text" not in message:
        raise bad_request("there is no text in the message to edit")
    return edited(world, message, content_of(params))


def edit_message_reply_markup(world: World, params: Params) -> Json:
    """Change the keyboard alone."""
    message = own_message(world, params)
    markup = keyboard_of(params)
    kept = {key: message[key] for key in ("text", "entities") if key in message}
    return edited(world, message, kept | ({"reply_markup": markup} if markup else {}))


def delete_message(world: World, params: Params) -> bool:
    """Take a message away; in private chats and of its own the bot may, for 48 hours."""
    chat = chat_of(world, params)
    message = world.find(str(chat["id"]), params.integer("message_id"))
    if message is None:
        raise bad_request("message to delete not found")
    if message["from"]["id"] != BOT["id"] and chat["type"] != "private":
        raise bad_request("message can't be deleted")
    if world.now() - message["date"] > DELETABLE:
        raise bad_request("message can't be deleted for everyone")
    world.state.messages[str(chat["id"])].remove(message)
    return True


def answer_callback_query(world: World, params: Params) -> bool:
    """End the waiting that a press shows, with a short text if wanted; once for each press."""
    query = world.state.queries.pop(params.text("callback_query_id"), None)
    text = params.text("text")
    if query is None or world.now() - query["at"] > QUERY_LIFE:
        raise bad_request(_TOO_OLD)
    if len(text) > TOAST:
        raise bad_request("MESSAGE_TOO_LONG")
    if text:
        world.toast(query["chat"], query["user"], text)
    return True


def get_chat(world: World, params: Params) -> Json:
    """Return a chat."""
    return chat_of(world, params) | {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": _NO_GIFTS}


def send_chat_action(world: World, params: Params) -> bool:
    """Show that the bot is typing; of its other actions the pane shows nothing."""
    chat, action = chat_of(world, params), params.text("action")
    if action not in _CHAT_ACTIONS:
        raise bad_request("wrong parameter action in request")
    no_topics(params)
    if action == "typing":
        world.type(str(chat["id"]))
    return True


def set_message_reaction(world: World, params: Params) -> bool:
    """Put the bot's reaction on a message; a bot has one."""
    chat, number = chat_of(world, params), params.integer("message_id")
    if world.find(str(chat["id"]), number) is None:
        raise bad_request("message to react not found")
    reactions = params.objects("reaction")
    if any(reaction.get("emoji") not in REACTIONS for reaction in reactions):
        raise bad_request("REACTION_INVALID")
    if len(reactions) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    world.state.reactions[f"{chat['id']}:{number}"] = reactions
    return True


def send_message_draft(world: World, params: Params) -> bool:
    """Show a text that is still being written; private chats only, gone with the next message."""
    chat = chat_of(world, params)
    if chat["type"] != "private":
        raise bad_request("PEER_ID_INVALID")
    if not params.integer("draft_id"):
        raise bad_request("DRAFT_ID_INVALID")
    no_topics(params)
    world.draft(str(chat["id"]), draft_of(params))
    return True


METHODS: Mapping[str, Method] = {
    "getme": get_me,
    "sendmessage": send_message,
    "editmessagetext": edit_message_text,
    "editmessagereplymarkup": edit_message_reply_markup,
    "deletemessage": delete_message,
    "answercallbackquery": answer_callback_query,
    "getchat": get_chat,
    "sendchataction": send_chat_action,
    "setmessagereaction": set_message_reaction,
    "sendmessagedraft": send_message_draft,
}
"""By their names in lower case, since the Bot API does not mind the case."""

_EMOJI = (
    "❤ 👍 👎 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 ❤‍🔥 "
    "🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨 😐 🍓 🍾 💋 🖕 😈 😴 😭 🤓 👻 👨‍💻 👀 🎃 🙈 😇 😨 "
    "🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾 🤷‍♂ 🤷 🤷‍♀ 😡 "
)
REACTIONS = frozenset(_EMOJI.split())
"""What bots may react with (Bot API, ReactionTypeEmoji)."""

_NO_GIFTS = dict.fromkeys(
    ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels"), False
)


def chat_of(world: World, params: Params) -> Json:
    """Return the chat that is named."""
    if moved := world.state.moved.get(params.text("chat_id")):
        raise migrated(moved["id"])
    chat = world.chats.get(params.text("chat_id"))
    if chat is None or str(chat["id"]) in world.state.unmet:
        raise bad_request("chat not found")
    return chat


def no_topics(params: Params) -> None:
    """Refuse a topic: there are none here."""
    if params.integer("message_thread_id"):
        raise bad_request("message thread not found")


def answered(world: World, params: Params, chat: Json) -> Json | None:
    """Return the message that is answered, without what it answered itself."""
    reply = params.structure("reply_parameters")
    if not isinstance(reply, dict):
        return None
    message = world.find(str(chat["id"]), Params(reply).integer("message_id"))
    if message is None and not reply.get("allow_sending_without_reply"):
        raise bad_request("message to be replied not found")
    return message and {key: value for key, value in message.items() if key != "reply_to_message"}


def own_message(world: World, params: Params) -> Json:
    """Return the bot's message that is named."""
    message = world.find(str(chat_of(world, params)["id"]), params.integer("message_id"))
    if message is None:
        raise bad_request("message to edit not found")
    if message["from"]["id"] != BOT["id"]:
        raise bad_request("message can't be edited")
    return message


def edited(world: World, message: Json, content: Json) -> Json:
    """Give a message another content, which must be another one."""
    names = ("text", "entities", "caption", "caption_entities", "reply_markup")
    if {key: message[key] for key in names if key in message} == content:
        raise BotApiError(
            400,
            "Bad Request: message is not modified: specified new message content and reply markup are exactly the same"
            " as a current content and reply markup of the message",
        )
    for name in names:
        message.pop(name, None)
    message |= content | {"edit_date": world.now()}
    return message
