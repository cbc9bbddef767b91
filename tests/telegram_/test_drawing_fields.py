"""Links, text inputs, dates with their calendar, and plans."""

import pytest
from msgspec.structs import replace

from adapters.shared.tokens import decode
from adapters.telegram.draw import draw
from bots.sandbox.telegram.params import Params
from bots.sandbox.telegram.rules import content_of
from core.controls import Button, Control, Counter, Date, Link, Plan, Task, TextInput
from core.ui import Changed, Screen, react
from core.view import View
from tests.telegram_.specification import violations
from tests.telegram_.test_drawing import keys, piece, shown

DUE = Date("due", "Due", "2026-11-23", "2026-10-05", "2026-12-20")
OPEN = replace(DUE, month="2026-11")
PLAN = Plan("plan", "Trip", (Task("Book", "done"), Task("Pack", "active"), Task("Fly"), Task("Sleep", "failed")))


def labels(control: Control) -> list[list[str]]:
    (body,) = draw(shown(control))
    return [[key["text"] for key in row] for row in keys(body)]


def verbs(control: Control) -> list[str]:
    (body,) = draw(shown(control))
    tokens = [decode(key["callback_data"]) for row in keys(body) for key in row]
    return [token.verb for token in tokens if token and token.verb != "noop"]


def test_a_link_is_a_button_with_its_address() -> None:
    (body,) = draw(shown(Link("docs", "Docs", "https://e.example/a?b=c")))

    assert keys(body) == [[{"text": "Docs", "url": "https://e.example/a?b=c"}]]


@pytest.mark.parametrize(
    "url", ["http://localhost/", "https://", "https://a b.example", "javascript:alert(1)", "tg://x"]
)
def test_an_address_that_telegram_does_not_take_is_a_line_of_text(url: str) -> None:
    (body,) = draw(shown(Link("docs", "Docs", url)))

    assert body["text"].replace("\u2060", "") == f"Here it is.\n\nDocs: {url}"
    assert "reply_markup" not in body


def test_a_text_input_shows_its_whole_value_and_a_button_that_asks_for_another() -> None:
    (body,) = draw(shown(TextInput("name", "Name", "A. Lovelace\nB")))

    assert body["text"].endswith("\n\nName: A. Lovelace\nB")
    assert piece(body, "bold") == ["Name"]
    assert keys(body) == [[{"text": "✏️ Name", "callback_data": "name:open:10"}]]


def test_fields_without_a_value_say_so() -> None:
    (body,) = draw(shown(TextInput("name", "Name"), Date("due", "Due")))

    assert body["text"].endswith("\n\nName: –\nDue: –")
    assert [[key["text"] for key in row] for row in keys(body)] == [["✏️ Name"], ["📅 Due"]]


def test_a_closed_date_is_its_day_and_a_button_that_opens_the_calendar() -> None:
    (body,) = draw(shown(DUE))

    assert body["text"].endswith("\n\nDue: 2026-11-23")
    assert keys(body) == [[{"text": "📅 Due: 2026-11-23", "callback_data": "due:pick:10"}]]


def test_an_open_calendar_shows_the_month_with_the_chosen_day_marked() -> None:
    (body,) = draw(shown(OPEN))

    assert [[key["text"] for key in row] for row in keys(body)] == [
        ["📅 Due: 2026-11-23"],
        ["◀", "November 2026", "▶"],
        ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"],
        ["·", "·", "·", "·", "·", "·", "1"],
        ["2", "3", "4", "5", "6", "7", "8"],
        ["9", "10", "11", "12", "13", "14", "15"],
        ["16", "17", "18", "19", "20", "21", "22"],
        ["23", "24", "25", "26", "27", "28", "29"],
        ["30", "·", "·", "·", "·", "·", "·"],
        ["✖"],
    ]
    assert [key for row in keys(body) for key in row if "style" in key] == [
        {"text": "23", "callback_data": "due:day-2026-11-23:10", "style": "primary"}
    ]
    content_of(Params(body))
    assert violations("sendMessage", {"chat_id": 1, **body}) == []


def test_days_and_months_that_cannot_be_chosen_are_not_offered() -> None:
    first, last = replace(DUE, month="2026-10"), replace(DUE, month="2026-12")

    assert verbs(first) == ["pick", "month-2026-11", *(f"day-2026-10-{n:02}" for n in range(5, 32)), "close"]
    assert verbs(last) == ["pick", "month-2026-11", *(f"day-2026-12-{n:02}" for n in range(1, 21)), "close"]


@pytest.mark.parametrize(("month", "ways"), [("0001-01", ["month-0001-02"]), ("9999-12", ["month-9999-11"])])
def test_the_calendar_ends_where_days_end(month: str, ways: list[str]) -> None:
    assert [verb for verb in verbs(Date("due", "Due", month=month)) if verb.startswith("month-")] == ways


def test_a_month_that_is_none_leaves_the_calendar_closed() -> None:
    assert labels(Date("due", "Due", month="2026-13")) == [["📅 Due"]]


def test_every_way_through_the_calendar_is_understood_by_the_core() -> None:
    for verb in verbs(OPEN):
        assert isinstance(react(Screen((OPEN,)), "due", verb, {}), Changed)


def test_a_plan_is_a_line_a_step_also_before_the_answer_is_complete() -> None:
    for view in (shown(PLAN), View(id=36, text="Here it is.", controls=(PLAN, OPEN))):
        (body,) = draw(view)

        assert body["text"] == "Here it is.\n\nTrip\n✅ Book\n▶ Pack\n⬜ Fly\n❌ Sleep"
        assert piece(body, "bold") == ["Trip"]
        assert "reply_markup" not in body


def test_the_remark_stands_below_the_text() -> None:
    (body,) = draw(View(id=36, text="Here.", remark="Lamp: **on**", done=True))

    assert body["text"] == "Here.\n\nLamp: on"


@pytest.mark.parametrize(
    ("control", "button", "line"),
    [
        (Button("b", "x" * 65), "x" * 63 + "…", "x" * 65),
        (Counter("b", "x" * 65, 3), "x" * 63 + "…", "x" * 65 + ": 3"),
        (TextInput("b", "x" * 65), "✏️ " + "x" * 60 + "…", "x" * 65 + ": –"),
    ],
)
def test_a_label_too_long_for_its_button_is_whole_in_the_text(control: Control, button: str, line: str) -> None:
    (body,) = draw(shown(control))

    assert button in [key["text"] for row in keys(body) for key in row]
    assert body["text"] == f"Here it is.\n\n{line}"


def test_what_has_no_visible_name_is_called_by_its_id() -> None:
    (body,) = draw(shown(Button("order", " \u200b"), TextInput("name", "")))

    assert [[key["text"] for key in row] for row in keys(body)] == [["order"], ["✏️ name"]]


def test_ids_that_are_there_twice_make_buttons_that_differ() -> None:
    (body,) = draw(shown(Button("b", "One"), Button("b", "Two")))

    assert [key["callback_data"] for row in keys(body) for key in row] == ["b:press:10", "b:press:10:2"]
