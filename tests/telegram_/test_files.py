import pytest

from adapters.shared.platform import UPLOADS, Body
from adapters.telegram import uploads
from bots.sandbox.service import SentFile
from bots.sandbox.telegram.files import MEDIA
from core.artifacts import File, Image
from core.errors import PlatformError
from core.events import Attachment, Message
from core.view import View
from tests.telegram_.connected import ADA, GROUP, Hosts, Kept, called, message, polled, show, wrong_calls

PNG = b"\x89PNG\r\n\x1a\n" + bytes(100)


def picture(data: bytes = PNG, title: str = "A **cat**") -> Image:
    return Image(title, "image/png", data)


def only_upload(bodies: tuple[Body, ...]) -> Body:
    (body,) = (body for body in bodies if UPLOADS in body)
    return body


@pytest.fixture
def small_photos(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "LARGEST_PHOTO", len(PNG) - 1)


async def test_a_picture_is_sent_as_a_photo_with_its_title_below(hosts: Hosts) -> None:
    kept = Kept()

    async with polled(hosts, kept) as (sandbox, gateway):
        await show(sandbox, gateway, kept, View(id=5, artifacts=(picture(),), done=True))
        shown = sandbox.snapshot()["messages"][ADA][-1]
        (file,) = shown["files"]

        assert wrong_calls(sandbox) == []

    assert called(sandbox, "sendPhoto") == 1
    assert sandbox.file(file["id"]).data == PNG
    assert shown["native"]["caption"] == "A **cat**"
    assert shown["native"]["caption_entities"][0]["type"] == "bold"


async def test_a_file_is_sent_as_a_document_under_its_own_name(hosts: Hosts) -> None:
    kept = Kept()
    file = File("notes.md", "text/markdown", "# Grüße\n")

    async with polled(hosts, kept) as (sandbox, gateway):
        await show(sandbox, gateway, kept, View(id=5, artifacts=(file,), done=True))
        (sent,) = sandbox.snapshot()["messages"][ADA][-1]["files"]

        assert wrong_calls(sandbox) == []

    assert called(sandbox, "sendDocument") == 1
    assert sent["name"] == "notes.md"
    assert sandbox.file(sent["id"]).data.decode() == "# Grüße\n"


async def test_a_picture_too_large_for_a_photo_is_a_document(hosts: Hosts, small_photos: None) -> None:
    kept = Kept()

    async with polled(hosts, kept) as (sandbox, gateway):
        await show(sandbox, gateway, kept, View(id=5, artifacts=(picture(),), done=True))

    assert (called(sandbox, "sendPhoto"), called(sandbox, "sendDocument")) == (0, 1)


async def test_a_picture_that_telegram_cannot_read_as_a_photo_is_a_document(hosts: Hosts) -> None:
    kept = Kept()

    async with polled(hosts, kept) as (sandbox, gateway):
        await show(sandbox, gateway, kept, View(id=5, artifacts=(picture(b"no picture"),), done=True))

    assert (called(sandbox, "sendPhoto"), called(sandbox, "sendDocument")) == (1, 1)


async def test_what_stands_below_a_picture_can_change_and_an_equal_edit_is_no_error(hosts: Hosts) -> None:
    kept = Kept()

    async with polled(hosts, kept) as (sandbox, gateway):
        (native,) = await show(sandbox, gateway, kept, View(id=5, artifacts=(picture(),), done=True))
        body = only_upload(gateway.platform.draw(View(id=5, artifacts=(picture(title="A dog"),), done=True)))
        await gateway.port.edit(message(ADA), native, body)
        await gateway.port.edit(message(ADA), native, body)
        shown = sandbox.snapshot()["messages"][ADA][-1]
        await gateway.port.delete(message(ADA), native)

        assert wrong_calls(sandbox) == []

    assert (shown["native"]["caption"], len(shown["files"])) == ("A dog", 1)
    assert called(sandbox, "editMessageText") == 0
    assert native not in [one["id"] for one in sandbox.snapshot()["messages"][ADA]]


async def test_files_from_people_arrive_with_their_words_and_can_be_fetched(hosts: Hosts) -> None:
    kept = Kept()
    files = (SentFile("cat.png", "image/png", PNG), SentFile("sales.csv", "text/csv", b"a,b\n"))

    async with polled(hosts, kept) as (sandbox, gateway):
        await sandbox.say(ADA, ADA, "look", files)
        first, second = await kept.next(), await kept.next()
        assert isinstance(first, Message)
        assert isinstance(second, Message)
        data = [await gateway.port.fetch(one, one.attachments[0]) for one in (first, second)]

        assert wrong_calls(sandbox) == []

    assert (first.text, second.text) == ("look", "")
    assert [one.attachments[0].media_type for one in (first, second)] == ["image/jpeg", "text/csv"]
    assert second.attachments[0].name == "sales.csv"
    assert data == [PNG, b"a,b\n"]


async def test_in_a_group_a_picture_counts_only_with_a_mention_below_it(hosts: Hosts) -> None:
    kept = Kept()
    cat = SentFile("cat.png", "image/png", PNG)

    async with polled(hosts, kept) as (sandbox, _):
        await sandbox.say(ADA, GROUP, "my cat", [cat])
        await sandbox.say(ADA, GROUP, "@trivium_sandbox_bot what is this?", [cat])
        event = await kept.next()

    assert isinstance(event, Message)
    assert (event.text, len(event.attachments)) == ("what is this?", 1)


async def test_of_a_file_larger_than_the_core_takes_only_a_byte_more_is_fetched(
    hosts: Hosts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("adapters.telegram.downloads.LARGEST", 10)
    kept = Kept()

    async with polled(hosts, kept) as (sandbox, gateway):
        await sandbox.say(ADA, ADA, "", [SentFile("long.txt", "text/plain", b"x" * 50)])
        event = await kept.next()
        assert isinstance(event, Message)
        data = await gateway.port.fetch(event, event.attachments[0])

    assert len(data) == 11


async def test_a_file_that_is_gone_is_refused_for_good(hosts: Hosts) -> None:
    async with polled(hosts, Kept()) as (_, gateway):
        with pytest.raises(PlatformError, match="would not hand out a file"):
            await gateway.port.fetch(message(ADA), Attachment("a", "text/plain", 1, "nowhere"))


@pytest.mark.parametrize("path", ["../../secrets", "", "/etc/hostname"])
async def test_a_file_is_fetched_from_telegrams_own_addresses_only(
    hosts: Hosts, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    async with polled(hosts, Kept()) as (_, gateway):
        answer = {"file_id": "f", "file_unique_id": "f", "file_path": path}
        monkeypatch.setitem(MEDIA, "getfile", lambda *_: answer)
        with pytest.raises(PlatformError, match="no address of its own"):
            await gateway.port.fetch(message(ADA), Attachment("a", "text/plain", 1, "f"))
