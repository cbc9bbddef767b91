"""What SQL a frame becomes, and what that brings."""

from datetime import date

import pytest

from adapters.llm.questions.catalogue import Catalogue
from adapters.llm.questions.frame import (
    Age,
    Col,
    Compares,
    During,
    Equals,
    Filter,
    Frame,
    Func,
    Group,
    Has,
    Measure,
    Missing,
    Op,
    Product,
    Top,
)
from adapters.llm.questions.grains import Grain
from adapters.llm.questions.joins import NoWay, Unfit
from adapters.llm.questions.periods import Period
from adapters.llm.questions.statement import Statement
from adapters.llm.questions.wording import wording
from tests.llm.questions.shop import TODAY, Dialect, asked, parsed, schema

COUNT = Measure("count", "order")
AMOUNT = Measure("sum", "order", Col("order", "amount"))
IN_2025 = Period(date(2025, 1, 1), date(2026, 1, 1), "year", "2025")
IN_2026 = Period(date(2026, 1, 1), date(2027, 1, 1), "year", "2026")
BOUGHT_M = Equals(Col("items", 'Größe "cm"'), ("M",))


def written(frame: Frame, dialect: Dialect = "sqlite") -> str:
    sql = Statement(frame, Catalogue(schema(dialect)), TODAY, wording("en").names).text()
    parsed(sql, dialect)
    return sql


def brought(frame: Frame) -> list[tuple[object, ...]]:
    return asked(written(frame))


def value(measure: Measure, *filters: Filter) -> object:
    return brought(Frame(measure=measure, filters=filters))[0][0]


def named(frame: Frame) -> list[object]:
    return [row[0] for row in brought(frame)]


def ids(*filters: Filter) -> list[int]:
    return sorted(int(str(row[1])) for row in brought(Frame("order", filters=filters, columns=(Col("order", "id"),))))


def test_a_sum_over_orders_counts_each_once_though_several_of_their_items_fit() -> None:
    fitting = Compares(Col("items", "quantity"), ">=", 1)

    assert value(AMOUNT, fitting) == 180


def test_conditions_on_the_same_rows_of_which_there_are_many_must_hold_for_one_of_them() -> None:
    five = Compares(Col("items", "quantity"), "=", 5)

    assert value(COUNT, BOUGHT_M, five) == 1
    assert " IN (SELECT " in written(Frame(measure=COUNT, filters=(BOUGHT_M, five)))


def test_rows_with_a_child_are_listed_once() -> None:
    assert ids(Has("items")) == [1, 2, 3]


def test_rows_without_children_are_found_though_some_child_belongs_to_nobody() -> None:
    without = Frame("customers", filters=(Has("order", negated=True),))

    assert named(without) == ["Eve"]
    assert "customer_id IS NOT NULL" in written(without)


@pytest.mark.parametrize(
    ("op", "number", "found"),
    [
        (">", 1, ["Ada"]),
        (">=", 1, ["Ada", "Bob"]),
        ("=", 0, ["Eve"]),
        ("=", 1, ["Bob"]),
        ("<", 2, ["Bob", "Eve"]),
        ("<=", 0, ["Eve"]),
    ],
)
def test_rows_are_found_by_how_many_belong_to_them_none_among_them(op: Op, number: int, found: list[str]) -> None:
    assert named(Frame("customers", filters=(Has("order", op=op, number=number),))) == found


def test_rows_are_found_by_how_much_belongs_to_them() -> None:
    assert named(Frame("customers", filters=(Has("order", op=">", number=100, measure=AMOUNT),))) == ["Ada"]


def test_a_key_of_several_columns_is_declined() -> None:
    with pytest.raises(Unfit):
        written(Frame("items", filters=(Has("parcels"),)))


def test_rows_that_only_a_composite_key_names_cannot_be_counted_behind_a_join() -> None:
    frame = Frame(measure=Measure("count", "items"), groups=(Group(Col("parcels")),))

    with pytest.raises(NoWay):
        written(frame)


def test_a_table_that_names_itself_is_joined_under_another_name() -> None:
    bosses = Frame(measure=Measure("count", "employees"), groups=(Group(Col("employees", via=("boss_id",))),))

    assert brought(bosses) == [("Ann", 2)]


@pytest.mark.parametrize(("way", "found"), [("origin_id", [1, 3]), ("destination_id", [2, 3])])
def test_of_two_ways_to_a_table_the_one_that_is_meant_is_taken(way: str, found: list[int]) -> None:
    berlin = Equals(Col("cities", "name", (way,)), ("Berlin",))

    assert ids(berlin) == found


def test_both_ways_can_be_taken_at_once() -> None:
    here = Equals(Col("cities", "name", ("origin_id",)), ("Berlin",))
    there = Equals(Col("cities", "name", ("destination_id",)), ("Köln",))

    assert value(COUNT, here, there) == 1


def test_a_name_that_is_a_word_of_sql_is_quoted() -> None:
    assert 'FROM "order"' in written(Frame(measure=COUNT))


def test_names_with_quotes_and_umlauts_are_quoted() -> None:
    frame = Frame(measure=Measure("count", "items"), groups=(Group(Col("items", 'Größe "cm"')),))

    assert '"Größe ""cm"""' in written(frame)
    assert brought(frame) == [("M", 2), ("L", 1), ("S", 1)]


def test_values_with_quotes_are_found_whole_and_in_part() -> None:
    assert named(Frame("customers", filters=(Equals(Col("customers", "last_name"), ("O'Hara",)),))) == ["Eve"]
    assert named(Frame("cities", filters=(Equals(Col("cities", "name"), ("l'aq",), part=True),))) == ["L'Aquila"]


def test_what_is_not_equal_may_also_be_missing() -> None:
    negated = Equals(Col("customers", "email"), ("ada@example.org",), negated=True)

    assert named(Frame("customers", filters=(negated,))) == ["Bob", "Eve"]


def test_an_empty_text_is_missing_too() -> None:
    assert named(Frame("customers", filters=(Missing(Col("customers", "email")),))) == ["Bob", "Eve"]
    assert named(Frame("customers", filters=(Missing(Col("customers", "email"), negated=True),))) == ["Ada"]


def test_someone_whose_birthday_is_today_is_a_year_older() -> None:
    ages = Frame("customers", columns=(), top=Top(by=Age(Col("customers", "born_on"))))

    assert [row[2] for row in brought(ages)] == [36, 35, 26]


def test_a_product_takes_off_a_discount_in_percent() -> None:
    turnover = Measure("sum", "items", Product("items", "quantity", "price", "discount"))

    assert value(turnover) == 2 * 10 * 0.5 + 80 + 50 + 30


def test_one_of_two_periods_is_enough() -> None:
    dates = Col("order", "ordered_on")

    assert value(COUNT, During(dates, IN_2025), During(dates, IN_2026)) == 4
    assert value(COUNT, During(dates, IN_2025, negated=True)) == 2


def test_two_periods_stand_beside_each_other_with_their_difference() -> None:
    dates = Col("order", "ordered_on")
    frame = Frame(measure=AMOUNT, filters=(During(dates, IN_2025), During(dates, IN_2026)), change=True)

    assert brought(frame) == [(150, 37, -113, -75.33)]


def test_a_share_is_of_all_rows() -> None:
    paid = Equals(Col("order", "status"), ("paid",))

    assert brought(Frame(measure=COUNT, share=(paid,))) == [(50,)]
    assert brought(Frame(measure=AMOUNT, share=(paid,))) == [(69.52,)]


def test_each_group_has_its_share() -> None:
    frame = Frame(measure=AMOUNT, groups=(Group(Col("order", "status")),), share=())

    assert brought(frame) == [("paid", 130, 69.52), ("open", 57, 30.48)]


def test_an_average_can_be_taken_over_groups() -> None:
    assert brought(Frame(measure=COUNT, groups=(Group(Col("customers")),), nested="avg")) == [(1.5,)]


def test_groups_come_in_order_of_time_or_of_size_and_only_those_that_fit() -> None:
    monthly = Frame(measure=COUNT, groups=(Group(Col("order", "ordered_on"), "month"),))
    by_city = Frame(measure=COUNT, groups=(Group(Col("cities", via=("origin_id",))),), having=(">", 1))

    assert named(monthly) == ["2025-01", "2025-04", "2026-04", "2026-05"]
    assert brought(by_city) == [("Berlin", 2)]


def test_the_first_of_an_order_are_never_those_of_whom_nothing_is_known() -> None:
    first = Frame("order", filters=(), top=Top(1, descending=False, by=Col("order", "amount")))

    assert "amount IS NOT NULL" in written(first)
    assert len(brought(first)) == 1


def test_totals_stand_beside_rows_also_where_there_is_nothing() -> None:
    total = Has("order", measure=AMOUNT)

    assert [row[-1] for row in brought(Frame("customers", totals=(("customers", total),)))] == [150, 30, 0]


def test_above_average_compares_with_all_rows() -> None:
    above = Compares(Col("employees", "salary"), ">", 0, average=True)

    assert named(Frame("employees", filters=(above,))) == ["Ann"]


@pytest.mark.parametrize("func", ["sum", "avg"])
def test_a_sum_over_rows_that_are_joined_to_many_is_declined(func: Func) -> None:
    amount = Measure(func, "order", Col("order", "amount"))

    with pytest.raises(Unfit):
        written(Frame(measure=amount, groups=(Group(Col("items", 'Größe "cm"')),)))


def test_rows_that_are_joined_to_many_are_counted_by_their_key() -> None:
    assert brought(Frame(measure=COUNT, groups=(Group(Col("items", "quantity")),))) == [(1, 2), (2, 1), (5, 1)]


def test_tables_without_a_connection_are_declined() -> None:
    with pytest.raises(NoWay):
        written(Frame(measure=COUNT, filters=(Compares(Col("employees", "salary"), ">", 1),)))


def test_nothing_to_ask_for_is_declined() -> None:
    with pytest.raises(Unfit):
        written(Frame())


@pytest.mark.parametrize(
    ("grain", "text"),
    [
        ("day", "TO_CHAR(\"order\".ordered_on, 'YYYY-MM-DD')"),
        ("week", 'TO_CHAR("order".ordered_on, \'IYYY-"W"IW\')'),
        ("month", "TO_CHAR(\"order\".ordered_on, 'YYYY-MM')"),
        ("quarter", 'TO_CHAR("order".ordered_on, \'YYYY-"Q"Q\')'),
        ("year", "TO_CHAR(\"order\".ordered_on, 'YYYY')"),
        ("weekday", "TO_CHAR(\"order\".ordered_on, 'D')"),
    ],
)
def test_postgresql_spells_grains_its_way(grain: Grain, text: str) -> None:
    assert text in written(Frame(measure=COUNT, groups=(Group(Col("order", "ordered_on"), grain),)), "postgres")


def test_postgresql_spells_ages_its_way() -> None:
    oldest = Frame(measure=Measure("max", "customers", Age(Col("customers", "born_on"))))

    assert "MAX(DATE_PART('year', AGE(DATE '2026-11-23', customers.born_on)))" in written(oldest, "postgres")


@pytest.mark.parametrize(("dialect", "text"), [("postgres", "active = TRUE"), ("sqlite", "active = 1")])
def test_booleans_are_spelt_as_the_database_wants_them(dialect: Dialect, text: str) -> None:
    active = Equals(Col("customers", "active"), (True,))

    assert text in written(Frame("customers", filters=(active,)), dialect)


def test_postgresql_finds_parts_whatever_their_case_and_rounds_numerics() -> None:
    part = Equals(Col("cities", "name"), ("berl",), part=True)

    assert "name ILIKE '%berl%'" in written(Frame("cities", filters=(part,)), "postgres")
    assert 'ROUND(CAST(AVG("order".amount) AS NUMERIC), 2)' in written(
        Frame(measure=Measure("avg", "order", Col("order", "amount"))), "postgres"
    )
