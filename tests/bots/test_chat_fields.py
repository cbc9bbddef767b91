"""Fields, links, plans and pictures in the terminal's dialogue."""

import re
from pathlib import Path

from bots.chat.handed import artifact_lines
from core.artifacts import Image
from tests.bots.test_chat import chat

FIELDS = "a text field Name with at most 10 characters and a date field Due until 2026-12-31\n"


async def test_a_number_and_words_fill_a_field_in(tmp_path: Path) -> None:
    told = await chat(f'{FIELDS}#1 Ada Lov\n#2 2026-12-24\n#1 ""\n', cwd=tmp_path)

    assert re.findall(r"^\[1\] ✏️ Name: (.+)$", told, re.MULTILINE) == ["–", "Ada Lov", "Ada Lov", "–"]
    assert re.findall(r"^\[2\] 📅 Due: (.+)$", told, re.MULTILINE) == ["–", "–", "2026-12-24", "2026-12-24"]


async def test_a_value_that_cannot_be_is_told_and_changes_nothing(tmp_path: Path) -> None:
    told = await chat(f"{FIELDS}#1 Ada Lovelace\n#2 tomorrow\n#2 2027-01-01\n#1 Ada\n", cwd=tmp_path)

    for problem in (
        "(Name takes at most 10 characters.)",
        "(Due needs a day, as in 2026-12-31.)",
        "(Due cannot be after 2026-12-31.)",
    ):
        assert problem in told.splitlines()
    assert set(re.findall(r"^\[1\] ✏️ Name: (.+)$", told, re.MULTILINE)) == {"–", "Ada"}


async def test_a_fields_number_alone_says_how_it_is_filled_in(tmp_path: Path) -> None:
    told = await chat(f"{FIELDS}#2\n", cwd=tmp_path)

    assert told.rstrip().splitlines()[-1] == 'Write #2 and what to fill in, such as “#2 some words”; #2 "" empties it.'


async def test_words_behind_the_number_of_a_button_are_a_message(tmp_path: Path) -> None:
    told = await chat("a button Save\n#1 zebra\n", cwd=tmp_path)

    assert "“zebra”" in told


async def test_links_and_plans_stand_below_the_answer(tmp_path: Path) -> None:
    told = await chat(
        "a link Docs to https://docs.example and a plan Release with the steps build, test\nmark build as done\n",
        cwd=tmp_path,
    )

    assert "🔗 Docs: https://docs.example" in told.splitlines()
    assert "Release:\n  ✅ build\n  ⬜ test\n" in told


def test_a_picture_is_named_where_it_cannot_be_shown() -> None:
    (line,) = artifact_lines([Image("Dot", "image/png", b"1234")])

    assert line == "🖼 Dot (image/png, 4 B): a terminal cannot show pictures"
