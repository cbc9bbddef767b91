"""How tables are reached from one another."""

import pytest

from adapters.llm.questions.catalogue import Catalogue
from adapters.llm.questions.joins import NoWay, distance, path, routes, siblings
from tests.llm.questions.shop import schema

SHOP = Catalogue(schema())


def way(source: str, target: str, *via: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(edge.target, edge.key) for edge in path(SHOP, source, target, via)]


def test_a_table_is_where_it_is() -> None:
    assert way("customers", "customers") == []
    assert distance(SHOP, "customers", "customers") == 0


def test_a_path_leads_over_what_lies_between() -> None:
    assert way("items", "customers") == [("order", ("order_id",)), ("customers", ("customer_id",))]


def test_of_two_keys_the_one_that_is_named_is_taken() -> None:
    assert way("order", "cities", "destination_id") == [("cities", ("destination_id",))]
    assert way("order", "cities", "origin_id") == [("cities", ("origin_id",))]
    assert routes(SHOP, "order", "cities") == (("origin_id",), ("destination_id",))


def test_a_table_reaches_itself_only_along_a_key() -> None:
    assert way("employees", "employees", "boss_id") == [("employees", ("boss_id",))]


def test_a_composite_key_is_one_step() -> None:
    assert way("parcels", "items") == [("items", ("order_id", "line"))]


def test_rows_are_nearer_to_what_they_name_than_to_what_names_them() -> None:
    assert distance(SHOP, "order", "customers") < distance(SHOP, "customers", "order")


def test_tables_without_a_connection_are_far_away_each_time_they_are_asked_for() -> None:
    for _ in range(2):
        with pytest.raises(NoWay):
            path(SHOP, "employees", "order")
    assert distance(SHOP, "employees", "order") > 50
    assert siblings(SHOP, "employees", "order")


def test_children_of_one_parent_are_siblings() -> None:
    assert not siblings(SHOP, "items", "customers")
    assert siblings(SHOP, "employees", "cities")


def test_paths_are_kept_with_the_catalogue_and_nowhere_else() -> None:
    one, other = Catalogue(schema()), Catalogue(schema())
    path(one, "items", "cities")

    assert ("items", "cities", ()) in one.ways
    assert not other.ways
