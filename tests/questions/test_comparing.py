"""What counts as the same rows."""

import pytest

from core.controls import Cell
from tests.questions.comparing import Row, same


@pytest.mark.parametrize(
    ("ours", "reference"),
    [
        ([(12,)], [(12,)]),
        ([], []),
        ([("Hamburg", 12)], [(12,)]),
        ([("Ada", 1), ("Bob", 2)], [(2, "Bob"), (1, "Ada")]),
        ([("Ada", "a@x"), ("Bob", "b@x")], [("Bob",), ("Ada",)]),
        ([("Ada",), ("Ada",)], [("Ada",), ("Ada",)]),
        ([(1000.0,)], [(1004.9,)]),
        ([(0.331,)], [(0.3299,)]),
        ([(True,), (False,)], [(0,), (1,)]),
        ([(2025, 3)], [("2025", 3.0)]),
        ([("2025-01-01",)], [("2025-01-01 00:00:00",)]),
        ([(None, 3)], [(3, None)]),
        ([(1, 2), (2, 1)], [(2, 1), (1, 2)]),
        ([("Köln ",)], [("Köln",)]),
        ([("a", 1.001), ("a", 1.009)], [("a", 1.01), ("a", 1.0)]),
    ],
)
def test_the_same_rows_are_the_same_whatever_their_order_and_further_columns(
    ours: list[Row], reference: list[Row]
) -> None:
    assert same(ours, reference, ordered=False)


@pytest.mark.parametrize(
    ("ours", "reference"),
    [
        ([(12,)], [(13,)]),
        ([], [(0,)]),
        ([("Ada",), ("Ada",)], [("Ada",), ("Bob",)]),
        ([("Ada", 1), ("Bob", 2)], [("Ada", 2), ("Bob", 1)]),
        ([("Ada",)], [("Ada", 1)]),
        ([(1000,)], [(1004,)]),
        ([(1000.5,)], [(1006.5,)]),
        ([("2025-01-01",)], [("2025-01-02",)]),
        ([(None,)], [(0,)]),
        ([(1, 1)], [(1, 2)]),
        ([("Ada",), ("Bob",), ("Bob",)], [("Ada",), ("Bob",)]),
        ([(float("inf"),)], [(1e300,)]),
    ],
)
def test_other_rows_are_other_rows(ours: list[Row], reference: list[Row]) -> None:
    assert not same(ours, reference, ordered=False)


def test_order_matters_only_where_it_is_asked_for() -> None:
    up: list[tuple[Cell, ...]] = [("a", 1), ("b", 2)]

    assert same(up, up[::-1], ordered=False)
    assert not same(up, up[::-1], ordered=True)
    assert same(up, [(1,), (2,)], ordered=True)


def test_a_thousand_rows_of_many_columns_are_compared_in_no_time() -> None:
    rows = [(f"name {n % 7}", n / 3, n % 2, n) for n in range(1000)]

    assert same(rows, rows[::-1], ordered=False)
