"""What is drawn: bodies, the controls inside their frame, texts and buttons."""

from typing import Any

from adapters.discord.platform import DiscordPlatform
from adapters.shared.platform import Body
from bots.sandbox.discord.rules import check_message, walk
from core.artifacts import Artifact
from core.controls import Control
from core.view import View


def draw(
    *controls: Control, text: str = "", artifacts: tuple[Artifact, ...] = (), done: bool = True
) -> tuple[Body, ...]:
    return DiscordPlatform().draw(View(id=36, text=text, controls=controls, artifacts=artifacts, done=done))


def panel(*controls: Control) -> list[dict[str, Any]]:
    (body,) = draw(*controls)
    (frame,) = body["components"]
    inside: list[dict[str, Any]] = frame["components"]
    return inside


def texts(body: Body) -> list[str]:
    return [component["content"] for component in walk(body["components"]) if component["type"] == 10]


def buttons(*controls: Control) -> list[tuple[str, int, str]]:
    return [(b["label"], b["style"], b["custom_id"]) for b in walk(panel(*controls)) if b["type"] == 2]


def check(body: Body) -> None:
    """Raise what Discord would answer to a body that breaks its rules, sent with its uploads."""
    check_message(body, flags=body["flags"], files=[upload["name"] for upload in body.get("uploads", ())])


def menus(*controls: Control) -> list[dict[str, Any]]:
    return [part for body in draw(*controls) for part in walk(body["components"]) if part["type"] == 3]
