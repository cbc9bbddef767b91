import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from adapters.shared.drawing import aligned, chart_text, named, one_line, plan_lines, records, shorten, width_of
from adapters.shared.splitting import utf16_length
from core.artifacts import Chart, Series
from core.controls import Plan, Table, Task

HOSTILE = st.text(
    st.characters(exclude_categories=["Cs"]) | st.sampled_from("\n\t\r\u2028`|\u202e\u200b\u0301漢😀🇩🇪ش"), max_size=30
)


def table(columns: tuple[str, ...], *rows: tuple[str | int | float | bool | None, ...]) -> Table:
    return Table("t", "T", columns, rows)


@given(HOSTILE, st.integers(1, 20))
def test_a_shortened_text_fits_and_ends_visibly_at_a_grapheme(text: str, limit: int) -> None:
    for length in (len, utf16_length):
        short = shorten(text, limit, length)
        whole = regex.findall(r"\X", text)

        assert length(short) <= limit
        assert (short == text) == (length(text) <= limit) or text.endswith("…")
        if short != text:
            assert short.endswith("…")
            kept = short[:-1]
            assert any("".join(whole[:n]).rstrip() == kept for n in range(len(whole) + 1))


def test_a_text_is_shortened_in_the_unit_asked_for() -> None:
    assert shorten("😀😀😀😀", 4) == "😀😀😀😀"
    assert shorten("😀😀😀😀", 4, utf16_length) == "😀…"
    assert shorten("Jose\u0301 rest", 5) == "Jos…"
    assert shorten("👩‍👩‍👧👩‍👩‍👧", 7) == "👩‍👩‍👧…"


@pytest.mark.parametrize(
    "label", ["", " ", "\u200b\u200d", "\u200f", "\u202e", "\u2060\ufeff", "\u0301", "\u3164", "\n\t"]
)
def test_a_label_that_nobody_can_see_is_named_by_dots(label: str) -> None:
    assert named(label) == "…"


@pytest.mark.parametrize("label", ["Go", "😀", "漢", "-", "\u202ereversed", "e\u0301"])
def test_a_label_that_can_be_seen_is_as_it_is(label: str) -> None:
    assert named(label) == label


@given(st.lists(st.tuples(HOSTILE, HOSTILE | st.integers() | st.none()), max_size=5), HOSTILE)
def test_any_cell_stands_on_one_line_with_all_its_words(rows: list[tuple[str, str | int | None]], name: str) -> None:
    made = table((name, "b"), *rows)
    lines = aligned(made).split("\n")

    assert len(lines) == len(rows) + 2
    assert len(f"{aligned(made)}.".splitlines()) == len(lines)
    for line, row in zip(lines[2:], rows, strict=True):
        for cell in row:
            for word in one_line("" if cell is None else str(cell)).split():
                assert word in line
    for cell, _ in rows:
        letters = [c for c in cell if c.isalnum()]
        assert [c for c in one_line(cell) if c.isalnum()] == letters


def test_new_lines_tabs_and_directions_of_a_cell_are_shown_harmless() -> None:
    assert one_line("a\nb\r\nc\td\x00e\u202ef\u2028g") == "a⏎b⏎c d ef⏎g"


def test_columns_are_as_wide_as_they_look() -> None:
    lines = aligned(table(("x", "n"), ("漢字", 1), ("e\u0301\u200b", 22), ("abc", 3))).split("\n")

    assert lines == ["x      n", "────  ──", "漢字   1", "e\u0301\u200b     22", "abc    3"]


def test_the_width_of_a_table_is_that_of_its_longest_line() -> None:
    made = table(("name", "value"), ("漢字漢字", 1.5), ("b", None))

    assert width_of(made) == 8 + 2 + 5
    assert len(aligned(made).split("\n")[1]) == width_of(made)


def test_a_wide_table_is_told_in_records() -> None:
    made = table(("Name", "\u200b", "Much"), ("a\nb", True, 1.5), ("c", None, 2))

    assert records(made) == "Name: a⏎b\n…: ✓\nMuch: 1.50\n\nName: c\n…:\nMuch: 2"
    assert records(table(("A", "B"))) == "A:\nB:"


def test_a_plan_has_a_line_for_each_step() -> None:
    steps = (Task("a", "done"), Task("b", "active"), Task("c"), Task("d", "failed"))

    assert plan_lines(Plan("p", "P", steps)) == ["✅ a", "▶ b", "⬜ c", "❌ d"]


def test_a_chart_as_text_has_a_line_for_each_label() -> None:
    lines = chart_text(Chart("T\nU", "bar", ("a\nb", "c"), (Series("", (2, -1)),))).split("\n")

    assert lines == ["T⏎U", f"a⏎b  {'█' * 24} 2", f"c    {'█' * 12} -1"]


def test_the_numbers_of_a_series_have_as_many_decimals_and_thousands_apart_where_the_language_is_known() -> None:
    chart = Chart("T", "bar", ("a", "b"), (Series("rent", (3859165.2, 1462890)), Series("n", (1462890, 12))))

    def numbers(language: str) -> list[str]:
        return [line.split()[-1] for line in chart_text(chart, language).splitlines() if "█" in line or " " in line]

    assert numbers("") == ["3859165.20", "1462890.00", "1462890", "12"]
    assert numbers("en") == ["3,859,165.20", "1,462,890.00", "1,462,890", "12"]
    assert numbers("de") == ["3.859.165,20", "1.462.890,00", "1.462.890", "12"]
