"""Controls of several parts: selects, progress, tables of several pages."""

import pytest

from adapters.shared.tokens import decode
from core.controls import Counter, Option, Plan, Progress, Select, Table, Task
from core.ui import Changed, Screen, react
from tests.discord_.seeing import buttons, draw, menus, panel, texts

SMALL, LARGE = Option("s", "Small"), Option("l", "Large")
NUMBERS = tuple((number,) for number in range(1, 64))


def options(count: int) -> tuple[Option, ...]:
    return tuple(Option(f"o{number}", f"Option {number}") for number in range(count))


def test_a_select_is_a_menu_below_its_label_in_words() -> None:
    assert panel(Select("size", "Size", (SMALL, LARGE))) == [
        {"type": 10, "content": "**Size** –"},
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
        },
    ]


def test_a_chosen_option_is_the_default_and_said_in_words() -> None:
    name, row = panel(Select("size", "Size", (SMALL, LARGE), "l"))

    assert name == {"type": 10, "content": "**Size** Large"}
    assert row["components"][0]["options"][1] == {"label": "Large", "value": "l", "default": True}


def test_an_option_that_is_gone_is_not_chosen() -> None:
    name, row = panel(Select("size", "Size", (SMALL,), "gone"))

    assert name["content"] == "**Size** –"
    assert row["components"][0]["options"] == [{"label": "Small", "value": "s"}]


def test_25_options_are_all_there_at_once() -> None:
    assert [part["type"] for part in panel(Select("size", "Size", options(25)))] == [10, 1]


@pytest.mark.parametrize(
    ("first", "shown", "line", "ways"),
    [
        (0, range(25), "options 1–25 of 60", [("▶", 2, "size:from-25:10")]),
        (25, range(25, 50), "options 26–50 of 60", [("◀", 2, "size:from-0:10"), ("▶", 2, "size:from-50:10")]),
        (50, range(50, 60), "options 51–60 of 60", [("◀", 2, "size:from-25:10")]),
        (7, range(7, 32), "options 8–32 of 60", [("◀", 2, "size:from-0:10"), ("▶", 2, "size:from-32:10")]),
        (99, range(50, 60), "options 51–60 of 60", [("◀", 2, "size:from-25:10")]),
    ],
)
def test_more_options_than_a_menu_takes_are_leafed_through(
    first: int, shown: range, line: str, ways: list[tuple[str, int, str]]
) -> None:
    select = Select("size", "Size", options(60), "o3", first)

    words, row, below, _ = panel(select)

    assert words["content"] == "**Size** Option 3"
    assert [option["value"] for option in row["components"][0]["options"]] == [f"o{number}" for number in shown]
    assert below["content"] == f"-# {line}"
    assert buttons(select) == ways


def test_every_option_is_reached_by_leafing() -> None:
    screen = Screen((Select("size", "Size", options(130)),))
    seen: list[str] = []
    while True:
        (select,) = screen.controls
        (menu,) = menus(select)
        seen += [option["label"] for option in menu["options"]]
        onward = [decode(custom_id) for label, _, custom_id in buttons(select) if label == "▶"]
        if not onward or onward[0] is None:
            break
        reaction = react(screen, "size", onward[0].verb, {})
        assert isinstance(reaction, Changed)
        screen = reaction.screen

    assert seen == [f"Option {number}" for number in range(130)]


def test_long_names_are_shortened_and_stand_whole_above_the_menu() -> None:
    select = Select("size", "S" * 200, tuple(Option(f"o{n}", f"{n} " + "x" * 200) for n in range(3)))

    (menu,) = menus(select)
    (body,) = draw(select)

    assert (len(menu["placeholder"]), menu["placeholder"][-2:]) == (150, "S…")
    assert {(len(option["label"]), option["label"][-2:]) for option in menu["options"]} == {(100, "x…")}
    assert all(whole in "\n".join(texts(body)) for whole in (select.label, *(o.label for o in select.options)))


def test_options_of_one_id_are_all_offered_and_one_is_chosen() -> None:
    (menu,) = menus(Select("size", "Size", (SMALL, LARGE, Option("s", "Spare")), "s"))

    assert [(option["value"], "default" in option) for option in menu["options"]] == [
        ("s", True),
        ("l", False),
        ("s:3", False),
    ]


def test_an_option_without_a_label_is_named_by_its_id() -> None:
    (menu,) = menus(Select("size", "Size", (Option("s", " "),)))

    assert menu["options"] == [{"label": "s", "value": "s"}]


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


def test_a_plan_is_a_line_for_each_step_with_its_state() -> None:
    plan = Plan("plan", "Plan", (Task("Look", "done"), Task("Think", "active"), Task("Say"), Task("Rest", "failed")))

    assert panel(plan) == [{"type": 10, "content": "**Plan**\n✅ Look\n▶ Think\n⬜ Say\n❌ Rest"}]
    (body,) = draw(plan, done=False)
    assert texts(body) == ["**Plan**\n✅ Look\n▶ Think\n⬜ Say\n❌ Rest"]


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


def test_a_page_that_is_gone_is_the_last() -> None:
    table = Table("n", "Numbers", ("n",), NUMBERS, page=9)

    block, below, _ = panel(table)

    assert [int(row) for row in block["content"].split("\n")[4:-1]] == [61, 62, 63]
    assert below["content"] == "-# rows 61–63 of 63"
    assert buttons(table) == [("◀", 2, "n:prev:10")]
