"""Overhearing: what a model made of a question, and what the database brought, before it is put into words."""

from collections.abc import AsyncIterator, Collection
from typing import TypeVar

from msgspec import Struct

from core.data import DataSchema, Found, Inquiry
from core.errors import DataError, QueryRefused
from core.ports import Database, Model, Models, Prompt, Report

T = TypeVar("T")


class Overheard(Struct):
    """What was last said between an expert, its model and its database."""

    inquiry: Inquiry = Inquiry()
    found: Found | None = None
    fault: DataError | None = None
    """Why the database did not answer what it was last asked; a query that may not be run is no fault."""

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
            if value.sql.strip() != self._overheard.inquiry.sql.strip():  # the same again is not asked again
                self._overheard.fault = None
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
        except DataError as error:
            self._overheard.fault = error
            raise

    async def query(self, sql: str, report: Report) -> Found:
        """Run one SELECT. Raises DataError."""
        try:
            found = await self._database.query(sql, report)
        except QueryRefused:
            raise
        except DataError as error:
            self._overheard.fault = error
            raise
        self._overheard.found, self._overheard.fault = found, None
        return found

    def only(self, tables: Collection[str]) -> "OverheardDatabase":
        """Return it with no tables but these."""
        return OverheardDatabase(self._database.only(tables), self._overheard)

    async def close(self) -> None:
        """Let go of connections."""
        await self._database.close()
