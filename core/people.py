"""People: who was let in, who is whom on other platforms, and the codes by which both are said."""

import hashlib
import secrets
import time
from collections.abc import Callable
from typing import Literal, TypeAlias, TypeVar

import msgspec
from msgspec import Struct

from core.errors import InvalidInput, StoreError
from core.ports import AuditEntry, Store

T = TypeVar("T")
Purpose: TypeAlias = Literal["pair", "link"]

_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""None that people take for another."""
_LENGTH = 8
_LIFE = 3_600.0
"""Seconds that a code is good for."""
_TRIES = 5
"""Wrong codes, after which somebody has to wait as long as a code lives."""
_KNOWN, _SELF, _CODE, _TRIED = "known/", "self/", "code/", "tried/"


class _Code(Struct, frozen=True):
    purpose: Purpose
    person: str
    until: float


class _Tried(Struct, frozen=True):
    wrong: int
    until: float


class People:
    """What is kept of people; all of it is in the store and in memory.

    Codes are kept as hashes: who reads the database cannot come in by them. A code that was shown is shown again to
    the same person while it lives and the program runs.
    """

    def __init__(self, store: Store, clock: Callable[[], float] = time.time) -> None:
        self._store, self._clock = store, clock
        self._known: set[str] = set()
        self._identity: dict[str, str] = {}
        self._codes: dict[str, _Code] = {}
        self._tried: dict[str, _Tried] = {}
        self._shown: dict[tuple[Purpose, str], str] = {}

    async def load(self) -> None:
        """Read what is kept. Raises StoreError."""
        self._known = {key.removeprefix(_KNOWN) for key in await self._store.settings(_KNOWN)}
        self._identity = {key.removeprefix(_SELF): one for key, one in (await self._store.settings(_SELF)).items()}
        self._codes = {key: _read(value, _Code) for key, value in (await self._store.settings(_CODE)).items()}
        self._tried = {
            key.removeprefix(_TRIED): _read(value, _Tried)
            for key, value in (await self._store.settings(_TRIED)).items()
        }

    def known(self, person: str) -> bool:
        """Say whether somebody was let in, by one of their selves."""
        return any(one in self._known for one in self.selves(person))

    def selves(self, person: str) -> tuple[str, ...]:
        """Return a person's ids on all platforms, the one asked for first."""
        identity = self._identity.get(person)
        others = (
            () if identity is None else tuple(p for p, i in self._identity.items() if i == identity and p != person)
        )
        return (person, *sorted(others))

    async def code(self, purpose: Purpose, person: str) -> str:
        """Return a code for somebody: the one shown before while it lives, else a new one. Raises StoreError."""
        shown = self._shown.get((purpose, person))
        if shown is not None and self._alive(_key(purpose, shown)):
            return shown
        await self._forget_old(purpose, person)
        code = "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))
        kept = _Code(purpose, person, self._clock() + _LIFE)
        self._codes[_key(purpose, code)] = kept
        self._shown[purpose, person] = code
        await self._put(_key(purpose, code), kept, AuditEntry(person, f"{purpose}_code", person, allowed=True))
        return code

    async def pair(self, code: str, by: str) -> str:
        """Let in whom a code was shown to, and return who that is. Raises InvalidInput, StoreError."""
        person = await self._redeemed("pair", code, by)
        self._known.add(person)
        entry = AuditEntry(by, "pair", person, allowed=True)
        await self._store.set_setting(f"{_KNOWN}{person}", by, entry)
        return person

    async def unpair(self, person: str, by: str) -> None:
        """Let somebody in no longer. Raises InvalidInput, StoreError."""
        if person not in self._known:
            raise InvalidInput(f"`{person}` was not let in by a code.")
        await self._store.set_setting(f"{_KNOWN}{person}", None, AuditEntry(by, "pair", person, True, "off"))
        self._known.discard(person)

    async def unlink(self, person: str) -> None:
        """Part all selves of a person, whichever of them says so. Raises InvalidInput, StoreError."""
        if person not in self._identity:
            raise InvalidInput("You are not linked with anybody.")
        for one in self.selves(person):
            entry = AuditEntry(person, "link", one, allowed=True, detail="off")
            await self._store.set_setting(f"{_SELF}{one}", None, entry)
            self._identity.pop(one, None)

    async def link(self, code: str, person: str) -> str:
        """Join somebody with whom a code was shown to, and return who that is. Raises InvalidInput, StoreError."""
        other = await self._redeemed("link", code, person)
        identity = self._identity.get(other) or secrets.token_hex(8)
        for one in {person, other, *self.selves(person)}:
            self._identity[one] = identity
            entry = AuditEntry(person, "link", one, allowed=True)
            await self._store.set_setting(f"{_SELF}{one}", identity, entry)
        return other

    async def _redeemed(self, purpose: Purpose, code: str, by: str) -> str:
        """Return whose code it was; it is good once."""
        tried, now = self._tried.get(by), self._clock()
        if tried is not None and tried.wrong >= _TRIES and tried.until > now:
            raise InvalidInput(f"Too many wrong codes. Try again in {_minutes(tried.until - now)}.")
        key = _key(purpose, "".join(code.upper().split()).replace("-", ""))
        if not self._alive(key):
            await self._miss(by, purpose)
            raise InvalidInput("There is no such code, or it is too old: codes are good for an hour, and once.")
        kept = self._codes.pop(key)
        self._shown.pop((purpose, kept.person), None)
        await self._store.set_setting(key, None, AuditEntry(by, f"{purpose}_code", kept.person, allowed=True))
        if kept.person == by:
            raise InvalidInput("That is your own code: type it where you are somebody else.")
        if tried is not None:
            self._tried.pop(by, None)
            await self._store.set_setting(f"{_TRIED}{by}", None, AuditEntry(by, f"{purpose}_code", by, allowed=True))
        return kept.person

    async def _miss(self, by: str, purpose: Purpose) -> None:
        before, now = self._tried.get(by), self._clock()
        wrong = before.wrong + 1 if before is not None and before.until > now else 1
        self._tried[by] = _Tried(wrong, now + _LIFE)
        await self._put(f"{_TRIED}{by}", self._tried[by], AuditEntry(by, f"{purpose}_code", by, allowed=False))

    async def _forget_old(self, purpose: Purpose, person: str) -> None:
        """Let go of codes that are too old, and of this person's last one."""
        for key, kept in list(self._codes.items()):
            if not self._alive(key) or (kept.purpose, kept.person) == (purpose, person):
                self._codes.pop(key, None)  # somebody else's may be at it too
                entry = AuditEntry(kept.person, f"{kept.purpose}_code", kept.person, allowed=True, detail="over")
                await self._store.set_setting(key, None, entry)

    def _alive(self, key: str) -> bool:
        kept = self._codes.get(key)
        return kept is not None and kept.until > self._clock()

    async def _put(self, key: str, value: Struct, entry: AuditEntry) -> None:
        await self._store.set_setting(key, msgspec.json.encode(value).decode(), entry)


def _key(purpose: Purpose, code: str) -> str:
    return f"{_CODE}{hashlib.sha256(f'{purpose}:{code}'.encode()).hexdigest()}"


def _read(value: str, kind: type[T]) -> T:
    try:
        return msgspec.json.decode(value, type=kind)
    except msgspec.DecodeError as error:
        raise StoreError(f"What the database keeps of people cannot be read: {error}.") from error


def _minutes(seconds: float) -> str:
    minutes = max(1, round(seconds / 60))
    return f"{minutes} minutes" if minutes > 1 else "a minute"
