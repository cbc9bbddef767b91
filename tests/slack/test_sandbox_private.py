"""The sandbox's Slack: what it does with commands in threads, and with messages that one person sees."""

from typing import Any

import aiohttp
import pytest

from bots.sandbox.service import Refused, Shelf
from bots.sandbox.slack.server import SlackSandbox
from core.events import Action
from tests.serving import serving
from tests.slack.connected import Connected, over_socket
from tests.slack.test_sandbox import actions, button, call


@pytest.fixture
def sandbox() -> SlackSandbox:
    return SlackSandbox(Shelf(None))


def texts(sandbox: SlackSandbox, place: str = "D1") -> list[str]:
    return [message["native"]["text"] for message in sandbox.snapshot()["messages"][place]]


async def posted(url: str, body: dict[str, Any]) -> tuple[int, str]:
    async with aiohttp.ClientSession() as session, session.post(url, json=body) as answer:
        return answer.status, await answer.text()


async def clicked(both: Connected) -> Action:
    """Show a button in the direct messages to one person, press it, and return the click."""
    blocks = [actions(button("yes:press:7", value="yes:press:7"))]
    sent = await call(both.base, "chat.postEphemeral", channel="D1", user="U1", text="old", blocks=blocks)
    await both.sandbox.click("U1", "D1", sent["message_ts"], "yes:press:7")
    click = await both.inbox.next()
    assert isinstance(click, Action)
    return click


async def test_no_command_can_be_given_in_a_thread(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        place = await sandbox.say("U1", "D1", "hi")
        await both.inbox.next()

        with pytest.raises(Refused, match=r"^/graph is not supported in threads\. Sorry!$"):
            await sandbox.say("U1", place, "/graph v1")

        assert both.inbox.events.empty()


async def test_direct_messages_are_opened_for_people_only() -> None:
    async with serving(SlackSandbox(Shelf(None)).app) as base:
        opened = await call(base, "conversations.open", users="U2")
        errors = [(await call(base, "conversations.open", users=who))["error"] for who in ("U9", "U0BOT")]

        assert (opened["channel"]["id"], errors) == ("D2", ["user_not_found"] * 2)


async def test_a_locale_is_told_where_it_is_asked_for_and_what_is_said_of_people_can_be_changed(
    sandbox: SlackSandbox,
) -> None:
    sandbox.describe("U2", is_admin=True)
    async with serving(sandbox.app) as base:
        plain = (await call(base, "users.info", user="U2"))["user"]
        with_locale = (await call(base, "users.info", user="U2", include_locale="1"))["user"]

        assert ("locale" in plain, with_locale["locale"], plain["is_admin"]) == (False, "en-GB", True)


async def test_an_ephemeral_message_in_a_thread_without_answers_is_never_seen(sandbox: SlackSandbox) -> None:
    async with serving(sandbox.app) as base:
        place = await sandbox.say("U1", "D1", "hi")
        thread = place.removeprefix("D1/")

        await call(base, "chat.postEphemeral", channel="D1", user="U1", thread_ts=thread, text="unseen")
        await call(base, "chat.postMessage", channel="D1", thread_ts=thread, text="an answer")
        await call(base, "chat.postEphemeral", channel="D1", user="U1", thread_ts=thread, text="seen")

        assert texts(sandbox, place) == ["hi", "an answer", "seen"]


async def test_an_ephemeral_message_changes_and_goes_at_its_clicks_address_alone(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        url = (await clicked(both)).origin["response_url"]

        changed = await posted(url, {"replace_original": True, "text": "new"})
        after = texts(sandbox)
        await posted(url, {"text": "another one"})
        await posted(url, {"delete_original": True})
        gone = await posted(url, {"replace_original": True, "text": "too late"})

        assert (changed, after) == ((200, "ok"), ["new"])
        assert texts(sandbox) == ["another one"]
        assert gone == (400, "message_not_found")


async def test_an_address_is_used_up_after_five_answers_of_any_kind(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        url = (await clicked(both)).origin["response_url"]
        body = {"replace_original": True, "text": "new"}

        statuses = [(await posted(url, body))[0] for _ in range(6)]

        assert statuses == [200] * 5 + [404]
        assert texts(sandbox) == ["new"]


async def test_what_slack_does_not_take_changes_nothing(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        url = (await clicked(both)).origin["response_url"]

        refused = await posted(url, {"replace_original": True, "text": ""})

        assert refused == (400, "no_text")
        assert texts(sandbox) == ["old"]
