"""Overhearing: what a model made of a question, and what the database brought, before it is put into words."""

from collections.abc import AsyncIterator, Collection
from typing import TypeVar

from msgspec import Struct

from core.data import DataSchema, Found, Inquiry
from core.errors import DataUnavailable
from core.ports import Database, Model, Models, Prompt, Report

T = TypeVar("T")


class Overheard(Struct):
    """What was last said between an expert, its model and its database."""

    inquiry: Inquiry = Inquiry()
    found: Found | None = None
    fault: DataUnavailable | None = None
    """That the database could not be asked at all."""

    def forget(self) -> None:
        """Begin anew, for another question."""
        self.inquiry, self.found, self.fault = Inquiry(), None, None

    def models(self, models: Models) -> Models:
        """Return the models, overheard."""
        return lambda name: OverheardModel(models(name), self)


class OverheardModel:
    """A model whose inquiries are overheard."""

    def __init__(self, model: Model, overheard: Overheard) -> None:
        self._model, self._overheard = model, overheard

    @property
    def name(self) -> str:
        """Return the model's own name."""
        return self._model.name

    def stream(self, prompt: Prompt) -> AsyncIterator[str]:
        """Answer in text. Raises ModelError."""
        return self._model.stream(prompt)

    async def structured(self, prompt: Prompt, shape: type[T]) -> T:
        """Answer with a value of `shape`. Raises ModelError."""
        value = await self._model.structured(prompt, shape)
        if isinstance(value, Inquiry):
            self._overheard.inquiry, self._overheard.found = value, None
        return value

    async def close(self) -> None:
        """Let go of connections."""
        await self._model.close()


class OverheardDatabase:
    """A database of which is overheard what was found."""

    def __init__(self, database: Database, overheard: Overheard) -> None:
        self._database, self._overheard = database, overheard

    async def schema(self) -> DataSchema:
        """Return its tables. Raises DataError."""
        try:
            return await self._database.schema()
        except DataUnavailable as error:
            self._overheard.fault = error
            raise

    async def query(self, sql: str, report: Report) -> Found:
        """Run one SELECT. Raises DataError."""
        try:
            found = await self._database.query(sql, report)
        except DataUnavailable as error:
            self._overheard.fault = error
            raise
        self._overheard.found = found
        return found

    def only(self, tables: Collection[str]) -> "OverheardDatabase":
        """Return it with no tables but these."""
        return OverheardDatabase(self._database.only(tables), self._overheard)

    async def close(self) -> None:
        """Let go of connections."""
        await self._database.close()
