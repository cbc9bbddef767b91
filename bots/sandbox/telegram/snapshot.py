"""What the Telegram pane shows."""

from bots.sandbox.service import Snapshot
from bots.sandbox.telegram.params import Json
from bots.sandbox.telegram.world import ADA, BOT, CHATS, PEOPLE, State

_SHOWN = ("text", "entities", "reply_markup")


def snapshot_of(state: State, working: list[str]) -> Snapshot:
    """Return users, places, messages and where the bot is typing; a toast is a message that one person sees."""
    return {
        "users": [{"id": key, "name": _name(user), "admin": user is ADA} for key, user in PEOPLE.items()],
        "places": [_place(key, chat) for key, chat in CHATS.items()],
        "messages": {chat: _messages(state, chat) for chat in CHATS},
        "working": working,
    }


def _messages(state: State, chat: str) -> list[Json]:
    numbered = [(m["message_id"], _message(state, chat, m)) for m in state.messages.get(chat, [])]
    numbered += [(t["number"], _toast(t)) for t in state.toasts if t["chat"] == chat]
    shown = [message for _, message in sorted(numbered, key=lambda pair: pair[0])]
    if draft := state.drafts.get(chat):
        shown.append({"id": "draft", "author": _author(BOT), "at": draft["at"], "native": {"text": draft["text"]}})
    return shown


def _message(state: State, chat: str, message: Json) -> Json:
    native = {key: message[key] for key in _SHOWN if key in message}
    if reactions := state.reactions.get(f"{chat}:{message['message_id']}"):
        native["reactions"] = [reaction.get("emoji", "") for reaction in reactions]
    if "reply_to_message" in message:
        native["reply_to"] = message["reply_to_message"]["text"]
    author = _author(message["from"])
    return {"id": str(message["message_id"]), "author": author, "at": message["date"], "native": native}


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
