"""Telling answers: as people read them, or as JSON, a line a question."""

import io
import re
import sys
from typing import Protocol

import msgspec

from adapters.shared.drawing import progress_line
from bots.ask.consultation import Answer
from bots.chat.handed import artifact_lines
from bots.chat.paper import Paper
from core.artifacts import Artifact
from core.controls import Progress, Table
from core.errors import TriviumError
from core.exhibits import shown_rows, spelled_rows

_MARKS = re.compile(r"\\([^\w\s]|_)|\*\*")
"""Signs that are escaped, and those of bold type: all the Markdown that an answer of code has."""
_LINE_ENDS = {"\x85": "\\u0085", "\u2028": "\\u2028", "\u2029": "\\u2029"}
"""What some programs take for the end of a line within JSON."""


class Telling(Protocol):
    """A way to tell answers on standard output."""

    def answer(self, question: str, answer: Answer) -> None:
        """Tell an answer. Raises BrokenPipeError when nobody reads on."""

    def unanswered(self, question: str, error: TriviumError) -> None:
        """Tell that a question has no answer, and why. Raises BrokenPipeError."""

    def works(self, works: tuple[Progress, ...]) -> None:
        """Tell what is under way."""


def telling(*, as_json: bool, with_question: bool, with_sql: bool) -> Telling:
    """Return how to tell answers."""
    return AsJson(with_question=with_question) if as_json else AsText(with_question=with_question, with_sql=with_sql)


class AsText:
    """Tells answers like a talk in the terminal: the sentence, the table, charts and files."""

    def __init__(self, *, with_question: bool, with_sql: bool) -> None:
        self._paper = Paper(sys.stdout)
        self._with_question, self._with_sql = with_question, with_sql

    def answer(self, question: str, answer: Answer) -> None:
        """Tell an answer. Raises BrokenPipeError when nobody reads on."""
        self._ask(question)
        self._paper.line(_plain(answer.text))
        lines = [f"– {reading.label}" for reading in answer.inquiry.readings] if answer.found is None else []
        lines += artifact_lines(_shown(question, answer), answer.language)
        lines += ["", answer.sql] if self._with_sql and answer.sql else []
        for line in lines:
            self._paper.line(line)
        self._end()

    def unanswered(self, question: str, error: TriviumError) -> None:
        """Tell the question, and on standard error why it has no answer. Raises BrokenPipeError."""
        self._ask(question)
        _complain(error)
        self._end()

    def works(self, works: tuple[Progress, ...]) -> None:
        """Show what is under way, where a terminal can wipe it off again."""
        self._paper.move([progress_line(work) for work in works])

    def _ask(self, question: str) -> None:
        if self._with_question:
            self._paper.line(f"? {question}", dim=True)

    def _end(self) -> None:
        if self._with_question:
            self._paper.line()
        if self._paper.lost:
            raise BrokenPipeError


class AsJson:
    """Tells each answer as one JSON object on one line, in UTF-8 whatever the terminal's encoding."""

    def __init__(self, *, with_question: bool) -> None:
        self._with_question = with_question
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8")

    def answer(self, question: str, answer: Answer) -> None:
        """Tell an answer. Raises BrokenPipeError when nobody reads on."""
        found = answer.found
        self._tell(
            question,
            {
                "text": _plain(answer.text),
                "rows": found.rows if found else (),
                "columns": found.columns if found else (),
                "sql": answer.sql,
                "declined": found is None,
                "words": answer.inquiry.unknown,
            },
        )

    def unanswered(self, question: str, error: TriviumError) -> None:
        """Tell why a question has no answer, also on standard error. Raises BrokenPipeError."""
        self._tell(question, {"error": str(error)})
        _complain(error)

    def works(self, works: tuple[Progress, ...]) -> None:
        """Tell nothing: programs wait."""

    def _tell(self, question: str, told: dict[str, object]) -> None:
        line = msgspec.json.encode({"question": question, **told} if self._with_question else told).decode()
        for sign, escaped in _LINE_ENDS.items():
            line = line.replace(sign, escaped)
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()


def _plain(text: str) -> str:
    return _MARKS.sub(lambda found: found[1] or "", text)


def _complain(error: TriviumError) -> None:
    print(f"trivium: {error}", file=sys.stderr)  # noqa: T201 - this is the command line


def _shown(question: str, answer: Answer) -> list[Artifact]:
    """Return the rows as a table, where one sentence does not say them all, and what else was handed over."""
    others: list[Artifact] = [artifact for artifact in answer.artifacts if not isinstance(artifact, Table)]
    found = answer.found
    if found is None or not found.rows or len(found.rows) * len(found.columns) == 1:
        return others
    rows = spelled_rows(found.columns, shown_rows(found), answer.language)
    return [Table("found", answer.inquiry.title or question, found.columns, rows), *others]
