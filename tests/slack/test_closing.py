"""The end of a run: no stream is left open and no thread shows work that nobody does."""

import asyncio
import logging
from contextlib import suppress
from typing import Any

import pytest

from adapters.slack.platform import SlackPlatform
from bots.sandbox.service import Shelf
from bots.sandbox.slack.server import SlackSandbox
from core.events import Message
from core.view import View
from tests.slack.connected import Connected, over_socket
from tests.waiting import until

STATUS = "agents.sessions.setStatus"
BODY = SlackPlatform().draw(View(7, "Here is a beginning. And so it "))[0]


@pytest.fixture
def sandbox() -> SlackSandbox:
    return SlackSandbox(Shelf(None))


async def asked(both: Connected, text: str = "work") -> tuple[str, Message]:
    place = await both.sandbox.say("U1", "D1", text)
    message = await both.inbox.next()
    assert isinstance(message, Message)
    return place, message


def streaming(sandbox: SlackSandbox) -> list[str]:
    messages: dict[str, list[dict[str, Any]]] = sandbox.snapshot()["messages"]
    return [post["id"] for posts in messages.values() for post in posts if post.get("streaming")]


def working(sandbox: SlackSandbox) -> list[str]:
    places: list[str] = sandbox.snapshot()["working"]
    return places


async def test_all_streams_are_ended_and_all_statuses_cleared(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        for text in ("one", "two"):
            _, message = await asked(both, text)
            await both.gateway.port.working(message, on=True)
            await both.gateway.port.preview(message, None, BODY, key=f"{text}/0", last=True)
        assert (len(streaming(sandbox)), len(working(sandbox))) == (2, 2)

        await both.gateway.port.close()

        assert (streaming(sandbox), working(sandbox)) == ([], [])


@pytest.mark.usefixtures("clocks_agree")
@pytest.mark.parametrize("slow", [STATUS, "chat.startStream"])
async def test_what_a_cancelled_turn_had_just_begun_is_ended_too(sandbox: SlackSandbox, slow: str) -> None:
    async with over_socket(sandbox) as both:
        _, message = await asked(both)
        sandbox.lag = (0.3, 0.0)
        port = both.gateway.port
        turn = asyncio.create_task(port.working(message, on=True) if slow == STATUS else _previewed(both, message))
        await asyncio.sleep(0.1)
        sandbox.lag = (0.0, 0.0)  # what follows would overtake it

        turn.cancel()
        with suppress(asyncio.CancelledError):
            await turn
        await port.close()

        assert (streaming(sandbox), working(sandbox)) == ([], [])
        called = [call.method for call in sandbox.calls]
        assert called.count(slow) == (2 if slow == STATUS else 1), "it was on its way, and was undone"


async def _previewed(both: Connected, message: Message) -> None:
    await both.gateway.port.preview(message, None, BODY, key="k/0", last=True)


async def test_after_the_end_nothing_is_begun_that_nobody_would_end(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        _, message = await asked(both)
        await both.gateway.port.close()

        await both.gateway.port.working(message, on=True)
        native = await both.gateway.port.preview(message, None, BODY, key="k/0", last=True)

        assert native is not None, "it is posted instead"
        assert (streaming(sandbox), working(sandbox)) == ([], [])


async def test_one_that_cannot_be_cleared_keeps_no_other_from_it_and_is_told_of(
    sandbox: SlackSandbox, caplog: pytest.LogCaptureFixture
) -> None:
    async with over_socket(sandbox) as both:
        for text in ("one", "two", "three"):
            _, message = await asked(both, text)
            await both.gateway.port.working(message, on=True)
        sandbox.fail_next(STATUS, status=503)

        await both.gateway.port.close()

        assert len(working(sandbox)) == 1
        (line,) = [record for record in caplog.records if record.name == "adapters.slack.status"]
        assert line.levelno == logging.WARNING


async def test_the_gateways_end_is_the_ports(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        place, message = await asked(both)
        await both.gateway.port.working(message, on=True)
        await until(lambda: working(sandbox) == [place])

    assert working(sandbox) == []
