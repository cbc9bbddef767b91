import json
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from adapters.discord.platform import DiscordPlatform
from core.events import Action, AdminCommand, Attachment, Inbound, Message, Person

PAYLOADS = Path(__file__).resolve().parents[1] / "payloads" / "discord"
ADA = Person("discord:900000000000000011", {"name": "Ada", "username": "ada"})
ADA_ACTING = Person(ADA.id, {**ADA.claims, "language": "en-US"})
"""Only what people press says which language they have set."""
MESSAGE, CLICK, STARTER = "1574000000000000000", "1574000000100000000", "1573000000000000000"
SERVER = "discord:900000000000000002"
DM, GENERAL, CLICKED = "900000000000000021", "900000000000000003", "1573999999999999999"


def read(name: str) -> Inbound | None:
    payload: dict[str, Any] = json.loads((PAYLOADS / f"{name}.json").read_text("utf-8"))
    return DiscordPlatform().read(payload)


def rights(channel: str) -> dict[str, str]:
    """Return what Discord says of Ada's permissions with what she presses: nothing in direct messages."""
    return {} if channel == DM else {"permissions": "2251799813685247"}


def written(
    text: str,
    *,
    session: str,
    channel: str,
    origin: dict[str, str],
    addressed: bool = True,
    attachments: tuple[Attachment, ...] = (),
) -> Message:
    return Message(
        event=f"discord:{MESSAGE}",
        session=f"discord:{session}",
        channel=f"discord:{channel}",
        person=ADA,
        at=1795341243.505,
        direct=channel == DM,
        server="" if channel == DM else SERVER,
        origin={"message": MESSAGE, **origin},
        text=text,
        attachments=attachments,
        addressed=addressed,
    )


def clicked(
    verb: str, *, session: str, channel: str, origin: dict[str, str], data: dict[str, str] | None = None
) -> Action:
    return Action(
        event=f"discord:{CLICK}",
        session=f"discord:{session}",
        channel=f"discord:{channel}",
        person=ADA_ACTING,
        at=1795341243.529,
        direct=channel == DM,
        server="" if channel == DM else SERVER,
        origin={"message": CLICKED, "native": f"{origin['channel']}:{CLICKED}", **rights(channel), **origin},
        control="count",
        verb=verb,
        reply=71,
        data=data or {},
    )


def chosen(value: str) -> Action:
    return clicked("select", session=DM, channel=DM, origin={"channel": DM}, data={"value": value})


def filled_in(session: str = DM, **origin: str) -> Action:
    return clicked(
        "set",
        session=session,
        channel=DM,
        origin={"channel": DM, "form": "1", **origin},
        data={"value": "Ada\nLovelace"},
    )


def file(name: str, media_type: str, size: int) -> Attachment:
    address = f"https://cdn.discordapp.com/attachments/900000000000000021/1574000000000000001/{name}"
    return Attachment(name, media_type, size, f"{address}?ex=6a&is=6b&hm=6c")


def given(arguments: str, *, session: str, channel: str, name: str = "graph") -> AdminCommand:
    return AdminCommand(
        event=f"discord:{CLICK}",
        session=f"discord:{session}",
        channel=f"discord:{channel}",
        person=ADA_ACTING,
        at=1795341243.529,
        direct=channel == DM,
        server="" if channel == DM else SERVER,
        origin={"channel": session, **rights(channel)},
        name=name,
        arguments=arguments,
    )


def in_channel(text: str) -> Message:
    return written(text, session=MESSAGE, channel=GENERAL, origin={"channel": GENERAL, "starter": MESSAGE})


def in_thread(text: str, *, addressed: bool) -> Message:
    return written(text, session=STARTER, channel=GENERAL, origin={"channel": STARTER}, addressed=addressed)


EVENTS: dict[str, Inbound] = {
    "direct_attachment_only": written(
        "", session=DM, channel=DM, origin={"channel": DM}, attachments=(file("cat.png", "image/png", 1234),)
    ),
    "mention_with_files": written(
        "",
        session=MESSAGE,
        channel=GENERAL,
        origin={"channel": GENERAL, "starter": MESSAGE},
        attachments=(file("notes.csv", "text/csv", 12), file("thing.unheard", "application/octet-stream", 13)),
    ),
    "forum_post": in_thread("how do I count?", addressed=False),
    "mention_in_voice_chat": written(
        "make me   a counter", session=GENERAL, channel=GENERAL, origin={"channel": GENERAL}
    ),
    "form": filled_in(),
    "form_from_a_notice": filled_in(STARTER, native=f"private:{CLICKED}", starter=STARTER),
    "direct": written("make me a counter", session=DM, channel=DM, origin={"channel": DM}),
    "mention": in_channel("make me   a counter"),
    "mention_in_the_middle": in_channel("hey ask <@900000000000000012>"),
    "mention_bare": in_channel("hello"),
    "reply": in_channel("and another"),
    "thread": in_thread("and now a second one", addressed=False),
    "thread_mention": in_thread("still there?", addressed=True),
    "click": clicked("inc", session=DM, channel=DM, origin={"channel": DM}),
    "click_in_thread": clicked("dec", session=STARTER, channel=GENERAL, origin={"channel": STARTER}),
    "click_on_reply_in_channel": clicked(
        "inc", session=STARTER, channel=GENERAL, origin={"channel": GENERAL, "starter": STARTER}
    ),
    "select": chosen("large"),
    "select_of_a_second_option_with_the_id": chosen("large"),
    "select_in_second_menu": chosen("size-30"),
    "command": given("v1 here", session=DM, channel=DM),
    "command_without_options": given("", session=DM, channel=DM, name="stop"),
    "command_bare_in_thread": given("", session=STARTER, channel=GENERAL),
    "message_in_a_group": replace(
        written("make me a counter", session=DM, channel=DM, origin={"channel": DM}), direct=False
    ),
    "command_in_a_group": replace(given("v1 here", session=DM, channel=DM), direct=False),
    "command_between_two_people": replace(given("v1 here", session=DM, channel=DM), direct=False),
    "command_with_two_options": given("v1 2", session=GENERAL, channel=GENERAL),
}
NOT_FOR_US = (
    "mention_everyone",
    "reply_to_somebody",
    "reply_to_deleted",
    "channel_chatter",
    "other_bot",
    "own",
    "webhook",
    "system_pin",
    "edited",
    "unknown_event",
    "malformed",
    "click_noop",
    "click_foreign",
    "select_nothing",
    "form_foreign",
    "form_from_a_command",
    "voice_chatter",
    "thread_starter",
    "edited_embed",
    "autocomplete",
)


@pytest.mark.parametrize("name", EVENTS)
def test_a_recorded_payload_becomes_an_event(name: str) -> None:
    assert read(name) == EVENTS[name]


@pytest.mark.parametrize("name", NOT_FOR_US)
def test_what_is_not_for_us_is_passed_over(name: str) -> None:
    assert read(name) is None


def test_every_recorded_payload_is_replayed() -> None:
    recorded = {path.stem for path in PAYLOADS.glob("*.json")}

    assert recorded == EVENTS.keys() | set(NOT_FOR_US)
