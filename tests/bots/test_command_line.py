"""What an operator sees when something is wrong: one line that names the thing, and no trace."""

import socket
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bots.sandbox.discord.server import DiscordSandbox
from bots.sandbox.service import Service, Shelf
from bots.sandbox.slack.server import SlackSandbox
from bots.sandbox.telegram.server import TelegramSandbox
from tests.bots.program import bots
from tests.serving import serving


async def fails_with(*arguments: str, cwd: Path, **settings: str) -> str:
    """Run to the end and return what was said on standard error."""
    process = await bots(*arguments, cwd=cwd, **settings)
    _, said = await process.communicate()
    assert process.returncode == 1
    assert "Traceback" not in said.decode()
    return said.decode()


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ((), ["run", "sandbox", "chat", "graphs"]),
        (("run",), ["PLATFORM", "--with-parent"]),
        (("sandbox",), ["--host", "--port", "--data", "--without-bots"]),
        (("chat",), ["--graph NAME", "--hud", "--name YOU", "#1", "/quit", "Ctrl-C"]),
        (("graphs",), ["list", "show", "check"]),
        (("graphs", "list"), ["title", "engine"]),
        (("graphs", "show"), ["NAME", "--cytoscape"]),
        (("graphs", "check"), ["FILE", "prompts/"]),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
async def test_every_command_explains_itself(tmp_path: Path, command: tuple[str, ...], words: list[str]) -> None:
    process = await bots(*command, "--help", cwd=tmp_path)
    told, complaint = await process.communicate()

    assert (process.returncode, complaint) == (0, b"")
    assert [word for word in words if word not in told.decode()] == []


@pytest.mark.parametrize("command", [(), ("graphs",), ("graphs", "show"), ("graphs", "check"), ("graphs", "draw")])
async def test_a_command_that_is_not_complete_is_told_how_it_goes(tmp_path: Path, command: tuple[str, ...]) -> None:
    process = await bots(*command, cwd=tmp_path)
    _, complaint = await process.communicate()

    assert process.returncode == 2
    assert complaint.startswith(b"usage: python -m bots")


@pytest.mark.parametrize(
    ("arguments", "settings", "said"),
    [
        (("--graph", "v9"), {}, "There is no graph 'v9'; there are "),
        ((), {"GRAPH": "v9"}, "There is no graph 'v9'; there are "),
        ((), {"HTTP_PORT": "http"}, "HTTP_PORT: "),
        ((), {"MODEL": "gpt"}, "The model 'gpt' (MODEL) needs OPENAI_API_KEY"),
        ((), {"MODEL_BASE_URL": "ftp://example"}, "MODEL_BASE_URL: "),
    ],
)
async def test_what_keeps_a_chat_from_starting_is_one_line(
    tmp_path: Path, arguments: tuple[str, ...], settings: dict[str, str], said: str
) -> None:
    told = await fails_with("chat", *arguments, cwd=tmp_path, **settings)

    assert told.startswith("trivium: ")
    assert said in told
    assert told.count("\n") == 1


@pytest.fixture(params=[SlackSandbox, DiscordSandbox, TelegramSandbox])
async def platform(request: pytest.FixtureRequest) -> AsyncIterator[tuple[Service, dict[str, str]]]:
    service: Service = request.param(Shelf(None))
    async with serving(service.app) as base:
        yield service, service.environment(base)


@pytest.mark.parametrize(
    ("platforms", "settings", "said"),
    [
        ((), {}, "No platform has a token."),
        (("myspace",), {}, "There is no platform 'myspace'; there are slack, discord, telegram."),
        (("telegram",), {}, "TELEGRAM_TOKEN is not set."),
        (("slack",), {"SLACK_BOT_TOKEN": "x"}, "Slack needs SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET"),
        (("telegram",), {"TELEGRAM_TOKEN": "1:x", "GRAPH": "v9"}, "GRAPH: there is no graph 'v9'"),
        (("telegram",), {"TELEGRAM_TOKEN": "1:x", "MODEL": "gpt"}, "The model 'gpt' (MODEL) needs OPENAI_API_KEY"),
        (
            ("telegram",),
            {"TELEGRAM_TOKEN": "1:x", "DATABASE_URL": "sqlite:///notes.txt"},
            "notes.txt is not a database",
        ),
        (
            ("telegram",),
            {"TELEGRAM_TOKEN": "1:x", "DATABASE_URL": "sqlite:////proc/no/t.db"},
            "DATABASE_URL: the folder",
        ),
    ],
)
async def test_what_keeps_the_program_from_starting_is_one_line(
    tmp_path: Path, platforms: tuple[str, ...], settings: dict[str, str], said: str
) -> None:
    (tmp_path / "notes.txt").write_text("These are notes, not tables.\n" * 100)

    told = await fails_with("run", *platforms, cwd=tmp_path, **settings)

    assert told.startswith("trivium: ")
    assert said in told
    assert told.count("\n") == 1


async def test_a_wrong_token_is_one_line_that_names_the_setting(
    tmp_path: Path, platform: tuple[Service, dict[str, str]]
) -> None:
    service, environment = platform
    name = next(key for key in environment if key.endswith("_TOKEN"))

    told = await fails_with("run", service.name, cwd=tmp_path, **{**environment, name: "1:wrong"})

    assert name in told
    assert told.count("\n") == 1


async def test_one_platform_with_a_wrong_token_leaves_the_others_running(tmp_path: Path) -> None:
    slack, telegram = SlackSandbox(Shelf(None)), TelegramSandbox(Shelf(None))
    async with serving(slack.app) as one, serving(telegram.app) as two:
        settings = {**slack.environment(one), **telegram.environment(two), "TELEGRAM_TOKEN": "1:wrong"}
        process = await bots("run", "slack", "telegram", cwd=tmp_path, **settings)
        assert process.stderr is not None
        lines = [(await process.stderr.readline()).decode() for _ in range(2)]
        process.terminate()
        await process.communicate()

    assert any("TELEGRAM_TOKEN" in line for line in lines)
    assert any("connected" in line and "slack" in line for line in lines)
    assert process.returncode == 0


@pytest.mark.parametrize("name", ["slack", "discord", "telegram"])
async def test_a_platform_that_cannot_be_reached_is_tried_again(tmp_path: Path, name: str) -> None:
    made = {"slack": SlackSandbox, "discord": DiscordSandbox, "telegram": TelegramSandbox}[name]
    service: Service = made(Shelf(None))
    with socket.create_server(("127.0.0.1", 0)) as unused:
        port = unused.getsockname()[1]
    process = await bots("run", name, cwd=tmp_path, **service.environment(f"http://127.0.0.1:{port}"))
    assert process.stderr is not None

    lines = [(await process.stderr.readline()).decode() for _ in range(2)]
    process.terminate()
    await process.communicate()

    assert all("trying again in" in line for line in lines), lines
    assert process.returncode == 0


async def test_a_port_in_use_is_one_line_that_names_it(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        told = await fails_with("sandbox", "--port", str(port), "--data", "box", cwd=tmp_path)

    assert told.startswith(f"trivium: Port {port} on 127.0.0.1 cannot be used: ")


async def test_a_second_program_on_the_same_database_is_refused(tmp_path: Path) -> None:
    service = TelegramSandbox(Shelf(None))
    async with serving(service.app) as base:
        first = await bots("run", cwd=tmp_path, **service.environment(base))
        assert first.stderr is not None
        await first.stderr.readline()

        told = await fails_with("run", cwd=tmp_path, **service.environment(base))
        first.terminate()
        await first.communicate()

    assert "is already in use by another Trivium process" in told
