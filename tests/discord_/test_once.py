"""One visible answer, however often and late it is sent again."""

import time

import pytest
from msgspec.structs import replace

from adapters.discord import port
from bots.sandbox.discord.server import DiscordSandbox
from bots.sandbox.service import Shelf
from core.artifacts import Image
from core.events import Inbound
from core.view import View
from tests.discord_.connected import Home, connected
from tests.discord_.specification import violations

POST = "POST /channels/{channel}/messages"
LIST = "GET /channels/{channel}/messages"
EDIT = "PATCH /channels/{channel}/messages/{message}"


class Clock:
    """Discord's clock, which begins an hour ago."""

    def __init__(self) -> None:
        self.now = time.time() - 3_600

    def __call__(self) -> float:
        return self.now


async def asked(home: Home) -> Inbound:
    await home.sandbox.say(home.ada, home.direct, "hi")
    return await home.inbox.next()


def answers(home: Home) -> list[str]:
    """Return what the bot has said to Ada."""
    said = [shown for shown in home.shown(home.direct) if shown["author"]["bot"]]
    return [shown["native"]["components"][0].get("content", "") for shown in said]


async def test_an_answer_from_before_a_crash_long_ago_is_found_and_not_posted_again() -> None:
    clock = Clock()
    async with connected(DiscordSandbox(Shelf(None), clock=clock)) as home:
        message = await asked(home)
        first = await home.send(message, "Hello!")
        clock.now += 600

        again = await home.send(message, "Hello!")

        assert again == first
        assert answers(home) == ["Hello!"]
        assert home.calls(EDIT) == []


async def test_an_answer_that_was_cut_off_is_completed_where_it_stands() -> None:
    clock = Clock()
    async with connected(DiscordSandbox(Shelf(None), clock=clock)) as home:
        message = await asked(home)
        await home.send(message, "Hel")
        clock.now += 600

        await home.send(message, "Hello!", count=1)

        assert answers(home) == ["Hello!"]
        assert "Count: 1" in str(home.shown(home.direct)[-1]["native"])


async def test_an_answer_that_was_cut_off_a_moment_ago_is_completed_too() -> None:
    async with connected() as home:
        message = await asked(home)
        await home.send(message, "Hel")

        await home.send(message, "Hello!", count=1)

        assert answers(home) == ["Hello!"]
        assert "Count: 1" in str(home.shown(home.direct)[-1]["native"])
        assert home.calls(LIST) == []


async def test_another_answer_with_the_same_words_is_another_answer() -> None:
    clock = Clock()
    async with connected(DiscordSandbox(Shelf(None), clock=clock)) as home:
        first, second = await asked(home), await asked(home)
        await home.send(first, "Hello!")
        clock.now += 600

        await home.send(second, "Hello!")

        assert answers(home) == ["Hello!", "Hello!"]


async def test_a_young_question_is_answered_without_looking() -> None:
    async with connected() as home:
        await home.send(await asked(home), "Hello!", count=1)

        assert home.calls(LIST) == []
        assert home.calls(EDIT) == []


async def test_the_parts_of_an_answer_are_told_apart() -> None:
    clock = Clock()
    async with connected(DiscordSandbox(Shelf(None), clock=clock)) as home:
        message = await asked(home)
        clock.now += 600
        sender = home.gateway.port.send

        for _ in range(2):
            for part in ("one", "two"):
                await sender(message, home.body(part), key=f"{message.event}/{part}", private=False)

        assert answers(home) == ["one", "two"]


async def test_a_picture_is_posted_once_too() -> None:
    clock = Clock()
    async with connected(DiscordSandbox(Shelf(None), clock=clock)) as home:
        message = await asked(home)
        view = View(id=1, artifacts=(Image("A", "image/png", b"\x89PNG"),), done=True)
        (body,) = home.gateway.platform.draw(view)
        for _ in range(2):
            await home.gateway.port.send(message, body, key="picture", private=False)
            clock.now += 600

        assert len(answers(home)) == 1


async def test_where_the_history_may_not_be_read_the_answer_comes_rather_twice_than_not_at_all(
    caplog: pytest.LogCaptureFixture,
) -> None:
    clock = Clock()
    async with connected(DiscordSandbox(Shelf(None), clock=clock)) as home:
        message = await asked(home)
        home.sandbox.faults.fail_next(LIST, status=403)

        await home.send(message, "Hello!")

        assert answers(home) == ["Hello!"]
        assert "may come twice" in caplog.text


async def test_an_answer_in_a_thread_is_looked_for_there() -> None:
    clock = Clock()
    async with connected(DiscordSandbox(Shelf(None), clock=clock)) as home:
        thread = await home.sandbox.say(home.ada, home.general, "@Trivium hi")
        mention = await home.inbox.next()
        first = await home.send(mention, "Hello!")
        clock.now += 600

        assert await home.send(mention, "Hello!") == first
        assert len(home.shown(thread)) == 1


async def test_what_is_signed_fits_discords_own_description() -> None:
    async with connected() as home:
        await home.send(await asked(home), "Hello!", count=1)

        (body,) = [call.body for call in home.sandbox.calls if call.route == POST]
        assert violations("MessageCreateRequest", body) == []


async def test_a_question_counts_as_old_before_discord_forgets_a_nonce(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(port, "_NONCE_HOLDS", 1_000.0)
    async with connected() as home:
        message = await asked(home)
        await home.send(replace(message, at=message.at - 900), "Hello!")
        assert home.calls(LIST) == []

        await home.send(replace(message, at=message.at - 1_100), "Hello!")
        assert home.calls(LIST) == [LIST]
