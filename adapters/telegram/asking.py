"""Asking for a field's value: the prompt, and whom it is for."""

from collections.abc import Mapping
from typing import Any

from telegram import ReplyParameters

from adapters.shared.drawing import shorten
from adapters.shared.platform import Body
from adapters.shared.splitting import utf16_length
from adapters.shared.tokens import encode
from adapters.telegram.prompt import ASKED, prompt_of
from core.events import Action
from core.fields import Form

_NAME = 64
"""Characters of a person's name; Telegram's own limit for each of its two parts."""


def prompt_for(to: Action, form: Form, problem: str, username: str) -> Body:
    """Return the prompt; in a group it names the one who clicked, since else it would ask nobody there."""
    body = prompt_of(form, problem, encode(form.control, ASKED, to.reply), username)
    in_group = to.channel.startswith("telegram:-")
    return _addressed(body, to) if in_group and "query" in to.origin else body


def answering(to: Action) -> ReplyParameters | None:
    """Return what a prompt replies to: the answer that could not be taken."""
    if "query" in to.origin:
        return None
    return ReplyParameters(int(to.origin["message"]), allow_sending_without_reply=True)


def _addressed(body: Body, to: Action) -> Body:
    name = shorten(to.person.claims.get("name", "").strip(), _NAME) or "you"
    text = f"{body['text']}\n→ "
    user: Mapping[str, Any] = {"id": int(to.person.id.partition(":")[2]), "is_bot": False, "first_name": name}
    mention = {"type": "text_mention", "offset": utf16_length(text), "length": utf16_length(name), "user": user}
    return {**body, "text": text + name, "entities": [*body["entities"], mention]}
