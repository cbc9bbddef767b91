"""What happens beyond each limit, in the cases in which a peer drops, cuts or throws."""

import pytest

from adapters.shared.platform import Body, Platform
from adapters.shared.tokens import decode, encode
from core.artifacts import Image
from core.controls import (
    Button,
    Control,
    Label,
    Machine,
    Option,
    Select,
    Table,
    Transition,
)
from core.view import View
from tests.drivers import all_buttons, options, said
from tests.test_any_view import OVER_ALL, PLATFORMS, bare, broken_rules, everything


def drawn(platform: Platform, *controls: Control, text: str = "", artifacts: tuple[Image, ...] = ()) -> list[Body]:
    """Return the bodies, after the platform's rules were held against them."""
    bodies = list(platform.draw(View(35, text, controls, artifacts, done=True)))
    assert [wrong for body in bodies for wrong in broken_rules(platform.name, body)] == []
    return bodies


def rows(platform: Platform, body: Body) -> list[int]:
    """Return how many buttons each row has."""
    if platform.name == "telegram":
        return [len(row) for row in body["reply_markup"]["inline_keyboard"]]
    if platform.name == "slack":
        return [len(block["elements"]) for block in body["blocks"] if block["type"] == "actions"]
    framed = [c for component in body["components"] for c in component.get("components", ())]
    return [len(row["components"]) for row in framed if row["type"] == 1]


def words(platform: Platform, bodies: list[Body]) -> str:
    return "".join(said(platform.name, body) for body in bodies)


BY_NAME = {platform.name: platform for platform in PLATFORMS}


@pytest.mark.parametrize(
    ("name", "six", "thirty"),
    [("slack", [6], [25, 5]), ("discord", [5, 1], [5] * 6), ("telegram", [6], [8, 8, 8, 6])],
)
def test_buttons_share_rows_as_the_platform_has_them(name: str, six: list[int], thirty: list[int]) -> None:
    platform = BY_NAME[name]
    buttons = [Button(f"b{n}", f"B{n}") for n in range(30)]

    (few,) = drawn(platform, *buttons[:6])
    (many,) = drawn(platform, *buttons)

    assert (rows(platform, few), rows(platform, many)) == (six, thirty)
    assert [label for label, _ in all_buttons(name, many)] == [f"B{n}" for n in range(30)]


def test_the_longest_button_data_fits_every_platform() -> None:
    longest = encode("a" * 24, "b" * 24, 36**13 - 1)

    assert len(longest.encode()) <= 64
    assert decode(longest) is not None


@OVER_ALL
def test_a_long_label_is_shortened_for_all_to_see_and_its_whole_text_is_there(platform: Platform) -> None:
    label = "word " * 20 + "end"

    (body,) = drawn(platform, Button("a", label))

    ((shown, _),) = all_buttons(platform.name, body)
    assert shown.endswith("…")
    assert len(shown) <= 80
    assert bare(label) in bare(said(platform.name, body))


@OVER_ALL
def test_buttons_of_one_id_are_told_apart_and_mean_the_same_control(platform: Platform) -> None:
    (body,) = drawn(platform, Button("a", "1"), Button("a", "2"))

    tokens = [data for _, data in all_buttons(platform.name, body)]
    if platform.name != "telegram":  # which tells buttons apart by nothing
        assert len(set(tokens)) == 2
    assert {decode(token).control for token in tokens if decode(token)} == {"a"}  # type: ignore[union-attr]


@OVER_ALL
def test_a_choice_of_two_is_native(platform: Platform) -> None:
    (body,) = drawn(platform, Select("s", "L", (Option("a", "A"), Option("b", "B"))), text="x")

    assert [label for label, _, _ in options(platform.name, body)] == ["A", "B"]


@OVER_ALL
def test_of_150_options_all_can_be_reached(platform: Platform) -> None:
    select = Select("s", "L", tuple(Option(f"a{n}", f"A{n:03}") for n in range(150)))
    drawn(platform, select)

    seen = " ".join(everything(platform, View(35, controls=(select,), done=True)))

    assert all(option.label in seen for option in select.options)


@OVER_ALL
@pytest.mark.parametrize("size", [300, 5_000, 6_000, 50_000])
def test_a_long_text_arrives_whole(platform: Platform, size: int) -> None:
    text = ("word " * size)[:size].strip()

    bodies = drawn(platform, text=text)

    assert words(platform, bodies).split() == text.split()


@pytest.mark.parametrize(
    ("name", "messages"), [("slack", (1, 1, 5)), ("discord", (2, 2, 13)), ("telegram", (2, 2, 13))]
)
def test_a_long_text_takes_as_few_messages_as_the_platform_allows(name: str, messages: tuple[int, ...]) -> None:
    sizes = [len(drawn(BY_NAME[name], text="word " * (size // 5))) for size in (5_000, 6_000, 50_000)]

    assert tuple(sizes) == messages


@OVER_ALL
def test_a_title_of_300_characters_is_whole(platform: Platform) -> None:
    title = ("word " * 60).strip()

    (body,) = drawn(platform, text=f"# {title}\n\nx")

    assert title in said(platform.name, body)


@OVER_ALL
def test_thirty_fields_are_in_one_message(platform: Platform) -> None:
    (body,) = drawn(platform, *(Label(f"k{n}", f"k{n}", f"v{n}") for n in range(30)))

    assert all(f"k{n}" in said(platform.name, body) and f"v{n}" in said(platform.name, body) for n in range(30))


@OVER_ALL
def test_sixty_paragraphs_are_in_one_message(platform: Platform) -> None:
    (body,) = drawn(platform, text="\n\n".join(f"line {n}" for n in range(60)))

    assert said(platform.name, body).split() == [word for n in range(60) for word in ("line", str(n))]


@OVER_ALL
@pytest.mark.parametrize("count", [2, 150])
def test_tables_are_native_or_aligned_and_every_row_can_be_reached(platform: Platform, count: int) -> None:
    table = Table("t", "T", ("A", "B", "C"), tuple((f"row{n}", "x", "y") for n in range(count)))
    bodies = drawn(platform, table)

    seen = " ".join(everything(platform, View(35, controls=(table,), done=True)))

    assert len(bodies) == 1
    assert all(f"row{n}" in seen for n in range(count))
    if platform.name == "slack":
        assert [block["type"] for block in bodies[0]["blocks"]] == ["data_table"]


@OVER_ALL
def test_an_image_is_uploaded(platform: Platform) -> None:
    *before, body = drawn(platform, text="x", artifacts=(Image("alt", "image/png", b"\x89PNG"),))

    assert [upload["title"] for upload in body["uploads"]] == ["alt"]
    assert len(before) == 1


@OVER_ALL
def test_what_is_not_possible_now_has_no_button(platform: Platform) -> None:
    door = Machine("door", "Door", ("shut", "open"), "shut", (Transition("close", "Close", "open", "shut"),))

    assert all(not all_buttons(platform.name, body) for body in drawn(platform, door))


@OVER_ALL
def test_a_label_is_shown_as_it_is_written(platform: Platform) -> None:
    (body,) = drawn(platform, Button("a", "{{emoji:thumbs_up}} :+1: ok"))

    assert [label for label, _ in all_buttons(platform.name, body)] == ["{{emoji:thumbs_up}} :+1: ok"]


@OVER_ALL
def test_a_long_code_block_is_code_in_every_message(platform: Platform) -> None:
    code = "x = 1\n" * 1_000

    bodies = drawn(platform, text=f"```py\n{code}```")

    assert bare(words(platform, bodies)).replace("py", "") == bare(code)
    for body in bodies:
        if platform.name == "telegram":
            assert {entity["type"] for entity in body["entities"]} == {"pre"}
        else:
            assert said(platform.name, body).count("```") == 2


@pytest.mark.parametrize(
    ("name", "form"),
    [("slack", "| A | B |\n|---|---|\n| 1 | 2 |"), ("discord", "```\nA  B"), ("telegram", "A")],
)
def test_a_markdown_table_is_shown_as_the_platform_can(name: str, form: str) -> None:
    (body,) = drawn(BY_NAME[name], text="| A | B |\n|---|---|\n| 1 | 2 |")

    assert form in said(name, body)
    if name == "telegram":
        assert [entity["type"] for entity in body["entities"]] == ["pre"]
