"""The end: nothing goes on, and nobody who clicked is left without an answer."""

import asyncio

from core.errors import StoreError
from tests.discord_.connected import CALLBACK, Home, Inbox, connected, gateway_to, sandbox
from tests.serving import serving
from tests.waiting import until


def own_tasks() -> set[str]:
    """Return the names of what goes on of the library and of ours."""
    names = {task.get_name() for task in asyncio.all_tasks()}
    return {name for name in names if name.startswith(("discord", "CommandTree"))}


async def clicked(home: Home) -> None:
    _, native = await home.counter()
    await home.click(native)
    await home.inbox.next()


async def test_a_click_and_a_command_that_nobody_has_answered_are_acknowledged_at_the_end() -> None:
    server = sandbox()
    async with connected(server) as home:
        await clicked(home)
        await home.sandbox.say(home.ada, home.direct, "/graph")
        await home.inbox.next()

    assert sorted(call.body["type"] for call in server.calls if call.route == CALLBACK) == [5, 6]


async def test_a_click_that_has_its_answer_gets_no_other_at_the_end() -> None:
    server = sandbox()
    async with connected(server) as home:
        _, native = await home.counter()
        await home.click(native)
        await home.gateway.port.edit(await home.inbox.next(), native, home.body("Here.", count=1))

    assert [call.body["type"] for call in server.calls if call.route == CALLBACK] == [7]


async def test_nothing_goes_on_after_the_end_whatever_was_under_way() -> None:
    server, inbox, never = sandbox(), Inbox(), asyncio.Event()
    ada, direct = server.snapshot()["users"][0]["id"], server.snapshot()["places"][0]["id"]

    async def accept(_: object) -> None:
        await never.wait()

    async with serving(server.app) as base:
        gateway = gateway_to(server, base)
        await gateway.start()
        inbox.catching_up = lambda: accept(None)
        receiving = asyncio.create_task(gateway.run(accept, inbox.connected))
        await until(lambda: inbox.connections)
        await server.say(ada, direct, "kept waiting")
        await server.say(ada, direct, "kept waiting in the lane")
        await server.say(ada, direct, "/graph")
        await until(lambda: {"discord.py: on_message", "discord.py: on_connect"} <= own_tasks())

        receiving.cancel()
        await asyncio.wait({receiving})
        await gateway.close()
        await asyncio.sleep(0)

        assert own_tasks() == set()


async def test_closing_during_typing_and_recovery_leaves_nothing() -> None:
    async with connected() as home:
        await home.sandbox.say(home.ada, home.direct, "hi")
        message = await home.inbox.next()
        home.sandbox.faults.lag = (0.5, 0.0)
        typing = asyncio.create_task(home.gateway.port.working(message, on=True))
        home.inbox.failing = True
        await home.sandbox.say(home.ada, home.direct, "lost")
        await until(lambda: "discord recovery" in own_tasks())

        await home.gateway.close()
        await asyncio.wait({typing})

        assert own_tasks() == set()
        typing.exception()


async def test_a_message_that_is_lost_after_the_connection_ended_starts_nothing_that_outlives_the_end() -> None:
    server, inbox, full, reached = sandbox(), Inbox(), asyncio.Event(), asyncio.Event()
    ada, direct = server.snapshot()["users"][0]["id"], server.snapshot()["places"][0]["id"]

    async def accept(_: object) -> None:
        reached.set()
        await full.wait()
        raise StoreError

    async with serving(server.app) as base:
        gateway = gateway_to(server, base)
        await gateway.start()
        receiving = asyncio.create_task(gateway.run(accept, inbox.connected))
        await until(lambda: inbox.connections)
        await server.say(ada, direct, "lost")
        await reached.wait()
        receiving.cancel()
        await asyncio.wait({receiving})
        full.set()
        await until(lambda: "discord recovery" in own_tasks())

        await gateway.close()

        assert own_tasks() == set()
