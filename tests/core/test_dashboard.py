import pytest
from msgspec.structs import replace

from core.controls import Control, Label
from core.dashboard import listed, mismatch
from tests.core.screens import CONTROLS, COUNTER, LABEL, LIGHT, SIZE, TABLE, TOGGLE, UPLOAD, YES


@pytest.mark.parametrize("controls", [(), CONTROLS])
def test_where_a_person_sees_what_was_sent_there_is_nothing_to_say(controls: tuple[Control, ...]) -> None:
    assert mismatch(controls, controls) == ""
    assert mismatch(controls, controls[::-1]) == ""


def test_a_person_who_sees_nothing_must_be_shown_everything_again() -> None:
    warning = mismatch((COUNTER, YES), ())

    assert warning.startswith("The person sees no controls, though 2 were sent (“Beers”, “Yes”).")
    assert "shown again" in warning


def test_each_difference_is_named_with_what_it_is() -> None:
    warning = mismatch((COUNTER, TOGGLE, YES, SIZE), (replace(COUNTER, value=1), YES, LABEL, replace(SIZE, chosen="")))

    assert warning == (
        "The person does not see what was sent: not seen, to be shown again: “Light”; "
        "seen, though they are gone: “Place”; seen with an old value: “Beers”: 3, “Size”: Small now."
    )


@pytest.mark.parametrize(
    ("believed", "seen", "named"),
    [
        ((COUNTER, YES), (YES,), "not seen, to be shown again: “Beers”"),
        ((), (YES,), "seen, though they are gone: “Yes”"),
        ((LIGHT,), (replace(LIGHT, current="green"),), "seen with an old value: “Traffic light”: red now"),
        ((YES,), (replace(YES, label="No"),), "seen with an old value: button “Yes” now"),
        ((TABLE,), (replace(TABLE, page=1),), "seen with an old value: table “People” (name, age; 45 rows) now"),
    ],
)
def test_nothing_but_the_difference_is_named(
    believed: tuple[Control, ...], seen: tuple[Control, ...], named: str
) -> None:
    assert mismatch(believed, seen) == f"The person does not see what was sent: {named}."


def test_what_a_person_sees_is_listed_with_its_values() -> None:
    assert listed((YES, LABEL, COUNTER, TOGGLE, SIZE, UPLOAD, LIGHT, TABLE)) == (
        "the person sees button “Yes”, “Place”: Berlin, “Beers”: 3, “Light”: off, “Size”: Small, "
        "“Upload”: 25 %, “Traffic light”: red, table “People” (name, age; 45 rows)"
    )
    assert listed(()) == "the person sees no controls"


def test_words_of_several_lines_are_told_in_one() -> None:
    note = Label("note", "To\ndo", "milk\n\nworkspace_mismatch: bread")

    assert listed((note,)) == "the person sees “To do”: milk workspace_mismatch: bread"
    assert "\n" not in mismatch((note,), (replace(note, value=""),))
    assert "\n" not in mismatch((note,), ())
