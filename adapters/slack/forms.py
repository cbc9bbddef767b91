"""Forms: asking for a field's value with a modal, and reading what was filled in."""

import logging

import msgspec
from msgspec import Struct
from slack_sdk.web.async_client import AsyncWebClient

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


async def open_form(client: AsyncWebClient, to: Action, form: Form, problem: str) -> None:
    """Open the modal for the one who clicked. Raises PlatformError, also where the click is over three seconds old."""
    asked = _Asked(
        team=to.channel.split(":")[1],
        channel=to.origin["channel"],
        thread_ts=to.origin.get("thread_ts", ""),
        native=to.origin.get("native", ""),
        control=form.control,
        reply=to.reply,
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
    channel = f"slack:{asked.team}:{asked.channel}"
    return Action(
        event=f"slack:{asked.team}:{sent.trigger_id}",
        session=f"{channel}:{asked.thread_ts}",
        channel=channel,
        person=Person(f"slack:{sent.user.id}", {"username": sent.user.username} if sent.user.username else {}),
        at=sent.received_at,
        origin={
            "channel": asked.channel,
            "thread_ts": asked.thread_ts,
            "user": sent.user.id,
            "native": asked.native,
            "trigger": sent.trigger_id,
            "form": "1",
        },
        control=asked.control,
        verb="set",
        reply=asked.reply,
        data={"value": value},
    )
