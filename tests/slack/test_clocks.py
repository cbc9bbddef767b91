"""A host whose clock is behind Slack's: what an earlier run has sent is found all the same."""

import logging
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from types import SimpleNamespace

import pytest

from adapters.slack import port as port_module
from adapters.slack.port import SlackPort
from bots.sandbox.service import Shelf
from bots.sandbox.slack.server import SlackSandbox
from core.errors import PlatformUnreachable
from core.events import Message
from tests.slack.connected import Connected, gateway_for, over_socket

TEXT = {"text": "It is done. ", "blocks": [{"type": "markdown", "text": "It is done. "}]}


@pytest.fixture
def sandbox() -> SlackSandbox:
    return SlackSandbox(Shelf(None), retry_pauses=(0.0, 0.0))


@pytest.fixture(autouse=True)
def behind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(port_module, "time", SimpleNamespace(time=lambda: time.time() - 5))


async def asked(both: Connected) -> tuple[str, Message]:
    place = await both.sandbox.say("U1", "D1", "hi")
    message = await both.inbox.next()
    assert isinstance(message, Message)
    return place, message


@asynccontextmanager
async def restarted(both: Connected) -> AsyncIterator[SlackPort]:
    gateway = gateway_for(both.sandbox.environment(both.base))
    await gateway.start()
    yield gateway.port
    await gateway.close()


def shown(sandbox: SlackSandbox, place: str) -> list[str]:
    return [message["native"]["text"] for message in sandbox.snapshot()["messages"][place]]


async def test_a_message_is_not_posted_twice(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        place, message = await asked(both)
        native = await both.gateway.port.send(message, {"text": "half"}, key="k/0", private=False)
        async with restarted(both) as port:
            again = await port.send(message, {"text": "whole"}, key="k/0", private=False)

        assert again == native
        assert shown(sandbox, place) == ["hi", "whole"]


async def test_a_growing_message_is_not_begun_twice(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        place, message = await asked(both)
        native = await both.gateway.port.send(message, {"text": "half"}, key="k/0", private=False)
        async with restarted(both) as port:
            again = await port.preview(message, None, TEXT, key="k/0", last=True)

        assert again == native
        assert shown(sandbox, place) == ["hi", TEXT["text"]]


async def test_a_mark_and_a_status_do_not_stay(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        place, message = await asked(both)
        await both.gateway.port.mark(message, "waits")
        await both.gateway.port.working(message, on=True)
        async with restarted(both) as port:
            await port.mark(message, "done")
            await port.working(message, on=False)

            assert sandbox.snapshot()["messages"]["D1"][-1]["reactions"] == ["✅"]
            assert place not in sandbox.snapshot()["working"]


async def test_several_messages_of_one_answer_stay_several(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        place, message = await asked(both)
        port = both.gateway.port
        first = await port.preview(message, None, TEXT, key="k/0", last=True)
        assert first is not None
        await port.edit(message, first, TEXT)
        second = await port.send(message, {"text": "And more."}, key="k/1", private=False)

        assert first != second
        assert shown(sandbox, place) == ["hi", TEXT["text"], "And more."]


async def test_where_threads_may_not_be_read_an_answer_is_sent_all_the_same(
    sandbox: SlackSandbox, caplog: pytest.LogCaptureFixture
) -> None:
    async with over_socket(sandbox) as both:
        place, message = await asked(both)
        sandbox.fail_next("conversations.replies", status=200, error="missing_scope", needed="im:history")

        await both.gateway.port.send(message, {"text": "hello"}, key="k/0", private=False)

        assert shown(sandbox, place) == ["hi", "hello"]
        (line,) = [line for line in caplog.records if line.name == "adapters.slack.port"]
        assert line.levelno == logging.WARNING
        assert "missing_scope" in line.getMessage()


async def test_where_threads_cannot_be_read_for_the_moment_an_answer_waits(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        place, message = await asked(both)
        sandbox.fail_next("conversations.replies", status=503)

        with pytest.raises(PlatformUnreachable):
            await both.gateway.port.send(message, {"text": "hello"}, key="k/0", private=False)

        assert shown(sandbox, place) == ["hi"]
