"""The program against servers that speak the protocols: over HTTP in, and with a model over HTTP."""

import json
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from bots.sandbox.service import Service, Shelf
from bots.sandbox.slack.server import SlackSandbox
from bots.sandbox.telegram.server import TelegramSandbox
from tests.bots.program import running
from tests.drivers import buttons, said
from tests.llm.openai_server import KEY, MODEL, OpenAIServer
from tests.serving import serving
from tests.waiting import until


@pytest.fixture
def port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as unused:
        free: int = unused.getsockname()[1]
    return free


def answers(service: Service) -> list[tuple[str, dict[str, str]]]:
    """Return the bot's messages: their words and their buttons."""
    shown = [m for messages in service.snapshot()["messages"].values() for m in messages if m["author"]["bot"]]
    return [(said(service.name, m["native"]), buttons(service.name, m["native"])) for m in shown]


async def say(service: Service, text: str) -> None:
    snapshot = service.snapshot()
    await service.say(snapshot["users"][0]["id"], snapshot["places"][0]["id"], text)


@pytest.mark.parametrize(
    ("make", "path", "settings"),
    [
        (lambda url: SlackSandbox(Shelf(None), events_url=url), "/slack/events", {}),
        (
            lambda _: TelegramSandbox(Shelf(None)),
            "/telegram/webhook",
            {"TELEGRAM_WEBHOOK_URL": "{url}", "TELEGRAM_WEBHOOK_SECRET": "s3cret"},
        ),
    ],
    ids=["slack", "telegram"],
)
async def test_events_that_come_over_http_are_answered(
    tmp_path: Path, port: int, make: Callable[[str], Service], path: str, settings: dict[str, str]
) -> None:
    url = f"http://127.0.0.1:{port}{path}"
    service = make(url)
    own = {name: value.format(url=url) for name, value in settings.items()}
    async with serving(service.app) as base:
        environment = {**service.environment(base), "DIRECT_MESSAGES": "welcome", **own, "HTTP_PORT": str(port)}
        async with running("run", service.name, cwd=tmp_path, **environment):
            await say(service, "make me a counter")
            await until(lambda: answers(service))

    assert "+" in answers(service)[0][1]


async def test_a_real_model_speaks_and_shows_controls(tmp_path: Path) -> None:
    service = TelegramSandbox(Shelf(None))
    counter = '{"op": "add", "control": {"kind": "counter", "id": "beers", "label": "Beers", "value": 3}}'
    model = OpenAIServer(
        '{"intent": "request", "language": "en"}',
        '{"outcome": "think"}',
        f'{{"response": "A counter.", "operations": [{counter}]}}',
        "With **pleasure**, here it is.",
    )
    async with serving(service.app) as base, serving(model.app) as address:
        settings = {"MODEL": MODEL, "MODEL_BASE_URL": f"{address}/v1", "MODEL_API_KEY": KEY}
        async with running("run", cwd=tmp_path, **service.environment(base), DIRECT_MESSAGES="welcome", **settings):
            await say(service, "count my beers")
            await until(lambda: any(keys for _, keys in answers(service)))

    words, keys = answers(service)[-1]
    assert words == "With pleasure, here it is."
    assert "Beers: 3" in keys
    assert "count my beers" in [message.content for message in model.requests[0].messages]


@pytest.mark.parametrize("with_text", [False, True])
async def test_the_trace_says_what_the_nodes_do_and_only_if_asked_what_people_said(
    tmp_path: Path, with_text: bool
) -> None:
    service, trace = TelegramSandbox(Shelf(None)), tmp_path / "trace.jsonl"
    async with serving(service.app) as base:
        settings = {"TRACE_FILE": str(trace), "TRACE_TEXT": str(int(with_text)), "CLOCK": "2026-11-22T10:00"}
        async with running("run", cwd=tmp_path, **service.environment(base), DIRECT_MESSAGES="welcome", **settings):
            await say(service, "remember that the zebra is striped")
            await say(service, "what time is it?")
            await until(lambda: len(answers(service)) == 2)

    written = trace.read_text("utf-8")
    lines = [json.loads(line) for line in written.splitlines()]
    assert "Sunday 2026-11-22 10:00" in answers(service)[1][0]
    assert len({line["turn"] for line in lines}) == 2
    assert {line["session"].split(":")[0] for line in lines} == {"telegram"}
    assert [(line["node"], line["event"]) for line in lines][:2] == [("runtime", "began"), ("input", "frame")]
    assert ("zebra" in written) == with_text
