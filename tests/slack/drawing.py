"""Views drawn for tests, each body checked by the sandbox's rules, and Slack's own descriptions of them."""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from adapters.shared.platform import UPLOADS, Body
from adapters.slack.platform import SlackPlatform
from bots.sandbox.slack.rules import check_message
from core.artifacts import Artifact
from core.controls import Control
from core.view import View

_CALL = re.compile(r"<[@!]|(?<!\w)@(?:channel|here|everyone)\b")
SPECS = Path(__file__).resolve().parents[2] / "../shared/specs"


def drawn(
    *controls: Control, text: str = "", artifacts: tuple[Artifact, ...] = (), done: bool = True
) -> tuple[Body, ...]:
    """Return the bodies for a view with these controls, after Slack's rules were applied to them."""
    return taken(View(35, text, controls=tuple(controls), artifacts=artifacts, done=done))


def taken(view: View) -> tuple[Body, ...]:
    """Return the bodies for a view, after Slack's rules were applied to them."""
    bodies = SlackPlatform().draw(view)
    for body in bodies:
        if UPLOADS in body:
            assert body.keys() == {"text", UPLOADS}
            assert len(body[UPLOADS]) == 1
        check_message(body["text"], body.get("blocks"))
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


_DEFINITIONS = {
    "actions": "ActionsBlock",
    "data_table": "DataTableBlock",
    "markdown": "MarkdownBlock",
    "plan": "PlanBlock",
    "section": "SectionBlock",
}


_CONSTANTS = {"type", "status", "style"}


def refusals(bodies: tuple[Body, ...]) -> list[str]:
    """Return what Slack's description of blocks says against messages; it does not know charts yet.

    It looks at the form of a block only, so that each form is judged once.
    """
    blocks = [b for body in bodies for b in body.get("blocks", []) if b["type"] != "data_visualization"]
    forms = {json.dumps(_form(block)) for block in blocks}
    return [message for form in sorted(forms) for message in _refusals_of(form)]


def _form(value: object, name: str = "") -> object:
    """Return a block with no words in it, and with one item of each form in its lists."""
    match value:
        case dict():
            return {key: _form(one, key) for key, one in value.items()}
        case list():
            return [json.loads(form) for form in dict.fromkeys(json.dumps(_form(one)) for one in value)]
        case str() if name not in _CONSTANTS:
            return "text"
        case bool() | str():
            return value
        case int() | float():
            return 1
        case _:
            return value


@cache
def _refusals_of(form: str) -> list[str]:
    specification("slack-blocks.schema.json")
    known = json.loads((SPECS / "slack-blocks.schema.json").read_text("utf-8"))
    block = json.loads(form)
    judge = Draft7Validator(
        {"$ref": f"#/definitions/{_DEFINITIONS[block['type']]}", "definitions": known["definitions"]}
    )
    return [error.message for error in judge.iter_errors(block)]


def check_mentions(body: Body) -> None:
    """Fail where a text of the blocks would call somebody, in Slack's markup or in plain words."""
    assert [call for text in _texts(body.get("blocks", [])) for call in _CALL.findall(text)] == []


def _texts(value: Any) -> Iterator[str]:
    match value:
        case dict():
            yield from (value[key] for key in ("text", "title", "caption") if isinstance(value.get(key), str))
            for inner in value.values():
                yield from _texts(inner)
        case list():
            for inner in value:
                yield from _texts(inner)
        case _:
            return
