"""The sending half for many workspaces: each call goes to the workspace that its event came from."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from adapters.shared.platform import Body
from adapters.slack.port import SlackPort
from adapters.slack.workspaces import Workspaces
from core.errors import PlatformError, PlatformUnreachable, Unauthorized
from core.events import Action, Attachment, Claims, Inbound, Message
from core.fields import Form
from core.ports import Mark

_STRANGERS = ("channel_not_found", "user_not_found")
"""Refusals that say that somebody is not in this workspace."""


class Ports:
    """Picks the port, and sees to it that its token lives."""

    def __init__(self, workspaces: Workspaces) -> None:
        self._workspaces = workspaces
        self._homes: dict[str, str] = {}
        """The team of each person who was told something."""

    async def send(self, to: Inbound, body: Body, *, key: str, private: bool) -> str:
        """Post a message in the event's workspace."""
        async with self._of(to) as port:
            return await port.send(to, body, key=key, private=private)

    async def preview(self, to: Inbound, native: str | None, body: Body, *, key: str, last: bool) -> str | None:
        """Show a growing state in the event's workspace."""
        async with self._of(to) as port:
            return await port.preview(to, native, body, key=key, last=last)

    async def edit(self, to: Inbound, native: str, body: Body) -> None:
        """Edit a message in the event's workspace."""
        async with self._of(to) as port:
            await port.edit(to, native, body)

    async def delete(self, to: Inbound, native: str) -> None:
        """Take a message away in the event's workspace."""
        async with self._of(to) as port:
            await port.delete(to, native)

    async def notify(self, to: Inbound, text: str) -> None:
        """Show something short to the one who acted."""
        async with self._of(to) as port:
            await port.notify(to, text)

    async def acknowledge(self, to: Inbound) -> None:
        """Do nothing: the gateway has answered Slack already."""

    async def mark(self, to: Message, mark: Mark) -> None:
        """Put a reaction on a person's message."""
        async with self._of(to) as port:
            await port.mark(to, mark)

    async def tell(self, person: str, text: str) -> None:
        """Write to a user, in the one of the workspaces that knows them: an id says nothing of its workspace."""
        teams = [team for team in (self._homes.get(person),) if team]
        refusal: PlatformError | None = None
        for team in teams or await self._workspaces.teams():
            try:
                async with self._in(team) as port:
                    await port.tell(person, text)
            except (PlatformUnreachable, Unauthorized) as error:
                refusal = error
            except PlatformError as error:
                if not any(code in str(error) for code in _STRANGERS):
                    raise
                self._homes.pop(person, None)
                refusal = refusal or error
            else:
                self._homes[person] = team
                return
        raise refusal or PlatformError("The app is installed in no workspace of Slack's, so nobody can be told.")

    async def claims(self, to: Inbound) -> Claims:
        """Return what Slack says of the person: their names and language."""
        async with self._of(to) as port:
            return await port.claims(to)

    async def administers(self, to: Inbound) -> bool:
        """Say whether Slack counts the person among those who run the event's workspace."""
        async with self._of(to) as port:
            return await port.administers(to)

    async def ask(self, to: Action, form: Form, problem: str) -> None:
        """Open a modal for the one who clicked."""
        async with self._of(to) as port:
            await port.ask(to, form, problem)

    async def fetch(self, to: Message, attachment: Attachment) -> bytes:
        """Download a file that came with a message."""
        async with self._of(to) as port:
            return await port.fetch(to, attachment)

    async def working(self, to: Inbound, *, on: bool) -> None:
        """Set the thread's status in the event's workspace."""
        async with self._of(to) as port:
            await port.working(to, on=on)

    def _of(self, to: Inbound) -> AbstractAsyncContextManager[SlackPort]:
        return self._in(team_of(to))

    @asynccontextmanager
    async def _in(self, team: str) -> AsyncIterator[SlackPort]:
        workspace = await self._workspaces.of(team)
        if workspace is None:
            raise PlatformError(f"The app is not installed in Slack's workspace {team} any more.")
        await workspace.renewal.fresh()
        try:
            yield workspace.port
        except Unauthorized as error:
            sentence = str(error).replace("SLACK_BOT_TOKEN", f"The token of the workspace {team}")
            raise Unauthorized(sentence) from error


def team_of(to: Inbound) -> str:
    """Return the workspace that an event came from."""
    return to.channel.split(":")[1]
