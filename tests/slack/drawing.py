"""Views drawn for tests, each body checked by the sandbox's rules, and Slack's own descriptions of them."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from adapters.shared.platform import Body
from adapters.slack.platform import SlackPlatform
from bots.sandbox.slack.rules import check_message
from core.artifacts import Artifact
from core.controls import Control
from core.view import View

SPECS = Path(__file__).resolve().parents[2] / "../shared/specs"


def drawn(
    *controls: Control, text: str = "", artifacts: tuple[Artifact, ...] = (), done: bool = True
) -> tuple[Body, ...]:
    """Return the bodies for a view with these controls, after Slack's rules were applied to them."""
    bodies = SlackPlatform().draw(View(35, text, tuple(controls), artifacts, done=done))
    for body in bodies:
        check_message(body["text"], body["blocks"])
    return bodies


def blocks(*controls: Control, artifacts: tuple[Artifact, ...] = (), done: bool = True) -> list[dict[str, Any]]:
    """Return the blocks of a view that is one message."""
    (body,) = drawn(*controls, artifacts=artifacts, done=done)
    found: list[dict[str, Any]] = body["blocks"]
    return found


@cache
def specification(name: str) -> Draft7Validator:
    """Return the judge of one official description; the test is skipped where there are none."""
    path = SPECS / name
    if not path.exists():
        pytest.skip("the official descriptions are not beside this checkout")
    return Draft7Validator(json.loads(path.read_text("utf-8")))
