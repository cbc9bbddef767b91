"""What somebody does for a verb, by an entry."""

from collections.abc import Awaitable, Callable
from itertools import count
from typing import TypeAlias

from core.permissions import Entry, Role, Verb
from tests.matrix.cast import ADA, BEN, CLEO
from tests.matrix.probes import is_set
from tests.matrix.stage import PATIENCE, Stage, Used
from tests.waiting import until

Cell: TypeAlias = tuple[Entry, Role, str, Verb]

WHO: dict[Role, str] = {"stranger": CLEO, "member": BEN, "admin": ADA}
SECRET = "xylophone"
BAITS: dict[Verb, str] = {
    "click": "+", "reset": "Undo", "continue": "1", "forget": "Forget it", "forget_shared": "Forget it", "graph": "v2",
}  # fmt: skip
"""The labels of what is clicked for a verb."""
_CONTROLS = "a counter called Score and a text field for the name"
_TIMER = "set a timer for 60 seconds"
_NUMBERS = count(3)


class Acts:
    """Does things on one platform, as one of its people."""

    def __init__(self, stage: Stage, code: Callable[[], Awaitable[str]]) -> None:
        """`code` gives a code with which somebody can be let in."""
        self.stage, self._code = stage, code
        self.homes: dict[str, str] = {}
        """Where somebody talks with us in direct messages."""
        self.rooms: dict[str, str] = {}
        """Where they talk with us before others."""

    def where(self, name: str, verb: Verb) -> str:
        """Return where somebody would do something."""
        return self.rooms[name] if verb == "forget_shared" else self.homes[name]

    async def command(self, name: str, place: str, text: str) -> None:
        """Give a command in the midst of a conversation, so that the answer is seen there."""
        if self.stage.platform == "slack":
            await self.stage.words(name, place, text)
        else:
            assert await self.stage.slash(name, place, text)

    async def settle_in(self, name: str, room: str = "") -> None:
        """Let somebody have a conversation of their own, with controls, and one where others are."""
        self.rooms[name] = room or self.rooms.get(name) or self.stage.ids.room
        self.homes.setdefault(name, self.stage.ids.direct[name])
        for places in (self.rooms, self.homes):
            before = self.stage.controls(name).get("+")
            places[name] = await self.stage.words(name, places[name], _CONTROLS)
            await self.stage.shown(name, "+", before)
            await until(lambda: self.stage.idle, PATIENCE)
        self.stage.talked_elsewhere(self.stage.person(name))

    async def fresh_controls(self, name: str, place: str) -> Used:
        """Let a conversation that began afresh show controls again; return the button of one."""
        before = self.stage.controls(name).get("+")
        await self.stage.words(name, place, _CONTROLS)
        return await self.stage.shown(name, "+", before)

    async def keep_busy(self, name: str, place: str) -> Used:
        """Have a timer run for somebody; return the button that stops it."""
        before = self.stage.controls(name).get("Stop")
        await self.stage.words(name, place, _TIMER)
        return await self.stage.shown(name, "Stop", before)

    async def bait(self, name: str, place: str, verb: Verb) -> Used:
        """Return what is clicked for a verb, after it was brought about."""
        if verb == "click":
            return await self.stage.shown(name, "+")
        before = self.stage.controls(name).get(BAITS[verb])
        await self.command(name, place, f"/{verb.partition('_')[0]}")
        return await self.stage.shown(name, BAITS[verb], before)

    async def text(self, entry: Entry, name: str, verb: Verb) -> str:
        """Return what is written for a verb."""
        typed = not (entry == "slash" and self.stage.platform == "discord")  # there only what is asked for can be given
        more = f" {SECRET}" if name == CLEO and typed else ""
        match verb:
            case "talk" if entry == "message":
                return f"what is 17 * {next(_NUMBERS)}?{more}"
            case "stop" if entry == "message":
                return "stop"
            case "click" if entry == "modal":
                return f"Zed{next(_NUMBERS)}"
            case "graph":
                return "/graph clear" if is_set(self.stage, "graph/") else "/graph v1"
            case "model":
                return "/model clear"
            case "trace":
                return "/trace on"
            case "pair":
                return f"/pair {await self._code()}"
            case "forget_shared":
                return f"/forget{more}"
            case _:
                return f"/{verb}{more}"
