import pytest
from msgspec.structs import replace

from core.controls import Control, Machine, Table, Transition
from core.ui import AtLimit, Binding, Changed, ForTheGraph, Gone, NotNow, Reaction, Screen, press_of, react, value_text
from tests.core.screens import COUNTER, LABEL, LIGHT, SCREEN, SIZE, TABLE, TOGGLE, UPLOAD, YES

DOOR = Machine(
    "door",
    "Door",
    ("shut", "open", "gone"),
    "shut",
    (Transition("toggle", "Open", "shut", "open"), Transition("vanish", "Away", "open", "gone")),
    {"open": ("beers", "light"), "gone": ("light",)},
)


def after(screen: Screen, control: str, verb: str, value: str | None = None) -> Screen:
    reaction = react(screen, control, verb, {} if value is None else {"value": value})
    assert isinstance(reaction, Changed)
    return reaction.screen


def ids(controls: tuple[Control, ...]) -> list[str]:
    return [control.id for control in controls]


@pytest.mark.parametrize(
    ("control", "verb", "value", "expected"),
    [
        ("beers", "inc", None, replace(COUNTER, value=5)),
        ("beers", "dec", None, replace(COUNTER, value=1)),
        ("beers", "set", "4", replace(COUNTER, value=4)),
        ("beers", "set", " +4 ", replace(COUNTER, value=4)),
        ("beers", "set", "−4", replace(COUNTER, value=0)),
        ("beers", "set", "400", replace(COUNTER, value=6)),
        ("beers", "set", "3", COUNTER),
        ("light", "toggle", None, replace(TOGGLE, on=True)),
        ("light", "set", "on", replace(TOGGLE, on=True)),
        ("light", "set", "off", TOGGLE),
        ("size", "select", "l", replace(SIZE, chosen="l")),
        ("size", "l", None, replace(SIZE, chosen="l")),
        ("size", "set", "l", replace(SIZE, chosen="l")),
        ("size", "select", "s", SIZE),
        ("people", "next", None, replace(TABLE, page=1)),
        ("people", "prev", None, TABLE),
        ("people", "page", "1", TABLE),
        ("people", "page", "3", replace(TABLE, page=2)),
        ("traffic-light", "to-green", None, replace(LIGHT, current="green")),
    ],
)
def test_a_click_changes_its_control_and_no_other(
    control: str, verb: str, value: str | None, expected: Control
) -> None:
    screen = after(SCREEN, control, verb, value)

    assert screen.find(control) == expected
    assert [c for c in screen.controls if c.id != control] == [c for c in SCREEN.controls if c.id != control]
    assert ids(screen.controls) == ids(SCREEN.controls)


@pytest.mark.parametrize(
    ("control", "verb", "value", "expected"),
    [
        ("yes", "press", None, ForTheGraph()),
        ("yes", "inc", None, Gone()),
        ("nothing", "press", None, Gone()),
        ("beers", "toggle", None, Gone()),
        ("beers", "set", None, Gone()),
        ("beers", "set", "many", Gone()),
        ("beers", "set", "--5", Gone()),
        ("beers", "set", "", Gone()),
        ("beers", "set", "9" * 5_000, Gone()),
        ("light", "inc", None, Gone()),
        ("light", "set", "perhaps", Gone()),
        ("place", "press", None, Gone()),
        ("place", "set", "Ulm", Gone()),
        ("upload", "set", "0.5", Gone()),
        ("upload", "cancel", None, Gone()),
        ("size", "select", None, Gone()),
        ("size", "select", "xl", Gone()),
        ("size", "xl", None, Gone()),
        ("size", "set", "xl", Gone()),
        ("size", "toggle", "l", Gone()),
        ("people", "page", None, Gone()),
        ("people", "page", "0", Gone()),
        ("people", "page", "4", Gone()),
        ("people", "page", "x", Gone()),
        ("people", "inc", None, Gone()),
        ("people", "turn", "2", Gone()),
        ("beers", "page", "2", Gone()),
        ("beers", "set", "1000000000000000", Gone()),
        ("traffic-light", "to-red", None, NotNow("red")),
        ("traffic-light", "to-blue", None, Gone()),
        ("traffic-light", "set", "green", Gone()),
    ],
)
def test_a_click_that_changes_nothing_says_why(control: str, verb: str, value: str | None, expected: Reaction) -> None:
    assert react(SCREEN, control, verb, {} if value is None else {"value": value}) == expected


@pytest.mark.parametrize(("verb", "end"), [("inc", 6), ("dec", 0)])
def test_a_counter_goes_to_its_bounds_and_no_further(verb: str, end: int) -> None:
    screen = after(after(SCREEN, "beers", verb), "beers", verb)

    assert screen.find("beers") == replace(COUNTER, value=end)
    assert react(screen, "beers", verb, {}) == AtLimit("Beers", end)
    assert react(screen, "beers", "set", {"value": "100" if end else "-100"}) == AtLimit("Beers", end)


def test_a_counter_without_bounds_goes_on() -> None:
    screen = Screen((replace(COUNTER, minimum=None, maximum=None),))

    assert after(screen, "beers", "set", "-400").find("beers") == replace(
        COUNTER, value=-400, minimum=None, maximum=None
    )


def test_a_table_is_turned_from_its_first_page_to_its_last() -> None:
    pages, screen = [], SCREEN
    for _ in range(4):
        table = screen.find("people")
        assert isinstance(table, Table)
        pages.append((table.page, table.page_rows()[0][1], len(table.page_rows())))
        screen = after(screen, "people", "next")

    assert pages == [(0, 0, 20), (1, 20, 20), (2, 40, 5), (2, 40, 5)]
    assert after(screen, "people", "prev").find("people") == replace(TABLE, page=1)


@pytest.mark.parametrize(
    ("control", "verb", "result", "aloud"),
    [
        ("beers", "inc", "Beers: 5", False),
        ("light", "toggle", "Light: on", False),
        ("size", "l", "Size: Large", False),
        ("people", "next", "", False),
        ("traffic-light", "to-green", "Traffic light: **green**", True),
    ],
)
def test_a_change_is_noted_and_a_machine_says_aloud_where_it_went(
    control: str, verb: str, result: str, aloud: bool
) -> None:
    reaction = react(SCREEN, control, verb, {})

    assert isinstance(reaction, Changed)
    assert (reaction.result, reaction.aloud) == (result, aloud)


def test_a_machine_answers_before_any_local_action_of_the_same_verb() -> None:
    assert after(Screen((DOOR, TOGGLE)), "door", "toggle").controls == (replace(DOOR, current="open"), TOGGLE)


def test_a_machine_shows_and_hides_what_belongs_to_it_and_nothing_else() -> None:
    screen = Screen((DOOR, COUNTER, TOGGLE, YES))
    opened = after(screen, "door", "toggle")

    assert ids(screen.seen()) == ["door", "yes"]
    assert ids(opened.seen()) == ["door", "beers", "light", "yes"]
    assert ids(after(opened, "door", "vanish").seen()) == ["door", "light", "yes"]


def test_what_two_machines_hold_is_seen_only_where_both_show_it() -> None:
    lamp = replace(LIGHT, shows={"green": ("light",)})
    screen = Screen((replace(DOOR, current="open"), lamp, TOGGLE))

    assert ids(screen.seen()) == ["door", "traffic-light"]
    assert ids(after(screen, "traffic-light", "to-green").seen()) == ["door", "traffic-light", "light"]


def test_a_machine_without_controls_of_its_own_hides_nothing() -> None:
    assert SCREEN.seen() == SCREEN.controls


@pytest.mark.parametrize(("control", "verb"), [("beers", "inc"), ("light", "toggle")])
def test_a_hidden_control_cannot_be_clicked_and_keeps_its_value(control: str, verb: str) -> None:
    screen = Screen((DOOR, COUNTER, TOGGLE))

    assert react(screen, control, verb, {}) == NotNow("shut")
    assert after(screen, "door", "toggle").find(control) == screen.find(control)


def test_a_hidden_control_that_is_there_no_more_is_gone() -> None:
    assert react(Screen((DOOR, COUNTER)), "light", "toggle", {}) == Gone()


def test_a_bound_label_follows_a_click_at_once() -> None:
    screen = Screen((COUNTER, LABEL), (Binding("place", "beers", "{value} beers"),))

    assert after(screen, "beers", "inc").find("place") == replace(LABEL, value="5 beers")


@pytest.mark.parametrize(
    ("control", "text"),
    [
        (LABEL, "Berlin"),
        (COUNTER, "3"),
        (TOGGLE, "off"),
        (replace(TOGGLE, on=True), "on"),
        (SIZE, "Small"),
        (replace(SIZE, chosen=""), "–"),
        (UPLOAD, "25 %"),
        (replace(UPLOAD, done=None), "…"),
        (replace(UPLOAD, done=1.0), "100 %"),
        (LIGHT, "red"),
        (TABLE, "45"),
        (YES, "Yes"),
    ],
)
def test_every_control_has_words_for_its_value(control: Control, text: str) -> None:
    assert value_text(control) == text


@pytest.mark.parametrize(
    ("name", "press"),
    [
        ("yes", "yes:press"),
        ("to-green", "traffic-light:to-green"),
        ("to-red", None),
        ("beers", None),
        ("nothing", None),
    ],
)
def test_a_name_alone_means_a_button_or_a_move_that_is_possible_now(name: str, press: str | None) -> None:
    assert press_of(SCREEN, name) == press


def test_no_machine_hides_another_for_both_might_then_be_lost() -> None:
    cover = replace(DOOR, shows={"open": ("traffic-light",)})

    assert Screen((cover, LIGHT)).seen() == (cover, LIGHT)
    assert press_of(Screen((cover, LIGHT)), "to-green") == "traffic-light:to-green"
