"""The Bot API's methods about messages, buttons and chats, each a function of the world and its parameters."""

import re
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from bots.sandbox.telegram.errors import BotApiError, bad_request
from bots.sandbox.telegram.params import Json, Params
from bots.sandbox.telegram.rules import TEXT, TOAST, check_entities, content_of, keyboard_of, utf16
from bots.sandbox.telegram.world import ADA, BOT, CHATS, PEOPLE, QUERY_LIFE, World

Method: TypeAlias = Callable[[World, Params], Any]

_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
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
    chat = _chat(params)
    content = content_of(params)
    _no_topics(params)
    answered = _answered(world, params, chat)
    world.state.drafts.pop(str(chat["id"]), None)
    return world.post(BOT, chat, content | ({"reply_to_message": answered} if answered else {}))


def edit_message_text(world: World, params: Params) -> Json:
    """Change text and keyboard of one of the bot's messages; without a keyboard the old one goes."""
    message = _own_message(world, params)
    return _edited(world, message, content_of(params))


def edit_message_reply_markup(world: World, params: Params) -> Json:
    """Change the keyboard alone."""
    message = _own_message(world, params)
    markup = keyboard_of(params)
    kept = {key: message[key] for key in ("text", "entities") if key in message}
    return _edited(world, message, kept | ({"reply_markup": markup} if markup else {}))


def delete_message(world: World, params: Params) -> bool:
    """Take a message away; in private chats and of its own the bot may."""
    chat = _chat(params)
    message = world.find(str(chat["id"]), params.integer("message_id"))
    if message is None:
        raise bad_request("message to delete not found")
    if message["from"]["id"] != BOT["id"] and chat["type"] != "private":
        raise bad_request("message can't be deleted")
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


def set_my_commands(world: World, params: Params) -> bool:
    """Register the commands that clients offer."""
    commands = params.objects("commands")
    if len(commands) > 100:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not _COMMAND.fullmatch(str(command.get("command", ""))):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(str(command.get("description", ""))) <= 256:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    world.state.commands = commands
    return True


def get_my_commands(world: World, _: Params) -> list[Json]:
    """Return the registered commands."""
    return world.state.commands


def get_chat(_: World, params: Params) -> Json:
    """Return a chat."""
    return _chat(params) | {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": _NO_GIFTS}


def get_chat_member(_: World, params: Params) -> Json:
    """Return what somebody is in a chat: the first person made the group, the others are members."""
    chat, user = _chat(params), PEOPLE.get(params.text("user_id"))
    if user is None or (chat["type"] == "private" and chat["id"] != user["id"]):
        raise bad_request("user not found")
    if chat["type"] != "private" and user is ADA:
        return {"status": "creator", "user": user, "is_anonymous": False}
    return {"status": "member", "user": user}


def send_chat_action(world: World, params: Params) -> bool:
    """Show that the bot is typing; of its other actions the pane shows nothing."""
    chat, action = _chat(params), params.text("action")
    if action not in _CHAT_ACTIONS:
        raise bad_request("wrong parameter action in request")
    _no_topics(params)
    if action == "typing":
        world.type(str(chat["id"]))
    return True


def set_message_reaction(world: World, params: Params) -> bool:
    """Put the bot's reaction on a message; a bot has one."""
    chat, number = _chat(params), params.integer("message_id")
    if world.find(str(chat["id"]), number) is None:
        raise bad_request("message to react not found")
    reactions = params.objects("reaction")
    if len(reactions) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    world.state.reactions[f"{chat['id']}:{number}"] = reactions
    return True


def send_message_draft(world: World, params: Params) -> bool:
    """Show a text that is still being written; private chats only, gone with the next message."""
    chat, text = _chat(params), params.text("text")
    if chat["type"] != "private":
        raise bad_request("PEER_ID_INVALID")
    if not params.integer("draft_id"):
        raise bad_request("DRAFT_ID_INVALID")
    if utf16(text) > TEXT:
        raise bad_request("message is too long")
    check_entities(params.objects("entities"), text)
    world.state.drafts[str(chat["id"])] = {"text": text, "at": world.now()}
    return True


METHODS: Mapping[str, Method] = {
    "getme": get_me,
    "sendmessage": send_message,
    "editmessagetext": edit_message_text,
    "editmessagereplymarkup": edit_message_reply_markup,
    "deletemessage": delete_message,
    "answercallbackquery": answer_callback_query,
    "setmycommands": set_my_commands,
    "getmycommands": get_my_commands,
    "getchat": get_chat,
    "getchatmember": get_chat_member,
    "sendchataction": send_chat_action,
    "setmessagereaction": set_message_reaction,
    "sendmessagedraft": send_message_draft,
}
"""By their names in lower case, since the Bot API does not mind the case."""

_NO_GIFTS = dict.fromkeys(
    ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels"), False
)


def _chat(params: Params) -> Json:
    chat = CHATS.get(params.text("chat_id"))
    if chat is None:
        raise bad_request("chat not found")
    return chat


def _no_topics(params: Params) -> None:
    if params.integer("message_thread_id"):
        raise bad_request("message thread not found")


def _answered(world: World, params: Params, chat: Json) -> Json | None:
    """Return the message that is answered, without what it answered itself."""
    reply = params.structure("reply_parameters")
    if not isinstance(reply, dict):
        return None
    message = world.find(str(chat["id"]), Params(reply).integer("message_id"))
    if message is None and not reply.get("allow_sending_without_reply"):
        raise bad_request("message to be replied not found")
    return message and {key: value for key, value in message.items() if key != "reply_to_message"}


def _own_message(world: World, params: Params) -> Json:
    message = world.find(str(_chat(params)["id"]), params.integer("message_id"))
    if message is None:
        raise bad_request("message to edit not found")
    if message["from"]["id"] != BOT["id"]:
        raise bad_request("message can't be edited")
    return message


def _edited(world: World, message: Json, content: Json) -> Json:
    names = ("text", "entities", "reply_markup")
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
