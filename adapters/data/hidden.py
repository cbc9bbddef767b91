"""Hidden: which columns of a PostgreSQL database hold masked values, whoever may read where they come from."""

from collections.abc import Iterable
from typing import Any

import psycopg
from msgspec import Struct

from adapters.data.masks import Masks

# Also those that the role may not read: what it may read can show their values.
_COLUMNS = """
    SELECT c.oid, c.relname, a.attnum, a.attname
    FROM pg_catalog.pg_class c JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid
    WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND c.oid >= 16384 AND a.attnum > 0 AND NOT a.attisdropped
"""
# PostgreSQL notes no columns for a whole row, which is the column 0 of the rule's tree.
_VIEWS = """
    SELECT DISTINCT r.ev_class, d.refobjid, d.refobjsubid, r.ev_action::text LIKE '%:varattno 0 %'
    FROM pg_catalog.pg_depend d JOIN pg_catalog.pg_rewrite r ON r.oid = d.objid
    WHERE d.classid = 'pg_catalog.pg_rewrite'::pg_catalog.regclass
        AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
        AND r.ev_type = '1' AND r.ev_class <> d.refobjid
"""
# Until version 14 it is the column that depends on others, since then its expression.
_GENERATED = """
    SELECT d.objid, d.objsubid, d.refobjsubid FROM pg_catalog.pg_depend d
    WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.refclassid = d.classid
        AND d.objid = d.refobjid AND d.objsubid > 0 AND d.refobjsubid > 0
    UNION SELECT e.adrelid, e.adnum::int, d.refobjsubid
    FROM pg_catalog.pg_depend d JOIN pg_catalog.pg_attrdef e ON e.oid = d.objid
    WHERE d.classid = 'pg_catalog.pg_attrdef'::pg_catalog.regclass
        AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
        AND d.refobjid = e.adrelid AND d.refobjsubid > 0 AND d.refobjsubid <> e.adnum
"""
_HEIRS = "SELECT inhrelid, inhparent FROM pg_catalog.pg_inherits"


class Hidden(Struct, frozen=True):
    """What is not to be shown."""

    columns: frozenset[tuple[int, int]] = frozenset()
    """A table's oid and a column's number."""
    views: frozenset[int] = frozenset()
    """Views that show hidden columns under whatever name."""


def hidden_from(connection: psycopg.Connection[tuple[Any, ...]], masks: Masks) -> Hidden:
    """Return the columns that are masked or hold what masked ones hold, and views on them. Raises psycopg.Error."""
    if not masks:
        return Hidden()
    names: dict[int, dict[int, str]] = {}
    hidden: set[tuple[int, int]] = set()
    for table, called, number, column in connection.execute(_COLUMNS).fetchall():
        names.setdefault(table, {})[number] = column
        if masks.hides(called, column):
            hidden.add((table, number))
    made = connection.execute(_GENERATED).fetchall()
    heirs = [(a, b) for pair in connection.execute(_HEIRS).fetchall() for a, b in (pair, pair[::-1])]
    before = -1
    while before != len(hidden):
        before = len(hidden)
        hidden |= {(table, number) for table, number, of in made if (table, of) in hidden}
        for one, other in heirs:
            shared = {names.get(one, {}).get(number) for table, number in hidden if table == one}
            hidden |= {(other, number) for number, name in names.get(other, {}).items() if name in shared}
    return Hidden(frozenset(hidden), _showing(connection.execute(_VIEWS).fetchall(), hidden))


def _showing(used: Iterable[tuple[Any, ...]], hidden: set[tuple[int, int]]) -> frozenset[int]:
    """Return the views that read hidden columns, or whole rows in which there are some, or such views."""
    used = list(used)
    partly = {table for table, _ in hidden}
    showing = {view for view, table, number, whole in used if (table, number) in hidden or (whole and table in partly)}
    before = -1
    while before != len(showing):
        before = len(showing)
        showing |= {view for view, table, _, _ in used if table in showing}
    return frozenset(showing)
