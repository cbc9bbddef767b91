"""Files that come with a message: fetched within limits, given to the nodes that think, named in the history."""

import asyncio
from pathlib import Path

import pytest
from msgspec.structs import replace

from core.attachments import LARGEST, LONGEST_TEXT, Attached, fetched
from core.errors import PlatformError
from core.events import Attachment, Message
from tests.core.desk import desk, words
from tests.models import ScriptedModel
from tests.shared.paper import PaperPort
from tests.waiting import until

NOTES = Attachment("notes.txt", "text/plain; charset=utf-8", 5, "f1")
PICTURE = Attachment("cat.png", "image/png", 4, "f2")


def message(*files: Attachment, text: str = "look") -> Message:
    plain = words(text)
    return Message(
        event=plain.event,
        session=plain.session,
        channel=plain.channel,
        person=plain.person,
        at=0.0,
        text=text,
        attachments=files,
    )


async def taken(*files: Attachment, **contents: bytes) -> tuple[Attached, ...]:
    async def fetch(_: Message, file: Attachment) -> bytes:
        return contents[file.ref]

    return await fetched(message(*files), fetch)


async def test_a_text_is_read_and_a_picture_kept_as_it_is() -> None:
    notes, picture = await taken(NOTES, PICTURE, f1=b"\xef\xbb\xbfhello", f2=b"\x89PNG")

    assert notes == Attached("notes.txt", "text/plain", 8, text="hello")
    assert picture == Attached("cat.png", "image/png", 4, data=b"\x89PNG")


async def test_a_text_that_is_not_utf_8_is_read_as_far_as_it_goes() -> None:
    (notes,) = await taken(NOTES, f1=b"caf\xe9")

    assert notes.text == "caf\N{REPLACEMENT CHARACTER}"


async def test_a_long_text_is_cut_with_a_word_about_it() -> None:
    (notes,) = await taken(NOTES, f1=b"x" * (LONGEST_TEXT + 7))

    assert notes.text == "x" * LONGEST_TEXT + "\n[… 7 more characters are left out]"


@pytest.mark.parametrize(
    ("file", "content", "problem"),
    [
        (Attachment("film.mp4", "video/mp4", 9, "f1"), b"", "files of this kind cannot be read"),
        (Attachment("big.txt", "text/plain", LARGEST + 1, "f1"), b"", "it is larger than 8,000,000 bytes"),
        (Attachment("lie.txt", "text/plain", 3, "f1"), b"x" * (LARGEST + 1), "it is larger than 8,000,000 bytes"),
    ],
)
async def test_what_cannot_be_used_is_there_with_the_reason(file: Attachment, content: bytes, problem: str) -> None:
    (attached,) = await taken(file, f1=content)

    assert (attached.problem, attached.text, attached.data) == (problem, "", b"")


async def test_more_than_five_files_are_named_and_not_fetched() -> None:
    files = await taken(*[NOTES] * 7, f1=b"hello")

    assert [file.problem for file in files] == [""] * 5 + ["only 5 files of a message are read"] * 2


async def test_files_of_a_kind_known_by_their_name_are_read() -> None:
    (file,) = await taken(Attachment("data.CSV", "application/octet-stream", 3, "f1"), f1=b"a,b")

    assert file.text == "a,b"


async def test_a_file_that_does_not_arrive_in_time_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.attachments._PATIENCE", 0.01)

    async def fetch(_: Message, __: Attachment) -> bytes:
        await asyncio.sleep(60)
        return b""

    (file,) = await fetched(message(NOTES), fetch)

    assert file.problem == "it did not arrive in time"


async def test_the_thinker_gets_the_files_and_the_history_their_names(tmp_path: Path) -> None:
    model, port = ScriptedModel(), PaperPort()
    port.files = {"f1": b"hello"}
    async with desk(tmp_path / "trivium.db", model, port) as here:
        await here.sessions.accept(message(NOTES, text="what is in it?"))
        await here.quiet()

        state = here.runtime().to_state()

    (asked,) = model.prompts("thinker")
    assert asked.attachments == (Attached("notes.txt", "text/plain", 5, text="hello"),)
    line = "what is in it?\n[attached: notes.txt (text/plain, 5 bytes)]"
    assert asked.text == line
    assert state["history"][0]["content"] == line
    assert all(p.attachments == () for p in model.prompts("output"))


async def test_files_without_words_are_a_message_too(tmp_path: Path) -> None:
    model, port = ScriptedModel(), PaperPort()
    port.files = {"f1": b"hello"}
    async with desk(tmp_path / "trivium.db", model, port) as here:
        await here.sessions.accept(message(NOTES, text=""))
        await here.quiet()

    assert [p.text for p in model.prompts("thinker")] == ["[attached: notes.txt (text/plain, 5 bytes)]"]


async def test_a_file_that_cannot_be_had_does_not_end_the_turn(tmp_path: Path) -> None:
    model, port = ScriptedModel(), PaperPort()
    port.failures = [PlatformError("The file is gone.")]
    async with desk(tmp_path / "trivium.db", model, port) as here:
        await here.sessions.accept(message(NOTES))
        await here.quiet()

    (asked,) = model.prompts("thinker")
    assert asked.attachments[0].problem == "The file is gone."
    assert "not read: The file is gone." in asked.text
    assert len(port.posted) == 1


async def test_a_stop_while_files_are_fetched_ends_the_turn(tmp_path: Path) -> None:
    model, port = ScriptedModel(), PaperPort()
    async with desk(tmp_path / "trivium.db", model, port, graph="v3") as here:
        port.files["f1"] = b"notes"
        port.slow = asyncio.Event()
        notes = Attachment("notes.txt", "text/plain", 5, "f1")
        await here.sessions.accept(replace(words("read this"), attachments=(notes,)))
        await until(lambda: "fetch" in port.calls)
        await here.sessions.accept(words("stop"))
        port.slow.set()
        await here.quiet()

    assert model.prompts("thinker") == []
    assert "Stopped." in "".join(str(body["text"]) for body in port.posted.values())
