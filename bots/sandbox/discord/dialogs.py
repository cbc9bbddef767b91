"""Dialogs: the modals that bots have opened, until people send or replace them."""

from typing import Any, TypeAlias

from msgspec import Struct

from bots.sandbox.discord import rules
from bots.sandbox.service import Refused

Json: TypeAlias = dict[str, Any]
_LABEL, _INPUT, _PARAGRAPH = 18, 4, 2
_LONGEST = 4000


class Dialog(Struct, frozen=True):
    """One modal that one person sees."""

    id: str
    user: str
    place: str
    message: str | None
    """The message whose button opened it."""
    modal: Json

    @property
    def question(self) -> Json:
        """Return the label with the text input of the modal."""
        found: Json = next(c for c in self.modal["components"] if c["type"] == _LABEL)
        return found

    def wrong(self, value: str) -> str:
        """Return why Discord's app would not send a value; empty where it would."""
        field = self.question["component"]
        if not value:
            return "This field is required." if field.get("required", True) else ""
        if len(value) < field.get("min_length", 0):
            return f"Must be at least {field['min_length']} characters."
        most = field.get("max_length", _LONGEST)
        return f"Must be at most {most} characters." if len(value) > most else ""

    def submitted(self, value: str) -> Json:
        """Return the data of the interaction that brings the value."""
        components = [_answered(c, number, value) for number, c in enumerate(self.modal["components"], 1)]
        return {"custom_id": self.modal["custom_id"], "components": components}

    def shown(self) -> Json:
        """Return what a pane shows; what stands above the field is its `problem`."""
        label, field = self.question, self.question["component"]
        texts = [c["content"] for c in self.modal["components"] if c["type"] == rules.TEXT]
        return {
            "id": self.id,
            "user": self.user,
            "title": self.modal["title"],
            "label": label["label"],
            "value": field.get("value", ""),
            "placeholder": field.get("placeholder", ""),
            "multiline": field["style"] == _PARAGRAPH,
            "problem": "\n".join(filter(None, [*texts, label.get("description", "")])),
        }


class Dialogs:
    """All open modals; a person has one at a time."""

    def __init__(self) -> None:
        self._open: dict[str, Dialog] = {}

    def open(self, dialog: Dialog) -> None:
        """Open a modal in the place of the person's last one. Raises ApiError for one that Discord refuses."""
        rules.check_modal(dialog.modal)
        self._open[dialog.user] = dialog

    def find(self, user: str, dialog_id: str) -> Dialog:
        """Return a modal that somebody has open. Raises Refused."""
        dialog = self._open.get(user)
        if dialog is None or dialog.id != dialog_id:
            raise Refused("That dialog is not open.")
        return dialog

    def close(self, dialog: Dialog) -> None:
        """Close a modal."""
        del self._open[dialog.user]

    def shown(self) -> list[Json]:
        """Return what a pane shows."""
        return [dialog.shown() for dialog in self._open.values()]


def _answered(component: Json, number: int, value: str) -> Json:
    made: Json = {"type": component["type"], "id": number}
    if component["type"] == _LABEL:
        field = component["component"]
        made["component"] = {"type": field["type"], "id": 100 + number, "custom_id": field["custom_id"], "value": value}
    return made
