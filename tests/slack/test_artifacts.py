"""Drawing artifacts: natively where Slack can hold them, else uploaded whole, each in a message of its own."""

import pytest
from msgspec.structs import replace

from adapters.shared.uploads import described
from core.artifacts import Chart, File, Image, Series
from core.controls import Button, Label, Table
from tests.slack.drawing import blocks, drawn

SALES = Chart("Sales", "bar", ("May", "June"), (Series("2026", (1.0, 2.0)),))
NOTES = File("__init__.py", "text/x-python", "a = 1\n\nb = 2\n")


def rows(count: int, cell: str = "x", columns: int = 2) -> Table:
    return Table("sales", "Sales", tuple(f"c{n}" for n in range(columns)), ((cell,) * columns,) * count)


def test_a_table_that_fits_is_drawn_as_the_control_is() -> None:
    sales = Table("sales", "Sales", ("Month", "Sum"), tuple((f"M{n}", n) for n in range(63)), page=1)

    assert blocks(artifacts=(sales,)) == blocks(sales)
    assert len(blocks(artifacts=(sales,))[0]["rows"]) == 64


@pytest.mark.parametrize(
    ("odd", "shown", "said"),
    [
        (rows(450), 200, "rows 1–200 of 450; the whole is in the file below"),
        (rows(180, "a cell of some length " * 5), 90, "rows 1–90 of 180; the whole is in the file below"),
        (rows(3, columns=21), 3, "rows 1–3 of 3, 20 of 21 columns; the whole is in the file below"),
    ],
)
def test_a_table_that_does_not_fit_is_its_first_rows_and_the_whole_as_a_file(odd: Table, shown: int, said: str) -> None:
    first, file = drawn(artifacts=(odd,))

    table, which = first["blocks"]
    assert (len(table["rows"]) - 1, which["text"]["text"]) == (shown, said)
    assert file == {"text": "Sales", "uploads": [described(odd)]}


def test_a_table_of_which_not_even_a_row_fits_is_a_file() -> None:
    first, file = drawn(artifacts=(rows(1, "y" * 21_000),))

    assert first["blocks"][0]["text"]["text"] == "*Sales*\n1 rows, in the file below"
    assert file["uploads"][0]["name"] == "sales.csv"


def test_a_table_without_rows_is_its_columns() -> None:
    label, columns = blocks(artifacts=(rows(0),))

    assert label["text"]["text"] == "*Sales*"
    assert "c0" in columns["text"]


def test_a_chart_is_a_chart_of_slacks_own() -> None:
    (found,) = blocks(artifacts=(SALES,))

    points = [{"label": "May", "value": 1.0}, {"label": "June", "value": 2.0}]
    assert found == {
        "type": "data_visualization",
        "title": "Sales",
        "chart": {
            "type": "bar",
            "series": [{"name": "2026", "data": points}],
            "axis_config": {"categories": ["May", "June"]},
        },
    }


def test_a_pie_has_its_parts_as_segments() -> None:
    (found,) = blocks(artifacts=(Chart("Sales", "pie", ("May", "June"), (Series("", (1.0, 2.0)),)),))

    assert found["chart"] == {
        "type": "pie",
        "segments": [{"label": "May", "value": 1.0}, {"label": "June", "value": 2.0}],
    }


@pytest.mark.parametrize(
    "odd",
    [
        replace(SALES, title="x" * 51),
        replace(SALES, labels=("May", "x" * 21)),
        replace(SALES, labels=("May", "May")),
        replace(SALES, series=SALES.series * 2),
        replace(SALES, series=tuple(Series(f"s{n}", (1.0, 2.0)) for n in range(13))),
        Chart("Long", "line", tuple(f"l{n}" for n in range(21)), (Series("s", (1.0,) * 21),)),
        replace(SALES, style="pie", series=(Series("", (3.0, -2.0)),)),
        replace(SALES, style="pie", series=(Series("", (0.0, 0.0)),)),
        replace(SALES, style="pie", series=(Series("a", (1.0, 2.0)), Series("b", (1.0, 2.0)))),
    ],
)
def test_a_chart_that_slack_cannot_hold_is_a_picture(odd: Chart) -> None:
    (body,) = drawn(artifacts=(odd,))

    assert body == {"text": odd.title, "uploads": [described(odd)]}


def test_more_charts_than_a_message_holds_take_several() -> None:
    bodies = drawn(artifacts=(SALES,) * 5)

    assert [len(body["blocks"]) for body in bodies] == [2, 2, 1]


@pytest.mark.parametrize("one", [NOTES, Image("A <cat>", "image/png", b"png")])
def test_files_and_pictures_are_uploaded(one: File | Image) -> None:
    (body,) = drawn(artifacts=(one,))

    assert body["uploads"] == [described(one)]
    assert body["text"] in ("__init__.py", "A &lt;cat&gt;")


def test_an_empty_file_is_named_for_slack_takes_none() -> None:
    (name,) = blocks(artifacts=(File("a.csv", "text/csv", ""),))

    assert name["text"]["text"] == "📎 a.csv (empty)"


def test_nobody_is_mentioned_by_the_name_of_a_picture() -> None:
    (body,) = drawn(artifacts=(Image("<!channel> @here", "image/png", b"png"),))

    assert body["text"] == "&lt;!channel&gt; @\u2060here"


def test_text_comes_first_then_what_is_handed_over_and_the_buttons_last() -> None:
    bodies = drawn(Label("l", "L"), Button("b", "B"), text="Here.", artifacts=(SALES, NOTES, rows(1)))

    assert [
        [block["type"] for block in body.get("blocks", ["uploads"])] if "blocks" in body else [*body] for body in bodies
    ] == [
        ["markdown", "data_visualization"],
        ["text", "uploads"],
        ["data_table", "section", "actions"],
    ]


def test_artifacts_without_a_word_say_all_they_hold_for_screen_readers() -> None:
    (body,) = drawn(artifacts=(Table("t", "Ages", ("name",), (("Ann",),)), SALES))

    assert body["text"] == "Ages\nname\nAnn\nSales\n2026: May 1, June 2"
