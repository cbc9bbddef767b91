"""`audit` and `permissions`: who did what, and who may."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from msgspec.structs import asdict

from adapters.storage.auditing import Audited, Wanted, read_audit
from bots.settings import read_settings
from core.errors import SettingsError
from core.permissions import CHAT, ENTRIES, ROLES, VERBS, Entry, Verb, allowed

WAYS: Mapping[str, Mapping[Entry, str]] = {
    "slack": {
        "message": "message or mention",
        "click": "button or menu",
        "modal": "dialog",
        "slash": "slash command; in threads, where there are none, the same words after a mention",
    },
    "discord": {
        "message": "message or mention",
        "click": "button or menu",
        "modal": "modal",
        "slash": "app command",
    },
    "telegram": {
        "message": "message or mention",
        "click": "inline button",
        "modal": "answer to a prompt, for there are no dialogs",
        "slash": "/command",
    },
}
"""What each entry is on each platform."""

_NONE = "·"
_MOST = 1_000_000
"""Lines at once, which fit into memory."""
_SPAN = re.compile(r"([0-9]{1,9})([dhm])")
_UNITS = {"d": "days", "h": "hours", "m": "minutes"}


async def audit(wanted: Wanted, *, as_json: bool = False) -> str:
    """Return what the audit says, newest last: aligned columns, or JSON. Raises TriviumError."""
    if not 1 <= wanted.limit <= _MOST:
        raise SettingsError(f"--limit {wanted.limit} cannot be; it must be from 1 to {_MOST:,}.")
    url = read_settings().database_url
    lines = await read_audit(url, wanted)
    if as_json:
        return json.dumps([{**asdict(line), "at": _when(line)} for line in lines], indent=2, ensure_ascii=False)
    if not lines:
        everything = wanted == Wanted(wanted.limit)
        return "The audit is empty." if everything else "Nothing in the audit is like that."
    head = ("when", "who", "what", "where", "allowed", "detail")
    return "\n".join(_aligned([head, *(_row(line) for line in lines)]))


def since(text: str, now: datetime) -> float:
    """Return the Unix seconds meant by `7d`, `12h`, `30m` or an ISO date or time. Raises SettingsError for others.

    A time without an offset is one of `now`'s zone.
    """
    span = _SPAN.fullmatch(text)
    try:
        if span is not None:
            return (now - timedelta(**{_UNITS[span[2]]: int(span[1])})).timestamp()
        moment = datetime.fromisoformat(text)
        return (moment if moment.tzinfo else moment.replace(tzinfo=now.tzinfo)).timestamp()
    except (ValueError, OverflowError) as error:
        raise SettingsError(f"--since {text!r} is no time; say 7d, 12h, 30m, or a date such as 2026-11-23.") from error


def permissions(platforms: Sequence[str], *, as_json: bool = False) -> str:
    """Return who may do what by which entry, and what the entries are on the platforms: tables, or JSON."""
    if as_json:
        return json.dumps(matrix(platforms), indent=2)
    return "\n".join(
        [
            f"The least that somebody must be ({' < '.join(ROLES)}) to do something by an entry;",
            f"{_NONE} where the entry does not know it. It is the same on {', '.join(platforms)}.",
            "",
            *_aligned([("", *ENTRIES), *least()]),
            "",
            "What the entries are:",
            "",
            *_aligned([(entry, platform, way) for entry, platform, way in ways(platforms)]),
        ]
    )


def matrix(platforms: Sequence[str]) -> dict[str, dict[Entry, dict[Verb, dict[str, bool]]]]:
    """Return every cell: by platform (`here` for what belongs to none), entry, verb and role, whether it may be."""
    homes: dict[str, tuple[Entry, ...]] = dict.fromkeys(platforms, CHAT)
    homes["here"] = tuple(entry for entry in ENTRIES if entry not in CHAT)
    return {
        home: {
            entry: {verb: {role: allowed(entry, role, verb) for role in ROLES} for verb in VERBS} for entry in entries
        }
        for home, entries in homes.items()
    }


def least() -> Iterator[tuple[str, ...]]:
    """Yield a row for each verb: its name, and by each entry the least role that may."""
    for verb in VERBS:
        yield verb, *(next((role for role in ROLES if allowed(entry, role, verb)), _NONE) for entry in ENTRIES)


def ways(platforms: Sequence[str]) -> Iterator[tuple[Entry, str, str]]:
    """Yield what each entry is, with the platforms where it is that."""
    for entry in CHAT:
        alike: dict[str, list[str]] = {}
        for platform in platforms:
            alike.setdefault(WAYS[platform][entry], []).append(platform)
        yield from ((entry, ", ".join(names), way) for way, names in alike.items())


def _row(line: Audited) -> tuple[str, ...]:
    shown = (line.person, line.verb, line.scope, "yes" if line.allowed else "no", line.detail)
    return _when(line), *map(_printable, shown)


def _when(line: Audited) -> str:
    return datetime.fromtimestamp(line.at).astimezone().isoformat(timespec="seconds")


def _printable(text: str) -> str:
    """Return what a terminal shows and never obeys."""
    return "".join(letter if letter.isprintable() else "�" for letter in text)


def _aligned(rows: Iterable[Sequence[str]]) -> list[str]:
    table = list(rows)
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    return ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in table]
