"""Exports: tables of the screen as CSV files."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

from msgspec import Struct

from adapters.llm.builtin.lexicon import DETERMINERS, noun_named
from adapters.llm.builtin.phrases import Phrases
from adapters.llm.builtin.references import referred
from adapters.llm.builtin.words import fold, slug
from core.artifacts import File
from core.controls import Control, Table

_VERB = (
    r"(?:(?:export|download|save|give|get|send|show|convert|turn|make|write|put|gib|schick|schicke|zeige?|speichere?|"
    r"exportiere?|wandle?|mach|mache)\s+(?:(?:me|us|mir|uns)\s+)?)?"
)
_AS_CSV = r"(?:as|to|into|in|als)\s+(?:(?:an?|eine?)\s+)?csv(?:[\s-]*(?:file|datei))?"
_ASKED = (
    re.compile(rf"{_VERB}(?P<what>.+?)\s+{_AS_CSV}(?:\s+(?:exportieren|speichern|herunterladen|um))?"),
    re.compile(r"(?:export|download|exportiere?)\s+(?P<what>.+)"),
    re.compile(
        rf"{_VERB}(?:(?:an?|the|eine?|die)\s+)?csv(?:[\s-]*(?:file|datei))?\s+(?:of|from|for|von|aus|der)\s+(?P<what>.+)"
    ),
)


class Export(Struct, frozen=True):
    """What came of asking for a table as a file: what is said, and the file where there is one."""

    sentence: str
    file: File | None = None


def export(text: str, controls: Sequence[Control], said: Phrases) -> Export | None:
    """Return the file that a command asks for, or why there is none; None where it asks for no file."""
    folded = fold(text)
    found = next((match for pattern in _ASKED if (match := pattern.fullmatch(folded))), None)
    if found is None:
        return None
    what = text[slice(*found.span("what"))]
    tables = tables_meant(what, controls)
    if not tables:
        if others := referred(what, tuple(controls)):
            return Export(said.no_table.format(said.quoted(others[0].label)))
        return Export(said.missing.format(said.quoted(plain_name(what, said))))
    if len(tables) > 1:
        return Export(said.ambiguous.format(", ".join(said.quoted(table.label) for table in tables)))
    file = File(f"{slug(tables[0].label, 'table')}.csv", "text/csv", as_csv(tables[0]))
    return Export(said.exported.format(said.quoted(tables[0].label), f"`{file.name}`"), file)


def tables_meant(what: str, controls: Iterable[Control]) -> tuple[Table, ...]:
    """Return the tables that `what` may mean."""
    tables = tuple(control for control in controls if isinstance(control, Table))
    return tuple(table for table in referred(what, tables) if isinstance(table, Table))


def plain_name(what: str, said: Phrases) -> str:
    """Return the name of something that is not there, without articles and the word for its kind."""
    kept = " ".join(word for word in what.split() if fold(word) not in DETERMINERS)
    return " ".join(word for word in kept.split() if not noun_named(fold(word))) or kept or said.table


def as_csv(table: Table) -> str:
    """Return a table as comma-separated values, its columns' names first."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows(table.rows)
    return text.getvalue()
