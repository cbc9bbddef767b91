"""What a press of a button is, before it is a button."""

from typing import Literal, TypeAlias

Look: TypeAlias = Literal["default", "primary", "success", "danger"]
"""Telegram's styles of a button; the default has none."""

Press: TypeAlias = tuple[str, str, Look]
"""A button's label, verb and look."""
