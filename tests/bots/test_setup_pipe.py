"""`setup` over a pipe, against the platforms' fakes: a line answers a question."""

import asyncio
import os
import stat
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from dotenv import dotenv_values
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from bots.sandbox.discord import objects
from bots.sandbox.discord.server import DiscordSandbox
from bots.sandbox.service import Shelf
from bots.sandbox.slack.endpoints import APP_KEY, BOT_KEY
from bots.sandbox.slack.server import SlackSandbox
from bots.sandbox.telegram.server import TOKEN, TelegramSandbox
from bots.settings import Settings
from tests.bots.program import ROOT
from tests.serving import serving

DISCORD_KEY = "MTE5OTk.sandbox.signature-of-nothing"
NONE = "-\n"
KEEP = "\n"


async def answered(*lines: str, cwd: Path, option: str = "", **settings: str) -> tuple[int | None, str, str]:
    """Run setup with these lines on standard input; return its status, what it asked, and what it complained of."""
    clean = {key: value for key, value in os.environ.items() if key.lower() not in Settings.model_fields}
    process = await asyncio.create_subprocess_exec(
        *[sys.executable, "-m", "bots", "setup", *option.split()],
        cwd=cwd,
        env={**clean, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", **settings},
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    told, complaint = await process.communicate("".join(lines).encode())
    assert "Traceback" not in complaint.decode()
    return process.returncode, told.decode(), complaint.decode()


def written(folder: Path) -> dict[str, str | None]:
    return dict(dotenv_values(folder / ".env"))


def listed(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


@pytest.fixture
async def slack() -> AsyncIterator[dict[str, str]]:
    async with serving(SlackSandbox(Shelf(None)).app) as base:
        yield {"SLACK_API_URL": f"{base}/api/"}


@pytest.fixture
async def discord() -> AsyncIterator[dict[str, str]]:
    async with serving(DiscordSandbox(Shelf(None), token=DISCORD_KEY).app) as base:
        yield {"DISCORD_API_URL": f"{base}/api/v10"}


@pytest.fixture
async def telegram() -> AsyncIterator[dict[str, str]]:
    async with serving(TelegramSandbox(Shelf(None)).app) as base:
        yield {"TELEGRAM_API_URL": base}


@pytest.fixture
async def models() -> AsyncIterator[str]:
    async def listed(request: Request) -> JSONResponse:
        if request.headers.get("authorization") == "Bearer wrong":
            return JSONResponse({}, 401)
        return JSONResponse({"data": [{"id": "qwen2.5:7b"}]})

    async with serving(Starlette(routes=[Route("/v1/models", listed)])) as base:
        yield f"{base}/v1"


async def test_all_platforms_are_tried_and_written_and_no_secret_is_shown(
    tmp_path: Path, slack: dict[str, str], discord: dict[str, str], telegram: dict[str, str], models: str
) -> None:
    status, told, complaint = await answered(
        *[f"{BOT_KEY}\n", f"{APP_KEY}\n", f"{DISCORD_KEY}\n", f"{TOKEN}\n"],
        *["slack:U012ABC,telegram:4242\n", "qwen2.5:7b\n", f"{models}\n", "key-of-the-model\n"],
        cwd=tmp_path,
        **slack,
        **discord,
        **telegram,
    )

    assert (status, complaint) == (0, "")
    assert written(tmp_path) == {
        "SLACK_BOT_TOKEN": BOT_KEY,
        "SLACK_APP_TOKEN": APP_KEY,
        "DISCORD_TOKEN": DISCORD_KEY,
        "TELEGRAM_TOKEN": TOKEN,
        "ADMINS": "slack:U012ABC,telegram:4242",
        "MODEL": "qwen2.5:7b",
        "MODEL_BASE_URL": models,
        "MODEL_API_KEY": "key-of-the-model",
    }
    assert stat.S_IMODE((tmp_path / ".env").stat().st_mode) == 0o600
    assert [secret for secret in (BOT_KEY, APP_KEY, DISCORD_KEY, TOKEN, "key-of-the-model") if secret in told] == []
    assert "✓ The bot is @" in told
    assert f"✓ {models} has qwen2.5:7b." in told
    assert "python -m bots run                connects Slack and Discord and Telegram" in told


async def test_everything_can_be_left_out(tmp_path: Path) -> None:
    status, told, _ = await answered(*[KEEP] * 5, cwd=tmp_path)

    assert status == 0
    assert (tmp_path / ".env").read_text() == ""
    assert "python -m bots sandbox" in told


async def test_what_stands_there_is_kept_by_empty_lines_with_comments_and_order(tmp_path: Path) -> None:
    before = f"# ours\nGRAPH=v1\nTELEGRAM_TOKEN={TOKEN} # spare bot\nADMINS=telegram:1\n"
    (tmp_path / ".env").write_text(before)

    status, told, _ = await answered(*[KEEP] * 5, cwd=tmp_path, option="--offline")

    assert status == 0
    assert (tmp_path / ".env").read_text() == before
    assert f"TELEGRAM_TOKEN […{TOKEN[-4:]}]:" in told
    assert "ADMINS [telegram:1]:" in told
    assert TOKEN not in told


async def test_a_first_env_is_the_example_filled_in(tmp_path: Path) -> None:
    example = (ROOT / ".env.example").read_text()
    (tmp_path / ".env.example").write_text(example)

    await answered(KEEP, KEEP, "4711:AAE-x_y\n", KEEP, KEEP, cwd=tmp_path, option="--offline")

    assert (tmp_path / ".env").read_text() == example.replace("TELEGRAM_TOKEN=\n", "TELEGRAM_TOKEN=4711:AAE-x_y\n")


async def test_a_minus_empties_a_setting(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("DISCORD_TOKEN=a.b.c\nMODEL=gpt\nMODEL_BASE_URL=http://127.0.0.1:1\n")

    await answered(KEEP, NONE, KEEP, KEEP, NONE, cwd=tmp_path)

    assert (tmp_path / ".env").read_text() == "DISCORD_TOKEN=\nMODEL=\nMODEL_BASE_URL=\n"


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (("xoxb-wrong-token\n", f"{APP_KEY}\n"), "Slack: Slack refuses SLACK_BOT_TOKEN (invalid_auth)"),
        ((f"{BOT_KEY}\n", "xapp-wrong-token\n"), "Slack: Slack refuses SLACK_APP_TOKEN (invalid_auth)"),
        ((KEEP, "wrong.wrong.wrong\n"), "Discord: Discord refuses DISCORD_TOKEN"),
        ((KEEP, KEEP, "4711:wrong-token\n"), "Telegram: Telegram does not know TELEGRAM_TOKEN"),
        ((f"{APP_KEY}\n",), "SLACK_BOT_TOKEN: This is not what is asked for, which looks like this: xoxb-…."),
        ((KEEP, KEEP, "4711:a b\n"), "TELEGRAM_TOKEN: There is a blank or a quote in it"),
        ((f"{BOT_KEY}\n", KEEP, KEEP), "SLACK_SIGNING_SECRET: without SLACK_APP_TOKEN it is needed."),
        ((KEEP, KEEP, KEEP, "ada\n"), "ADMINS: 'ada' is not of the form platform:user"),
        ((KEEP, KEEP, KEEP, KEEP, "gpt-5-mini\n", KEEP, KEEP), "OPENAI_API_KEY: OpenAI's models need it"),
        ((KEEP, KEEP), "The answers ended at “TELEGRAM_TOKEN [none]:”; nothing was written."),
    ],
)
async def test_a_wrong_answer_ends_it_with_one_sentence_and_writes_nothing(
    tmp_path: Path,
    slack: dict[str, str],
    discord: dict[str, str],
    telegram: dict[str, str],
    lines: tuple[str, ...],
    said: str,
) -> None:
    (tmp_path / ".env").write_text("GRAPH=v1\n")

    status, _, complaint = await answered(*lines, cwd=tmp_path, **slack, **discord, **telegram)

    assert (status, complaint.count("\n")) == (1, 1)
    assert complaint.startswith(f"trivium: {said}")
    assert complaint.endswith("othing was written.\n")
    assert listed(tmp_path) == [".env"]
    assert (tmp_path / ".env").read_text() == "GRAPH=v1\n"


@pytest.mark.parametrize(
    ("name", "key", "said"),
    [("qwen2.5:7b", "wrong", "refuses MODEL_API_KEY"), ("qwen9", "", "has no model qwen9; it has qwen2.5:7b.")],
)
async def test_a_model_that_is_not_there_or_refuses_the_key_is_said_so(
    tmp_path: Path, models: str, name: str, key: str, said: str
) -> None:
    status, _, complaint = await answered(*[KEEP] * 4, f"{name}\n", f"{models}\n", f"{key}\n", cwd=tmp_path)

    assert status == 1
    assert said in complaint
    assert not (tmp_path / ".env").exists()


async def test_a_platform_that_cannot_be_reached_is_said_so_and_offline_writes_all_the_same(tmp_path: Path) -> None:
    nowhere = {"TELEGRAM_API_URL": "http://127.0.0.1:9"}
    lines = (KEEP, KEEP, f"{TOKEN}\n", KEEP, KEEP)

    status, _, complaint = await answered(*lines, cwd=tmp_path, **nowhere)
    unchecked, told, _ = await answered(*lines, cwd=tmp_path, option="--offline", **nowhere)

    assert (status, unchecked) == (1, 0)
    assert "Telegram cannot be reached" in complaint
    assert TOKEN not in complaint + told
    assert written(tmp_path) == {"TELEGRAM_TOKEN": TOKEN}


async def test_scopes_that_the_token_lacks_are_told_and_the_token_is_written(tmp_path: Path) -> None:
    sandbox = SlackSandbox(Shelf(None))
    sandbox._endpoints.scopes = ("chat:write",)
    async with serving(sandbox.app) as base:
        url = f"{base}/api/"
        status, told, _ = await answered(f"{BOT_KEY}\n", f"{APP_KEY}\n", *[KEEP] * 4, cwd=tmp_path, SLACK_API_URL=url)

    assert status == 0
    assert "! The bot token lacks " in told
    assert "app_mentions:read (mentions in channels)" in told
    assert written(tmp_path)["SLACK_BOT_TOKEN"] == BOT_KEY


async def test_an_intent_that_is_off_is_told_and_the_token_is_written(
    tmp_path: Path, discord: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    application = objects.application
    monkeypatch.setattr(objects, "application", lambda *given: {**application(*given), "flags": 0})

    status, told, _ = await answered(KEEP, f"{DISCORD_KEY}\n", *[KEEP] * 3, cwd=tmp_path, **discord)

    assert status == 0
    assert "enable Message Content Intent" in told
    assert written(tmp_path) == {"DISCORD_TOKEN": DISCORD_KEY}


async def test_a_setting_of_the_environment_that_wins_is_pointed_out(tmp_path: Path) -> None:
    _, told, _ = await answered(*[KEEP] * 3, "slack:U1\n", KEEP, cwd=tmp_path, ADMINS="slack:U2")

    assert "! ADMINS also stands in the environment, which wins over .env." in told
