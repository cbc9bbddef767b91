"""Asking a model: a node's own, or the one the turn names instead, with a limit of time, further tries and others."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Generator, Mapping
from contextvars import ContextVar
from types import MappingProxyType
from typing import Any, TypeAlias, TypeVar

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from core.errors import ModelBrokeOff, ModelError, ModelRubbish, ModelUnavailable
from core.ports import Model, Models, Prompt, Rejected
from core.pulse import pulse
from core.sink import hud

T = TypeVar("T")

Objection: TypeAlias = Callable[[T], str]
"""Says why a value of the right shape cannot be used; empty where it can."""

_PAUSE = 0.2
"""Seconds before the second try; each further one waits as much longer."""

EVERY_NODE = "*"
"""Stands for all nodes in a choice of models."""

chosen: ContextVar[Mapping[str, str]] = ContextVar("chosen_models", default=MappingProxyType({}))
"""The models that the turn in this context uses instead of the graph's: model names by node, or for EVERY_NODE."""


class Policy(Struct, frozen=True):
    """How a node asks: which model, how long it waits, how often it tries again, which models come after."""

    model: str = ""
    """Empty for the default one."""
    timeout: float = 60.0
    """Seconds that a structured answer may take, and that a streamed one may be silent."""
    retries: int = 1
    """Further tries where a model cannot be reached."""
    fallback: tuple[str, ...] = ()


class Asker:
    """Asks for one node. An answer that cannot be used is asked for once more, with the reason."""

    def __init__(self, node: str, policy: Policy, models: Models) -> None:
        self._node, self._policy, self._models = node, policy, models
        self._usual = self._in_order(policy.model)

    async def structured(self, prompt: Prompt, shape: type[T], objection: Objection[T] | None = None) -> T:
        """Return a value of `shape` to which there is no objection. Raises ModelError."""
        prompt = replace(prompt, name=self._node)
        *earlier, last = self._names()
        for name in earlier:
            model = self._models(name)
            try:
                return await self._valued(model, prompt, shape, objection)
            except ModelError as error:
                self._failed(model.name, error)
        return await self._valued(self._models(last), prompt, shape, objection)

    async def stream(self, prompt: Prompt, say: Callable[[str], None]) -> None:
        """Hand each piece of the answer to `say`. Raises ModelError, also halfway through: nothing is said twice."""
        prompt = replace(prompt, name=self._node)
        *earlier, last = self._names()
        for name in earlier:
            model = self._models(name)
            try:
                return await self._streamed(model, prompt, say)
            except ModelBrokeOff:
                raise
            except ModelError as error:
                self._failed(model.name, error)
        return await self._streamed(self._models(last), prompt, say)

    def _names(self) -> tuple[str, ...]:
        instead = chosen.get()
        first = (instead.get(self._node) or instead.get(EVERY_NODE)) if instead else None
        return self._in_order(first) if first else self._usual

    def _in_order(self, first: str) -> tuple[str, ...]:
        return (first, *(name for name in self._policy.fallback if name != first))

    async def _valued(self, model: Model, prompt: Prompt, shape: type[T], objection: Objection[T] | None) -> T:
        tries = 0
        while True:
            try:
                value = await self._counted(model, self._in_time(model.structured(prompt, shape)))
                self._check(value, model, objection)
            except ModelRubbish as error:
                if prompt.rejected is not None:
                    raise
                self._failed(model.name, error)
                prompt = replace(prompt, rejected=Rejected(error.answer, error.reason or str(error)))
            except ModelUnavailable as error:
                if tries == self._policy.retries:
                    raise
                tries += 1
                self._failed(model.name, error)
                await asyncio.sleep(_PAUSE * tries)
            except ModelError as error:
                if not any(file.data for file in prompt.attachments):
                    raise
                self._failed(model.name, error)  # a model without eyes, or a picture that it cannot read
                prompt = replace(prompt, attachments=tuple(file.unseen() for file in prompt.attachments))
            else:
                return value

    def _check(self, value: T, model: Model, objection: Objection[T] | None) -> None:
        if objection is not None and (reason := objection(value)):
            raise ModelRubbish(
                f"{self._node} cannot use what the model {model.name!r} answers.", _as_text(value), reason
            )

    async def _streamed(self, model: Model, prompt: Prompt, say: Callable[[str], None]) -> None:
        tries = 0
        while True:
            try:
                return await self._counted(model, self._heard(model, prompt, say))
            except ModelUnavailable as error:
                if tries == self._policy.retries:
                    raise
                tries += 1
                self._failed(model.name, error)
                await asyncio.sleep(_PAUSE * tries)

    async def _heard(self, model: Model, prompt: Prompt, say: Callable[[str], None]) -> None:
        """Hand on the pieces of one answer. Raises ModelBrokeOff where something of it was said already."""
        pieces, said = model.stream(prompt), False
        try:
            while True:
                steps = anext(pieces).__await__()
                try:
                    piece = await self._rest_in_time(steps, next(steps))
                except StopIteration as ready:
                    piece = ready.value
                said = said or bool(piece)
                say(piece)
        except StopAsyncIteration:
            return
        except (ModelError, TimeoutError) as error:
            if said:
                why = self._silence(model) if isinstance(error, TimeoutError) else str(error)
                raise ModelBrokeOff(why) from error
            raise

    async def _counted(self, model: Model, call: Awaitable[T]) -> T:
        """Await one call of a model, and tell how long it took and whether it failed. Raises ModelUnavailable."""
        begun, failed = time.perf_counter(), False
        try:
            return await call
        except ModelError:
            failed = True
            raise
        except TimeoutError as error:
            failed = True
            raise ModelUnavailable(self._silence(model)) from error
        finally:
            pulse.asked(self._node, time.perf_counter() - begun, failed=failed)
            hud(self._node, "asked", since=begun, model=model.name, failed=failed)

    async def _in_time(self, work: Awaitable[T]) -> T:
        """Await what a model is to give; a timer is set only where it has to wait. Raises TimeoutError."""
        steps = work.__await__()
        try:
            return await self._rest_in_time(steps, next(steps))
        except StopIteration as ready:
            given: T = ready.value
            return given

    async def _rest_in_time(self, steps: Generator[Any, Any, T], waits_for: object) -> T:
        """Await what is left of a work that has taken its first step, and so waits for something."""
        async with asyncio.timeout(self._policy.timeout):
            return await _Begun(steps, waits_for)

    def _silence(self, model: Model) -> str:
        return f"The model {model.name!r} did not answer within {self._policy.timeout:g} seconds."

    def _failed(self, model: str, error: ModelError) -> None:
        hud(
            self._node,
            "model_failed",
            model=model,
            error=type(error).__name__,
            words={"error": getattr(error, "reason", "") or str(error)},
        )


class _Begun(Generator[Any, Any, T]):
    """Makes the rest of such a work an awaitable."""

    def __init__(self, steps: Generator[Any, Any, T], waits_for: object) -> None:
        self._steps, self._waits_for, self._told = steps, waits_for, False

    def __await__(self) -> Generator[Any, Any, T]:
        return self

    def send(self, value: Any) -> Any:
        if self._told:
            return self._steps.send(value)
        self._told = True
        return self._waits_for

    def throw(self, *error: Any) -> Any:
        return self._steps.throw(*error)


def _as_text(value: object) -> str:
    return msgspec.json.encode(value).decode()
