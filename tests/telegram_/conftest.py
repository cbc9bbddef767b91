"""One pair of servers for all tests here: starting and stopping one takes longer than most tests."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.serving import serving
from tests.telegram_.connected import Host, Hosts


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run the tests that use the servers in the servers' event loop."""
    for item in items:
        if item.path.parent == Path(__file__).parent and "hosts" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def hosts() -> AsyncIterator[Hosts]:
    """Give the server that a test's sandbox moves into, and the one for the bot's own routes."""
    sandbox, bot = Host(), Host()
    async with serving(sandbox) as sandbox.base, serving(bot) as bot.base:
        yield Hosts(sandbox, bot)
