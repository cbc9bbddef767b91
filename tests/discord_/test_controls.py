"""Controls of several parts: selects, progress, tables of several pages."""

from typing import Any

import pytest

from adapters.shared.tokens import Token, decode
from bots.sandbox.discord.rules import check_message, walk
from core.controls import Counter, Option, Progress, Select, Table
from tests.discord_.seeing import buttons, draw, panel, texts

SMALL, LARGE = Option("s", "Small"), Option("l", "Large")
NUMBERS = tuple((number,) for number in range(1, 64))


def menus(*controls: Select) -> list[dict[str, Any]]:
    return [part for body in draw(*controls) for part in walk(body["components"]) if part["type"] == 3]


def options(count: int) -> tuple[Option, ...]:
    return tuple(Option(f"o{number}", f"Option {number}") for number in range(count))


def test_a_select_is_a_menu_named_by_its_placeholder() -> None:
    assert panel(Select("size", "Size", (SMALL, LARGE))) == [
        {
            "type": 1,
            "components": [
                {
                    "type": 3,
                    "custom_id": "size:select:10",
                    "placeholder": "Size",
                    "options": [{"label": "Small", "value": "s"}, {"label": "Large", "value": "l"}],
                }
            ],
        }
    ]


def test_a_chosen_option_is_the_default_and_the_label_still_seen() -> None:
    name, row = panel(Select("size", "Size", (SMALL, LARGE), "l"))

    assert name == {"type": 10, "content": "**Size**"}
    assert row["components"][0]["options"][1] == {"label": "Large", "value": "l", "default": True}


def test_an_option_that_is_gone_is_not_chosen() -> None:
    (row,) = panel(Select("size", "Size", (SMALL,), "gone"))

    assert row["components"][0]["options"] == [{"label": "Small", "value": "s"}]


@pytest.mark.parametrize(
    ("count", "names"),
    [
        (25, ["Size"]),
        (26, ["Size (1/2)", "Size (2/2)"]),
        (75, ["Size (1/3)", "Size (2/3)", "Size (3/3)"]),
    ],
)
def test_more_options_than_a_menu_takes_go_on_in_further_menus(count: int, names: list[str]) -> None:
    select = Select("size", "Size", options(count), f"o{count - 1}")

    drawn = menus(select)

    assert [menu["placeholder"] for menu in drawn] == names
    assert [option["value"] for menu in drawn for option in menu["options"]] == [o.id for o in select.options]
    assert [option["value"] for menu in drawn for option in menu["options"] if "default" in option] == [select.chosen]
    assert max(len(menu["options"]) for menu in drawn) <= 25


def test_every_menu_of_a_select_leads_back_to_it() -> None:
    ids = [menu["custom_id"] for menu in menus(Select("size", "Size", options(60)))]

    tokens = [decode(custom_id) for custom_id in ids]

    assert len(set(ids)) == 3
    assert tokens == [Token("size", "select", 36)] * 3


def test_long_names_are_shortened_and_the_menus_number_kept() -> None:
    first, second = menus(Select("size", "S" * 200, tuple(Option(f"o{n}", "x" * 200) for n in range(26))))

    assert {len(menu["placeholder"]) for menu in (first, second)} == {150}
    assert (first["placeholder"][-8:], second["placeholder"][-8:]) == ("S… (1/2)", "S… (2/2)")
    assert {len(option["label"]) for option in first["options"]} == {100}


def test_hundreds_of_options_spread_over_messages() -> None:
    bodies = draw(Select("size", "Size", options(600), "o3"))

    for body in bodies:
        check_message(body, flags=body["flags"])
    assert len(bodies) > 1
    assert sum(len(menu["options"]) for menu in menus(Select("size", "Size", options(600)))) == 600


def test_a_select_without_options_says_so() -> None:
    assert panel(Select("size", "Size", ())) == [{"type": 10, "content": "**Size** (nothing to choose)"}]


def test_progress_is_a_bar_and_a_way_to_stop_it() -> None:
    assert panel(Progress("timer", "Timer", 0.4, cancel=True)) == [
        {"type": 10, "content": "Timer ▓▓▓▓░░░░░░ 40 %"},
        {"type": 1, "components": [{"type": 2, "style": 4, "label": "Stop", "custom_id": "timer:cancel:10"}]},
    ]


def test_progress_that_cannot_be_stopped_has_no_button() -> None:
    assert panel(Progress("load", "Loading")) == [{"type": 10, "content": "⏳ Loading …"}]


def test_an_answer_under_way_shows_its_progress_and_no_other_control() -> None:
    work = Progress("timer", "Timer", 0.5, cancel=True)

    (body,) = draw(Counter("count", "Count"), work, text="Just a moment.", done=False)

    words, frame = body["components"]
    assert words == {"type": 10, "content": "Just a moment."}
    assert frame["components"] == panel(work)


def test_work_is_seen_before_there_are_any_words() -> None:
    (body,) = draw(Progress("timer", "Timer", 0.5), done=False)

    assert texts(body) == ["Timer ▓▓▓▓▓░░░░░ 50 %"]


@pytest.mark.parametrize(
    ("page", "line", "ways"),
    [
        (0, "rows 1–20 of 63", [("▶", 2, "n:next:10")]),
        (1, "rows 21–40 of 63", [("◀", 2, "n:prev:10"), ("▶", 2, "n:next:10")]),
        (3, "rows 61–63 of 63", [("◀", 2, "n:prev:10")]),
    ],
)
def test_a_long_table_shows_a_page_and_the_ways_to_the_others(
    page: int, line: str, ways: list[tuple[str, int, str]]
) -> None:
    table = Table("n", "Numbers", ("n",), NUMBERS, page=page)

    block, below, _ = panel(table)

    assert [int(row) for row in block["content"].split("\n")[4:-1]] == [n for (n,) in table.page_rows()]
    assert below["content"] == f"-# {line}"
    assert buttons(table) == ways


def test_a_table_of_one_page_has_nothing_to_turn() -> None:
    assert len(panel(Table("n", "Numbers", ("n",), NUMBERS[:20]))) == 1
