"""The analyst node: an expert that asks a database."""

import logging
import re
import time

import msgspec
from msgspec.structs import replace

from core.asking import Asker
from core.blueprint import NodeSpec
from core.controls import LONGEST_INPUT
from core.data import Answered, DataSchema, DataTable, Found, Inquiry
from core.envelope import Command, ThoughtResult
from core.errors import DataError, DataUnavailable, HiddenColumn, ModelRubbish, QueryFailed, QueryRefused, QueryTooLong
from core.exhibits import exhibits, first_rows, reading_buttons, shown_rows, sql_button
from core.findings import told
from core.nodes.thinking import Situation
from core.numerals import plain
from core.operations import AddControl
from core.phrases import Phrase, phrase
from core.ports import Database, Prompt, Rejected
from core.process import ProcessCancelled
from core.sink import hud

log = logging.getLogger(__name__)

_ROWS_TOLD = 30
"""Rows that an interpreter is given."""
_CHARACTERS_TOLD = 8_000
"""Characters of these, as of any tool's output."""
_NAME = re.compile(r"[^\W\d]\w*(?:\.[^\W\d]\w*){0,2}")
"""What may be meant for a table or a column; a value of several words is none."""
_PAUSE = 30.0
"""Seconds for which a database that cannot be reached is not tried again only to know where words should go."""


class AnalystNode:
    """Answers questions from one database: a model says what to ask it, code says what was found."""

    kind = "expert"

    def __init__(self, name: str, spec: NodeSpec, asker: Asker, database: Database) -> None:
        self._name, self._spec, self._asker = name, spec, asker
        self._database = database.only(spec.tables) if spec.tables else database
        self._narrowed: tuple[DataSchema, DataSchema] | None = None
        self._unreached = -_PAUSE

    async def known(self) -> DataSchema | None:
        """Return what routing nodes are told of the database; None where it cannot be had just now."""
        if time.monotonic() - self._unreached < _PAUSE:
            return None
        try:
            return await self._schema()
        except DataError as error:
            self._failed(error)
            return None

    async def think(self, command: Command, situation: Situation) -> ThoughtResult:
        """Return what the database says, with table, chart, file and buttons.

        A question that the database cannot answer, or a database that does not answer, is told in a sentence.
        Raises ModelError.
        """
        language = command.analysis.language[:2]
        try:
            schema = await self._schema()
        except DataError as error:
            return self._sorry(error, language)
        prompt = replace(
            situation.prompt(self.kind, self._spec.instructions, command), data={self._spec.database: schema}
        )
        inquiry = await self._asker.structured(prompt, Inquiry, _objection)
        if not inquiry.sql.strip():
            return _declined(inquiry)
        try:
            found = await self._asked(inquiry.sql, language, situation)
        except HiddenColumn as error:
            return self._sorry(error, language)
        except (QueryFailed, QueryRefused) as error:
            return await self._once_more(prompt, inquiry, situation, error)
        except (DataError, ProcessCancelled) as error:
            return self._sorry(error, language, inquiry.sql)
        return self._thought(inquiry, found, language)

    async def _once_more(self, prompt: Prompt, inquiry: Inquiry, situation: Situation, why: DataError) -> ThoughtResult:
        """Have a query mended that the database did not take; one that stays as it is has failed."""
        self._failed(why)
        language = prompt.language[:2]
        prompt = replace(prompt, rejected=Rejected(inquiry.sql, str(why)))
        try:
            mended = await self._asker.structured(prompt, Inquiry, _objection)
        except ModelRubbish:
            return self._sorry(why, language, inquiry.sql)
        if not mended.sql.strip():
            return _declined(mended)
        if mended.sql.strip() == inquiry.sql.strip():
            return self._sorry(why, language, inquiry.sql)
        try:
            found = await self._asked(mended.sql, language, situation)
        except (DataError, ProcessCancelled) as error:
            return self._sorry(error, language, mended.sql)
        return self._thought(mended, found, language)

    async def _asked(self, sql: str, language: str, situation: Situation) -> Found:
        """Ask the database, as a process that people see and can end. Raises DataError, ProcessCancelled."""
        label, begun = phrase("asking_data", language), time.perf_counter()
        found = await situation.processes.run(label, lambda report: self._database.query(sql, report))
        ms = round((time.perf_counter() - begun) * 1_000, 2)
        hud(self._name, "queried", ms=ms, rows=len(found.rows), words={"sql": found.sql})
        return found

    def _thought(self, inquiry: Inquiry, found: Found, language: str) -> ThoughtResult:
        rows = shown_rows(found)
        answered = Answered(inquiry.title, inquiry.shape, found.columns, rows, len(rows), found.more)
        sentence = told(answered, language)
        operations, artifacts = exhibits(inquiry, answered, found, language)
        told_of = first_rows(rows[:_ROWS_TOLD], _CHARACTERS_TOLD)
        first = answered if told_of == rows else replace(answered, rows=told_of, said=sentence)
        output = msgspec.json.encode(first).decode()
        return ThoughtResult(sentence, operations, artifacts, self._spec.database, output)

    def _sorry(self, error: DataError | ProcessCancelled, language: str, sql: str = "") -> ThoughtResult:
        """Return the sentence on what went wrong, with what was asked where the database did not understand it."""
        self._failed(error)
        if isinstance(error, HiddenColumn):
            return ThoughtResult(phrase("query_hidden", language, column=plain(error.column)))
        told: Phrase
        match error:
            case QueryRefused():
                told = "query_refused"
            case QueryFailed():
                told = "query_failed"
            case QueryTooLong():
                told = "query_long"
            case ProcessCancelled():
                told = "query_stopped"
            case _:
                told = "data_unavailable"
        operations = (AddControl(sql_button(sql)),) if sql else ()
        return ThoughtResult(phrase(told, language), operations)

    def _failed(self, error: DataError | ProcessCancelled) -> None:
        if isinstance(error, DataUnavailable):
            self._unreached = time.monotonic()
            log.warning("a database does not answer: %s", error, extra={"node": self._name})
        hud(self._name, "data_failed", error=type(error).__name__, words={"error": str(error)})

    async def _schema(self) -> DataSchema:
        """Return what this expert may read; the same value as long as the database gives the same one."""
        whole = await self._database.schema()
        if self._narrowed is None or self._narrowed[0] is not whole:
            first = self._narrowed is None
            self._narrowed = whole, narrowed(whole, self._spec)
            for sentence in missing(self._narrowed[1], self._spec) if first else ():
                log.warning("an expert names what its database lacks: %s", sentence, extra={"node": self._name})
        return self._narrowed[1]


def missing(schema: DataSchema, spec: NodeSpec) -> list[str]:
    """Return, a sentence each, what a node names that is not among what it reads: tables, and meanings of words."""
    names = {name for table in schema.tables for name in _called(table)}
    told = [f"There is no table {name!r}." for name in spec.tables if name.lower() not in names]
    columns = [(name, column) for table in schema.tables for name in _called(table) for column in table.columns]
    names |= {known for name, column in columns for known in (f"{name}.{column.name}".lower(), column.name.lower())}
    names |= {value.lower() for _, column in columns for value in column.values}
    unclear = [(w, m) for w, m in spec.words.items() if _NAME.fullmatch(m) and m.lower() not in names]
    return told + [
        f"The word {w!r} means {m!r}, which is no table, column or known value that it reads." for w, m in unclear
    ]


def narrowed(whole: DataSchema, spec: NodeSpec) -> DataSchema:
    """Return the tables that a node may read, with its words; the whole where it says nothing of either."""
    if not spec.tables and not spec.words:
        return whole
    wanted = {name.lower() for name in spec.tables}
    kept = [table for table in whole.tables if not wanted or _called(table) & wanted]
    names = {table.name for table in kept}
    tables = tuple(replace(t, keys=tuple(key for key in t.keys if key.table in names)) for t in kept)
    return DataSchema(whole.dialect, tables, {**whole.words, **spec.words})


def _called(table: DataTable) -> set[str]:
    return {table.name.lower(), f"{table.schema}.{table.name}".lower()}


def _declined(inquiry: Inquiry) -> ThoughtResult:
    buttons = tuple(AddControl(button) for button in reading_buttons(inquiry.readings))
    return ThoughtResult(inquiry.decline, buttons)


def _objection(inquiry: Inquiry) -> str:
    if len(inquiry.sql) > LONGEST_INPUT * 4:
        return "its sql is too long"
    if not inquiry.sql.strip() and not inquiry.decline.strip():
        return "it has neither sql nor, in decline, a sentence on why there is none"
    return ""
