import pytest
from msgspec.structs import replace

from core.controls import Date, Label, Option, Plan, Select, Task, TextInput
from core.fields import Form, fault, form_of, is_day, is_month
from core.ui import Binding, Changed, Gone, Refused, Screen, react, value_text, with_value

NAME = TextInput("name", "Name", minimum=2, maximum=5)
DUE = Date("due", "Due", minimum="2026-11-10", maximum="2027-01-31")
SIZE = Select("size", "Size", tuple(Option(f"o{n}", f"Option {n}") for n in range(60)))
ON_SCREEN = Screen((NAME, DUE, SIZE, Label("said", "Said")), (Binding("said", "name", "It is {value}"),))
TODAY = "2026-11-23"


def after(control: str, verb: str, value: str | None = None, screen: Screen = ON_SCREEN) -> Screen:
    reaction = react(screen, control, verb, {} if value is None else {"value": value}, TODAY)
    assert isinstance(reaction, Changed)
    return reaction.screen


def test_what_is_filled_in_is_kept_and_labels_follow() -> None:
    screen = after("name", "set", "Ada")

    assert screen.find("name") == replace(NAME, value="Ada")
    assert screen.find("said") == Label("said", "Said", "It is Ada")


@pytest.mark.parametrize("value", ["A", "Ada Lovelace", ""])
def test_a_text_that_is_too_short_or_too_long_is_refused(value: str) -> None:
    assert react(ON_SCREEN, "name", "set", {"value": value}) == Refused(NAME, value)


@pytest.mark.parametrize("value", ["tomorrow", "2026-11-31", "23.11.2026", "2026-11-09", "2027-02-01", "20261123"])
def test_a_day_that_cannot_be_is_refused(value: str) -> None:
    assert react(ON_SCREEN, "due", "set", {"value": value}) == Refused(DUE, value)


def test_a_chosen_day_is_kept_and_closes_the_calendar() -> None:
    opened = after("due", "pick")

    assert after("due", "day-2026-12-24", screen=opened).find("due") == replace(DUE, value="2026-12-24")
    assert after("due", "set", "2026-12-24", screen=opened).find("due") == replace(DUE, value="2026-12-24")
    assert react(opened, "due", "day-2028-01-01", {}) == Refused(replace(DUE, month="2026-11"), "2028-01-01")


def test_an_empty_day_takes_the_day_away() -> None:
    screen = after("due", "set", "", screen=after("due", "set", "2026-12-24"))

    assert screen.find("due") == DUE


@pytest.mark.parametrize(
    ("due", "month"),
    [
        (DUE, "2026-11"),
        (replace(DUE, value="2027-01-05"), "2027-01"),
        (replace(DUE, minimum="2026-12-05"), "2026-12"),
        (replace(DUE, minimum="", maximum="2020-01-31"), "2020-01"),
    ],
)
def test_a_calendar_opens_at_the_day_chosen_else_today_else_the_first_possible(due: Date, month: str) -> None:
    assert after("due", "pick", screen=Screen((due,))).find("due") == replace(due, month=month)


def test_a_calendar_is_leafed_through_and_closed() -> None:
    leafed = after("due", "month-2027-01")

    assert leafed.find("due") == replace(DUE, month="2027-01")
    assert after("due", "close", screen=leafed).find("due") == DUE


@pytest.mark.parametrize("verb", ["month-2026-13", "month-", "day", "press", "from-3", "month-2026-1"])
def test_a_calendar_knows_no_other_verb(verb: str) -> None:
    assert isinstance(react(ON_SCREEN, "due", verb, {}, TODAY), Gone | Refused)


def test_options_are_leafed_through() -> None:
    screen = after("size", "from-25")
    select = screen.find("size")

    assert isinstance(select, Select)
    assert [option.id for option in select.part(2)] == ["o25", "o26"]
    assert select.chosen == ""
    assert isinstance(react(ON_SCREEN, "size", "from-60", {}), Gone)
    assert after("size", "from-0", screen=screen).find("size") == SIZE


def test_leafing_is_not_told_in_the_history() -> None:
    reactions = [react(ON_SCREEN, "size", "from-25", {}), react(ON_SCREEN, "due", "pick", {}, TODAY)]

    assert [r.result for r in reactions if isinstance(r, Changed)] == ["", ""]


def test_forms_ask_for_what_can_be_filled_in() -> None:
    assert form_of(replace(NAME, value="Ada", placeholder="Who?", multiline=True)) == Form(
        "name", "Name", "text", "Ada", "Who?", True, 2, 5
    )
    assert form_of(DUE) == Form("due", "Due", "date", "", "2026-12-31", maximum=10)
    assert form_of(SIZE) is None
    assert form_of(None) is None


@pytest.mark.parametrize(
    ("value", "language", "sentence"),
    [
        ("A", "en", "Name needs at least 2 characters."),
        ("Ada Lovelace", "de", "Name nimmt höchstens 5 Zeichen."),
        ("Ada", "en", ""),
    ],
)
def test_people_are_told_what_is_wrong_with_a_text(value: str, language: str, sentence: str) -> None:
    assert fault(NAME, value, language) == sentence


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ("soon", "Due needs a day, as in 2026-12-31."),
        ("2026-11-09", "Due cannot be before 2026-11-10."),
        ("2027-02-01", "Due cannot be after 2027-01-31."),
        ("2027-01-31", ""),
        ("", ""),
    ],
)
def test_people_are_told_what_is_wrong_with_a_day(value: str, sentence: str) -> None:
    assert fault(DUE, value, "en") == sentence


def test_a_model_sets_fields_under_the_same_rules() -> None:
    assert with_value(NAME, "Ada") == replace(NAME, value="Ada")
    assert with_value(NAME, "A") == "Name needs at least 2 characters."
    assert with_value(DUE, "2026-12-24") == replace(DUE, value="2026-12-24")
    assert with_value(DUE, "soon") == "Due needs a day, as in 2026-12-31."


def test_the_values_that_labels_say() -> None:
    plan = Plan("plan", "Plan", (Task("a", "done"), Task("b", "active"), Task("c")))

    assert [value_text(c) for c in (NAME, replace(NAME, value="Ada"), DUE, plan)] == ["–", "Ada", "–", "1/3"]


def test_days_and_months_are_iso() -> None:
    assert is_day("2028-02-29")
    assert not is_day("2026-02-29")
    assert is_month("2026-02")
    assert not is_month("2026-2")
