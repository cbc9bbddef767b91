"""Deliveries: what a turn brings is committed, and then shown."""

import logging
import time

from core.alarms import Alarms
from core.errors import PlatformError, PlatformUnreachable, Unauthorized
from core.events import Inbound
from core.patience import Patience
from core.ports import Outlet, Reply, Store, TurnRecord
from core.pulse import pulse
from core.sink import hud
from core.view import View

log = logging.getLogger(__name__)


class Deliveries:
    """Commits what turns bring and shows it; a database that fails is waited for."""

    def __init__(self, store: Store, outlet: Outlet, patience: Patience, alarms: Alarms) -> None:
        self._store, self._outlet, self._patience, self._alarms = store, outlet, patience, alarms

    def begin(self, inbound: Inbound, reply: int, there: tuple[str, ...], shown: View | None = None) -> Reply:
        """Begin the reply to an event, in the messages that are there already."""

        async def posted(natives: tuple[str, ...], *, complete: bool) -> None:
            if complete:
                await self._patience.with_(lambda: self._store.delivered(reply, natives))
            else:
                await self._patience.with_(lambda: self._store.posted(reply, inbound.session, natives))

        return self._outlet.reply(inbound, there, posted, shown)

    async def commit(self, record: TurnRecord) -> None:
        """Write what a turn brought. Raises Damaged, StateConflict, and StoreError when the program ends meanwhile."""
        begun = time.perf_counter()
        await self._patience.with_(lambda: self._store.commit(record))
        hud("database", "committed", since=begun)

    async def deliver(self, reply: Reply, view: View, inbound: Inbound) -> bool:
        """Show a committed reply and say whether it was taken; one that never will be is given up.

        Where the platform cannot be reached, or no longer knows us, the reply stays in the outbox for the next start.
        """
        try:
            await reply.finish(view)
        except PlatformError as error:
            log.error("a reply was not delivered: %s", error, extra={"session": inbound.session})
            self._alarms.sound(f"reply {inbound.session.partition(':')[0]}", f"A reply could not be shown: {error}")
            passing = isinstance(error, PlatformUnreachable | Unauthorized)
            pulse.replied(inbound, "waiting" if passing else "given_up")
            if not passing:
                await self._patience.with_(lambda: self._store.given_up(view.id))
            return False
        pulse.replied(inbound, "delivered")
        return True
