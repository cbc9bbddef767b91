"""Drawing artifacts: what a turn hands over is drawn whole."""

from collections.abc import Iterator

import pytest

from core.artifacts import Chart, File, Series
from core.controls import Label, Table
from tests.slack.drawing import blocks, drawn


def fenced(text: str) -> dict[str, str]:
    return {"type": "markdown", "text": f"```\n{text}\n```"}


def code_in(file: File) -> Iterator[str]:
    """Give what stands in the code blocks of a file."""
    for body in drawn(artifacts=(file,)):
        for block in body["blocks"]:
            if block["type"] == "markdown":
                yield block["text"].removeprefix("```\n").removesuffix("\n```")


def test_a_table_is_drawn_as_the_control_is() -> None:
    sales = Table("sales", "Sales", ("Month", "Sum"), tuple((f"M{n}", n) for n in range(63)), page=1)

    assert blocks(artifacts=(sales,)) == blocks(sales)
    assert len(blocks(artifacts=(sales,))[0]["rows"]) == 64


def test_a_chart_is_bars_in_a_monospaced_font() -> None:
    (found,) = blocks(artifacts=(Chart("Sales", "pie", ("May", "June"), (Series("2026", (1.0, 2.0)),)),))

    assert found == fenced(f"Sales\nMay   {'█' * 12} 1\nJune  {'█' * 24} 2")


def test_a_file_is_its_name_and_its_text() -> None:
    name, text = blocks(artifacts=(File("__init__.py", "text/x-python", "a = 1\n\nb = 2\n"),))

    assert name == {"type": "section", "text": {"type": "plain_text", "text": "📎 __init__.py"}}
    assert text == fenced("a = 1\n\nb = 2")


def test_an_empty_file_is_named_as_such() -> None:
    (name,) = blocks(artifacts=(File("a.csv", "text/csv", ""),))

    assert name["text"]["text"] == "📎 a.csv (empty)"


@pytest.mark.parametrize("line", ["a,b,c,d,e,f", "", "x" * 13_000])
def test_a_long_file_takes_several_messages_and_nothing_is_lost(line: str) -> None:
    text = "\n".join(f"{n}{line}" for n in range(3_000 if len(line) < 100 else 3))

    parts = list(code_in(File("long.csv", "text/csv", text)))

    assert len(parts) > 1
    assert "".join(parts).replace("\n", "") == text.replace("\n", "")
    assert all(len(part) <= 12_000 for part in parts)


def test_lines_of_a_long_file_stay_whole() -> None:
    text = "\n".join(f"{n},a,b,c" for n in range(3_000))

    assert "\n".join(code_in(File("long.csv", "text/csv", text))) == text


@pytest.mark.parametrize("ticks", [3, 4, 6, 9])
def test_a_fence_in_a_file_does_not_end_it(ticks: int) -> None:
    _, text = blocks(artifacts=(File("a.md", "text/markdown", f"x\n{'`' * ticks}\ny"),))

    assert text["text"].count("```") == 2
    assert text["text"].count("`") == ticks + 6


def test_nobody_is_mentioned_by_a_file() -> None:
    _, text = blocks(artifacts=(File("a.txt", "text/plain", "<!channel>"),))

    assert "<!channel>" not in text["text"]


def test_artifacts_stand_above_the_controls_in_their_order() -> None:
    found = blocks(
        Label("l", "L"),
        artifacts=(File("a.txt", "text/plain", "one"), Table("t", "T", ("a",), ((1,),)), Chart("C", "bar", (), ())),
    )

    assert [block["type"] for block in found] == ["section", "markdown", "data_table", "markdown", "section"]


def test_artifacts_without_a_word_are_named_for_notifications() -> None:
    (body,) = drawn(artifacts=(Table("t", "Sales", ("a",), ((1,),)), Table("u", "Costs", ("a",), ((1,),))))

    assert body["text"] == "Sales, Costs"
