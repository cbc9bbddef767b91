"""What nodes are made with, by the settings: models, tools, the clock. It needs no store and no platform."""

import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC

from adapters.llm.models import model_from
from adapters.tools.box import toolbox
from bots.expert_databases import ExpertDatabases
from bots.settings import Settings
from bots.supervise import guard
from core.graph import load_graph
from core.pool import Kit, NodePool
from core.ports import Database, Model


class ModelsByName:
    """Models by name, each made once; the empty name is the default model."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._made: dict[str, Model] = {}

    def get(self, name: str) -> Model:
        """Return the model of that name. Raises SettingsError for one that cannot be had."""
        wanted = name or self._settings.model
        if wanted not in self._made:
            url = self._settings.model_base_url
            # OpenAI's own key never goes to another address.
            key = self._settings.model_api_key if url else self._settings.openai_api_key
            self._made[wanted] = model_from(wanted, url or None, key or None)
        return self._made[wanted]

    def titles(self) -> dict[str, str]:
        """Return the models that may be chosen by name, with a line on each."""
        settings = self._settings
        remote = dict.fromkeys(filter(None, (settings.model, *settings.models)))
        where = settings.model_base_url or "OpenAI"
        titles = {name: f"at {where}" for name in remote if name != "built-in"}
        return {"built-in": "rules in English and German, no key and no network", **titles}

    async def close(self) -> None:
        """Close all that were made."""
        for model in self._made.values():
            await model.close()


@asynccontextmanager
async def pool_of(settings: Settings, graph: str) -> AsyncIterator[NodePool]:
    """Give the nodes of one graph, for a dialogue without platforms. Raises SettingsError, GraphError."""
    async with AsyncExitStack() as held:
        models = ModelsByName(settings)
        held.push_async_callback(models.close)
        databases = ExpertDatabases(settings)
        held.push_async_callback(databases.close)
        yield NodePool(load_graph(graph), kit_of(models, clock_of(settings), databases.by_name))


def kit_of(models: ModelsByName, clock: Callable[[], float], databases: Mapping[str, Database]) -> Kit:
    """Return what nodes are made with."""
    return Kit(models.get, toolbox(clock), guard, databases)


def clock_of(settings: Settings) -> Callable[[], float]:
    """Return the clock: the real one, or one that stands still where CLOCK says so."""
    if settings.clock is None:
        return time.time
    fixed = settings.clock if settings.clock.tzinfo else settings.clock.replace(tzinfo=UTC)
    return fixed.timestamp
