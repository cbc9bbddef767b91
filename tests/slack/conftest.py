"""What several tests of Slack's adapter share."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from adapters.slack import port
from adapters.storage.store import SqlStore, open_store
from migrations.run import upgrade


@pytest.fixture
def clocks_agree(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let what happens after a start be known to be of this run, as it is a minute later."""
    monkeypatch.setattr(port, "_CLOCKS_APART", 0.0)


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[SqlStore]:
    opened = await open_store(f"sqlite:///{tmp_path}/trivium.db", upgrade)
    yield opened
    await opened.close()
