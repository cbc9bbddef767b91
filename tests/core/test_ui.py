import pytest
from msgspec.structs import replace

from core.controls import Button, Control, Counter, Label, Machine, Table, Toggle, Transition
from core.envelope import AddControl, ClearControls, Operation, RemoveControl, SetValue
from core.ui import AtLimit, Changed, ForTheGraph, Gone, NotNow, Reaction, Screen, apply, react

COUNTER = Counter("beers", "Beers", value=3, step=2, minimum=0, maximum=6)
TOGGLE = Toggle("light", "Light")
YES = Button("yes", "Yes")
LABEL = Label("place", "Place", "Berlin")
TABLE = Table("people", "People", ("name", "age"), (("Ann", 31),))
LIGHT = Machine(
    "traffic-light",
    "Traffic light",
    ("red", "green"),
    "red",
    (Transition("to-green", "→ green", "red", "green"), Transition("to-red", "→ red", "green", "red")),
)
SCREEN = Screen((COUNTER, TOGGLE, YES, LABEL, TABLE, LIGHT))


@pytest.mark.parametrize(
    ("control", "verb", "expected"),
    [
        ("beers", "inc", replace(COUNTER, value=5)),
        ("beers", "dec", replace(COUNTER, value=1)),
        ("light", "toggle", replace(TOGGLE, on=True)),
        ("traffic-light", "to-green", replace(LIGHT, current="green")),
    ],
)
def test_a_click_changes_its_control_and_no_other(control: str, verb: str, expected: Control) -> None:
    reaction = react(SCREEN, control, verb)

    assert isinstance(reaction, Changed)
    assert reaction.screen.find(control) == expected
    assert [c for c in reaction.screen.controls if c.id != control] == [c for c in SCREEN.controls if c.id != control]


@pytest.mark.parametrize(
    ("control", "verb", "expected"),
    [
        ("yes", "press", ForTheGraph()),
        ("yes", "inc", Gone()),
        ("nothing", "press", Gone()),
        ("beers", "toggle", Gone()),
        ("place", "press", Gone()),
        ("traffic-light", "to-red", NotNow("red")),
        ("traffic-light", "to-blue", Gone()),
    ],
)
def test_a_click_that_changes_nothing_says_why(control: str, verb: str, expected: Reaction) -> None:
    assert react(SCREEN, control, verb) == expected


def test_a_counter_stops_at_its_bounds() -> None:
    once = react(SCREEN, "beers", "inc")
    assert isinstance(once, Changed)
    twice = react(once.screen, "beers", "inc")
    assert isinstance(twice, Changed)

    assert twice.screen.find("beers") == replace(COUNTER, value=6)
    assert react(twice.screen, "beers", "inc") == AtLimit("Beers", 6)


def test_a_machine_says_where_it_went() -> None:
    reaction = react(SCREEN, "traffic-light", "to-green")

    assert isinstance(reaction, Changed)
    assert reaction.said == "Traffic light: **green**"


@pytest.mark.parametrize(
    ("operation", "control_id", "expected"),
    [
        (AddControl(replace(LABEL, value="Ulm")), "place", replace(LABEL, value="Ulm")),
        (SetValue("place", "Ulm"), "place", replace(LABEL, value="Ulm")),
        (SetValue("beers", 4), "beers", replace(COUNTER, value=4)),
        (SetValue("beers", 400), "beers", replace(COUNTER, value=6)),
        (SetValue("light", True), "light", replace(TOGGLE, on=True)),
        (SetValue("light", "an"), "light", replace(TOGGLE, on=True)),
        (SetValue("traffic-light", "green"), "traffic-light", replace(LIGHT, current="green")),
        (RemoveControl("place"), "place", None),
        (ClearControls(), "beers", None),
    ],
)
def test_an_operation_is_applied_where_the_control_stands(
    operation: Operation, control_id: str, expected: Control | None
) -> None:
    screen, refusals = apply(SCREEN, (operation,))

    assert screen.find(control_id) == expected
    assert refusals == ()


@pytest.mark.parametrize(
    "operation",
    [
        SetValue("nothing", 1),
        SetValue("beers", "many"),
        SetValue("beers", True),
        SetValue("light", "perhaps"),
        SetValue("traffic-light", "blue"),
        SetValue("people", "x"),
        RemoveControl("nothing"),
        AddControl(Table("t", "T", ())),
        AddControl(Table("t", "T", ("a", "b"), (("only one",),))),
        AddControl(Counter("c", "C", value=9, maximum=3)),
        AddControl(Machine("m", "M", ("a",), "b")),
        AddControl(Machine("m", "M", ("a",), "a", (Transition("go", "Go", "a", "b"),))),
        AddControl(
            Machine("m", "M", ("a", "b"), "a", (Transition("go", "1", "a", "b"), Transition("go", "2", "a", "a")))
        ),
    ],
)
def test_an_operation_that_cannot_be_is_refused_alone_and_with_a_reason(operation: Operation) -> None:
    good = SetValue("place", "Ulm")

    screen, refusals = apply(SCREEN, (operation, good))

    assert screen.find("place") == replace(LABEL, value="Ulm")
    assert [r.operation for r in refusals] == [operation]
    assert refusals[0].reason
