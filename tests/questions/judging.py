"""Judging: each question is asked as people ask it, and its rows are held against the reference."""

import sqlite3
from collections.abc import Awaitable, Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Literal, TypeAlias

from msgspec import Struct

from bots.ask.consultation import Answer, Wanted, consultation
from bots.settings import Settings
from core.controls import Cell
from core.errors import TriviumError
from core.state import SessionState
from tests.questions.comparing import same
from tests.questions.corpus import Corpus, Question, Unsound, database_of

NOW = "2026-11-23T12:00"
"""When all questions are asked."""
_ROWS = 20_000
"""Rows that an answer may have here, so that all can be compared."""

Fate: TypeAlias = Literal["right", "wrong", "declined"]
Ask: TypeAlias = Callable[[str, SessionState], Awaitable[tuple[Answer, SessionState]]]


class Verdict(Struct, frozen=True):
    """What became of a question."""

    corpus: str
    question: Question
    fate: Fate
    said: str = ""
    """The answer's words."""
    sql: str = ""
    why: str = ""
    """What was wrong with it, in a few words."""


async def verdicts(corpora: Sequence[Corpus], folder: Path, database: Path | None = None) -> tuple[Verdict, ...]:
    """Return what the built-in model makes of corpora; their databases are made in `folder` unless one is given.

    Raises Unsound.
    """
    found: list[Verdict] = []
    for corpus in corpora:
        file = database or database_of(corpus, folder)
        settings = settings_for(file)
        async with consultation(settings, Wanted(graph="v4-eras")) as expert:
            found += await judged(corpus, file, expert.ask)
    return tuple(found)


def settings_for(database: Path) -> Settings:
    """Return the settings under which questions are asked of a database, whatever the environment says."""
    told = {"model": "", "models": "", "clock": NOW, "expert_databases": "", "expert_masked": "", "expert_rows": _ROWS}
    return Settings.model_validate({**told, "expert_database_url": f"sqlite:///{database}"})


async def judged(corpus: Corpus, database: Path, ask: Ask) -> list[Verdict]:
    """Return what became of each question of a corpus. Raises Unsound for a reference that brings nothing."""
    with closing(_read_only(database)) as connection:
        return [await _judged(corpus, question, connection, ask) for question in corpus.questions]


def _read_only(database: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)


async def _judged(corpus: Corpus, question: Question, connection: sqlite3.Connection, ask: Ask) -> Verdict:
    state = SessionState()
    try:
        for before in question.after:
            _, state = await ask(before, state)
        answer, _ = await ask(question.ask, state)
    except TriviumError as error:
        return Verdict(corpus.name, question, "wrong", said=str(error), why="it failed")
    fate, why = _fate(question, answer, connection)
    return Verdict(corpus.name, question, fate, answer.text, answer.sql, why)


def _fate(question: Question, answer: Answer, connection: sqlite3.Connection) -> tuple[Fate, str]:
    found = answer.found
    if question.expect == "decline":
        return ("right", "") if found is None else ("wrong", "it should have been declined")
    if found is None:
        return "declined", "its query failed" if answer.sql else ""
    brought = [rows_of(connection, question, sql) for sql in question.references]
    if any(same(found.rows, rows, ordered=question.ordered) for rows in brought):
        return "right", ""
    if len(found.rows) != len(brought[0]):
        return "wrong", f"{len(found.rows)} rows, not {len(brought[0])}"
    return "wrong", f"{_first(found.rows)}, not {_first(brought[0])}"


def rows_of(connection: sqlite3.Connection, question: Question, sql: str) -> list[tuple[Cell, ...]]:
    """Return the rows of a reference. Raises Unsound."""
    try:
        return connection.execute(sql).fetchall()
    except sqlite3.Error as error:
        raise Unsound(f"The reference of {question.ask!r} cannot be run: {error}.") from error


def _first(rows: Sequence[tuple[Cell, ...]]) -> str:
    return ", ".join(str(cell) for cell in rows[0]) if rows else "nothing"
