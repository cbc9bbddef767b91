"""One turn from an accepted event to a delivered reply."""

import asyncio
import logging
import time
from collections.abc import Awaitable
from typing import assert_never

from msgspec.structs import replace

from core.admin import Admin
from core.attachments import fetched
from core.controls import Control, Date, TextInput
from core.errors import PlatformError, StoreError, TriviumError
from core.events import Action, AdminCommand, Inbound, Message, OutputEvent
from core.fields import OPEN, Form, fault, form_of
from core.live import Live, LiveSessions
from core.phrases import phrase
from core.ports import Guard, Outlet, Pending, Reply, Store, StoredReply, TurnRecord, Undelivered
from core.state import decode
from core.view import View

log = logging.getLogger(__name__)

_LONGEST_UNSEEN = 0.5
"""Seconds after which a picture is sent though further clicks wait, so that people see their clicks arrive."""


class _Shown:
    """Folds a turn's events into the view and shows each state of it."""

    def __init__(self, view: View, reply: Reply) -> None:
        self.view, self.reply = view, reply

    def __call__(self, event: OutputEvent) -> None:
        self.view = self.view.after(event)
        self.reply.show(self.view)


class Turns:
    """Carries out what lies in the mailboxes; one session's turns must not overlap."""

    def __init__(self, store: Store, outlet: Outlet, admin: Admin, live: LiveSessions, guard: Guard) -> None:
        self._store, self._outlet, self._admin, self._live, self._guard = store, outlet, admin, live, guard
        self._beginning: set[str] = set()
        self._stopped: set[str] = set()

    async def carry_out(self, letter: Pending | Undelivered, following: Pending | Undelivered | None = None) -> None:
        """Answer an event, or deliver a reply that was committed before. Raises StoreError.

        A click's picture is left to the one that waits behind it, where that brings it too.
        """
        match letter:
            case Undelivered(stored, inbound):
                await self._deliver(self._begin(inbound, stored.id, stored.natives), stored.view, inbound)
            case Pending(inbound=inbound):
                try:
                    await self._answer(letter, inbound, following)
                finally:
                    self._begun(inbound.session)
            case _:
                assert_never(letter)

    async def form(self, action: Action) -> Form | None:
        """Return the form that a click asks for; None for any other click. Raises StoreError."""
        return form_of(await self._control(action)) if action.verb == OPEN else None

    async def ask(self, action: Action, form: Form) -> None:
        """Ask the person for the value of the field they clicked on."""
        reply = self._begin(action, action.reply, ())
        try:
            await reply.ask(form, "")
        except PlatformError as error:
            log.error("a form was not shown: %s", error, extra={"session": action.session})
            again = phrase("no_form", action.person.language, label=form.label)
            await reply.finish(View(action.reply, notice=again, done=True))

    async def problem(self, action: Action) -> str:
        """Return why what was filled in cannot be taken, a sentence for the person; empty where it can."""
        field = await self._control(action)
        if not isinstance(field, TextInput | Date):
            return ""
        return fault(field, action.data.get("value", ""), action.person.language)

    def stop(self, session: str) -> bool:
        """Stop the turn a session is busy with, also one that has only just begun; say whether there was one."""
        live = self._live.present(session)
        if session in self._beginning:
            self._stopped.add(session)
            return True
        return live is not None and live.runtime.stop()

    def _begun(self, session: str) -> None:
        self._stopped.discard(session)
        self._beginning.discard(session)

    async def _answer(self, pending: Pending, inbound: Inbound, following: Pending | Undelivered | None) -> None:
        if not isinstance(inbound, AdminCommand):
            self._beginning.add(inbound.session)
        match inbound:
            case Message():
                await self._message(pending, inbound)
            case Action():
                await self._action(pending, inbound, following)
            case AdminCommand():
                await self._command(pending, inbound)
            case _:
                assert_never(inbound)

    async def _message(self, pending: Pending, message: Message) -> None:
        live = await self._live.get(message)
        shown = _Shown(View(pending.id), self._begin(message, pending.id, pending.natives))
        await self._run(live, shown, self._heard(live, message))
        await self._close(pending, live, shown, shown.view)

    async def _heard(self, live: Live, message: Message) -> None:
        files = await fetched(message, self._outlet.fetch)
        await live.runtime.handle_message(message.text, live.seen, attachments=files)

    async def _action(self, pending: Pending, action: Action, following: Pending | Undelivered | None) -> None:
        live = await self._live.get(action)
        name = f"{action.control}:{action.verb}"
        clicked = await self._clicked(action)
        if clicked is None or not live.runtime.answers_locally(name, action.data):
            shown = _Shown(View(pending.id), self._begin(action, pending.id, pending.natives))
            await self._run(live, shown, live.runtime.handle_action(name, action.data))
            await self._close(pending, live, shown, shown.view)
            return
        reply = self._begin(action, clicked.id, clicked.natives, clicked.view)
        shown = _Shown(View(clicked.id, artifacts=clicked.view.artifacts), reply)
        await self._run(live, shown, live.runtime.handle_action(name, action.data))
        said = shown.view.text
        view = replace(shown.view, text=clicked.view.text or said, remark=said if clicked.view.text else "")
        passed_over = not view.notice and self._brings_it_too(live, action, following)
        await self._close(pending, live, shown, view, passed_over=passed_over)

    def _brings_it_too(self, live: Live, action: Action, following: Pending | Undelivered | None) -> bool:
        """Say whether the next event is a click on the same reply that will show how things stand."""
        match following:
            case Pending(inbound=Action(reply=reply, control=control, verb=verb, data=data)) if (
                reply == action.reply and time.monotonic() - live.pictured < _LONGEST_UNSEEN
            ):
                return live.runtime.answers_locally(f"{control}:{verb}", data)
            case _:
                return False

    async def _command(self, pending: Pending, command: AdminCommand) -> None:
        live = None
        if self._admin.about_session(command) and await self._store.knows(command.session):
            live = await self._live.get(command)
        try:
            text = await self._admin.answer(command, live)
        except TriviumError as error:
            text = str(error)
        await self.end(pending, text, live)

    async def end(self, pending: Pending, text: str, live: Live | None = None) -> None:
        """End an event with a text for the one person who caused it, or with none. Raises StoreError."""
        inbound = pending.inbound
        view = View(pending.id, text, private=True, done=True) if text else None
        state = live.state() if live is not None else None
        version, graph = (live.version, live.runtime.graph_name) if live is not None else (0, "")
        await self._store.commit(TurnRecord(pending.id, inbound.session, state, version, graph, view))
        if live is not None:
            live.committed(state)
        reply = self._begin(inbound, pending.id, pending.natives)
        if view is None:
            await reply.finish(View(pending.id, done=True))
        else:
            await self._deliver(reply, view, inbound)

    async def _clicked(self, action: Action) -> StoredReply | None:
        """Return the reply a click was on, if it is one of this session's."""
        stored = await self._store.reply(action.reply)
        return stored if stored is not None and stored.session == action.session else None

    async def _control(self, action: Action) -> Control | None:
        """Return the control an action is about, as it stands; None for one that is not seen."""
        live = self._live.present(action.session)
        if live is not None:
            controls = live.runtime.controls
        else:
            record = await self._store.load(action.session)
            controls = decode(record.state).seen if record is not None else ()
        return next((control for control in controls if control.id == action.control), None)

    def _begin(self, inbound: Inbound, reply: int, natives: tuple[str, ...], shown: View | None = None) -> Reply:
        async def posted(now: tuple[str, ...]) -> None:
            await self._store.posted(reply, inbound.session, now)

        return self._outlet.reply(inbound, natives, posted, shown)

    async def _run(self, live: Live, shown: _Shown, work: Awaitable[None]) -> None:
        detach = live.runtime.sink.attach(shown)
        session = live.runtime.session_id
        if session in self._stopped:
            live.runtime.stop_next()
        self._begun(session)
        try:
            await self._guard(work)
        except asyncio.CancelledError:
            await shown.reply.abandon()
            raise
        except TriviumError as error:
            log.error("a turn broke: %s", error, extra={"session": live.runtime.session_id})
            said = shown.view.text + "\n\n" if shown.view.text else ""
            shown.view = replace(
                shown.view, text=said + phrase("broken", live.runtime.language), done=True, failed=True
            )
        finally:
            detach()

    async def _close(
        self, pending: Pending, live: Live, shown: _Shown, view: View, *, passed_over: bool = False
    ) -> None:
        """Commit what the turn changed, then deliver it; what the memorizer adds is committed behind."""
        inbound, reply = pending.inbound, shown.reply
        state = live.state()
        record = TurnRecord(pending.id, inbound.session, state, live.version, live.runtime.graph_name, view)
        try:
            await self._store.commit(record)
        except StoreError:
            await reply.abandon()
            raise
        live.committed(state)
        if passed_over:
            reply.pass_over()
            return
        if await self._deliver(reply, view, inbound) and live.runtime.sink.controls is not None:
            live.seen, live.pictured = view.controls, time.monotonic()
        await live.runtime.settle()
        state = live.state()
        if state is not None:
            await self._store.commit(replace(record, state=state, version=live.version, view=None))
            live.committed(state)

    async def _deliver(self, reply: Reply, view: View, inbound: Inbound) -> bool:
        """Show a committed reply and say whether it was taken; if not, it stays in the outbox for the next start."""
        try:
            natives = await reply.finish(view)
        except PlatformError as error:
            log.error("a reply was not delivered: %s", error, extra={"session": inbound.session})
            return False
        await self._store.delivered(view.id, natives)
        return True
