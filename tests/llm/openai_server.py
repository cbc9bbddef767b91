"""A small, strict stand-in for an OpenAI-compatible server: one model, one key, scripted answers."""

import json
import re
from collections.abc import AsyncIterator
from typing import Literal, TypeAlias

import msgspec
from msgspec import Struct
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from tests.llm.silence import Silence

MODEL, KEY = "test-model", "secret-key"

Role: TypeAlias = Literal["system", "user", "assistant"]
_PIECE = re.compile(r"\S+\s*")


class ChatMessage(Struct, forbid_unknown_fields=True):
    """A message as chat completions take it; content parts other than plain text are refused."""

    role: Role
    content: str


class StreamOptions(Struct, forbid_unknown_fields=True):
    """Options of a streamed request."""

    include_usage: bool


class ChatRequest(Struct, forbid_unknown_fields=True):
    """The body of a request; a field not named here is refused."""

    model: str
    messages: list[ChatMessage]
    max_tokens: int
    stream: bool = False
    stream_options: StreamOptions | None = None


class Failure(Struct, frozen=True):
    """An answer with an error status."""

    status: int
    message: str
    code: str | None = None


class Cut(Struct, frozen=True):
    """A streamed answer that reached the most tokens allowed with these words."""

    words: str


class Broken(Struct, frozen=True):
    """A streamed answer that ends in an error after these words."""

    words: str


Answer: TypeAlias = str | Failure | Cut | Broken | Silence


class OpenAIServer:
    """Answers from `script` while it lasts, afterwards as a model that does what it is told would."""

    def __init__(self, *script: Answer) -> None:
        self._script = list(script)
        self.requests: list[ChatRequest] = []
        self.app = Starlette(routes=[Route("/v1/chat/completions", self._complete, methods=["POST"])])

    async def _complete(self, request: Request) -> Response:
        if request.headers.get("authorization") != f"Bearer {KEY}":
            return _failed(Failure(401, "Incorrect API key provided.", "invalid_api_key"))
        try:
            chat = msgspec.json.decode(await request.body(), type=ChatRequest)
        except msgspec.DecodeError as error:
            return _failed(Failure(400, str(error)))
        if chat.model != MODEL:
            return _failed(Failure(404, f"The model `{chat.model}` does not exist.", "model_not_found"))
        self.requests.append(chat)
        return await _answered(self._script.pop(0) if self._script else _obedient(chat), stream=chat.stream)


async def _answered(answer: Answer, *, stream: bool) -> Response:
    match answer:
        case Failure():
            return _failed(answer)
        case Silence():
            await answer.kept()
            return _failed(Failure(500, "The silence was broken."))
        case Cut(words):
            return _streamed(words, finish="length")
        case Broken(words):
            return _streamed(words, finish=None)
        case str():
            return _streamed(answer) if stream else _whole(answer)


def _failed(failure: Failure) -> Response:
    error = {"message": failure.message, "type": "invalid_request_error", "param": None, "code": failure.code}
    return JSONResponse({"error": error}, failure.status)


def _whole(text: str) -> Response:
    message = {"role": "assistant", "content": text, "refusal": None}
    choice = {"index": 0, "message": message, "finish_reason": "stop", "logprobs": None}
    usage = {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}
    return JSONResponse(
        {
            "id": "chatcmpl-1",
            "object": "chat.completion",
            "created": 1,
            "model": MODEL,
            "choices": [choice],
            "usage": usage,
        }
    )


def _streamed(text: str, *, finish: str | None = "stop") -> Response:
    async def events() -> AsyncIterator[str]:
        yield _event({"role": "assistant", "content": ""})
        for piece in _PIECE.findall(text):
            yield _event({"content": piece})
        if finish is None:
            yield 'data: {"error": {"message": "overloaded", "type": "server_error", "code": null}}\n\n'
            return
        yield _event({}, finish)
        yield "data: [DONE]\n\n"

    return StreamingResponse(events(), media_type="text/event-stream")


def _event(delta: dict[str, str], finish: str | None = None) -> str:
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    chunk = {"id": "chatcmpl-1", "object": "chat.completion.chunk", "created": 1, "model": MODEL, "choices": [choice]}
    return f"data: {json.dumps(chunk)}\n\n"


_VALUES = {
    "InputAnalysis": '{"intent": "request", "topic": "counter"}',
    "Route": '{"outcome": "think"}',
    "ThoughtResult": '{"response": "Here it is.", "operations": [{"op": "add", "control": '
    '{"kind": "counter", "id": "counter", "label": "Counter"}}]}',
    "DirectorPlan": '{"line": "Make a counter."}',
    "MemoryUpdate": '{"user_name": "Ada"}',
}


def _obedient(chat: ChatRequest) -> str:
    """Return the value for the schema in the system text, or the thought to be said in it, or a greeting."""
    told = chat.messages[0].content
    if "JSON schema" in told:
        return next((value for name, value in _VALUES.items() if f'"#/$defs/{name}"' in told), "I would rather not.")
    _, _, thought = told.partition("leave nothing out:\n")
    return thought.partition("\n\n")[0] or "Hello there!"
