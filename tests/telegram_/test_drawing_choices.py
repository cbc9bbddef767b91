import pytest

from adapters.telegram.draw import draw
from adapters.telegram.platform import TelegramPlatform
from bots.sandbox.telegram.params import Params
from bots.sandbox.telegram.rules import content_of
from core.controls import Button, Option, Progress, Select, Table
from core.view import View
from tests.telegram_.test_drawing import BUTTON, PROGRESS, SELECT, keys, piece, shown
from tests.test_any_view import everything


def sizes(count: int) -> tuple[Option, ...]:
    return tuple(Option(f"s{n}", f"Size {n}") for n in range(count))


def log(rows: int, page: int) -> Table:
    return Table("log", "Log", ("n",), tuple((n,) for n in range(rows)), page)


def test_a_select_is_its_choice_in_words_and_a_button_for_each_option() -> None:
    (body,) = draw(shown(SELECT))

    assert body["text"] == "Here it is.\n\nSize: Small"
    assert piece(body, "bold") == ["Size"]
    assert keys(body) == [
        [
            {"text": "● Small", "callback_data": "size:small:10"},
            {"text": "○ Large", "callback_data": "size:large:10"},
        ]
    ]


@pytest.mark.parametrize("chosen", ["", "gone"])
def test_a_select_without_a_choice_names_itself_alone(chosen: str) -> None:
    (body,) = draw(shown(Select("size", "Size", SELECT.options, chosen)))

    assert body["text"] == "Here it is.\n\nSize"
    assert [key["text"] for row in keys(body) for key in row] == ["○ Small", "○ Large"]


def test_options_share_rows_with_no_other_control() -> None:
    (body,) = draw(shown(BUTTON, SELECT, Select("cup", "Cup", sizes(2)), Button("end", "End")))

    assert [[key["callback_data"].partition(":")[0] for key in row] for row in keys(body)] == [
        ["order"],
        ["size", "size"],
        ["cup", "cup"],
        ["end"],
    ]


@pytest.mark.parametrize(
    ("first", "shown_options", "way"),
    [
        (0, range(24), [("1–24 of 50", "noop"), ("▶", "from-24")]),
        (24, range(24, 48), [("◀", "from-0"), ("25–48 of 50", "noop"), ("▶", "from-48")]),
        (48, range(48, 50), [("◀", "from-24"), ("49–50 of 50", "noop")]),
        (10, range(10, 34), [("◀", "from-0"), ("11–34 of 50", "noop"), ("▶", "from-34")]),
        (99, range(24), [("1–24 of 50", "noop"), ("▶", "from-24")]),
    ],
)
def test_a_large_select_shows_24_options_and_the_ways_to_the_others(
    first: int, shown_options: range, way: list[tuple[str, str]]
) -> None:
    (body,) = draw(shown(Select("size", "Size", sizes(50), "s3", first)))

    *options, last = keys(body)
    assert [key["callback_data"] for row in options for key in row] == [f"size:s{n}:10" for n in shown_options]
    assert all(len(row) <= 3 for row in options)
    assert last == [{"text": text, "callback_data": f"size:{verb}:10"} for text, verb in way]
    assert body["text"].endswith("\n\nSize: Size 3")


def test_every_option_is_reached_by_its_arrows() -> None:
    seen = list(everything(TelegramPlatform(), shown(Select("size", "Size", sizes(150)))))

    assert [n for n in range(150) if f"Size {n}" not in seen] == []


def test_buttons_over_what_a_keyboard_takes_go_on_in_messages_that_name_their_control() -> None:
    bodies = draw(shown(*[Select(f"s{n}", "@size of it", sizes(24)) for n in range(9)]))

    assert [sum(map(len, keys(body))) for body in bodies] == [99, 99, 18]
    assert [body["text"] for body in bodies[1:]] == ["@\u2060size of it …"] * 2
    for body in bodies:
        content_of(Params(body))


def test_an_option_too_long_for_a_button_ends_visibly_and_is_whole_in_the_text_once_chosen() -> None:
    (body,) = draw(shown(Select("size", "Size", (Option("long", "x" * 200),), "long")))

    assert keys(body)[0][0]["text"] == "● " + "x" * 61 + "…"
    assert body["text"].endswith("Size: " + "x" * 200)


def test_options_too_long_for_a_button_are_whole_in_the_text() -> None:
    (body,) = draw(shown(Select("size", "Size", (Option("a", "a" * 70), Option("b", "b" * 70)), "b")))

    assert body["text"].endswith(f"\n\nSize: {'b' * 70}\n○ {'a' * 70}")


@pytest.mark.parametrize(
    ("done", "line"),
    [
        (0.0, "Timer ░░░░░░░░░░ 0 %"),
        (0.4, "Timer ▓▓▓▓░░░░░░ 40 %"),
        (1.0, "Timer ▓▓▓▓▓▓▓▓▓▓ 100 %"),
        (None, "⏳ Timer …"),
    ],
)
def test_progress_is_a_line_that_says_how_far_it_is(done: float | None, line: str) -> None:
    (body,) = draw(shown(Progress("timer", "Timer", done)))

    assert body["text"] == f"Here it is.\n\n{line}"
    assert "reply_markup" not in body


def test_progress_that_can_be_cancelled_has_a_button_to_stop_it() -> None:
    (body,) = draw(shown(PROGRESS))

    assert keys(body) == [[{"text": "Stop", "callback_data": "timer:cancel:10"}]]


def test_work_is_seen_before_there_is_a_word_of_the_answer() -> None:
    (body,) = draw(View(id=36, controls=(BUTTON, PROGRESS)))

    assert body["text"] == "Timer ▓▓▓▓░░░░░░ 40 %"
    assert keys(body) == [[{"text": "Stop", "callback_data": "timer:cancel:10"}]]


def test_progress_stands_on_the_last_message_of_a_long_preview() -> None:
    bodies = draw(View(id=36, text="word " * 2000, controls=(PROGRESS,)))

    assert ["reply_markup" in body for body in bodies] == [False, False, True]
    assert bodies[-1]["text"].endswith("\n\nTimer ▓▓▓▓░░░░░░ 40 %")


@pytest.mark.parametrize(
    ("page", "rows", "verbs"),
    [
        (0, "rows 1–20 of 63", [("▶", "next")]),
        (1, "rows 21–40 of 63", [("◀", "prev"), ("▶", "next")]),
        (3, "rows 61–63 of 63", [("◀", "prev")]),
    ],
)
def test_a_table_over_several_pages_shows_one_of_them_and_the_ways_to_the_others(
    page: int, rows: str, verbs: list[tuple[str, str]]
) -> None:
    table = log(63, page)

    (body,) = draw(shown(table))

    numbers = [int(line) for line in piece(body, "pre")[0].split("\n")[2:]]
    assert numbers == [n for (n,) in table.page_rows()]
    assert body["text"].endswith(f"\n{rows}")
    assert piece(body, "bold") == ["Log"]
    assert keys(body) == [[{"text": arrow, "callback_data": f"log:{verb}:10"} for arrow, verb in verbs]]


@pytest.mark.parametrize("rows", [0, 20])
def test_a_table_of_one_page_has_neither_arrows_nor_a_line_of_rows(rows: int) -> None:
    (body,) = draw(shown(log(rows, 0)))

    assert "rows" not in body["text"]
    assert "reply_markup" not in body
