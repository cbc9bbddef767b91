"""What came of trying what somebody has typed."""

from collections.abc import Awaitable, Callable, Mapping
from typing import TypeAlias

from msgspec import Struct


class Verdict(Struct, frozen=True):
    """Whether it can be used, and what there is to say."""

    welcome: str = ""
    """Who we are there, as a sentence; empty where that is not known."""
    refused: str = ""
    """Why it cannot be used, as a sentence; empty where it can."""
    remarks: tuple[str, ...] = ()
    """What should be put right all the same, each a sentence."""


Try: TypeAlias = Callable[[str, Mapping[str, str]], Awaitable[Verdict]]
"""Tries one of the platforms, or `model`, with these settings."""
