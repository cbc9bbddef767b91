"""Controls: what a reply shows beside its text. A closed union, discriminated by `kind`."""

from typing import Annotated, Literal, TypeAlias

from msgspec import Meta, Struct

Identifier: TypeAlias = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_-]{0,23}$")]
"""A control's id or a verb: at most 24 bytes, so that a button's token fits into Telegram's 64."""

Title: TypeAlias = Annotated[str, Meta(min_length=1, max_length=200)]
Cell: TypeAlias = str | int | float | bool | None
Style: TypeAlias = Literal["default", "primary", "danger"]


class Button(Struct, frozen=True, tag_field="kind", tag="button"):
    """A button whose press is answered by the graph."""

    id: Identifier
    label: Title
    style: Style = "default"


class Label(Struct, frozen=True, tag_field="kind", tag="label"):
    """A name with a value."""

    id: Identifier
    label: Title
    value: str = ""


class Counter(Struct, frozen=True, tag_field="kind", tag="counter"):
    """A number that people step up and down, kept within its bounds."""

    id: Identifier
    label: Title
    value: int = 0
    step: Annotated[int, Meta(ge=1)] = 1
    minimum: int | None = None
    maximum: int | None = None


class Toggle(Struct, frozen=True, tag_field="kind", tag="toggle"):
    """A thing that is on or off."""

    id: Identifier
    label: Title
    on: bool = False


class Table(Struct, frozen=True, tag_field="kind", tag="table"):
    """Rows under named columns; every row has one cell a column."""

    id: Identifier
    label: Title
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...] = ()


class Transition(Struct, frozen=True):
    """A move of a machine from one state to another, named by its verb."""

    verb: Identifier
    label: Title
    source: str
    target: str


class Machine(Struct, frozen=True, tag_field="kind", tag="machine"):
    """A state machine that people click through."""

    id: Identifier
    label: Title
    states: tuple[str, ...]
    current: str
    transitions: tuple[Transition, ...] = ()

    def moves(self) -> tuple[Transition, ...]:
        """Return the transitions possible from the present state."""
        return tuple(t for t in self.transitions if t.source == self.current)


Control: TypeAlias = Button | Label | Counter | Toggle | Table | Machine
