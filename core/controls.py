"""Controls: what a reply shows beside its text. A closed union, discriminated by `kind`."""

from typing import Annotated, Literal, TypeAlias

from msgspec import Meta, Struct

Identifier: TypeAlias = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_-]{0,23}$(?!\n)")]
"""A control's id or a verb: at most 24 bytes, so that a button's token fits into Telegram's 64."""

Title: TypeAlias = Annotated[str, Meta(min_length=1, max_length=200)]
Cell: TypeAlias = str | int | float | bool | None
Style: TypeAlias = Literal["default", "primary", "danger"]

ROWS_PER_PAGE = 20
"""Rows of a table that are shown at a time where a platform cannot scroll it."""


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


class Option(Struct, frozen=True):
    """One thing to choose."""

    id: Identifier
    label: Title


class Select(Struct, frozen=True, tag_field="kind", tag="select"):
    """A choice of one among several options."""

    id: Identifier
    label: Title
    options: tuple[Option, ...]
    chosen: str = ""
    """The id of the chosen option; empty for none."""

    def option(self, option_id: str) -> Option | None:
        """Return the option with that id."""
        return next((o for o in self.options if o.id == option_id), None)


class Progress(Struct, frozen=True, tag_field="kind", tag="progress"):
    """How far a piece of work has come."""

    id: Identifier
    label: Title
    done: Annotated[float, Meta(ge=0, le=1)] | None = None
    """The part that is done, 0 to 1; None where nobody knows."""
    cancel: bool = False
    """True while a click on its verb `cancel` ends the work."""


class Table(Struct, frozen=True, tag_field="kind", tag="table"):
    """Rows under named columns; every row has one cell a column.

    A platform that cannot scroll a table shows `page_rows()`, with the verbs `prev` and `next` where there are more.
    """

    id: Identifier
    label: Title
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...] = ()
    page: Annotated[int, Meta(ge=0)] = 0

    def pages(self) -> int:
        """Return how many pages the rows make, at least one."""
        return max(1, -(-len(self.rows) // ROWS_PER_PAGE))

    def page_rows(self) -> tuple[tuple[Cell, ...], ...]:
        """Return the rows of the present page."""
        return self.rows[self.page * ROWS_PER_PAGE : (self.page + 1) * ROWS_PER_PAGE]


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
    shows: dict[str, tuple[Identifier, ...]] = {}
    """By state: the ids of controls that belong to this machine and are seen only in that state."""

    def moves(self) -> tuple[Transition, ...]:
        """Return the transitions possible from the present state."""
        return tuple(t for t in self.transitions if t.source == self.current)

    def hides(self, control_id: str) -> bool:
        """Say whether a control belongs to this machine and not to its present state."""
        belongs = any(control_id in ids for ids in self.shows.values())
        return belongs and control_id not in self.shows.get(self.current, ())


Control: TypeAlias = Button | Label | Counter | Toggle | Select | Progress | Table | Machine
