import asyncio
from typing import TypeVar

import msgspec
import pytest
from msgspec.structs import replace

from core.asking import Asker, Policy
from core.envelope import Route
from core.errors import ModelUnavailable
from core.ports import Prompt
from tests.models import ScriptedModel

T = TypeVar("T")

QUESTION = Prompt("pa", "Route it.", "what is 12 * 7?")
THINK = Route("think")


class Halting(ScriptedModel):
    """Waits for one thing after the other before it answers, or for ever, and says what came."""

    def __init__(self, *, forever: bool = False, several: bool = True) -> None:
        super().__init__()
        self.came: list[str] = []
        self.forever, self.several = forever, several

    async def structured(self, prompt: Prompt, shape: type[T]) -> T:
        if self.several:
            await self._several()
        if self.forever:
            await self._for_ever()
        return msgspec.convert(THINK, shape)

    async def _several(self) -> None:
        loop = asyncio.get_running_loop()
        await asyncio.sleep(0)
        self.came.append("nothing")
        given, refused = loop.create_future(), loop.create_future()
        loop.call_soon(given.set_result, "something")
        self.came.append(await given)
        loop.call_soon(refused.set_exception, OSError("a refusal"))
        try:
            await refused
        except OSError as error:
            self.came.append(str(error))
        self.came.append(await asyncio.sleep(0.001, "later"))

    async def _for_ever(self) -> None:
        try:
            await asyncio.Event().wait()
        finally:
            await asyncio.sleep(0)
            self.came.append("cleaned up")


def asker(model: ScriptedModel, timeout: float = 60.0) -> Asker:
    return Asker("pa", Policy(timeout=timeout, retries=0), lambda _: model)


async def test_a_model_that_answers_at_once_needs_no_timer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr("core.asking.asyncio.timeout")
    said: list[str] = []

    assert await asker(ScriptedModel(pa=THINK)).structured(QUESTION, Route) == THINK
    await asker(ScriptedModel()).stream(replace(QUESTION, thought="Hello you"), said.append)

    assert said == ["Hello ", "you "]


async def test_a_model_may_wait_for_several_things_one_after_the_other() -> None:
    model = Halting()

    assert await asker(model).structured(QUESTION, Route) == THINK
    assert model.came == ["nothing", "something", "a refusal", "later"]


async def test_a_model_that_is_cut_short_can_clean_up() -> None:
    model = Halting(forever=True)

    with pytest.raises(ModelUnavailable, match="did not answer"):
        await asker(model, timeout=0.03).structured(QUESTION, Route)

    assert model.came[-1] == "cleaned up"


async def test_a_model_that_is_called_off_where_it_waits_first_can_clean_up() -> None:
    model = Halting(forever=True, several=False)
    asking = asyncio.create_task(asker(model).structured(QUESTION, Route))
    await asyncio.sleep(0.01)

    asking.cancel()

    with pytest.raises(asyncio.CancelledError):
        await asking
    assert model.came == ["cleaned up"]


async def test_a_timeout_of_the_models_own_is_its_silence() -> None:
    with pytest.raises(ModelUnavailable, match="did not answer"):
        await asker(ScriptedModel(pa=TimeoutError())).structured(QUESTION, Route)
