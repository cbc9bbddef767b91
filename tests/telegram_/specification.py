"""The Bot API's own description, where it lies beside the checkout: a further check of what the bot sends."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

FILE = Path(__file__).resolve().parents[2] / "../shared/specs/telegram-bot-api.json"

_PRIMITIVES: dict[str, type | tuple[type, ...]] = {
    "Integer": int,
    "String": str,
    "Boolean": bool,
    "True": bool,
    "Float": (int, float),
}


@cache
def _specification() -> dict[str, Any]:
    if not FILE.exists():
        pytest.skip("the Bot API's description does not lie beside the checkout")
    value: dict[str, Any] = json.loads(FILE.read_text("utf-8"))
    return value


def _subtypes(kind: str) -> list[str]:
    return list(_specification()["types"].get(kind, {}).get("subtypes", []))


def violations(method: str, params: dict[str, Any]) -> list[str]:
    """Return what the description has against a call; skips the test where there is no description."""
    return _fields_wrong(method, _specification()["methods"][method].get("fields", []), params)


def _fields_wrong(where: str, fields: list[dict[str, Any]], value: dict[str, Any]) -> list[str]:
    known = {field["name"]: field for field in fields}
    wrong = [f"{where}: unknown {name}" for name in value if name not in known]
    wrong += [f"{where}: {name} is missing" for name, field in known.items() if field["required"] and name not in value]
    for name, item in value.items():
        if name in known and not any(not _wrong(f"{where}.{name}", kind, item) for kind in known[name]["types"]):
            wrong += _wrong(f"{where}.{name}", known[name]["types"][0], item)
    return wrong


def _wrong(where: str, kind: str, value: Any) -> list[str]:
    if kind == "InputFile" and isinstance(value, str) and value.startswith("<"):
        return []  # a part of the request, named by the sandbox
    if subtypes := _subtypes(kind):
        tried = [_wrong(where, subtype, value) for subtype in subtypes]
        return [] if any(not wrong for wrong in tried) else tried[0]
    if kind.startswith("Array of "):
        if not isinstance(value, list):
            return [f"{where}: not a list"]
        return [w for item in value for w in _wrong(where, kind.removeprefix("Array of "), item)]
    if kind in _PRIMITIVES:
        return [] if isinstance(value, _PRIMITIVES[kind]) else [f"{where}: {value!r} is no {kind}"]
    if not isinstance(value, dict):
        return [f"{where}: not an object"]
    return _fields_wrong(where, _specification()["types"][kind].get("fields", []), value)
