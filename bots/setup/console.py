"""Questions and answers: a person at a terminal, or lines from a pipe."""

import sys
from getpass import getpass

from core.errors import SettingsError

_SHOWN = 4
"""Letters that are shown of a secret."""
_LONG = 12
"""Letters from which on a secret is not given away by its last ones."""


class Console:
    """Asks on standard output, takes answers from standard input; a secret is not echoed on a terminal."""

    def __init__(self) -> None:
        self.person = sys.stdin.isatty()
        """Whether somebody sits there who can be asked again."""

    def tell(self, line: str = "") -> None:
        """Write a line."""
        print(line, flush=True)  # noqa: T201 - this is the command line's answer

    def ask(self, prompt: str, *, secret: bool) -> str:
        """Return the line that is answered, without its end. Raises SettingsError where the answers have ended."""
        try:
            if not self.person:
                return self._line(prompt)
            return getpass(prompt) if secret else input(prompt)
        except EOFError as error:
            self.tell()
            raise SettingsError(f"The answers ended at “{prompt.strip()}”; nothing was written.") from error

    def _line(self, prompt: str) -> str:
        self.tell(prompt.rstrip())
        line = sys.stdin.readline()
        if not line:
            raise EOFError
        return line.removesuffix("\n").removesuffix("\r")


def masked(secret: str) -> str:
    """Return what may be shown of a secret: its last four letters, nothing of a short one."""
    return f"…{secret[-_SHOWN:]}" if len(secret) >= _LONG else "…"
