"""Which queries do more with hidden values than to list them."""

import pytest

from core.data import DataColumn, DataSchema, DataTable
from core.nodes.hidden import hidden_column

SCHEMA = DataSchema(
    "sqlite",
    (
        DataTable("customers", (DataColumn("name", "text"), DataColumn("email", "text", masked=True))),
        DataTable("staff", (DataColumn("e-mail", "text", masked=True), DataColumn("name", "text", masked=True))),
    ),
)


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT email FROM customers",
        "select name, c.email as mail from customers as c order by name limit 2",
        'SELECT "customers"."email" "mail" FROM "customers" WHERE name = \'Ada\'',
        "SELECT ALL email FROM customers",
        "SELECT name FROM customers ORDER BY name",
        "SELECT count(*) FROM customers WHERE my_email = 1",
        "SELECT * FROM customers",
    ],
)
def test_what_lists_hidden_values_may_be_asked(sql: str) -> None:
    assert hidden_column(sql, SCHEMA) == ""


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT count(*) FROM customers WHERE email IS NULL",
        "SELECT count(*) FROM customers WHERE customers.EMAIL = ''",
        'SELECT count("email") FROM customers',
        "SELECT name, count( distinct email ) FROM customers",
        "SELECT DISTINCT email FROM customers",
        "SELECT email IS NULL AS x FROM customers",
        "SELECT CASE WHEN email IS NULL THEN 1 END FROM customers",
        "SELECT name, email FROM customers ORDER BY email",
        "SELECT email AS mail FROM customers WHERE mail IS NULL",
        'SELECT email "m" FROM customers ORDER BY "m"',
        "SELECT name, email FROM customers ORDER BY name, 2",
        "SELECT email, count(*) FROM customers GROUP BY 1",
        "WITH c AS (SELECT email AS m FROM customers) SELECT count(m) FROM c",
        "SELECT count(*) FROM (SELECT email FROM customers)",
        "SELECT (SELECT count(email) FROM customers)",
    ],
)
def test_what_counts_sorts_or_filters_by_hidden_values_may_not(sql: str) -> None:
    assert hidden_column(sql, SCHEMA) == "email"


def test_a_column_is_hidden_in_its_own_table_only_whatever_its_name() -> None:
    assert hidden_column('SELECT count("e-mail") FROM staff', SCHEMA) == "e-mail"
    assert hidden_column("SELECT count(name) FROM customers", SCHEMA) == ""
    assert hidden_column("SELECT count(name) FROM staff", SCHEMA) == "name"
