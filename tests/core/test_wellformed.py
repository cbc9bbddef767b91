import pytest
from msgspec.structs import replace

from core.changes import Mended, Refusal, apply
from core.controls import Button, Control, Counter, Date, Link, Option, Plan, Select, Table, Task, TextInput
from core.operations import AddControl, CreateMachine, RemoveControl, UpdateControl
from core.ui import Screen
from core.wellformed import ill_formed

GOOD: tuple[Control, ...] = (
    Link("docs", "Docs", "https://docs.example/a?b=c#d"),
    Link("docs", "Docs", "http://localhost:8000"),
    TextInput("name", "Name", "Ada"),
    Date("due", "Due", "2026-11-23", "2026-11-01", "2026-11-30", "2026-11"),
    Plan("plan", "Plan", (Task("build"),)),
    Select("size", "Size", (Option("s", "S"), Option("from", "From"))),
)


@pytest.mark.parametrize("control", GOOD)
def test_what_can_be_shown_is_not_refused(control: Control) -> None:
    assert ill_formed(control) == ""


@pytest.mark.parametrize(
    ("control", "reason"),
    [
        (Button("b", " \u3000"), "needs a label"),
        (Link("l", "L", "javascript:alert(1)"), "begins with https:// or http://"),
        (Link("l", "L", "ftp://files.example"), "begins with https:// or http://"),
        (Link("l", "L", "https://"), "begins with https:// or http://"),
        (Link("l", "L", "https://a b"), "begins with https:// or http://"),
        (Link("l", "L", "tg://user?id=1"), "begins with https:// or http://"),
        (Link("l", "L", "https://["), "begins with https:// or http://"),
        (Link("l", "L", "https://."), "begins with https:// or http://"),
        (Link("l", "L", "http://x:99999999/"), "begins with https:// or http://"),
        (TextInput("t", "T", minimum=5, maximum=4), "minimum above its maximum"),
        (TextInput("t", "T", "abc", maximum=2), "at most 2 characters"),
        (Date("d", "D", "soon"), "needs a day"),
        (Date("d", "D", minimum="soon"), "needs days"),
        (Date("d", "D", "2026-11-23", maximum="2026-11-22"), "cannot be after"),
        (Date("d", "D", month="2026-13"), "no month"),
        (Plan("p", "P", ()), "1 to 200 steps"),
        (Plan("p", "P", (Task(" "),)), "1 to 200 steps"),
        (Plan("p", "P", (Task("x"),) * 201), "1 to 200 steps"),
        (Table("t", "T", ("a",), tuple((n,) for n in range(10_000))), "more than 1,000 rows"),
        (Select("s", "S", tuple(Option(f"o{n}", "O") for n in range(1_001))), "more than 1,000 options"),
        (Select("s", "S", (Option("from-3", "O"),)), "from-NUMBER"),
        (Select("s", "S", (Option("a", "A"),), first=1), "no option number 2"),
    ],
)
def test_what_cannot_be_shown_is_refused_with_a_reason(control: Control, reason: str) -> None:
    screen, notes = apply(Screen(), (AddControl(control), AddControl(Counter("c", "C"))))

    assert [type(note) for note in notes] == [Refusal]
    assert reason in notes[0].reason
    assert screen == Screen((Counter("c", "C"),))


def test_a_second_control_of_one_id_in_an_answer_gets_an_id_of_its_own() -> None:
    first, second = Button("go", "Go"), Button("go", "Go on")
    machine = CreateMachine("go", "Light", ("red", "green"))

    screen, notes = apply(Screen((Button("go-2", "Old"),)), (AddControl(first), AddControl(second), machine))

    assert [(c.id, c.label) for c in screen.controls] == [
        ("go-2", "Old"),
        ("go", "Go"),
        ("go-3", "Go on"),
        ("go-4", "Light"),
    ]
    assert [type(note) for note in notes] == [Mended, Mended]


def test_a_control_of_an_earlier_answer_is_still_replaced() -> None:
    screen, notes = apply(Screen((Button("go", "Old"),)), (AddControl(Button("go", "New")),))

    assert (screen.controls, notes) == ((Button("go", "New"),), ())


def test_a_control_taken_away_and_made_anew_in_one_answer_keeps_its_id() -> None:
    again = AddControl(Button("go", "Again"))

    screen, notes = apply(Screen(), (AddControl(Button("go", "Go")), RemoveControl("go"), again))

    assert (screen.controls, notes) == ((Button("go", "Again"),), ())


@pytest.mark.parametrize(
    "update",
    [UpdateControl("name", maximum=5_000), UpdateControl("name", minimum=-5), UpdateControl("name", maximum=0)],
)
def test_an_update_that_could_not_be_read_again_is_refused(update: UpdateControl) -> None:
    name = TextInput("name", "Name")

    screen, notes = apply(Screen((name,)), (update,))

    assert screen.controls == (name,)
    assert [type(note) for note in notes] == [Refusal]


def test_bounds_that_are_numbers_are_refused_for_a_date() -> None:
    due = Date("due", "Due")

    screen, notes = apply(Screen((due,)), (UpdateControl("due", minimum=3),))

    assert screen.controls == (due,)
    assert [note.reason for note in notes] == ["'due' has no minimum"]


def test_new_options_are_shown_from_the_first() -> None:
    size = Select("size", "Size", tuple(Option(f"o{n}", "O") for n in range(60)), first=50)

    screen, _ = apply(Screen((size,)), (UpdateControl("size", options=(Option("a", "A"),)),))

    assert screen.controls == (replace(size, options=(Option("a", "A"),), first=0),)
