"""The gate: the one place that says who may do what."""

from collections.abc import Awaitable, Callable, Collection
from typing import assert_never

from msgspec import Struct

from core.events import Action, AdminCommand, Inbound, Message
from core.people import People
from core.permissions import ROLES, RULES, VERBS, Entry, Role, Verb, allowed
from core.pulse import pulse


class Visitor(Struct, frozen=True):
    """Somebody who comes, and how."""

    person: str
    """`{platform}:{user}`, or what stands for the one at a shell or a web page."""
    entry: Entry
    inbound: Inbound | None = None
    """What they did, where they came by a platform."""
    proven: bool = False
    """True where they have shown a secret of the operator's, or are at the operator's own shell."""


class House(Struct, frozen=True):
    """What the settings say of who may come in."""

    admins: frozenset[str] = frozenset()
    welcome: bool = False
    """True where strangers may talk with us in direct messages."""
    places: frozenset[str] = frozenset()
    """The channels and servers in which we talk; empty for all that we were invited to."""


EVERYWHERE = "default"
"""The scope of what reaches beyond the place where it is done; nobody is an admin there by a platform's word."""

Trusted = Callable[[Inbound], Awaitable[bool]]
"""Says whether the platform counts somebody among those who run the place; never raises."""


class Gate:
    """Decides who may do what; whatever is not plainly allowed is refused."""

    def __init__(self, house: House, people: People, trusted: Trusted | None = None) -> None:
        """`trusted` is asked only where the settings trust the platforms' own admins."""
        self._house, self._people, self._trusted = house, people, trusted

    async def may(self, visitor: Visitor, verb: Verb, scope: str) -> bool:
        """Say whether somebody may do `verb` in `scope`, the channel they are in or EVERYWHERE; never raises."""
        if verb not in RULES or not (visitor.person and scope):
            return False
        role = await self._role(visitor, scope, enough=RULES[verb].least)
        may = allowed(visitor.entry, role, verb)
        if not may:
            pulse.refused[verb] += 1
        return may

    async def role(self, visitor: Visitor, scope: str) -> Role:
        """Return what somebody is in `scope`, which is the channel they are in or EVERYWHERE."""
        return await self._role(visitor, scope, enough="admin")

    def belongs(self, visitor: Visitor, scope: str) -> bool:
        """Say whether somebody is no stranger in the channel `scope`."""
        person, inbound = visitor.person, visitor.inbound
        if visitor.proven or person in self._house.admins:
            return True
        if inbound is None:
            return False
        if inbound.direct:
            return inbound.person.member or self._house.welcome or self._people.known(person)
        places = self._house.places
        return not places or scope in places or inbound.server in places

    def may_press(self, person: str, only: Collection[str]) -> bool:
        """Say whether somebody is among those whom a button names, by one of their selves; all are if it names none."""
        return not only or any(one in only for one in self._people.selves(person))

    async def _role(self, visitor: Visitor, scope: str, enough: Role) -> Role:
        """Return somebody's role, as far up as is of interest: asking a platform takes time."""
        if visitor.proven or visitor.person in self._house.admins:
            return "admin"
        if enough == "stranger":
            return "stranger"
        if not self.belongs(visitor, scope):
            return "stranger"
        inbound = visitor.inbound
        if enough == ROLES[-1] and self._trusted is not None and inbound is not None and scope == inbound.channel:
            return "admin" if await self._trusted(inbound) else "member"
        return "member"


def visitor_of(inbound: Inbound) -> Visitor:
    """Return who did something on a platform, and by which entry."""
    match inbound:
        case Message():
            entry: Entry = "message"
        case Action(origin=origin):
            entry = "modal" if "form" in origin else "click"
        case AdminCommand():
            entry = "slash"
        case _:
            assert_never(inbound)
    return Visitor(inbound.person.id, entry, inbound)


def verb_of(name: str) -> Verb | None:
    """Return the verb of that name."""
    return next((verb for verb in VERBS if verb == name), None)
