"""Letters: what lies in a session's mailbox, and how what waits there is put together."""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeAlias, assert_never

from msgspec import Struct
from msgspec.structs import replace

from core.events import Inbound, Message, Moved
from core.ports import Pending, Undelivered


class Gathered(Struct, frozen=True):
    """Messages that one person wrote one after the other and that one turn answers."""

    letters: tuple[Pending, ...]
    """Oldest first; at least two."""


class Missed(Struct, frozen=True):
    """Messages of one session that came while nobody was there, answered by one line instead of one by one."""

    letters: tuple[Pending, ...]
    """Oldest first; at least one."""


Letter: TypeAlias = Pending | Undelivered | Gathered | Missed

_MOST_GATHERED = 20


class CatchUp(Struct, frozen=True):
    """How much of what came while nobody was there is still answered one by one."""

    age: float = 3600.0
    """Seconds; older messages are not."""
    count: int | None = None
    """Messages in a session, the newest ones; None for all."""
    clock: Callable[[], float] = time.time
    """Tells what time it is, Unix seconds."""


def sorted_out(pending: Sequence[Pending], now: float, limits: CatchUp) -> Iterator[Pending | Missed]:
    """Give what is to be answered, each session's in order, what is too old or too much as one letter before the rest.

    Clicks and commands always count, and a message whose answer had begun is answered to its end.
    """
    by_session: dict[str, list[Pending]] = {}
    for letter in pending:
        by_session.setdefault(letter.inbound.session, []).append(letter)
    for letters in by_session.values():
        fresh = [letter for letter in letters if _is_words(letter)]
        newest = fresh if limits.count is None else fresh[-limits.count :]
        kept = {letter.id for letter in newest if now - letter.inbound.at <= limits.age}
        missed = tuple(letter for letter in fresh if letter.id not in kept)
        if missed:
            yield Missed(missed)
        yield from (letter for letter in letters if letter not in missed)


def together(letters: Iterable[Letter]) -> Gathered | None:
    """Return the messages at the front of a mailbox that one person wrote in a row; None where there is only one."""
    row: list[Pending] = []
    for letter in letters:
        if not isinstance(letter, Pending) or not isinstance(letter.inbound, Message) or len(row) == _MOST_GATHERED:
            break
        if row and (letter.natives or letter.inbound.person.id != row[0].inbound.person.id):
            break
        row.append(letter)
    return Gathered(tuple(row)) if len(row) > 1 else None


def joined(gathered: Gathered) -> Message:
    """Return the messages as one: the first, with which every further try begins too, with all words and files."""
    messages = [letter.inbound for letter in gathered.letters if isinstance(letter.inbound, Message)]
    return replace(
        messages[0],
        text="\n\n".join(message.text for message in messages if message.text),
        attachments=tuple(file for message in messages for file in message.attachments),
    )


def _is_words(letter: Pending) -> bool:
    return isinstance(letter.inbound, Message) and not letter.natives


def first_of(letter: Letter) -> Inbound:
    """Return the event that a letter answers, the first one where it answers several."""
    match letter:
        case Pending(inbound=inbound) | Undelivered(inbound=inbound):
            return inbound
        case Gathered(letters) | Missed(letters):
            return letters[0].inbound
        case _:
            assert_never(letter)


def moved(letter: Letter, move: Moved) -> Letter:
    """Return a letter that waited, as it is under its channel's new name."""
    match letter:
        case Pending():
            return moved_event(letter, move)
        case Undelivered(inbound=inbound):
            return replace(letter, inbound=_renamed(inbound, move))
        case Gathered(letters) | Missed(letters):
            return replace(letter, letters=tuple(moved_event(one, move) for one in letters))
        case _:
            assert_never(letter)


def moved_event(letter: Pending, move: Moved) -> Pending:
    """Return an event that waited, as it is under its channel's new name."""
    return replace(letter, inbound=_renamed(letter.inbound, move))


def _renamed(inbound: Inbound, move: Moved) -> Inbound:
    session, channel = move.renamed(inbound.session), move.renamed(inbound.channel)
    return replace(inbound, session=session, channel=channel)
