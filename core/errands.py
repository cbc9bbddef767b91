"""Errands: commands, and clicks on their answers, carried out beside the graph."""

import logging

from msgspec.structs import replace

from core.admin import Admin
from core.commands.asked import Answer
from core.controls import OURS, Button
from core.deliveries import Deliveries
from core.errors import StoreError, TriviumError
from core.events import Action, AdminCommand, Inbound
from core.live import Live, LiveSessions
from core.patience import Patience
from core.phrases import phrase
from core.ports import AuditEntry, Pending, Store, StoredReply, TurnRecord
from core.view import View

log = logging.getLogger(__name__)


class Errands:
    """Has commands carried out and shows what they answer, to the one who asked alone where the platform can."""

    def __init__(
        self, store: Store, admin: Admin, live: LiveSessions, patience: Patience, deliveries: Deliveries
    ) -> None:
        self._store, self._admin, self._live = store, admin, live
        self._patience, self._deliveries = patience, deliveries

    def concerns(self, action: Action) -> bool:
        """Say whether a click was on the answer to a command."""
        return action.control.startswith(OURS)

    async def command(self, pending: Pending, command: AdminCommand) -> None:
        """Carry a command out. Raises Damaged, StateConflict, StoreError."""
        permitted, live = await self._admin.permitted(command), None
        if permitted is not None and self._admin.about_session(command):
            known = self._admin.begins_session(command) or await self._patience.with_(
                lambda: self._store.knows(command.session)
            )
            live = await self._patience.with_(lambda: self._live.get(command)) if known else None
        try:
            answer = await self._admin.answer(command, permitted, live)
        except TriviumError as error:
            answer = Answer(_said(error, command))
        await self.end(pending, answer)

    async def press(self, pending: Pending, action: Action) -> None:
        """Carry a click out, and show what came of it in the same reply. Raises Damaged, StateConflict, StoreError."""
        stored = await self._patience.with_(lambda: self._store.reply(action.reply))
        if stored is None or not _same_place(stored, action):
            await self.end(pending, Answer(phrase("gone", action.person.language)))
            return
        control = next((c for c in stored.view.controls if c.id == action.control), None)
        if control is None:
            await self.end(pending, Answer("", notice=phrase("gone", action.person.language)))
            return
        if isinstance(control, Button) and not self._admin.may_press(action, control):
            await self.refuse(pending, action)
            return
        about = replace(action, session=stored.session)
        begins = action.control.startswith(f"{OURS}continue")
        known = begins or await self._patience.with_(lambda: self._store.knows(stored.session))
        live = await self._patience.with_(lambda: self._live.get(about)) if known else None
        try:
            answer = await self._admin.press(action, stored, live)
        except TriviumError as error:
            answer = Answer(stored.view.text, stored.view.controls, notice=_said(error, action))
        await self.end(pending, answer, stored)

    async def refuse(self, pending: Pending, action: Action) -> None:
        """Tell somebody that a button is not theirs to press. Raises Damaged, StoreError."""
        entry = AuditEntry(action.person.id, "click", action.channel, allowed=False, detail=action.control)
        await self._patience.with_(lambda: self._store.audit(entry))
        await self.end(pending, Answer("", notice=phrase("refused", action.person.language)))

    async def end(self, pending: Pending, answer: Answer, shown: StoredReply | None = None) -> None:
        """End an event with an answer, or with none where that has no text; `shown` is the reply that it changes."""
        inbound = pending.inbound
        number = pending.id if shown is None else shown.id
        session = inbound.session if shown is None else shown.session
        view = View(
            number, answer.text, answer.controls, answer.artifacts, notice=answer.notice, private=True, done=True
        )
        live = answer.live
        record = self._record(pending, session, live, view if answer.text and not answer.secret else None)
        await self._deliveries.commit(record)
        if live is not None:
            live.committed(record.state)
            live.seen = None
        natives, before = (pending.natives, None) if shown is None else (shown.natives, shown.view)
        reply = self._deliveries.begin(inbound, number, natives, before)
        if answer.text:
            await self._deliveries.deliver(reply, view, inbound)
        else:
            await reply.finish(View(number, notice=answer.notice, done=True))

    def _record(self, pending: Pending, session: str, live: Live | None, view: View | None) -> TurnRecord:
        if live is None:
            return TurnRecord(pending.id, session, None, 0, "", view)
        owner = pending.inbound.person.id if pending.inbound.direct else ""
        return TurnRecord(pending.id, session, live.state(), live.version, live.runtime.graph_name, view, owner=owner)


def _said(error: TriviumError, inbound: Inbound) -> str:
    """Return what the person is told of an error; what the database says is for the operator."""
    if isinstance(error, StoreError):
        log.error("a command was not carried out: %s", error, extra={"session": inbound.session})
        return phrase("not_kept", inbound.person.language)
    return str(error)


def _same_place(stored: StoredReply, action: Action) -> bool:
    """Say whether a click can be on a reply: some platforms do not say in which conversation a private one stands."""
    return stored.session in {action.session, action.channel}
