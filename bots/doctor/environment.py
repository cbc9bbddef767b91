"""Where settings come from: whether they can be read, and who else reads them."""

import difflib
import re
import stat
from pathlib import Path

from pydantic import ValidationError

from adapters.shared.checkup import Finding, fault, ok, warning
from bots.settings import Settings
from core.errors import SettingsError

ENV = Path(".env")
_CLOSED = 0o640
"""Rights that do no harm; the assistant may run as one of the group, which then has to read."""
_NAME = re.compile(r"^\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)\s*=", re.MULTILINE)
_ALIKE = 0.8
"""How much a name must look like a setting's to be a slip of the pen; a file may hold other programs' settings too."""


def settings() -> tuple[Settings | None, tuple[Finding, ...]]:
    """Return the settings, None where they cannot be read, and what is found of them."""
    try:
        read = Settings()
    except ValidationError as error:
        wrong = tuple(_malformed(str(one["loc"][0]), one["msg"]) for one in error.errors())
        return None, wrong
    except (OSError, UnicodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        return None, (fault("settings.file", f"{ENV} cannot be read: {reason}."),)
    return read, (ok("settings", "All settings can be read."),)


def file() -> tuple[Finding, ...]:
    """Return who may read the file of settings, and what in it is no setting."""
    if not ENV.is_file():
        return (ok("env.mode", f"There is no {ENV} here; settings come from the environment."),)
    return (_mode(), *_names())


def _mode() -> Finding:
    mode = stat.S_IMODE(ENV.stat().st_mode)
    if not mode & (stat.S_IRWXG | stat.S_IRWXO):
        return ok("env.mode", f"{ENV} is its owner's alone.")
    if mode & ~_CLOSED & (stat.S_IRWXG | stat.S_IRWXO):
        sentence = f"{ENV} holds secrets, and others may read or change it ({mode:04o})"
        return fault("env.mode", f"{sentence}: chmod {mode & _CLOSED:o} {ENV}.", _close)
    sentence = f"{ENV} holds secrets, and its group may read it ({mode:04o})"
    return warning("env.mode", f"{sentence}: chmod 600 {ENV}, unless the assistant reads it as one of the group.")


async def _close() -> str:
    return _closed()


def _closed() -> str:
    """Let only the owner write the file, and nobody read it but the owner and the group. Raises SettingsError."""
    try:
        mode = stat.S_IMODE(ENV.stat().st_mode) & _CLOSED
        ENV.chmod(mode)
    except OSError as error:
        raise SettingsError(f"{ENV} cannot be changed: {error.strerror}.") from error
    return f"{ENV} is closed to others now ({mode:04o})."


def _names() -> tuple[Finding, ...]:
    """Return a slip of the pen: a name that is almost a setting's would be passed over without a word."""
    known = [name.upper() for name in Settings.model_fields]
    try:
        written = _NAME.findall(ENV.read_text("utf-8"))
    except (OSError, UnicodeError):
        return ()
    slips = {name: difflib.get_close_matches(name.upper(), known, 1, _ALIKE) for name in written}
    told = [f"{name} (rather {near[0]}?)" for name, near in slips.items() if near and name.upper() not in known]
    if not told:
        return ()
    return (warning("env.names", f"{ENV} names what is no setting and is passed over: {', '.join(told)}."),)


def _malformed(name: str, reason: str) -> Finding:
    return fault(f"settings.{name}", f"{name.upper()}: {reason.removeprefix('Value error, ').rstrip('.')}.")
