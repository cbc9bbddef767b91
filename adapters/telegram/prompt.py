"""Prompts: a field's value asked for by a message that is answered by a reply, which carries what it asks for."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from adapters.shared.drawing import shorten
from adapters.shared.platform import Body
from adapters.shared.splitting import utf16_length
from adapters.shared.tokens import Token, decode
from adapters.telegram.limits import PLACEHOLDER
from adapters.telegram.quieting import quiet
from adapters.telegram.text import PENCIL, Span, compose, is_visible
from core.fields import Form

ASKED = "set"
"""The verb of what comes back; a prompt asks for nothing else."""

_PARTING = "Z"
"""Stands for the colon of a token, which a `start` parameter cannot have; ids, verbs and numbers are in lower case."""
_START = re.compile(r"https?://t\.me/(\w+)/?\?start=([A-Za-z0-9_-]{1,64})", re.IGNORECASE)
_SHOWN = 1000
"""Characters of a problem, a name or a value in a prompt; they stand whole in the message that it belongs to."""


def prompt_of(form: Form, problem: str, token: str, username: str) -> Body:
    """Return the message that asks for a field's value; `token` is the data of the field's button.

    The token stands in the address of the pencil at its beginning, so a reply is understood after any restart.
    """
    name = shorten(form.label if is_visible(form.label) else form.control, _SHOWN)
    how = "write the day, as in 2026-12-31," if form.kind == "date" else "write it"
    spans: list[Span] = [
        (PENCIL, "text_link"),
        (f" {shorten(problem, _SHOWN)}\n" if problem else " ", ""),
        (f"{name} — {how} as an answer to this message.", ""),
        *_present(form),
    ]
    text, entities = compose(spans)
    entities[0]["url"] = f"https://t.me/{username}?start={token.replace(':', _PARTING)}"
    text, entities = quiet((text, entities))
    return {
        "text": text,
        "entities": entities,
        "link_preview_options": {"is_disabled": True},
        "reply_markup": _forced(form.placeholder if is_visible(form.placeholder) else name),
    }


def token_of_prompt(text: str, entities: Sequence[Any], username: str) -> Token | None:
    """Return what a prompt of the bot of that name asks for, from its text and its entities (objects or structs).

    None for any other message. Only a link over the pencil alone, at the very beginning, to a start of this bot with
    a value to set counts: drawing lets no text of a model have one.
    """
    first = next(iter(entities), None)
    entity: Mapping[str, Any] = first if isinstance(first, Mapping) else msgspec.to_builtins(first) or {}
    over_pencil = entity.get("offset") == 0 and entity.get("length") == utf16_length(PENCIL) and text.startswith(PENCIL)
    if entity.get("type") != "text_link" or not over_pencil:
        return None
    carried = _START.fullmatch(str(entity.get("url") or ""))
    if carried is None or not username or carried[1].lower() != username.lower():
        return None
    token = decode(carried[2].replace(_PARTING, ":"))
    return token if token is not None and token.verb == ASKED else None


def _present(form: Form) -> list[Span]:
    """Return the present value in code, where it can be copied; one too long for a prompt ends visibly."""
    if not is_visible(form.value):
        return []
    value = shorten(form.value, _SHOWN)
    return [("\n", ""), (value, "pre" if "\n" in value else "code")]


def _forced(placeholder: str) -> Body:
    """Return the ForceReply; selective, so that in a group only the one who is answered is asked."""
    short = shorten(placeholder, PLACEHOLDER)
    hint = short if utf16_length(short) <= PLACEHOLDER else shorten(short, PLACEHOLDER // 2)
    return {"force_reply": True, "selective": True, "input_field_placeholder": hint}
