"""Reactions: a person sees that a message was received, and how it ended."""

import logging

import pytest
from msgspec.structs import replace

from bots.sandbox.service import Shelf
from bots.sandbox.slack.server import SlackSandbox
from core.errors import PlatformError, PlatformUnreachable, RateLimited, Unauthorized
from core.events import Message
from core.ports import Mark
from tests.slack.connected import Connected, over_socket
from tests.slack.drawing import specification


@pytest.fixture
def sandbox() -> SlackSandbox:
    return SlackSandbox(Shelf(None))


async def asked(both: Connected) -> tuple[str, Message]:
    place = await both.sandbox.say("U1", "D1", "hi")
    message = await both.inbox.next()
    assert isinstance(message, Message)
    return place, message


def reactions(sandbox: SlackSandbox, place: str) -> list[str]:
    found: list[str] = sandbox.snapshot()["messages"][place][0].get("reactions", [])
    return found


@pytest.mark.parametrize(
    ("marks", "seen"),
    [
        (("seen",), ["👀"]),
        (("seen", "done"), ["✅"]),
        (("waits",), ["⏳"]),
        (("waits", "seen"), ["👀"]),
        (("waits", "seen", "failed"), ["❌"]),
        (("waits", "done"), ["✅"]),
        (("seen", "failed"), ["❌"]),
        (("done",), ["✅"]),
        (("seen", "seen", "done", "done"), ["✅"]),
    ],
)
async def test_the_last_mark_stands_alone(sandbox: SlackSandbox, marks: tuple[Mark, ...], seen: list[str]) -> None:
    async with over_socket(sandbox) as both:
        place, message = await asked(both)

        for mark in marks:
            await both.gateway.port.mark(message, mark)

        assert reactions(sandbox, place) == seen


@pytest.mark.parametrize("error", ["missing_scope", "not_allowed_token_type", "no_permission", "unknown_method"])
async def test_without_the_scope_it_is_tried_once_and_the_log_says_what_to_do(
    sandbox: SlackSandbox, caplog: pytest.LogCaptureFixture, error: str
) -> None:
    async with over_socket(sandbox) as both:
        place, message = await asked(both)
        sandbox.fail_next("reactions.add", status=200, error=error)

        for mark in ("seen", "done", "seen"):
            await both.gateway.port.mark(message, mark)

        (line,) = [record for record in caplog.records if record.name == "adapters.slack.reactions"]
        assert (line.levelno, "scope reactions:write" in line.getMessage()) == (logging.WARNING, True)
        assert reactions(sandbox, place) == []


async def test_a_refused_token_is_told_of_each_time(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        place, message = await asked(both)
        sandbox.fail_next("reactions.add", status=200, error="token_revoked")

        with pytest.raises(Unauthorized):
            await both.gateway.port.mark(message, "seen")
        await both.gateway.port.mark(message, "seen")

        assert reactions(sandbox, place) == ["👀"]


@pytest.mark.usefixtures("clocks_agree")
async def test_a_first_mark_takes_nothing_away(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        _, message = await asked(both)

        for mark in ("seen", "done"):
            await both.gateway.port.mark(message, mark)

        called = [call.method for call in sandbox.calls if call.method.startswith("reactions.")]
        assert called == ["reactions.add", "reactions.remove", "reactions.add"]


@pytest.mark.parametrize("left", ["waits", "seen"])
async def test_a_mark_that_a_killed_run_left_is_replaced(sandbox: SlackSandbox, left: Mark) -> None:
    async with over_socket(sandbox) as both:
        place, message = await asked(both)
        await both.gateway.port.mark(message, left)
    async with over_socket(sandbox) as both:
        await both.gateway.port.mark(message, "done")

        assert reactions(sandbox, place) == ["✅"]


async def test_a_mark_whose_answer_was_lost_is_replaced_too(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        place, message = await asked(both)
        sandbox.lose_next("reactions.add")
        with pytest.raises(PlatformUnreachable):
            await both.gateway.port.mark(message, "waits")

        await both.gateway.port.mark(message, "seen")

        assert reactions(sandbox, place) == ["👀"]


async def test_a_message_that_is_gone_says_nothing_about_others(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        place, message = await asked(both)

        with pytest.raises(PlatformError, match="message_not_found"):
            await both.gateway.port.mark(replace(message, event="slack:T1:D1:1.000001"), "seen")
        await both.gateway.port.mark(message, "seen")

        assert reactions(sandbox, place) == ["👀"]


@pytest.mark.parametrize("error", ["not_reactable", "invalid_name", "access_denied"])
async def test_a_refusal_of_one_reaction_says_nothing_about_the_next(sandbox: SlackSandbox, error: str) -> None:
    async with over_socket(sandbox) as both:
        place, message = await asked(both)
        sandbox.fail_next("reactions.add", status=200, error=error)

        with pytest.raises(PlatformError, match=error):
            await both.gateway.port.mark(message, "seen")
        await both.gateway.port.mark(message, "seen")

        assert reactions(sandbox, place) == ["👀"]


async def test_a_pause_that_slack_wants_is_told_of(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        _, message = await asked(both)
        sandbox.fail_next("reactions.add", retry_after=3)

        with pytest.raises(RateLimited):
            await both.gateway.port.mark(message, "seen")


async def test_every_reaction_is_as_slack_describes_it(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        _, message = await asked(both)

        for mark in ("waits", "seen", "done"):
            await both.gateway.port.mark(message, mark)

        for call in [call for call in sandbox.calls if call.method.startswith("reactions.")]:
            specification("slack-args/args.ReactionsAdd.json").validate(call.arguments)
