import pytest

from adapters.shared.uploads import described
from adapters.telegram.draw import draw
from bots.sandbox.telegram.params import Params
from bots.sandbox.telegram.rules import caption_of, content_of, utf16
from core.artifacts import Artifact, Chart, File, Image, Series
from core.controls import Table
from core.view import View
from tests.telegram_.specification import violations
from tests.telegram_.test_drawing import COUNTER, LABEL, TABLE, piece

CHART = Chart("Pay", "bar", ("Ada", "Ben"), (Series("2025", (1200, 90)), Series("2026", (1300, 95.5))))
FILE = File("pay.csv", "text/csv", "name,pay\nAda,1200\n")
IMAGE = Image("A cat", "image/png", b"png")
LOG = Table("log", "Log", ("n", "what"), tuple((n, f"line {n}") for n in range(63)))
WIDE = Table("wide", "Wide", ("n", "what"), tuple((n, f"{n}" + "x" * 99) for n in range(5)))
ALL: tuple[Artifact, ...] = (TABLE, CHART, FILE, IMAGE, LOG)


def handed(*artifacts: Artifact) -> View:
    return View(id=36, text="Done.", artifacts=artifacts, done=True)


def test_a_small_table_that_is_handed_over_is_whole_in_the_text() -> None:
    (body,) = draw(handed(TABLE))

    assert piece(body, "pre") == ["name   pay\n────  ────\nAda   1200\nBen     90"]
    assert body["text"].startswith("Done.\n\nStaff\n")


def test_a_long_table_that_is_handed_over_is_its_first_rows_and_a_file_with_all() -> None:
    text, upload = draw(handed(LOG))

    assert len(piece(text, "pre")[0].split("\n")) == 22
    assert text["text"].endswith("\nrows 1–20 of 63; the whole table is in the file")
    assert upload == {
        "caption": "Log",
        "caption_entities": [{"type": "bold", "offset": 0, "length": 3}],
        "uploads": [described(LOG)],
    }


def test_a_wide_table_that_is_handed_over_is_a_line_a_cell_shortened_and_a_file_with_all() -> None:
    text, upload = draw(handed(WIDE))

    assert piece(text, "pre") == []
    assert f"n: 0\nwhat: 0{'x' * 58}…\n\nn: 1\nwhat: 1" in text["text"]
    assert text["text"].endswith("\nrows 1–3 of 5; the whole table is in the file")
    assert upload["uploads"] == [described(WIDE)]


def test_a_wide_table_that_is_a_control_is_a_line_a_cell_whole() -> None:
    (body,) = draw(View(id=36, text="Done.", controls=(WIDE,), done=True))

    assert body["text"].startswith(f"Done.\n\nWide\nn: 0\nwhat: 0{'x' * 99}\n\nn: 1\n")
    assert "…" not in body["text"]


@pytest.mark.parametrize(("artifact", "caption"), [(CHART, "Pay"), (IMAGE, "A cat"), (FILE, "")])
def test_charts_pictures_and_files_are_messages_of_their_own(artifact: Artifact, caption: str) -> None:
    text, upload = draw(handed(artifact))

    assert text["text"] == "Done."
    assert set(upload) == {"caption", "caption_entities", "uploads"}
    assert (upload["caption"], upload["uploads"]) == (caption, [described(artifact)])


def test_an_empty_file_is_said_to_be_empty_since_telegram_takes_none() -> None:
    (body,) = draw(handed(File("notes.md", "text/markdown", "")))

    assert body["text"] == "Done.\n\n📎 notes.md: an empty file"
    assert piece(body, "code") == ["notes.md"]


def test_a_title_too_long_for_a_caption_is_whole_in_the_message_before() -> None:
    text, upload = draw(handed(Image("🙂" * 900, "image/png", b"png")))

    assert text["text"] == "Done.\n\n" + "🙂" * 900
    assert upload["caption"].endswith("🙂…")
    assert utf16(upload["caption"]) <= 1024


def test_a_caption_calls_nobody() -> None:
    _, upload = draw(handed(Image("ask @ada_l /stop", "image/png", b"png")))

    assert upload["caption"] == "ask @\u2060ada_l /\u2060stop"
    assert upload["caption_entities"] == [{"type": "bold", "offset": 0, "length": 18}]


def test_artifacts_stand_in_their_order_between_the_answer_and_the_controls_with_the_buttons_last() -> None:
    bodies = draw(View(id=36, text="Done.", controls=(LABEL, COUNTER), artifacts=ALL, done=True))

    kinds = [body["uploads"][0].get("kind") if "uploads" in body else body["text"].split("\n")[0] for body in bodies]
    assert kinds == ["Done.", "chart", "file", "image", "Log", "table", "City: Zürich"]
    assert ["reply_markup" in body for body in bodies] == [False] * 6 + [True]


def test_controls_without_words_get_a_text_after_an_upload() -> None:
    *_, last = draw(View(id=36, text="Done.", controls=(COUNTER,), artifacts=(IMAGE,), done=True))

    assert last["text"] == "Counter"
    assert "reply_markup" in last


def test_an_artifact_alone_is_a_message_and_none_before_the_answer_is_complete() -> None:
    (body,) = draw(View(id=36, artifacts=(FILE,), done=True))

    assert "uploads" in body
    assert draw(View(id=36, artifacts=(FILE, TABLE))) == ()


@pytest.mark.parametrize("artifact", ALL, ids=lambda artifact: type(artifact).__name__)
def test_every_artifact_is_taken_by_the_sandbox_and_fits_the_bot_apis_description(artifact: Artifact) -> None:
    for body in draw(handed(artifact)):
        if "uploads" in body:
            sent = {"caption": body["caption"], "caption_entities": body["caption_entities"]}
            caption_of(Params(sent))
            assert violations("sendPhoto", {"chat_id": 1, "photo": "attach://0", **sent}) == []
        else:
            content_of(Params(body))
            assert violations("sendMessage", {"chat_id": 1, **body}) == []
