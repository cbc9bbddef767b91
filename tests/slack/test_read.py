"""Reading payloads as Slack sends them (see `tests/payloads/slack`)."""

import json
from pathlib import Path
from typing import Any

import pytest

from adapters.slack.platform import SlackPlatform
from core.events import Action, AdminCommand, Attachment, Inbound, Message, Person

PAYLOADS = Path(__file__).resolve().parents[1] / "payloads" / "slack"
SERVER = "slack:T061EG9R6"
CHANNEL = f"{SERVER}:C061EG9SL"
SALES = Attachment("sales.csv", "text/csv", 1200, "https://files.slack.com/files-pri/T061EG9R6-F1/download/sales.csv")
READ = {
    "agent_session_stopped",
    "choice",
    "choice_in_a_further_menu",
    "click",
    "click_on_an_ephemeral_message",
    "day",
    "day_taken_away",
    "dialog",
    "dialog_left_empty",
    "direct_message",
    "direct_message_of_files_only",
    "direct_message_with_file",
    "direct_message_with_file_of_another_workspace",
    "mention",
    "mention_message",
    "mention_with_a_command_in_thread",
    "mention_without_words",
    "mention_without_words_with_file",
    "message_in_thread",
    "slash_command",
}


def payload(name: str) -> dict[str, Any]:
    value: dict[str, Any] = json.loads((PAYLOADS / f"{name}.json").read_text("utf-8"))
    return value


def read(name: str) -> Inbound | None:
    return SlackPlatform().read(payload(name))


def test_a_mention_begins_a_thread() -> None:
    message = read("mention")

    assert message == Message(
        event=f"{CHANNEL}:1763822400.000100",
        session=f"{CHANNEL}:1763822400.000100",
        channel=CHANNEL,
        person=Person("slack:U061F7AUR", member=True),
        at=1763822400.0001,
        server=SERVER,
        origin={"channel": "C061EG9SL", "thread_ts": "1763822400.000100", "user": "U061F7AUR"},
        text="show me <sales> & costs",
        addressed=True,
    )


def test_the_two_deliveries_of_a_mention_are_one_event() -> None:
    assert read("mention") == read("mention_message")


def test_a_mention_without_words_is_a_greeting() -> None:
    message = read("mention_without_words")

    assert isinstance(message, Message)
    assert message.text == "hello"
    assert message.addressed


def test_a_reply_in_a_thread_belongs_to_its_session_without_being_addressed() -> None:
    message = read("message_in_thread")

    assert isinstance(message, Message)
    assert message.session == f"{CHANNEL}:1763822400.000100"
    assert message.event == f"{CHANNEL}:1763822460.000300"
    assert not message.addressed


@pytest.mark.parametrize("name", ["direct_message", "direct_message_with_file"])
def test_a_direct_message_is_addressed(name: str) -> None:
    message = read(name)

    assert isinstance(message, Message)
    assert message.addressed
    assert message.session == "slack:T061EG9R6:D024BE91L:1763822400.000100"


@pytest.mark.parametrize("name", sorted({path.stem for path in PAYLOADS.glob("*.json")} - READ))
def test_what_is_not_for_us_is_passed_over(name: str) -> None:
    assert read(name) is None


def test_every_payload_that_is_read_is_there() -> None:
    assert all(read(name) is not None for name in READ)


def test_a_click_names_control_verb_and_reply() -> None:
    click = read("click")

    assert click == Action(
        event="slack:T061EG9R6:12321423423.333649436676.d8c1bb837935619ccad0f624c448ffb3:1763822420.111111",
        session=f"{CHANNEL}:1763822400.000100",
        channel=CHANNEL,
        person=Person("slack:U061F7AUR", {"username": "ada"}, member=True),
        at=1763822420.111111,
        server=SERVER,
        origin={
            "channel": "C061EG9SL",
            "thread_ts": "1763822400.000100",
            "user": "U061F7AUR",
            "native": "1763822410.001000",
            "trigger": "12321423423.333649436676.d8c1bb837935619ccad0f624c448ffb3",
        },
        control="clicks",
        verb="inc",
        reply=7,
    )


@pytest.mark.parametrize("name", ["choice", "choice_in_a_further_menu"])
def test_a_choice_names_the_menu_and_the_option(name: str) -> None:
    choice = read(name)

    assert isinstance(choice, Action)
    assert (choice.control, choice.verb, choice.reply, choice.data) == ("size", "select", 7, {"value": "large"})


def test_a_choice_of_nothing_is_passed_over() -> None:
    body = payload("choice")
    body["actions"][0]["selected_option"] = None

    assert SlackPlatform().read(body) is None


@pytest.mark.parametrize(("name", "value"), [("day", "2026-12-24"), ("day_taken_away", "")])
def test_a_day_names_the_date_and_its_value(name: str, value: str) -> None:
    day = read(name)

    assert isinstance(day, Action)
    assert (day.control, day.verb, day.reply, day.data) == ("due", "set", 7, {"value": value})
    assert "form" not in day.origin


@pytest.mark.parametrize(("name", "value"), [("dialog", "Sales & <costs>"), ("dialog_left_empty", "")])
def test_what_a_dialog_brings_belongs_where_it_was_asked_for(name: str, value: str) -> None:
    assert SlackPlatform().read(payload(name) | {"received_at": 1763822500.5}) == Action(
        event="slack:T061EG9R6:12321423500.333649436676.aa1bb837935619ccad0f624c448ffb3",
        session=f"{CHANNEL}:1763822400.000100",
        channel=CHANNEL,
        person=Person("slack:U061F7AUR", {"username": "ada"}, member=True),
        at=1763822500.5,
        server=SERVER,
        origin={
            "channel": "C061EG9SL",
            "thread_ts": "1763822400.000100",
            "user": "U061F7AUR",
            "native": "1763822410.001000",
            "trigger": "12321423500.333649436676.aa1bb837935619ccad0f624c448ffb3",
            "form": "1",
        },
        control="title",
        verb="set",
        reply=7,
        data={"value": value},
    )


def test_files_come_with_their_message() -> None:
    message = read("direct_message_with_file")

    assert isinstance(message, Message)
    assert message.text == "what is in it?"
    assert message.attachments == (SALES,)


def test_files_without_words_are_a_message_with_an_empty_text() -> None:
    message = read("direct_message_of_files_only")

    assert isinstance(message, Message)
    assert message.text == ""
    assert [(file.name, file.media_type, file.size) for file in message.attachments] == [
        ("sales.csv", "text/csv", 1200),
        ("chart.png", "image/png", 88000),
    ]


def test_a_mention_with_a_file_and_no_words_is_no_greeting() -> None:
    message = read("mention_without_words_with_file")

    assert isinstance(message, Message)
    assert (message.text, message.attachments, message.addressed) == ("", (SALES,), True)


def test_a_file_of_another_workspace_is_known_by_its_id() -> None:
    message = read("direct_message_with_file_of_another_workspace")

    assert isinstance(message, Message)
    assert message.attachments == (Attachment("F3", "application/octet-stream", 0, "id:F3"),)


@pytest.mark.parametrize("mode", ["tombstone", "hidden_by_limit"])
def test_what_stands_where_a_file_was_is_no_attachment(mode: str) -> None:
    told = payload("direct_message_with_file")
    told["event"]["files"].append({"id": "F9", "mode": mode})

    message = SlackPlatform().read(told)

    assert isinstance(message, Message)
    assert message.attachments == (SALES,)


def test_nulls_in_a_message_and_its_files_do_not_lose_it() -> None:
    told = payload("direct_message_with_file")
    file = dict.fromkeys(("id", "name", "title", "mimetype", "size", "mode", "url_private", "url_private_download"))
    told["event"] |= {"files": [*told["event"]["files"], file, None], "thread_ts": None, "bot_id": None}

    message = SlackPlatform().read(told | {"authorizations": None})

    assert isinstance(message, Message)
    assert message.attachments == (SALES, Attachment("a shared file", "application/octet-stream", 0, "id:"))


def test_a_message_whose_files_are_null_is_its_words() -> None:
    told = payload("direct_message")
    told["event"]["files"] = None

    assert SlackPlatform().read(told) == read("direct_message")


def test_slacks_stop_button_is_the_command_stop_in_its_thread() -> None:
    assert read("agent_session_stopped") == AdminCommand(
        event="slack:T061EG9R6:Ev07A1B2C3D9",
        session=f"{CHANNEL}:1763822400.000100",
        channel=CHANNEL,
        person=Person("slack:U061F7AUR", member=True),
        at=1763822470.0009,
        server=SERVER,
        origin={"channel": "C061EG9SL", "thread_ts": "1763822400.000100", "user": "U061F7AUR"},
        name="stop",
    )


def test_a_mention_with_a_command_in_a_thread_is_a_message_with_that_command() -> None:
    message = read("mention_with_a_command_in_thread")

    assert isinstance(message, Message)
    assert (message.text, message.addressed) == ("/stop", True)
    assert message.session == f"{CHANNEL}:1763822400.000100"


def test_a_click_on_a_message_outside_threads_belongs_to_the_messages_own_thread() -> None:
    body = payload("click")
    del body["message"]["thread_ts"], body["container"]["thread_ts"]

    click = SlackPlatform().read(body)

    assert click is not None
    assert click.session == f"{CHANNEL}:1763822410.001000"


def test_a_click_on_an_ephemeral_message_knows_its_thread() -> None:
    click = read("click_on_an_ephemeral_message")

    assert isinstance(click, Action)
    assert click.session == f"{CHANNEL}:1763822400.000100"
    assert click.reply == 10
    assert click.origin["native"] == "private:1763822411.001100"


def test_a_click_on_an_ephemeral_message_outside_threads_belongs_to_the_channel_as_the_command_did() -> None:
    body = payload("click_on_an_ephemeral_message")
    del body["container"]["thread_ts"]

    click = SlackPlatform().read(body)

    assert click is not None
    assert (click.session, "thread_ts" in click.origin) == (CHANNEL, False)


def test_a_click_on_an_ephemeral_message_says_where_that_message_can_be_changed_and_others_do_not() -> None:
    private, seen_by_all = read("click_on_an_ephemeral_message"), read("click")

    assert private is not None
    assert seen_by_all is not None
    assert private.origin["response_url"] == "https://hooks.slack.com/actions/T061EG9R6/1/2"
    assert private.origin["beside"] == "1763822400.000100"
    assert "response_url" not in seen_by_all.origin


def test_a_stamped_ephemeral_message_belongs_where_its_stamp_says() -> None:
    body = payload("click_on_an_ephemeral_message")
    body["team"]["id"] = "T0OTHERS"
    body["actions"][0]["block_id"] = "private|T061EG9R6|1763822300.000100|0a1b2c3d.1|slack:T061EG9R6:13.7.d8:17.1/0"

    click = SlackPlatform().read(body)

    assert click is not None
    assert click.session == f"{CHANNEL}:1763822300.000100"
    assert click.origin["native"] == "private:slack:T061EG9R6:13.7.d8:17.1/0"


def test_a_command_that_slack_has_another_name_for_has_ours() -> None:
    command = SlackPlatform().read(payload("slash_command") | {"command": "/botstatus"})

    assert isinstance(command, AdminCommand)
    assert command.name == "status"


def test_the_words_after_a_command_are_joined_by_single_blanks() -> None:
    command = SlackPlatform().read(payload("slash_command") | {"text": "  v1 \n  channel "})

    assert isinstance(command, AdminCommand)
    assert command.arguments == "v1 channel"


def test_a_slash_command_is_given_for_the_channel() -> None:
    command = SlackPlatform().read(payload("slash_command") | {"received_at": 1763822430.5})

    assert command == AdminCommand(
        event="slack:T061EG9R6:13345224609.738474920.8088930838d88f008e0",
        session=CHANNEL,
        channel=CHANNEL,
        person=Person("slack:U061F7AUR", {"username": "ada"}, member=True),
        at=1763822430.5,
        server=SERVER,
        origin={
            "channel": "C061EG9SL",
            "user": "U061F7AUR",
            "response_url": "https://hooks.slack.com/commands/1234/5678",
        },
        name="graph",
        arguments="v1 & more",
        placed=False,
    )


def test_a_slash_command_may_have_no_arguments() -> None:
    command = SlackPlatform().read(payload("slash_command") | {"command": "/stop", "text": ""})

    assert isinstance(command, AdminCommand)
    assert (command.name, command.arguments) == ("stop", "")


def test_a_timestamp_that_is_none_is_passed_over() -> None:
    body = payload("direct_message")
    body["event"]["ts"] = "yesterday"

    assert SlackPlatform().read(body) is None


@pytest.mark.parametrize("odd", [{}, {"type": "event_callback"}, {"type": "event_callback", "event": "x"}])
def test_a_payload_of_no_known_kind_is_passed_over(odd: dict[str, Any]) -> None:
    assert SlackPlatform().read(odd) is None
