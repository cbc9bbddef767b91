"""Commands for those who run the assistant: what they are called and who may give them."""

from msgspec import Struct


class CommandSpec(Struct, frozen=True):
    """A command as platforms register it in their own form."""

    name: str
    description: str
    """At most 100 characters (Discord's limit)."""
    hint: str = ""
    """What may follow the name, as a person would read it."""
    choices: tuple[str, ...] = ()
    """What its first argument may be, for completion."""
