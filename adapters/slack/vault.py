"""What an installation consists of, and how it is sealed before it is kept."""

from collections.abc import Sequence

import msgspec
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from msgspec import Struct

from core.errors import SettingsError, Unauthorized

_HOW = 'python -c "from cryptography.fernet import Fernet; print(Fernet.generate_key().decode())"'


class Installed(Struct, frozen=True):
    """A workspace that installed the app."""

    team: str
    token: str
    bot: str
    """The app as an author there (`bot_id`)."""
    user: str
    """The app's own user there."""
    at: float
    """When it was installed, Unix seconds by our clock."""
    refresh: str = ""
    expires: int | None = None
    """When the token expires, Unix seconds; None for one that never does."""

    def __repr__(self) -> str:
        """Name the workspace and no token."""
        return f"Installed({self.team!r})"


class Vault:
    """Seals installations with the first of its keys, and opens what any of them sealed."""

    def __init__(self, keys: Sequence[str]) -> None:
        """Raises SettingsError where a key is missing or malformed; no sentence holds any of it."""
        if not keys:
            raise SettingsError(f"SECRET_KEYS is missing: Slack's tokens are sealed with it; `{_HOW}` makes a key.")
        boxes = [_box(number, key) for number, key in enumerate(keys, 1)]
        self._newest, self._all = boxes[0], MultiFernet(boxes)

    def seal(self, installed: Installed) -> bytes:
        """Return what may be kept."""
        return self._all.encrypt(msgspec.json.encode(installed))

    def open(self, team: str, sealed: bytes) -> Installed:
        """Return what was sealed for a workspace. Raises Unauthorized where no key opens it, or it is another's."""
        try:
            installed = msgspec.json.decode(self._all.decrypt(sealed), type=Installed)
        except (InvalidToken, msgspec.DecodeError, UnicodeError):
            installed = None
        if installed is None or installed.team != team:
            raise Unauthorized(
                f"The tokens of Slack's workspace {team} cannot be opened: put the key they were sealed with back into"
                " SECRET_KEYS, or install the app there anew."
            )
        return installed

    def is_newest(self, sealed: bytes) -> bool:
        """Say whether something was sealed with the first key."""
        try:
            self._newest.decrypt(sealed)
        except InvalidToken:
            return False
        return True


def _box(number: int, key: str) -> Fernet:
    try:
        return Fernet(key)
    except ValueError:  # its message may show what was given
        raise SettingsError(f"SECRET_KEYS: the key in place {number} is malformed; `{_HOW}` makes a key.") from None
