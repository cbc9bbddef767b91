"""Attacks: nothing is written, nothing hidden is read, and everything ends in time and small."""

import time
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from sqlalchemy import make_url

from adapters.data.databases import database_from
from adapters.data.limits import Limits
from adapters.data.masks import Masks
from adapters.data.postgresql import PostgresSource
from adapters.data.sqlite import SqliteSource
from adapters.data.stopping import Stop
from core.data import Found
from core.errors import DataError, QueryFailed, QueryRefused, QueryTooLong
from tests.data.postgres import Server
from tests.data.shops import INJECTED, MASKED, OPEN, postgres_shop, print_of, print_of_file, sqlite_shop

LIMITS = Limits(seconds=0.4)
ENDS_WITHIN = 10.0
"""Seconds, on a machine that has other things to do: the limit, and the grace in which a query is ended."""
GROWS_BY = 60_000
"""Kilobytes that a query may add to the process for a while."""
BEYOND_A_SERVER = (
    "texts that grow by one another",
    "functions of PostgreSQL that read, tell, write, wait or run something",
)
"""What a role alone does not keep from taking time and memory on the server, or from telling of it."""

BEYOND_SQLITE = ("printf('%.*c'", "instr(printf(")
"""What is a single step to the engine, which looks at the clock between steps."""


class Attack(NamedTuple):
    engine: str
    about: str
    end: str
    sql: str


class Shops(NamedTuple):
    urls: tuple[str, str]
    mark: Callable[[], object]


def corpus() -> list[Attack]:
    groups = tomllib.loads(Path(__file__).with_name("attacks.toml").read_text("utf-8"))["group"]
    return [Attack(e, g["about"], g["end"], sql) for g in groups for e in g["engines"] for sql in g["sql"]]


CORPUS = corpus()


def named(attack: Attack) -> str:
    return f"{attack.engine}-{attack.sql[:50]}"


@pytest.fixture(scope="module")
def sqlite_shops(tmp_path_factory: pytest.TempPathFactory) -> Shops:
    folder = tmp_path_factory.mktemp("shops")
    files = [sqlite_shop(folder, which) for which in (0, 1)]
    return Shops((f"sqlite:///{files[0]}", f"sqlite:///{files[1]}"), lambda: [print_of_file(file) for file in files])


@pytest.fixture(scope="session")
def postgres_shops(postgres: Server) -> Shops:
    roles = ("reader", "narrow")
    postgres.run(*(f"CREATE ROLE {role} LOGIN NOSUPERUSER" for role in roles), database="postgres")
    names = [postgres_shop(postgres, which) for which in (0, 1)]
    urls = (postgres.url("reader", names[0]), postgres.url("reader", names[1]))
    return Shops(urls, lambda: [print_of(postgres, name) for name in names])


@pytest.fixture
def shops(attack: Attack, request: pytest.FixtureRequest) -> Iterator[Shops]:
    found: Shops = request.getfixturevalue(f"{attack.engine}_shops")
    before = found.mark()
    yield found
    assert found.mark() == before, "something was written"


def test_the_corpus_is_large_and_says_nothing_twice() -> None:
    assert len(CORPUS) == len({(attack.engine, attack.sql) for attack in CORPUS})
    assert len({attack.sql for attack in CORPUS}) >= 160


@pytest.mark.parametrize("attack", CORPUS, ids=named)
async def test_no_attack_succeeds(attack: Attack, shops: Shops) -> None:
    first, second = [await asked(url, attack) for url in shops.urls]

    assert told(first) == told(second), "the answer depends on what is hidden"
    match attack.end:
        case "refused":
            assert isinstance(first, QueryRefused | QueryFailed)
        case "ended":
            assert isinstance(first, QueryRefused | QueryFailed | QueryTooLong)
        case "hidden":
            assert isinstance(first, Found | QueryRefused | QueryFailed)
        case "data":
            assert isinstance(first, Found)
            shown = repr(first.rows).lower()
            assert any(repr(text)[1:30].lower() in shown for text in INJECTED)
        case other:
            pytest.fail(other)


@pytest.mark.parametrize(
    "attack",
    [a for a in CORPUS if a.engine == "sqlite" and not any(part in a.sql for part in BEYOND_SQLITE)],
    ids=named,
)
def test_no_attack_succeeds_on_sqlites_walls_alone(attack: Attack, shops: Shops) -> None:
    sources = [SqliteSource(Path(url.removeprefix("sqlite:///")), LIMITS, Masks(MASKED), OPEN) for url in shops.urls]

    first, second = [run_unguarded(source, attack.sql) for source in sources]

    assert told(first) == told(second), "the answer depends on what is hidden"


@pytest.mark.parametrize(
    "attack", [a for a in CORPUS if a.engine == "postgres" and a.about not in BEYOND_A_SERVER], ids=named
)
def test_no_attack_succeeds_on_postgresqls_walls_and_a_narrow_role_alone(attack: Attack, shops: Shops) -> None:
    urls = [make_url(url.replace("reader", "narrow")).set(drivername="postgresql+psycopg") for url in shops.urls]
    sources = [PostgresSource(url, LIMITS, Masks(), None) for url in urls]

    first, second = [run_unguarded(source, attack.sql) for source in sources]

    # The catalog tells every role what there is, in any order; nothing of what is in it.
    if attack.about != "the engine's own tables":
        assert told(first) == told(second), "the answer depends on what is hidden"


async def asked(url: str, attack: Attack) -> Found | DataError:
    whole = database_from(url, LIMITS, MASKED)
    database = whole.only(OPEN)
    try:
        await database.schema()
        with Bounded():
            return await database.query(attack.sql, lambda _: None)
    except DataError as error:
        return plain(error)
    finally:
        await whole.close()


def run_unguarded(source: SqliteSource | PostgresSource, sql: str) -> Found | DataError:
    try:
        source.read(Stop(5))
        with Bounded():
            return source.run_unguarded(sql, Stop(LIMITS.seconds))
    except DataError as error:
        return plain(error)
    finally:
        source.close()


def told(outcome: Found | DataError) -> object:
    # How many rows one that took too long had counted is nobody's business, and which limit it met is a matter of luck.
    return (outcome.columns, outcome.rows) if isinstance(outcome, Found) else "nothing"


def plain(error: DataError) -> DataError:
    sentence = str(error)
    assert sentence[0].isupper()
    assert sentence.endswith((".", "…"))
    assert "\n" not in sentence
    assert "TOPSECRET" not in sentence
    assert "Traceback" not in sentence
    return error


class Bounded:
    """Fails where what is done within takes long, or much memory."""

    def __enter__(self) -> None:
        self.begun = time.monotonic()
        Path("/proc/self/clear_refs").write_text("5")
        self.small = peak()

    def __exit__(self, *_: object) -> None:
        assert time.monotonic() - self.begun < ENDS_WITHIN
        assert peak() - self.small < GROWS_BY


def peak() -> int:
    """Return the most memory that the process had since it was last forgotten, in kilobytes."""
    lines = Path("/proc/self/status").read_text("utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))
