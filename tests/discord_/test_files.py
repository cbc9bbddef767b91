"""Files: uploaded once with the message that shows them, and fetched from where people sent them."""

from base64 import b64decode

import pytest
from msgspec.structs import replace

from adapters.discord import downloads
from bots.sandbox.service import SentFile
from core.artifacts import Chart, File, Image, Series
from core.errors import PlatformError, PlatformUnreachable
from core.events import Attachment, Message
from tests.discord_.connected import Home, connected
from tests.discord_.specification import violations

MESSAGES, MESSAGE = "POST /channels/{channel}/messages", "PATCH /channels/{channel}/messages/{message}"
CONTENT = "GET /attachments/{channel}/{file}/{name}"
PIXEL = b64decode("R0lGODlhAQABAAAAACwAAAAAAQABAAA=")
NOTES = File("notes.md", "text/markdown", "# Größe\r\n\n--boundary\n")
CHART = Chart("Beers", "bar", ("Mon", "Tue"), (Series("", (1.0, 2.0)),))


async def received(home: Home, *files: SentFile, text: str = "") -> Message:
    """Let Ada send files, and return what arrives."""
    await home.sandbox.say(home.ada, home.direct, text, files)
    message = await home.inbox.next()
    assert isinstance(message, Message)
    return message


async def test_a_file_is_uploaded_with_the_message_that_shows_it() -> None:
    async with connected() as home:
        await home.hand_over(NOTES)

        shown = home.shown(home.direct)[-1]
        ((name, media_type),) = [(file["name"], file["media_type"]) for file in shown["files"]]
        assert (name, media_type) == ("notes.md", "text/markdown")
        assert home.sandbox.file(shown["files"][0]["id"]).data == NOTES.text.encode()
        assert "attachment://notes.md" in str(shown["native"]["components"])


async def test_a_picture_and_a_chart_are_pictures_on_discord() -> None:
    async with connected() as home:
        await home.hand_over(Image("A dot", "image/gif", PIXEL))
        await home.hand_over(CHART)

        pictures = [home.sandbox.file(one["id"]) for m in home.shown(home.direct) for one in m.get("files", ())]
        assert [picture.media_type for picture in pictures] == ["image/gif", "image/png"]
        assert pictures[0].data == PIXEL
        assert pictures[1].data.startswith(b"\x89PNG")


async def test_an_upload_that_is_sent_again_under_its_key_is_there_once() -> None:
    async with connected() as home:
        asked, native, body = await home.hand_over(NOTES)

        again = await home.gateway.port.send(asked, body, key=f"{asked.event}/0", private=False)

        assert again == native
        assert len([shown for shown in home.shown(home.direct) if "files" in shown]) == 1


async def test_a_changed_message_keeps_its_attachment_and_uploads_nothing() -> None:
    async with connected() as home:
        asked, native, body = await home.hand_over(NOTES)
        before = home.shown(home.direct)[-1]["files"]
        changed = {**body, "components": [{"type": 10, "content": "Here:"}, *body["components"]]}

        await home.gateway.port.edit(asked, native, changed)

        shown = home.shown(home.direct)[-1]
        (edit,) = [call for call in home.sandbox.calls if call.route == MESSAGE]
        assert shown["files"] == before
        assert "Here:" in str(shown["native"]["components"])
        assert edit.files == ()
        assert violations("MessageEditRequestPartial", edit.body) == []


async def test_an_upload_fits_discords_own_description() -> None:
    async with connected() as home:
        await home.hand_over(NOTES)

        (call,) = [call for call in home.sandbox.calls if call.route == MESSAGES]
        assert call.files == ("notes.md",)
        (described,) = call.body["attachments"]
        assert described == {"id": 0, "filename": "notes.md"}
        # The library counts files in numbers, which Discord's reference shows too; its description has strings.
        assert violations("MessageCreateRequest", {**call.body, "attachments": [{**described, "id": "0"}]}) == []


async def test_a_rate_limited_upload_is_sent_again_whole() -> None:
    async with connected() as home:
        home.sandbox.faults.fail_next(MESSAGES, status=429, retry_after=0.05)

        await home.hand_over(NOTES)

        (file,) = home.shown(home.direct)[-1]["files"]
        assert home.sandbox.file(file["id"]).data == NOTES.text.encode()


async def test_what_people_send_arrives_as_bytes() -> None:
    async with connected() as home:
        message = await received(home, SentFile("dot.gif", "image/gif", PIXEL), SentFile("my notes", "text/x", b"hi"))

        dot, notes = message.attachments
        assert (message.text, dot.name, dot.media_type, dot.size) == ("", "dot.gif", "image/gif", len(PIXEL))
        assert await home.gateway.port.fetch(message, dot) == PIXEL
        assert await home.gateway.port.fetch(message, notes) == b"hi"


async def test_words_beside_a_file_stay_with_it() -> None:
    async with connected() as home:
        message = await received(home, SentFile("dot.gif", "image/gif", PIXEL), text="what is this?")

        assert (message.text, len(message.attachments)) == ("what is this?", 1)


async def test_a_bare_mention_with_a_file_is_no_greeting() -> None:
    async with connected() as home:
        await home.sandbox.say(home.ada, home.general, "@Trivium", [SentFile("dot.gif", "image/gif", PIXEL)])

        message = await home.inbox.next()

        assert isinstance(message, Message)
        assert (message.text, len(message.attachments)) == ("", 1)


async def test_no_more_of_a_file_is_read_than_can_be_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(downloads, "LARGEST", 100_000)
    async with connected() as home:
        message = await received(home, SentFile("large.txt", "text/plain", b"x" * 300_000))

        assert len(await home.gateway.port.fetch(message, message.attachments[0])) == 100_001


async def test_a_link_that_has_expired_is_asked_for_anew() -> None:
    async with connected() as home:
        message = await received(home, SentFile("dot.gif", "image/gif", PIXEL))
        home.sandbox.faults.fail_next(CONTENT, status=403)

        assert await home.gateway.port.fetch(message, message.attachments[0]) == PIXEL


async def test_a_file_that_is_gone_or_cannot_be_had_now_is_one_sentence() -> None:
    async with connected() as home:
        message = await received(home, SentFile("dot.gif", "image/gif", PIXEL))
        (dot,) = message.attachments

        home.sandbox.faults.fail_next(CONTENT, status=403, times=2)
        with pytest.raises(PlatformError, match=r"^Discord no longer has the file 'dot\.gif'\.$"):
            await home.gateway.port.fetch(message, dot)
        home.sandbox.faults.fail_next(CONTENT, status=500)
        with pytest.raises(PlatformUnreachable, match="failed to give out a file"):
            await home.gateway.port.fetch(message, dot)


@pytest.mark.parametrize(
    "address",
    [
        "http://cdn.discordapp.com/attachments/1/2/a.txt",
        "https://cdn.discordapp.com:8443/attachments/1/2/a.txt",
        "https://cdn.discordapp.com@evil.example/a.txt",
        "https://cdn.discordapp.com.evil.example/a.txt",
        "http://127.0.0.1:1/a.txt",
        "file:///etc/passwd",
        "/attachments/1/2/a.txt",
        "",
    ],
)
async def test_files_are_fetched_from_discords_own_hosts_only(address: str) -> None:
    async with connected() as home:
        message = replace(await received(home, text="hi"), attachments=())
        elsewhere = Attachment("a.txt", "text/plain", 1, address)

        with pytest.raises(PlatformError, match="not where Discord keeps files"):
            await home.gateway.port.fetch(message, elsewhere)
