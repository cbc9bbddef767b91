"""Files: what came with a message, in words and as tables."""

import csv
import re
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from adapters.llm.builtin.phrases import Phrases
from adapters.llm.builtin.tables import cell
from adapters.llm.builtin.texts import CONNECT
from adapters.llm.builtin.words import fold, slug, vocabulary
from adapters.shared.drawing import shorten
from core.artifacts import Artifact
from core.attachments import Attached
from core.controls import Table
from core.ports import Prompt

_LINE = re.compile(r"^\[attached: (?P<name>[^\n]*?)(?: \([^()\n]*\))?\]$", re.MULTILINE)
"""What the core adds to a person's words for each file."""
_GIVEN_FILES = frozenset({"thinker", "expert"})
"""The kinds of node that get the files; a line alone, in what they get, is what a person typed."""
WORDS = vocabulary(
    """
    file files attachment attached document picture image photo csv text contents content contain contains in inside
    about into it this that see look at read lies tell describe say says there here shown table as of from out
    datei dateien anhang angehängt dokument bild foto inhalt drin darin dabei da steht enthält beschreib beschreibe
    an sieh schau sag was als tabelle daraus davon
    """
)
"""Words with which people ask what is in a file."""
_AS_TABLE = re.compile(
    r"\b(?:as|into|in|als)\s+(?:(?:an?|the|eine?|einer)\s+)?(?:table|tabelle)\b|"
    r"\b(?:table|tabelle)\s+(?:daraus|davon|(?:of|from|out of|von|aus)\s+(?:it|this|that|ihr|the|der|dem|diese[rm]))\b"
)
_LEFT_OUT = re.compile(r"\n\[… [0-9,]+ more characters are left out\]$")
_EXCERPT_LINES, _EXCERPT_WIDE = 5, 200
_COLUMN_WIDE = 60
"""Characters of a column's name that are told; the table itself has all of it."""
_MOST_COLUMNS = 50
_DELIMITERS = ",;\t|"


class Told(Struct, frozen=True):
    """What is said of files, and the tables made of them."""

    response: str
    artifacts: tuple[Artifact, ...] = ()


def parted(prompt: Prompt) -> Prompt:
    """Return the prompt with the person's own words as its text; nodes without the files know them by name."""
    named = tuple(Attached(found["name"], "", 0) for found in _LINE.finditer(prompt.text))
    if not named or (not prompt.attachments and prompt.node in _GIVEN_FILES):
        return prompt
    return replace(prompt, text=_LINE.sub("", prompt.text).strip(), attachments=prompt.attachments or named)


def told_of(words: str, files: Sequence[Attached], said: Phrases) -> Told:
    """Say what the files are; where the words want a table, hand each CSV file over as one."""
    wanted = asks_for_table(words)
    parts = tuple(_tabled(file, said) if wanted else Told(_described(file, said)) for file in files)
    return Told("\n\n".join(part.response for part in parts), tuple(one for part in parts for one in part.artifacts))


def asks_for_table(words: str) -> bool:
    """Tell whether words want something shown as a table."""
    return _AS_TABLE.search(fold(words)) is not None


def _described(file: Attached, said: Phrases) -> str:
    name, size = said.quoted(file.name), f"{file.size:,}"
    if file.problem:
        return said.file_unread.format(name, size, file.problem.rstrip("."))
    if file.data:
        return said.file_picture.format(name, size, CONNECT)
    table = _table(file)
    if table is None:
        return _lines(file, name, size, said)
    columns = said.listed(tuple(said.quoted(shorten(column, _COLUMN_WIDE)) for column in table.columns))
    about = said.file_rows.format(name, size, f"{len(table.rows):,}", columns)
    return " ".join(filter(None, (about, _cut_note(file, said), said.file_offer)))


def _lines(file: Attached, name: str, size: str, said: Phrases) -> str:
    """Return the number of lines, and the first ones in a fence that nothing in them can close."""
    lines = _LEFT_OUT.sub("", file.text).splitlines()
    none, one, many = said.file_lines
    about = none if not lines else one if len(lines) == 1 else many.format(f"{len(lines):,}")
    intro = " ".join(filter(None, (_cut_note(file, said), said.file_text.format(name, size, about))))
    if not lines:
        return intro
    shown = "\n".join(shorten(line, _EXCERPT_WIDE) for line in lines[:_EXCERPT_LINES])
    ticks = max((len(run) for run in re.findall(r"`+", shown)), default=0)
    fence = "`" * max(3, ticks + 1)
    more = said.file_more.format(f"{len(lines) - _EXCERPT_LINES:,}") if len(lines) > _EXCERPT_LINES else ""
    return "\n".join(filter(None, (intro, fence, shown, fence, more)))


def _tabled(file: Attached, said: Phrases) -> Told:
    table = None if file.problem or file.data else _table(file)
    if table is None:
        described = _described(file, said)
        return Told(described if file.problem else f"{said.file_no_table.format(said.quoted(file.name))} {described}")
    about = said.file_as_table.format(said.quoted(file.name), f"{len(table.rows):,}")
    return Told(" ".join(filter(None, (about, _cut_note(file, said)))), (table,))


def _cut_note(file: Attached, said: Phrases) -> str:
    return said.file_cut if _LEFT_OUT.search(file.text) else ""


def _table(file: Attached) -> Table | None:
    """Read a CSV file, its first row as the columns' names; None for what is none."""
    named = file.name.lower().endswith((".csv", ".tsv"))
    if not named and file.media_type not in {"text/csv", "text/tab-separated-values"}:
        return None
    text, cut = _LEFT_OUT.subn("", file.text)
    try:
        rows = [row for row in csv.reader(text.splitlines(keepends=True), delimiter=_delimiter(text)) if any(row)]
    except csv.Error:
        return None
    if cut and len(rows) > 1:
        rows.pop()  # it may have been cut in two
    wide = max(map(len, rows), default=0)
    if not 0 < wide <= _MOST_COLUMNS:
        return None
    columns = tuple((rows[0][at].strip() if at < len(rows[0]) else "") or str(at + 1) for at in range(wide))
    cells = tuple(tuple(cell(row[at].strip()) if at < len(row) else None for at in range(wide)) for row in rows[1:])
    label = shorten(file.name.rsplit(".", 1)[0].strip() or file.name.strip() or "CSV", _EXCERPT_WIDE)
    return Table(slug(label, "table"), label, columns, cells)


def _delimiter(text: str) -> str:
    """Return the delimiter that the first line has most of; a comma where it has none."""
    first = text.split("\n", 1)[0]
    return max(_DELIMITERS, key=first.count)
