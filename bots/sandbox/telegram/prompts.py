"""Prompts: messages of the bot that ask for a reply, as dialogs of the people they are for."""

import asyncio

from bots.sandbox.service import Refused
from bots.sandbox.telegram.params import Json
from bots.sandbox.telegram.world import BOT, PEOPLE, World

_PATIENCE = 1.5
"""Seconds in which the bot may ask again for what it could not take."""


def dialogs_of(world: World) -> list[Json]:
    """Return the open prompts, each for every person that it asks."""
    return [
        _dialog(message, markup, user)
        for chat in world.chats
        for message in world.state.messages.get(chat, [])
        if (markup := world.state.prompts.get(_id(message))) is not None
        for user in _asked(message, markup)
        if f"{_id(message)}:{user}" not in world.state.answered
    ]


def prompt_of(world: World, user: str, dialog: str) -> Json:
    """Return the prompt of a dialog that is open for that person. Raises Refused."""
    if not any(one["id"] == dialog and one["user"] == user for one in dialogs_of(world)):
        raise Refused("That question is no longer open.")
    chat, _, number = dialog.partition(":")
    prompt = world.find(chat, int(number))
    if prompt is None:
        raise Refused("That question is no longer there.")
    return prompt


def answer(world: World, user: str, prompt: Json, text: str) -> Json:
    """Post a person's reply to a prompt and return it."""
    world.state.answered.append(f"{_id(prompt)}:{user}")
    original = {key: value for key, value in prompt.items() if key != "reply_to_message"}
    return world.post(PEOPLE[user], prompt["chat"], {"text": text, "reply_to_message": original})


async def wrong_with(world: World, user: str, reply: Json) -> str:
    """Return what the bot asks instead, if it could not take a reply; empty once its prompt is gone, or in time."""
    deadline = asyncio.get_running_loop().time() + _PATIENCE
    chat, prompt = str(reply["chat"]["id"]), reply["reply_to_message"]["message_id"]
    while asyncio.get_running_loop().time() < deadline:
        for dialog in dialogs_of(world):
            place, _, number = dialog["id"].partition(":")
            if dialog["user"] == user and place == chat and int(number) > reply["message_id"]:
                return str(dialog["label"])
        if world.find(chat, prompt) is None:
            return ""
        await asyncio.sleep(0.01)
    return ""


def _asked(message: Json, markup: Json) -> list[str]:
    """Return whom a prompt asks; a selective one those it mentions, and the one it answers."""
    chat = message["chat"]
    if chat["type"] == "private":
        return [str(chat["id"])]
    if not markup.get("selective"):
        return list(PEOPLE)
    mentioned = {e["user"]["id"] for e in message.get("entities", []) if e["type"] == "text_mention"}
    original = message.get("reply_to_message", {}).get("from", BOT)["id"]
    return [key for key, person in PEOPLE.items() if person["id"] in mentioned | {original}]


def _dialog(message: Json, markup: Json, user: str) -> Json:
    return {
        "id": _id(message),
        "user": user,
        "title": "Reply",
        "label": message["text"],
        "value": "",
        "placeholder": markup.get("input_field_placeholder", ""),
        "multiline": True,
    }


def _id(message: Json) -> str:
    return f"{message['chat']['id']}:{message['message_id']}"
