"""Commands for those who run the assistant, and the one gate that says who may give them."""

from collections.abc import Sequence
from typing import Literal, TypeAlias, assert_never

from msgspec import Struct

from core.errors import UnknownGraph
from core.events import AdminCommand, Inbound
from core.phrases import phrase
from core.ports import AuditEntry, Store

_CHANNEL = "graph/channel/"
_DEFAULT = "graph/default"

Verb: TypeAlias = Literal["graph"]


class CommandSpec(Struct, frozen=True):
    """A command as platforms register it in their own form."""

    name: str
    description: str
    """At most 100 characters (Discord's limit)."""
    hint: str = ""
    """What may follow the name, as a person would read it."""
    choices: tuple[str, ...] = ()
    """What its first argument may be, for completion."""


class Gate:
    """Decides who may do what; whatever is not plainly allowed is refused."""

    def __init__(self, admins: frozenset[str]) -> None:
        self._admins = admins

    def may(self, person: str, verb: Verb, scope: str) -> bool:
        """Say whether the person (`{platform}:{user}`) may do `verb` in the channel `scope`."""
        match verb:
            case "graph":
                return bool(scope) and person in self._admins
            case _:
                assert_never(verb)


class GraphScopes:
    """Which graph answers where: a channel's own, else the default that was set, else the program's."""

    def __init__(self, store: Store, fallback: str) -> None:
        self._store, self._fallback = store, fallback
        self._set: dict[str, str] = {}

    async def load(self, known: Sequence[str]) -> None:
        """Read what was set; a graph that is gone since no longer counts. Raises StoreError."""
        stored = await self._store.settings("graph/")
        self._set = {key: name for key, name in stored.items() if name in known}

    def resolve(self, channel: str) -> str:
        """Return the name of the graph for a channel."""
        return self._set.get(_CHANNEL + channel) or self.default()

    def default(self) -> str:
        """Return the name of the graph for channels without one of their own."""
        return self._set.get(_DEFAULT) or self._fallback

    async def put(self, channel: str | None, graph: str | None, audit: AuditEntry) -> None:
        """Set (or with None clear) the graph of a channel, or with no channel the default. Raises StoreError."""
        key = _DEFAULT if channel is None else _CHANNEL + channel
        await self._store.set_setting(key, graph, audit)
        if graph is None:
            self._set.pop(key, None)
        else:
            self._set[key] = graph


class Admin:
    """Carries commands out."""

    def __init__(self, store: Store, gate: Gate, scopes: GraphScopes, graphs: dict[str, str]) -> None:
        self._store, self._gate, self._scopes, self._graphs = store, gate, scopes, graphs

    async def answer(self, command: AdminCommand) -> str:
        """Do what is asked and return what to say. Raises UnknownGraph, StoreError."""
        scope = command.channel
        if command.name != "graph" or not self._gate.may(command.person.id, "graph", scope):
            await self._store.audit(AuditEntry(command.person.id, command.name, scope, allowed=False))
            return phrase("refused", _language(command))
        words = command.arguments.split()
        everywhere = words[1:] == ["default"]
        if len(words) > 2 or (len(words) == 2 and not everywhere):
            return f"Say `/graph {self._hint()}`."
        if not words:
            return self._list(scope)
        return await self._switch(command, words[0], everywhere)

    def _list(self, channel: str) -> str:
        here = self._scopes.resolve(channel)
        rows = [f"- {'**' + n + '** (answers here)' if n == here else n}: {t}" for n, t in self._graphs.items()]
        return "\n".join(["Graphs:", *rows, f"Default: {self._scopes.default()}. Switch with `/graph {self._hint()}`."])

    async def _switch(self, command: AdminCommand, name: str, everywhere: bool) -> str:
        if name != "clear" and name not in self._graphs:
            raise UnknownGraph(f"There is no graph “{name}”; there are {', '.join(self._graphs)}.")
        channel = None if everywhere else command.channel
        audit = AuditEntry(command.person.id, "graph", channel or "default", allowed=True, detail=name)
        await self._scopes.put(channel, None if name == "clear" else name, audit)
        answering = self._scopes.default() if everywhere else self._scopes.resolve(command.channel)
        place = "wherever no other graph is set" if everywhere else "here"
        return f"From the next message on, graph **{answering}** answers {place}."

    def _hint(self) -> str:
        return command_specs(tuple(self._graphs))[0].hint


def command_specs(graphs: Sequence[str]) -> tuple[CommandSpec, ...]:
    """Return every command there is."""
    choices = (*graphs, "clear")
    hint = f"[{'|'.join(choices)}] [default]"
    return (CommandSpec("graph", "Show or switch the graph that answers (admins)", hint, choices),)


def _language(inbound: Inbound) -> str:
    return inbound.person.claims.get("language", "en")[:2]
