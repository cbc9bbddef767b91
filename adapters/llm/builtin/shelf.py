"""The shelf: the controls that are seen while a request is carried out, and the identifiers still free."""

from collections.abc import Sequence
from typing import TypeVar

from msgspec import Struct

from adapters.llm.builtin.words import fold, slug, title
from core.controls import Control, Machine

C = TypeVar("C")


class Place(Struct, frozen=True):
    """Where a new control goes: its identifier and its label."""

    id: str
    label: str


class Shelf:
    """The controls seen so far, those of an unfinished request included."""

    def __init__(self, controls: Sequence[Control], language: str) -> None:
        self._controls = {control.id: control for control in controls}
        self._hidden = {each for c in controls if isinstance(c, Machine) for ids in c.shows.values() for each in ids}
        self.language = language

    @property
    def controls(self) -> tuple[Control, ...]:
        """Return the controls in the order they came."""
        return tuple(self._controls.values())

    def put(self, control: Control) -> None:
        """Show a control, in the place of the one with the same id."""
        self._controls[control.id] = control

    def drop(self, identifier: str) -> None:
        """Take a control away."""
        self._controls.pop(identifier, None)

    def named(self, name: str, shape: type[C]) -> C | None:
        """Return the control of that kind and name, if it is seen: asking for it again means this one."""
        wanted = fold(title(name))
        return next((c for c in self.controls if isinstance(c, shape) and fold(c.label) == wanted), None)

    def place(self, name: str, plain: str) -> Place:
        """Return a free place for a control called `name`, or else `plain`, numbered from the second on."""
        if title(name):
            base = slug(title(name), slug(plain, "control"))
            return Place(self._free(base), title(name))
        base = slug(plain, "control")
        identifier = self._free(base)
        number = identifier.removeprefix(base).removeprefix("-")
        return Place(identifier, f"{plain} {number}".strip())

    def _free(self, base: str) -> str:
        identifier, number = base, 1
        while identifier in self._controls or identifier in self._hidden:
            number += 1
            identifier = f"{base[: 23 - len(str(number))]}-{number}"
        return identifier
