"""Dialogs: modals that the app opens for one person within three seconds of what they did."""

import time
from collections.abc import Callable
from typing import Any
from uuid import uuid4

from msgspec import Struct

from bots.sandbox.service import Refused, Snapshot
from bots.sandbox.slack.arguments import Arguments, Methods, Result, required
from bots.sandbox.slack.couriers import Answer
from bots.sandbox.slack.payloads import view_submission
from bots.sandbox.slack.rules import Block, SlackError, check_view
from bots.sandbox.slack.workspace import APP, TEAM

_PATIENCE = 3.0
"""Seconds a trigger can be used in (docs.slack.dev/interactivity/handling-user-interaction)."""


class _Trigger(Struct):
    user: str
    until: float
    used: bool = False


class _Dialog(Struct):
    user: str
    view: dict[str, Any]


class Dialogs:
    """The modals that are open."""

    def __init__(self, changed: Callable[[], None]) -> None:
        self._changed = changed
        self._triggers: dict[str, _Trigger] = {}
        self._open: dict[str, _Dialog] = {}
        self.patience = _PATIENCE

    def methods(self) -> Methods:
        """Return the methods of the Web API that are about dialogs."""
        return {"views.open": self._show}

    def trigger(self, trigger: str, user: str) -> None:
        """Let the app open one dialog for a person."""
        self._triggers[trigger] = _Trigger(user, time.monotonic() + self.patience)

    def snapshot(self) -> list[Snapshot]:
        """Return the open dialogs as a pane shows them."""
        return [_shown(name, dialog) for name, dialog in self._open.items()]

    def filled(self, user: str, name: str, value: str) -> tuple[Answer, str]:
        """Return what the person's client sends, or why it does not. Raises Refused."""
        dialog = self._open.get(name)
        if dialog is None or dialog.user != user:
            raise Refused("That dialog is not open.")
        block = _input(dialog.view)
        element = block["element"]
        if fault := _fault(block, value):
            return {}, fault
        at = "selected_date" if element["type"] == "datepicker" else "value"
        field = {"type": element["type"], at: value or None}
        values = {block["block_id"]: {element["action_id"]: field}}
        payload = view_submission(user, {"id": name, **dialog.view}, values)
        self.trigger(payload["trigger_id"], user)
        return payload, ""

    def answered(self, name: str, answer: Answer) -> str:
        """Take the app's answer to what was sent, and return what it says is wrong; else the dialog is closed."""
        if answer.get("response_action") == "errors":
            found: dict[str, str] = answer["errors"]
            if set(found) <= {block.get("block_id") for block in self._open[name].view["blocks"]}:
                return " ".join(found.values())
            raise Refused("The app answered with errors for fields that the dialog does not have.")
        del self._open[name]
        self._changed()
        return ""

    def _show(self, arguments: Arguments) -> Result:
        trigger = self._triggers.get(required(arguments, "trigger_id"))
        if trigger is None:
            raise SlackError("invalid_trigger_id")
        if trigger.used:
            raise SlackError("exchanged_trigger_id")
        if time.monotonic() > trigger.until:
            raise SlackError("expired_trigger_id")
        view = check_view(arguments.get("view"))
        trigger.used = True
        name = f"V{uuid4().hex[:10].upper()}"
        self._open[name] = _Dialog(trigger.user, view)
        self._changed()
        return {"view": {"id": name, "team_id": TEAM, "app_id": APP, **view}}


def _input(view: dict[str, Any]) -> Block:
    block: Block = next(block for block in view["blocks"] if block["type"] == "input")
    return block


def _fault(block: Block, value: str) -> str:
    """Return what the client itself says of a value before it sends it."""
    element = block["element"]
    if not value:
        return "" if block.get("optional") else "Please complete this required field."
    if len(value) < element.get("min_length", 0):
        return f"Please enter at least {element['min_length']} characters."
    if len(value) > element.get("max_length", 3_000):
        return f"Please enter at most {element.get('max_length', 3_000)} characters."
    return ""


def _shown(name: str, dialog: _Dialog) -> Snapshot:
    block = _input(dialog.view)
    element = block["element"]
    return {
        "id": name,
        "user": dialog.user,
        "title": dialog.view["title"]["text"],
        "label": block["label"]["text"],
        "value": element.get("initial_value") or element.get("initial_date") or "",
        "placeholder": element.get("placeholder", {}).get("text", ""),
        "multiline": bool(element.get("multiline")),
    }
