"""The session's status, with which Slack shows that an answer is under way, and its Stop button."""

import logging
import time
from typing import Any

import pytest
from msgspec.structs import replace
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bots.sandbox.service import Shelf
from bots.sandbox.slack.endpoints import BOT_KEY
from bots.sandbox.slack.server import SlackSandbox
from core.errors import PlatformError, PlatformUnreachable
from core.events import Message
from tests.slack.connected import Connected, over_socket

METHOD = "agents.sessions.setStatus"


@pytest.fixture
def sandbox() -> SlackSandbox:
    return SlackSandbox(Shelf(None))


async def asked(both: Connected, text: str = "work") -> tuple[str, Message]:
    place = await both.sandbox.say("U1", "D1", text)
    message = await both.inbox.next()
    assert isinstance(message, Message)
    return place, message


def working(sandbox: SlackSandbox) -> list[str]:
    places: list[str] = sandbox.snapshot()["working"]
    return places


def statuses(sandbox: SlackSandbox) -> list[str]:
    return [str(call.arguments["status"]) for call in sandbox.calls if call.method == METHOD]


async def test_an_answer_under_way_is_shown_in_its_thread_until_it_ends(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        place, message = await asked(both)

        await both.gateway.port.working(message, on=True)
        during = working(sandbox)
        await both.gateway.port.working(message, on=False)

        assert (during, working(sandbox)) == ([place], [])


@pytest.mark.usefixtures("clocks_agree")
async def test_slack_is_told_once_however_often_the_port_is(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        _, message = await asked(both)

        for on in (True, True, False, False):
            await both.gateway.port.working(message, on=on)

        assert statuses(sandbox) == ["processing", "active"]


@pytest.mark.usefixtures("clocks_agree")
async def test_an_answer_that_was_never_shown_to_be_under_way_costs_no_call(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        _, message = await asked(both)

        await both.gateway.port.working(message, on=False)

        assert statuses(sandbox) == []


async def test_another_events_end_in_the_thread_leaves_the_status(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        place, message = await asked(both)
        await both.gateway.port.working(message, on=True)
        stop = replace(message, event="slack:T1:D1:other", text="stop")

        await both.gateway.port.working(stop, on=True)
        await both.gateway.port.working(stop, on=False)

        assert (statuses(sandbox), working(sandbox)) == (["processing"], [place])


async def test_a_status_that_a_killed_run_left_is_cleared_with_its_event(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        _, message = await asked(both)
        await both.gateway.port.working(message, on=True)
    async with over_socket(sandbox) as both:
        assert message.at < time.time()

        await both.gateway.port.working(message, on=False)

        assert working(sandbox) == []


async def test_what_was_said_to_a_whole_channel_has_no_status(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        await sandbox.say("U1", "D1", "/graph")
        command = await both.inbox.next()

        await both.gateway.port.working(command, on=True)
        await both.gateway.port.working(command, on=False)

        assert statuses(sandbox) == []


@pytest.mark.parametrize("error", ["missing_scope", "not_authorized", "not_allowed_token_type", "unknown_method"])
async def test_a_workspace_without_sessions_is_asked_once_and_the_log_says_what_to_do(
    sandbox: SlackSandbox, caplog: pytest.LogCaptureFixture, error: str
) -> None:
    async with over_socket(sandbox) as both:
        _, message = await asked(both)
        sandbox.fail_next(METHOD, status=200, error=error)

        for on in (True, False, True, False):
            await both.gateway.port.working(message, on=on)

        (line,) = [record for record in caplog.records if record.name == "adapters.slack.status"]
        assert line.levelno == logging.WARNING
        assert error in line.getMessage()
        assert "scope assistant:write" in line.getMessage()
        assert statuses(sandbox) == []


async def test_a_thread_that_is_gone_says_nothing_about_others(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        place, message = await asked(both)
        gone = replace(message, event="e", origin={**message.origin, "thread_ts": "1.000001"})

        with pytest.raises(PlatformError, match="thread_not_found"):
            await both.gateway.port.working(gone, on=True)
        await both.gateway.port.working(message, on=True)

        assert working(sandbox) == [place]


async def test_a_status_that_could_not_be_cleared_is_cleared_at_the_next_end_in_the_thread(
    sandbox: SlackSandbox,
) -> None:
    async with over_socket(sandbox) as both:
        _, message = await asked(both)
        await both.gateway.port.working(message, on=True)
        sandbox.fail_next(METHOD, status=503)
        with pytest.raises(PlatformUnreachable):
            await both.gateway.port.working(message, on=False)

        await both.gateway.port.working(replace(message, event="e", text="next"), on=False)

        assert working(sandbox) == []


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"status": "is thinking …"}, "invalid_arguments"),
        ({"title": "x" * 201}, "invalid_arguments"),
        ({"thread_ts": ""}, "invalid_arguments"),
        ({"thread_ts": "1.000001"}, "thread_not_found"),
        ({"channel_id": "C9"}, "channel_not_found"),
    ],
)
async def test_the_sandbox_refuses_what_slack_refuses(sandbox: SlackSandbox, wrong: dict[str, Any], error: str) -> None:
    async with over_socket(sandbox) as both:
        place, _ = await asked(both)
        channel, _, thread = place.partition("/")
        arguments = {"channel_id": channel, "thread_ts": thread, "status": "processing", **wrong}

        with pytest.raises(SlackApiError) as caught:
            await AsyncWebClient(BOT_KEY, base_url=f"{both.base}/api/").api_call(METHOD, json=arguments)

        assert caught.value.response["error"] == error
        assert working(sandbox) == []
