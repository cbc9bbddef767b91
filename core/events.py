"""Events: what comes in from a platform, and what a turn says while it runs."""

from collections.abc import Mapping
from typing import Any, TypeAlias

from msgspec import Struct, field

from core.artifacts import Artifact
from core.controls import Control


class Person(Struct, frozen=True):
    """Somebody on a platform; `id` is `{platform}:{user}`, claims are what the platform says of them."""

    id: str
    claims: dict[str, str] = field(default_factory=dict)
    """Any of `name`, `preferred_username`, `username`, `language`."""
    member: bool = False
    """True where the platform vouches that they belong to the organisation that we work for."""

    @property
    def language(self) -> str:
        """Return the two letters of the language the platform says they use; English where it says none."""
        return self.claims.get("language", "en")[:2]


class _Arrival(Struct, frozen=True, kw_only=True, tag_field="type"):
    event: str
    """Unique for ever; a second arrival under the same id is a redelivery and is dropped."""
    session: str
    """The conversation, `{platform}:…`."""
    channel: str
    """The place a graph can be set for: the session's channel, group or direct-message room, `{platform}:…`."""
    person: Person
    at: float
    """When it happened, Unix seconds by the platform's clock."""
    direct: bool = False
    """True in a conversation that only this person and we read."""
    server: str = ""
    """The workspace or guild of the channel, `{platform}:…`; empty where there is none."""
    origin: dict[str, str] = field(default_factory=dict)
    """What only the platform's own adapter reads: message ids, tokens for the answer."""


class Attachment(Struct, frozen=True):
    """A file that came with a message, still where the platform keeps it."""

    name: str
    media_type: str
    size: int
    """Bytes, as the platform says."""
    ref: str
    """Where the platform's own port finds it."""


class Message(_Arrival, frozen=True, kw_only=True, tag="message"):
    """Somebody wrote something; the text may be empty where files came without words."""

    text: str
    attachments: tuple[Attachment, ...] = ()
    addressed: bool = True
    """False where the text is not plainly meant for us: it counts only in a session that exists."""


class Action(_Arrival, frozen=True, kw_only=True, tag="action"):
    """Somebody used a control."""

    control: str
    verb: str
    reply: int
    """The reply the control was shown on (see `core.view.View.id`); 0 if unknown."""
    data: dict[str, str] = field(default_factory=dict)


class AdminCommand(_Arrival, frozen=True, kw_only=True, tag="admin"):
    """Somebody gave a command such as `/graph v1`."""

    name: str
    arguments: str = ""
    placed: bool = True
    """False where the platform does not say in which of the channel's conversations it was given."""


Inbound: TypeAlias = Message | Action | AdminCommand


def command_from(inbound: Inbound, name: str, arguments: str = "") -> AdminCommand:
    """Return an event as a command, given by the same person in the same place; what was written is left out."""
    return AdminCommand(
        event=inbound.event,
        session=inbound.session,
        channel=inbound.channel,
        person=inbound.person,
        at=inbound.at,
        direct=inbound.direct,
        server=inbound.server,
        origin=inbound.origin,
        name=name,
        arguments=arguments,
    )


class Moved(Struct, frozen=True):
    """A channel has another name from now on, and its sessions with it: what began with `old` begins with `new`."""

    old: str
    new: str

    def renamed(self, name: str) -> str:
        """Return what is called `name` until now, by the name it has from now on."""
        within = name == self.old or name.startswith(f"{self.old}:")
        return self.new + name.removeprefix(self.old) if within else name


class Delta(Struct, frozen=True, tag="delta"):
    """A further piece of the answer's text (Markdown)."""

    content: str


class Controls(Struct, frozen=True, tag="controls"):
    """All the controls that are now to be seen."""

    controls: tuple[Control, ...]


class Notice(Struct, frozen=True, tag="notice"):
    """A short remark for the one person who acted, beside the reply and not part of it."""

    text: str


class Artifacts(Struct, frozen=True, tag="artifacts"):
    """Tables, charts and files that belong to the answer."""

    artifacts: tuple[Artifact, ...]


class Hud(Struct, frozen=True, tag="hud"):
    """What a node is doing; for the trace and the operator, never part of the answer."""

    fields: dict[str, Any]
    """`node`, `event`, `turn` and what belongs to the event: names, numbers, never what people or models wrote."""
    words: dict[str, str] = field(default_factory=dict)
    """What people or models wrote; left out of the trace unless the operator asks for it."""


class Done(Struct, frozen=True, tag="done"):
    """The answer is complete."""

    failed: bool = False
    """True where it only says what went wrong."""


OutputEvent: TypeAlias = Delta | Controls | Notice | Artifacts | Hud | Done

Claims: TypeAlias = Mapping[str, str]
