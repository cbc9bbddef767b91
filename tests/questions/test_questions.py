"""What the built-in model makes of the corpora: nearly all right, hardly anything wrong, the rest declined."""

import asyncio

import pytest

from tests.questions.corpus import FOLDER, corpora
from tests.questions.judging import Verdict, verdicts
from tests.questions.report import failures, share, table

CORPORA = corpora([FOLDER])
RIGHT, WRONG = 0.85, 0.03
"""The least share that is right of each corpus, and the largest that is wrong of all."""


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Verdict, ...]:
    return asyncio.run(verdicts(CORPORA, tmp_path_factory.mktemp("questions")))


def told(found: tuple[Verdict, ...]) -> str:
    return f"\n\n{failures(found)}\n\n{table(found)}"


@pytest.mark.parametrize("name", [corpus.name for corpus in CORPORA])
def test_nearly_all_questions_of_each_corpus_are_answered_rightly(asked: tuple[Verdict, ...], name: str) -> None:
    own = tuple(verdict for verdict in asked if verdict.corpus == name)

    right = share(own, "right")
    assert right >= RIGHT, told(own)


def test_hardly_any_answer_is_wrong(asked: tuple[Verdict, ...]) -> None:
    wrong = share(asked, "wrong")
    assert wrong <= WRONG, told(asked)


def test_the_corpora_are_large_half_german_and_a_third_casual() -> None:
    questions = [question for corpus in CORPORA for question in corpus.questions]

    assert len(questions) >= 120
    assert len(CORPORA) >= 3
    assert abs(sum(question.language == "de" for question in questions) / len(questions) - 0.5) <= 0.05
    assert sum(question.casual for question in questions) / len(questions) >= 1 / 3
