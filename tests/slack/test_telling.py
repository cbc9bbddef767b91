"""Telling a person something that answers nothing they wrote."""

import pytest

from bots.sandbox.service import Shelf
from bots.sandbox.slack.server import SlackSandbox
from core.errors import PlatformError, RateLimited
from tests.slack.connected import over_socket


@pytest.fixture
def sandbox() -> SlackSandbox:
    return SlackSandbox(Shelf(None))


def told(sandbox: SlackSandbox, place: str) -> list[str]:
    return [message["native"]["text"] for message in sandbox.snapshot()["messages"][place]]


async def test_a_person_is_told_in_their_direct_messages(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        await both.gateway.port.tell("U2", "⚠️ The database is full: 1 < 2 & that is all.")

        assert told(sandbox, "D2") == ["⚠️ The database is full: 1 &lt; 2 &amp; that is all."]
        assert told(sandbox, "D1") == []


async def test_it_needs_no_other_method_and_so_no_other_scope_and_is_plain_text(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        await both.gateway.port.tell("U1", "*not bold*")

        (call,) = [call for call in sandbox.calls if call.method != "auth.test"]
        assert (call.method, call.arguments["channel"]) == ("chat.postMessage", "U1")
        assert str(call.arguments["mrkdwn"]).lower() in {"0", "false"}


@pytest.mark.parametrize("text", ["<!channel> look", "<@U2> look", "@here", "@ada", "<!subteam^S1|x>"])
async def test_nobody_is_called_by_it(sandbox: SlackSandbox, text: str) -> None:
    async with over_socket(sandbox) as both:
        await both.gateway.port.tell("U1", text)

        (shown,) = told(sandbox, "D1")
        assert "<" not in shown
        assert "@here" not in shown
        assert "@ada" not in shown


async def test_a_long_text_is_cut_visibly(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        await both.gateway.port.tell("U1", "x" * 10_000)

        (shown,) = told(sandbox, "D1")
        assert len(shown) == 3_000
        assert shown.endswith("…")


@pytest.mark.parametrize("person", ["", "ada", "C1", "u1", "U1 "])
async def test_what_is_no_person_is_refused_in_words(sandbox: SlackSandbox, person: str) -> None:
    async with over_socket(sandbox) as both:
        with pytest.raises(PlatformError, match="an id there, as in slack:U012AB3CD"):
            await both.gateway.port.tell(person, "hi")


async def test_somebody_who_is_not_there_and_a_pause_are_told_of(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        with pytest.raises(PlatformError, match="channel_not_found"):
            await both.gateway.port.tell("U9", "hi")
        sandbox.fail_next("chat.postMessage", retry_after=9)
        with pytest.raises(RateLimited):
            await both.gateway.port.tell("U1", "hi")
