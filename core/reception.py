"""The reception: who does not belong here is turned away before anything of what they wrote is kept."""

import logging
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import assert_never

from msgspec.structs import replace

from core.events import Action, AdminCommand, Inbound, Message, command_from
from core.gate import Gate, verb_of, visitor_of
from core.pace import Pace
from core.permissions import RULES
from core.ports import AuditEntry, Store
from core.pulse import platform_of, pulse

KNOCK, REFUSED, TOO_FAST = "(knock)", "(refused)", "(too fast)"
"""What is kept of an event that was turned away: a command of such a name, which nobody can give."""

_QUIET = 600.0
"""Seconds in which somebody who was turned away is not told of it again in the same place."""
_REMEMBERED = 10_000

log = logging.getLogger(__name__)


class Reception:
    """Lets events in, or puts in their place what is to be said to those who may not."""

    def __init__(self, store: Store, gate: Gate, pace: Pace, clock: Callable[[], float] = time.monotonic) -> None:
        self._store, self._gate, self._pace, self._clock = store, gate, pace, clock
        self._told: OrderedDict[tuple[str, str], float] = OrderedDict()
        self._counted: OrderedDict[str, None] = OrderedDict()

    async def admit(self, inbound: Inbound, *, live: bool = True) -> Inbound | None:
        """Return the event that is to be kept; None where nothing is. Raises StoreError.

        Commands are let in, and refused where they are carried out: some are for strangers. What is not `live` came
        while nobody listened, and nobody is too fast then.
        """
        match inbound:
            case AdminCommand():
                if not self._gate.belongs(visitor_of(inbound), inbound.channel):
                    verb = verb_of(inbound.name)
                    if (verb is None or RULES[verb].least != "stranger") and self._told_lately(inbound, inbound.name):
                        return None
                    inbound = replace(inbound, arguments="")
                return self.in_time(inbound) if live else inbound
            case Message():
                allowed = await self._gate.may(visitor_of(inbound), "talk", inbound.channel)
            case Action():
                allowed = await self._gate.may(visitor_of(inbound), "click", inbound.channel)
            case _:
                assert_never(inbound)
        if not allowed:
            return await self._turned_away(inbound, live=live)
        counts = live and (not isinstance(inbound, Message) or inbound.addressed)
        return self.in_time(inbound) if counts else inbound

    def in_time(self, inbound: Inbound) -> Inbound | None:
        """Count an event of somebody who may come in; return what is to be kept where it is too many.

        Words that are not plainly meant for us count only where they are heard, which the caller knows.
        """
        if inbound.event in self._counted:
            return inbound  # platforms deliver some events twice
        match self._pace.take(inbound.person.id):
            case "in time":
                self._counted[inbound.event] = None
                if len(self._counted) > _REMEMBERED:
                    self._counted.popitem(last=False)
                return inbound
            case "first too many":
                log.warning("somebody is too fast", extra={"person": inbound.person.id, "session": inbound.session})
                return command_from(inbound, TOO_FAST)
            case "too many":
                pulse.limited[platform_of(inbound)] += 1
                return None

    async def _turned_away(self, inbound: Message | Action, *, live: bool) -> Inbound | None:
        """Keep who came in vain, and say so to them now and then; in a channel only a click is answered."""
        if isinstance(inbound, Action):
            refused = command_from(inbound, REFUSED)
            return self.in_time(refused) if live else refused
        if not inbound.addressed or self._told_lately(inbound):
            return None
        if inbound.direct:
            return command_from(inbound, KNOCK)
        await self._store.audit(AuditEntry(inbound.person.id, "talk", inbound.channel, allowed=False))
        return None

    def _told_lately(self, inbound: Inbound, what: str = "") -> bool:
        """Say whether somebody was told that they may not, and take note that they are from now on."""
        now, key = self._clock(), (inbound.person.id, f"{inbound.channel}/{what}")
        if now - self._told.get(key, -_QUIET) < _QUIET:
            return True
        self._told[key] = now
        self._told.move_to_end(key)
        if len(self._told) > _REMEMBERED:
            self._told.popitem(last=False)
        return False
