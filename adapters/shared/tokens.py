"""The data of a button or menu: `control:verb:reply`, at most 64 bytes; further menus of a control have `:part`."""

from msgspec import Struct

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_MAX_REPLY_DIGITS = 13
NOOP = "noop"
"""The verb of a button that only shows something, such as a counter's value."""


class Token(Struct, frozen=True):
    """What a button says when it is pressed."""

    control: str
    verb: str
    reply: int
    """The number of the reply that the button is on."""


def encode(control: str, verb: str, reply: int, part: int = 1) -> str:
    """Return the button data; at most 24 + 24 + 13 characters and two colons (Telegram: 64 bytes).

    Where a control needs several menus, whose ids must differ, those from the second on are named by their `part`.
    """
    return f"{control}:{verb}:{_base36(reply)}{f':{part}' if part > 1 else ''}"


class Tokens:
    """Makes the data of one reply's buttons; where ids are the same, the further ones get a part of their own."""

    def __init__(self, reply: int) -> None:
        self._reply = reply
        self._made: dict[tuple[str, str], int] = {}

    def __call__(self, control: str, verb: str) -> str:
        """Return the data of one more button or menu."""
        part = self._made[control, verb] = self._made.get((control, verb), 0) + 1
        return encode(control, verb, self._reply, part)


def decode(data: str) -> Token | None:
    """Return what `encode` was given, whatever the part, or None for data that is not ours."""
    parts = data.split(":")
    if len(parts) == 4 and parts[3].isascii() and parts[3].isdecimal():
        parts.pop()
    if len(parts) != 3 or not 0 < len(parts[2]) <= _MAX_REPLY_DIGITS or not (parts[2].isascii() and parts[2].isalnum()):
        return None
    try:
        return Token(parts[0], parts[1], int(parts[2], 36))
    except ValueError:
        return None


def _base36(number: int) -> str:
    digits = ""
    while True:
        number, rest = divmod(number, 36)
        digits = _DIGITS[rest] + digits
        if number == 0:
            return digits
