"""Asking databases: the first visible answer, a schema of 500 tables, and limits over a million rows."""

import os
import sqlite3
import tempfile
import time
import tomllib
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from bench.measure import kept, percentile, told
from bots.ask.consultation import Wanted, consultation
from bots.expert_databases import opened
from bots.kit import clock_of, pool_of
from bots.settings import Settings
from core.errors import QueryTooLong
from core.events import Delta, OutputEvent
from core.ports import Database
from core.runtime import Runtime
from core.state import SessionState

_QUESTIONS = Path(__file__).resolve().parents[1] / "tests/questions/demo.toml"
_NOW = "2026-11-23T12:00"
_VISIBLE, _INDEXED, _THEN = 0.05, 2.0, 0.1
"""Seconds: to the first visible answer on the demo database; until 500 tables are known; for a question to them."""
_ROWS, _MOST = 1_000_000, 1_000
"""Rows of a table, and those that a query may bring."""
_KINDS = (
    *("red", "blue", "old", "new", "cheap", "heavy", "light", "local", "foreign", "spare", "steel", "wooden", "small"),
    *("large", "round", "flat", "export", "import", "rented", "broken", "sold", "stored", "tested", "daily", "urgent"),
)
_THINGS = (
    *("valves", "pumps", "filters", "orders", "invoices", "trucks", "drivers", "depots", "meters", "sensors"),
    *("contracts", "suppliers", "visits", "tickets", "repairs", "bolts", "cables", "panels", "engines", "labels"),
)
_ROUNDS = 10
_LIMIT = 2.0
"""Seconds that a query may take here."""
_LATE = 0.5
"""Seconds that the end of a query may be late."""
_GROWTH = 20.0
"""Megabytes by which the process may grow over a million rows."""
_WHOLE = (
    "SELECT * FROM events",
    "SELECT * FROM events ORDER BY note DESC",
    "SELECT kind, count(*) FROM events GROUP BY 1",
)
_ENDLESS = "SELECT count(*) FROM events AS a JOIN events AS b ON a.amount < b.amount"


async def report(tell: Callable[[str], None]) -> None:
    """Measure all three and tell them."""
    with tempfile.TemporaryDirectory() as folder:
        await _first_answers(Path(folder), tell)
        await _many_tables(Path(folder), tell)
        await _many_rows(Path(folder), tell)


async def _first_answers(folder: Path, tell: Callable[[str], None]) -> None:
    """Tell how long people wait for the first words, through the whole graph."""
    questions = [one["ask"] for one in tomllib.loads(_QUESTIONS.read_text("utf-8"))["question"] if "after" not in one]
    settings = _settings(folder)
    async with pool_of(settings, "v4-eras") as pool:
        first: list[float] = []

        def hear(event: OutputEvent) -> None:
            if isinstance(event, Delta) and not first:
                first.append(time.perf_counter())

        waits = []
        for question in (questions[0], *questions):  # the first time the database is made, and indexed
            runtime = Runtime(broadcast=hear, pool=pool, clock=clock_of(settings))
            first.clear()
            begun = time.perf_counter()
            await runtime.handle_message(question)
            waits.append(first[0] - begun)
            await runtime.settle()
    waits = waits[1:]
    middle, late = percentile(waits, 0.5), percentile(waits, 0.95)
    promise = kept(f"≤ {_VISIBLE * 1e3:.0f} ms", met=middle <= _VISIBLE)
    what = f"{len(waits)} questions to the demo database"
    tell(told(f"{what}, first words, p50", f"{middle * 1e3:.1f} ms", promise))
    tell(told(f"{what}, first words, p95", f"{late * 1e3:.1f} ms"))


async def _many_tables(folder: Path, tell: Callable[[str], None]) -> None:
    """Tell how long a large schema takes at the first question, and then."""
    file = folder / "tables.db"
    _write(file, _tables())
    async with consultation(_settings(folder, file), Wanted(graph="v4-eras")) as expert:
        waits, answered = list[float](), 0
        for name in _names()[:: _ROUNDS * 2]:
            begun = time.perf_counter()
            answer, _ = await expert.ask(f"How many {name.replace('_', ' ')} are there?", SessionState())
            waits.append(time.perf_counter() - begun)
            answered += answer.found is not None
    indexed, then = waits[0], percentile(waits[1:], 0.5)
    promise = kept(f"≤ {_INDEXED:.0f} s", met=indexed <= _INDEXED)
    tell(told("500 tables: read, indexed and asked the first time", f"{indexed:.2f} s", promise))
    promise = kept(f"≤ {_THEN * 1e3:.0f} ms", met=then <= _THEN)
    tell(
        told(f"500 tables: a question then, {answered} of {len(waits)} answered, p50", f"{then * 1e3:.1f} ms", promise)
    )


async def _many_rows(folder: Path, tell: Callable[[str], None]) -> None:
    """Tell whether the limits hold over a million rows, and whether memory stays as it is."""
    file = folder / "rows.db"
    _write(file, _rows())
    settings = _settings(folder, file)
    database = opened(settings.expert_database_url, settings, "bench")
    try:
        await database.schema()
        await _queries(database, 1)
        before = _megabytes()
        found = await _queries(database, _ROUNDS)
        late = await _ended(database)
        growth = _megabytes() - before
    finally:
        await database.close()
    met = max(found) <= _MOST
    tell(told(f"{_ROWS:,} rows: the most that a query brought", f"{max(found):,} rows", kept(f"≤ {_MOST:,}", met=met)))
    promise = kept(f"≤ {_LIMIT + _LATE} s", met=late <= _LIMIT + _LATE)
    tell(told(f"{_ROWS:,} rows: a query without end is ended after", f"{late:.2f} s", promise))
    promise = kept(f"≤ {_GROWTH:.0f} MB", met=growth <= _GROWTH)
    tell(told(f"{_ROWS:,} rows: memory after {len(_WHOLE) * _ROUNDS + 1} queries", f"{growth:+.1f} MB", promise))


async def _queries(database: Database, rounds: int) -> list[int]:
    """Run queries over all rows, and return how many rows each brought."""
    return [len((await database.query(sql, lambda _: None)).rows) for _ in range(rounds) for sql in _WHOLE]


async def _ended(database: Database) -> float:
    """Return how many seconds a query took that takes hours unless it is ended."""
    begun = time.perf_counter()
    try:
        await database.query(_ENDLESS, lambda _: None)
    except QueryTooLong:
        return time.perf_counter() - begun
    return float("inf")


def _settings(folder: Path, database: Path | None = None) -> Settings:
    """Return settings of our own, whatever the environment says; without a database it is the demo one."""
    given = {
        "model": "",
        "models": "",
        "clock": _NOW,
        "database_url": f"sqlite:///{folder}/trivium.db",
        "expert_database_url": f"sqlite:///{database}" if database else "",
        "expert_databases": "",
        "expert_masked": "",
        "expert_rows": _MOST,
        "expert_seconds": _LIMIT,
    }
    return Settings.model_validate(given)


def _names() -> list[str]:
    """Return the names of 500 tables."""
    return [f"{kind}_{thing}" for kind in _KINDS for thing in _THINGS]


def _tables() -> str:
    """Return a script of tables with eight columns, each with a key to the one before."""
    names = _names()
    return "".join(
        f"CREATE TABLE {name} (id INTEGER PRIMARY KEY, name TEXT, city TEXT, state TEXT, price REAL, made DATE, "  # noqa: S608 - ours
        f"weight REAL, whole_id INTEGER REFERENCES {before} (id));"
        f"INSERT INTO {name} VALUES (1, 'one of {name}', 'Ulm', 'new', 1.5, '2026-01-01', 2.5, 1);"
        for before, name in zip([names[0], *names], names, strict=False)
    )


def _rows() -> str:
    """Return a script of one table of a million rows, about 100 bytes each."""
    return (
        "CREATE TABLE events (id INTEGER PRIMARY KEY, kind TEXT, amount REAL, day DATE, note TEXT);"  # noqa: S608 - ours
        f"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {_ROWS}) "
        "INSERT INTO events SELECT i, 'kind ' || i % 7, i * 37 % 9973 / 100.0, date('2025-01-01', '+' || i % 600 || "
        "' days'), 'a note of a length that notes have, number ' || i * 7919 % 1000003 FROM n;"
    )


def _write(file: Path, script: str) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript(f"BEGIN;{script}COMMIT;")


def _megabytes() -> float:
    """Return what the process has in memory; Linux."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6
