"""Operations: the typed changes of the screen that a thinker may ask for. A closed union, discriminated by `op`."""

from typing import Annotated, TypeAlias

from msgspec import Meta, Struct

from core.controls import Cell, Control, Identifier, Option, Style, Task, Title, Transition


class AddControl(Struct, frozen=True, tag_field="op", tag="add"):
    """Show a new control, or put it in the place of the one with the same id."""

    control: Control


class UpdateControl(Struct, frozen=True, tag_field="op", tag="update"):
    """Change what a control is like; what is left out stays, and what the control does not have is refused."""

    id: Identifier
    label: Title | None = None
    style: Style | None = None
    step: Annotated[int, Meta(ge=1)] | None = None
    minimum: int | None = None
    maximum: int | None = None
    options: tuple[Option, ...] | None = None
    rows: tuple[tuple[Cell, ...], ...] | None = None
    steps: tuple[Task, ...] | None = None
    url: str | None = None
    placeholder: str | None = None


class SetValue(Struct, frozen=True, tag_field="op", tag="set"):
    """Give a label, counter, toggle, select, text input, date, progress or machine another value."""

    id: Identifier
    value: str | int | float | bool


class RemoveControl(Struct, frozen=True, tag_field="op", tag="remove"):
    """Take a control away."""

    id: Identifier


class ClearControls(Struct, frozen=True, tag_field="op", tag="clear"):
    """Take all controls away."""


class Bind(Struct, frozen=True, tag_field="op", tag="bind"):
    """Keep a label in step with the value of another control."""

    label: Identifier
    source: Identifier
    text: Annotated[str, Meta(description="what the label says; {value} stands for the value")] = "{value}"


class Unbind(Struct, frozen=True, tag_field="op", tag="unbind"):
    """Let a label keep the value it has."""

    label: Identifier


class CreateMachine(Struct, frozen=True, tag_field="op", tag="machine"):
    """Show a new state machine; without transitions each state leads to the next, and the last to the first."""

    id: Identifier
    label: Title
    states: tuple[str, ...]
    current: str = ""
    """Empty for the first state."""
    transitions: tuple[Transition, ...] = ()
    shows: dict[str, tuple[Identifier, ...]] = {}
    """By state: the ids of controls that are seen only in that state."""


Operation: TypeAlias = (
    AddControl | UpdateControl | SetValue | RemoveControl | ClearControls | Bind | Unbind | CreateMachine
)
