"""The `.env` file: read, changed line by line, and written whole."""

import io
import os
import re
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from dotenv import dotenv_values
from dotenv.parser import Binding, parse_stream
from msgspec import Struct

from bots.setup.quoting import quoted
from core.errors import SettingsError

_LINE = re.compile(
    r"""
    (?P<head>[^=]*=)
    (?:[^\S\r\n]*(?:'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|[^\s'"\#][^\r\n]*?)|\#[^\r\n]*?|)
    (?P<comment>[^\S\r\n]+\#[^\r\n]*)?
    (?P<end>[^\S\r\n]*(?:\r\n|\n|\r|$))
    """,
    re.DOTALL | re.VERBOSE,
)
"""A setting as python-dotenv reads it."""


class EnvFile(Struct, frozen=True):
    """What stands in the file; all but the settings that are changed stays as it is."""

    text: str = ""

    def values(self) -> dict[str, str]:
        """Return the settings by name in capitals; the last one of a name counts."""
        read = dotenv_values(stream=io.StringIO(self.text))
        return {name.upper(): value for name, value in read.items() if value is not None}

    def changed(self, settings: Mapping[str, str]) -> "EnvFile":
        """Return the file with these settings in it; those that are new stand at its end."""
        known, parts = self.values(), list(parse_stream(io.StringIO(self.text)))
        new = []
        for name, value in settings.items():
            if known.get(name, "") == value:
                continue
            places = [n for n, part in enumerate(parts) if (part.key or "").upper() == name]
            if places:
                parts[places[-1]] = _with_value(parts[places[-1]], name, value)
            else:
                new.append(f"{name}={quoted(value)}\n")
        text = "".join(part.original.string for part in parts)
        return EnvFile(text + ("\n" if new and text and not text.endswith("\n") else "") + "".join(new))


def read(path: Path) -> EnvFile:
    """Return the file, an empty one where there is none. Raises SettingsError."""
    try:
        # With its line ends as they are, so that what is not ours does not change.
        return EnvFile(path.read_bytes().decode("utf-8"))
    except FileNotFoundError:
        return EnvFile()
    except OSError as error:
        raise SettingsError(f"{path} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise SettingsError(f"{path} is not UTF-8; save it as UTF-8, or move it away.") from error


def write(path: Path, file: EnvFile) -> None:
    """Put the file there as a whole, readable by its owner only, who stays the same where root writes.

    Raises SettingsError, and then nothing has changed.
    """
    target = path.resolve()
    try:
        descriptor, fresh = tempfile.mkstemp(dir=target.parent, prefix=f"{target.name}.")
    except OSError as error:
        raise SettingsError(f"{path} cannot be written: {error.strerror}.") from error
    try:
        with os.fdopen(descriptor, "wb") as stream:
            _keep_owner(stream.fileno(), target)
            stream.write(file.text.encode("utf-8"))
            stream.flush()
            os.fsync(stream.fileno())
        Path(fresh).replace(target)
    except OSError as error:
        raise SettingsError(f"{path} cannot be written: {error.strerror}.") from error
    finally:
        with suppress(FileNotFoundError):
            Path(fresh).unlink()


def _keep_owner(descriptor: int, target: Path) -> None:
    """Give the file to the owner of the one it replaces: the assistant may not run as root, and has to read it."""
    if os.geteuid() == 0:
        with suppress(FileNotFoundError):
            there = target.stat()
            os.fchown(descriptor, there.st_uid, there.st_gid)


def _with_value(part: Binding, name: str, value: str) -> Binding:
    """Return a line with another value; what stands before the name and the comment behind the value stay."""
    line = _LINE.fullmatch(part.original.string)
    head, comment, end = (line["head"], line["comment"] or "", line["end"]) if line else (f"{name}=", "", "")
    text = f"{head}{quoted(value)}{comment}{end}"
    return part._replace(original=part.original._replace(string=text if end else f"{text}\n"))
