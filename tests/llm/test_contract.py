"""Both models keep what every model promises."""

from collections.abc import AsyncIterator

import pytest

from adapters.llm.builtin.model import BuiltInModel
from adapters.llm.remote import RemoteModel
from core.ports import Model
from tests.contract.model import ModelContract
from tests.llm.openai_server import KEY, MODEL, OpenAIServer
from tests.serving import serving


class TestBuiltIn(ModelContract):
    @pytest.fixture
    def model(self) -> Model:
        return BuiltInModel()


class TestRemote(ModelContract):
    @pytest.fixture
    async def model(self) -> AsyncIterator[Model]:
        async with serving(OpenAIServer().app) as url:
            model = RemoteModel(MODEL, f"{url}/v1", KEY)
            yield model
            await model.close()
