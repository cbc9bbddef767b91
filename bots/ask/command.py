"""`ask`: questions in, answers out, each on its own or all in one conversation."""

import asyncio
import logging
from collections.abc import Iterator
from contextlib import AsyncExitStack
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from bots.ask.consultation import Consultation, Wanted, consultation
from bots.ask.conversations import Conversations
from bots.ask.questions import questions_in
from bots.ask.telling import Telling, telling
from bots.expert_databases import data_folder
from bots.settings import Settings, checked_database, read_settings
from core.errors import SettingsError, TriviumError
from core.state import SessionState

_FOLDER = "ask"
"""Where conversations are kept, beside our own database."""


class Asked(Struct, frozen=True, kw_only=True):
    """What was asked for on the command line."""

    question: str = ""
    file: str = ""
    """A file with a question a line, `-` for standard input; empty where there is one question."""
    wanted: Wanted = Wanted()
    session: str = ""
    """The name of the conversation; empty for none that is kept."""
    as_json: bool = False
    with_sql: bool = False


def ask(asked: Asked) -> int:
    """Answer all that was asked and return the exit status. Raises TriviumError for what keeps it from starting."""
    logging.getLogger().setLevel(logging.ERROR)
    with asyncio.Runner() as runner:
        return runner.run(_answer_all(asked))


async def _answer_all(asked: Asked) -> int:
    told = telling(as_json=asked.as_json, with_question=bool(asked.file), with_sql=asked.with_sql)
    questions = _questions(asked)
    async with AsyncExitStack() as held:
        try:
            settings = read_settings()
            kept = _Kept(settings, asked.session)
            expert = await held.enter_async_context(consultation(settings, _checked(asked.wanted)))
        except TriviumError as error:
            if not asked.as_json:
                raise
            for question in questions:
                told.unanswered(question, error)
            return 1
        expert.watch = told.works
        return await _answer_each(questions, expert, kept, told)


async def _answer_each(questions: Iterator[str], expert: Consultation, kept: "_Kept", told: Telling) -> int:
    status = 0
    for question in questions:
        try:
            answer, after = await expert.ask(question, kept.state)
        except TriviumError as error:
            told.unanswered(question, error)
            status = 1
        else:
            told.answer(question, answer)
            kept.keep(after)
    return status


class _Kept:
    """The conversation that goes on from call to call; without a name each question stands alone."""

    def __init__(self, settings: Settings, name: str) -> None:
        self._name, self.state = name, SessionState()
        if name:
            self._conversations = Conversations(data_folder(settings) / _FOLDER)
            self.state = self._conversations.state(name)

    def keep(self, after: SessionState) -> None:
        """Let the next question follow on this one, where they belong together. Raises SettingsError."""
        if self._name:
            self._conversations.keep(self._name, after)
            self.state = after


def _questions(asked: Asked) -> Iterator[str]:
    """Give the questions, without what no encoding has: bytes that are not the terminal's. Raises SettingsError."""
    if not asked.file and not asked.question.strip():
        raise SettingsError("There is no question.")
    for question in questions_in(asked.file) if asked.file else [asked.question.strip()]:
        yield question.encode("utf-8", "replace").decode()


def _checked(wanted: Wanted) -> Wanted:
    if Path(wanted.database).is_file():
        return wanted
    try:
        return replace(wanted, database=checked_database(wanted.database))
    except ValueError as error:
        raise SettingsError(f"--database: {error}.") from error
