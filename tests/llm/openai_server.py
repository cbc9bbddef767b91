"""A small, strict stand-in for an OpenAI-compatible server: one model, one key, scripted answers."""

import json
import re
from collections.abc import AsyncIterator
from typing import Annotated, Literal, TypeAlias

import msgspec
from msgspec import Meta, Struct, field
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from tests.llm.silence import Silence

MODEL, KEY = "test-model", "secret-key"
USAGE = {"prompt_tokens": 11, "completion_tokens": 7, "total_tokens": 18}

Role: TypeAlias = Literal["system", "user", "assistant"]
_PIECE = re.compile(r"\S+\s*")


class TextPart(Struct, forbid_unknown_fields=True, tag_field="type", tag="text"):
    """A piece of text."""

    text: str


class ImageUrl(Struct, forbid_unknown_fields=True):
    """Where a picture is; only pictures that are sent along are taken."""

    url: Annotated[str, Meta(pattern=r"^data:image/(png|jpeg|gif|webp);base64,")]


class ImagePart(Struct, forbid_unknown_fields=True, tag_field="type", tag="image_url"):
    """A picture."""

    image_url: ImageUrl


class ChatMessage(Struct):
    """A message: its words, and the parts that a person's message has behind them."""

    role: Role
    content: str
    parts: tuple[TextPart | ImagePart, ...] = ()


class SentMessage(Struct, forbid_unknown_fields=True):
    """A message as chat completions take it; content parts other than text and pictures are refused."""

    role: Role
    content: str | list[TextPart | ImagePart]

    def read(self) -> ChatMessage:
        """Return the message with its first words apart; only people's messages have parts."""
        match self.content:
            case str(words):
                return ChatMessage(self.role, words)
            case [TextPart(text=words), *parts] if self.role == "user":
                return ChatMessage(self.role, words, tuple(parts))
            case _:
                raise msgspec.ValidationError("Content parts are for people's messages and begin with text.")


class StreamOptions(Struct, forbid_unknown_fields=True):
    """Options of a streamed request."""

    include_usage: bool


class ChatRequest(Struct, forbid_unknown_fields=True):
    """The body of a request; a field not named here is refused."""

    model: str
    sent: list[SentMessage] = field(name="messages")
    max_tokens: int
    stream: bool = False
    stream_options: StreamOptions | None = None

    @property
    def messages(self) -> list[ChatMessage]:
        """Return the messages in their order."""
        return [message.read() for message in self.sent]


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


class Uncounted(Struct, frozen=True):
    """An answer of a server that does not count tokens."""

    words: str


Answer: TypeAlias = str | Failure | Cut | Broken | Uncounted | Silence


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
            chat.messages  # noqa: B018  # reading them refuses what is not taken
        except msgspec.DecodeError as error:
            return _failed(Failure(400, str(error)))
        if chat.model != MODEL:
            return _failed(Failure(404, f"The model `{chat.model}` does not exist.", "model_not_found"))
        self.requests.append(chat)
        return await _answered(self._script.pop(0) if self._script else _obedient(chat), chat)


async def _answered(answer: Answer, chat: ChatRequest) -> Response:
    counted = chat.stream_options is not None and chat.stream_options.include_usage
    match answer:
        case Failure():
            return _failed(answer)
        case Silence():
            await answer.kept()
            return _failed(Failure(500, "The silence was broken."))
        case Cut(words):
            return _streamed(words, finish="length", counted=counted)
        case Broken(words):
            return _streamed(words, finish=None)
        case Uncounted(words):
            return _streamed(words) if chat.stream else _whole(words, counted=False)
        case str():
            return _streamed(answer, counted=counted) if chat.stream else _whole(answer)


def _failed(failure: Failure) -> Response:
    error = {"message": failure.message, "type": "invalid_request_error", "param": None, "code": failure.code}
    return JSONResponse({"error": error}, failure.status)


def _whole(text: str, *, counted: bool = True) -> Response:
    message = {"role": "assistant", "content": text, "refusal": None}
    choice = {"index": 0, "message": message, "finish_reason": "stop", "logprobs": None}
    answer = {"id": "chatcmpl-1", "object": "chat.completion", "created": 1, "model": MODEL, "choices": [choice]}
    return JSONResponse({**answer, "usage": USAGE} if counted else answer)


def _streamed(text: str, *, finish: str | None = "stop", counted: bool = False) -> Response:
    async def events() -> AsyncIterator[str]:
        yield _event({"role": "assistant", "content": ""})
        for piece in _PIECE.findall(text):
            yield _event({"content": piece})
        if finish is None:
            yield 'data: {"error": {"message": "overloaded", "type": "server_error", "code": null}}\n\n'
            return
        yield _event({}, finish)
        if counted:
            yield _chunk([], USAGE)
        yield "data: [DONE]\n\n"

    return StreamingResponse(events(), media_type="text/event-stream")


def _event(delta: dict[str, str], finish: str | None = None) -> str:
    choice: dict[str, object] = {"index": 0, "delta": delta, "finish_reason": finish}
    return _chunk([choice])


def _chunk(choices: list[dict[str, object]], usage: dict[str, int] | None = None) -> str:
    chunk = {"id": "chatcmpl-1", "object": "chat.completion.chunk", "created": 1, "model": MODEL, "choices": choices}
    return f"data: {json.dumps({**chunk, 'usage': usage} if usage else chunk)}\n\n"


_DRAFT = (
    '{"response": "Here it is.", "operations": [{"op": "add", "control": '
    '{"kind": "counter", "id": "counter", "label": "Counter"}}]}'
)
_VALUES = {
    "InputAnalysis": '{"intent": "request", "topic": "counter"}',
    "Route": '{"outcome": "think"}',
    "_TypedDraft": _DRAFT,
    "_TypedStep": f'{{"thought": {_DRAFT}}}',
    "Guidance": '{"line": "Counters."}',
    "Interpretation": '{"summary": "It is 84."}',
    "DirectorPlan": '{"line": "Make a counter."}',
    "MemoryUpdate": '{"user_name": "Ada"}',
}


def _obedient(chat: ChatRequest) -> str:
    """Return the value for the schema in the system text, or the thought to be said in it, or a greeting."""
    told = chat.messages[0].content
    if "JSON schema" in told:
        return next((value for name, value in _VALUES.items() if _is_schema_of(name, told)), "I would rather not.")
    _, _, thought = told.partition("leave nothing out:\n")
    return thought.partition("\n\n")[0] or "Hello there!"


def _is_schema_of(name: str, told: str) -> bool:
    """Tell whether the schema told is that of the named shape; shapes within it are only among its definitions."""
    return f'{{"$ref":"#/$defs/{name}","$defs"' in told
