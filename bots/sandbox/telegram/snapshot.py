"""What the Telegram pane shows."""

from bots.sandbox.service import Snapshot
from bots.sandbox.telegram.files import files_of
from bots.sandbox.telegram.params import Json
from bots.sandbox.telegram.prompts import dialogs_of
from bots.sandbox.telegram.world import ADA, BOT, PEOPLE, World

_SHOWN = ("text", "entities", "caption", "caption_entities", "reply_markup")


def snapshot_of(world: World) -> Snapshot:
    """Return users, places, messages and where the bot is typing; a toast is a message that one person sees."""
    return {
        "users": [{"id": key, "name": _name(user), "admin": user is ADA} for key, user in PEOPLE.items()],
        "places": [_place(key, chat) for key, chat in world.chats.items()],
        "messages": {chat: _messages(world, chat) for chat in world.chats},
        "working": world.working,
        "dialogs": dialogs_of(world),
        "drafts": world.drafts,
    }


def _messages(world: World, chat: str) -> list[Json]:
    numbered = [(m["message_id"], _message(world, chat, m)) for m in world.state.messages.get(chat, [])]
    numbered += [(t["number"], _toast(t)) for t in world.state.toasts if t["chat"] == chat]
    return [message for _, message in sorted(numbered, key=lambda pair: pair[0])]


def _message(world: World, chat: str, message: Json) -> Json:
    native = {key: message[key] for key in _SHOWN if key in message}
    if "reply_to_message" in message:
        original = message["reply_to_message"]
        native["reply_to"] = original.get("text", original.get("caption", "📎"))
    shown = {"id": str(message["message_id"]), "author": _author(message["from"]), "at": message["date"]}
    if files := files_of(world, message):
        shown["files"] = files
    if reactions := world.state.reactions.get(f"{chat}:{message['message_id']}"):
        shown["reactions"] = [reaction.get("emoji", "") for reaction in reactions]
    return shown | {"native": native}


def _toast(toast: Json) -> Json:
    return {
        "id": f"toast-{toast['number']}",
        "author": _author(BOT),
        "at": toast["at"],
        "private_to": toast["user"],
        "native": {"text": toast["text"]},
    }


def _author(user: Json) -> Json:
    return {"name": _name(user), "bot": user["is_bot"]}


def _name(user: Json) -> str:
    return f"{user['first_name']} {user.get('last_name', '')}".strip()


def _place(key: str, chat: Json) -> Json:
    """Return a chat as a place; a private one has its person alone in it."""
    if chat["type"] == "private":
        return {"id": key, "name": _name(BOT), "users": [key]}
    return {"id": key, "name": chat["title"], "hint": f"@{BOT['username']} …"}
