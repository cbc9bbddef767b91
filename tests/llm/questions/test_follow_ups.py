"""Follow-ups to questions about databases of three fields: what they bring, and what is none or is declined."""

import pytest

from adapters.llm.questions import inquire
from core.data import Inquiry
from core.envelope import Exchange
from tests.llm.questions.fields import FACTORY, GYM, THEATRE, TODAY, rows_of, schema_of

Rows = list[tuple[object, ...]]


def said(script: str, language: str, *texts: str) -> Inquiry:
    *earlier, last = texts
    history = tuple(Exchange("user", text) for text in earlier)
    return inquire(last, history, schema_of(script), TODAY, language)


def rows(script: str, language: str, *texts: str) -> Rows:
    inquiry = said(script, language, *texts)
    assert inquiry.sql, inquiry.decline
    return rows_of(script, inquiry.sql)


def firsts(found: Rows) -> list[object]:
    return [row[0] for row in found]


@pytest.mark.parametrize(
    ("script", "language", "texts", "expected"),
    [
        (GYM, "en", ("how many members live in Berlin?", "what about Hamburg"), [(1,)]),
        (GYM, "en", ("how many members live in Berlin?", "Hamburg?"), [(1,)]),
        (GYM, "en", ("how many members live in Berlin?", "not Berlin"), [(2,)]),
        (GYM, "en", ("how many bookings are confirmed?", "and the open ones?"), [(3,)]),
        (GYM, "en", ("list the members in Berlin", "and how many in Hamburg?"), [(1,)]),
        (GYM, "en", ("how many members booked Yoga?", "and Cardio?"), [(2,)]),
        (GYM, "en", ("how many bookings has Ida Stone?", "and Jon Reed?"), [(1,)]),
        (GYM, "de", ("wie viele Mitglieder wohnen in Berlin?", "wie sieht's bei Hamburg aus"), [(1,)]),
        (GYM, "de", ("wie viele Buchungen gab es 2026?", "und die offenen?"), [(3,)]),
        (THEATRE, "de", ("Wie viele Vorstellungen gab es in Köln?", "Bonn?"), [(2,)]),
        (THEATRE, "de", ("Wie viele Vorstellungen wurden abgesagt?", "und gespielt?"), [(4,)]),
        (THEATRE, "de", ("Wie hoch war der Umsatz 2026?", "online"), [(110.0,)]),
        (THEATRE, "de", ("Summe der Beträge", "und wie viele in Köln?"), [(4,)]),
        (THEATRE, "de", ("Umsatz je Stadt der Kunden", "und wie viele in Köln?"), [(4,)]),
        (THEATRE, "de", ("Verkäufe je Stadt der Spielstätten", "nur Köln"), [("Köln", 6)]),
        (THEATRE, "de", ("Verkäufe je Stadt der Spielstätten", "nur Köln", "und in Bonn?"), [("Bonn", 2)]),
        (FACTORY, "en", ("how many machines are idle?", "in Norway"), [(1,)]),
        (FACTORY, "en", ("how many machines are idle in Norway?", "Austria"), [(1,)]),
        (FACTORY, "en", ("how many machines are in class B?", "and A?"), [(3,)]),
        (FACTORY, "en", ("how many machines are there?", "only before 2010"), [(2,)]),
        (FACTORY, "de", ("wie viele Maschinen gibt es?", "nur vor 2010"), [(2,)]),
    ],
)
def test_a_value_takes_the_place_of_another_of_its_column(
    script: str, language: str, texts: tuple[str, ...], expected: Rows
) -> None:
    assert rows(script, language, *texts) == expected


@pytest.mark.parametrize(
    ("script", "language", "texts", "expected"),
    [
        (GYM, "en", ("how many members are in Hamburg?", "and Berlin too"), [(4,)]),
        (GYM, "en", ("how many members are in Hamburg?", "also Berlin"), [(4,)]),
        (GYM, "en", ("how many members are in Hamburg?", "Berlin as well"), [(4,)]),
        (GYM, "de", ("wie viele Mitglieder gibt es in Hamburg?", "und auch Berlin"), [(4,)]),
        (GYM, "de", ("wie viele Mitglieder gibt es in Hamburg?", "und Berlin dazu"), [(4,)]),
        (GYM, "en", ("members per city", "without Berlin"), [("Hamburg", 1), ("Munich", 1)]),
        (GYM, "en", ("members per city", "without Berlin", "and without Hamburg"), [("Munich", 1)]),
        (GYM, "de", ("Mitglieder pro Stadt", "ohne Berlin"), [("Hamburg", 1), ("Munich", 1)]),
        (THEATRE, "de", ("Umsatz je Sparte", "nur Oper", "und Ballett dazu"), [("Oper", 165.0), ("Ballett", 70.0)]),
        (FACTORY, "en", ("how many faults per plant?", "except Norway"), [("Lake Works", 2)]),
    ],
)
def test_values_are_added_and_left_out(script: str, language: str, texts: tuple[str, ...], expected: Rows) -> None:
    assert rows(script, language, *texts) == expected


@pytest.mark.parametrize(
    ("script", "language", "texts", "expected"),
    [
        (GYM, "en", ("total amount of bookings in 2026", "and last year?"), [(42.0,)]),
        (GYM, "en", ("total amount of bookings in 2026", "only 2025"), [(42.0,)]),
        (GYM, "en", ("how many bookings in 2026?", "since March"), [(5,)]),
        (GYM, "en", ("how many bookings in 2025?", "and the year after?"), [(7,)]),
        (GYM, "en", ("how many members booked in 2025?", "and in 2026?"), [(4,)]),
        (GYM, "en", ("how many bookings in November 2026?", "and the year before?"), [(2,)]),
        (GYM, "de", ("Summe der Beträge 2026", "und im Jahr davor?"), [(42.0,)]),
        (GYM, "de", ("wie viele Buchungen gab es 2025?", "und im November?"), [(2,)]),
        (GYM, "de", ("wie viele Buchungen gab es im November 2026?", "und im Vorjahr?"), [(2,)]),
        (GYM, "de", ("wie viele Buchungen gab es im November 2026?", "und im Monat davor?"), [(1,)]),
        (THEATRE, "de", ("Umsatz 2026", "verglichen mit 2025"), [("2025", 130.0), ("2026", 175.0)]),
        (
            FACTORY,
            "en",
            ("cost of faults in 2026", "compared to the previous year"),
            [("2025", 1000.0), ("2026", 1300.0)],
        ),
    ],
)
def test_another_period_takes_the_place_of_the_one_before(
    script: str, language: str, texts: tuple[str, ...], expected: Rows
) -> None:
    assert rows(script, language, *texts) == expected


@pytest.mark.parametrize(
    ("script", "language", "texts", "expected"),
    [
        (GYM, "en", ("bookings per member", "only the top 3"), ["Ida", "Kim", "Leo"]),
        (GYM, "en", ("bookings per member", "top 1"), ["Ida"]),
        (GYM, "en", ("bookings per member", "the other way round"), ["Jon", "Mia", "Kim", "Leo", "Ida"]),
        (GYM, "en", ("list the members", "newest first"), ["Mia", "Leo", "Kim", "Jon", "Ida"]),
        (GYM, "en", ("list the courses", "sorted by price", "the other way round", "only the first 1"), ["Iron Hour"]),
        (GYM, "en", ("the 2 most expensive courses", "and the cheapest?"), ["Fast Ride", "Sunrise Flow"]),
        (GYM, "en", ("what is the average price of courses?", "and the highest?"), [15.0]),
        (GYM, "en", ("who paid the most?", "and the least?"), ["Mia"]),
        (GYM, "de", ("Buchungen pro Mitglied", "nur die ersten drei"), ["Ida", "Kim", "Leo"]),
        (GYM, "de", ("Buchungen pro Mitglied", "aufsteigend"), ["Jon", "Mia", "Kim", "Leo", "Ida"]),
        (GYM, "de", ("Welche zwei Mitglieder haben die meisten Buchungen?", "und die wenigsten?"), ["Jon", "Mia"]),
        (THEATRE, "de", ("top 3 Kunden nach Umsatz", "und die schlechtesten?"), ["Elke", "Dirk", "Cora"]),
        (THEATRE, "de", ("top 3 Kunden nach Umsatz", "nur der erste"), ["Anna"]),
        (THEATRE, "de", ("Umsatz je Kunde", "wer hat am wenigsten?"), ["Elke"]),
        (THEATRE, "de", ("Umsatz je Sparte", "umgekehrt"), ["Ballett", "Schauspiel", "Oper"]),
        (FACTORY, "en", ("faults per machine", "which one has the fewest?"), ["Crane"]),
        (FACTORY, "en", ("average power per class", "lowest first"), ["B", "A", "C"]),
    ],
)  # fmt: skip
def test_an_order_is_turned_and_shortened(
    script: str, language: str, texts: tuple[str, ...], expected: list[object]
) -> None:
    assert firsts(rows(script, language, *texts)) == expected


@pytest.mark.parametrize(
    ("script", "language", "texts", "expected"),
    [
        (GYM, "en", ("how many members live in Berlin?", "who are they?"), ["Ida", "Kim", "Mia"]),
        (GYM, "en", ("how many members live in Berlin?", "show me them"), ["Ida", "Kim", "Mia"]),
        (GYM, "en", ("list the open bookings", "how many are that?"), [3]),
        (GYM, "en", ("how many open bookings are there?", "how much is that?"), [34.0]),
        (GYM, "en", ("total amount of bookings in 2025", "how many bookings is that?"), [3]),
        (GYM, "en", ("what is the highest price of the courses?", "which one is that?"), ["Iron Hour"]),
        (GYM, "en", ("bookings per category", "how many is that in total?"), [10]),
        (GYM, "de", ("wie viele Mitglieder gibt es in Berlin?", "wer sind die?"), ["Ida", "Kim", "Mia"]),
        (GYM, "de", ("wie viele Mitglieder gibt es in Berlin?", "welche sind das?"), ["Ida", "Kim", "Mia"]),
        (GYM, "de", ("wie viele offene Buchungen gibt es?", "und in Euro?"), [34.0]),
        (THEATRE, "de", ("Wie viele Kunden kommen aus Köln?", "wie heißen die?"), ["Anna", "Dirk", "Finn"]),
        (THEATRE, "de", ("Zeige die Kunden aus Bonn", "wie viele sind das?"), [2]),
        (THEATRE, "de", ("Zeige die Kunden aus Bonn", "und deren Umsatz"), [110.0]),
        (FACTORY, "en", ("machines in Norway", "and the total cost of their faults?"), [2050.0]),
        (FACTORY, "en", ("machines in Norway", "their faults"), [1, 2, 3, 6, 7]),
    ],
)
def test_a_text_that_points_back_asks_for_what_was_answered(
    script: str, language: str, texts: tuple[str, ...], expected: list[object]
) -> None:
    assert firsts(rows(script, language, *texts)) == expected


@pytest.mark.parametrize(
    ("script", "language", "texts", "expected"),
    [
        (GYM, "en", ("total amount of bookings", "and the average?"), [(12.9,)]),
        (GYM, "de", ("Summe der Beträge der Buchungen", "und der Durchschnitt?"), [(12.9,)]),
        (GYM, "en", ("bookings per city", "and per category?"), [("Yoga", 5), ("Strength", 3), ("Cardio", 2)]),
        (GYM, "en", ("bookings per month", "and by category?"), [("Yoga", 5), ("Strength", 3), ("Cardio", 2)]),
        (GYM, "en", ("how many bookings are open?", "in percent"), [(30.0,)]),
        (GYM, "de", ("Buchungen pro Kategorie", "und insgesamt?"), [(10,)]),
        (GYM, "de", ("Umsatz pro Kategorie 2025", "und pro Stadt?"), [("Berlin", 27.0), ("Hamburg", 15.0)]),
        (THEATRE, "de", ("Umsatz 2026", "je Kanal"), [("online", 110.0), ("Kasse", 65.0)]),
        (THEATRE, "de", ("Umsatz 2025", "je Monat"), [("2025-02", 70.0), ("2025-05", 60.0)]),
        (
            THEATRE,
            "de",
            ("Umsatz pro Sparte", "und pro Spielstätte?"),
            [("Großes Haus", 130.0), ("Schauburg", 105.0), ("Kammerspiele", 70.0)],
        ),
        (THEATRE, "de", ("Wie viele Verkäufe gab es 2026?", "je Kanal", "nur online", "und 2025?"), [("online", 2)]),
        (FACTORY, "en", ("faults in 2026 per plant", "and in 2025?", "only high priority"), [("North Works", 1)]),
        (FACTORY, "en", ("cost of faults", "only high priority", "in percent"), [(89.29,)]),
    ],
)  # fmt: skip
def test_another_number_or_grouping_takes_the_place_of_the_one_before(
    script: str, language: str, texts: tuple[str, ...], expected: Rows
) -> None:
    assert rows(script, language, *texts) == expected


@pytest.mark.parametrize(
    ("language", "text", "chart"),
    [
        ("en", "as a chart", "bar"),
        ("en", "as a table", "none"),
        ("de", "als Balken", "bar"),
        ("de", "als Tabelle", "none"),
    ],
)
def test_a_follow_up_says_how_to_show_the_same(language: str, text: str, chart: str) -> None:
    question = "Buchungen pro Kategorie" if language == "de" else "bookings per category"
    assert said(GYM, language, question, text).chart == chart
    assert rows(GYM, language, question, text) == rows(GYM, language, question)


@pytest.mark.parametrize(
    ("script", "language", "before", "text"),
    [
        (GYM, "en", "how many members live in Berlin?", "and how many courses are there?"),
        (GYM, "en", "how many members live in Berlin?", "and show me all trainers"),
        (GYM, "en", "how many members live in Berlin?", "trainers in Hamburg"),
        (GYM, "en", "how many members live in Berlin?", "what is the average price of the courses?"),
        (GYM, "en", "how many bookings in 2025?", "in 2026 revenue by category"),
        (GYM, "en", "how many bookings in 2025?", "who booked the most?"),
        (GYM, "en", "how many bookings in 2025?", "top 3 members by amount"),
        (GYM, "de", "wie viele Buchungen gab es 2025?", "pro Mitglied die Summe der Beträge"),
        (GYM, "de", "Wie viele Mitglieder gibt es in Berlin?", "Wie hoch ist Ihr Umsatz?"),
        (THEATRE, "de", "Umsatz 2025", "Verkäufe pro Monat"),
        (THEATRE, "de", "Umsatz 2025", "welche Kunden kommen aus Köln?"),
        (THEATRE, "de", "Kunden aus Köln", "Umsatz 2026"),
        (FACTORY, "en", "machines in Norway", "faults in 2026"),
        (FACTORY, "en", "average power per class", "the oldest machine"),
        (FACTORY, "en", "faults in 2026 per plant", "is Press One broken?"),
        (GYM, "en", "members in Berlin", "Jon Reed"),
    ],
)
def test_a_question_of_its_own_means_the_same_after_another(script: str, language: str, before: str, text: str) -> None:
    assert rows(script, language, before, text) == rows(script, language, text)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "and in Berlin?"),
        ("en", "who are they?"),
        ("en", "only the top 3"),
        ("en", "the other way round"),
        ("en", "as a chart"),
        ("en", "how much is that?"),
        ("de", "und im Jahr davor?"),
        ("de", "aufsteigend"),
        ("de", "und der Durchschnitt?"),
        ("de", "wer sind die?"),
    ],
)
def test_a_follow_up_to_nothing_is_told_so(language: str, text: str) -> None:
    assert said(GYM, language, text).decline.startswith(
        "Das knüpft an eine Frage davor an" if language == "de" else "That goes on with a question before it"
    )


@pytest.mark.parametrize(
    "texts",
    [
        ("how many members live in Berlin?", "how many dragons are there?", "and in Hamburg?"),
        ("how many members live in Berlin?", "and what is the average price of the courses?"),
        ("most expensive courses", "per category"),
        ("bookings per status", "who are they?"),
        ("bookings per month", "descending"),
        ("how many bookings in 2025?", "since March"),
        ("how many open bookings are there?", "in dollars"),
        ("how many members are there?", "also in 2025"),
    ],
)
def test_what_cannot_surely_be_joined_is_declined(texts: tuple[str, ...]) -> None:
    assert said(GYM, "en", *texts).decline


@pytest.mark.parametrize(
    ("script", "language", "text", "expected"),
    [
        (FACTORY, "en", "machines in class A", ["Press One", "Lathe", "Crane"]),
        (FACTORY, "en", "how many class A machines are there?", [3]),
        (FACTORY, "en", "how many machines had a fault?", [5]),
        (FACTORY, "de", "Maschinen der Klasse A", ["Press One", "Lathe", "Crane"]),
        (THEATRE, "de", "wie viele Verkäufe im Tarif A?", [4]),
        (GYM, "en", "who has the most bookings?", ["Ida"]),
        (THEATRE, "de", "wer hat die meisten Verkäufe?", ["Anna"]),
    ],
)
def test_letters_that_are_values_and_who_has_most_are_read(
    script: str, language: str, text: str, expected: list[object]
) -> None:
    assert firsts(rows(script, language, text)) == expected


def test_a_letter_that_no_column_has_is_unknown() -> None:
    assert said(GYM, "en", "members on plan A").decline
