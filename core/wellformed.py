"""What a control must be so that it can be shown and used at all."""

import re
from urllib.parse import urlsplit

from core.controls import (
    OURS,
    Control,
    Counter,
    Date,
    Link,
    Machine,
    Plan,
    Progress,
    Select,
    Table,
    TextInput,
)
from core.fields import fault, is_day, is_month
from core.ui import within

_RESERVED = frozenset({"noop", "select", "set"})
"""Verbs, which no option may have for its id: a button that chooses an option has that id for its verb."""
_LEAFING = re.compile(r"from-\d+")
"""Verbs too: they lead to further options."""

_MOST_ROWS = 1_000
"""Rows of a table that people leaf through; a longer one is better handed over, as a file."""
_MOST_OPTIONS = 1_000
_MOST_STEPS = 200

_WEB = re.compile(r"https?://[^\s/?#<>\"]+[^\s<>\"]*")


def ill_formed(control: Control) -> str:
    """Return why a model cannot have a control shown; empty where it can."""
    if control.id.startswith(OURS):
        return f"{control.id!r} begins with {OURS}, which only the program's own controls do"
    if not control.label.strip():
        return f"{control.id!r} needs a label"
    match control:
        case Table():
            return _of_table(control)
        case Machine():
            return _of_machine(control)
        case Select():
            return _of_select(control)
        case Counter():
            return _of_counter(control)
        case TextInput():
            return _of_input(control)
        case Date():
            return _of_date(control)
        case Link(url=url) if not is_address(url):
            return f"link {control.id!r} needs an address that begins with https:// or http://"
        case Plan(steps=steps) if not 0 < len(steps) <= _MOST_STEPS or not all(s.label.strip() for s in steps):
            return f"plan {control.id!r} needs 1 to {_MOST_STEPS} steps, each with a label"
        case Progress(cancel=True):
            return f"progress {control.id!r} cannot be cancelled: only a tool that runs can"
        case _:
            return ""


def is_address(url: str) -> bool:
    """Say whether a browser would find its way: a scheme of the web, a host, and a port there can be."""
    if not _WEB.fullmatch(url):
        return False
    try:
        parts = urlsplit(url)
        return bool(re.search(r"\w", parts.hostname or "")) and parts.port != 0
    except ValueError:
        return False


def _of_table(table: Table) -> str:
    if not table.columns or any(len(row) != len(table.columns) for row in table.rows):
        return f"table {table.id!r} needs columns, and one cell a column in every row"
    if len(table.rows) > _MOST_ROWS:
        return f"table {table.id!r} has more than {_MOST_ROWS:,} rows: hand it over as an artifact instead"
    return f"table {table.id!r} has no page {table.page + 1}" if table.page >= table.pages() else ""


def _of_select(select: Select) -> str:
    ids = {option.id for option in select.options}
    if not ids or len(ids - _RESERVED) < len(select.options) or any(map(_LEAFING.fullmatch, ids)):
        reserved = ", ".join(sorted(_RESERVED))
        return f"select {select.id!r} needs options, each with an id of its own, none {reserved} or from-NUMBER"
    if len(ids) > _MOST_OPTIONS:
        return f"select {select.id!r} has more than {_MOST_OPTIONS:,} options"
    if select.chosen not in ("", *ids):
        return f"select {select.id!r} has no option {select.chosen!r}"
    return f"select {select.id!r} has no option number {select.first + 1}" if select.first >= len(ids) else ""


def _of_counter(counter: Counter) -> str:
    low, high = counter.minimum, counter.maximum
    if low is not None and high is not None and low > high:
        return f"counter {counter.id!r} has its minimum above its maximum"
    return (
        f"counter {counter.id!r} starts outside its bounds" if within(counter, counter.value) != counter.value else ""
    )


def _of_input(field: TextInput) -> str:
    if field.minimum > field.maximum:
        return f"input {field.id!r} has its minimum above its maximum"
    return fault(field, field.value, "en") if field.value else ""


def _of_date(field: Date) -> str:
    if not all(is_day(day) for day in (field.minimum, field.maximum) if day):
        return f"date {field.id!r} needs days as in 2026-12-31"
    if field.month and not is_month(field.month):
        return f"date {field.id!r} has no month {field.month!r}"
    return fault(field, field.value, "en")


def _of_machine(machine: Machine) -> str:
    moves = machine.transitions
    named = {machine.current, *machine.shows, *(t.source for t in moves), *(t.target for t in moves)}
    if not named <= set(machine.states):
        return f"machine {machine.id!r} names states it does not have"
    if len(set(machine.states)) < len(machine.states):
        return f"machine {machine.id!r} has two states of one name"
    if len({(t.source, t.verb) for t in moves}) < len(moves):
        return f"machine {machine.id!r} has two moves of one name from one state"
    if any(machine.id in ids for ids in machine.shows.values()):
        return f"machine {machine.id!r} would hide itself"
    return ""
