"""Commands for those who run the assistant, and the one that stops an answer."""

from collections.abc import Mapping, Sequence
from typing import TypeAlias, get_args

from msgspec import Struct

from core.errors import UnknownGraph, UnknownModel
from core.events import AdminCommand, Inbound, Message
from core.gate import Gate, Verb
from core.live import Live
from core.phrases import phrase
from core.ports import AuditEntry, Store
from core.scopes import GraphScopes, Scope

Titles: TypeAlias = Mapping[str, str]
"""What there is, by name, with a line on each."""

CLEAR = "clear"
_SCOPES: tuple[Scope, ...] = get_args(Scope)


class CommandSpec(Struct, frozen=True):
    """A command as platforms register it in their own form."""

    name: str
    description: str
    """At most 100 characters (Discord's limit)."""
    hint: str = ""
    """What may follow the name, as a person would read it."""
    choices: tuple[str, ...] = ()
    """What its first argument may be, for completion."""
    admins: bool = True
    """False for what everybody may do; platforms that can, show the others to admins only."""


def command_specs(graphs: Sequence[str], models: Sequence[str]) -> tuple[CommandSpec, ...]:
    """Return every command there is."""
    switch, choose = (*graphs, CLEAR), (*models, CLEAR)
    where = "|".join(_SCOPES)
    return (
        CommandSpec("graph", "Show or switch the graph that answers", f"[{'|'.join(switch)}] [{where}]", switch),
        CommandSpec("model", "Show or switch this conversation's language model", f"[{'|'.join(choose)}]", choose),
        CommandSpec("stop", "Stop the answer that is under way", admins=False),
    )


def as_command(inbound: Inbound) -> Inbound:
    """Return a message that begins with one of our commands as that command: some places know no other way."""
    if not isinstance(inbound, Message) or not inbound.addressed or not inbound.text.startswith("/"):
        return inbound
    name, _, arguments = inbound.text[1:].partition(" ")
    if name not in get_args(Verb):
        return inbound
    return AdminCommand(
        event=inbound.event,
        session=inbound.session,
        channel=inbound.channel,
        person=inbound.person,
        at=inbound.at,
        origin=inbound.origin,
        name=name,
        arguments=arguments.strip(),
    )


class Admin:
    """Carries commands out."""

    def __init__(self, store: Store, gate: Gate, scopes: GraphScopes, graphs: Titles, models: Titles) -> None:
        self._store, self._gate, self._scopes = store, gate, scopes
        self._graphs, self._models = graphs, models
        self._hints = {spec.name: spec.hint for spec in command_specs(tuple(graphs), tuple(models))}

    def about_session(self, command: AdminCommand) -> bool:
        """Say whether a command concerns the one conversation it was given in."""
        return command.name == "model" or (command.name == "graph" and command.arguments.split()[1:] == ["session"])

    async def answer(self, command: AdminCommand, live: Live | None) -> str:
        """Do what is asked and return what to say. `live` is the conversation, for commands about one.

        Raises UnknownGraph, UnknownModel, StoreError.
        """
        verb = next((verb for verb in get_args(Verb) if verb == command.name), None)
        if verb is None or not self._gate.may(command.person.id, verb, command.channel):
            await self._store.audit(AuditEntry(command.person.id, command.name, command.channel, allowed=False))
            return phrase("refused", command.person.language)
        if self.about_session(command) and live is None:
            return phrase("no_conversation", command.person.language, command=command.name)
        words = command.arguments.split()
        match verb, words:
            case "graph", []:
                return self._list_graphs(command)
            case "graph", [name]:
                return await self._switch(command, name, "channel")
            case "graph", [name, where] if where in _SCOPES:
                return await self._switch(command, name, _SCOPES[_SCOPES.index(where)])
            case "model", [] if live is not None:
                return self._list_models(live)
            case "model", [name] if live is not None:
                return await self._choose(command, live, name)
            case "stop", _:
                return phrase("nothing_runs", command.person.language)
            case _:
                return f"Say `/{verb} {self._hints[verb]}`."

    def _list_graphs(self, command: AdminCommand) -> str:
        here, default = self._scopes.resolve(command.session, command.channel), self._scopes.resolve("", "")
        rows = _rows(self._graphs, here)
        return "\n".join(["Graphs:", *rows, f"Default: {default}. Switch with `/graph {self._hints['graph']}`."])

    async def _switch(self, command: AdminCommand, name: str, scope: Scope) -> str:
        if name != CLEAR and name not in self._graphs:
            raise UnknownGraph(f"There is no graph “{name}”; there are {', '.join(self._graphs)}.")
        place = {"session": command.session, "channel": command.channel, "default": "default"}[scope]
        audit = AuditEntry(command.person.id, "graph", place, allowed=True, detail=name)
        await self._scopes.put(scope, command.session, command.channel, None if name == CLEAR else name, audit)
        everywhere = scope == "default"
        answering = self._scopes.resolve("" if everywhere else command.session, "" if everywhere else command.channel)
        where = {"session": "in this conversation", "channel": "here", "default": "wherever no other graph is set"}
        return f"From the next message on, graph **{answering}** answers {where[scope]}."

    def _list_models(self, live: Live) -> str:
        rows = _rows(self._models, live.runtime.model)
        chosen = live.runtime.model or "what the graph names"
        return "\n".join(["Models:", *rows, f"Here: {chosen}. Switch with `/model {self._hints['model']}`."])

    async def _choose(self, command: AdminCommand, live: Live, name: str) -> str:
        if name != CLEAR and name not in self._models:
            raise UnknownModel(f"There is no model “{name}” here; there are {', '.join(self._models)}.")
        await self._store.audit(AuditEntry(command.person.id, "model", command.session, allowed=True, detail=name))
        live.runtime.use_model("" if name == CLEAR else name)
        answering = "what the graph names" if name == CLEAR else f"model **{name}**"
        return f"From the next message on, {answering} answers in this conversation."


def _rows(titles: Titles, here: str) -> list[str]:
    return [f"- {'**' + name + '** (answers here)' if name == here else name}: {line}" for name, line in titles.items()]
