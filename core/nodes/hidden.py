"""Hidden columns: whether a query does more with one whose values the settings hide than to show it empty."""

import re
from collections.abc import Iterator

from core.data import DataSchema

_SELECT = re.compile(r"\bselect\b", re.IGNORECASE)
_DISTINCT = re.compile(r"\s*(?:all\b|(distinct\b))", re.IGNORECASE)
_FROM = re.compile(r"\bfrom\b", re.IGNORECASE)
_IDENTIFIER = r'(?:\w+|"[^"]+"|`[^`]+`|\[[^\]]+\])'
_OUTPUT = re.compile(
    rf"\s*(?:{_IDENTIFIER}\s*\.\s*)*({_IDENTIFIER})(?:\s+(?:as\s+)?({_IDENTIFIER}))?\s*", re.IGNORECASE
)
"""A column as it is, under its own name or another."""
_QUOTES = '"`[]'


def hidden_column(sql: str, schema: DataSchema) -> str:
    """Return the first hidden column by which a query counts, sorts or filters; empty where it only lists them.

    It errs on the side of naming one: a word that only looks like the column is taken for it.
    """
    for name in _masked(sql, schema):
        if _used(name, sql):
            return name
    return ""


def _masked(sql: str, schema: DataSchema) -> Iterator[str]:
    for table in schema.tables:
        masked = [column.name for column in table.columns if column.masked and _has(sql, column.name)]
        if masked and _has(sql, table.name):
            yield from masked


def _used(name: str, sql: str) -> bool:
    from_ = _FROM.search(sql)
    listed, behind = (sql[: from_.start()], sql[from_.end() :]) if from_ else (sql, "")
    select = _SELECT.search(listed)
    listed = listed[select.end() :] if select else listed
    if _has(behind, name):
        return True
    if (all_or_distinct := _DISTINCT.match(listed)) is not None:
        if all_or_distinct[1]:
            return _has(listed, name)
        listed = listed[all_or_distinct.end() :]
    return any(_has(item, name) and not _only_shown(item, at, behind) for at, item in enumerate(_items(listed), 1))


def _only_shown(item: str, place: int, behind: str) -> bool:
    """Say whether an item of the list is a column as it is, which nothing behind names by its alias or its place."""
    output = _OUTPUT.fullmatch(item)
    if output is None or (output[2] and _has(behind, output[2].strip(_QUOTES))):
        return False
    return re.search(rf"\bby\b(?:(?!\blimit\b)[^()])*?[\s,]{place}\b", behind, re.IGNORECASE) is None


def _items(listed: str) -> Iterator[str]:
    """Give what stands between the commas that are in no bracket."""
    depth, begun = 0, 0
    for at, sign in enumerate(listed):
        depth += (sign == "(") - (sign == ")")
        if sign == "," and not depth:
            yield listed[begun:at]
            begun = at + 1
    yield listed[begun:]


def _has(text: str, name: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE) is not None
