"""`docs/permissions.md`: who may do what, by which entry."""

from collections.abc import Iterator, Sequence

from bots.records import WAYS, least, ways
from core.permissions import ENTRIES, ROLES

_HEAD = f"""\
# Who may do what

A row is something that can be done, a column a way to it; in the cell stands the least that somebody must be, of
{", ".join(ROLES[:-1])} and {ROLES[-1]}, each of whom may do what those before may. `·` is refused to everybody. What is
not in this table is refused. `python -m bots permissions` prints it too, with `--json` cell by cell.

This page is made from `core/permissions.py` by `make docs`; a test compares both.
"""
_WAYS = """
## What the ways are

`web` is a page that the assistant serves itself, `terminal` a shell on the machine where it runs.
"""


def page() -> str:
    """Return the page."""
    rows = ([f"`{verb}`", *cells] for verb, *cells in least())
    parts = [_HEAD, *_table(["", *ENTRIES], rows), _WAYS, *_table(["way", "where", "what"], ways(tuple(WAYS)))]
    return "\n".join(parts).rstrip() + "\n"


def _table(head: Sequence[str], rows: Iterator[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield "|---" * len(head) + "|"
    for row in rows:
        yield f"| {' | '.join(row)} |"
