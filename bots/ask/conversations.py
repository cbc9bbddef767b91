"""Conversations that are kept between two calls of `ask`, a file each."""

import os
import re
import tempfile
from pathlib import Path

from core.errors import Damaged, SettingsError
from core.state import SessionState, decode, encode

_NAME = re.compile(r"[\w.-]{1,64}")


class Conversations:
    """The conversations in a folder, which only its owner can read."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def state(self, name: str) -> SessionState:
        """Return how a conversation stands; a new one is empty. Raises SettingsError."""
        file = self._file(name)
        try:
            return decode(file.read_bytes())
        except FileNotFoundError:
            return SessionState()
        except OSError as error:
            raise SettingsError(f"The conversation {file} cannot be read: {error.strerror}.") from error
        except Damaged as error:
            raise SettingsError(f"The conversation {file} is damaged; remove the file to begin it anew.") from error

    def keep(self, name: str, state: SessionState) -> None:
        """Write how a conversation stands: whole, or not at all. Raises SettingsError."""
        file = self._file(name)
        try:
            self._folder.mkdir(0o700, parents=True, exist_ok=True)
            handle, written = tempfile.mkstemp(dir=self._folder, prefix=f".{name}.")  # its owner's alone: 0600
            try:
                with os.fdopen(handle, "wb") as target:
                    target.write(encode(state))
                    target.flush()
                    os.fsync(handle)
                Path(written).replace(file)
            finally:
                Path(written).unlink(missing_ok=True)
        except OSError as error:
            raise SettingsError(f"The conversation {file} cannot be written: {error.strerror}.") from error

    def _file(self, name: str) -> Path:
        if not _NAME.fullmatch(name):
            raise SettingsError(
                f"{name!r} names no conversation: letters, digits, “_”, “.” and “-” do, 64 at the most."
            )
        return self._folder / f"{name}.json"
