"""Reactions on people's messages, where they are allowed."""

from typing import Any

import pytest

from core.events import Message
from tests.discord_.connected import Home, connected, sandbox

ADD = "PUT /channels/{channel}/messages/{message}/reactions/{emoji}/@me"


async def said(home: Home) -> Message:
    await home.sandbox.say(home.ada, home.direct, "hi")
    message = await home.inbox.next()
    assert isinstance(message, Message)
    return message


def reactions(home: Home, message: Message) -> Any:
    (shown,) = [shown for shown in home.shown(home.direct) if shown["id"] == message.origin["message"]]
    return shown.get("reactions", [])


async def test_a_message_is_seen_and_then_answered() -> None:
    async with connected() as home:
        message = await said(home)

        await home.gateway.port.mark(message, "seen")
        seen = list(reactions(home, message))
        await home.gateway.port.mark(message, "done")

        assert (seen, reactions(home, message)) == (["👀"], ["✅"])


async def test_a_message_that_could_not_be_answered_says_so_also_if_nobody_saw_it() -> None:
    async with connected() as home:
        message = await said(home)

        await home.gateway.port.mark(message, "failed")

        assert reactions(home, message) == ["❌"]


async def test_where_reactions_are_not_allowed_one_line_says_so(caplog: pytest.LogCaptureFixture) -> None:
    async with connected() as home:
        message = await said(home)
        home.sandbox.faults.fail_next(ADD, status=403)

        await home.gateway.port.mark(message, "seen")
        await home.gateway.port.mark(message, "done")
        await home.gateway.port.mark(await said(home), "seen")

        assert caplog.text.count("may not add reactions") == 1
        assert len(home.calls(ADD)) == 1


async def test_a_message_that_was_taken_back_has_no_reaction(caplog: pytest.LogCaptureFixture) -> None:
    async with connected() as home:
        message = await said(home)
        home.sandbox._world.remove(home.sandbox._world.posts[message.origin["message"]])

        await home.gateway.port.mark(message, "done")

        assert caplog.text.count("may not add reactions") == 0


async def test_a_message_that_waits_says_so_until_it_is_worked_on() -> None:
    async with connected() as home:
        message = await said(home)

        await home.gateway.port.mark(message, "waits")
        waits = list(reactions(home, message))
        await home.gateway.port.mark(message, "seen")
        seen = list(reactions(home, message))
        await home.gateway.port.mark(message, "done")

        assert (waits, seen, reactions(home, message)) == (["⏳"], ["👀"], ["✅"])


async def test_a_message_that_waited_and_was_never_worked_on_does_not_wait_any_more() -> None:
    async with connected() as home:
        message = await said(home)

        await home.gateway.port.mark(message, "waits")
        await home.gateway.port.mark(message, "failed")

        assert reactions(home, message) == ["❌"]


async def test_what_an_earlier_run_has_put_there_is_taken_away() -> None:
    server = sandbox()
    async with connected(server) as home:
        message = await said(home)
        await home.gateway.port.mark(message, "waits")

    async with connected(server) as later:
        await later.gateway.port.mark(message, "seen")
        seen = list(reactions(later, message))
        await later.gateway.port.mark(message, "done")

        assert (seen, reactions(later, message)) == (["👀"], ["✅"])


async def test_only_what_was_put_there_is_taken_away() -> None:
    async with connected() as home:
        message = await said(home)

        await home.gateway.port.mark(message, "done")

        assert home.calls("DELETE") == []
