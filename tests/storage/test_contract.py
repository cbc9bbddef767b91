"""The SQL store keeps every promise of the Store port."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from adapters.storage.store import open_store
from core.ports import Store
from migrations.run import upgrade
from tests.contract.forgetting import ForgettingContract, PruningContract
from tests.contract.moving import MovingContract
from tests.contract.outlook import GivingUpContract, SeenContract, SummaryContract
from tests.contract.people import AsideContract, ConversationsContract
from tests.contract.store import Opening, StoreContract


class TestSqlStore(
    StoreContract,
    MovingContract,
    SummaryContract,
    GivingUpContract,
    SeenContract,
    PruningContract,
    ForgettingContract,
    AsideContract,
    ConversationsContract,
):
    @pytest.fixture
    def opening(self, url: str) -> Opening:
        @asynccontextmanager
        async def opened() -> AsyncIterator[Store]:
            store = await open_store(url, upgrade)
            try:
                yield store
            finally:
                await store.close()

        return opened
