import asyncio

import pytest
from discord.backoff import ExponentialBackoff

from adapters.discord.gateway import DiscordGateway
from bots.sandbox.service import Refused
from core.errors import PlatformError, PlatformUnreachable, Unauthorized
from core.events import AdminCommand, Message
from tests.discord_.connected import Inbox, connected, gateway_to, running, sandbox
from tests.serving import serving
from tests.waiting import until


async def test_a_message_is_accepted_and_answered() -> None:
    async with connected() as home:
        place = await home.sandbox.say(home.ada, home.direct, "hi")
        message = await home.inbox.next()
        await home.send(message, "Hello, Ada!")

        assert isinstance(message, Message)
        assert (place, message.text, message.session) == (home.direct, "hi", f"discord:{home.direct}")
        assert message.person.claims == {"name": "Ada", "username": "ada"}
        assert home.shown(home.direct)[-1]["native"]["components"][0]["content"] == "Hello, Ada!"


async def test_the_bots_own_messages_start_nothing() -> None:
    async with connected() as home:
        await home.sandbox.say(home.ada, home.direct, "hi")
        await home.send(await home.inbox.next(), "Hello!")
        await home.sandbox.say(home.ada, home.direct, "again")

        following = await home.inbox.next()

        assert isinstance(following, Message)
        assert following.text == "again"


async def test_a_click_is_answered_and_its_message_changed_in_one_call() -> None:
    async with connected() as home:
        _, native = await home.counter()
        before = len(home.sandbox.calls)
        await home.click(native)
        click = await home.inbox.next()

        await home.gateway.port.edit(click, native, home.body("Here.", count=1))
        await home.gateway.port.acknowledge(click)

        (call,) = home.sandbox.calls[before:]
        assert (call.route, call.body["type"]) == ("POST /interactions/{interaction}/{token}/callback", 7)
        assert "Count: 1" in str(home.shown(home.direct)[-1]["native"])


async def test_a_slow_click_is_deferred_and_its_message_edited() -> None:
    async with connected() as home:
        _, native = await home.counter()
        before = len(home.sandbox.calls)
        await home.click(native)
        click = await home.inbox.next()

        await home.gateway.port.acknowledge(click)
        await home.gateway.port.edit(click, native, home.body("Here.", count=1))
        await home.gateway.port.acknowledge(click)

        deferred, edited = home.sandbox.calls[before:]
        assert deferred.body["type"] == 6
        assert edited.route == "PATCH /channels/{channel}/messages/{message}"
        assert "Count: 1" in str(home.shown(home.direct)[-1]["native"])


async def test_a_click_that_came_too_late_is_answered_by_a_plain_edit() -> None:
    async with connected(sandbox(patience=0.0)) as home:
        _, native = await home.counter()
        await home.click(native)
        click = await home.inbox.next()
        await until(lambda: home.shown(home.direct)[-1]["native"]["content"] == "This interaction failed")

        await home.gateway.port.edit(click, native, home.body("Here.", count=1))
        await home.gateway.port.acknowledge(click)

        assert "Count: 1" in str(home.shown(home.direct)[1]["native"])


async def test_a_click_on_something_that_only_shows_is_acknowledged_and_not_accepted() -> None:
    async with connected() as home:
        asked, _ = await home.counter()
        body = home.body("Here.", count=0)
        body["components"][-1]["components"][0]["components"][1].pop("disabled")
        native = await home.gateway.port.send(asked, body, key="shown", private=False)

        await home.click(native, "count:noop:1")

        await until(lambda: home.calls("POST /interactions"))
        assert home.inbox.empty
        assert home.sandbox.calls[-1].body["type"] == 6


async def test_a_notice_is_seen_only_by_the_one_who_clicked() -> None:
    async with connected() as home:
        _, native = await home.counter()
        await home.click(native)
        click = await home.inbox.next()

        await home.gateway.port.edit(click, native, home.body("Here.", count=10))
        await home.gateway.port.notify(click, "That is as far as it goes.")

        notice = home.shown(home.direct)[-1]
        assert (notice["native"]["content"], notice["private_to"]) == ("That is as far as it goes.", home.ada)


async def test_a_command_is_answered_for_the_one_who_gave_it() -> None:
    async with connected() as home:
        await home.sandbox.say(home.ada, home.direct, "/graph v1")
        command = await home.inbox.next()

        await home.send(command, "Graph: **v1**", private=True)

        assert isinstance(command, AdminCommand)
        assert (command.name, command.arguments) == ("graph", "v1")
        answer = home.shown(home.direct)[-1]
        assert (answer["private_to"], answer["native"]["flags"]) == (home.ada, 64 | 32768)


async def test_a_command_from_before_a_restart_is_answered_in_the_channel() -> None:
    async with connected() as home:
        await home.sandbox.say(home.ada, home.direct, "/graph v1")
        command = await home.inbox.next()
        settings = home.sandbox.environment("http://unused")
        restarted = DiscordGateway(token=settings["DISCORD_TOKEN"], api_url=None, gateway_url=None, commands=())
        await restarted.start()

        await restarted.port.send(command, home.body("Graph: **v1**"), key="k", private=True)

        await restarted.close()
        assert "private_to" not in home.shown(home.direct)[-1]


async def test_a_command_is_for_those_who_manage_the_server() -> None:
    async with connected() as home:
        with pytest.raises(Refused, match="may not use /graph"):
            await home.sandbox.say(home.ben, home.general, "/graph v1")


async def test_commands_are_registered_only_when_they_changed() -> None:
    server = sandbox()
    async with connected(server) as first:
        registered = first.calls("PUT")

    async with connected(server) as second:
        assert registered == second.calls("PUT") == ["PUT /applications/{application}/commands"]


async def test_a_mention_in_a_channel_starts_a_thread_with_the_answer_in_it() -> None:
    async with connected() as home:
        place = await home.sandbox.say(home.ada, home.general, "@Trivium count something for me")
        mention = await home.inbox.next()
        await home.send(mention, "Counting.")
        await home.sandbox.say(home.ada, place, "and more")
        following = await home.inbox.next()

        assert [p["name"] for p in home.sandbox.snapshot()["places"] if p["id"] == place] == ["count something for me"]
        assert home.shown(place)[0]["native"]["components"][0]["content"] == "Counting."
        assert isinstance(following, Message)
        assert (following.session, following.channel) == (mention.session, f"discord:{home.general}")
        assert not following.addressed


async def test_where_no_thread_may_be_started_the_answer_is_a_reply() -> None:
    async with connected() as home:
        home.sandbox.faults.fail_next("POST /channels/{channel}/messages/{message}/threads", status=403)
        await home.sandbox.say(home.ada, home.general, "@Trivium count")
        mention = await home.inbox.next()
        native = await home.send(mention, "Counting.", count=0)
        await home.click(native)
        click = await home.inbox.next()

        assert native.startswith(f"{home.general}:")
        assert click.session == mention.session


async def test_a_dropped_socket_loses_nothing() -> None:
    async with connected() as home:
        home.sandbox.drop_sockets()
        await home.sandbox.say(home.ada, home.direct, "while you were away")

        message = await home.inbox.next()

        assert isinstance(message, Message)
        assert message.text == "while you were away"


async def test_a_redelivered_message_has_the_same_event_id() -> None:
    async with connected() as home:
        await home.sandbox.say(home.ada, home.direct, "once")
        first = await home.inbox.next()

        home.sandbox.redeliver()

        assert await home.inbox.next() == first


async def test_an_event_that_cannot_be_kept_is_one_line_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    async with connected() as home:
        home.inbox.failing, home.inbox.catching_up = True, home.catch_up
        await home.sandbox.say(home.ada, home.direct, "lost")
        await until(lambda: "not kept" in caplog.text)
        home.inbox.failing = False
        await home.sandbox.say(home.ada, home.direct, "kept")

        assert [await home.inbox.words() for _ in range(2)] == ["lost", "kept"]
        assert "Traceback" not in caplog.text


async def test_a_wrong_token_is_one_sentence_that_names_the_setting() -> None:
    server = sandbox()
    async with serving(server.app) as base:
        gateway = gateway_to(server, base, token="wrong")

        with pytest.raises(Unauthorized, match=r"^Discord does not know the token in DISCORD_TOKEN\.$"):
            await gateway.start()

        await gateway.close()


async def test_a_token_that_is_taken_back_ends_the_connection_with_one_sentence_that_names_the_setting() -> None:
    server, inbox = sandbox(), Inbox()
    async with serving(server.app) as base:
        gateway = gateway_to(server, base)
        await gateway.start()
        task = asyncio.create_task(gateway.run(inbox.accept, inbox.connected))
        await until(lambda: server.connected)

        server.drop_sockets(4004)

        with pytest.raises(Unauthorized, match="DISCORD_TOKEN"):
            await asyncio.wait_for(task, 10)
        await gateway.close()


async def test_a_start_that_failed_can_be_made_again() -> None:
    server = sandbox()
    async with serving(server.app) as base:
        gateway = gateway_to(server, base)
        server.faults.fail_next("GET /users/@me", status=403)
        with pytest.raises(PlatformError):
            await gateway.start()

        name = await gateway.start()
        await gateway.close()

    assert name == "Trivium"


async def test_a_server_that_is_not_there_is_one_sentence() -> None:
    server = sandbox()
    async with serving(server.app) as base:
        pass
    gateway = gateway_to(server, base)

    with pytest.raises(PlatformUnreachable, match="could not be reached to log in"):
        await gateway.start()

    await gateway.close()


async def test_without_the_message_content_intent_the_bot_says_what_to_do() -> None:
    server, inbox = sandbox(message_content=False), Inbox()
    async with serving(server.app) as base:
        gateway = gateway_to(server, base)
        await gateway.start()

        with pytest.raises(PlatformError, match="enable the Message Content intent"):
            await asyncio.wait_for(gateway.run(inbox.accept, inbox.connected), 10)

        await gateway.close()


async def test_a_gateway_that_refuses_the_first_connection_is_tried_again(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ExponentialBackoff, "delay", lambda _: 0.01)
    server, inbox = sandbox(), Inbox()
    async with serving(server.app) as gone:
        pass
    async with serving(server.app) as base:
        settings = server.environment(base)
        elsewhere = server.environment(gone)["DISCORD_GATEWAY_URL"]
        gateway = DiscordGateway(
            token=settings["DISCORD_TOKEN"], api_url=settings["DISCORD_API_URL"], gateway_url=elsewhere, commands=()
        )

        async with running(gateway, inbox):
            await until(lambda: caplog.text.count("connecting again") > 2)
