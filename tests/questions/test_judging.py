"""A corpus is read, asked and told as it should be."""

import asyncio
import re
import sys
from pathlib import Path

import pytest

from bots.ask.consultation import Answer
from core.data import Found, Inquiry
from core.envelope import Exchange
from core.errors import ModelUnavailable
from core.state import SessionState
from tests.questions.corpus import Corpus, Unsound, corpora, corpus, database_of
from tests.questions.judging import Verdict, judged
from tests.questions.report import failures, share, table

TOWN = """
CREATE TABLE town (name TEXT, people INTEGER);
INSERT INTO town VALUES ('Ulm', 3), ('Köln', 5);
"""
QUESTIONS = """
database = "town"

[[question]]
ask = "How many towns?"
language = "en"
shape = "count"
sql = "SELECT count(*) FROM town"

[[question]]
ask = "welche orte gibts"
language = "de"
shape = "list"
casual = true
sql = "SELECT name FROM town ORDER BY name"
ordered = true
alternatives = ["SELECT name FROM town ORDER BY people"]

[[question]]
ask = "Who is the mayor?"
language = "en"
shape = "decline"
expect = "decline"

[[question]]
ask = "And in Ulm?"
language = "en"
shape = "followup"
after = ["How many people are there?"]
sql = "SELECT people FROM town WHERE name = 'Ulm'"
"""


def answered(sql: str, *rows: tuple[str | int, ...]) -> Answer:
    return Answer("So it is.", Inquiry(sql=sql), Found(tuple("abc"[: len(rows[0])]), rows, sql))


DECLINED = Answer("I do not know a mayor.", Inquiry(decline="I do not know a mayor.", unknown=("mayor",)))
RIGHT: dict[tuple[str, ...], Answer] = {
    ("How many towns?",): answered("SELECT 2", (2,)),
    ("welche orte gibts",): answered("SELECT *", ("Köln", 5), ("Ulm", 3)),
    ("Who is the mayor?",): DECLINED,
    ("How many people are there?",): answered("SELECT 8", (8,)),
    ("How many people are there?", "And in Ulm?"): answered("SELECT 3", (3,)),
}


@pytest.fixture
def town(tmp_path: Path) -> Corpus:
    (tmp_path / "town.sql").write_text(TOWN)
    (tmp_path / "questions.toml").write_text(QUESTIONS)
    (read,) = corpora([tmp_path])
    return read


async def outcomes(town: Corpus, script: dict[tuple[str, ...], Answer]) -> dict[str, Verdict]:
    """Ask somebody who knows answers by all that was said so far; who is asked anything else cannot be reached."""

    async def ask(text: str, state: SessionState) -> tuple[Answer, SessionState]:
        said = (*state.history, Exchange("user", text))
        key = tuple(exchange.content for exchange in said)
        if key not in script:
            raise ModelUnavailable(f"Nobody knows {key}.")
        return script[key], SessionState(history=said)

    file = database_of(town, town.file.parent)
    return {verdict.question.ask: verdict for verdict in await judged(town, file, ask)}


async def test_right_rows_and_a_decline_where_one_is_expected_are_right(town: Corpus) -> None:
    found = await outcomes(town, RIGHT)

    assert {verdict.fate for verdict in found.values()} == {"right"}


async def test_an_alternative_is_right_too(town: Corpus) -> None:
    other = answered("SELECT name FROM town ORDER BY people", ("Ulm",), ("Köln",))

    found = await outcomes(town, RIGHT | {("welche orte gibts",): other})

    assert found["welche orte gibts"].fate == "right"


@pytest.mark.parametrize(
    ("answer", "fate"),
    [
        (answered("SELECT 3", (3,)), "wrong"),
        (answered("SELECT name", ("Ulm",), ("Köln",)), "wrong"),
        (DECLINED, "declined"),
        (Answer("That failed.", Inquiry(sql="SELECT x")), "declined"),
    ],
)
async def test_other_rows_are_wrong_and_a_decline_is_a_decline(town: Corpus, answer: Answer, fate: str) -> None:
    found = await outcomes(town, RIGHT | {("How many towns?",): answer})

    assert found["How many towns?"].fate == fate


async def test_an_answer_to_what_cannot_be_answered_is_wrong(town: Corpus) -> None:
    found = await outcomes(town, RIGHT | {("Who is the mayor?",): answered("SELECT 1", (1,))})

    assert found["Who is the mayor?"].fate == "wrong"


async def test_what_fails_is_wrong(town: Corpus) -> None:
    found = await outcomes(town, {})

    assert {verdict.fate for verdict in found.values()} == {"wrong"}


async def test_the_report_tells_shares_by_corpus_language_care_and_shape(town: Corpus) -> None:
    verdicts = list((await outcomes(town, RIGHT | {("How many towns?",): answered("SELECT 3", (3,))})).values())

    told = {line.split("  ")[0]: line.split()[-7:] for line in table(verdicts).splitlines() if line}

    assert share(verdicts, "right") == 0.75
    assert told["all"] == ["4", "3", "75.0%", "1", "25.0%", "0", "0.0%"]
    assert told["English"][:3] == ["3", "2", "66.7%"]
    assert {"questions", "German", "casual", "tidy", "count", "list", "follow-up"} <= told.keys()


async def test_a_failure_is_told_with_our_sql_beside_the_reference(town: Corpus) -> None:
    verdicts = list((await outcomes(town, RIGHT | {("How many towns?",): answered("SELECT 3", (3,))})).values())

    told = failures(verdicts)

    assert "WRONG  [questions] How many towns?" in told
    assert "SELECT 3" in told
    assert "SELECT count(*) FROM town" in told
    assert "3, not 2" in told
    assert "mayor" not in told


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('sql = "SELECT count(*) FROM town"', "", "has no sql"),
        ('expect = "decline"', 'expect = "decline"\nsql = "SELECT 1"', "is to be declined, and has sql"),
        ('language = "de"', 'language = "fr"', "language"),
        ("casual = true", "careless = true", "careless"),
        ("[[question]]", "[[question", "questions.toml"),
    ],
)
def test_a_corpus_that_is_ill_formed_is_named_with_what_is_wrong(town: Corpus, old: str, new: str, said: str) -> None:
    town.file.write_text(QUESTIONS.replace(old, new))

    with pytest.raises(Unsound, match=r"questions\.toml") as caught:
        corpus(town.file)

    assert said in str(caught.value)


async def test_a_reference_that_cannot_be_run_is_no_verdict(town: Corpus) -> None:
    town.file.write_text(QUESTIONS.replace("count(*) FROM town", "count(*) FROM city"))

    with pytest.raises(Unsound, match=r"How many towns.* no such table: city"):
        await outcomes(corpus(town.file), RIGHT)


def test_a_folder_without_a_corpus_is_told(tmp_path: Path) -> None:
    with pytest.raises(Unsound, match="There is no corpus"):
        corpora([tmp_path])


async def test_make_questions_asks_the_built_in_model_and_prints_the_shares(town: Corpus) -> None:
    status, told = await _run("--failures", "--corpus", str(town.file))

    assert status == 0
    assert re.search(r"^all +4 ", told, re.MULTILINE)


async def test_a_corpus_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    status, told = await _run("--corpus", str(tmp_path / "nowhere.toml"))

    assert (status, told.count("\n")) == (1, 1)
    assert "nowhere.toml" in told


async def _run(*arguments: str) -> tuple[int | None, str]:
    process = await asyncio.create_subprocess_exec(
        *[sys.executable, "-m", "tests.questions", *arguments],
        cwd=Path(__file__).parents[2],
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    told, _ = await process.communicate()
    return process.returncode, told.decode()
