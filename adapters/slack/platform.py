"""Slack's pure half: payloads become events, views become messages."""

import logging
import re
from collections.abc import Mapping

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from adapters.shared.limits import Limits
from adapters.shared.platform import Body, Payload
from adapters.shared.tokens import NOOP, Token, decode
from adapters.slack.belonging import home, is_direct, of_ours
from adapters.slack.draw import draw
from adapters.slack.files import attachments
from adapters.slack.forms import filled_in
from adapters.slack.limits import LIMITS
from adapters.slack.manifest import command_name
from adapters.slack.natives import NATIVES
from adapters.slack.stamps import Stamp, stamp_of
from adapters.slack.text import unescape
from adapters.slack.whispers import PASSED
from adapters.slack.wire import (
    STOPPED,
    BlockActions,
    Event,
    EventCallback,
    Press,
    SlashCommand,
    ViewSubmission,
    parse,
)
from core.events import Action, AdminCommand, Inbound, Message, Person
from core.view import View

log = logging.getLogger(__name__)

_WRITTEN_BY_PEOPLE = {None, "file_share", "thread_broadcast"}
"""The subtypes of messages that somebody wrote; all others tell of edits, joins, bots and the like."""

_BARE_MENTION = "hello"
"""What a mention without any words or files stands for."""
_DATE_PICKER = "datepicker"
"""The type of an action that sets or takes away a day."""


class SlackPlatform(Struct, frozen=True):
    """Reads and draws; who we are stands in each payload."""

    @property
    def name(self) -> str:
        """Return the prefix of Slack's ids."""
        return "slack"

    @property
    def limits(self) -> Limits:
        """Return what Slack takes at the most."""
        return LIMITS

    @property
    def natives(self) -> Mapping[str, str]:
        """Return what becomes what on Slack."""
        return NATIVES

    def read(self, payload: Payload) -> Inbound | None:
        """Turn an Events API body, a click, a dialog that was sent or a slash command's form into an event."""
        try:
            known = parse(payload)
        except msgspec.ValidationError as error:
            log.warning("a Slack payload was not understood: %s", error)
            return None
        match known:
            case EventCallback(event=Event(type=kind)) if kind == STOPPED:
                return _stop(known)
            case EventCallback():
                return _message(known)
            case BlockActions():
                return _action(known)
            case ViewSubmission():
                return filled_in(known)
            case SlashCommand():
                return _command(known)
            case None:
                return None

    def draw(self, view: View) -> tuple[Body, ...]:
        """Turn a view into messages of text and blocks, the controls on the last."""
        return draw(view)


def _message(callback: EventCallback) -> Message | None:
    """Read a message; the two deliveries of a mention (app_mention, message) give equal events."""
    event = callback.event
    if not _somebody_wrote(event):
        return None
    own = callback.authorizations[0].user_id if callback.authorizations else ""
    text, mentioned = _without_mention(event.text, own)
    files = attachments(event.files)
    if mentioned and not (text or files):
        text = _BARE_MENTION
    if event.user == own or not (text or files):
        return None
    addressed = mentioned or event.type == "app_mention" or event.channel_type == "im"
    if not addressed and not event.thread_ts:
        return None
    server = f"slack:{home(callback)}"
    channel = f"{server}:{event.channel}"
    thread = event.thread_ts or event.ts
    return Message(
        event=f"{channel}:{event.ts}",
        session=f"{channel}:{thread}",
        channel=channel,
        person=Person(f"slack:{event.user}", member=of_ours(callback)),
        at=float(event.ts),
        direct=is_direct(event.channel, event.channel_type),
        server=server,
        origin={"channel": event.channel, "thread_ts": thread, "user": event.user},
        text=unescape(text),
        attachments=files,
        addressed=addressed,
    )


def _stop(callback: EventCallback) -> AdminCommand | None:
    """Read a press of Slack's Stop button as the command `stop`, given in the thread it was pressed in."""
    event = callback.event
    if not (callback.event_id and event.channel and event.thread_ts and event.user):
        return None
    server = f"slack:{home(callback)}"
    channel = f"{server}:{event.channel}"
    return AdminCommand(
        event=f"{server}:{callback.event_id}",
        session=f"{channel}:{event.thread_ts}",
        channel=channel,
        person=Person(f"slack:{event.user}", member=of_ours(callback)),
        at=float(event.event_ts or event.thread_ts),
        direct=is_direct(event.channel, event.channel_type),
        server=server,
        origin={"channel": event.channel, "thread_ts": event.thread_ts, "user": event.user},
        name="stop",
    )


def _somebody_wrote(event: Event) -> bool:
    return (
        event.subtype in _WRITTEN_BY_PEOPLE
        and not event.bot_id
        and event.edited is None
        and bool(event.user and event.channel and event.ts)
    )


def _without_mention(text: str, own: str) -> tuple[str, bool]:
    """Return the text without our own mention, and whether it was there."""
    if not own:
        return text.strip(), False
    rest, count = re.subn(rf"<@{re.escape(own)}(\|[^>]*)?>[ \t]?", "", text)
    return rest.strip(), count > 0


def _action(body: BlockActions) -> Action | None:
    """Read a click or a choice; None for controls that are not ours and for those that only show something."""
    token = _token(body.actions[0]) if body.actions else None
    where, stamp = body.container, _stamp(body)
    team = stamp.team or body.message.team or (body.team.id if body.team else "")
    if token is None or token.verb == NOOP or not (team and where.channel_id and where.message_ts):
        return None
    server = f"slack:{team}"
    channel = f"{server}:{where.channel_id}"
    return Action(
        event=f"{server}:{body.trigger_id}:{body.actions[0].action_ts}",
        session=f"{channel}:{stamp.thread}" if stamp.thread else channel,
        channel=channel,
        person=_person(body.user.id, body.user.username, member=body.user.team_id == team),
        at=float(body.actions[0].action_ts),
        direct=is_direct(where.channel_id),
        server=server,
        origin={
            "channel": where.channel_id,
            **({"thread_ts": stamp.thread} if stamp.thread else {}),
            "user": body.user.id,
            "native": stamp.key,
            "trigger": body.trigger_id,
            **({"response_url": body.response_url, "beside": where.thread_ts} if where.is_ephemeral else {}),
        },
        control=token.control,
        verb=token.verb,
        reply=token.reply,
        data=_data(body.actions[0]),
    )


def _stamp(body: BlockActions) -> Stamp:
    """Return where the message belongs that was clicked on, its key being its id.

    One that a person alone sees says so itself; without that it belongs to where it is shown.
    """
    where = body.container
    if not where.is_ephemeral:
        return Stamp("", body.message.thread_ts or where.thread_ts or where.message_ts, where.message_ts)
    said = stamp_of(body.actions[0].block_id)
    if said is None:
        return Stamp("", where.thread_ts, f"{PASSED}{where.message_ts}")
    return replace(said, key=f"{PASSED}{said.key}")


def _token(press: Press) -> Token | None:
    """Return what was used: a button says so by its value, a menu or a date picker by its id."""
    by_id = press.type == _DATE_PICKER or press.selected_option is not None
    return decode(press.action_id if by_id else press.value)


def _data(press: Press) -> dict[str, str]:
    if press.type == _DATE_PICKER:
        return {"value": press.selected_date or ""}
    return {} if press.selected_option is None else {"value": press.selected_option.value}


def _command(form: SlashCommand) -> AdminCommand:
    """Read a slash command; Slack names no thread, so the channel stands for the conversation.

    In channels that are shared with others Slack offers it to people of our own workspace alone.
    """
    server = f"slack:{form.team_id}"
    channel = f"{server}:{form.channel_id}"
    return AdminCommand(
        event=f"{server}:{form.trigger_id}",
        session=channel,
        channel=channel,
        person=_person(form.user_id, form.user_name, member=True),
        at=form.received_at,
        direct=is_direct(form.channel_id),
        server=server,
        origin={"channel": form.channel_id, "user": form.user_id, "response_url": form.response_url},
        name=command_name(form.command.removeprefix("/")),
        arguments=" ".join(unescape(form.text).split()),
        placed=False,
    )


def _person(user: str, name: str, *, member: bool) -> Person:
    return Person(f"slack:{user}", {"username": name} if name else {}, member)
