"""The panel: controls as lines of text, with a number for each thing that can be clicked."""

from collections.abc import Sequence
from typing import assert_never

from msgspec import Struct
from msgspec.structs import replace

from adapters.shared.drawing import aligned, machine_line, plan_lines, progress_line, table_line
from core.controls import (
    Button,
    Control,
    Counter,
    Date,
    Label,
    Link,
    Machine,
    Plan,
    Progress,
    Select,
    Table,
    TextInput,
    Toggle,
)
from core.fields import OPEN, Field

_GAP = "   "
"""What stands between the state of a control and what can be done with it."""


class Click(Struct, frozen=True):
    """What a number stands for, as `Runtime.handle_action` takes it."""

    action: str
    data: dict[str, str] = {}

    @property
    def asks(self) -> bool:
        """Say whether it wants words to fill in."""
        return self.action.endswith(f":{OPEN}")

    def filled(self, words: str) -> "Click":
        """Return the click that fills words in; `""` stands for none."""
        return Click(f"{self.action.removesuffix(OPEN)}set", {"value": "" if words == '""' else words})


class Panel(Struct, frozen=True):
    """The controls as they are to be seen; the first click is number 1."""

    lines: tuple[str, ...] = ()
    clicks: tuple[Click, ...] = ()

    def click(self, number: int) -> Click | None:
        """Return what a number stands for."""
        return self.clicks[number - 1] if 0 < number <= len(self.clicks) else None

    def range(self) -> str:
        """Return which numbers there are, in words."""
        match len(self.clicks):
            case 0:
                return "there is nothing to click"
            case 1:
                return "there is #1"
            case count:
                return f"there are #1 to #{count}"


def panel(controls: Sequence[Control]) -> Panel:
    """Return the controls as lines, a line each but for tables, plans and texts of several lines."""
    keys = _Keys()
    lines = tuple(line for control in controls for line in _lines(control, keys))
    return Panel(lines, tuple(keys.clicks))


class _Keys:
    """Hands out the numbers."""

    def __init__(self) -> None:
        self.clicks: list[Click] = []

    def key(self, label: str, control: str, verb: str, **data: str) -> str:
        self.clicks.append(Click(f"{control}:{verb}", data))
        return f"[{len(self.clicks)}] {label}"


def _lines(control: Control, keys: _Keys) -> list[str]:
    match control:
        case Button(id=own, label=label):
            return [keys.key(label, own, "press")]
        case Link(label=label, url=url):
            return [f"🔗 {label}: {url}"]
        case Label(label=label, value=value):
            return [f"{label}: {value}"]
        case Counter(id=own, label=label, value=value):
            return [f"{label}: {value}{_GAP}{keys.key('−', own, 'dec')}  {keys.key('+', own, 'inc')}"]
        case Toggle(id=own, label=label, on=on):
            return [keys.key(f"{'☑' if on else '☐'} {label}", own, "toggle")]
        case Select():
            return [_select_line(control, keys)]
        case TextInput() | Date():
            return _field_lines(control, keys)
        case Plan(label=label):
            return [f"{label}:", *(f"  {line}" for line in plan_lines(control))]
        case Progress(id=own):
            return [_with_keys(progress_line(control), [keys.key("cancel", own, "cancel")] if control.cancel else [])]
        case Table():
            return _table_lines(control, keys)
        case Machine(id=own, label=label):
            moves = [keys.key(move.label, own, move.verb) for move in control.moves()]
            return [_with_keys(f"{label}: {machine_line(control)}", moves)]
        case _:
            assert_never(control)


def _select_line(select: Select, keys: _Keys) -> str:
    chosen = select.option(select.chosen)
    options = [keys.key(one.label, select.id, "select", value=one.id) for one in select.options]
    return _with_keys(f"{select.label}: {chosen.label if chosen else '–'}", options)


def _field_lines(field: Field, keys: _Keys) -> list[str]:
    """Return a field with the whole of its value, lines after the first one set in; a hint where it has none."""
    sign = "📅" if isinstance(field, Date) else "✏️"
    first, *more = field.value.splitlines() or ["–"]
    hint = f" ({field.placeholder})" if isinstance(field, TextInput) and field.placeholder and not field.value else ""
    return [keys.key(f"{sign} {field.label}: {first}{hint}", field.id, OPEN), *(f"    {line}" for line in more)]


def _table_lines(table: Table, keys: _Keys) -> list[str]:
    page = replace(table, rows=table.page_rows())
    lines = [f"{table.label}:", *aligned(page).splitlines()]
    if table.pages() > 1:
        turns = [keys.key("‹ back", table.id, "prev")] if table.page else []
        turns += [keys.key("more ›", table.id, "next")] if table.page < table.pages() - 1 else []
        lines.append(_with_keys(table_line(table), turns))
    return lines


def _with_keys(text: str, keys: Sequence[str]) -> str:
    return f"{text}{_GAP}{'  '.join(keys)}" if keys else text
