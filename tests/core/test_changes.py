import msgspec
import pytest
from msgspec.structs import replace

from core.changes import apply
from core.controls import Control, Counter, Label, Machine, Option, Select, Table, Toggle, Transition
from core.operations import (
    AddControl,
    Bind,
    ClearControls,
    CreateMachine,
    Operation,
    RemoveControl,
    SetValue,
    Unbind,
    UpdateControl,
)
from core.ui import Screen
from tests.core.screens import CONTROLS, COUNTER, LABEL, LIGHT, SCREEN, SIZE, TABLE, TOGGLE, UPLOAD, YES

ADDED = Toggle("radio", "Radio")


def after(*operations: Operation, screen: Screen = SCREEN) -> Screen:
    changed, refusals = apply(screen, operations)
    assert refusals == ()
    return changed


def said(screen: Screen, label: str) -> str:
    control = screen.find(label)
    assert isinstance(control, Label)
    return control.value


@pytest.mark.parametrize(
    ("operation", "control_id", "expected"),
    [
        (AddControl(replace(LABEL, value="Ulm")), "place", replace(LABEL, value="Ulm")),
        (AddControl(Toggle("place", "Place")), "place", Toggle("place", "Place")),
        (SetValue("place", "Ulm"), "place", replace(LABEL, value="Ulm")),
        (SetValue("place", 7), "place", replace(LABEL, value="7")),
        (SetValue("beers", 4), "beers", replace(COUNTER, value=4)),
        (SetValue("beers", 4.0), "beers", replace(COUNTER, value=4)),
        (SetValue("beers", "4"), "beers", replace(COUNTER, value=4)),
        (SetValue("beers", 400), "beers", replace(COUNTER, value=6)),
        (SetValue("light", True), "light", replace(TOGGLE, on=True)),
        (SetValue("light", "an"), "light", replace(TOGGLE, on=True)),
        (SetValue("light", "Off"), "light", TOGGLE),
        (SetValue("size", "l"), "size", replace(SIZE, chosen="l")),
        (SetValue("upload", 0.6), "upload", replace(UPLOAD, done=0.6)),
        (SetValue("upload", 0), "upload", replace(UPLOAD, done=0.0)),
        (SetValue("upload", 1), "upload", replace(UPLOAD, done=1.0)),
        (SetValue("traffic-light", "green"), "traffic-light", replace(LIGHT, current="green")),
        (UpdateControl("beers", label="Drinks"), "beers", replace(COUNTER, label="Drinks")),
        (UpdateControl("beers", step=3, minimum=1), "beers", replace(COUNTER, step=3, minimum=1)),
        (UpdateControl("beers", minimum=6), "beers", replace(COUNTER, minimum=6, value=6)),
        (UpdateControl("beers", maximum=2), "beers", replace(COUNTER, maximum=2, value=2)),
        (UpdateControl("yes", style="danger"), "yes", replace(YES, style="danger")),
        (UpdateControl("size", options=(Option("s", "S"),)), "size", replace(SIZE, options=(Option("s", "S"),))),
        (
            UpdateControl("size", options=(Option("m", "M"),)),
            "size",
            replace(SIZE, options=(Option("m", "M"),), chosen=""),
        ),
        (UpdateControl("people", rows=()), "people", replace(TABLE, rows=())),
        (RemoveControl("place"), "place", None),
        (CreateMachine("place", "Place", ("here",)), "place", Machine("place", "Place", ("here",), "here")),
    ],
)
def test_an_operation_is_applied_where_the_control_stands(
    operation: Operation, control_id: str, expected: Control | None
) -> None:
    screen = after(operation)

    assert screen.controls == tuple(
        c if c.id != control_id else expected for c in CONTROLS if c.id != control_id or expected
    )


@pytest.mark.parametrize(
    ("words", "on"),
    [
        (("on", "true", "yes", "1", "an", "ein", "ja", "ON", 1, True), True),
        (("off", "false", "no", "0", "aus", "nein", "Aus", 0, False), False),
    ],
)
def test_a_toggle_knows_the_words_of_both_languages(words: tuple[str | bool, ...], on: bool) -> None:
    screen = Screen((replace(TOGGLE, on=not on),))

    assert [after(SetValue("light", word), screen=screen).find("light") for word in words] == [
        replace(TOGGLE, on=on) for _ in words
    ]


def test_a_new_control_comes_last_and_the_screen_before_stays_as_it_was() -> None:
    assert after(AddControl(ADDED)).controls == (*CONTROLS, ADDED)
    assert SCREEN.controls == CONTROLS


def test_all_is_cleared_with_its_bindings() -> None:
    assert after(Bind("place", "beers"), ClearControls()) == Screen()


def test_a_table_that_loses_rows_shows_its_last_page() -> None:
    turned = SCREEN.having(replace(TABLE, page=2))

    assert after(UpdateControl("people", rows=TABLE.rows[:25]), screen=turned).find("people") == replace(
        TABLE, rows=TABLE.rows[:25], page=1
    )


@pytest.mark.parametrize(
    ("operation", "reason"),
    [
        (SetValue("nothing", 1), "there is no control 'nothing'"),
        (UpdateControl("nothing", label="N"), "there is no control 'nothing'"),
        (RemoveControl("nothing"), "there is no control 'nothing'"),
        (SetValue("beers", "many"), "'beers' cannot be set to 'many'"),
        (SetValue("beers", "--5"), "'beers' cannot be set to '--5'"),
        (SetValue("beers", True), "'beers' cannot be set to True"),
        (SetValue("beers", 2.5), "'beers' cannot be set to 2.5"),
        (SetValue("beers", float("inf")), "'beers' cannot be set to inf"),
        (SetValue("beers", float("nan")), "'beers' cannot be set to nan"),
        (SetValue("beers", 1e300), "'beers' cannot be set to 1e+300"),
        (SetValue("light", "perhaps"), "'light' cannot be set to 'perhaps'"),
        (SetValue("size", "xl"), "'size' cannot be set to 'xl'"),
        (SetValue("upload", 60), "'upload' cannot be set to 60"),
        (SetValue("upload", -0.1), "'upload' cannot be set to -0.1"),
        (SetValue("upload", True), "'upload' cannot be set to True"),
        (SetValue("upload", "0.5"), "'upload' cannot be set to '0.5'"),
        (SetValue("traffic-light", "blue"), "'traffic-light' cannot be set to 'blue'"),
        (SetValue("people", "x"), "'people' cannot be set to 'x'"),
        (SetValue("yes", "x"), "'yes' cannot be set to 'x'"),
        (UpdateControl("beers"), "nothing to update in 'beers'"),
        (UpdateControl("beers", rows=()), "'beers' has no rows"),
        (UpdateControl("place", label="P", step=2, options=()), "'place' has no step, options"),
        (UpdateControl("beers", minimum=9), "counter 'beers' has its minimum above its maximum"),
        (UpdateControl("size", options=()), "select 'size' needs options"),
        (UpdateControl("people", rows=((1,),)), "table 'people' needs columns, and one cell a column"),
        (AddControl(Table("t", "T", ())), "table 't' needs columns"),
        (AddControl(Table("t", "T", ("a", "b"), (("only one",),))), "table 't' needs columns, and one cell a column"),
        (AddControl(Table("t", "T", ("a",), (), 1)), "table 't' has no page 2"),
        (AddControl(Counter("c", "C", value=9, maximum=3)), "counter 'c' starts outside its bounds"),
        (AddControl(Counter("c", "C", value=5, minimum=5, maximum=3)), "counter 'c' has its minimum above its maximum"),
        (AddControl(Select("s", "S", ())), "select 's' needs options"),
        (AddControl(Select("s", "S", (Option("a", "A"), Option("a", "B")))), "each with an id of its own"),
        (AddControl(Select("s", "S", (Option("a", "A"), Option("noop", "B")))), "none noop, select, set"),
        (AddControl(Select("s", "S", (Option("a", "A"), Option("select", "B")))), "none noop, select, set"),
        (AddControl(Select("s", "S", (Option("a", "A"), Option("set", "B")))), "none noop, select, set"),
        (AddControl(Select("s", "S", (Option("a", "A"),), "b")), "select 's' has no option 'b'"),
        (AddControl(Machine("m", "M", ("a",), "b")), "machine 'm' names states it does not have"),
        (AddControl(replace(LIGHT, transitions=(Transition("go", "Go", "red", "b"),))), "states it does not have"),
        (AddControl(replace(LIGHT, transitions=(Transition("go", "Go", "b", "red"),))), "states it does not have"),
        (AddControl(replace(LIGHT, shows={"blue": ("beers",)})), "states it does not have"),
        (AddControl(replace(LIGHT, transitions=LIGHT.transitions * 2)), "two moves of one name from one state"),
        (
            AddControl(
                Machine("m", "M", ("a", "b"), "a", (Transition("go", "1", "a", "b"), Transition("go", "2", "a", "a")))
            ),
            "two moves of one name from one state",
        ),
        (AddControl(replace(LIGHT, shows={"red": ("traffic-light",)})), "would hide itself"),
        (CreateMachine("m", "M", ()), "machine 'm' names states it does not have"),
        (CreateMachine("m", "M", ("a", "b"), "c"), "machine 'm' names states it does not have"),
        (CreateMachine("m", "M", ("a", "b", "a")), "machine 'm' has two states of one name"),
        (Bind("nothing", "beers"), "there is no control 'nothing'"),
        (Bind("place", "nothing"), "there is no control 'nothing'"),
        (Bind("beers", "place"), "'beers' is no label"),
        (Bind("place", "place"), "'place' would follow itself"),
        (Bind("place", "beers", "always the same"), "needs {value} once"),
        (Bind("place", "beers", "{value}{value}"), "needs {value} once"),
        (Unbind("place"), "'place' is bound to nothing"),
    ],
)
def test_an_operation_that_cannot_be_is_refused_alone_and_with_a_reason(operation: Operation, reason: str) -> None:
    screen, refusals = apply(SCREEN, (operation, AddControl(ADDED)))

    assert screen == Screen((*CONTROLS, ADDED))
    assert [r.operation for r in refusals] == [operation]
    assert reason in refusals[0].reason


def test_a_machine_without_transitions_goes_round() -> None:
    machine = after(CreateMachine("m", "M", ("red", "red and yellow", "green")), screen=Screen()).find("m")

    assert isinstance(machine, Machine)
    assert machine.current == "red"
    assert [(t.source, t.label, t.target) for t in machine.transitions] == [
        ("red", "→ red and yellow", "red and yellow"),
        ("red and yellow", "→ green", "green"),
        ("green", "→ red", "red"),
    ]
    assert [t.verb for t in machine.transitions] == ["to-red-and-yellow-1", "to-green", "to-red"]


@pytest.mark.parametrize(
    ("state", "verb"),
    [
        ("green", "to-green"),
        (" Green ", "to-green"),
        ("Go!", "to-go-1"),
        ("→", "to-1"),
        ("step 2", "to-step-2-1"),
        ("x" * 40, "to-" + "x" * 18 + "-1"),
        ("x" * 17 + " y", "to-" + "x" * 17 + "-1"),
    ],
)
def test_a_move_is_named_after_the_state_it_leads_to(state: str, verb: str) -> None:
    machine = after(CreateMachine("m", "M", ("here", state))).find("m")

    assert isinstance(machine, Machine)
    assert [t.verb for t in machine.transitions] == [verb, "to-here"]


@pytest.mark.parametrize(
    "states", [("→", "Ω"), ("x" * 400, "y" * 400), tuple(f"state number {n}" for n in range(1200))]
)
def test_moves_made_for_any_states_can_be_kept_and_read_again(states: tuple[str, ...]) -> None:
    machine = after(CreateMachine("m", "M", states)).find("m")

    assert msgspec.json.decode(msgspec.json.encode(machine), type=Machine) == machine


def test_a_machine_keeps_the_transitions_and_the_state_it_is_given() -> None:
    moves = (Transition("go", "Go!", "red", "green"),)
    shows: dict[str, tuple[str, ...]] = {"red": ("beers",)}

    machine = after(CreateMachine("m", "M", LIGHT.states, "green", moves, shows)).find("m")

    assert machine == Machine("m", "M", LIGHT.states, "green", moves, shows)


def test_a_bound_label_says_the_value_at_once_and_after_each_change() -> None:
    bound = after(Bind("place", "beers", "{value} beers"))

    assert said(bound, "place") == "3 beers"
    assert said(after(SetValue("beers", 5), screen=bound), "place") == "5 beers"
    assert said(after(AddControl(replace(COUNTER, value=0)), screen=bound), "place") == "0 beers"


@pytest.mark.parametrize(
    ("change", "text"),
    [
        (Bind("place", "light"), "off"),
        (Bind("place", "size"), "Small"),
        (Bind("place", "upload"), "25 %"),
        (Bind("place", "people"), "45"),
        (Bind("place", "traffic-light"), "red"),
    ],
)
def test_a_label_can_follow_any_control(change: Bind, text: str) -> None:
    assert said(after(change), "place") == text


def test_a_renamed_option_is_renamed_in_the_label_that_follows() -> None:
    changed = after(Bind("place", "size"), UpdateControl("size", options=(Option("s", "Tiny"),)))

    assert said(changed, "place") == "Tiny"


@pytest.mark.parametrize("order", [("a", "b", "c"), ("c", "b", "a"), ("b", "c", "a")])
def test_a_chain_of_labels_follows_to_its_end_however_it_was_bound(order: tuple[str, ...]) -> None:
    sources = {"a": "b", "b": "c", "c": "beers"}
    labels = [AddControl(Label(name, name.upper())) for name in "abc"]
    chain = after(*labels, *(Bind(name, sources[name], f"{name}{{value}}") for name in order))

    assert [said(chain, name) for name in "abc"] == ["abc3", "bc3", "c3"]
    assert said(after(SetValue("beers", 6), screen=chain), "a") == "abc6"


def test_a_circle_of_bindings_is_refused_and_the_chain_stays() -> None:
    labels = [AddControl(Label(name, name.upper())) for name in "abc"]
    chain = after(*labels, Bind("a", "b"), Bind("b", "c"))

    screen, refusals = apply(chain, (Bind("c", "a"),))

    assert screen == chain
    assert [r.reason for r in refusals] == ["'c' would follow itself"]


def test_a_label_bound_again_follows_the_new_source_only() -> None:
    screen = after(Bind("place", "beers"), Bind("place", "light"), SetValue("beers", 5))

    assert said(screen, "place") == "off"
    assert len(screen.bindings) == 1


def test_a_bound_label_cannot_be_set_until_it_is_unbound() -> None:
    bound = after(Bind("place", "beers"))

    screen, refusals = apply(bound, (SetValue("place", "Ulm"),))

    assert screen == bound
    assert [r.reason for r in refusals] == ["'place' follows 'beers'"]
    assert said(after(Unbind("place"), SetValue("place", "Ulm"), screen=bound), "place") == "Ulm"


def test_an_unbound_label_keeps_the_value_it_has() -> None:
    screen = after(Bind("place", "beers"), Unbind("place"), SetValue("beers", 5))

    assert said(screen, "place") == "3"
    assert screen.bindings == ()


def test_a_renamed_label_still_follows() -> None:
    screen = after(Bind("place", "beers"), UpdateControl("place", label="Total"), SetValue("beers", 5))

    assert screen.find("place") == Label("place", "Total", "5")


def test_a_label_added_again_is_a_new_one_that_follows_nothing() -> None:
    screen = after(Bind("place", "beers"), AddControl(LABEL), SetValue("beers", 5))

    assert said(screen, "place") == "Berlin"
    assert screen.bindings == ()


def test_a_source_added_again_is_still_followed() -> None:
    screen = after(Bind("place", "beers"), AddControl(Toggle("beers", "Beers")))

    assert said(screen, "place") == "off"


@pytest.mark.parametrize("removed", ["beers", "place"])
def test_a_binding_goes_with_either_of_its_controls(removed: str) -> None:
    screen = after(Bind("place", "beers"), RemoveControl(removed))

    assert screen.bindings == ()
    assert screen.find(removed) is None


def test_a_label_in_a_chain_that_loses_its_source_keeps_its_value_and_is_followed() -> None:
    chain = after(AddControl(Label("sum", "Sum")), Bind("place", "beers"), Bind("sum", "place"), RemoveControl("beers"))

    assert (said(chain, "place"), said(chain, "sum")) == ("3", "3")
    assert said(after(SetValue("place", "Ulm"), screen=chain), "sum") == "Ulm"
