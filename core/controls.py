"""Controls: what a reply shows beside its text. A closed union, discriminated by `kind`."""

from typing import Annotated, Literal, TypeAlias

from msgspec import Meta, Struct

Identifier: TypeAlias = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_-]{0,23}$(?!\n)")]
"""A control's id or a verb: at most 24 bytes, so that a button's token fits into Telegram's 64."""

OURS = "sys_"
"""Begins the ids of commands' own controls; no model can make one."""

ANSWERS = "ask_"
"""Begins the ids of controls that belong to one answer: the next words that a person writes take them away."""

Title: TypeAlias = Annotated[str, Meta(min_length=1, max_length=200)]
Cell: TypeAlias = str | int | float | bool | None
Style: TypeAlias = Literal["default", "primary", "danger"]

LONGEST_INPUT = 3_000
"""Characters of a text input: the least of what the platforms take (Slack, plain_text_input)."""

ROWS_PER_PAGE = 20
"""Rows of a table that are shown at a time where a platform cannot scroll it."""


class Button(Struct, frozen=True, tag_field="kind", tag="button"):
    """A button. Its press is answered by the graph, unless it says something itself."""

    id: Identifier
    label: Title
    style: Style = "default"
    only: tuple[str, ...] = ()
    """The people (`{platform}:{user}`) who may press it; empty for all."""
    words: Annotated[str, Meta(max_length=LONGEST_INPUT)] = ""
    """What a press says: it is as if the person had written these words."""
    says: Annotated[str, Meta(max_length=LONGEST_INPUT)] = ""
    """What answers a press at once (Markdown), without the graph."""


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
    first: Annotated[int, Meta(ge=0)] = 0
    """Which option is the first shown, counted from 0, where a platform cannot show all at once."""

    def part(self, most: int) -> tuple[Option, ...]:
        """Return the options to show at once where a platform takes `most`; `from-N` leads to those from N on."""
        return self.options[self.first : self.first + most]

    def option(self, option_id: str) -> Option | None:
        """Return the option with that id."""
        return next((o for o in self.options if o.id == option_id), None)


class TextInput(Struct, frozen=True, tag_field="kind", tag="input"):
    """A text that people write; its verb `open` asks them for it, `set` brings it."""

    id: Identifier
    label: Title
    value: str = ""
    placeholder: Annotated[str, Meta(max_length=150)] = ""
    multiline: bool = False
    minimum: Annotated[int, Meta(ge=0, le=LONGEST_INPUT)] = 0
    """The fewest characters it takes."""
    maximum: Annotated[int, Meta(ge=1, le=LONGEST_INPUT)] = LONGEST_INPUT
    """The most characters it takes."""


class Date(Struct, frozen=True, tag_field="kind", tag="date"):
    """A day that people choose. Days are ISO 8601 (`2026-11-23`), empty for none."""

    id: Identifier
    label: Title
    value: str = ""
    minimum: str = ""
    """The first day that can be chosen."""
    maximum: str = ""
    """The last day that can be chosen."""
    month: str = ""
    """The month (`2026-11`) whose days are on offer, where a platform draws the calendar itself; empty while closed."""


class Link(Struct, frozen=True, tag_field="kind", tag="link"):
    """A button that leads to a page of the web."""

    id: Identifier
    label: Title
    url: str
    """Begins with `https://` or `http://`."""


class Task(Struct, frozen=True):
    """One step of a plan."""

    label: Title
    state: Literal["pending", "active", "done", "failed"] = "pending"


class Plan(Struct, frozen=True, tag_field="kind", tag="plan"):
    """Steps towards something, each with how it stands."""

    id: Identifier
    label: Title
    steps: tuple[Task, ...]


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


Control: TypeAlias = (
    Button | Link | Label | Counter | Toggle | Select | TextInput | Date | Progress | Plan | Table | Machine
)
