"""What people fill in, links, and labels longer than Discord takes."""

import pytest

from adapters.discord.natives import NATIVES
from adapters.discord.platform import DiscordPlatform
from core.artifacts import Artifact, Chart, File, Image, Series
from core.controls import (
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
from tests.discord_.seeing import buttons, check, draw, panel, texts
from tests.discord_.specification import violations

LONG = "long label " * 20
NOTE = TextInput("note", "Note", "milk")
DAY = Date("day", "Day", "2026-11-23")
SITE = Link("site", "Site", "https://example.org/a?b=c#d")
OF_EACH: dict[str, tuple[Control, ...]] = {
    "text": (),
    "button": (Button("help", "Help"),),
    "link": (SITE,),
    "label": (Label("name", "Name", "Ada"),),
    "counter": (Counter("count", "Count"),),
    "toggle": (Toggle("lamp", "Lamp", on=True), Toggle("fan", "Fan")),
    "select": (Select("size", "Size", (Option("s", "Small"),)),),
    "input": (NOTE,),
    "date": (DAY,),
    "progress": (Progress("load", "Load", 0.5),),
    "plan": (Plan("plan", "Plan", (Task("Look"),)),),
    "table": (Table("t", "T", ("a",), ((1,),)),),
    "machine": (Machine("m", "M", ("a", "b"), "a", (Transition("go", "Go", "a", "b"),)),),
}
HANDED_OVER: dict[str, Artifact] = {
    "chart": Chart("Sales", "bar", ("Mon",), (Series("beer", (2.0,)),)),
    "file": File("a.csv", "text/csv", "a"),
    "image": Image("A cat", "image/png", b"x"),
}


def test_a_link_is_a_button_beside_its_neighbours() -> None:
    (row,) = panel(Button("help", "Help"), SITE)

    assert row["components"][1] == {"type": 2, "style": 5, "label": "Site", "url": "https://example.org/a?b=c#d"}


def test_a_link_beyond_ascii_is_encoded() -> None:
    (row,) = panel(Link("site", "Site", "https://example.org/Übung 1?q=日"))

    assert row["components"][0]["url"] == "https://example.org/%C3%9Cbung%201?q=%E6%97%A5"


@pytest.mark.parametrize("url", ["https://example.org/" + "x" * 493, "ftp://example.org/", "https://münchen.de/", ""])
def test_an_address_that_no_button_takes_stands_in_the_text(url: str) -> None:
    assert panel(Link("site", "Site", url)) == [{"type": 10, "content": f"**Site**\n{url}".strip()}]


def test_the_longest_address_of_a_button_has_512_characters() -> None:
    (row,) = panel(Link("site", "Site", "https://example.org/" + "x" * 492))

    assert len(row["components"][0]["url"]) == 512


def test_an_input_is_its_value_and_a_button_that_opens_it() -> None:
    assert panel(NOTE) == [
        {"type": 10, "content": "**Note** milk"},
        {"type": 1, "components": [{"type": 2, "style": 2, "label": "✏️ Note", "custom_id": "note:open:10"}]},
    ]


def test_an_empty_input_is_seen_to_be_empty() -> None:
    assert panel(TextInput("note", "Note"))[0]["content"] == "**Note** –"


def test_a_long_value_is_whole_and_begins_below_its_label() -> None:
    value = "\n".join(f"line {number} " + "word " * 40 for number in range(60))

    bodies = draw(TextInput("note", "Note", value))

    assert "".join(text for body in bodies for text in texts(body)) == f"**Note**\n{value}"


def test_a_date_is_its_day_and_a_button_that_opens_it() -> None:
    assert panel(DAY) == [
        {"type": 10, "content": "**Day** 2026-11-23"},
        {"type": 1, "components": [{"type": 2, "style": 2, "label": "📅 Day", "custom_id": "day:open:10"}]},
    ]
    assert panel(Date("day", "Day"))[0]["content"] == "**Day** –"


@pytest.mark.parametrize(
    "control",
    [
        Button("b", LONG),
        Link("l", LONG, "https://example.org"),
        Toggle("t", LONG),
        Counter("c", LONG, 3),
        TextInput("i", LONG),
        Date("d", LONG),
        Machine("m", "M", ("a", "b"), "a", (Transition("go", LONG, "a", "b"),)),
    ],
)
def test_a_label_too_long_for_a_button_is_shortened_and_stands_whole_above_it(control: Control) -> None:
    (body,) = draw(control)
    above, row = panel(control)[-2:]

    assert LONG.strip() in "".join(texts(body))
    assert (above["type"], row["type"]) == (10, 1)
    shown = max((button["label"] for button in row["components"]), key=len)
    assert (len(shown) <= 80, "…" in shown) == (True, True)


def test_a_number_too_long_for_a_button_stands_whole_above_it() -> None:
    (body,) = draw(Counter("c", "Count", 10**99))

    assert texts(body) == [f"-# Count: 1{'0' * 99}"]


@pytest.mark.parametrize("label", ["", " ", "\n\t", "\u3000"])
def test_what_has_no_label_is_named_by_its_id(label: str) -> None:
    assert buttons(Button("help", label), Toggle("lamp", label)) == [
        ("help", 2, "help:press:10"),
        ("☐ lamp", 2, "lamp:toggle:10"),
    ]


def test_line_breaks_in_a_label_do_not_reach_the_button() -> None:
    assert buttons(Button("help", "first\nsecond"))[0][0] == "first second"


def test_controls_of_one_id_have_data_of_their_own() -> None:
    shown = buttons(Button("a", "One"), Button("a", "Two"), Counter("a", "Count"))

    assert len({custom_id for _, _, custom_id in shown}) == 5


@pytest.mark.parametrize("kind", NATIVES)
def test_what_the_documentation_names_stands_in_what_is_drawn(kind: str) -> None:
    words = NATIVES[kind].split("`")[1::2]
    handed_over = (HANDED_OVER[kind],) if kind in HANDED_OVER else ()

    bodies = draw(*OF_EACH.get(kind, ()), text="Words.", artifacts=handed_over)

    assert [word for word in words if word not in str(bodies)] == []
    assert words


def test_every_control_and_artifact_is_documented() -> None:
    assert set(NATIVES) == {*OF_EACH, *HANDED_OVER}


@pytest.mark.parametrize("kind", OF_EACH)
def test_every_control_fits_discords_own_description(kind: str) -> None:
    (body,) = draw(*OF_EACH[kind], text="Words.")

    check(body)
    assert violations("MessageCreateRequest", body) == []


def test_every_limit_says_what_happens_beyond_it() -> None:
    table = DiscordPlatform().limits.table

    assert all(limit.most > 0 and limit.unit and limit.beyond and limit.source for limit in table)
    assert len({limit.what for limit in table}) == len(table) > 15
