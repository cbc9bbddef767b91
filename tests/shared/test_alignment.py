import pytest

from adapters.shared.alignment import aligned_with

TEXT = None
A, B = [{"name": "a.csv"}], [{"name": "b.png"}]


@pytest.mark.parametrize(
    ("before", "after", "places"),
    [
        ([], [TEXT, A], [None, None]),
        ([TEXT], [TEXT], [0]),
        ([TEXT, TEXT], [TEXT], [0]),
        ([TEXT], [TEXT, TEXT], [0, None]),
        ([TEXT], [TEXT, A, TEXT], [0, None, None]),
        ([TEXT, A, TEXT], [TEXT, A, TEXT], [0, 1, 2]),
        ([TEXT, TEXT, A, TEXT], [TEXT, A, TEXT], [0, 2, 3]),
        ([TEXT, A, TEXT], [TEXT, TEXT, A, TEXT], [0, None, None, None]),
        ([TEXT, A, TEXT], [TEXT, B, TEXT], [0, None, None]),
        ([TEXT, A, TEXT], [TEXT], [0]),
        ([A, TEXT], [TEXT], [None]),
        ([A, B], [A, B], [0, 1]),
    ],
)
def test_messages_become_what_they_can_in_the_order_people_see(
    before: list[object], after: list[object], places: list[int | None]
) -> None:
    assert aligned_with(before, after) == places
