"""One turn from an accepted event to a delivered reply."""

import asyncio
import logging
import time
from collections.abc import Awaitable
from typing import assert_never

from msgspec.structs import replace

from core.actiontext import read_action
from core.attachments import fetched
from core.commands.asked import Answer
from core.controls import ANSWERS, Button, Control, Date, Table, TextInput
from core.deliveries import Deliveries
from core.errands import Errands
from core.errors import Damaged, PlatformError, TriviumError
from core.events import Action, AdminCommand, Delta, Done, Inbound, Message, OutputEvent
from core.fields import OPEN, Form, fault, form_of
from core.gate import Gate
from core.letters import Gathered, Letter, Missed, first_of, joined
from core.live import Live, LiveSessions
from core.patience import Patience
from core.phrases import phrase
from core.ports import Guard, Mark, Outlet, Pending, Reply, SessionRecord, Store, StoredReply, TurnRecord, Undelivered
from core.pulse import Outcome, pulse
from core.sink import hud
from core.state import decode
from core.view import View

log = logging.getLogger(__name__)

_LONGEST_UNSEEN = 0.5
"""Seconds after which a picture is sent though further clicks wait, so that people see their clicks arrive."""


class _Shown:
    """Folds a turn's events into the view, as often as somebody looks."""

    def __init__(self, view: View, reply: Reply) -> None:
        self._view, self.reply = view, reply
        self._pieces: list[str] = []

    def __call__(self, event: OutputEvent) -> None:
        if isinstance(event, Delta):
            self._pieces.append(event.content)
            self.reply.show(self.look)
            return
        self._view = self.look().after(event)
        if not isinstance(event, Done):
            self.reply.show(self.look)

    def look(self) -> View:
        """Return the view as it is by now."""
        if self._pieces:
            self._view = self._view.after(Delta("".join(self._pieces)))
            self._pieces.clear()
        return self._view

    def end_with(self, text: str) -> None:
        """Let what is shown end with a text that says what went wrong."""
        view = self.look()
        said = view.text + "\n\n" if view.text else ""
        self._view = replace(view, text=said + text, done=True, failed=True)


class Turns:
    """Carries out what lies in the mailboxes; one session's turns must not overlap."""

    def __init__(
        self,
        store: Store,
        outlet: Outlet,
        live: LiveSessions,
        gate: Gate,
        deliveries: Deliveries,
        errands: Errands,
        patience: Patience,
        guard: Guard,
    ) -> None:
        self._store, self._outlet, self._live, self._gate = store, outlet, live, gate
        self._deliveries, self._errands = deliveries, errands
        self._patience, self._guard = patience, guard
        self._beginning: set[str] = set()
        self._stopped: set[str] = set()
        self._halted: set[str] = set()
        """Sessions whose turn under way was told to stop."""

    async def carry_out(self, letter: Letter, following: Letter | None = None) -> None:
        """Answer events, or deliver a reply that was committed before; a database that fails is waited for.

        A click's picture is left to the one that waits behind it, where that brings it too. Raises Damaged and
        StateConflict, and StoreError when the program ends meanwhile.
        """
        try:
            await self._carry_out(letter, following)
        finally:
            self._begun(first_of(letter).session)
            self._halted.discard(first_of(letter).session)
            hud("turn", "closed")

    async def as_kept(self, letter: Letter) -> tuple[Pending, ...]:
        """Return the events of a letter that have no answer yet, as they are on disk now."""
        match letter:
            case Pending(id=number):
                wanted = {number}
            case Gathered(letters) | Missed(letters):
                wanted = {one.id for one in letters}
            case Undelivered():
                return ()
            case _:
                assert_never(letter)
        return tuple(p for p in await self._patience.with_(self._store.pending) if p.id in wanted)

    def wait(self, letter: Letter) -> None:
        """Show a person that what they wrote waits for its turn."""
        if isinstance(letter, Pending) and isinstance(letter.inbound, Message):
            self._outlet.mark(letter.inbound, "waits")

    async def form(self, action: Action) -> Form | None:
        """Return the form that a click asks for; None for any other click. Raises StoreError."""
        return form_of(await self._control(action)) if action.verb == OPEN else None

    async def ask(self, action: Action, form: Form) -> None:
        """Ask the person for the value of the field they clicked on."""
        reply = self._outlet.reply(action, (), _nothing_to_note)
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
        elif live is None or not live.runtime.stop():
            return False
        self._halted.add(session)
        return True

    def _begun(self, session: str) -> None:
        self._stopped.discard(session)
        self._beginning.discard(session)

    def drop(self, letter: Letter) -> None:
        """Show people that what they wrote is not answered; it stays in the inbox for the next start."""
        match letter:
            case Pending():
                self._mark((letter,), "failed")
            case Gathered(letters) | Missed(letters):
                self._mark(letters, "failed")
            case Undelivered():
                return
            case _:
                assert_never(letter)

    async def _carry_out(self, letter: Letter, following: Letter | None) -> None:
        match letter:
            case Undelivered(stored, inbound):
                reply = self._deliveries.begin(inbound, stored.id, stored.natives)
                await self._deliveries.deliver(reply, stored.view, inbound)
            case Pending():
                await self._answer(letter, letter.inbound, following)
            case Gathered(letters):
                await self._message(letters[0], joined(letter), letters[1:])
            case Missed(letters):
                await self._pass_by(letters)
            case _:
                assert_never(letter)

    async def _answer(self, pending: Pending, inbound: Inbound, following: Letter | None) -> None:
        match inbound:
            case Message():
                await self._message(pending, inbound)
            case Action():
                await self._action(pending, inbound, following)
            case AdminCommand():
                await self._errands.command(pending, inbound)
            case _:
                assert_never(inbound)

    async def _message(self, pending: Pending, message: Message, others: tuple[Pending, ...] = ()) -> None:
        self._beginning.add(message.session)
        live = await self._patience.with_(lambda: self._live.get(message))
        shown = _Shown(View(pending.id), self._deliveries.begin(message, pending.id, pending.natives))
        self._mark(others, "seen")
        await self._run(live, shown, self._heard(live, message))
        await self._close(pending, live, shown, shown.look(), others=others)
        self._mark(others, "failed" if shown.look().failed else "done")

    async def _heard(self, live: Live, message: Message) -> None:
        files = await fetched(message, self._outlet.fetch)
        self._stop_if_told(live)
        text, typed = message.text, read_action(message.text)
        if typed and not self._gate.may_press(message.person.id, _named(live, typed[0].partition(":")[0].strip())):
            text = f"“{text}”"  # words, no press
        await live.runtime.handle_message(text, live.seen, attachments=files)

    async def _action(self, pending: Pending, action: Action, following: Letter | None) -> None:
        if self._errands.concerns(action):
            await self._errands.press(pending, action)
            return
        self._beginning.add(action.session)
        live = await self._patience.with_(lambda: self._live.get(action))
        if not self._gate.may_press(action.person.id, _named(live, action.control)):
            await self._errands.refuse(pending, action)
            return
        name = f"{action.control}:{action.verb}"
        clicked = await self._patience.with_(lambda: self._clicked(action))
        if clicked is not None and _of_an_answer_before(clicked.view, live, action.control):
            await self._errands.end(pending, Answer("", notice=phrase("gone", live.runtime.language)))
            return
        if clicked is None or not live.runtime.answers_locally(name, action.data):
            shown = _Shown(View(pending.id), self._deliveries.begin(action, pending.id, pending.natives))
            pulse.clicks_for_the_graph += 1
            await self._run(live, shown, self._used(live, action))
            await self._close(pending, live, shown, shown.look())
            return
        reply = self._deliveries.begin(action, clicked.id, clicked.natives, clicked.view)
        shown = _Shown(View(clicked.id, artifacts=clicked.view.artifacts), reply)
        pulse.clicks_answered_locally += 1
        await self._run(live, shown, self._used(live, action), by_graph=False)
        said = shown.look().text
        view = replace(shown.look(), text=clicked.view.text or said, remark=said if clicked.view.text else "")
        passed_over = not view.notice and self._brings_it_too(live, action, following)
        await self._close(pending, live, shown, view, passed_over=passed_over)

    async def _used(self, live: Live, action: Action) -> None:
        self._stop_if_told(live)
        await live.runtime.handle_action(f"{action.control}:{action.verb}", action.data)

    def _brings_it_too(self, live: Live, action: Action, following: Letter | None) -> bool:
        """Say whether the next event is a click on the same reply that will show how things stand."""
        match following:
            case Pending(inbound=Action(reply=reply, control=control, verb=verb, data=data)) if (
                reply == action.reply and time.monotonic() - live.pictured < _LONGEST_UNSEEN
            ):
                return live.runtime.answers_locally(f"{control}:{verb}", data)
            case _:
                return False

    async def end(self, pending: Pending, text: str) -> None:
        """End an event with a text for the one person who caused it, or with none. Raises as `carry_out` does."""
        await self._errands.end(pending, Answer(text))

    async def _pass_by(self, letters: tuple[Pending, ...]) -> None:
        """End messages that came too long ago, or too many at once, with one line that says so."""
        last, *others = reversed(letters)
        text = phrase("missed" if others else "missed_one", last.inbound.person.language, count=len(letters))
        view = View(last.id, text, done=True, failed=True)
        also = tuple(other.id for other in others)
        await self._deliveries.commit(TurnRecord(last.id, last.inbound.session, None, 0, "", view, also=also))
        reply = self._deliveries.begin(last.inbound, last.id, last.natives)
        await self._deliveries.deliver(reply, view, last.inbound)
        self._mark(tuple(others), "failed")

    def _mark(self, letters: tuple[Pending, ...], mark: Mark) -> None:
        for letter in letters:
            if isinstance(letter.inbound, Message):
                self._outlet.mark(letter.inbound, mark)

    async def _clicked(self, action: Action) -> StoredReply | None:
        """Return the reply a click was on, if it is one of this session's."""
        stored = await self._store.reply(action.reply)
        return stored if stored is not None and stored.session == action.session else None

    async def _control(self, action: Action) -> Control | None:
        """Return the control an action is about, as it stands; None for one that is not seen."""
        live = self._live.present(action.session)
        controls = live.runtime.controls if live is not None else _seen(await self._store.load(action.session))
        return next((control for control in controls if control.id == action.control), None)

    async def _run(self, live: Live, shown: _Shown, work: Awaitable[None], *, by_graph: bool = True) -> None:
        begun = time.perf_counter()
        detach = live.runtime.sink.attach(shown, with_hud=False)
        try:
            await self._guard(work)
        except asyncio.CancelledError:
            await shown.reply.abandon()
            raise
        except TriviumError as error:
            log.error("a turn broke: %s", error, extra={"session": live.runtime.session_id})
            shown.end_with(phrase("broken", live.runtime.language))
        finally:
            detach()
        if by_graph:
            halted = live.runtime.session_id in self._halted
            outcome: Outcome = "stopped" if halted else "failed" if shown.look().failed else "answered"
            pulse.turned(live.runtime.graph_name, outcome, time.perf_counter() - begun)

    def _stop_if_told(self, live: Live) -> None:
        """Let a turn that was stopped before it began end as soon as it begins."""
        session = live.runtime.session_id
        if session in self._stopped:
            live.runtime.stop_next()
        self._begun(session)

    async def _close(
        self,
        pending: Pending,
        live: Live,
        shown: _Shown,
        view: View,
        *,
        others: tuple[Pending, ...] = (),
        passed_over: bool = False,
    ) -> None:
        """Commit what the turn changed, then deliver it; what the memorizer adds is committed behind."""
        inbound, reply, also = pending.inbound, shown.reply, tuple(other.id for other in others)
        committed = False
        try:
            state = live.state()
            graph = live.runtime.graph_name
            owner = inbound.person.id if inbound.direct else ""
            record = TurnRecord(pending.id, inbound.session, state, live.version, graph, view, also=also, owner=owner)
            await self._deliveries.commit(record)
            committed = True
        finally:
            if not committed:
                await reply.abandon()
        live.committed(state)
        if passed_over:
            reply.pass_over()
            return
        if await self._deliveries.deliver(reply, view, inbound) and live.runtime.sink.controls is not None:
            live.seen, live.pictured = view.controls, time.monotonic()
        await self._remember(live, record)

    async def _remember(self, live: Live, record: TurnRecord) -> None:
        """Commit what the memorizer and the director made of a turn; where they fail, the turn stands without it."""
        try:
            await self._guard(live.runtime.settle())
            state = live.state()
            if state is not None:
                await self._deliveries.commit(replace(record, state=state, version=live.version, view=None, also=()))
                live.committed(state)
        except TriviumError as error:
            log.error("what a turn left to remember is lost: %s", error, extra={"session": record.session})
            self._live.forget(record.session)


def _named(live: Live, control: str) -> tuple[str, ...]:
    """Return the people whom a button names as those who may press it; none where it names nobody."""
    return next((c.only for c in live.runtime.controls if isinstance(c, Button) and c.id == control), ())


def _of_an_answer_before(clicked: View, live: Live, name: str) -> bool:
    """Say whether the control that was clicked belonged to an answer that another one has followed since."""
    if not name.startswith(ANSWERS):
        return False
    then, now = (
        next((replace(c, page=0) if isinstance(c, Table) else c for c in controls if c.id == name), None)
        for controls in (clicked.controls, live.runtime.controls)
    )
    return then is not None and now is not None and then != now


def _seen(record: SessionRecord | None) -> tuple[Control, ...]:
    """Return the controls that a session at rest shows; none where its state cannot be read, as it begins afresh."""
    if record is None:
        return ()
    try:
        return decode(record.state).seen
    except Damaged:
        return ()


async def _nothing_to_note(_: tuple[str, ...], *, complete: bool) -> None:
    """Keep nothing: what asks for a field's value is no reply."""
