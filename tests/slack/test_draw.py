"""Drawing views as Slack's messages; each body is checked by the sandbox's rules and, where they are, the specs."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from bots.sandbox.slack.rules import elements
from core.artifacts import Artifact
from core.controls import (
    ROWS_PER_PAGE,
    Button,
    Control,
    Counter,
    Date,
    Label,
    Link,
    Machine,
    Option,
    Plan,
    Progress,
    Select,
    Table,
    Task,
    TextInput,
    Toggle,
    Transition,
)
from tests.slack.drawing import blocks, drawn, refusals, specification

LIGHT = Machine(
    "light",
    "Traffic light",
    ("red", "green", "yellow"),
    "red",
    (Transition("go", "Go", "red", "green"), Transition("wait", "Wait", "green", "yellow")),
)


def table(rows: int, cell: str = "x", columns: int = 2) -> Table:
    names = tuple(f"c{n}" for n in range(columns))
    return Table("sales", "Sales", names, tuple((cell,) * columns for _ in range(rows)))


def test_text_is_a_markdown_block_with_a_plain_fallback() -> None:
    assert drawn(text="**1 < 2**") == ({"text": "**1 &lt; 2**", "blocks": [{"type": "markdown", "text": "**1 < 2**"}]},)


def test_a_view_with_nothing_to_see_is_no_message() -> None:
    assert drawn() == ()


def test_equal_views_give_equal_bodies() -> None:
    assert drawn(LIGHT, Counter("n", "N"), text="hi") == drawn(LIGHT, Counter("n", "N"), text="hi")


def test_a_preview_shows_no_controls() -> None:
    (body,) = drawn(Counter("n", "N"), text="thinking", artifacts=(table(1),), done=False)

    assert [block["type"] for block in body["blocks"]] == ["markdown"]


def test_a_preview_shows_how_far_work_has_come_below_its_text() -> None:
    (body,) = drawn(Counter("n", "N"), Progress("p", "Counting", 0.4), text="thinking", done=False)

    assert [block["text"] for block in body["blocks"]] == [
        "thinking",
        {"type": "mrkdwn", "text": "Counting ▓▓▓▓░░░░░░ 40 %"},
    ]


def test_a_preview_without_text_is_told_by_the_works_name() -> None:
    (body,) = drawn(Counter("n", "N"), Progress("p", "Counting", 0.4), done=False)

    assert (body["text"], len(body["blocks"])) == ("Counting ▓▓▓▓░░░░░░ 40 %", 1)


def test_work_that_can_be_ended_has_a_stop_button() -> None:
    (line,) = blocks(Progress("p", "<Timer>", cancel=True), done=False)

    assert line["text"]["text"] == "⏳ &lt;Timer&gt; …"
    assert line["accessory"] == {
        "type": "button",
        "text": {"type": "plain_text", "text": "Stop"},
        "action_id": "p:cancel:z",
        "value": "p:cancel:z",
    }


@pytest.mark.parametrize(("part", "shown"), [(0.0, "P ░░░░░░░░░░ 0 %"), (1.0, "P ▓▓▓▓▓▓▓▓▓▓ 100 %")])
def test_work_not_begun_and_work_done_have_whole_bars(part: float, shown: str) -> None:
    (line,) = blocks(Progress("p", "P", part))

    assert (line["text"]["text"], "accessory" in line) == (shown, False)


@pytest.mark.parametrize("mention", ["<!channel>", "<!here|here>", "<@U061F7AUR>", "<!subteam^S1>"])
def test_nobody_can_be_mentioned(mention: str) -> None:
    bodies = drawn(Label("who", "Who", mention), Table("t", "T", ("a",), ((1,),)), LIGHT, text=f"hey {mention}")

    shown = [block for block in bodies[0]["blocks"] if block["type"] != "data_table"]
    assert mention not in json.dumps(shown, ensure_ascii=False)
    assert mention not in bodies[0]["text"]


def test_a_long_text_is_split_and_the_controls_are_on_the_last_message() -> None:
    text = "\n\n".join(f"Paragraph {n} " + "word " * 100 for n in range(60))

    bodies = drawn(Button("ok", "OK"), text=text)

    assert len(bodies) == 3
    assert "".join(body["blocks"][0]["text"] for body in bodies).split() == text.split()
    assert [body["blocks"][-1]["type"] for body in bodies] == ["markdown", "markdown", "actions"]


def test_buttons_share_a_row_and_carry_their_token() -> None:
    (row,) = blocks(Button("yes", "Yes", "primary"), Button("no", "No", "danger"), Button("later", "Later"))

    assert row == {
        "type": "actions",
        "elements": [
            {
                "type": "button",
                "text": {"type": "plain_text", "text": "Yes"},
                "action_id": "yes:press:z",
                "value": "yes:press:z",
                "style": "primary",
            },
            {
                "type": "button",
                "text": {"type": "plain_text", "text": "No"},
                "action_id": "no:press:z",
                "value": "no:press:z",
                "style": "danger",
            },
            {
                "type": "button",
                "text": {"type": "plain_text", "text": "Later"},
                "action_id": "later:press:z",
                "value": "later:press:z",
            },
        ],
    }


def test_more_buttons_than_a_block_holds_take_several() -> None:
    found = blocks(*(Button(f"b{n}", f"Button {n}") for n in range(60)))

    assert [len(block["elements"]) for block in found] == [25, 25, 10]


def test_a_long_button_is_shortened_visibly_and_stands_whole_above() -> None:
    whole, row = blocks(Button("b", "a very long label " * 10))

    label = row["elements"][0]["text"]["text"]
    assert len(label) <= 75
    assert label.endswith("…")
    assert whole["text"] == {"type": "plain_text", "text": "a very long label " * 10}


def test_a_counter_is_minus_value_plus() -> None:
    (row,) = blocks(Counter("clicks", "Clicks", 3))

    assert [(e["text"]["text"], e["value"]) for e in row["elements"]] == [
        ("−", "clicks:dec:z"),
        ("Clicks: 3", "clicks:noop:z"),
        ("+", "clicks:inc:z"),
    ]


def test_a_counter_with_a_long_name_still_shows_its_value() -> None:
    whole, row = blocks(Counter("clicks", "Clicks " * 20, 12345))

    assert whole["text"]["text"] == "Clicks " * 20 + ": 12345"
    assert row["elements"][1]["text"]["text"].endswith("…: 12345")


def test_a_toggle_shows_its_state() -> None:
    (row,) = blocks(Toggle("a", "Alarm", on=True), Toggle("b", "Beep"))

    assert [(e["text"]["text"], e["value"]) for e in row["elements"]] == [
        ("☑ Alarm", "a:toggle:z"),
        ("☐ Beep", "b:toggle:z"),
    ]


def test_labels_are_fields_ten_to_a_section() -> None:
    found = blocks(*(Label(f"l{n}", f"Name {n}", f"<{n}>") for n in range(12)), Label("empty", "Empty"))

    assert [len(block["fields"]) for block in found] == [10, 3]
    assert found[0]["fields"][0] == {"type": "mrkdwn", "text": "*Name 0*\n&lt;0&gt;"}
    assert found[1]["fields"][2]["text"] == "*Empty*\n–"


def test_a_label_with_a_long_value_keeps_it_whole() -> None:
    bodies = drawn(Label("a", "Short", "x"), Label("b", "Long", "word " * 5_000))

    text = "".join(block["text"]["text"] for body in bodies for block in body["blocks"] if "text" in block)
    assert text == "*Long*" + "word " * 5_000


def test_a_machine_shows_its_states_and_the_moves_from_here() -> None:
    state, moves = blocks(LIGHT)

    assert state["text"]["text"] == "*Traffic light*\n● red → ○ green → ○ yellow"
    assert [(e["text"]["text"], e["value"]) for e in moves["elements"]] == [("Go", "light:go:z")]


def test_a_machine_at_its_end_has_no_buttons() -> None:
    (state,) = blocks(Machine("m", "M", ("a", "b"), "b"))

    assert state["type"] == "section"


def test_a_machine_of_many_states_is_shown_whole() -> None:
    states = tuple(f"state number {n}" for n in range(300))

    found = blocks(Machine("m", "M", states, states[0]))

    shown = "".join(block["text"]["text"] for block in found)
    assert all(state in shown for state in states)


def test_a_table_is_a_data_table_with_numbers_as_numbers() -> None:
    (found,) = blocks(Table("t", "Sales", ("Month", "Sum", "Paid"), (("May", 1234.5, True), ("June", None, False))))

    assert found["caption"] == "Sales"
    assert found["rows"] == [
        [{"type": "raw_text", "text": name} for name in ("Month", "Sum", "Paid")],
        [
            {"type": "raw_text", "text": "May"},
            {"type": "raw_number", "value": 1234.5, "text": "1,234.50"},
            {"type": "raw_text", "text": "✓"},
        ],
        [
            {"type": "raw_text", "text": "June"},
            {"type": "raw_text", "text": "–"},
            {"type": "raw_text", "text": "✗"},
        ],
    ]


def test_a_number_that_json_does_not_know_is_text() -> None:
    (found,) = blocks(Table("t", "T", ("a",), ((float("inf"),),)))

    assert found["rows"][1][0]["type"] == "raw_text"


@pytest.mark.parametrize(("rows", "cell"), [(450, "x"), (180, "a cell of some length " * 5)])
def test_a_table_beyond_the_limits_is_leafed_through(rows: int, cell: str) -> None:
    sales = replace(table(rows, cell), page=3)

    shown, which, arrows = blocks(sales)

    assert len(shown["rows"]) == 1 + ROWS_PER_PAGE
    assert which["text"]["text"] == f"rows 61–80 of {rows}"
    assert [(e["text"]["text"], e["value"]) for e in arrows["elements"]] == [
        ("◀", "sales:prev:z"),
        ("▶", "sales:next:z"),
    ]


@pytest.mark.parametrize(("page", "arrow"), [(0, "▶"), (22, "◀"), (99, "◀")])
def test_at_an_end_of_a_table_only_one_arrow_leads_on(page: int, arrow: str) -> None:
    *_, arrows = blocks(replace(table(450), page=page))

    assert [e["text"]["text"] for e in arrows["elements"]] == [arrow]


@pytest.mark.parametrize("odd", [table(0), table(3, columns=21), table(1, "y" * 21_000)])
def test_a_table_that_slack_cannot_hold_is_text(odd: Table) -> None:
    bodies = drawn(odd)

    shown = "".join(json.dumps(body["blocks"]) for body in bodies)
    assert "c0" in shown
    assert all(str(cell)[:1] in shown for row in odd.rows for cell in row)


def test_a_fence_in_a_cell_does_not_end_the_text() -> None:
    _, found = blocks(table(1, "```", columns=21))

    assert found["text"].count("```") == 2


def test_a_table_without_columns_is_named() -> None:
    (found,) = blocks(Table("t", "Empty", ()))

    assert found["text"]["text"] == "*Empty*\n–"


def test_many_controls_take_several_messages_and_none_is_lost() -> None:
    counters = [Counter(f"c{n}", f"Counter {n}") for n in range(120)]

    bodies = drawn(*counters, text="many")

    values = [e["value"] for body in bodies for e in elements(body["blocks"])]
    assert [len(body["blocks"]) for body in bodies] == [50, 50, 21]
    assert values == [f"c{n}:{verb}:z" for n in range(120) for verb in ("dec", "noop", "inc")]


TITLES = st.text(min_size=1, max_size=200).filter(lambda text: bool(text.strip()))
CONTROLS = st.one_of(
    st.builds(Button, st.just("id"), TITLES),
    st.builds(Label, st.just("id"), TITLES, st.text(max_size=3_000)),
    st.builds(Counter, st.just("id"), TITLES, st.integers()),
    st.builds(Toggle, st.just("id"), TITLES, st.booleans()),
    st.builds(Progress, st.just("id"), TITLES, st.none() | st.floats(0, 1), st.booleans()),
    st.builds(
        Select,
        st.just("id"),
        TITLES,
        st.lists(TITLES, max_size=230).map(lambda labels: tuple(Option(f"o{n}", x) for n, x in enumerate(labels))),
        st.sampled_from(["", "o0", "o150", "gone"]),
    ),
    st.builds(
        Table, st.just("id"), TITLES, st.just(("a", "b")), st.lists(st.tuples(st.text(), st.floats())).map(tuple)
    ),
)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=14_000), CONTROLS)
def test_slack_takes_whatever_is_drawn(text: str, control: Control) -> None:
    assert all(body["blocks"] for body in drawn(control, text=text))


EVERYTHING: tuple[Control, ...] = (
    Button("yes", "Yes", "primary"),
    Toggle("t", "T"),
    Label("l", "L", "v"),
    Counter("n", "N"),
    Table("sales", "Sales", ("a", "b"), (("x", 1), (None, 2.5))),
    LIGHT,
    Select("size", "Size", (Option("s", "Small"), Option("l", "Large")), "l"),
    Progress("p", "Timer", 0.5, cancel=True),
    Plan("plan", "Plan", (Task("One", "done"), Task("Two", "active"), Task("x" * 200))),
    Link("docs", "Docs", "https://example.org/"),
    TextInput("name", "Name", "Ada"),
    Date("day", "Day", "2026-11-23", "2026-01-01"),
)
HANDED_OVER: tuple[Artifact, ...] = (Table("ages", "Ages", ("name", "age"), (("Ann", 31),)),)


def test_the_blocks_are_as_slack_describes_them() -> None:
    (body,) = drawn(*EVERYTHING, text="All of it.", artifacts=HANDED_OVER)

    assert list(specification("slack-blocks.schema.json").iter_errors(body["blocks"])) == []
    assert refusals((body,)) == []


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("args.ChatPostMessage.json", {"thread_ts": "1.2", "unfurl_links": False, "unfurl_media": False}),
        ("args.ChatUpdate.json", {"ts": "1.2"}),
        ("args.ChatPostEphemeral.json", {"user": "U1", "thread_ts": "1.2"}),
    ],
)
def test_the_calls_arguments_are_as_slack_describes_them(name: str, arguments: dict[str, object]) -> None:
    (body,) = drawn(*EVERYTHING, text="All of it.", artifacts=HANDED_OVER)

    errors = specification(f"slack-args/{name}").iter_errors({"channel": "C1", **arguments, **body})

    assert [error.message for error in errors] == []
