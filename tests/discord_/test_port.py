import pytest

from bots.sandbox.discord.server import DiscordSandbox
from bots.sandbox.service import Shelf
from core.errors import PlatformError, PlatformUnreachable, RateLimited, Unauthorized
from core.events import Inbound
from tests.discord_.connected import Home, connected
from tests.discord_.specification import violations

MESSAGES = "POST /channels/{channel}/messages"
TYPING = "POST /channels/{channel}/typing"


async def asked(home: Home) -> Inbound:
    await home.sandbox.say(home.ada, home.direct, "hi")
    return await home.inbox.next()


async def test_a_message_that_is_sent_again_under_its_key_is_posted_once() -> None:
    async with connected() as home:
        message = await asked(home)

        natives = {await home.send(message, "Hello!") for _ in range(2)}

        assert len(natives) == 1
        assert len(home.shown(home.direct)) == 2


async def test_a_short_rate_limit_is_waited_out() -> None:
    async with connected() as home:
        message = await asked(home)
        home.sandbox.faults.fail_next(MESSAGES, status=429, retry_after=0.05)

        await home.send(message, "Hello!")

        assert [call.status for call in home.sandbox.calls if call.route == MESSAGES] == [429, 200]


async def test_a_long_rate_limit_is_handed_on_with_its_pause() -> None:
    async with connected() as home:
        message = await asked(home)
        home.sandbox.faults.fail_next(MESSAGES, status=429, retry_after=60.0)

        with pytest.raises(RateLimited) as limited:
            await home.send(message, "Hello!")

        assert limited.value.retry_after == 60.0


async def test_a_message_discord_does_not_take_is_refused_for_good_with_its_reason() -> None:
    async with connected() as home:
        message = await asked(home)
        body = {**home.body("x"), "components": [{"type": 10, "content": "x" * 4001}]}

        with pytest.raises(PlatformError, match=r"refused to post a message: .* code 50035") as refused:
            await home.gateway.port.send(message, body, key="k", private=False)

        assert not isinstance(refused.value, PlatformUnreachable)


async def test_editing_a_message_that_is_gone_is_an_error_and_deleting_it_is_none() -> None:
    async with connected() as home:
        message = await asked(home)
        native = await home.send(message, "Hello!")
        await home.gateway.port.delete(message, native)
        await home.gateway.port.delete(message, native)

        with pytest.raises(PlatformError, match="10008"):
            await home.gateway.port.edit(message, native, home.body("Hello again!"))

        assert len(home.shown(home.direct)) == 1


async def test_a_private_answer_can_be_changed_while_its_command_is_open() -> None:
    async with connected() as home:
        await home.sandbox.say(home.ada, home.direct, "/graph")
        command = await home.inbox.next()
        native = await home.send(command, "Graph: v1", private=True)

        await home.gateway.port.edit(command, native, home.body("Graph: v4-eras"))

        answer = home.shown(home.direct)[-1]
        assert answer["native"]["components"][0]["content"] == "Graph: v4-eras"


async def test_a_second_answer_to_a_command_is_private_too() -> None:
    async with connected() as home:
        await home.sandbox.say(home.ada, home.direct, "/graph")
        command = await home.inbox.next()

        for text in ("first", "second"):
            await home.gateway.port.send(command, home.body(text), key=text, private=True)

        assert [shown["private_to"] for shown in home.shown(home.direct)] == [home.ada, home.ada]


async def test_a_notice_without_a_click_is_seen_by_all() -> None:
    async with connected() as home:
        message = await asked(home)

        await home.gateway.port.notify(message, "The graph was changed.")

        assert home.shown(home.direct)[-1]["native"]["content"] == "The graph was changed."


async def test_what_is_sent_fits_discords_own_description() -> None:
    async with connected() as home:
        message, native = await home.counter()
        await home.gateway.port.edit(message, native, home.body("Here.", count=5))
        await home.click(native)
        click = await home.inbox.next()
        await home.gateway.port.edit(click, native, home.body("Here.", count=6))
        await home.gateway.port.notify(click, "Done.")

        bodies = {call.route: call.body for call in home.sandbox.calls}
        callback = bodies["POST /interactions/{interaction}/{token}/callback"]
        assert violations("MessageCreateRequest", bodies[MESSAGES]) == []
        edited = bodies["PATCH /channels/{channel}/messages/{message}"]
        assert violations("MessageEditRequestPartial", edited) == []
        updated = {**callback, "data": {k: v for k, v in callback["data"].items() if k != "tts"}}
        assert violations("UpdateMessageInteractionCallbackRequest", updated) == []


async def test_typing_is_shown_where_the_answer_goes_and_ends_with_it() -> None:
    async with connected() as home:
        message = await asked(home)

        await home.gateway.port.working(message, on=True)
        typing = home.sandbox.snapshot()["working"]
        await home.gateway.port.working(message, on=False)
        await home.send(message, "Hello!")

        assert typing == [home.direct]
        assert home.sandbox.snapshot()["working"] == []
        assert home.calls(TYPING) == [TYPING]


async def test_a_message_that_starts_a_thread_shows_typing_in_its_channel_until_the_thread_is_there() -> None:
    async with connected() as home:
        thread = await home.sandbox.say(home.ada, home.general, "@Trivium hi")
        message = await home.inbox.next()

        await home.gateway.port.working(message, on=True)
        assert home.sandbox.snapshot()["working"] == [home.general]
        await home.send(message, "Hello!")
        await home.sandbox.say(home.ada, thread, "and what else?")
        await home.inbox.next()
        await home.gateway.port.working(message, on=True)

        assert thread in home.sandbox.snapshot()["working"]


async def test_discord_shows_typing_for_ten_seconds() -> None:
    now = 1_800_000_000.0
    async with connected(DiscordSandbox(Shelf(None), clock=lambda: now)) as home:
        await home.gateway.port.working(await asked(home), on=True)

        now += 9.9
        assert home.sandbox.snapshot()["working"] == [home.direct]
        now += 0.2
        assert home.sandbox.snapshot()["working"] == []


async def test_typing_where_the_bot_may_not_enter_is_refused() -> None:
    async with connected() as home:
        message = await asked(home)
        home.sandbox.faults.fail_next(TYPING, status=403)

        with pytest.raises(PlatformError, match="refused to show as typing"):
            await home.gateway.port.working(message, on=True)


async def test_a_token_that_is_no_longer_known_is_not_the_fault_of_what_was_sent() -> None:
    async with connected() as home:
        message = await asked(home)
        home.sandbox.faults.fail_next(MESSAGES, status=401)

        with pytest.raises(Unauthorized, match="DISCORD_TOKEN"):
            await home.send(message, "Hello!")


async def test_an_interaction_that_is_over_says_nothing_of_our_token() -> None:
    now = 1_800_000_000.0
    async with connected(DiscordSandbox(Shelf(None), clock=lambda: now)) as home:
        await home.sandbox.say(home.ada, home.direct, "/graph")
        command = await home.inbox.next()
        await home.send(command, "first", private=True)
        now += 1_000.0

        with pytest.raises(PlatformError, match="50027") as refused:
            await home.gateway.port.send(command, home.body("second"), key="second", private=True)

        assert not isinstance(refused.value, Unauthorized)


async def test_a_person_is_told_something_as_it_is_written_in_their_direct_messages() -> None:
    async with connected() as home:
        text = f"⚠️ The *database* is full, @everyone and <@{home.ben}>."

        await home.gateway.port.tell(home.ada, text)

        (told,) = home.shown(home.direct)
        (body,) = [call.body for call in home.sandbox.calls if call.route == MESSAGES]
        assert body["allowed_mentions"] == {"parse": []}
        assert told["native"]["mentions"] == {}
        content = told["native"]["content"]
        assert "\\*database\\*" in content
        assert "@everyone" not in content
        assert f"<@{home.ben}>" not in content
        assert violations("MessageCreateRequest", body) == []


async def test_who_is_no_person_of_discords_cannot_be_told_anything() -> None:
    async with connected() as home:
        with pytest.raises(PlatformError, match="a person is a number there"):
            await home.gateway.port.tell("ada", "hello")
        with pytest.raises(PlatformError, match=r"refused to write to a person: .* code 50033"):
            await home.gateway.port.tell("1", "hello")
