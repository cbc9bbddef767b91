import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.shared.drawing import chart_text
from adapters.telegram.draw import draw
from bots.sandbox.telegram.params import Params
from bots.sandbox.telegram.rules import content_of, utf16
from core.artifacts import Artifact, Chart, File, Series
from core.view import View
from tests.telegram_.specification import violations
from tests.telegram_.test_drawing import COUNTER, EVERYTHING, LABEL, LONG_TABLE, TABLE, piece

CHART = Chart("Pay", "bar", ("Ada", "Ben"), (Series("2025", (1200, 90)), Series("2026", (1300, 95.5))))
FILE = File("pay.csv", "text/csv", "name,pay\nAda,1200\n")
ALL: tuple[Artifact, ...] = (TABLE, CHART, FILE)


def handed(*artifacts: Artifact) -> View:
    return View(id=36, text="Done.", artifacts=artifacts, done=True)


def test_a_table_that_is_handed_over_is_whole_and_has_no_buttons() -> None:
    bodies = draw(handed(LONG_TABLE))

    together = "".join(body["text"] for body in bodies)
    assert len(bodies) > 1
    assert together.startswith("Done.\n\nLog\n")
    assert all(f"\n{n:>3}  xxx" in together for n in range(200))
    assert all(piece(body, "pre") for body in bodies)
    assert not any("reply_markup" in body for body in bodies)
    assert "rows" not in together


def test_a_chart_is_bars_in_a_code_block() -> None:
    (body,) = draw(handed(CHART))

    assert piece(body, "pre") == [chart_text(CHART)]
    assert body["text"] == f"Done.\n\n{chart_text(CHART)}"


def test_a_file_is_its_name_and_its_text_in_a_code_block() -> None:
    (body,) = draw(handed(FILE))

    assert body["text"] == "Done.\n\n📎 pay.csv\nname,pay\nAda,1200\n"
    assert piece(body, "pre") == ["name,pay\nAda,1200\n"]


def test_a_files_name_is_code_so_that_telegram_makes_no_link_of_it() -> None:
    (body,) = draw(handed(File("notes.md", "text/markdown", "")))

    assert body["text"] == "Done.\n\n📎 notes.md"
    assert piece(body, "code") == ["notes.md"]


def test_a_file_is_shown_as_it_is_written() -> None:
    text = "@cache\n**x** _y_ <b>z</b> `t`\n```\nfence\n```\n"

    (body,) = draw(handed(File("code.py", "text/x-python", text)))

    assert piece(body, "pre") == [text]


def test_a_long_file_is_split_over_messages_without_losing_a_character() -> None:
    text = "".join(f"{n};🙂 @name line of text\n" for n in range(20_000))

    bodies = draw(handed(File("long.csv", "text/csv", text)))

    assert "".join(block for body in bodies for block in piece(body, "pre")) == text
    assert all(utf16(body["text"]) <= 4096 for body in bodies)


def test_artifacts_stand_in_their_order_between_the_answer_and_what_its_controls_say() -> None:
    (body,) = draw(View(id=36, text="Done.", controls=(LABEL, COUNTER), artifacts=ALL, done=True))

    places = [body["text"].index(words) for words in ("Done.", "Staff", "Pay\n", "📎 pay.csv", "City: Zürich")]
    assert places == sorted(places)
    assert "reply_markup" in body


def test_an_artifact_alone_is_a_message() -> None:
    (body,) = draw(View(id=36, artifacts=(FILE,), done=True))

    assert body["text"].startswith("📎 pay.csv\n")


@pytest.mark.parametrize("artifact", ALL, ids=lambda artifact: type(artifact).__name__)
def test_every_artifact_is_taken_by_the_sandbox_and_fits_the_bot_apis_description(artifact: Artifact) -> None:
    (body,) = draw(handed(artifact))

    content_of(Params(body))
    assert violations("sendMessage", {"chat_id": 1, **body}) == []


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.builds(File, st.just("a.txt"), st.just("text/plain"), st.text(max_size=9000)), max_size=3),
    st.lists(st.sampled_from((*ALL, LONG_TABLE)), max_size=3),
    st.booleans(),
)
def test_whatever_is_handed_over_is_taken_by_the_sandbox(
    files: list[Artifact], others: list[Artifact], done: bool
) -> None:
    bodies = draw(View(id=36, controls=EVERYTHING, artifacts=(*files, *others), done=done))

    for body in bodies:
        assert content_of(Params(body))["text"] == body["text"]
    assert "reply_markup" in bodies[-1]
