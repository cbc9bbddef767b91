"""Reactions of the app on messages."""

from msgspec.structs import replace

from bots.sandbox.slack.arguments import Arguments, Methods, Result, required
from bots.sandbox.slack.rules import SlackError
from bots.sandbox.slack.workspace import Post, Workspace

EMOJI = {"hourglass_flowing_sand": "⏳", "eyes": "👀", "white_check_mark": "✅", "x": "❌"}


class Reactions:
    """Puts reactions on messages and takes them away."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def methods(self) -> Methods:
        """Return the methods of the Web API that are about reactions."""
        return {"reactions.add": self._add, "reactions.remove": self._remove}

    def _add(self, arguments: Arguments) -> Result:
        post, name = self._on(arguments)
        if name in post.reactions:
            raise SlackError("already_reacted")
        self._workspace.keep(replace(post, reactions=(*post.reactions, name)))
        return {}

    def _remove(self, arguments: Arguments) -> Result:
        post, name = self._on(arguments)
        if name not in post.reactions:
            raise SlackError("no_reaction")
        self._workspace.keep(replace(post, reactions=tuple(one for one in post.reactions if one != name)))
        return {}

    def _on(self, arguments: Arguments) -> tuple[Post, str]:
        name = required(arguments, "name")
        if name not in EMOJI:
            raise SlackError("invalid_name")
        channel = self._workspace.channel(arguments.get("channel"))
        post = self._workspace.find(channel.id, required(arguments, "timestamp"))
        if post is None:
            raise SlackError("message_not_found")
        return post, name
