"""Interrupts: what must not wait in a session's mailbox behind the very turn it is to stop."""

from collections.abc import Iterable, Sequence

from core.events import Action, AdminCommand, Inbound, Message
from core.gate import Gate, visitor_of
from core.letters import together
from core.live import LiveSessions
from core.phrases import phrase
from core.ports import Pending
from core.turns import Turns

_STOP_WORDS = frozenset({"stop", "stopp", "halt", "anhalten"})


class Interrupts:
    """Stops turns and the works within them."""

    def __init__(self, turns: Turns, live: LiveSessions, gate: Gate) -> None:
        self._turns, self._live, self._gate = turns, live, gate

    def take(self, inbound: Inbound, under_way: Iterable[Inbound]) -> str | None:
        """Stop what an event stops, and return what to say to the person, maybe nothing; None where it stops nothing.

        `under_way` are the events that sessions are busy with, one each.
        """
        match inbound:
            case AdminCommand(name="stop") | Message() if self._stops(inbound):
                meant = {other.session for other in under_way if self._means(inbound, other)}
                if not meant:
                    return None
                if not [session for session in meant if self._turns.stop(session)]:
                    return phrase("nothing_runs", inbound.person.language)  # it came too late
                return said_of_stop(inbound) if isinstance(inbound, AdminCommand) else ""
            case Action(verb="cancel", control=work):
                live = self._live.present(inbound.session)
                return "" if live is not None and live.runtime.cancel(work) else None
            case _:
                return None

    def stopped(self, pending: Sequence[Pending]) -> dict[int, tuple[int, ...]]:
        """Return which of the events left over from an earlier run stops which: the stop's number → the turn's."""
        found: dict[int, tuple[int, ...]] = {}
        stops = [p for p in pending if self._stops(p.inbound)]
        for stop in stops:
            ended = {turn for turns in found.values() for turn in turns}
            earlier = [p for p in pending if p.id < stop.id and p not in stops and p.id not in ended]
            under_way = next((p for p in earlier if self._means(stop.inbound, p.inbound)), None)
            if under_way is not None:
                found[stop.id] = self._answered_with(under_way, earlier)
        return found

    def _answered_with(self, first: Pending, waiting: Sequence[Pending]) -> tuple[int, ...]:
        """Return the numbers of the events that one turn answers together."""
        own = [p for p in waiting if p.inbound.session == first.inbound.session and p.id >= first.id]
        row = together(own) if self._live.gathers(first.inbound) else None
        return (first.id,) if row is None else tuple(letter.id for letter in row.letters)

    def _stops(self, inbound: Inbound) -> bool:
        """Say whether an event is meant to stop something, by somebody who may."""
        match inbound:
            case AdminCommand(name="stop"):
                return self._gate.belongs(visitor_of(inbound), inbound.channel)
            case Message(text=text):
                word = text.strip().rstrip(".!").lower()
                return word in _STOP_WORDS and self._gate.belongs(visitor_of(inbound), inbound.channel)
            case _:
                return False

    def _means(self, stop: Inbound, other: Inbound) -> bool:
        """Say whether a stop means a turn: its session's, or, said to a whole channel, one the person began there.

        The bare word, not said to us, means only the person's own turn.
        """
        own = other.person.id == stop.person.id
        if other.session == stop.session:
            return own or not isinstance(stop, Message) or stop.addressed
        return own and stop.session == stop.channel == other.channel


def said_of_stop(inbound: Inbound) -> str:
    """Return what the person is told whose turn or command it is."""
    return phrase("stopped", inbound.person.language)
