"""Clicks: acknowledged in time whatever else happens, and never left without an answer."""

import pytest

from adapters.discord import interactions
from tests.discord_.connected import CALLBACK, Home, connected, sandbox
from tests.waiting import until

FAILED = "This interaction failed"


async def a_button_of(home: Home, custom_id: str) -> str:
    """Let the bot have a message with a button of that id; return the message's native id."""
    asked, _ = await home.counter()
    button = {"type": 2, "style": 2, "label": "Old", "custom_id": custom_id}
    body = {"components": [{"type": 1, "components": [button]}]}
    return await home.gateway.port.send(asked, body, key=custom_id, private=False)


@pytest.mark.parametrize(("locale", "notice"), [("en-GB", "no longer in use"), ("de", "nicht mehr benutzt")])
async def test_a_button_of_somebody_else_gets_a_notice_for_the_one_who_pressed_it(locale: str, notice: str) -> None:
    async with connected() as home:
        home.sandbox.speak(home.ada, locale)
        native = await a_button_of(home, "another-bots-button")

        await home.click(native, "another-bots-button")

        await until(lambda: "private_to" in home.shown(home.direct)[-1])
        told = home.shown(home.direct)[-1]
        assert (told["private_to"], notice in told["native"]["content"]) == (home.ada, True)
        assert home.inbox.empty


async def test_ten_fast_clicks_are_acknowledged_in_time_though_nobody_answers_them() -> None:
    async with connected(sandbox(patience=3.0)) as home:
        _, native = await home.counter()
        for _ in range(10):
            await home.click(native)

        await until(lambda: len(home.callbacks()) == 10)

        assert [callback["type"] for callback in home.callbacks()] == [6] * 10
        assert FAILED not in str(home.shown(home.direct))


async def test_a_click_whose_answer_crosses_with_the_acknowledgement_shows_the_last_picture(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(interactions, "_PATIENCE", 0.1)
    async with connected() as home:
        _, native = await home.counter()
        home.sandbox.faults.lag = (0.2, 0.2)
        for count in range(1, 4):
            await home.click(native)
            click = await home.inbox.next()
            await home.gateway.port.edit(click, native, home.body("Here.", count=count))
            await home.gateway.port.acknowledge(click)

        assert "Count: 3" in str(home.shown(home.direct)[-1]["native"])
        assert FAILED not in str(home.shown(home.direct))


async def test_a_click_names_the_message_it_was_on_as_the_port_does() -> None:
    async with connected() as home:
        _, native = await home.counter()

        await home.click(native)

        assert (await home.inbox.next()).origin["native"] == native


async def test_a_preview_is_posted_and_then_edited() -> None:
    async with connected() as home:
        await home.sandbox.say(home.ada, home.direct, "hi")
        message = await home.inbox.next()
        port = home.gateway.port

        native = await port.preview(message, None, home.body("He"), key="k/0", last=True)
        again = await port.preview(message, native, home.body("Hello"), key="k/0", last=True)
        await port.edit(message, native or "", home.body("Hello!"))

        assert native == again
        assert [shown["native"]["components"][0]["content"] for shown in home.shown(home.direct)[1:]] == ["Hello!"]


async def test_a_click_on_a_notice_that_only_one_sees_changes_it_in_one_call() -> None:
    async with connected() as home:
        await home.sandbox.say(home.ada, home.direct, "/graph")
        command = await home.inbox.next()
        private = await home.send(command, "Here.", count=0, private=True)
        await home.click(f"{home.direct}:{private.partition(':')[2]}")
        click = await home.inbox.next()

        await home.gateway.port.edit(click, private, home.body("Here.", count=1))

        assert click.origin["native"] == private
        assert home.callbacks()[-1]["type"] == 7
        assert "Count: 1" in str(home.shown(home.direct)[-1]["native"])
        assert len(home.calls(CALLBACK)) == 2
