"""`/reset` and `/continue`: a conversation begins afresh, or goes on with another one; both can be undone."""

import hashlib
from collections.abc import Sequence

from core.commands.asked import Answer, Asked
from core.controls import OURS, Button
from core.errors import Damaged, InvalidInput
from core.events import Action, AdminCommand
from core.live import Live
from core.people import People
from core.phrases import phrase
from core.ports import Conversation, Store
from core.state import SessionState, decode, encode

_ASIDE = "reset"
"""Why a state is kept aside."""
_UNDO = f"{OURS}reset_undo"
_MOST = 5
_LINE = 60
_DIGITS = 3


class ResetCommand:
    """Lets a conversation begin afresh; what was there is kept aside until the next time."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def answer(self, asked: Asked) -> Answer:
        """Begin afresh. Raises StoreError."""
        if asked.live is None:
            return Answer(phrase("no_conversation", asked.language, command="reset"))
        if asked.live.runtime.snapshot().history:  # what is worth nothing must not push out what is
            await keep_aside(self._store, asked.session, asked.live)
        become(asked.live, encode(SessionState()))
        return Answer(phrase("reset", asked.language), (undo(asked),), live=asked.live)

    async def press(self, asked: Asked, action: Action) -> Answer:
        """Bring back what was there. Raises StoreError."""
        state = await self._store.aside(asked.session, _ASIDE) if action.control == _UNDO else None
        if state is None or asked.live is None:
            return Answer(phrase("nothing_to_undo", asked.language))
        await keep_aside(self._store, asked.session, asked.live)
        become(asked.live, state)
        return Answer(phrase("undone", asked.language), (undo(asked),), live=asked.live)


class ContinueCommand:
    """Carries a conversation over from another self of the same person."""

    def __init__(self, store: Store, people: People) -> None:
        self._store, self._people = store, people

    async def answer(self, asked: Asked) -> Answer:
        """List what can be gone on with, or go on with one. Raises InvalidInput, StoreError."""
        if isinstance(asked.inbound, AdminCommand) and not asked.inbound.placed:
            return Answer(phrase("no_conversation", asked.language, command="continue"))
        if not asked.inbound.direct:
            return Answer(phrase("only_yours", asked.language, command="continue"))
        there = await self._elsewhere(asked)
        if not there:
            return Answer(phrase("nothing_elsewhere", asked.language))
        match asked.words:
            case ():
                return self._list(asked, there)
            case (word,):
                return await self._go_on(asked, there, word)
            case _:
                return Answer("Say `/continue [number]`.")

    async def press(self, asked: Asked, action: Action) -> Answer:
        """Go on with the one that was clicked. Raises InvalidInput, StoreError."""
        there = await self._elsewhere(asked)
        number = next((number for number, one in enumerate(there, 1) if _button(one) == action.control), None)
        if number is None:
            return Answer(phrase("nothing_elsewhere", asked.language))
        return await self._go_on(asked, there, str(number))

    async def _elsewhere(self, asked: Asked) -> tuple[Conversation, ...]:
        """Return a person's own conversations but this one, the newest first."""
        selves = self._people.selves(asked.person.id)
        found = await self._store.conversations(selves, _MOST + 1)
        return tuple(one for one in found if one.session != asked.session)[:_MOST]

    def _list(self, asked: Asked, there: Sequence[Conversation]) -> Answer:
        rows = [f"{number}. {said_of(one)}" for number, one in enumerate(there, 1)]
        only = self._people.selves(asked.person.id)
        buttons = (Button(_button(one), str(number), only=only) for number, one in enumerate(there, 1))
        return Answer("\n".join([phrase("elsewhere", asked.language), *rows]), tuple(buttons))

    async def _go_on(self, asked: Asked, there: Sequence[Conversation], word: str) -> Answer:
        if not (word.isascii() and word.isdigit() and len(word) <= _DIGITS and 0 < int(word) <= len(there)):
            raise InvalidInput(f"There is no number {word[:_LINE]}; there are 1 to {len(there)}.")
        chosen = there[int(word) - 1]
        record = await self._store.load(chosen.session)
        if record is None or asked.live is None:
            return Answer(phrase("nothing_elsewhere", asked.language))
        await keep_aside(self._store, asked.session, asked.live)
        become(asked.live, record.state)
        said = phrase("continued", asked.language, where=said_of(chosen))
        return Answer(said, (*asked.live.runtime.controls, undo(asked)), live=asked.live)


def _button(one: Conversation) -> str:
    """Return the id of a conversation's button: its number may be another one's when it is pressed."""
    return f"{OURS}continue_{hashlib.sha256(one.session.encode()).hexdigest()[:8]}"


async def keep_aside(store: Store, session: str, live: Live) -> None:
    """Keep what a conversation is now, so that it can be brought back. Raises StoreError."""
    await store.set_aside(session, live.runtime.dump_state(), _ASIDE)


def become(live: Live, state: bytes) -> None:
    """Let a conversation go on from another state, on the model that was chosen for it."""
    model = live.runtime.model
    live.runtime.load_state(state)
    live.runtime.use_model(model)


def undo(asked: Asked) -> Button:
    """Return the button that brings back what was there, for the one who asked."""
    return Button(_UNDO, phrase("undo", asked.language), only=(asked.person.id,))


def said_of(one: Conversation) -> str:
    """Return a conversation as a line of a list."""
    try:
        history = decode(one.state).history
    except Damaged:
        return one.session
    last = next((entry.content for entry in reversed(history) if entry.role == "user"), "")
    words = " ".join(last.split())
    return f"{one.session.partition(':')[0]}: “{words[:_LINE]}{'…' if len(words) > _LINE else ''}”"
