"""Files: uploaded by the app in three steps or sent by people, and downloaded with the app's token."""

import json
from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from msgspec import Struct
from msgspec.structs import replace

from bots.sandbox.service import Refused, SentFile
from bots.sandbox.slack.arguments import Arguments, Methods, Result, required
from bots.sandbox.slack.payloads import file
from bots.sandbox.slack.room import Room
from bots.sandbox.slack.rules import SlackError
from bots.sandbox.slack.workspace import BOT_USER, CHANNELS, File, Workspace

_TYPES = {"png": "image/png", "jpg": "image/jpeg", "gif": "image/gif", "webp": "image/webp", "csv": "text/csv"}
_LARGEST = 1_000_000_000


class _Begun(Struct):
    name: str
    length: int
    taken: bool = False


class Drive:
    """The workspace's files."""

    def __init__(self, workspace: Workspace, room: Room) -> None:
        self._workspace, self._room = workspace, room
        self._begun: dict[str, _Begun] = {}
        self.base = ""
        """Where apps reach this server."""

    def methods(self) -> Methods:
        """Return the methods of the Web API that are about files."""
        return {
            "files.getUploadURLExternal": self._begin,
            "files.completeUploadExternal": self._complete,
            "files.info": self._info,
            "files.delete": self._delete,
        }

    def sent(self, files: Sequence[SentFile]) -> tuple[File, ...]:
        """Keep files that a person sends."""
        return tuple(self._kept(f"F{uuid4().hex[:10].upper()}", one) for one in files)

    def take(self, file_id: str, data: bytes) -> bool:
        """Take the bytes of an upload that has begun, and say whether they are what was announced."""
        begun = self._begun.get(file_id)
        if begun is None or len(data) != begun.length:
            return False
        self._workspace.store(file_id, data)
        begun.taken = True
        return True

    def found(self, file_id: str) -> SentFile:
        """Return a file that is in a message. Raises Refused."""
        shared, data = self._shared(file_id), self._workspace.stored(file_id)
        if shared is None or data is None:
            raise Refused("That file is gone.")
        return SentFile(shared.name, shared.media_type, data)

    def _kept(self, file_id: str, sent: SentFile) -> File:
        self._workspace.store(file_id, sent.data)
        url = f"{self.base}/files/{file_id}/{sent.name}"
        return File(file_id, sent.name, sent.media_type, len(sent.data), url)

    def _shared(self, file_id: str) -> File | None:
        posts = self._workspace.holding(file_id)
        return next((one for post in posts for one in post.files if one.id == file_id), None)

    def _begin(self, arguments: Arguments) -> Result:
        name, length = required(arguments, "filename"), int(arguments.get("length") or 0)
        if not 0 < length <= _LARGEST:
            raise SlackError("invalid_arguments", ("[ERROR] must be a number of bytes: length",))
        file_id = f"F{uuid4().hex[:10].upper()}"
        self._begun[file_id] = _Begun(name, length)
        return {"file_id": file_id, "upload_url": f"{self.base}/upload/{file_id}"}

    def _complete(self, arguments: Arguments) -> Result:
        wanted: list[dict[str, Any]] = json.loads(required(arguments, "files"))
        files: list[File] = []
        for one in wanted:
            begun, data = self._begun.get(one["id"]), self._workspace.stored(one["id"])
            if begun is None or not begun.taken or data is None:
                raise SlackError("file_not_found")
            media_type = _TYPES.get(begun.name.rpartition(".")[2], "text/plain")
            files.append(self._kept(one["id"], SentFile(begun.name, media_type, data)))
        if arguments.get("channel_id"):
            channel = self._workspace.channel(arguments["channel_id"])
            comment, thread = str(arguments.get("initial_comment") or ""), str(arguments.get("thread_ts") or "")
            self._room.write(BOT_USER, channel.id, comment, [], thread_ts=thread, files=tuple(files))
        return {"files": [{"id": one.id, "title": one.name} for one in files]}

    def _info(self, arguments: Arguments) -> Result:
        file_id = required(arguments, "file")
        begun, shared = self._begun.get(file_id), self._shared(file_id)
        if shared is None:
            if begun is None:
                raise SlackError("file_not_found")
            return {"file": {"id": file_id, "name": begun.name, "size": begun.length, "shares": {}}}
        shares: dict[str, dict[str, list[Result]]] = {}
        for post in self._workspace.holding(file_id):
            kind = "private" if CHANNELS[post.channel].kind == "im" else "public"
            shares.setdefault(kind, {}).setdefault(post.channel, []).append({"ts": post.ts})
        return {"file": {**file(shared, BOT_USER), "shares": shares}}

    def _delete(self, arguments: Arguments) -> Result:
        file_id = required(arguments, "file")
        posts = self._workspace.holding(file_id)
        if not posts:
            raise SlackError("file_not_found")
        if any(post.user != BOT_USER for post in posts):
            raise SlackError("cant_delete_file")
        for post in posts:
            left = tuple(one for one in post.files if one.id != file_id)
            if left or post.text:
                self._workspace.keep(replace(post, files=left))
            else:
                self._workspace.remove(post)
        self._workspace.store(file_id, None)
        return {}
