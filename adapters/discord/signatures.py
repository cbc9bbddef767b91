"""Signatures: what tells our message from all others for as long as it is there, when the nonce is long forgotten.

Discord gives back the `id` of a component as it was sent (its reference, "Component IDs"), but not a message's nonce.
"""

from collections.abc import Iterable, Iterator, Mapping
from hashlib import blake2b
from typing import Any

import discord

from adapters.shared.platform import Body

_LEAST = 1 << 30
"""Ids that Discord gives itself are small; theirs end at 2**31."""


def nonce_of(key: str) -> str:
    """Return what Discord remembers for some minutes (Create Message, `enforce_nonce`), at most 25 characters."""
    return blake2b(key.encode(), digest_size=12).hexdigest()


def signed(body: Body, key: str) -> Body:
    """Return the body with the key's signature on its first component."""
    first, *others = body["components"]
    return {**body, "components": [{**first, "id": _signature(key)}, *others]}


def is_signed(message: discord.Message, key: str) -> bool:
    """Say whether a message was sent under the key, and not changed since."""
    return any(getattr(component, "id", None) == _signature(key) for component in message.components[:1])


def shows(message: discord.Message, body: Body) -> bool:
    """Say whether a message shows what the body says, and not an earlier state of the same answer."""
    return list(_said(component.to_dict() for component in message.components)) == list(_said(body["components"]))


def _signature(key: str) -> int:
    return _LEAST + int.from_bytes(blake2b(key.encode(), digest_size=4).digest()) % _LEAST


def _said(components: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    for component in components:
        yield "".join(str(component.get(field) or "") for field in ("content", "label", "custom_id")).strip()
        yield from _said(component.get("components") or ())
