"""Commands: registered, completed, given, and acknowledged in time."""

from typing import Any

import aiohttp
import pytest

from adapters.discord import interactions
from bots.sandbox.service import Refused
from core.events import AdminCommand, Inbound
from core.phrases import phrase
from tests.discord_.connected import MODELS, Home, connected, sandbox
from tests.discord_.specification import violations
from tests.waiting import until

CALLBACK = "POST /interactions/{interaction}/{token}/callback"


async def acknowledge_meanwhile(home: Home, to: Inbound, answer: dict[str, Any]) -> None:
    """Acknowledge past the library, as when its own acknowledgement is still on its way."""
    interaction = home.gateway._interactions.get(to.event)
    assert interaction is not None
    path = f"{home.base}/api/v10/interactions/{interaction.id}/{interaction.token}/callback"
    async with aiohttp.ClientSession() as http, http.post(path, json=answer) as response:
        assert response.ok


async def test_only_commands_for_admins_ask_for_permissions() -> None:
    async with connected() as home:
        (call,) = [call for call in home.sandbox.calls if call.route.startswith("PUT")]

        permissions = {command["name"]: command["default_member_permissions"] for command in call.body}
        assert permissions == {"graph": 32, "model": 32, "link": None, "stop": None}


async def test_a_command_has_an_option_for_each_argument_and_needs_none_of_them() -> None:
    async with connected() as home:
        (call,) = [call for call in home.sandbox.calls if call.route.startswith("PUT")]

        options = {
            command["name"]: [(o["name"], o["description"]) for o in command["options"]] for command in call.body
        }
        assert options == {
            "graph": [("graph", "The graph."), ("where", "Where.")],
            "model": [("model", "The model.")],
            "link": [("code", "The code.")],
            "stop": [],
        }
        kinds = {(o["type"], o["required"]) for command in call.body for o in command["options"]}
        assert kinds == {(3, False)}
        with pytest.raises(Refused, match="takes nothing more"):
            await home.sandbox.say(home.ada, home.direct, "/stop now")


async def test_only_arguments_with_choices_are_completed() -> None:
    async with connected() as home:
        (call,) = [call for call in home.sandbox.calls if call.route.startswith("PUT")]

        completed = {o["name"]: o.get("autocomplete", False) for command in call.body for o in command["options"]}
        assert completed == {"graph": True, "where": True, "model": True, "code": False}


async def test_commands_are_there_in_servers_and_in_direct_messages_with_the_bot() -> None:
    async with connected() as home:
        (call,) = [call for call in home.sandbox.calls if call.route.startswith("PUT")]

        assert {tuple(command["contexts"]) for command in call.body} == {(0, 1)}


async def test_every_registered_command_fits_discords_own_description() -> None:
    async with connected() as home:
        (call,) = [call for call in home.sandbox.calls if call.route.startswith("PUT")]

        commands = [{k: v for k, v in command.items() if k != "nsfw"} for command in call.body]
        assert [violations("ApplicationCommandUpdateRequest", command) for command in commands] == [[], [], [], []]


async def test_a_command_that_is_open_to_all_can_be_given_by_all() -> None:
    async with connected() as home:
        await home.sandbox.say(home.ben, home.general, "/stop")

        command = await home.inbox.next()

        assert isinstance(command, AdminCommand)
        assert (command.name, command.arguments, command.person.id) == ("stop", "", f"discord:{home.ben}")


async def test_a_commands_words_are_completed_from_its_choices() -> None:
    async with connected() as home:
        graphs = await home.sandbox.complete(home.ada, home.direct, "/graph v")
        exact = await home.sandbox.complete(home.ada, home.direct, "/model model-12")
        models = await home.sandbox.complete(home.ada, home.direct, "/model")

        assert (graphs, exact, models) == (["v1", "v4-eras", "old-v1"], ["model-12"], list(MODELS[:25]))
        assert home.inbox.empty


async def test_a_command_that_is_not_answered_in_time_is_acknowledged_and_still_answered_in_private() -> None:
    async with connected(sandbox(patience=3.0)) as home:
        await home.sandbox.say(home.ada, home.direct, "/stop")
        command = await home.inbox.next()
        await until(lambda: home.calls(CALLBACK))
        deferred = home.sandbox.calls[-1]

        native = await home.send(command, "Stopped.", private=True)
        await home.gateway.port.edit(command, native, home.body("Stopped it."))

        assert (deferred.status, deferred.body["type"], deferred.body["data"]) == (200, 5, {"flags": 64})
        (answer,) = home.shown(home.direct)
        assert (answer["private_to"], answer["native"]["components"][0]["content"]) == (home.ada, "Stopped it.")


async def test_an_answer_that_crosses_with_the_acknowledgement_stays_private() -> None:
    async with connected() as home:
        await home.sandbox.say(home.ada, home.direct, "/stop")
        command = await home.inbox.next()
        await acknowledge_meanwhile(home, command, {"type": 5, "data": {"flags": 64}})

        await home.send(command, "Stopped.", private=True)

        assert [shown["private_to"] for shown in home.shown(home.direct)] == [home.ada]


async def test_a_notice_that_crosses_with_the_acknowledgement_stays_private() -> None:
    async with connected() as home:
        _, native = await home.counter()
        await home.click(native)
        click = await home.inbox.next()
        await acknowledge_meanwhile(home, click, {"type": 6})

        await home.gateway.port.edit(click, native, home.body("Here.", count=1))
        await home.gateway.port.notify(click, "That is as far as it goes.")

        assert [shown.get("private_to") for shown in home.shown(home.direct)] == [None, None, home.ada]
        assert "Count: 1" in str(home.shown(home.direct)[1]["native"])


async def test_an_answered_command_is_not_acknowledged_again(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(interactions, "_PATIENCE", 0.1)
    async with connected() as home:
        await home.sandbox.say(home.ada, home.direct, "/graph")
        graph = await home.inbox.next()
        await home.send(graph, "Graph: v1", private=True)
        await home.sandbox.say(home.ada, home.direct, "/stop")
        await until(lambda: len(home.calls(CALLBACK)) == 2)

        types = [call.body["type"] for call in home.sandbox.calls if call.route == CALLBACK]
        assert types == [4, 5]
        assert "never retrieved" not in caplog.text


async def test_a_click_that_has_to_wait_for_its_session_is_acknowledged(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(interactions, "_PATIENCE", 0.1)
    async with connected() as home:
        _, native = await home.counter()
        await home.click(native)
        click = await home.inbox.next()
        await until(lambda: home.calls(CALLBACK))

        await home.gateway.port.edit(click, native, home.body("Here.", count=1))
        await home.gateway.port.notify(click, "That is as far as it goes.")

        assert next(call.body["type"] for call in home.sandbox.calls if call.route == CALLBACK) == 6
        notice = home.shown(home.direct)[-1]
        assert notice["private_to"] == home.ada
        assert "Count: 1" in str(home.shown(home.direct)[-2]["native"])


async def test_a_command_that_could_not_be_kept_is_answered_by_a_sentence_for_the_one_who_gave_it() -> None:
    async with connected() as home:
        home.inbox.failing = True
        await home.sandbox.say(home.ada, home.direct, "/graph")
        await until(home.callbacks)

        answer = home.shown(home.direct)[-1]
        assert (answer["native"]["content"], answer["private_to"]) == (phrase("not_kept", "en"), home.ada)
        assert [callback["type"] for callback in home.callbacks()] == [4]
