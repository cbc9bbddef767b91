"""Databases: a schema as text for a chat model, never longer than it can take in."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from core.data import DataColumn, DataKey, DataSchema, DataTable

LONGEST = 12_000
"""Characters of one description; about three thousand tokens."""
_NAMES = 2_000
"""Characters of it for the names of tables that are not described."""
_COMMON = 4
"""Tables whose names may share a word before it tells them from no other."""
_SAMPLES = 6
"""Values of a column that are shown."""
_LONGEST_VALUE = 40
_WORD = re.compile(r"[^\W\d_]{3,}")


def described(schema: DataSchema, question: str = "", longest: int = LONGEST) -> str:
    """Return what there is to ask, the tables nearest to the question first; the others by name only."""
    head = [f"SQL dialect: {schema.dialect}", *_own_words(schema.words)]
    left = longest - _NAMES - sum(len(line) + 1 for line in head)
    kept: list[str] = []
    others: list[str] = []
    for table in _nearest_first(schema, question):
        text = _table(table)
        if not others and len(text) < left:
            kept.append(text)
            left -= len(text) + 1
        else:
            others.append(_name(table))
    named = f"Further tables: {_cut(', '.join(others), _NAMES - 20)}" if others else ""
    return "\n".join(filter(None, (*head, *kept, named)))[:longest]


def tables_named(schema: DataSchema) -> str:
    """Return the names of the tables, for who only has to know whether a question is about them."""
    own = (*schema.words, *(table.name for table in schema.tables))
    return _cut(", ".join(map(_one_line, own)), _NAMES)


def _nearest_first(schema: DataSchema, question: str) -> list[DataTable]:
    """Return all tables in the order of how many of a question's words they know; else the schema's own order."""
    asked, named = _stems([question]), [_stems([table.name]) for table in schema.tables]
    spread = Counter(stem for stems in named for stem in stems)
    told = asked - {stem for stem, times in spread.items() if times > max(_COMMON, len(named) // 4)}
    meant = {target.partition(".")[0] for word, target in schema.words.items() if word.lower() in question.lower()}
    scores = {
        table.name: 10 * (len(stems & told) + (table.name in meant)) + len(_stems(_spoken(table)) & told)
        for table, stems in zip(schema.tables, named, strict=True)
    }
    beside = {key.table for table in schema.tables if scores[table.name] for key in table.keys}
    return sorted(schema.tables, key=lambda table: -scores[table.name] - (table.name in beside))


def _stems(texts: Iterable[str]) -> set[str]:
    return {word.lower()[:5] for text in texts for word in _WORD.findall(text.replace("_", " "))}


def _spoken(table: DataTable) -> Iterator[str]:
    yield table.comment
    for column in table.columns:
        yield column.name
        yield column.comment
        yield from column.values[:50]


def _own_words(words: Mapping[str, str]) -> Iterator[str]:
    if words:
        yield _cut("Words: " + "; ".join(f"{_one_line(w)} = {_one_line(m)}" for w, m in words.items()), _NAMES)


def _table(table: DataTable) -> str:
    rows = "" if table.rows is None else f" ({table.rows:,} rows)"
    comment = f": {_one_line(table.comment)}" if table.comment else ""
    primary = f"  primary key: {', '.join(table.primary)}" if table.primary else ""
    lines = (f"table {_name(table)}{rows}{comment}", *map(_column, table.columns), primary, *map(_key, table.keys))
    return "\n".join(filter(None, lines))


def _name(table: DataTable) -> str:
    return f"{table.schema}.{table.name}" if table.schema else table.name


def _column(column: DataColumn) -> str:
    parts = [f"  {_one_line(column.name)} {column.type}"]
    if column.masked:
        parts.append("hidden, always empty")
    if column.values:
        shown = ", ".join(f'"{_cut(_one_line(value), _LONGEST_VALUE)}"' for value in column.values[:_SAMPLES])
        whole = column.complete and len(column.values) <= _SAMPLES
        parts.append(f"values {shown}" if whole else f"for example {shown}")
    if column.least or column.greatest:
        parts.append(f"from {_one_line(column.least)} to {_one_line(column.greatest)}")
    if column.comment:
        parts.append(_cut(_one_line(column.comment), 200))
    return "; ".join(parts)


def _key(key: DataKey) -> str:
    guessed = " (guessed)" if key.guessed else ""
    return f"  {', '.join(key.columns)} -> {key.table}({', '.join(key.targets)}){guessed}"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"
