"""What was found, in one sentence, by shape and language."""

import csv
import io

import pytest
from msgspec import json

from core.artifacts import Chart, Series
from core.controls import Cell
from core.data import Answered, ChartWanted, Found, Inquiry, Reading, Shape
from core.exhibits import chart, csv_file, exhibits, reading_buttons, shown_rows, sql_button, table
from core.findings import read_answered, told
from core.numerals import names, number, plain, spelled

Rows = tuple[tuple[Cell, ...], ...]


def answer(shape: Shape, columns: str, *rows: tuple[Cell, ...], title: str = "T", more: bool = False) -> Answered:
    return Answered(title, shape, tuple(columns.split()), rows, len(rows), more)


MONTHS = answer("series", "month n", ("2025-01", 5), ("2025-02", 9), ("2025-03", 7))
CITIES = answer("ranking", "city revenue", ("Hamburg", 1234.5), ("Berlin", 900.0), ("Köln", 12.25))
GROUPS = answer("groups", "city n", *((f"City {n}", n) for n in range(1, 9)))


@pytest.mark.parametrize(
    ("answered", "english", "german"),
    [
        (answer("value", "n", (1234,)), "T: **1,234**.", "T: **1.234**."),
        (answer("value", "n", (1234.5,)), "T: **1,234.50**.", "T: **1.234,50**."),
        (answer("value", "id", (1234,)), "T: **1234**.", "T: **1234**."),
        (answer("value", "n", (None,)), "T: there are no values for this.", "T: dazu gibt es keine Werte."),
        (answer("value", "name", ("Ada",)), "T: **Ada**.", "T: **Ada**."),
        (answer("value", "paid", (True,)), "T: **yes**.", "T: **ja**."),
        (answer("value", "n"), "T: nothing found.", "T: nichts gefunden."),
        (answer("list", "n", title=" "), "Nothing found.", "Nichts gefunden."),
        (
            answer("row", "name year total", ("Ada", 2020, None)),
            "T: **Ada** (year: 2020, total: –).",
            "T: **Ada** (year: 2020, total: –).",
        ),
        (
            answer("row", "name revenue city", ("Ada *", 1234.5, "Köln")),
            r"T: **Ada \*** (revenue: **1,234.50**, city: Köln).",
            r"T: **Ada \*** (revenue: **1.234,50**, city: Köln).",
        ),
        (answer("row", "a b", (1, "x")), "T: a: **1**, b: **x**.", "T: a: **1**, b: **x**."),
        (
            answer("series", "year n", ("2024", 100), ("2025", 50)),
            "T: 2025: **50**, 2024: **100** (-50.0 %).",
            "T: 2025: **50**, 2024: **100** (-50,0 %).",
        ),
        (answer("list", "name", ("Ada",), ("Ben",)), "T: **2** found: Ada and Ben.", "T: **2** gefunden: Ada und Ben."),
        (answer("list", "i", *((n,) for n in range(1200))), "T: **1,200** found.", "T: **1.200** gefunden."),
        (
            answer("list", "i", *((n,) for n in range(1000)), more=True),
            "T: **more than 1,000** found. Only the first 1,000 are shown.",
            "T: **mehr als 1.000** gefunden. Gezeigt werden nur die ersten 1.000.",
        ),
        (
            answer("groups", "city n", ("Hamburg", 3), ("Berlin", 1200)),
            "T: Hamburg: **3**, Berlin: **1,200**.",
            "T: Hamburg: **3**, Berlin: **1.200**.",
        ),
        (
            GROUPS,
            "T: **8** groups, at the top **City 8** with **8**, **36** in total.",
            "T: **8** Gruppen, an der Spitze **City 8** mit **8**, zusammen **36**.",
        ),
        (
            CITIES,
            "T: at the top **Hamburg** with **1,234.50**, then Berlin (900.00) and Köln (12.25).",
            "T: an der Spitze **Hamburg** mit **1.234,50**, dann Berlin (900,00) und Köln (12,25).",
        ),
        (
            answer("ranking", "city n", ("Köln", 1), ("Berlin", 5)),
            "T: at the bottom **Köln** with **1**, then Berlin (5).",
            "T: am niedrigsten **Köln** mit **1**, dann Berlin (5).",
        ),
        (
            MONTHS,
            "T: last **7** (2025-03), the highest **9** (2025-02), **21** in total.",
            "T: zuletzt **7** (2025-03), am höchsten **9** (2025-02), zusammen **21**.",
        ),
        (
            answer("comparison", "year n", (2024, 100), (2025, 112.3)),
            "T: 2025: **112.30**, 2024: **100.00** (+12.3 %).",
            "T: 2025: **112,30**, 2024: **100,00** (+12,3 %).",
        ),
        (
            answer("comparison", "this_year last_year", (50, 100)),
            r"T: this_year: **50**, last_year: **100** (-50.0 %).",
            r"T: this_year: **50**, last_year: **100** (-50,0 %).",
        ),
        (answer("share", "percent", (23.42,)), "T: **23.4 %**.", "T: **23,4 %**."),
        (
            answer("share", "part whole", (25, 1000)),
            "T: **2.5 %** (25 of 1,000).",
            "T: **2,5 %** (25 von 1.000).",
        ),
        (
            answer("share", "city n", ("Hamburg", 3), ("Berlin", 1)),
            "T: Hamburg **75.0 %** and Berlin **25.0 %**.",
            "T: Hamburg **75,0 %** und Berlin **25,0 %**.",
        ),
    ],
)
def test_an_answer_is_one_sentence_with_the_number_in_it(answered: Answered, english: str, german: str) -> None:
    assert told(answered, "en") == english
    assert told(answered, "fr") == english
    assert told(answered, "de") == german


@pytest.mark.parametrize("title", ["Average revenue", "Durchschnittliche Fläche", "Share by city", "Highest n"])
def test_averages_and_shares_are_not_added_up(title: str) -> None:
    rows = tuple((f"2025-{month:02}", month) for month in range(1, 8))

    assert "total" not in told(answer("series", "month n", *rows, title=title), "en")
    assert "total" not in told(answer("series", "month per_day", *rows), "en")
    assert "total" in told(answer("series", "month n", *rows, title="Orders per month, separate"), "en")


def test_a_sum_is_not_told_of_rows_that_are_not_all_there() -> None:
    cut = Answered("T", "series", ("month", "n"), (("2025-01", 5), ("2025-02", 9), ("2025-03", 1)), 40)

    assert "total" not in told(cut, "en")
    assert "total" not in told(
        answer("series", "month n", ("2025-01", 5), ("2025-02", 9), ("2025-03", 1), more=True), "en"
    )


@pytest.mark.parametrize("shape", ["groups", "ranking", "series"])
def test_of_rows_that_were_cut_neither_a_top_nor_a_sum_nor_a_last_one_is_told(shape: Shape) -> None:
    cut = answer(shape, "day n", *((f"2025-01-{n:02}", n) for n in range(1, 9)), more=True)
    english, german = told(cut, "en"), told(cut, "de")

    of = (" groups", " Gruppen") if shape == "groups" else (" found", " gefunden")
    bold = ("**more than 8**", "**mehr als 8**")
    assert english == f"T: {bold[0]}{of[0]}. Only the first 8 are shown."
    assert german == f"T: {bold[1]}{of[1]}. Gezeigt werden nur die ersten 8."


HOUSES = (("Villa Rosengarten", 1, 120.5), ("Haus am See", 3, 130.0), ("Altbau", 2, 150.0))
FIRST_HOUSE = "at the bottom **Villa Rosengarten** with **120.50**"
ORDERS = ((7, "2025-03-03", "paid", 10.0), (8, "2025-03-02", "open", 30.0), (9, "2025-03-01", "paid", 20.0))
RISING = ((7, "2025-03-03", "paid", 10.0), (8, "2025-03-02", "open", 20.0), (9, "2025-03-01", "paid", 30.0))


@pytest.mark.parametrize(
    ("columns", "rows", "title", "english"),
    [
        ("name area_m2 units", tuple((a, c, b) for a, b, c in HOUSES), "T", FIRST_HOUSE),
        ("name units area_m2", HOUSES, "T", FIRST_HOUSE),
        ("name units area_m2", tuple((a, 1, c) for a, _, c in HOUSES), "T", FIRST_HOUSE),
        ("name orders revenue", (("Ada", 9, 20), ("Ben", 8, 10)), "Top by revenue", "at the top **Ada** with **20**"),
        ("name orders revenue", (("Ada", 9, 20), ("Ben", 8, 10)), "T", "at the top **Ada** with **9**"),
        ("name orders", (("Ada", 5), ("Ben", 5)), "T", "at the top **Ada** with **5**, then Ben (5)"),
        ("name n revenue", (("Ada", 1, 5), ("Ben", 3, 7), ("Cleo", 2, 6)), "T", "**3** found: Ada, Ben and Cleo"),
        ("id day status total", ORDERS, "Latest 3 orders", "**3** found: 2025-03-03, 2025-03-02 and 2025-03-01"),
        ("id day status total", RISING, "Latest 3 orders", "**3** found: 2025-03-03, 2025-03-02 and 2025-03-01"),
        ("id day status total", RISING, "Orders by total", "at the bottom **2025-03-03** with **10**"),
    ],
)  # fmt: skip
def test_a_ranking_names_the_number_it_is_ranked_by_or_none(columns: str, rows: Rows, title: str, english: str) -> None:
    assert told(answer("ranking", columns, *rows, title=title), "en").startswith(f"{title}: {english}")


def test_the_numbers_of_a_column_have_as_many_decimals() -> None:
    mixed = answer("ranking", "name rent", ("Ada", 6864330), ("Ben", 3859165.2), ("Cleo", 1462890.0))
    whole = answer("ranking", "name rent", ("Ada", 6864330.0), ("Ben", 3859165), ("Cleo", 1462890.0))

    assert told(mixed, "en").endswith("**6,864,330.00**, then Ben (3,859,165.20) and Cleo (1,462,890.00).")
    assert told(whole, "de").endswith("**6.864.330**, dann Ben (3.859.165) und Cleo (1.462.890).")
    assert [row[1] for row in table(mixed, "de").rows] == ["6.864.330,00", "3.859.165,20", "1.462.890,00"]
    assert [repr(row[1]) for row in table(mixed, "en").rows] == ["6864330.0", "3859165.2", "1462890.0"]
    assert [repr(row[1]) for row in table(whole, "en").rows] == ["6864330", "3859165", "1462890"]


def test_a_number_of_a_table_is_never_cut_to_nothing() -> None:
    small = answer("list", "name n", ("a", 1 / 7), ("b", 0.004), ("c", 0), ("d", None))
    huge = answer("list", "name n", ("a", 1e300), ("b", 2))

    assert [row[1] for row in table(small, "en").rows] == [0.14, 0.004, 0.0, "–"]
    assert [row[1] for row in table(small, "de").rows] == ["0,14", "0,004", "0,00", "–"]
    assert [row[1] for row in table(huge, "en").rows] == [1e300, 2]


def test_what_was_said_of_all_rows_is_said_of_the_first_ones() -> None:
    assert told(Answered("T", "list", ("n",), ((1,),), 400, said="T: **400** found."), "de") == "T: **400** found."


def test_a_series_with_several_rows_a_period_names_no_last_one() -> None:
    twice = answer("series", "month city n", *(("2025-01", c, 1) for c in "abcdef"))

    assert told(twice, "en") == "T: **6** found."


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("**bold** _it_ `code`", r"\*\*bold\*\* \_it\_ \`code\`"),
        ("[here](https://evil.example)", r"\[here](https://evil.example)"),
        ("<@U1> <!channel>", r"\<@U1> \<!channel>"),
        ("a_b snake_case 3 | 4", "a_b snake_case 3 | 4"),
        ("||hidden|| ~~gone~~", r"\|\|hidden\|\| \~\~gone\~\~"),
        ("&amp; R&D", r"\&amp; R&D"),
        ("two\nlines\t here", "two lines here"),
        ("\\*", r"\\\*"),
        ("2025-01-31 00:00:00", "2025-01-31"),
        (" ", "–"),
        ("x" * 200, "x" * 119 + "…"),
    ],
)
def test_text_from_the_database_is_never_markup(text: str, shown: str) -> None:
    assert plain(text) == shown
    assert told(answer("value", "name", (text,)), "en") == f"T: **{shown}**." if text.strip() else True


def test_titles_and_columns_are_no_markup_either() -> None:
    said = told(answer("row", "*a* b", (1, 2), title="[x](y) **T**"), "en")

    assert said == r"\[x](y) \*\*T\*\*: \*a\*: **1**, b: **2**."


@pytest.mark.parametrize(
    ("column", "is_name"),
    [
        *((one, True) for one in ("id", "customer_id", "customerId", "Jahr", "year", "Baujahr", "Kundennummer", "plz")),
        *(
            (one, False)
            for one in (
                "n",
                "count",
                "revenue",
                "Anzahl",
                "paid",
                "width",
                "number_of_orders",
                "this_year",
                "Umsatz letztes Jahr",
            )
        ),
    ],
)
def test_numbers_that_name_things_have_no_separators(column: str, is_name: bool) -> None:
    assert names(column) is is_name
    assert spelled(12345, "en", column) == ("12345" if is_name else "12,345")


@pytest.mark.parametrize(
    ("value", "english", "german"),
    [
        (0.004, "0.004", "0,004"),
        (0.0, "0.00", "0,00"),
        (-1234.567, "-1,234.57", "-1.234,57"),
        (10**12, "1,000,000,000,000", "1.000.000.000.000"),
    ],
)
def test_numbers_are_written_as_people_do(value: float, english: str, german: str) -> None:
    assert (number(value, "en"), number(value, "de")) == (english, german)


@pytest.mark.parametrize(
    ("answered", "wanted", "style"),
    [
        (MONTHS, "auto", "line"),
        (CITIES, "auto", "bar"),
        (GROUPS, "auto", "bar"),
        (answer("groups", "city n", *((f"City {n}", n) for n in range(21))), "auto", None),
        (answer("groups", "city n", *((f"City {n}", n) for n in range(21))), "bar", "bar"),
        (answer("share", "city n", ("a", 3), ("b", 1)), "auto", "pie"),
        (MONTHS, "none", None),
        (MONTHS, "bar", "bar"),
        (answer("list", "name n", ("a", 1), ("b", 2)), "auto", None),
        (answer("list", "name n", ("a", 1), ("b", 2)), "pie", "pie"),
        (answer("list", "name city", ("a", "x"), ("b", "y")), "bar", None),
        (answer("groups", "city n", ("a", 1)), "bar", None),
        (answer("groups", "city n", ("a", 1), ("b", None)), "bar", None),
        (answer("value", "n", (1,)), "bar", None),
    ],
)
def test_a_chart_is_drawn_where_the_shape_or_the_person_asks_for_one(
    answered: Answered, wanted: ChartWanted, style: str | None
) -> None:
    drawn = chart(answered, wanted)

    assert (drawn.style if drawn else None) == style


def test_a_chart_has_a_series_for_each_column_of_numbers() -> None:
    both = answer("series", "year orders revenue", (2024, 3, 10.0), (2025, 4, None), (2026, 5, 30.0))

    assert chart(both, "auto") == Chart(
        "T", "line", ("2024", "2026"), (Series("orders", (3.0, 5.0)), Series("revenue", (10.0, 30.0)))
    )


def test_a_table_writes_numbers_as_the_language_does() -> None:
    row: Rows = ((1, "a", 1234, 1234.567, None, True),)
    answered = Answered("T", "list", ("id", "x", "n", "v", "none", "ok"), row, 1)

    assert table(answered, "en").rows == ((1, "a", 1234, 1234.57, "–", True),)
    assert table(answered, "de").rows == ((1, "a", "1.234", "1.234,57", "–", True),)


def test_a_table_keeps_no_more_than_a_session_can() -> None:
    rows = tuple((n, "x" * 2_000) for n in range(1_000))
    shown = table(Answered("T", "list", ("n", "text"), rows, 1_000), "en")

    assert (shown.label, len(shown.rows), shown.rows[0]) == ("T (1–588)", 588, (0, "x" * 500 + "…"))
    assert len(csv_file(Answered("T", "list", ("n", "text"), rows, 1_000)).text) > 2_000_000


def test_what_json_has_no_room_for_is_shown_otherwise() -> None:
    found = Found(("x",), ((float("nan"),), (float("inf"),), (2**70,), ("\ud800",)), "select")

    assert shown_rows(found) == ((None,), (None,), (str(2**70),), ("?",))
    assert json.encode(shown_rows(found))


def test_a_statement_cannot_end_the_fence_it_is_shown_in() -> None:
    assert sql_button("select '```'").says == "````sql\nselect '```'\n````"
    assert len(sql_button("x" * 9_000).says) <= 3_000


def test_a_file_has_a_name_made_of_the_title() -> None:
    assert csv_file(answer("list", "a", (1,), title="Größe & Umsätze, 2025!")).name == "grosse-umsatze-2025.csv"
    assert csv_file(answer("list", "a", (1,), title="???")).name == "data.csv"


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        *((one, f"'{one}") for one in ("=1+1", "+1+cmd|' /C calc'!A0", "-A1", "@SUM(A1)", "\tx", "+49 40 1", "-")),
        *((one, one) for one in ("-5", "+4.5e3", "-1.234,50", "a=1", "1-2", "", " =1")),
        *((one, str(one)) for one in (-5, -1.5)),
    ],
)
def test_no_cell_of_a_file_is_a_formula(cell: Cell, written: str) -> None:
    text = csv_file(answer("list", "a b", (cell, "x"))).text

    assert list(csv.reader(io.StringIO(text)))[1] == [written, "x"]


def test_no_columns_name_in_a_file_is_a_formula_either_and_no_end_of_a_line_begins_one() -> None:
    assert csv_file(Answered("T", "list", ("=a", "b"), (("\r=1", 2),), 1)).text == "'=a,b\n\"'\n=1\",2\n"


def test_readings_are_a_few_buttons_that_speak() -> None:
    many = [Reading(f"label {n}", f"words {n}") for n in range(9)]

    assert [b.id for b in reading_buttons([Reading("", "x"), *many])] == [f"ask_{n}" for n in range(1, 6)]
    assert [b.words for b in reading_buttons(many)][:2] == ["words 0", "words 1"]


@pytest.mark.parametrize(
    ("answered", "shown"),
    [
        (answer("value", "n", (1,)), ["ask_sql"]),
        (answer("list", "n"), ["ask_sql"]),
        (answer("row", "a b", (1, 2)), ["ask_table", "ask_sql", "ask_csv"]),
        (answer("list", "name n", ("a", 1), ("b", 2)), ["ask_table", "ask_sql", "ask_csv", "ask_chart"]),
        (MONTHS, ["ask_table", "ask_sql", "ask_csv"]),
    ],
)
def test_the_buttons_are_those_that_make_sense(answered: Answered, shown: list[str]) -> None:
    found = Found(answered.columns, answered.rows, "select 1")
    operations, _ = exhibits(Inquiry("select 1"), answered, found, "en")

    assert [operation.control.id for operation in operations if hasattr(operation, "control")] == shown


def test_what_a_database_brought_is_known_from_all_else_that_tools_say() -> None:
    assert read_answered(json.encode(CITIES).decode()) == CITIES
    assert read_answered('{"title": 1}') is read_answered("12 * 7 = 84") is read_answered('{"title":"x"}') is None
