"""Uploads: files and pictures given to Slack in three steps, or shown as text where it takes none."""

import logging

import msgspec
from slack_sdk.web.async_client import AsyncWebClient

from adapters.shared.drawing import chart_text
from adapters.shared.platform import UPLOADS, Body
from adapters.shared.uploads import Upload, csv_text, rendered
from adapters.slack.errors import OF_ONE_PLACE, translated
from adapters.slack.sent import Sent
from adapters.slack.text import escape, unfencing
from core.artifacts import Artifact, Chart, File, Image
from core.controls import Table
from core.errors import PlatformError, PlatformUnreachable, RateLimited, Unauthorized
from core.events import Inbound

log = logging.getLogger(__name__)

FILE = "file:"
"""Begins the ids of messages that are an upload; behind it stands the file's id."""
_FOR_GOOD = ("missing_scope", "not_allowed_token_type", "no_permission", "unknown_method", "file_uploads_disabled")
_GONE = ("file_not_found", "file_deleted")
_PAGE = 11_500
"""Characters of a file's text in one message: a `markdown` block takes 12,000 with its fences."""
_PAGES = 10
"""Messages that a file's text may become."""


class Uploads:
    """Uploads files; one whose last step was in doubt is looked for before it is given again."""

    def __init__(self, client: AsyncWebClient, sent: Sent) -> None:
        self._client, self._sent = client, sent
        self._begun: dict[str, str] = {}
        """The file that may have been posted already, by the key of its message."""
        self._known: set[str] = set()
        self._refused = False

    async def send(self, to: Inbound, body: Body, key: str, *, again: bool) -> str | None:
        """Upload the body's one file and return the message's id; None where Slack takes no files of ours.

        `again` says that an earlier run may have done it. Raises PlatformUnreachable, Unauthorized.
        """
        if self._refused:
            return None
        description = body[UPLOADS][0]
        upload = await rendered(description)
        try:
            file = await self._there(to, upload, key, again=again)
            if file is None:
                file = self._begun.get(key) or await self._given(upload, str(description.get("title", "")))
                await self._post(to, file, upload, body["text"], key)
        except (PlatformUnreachable, Unauthorized):
            raise
        except PlatformError as error:
            self._learn(error)
            return None
        self._begun.pop(key, None)
        self._known.add(file)
        return FILE + file

    async def delete(self, native: str) -> None:
        """Take an upload away; one that is gone already is no error. Raises PlatformError."""
        try:
            with translated("files.delete"):
                await self._client.files_delete(file=native.removeprefix(FILE))
        except PlatformError as error:
            if not any(code in str(error) for code in _GONE):
                raise

    async def _there(self, to: Inbound, upload: Upload, key: str, *, again: bool) -> str | None:
        """Return the file that was posted under `key`, as far as that can be told."""
        begun = self._begun.get(key)
        try:
            if begun is not None:
                with translated("files.info"):
                    answer = await self._client.files_info(file=begun)
                return begun if any(answer["file"].get("shares", {}).values()) else None
            return await self._sent.file(to, upload.name, len(upload.data), self._known) if again else None
        except (PlatformUnreachable, Unauthorized):
            raise
        except PlatformError as error:
            return await self._unseen(to, upload, begun, error)

    async def _unseen(self, to: Inbound, upload: Upload, begun: str | None, error: PlatformError) -> str | None:
        """Look into the thread for a file Slack does not tell of; that it does not says nothing about uploads."""
        log.info("Slack does not tell of a file that may be there already: %s", error)
        if begun is None:
            return None
        try:
            return await self._sent.file(to, upload.name, len(upload.data), self._known)
        except (PlatformUnreachable, Unauthorized):
            raise
        except PlatformError as again:
            log.warning("a file whose upload had no answer may be there twice: %s", again)
            return None

    async def _given(self, upload: Upload, title: str) -> str:
        """Hand over the bytes and return the file's id; nobody sees it yet."""
        with translated("files.getUploadURLExternal"):
            answer = await self._client.files_getUploadURLExternal(
                filename=upload.name,
                length=len(upload.data),
                alt_txt=title if upload.is_picture and title else None,
            )
        session = self._client.session
        if session is None:
            raise PlatformError("Slack's port sends a file before the gateway was started.")
        with translated("a file's upload"):
            async with session.post(answer["upload_url"], data=upload.data) as taken:
                taken.raise_for_status()
        return str(answer["file_id"])

    async def _post(self, to: Inbound, file: str, upload: Upload, text: str, key: str) -> None:
        try:
            with translated("files.completeUploadExternal"):
                await self._client.files_completeUploadExternal(
                    files=[{"id": file, "title": upload.name}],
                    channel_id=to.origin["channel"],
                    thread_ts=to.origin.get("thread_ts"),
                    initial_comment=text or None,
                )
        except RateLimited:
            raise
        except PlatformUnreachable:
            self._begun[key] = file
            raise

    def _learn(self, error: PlatformError) -> None:
        self._refused = any(code in str(error) for code in _FOR_GOOD)
        if self._refused:
            log.warning(
                "Files are shown as text: %s Add the scope files:write and install the app anew."
                " It is not tried again.",
                error,
            )
        elif any(code in str(error) for code in OF_ONE_PLACE):
            raise error
        else:
            log.warning("a file is shown as text: %s", error)


def as_text(body: Body) -> list[Body]:
    """Return the messages that show a body's upload as text; what is beyond ten of them is counted."""
    description = body[UPLOADS][0]
    artifact: Artifact = msgspec.convert(description, Artifact)
    name = str(description["name"])
    match artifact:
        case File(text=text):
            return _pages(name, text)
        case Table():
            return _pages(name, csv_text(artifact))
        case Chart():
            return _pages(name, chart_text(artifact))
        case Image(title=title):
            said = escape(f"🖼 {title}: the picture could not be uploaded to Slack.")
            return [{"text": said, "blocks": [_section(said)]}]


def _pages(name: str, text: str) -> list[Body]:
    code = unfencing(text)
    pages = [code[at : at + _PAGE] for at in range(0, len(code), _PAGE)] or ["(empty)"]
    head = escape(f"📎 {name}")
    bodies: list[Body] = [
        {"text": head, "blocks": [_section(head), {"type": "markdown", "text": f"```\n{page}\n```"}]}
        for page in pages[:_PAGES]
    ]
    left = sum(map(len, pages[_PAGES:]))
    if left:
        said = escape(f"{name} could not be uploaded to Slack: {left:,} more characters of it are not shown.")
        bodies.append({"text": said, "blocks": [_section(said)]})
    return bodies


def _section(text: str) -> Body:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}
