"""`/forget`: a conversation goes for good, after one question."""

from core.commands.asked import Answer, Asked
from core.controls import OURS, Button
from core.events import Action, AdminCommand
from core.live import LiveSessions
from core.permissions import Verb
from core.phrases import phrase
from core.ports import AuditEntry, Store

_YES = f"{OURS}forget_yes"


class ForgetCommand:
    """Removes what was said in a conversation."""

    def __init__(self, store: Store, live: LiveSessions) -> None:
        self._store, self._live = store, live

    def verb(self, asked: Asked) -> Verb:
        """Return what it takes: one's own conversation is one's own, what others wrote is not."""
        return "forget" if asked.inbound.direct else "forget_shared"

    async def answer(self, asked: Asked) -> Answer:
        """Ask whether that is meant."""
        button = Button(_YES, phrase("forget_yes", asked.language), "danger", only=(asked.person.id,))
        inbound = asked.inbound
        unplaced = isinstance(inbound, AdminCommand) and not inbound.placed
        everything = unplaced or (asked.session == asked.channel and not inbound.direct)
        return Answer(phrase("forget_sure_all" if everything else "forget_sure", asked.language), (button,))

    async def press(self, asked: Asked, action: Action) -> Answer:
        """Forget. Raises StoreError."""
        if action.control != _YES:
            return Answer(phrase("gone", asked.language))
        await self._store.audit(AuditEntry(asked.person.id, "forget", asked.session, allowed=True))
        await self._store.forget(asked.session)
        self._live.forget(asked.session)
        self._live.forget_all(asked.session)
        await self._live.reload()
        return Answer(phrase("forgotten", asked.language))
