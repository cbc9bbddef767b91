"""A model's Markdown as Discord shows it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.discord.markdown import shown
from tests.discord_.seeing import draw, texts

TABLE = "| name | age |\n|------|----:|\n| Ann | 31 |\n| Bo | 4 |"
CODE = "```\nname  age\n────  ───\nAnn   31\nBo    4\n```"


def indented(text: str, by: str) -> str:
    return "\n".join(by + line for line in text.split("\n"))


def test_a_table_is_aligned_code() -> None:
    assert shown(f"Before\n\n{TABLE}\n\nAfter") == f"Before\n\n{CODE}\n\nAfter"


def test_a_table_without_empty_lines_around_it_is_aligned_code() -> None:
    assert shown(f"Before\n{TABLE}\nAfter it ![a](b)") == f"Before\n{CODE}\nAfter it ![a](b)"


def test_a_table_in_a_reply_is_shown_so() -> None:
    (body,) = draw(text=TABLE)

    assert texts(body) == [CODE]


def test_a_table_under_a_list_item_stays_there() -> None:
    assert shown(f"- item\n\n{indented(TABLE, '  ')}\n- next") == f"- item\n\n{indented(CODE, '  ')}\n- next"


def test_a_table_that_is_a_list_item_stays_one() -> None:
    first, *further = TABLE.split("\n")

    assert shown("\n".join([f"1. {first}", *(f"   {line}" for line in further)])) == "1. " + indented(
        CODE, "   "
    ).removeprefix("   ")


def test_a_table_in_a_quote_stays_there() -> None:
    assert shown(indented(TABLE, "> ")) == indented(CODE, "> ")


def test_a_table_in_a_fence_is_left_to_the_letter() -> None:
    fenced = f"```md\n{TABLE}\n#### no\n- [ ] no ![no](no)\n```"

    assert shown(fenced) == fenced
    assert shown(indented(f"- item\n{indented(fenced, '  ')}", "> ")) == indented(
        f"- item\n{indented(fenced, '  ')}", "> "
    )


def test_cells_are_plain_words_with_the_addresses_of_links() -> None:
    drawn = shown("| **a** | b |\n|---|---|\n| `x` *y* | [l](http://e.org) ![p](http://i) <http://u> |")

    assert drawn.split("\n")[3:-1] == ["x y  l (http://e.org) p (http://i) http://u"]


def test_cells_beyond_the_last_column_are_kept() -> None:
    assert "one" in shown("> | a | b |\n> |---|---|\n> | x | y | one | two |")
    assert shown("| a |\n|---|\n| x | y |").split("\n")[3] == "x | y"


def test_a_fence_in_a_cell_does_not_end_the_code() -> None:
    assert shown("| a |\n|---|\n| ``` |").count("```") == 2


def test_a_wide_table_is_lines_that_name_their_columns() -> None:
    drawn = shown(f"| one | two |\n|---|---|\n| a | {'word ' * 30}|\n| b | c |")

    assert drawn.split("\n") == ["```", "one: a", f"two: {'word ' * 30}".rstrip(), "", "one: b", "two: c", "```"]


@pytest.mark.parametrize(
    ("written", "drawn"),
    [
        ("# One", "# One"),
        ("### Three", "### Three"),
        ("#### Four", "**Four**"),
        ("###### Six ##", "**Six**"),
        ("#### The **best** one", "**The best one**"),
        ("#### `**kwargs`", "`**kwargs`"),
        ("> #### Four", "> **Four**"),
        ("####", "####"),
        ("#### ![a](http://b)", "**[a](http://b)**"),
        ("One\n===", "# One"),
        ("Two\nlines\n---\nwords", "## Two lines\nwords"),
        ("words\n\n---\n\nwords", "words\n\n---\n\nwords"),
    ],
)
def test_headings_are_those_that_discord_knows(written: str, drawn: str) -> None:
    assert shown(written) == drawn


@pytest.mark.parametrize(
    ("written", "drawn"),
    [
        ("a ![cat](http://e.org/c.png) b", "a [cat](http://e.org/c.png) b"),
        ('![cat](http://c.png "Tom")', '[cat](http://c.png "Tom")'),
        ("![](http://c.png)", "[image](http://c.png)"),
        ("![cat][c]\n\n[c]: http://c.png", "[cat](http://c.png)\n\n[c]: http://c.png"),
        ("[![badge](http://i)](http://l)", "[badge](http://l)"),
        ("`![a](b)` ![a](b)", "`![a](b)` [a](b)"),
        ("> - x ![a](b)\n>   ![c](d)", "> - x [a](b)\n>   [c](d)"),
        ("\\![a](b)", "\\![a](b)"),
    ],
)
def test_images_are_links(written: str, drawn: str) -> None:
    assert shown(written) == drawn


@pytest.mark.parametrize(
    ("written", "drawn"),
    [
        ("- [ ] todo\n- [x] done\n* [X] gone", "- ☐ todo\n- ☑ done\n* ☑ gone"),
        ("1. one\n   - [ ] deep", "1. one\n   - ☐ deep"),
        ("a [ ] b\n\n[x] c", "a [ ] b\n\n[x] c"),
        ("- [ ] see ![a](b)", "- ☐ see [a](b)"),
    ],
)
def test_tasks_are_signs(written: str, drawn: str) -> None:
    assert shown(written) == drawn


@pytest.mark.parametrize(
    "written",
    ["<b>x</b> &amp; <@1> @everyone", "a | b", "snake_case *x* **y** ||z||", "-# small\n> q\n>>> r", "\\*no\\* ~~s~~"],
)
def test_all_else_is_left_to_the_letter(written: str) -> None:
    assert shown(written) == written
    assert shown(f"{written}\n\n#### x") == f"{written}\n\n**x**"


@given(st.text("|-:# \n>*[]()!x`=1.", max_size=80))
def test_any_markdown_is_drawn(text: str) -> None:
    assert shown(text).count("x") >= text.count("x") - text.count("!") - text.count("[") - text.count("`")


@pytest.mark.parametrize("piece", ["![", "[", "> ", "- ", "`", "*a ", "| ", "|-|\n", "a | b\n|-|-|\n", "![a](b"])
def test_hostile_markdown_is_read_to_its_end(piece: str) -> None:
    assert shown("#### x\n\n![ " + piece * (10_000 // len(piece)) + "\n\n#### end").endswith("end**")
