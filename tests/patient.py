"""A model over HTTP that repeats what people say, and only while it is let: turns stay under way until then."""

import asyncio

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from tests.llm.openai_server import KEY, MODEL, ChatRequest, OpenAIServer

_THOUGHTS = {"_TypedDraft": '{{"response": {}}}', "_TypedStep": '{{"thought": {{"response": {}}}}}'}
"""How a thought is written down, by the name of the shape that is asked for."""


class PatientModel(OpenAIServer):
    """Answers “one of Ulm” with “You said: one of Ulm”."""

    def __init__(self) -> None:
        super().__init__()
        self._may = asyncio.Event()
        self.waiting = 0
        """How many requests wait to be answered."""

    def settings(self, address: str) -> dict[str, str]:
        """Return the settings that connect the program to this model, served at `address`."""
        return {"MODEL": MODEL, "MODEL_BASE_URL": f"{address}/v1", "MODEL_API_KEY": KEY}

    def hold(self) -> None:
        """Answer nothing more until `go_on`."""
        self._may.clear()

    def go_on(self) -> None:
        """Answer what waits, and what comes."""
        self._may.set()

    def asked_for(self, shape: str) -> int:
        """Return how many answers of a shape were asked for: what only some graphs ask tells them apart."""
        return sum(_wants(shape, request) for request in self.requests)

    async def _complete(self, request: Request) -> Response:
        chat = msgspec.json.decode(await request.body(), type=ChatRequest)
        self.waiting += 1
        await self._may.wait()
        self.waiting -= 1
        thought = next((written for shape, written in _THOUGHTS.items() if _wants(shape, chat)), None)
        if thought is not None:
            said = msgspec.json.encode(f"You said: {chat.messages[-1].content}").decode()
            self._script.append(thought.format(said))  # the body is known by now, so nobody comes between
        return await super()._complete(request)


def _wants(shape: str, chat: ChatRequest) -> bool:
    return f'{{"$ref":"#/$defs/{shape}","$defs"' in chat.messages[0].content
