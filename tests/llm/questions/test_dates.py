"""Which stretches of time a question names."""

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.llm.questions.dates import grain_at, periods_in
from adapters.llm.questions.tokens import tokens_of

MONDAY = date(2026, 11, 23)
"""The day that is today."""


def named(text: str, language: str) -> list[str]:
    """Return the periods of a text, `first..day behind the last`."""
    return [
        f"{found.period.start or ''}..{found.period.end or ''}"
        for found in periods_in(tokens_of(text), MONDAY, language)
    ]


def year(number: int) -> str:
    return f"{number}-01-01..{number + 1}-01-01"


ONE = [
    ("en", "in 2024", year(2024)),
    ("de", "im Jahr 2024", year(2024)),
    ("de", "im Jahr '24", year(2024)),
    ("en", "sales in '24", year(2024)),
    ("de", "2024er Rechnungen", year(2024)),
    ("en", "March 2025", "2025-03-01..2025-04-01"),
    ("de", "März '25", "2025-03-01..2025-04-01"),
    ("en", "march 2025", "2025-03-01..2025-04-01"),
    ("de", "im März", "2026-03-01..2026-04-01"),
    ("de", "im November", "2026-11-01..2026-12-01"),
    ("de", "umsatz im dezember", "2025-12-01..2026-01-01"),
    ("en", "sept 2024", "2024-09-01..2024-10-01"),
    ("de", "Okt. 2024", "2024-10-01..2024-11-01"),
    ("de", "mär 2024", "2024-03-01..2024-04-01"),
    ("en", "03/2025", "2025-03-01..2025-04-01"),
    ("en", "2025-03", "2025-03-01..2025-04-01"),
    ("de", "03.2025", "2025-03-01..2025-04-01"),
    ("de", "01.03.2025", "2025-03-01..2025-03-02"),
    ("de", "am 1.3.2025", "2025-03-01..2025-03-02"),
    ("de", "01.03.25", "2025-03-01..2025-03-02"),
    ("de", "am 1.3.", "2026-03-01..2026-03-02"),
    ("de", "1. März 2025", "2025-03-01..2025-03-02"),
    ("en", "March 1st 2025", "2025-03-01..2025-03-02"),
    ("en", "on March 1, 2025", "2025-03-01..2025-03-02"),
    ("en", "5th of june", "2026-06-05..2026-06-06"),
    ("en", "2025-03-01", "2025-03-01..2025-03-02"),
    ("en", "3/1/2025", "2025-03-01..2025-03-02"),
    ("en", "13/1/2025", "2025-01-13..2025-01-14"),
    ("en", "Q3 2024", "2024-07-01..2024-10-01"),
    ("en", "Q3/2024", "2024-07-01..2024-10-01"),
    ("en", "2024-Q3", "2024-07-01..2024-10-01"),
    ("de", "3. Quartal 2024", "2024-07-01..2024-10-01"),
    ("en", "third quarter of 2024", "2024-07-01..2024-10-01"),
    ("en", "last quarter of 2024", "2024-10-01..2025-01-01"),
    ("de", "letztes Quartal", "2026-07-01..2026-10-01"),
    ("en", "this quarter", "2026-10-01..2027-01-01"),
    ("en", "H1 2025", "2025-01-01..2025-07-01"),
    ("de", "erstes Halbjahr 2025", "2025-01-01..2025-07-01"),
    ("en", "second half of 2024", "2024-07-01..2025-01-01"),
    ("de", "KW 12 2025", "2025-03-17..2025-03-24"),
    ("de", "KW12/2025", "2025-03-17..2025-03-24"),
    ("en", "calendar week 12", "2026-03-16..2026-03-23"),
    ("de", "letzte Woche", "2026-11-16..2026-11-23"),
    ("en", "this week", "2026-11-23..2026-11-30"),
    ("de", "heute", "2026-11-23..2026-11-24"),
    ("en", "yesterday", "2026-11-22..2026-11-23"),
    ("de", "vorgestern", "2026-11-21..2026-11-22"),
    ("en", "tomorrow", "2026-11-24..2026-11-25"),
    ("en", "next year", year(2027)),
    ("en", "this year", year(2026)),
    ("de", "voriges Jahr", year(2025)),
    ("en", "last year's revenue", year(2025)),
    ("de", "vorletztes Jahr", year(2024)),
    ("en", "the year before last", year(2024)),
    ("de", "im letzten Monat", "2026-10-01..2026-11-01"),
    ("de", "im Vormonat", "2026-10-01..2026-11-01"),
    ("de", "vorjahr", year(2025)),
    ("en", "last 6 months", "2026-05-23..2026-11-24"),
    ("de", "in den letzten 30 Tagen", "2026-10-24..2026-11-24"),
    ("en", "past two weeks", "2026-11-09..2026-11-24"),
    ("de", "der letzten zwölf Monate", "2025-11-23..2026-11-24"),
    ("de", "vor 3 Jahren", year(2023)),
    ("en", "3 years ago", year(2023)),
    ("de", "vor einem Jahr", year(2025)),
    ("en", "more than 3 years ago", "..2023-11-23"),
    ("en", "year to date", "2026-01-01..2026-11-24"),
    ("en", "ytd", "2026-01-01..2026-11-24"),
    ("de", "bisher dieses Jahr", "2026-01-01..2026-11-24"),
    ("en", "this year so far", "2026-01-01..2026-11-24"),
    ("de", "seit Jahresbeginn", "2026-01-01.."),
    ("de", "Sommer 2024", "2024-06-01..2024-09-01"),
    ("de", "winter 2024/25", "2024-12-01..2025-03-01"),
    ("en", "last summer", "2026-06-01..2026-09-01"),
    ("en", "between March and May 2025", "2025-03-01..2025-06-01"),
    ("de", "zwischen 2022 und 2024", "2022-01-01..2025-01-01"),
    ("de", "von Januar bis März 2025", "2025-01-01..2025-04-01"),
    ("en", "from November to February 2025", "2024-11-01..2025-03-01"),
    ("en", "from 2023 to 2024", "2023-01-01..2025-01-01"),
    ("en", "2021-2023", "2021-01-01..2024-01-01"),
    ("de", "2021 bis 2023", "2021-01-01..2024-01-01"),
    ("en", "Jan-Mar 2025", "2025-01-01..2025-04-01"),
    ("de", "Januar–März 2025", "2025-01-01..2025-04-01"),
    ("de", "01.01.2025 - 31.03.2025", "2025-01-01..2025-04-01"),
    ("de", "vom 1.3. bis zum 15.3.2025", "2025-03-01..2025-03-16"),
    ("de", "zwischen dem 1. und 15. März 2025", "2025-03-01..2025-03-16"),
    ("de", "von März bis heute", "2026-03-01..2026-11-24"),
    ("de", "von Mitte 2023 bis Ende März 2024", "2023-07-01..2024-04-01"),
    ("en", "after 2020 and before 2023", "2021-01-01..2023-01-01"),
    ("en", "since March 2025", "2025-03-01.."),
    ("de", "seit 2023", "2023-01-01.."),
    ("de", "ab 2024", "2024-01-01.."),
    ("en", "from 2024 on", "2024-01-01.."),
    ("en", "2024 or later", "2024-01-01.."),
    ("de", "seit 3 Monaten", "2026-08-23..2026-11-24"),
    ("en", "after 2023-05-01", "2023-05-02.."),
    ("en", "after 2023", "2024-01-01.."),
    ("de", "nach dem 1.5.2023", "2023-05-02.."),
    ("de", "nach 2020", "2021-01-01.."),
    ("en", "later than 2020", "2021-01-01.."),
    ("en", "before 2024", "..2024-01-01"),
    ("de", "vor 2024", "..2024-01-01"),
    ("en", "earlier than March 2021", "..2021-03-01"),
    ("de", "bis Ende 2023", "..2024-01-01"),
    ("de", "bis 2023", "..2024-01-01"),
    ("en", "until June 2024", "..2024-07-01"),
    ("en", "before March", "..2026-03-01"),
    ("en", "by the end of June", "..2026-07-01"),
    ("en", "in the 1990s", "1990-01-01..2000-01-01"),
    ("de", "in den 90er Jahren", "1990-01-01..2000-01-01"),
    ("en", "last monday", "2026-11-16..2026-11-17"),
    ("de", "letzten Montag", "2026-11-16..2026-11-17"),
    ("de", "am Montag", "2026-11-23..2026-11-24"),
    ("de", "im März letzten Jahres", "2025-03-01..2025-04-01"),
    ("de", "letztes Jahr im März", "2025-03-01..2025-04-01"),
    ("en", "last week of March 2025", "2025-03-25..2025-04-01"),
    ("en", "first three months of 2025", "2025-01-01..2025-04-01"),
    ("en", "revenue in may", "2026-05-01..2026-06-01"),
    ("en", "revenue of May", "2026-05-01..2026-06-01"),
    ("de", "Umsatz nach Monat 2024", year(2024)),
    ("de", "Top 10 März 2025", "2025-03-01..2025-04-01"),
]

TWO = [
    ("2023 and 2024", [year(2023), year(2024)]),
    ("compare 2023 vs 2024", [year(2023), year(2024)]),
    ("March 2024 and 2025", ["2024-03-01..2024-04-01", "2025-03-01..2025-04-01"]),
    ("Q1 vs Q2 2024", ["2024-01-01..2024-04-01", "2024-04-01..2024-07-01"]),
    ("January and March 2025", ["2025-01-01..2025-02-01", "2025-03-01..2025-04-01"]),
    ("Q1 this year vs last year", ["2026-01-01..2026-04-01", "2025-01-01..2025-04-01"]),
    ("march vs april", ["2026-03-01..2026-04-01", "2026-04-01..2026-05-01"]),
    ("Umsatz 2024 im Vergleich zum Vorjahr", [year(2024), year(2023)]),
    ("März 2025 im Vergleich zum Vorjahr", ["2025-03-01..2025-04-01", "2024-03-01..2024-04-01"]),
    ("März 2024 und im Jahr 2025", ["2024-03-01..2024-04-01", year(2025)]),
]

NONE = [
    ("en", "more than 2000 customers"),
    ("de", "über 2000"),
    ("en", "top 2000"),
    ("en", "limit 1950"),
    ("en", "2000 kwh"),
    ("de", "bis zu 2000"),
    ("en", "between 500 and 2000"),
    ("en", "between 1900 and 2000 euro"),
    ("de", "mehr als 2.000"),
    ("en", "2024.5"),
    ("en", "in 1850"),
    ("en", "invoice number 2024"),
    ("en", "per month"),
    ("de", "nach Jahr"),
    ("de", "pro Monat"),
    ("en", "monthly sales by quarter"),
    ("en", "which customers may pay"),
    ("en", "May I see the customers"),
    ("en", "the march of progress"),
    ("en", "second of all"),
    ("de", "So und Mo"),
    ("de", "Hotel Sommer"),
    ("en", "customers named April"),
    ("en", "invoices of April Smith"),
    ("de", "Rechnungen von Jan Müller"),
    ("en", "customers that may or may not"),
    ("en", '"2024" invoices'),
    ("de", "31.02.2025"),
    ("de", "die letzten 5 Rechnungen"),
    ("en", "3 months"),
    ("de", "seit Jahren"),
    ("en", "mondays"),
]


@pytest.mark.parametrize(("language", "text", "period"), ONE, ids=[text for _, text, _ in ONE])
def test_a_date_expression_is_one_period(language: str, text: str, period: str) -> None:
    assert named(text, language) == [period]


@pytest.mark.parametrize(("text", "both"), TWO, ids=[text for text, _ in TWO])
def test_two_dates_beside_each_other_stay_two_and_share_what_only_one_says(text: str, both: list[str]) -> None:
    assert named(text, "de" if "V" in text or "und" in text else "en") == both


@pytest.mark.parametrize(("language", "text"), NONE, ids=[text for _, text in NONE])
def test_amounts_names_and_grouping_words_are_no_dates(language: str, text: str) -> None:
    assert named(text, language) == []


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("en", "revenue in the last 6 months by region", "in the last 6 months"),
        ("de", "Zähler, die seit Anfang 2023 laufen", "seit Anfang 2023"),
        ("en", "bills between March and May 2025 please", "between March and May 2025"),
        ("de", "Umsatz im Jahr 2024 pro Monat", "im Jahr 2024"),
        ("de", "Rechnungen nach dem 1.5.2023 bezahlt", "nach dem 1.5.2023"),
    ],
)
def test_the_prepositions_of_a_date_are_taken_along(language: str, text: str, words: str) -> None:
    tokens = tokens_of(text)
    (found,) = periods_in(tokens, MONDAY, language)
    assert text[tokens[found.first].start : tokens[found.last].end] == words


@pytest.mark.parametrize(
    ("language", "text", "grain", "label"),
    [
        ("en", "2025", "year", "2025"),
        ("en", "in march 2025", "month", "March 2025"),
        ("de", "im märz", "month", "März 2026"),
        ("en", "Q3 2024", "quarter", "Q3 2024"),
        ("de", "KW 12 2025", "week", "KW 12 2025"),
        ("en", "yesterday", "day", "2026-11-22"),
        ("en", "last 3 months", "span", "2026-08-23 – 2026-11-23"),
        ("de", "seit 2023", "span", "seit 2023"),
        ("en", "2021-2023", "span", "2021 – 2023"),
        ("de", "Winter 2024", "span", "Winter 2024/25"),
    ],
)
def test_a_period_says_its_grain_and_its_name(language: str, text: str, grain: str, label: str) -> None:
    (found,) = periods_in(tokens_of(text), MONDAY, language)
    assert (found.period.grain, found.period.label) == (grain, label)


@pytest.mark.parametrize(
    ("text", "grain", "count"),
    [("monthly", "month", 1), ("Quartal", "quarter", 1), ("jährlich", "year", 1), ("Wochentag", "weekday", 1),
     ("day of the week", "weekday", 4), ("calendar week", "week", 2), ("täglich", "day", 1)],
)  # fmt: skip
def test_a_grain_is_read_with_all_its_words(text: str, grain: str, count: int) -> None:
    assert grain_at(tokens_of(text), 0) == (grain, count)


def test_a_word_or_a_quotation_is_no_grain() -> None:
    assert grain_at(tokens_of("region"), 0) is None
    assert grain_at(tokens_of('"month"'), 0) is None
    assert grain_at(tokens_of("month"), 5) is None


PIECES = st.sampled_from(
    [*{word for _, text, _ in ONE for word in text.split()}, *{word for text, _ in TWO for word in text.split()},
     "999", "0",
     "9999-12-31", "0000-00-00", "99.99.9999", "decades", "jahrzehnte", "31", "29.2.", "'", '"', "-", "H2", "Q9"]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(st.text(max_size=120), st.lists(PIECES, max_size=20).map(" ".join)),
    st.dates(date(1990, 1, 1), date(2090, 12, 31)),
    st.sampled_from(["en", "de"]),
)
def test_whatever_is_written_periods_stand_in_order_and_are_not_empty(text: str, today: date, language: str) -> None:
    tokens = tokens_of(text)
    behind = -1
    for found in periods_in(tokens, today, language):
        assert behind < found.first <= found.last < len(tokens)
        behind = found.last
        start, end = found.period.start, found.period.end
        assert (start or end) is not None
        assert start is None or end is None or start < end
        assert found.period.label


def test_five_hundred_words_are_read_in_a_moment() -> None:
    text = "Umsatz im letzten Monat nach Region in den Jahren 2022 bis 2024 with the top 10 of the last 3 weeks " * 24
    tokens = tokens_of(text)[:500]
    periods_in(tokens, MONDAY, "de")
    began = time.process_time()
    for _ in range(5):
        periods_in(tokens, MONDAY, "de")
    assert (time.process_time() - began) / 5 < 0.05
