"""What a turn hands over is shown whole."""

import re

from hypothesis import given
from hypothesis import strategies as st

from adapters.discord.code import code
from bots.sandbox.discord.rules import check_message
from core.artifacts import Chart, File, Series
from core.controls import Counter, Table
from tests.discord_.seeing import draw, texts

CSV = File("report.csv", "text/csv", "name,age\nAnn,31\n")


def test_a_file_is_its_name_and_its_text() -> None:
    (body,) = draw(text="Here.", artifacts=(CSV,))

    assert texts(body) == ["Here.", "📎 report.csv\n```\nname,age\nAnn,31\n```"]


def test_an_empty_file_is_said_to_be_empty() -> None:
    (body,) = draw(artifacts=(File("empty.txt", "text/plain", "\n"),))

    assert texts(body) == ["📎 empty.txt\n-# (empty)"]


def test_a_long_file_is_numbered_parts_with_every_line_in_them() -> None:
    lines = [f"  line {number}  " if number % 7 else "" for number in range(1000)]

    bodies = draw(artifacts=(File("long.txt", "text/plain", "\n".join(lines) + "\n"),))

    shown = [text for body in bodies for text in texts(body)]
    assert [text.partition("\n")[0] for text in shown] == [
        f"📎 long.txt ({number}/{len(shown)})" for number in range(1, len(shown) + 1)
    ]
    assert [line for text in shown for line in text.split("\n")[2:-1]] == lines


def test_a_line_longer_than_a_message_goes_on_in_the_next() -> None:
    bodies = draw(artifacts=(File("one.txt", "text/plain", "x" * 9000),))

    assert sum(text.partition("```")[2].count("x") for body in bodies for text in texts(body)) == 9000


def test_a_table_handed_over_is_whole_and_has_no_buttons() -> None:
    rows = tuple((f"row-{number}", "x" * 40) for number in range(300))

    bodies = draw(artifacts=(Table("all", "All", ("name", "value"), rows, page=2),))

    shown = [text for body in bodies for text in texts(body)]
    assert all(text.startswith("**All**\n```\nname") for text in shown)
    assert re.findall(r"^row-\d+", "\n".join(shown), re.MULTILINE) == [name for name, _ in rows]
    assert all(component["type"] == 10 for body in bodies for component in body["components"])


def test_a_chart_is_bars_of_blocks() -> None:
    chart = Chart("Sales", "bar", ("Mon", "Tue"), (Series("beer", (2, 4)),))

    (body,) = draw(artifacts=(chart,))

    assert texts(body) == [f"```\nSales\nMon  {'█' * 12} 2\nTue  {'█' * 24} 4\n```"]


def test_what_is_handed_over_stands_between_the_words_and_the_controls() -> None:
    (body,) = draw(Counter("count", "Count"), text="Here.", artifacts=(CSV,))

    assert [component["type"] for component in body["components"]] == [10, 10, 17]


def test_nothing_is_handed_over_before_the_answer_is_complete() -> None:
    (body,) = draw(text="Here.", artifacts=(CSV,), done=False)

    assert texts(body) == ["Here."]


def test_backticks_inside_never_end_a_block() -> None:
    (body,) = draw(artifacts=(File("notes.md", "text/markdown", "```py\n````\n`````"),))

    (shown,) = texts(body)
    assert shown.count("```") == 2
    assert shown.replace("\u200b", "") == "📎 notes.md\n```\n```py\n````\n`````\n```"


@given(lines=st.lists(st.text(st.characters(exclude_characters="\n`"), max_size=9000), max_size=30))
def test_code_blocks_keep_every_line_and_discords_limits(lines: list[str]) -> None:
    blocks = code("title", lines, numbered=True)

    for block in blocks:
        check_message({"components": [block]}, flags=32768)
    inside = [block["content"].partition("```\n")[2].removesuffix("```").split("\n") for block in blocks]
    assert "".join("".join(part) for part in inside) == "".join(lines)


def test_a_head_too_long_for_every_block_is_shown_once() -> None:
    blocks = code("title", ["row " * 500] * 5, ["h" * 3500])

    shown = "".join(block["content"] for block in blocks)
    assert (shown.count("h" * 3500), shown.count("row")) == (1, 2500)
