"""People who talk: each conversation asks and clicks without end, and keeps account of it."""

import asyncio
import random
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import TypeAlias

from msgspec import Struct

from bots.sandbox.discord.world import ADA, ADA_DM, BEN, BEN_DM, GENERAL
from bots.sandbox.service import Refused, Service
from bots.sandbox.telegram.world import GROUP
from tests.torture.evidence import COUNTER, Question, Talk, question
from tests.torture.eyes import Eyes

_UNANSWERED = 4
"""Questions that one conversation has open at the most: who gets no answer stops asking after a while."""
_ASKS = 0.55
_BURST = 3
_CLICKS_IN_VAIN = 0.2
"""How often somebody clicks though nobody is there to answer; of words there are as many as ever."""
_NOT_SENT = ("That", "There")
"""How a refusal begins where the click never left the person's hands: the message or the button is gone."""

Note: TypeAlias = Callable[[str], None]
"""Keeps a line for those who look into a failure."""


class Opening(Struct, frozen=True):
    """Where a conversation is begun, by whom, and how the bot is called there."""

    user: str
    place: str
    call: str = ""
    always: bool = False
    """True where each message has to call the bot, not only the first."""


SPOTS = {
    "slack": (
        Opening("U1", "D1"),
        Opening("U2", "C1", "@trivium "),
        Opening("U2", "D2"),
        Opening("U1", "C1", "@trivium "),
    ),
    "discord": (Opening(ADA, GENERAL, "@Trivium "), Opening(BEN, GENERAL, "@Trivium ")),
}
"""Where a conversation more can be begun at any time."""
FIXED = {
    "discord": (Opening(ADA, ADA_DM), Opening(BEN, BEN_DM)),
    "telegram": (
        Opening("1001", "1001"),
        Opening("1002", "1002"),
        Opening("1002", str(GROUP["id"]), "@trivium_sandbox_bot ", always=True),
    ),
}
"""Where there is one conversation for ever."""


class Talker:
    """One conversation."""

    def __init__(
        self, service: Service, eyes: Eyes, opening: Opening, numbers: Iterator[int], chance: random.Random, note: Note
    ) -> None:
        self._service, self._eyes, self._opening = service, eyes, opening
        self._numbers, self._chance, self._note = numbers, chance, note
        self._questions: list[Question] = []
        self._clicks = self._acknowledged = 0
        self._tasks: set[asyncio.Task[None]] = set()
        self.place = opening.place

    @property
    def answered(self) -> bool:
        """Say whether the bot has begun to take part."""
        return self._eyes.counter(self.place) is not None

    async def talk(self, pause: float, late: float) -> None:
        """Begin within `late` seconds, and go on until cancelled, with about `pause` seconds between two acts."""
        await asyncio.sleep(self._chance.uniform(0, late))
        self.place = await self._say(COUNTER, self._opening.call)
        while True:
            await asyncio.sleep(self._chance.choice((0.03, self._chance.uniform(0, 3 * pause))))
            if not self.answered:
                continue
            if self._chance.random() < _ASKS:
                if self._open() < _UNANSWERED:
                    await self._say(question(next(self._numbers)), self._opening.call if self._opening.always else "")
            else:
                self._click()

    async def settle(self) -> None:
        """Return when the last click was answered, or refused."""
        if self._tasks:
            await asyncio.wait(self._tasks)

    def told(self) -> Talk:
        """Return the conversation as it was."""
        acknowledged = self._acknowledged
        if self._service.name == "discord":
            acknowledged = self._clicks - self._eyes.refusals(self.place)
        return Talk(
            self._service.name,
            self.place,
            tuple(self._questions),
            self._eyes.posts(self.place),
            self._clicks,
            acknowledged,
        )

    async def _say(self, asked: Question, call: str) -> str:
        self._questions.append(asked)
        place = await self._service.say(self._opening.user, self.place, call + asked.text)
        self._note(f"{self._service.name} {place}: {asked.text}")
        return place

    def _open(self) -> int:
        seen = "\n".join(post.words for post in self._eyes.posts(self.place, 80))
        return sum(asked.answer not in seen for asked in self._questions[-2 * _UNANSWERED :])

    def _click(self) -> None:
        """Press `+` on the newest message that has it, several times where chance wants it."""
        found = self._eyes.counter(self.place)
        if found is None or (not self._service.connected and self._chance.random() > _CLICKS_IN_VAIN):
            return
        for _ in range(self._chance.randint(1, _BURST)):
            task = asyncio.create_task(self._pressed(*found))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _pressed(self, message: str, control: str) -> None:
        self._clicks += 1
        where = f"{self._service.name} {self.place}: click on {control} of {message}"
        try:
            await self._service.click(self._opening.user, self.place, message, control)
        except Refused as refused:
            self._note(f"{where}: {refused}")
            if str(refused).startswith(_NOT_SENT):
                self._clicks -= 1
            return
        self._note(where)
        self._acknowledged += 1


def talkers(
    service: Service, eyes: Eyes, threads: int, numbers: Iterator[int], chance: random.Random, note: Note
) -> tuple[list[Talker], list[Talker]]:
    """Return the conversations on a platform: one in each place, and `threads` more where they can be begun."""
    spots = SPOTS.get(service.name, ())
    more = [spots[index % len(spots)] for index in range(threads)] if spots else []

    def talker(opening: Opening) -> Talker:
        return Talker(service, eyes, opening, numbers, random.Random(chance.random()), note)

    return list(map(talker, (*FIXED.get(service.name, ()), *spots))), list(map(talker, more))


async def ended(tasks: list[asyncio.Task[None]]) -> None:
    """Cancel tasks and wait for them; what went wrong in one is raised."""
    for task in tasks:
        task.cancel()
    for task in tasks:
        with suppress(asyncio.CancelledError):
            await task
