import re
from itertools import pairwise

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from adapters.shared.splitting import cut, pieces, split, utf16_length

FENCE = re.compile(r"(?:[ >]|-(?= ))*(?:`{3,}|~{3,})[^\n]*")
words = st.lists(st.sampled_from(["word", "ein längeres Wort", "😀", "x" * 70, "\n", "\n\n", "- item"]), max_size=60)
marked = st.lists(
    st.sampled_from(
        [
            "A sentence. ",
            "**bold words** ",
            "`code here` ",
            "[a link](https://x.org/y) ",
            "\n",
            "\n\n",
            "\n```py\n",
            "\n```\n",
            "\n~~~~\n",
            "\n- item\n",
            "\n  ````c x=1\n",
            "\n      ```\n",
            "\n> ```\n",
            "👩‍👩‍👧",
            "e\u0301\u0302",
            "🇩🇪🇫🇷",
            "漢字。",
            "x" * 30,
            "\r\n",
        ]
    ),
    max_size=80,
)


def joined(parts: list[str]) -> str:
    """Join parts cut at ends of lines, without the lines that close a fence in one part and open it in the next."""
    text = parts[0]
    for part in parts[1:]:
        closed, opened = text.rpartition("\n")[2], part.partition("\n")[0]
        again = bool(FENCE.fullmatch(closed)) and bool(FENCE.fullmatch(opened))
        text = text.removesuffix(closed) + part.removeprefix(f"{opened}\n") if again else text + part
    return text


def is_whole(text: str) -> bool:
    """Say whether every fence that a text opens is closed."""
    opened = ""
    for line in text.split("\n"):
        found = re.match(r"[\s>-]*(`{3,}|~{3,})(.*)", line)
        if found and not opened:
            opened = found[1]
        elif found and found[1].startswith(opened) and not found[2].strip():
            opened = ""
    return not opened


@given(words.map(" ".join), st.integers(40, 200))
def test_parts_fit_and_joined_are_the_text(text: str, limit: int) -> None:
    parts = split(text, limit, utf16_length)

    assert all(utf16_length(part) <= limit for part in parts)
    assert "".join(parts) == text


@given(marked.map("".join), st.integers(2, 300))
def test_parts_of_markdown_fit_and_joined_are_the_text_but_for_fences(text: str, limit: int) -> None:
    made = pieces(text, limit, utf16_length)

    assert "".join(piece.text for piece in made) == text
    assert split(text, limit, utf16_length) == [piece.opening + piece.text + piece.closing for piece in made]
    for piece in made:
        assert utf16_length(piece.opening + piece.text + piece.closing) <= limit
        assert not piece.opening or (FENCE.fullmatch(piece.opening[:-1]) and piece.opening.endswith("\n"))
        assert not piece.closing or FENCE.fullmatch(piece.closing.removeprefix("\n"))


@given(
    st.lists(st.sampled_from(["👩‍👩‍👧", "e\u0301\u0302", "🇩🇪", "한", "x", " \u0301", "\r\n", "क्षि", "🧑🏿‍🚒"])).map(
        "".join
    )
)
def test_no_grapheme_is_cut(text: str) -> None:
    whole = regex.findall(r"\X", text)

    parts = split(text, 10, utf16_length)

    assert [cluster for part in parts for cluster in regex.findall(r"\X", part)] == whole


def test_a_grapheme_longer_than_the_limit_is_cut_within() -> None:
    text = "e" + "\u0301" * 25

    assert list(map(len, split(text, 10))) == [10, 10, 6]


def test_the_smallest_limits_still_make_parts() -> None:
    assert split("ab c", 1) == ["a", "b", " ", "c"]
    assert "".join(split("```\nab\n```", 4)) == "```\nab\n```"
    assert split("😀a", 1, utf16_length) == ["😀", "a"]


def test_a_short_text_is_one_part() -> None:
    assert split("Hello.", 100) == ["Hello."]
    assert split("", 100) == [""]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("a " * 30 + "\n\n" + "b. " * 6 + "\n" + "b " * 30, "a " * 30 + "\n\n"),
        ("a. " * 20 + "\n" + "b. " * 30, "a. " * 20 + "\n"),
        (
            "One two three four five six seven eight nine ten. Yes! " + "word " * 30,
            "One two three four five six seven eight nine ten. Yes! ",
        ),
        ("漢" * 60 + "。" + "字" * 60, "漢" * 60 + "。"),
        ("word " * 30, "word " * 20),
        ("x" * 300, "x" * 100),
    ],
)
def test_a_cut_is_made_at_a_paragraph_then_a_line_a_sentence_a_word(text: str, first: str) -> None:
    assert split(text, 100)[0] == first
    assert text[: cut(text, 100)] == first


@pytest.mark.parametrize("mark", ["**bold bold bold bold**", "`code code code code`", "[link link](https://x.org/a)"])
def test_no_cut_within_inline_marks_where_another_is_good(mark: str) -> None:
    text = "x" * 79 + f" {mark} end"

    assert split(text, 90) == ["x" * 79 + " ", f"{mark} end"]


def test_inline_marks_longer_than_a_part_are_cut_at_words() -> None:
    assert split(f"**{'word ' * 50}**", 100)[0].endswith("word ")


@pytest.mark.parametrize(
    ("opening", "closing", "again"),
    [
        ("```python", "```", "```python"),
        ("~~~ text", "~~~", "~~~ text"),
        ("````md", "````", "````md"),
        ("1. Do:\n\n   ```sh", "   ```", "   ```sh"),
        ("- one\n  - two\n\n      ```sh", "      ```", "-    ```sh"),
        ("> ```sh", "> ```", "> ```sh"),
    ],
)
def test_a_code_block_that_is_cut_is_closed_and_opened_again(opening: str, closing: str, again: str) -> None:
    lead = re.match("[ >]*", closing)[0]  # type: ignore[index]
    text = f"{opening}\n" + f"{lead}x = 1\n" * 40 + closing

    parts = split(text, 100)

    assert len(parts) > 2
    for part in parts:
        assert is_whole(part)
        assert len(part) <= 100
    for before, part in pairwise(parts):
        assert before.endswith(f"{lead}x = 1\n{closing}")
        assert part.startswith(f"{again}\n{lead}x = 1\n")
    assert joined(parts) == text


def test_a_fence_in_a_fence_is_code() -> None:
    text = "````md\n" + "```py\nx\n```\n" * 20 + "````\n" + "after " * 20

    parts = split(text, 100)

    assert all(is_whole(part) for part in parts)
    assert all(part.count("````") % 2 == 0 for part in parts)
    assert joined(parts) == text


def test_no_part_has_an_empty_code_block() -> None:
    for before in range(60, 100):
        text = "w " * (before // 2) + "\n```py\nx = 1\ny = 2\nz = 3\n```\nafterwards\n" + "w " * 60

        for part in split(text, 100):
            assert "```py\n```" not in part


def test_a_code_block_that_fits_into_the_next_part_stays_whole() -> None:
    block = "```py\n" + "x = 1\n" * 8 + "```\n"

    assert split("A line of words.\n" * 4 + block, 100) == ["A line of words.\n" * 4, block]


def test_a_long_text_costs_what_it_is_long() -> None:
    seen = 0

    def counted(text: str) -> int:
        nonlocal seen
        seen += len(text)
        return len(text)

    text = ("Some words, **bold** ones. " * 8 + "\n\n") * 250
    split(text, 2000, counted)

    assert seen < 20 * len(text)
