"""How streams end that Slack ended by itself, or whose end it refuses."""

import pytest

from bots.sandbox.service import Shelf
from bots.sandbox.slack.server import SlackSandbox
from core.errors import PlatformError, RateLimited
from core.events import Message
from tests.slack.connected import Connected, gateway_for, over_socket
from tests.slack.test_streams import SAID, WHOLE, asked, last, markdown, previewed


@pytest.fixture
def sandbox() -> SlackSandbox:
    return SlackSandbox(Shelf(None))


async def asked_again(both: Connected, place: str) -> Message:
    await both.sandbox.say("U1", place, "@trivium and another")
    message = await both.inbox.next()
    assert isinstance(message, Message)
    return message


async def answered_after_a_restart(both: Connected, waiting: Message) -> str:
    restarted = gateway_for(both.sandbox.environment(both.base))
    await restarted.start()
    try:
        return await restarted.port.send(waiting, markdown("Another."), key="other/0", private=False)
    finally:
        await restarted.close()


@pytest.mark.parametrize("paused", [False, True])
async def test_a_message_whose_stream_slack_ended_is_nobodys_orphan(sandbox: SlackSandbox, paused: bool) -> None:
    sandbox.live_for(streams=0.0)
    async with over_socket(sandbox) as both:
        place, message = await asked(both)
        waiting = await asked_again(both, place)
        native = await previewed(both, message, SAID[0])
        if paused:
            sandbox.fail_next("chat.update")
            with pytest.raises(RateLimited):
                await both.gateway.port.edit(message, native, markdown(WHOLE))
        await both.gateway.port.edit(message, native, markdown(WHOLE))

        again = await answered_after_a_restart(both, waiting)

        texts = [m["native"]["text"] for m in sandbox.snapshot()["messages"][place]]
        assert (again != native, texts[-2:]) == (True, [WHOLE, "Another."])


async def test_an_orphan_that_was_found_is_no_others_orphan(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        place, message = await asked(both)
        waiting = await asked_again(both, place)
        native = await previewed(both, message, SAID[0])
        restarted = gateway_for(sandbox.environment(both.base))
        await restarted.start()
        found = await restarted.port.send(message, markdown(WHOLE), key="k/0", private=False)
        await restarted.close()

        again = await answered_after_a_restart(both, waiting)

        assert (found == native, again == native) == (True, False)


async def test_an_edit_after_a_stream_keeps_the_key_of_its_message(sandbox: SlackSandbox) -> None:
    sandbox.live_for(streams=0.0)
    async with over_socket(sandbox) as both:
        _, message = await asked(both)
        native = await previewed(both, message, SAID[0])

        for text in SAID[1:]:
            await both.gateway.port.edit(message, native, markdown(text))

        updates = [call.arguments for call in sandbox.calls if call.method == "chat.update"]
        assert [update.get("metadata", {}).get("event_payload") for update in updates] == [{"key": "k/0"}, None]


async def test_a_stream_that_cannot_be_ended_leaves_no_other_open(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        place, message = await asked(both)
        await both.gateway.port.working(message, on=True)
        for _ in range(2):
            await previewed(both, message, SAID[0])
        sandbox.fail_next("chat.stopStream", status=200, error="message_not_in_streaming_state")
        sandbox.fail_next("chat.update", status=200, error="edit_window_closed")

        with pytest.raises(PlatformError, match="edit_window_closed"):
            await both.gateway.port.working(message, on=False)

        assert "streaming" not in last(sandbox, place)
        assert sandbox.snapshot()["working"] == []
