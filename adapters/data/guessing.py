"""Guessing: foreign keys that nobody declared, by names and by values."""

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from adapters.data.asking import Ask, Budget, quoted
from core.data import DataColumn, DataKey, DataTable

_ENDINGS = ("id", "nr", "no", "nummer", "number", "num", "key", "code", "fk", "ref", "pk", "uuid", "kennung")
_PLURALS = ("ies", "en", "es", "er", "n", "s", "e")
_PLAIN = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "ss"})
_SHORTEST = 3
_SAMPLE = 200
_STRAYS = 0.05
"""Of the values, how many may name nothing: real data has some that were deleted."""
_QUESTION = 0.1
_SECONDS = 0.5
_KEYED = ("integer", "text", "other")


def with_guessed_keys(tables: Sequence[DataTable], ask: Ask) -> tuple[DataTable, ...]:
    """Return the tables with keys for columns that are named after another table and hold values of its key."""
    budget = Budget(_SECONDS)
    by_stem: dict[str, list[DataTable]] = {}
    for table in tables:
        for stem in _stems(table.name):
            by_stem.setdefault(stem, []).append(table)
    return tuple(
        replace(table, keys=table.keys + tuple(_guessed(table, by_stem, ask, budget)))
        if table.rows is None or table.rows
        else table
        for table in tables
    )


def _guessed(table: DataTable, by_stem: dict[str, list[DataTable]], ask: Ask, budget: Budget) -> Iterator[DataKey]:
    known = {name for key in table.keys for name in key.columns}
    for column in table.columns:
        if column.masked or column.name in known or column.type not in _KEYED or table.primary == (column.name,):
            continue
        for other, target in _candidates(table, column, by_stem):
            seconds = budget.share(_QUESTION)
            if seconds and _holds(table, column, other, target, ask, seconds):
                yield DataKey(columns=(column.name,), table=other.name, targets=(target,), guessed=True)
                break


def _candidates(
    table: DataTable, column: DataColumn, by_stem: dict[str, list[DataTable]]
) -> Iterator[tuple[DataTable, str]]:
    """Yield the tables that a column may be named after, each with its column that is meant, the likeliest first."""
    for named in _named(column.name):
        stems = _stems(named)
        others = {id(other): other for stem in stems for other in by_stem.get(stem, ())}
        for other in others.values():
            target = _key_of(other, column.name, stems)
            if target and (other is not table or target != column.name):
                yield other, target


def _named(name: str) -> Iterator[str]:
    """Yield what `billing_customer_id` may be named after: all before the ending, then ever less."""
    named = _before_ending(name) or ()
    for start in range(len(named)):
        yield "_".join(named[start:])


def _before_ending(name: str) -> list[str] | None:
    """Return the words of `customer_id`, `customerId` and `kundennr` without the ending; None where there is none."""
    words = _words(name)
    named = [word for word in words if word not in _ENDINGS]
    if len(named) < len(words):
        return named
    glued = next((words[-1][: -len(end)] for end in ("id", "nr") if words[-1].endswith(end)), "")
    return [*words[:-1], glued] if len(glued) >= _SHORTEST else None


def _key_of(table: DataTable, name: str, stems: frozenset[str]) -> str:
    """Return the column that names a table's rows; empty where none looks like it."""
    if len(table.primary) == 1:
        return table.primary[0]
    if table.primary:
        return ""
    plain = [column.name for column in table.columns if not column.masked]
    for column in plain:
        named = _before_ending(column)
        if column.lower() == name.lower() or (named is not None and (not named or _stems("_".join(named)) & stems)):
            return column
    return ""


def _holds(table: DataTable, column: DataColumn, other: DataTable, target: str, ask: Ask, seconds: float) -> bool:
    """Say whether a column's values are those of the key, which has none twice; looks at some."""
    name, key = quoted(column.name), quoted(target)
    here, there = quoted(table.schema, table.name), quoted(other.schema, other.name)
    found = ask(
        f"SELECT count(*), count(k) FROM (SELECT DISTINCT {name} AS v FROM (SELECT {name} FROM {here} "  # noqa: S608
        f"WHERE {name} IS NOT NULL LIMIT 5000) AS a LIMIT {_SAMPLE}) AS s "
        f"LEFT JOIN (SELECT {key} AS k FROM {there}) AS o ON o.k = s.v",
        seconds,
    )
    if not found:
        return False
    joined, met = found[0]
    return bool(0 < joined <= _SAMPLE and joined - met <= joined * _STRAYS)


def _words(name: str) -> list[str]:
    """Return the words of a name, `customerId` and `customer_id` alike, in small letters."""
    parted = re.sub(r"([a-zäöüß0-9])([A-ZÄÖÜ])", r"\1_\2", name)
    return [word for word in re.split(r"[^0-9a-zäöüß]+", parted.lower()) if word] or [name.lower()]


def _stems(name: str) -> frozenset[str]:
    """Return what `customers`, `Kunden` and `Häuser` may have in common with `customer`, `kunde` and `haus`."""
    words = [word.translate(_PLAIN) for word in _words(name)]
    before, last = words[:-1], words[-1]
    cut = {last[: -len(end)] for end in _PLURALS if last.endswith(end) and len(last) - len(end) >= _SHORTEST}
    return frozenset("_".join([*before, stem.removesuffix("y")]) for stem in {last, *cut})
