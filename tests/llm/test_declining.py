"""What the built-in model does not understand: it makes nothing and says so."""

import pytest

from core.controls import Counter
from tests.llm.asking import thought

UNKNOWN: list[tuple[str, str]] = [
    ("write me a poem", "“write” and “poem”"),
    ("what is the capital of France", "“capital” and “France”"),
    ("delete my account", "“account”"),
    ("make me a poem about a counter", "“poem” and “about”"),
    ("Who invented the traffic light?", "“invented”"),
    ("how does a counter work?", "“work”"),
    ("I saw a traffic light today", "“saw” and “today”"),
    ("the counter is broken", "“broken”"),
    ("my boss wants you to make a counter", "“boss” and “wants”"),
    ("don't make a counter", "“don't”"),
    ("I want to switch jobs", "“jobs”"),
    ("switch jobs", "“jobs”"),
    ("the Amsel sings", "“Amsel” and “sings”"),
    ("I counted my tablets", "“counted” and “tablets”"),
    ("show me the money", "“money”"),
    ("yes", "“yes”"),
    ("schreib mir ein Gedicht", "„schreib“ und „Gedicht“"),
    ("wie heißt die Hauptstadt von Frankreich?", "„heißt“, „Hauptstadt“ und „Frankreich“"),
    ("mach mir keinen Zähler", "„keinen“"),
    ("lösche meinen Account", "„Account“"),
    ("die Steuerzahler sind wütend", "„Steuerzahler“ und „wütend“"),
]


@pytest.mark.parametrize(("text", "named"), UNKNOWN, ids=[text for text, _ in UNKNOWN])
async def test_a_text_that_is_not_understood_is_declined_by_its_words(text: str, named: str) -> None:
    result = await thought(text, Counter("beers", "Beers"))

    assert not result.operations
    assert named in result.response
    assert "MODEL=qwen2.5:7b MODEL_BASE_URL=http://127.0.0.1:11434/v1" in result.response


@pytest.mark.parametrize("text", ["🤷", "...", "the of", "你好吗", "!"])
async def test_a_text_without_words_to_name_is_declined_all_the_same(text: str) -> None:
    result = await thought(text)

    assert not result.operations
    assert "MODEL_BASE_URL" in result.response


@pytest.mark.parametrize("text", ["", "   ", "\n\t"])
async def test_an_empty_text_is_answered_with_what_to_try(text: str) -> None:
    assert "make me a counter" in (await thought(text)).response


async def test_a_text_too_long_for_the_rules_is_declined_with_the_limit() -> None:
    result = await thought("make me a counter " * 1_000)

    assert not result.operations
    assert "2000" in result.response
