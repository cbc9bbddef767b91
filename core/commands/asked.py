"""What a command is asked, and what it answers."""

from collections.abc import Mapping
from typing import Protocol, runtime_checkable

from msgspec import Struct

from core.artifacts import Artifact
from core.controls import Control
from core.events import Action, AdminCommand, Person
from core.live import Live
from core.permissions import Verb


class Asked(Struct, frozen=True):
    """A command that somebody gave, or a click on the answer to one, by somebody who may."""

    inbound: AdminCommand | Action
    session: str
    """The conversation it is about."""
    live: Live | None
    """That conversation; None where there is none yet."""
    words: tuple[str, ...] = ()
    """What came after the command; empty for a click."""
    shown: tuple[Control, ...] = ()
    """The controls of the answer that was clicked; empty for a command."""

    @property
    def person(self) -> Person:
        """Return who asks."""
        return self.inbound.person

    @property
    def language(self) -> str:
        """Return the language they read."""
        return self.inbound.person.language

    @property
    def channel(self) -> str:
        """Return the channel it was said in."""
        return self.inbound.channel


class Answer(Struct, frozen=True):
    """What is shown to the one who asked."""

    text: str
    controls: tuple[Control, ...] = ()
    artifacts: tuple[Artifact, ...] = ()
    notice: str = ""
    live: Live | None = None
    """The conversation that was changed and is to be kept as it is now."""
    secret: bool = False
    """True for what is shown and kept nowhere; where a kill comes in between, it is to be asked for again."""


class Command(Protocol):
    """One command."""

    async def answer(self, asked: Asked) -> Answer:
        """Do what is asked. Raises TriviumError with a sentence for the one who asked."""


@runtime_checkable
class Clickable(Command, Protocol):
    """A command whose answer can be clicked."""

    async def press(self, asked: Asked, action: Action) -> Answer:
        """Do what a click on the answer asks. Raises TriviumError with a sentence for the one who asked."""


@runtime_checkable
class NeedsMore(Protocol):
    """A command that takes more than its own verb in some places."""

    def verb(self, asked: Asked) -> Verb:
        """Return what somebody must be allowed to do for it."""


@runtime_checkable
class Reaching(Protocol):
    """A command that may reach beyond the place where it is given."""

    def scope(self, asked: Asked) -> str:
        """Return the channel that it concerns, or EVERYWHERE."""


Commands = Mapping[str, Command]
"""Every command by its name."""
