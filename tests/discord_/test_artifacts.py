"""What a turn hands over: uploads in messages of their own, small tables as text."""

import re

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.discord.artifacts import Names
from adapters.discord.code import code
from adapters.shared.uploads import described, rendered
from bots.sandbox.discord.rules import check_message
from core.artifacts import Artifact, Chart, File, Image, Series
from core.controls import Counter, Table
from tests.discord_.seeing import check, draw, texts
from tests.discord_.specification import violations

CSV = File("report.csv", "text/csv", "name,age\nAnn,31\n")
CHART = Chart("Sales", "bar", ("Mon", "Tue"), (Series("beer", (2, 4)),))
IMAGE = Image("A cat", "image/png", b"\x89PNG")
BIG = Table("all", "All", ("name", "value"), tuple((f"row-{number}", "x" * 9) for number in range(300)), page=2)


def test_a_file_is_an_upload_with_a_file_component() -> None:
    words, body = draw(text="Here.", artifacts=(CSV,))

    assert texts(words) == ["Here."]
    assert body == {
        "flags": 32768,
        "components": [{"type": 13, "file": {"url": "attachment://report.csv"}}],
        "allowed_mentions": {"parse": []},
        "uploads": [{"kind": "file", "name": "report.csv", "media_type": "text/csv", "text": CSV.text}],
    }


def test_a_name_that_discord_would_change_is_shown_as_it_was() -> None:
    (body,) = draw(artifacts=(File("Übersicht Mai.csv", "text/csv", "a"),))

    assert texts(body) == ["📎 Übersicht Mai.csv"]
    assert body["components"][1]["file"] == {"url": "attachment://Ubersicht_Mai.csv"}
    assert body["uploads"][0]["name"] == "Ubersicht_Mai.csv"


def test_files_of_one_name_get_names_of_their_own() -> None:
    bodies = draw(artifacts=(CSV, CSV, File("Report.csv", "text/csv", "b")))

    assert [body["uploads"][0]["name"] for body in bodies] == ["report.csv", "report-2.csv", "Report-3.csv"]


@pytest.mark.parametrize(
    ("name", "kept"),
    [("日本.csv", "file.csv"), (".env", "file.env"), ("a..b", "a.b"), ("no ending", "no_ending"), ("-", "file")],
)
def test_names_are_what_discord_keeps(name: str, kept: str) -> None:
    assert Names()(name) == kept


def test_a_chart_is_a_picture_described_by_its_numbers() -> None:
    (body,) = draw(artifacts=(CHART,))

    numbers = f"Sales\nMon  {'█' * 12} 2\nTue  {'█' * 24} 4"
    assert body["components"] == [
        {"type": 12, "items": [{"media": {"url": "attachment://sales.png"}, "description": numbers}]}
    ]
    assert body["uploads"] == [{**described(CHART), "name": "sales.png"}]


def test_numbers_too_many_for_a_description_stand_below_as_well() -> None:
    labels = tuple(f"day {number}" for number in range(90))
    chart = Chart("Sales", "line", labels, (Series("beer", tuple(map(float, range(90)))),))

    picture, *further = draw(artifacts=(chart,))

    assert len(picture["components"][0]["items"][0]["description"]) == 1024
    shown = "\n".join(text for body in further for text in texts(body))
    assert re.findall(r"^day \d+ .* (\d+)$", shown, re.MULTILINE) == [str(number) for number in range(90)]


def test_an_image_has_its_title_above_it_and_as_its_description() -> None:
    (body,) = draw(artifacts=(IMAGE,))

    words, gallery = body["components"]
    assert words["content"] == "**A cat**"
    assert gallery == {"type": 12, "items": [{"media": {"url": "attachment://a-cat.png"}, "description": "A cat"}]}


def test_an_image_without_a_title_is_shown_all_the_same() -> None:
    (body,) = draw(artifacts=(Image(" ", "image/png", b"x"),))

    check(body)
    assert body["components"] == [{"type": 12, "items": [{"media": {"url": "attachment://file.png"}}]}]


def test_a_title_too_long_for_a_description_stands_whole_before_the_picture() -> None:
    title = "title " * 1000

    *before, body = draw(artifacts=(Image(title, "image/png", b"x"),))

    assert "".join(text for one in before for text in texts(one)) == f"**{title.strip()}**"
    assert len(body["components"][0]["items"][0]["description"]) <= 1024


def test_a_small_table_handed_over_is_whole_and_beside_the_words() -> None:
    (body,) = draw(text="Here.", artifacts=(Table("few", "Few", ("n",), tuple((n,) for n in range(30))),))

    _, table = texts(body)
    assert table.startswith("**Few**\n```\n n\n──\n")
    assert [int(line) for line in table.split("\n")[4:-1]] == list(range(30))
    assert "uploads" not in body


@pytest.mark.parametrize("table", [BIG, Table("wide", "All", ("name", "value"), (("row-0", "x" * 60),) * 3)])
def test_a_large_table_is_its_first_rows_and_a_csv_file_of_all(table: Table) -> None:
    (body,) = draw(artifacts=(table,))

    count = min(5, len(table.rows))
    title, start, note = texts(body)
    assert (title, note) == ("**All**", f"-# the first {count} of {len(table.rows)} rows, all of them in the file")
    assert start.count("row-") == count
    assert body["components"][-1] == {"type": 13, "file": {"url": "attachment://all.csv"}}
    assert len(body["uploads"][0]["rows"]) == len(table.rows)


def test_a_table_whose_rows_are_too_large_to_be_shown_is_a_file_alone() -> None:
    (body,) = draw(artifacts=(Table("t", "T", ("a",), (("word " * 9000,),)),))

    assert texts(body) == ["**T**", "-# all in the file"]


async def test_what_is_uploaded_can_be_rendered_under_its_new_name() -> None:
    for artifact in (File("Übersicht.csv", "text/csv", "a"), BIG, IMAGE):
        (body,) = draw(artifacts=(artifact,))
        (description,) = body["uploads"]

        upload = await rendered(msgspec.json.decode(msgspec.json.encode(description)))

        assert f"attachment://{upload.name}" in str(body["components"])
        assert upload.data


def test_uploads_stand_between_the_words_and_the_controls_each_in_its_own_message() -> None:
    bodies = draw(Counter("count", "Count"), text="Here.", artifacts=(CSV, CHART))

    assert [[component["type"] for component in body["components"]] for body in bodies] == [[10], [13], [12], [17]]
    assert [len(body.get("uploads", ())) for body in bodies] == [0, 1, 1, 0]


def test_nothing_is_handed_over_before_the_answer_is_complete() -> None:
    (body,) = draw(text="Here.", artifacts=(CSV,), done=False)

    assert texts(body) == ["Here."]


@pytest.mark.parametrize("artifact", [CSV, CHART, IMAGE, BIG])
def test_messages_with_uploads_fit_discords_own_description(artifact: Artifact) -> None:
    (body,) = draw(artifacts=(artifact,))

    check(body)
    assert violations("MessageCreateRequest", {name: value for name, value in body.items() if name != "uploads"}) == []


def test_backticks_inside_never_end_a_block() -> None:
    (block,) = code("```notes.md", ["```py", "````", "`````"])

    assert block["content"].count("```") == 2
    assert block["content"].replace("\u200b", "") == "```notes.md\n```\n```py\n````\n`````\n```"


@given(lines=st.lists(st.text(st.characters(exclude_characters="\n`"), max_size=9000), max_size=30))
def test_code_blocks_keep_every_line_and_discords_limits(lines: list[str]) -> None:
    blocks = code("title", lines)

    for block in blocks:
        check_message({"components": [block]}, flags=32768)
    inside = [block["content"].partition("```\n")[2].removesuffix("```").split("\n") for block in blocks]
    assert "".join("".join(part) for part in inside) == "".join(lines)


def test_a_head_stands_on_every_block() -> None:
    blocks = code("title", ["row " * 500] * 5, ["name"])

    assert len(blocks) > 2
    assert all(block["content"].startswith("title\n```\nname\n") for block in blocks)


def test_a_head_too_long_for_every_block_is_shown_once() -> None:
    blocks = code("title", ["row " * 500] * 5, ["h" * 3500])

    shown = "".join(block["content"] for block in blocks)
    assert (shown.count("h" * 3500), shown.count("row")) == (1, 2500)
