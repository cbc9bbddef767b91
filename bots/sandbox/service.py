"""What every sandbox server offers beside its platform's wire protocol: a person's side of the chat."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Protocol, TypeAlias, runtime_checkable

from msgspec import Struct
from starlette.applications import Starlette

Snapshot: TypeAlias = dict[str, Any]
"""What a pane shows, as JSON; its form is the platform's own (see the pane's script in `static/`)."""

Changed: TypeAlias = Callable[[], None]


class Refused(Exception):
    """A person's act the platform would not take, such as a click on a message that is gone."""


class SentFile(Struct, frozen=True):
    """A file that somebody sent."""

    name: str
    media_type: str
    data: bytes


class Service(Protocol):
    """A fake platform: a wire protocol for bots, and these calls for the people in it.

    `user` and `place` are ids from `snapshot()["users"]` and `["places"]`; the first user is the admin.
    """

    @property
    def name(self) -> str:
        """Return `slack`, `discord` or `telegram`."""

    @property
    def app(self) -> Starlette:
        """Return the ASGI application that speaks the wire protocol."""

    @property
    def connected(self) -> int:
        """Return how many connections bots have open; 0 while nobody would hear."""

    def environment(self, base: str) -> dict[str, str]:
        """Return the settings that connect a bot to this server at `base` (`http://127.0.0.1:PORT`)."""

    def admin(self) -> str:
        """Return the first user as `ADMINS` names them: `{platform}:{user}`."""

    async def say(self, user: str, place: str, text: str, files: Sequence[SentFile] = ()) -> str:
        """Write `text` as that user, with files, and return the place where the talk goes on (a new thread, say).

        A text that begins with `/` is given the way the platform gives commands.
        """

    async def click(self, user: str, place: str, message: str, control: str, value: str = "") -> None:
        """Press the button with the id `control` (action id, custom id, callback data), or choose `value` there.

        A value is an option of a select, or a day (`2026-12-24`) where the platform has a date picker. Raises Refused.
        """

    async def submit(self, user: str, dialog: str, value: str) -> str:
        """Fill in and send one of `snapshot()["dialogs"]`; return what the platform says is wrong, empty if nothing.

        Raises Refused for a dialog that is not open for that user.
        """

    def file(self, file_id: str) -> SentFile:
        """Return a file of `messages[place][n]["files"]`. Raises Refused."""

    def snapshot(self) -> Snapshot:
        """Return all that a pane shows: `users`, `places`, `messages` by place, the places with a bot at `working`.

        A message may have `files` (`id`, `name`, `media_type` of each), `reactions` (emoji), and `streaming`, true
        while it grows. `dialogs` are the open ones: `id`, `user`, `title`, `label`, `value`, `placeholder`,
        `multiline`. `drafts` by place are texts that a bot is writing (`text`, `entities`).
        """

    def watch(self, changed: Changed) -> None:
        """Call `changed` after every change of the snapshot; what only time changes is not told."""


@runtime_checkable
class Stoppable(Protocol):
    """A platform that has a Stop button of its own."""

    async def stop(self, user: str, place: str) -> None:
        """Press the Stop button that the platform shows where a bot is at work. Raises Refused."""


class Shelf:
    """A JSON file that outlives the process, written whole at every change; none at all without a path."""

    def __init__(self, path: Path | None) -> None:
        self._path = path

    def load(self) -> dict[str, Any]:
        """Return what was kept, or an empty dict."""
        if self._path is None or not self._path.exists():
            return {}
        kept: dict[str, Any] = json.loads(self._path.read_text("utf-8"))
        return kept

    def keep(self, value: dict[str, Any]) -> None:
        """Write `value` so that a kill at any moment leaves either the old or the new."""
        if self._path is None:
            return
        fresh = self._path.with_suffix(".new")
        fresh.write_text(json.dumps(value), "utf-8")
        fresh.replace(self._path)
