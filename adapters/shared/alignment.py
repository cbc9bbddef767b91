"""Alignment: which of the messages that are there become which of those that are wanted."""

from collections.abc import Sequence
from typing import Any, TypeAlias

from adapters.shared.platform import UPLOADS, Body

Kind: TypeAlias = Any
"""What a message can never change: its uploads; None for a message without any."""


def kind_of(body: Body) -> Kind:
    """Return what a message of this body can never change."""
    return body.get(UPLOADS)


def aligned_with(before: Sequence[Kind], after: Sequence[Kind]) -> list[int | None]:
    """Return for each wanted message the place of the present one that becomes it, None for a new message.

    The order stays as people see it: a message with uploads cannot become another one, and where a further message
    would have to go between two that are there, all from there on are new. What is not named is to be deleted.
    """
    places: list[int | None] = []
    at = 0
    for kind in after:
        while at < len(before) and kind is not None and before[at] is None:
            at += 1
        if at < len(before) and before[at] == kind:
            places.append(at)
            at += 1
        else:
            at = len(before)
            places.append(None)
    return places
