import json
import mimetypes
from pathlib import Path
from typing import Any

import pytest
from msgspec import convert, to_builtins

from adapters.telegram.platform import TelegramPlatform
from core.admin import CommandSpec
from core.events import Action, AdminCommand, Attachment, Inbound, Message, Moved, Person

PAYLOADS = Path(__file__).resolve().parents[1] / "payloads" / "telegram"
COMMANDS = (
    CommandSpec("graph", "Show or switch the graph"),
    CommandSpec("model", "Show or switch the model"),
    CommandSpec("stop", "Stop what is under way", least="member"),
    CommandSpec("help", "Say what I can do", least="stranger"),
)
PLATFORM = TelegramPlatform("graph_bot", 7001, COMMANDS)
ADA = Person("telegram:1001", {"name": "Ada Lovelace", "username": "ada", "language": "en"})
BEN = Person("telegram:1002", {"name": "Ben"})
GROUP = "telegram:-1001234567890"


def payload(name: str) -> dict[str, Any]:
    value: dict[str, Any] = json.loads((PAYLOADS / f"{name}.json").read_text("utf-8"))
    return value


def said(
    text: str,
    *,
    chat: str = "telegram:1001",
    topic: int = 0,
    person: Person = ADA,
    number: int = 42,
    attachments: tuple[Attachment, ...] = (),
    **origin: str,
) -> Message:
    return Message(
        event=f"{chat}:{number}",
        session=f"{chat}:{topic}",
        channel=chat,
        person=person,
        at=1795334400,
        origin={"message": str(number)} | origin,
        direct=not chat.startswith("telegram:-"),
        text=text,
        attachments=attachments,
    )


def commanded(
    chat: str, name: str = "graph", arguments: str = "v1", person: Person = ADA, **origin: str
) -> AdminCommand:
    return AdminCommand(
        event=f"{chat}:42",
        session=f"{chat}:0",
        channel=chat,
        person=person,
        at=1795334400,
        direct=not chat.startswith("telegram:-"),
        origin={"message": "42"} | origin,
        name=name,
        arguments=arguments,
    )


def pressed(at: float, control: str = "count", verb: str = "inc") -> Action:
    return Action(
        event="telegram:4301234567890",
        session="telegram:1001:0",
        channel="telegram:1001",
        person=ADA,
        at=at,
        direct=True,
        origin={"query": "4301234567890", "message": "77", "native": "77"},
        control=control,
        verb=verb,
        reply=5,
    )


def pressed_in_group() -> Action:
    place = {"session": f"{GROUP}:0", "channel": GROUP, "direct": False}
    return convert(to_builtins(pressed(1795334400)) | place, Action)


def filled_in(chat: str, value: str, asked: str) -> Action:
    return Action(
        event=f"{chat}:42",
        session=f"{chat}:0",
        channel=chat,
        person=ADA,
        at=1795334400,
        direct=not chat.startswith("telegram:-"),
        origin={"form": "1", "message": "42", "prompt": "41", "asked": asked, "kind": "text"},
        control="name",
        verb="set",
        reply=5,
        data={"value": value},
    )


READ: dict[str, Inbound | Moved | None] = {
    "private": said("make me a counter"),
    "group_mention": said("🙂🙂  make me a counter", chat=GROUP, person=BEN),
    "group_text_mention": said("what is up", chat=GROUP),
    "group_bare_mention": said("hello", chat=GROUP),
    "group_other_mention": None,
    "group_chatter": None,
    "group_reply": said("and another", chat=GROUP),
    "group_reply_to_somebody": None,
    "topic": said("hi", chat=GROUP, topic=12),
    "topic_chatter": None,
    "edited": None,
    "channel_post": None,
    "other_bot": None,
    "new_member": None,
    "photo": said("look", number=44, attachments=(Attachment("photo.jpg", "image/jpeg", 80_000, "large"),)),
    "photo_in_group": said("what is this?", chat=GROUP, attachments=(Attachment("photo.jpg", "image/jpeg", 900, "A"),)),
    "photo_in_group_chatter": None,
    "document": said("", attachments=(Attachment("sales.csv", "text/csv", 1200, "D"),)),
    "voice": said("", attachments=(Attachment(f"voice{mimetypes.guess_extension('audio/ogg')}", "audio/ogg", 9, "V"),)),
    "migrated": Moved("telegram:-4711", GROUP),
    "migrated_from": None,
    "answer_to_prompt": filled_in("telegram:1001", "Project X", "Name"),
    "answer_to_prompt_in_group": filled_in(GROUP, "/etc/hosts", "Name"),
    "command_to_prompt": commanded("telegram:1001", "stop", ""),
    "command": commanded("telegram:1001"),
    "command_in_group": commanded(GROUP),
    "command_with_two_arguments": commanded("telegram:1001", "model", "builtin default"),
    "command_without_arguments": commanded("telegram:1001", "stop", ""),
    "command_without_arguments_in_group": commanded(GROUP, "stop", ""),
    "command_with_wide_gaps": commanded("telegram:1001", "graph", "v1 session"),
    "command_for_other_bot": None,
    "command_of_the_group": commanded(GROUP, person=Person(GROUP, {"name": "Team"}), unseen="1"),
    "command_of_the_group_for_other_bot": None,
    "command_of_the_group_unknown": None,
    "start_of_the_group": said("hello", chat=GROUP, person=Person(GROUP, {"name": "Team"}), unseen="1"),
    "command_of_a_channel": None,
    "command_in_a_channel": None,
    "mention_of_the_group": None,
    "command_unknown": said("/weather Berlin"),
    "command_unknown_in_group": None,
    "start": said("hello"),
    "help": commanded("telegram:1001", "help", ""),
    "callback": pressed(1795334400),
    "callback_in_group": pressed_in_group(),
    "callback_select": pressed(1795334400, "size", "large"),
    "callback_cancel": pressed(1795334400, "timer", "cancel"),
    "callback_next": pressed(1795334400, "log", "next"),
    "callback_noop": None,
    "callback_foreign": None,
    "callback_inaccessible": pressed(0),
    "callback_inline": None,
    "unknown_kind": None,
    "malformed": None,
}


@pytest.mark.parametrize("name", READ)
def test_a_recorded_update_is_read_as_what_it_means(name: str) -> None:
    event = PLATFORM.read(payload(name))

    assert event == READ[name]


def test_every_recorded_update_is_read() -> None:
    assert {path.stem for path in PAYLOADS.glob("*.json")} == set(READ)


def test_an_update_that_cannot_be_understood_is_named_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    PLATFORM.read(payload("malformed"))

    assert "a Telegram update was not understood" in caplog.text


def test_a_bot_that_does_not_know_its_name_yet_takes_no_mention_for_its_own() -> None:
    event = TelegramPlatform().read(payload("group_mention"))

    assert event is None
