import pytest

from adapters.discord.platform import DiscordPlatform
from bots.sandbox.discord.rules import walk
from core.controls import (
    Button,
    Control,
    Counter,
    Label,
    Machine,
    Option,
    Progress,
    Select,
    Table,
    Toggle,
    Transition,
)
from core.view import View
from tests.discord_.seeing import buttons, draw, panel, texts
from tests.discord_.specification import violations

LIGHT = Machine(
    "light",
    "Traffic light",
    ("red", "green"),
    "red",
    (Transition("go", "Go", "red", "green"), Transition("stop", "Stop", "green", "red")),
)
SOME_OF_EACH: tuple[Control, ...] = (
    Label("name", "Name", "Ada"),
    Counter("count", "Count", 3),
    Toggle("lamp", "Lamp", on=True),
    Button("help", "Help", "danger"),
    Table("prices", "Prices", ("item", "price"), (("tea", 2.5), ("milk", None))),
    LIGHT,
    Select("size", "Size", (Option("s", "Small"), Option("l", "Large")), "l"),
    Progress("timer", "Timer", 0.4, cancel=True),
    Table("long", "Long", ("n",), tuple((n,) for n in range(63)), page=1),
)


def test_text_is_a_text_display_that_mentions_nobody() -> None:
    (body,) = draw(text="**hello** @everyone")

    assert body == {
        "flags": 32768,
        "components": [{"type": 10, "content": "**hello** @everyone"}],
        "allowed_mentions": {"parse": []},
    }


def test_a_label_is_a_line() -> None:
    assert panel(Label("name", "Name", "Ada")) == [{"type": 10, "content": "**Name** Ada"}]


def test_a_counter_is_a_row_with_its_value_between_the_steps() -> None:
    (row,) = panel(Counter("count", "Count", 3))

    assert row == {
        "type": 1,
        "components": [
            {"type": 2, "style": 2, "label": "−", "custom_id": "count:dec:10"},
            {"type": 2, "style": 2, "label": "Count: 3", "custom_id": "count:noop:10", "disabled": True},
            {"type": 2, "style": 2, "label": "+", "custom_id": "count:inc:10"},
        ],
    }


def test_a_long_name_never_hides_a_counters_value() -> None:
    (_, (shown, *_), _) = buttons(Counter("count", "n" * 200, 1234567))

    assert len(shown) == 80
    assert shown.endswith("n…: 1234567")


def test_a_toggle_shows_whether_it_is_on() -> None:
    assert buttons(Toggle("lamp", "Lamp", on=True), Toggle("fan", "Fan")) == [
        ("☑ Lamp", 3, "lamp:toggle:10"),
        ("☐ Fan", 2, "fan:toggle:10"),
    ]


def test_a_buttons_style_is_discords() -> None:
    styles = [
        style for _, style, _ in buttons(Button("a", "A"), Button("b", "B", "primary"), Button("c", "C", "danger"))
    ]

    assert styles == [2, 1, 4]


def test_a_machine_shows_its_states_and_a_button_for_each_possible_move() -> None:
    assert panel(LIGHT) == [
        {"type": 10, "content": "**Traffic light**\n● red → ○ green"},
        {"type": 1, "components": [{"type": 2, "style": 1, "label": "Go", "custom_id": "light:go:10"}]},
    ]


def test_a_table_is_a_code_block_in_columns() -> None:
    (shown,) = panel(Table("prices", "Prices", ("item", "price"), (("tea", 2.5), ("milk", 10))))

    assert shown["content"] == "**Prices**\n```\nitem  price\n────  ─────\ntea    2.50\nmilk     10\n```"


def test_rows_too_wide_for_a_window_are_lines_that_name_their_columns() -> None:
    rows = tuple((f"row-{number}", "x" * 400) for number in range(20))

    bodies = draw(Table("all", "All", ("name", "value"), rows))

    shown = [text for body in bodies for text in texts(body)]
    assert len(shown) > 2
    assert all(text.startswith("**All**\n```\n") for text in shown)
    lines = [line for text in shown for line in text.split("\n")[2:-1] if line]
    assert lines == [line for name, value in rows for line in (f"name: {name}", f"value: {value}")]


def test_a_line_break_in_a_cell_does_not_end_the_row() -> None:
    (shown,) = panel(Table("t", "T", ("a\nb", "c"), (("one\r\ntwo", 1),)))

    assert shown["content"].split("\n")[2:-1] == ["a b      c", "───────  ─", "one two  1"]


def test_a_code_fence_in_a_cell_does_not_end_the_table() -> None:
    (shown,) = panel(Table("t", "T", ("code",), (("```",),)))

    assert shown["content"].count("```") == 2


def test_neighbouring_buttons_share_rows_of_five_and_long_labels_take_a_row_each() -> None:
    short = [Button(f"s{number}", str(number)) for number in range(7)]
    long = [Button(f"l{number}", "long label " * 7) for number in range(2)]

    rows = panel(*short, *long)

    assert [len(row["components"]) for row in rows] == [5, 2, 1, 1]


def test_controls_wait_until_the_answer_is_complete() -> None:
    (body,) = draw(Counter("count", "Count"), text="thinking", done=False)

    assert body["components"] == [{"type": 10, "content": "thinking"}]


def test_half_written_markdown_shows_no_raw_markers() -> None:
    (body,) = draw(text="This is **bold and", done=False)

    assert texts(body) == ["This is **bold and**"]
    assert texts(draw(text="This is **bold and")[0]) == ["This is **bold and"]


def test_a_remark_stands_below_the_words() -> None:
    (body,) = DiscordPlatform().draw(View(id=1, text="Here.", remark="Moved.", done=True))

    assert texts(body) == ["Here.\n\nMoved."]


def test_a_long_text_becomes_several_messages_with_the_controls_on_the_last() -> None:
    text = "\n\n".join(f"paragraph {number} " + "word " * 100 for number in range(20))

    *before, last = draw(Counter("count", "Count"), text=text)

    assert before
    assert all(component["type"] == 10 for body in before for component in body["components"])
    assert [component["type"] for component in last["components"]] == [10, 17]
    assert "".join("".join(texts(body)) for body in (*before, last)).split() == text.split()


def test_more_controls_than_a_message_takes_go_on_in_the_next() -> None:
    counters = [Counter(f"c{number}", f"Count {number}") for number in range(30)]

    bodies = draw(*counters)

    shown = [b["label"] for body in bodies for b in walk(body["components"]) if b.get("disabled")]
    assert len(bodies) == 4
    assert shown == [f"Count {number}: 0" for number in range(30)]


def test_an_empty_view_is_no_message() -> None:
    assert draw(text=" \n") == ()


@pytest.mark.parametrize("schema", ["MessageCreateRequest", "MessageEditRequestPartial"])
def test_drawn_bodies_fit_discords_own_description(schema: str) -> None:
    (body,) = draw(*SOME_OF_EACH, text="All of them.")

    assert violations(schema, body) == []
