"""Installations: the places that installed an app, with their credentials, which are sealed before they come here."""

from collections.abc import Awaitable, Sequence
from typing import Any, Protocol

from sqlalchemy import Row, bindparam, func, select

from adapters.storage.operations import KeepInstallation, RemoveInstallation
from adapters.storage.prepared import Prepared
from adapters.storage.tables import installations
from adapters.storage.writer import Writer

_ONE = Prepared(select(installations.c.sealed).where(installations.c.place == bindparam("place")))
_ALL = Prepared(
    select(installations.c.place)
    .where(func.substr(installations.c.place, 1, bindparam("length")) == bindparam("prefix"))
    .order_by(installations.c.place)
)


class _Glance(Protocol):
    def __call__(self, statement: Prepared, **values: str | float) -> Awaitable[Sequence[Row[*tuple[Any, ...]]]]: ...


class Installations:
    """Keeps one row for each place (`{platform}:…`); made by the store. Everything raises StoreError."""

    def __init__(self, writer: Writer, glance: _Glance) -> None:
        self._writer, self._glance = writer, glance

    async def keep(self, place: str, sealed: bytes) -> None:
        """Keep a place's credentials, in the place of those before; they are on disk when it returns."""
        await self._writer.submit(KeepInstallation(place, sealed))

    async def remove(self, place: str) -> None:
        """Remove a place's credentials; none is no error."""
        await self._writer.submit(RemoveInstallation(place))

    async def find(self, place: str) -> bytes | None:
        """Return a place's sealed credentials."""
        found = await self._glance(_ONE, place=place)
        return bytes(found[0][0]) if found else None

    async def places(self, platform: str) -> tuple[str, ...]:
        """Return the places on a platform that have credentials, in the order of their names."""
        prefix = f"{platform}:"
        return tuple(str(place) for (place,) in await self._glance(_ALL, prefix=prefix, length=len(prefix)))
