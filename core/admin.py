"""Commands: what there is, in one registry, and who may have it done."""

from collections.abc import Sequence

from msgspec import Struct

from core.commands.asked import Answer, Asked, Clickable, Command, Commands, NeedsMore, Reaching
from core.commands.graphs import CLEAR, SCOPES
from core.commands.knowing import spaced
from core.controls import OURS, Button
from core.events import Action, AdminCommand, Inbound, Message, command_from
from core.gate import Gate, verb_of, visitor_of
from core.live import Live
from core.people import People
from core.permissions import Role
from core.phrases import phrase
from core.ports import AuditEntry, Store, StoredReply
from core.reception import TOO_FAST

_ABOUT_SESSIONS = frozenset({"model", "graph", "status", "reset", "continue", "trace"})


class Argument(Struct, frozen=True):
    """A word that may follow a command; what comes after the last one belongs to it."""

    name: str
    """At most 32 lower-case letters (Discord's limit)."""
    description: str
    """At most 100 characters (Discord's limit)."""
    choices: tuple[str, ...] = ()
    """What it may be, for completion; empty where it may be anything."""


class CommandSpec(Struct, frozen=True):
    """A command as platforms register it in their own form."""

    name: str
    description: str
    """At most 100 characters (Discord's limit)."""
    arguments: tuple[Argument, ...] = ()
    least: Role = "admin"
    """The least that somebody must be; platforms that can, show what is for admins to admins only."""

    @property
    def hint(self) -> str:
        """Return what may follow the name, as a person would read it."""
        return " ".join(f"[{'|'.join(one.choices) or one.name}]" for one in self.arguments)


def command_specs(graphs: Sequence[str], models: Sequence[str]) -> tuple[CommandSpec, ...]:
    """Return every command there is."""
    graph = Argument("graph", "The graph that is to answer, or clear", (*graphs, CLEAR))
    where = Argument("where", "Where it is to answer", SCOPES)
    model = Argument("model", "The model that is to answer, or clear", (*models, CLEAR))
    switch = Argument("switch", "Whether to trace this conversation", ("on", "off"))
    code = Argument("code", "The code that you were shown; off undoes it")
    person = Argument("person", "Who is let in no longer, after off")
    return (
        CommandSpec("help", "Say what I can do", least="stranger"),
        CommandSpec("whoami", "Say who you are to me, and what you may do", least="stranger"),
        CommandSpec("status", "Say how things stand here: graph, model, what waits", least="member"),
        CommandSpec("stop", "Stop the answer that is under way", least="member"),
        CommandSpec("reset", "Begin this conversation afresh; it can be undone", least="member"),
        CommandSpec("sessions", "List your conversations with me", least="member"),
        CommandSpec("link", "Join your selves on several platforms", (code,), least="member"),
        CommandSpec(
            "continue", "Go on here with a conversation from elsewhere", (Argument("number", "Which one"),), "member"
        ),
        CommandSpec("forget", "Forget this conversation for good", least="member"),
        CommandSpec("graph", "Show or switch the graph that answers", (graph, where)),
        CommandSpec("model", "Show or switch this conversation's language model", (model,)),
        CommandSpec("trace", "Show what the nodes did for the last answer here", (switch,)),
        CommandSpec("pair", "Let somebody in who was shown a code, or no longer", (code, person)),
    )


_NAMES = frozenset(spec.name for spec in command_specs((), ()))


def as_command(inbound: Inbound) -> Inbound:
    """Return a message that begins with one of our commands as that command: some places know no other way."""
    if not isinstance(inbound, Message) or not inbound.addressed or not inbound.text.startswith("/"):
        return inbound
    name, _, arguments = inbound.text[1:].partition(" ")
    if name not in _NAMES:
        return inbound
    return command_from(inbound, name, " ".join(arguments.split()))


class Admin:
    """Has commands, and clicks on their answers, carried out for those who may."""

    def __init__(self, store: Store, gate: Gate, people: People, commands: Commands) -> None:
        self._store, self._gate, self._people, self._commands = store, gate, people, commands

    def about_session(self, command: AdminCommand) -> bool:
        """Say whether a command concerns the one conversation it was given in."""
        return command.name in _ABOUT_SESSIONS

    def begins_session(self, command: AdminCommand) -> bool:
        """Say whether a command may be the first thing said in a conversation."""
        return command.name == "continue" and command.placed

    async def permitted(self, command: AdminCommand) -> Command | None:
        """Return what carries a command out; None where there is no such thing, or the person may not have it done."""
        found = self._commands.get(command.name)
        asked = Asked(command, command.session, None, tuple(command.arguments.split()))
        return found if found is not None and await self._may(asked, command.name, found) else None

    async def answer(self, command: AdminCommand, permitted: Command | None, live: Live | None) -> Answer:
        """Have a command carried out and return what to say. `live` is the conversation, for commands about one.

        Raises TriviumError with a sentence for the one who asked.
        """
        asked = Asked(command, command.session, live, tuple(command.arguments.split()))
        if command.name == TOO_FAST:
            return Answer(phrase("too_fast", asked.language))
        return await (self._refused(asked, command.name) if permitted is None else permitted.answer(asked))

    def may_press(self, action: Action, button: Button) -> bool:
        """Say whether a button names the person who clicked, or nobody."""
        return self._gate.may_press(action.person.id, button.only)

    async def press(self, action: Action, reply: StoredReply, live: Live | None) -> Answer:
        """Do what a click on a command's answer asks; `live` is the conversation of that answer.

        Raises TriviumError with a sentence for the one who clicked.
        """
        name = action.control.removeprefix(OURS).partition("_")[0]
        asked = Asked(action, reply.session, live, shown=reply.view.controls)
        found = self._commands.get(name)
        if found is None or not isinstance(found, Clickable) or not await self._may(asked, name, found):
            refused = await self._refused(asked, name)  # whose answer it is must see it as it was
            return Answer(reply.view.text, asked.shown, reply.view.artifacts, notice=refused.text)
        return await found.press(asked, action)

    async def _may(self, asked: Asked, name: str, found: Command) -> bool:
        verb = found.verb(asked) if isinstance(found, NeedsMore) else verb_of(name)
        scope = found.scope(asked) if isinstance(found, Reaching) else asked.channel
        return verb is not None and await self._gate.may(visitor_of(asked.inbound), verb, scope)

    async def _refused(self, asked: Asked, name: str) -> Answer:
        """Say so; a stranger in direct messages gets a code with which an admin can let them in."""
        person = asked.person
        await self._store.audit(AuditEntry(person.id, name, asked.channel, allowed=False))
        if not asked.inbound.direct or self._gate.belongs(visitor_of(asked.inbound), asked.channel):
            said = phrase("refused", asked.language)
            return Answer(said, notice=said if isinstance(asked.inbound, Action) else "")
        code = spaced(await self._people.code("pair", person.id))
        return Answer(phrase("knock", asked.language, code=code, person=person.id), secret=True)
