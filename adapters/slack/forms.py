"""Forms: asking for a field's value with a modal, and reading what was filled in."""

import logging

import msgspec
from msgspec import Struct
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.belonging import is_direct
from adapters.slack.dialog import ACTION_ID, BLOCK_ID, CALLBACK_ID, form_view
from adapters.slack.errors import translated
from adapters.slack.wire import ViewSubmission
from core.errors import PlatformError
from core.events import Action, Person
from core.fields import Form

log = logging.getLogger(__name__)

_TOO_LATE = ("expired_trigger_id", "exchanged_trigger_id", "trigger_expired", "trigger_exchanged")
"""Refusals of a trigger that is older than 3 s or was used (docs.slack.dev/reference/methods/views.open)."""


class _Asked(Struct, frozen=True):
    """What a modal carries as its `private_metadata`, at most 3,000 characters: where its value belongs."""

    team: str
    channel: str
    thread_ts: str
    native: str
    control: str
    reply: int
    response_url: str = ""
    """Where the message that was clicked on can be changed, where one person alone sees it."""
    beside: str = ""
    """The thread that such a message is shown in."""


async def open_form(client: AsyncWebClient, to: Action, form: Form, problem: str) -> None:
    """Open the modal for the one who clicked. Raises PlatformError, also where the click is over three seconds old."""
    asked = _Asked(
        team=to.channel.split(":")[1],
        channel=to.origin["channel"],
        thread_ts=to.origin.get("thread_ts", ""),
        native=to.origin.get("native", ""),
        control=form.control,
        reply=to.reply,
        response_url=to.origin.get("response_url", ""),
        beside=to.origin.get("beside", ""),
    )
    view = form_view(form, problem, msgspec.json.encode(asked).decode())
    try:
        with translated("views.open"):
            await client.views_open(trigger_id=to.origin.get("trigger", ""), view=view)
    except PlatformError as error:
        if any(code in str(error) for code in _TOO_LATE):
            raise PlatformError(
                "Slack opens a dialog within three seconds of the click only, and they were over. Click again."
            ) from error
        raise


def filled_in(sent: ViewSubmission) -> Action | None:
    """Return what a modal of ours brought; None for anybody else's."""
    if sent.view.callback_id != CALLBACK_ID:
        return None
    try:
        asked = msgspec.json.decode(sent.view.private_metadata, type=_Asked)
    except msgspec.DecodeError as error:
        log.warning("a Slack dialog says not what it asked for: %s", error)
        return None
    field = sent.view.state.values.get(BLOCK_ID, {}).get(ACTION_ID)
    value = "" if field is None else field.value or field.selected_date or ""
    server = f"slack:{asked.team}"
    channel = f"{server}:{asked.channel}"
    username = {"username": sent.user.username} if sent.user.username else {}
    return Action(
        event=f"{server}:{sent.trigger_id}",
        session=f"{channel}:{asked.thread_ts}" if asked.thread_ts else channel,
        channel=channel,
        person=Person(f"slack:{sent.user.id}", username, sent.user.team_id == asked.team),
        at=sent.received_at,
        direct=is_direct(asked.channel),
        server=server,
        origin=_origin(sent, asked),
        control=asked.control,
        verb="set",
        reply=asked.reply,
        data={"value": value},
    )


def _origin(sent: ViewSubmission, asked: _Asked) -> dict[str, str]:
    """Return what the click had as its origin, with the trigger of what was sent."""
    private = {"response_url": asked.response_url, "beside": asked.beside} if asked.response_url else {}
    return {
        "channel": asked.channel,
        **({"thread_ts": asked.thread_ts} if asked.thread_ts else {}),
        "user": sent.user.id,
        "native": asked.native,
        "trigger": sent.trigger_id,
        "form": "1",
        **private,
    }
