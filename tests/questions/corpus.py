"""Corpora: questions with what is right, from TOML files, and the databases they are asked of."""

import sqlite3
import tomllib
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, Literal

import msgspec
from msgspec import Struct

from adapters.data.demo import demo_database

FOLDER = Path(__file__).parent
DEMO = "demo"
"""The name of the demo database, which no SQL file makes."""


class Question(Struct, frozen=True, forbid_unknown_fields=True):
    """A question with what is right."""

    ask: str
    language: Literal["de", "en"]
    shape: str
    """What is asked for, in a word of the corpus: `count`, `top`, `series` …"""
    casual: bool = False
    after: tuple[str, ...] = ()
    """What is asked before, in the same conversation."""
    sql: str = ""
    """The reference: it brings the rows that are right."""
    ordered: bool = False
    alternatives: tuple[str, ...] = ()
    """Further statements whose rows are right."""
    expect: Literal["answer", "decline"] = "answer"

    @property
    def references(self) -> tuple[str, ...]:
        """Return all statements whose rows are right."""
        return tuple(filter(None, (self.sql, *self.alternatives)))


class Corpus(Struct, frozen=True):
    """The questions of one file."""

    name: str
    file: Path
    database: str
    """`demo`, or the name of the SQL file beside it that makes the database."""
    questions: tuple[Question, ...]


class Unsound(Exception):
    """A corpus cannot be used."""


def corpora(paths: Sequence[Path]) -> tuple[Corpus, ...]:
    """Return the corpora of files and folders. Raises Unsound."""
    files = [file for path in paths for file in (sorted(path.glob("*.toml")) if path.is_dir() else [path])]
    if not files:
        raise Unsound(f"There is no corpus in {', '.join(map(str, paths))}.")
    return tuple(map(corpus, files))


def corpus(file: Path) -> Corpus:
    """Return the corpus of a file. Raises Unsound."""
    try:
        content: dict[str, Any] = tomllib.loads(file.read_text("utf-8"))
        questions = msgspec.convert(content.get("question", ()), tuple[Question, ...])
    except (OSError, ValueError) as error:  # ill-formed TOML and values of the wrong type are ValueErrors
        raise Unsound(f"{file}: {error}") from error
    for question in questions:
        if wrong := _wrong(question):
            raise Unsound(f"{file}: {question.ask!r} {wrong}.")
    return Corpus(file.stem, file, str(content.get("database", DEMO)), questions)


def _wrong(question: Question) -> str:
    if question.expect == "answer" and not question.references:
        return "has no sql"
    if question.expect == "decline" and question.references:
        return "is to be declined, and has sql"
    return ""


def database_of(corpus: Corpus, folder: Path) -> Path:
    """Make the database of a corpus in a folder, where it is not yet there, and return its file. Raises Unsound."""
    file = folder / f"{corpus.database}.db"
    if file.exists():
        return file
    if corpus.database == DEMO:
        demo_database(file)
        return file
    script = corpus.file.parent / f"{corpus.database}.sql"
    try:
        with closing(sqlite3.connect(file)) as connection:
            connection.executescript(script.read_text("utf-8"))
    except (OSError, sqlite3.Error) as error:
        raise Unsound(f"{script}: {error}") from error
    return file
