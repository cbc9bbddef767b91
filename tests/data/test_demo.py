"""The demo database is the same everywhere, holds together, and is as odd as real ones."""

import hashlib
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from adapters.data.demo import demo_database
from core.errors import DataUnavailable

_ROOT = Path(__file__).parents[2]
_DUMP = "a8f17b18b68cb600bbf2d7f8c6013667b74db78390d847f699c7df527869003d"
"""The SHA-256 of the dump; where the generator is changed, its version is raised and this is put in anew."""
_USE = (
    "import sys; from pathlib import Path; from adapters.data.demo import demo_database; print('ready', flush=True); "
    "input(); print(demo_database(Path(sys.argv[1])).stat().st_ino)"
)

_FULL = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, 1_000_000)); "
"""No file may grow larger from here on: a full disk."""


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return demo_database(tmp_path_factory.mktemp("demo") / "new" / "demo.db")


@pytest.fixture
def demo(file: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)) as connection:
        yield connection


def number(demo: sqlite3.Connection, sql: str) -> float:
    """Return the one number that a query finds."""
    ((found,),) = demo.execute(sql).fetchall()
    assert isinstance(found, int | float)
    return found


def digest(demo: sqlite3.Connection) -> str:
    return hashlib.sha256("\n".join(demo.iterdump()).encode()).hexdigest()


def pragma(file: Path, name: str) -> object:
    with closing(sqlite3.connect(file)) as connection:
        return connection.execute(f"PRAGMA {name}").fetchone()[0]


def test_it_is_the_same_on_every_machine_and_every_day(demo: sqlite3.Connection) -> None:
    assert digest(demo) == _DUMP


def test_it_has_about_fifty_thousand_rows_in_six_tables_of_few_columns(demo: sqlite3.Connection) -> None:
    tables = [name for (name,) in demo.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    counts = {table: int(number(demo, f"SELECT count(*) FROM {table}")) for table in tables}
    assert counts == {
        "customers": 420,
        "objects": 762,
        "tenants": 2015,
        "devices": 4687,
        "readings": 31902,
        "billing": 10219,
    }
    assert max(number(demo, f"SELECT count(*) FROM pragma_table_info('{table}')") for table in tables) <= 14


def test_its_keys_hold_and_its_pages_are_sound(demo: sqlite3.Connection) -> None:
    assert demo.execute("PRAGMA foreign_key_check").fetchall() == []
    assert demo.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    keys = {
        (table, key[3], key[2])
        for table in ("objects", "tenants", "devices", "readings", "billing")
        for key in demo.execute(f"PRAGMA foreign_key_list({table})")
    }
    assert keys == {
        ("objects", "customer_id", "customers"),
        ("tenants", "object_id", "objects"),
        ("devices", "object_id", "objects"),
        ("devices", "replaced_by", "devices"),
        ("readings", "device_id", "devices"),
        ("billing", "customer_id", "customers"),
        ("billing", "object_id", "objects"),
        ("billing", "corrects_id", "billing"),
    }


@pytest.mark.parametrize(("table", "day"), [("readings", "read_on"), ("billing", "billed_on")])
def test_every_month_from_2021_to_october_2026_has_its_rows(demo: sqlite3.Connection, table: str, day: str) -> None:
    months = [month for (month,) in demo.execute(f"SELECT DISTINCT substr({day}, 1, 7) FROM {table} ORDER BY 1")]
    assert months == [f"{year}-{month:02d}" for year in range(2021, 2027) for month in range(1, 13)][:70]


@pytest.mark.parametrize(
    "broken",
    [
        "billing b JOIN objects o ON o.id = b.object_id WHERE o.customer_id <> b.customer_id",
        "billing WHERE (paid_on IS NOT NULL) <> (status = 'paid') OR paid_on < billed_on OR due_on <= billed_on",
        "billing WHERE paid_on > '2026-10-31' OR abs(amount_gross) < abs(amount_net)",
        "billing WHERE (amount_net < 0) <> (corrects_id IS NOT NULL) OR amount_net = 0",
        "billing c JOIN billing b ON b.id = c.corrects_id WHERE c.object_id IS NOT b.object_id",
        "billing c JOIN billing b ON b.id = c.corrects_id WHERE c.billed_on <= b.billed_on",
        "devices d JOIN devices s ON s.id = d.replaced_by WHERE s.installed_on <> d.removed_on OR s.kind <> d.kind",
        "devices WHERE (replaced_by IS NOT NULL) <> (status = 'replaced') OR removed_on < installed_on",
        "devices WHERE (removed_on IS NULL) <> (status IN ('active', 'defective'))",
        "devices d JOIN objects o ON o.id = d.object_id WHERE d.installed_on < o.managed_since",
        "readings r JOIN devices d ON d.id = r.device_id WHERE r.read_on <= d.installed_on OR r.read_on > d.removed_on",
        "readings r JOIN devices d ON d.id = r.device_id WHERE d.kind = 'smoke detector' OR r.value < 0",
        "readings WHERE (consumption < 0) <> (kind = 'correction')",
        "tenants WHERE moved_out <= moved_in",
        "objects o JOIN customers c ON c.id = o.customer_id WHERE o.managed_since < c.since",
        "objects WHERE managed_until < managed_since",
    ],
)
def test_nothing_in_it_contradicts_the_story(demo: sqlite3.Connection, broken: str) -> None:
    assert number(demo, f"SELECT count(*) FROM {broken}") == 0


@pytest.mark.parametrize(
    "oddity",
    [
        *("customers WHERE email IS NULL", "customers WHERE phone IS NULL", "customers WHERE segment IS NULL"),
        *("customers WHERE left_on IS NOT NULL", "objects WHERE area_m2 IS NULL", "objects WHERE built_year IS NULL"),
        *("devices WHERE manufacturer IS NULL", "devices WHERE status = 'replaced'", "tenants WHERE persons IS NULL"),
        *(
            "tenants WHERE moved_out IS NOT NULL",
            "readings WHERE kind = 'correction'",
            "readings WHERE read_by IS NULL",
        ),
        *(
            "billing WHERE status = 'cancelled'",
            "billing WHERE kind = 'credit note'",
            "billing WHERE object_id IS NULL",
        ),
        "billing WHERE paid_on > due_on",
        "customers WHERE name IN (SELECT name FROM customers GROUP BY name HAVING count(*) > 1)",
        "customers WHERE id NOT IN (SELECT customer_id FROM objects)",
        "objects WHERE id NOT IN (SELECT object_id FROM devices)",
        "objects a JOIN objects b USING (name, street, city) WHERE a.managed_until < b.managed_since",
        "devices WHERE status = 'active' AND calibrated_until < '2026-10-31'",
    ],
)
def test_what_is_odd_in_real_data_is_odd_here(demo: sqlite3.Connection, oddity: str) -> None:
    assert number(demo, f"SELECT count(*) FROM {oddity}") >= 10


def test_what_was_cancelled_counts_for_nothing_in_the_sum_of_all(demo: sqlite3.Connection) -> None:
    cancelled = number(demo, "SELECT sum(amount_net) FROM billing WHERE status = 'cancelled'")
    taken_back = number(demo, "SELECT sum(amount_net) FROM billing WHERE kind = 'cancellation'")
    assert cancelled > 0
    assert round(cancelled + taken_back, 2) == 0


def test_it_is_written_in_two_seconds_and_then_left_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "demo.db"
    begun = time.process_time()
    assert demo_database(file) == file
    assert time.process_time() - begun < 2
    written = file.stat()
    assert demo_database(file) == file
    assert (file.stat().st_ino, file.stat().st_mtime_ns) == (written.st_ino, written.st_mtime_ns)
    assert [entry.name for entry in tmp_path.iterdir()] == ["demo.db"]


def test_one_of_an_older_version_is_written_anew_and_a_newer_one_is_not(file: Path, tmp_path: Path) -> None:
    old = tmp_path / "demo.db"
    old.write_bytes(file.read_bytes())
    with closing(sqlite3.connect(old)) as connection:
        connection.executescript("DROP TABLE readings; PRAGMA user_version = 0;")
    demo_database(old)
    assert pragma(old, "user_version") == pragma(file, "user_version") != 0
    with closing(sqlite3.connect(old)) as connection:
        assert digest(connection) == _DUMP
        connection.executescript("DROP TABLE readings; PRAGMA user_version = 9999;")
    demo_database(old)
    assert pragma(old, "user_version") == 9999


def test_a_file_of_somebody_else_is_never_replaced(tmp_path: Path) -> None:
    theirs = tmp_path / "orders.db"
    with closing(sqlite3.connect(theirs)) as connection:
        connection.execute("CREATE TABLE orders (id INTEGER)")
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear Sir or Madam, this is no database at all.")
    for path in (theirs, letter):
        before = path.read_bytes()
        with pytest.raises(DataUnavailable, match=path.name):
            demo_database(path)
        assert path.read_bytes() == before


def test_where_it_cannot_be_written_a_sentence_says_so_and_nothing_is_left(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(DataUnavailable, match="cannot be written"):
        demo_database(tmp_path / "file" / "demo.db")
    (tmp_path / "demo.db").mkdir()
    with pytest.raises(DataUnavailable):
        demo_database(tmp_path / "demo.db")
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["demo.db", "file"]


def test_where_the_disk_is_full_half_a_file_is_not_left_behind(tmp_path: Path) -> None:
    command = [sys.executable, "-c", _FULL + _USE, str(tmp_path / "demo.db")]
    child = subprocess.run(command, input="\n", capture_output=True, text=True, cwd=_ROOT, timeout=25, check=False)
    assert "DataUnavailable" in child.stderr
    assert "cannot be written" in child.stderr
    assert list(tmp_path.iterdir()) == []


def test_several_processes_may_use_it_for_the_first_time_at_once(tmp_path: Path) -> None:
    file = tmp_path / "demo.db"
    command = [sys.executable, "-c", _USE, str(file)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True, "cwd": _ROOT}
    children = [subprocess.Popen(command, **pipes) for _ in range(3)]  # type: ignore[call-overload]
    for child in children:
        assert child.stdout.readline() == "ready\n"
    for child in children:
        child.stdin.write("\n")
        child.stdin.flush()
    assert [child.wait(timeout=25) for child in children] == [0, 0, 0]
    for child in children:
        child.communicate()
    with closing(sqlite3.connect(file)) as connection:
        assert digest(connection) == _DUMP
    assert [entry.name for entry in tmp_path.iterdir()] == ["demo.db"]
