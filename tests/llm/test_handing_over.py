"""Files and charts that the built-in model hands over."""

import csv
from typing import Literal

import pytest

from core.artifacts import Artifact, Chart, File, Series
from core.controls import Control, Counter, Table
from tests.llm.asking import thought

PEOPLE = Table("people", "People", ("name", "age", "size"), (("Ann", 31, 1.6), ("Bob", 25, 1.8)))
LEUTE = Table("leute", "Leute", ("Name",), (("Anna",),))
SEEN: tuple[Control, ...] = (PEOPLE, LEUTE, Counter("beers", "Beers", 3))
PEOPLE_CSV = File("people.csv", "text/csv", "name,age,size\nAnn,31,1.6\nBob,25,1.8\n")
LEUTE_CSV = File("leute.csv", "text/csv", "Name\nAnna\n")

EXPORTS: list[tuple[str, File]] = [
    ("export the table People as csv", PEOPLE_CSV),
    ("Please export People as CSV.", PEOPLE_CSV),
    ("give me the people table as a csv file", PEOPLE_CSV),
    ("export the table people", PEOPLE_CSV),
    ("a csv of the table People", PEOPLE_CSV),
    ("gib mir die Tabelle Leute als CSV", LEUTE_CSV),
    ("exportiere die Tabelle Leute", LEUTE_CSV),
    ("Leute als CSV-Datei", LEUTE_CSV),
]


@pytest.mark.parametrize(("text", "file"), EXPORTS, ids=[text for text, _ in EXPORTS])
async def test_a_table_is_handed_over_as_a_file(text: str, file: File) -> None:
    result = await thought(text, *SEEN)

    assert result.artifacts == (file,)
    assert result.operations == ()
    assert file.name in result.response


async def test_a_file_holds_every_cell_as_it_is() -> None:
    cells = ('a "quoted", one', "two\nlines", None, True)
    table = Table("odd", "Odd", ("a,b", "c", "d", "e"), (cells,))

    result = await thought("export it as csv", table)

    (file,) = result.artifacts
    assert isinstance(file, File)
    assert list(csv.reader(file.text.splitlines(keepends=True))) == [
        ["a,b", "c", "d", "e"],
        ['a "quoted", one', "two\nlines", "", "True"],
    ]


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("export the table Orders as csv", "I see no “Orders” here."),
        ("export the table as csv", "Which one do you mean: “People”, “Leute”?"),
        ("export Beers as csv", "“Beers” is no table;"),
        ("exportiere die Tabelle Umsatz als CSV", "„Umsatz“ sehe ich hier nicht."),
    ],
)
async def test_a_file_that_cannot_be_made_is_explained(text: str, answer: str) -> None:
    result = await thought(text, *SEEN)

    assert result.artifacts == ()
    assert result.response.startswith(answer)


def ab(title: str, style: Literal["bar", "line", "pie"], a: float = 3, b: float = 5) -> Chart:
    return Chart(title, style, ("A", "B"), (Series(title, (a, b)),))


AGES, SIZES = Series("age", (31, 25)), Series("size", (1.6, 1.8))
CHARTS: list[tuple[str, Artifact]] = [
    ("make a bar chart of A 3, B 5", ab("Bar chart", "bar")),
    ("a chart of A 3 and B 5", ab("Bar chart", "bar")),
    ("draw me a line chart: A 3; B 5", ab("Line chart", "line")),
    ("pie chart A: 3, B: 5", ab("Pie chart", "pie")),
    ("a bar chart of A -3, B 5.5", ab("Bar chart", "bar", -3, 5.5)),
    ("a bar chart of sales: A 3, B 5", ab("Sales", "bar")),
    ("a pie chart of 3, 5", Chart("Pie chart", "pie", ("1", "2"), (Series("Pie chart", (3, 5)),))),
    ("Balkendiagramm von A 3, B 5", ab("Balkendiagramm", "bar")),
    ("zeichne mir ein Liniendiagramm: A 3,5, B 5", ab("Liniendiagramm", "line", 3.5)),
    ("Kreisdiagramm mit A 3 und B 5", ab("Kreisdiagramm", "pie")),
    ("chart of the table People", Chart("People", "bar", ("Ann", "Bob"), (AGES, SIZES))),
    ("Liniendiagramm der Tabelle People", Chart("People", "line", ("Ann", "Bob"), (AGES, SIZES))),
    ("a pie chart of People", Chart("People", "pie", ("Ann", "Bob"), (AGES,))),
]


@pytest.mark.parametrize(("text", "chart"), CHARTS, ids=[text for text, _ in CHARTS])
async def test_numbers_are_handed_over_as_a_chart(text: str, chart: Chart) -> None:
    result = await thought(text, *SEEN)

    assert result.artifacts == (chart,)
    assert result.operations == ()


async def test_a_table_without_texts_has_its_rows_numbered() -> None:
    result = await thought("chart of it", Table("t", "T", ("a",), ((4,), (6,))))

    assert result.artifacts == (Chart("T", "bar", ("1", "2"), (Series("a", (4, 6)),)),)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("a bar chart", "Which numbers should the chart show?"),
        ("ein Balkendiagramm", "Welche Zahlen soll das Diagramm zeigen?"),
        ("a chart of the table Orders", "I see no “Orders” here."),
        ("a chart of the table Leute", "The table “Leute” has no column of numbers to draw."),
        ("a chart of the table", "Which one do you mean: “People”, “Leute”?"),
        ("a bar chart of A 3, B", "I did not understand “B”."),
        ("a pie chart of A -1, B 3", "A pie chart needs numbers of zero or more"),
        ("a pie chart of A 0, B 0", "A pie chart needs numbers of zero or more"),
    ],
)
async def test_a_chart_that_cannot_be_drawn_is_explained(text: str, answer: str) -> None:
    result = await thought(text, *SEEN)

    assert result.artifacts == ()
    assert result.response.startswith(answer)


async def test_what_is_handed_over_is_presented() -> None:
    chart, titled = await thought("a bar chart of A 3, B 5"), await thought("chart of People", PEOPLE)
    file = await thought("gib mir die Tabelle Leute als CSV", LEUTE)

    assert chart.response == "Here is a bar chart."
    assert titled.response == "Here is a bar chart “People”."
    assert file.response == "Hier ist die Tabelle „Leute“ als `leute.csv`."


async def test_a_file_and_a_change_can_be_asked_for_together() -> None:
    result = await thought("set Beers to 7 and export the table People as csv", *SEEN)

    assert result.artifacts == (PEOPLE_CSV,)
    assert len(result.operations) == 1
