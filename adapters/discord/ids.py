"""Custom ids: a token, and behind it, where the message cannot tell it, the message that the conversation is about."""

from msgspec import Struct

from adapters.shared.tokens import Token, decode, encode

_SIGN = "@"


class CustomId(Struct, frozen=True):
    """What a button, a menu or a form says of itself."""

    token: Token
    starter: str | None = None
    """For a conversation in a channel without threads: the message it starts from."""

    def verb(self, verb: str) -> str:
        """Return the custom id of the same control with another verb."""
        behind = "" if self.starter is None else f"{_SIGN}{self.starter}"
        return encode(self.token.control, verb, self.token.reply) + behind


def custom_id(text: object) -> CustomId | None:
    """Return what a custom id says, or None for one that is not ours."""
    token, _, starter = str(text).partition(_SIGN)
    decoded = decode(token)
    return None if decoded is None else CustomId(decoded, starter or None)
