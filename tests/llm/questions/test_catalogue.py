"""What the words of a question name in a schema."""

import gc
import weakref

import pytest

from adapters.llm.questions.catalogue import Catalogue, Ref, catalogue_of
from adapters.llm.questions.inquiring import inquire
from core.data import DataColumn, DataSchema, DataTable
from tests.llm.questions.shop import TODAY, schema


def best(words: str, data: DataSchema | None = None) -> Ref:
    return Catalogue(data or schema()).named(tuple(words.split()))[0].ref


@pytest.mark.parametrize(
    ("words", "table", "column"),
    [
        ("customers", "customers", ""),
        ("customer", "customers", ""),
        ("kunden", "customers", ""),
        ("orders", "order", ""),
        ("bestellungen", "order", ""),
        ("order amount", "order", "amount"),
        ("betrag", "order", "amount"),
        ("date of birth", "customers", "born_on"),
        ("vorname", "customers", "first_name"),
        ("salary", "employees", "salary"),
    ],
)
def test_words_of_both_languages_name_tables_and_columns(words: str, table: str, column: str) -> None:
    assert best(words) == Ref(table, column)


def test_its_very_name_is_surer_than_another_word_for_it() -> None:
    catalogue = Catalogue(schema())

    assert catalogue.named(("customers",))[0].score > catalogue.named(("kunden",))[0].score


def test_the_expert_s_own_words_come_first() -> None:
    assert best("umsatz im haus", schema(umsatz_im_haus="order.amount")) == Ref("order", "amount")


def test_own_words_for_what_is_not_there_are_left_out() -> None:
    assert Catalogue(schema(gloop="nowhere.column")).named(("gloop",)) == ()


def test_words_that_mean_nothing_name_nothing() -> None:
    assert Catalogue(schema()).named(("xyzzy",)) == ()


def test_prefixes_of_tables_are_nobody_s_words() -> None:
    table = DataTable("tbl_invoices", (DataColumn("id", "integer"),), ("id",))

    assert Catalogue(DataSchema("sqlite", (table,))).named(("invoices",))[0].ref == Ref("tbl_invoices")


def test_tables_with_first_and_last_names_are_people_and_those_with_dates_and_keys_happen() -> None:
    catalogue = Catalogue(schema())

    assert [table for table in catalogue.tables if catalogue.is_people(table)] == ["customers", "employees"]
    assert [table for table in catalogue.tables if catalogue.is_event(table)] == ["order"]


def test_roles_say_what_columns_are_good_for() -> None:
    roles = Catalogue(schema()).roles

    assert roles["customers"].labels == ("first_name", "last_name")
    assert roles["customers"].born == {"born_on"}
    assert roles["customers"].flags == {"active"}
    assert roles["order"].measures == ("amount",)
    assert "customer_id" in roles["order"].codes
    assert "price" not in roles["items"].summed
    assert "quantity" in roles["items"].summed


def test_words_are_known_as_the_data_writes_them() -> None:
    written = Catalogue(schema()).written

    assert written["groesse"] == "größe"
    assert written["koeln"] == "Köln"


def test_a_schema_has_one_catalogue_and_takes_it_along() -> None:
    one = schema()
    catalogue = weakref.ref(catalogue_of(one))
    assert catalogue() is catalogue_of(one)
    assert inquire("how many customers from Berlin", (), one, TODAY, "en").sql

    seen = weakref.ref(one)
    del one
    gc.collect()

    assert seen() is None
    assert catalogue() is None
