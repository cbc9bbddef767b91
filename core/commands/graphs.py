"""`/graph`: which graph answers, and where; a picker with which to switch it, and a picture of each."""

from collections.abc import Awaitable, Callable, Mapping
from difflib import get_close_matches
from typing import get_args

from msgspec import Struct
from msgspec.structs import replace

from core.artifacts import Image
from core.blueprint import Graph
from core.commands.asked import Answer, Asked
from core.controls import OURS, Button, Control, Option, Select
from core.events import Action
from core.gate import EVERYWHERE
from core.phrases import phrase
from core.ports import AuditEntry
from core.scopes import GraphScopes, Scope
from core.ui import Changed, Screen, react

CLEAR = "clear"
SCOPES: tuple[Scope, ...] = get_args(Scope)

Draw = Callable[[Graph], Awaitable[bytes]]
"""Draws a graph as a PNG."""

_WHERE, _TO, _PICTURE = f"{OURS}graph_where", f"{OURS}graph_to", f"{OURS}graph_picture"
_PLACES: Mapping[Scope, str] = {"session": "this conversation", "channel": "this channel", "default": "everywhere"}
_REASONS: Mapping[Scope | None, str] = {
    "session": "it is set for this conversation",
    "channel": "it is set for this channel",
    "default": "it is set as the default",
    None: "no other is set",
}
_ANSWERS: Mapping[Scope, str] = {
    "session": "in this conversation", "channel": "here", "default": "wherever no other graph is set",
}  # fmt: skip


class Graphs(Struct, frozen=True):
    """The graphs there are."""

    sound: Mapping[str, Graph]
    broken: Mapping[str, str]
    """Those that cannot be used, with the reason."""


class GraphCommand:
    """Lists, shows and switches graphs."""

    def __init__(self, scopes: GraphScopes, graphs: Graphs, draw: Draw | None = None) -> None:
        self._scopes, self._graphs, self._draw = scopes, graphs, draw
        self._names = tuple(graphs.sound)

    def scope(self, asked: Asked) -> str:
        """Return what it concerns: the default answers in places that others run."""
        if isinstance(asked.inbound, Action):
            return EVERYWHERE if _scope_of(Screen(asked.shown)) == "default" else asked.channel
        return EVERYWHERE if asked.words[1:] == ("default",) else asked.channel

    async def answer(self, asked: Asked) -> Answer:
        """Show the picker, or switch. Raises StoreError."""
        match asked.words:
            case ():
                return self._picker(asked, "channel", self._list(asked))
            case (name,):
                return await self._switch(asked, name, "channel")
            case (name, where) if (scope := _scope(where)) is not None:
                return await self._switch(asked, name, scope)
            case _:
                hint = f"[{'|'.join((*self._names, CLEAR))}] [{'|'.join(SCOPES)}]"
                return self._picker(asked, "channel", f"Say `/graph {hint}`.")

    async def press(self, asked: Asked, action: Action) -> Answer:
        """Change the picker, switch, or draw a picture. Raises StoreError."""
        screen = Screen(asked.shown)
        if action.control == _PICTURE:
            return await self._picture(asked, _scope_of(screen))
        reaction = react(screen, action.control, action.verb, action.data)
        if not isinstance(reaction, Changed):
            return Answer(self._list(asked), asked.shown, notice=phrase("gone", asked.language))
        scope, chosen = _scope_of(reaction.screen), _chosen(reaction.screen, _TO)
        if action.control == _WHERE:
            return self._picker(asked, scope, self._list(asked))
        if action.control != _TO or not chosen or chosen == _chosen(screen, _TO):
            return Answer(self._list(asked), reaction.screen.controls)
        return await self._switch(asked, _named(reaction.screen, chosen), scope)

    async def _switch(self, asked: Asked, name: str, scope: Scope) -> Answer:
        if name != CLEAR and name not in self._graphs.sound:
            return self._picker(asked, scope, self._unknown(name))
        if scope == "session" and asked.live is None:
            return self._picker(asked, scope, phrase("no_conversation", asked.language, command="graph"))
        place = {"session": asked.session, "channel": asked.channel, "default": "default"}[scope]
        audit = AuditEntry(asked.person.id, "graph", place, allowed=True, detail=name)
        await self._scopes.put(scope, asked.session, asked.channel, None if name == CLEAR else name, audit)
        session, channel = asked.session if scope == "session" else "", "" if scope == "default" else asked.channel
        answering = self._scopes.resolve(session, channel)
        said = f"From the next message on, graph **{answering}** answers {_ANSWERS[scope]}."
        return self._picker(asked, scope, said + self._narrower(asked, scope))

    def _narrower(self, asked: Asked, scope: Scope) -> str:
        """Say what goes on answering where a narrower choice wins over the one just made."""
        wins = self._scopes.where(asked.session, asked.channel)
        if wins is None or SCOPES.index(wins) >= SCOPES.index(scope):
            return ""
        goes_on = self._scopes.resolve(asked.session, asked.channel)
        return f" Here **{goes_on}** goes on answering: it is set for {_PLACES[wins]}."

    def _unknown(self, name: str) -> str:
        if name in self._graphs.broken:
            return f"The graph “{name}” cannot be used, so nothing has changed: {self._graphs.broken[name]}"
        near = get_close_matches(name, self._names, 1, 0.3)
        meant = f" Did you mean **{near[0]}**?" if near else ""
        return f"There is no graph “{name}”; there are {', '.join(self._names)}.{meant}"

    def _list(self, asked: Asked) -> str:
        here = self._scopes.resolve(asked.session, asked.channel)
        rows = [
            f"- {'**' + name + '** (answers here)' if name == here else name}: {graph.title}"
            for name, graph in self._graphs.sound.items()
        ]
        wins = self._scopes.where(asked.session, asked.channel)
        default = "" if wins in (None, "default") else f" The default is {self._scopes.resolve('', '')}."
        return "\n".join(["Graphs:", *rows, "", f"Here {here} answers, as {_REASONS[wins]}.{default}"])

    def _picker(self, asked: Asked, scope: Scope, text: str) -> Answer:
        there = self._scopes.set_at(scope, asked.session, asked.channel)
        graphs = (*(Option(f"g{at}", name) for at, name in enumerate(self._names)), Option(CLEAR, f"{CLEAR} this"))
        chosen = f"g{self._names.index(there)}" if there in self._names else ""
        controls: tuple[Control, ...] = (
            Select(_WHERE, "Where", tuple(Option(one, _PLACES[one]) for one in SCOPES), scope),
            Select(_TO, f"Graph for {_PLACES[scope]}", graphs, chosen),
        )
        if self._draw is not None:
            controls = (*controls, Button(_PICTURE, "Show as a picture"))
        return Answer(text, controls)

    async def _picture(self, asked: Asked, scope: Scope) -> Answer:
        name = self._scopes.set_at(scope, asked.session, asked.channel)
        graph = self._graphs.sound[name or self._scopes.resolve(asked.session, asked.channel)]
        answer = self._picker(asked, scope, f"Graph **{graph.name}**: {graph.title}")
        if self._draw is None:
            return answer
        image = Image(f"Graph {graph.name}", "image/png", await self._draw(graph))
        return replace(answer, artifacts=(image,))


def _scope(word: str) -> Scope | None:
    return next((scope for scope in SCOPES if scope == word), None)


def _scope_of(screen: Screen) -> Scope:
    return _scope(_chosen(screen, _WHERE)) or "channel"


def _named(screen: Screen, chosen: str) -> str:
    """Return the graph that an option means as it was shown: there may be others by now."""
    found = screen.find(_TO)
    option = found.option(chosen) if isinstance(found, Select) and chosen != CLEAR else None
    return CLEAR if option is None else option.label


def _chosen(screen: Screen, control: str) -> str:
    found = screen.find(control)
    return found.chosen if isinstance(found, Select) else ""
