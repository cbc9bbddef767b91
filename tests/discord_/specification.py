"""Discord's own description of its API, where it lies beside the checkout: a further check of what the bot sends."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

FILE = Path(__file__).resolve().parents[2] / "../shared/specs/discord-openapi.json"
_UNDESCRIBED = ("tts",)
"""What discord.py always adds and Discord takes, though the description does not have it everywhere."""


@cache
def _registry() -> Registry[Any]:
    if not FILE.exists():
        pytest.skip("Discord's description of its API does not lie beside the checkout")
    contents = json.loads(FILE.read_text("utf-8"))
    description: Resource[Any] = Resource.from_contents(contents, DRAFT202012)
    registry: Registry[Any] = Registry().with_resource("urn:discord", description)
    return registry


def violations(schema: str, body: dict[str, Any]) -> list[str]:
    """Return what the description has against a body; skips the test where there is no description."""
    validator = Draft202012Validator({"$ref": f"urn:discord#/components/schemas/{schema}"}, registry=_registry())
    described = {name: value for name, value in body.items() if name not in _UNDESCRIBED}
    return [error.message for error in validator.iter_errors(described)]
