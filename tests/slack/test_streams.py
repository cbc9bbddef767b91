"""Streams: an answer that Slack shows while it is written, over real sockets."""

import logging
from typing import Any

import pytest

from adapters.shared.outlets import Outlets
from adapters.shared.platform import Body
from adapters.slack import streams
from bots.sandbox.service import Shelf
from bots.sandbox.slack.server import SlackSandbox
from core.controls import Counter, Plan, Progress, Task
from core.errors import PlatformUnreachable, RateLimited
from core.events import Message
from core.view import View
from tests.slack.connected import Connected, gateway_for, noted_nowhere, over_socket
from tests.slack.drawing import specification
from tests.waiting import until

STREAMING = ("chat.startStream", "chat.appendStream", "chat.stopStream")
SAID = ["Here is ", "Here is **a counter**. ", "Here is **a counter**. It counts "]
WHOLE = f"{SAID[-1]}what you press."
COUNTER = Counter("clicks", "Clicks")


@pytest.fixture
def sandbox() -> SlackSandbox:
    return SlackSandbox(Shelf(None))


async def asked(both: Connected, channel: str = "D1") -> tuple[str, Message]:
    place = await both.sandbox.say("U1", channel, "@trivium a counter please")
    message = await both.inbox.next()
    if channel == "C1":
        await both.inbox.next()
    assert isinstance(message, Message)
    return place, message


def markdown(text: str, *more: Body) -> Body:
    return {"text": text, "blocks": [{"type": "markdown", "text": text}, *more]}


def last(sandbox: SlackSandbox, place: str) -> dict[str, Any]:
    message: dict[str, Any] = sandbox.snapshot()["messages"][place][-1]
    return message


def methods(sandbox: SlackSandbox) -> list[str]:
    return [call.method for call in sandbox.calls if call.method.startswith("chat.")]


async def previewed(both: Connected, to: Message, *texts: str) -> str:
    native: str | None = None
    for text in texts:
        native = await both.gateway.port.preview(to, native, markdown(text), key="k/0", last=True)
    assert native is not None
    return native


@pytest.mark.parametrize("channel", ["D1", "C1"])
async def test_an_answer_streams_while_it_is_written(sandbox: SlackSandbox, channel: str) -> None:
    async with over_socket(sandbox) as both:
        place, message = await asked(both, channel)

        native = await previewed(both, message, *SAID)

        shown = last(sandbox, place)
        assert (shown["id"], shown["streaming"]) == (native, True)
        assert shown["native"]["blocks"] == [{"type": "markdown", "text": SAID[-1]}]
        assert methods(sandbox) == ["chat.startStream", "chat.appendStream", "chat.appendStream"]


async def test_only_what_is_new_is_sent(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        _, message = await asked(both)

        await previewed(both, message, "one ", "one ", "one two three")

        sent = [call.arguments["markdown_text"] for call in sandbox.calls if call.method in STREAMING]
        assert sent == ["one ", "two "]


@pytest.mark.parametrize(
    ("text", "controls", "calls"),
    [
        (WHOLE, (), ["chat.stopStream"]),
        (SAID[-1].strip(), (), ["chat.stopStream", "chat.update"]),
        (WHOLE, (COUNTER,), ["chat.stopStream", "chat.update"]),
        (f"{WHOLE} 1 < 2", (), ["chat.stopStream", "chat.update"]),
        ("Another text.", (), ["chat.stopStream", "chat.update"]),
    ],
)
async def test_the_final_message_is_the_drawn_one(
    sandbox: SlackSandbox, text: str, controls: tuple[Counter, ...], calls: list[str]
) -> None:
    async with over_socket(sandbox) as both:
        place, message = await asked(both)
        native = await previewed(both, message, *SAID)
        (body,) = both.gateway.platform.draw(View(7, text, controls=controls, done=True))
        before = len(methods(sandbox))

        await both.gateway.port.edit(message, native, body)

        shown = last(sandbox, place)
        assert (shown["native"], "streaming" in shown) == (body, False)
        assert methods(sandbox)[before:] == calls


async def test_the_buttons_under_a_streamed_answer_work(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        place, message = await asked(both)
        native = await previewed(both, message, *SAID)
        (body,) = both.gateway.platform.draw(View(7, WHOLE, controls=(COUNTER,), done=True))
        await both.gateway.port.edit(message, native, body)

        await sandbox.click("U1", place, native, "clicks:inc:7")

        click = await both.inbox.next()
        assert click.origin["native"] == native


async def test_raw_markers_of_what_is_still_being_written_are_never_streamed(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        place, message = await asked(both)
        native, written = None, "Some **bold words** and *soft ones* in `a code span` here, "

        for end in range(1, len(written) + 1):
            (body,) = both.gateway.platform.draw(View(7, written[:end])) or (None,)
            if body is not None:
                native = await both.gateway.port.preview(message, native, body, key="k/0", last=True)

        appended = [call.arguments.get("markdown_text", "") for call in sandbox.calls if call.method in STREAMING]
        assert "".join(appended) == last(sandbox, place)["native"]["text"] == written
        assert all(piece.count("**") % 2 == 0 and piece.count("`") % 2 == 0 for piece in appended)


async def test_tasks_are_shown_by_their_states(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        place, message = await asked(both)
        cards = [{"type": "task_card", "task_id": "a", "title": "Read", "status": "in_progress"}]
        native = await both.gateway.port.preview(message, None, markdown("Wait. ", *cards), key="k/0", last=True)
        cards[0]["status"] = "complete"

        await both.gateway.port.preview(message, native, markdown("Wait. ", *cards), key="k/0", last=True)

        assert last(sandbox, place)["native"]["blocks"] == [{"type": "markdown", "text": "Wait. "}, *cards]


@pytest.mark.parametrize(
    "control",
    [Progress("timer", "Timer", 0.4), Plan("plan", "Plan", (Task("Read", "done"), Task("Write", "active")))],
)
async def test_work_under_way_is_shown_while_it_streams(sandbox: SlackSandbox, control: Progress | Plan) -> None:
    async with over_socket(sandbox) as both:
        place, message = await asked(both)
        (body,) = both.gateway.platform.draw(View(7, "Working on it. ", controls=(control,)))
        await both.gateway.port.preview(message, None, body, key="k/0", last=True)

        assert methods(sandbox) == ["chat.startStream"]
        assert last(sandbox, place)["streaming"]


async def test_work_that_can_be_ended_keeps_its_button_and_is_not_streamed(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        place, message = await asked(both)
        (body,) = both.gateway.platform.draw(View(7, "Working.", controls=(Progress("t", "T", 0.4, cancel=True),)))

        await both.gateway.port.preview(message, None, body, key="k/0", last=True)

        assert last(sandbox, place)["native"]["blocks"] == body["blocks"]
        assert methods(sandbox) == ["chat.postMessage"]


async def test_a_part_that_is_complete_no_longer_streams(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        place, message = await asked(both)
        native = await previewed(both, message, *SAID)

        await both.gateway.port.preview(message, native, markdown(WHOLE), key="k/0", last=False)

        shown = last(sandbox, place)
        assert (shown["native"]["text"], "streaming" in shown) == (WHOLE, False)


async def test_an_old_stream_is_ended_and_the_message_edited(
    sandbox: SlackSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with over_socket(sandbox) as both:
        place, message = await asked(both)
        native = await previewed(both, message, SAID[0])
        monkeypatch.setattr(streams, "LONGEST", 0.0)

        for text in SAID[1:]:
            await both.gateway.port.preview(message, native, markdown(text), key="k/0", last=True)

        shown = last(sandbox, place)
        assert (shown["native"]["text"], "streaming" in shown) == (SAID[-1], False)
        assert methods(sandbox) == ["chat.startStream", "chat.stopStream", "chat.update"]


async def test_a_stream_that_slack_ended_goes_on_by_edits(sandbox: SlackSandbox) -> None:
    sandbox.live_for(streams=0.0)
    async with over_socket(sandbox) as both:
        place, message = await asked(both)

        native = await previewed(both, message, *SAID)
        (body,) = both.gateway.platform.draw(View(7, WHOLE, controls=(COUNTER,), done=True))
        await both.gateway.port.edit(message, native, body)

        assert last(sandbox, place)["native"] == body
        assert methods(sandbox)[-2:] == ["chat.update", "chat.update"]


@pytest.mark.usefixtures("clocks_agree")
@pytest.mark.parametrize("error", ["missing_scope", "unknown_method", "not_allowed_token_type"])
async def test_where_slack_does_not_stream_it_is_asked_once(
    sandbox: SlackSandbox, caplog: pytest.LogCaptureFixture, error: str
) -> None:
    async with over_socket(sandbox) as both:
        place, message = await asked(both)
        sandbox.fail_next("chat.startStream", status=200, error=error)

        await previewed(both, message, *SAID)
        await previewed(both, message, "Another.")

        (line,) = [record for record in caplog.records if record.name == "adapters.slack.streams"]
        assert (line.levelno, error in line.getMessage()) == (logging.WARNING, True)
        assert "chat.startStream" not in methods(sandbox)
        assert [m["native"]["text"] for m in sandbox.snapshot()["messages"][place]][1:] == [SAID[-1], "Another."]


async def test_where_slack_wants_a_pause_the_answer_is_posted_and_edited(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        place, message = await asked(both)
        sandbox.fail_next("chat.startStream", retry_after=30)

        await previewed(both, message, *SAID)

        assert methods(sandbox) == ["chat.postMessage", "chat.update", "chat.update"]
        assert last(sandbox, place)["native"]["text"] == SAID[-1]


async def test_a_pause_while_it_streams_loses_nothing(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        place, message = await asked(both)
        native = await previewed(both, message, SAID[0])
        sandbox.fail_next("chat.appendStream")
        with pytest.raises(RateLimited):
            await both.gateway.port.preview(message, native, markdown(SAID[1]), key="k/0", last=True)

        await both.gateway.port.preview(message, native, markdown(SAID[2]), key="k/0", last=True)

        assert last(sandbox, place)["native"]["text"] == SAID[2]


async def test_an_append_whose_answer_was_lost_repeats_no_words(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        place, message = await asked(both)
        native = await previewed(both, message, SAID[0])
        sandbox.lose_next("chat.appendStream")
        with pytest.raises(PlatformUnreachable):
            await both.gateway.port.preview(message, native, markdown(SAID[1]), key="k/0", last=True)

        await both.gateway.port.edit(message, native, markdown(SAID[2]))

        shown = last(sandbox, place)
        assert (shown["native"], "streaming" in shown) == (markdown(SAID[2]), False)


async def test_a_stop_whose_answer_was_lost_still_gives_the_whole_message(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        place, message = await asked(both)
        native = await previewed(both, message, *SAID)
        sandbox.lose_next("chat.stopStream")
        with pytest.raises(PlatformUnreachable):
            await both.gateway.port.edit(message, native, markdown(WHOLE))

        await both.gateway.port.edit(message, native, markdown(WHOLE))

        assert last(sandbox, place)["native"] == markdown(WHOLE)


async def test_a_stream_whose_beginning_was_lost_is_found_and_gone_on_with(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        place, message = await asked(both)
        sandbox.lose_next("chat.startStream")
        with pytest.raises(PlatformUnreachable):
            await previewed(both, message, SAID[0])

        native = await both.gateway.port.send(message, markdown(SAID[2]), key="k/0", private=False)

        shown = sandbox.snapshot()["messages"][place]
        assert [(m["id"], m["native"]["text"]) for m in shown[1:]] == [(native, SAID[2])]
        assert "streaming" not in shown[-1]


async def test_a_stream_of_a_killed_run_is_ended_by_the_next_edit(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        place, message = await asked(both)
        native = await previewed(both, message, *SAID)
        restarted = gateway_for(sandbox.environment(both.base))
        await restarted.start()

        await restarted.port.edit(message, native, markdown("Whole."))

        await restarted.close()
        assert last(sandbox, place)["native"] == markdown("Whole.")


async def test_a_streaming_message_can_be_taken_away(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        place, message = await asked(both)
        native = await previewed(both, message, *SAID)

        await both.gateway.port.delete(message, native)

        assert len(sandbox.snapshot()["messages"][place]) == 1


async def test_the_end_of_the_work_ends_its_streams_whole(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        place, message = await asked(both)
        await previewed(both, message, *SAID)
        sandbox.fail_next("chat.stopStream", retry_after=0.01)

        await both.gateway.port.working(message, on=False)

        shown = last(sandbox, place)
        assert (shown["native"]["text"], "streaming" in shown) == (SAID[-1], False)


async def test_with_the_gateway_the_streams_end(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        place, message = await asked(both)
        await previewed(both, message, *SAID)

        await both.gateway.close()

        assert "streaming" not in last(sandbox, place)


@pytest.mark.parametrize("crashed", [False, True])
async def test_a_whole_reply_leaves_no_stream_and_no_status(sandbox: SlackSandbox, crashed: bool) -> None:
    async with over_socket(sandbox) as both:
        place, message = await asked(both)
        reply = Outlets([both.gateway]).reply(message, (), noted_nowhere)
        reply.show(lambda: View(7, WHOLE))
        await until(lambda: last(sandbox, place).get("streaming") and sandbox.snapshot()["working"])

        if crashed:
            await reply.abandon()
        else:
            await reply.finish(View(7, WHOLE, controls=(COUNTER,), done=True))

        (body,) = both.gateway.platform.draw(View(7, WHOLE, controls=(COUNTER,), done=True))
        shown = last(sandbox, place)
        assert shown["native"] == (markdown(WHOLE) if crashed else body)
        assert ("streaming" in shown, sandbox.snapshot()["working"]) == (False, [])


async def test_slacks_stop_button_ends_the_stream_and_the_answer_goes_on_by_edits(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        place, message = await asked(both)
        await both.gateway.port.working(message, on=True)
        native = await previewed(both, message, *SAID)
        await sandbox.stop("U1", place)

        await both.gateway.port.edit(message, native, markdown("Stopped."))

        assert last(sandbox, place)["native"] == markdown("Stopped.")


async def test_every_call_is_as_slack_describes_it(sandbox: SlackSandbox) -> None:
    async with over_socket(sandbox) as both:
        _, message = await asked(both, "C1")
        plan = Plan("plan", "Plan", (Task("Read", "done"), Task("Write", "active")))
        native: str | None = None
        for text in SAID:
            (body,) = both.gateway.platform.draw(View(7, text, controls=(plan,)))
            native = await both.gateway.port.preview(message, native, body, key="k", last=True)
        assert native is not None
        await both.gateway.port.edit(message, native, both.gateway.platform.draw(View(7, WHOLE, done=True))[0])
        native = await previewed(both, message, *SAID)
        (body,) = both.gateway.platform.draw(View(7, WHOLE, controls=(COUNTER,), done=True))
        await both.gateway.port.edit(message, native, body)

        called = [call for call in sandbox.calls if call.method in STREAMING]
        assert {call.method for call in called} == set(STREAMING)
        for call in called:
            name = call.method.removeprefix("chat.")
            specification(f"slack-args/args.Chat{name[0].upper()}{name[1:]}.json").validate(call.arguments)
