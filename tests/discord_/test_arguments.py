"""Arguments: what people give with a command, in which order it arrives, and how it is completed."""

import pytest

from adapters.discord.commands import fitting, gap, lacks
from bots.sandbox.service import Refused
from core.admin import Argument, CommandSpec
from core.events import AdminCommand
from tests.discord_.connected import GRAPH, MODELS, WHERE, Home, connected
from tests.waiting import until

SPEC = CommandSpec("graph", "Switch.", (GRAPH, WHERE))


async def given(home: Home, text: str) -> str:
    await home.sandbox.say(home.ada, home.direct, text)
    command = await home.inbox.next()
    assert isinstance(command, AdminCommand)
    return command.arguments


async def test_arguments_arrive_joined_by_single_blanks() -> None:
    async with connected() as home:
        assert await given(home, "/graph graph:v1 where:default") == "v1 default"


async def test_arguments_arrive_in_their_own_order_however_they_were_filled_in() -> None:
    async with connected() as home:
        assert await given(home, "/graph where:default graph:v1") == "v1 default"


async def test_a_command_without_any_of_its_arguments_arrives_bare() -> None:
    async with connected() as home:
        assert await given(home, "/graph") == ""


async def test_a_first_argument_alone_arrives_alone() -> None:
    async with connected() as home:
        assert await given(home, "/graph v4-eras") == "v4-eras"


@pytest.mark.parametrize(("locale", "said"), [("en-US", "needs `graph` where"), ("de", "braucht `graph`, wenn")])
async def test_a_later_argument_without_the_one_before_is_refused_in_private_and_never_read_as_that(
    locale: str, said: str
) -> None:
    async with connected() as home:
        home.sandbox.speak(home.ada, locale)
        await home.sandbox.say(home.ada, home.general, "/graph where:default")
        await until(home.callbacks)

        (answer,) = home.shown(home.general)
        assert said in answer["native"]["content"]
        assert answer["private_to"] == home.ada
        assert home.inbox.empty


def test_a_blank_value_counts_as_none() -> None:
    lacking = gap(SPEC, [{"name": "graph", "value": "  "}, {"name": "where", "value": "default"}])

    assert lacking == (GRAPH, WHERE)


def test_a_middle_argument_that_is_left_out_is_named() -> None:
    three = CommandSpec("go", "Go.", (Argument("a", "A."), Argument("b", "B."), Argument("c", "C.")))

    lacking = gap(three, [{"name": "c", "value": "3"}, {"name": "a", "value": "1"}])

    assert lacking is not None
    assert lacks(three, *lacking, "en") == "`/go` needs `b` where `c` is given. Nothing was changed."


async def test_what_an_app_sends_that_knows_the_command_as_it_was_is_not_lost() -> None:
    async with connected() as home:
        for command in home.sandbox._world.commands:
            command["options"] = [{"name": "arguments", "type": 3, "description": "The words."}]

        assert await given(home, "/graph v1 default") == "v1 default"


def test_completions_begin_with_what_is_typed_before_those_that_have_it_elsewhere() -> None:
    assert fitting(("old-v1", "v1", "clear", "V10"), "v1 ") == ["v1", "V10", "old-v1"]


def test_at_most_twenty_five_completions_are_offered_and_none_that_discord_would_refuse() -> None:
    assert fitting(("", "m" * 101, *MODELS), "M") == list(MODELS[:25])


async def test_each_argument_is_completed_from_its_own_choices() -> None:
    async with connected() as home:
        second = await home.sandbox.complete(home.ada, home.direct, "/graph v1 ")
        named = await home.sandbox.complete(home.ada, home.direct, "/graph where:an")

        assert second == ["session", "channel", "default"]
        assert named == ["channel"]
        assert home.inbox.empty


async def test_an_argument_that_may_be_anything_is_not_completed() -> None:
    async with connected() as home:
        options = {o["name"]: o for command in home.sandbox._world.commands for o in command["options"]}

        assert "autocomplete" not in options["code"] or options["code"]["autocomplete"] is False


async def test_who_may_not_manage_the_server_is_neither_shown_nor_given_the_commands_for_admins() -> None:
    async with connected() as home:
        assert home.sandbox.commands(home.ben, home.general) == ["link", "stop"]
        assert home.sandbox.commands(home.ada, home.general) == ["graph", "model", "link", "stop"]
        with pytest.raises(Refused, match="may not use /graph"):
            await home.sandbox.complete(home.ben, home.general, "/graph v")


async def test_a_role_that_may_manage_the_server_brings_the_commands_for_admins() -> None:
    async with connected() as home:
        home.sandbox.appoint(home.ben, 1 << 5)

        assert "graph" in home.sandbox.commands(home.ben, home.general)
