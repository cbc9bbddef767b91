"""Every request body that the program sends in a newcomer's dialogue, held against the platforms' own descriptions."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator, Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from bots.sandbox.discord.server import DiscordSandbox
from bots.sandbox.service import Service, Shelf
from bots.sandbox.slack.server import SlackSandbox
from bots.sandbox.telegram.server import TelegramSandbox
from tests.bots.program import running
from tests.drivers import buttons, said
from tests.serving import serving
from tests.telegram_.specification import violations
from tests.waiting import until

SPECS = Path(__file__).resolve().parents[1] / "../shared/specs"
SLACK = {
    "chat.postMessage": "args.ChatPostMessage.json",
    "chat.update": "args.ChatUpdate.json",
    "chat.postEphemeral": "args.ChatPostEphemeral.json",
    "conversations.replies": "args.ConversationsReplies.json",
}
SLACKS_STATUS = {
    "type": "object",
    "properties": {
        "channel_id": {"type": "string"},
        "thread_ts": {"type": "string", "pattern": r"^\d+\.\d{6}$"},
        "status": {"enum": ["active", "processing", "suspended", "closed"]},
    },
    "required": ["channel_id", "thread_ts", "status"],
    "additionalProperties": False,
}
"""What we use of `agents.sessions.setStatus`, of which there is no description but docs.slack.dev's page."""
DISCORDS_OWN_HABITS = {"tts", "nsfw", "dm_permission"}
"""What discord.py adds by itself and Discord takes, though the description does not have it everywhere."""

pytestmark = pytest.mark.skipif(not SPECS.exists(), reason="the official descriptions are not beside this checkout")


async def dialogue(service: Service) -> None:
    """Talk, click what makes sense and what no longer does, switch the graph, and be refused."""
    ada, ben = (user["id"] for user in service.snapshot()["users"][:2])
    place = next(p["id"] for p in service.snapshot()["places"] if ada in p.get("users", ()))
    place = await service.say(ada, place, "make me a counter")
    thread = place.partition("/")[2]
    await seen(service, lambda words, keys: "+" in keys)
    first, keys = newest(service, place)
    await service.say(ada, place, "buttons Yes and No, a toggle for the light, a label place: Ulm")
    await seen(service, lambda words, keys: "Yes" in keys)
    await service.say(ada, place, "a table with columns name, age: Ann 31, Bob 25, and a traffic light")
    await seen(service, lambda words, keys: "→ green" in keys)
    await service.click(ada, place, first, keys["+"])
    await seen(service, lambda words, keys: any(key.endswith(": 1") for key in keys))
    await service.say(ada, place, "remove the counter")
    await seen(service, lambda words, keys: "Yes" in keys and "+" not in keys and "→ green" in keys)
    if service.name == "slack":
        await service.click(ada, place, first, keys["−"])
        await until(lambda: any(m.get("private_to") == ada for m in shown(service)))
    await service.say(ada, place, "set a timer for 1 second")
    await seen(service, lambda words, keys: "1 second has passed" in words)
    await service.say(ada, place, f"{thread and '@trivium '}/graph v1")
    await seen(service, lambda words, keys: "answers here" in words)
    general = next(p["id"] for p in service.snapshot()["places"] if {ada, ben} <= set(p.get("users", (ada, ben))))
    await service.say(ben, general, "@trivium_sandbox_bot hi" if service.name == "telegram" else "@trivium hi")
    await seen(service, lambda words, keys: "Hello, Ben" in words or "Hallo, Ben" in words or "Hello!" in words)


def shown(service: Service) -> list[dict[str, Any]]:
    return [m for messages in service.snapshot()["messages"].values() for m in messages if m["author"]["bot"]]


def newest(service: Service, place: str) -> tuple[str, dict[str, str]]:
    message = [m for m in service.snapshot()["messages"][place] if m["author"]["bot"]][-1]
    return message["id"], buttons(service.name, message["native"])


async def seen(service: Service, fits: Callable[[str, dict[str, str]], bool]) -> None:
    """Wait for a message of the bot that fits."""
    await until(
        lambda: any(fits(said(service.name, m["native"]), buttons(service.name, m["native"])) for m in shown(service))
    )


async def sent(service: Service, folder: Path) -> None:
    """Run the program against the service through the whole dialogue."""
    async with serving(service.app) as base:
        settings = {**service.environment(base), "ADMINS": service.admin(), "DIRECT_MESSAGES": "welcome"}
        async with running("run", service.name, cwd=folder, **settings):
            await until(lambda: service.connected)
            await dialogue(service)


async def test_all_that_is_sent_to_slack_is_as_slack_describes_it(tmp_path: Path) -> None:
    service = SlackSandbox(Shelf(None))
    await sent(service, tmp_path)

    calls = [call for call in service.calls if call.method in SLACK]
    assert {"chat.postMessage", "chat.update", "chat.postEphemeral"} <= {call.method for call in calls}
    assert [wrong for call in calls for wrong in slack_violations(call.method, dict(call.arguments))] == []
    statuses = [dict(call.arguments) for call in service.calls if call.method == "agents.sessions.setStatus"]
    assert {status.get("status") for status in statuses} == {"processing", "active"}
    assert [e.message for s in statuses for e in Draft7Validator(SLACKS_STATUS).iter_errors(s)] == []
    assert service.snapshot()["working"] == []


async def test_all_that_is_sent_to_discord_is_as_discord_describes_it(tmp_path: Path) -> None:
    service = DiscordSandbox(Shelf(None))
    await sent(service, tmp_path)

    calls = [call for call in service.calls if call.body]
    routes = {call.route for call in calls}
    assert {r.partition(" ")[0] for r in routes} >= {"POST", "PUT"}
    assert any(r.endswith("/callback") for r in routes)
    assert any(r.endswith("/threads") for r in routes)
    assert any(call.route.endswith("/typing") and call.status == 204 for call in service.calls)
    assert [wrong for call in calls for wrong in discord_violations(call.route, call.body)] == []


async def test_all_that_is_sent_to_telegram_is_as_telegram_describes_it(tmp_path: Path) -> None:
    service = TelegramSandbox(Shelf(None))
    await sent(service, tmp_path)

    used = {call.method for call in service.calls}
    assert {"sendMessage", "editMessageText", "answerCallbackQuery", "sendChatAction"} <= used
    assert [wrong for call in service.calls for wrong in violations(call.method, call.params)] == []


def slack_violations(method: str, arguments: dict[str, Any]) -> Iterator[str]:
    schema = json.loads((SPECS / "slack-args" / SLACK[method]).read_text("utf-8"))
    blocks = json.loads((SPECS / "slack-blocks.schema.json").read_text("utf-8"))
    if method == "conversations.replies":  # asked for in an address, where all is text
        (described,) = (d["properties"] for d in schema["definitions"].values() if "properties" in d)
        arguments = {name: _typed(value, described.get(name, {})) for name, value in arguments.items()}
    yield from (f"{method}: {e.message}" for e in Draft7Validator(schema).iter_errors(arguments))
    yield from (f"{method}: {e.message}" for e in Draft7Validator(blocks).iter_errors(arguments.get("blocks", [])))


def _typed(value: Any, described: Mapping[str, Any]) -> Any:
    """Return a text as the value that its description means."""
    match described.get("type"):
        case "boolean" if value in {"0", "1"}:
            return value == "1"
        case "number" | "integer" if isinstance(value, str) and value.isdigit():
            return int(value)
        case _:
            return value


@cache
def described() -> tuple[dict[str, Any], Registry[Any]]:
    """Return Discord's description and the registry in which its parts are found."""
    contents = json.loads((SPECS / "discord-openapi.json").read_text("utf-8"))
    resource: Resource[Any] = Resource.from_contents(contents, DRAFT202012)
    registry: Registry[Any] = Registry().with_resource("urn:discord", resource)
    return contents["paths"], registry


def discord_violations(route: str, body: Any) -> list[str]:
    """Return what the description has against a body sent to `METHOD /path/{part}`."""
    method, _, path = route.partition(" ")
    paths, registry = described()
    shape = re.sub(r"\{\w+\}", "{}", path)
    known = next(name for name in paths if re.sub(r"\{\w+\}", "{}", name) == shape)
    pointer = f"{known.replace('~', '~0').replace('/', '~1')}/{method.lower()}"
    reference = f"urn:discord#/paths/{pointer}/requestBody/content/application~1json/schema"
    validator = Draft202012Validator({"$ref": reference.replace("{", "%7B").replace("}", "%7D")}, registry=registry)
    return [f"{route}: {error.message[:300]}" for error in validator.iter_errors(without_habits(body))]


def without_habits(value: Any) -> Any:
    match value:
        case dict():
            return {k: without_habits(v) for k, v in value.items() if k not in DISCORDS_OWN_HABITS}
        case list():
            return [without_habits(inner) for inner in value]
        case _:
            return value
