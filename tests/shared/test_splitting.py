from hypothesis import given
from hypothesis import strategies as st

from adapters.shared.splitting import split, utf16_length

words = st.lists(st.sampled_from(["word", "ein längeres Wort", "😀", "x" * 70, "\n", "\n\n", "- item"]), max_size=60)


@given(words.map(" ".join), st.integers(40, 200))
def test_parts_fit_and_joined_are_the_text(text: str, limit: int) -> None:
    parts = split(text, limit, utf16_length)

    assert all(utf16_length(part) <= limit for part in parts)
    assert "".join(parts) == text


def test_a_short_text_is_one_part() -> None:
    assert split("Hello.", 100) == ["Hello."]


def test_a_cut_is_made_at_a_paragraph_before_a_word() -> None:
    text = "a " * 30 + "\n\n" + "b " * 30

    assert split(text, 100)[0].strip() == ("a " * 30).strip()


def test_a_code_block_that_is_cut_is_closed_and_opened_again() -> None:
    text = "```python\n" + "x = 1\n" * 40 + "```"

    parts = split(text, 100)

    assert len(parts) > 2
    for part in parts:
        assert part.startswith("```python\n")
        assert part.count("```") == 2
    assert "".join(parts).count("x = 1") == 40
