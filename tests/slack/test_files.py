"""Files that people send: told of with their message, fetched with the bot's token, and from Slack alone."""

import pytest
from msgspec.structs import replace
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack import files
from adapters.slack.files import downloaded
from bots.sandbox.service import SentFile, Shelf
from bots.sandbox.slack.server import SlackSandbox
from core.errors import PlatformError
from core.events import Message
from tests.slack.connected import Connected, over_socket

NOTES = SentFile("notes.txt", "text/plain", b"All is well.")
PICTURE = SentFile("dot.png", "image/png", b"\x89PNG....")


@pytest.fixture
def sandbox() -> SlackSandbox:
    return SlackSandbox(Shelf(None))


async def sent(both: Connected, *some: SentFile, text: str = "", channel: str = "D1") -> Message:
    await both.sandbox.say("U1", channel, text, some)
    message = await both.inbox.next()
    assert isinstance(message, Message)
    return message


async def test_a_file_is_told_of_and_fetched(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        message = await sent(both, NOTES, PICTURE, text="look")

        fetched = [await both.gateway.port.fetch(message, one) for one in message.attachments]

        assert message.text == "look"
        assert [(a.name, a.media_type, a.size) for a in message.attachments] == [
            ("notes.txt", "text/plain", 12),
            ("dot.png", "image/png", 8),
        ]
        assert fetched == [NOTES.data, PICTURE.data]


async def test_files_without_words_are_a_message(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        message = await sent(both, NOTES)

        assert (message.text, len(message.attachments)) == ("", 1)


async def test_a_mention_with_a_file_arrives_twice_as_the_same_event(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        first = await sent(both, NOTES, text="@trivium", channel="C1")

        assert await both.inbox.next() == first
        assert (first.text, len(first.attachments)) == ("", 1)


async def test_the_apps_own_upload_is_no_message_for_it(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        message = await sent(both, NOTES)
        body = {"text": "", "uploads": [{"kind": "file", "name": "a.txt", "media_type": "text/plain", "text": "a"}]}

        await both.gateway.port.send(message, body, key="k/0", private=False)
        await sandbox.say("U1", "D1", "next")

        following = await both.inbox.next()
        assert isinstance(following, Message)
        assert following.text == "next"


async def test_no_more_is_fetched_than_is_looked_at(sandbox: SlackSandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LARGEST", 1_000)
    async with over_socket(sandbox) as both:
        message = await sent(both, SentFile("big.txt", "text/plain", b"x" * 100_000))

        assert len(await both.gateway.port.fetch(message, message.attachments[0])) == 1_001


@pytest.mark.parametrize(
    "ref",
    [
        "https://example.org/secret",
        "http://files.slack.com/a",
        "https://files.slack.com.example.org/a",
        "https://evilslack.com/a",
        "http://127.0.0.1:1/files/F1/a",
        "notes.txt",
        "",
    ],
)
async def test_the_token_is_shown_to_slack_alone(sandbox: SlackSandbox, ref: str) -> None:
    async with over_socket(sandbox) as both:
        message = await sent(both, NOTES)

        with pytest.raises(PlatformError, match="so it is not fetched"):
            await both.gateway.port.fetch(message, replace(message.attachments[0], ref=ref))


async def test_a_file_that_is_not_handed_over_is_one_sentence(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        message = await sent(both, NOTES)
        stranger = AsyncWebClient("xoxb-wrong", base_url=f"{both.base}/api/")
        own = both.gateway.port._client

        with pytest.raises(PlatformError, match=r"status 404.*files:read"):
            await both.gateway.port.fetch(message, replace(message.attachments[0], ref=f"{both.base}/files/F9/a"))
        stranger.session = own.session
        with pytest.raises(PlatformError, match=r"status 307.*files:read"):
            await downloaded(stranger, message.attachments[0].ref)


async def test_a_file_known_by_its_id_is_looked_up(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        message = await sent(both, NOTES)
        (attachment,) = message.attachments
        file_id = attachment.ref.split("/files/")[1].split("/")[0]

        assert await both.gateway.port.fetch(message, replace(attachment, ref=f"id:{file_id}")) == NOTES.data
