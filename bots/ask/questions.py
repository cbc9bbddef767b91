"""Questions from a file or from standard input, a line each."""

import sys
from collections.abc import Iterator
from pathlib import Path

from core.errors import SettingsError

_STANDARD_INPUT = "-"


def questions_in(name: str) -> Iterator[str]:
    """Give the questions of a file, of standard input for `-`, as they come; blank lines and comments are passed over.

    Raises SettingsError for a file that cannot be read.
    """
    for line in _lines(name):
        question = line.strip()
        if question and not question.startswith("#"):
            yield question


def _lines(name: str) -> Iterator[str]:
    if name == _STANDARD_INPUT:
        if sys.stdin is not None:  # closed by whoever started the program
            yield from iter(sys.stdin.readline, "")
        return
    try:
        text = Path(name).read_text("utf-8-sig", "replace")
    except OSError as error:
        raise SettingsError(f"The questions in {name} cannot be read: {error.strerror}.") from error
    yield from text.splitlines()
