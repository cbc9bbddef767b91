"""A trading company as a schema: customers order products, and employees have a manager."""

from datetime import date

from core.data import DataColumn, DataKey, DataSchema, DataTable

TODAY = date(2026, 11, 23)


def _text(name: str, *values: str) -> DataColumn:
    return DataColumn(name, "text", values=values, complete=True)


def _id(name: str = "id") -> DataColumn:
    return DataColumn(name, "integer", nullable=False)


TRADE = DataSchema(
    "sqlite",
    (
        DataTable(
            "customers",
            (
                _id(),
                _text("name", "Adler GmbH", "Birke KG", "Distel AG"),
                _text("city", "Hamburg", "Bremen"),
                DataColumn("email", "text"),
                DataColumn("active", "boolean"),
                DataColumn("joined_on", "date", least="2019-01-04", greatest="2026-11-02"),
            ),
            ("id",),
            rows=3,
        ),
        DataTable(
            "orders",
            (
                _id(),
                _id("customer_id"),
                DataColumn("ordered_on", "date", least="2024-01-02", greatest="2026-11-20"),
                DataColumn("shipped_on", "date", least="2024-01-05", greatest="2026-11-21"),
                _text("status", "open", "paid", "cancelled"),
                _text("ship_from", "Rome", "Oslo"),
                _text("ship_to", "Rome", "Oslo"),
                DataColumn("amount", "number"),
            ),
            ("id",),
            (DataKey(("customer_id",), "customers", ("id",)),),
            rows=40,
        ),
        DataTable(
            "order_items",
            (_id(), _id("order_id"), _id("product_id"), DataColumn("quantity", "integer")),
            ("id",),
            (DataKey(("order_id",), "orders", ("id",)), DataKey(("product_id",), "products", ("id",))),
            rows=90,
        ),
        DataTable(
            "products",
            (
                _id(),
                _text("name", "Lamp", "Chair", "Desk"),
                _text("category", "Light", "Furniture"),
                DataColumn("price", "number"),
            ),
            ("id",),
            rows=3,
        ),
        DataTable(
            "employees",
            (
                _id(),
                _text("name", "Ann", "Ben", "Cem"),
                _id("manager_id"),
                DataColumn("salary", "number"),
                DataColumn("birth_date", "date", least="1961-03-04", greatest="2001-05-06"),
            ),
            ("id",),
            (DataKey(("manager_id",), "employees", ("id",)),),
            rows=3,
        ),
    ),
)
