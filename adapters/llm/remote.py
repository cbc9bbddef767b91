"""A real model behind any OpenAI-compatible URL. Importing this module takes about 1.6 s of CPU."""

import re
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from typing import TypeVar

import msgspec
from openai import AsyncOpenAI
from pydantic_ai.direct import model_request, model_request_stream
from pydantic_ai.exceptions import (
    AgentRunError,
    ModelAuthenticationError,
    ModelConnectionError,
    ModelHTTPError,
    ModelNotFoundError,
    ModelRateLimitError,
    ModelTimeoutError,
)
from pydantic_ai.messages import (
    ModelResponseStreamEvent,
    PartDeltaEvent,
    PartStartEvent,
    TextPart,
    TextPartDelta,
)
from pydantic_ai.models.openai import OpenAIChatModel
from pydantic_ai.profiles.openai import OpenAIModelProfile
from pydantic_ai.providers import Provider
from pydantic_ai.providers.openai import OpenAIProvider
from pydantic_ai.providers.openai_compatible import OpenAICompatibleProvider
from pydantic_ai.settings import ModelSettings
from pydantic_ai.usage import RequestUsage

from adapters.llm.conversation import messages
from core.drafts import schema_of
from core.errors import ModelError, ModelRubbish, ModelUnavailable
from core.ports import Prompt
from core.sink import hud

T = TypeVar("T")

OPENAI_URL = "https://api.openai.com/v1"
MAX_TOKENS = 2_048
"""Tokens of one answer at most; without a bound small local models may run on for minutes."""

_UNUSABLE = "{model} at {where} gave an answer that cannot be used: {error}"
_SENTENCES: tuple[tuple[type[AgentRunError], str], ...] = (
    (ModelAuthenticationError, "{where} refused the API key (OPENAI_API_KEY)."),
    (ModelNotFoundError, "{where} does not have it: {model} is unknown there, or the URL is not that of a chat API."),
    (ModelRateLimitError, "{model} did not answer: {where} asks for fewer requests."),
    (ModelTimeoutError, "{model} at {where} did not answer within {seconds} seconds."),
    (ModelConnectionError, "{where} cannot be reached; is the model's server running?"),
    (ModelHTTPError, "{model} at {where} failed with status {status}."),
)
"""The first that fits is said."""
_FENCED = re.compile(r"```[a-zA-Z]*\s*\n(?P<json>.*?)\n?\s*```", re.DOTALL)


class RemoteModel:
    """A chat model served over HTTP.

    No request is repeated. `timeout` is how many seconds the server may stay silent, before its answer or within it;
    nodes have shorter limits of their own.
    What an answer cost in tokens is told to the HUD where the server says it.
    """

    def __init__(self, name: str, base_url: str | None, api_key: str | None, timeout: float = 600.0) -> None:
        self._name = name
        self._url = base_url or OPENAI_URL
        # The SDK would otherwise send OPENAI_API_KEY from the environment to whatever URL is set.
        key = api_key or "none"
        self._client = AsyncOpenAI(api_key=key, base_url=self._url, max_retries=0, timeout=timeout)
        self._model = OpenAIChatModel(name, provider=_provider(self._url, self._client))
        self._timeout = timeout
        self._settings = ModelSettings(max_tokens=MAX_TOKENS)

    @property
    def name(self) -> str:
        """Return the model's name as its server knows it."""
        return self._name

    async def stream(self, prompt: Prompt) -> AsyncIterator[str]:
        """Answer in text as it comes, ending in `…` if it was cut off.

        Raises ModelUnavailable, ModelError, even halfway through.
        """
        empty = True
        with self._translated():
            async with model_request_stream(self._model, messages(prompt), model_settings=self._settings) as response:
                async for event in response:
                    if delta := _text(event):
                        empty = False
                        yield delta
                self._count(prompt, response.usage)
                if response.finish_reason == "length":
                    yield " …"
        if empty:
            raise ModelError(f"The model {self._name!r} (MODEL) gave an empty answer.")

    async def structured(self, prompt: Prompt, shape: type[T]) -> T:
        """Answer with a value of `shape`; one try. Raises ModelUnavailable, ModelError, ModelRubbish."""
        conversation = messages(prompt, msgspec.json.encode(schema_of(shape)).decode())
        with self._translated():
            response = await model_request(self._model, conversation, model_settings=self._settings)
        self._count(prompt, response.usage)
        answer = response.text or ""
        try:
            return _read(answer, shape)
        except msgspec.DecodeError as error:
            raise ModelRubbish(
                f"The model {self._name!r} (MODEL) gave no valid {shape.__name__}.", answer, str(error)
            ) from error

    async def close(self) -> None:
        """Close the connections."""
        await self._client.close()

    def _count(self, prompt: Prompt, usage: RequestUsage) -> None:
        """Report the tokens of an answer; a server that counts none is not reported."""
        read, written = usage.input_tokens, usage.output_tokens
        if read or written:
            hud(prompt.name or prompt.node, "usage", model=self._name, input_tokens=read, output_tokens=written)

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except AgentRunError as error:
            kind = ModelUnavailable if _is_passing(error) else ModelError
            raise kind(self._sentence(error)) from error

    def _sentence(self, error: AgentRunError) -> str:
        template = next((text for kind, text in _SENTENCES if isinstance(error, kind)), _UNUSABLE)
        return template.format(
            model=f"The model {self._name!r} (MODEL)",
            where=f"{self._url} (MODEL_BASE_URL)",
            seconds=f"{self._timeout:g}",
            status=error.status_code if isinstance(error, ModelHTTPError) else "",
            error=error,
        )


def _is_passing(error: AgentRunError) -> bool:
    """Tell whether asking again may help: no connection, no answer in time, too many requests, a failing server."""
    if isinstance(error, ModelHTTPError):
        return error.status_code == 429 or error.status_code >= 500
    return isinstance(error, ModelConnectionError | ModelRateLimitError)


def _provider(url: str, client: AsyncOpenAI) -> Provider[AsyncOpenAI]:
    """Return how to speak to `url`: OpenAI itself has left `max_tokens` behind, most others know nothing else."""
    if url.startswith(OPENAI_URL):
        return OpenAIProvider(openai_client=client)
    profile = OpenAIModelProfile(openai_chat_supports_max_completion_tokens=False)
    return OpenAICompatibleProvider("openai-compatible", openai_client=client, profile=profile)


def _text(event: ModelResponseStreamEvent) -> str:
    match event:
        case PartStartEvent(part=TextPart(content=text)):
            return text
        case PartDeltaEvent(delta=TextPartDelta(content_delta=text)):
            return text
        case _:
            return ""


def _read(answer: str, shape: type[T]) -> T:
    """Decode the JSON of an answer, from a code fence where it is in one."""
    fenced = _FENCED.search(answer)
    return msgspec.json.decode(fenced["json"] if fenced else answer.strip(), type=shape)
