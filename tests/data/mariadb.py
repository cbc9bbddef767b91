"""A MariaDB of the tests' own, in a folder that goes with them."""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, NullPool, create_engine, make_url

_SCRIPTS = Path("/usr/share/mysql")
_TABLES = ("mysql_system_tables.sql", "mysql_performance_tables.sql", "mysql_system_tables_data.sql")
"""What a server needs before anything (mariadb.com/kb/en/mariadb-install-db)."""
_OPTIONS = ("--skip-networking", "--skip-grant-tables", "--general-log", "--log-output=TABLE")


class MariaServer:
    """A server that runs, reached by a socket in its folder, and remembers what it was asked."""

    def __init__(self, folder: Path) -> None:
        self._socket = folder / "maria.sock"

    @property
    def url(self) -> str:
        """Return an address as the settings have it."""
        return f"mysql+pymysql://root@localhost/shop?unix_socket={self._socket}&charset=utf8mb4"

    def run(self, *statements: str, database: str = "shop") -> None:
        """Carry statements out."""
        with self._connected(database) as connection:
            for statement in statements:
                connection.exec_driver_sql(statement)

    def asked(self) -> list[str]:
        """Return all statements so far, and forget them."""
        log = "SELECT CONVERT(argument USING utf8mb4) FROM mysql.general_log WHERE command_type = 'Query'"
        with self._connected("mysql") as connection:
            found = [text for (text,) in connection.exec_driver_sql(log) if "general_log" not in text]
            connection.exec_driver_sql("TRUNCATE mysql.general_log")
        return found

    def wait(self) -> None:
        """Return when it answers, with an empty database `shop`."""
        until = time.monotonic() + 30
        while not self._listens():
            if time.monotonic() > until:
                pytest.fail("MariaDB does not answer")
            time.sleep(0.05)
        self.run("CREATE OR REPLACE DATABASE shop", database="mysql")

    def _listens(self) -> bool:
        # The driver leaves its socket open where nobody listens.
        with socket.socket(socket.AF_UNIX) as probe:
            try:
                probe.connect(str(self._socket))
            except OSError:
                return False
            return True

    def _connected(self, database: str) -> Connection:
        url = make_url(self.url).set(database=database)
        return create_engine(url, poolclass=NullPool, isolation_level="AUTOCOMMIT").connect()


@pytest.fixture(scope="session")
def mariadb() -> Iterator[MariaServer]:
    """Give a server with an empty database `shop`."""
    server = shutil.which("mariadbd", path=f"{os.environ['PATH']}:/usr/sbin")
    if server is None or not (_SCRIPTS / _TABLES[0]).is_file():
        pytest.skip("no MariaDB here")
    folder = Path(tempfile.mkdtemp(prefix="maria"))
    common = [server, "--no-defaults", f"--datadir={folder}"]
    if os.getuid() == 0:
        shutil.chown(folder, "nobody")
        common.append("--user=nobody")
    scripts = "".join((_SCRIPTS / name).read_text("utf-8") for name in _TABLES)
    with (folder / "log").open("wb") as log:
        made = f"CREATE DATABASE mysql;\nUSE mysql;\n{scripts}".encode()
        subprocess.run([*common, "--bootstrap"], input=made, check=True, stdout=log, stderr=log)
        running = subprocess.Popen([*common, f"--socket={folder}/maria.sock", *_OPTIONS], stdout=log, stderr=log)
    try:
        found = MariaServer(folder)
        found.wait()
        yield found
    finally:
        running.terminate()
        running.wait(20)
        shutil.rmtree(folder, ignore_errors=True)
