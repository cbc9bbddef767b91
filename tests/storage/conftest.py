"""What the tests of the store share."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from adapters.storage.store import SqlStore, open_store
from migrations.run import upgrade

pytest.register_assert_rewrite(
    "tests.contract.store", "tests.contract.moving", "tests.contract.outlook", "tests.contract.forgetting"
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "trivium.db"


@pytest.fixture
def url(file: Path) -> str:
    return f"sqlite+aiosqlite:///{file}"


@pytest.fixture
async def store(url: str) -> AsyncIterator[SqlStore]:
    opened = await open_store(url, upgrade)
    yield opened
    await opened.close()
