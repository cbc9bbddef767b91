"""How payloads reach an app: over its WebSockets, or as signed HTTP requests."""

import asyncio
import hashlib
import hmac
import json
import time
from typing import Any, Literal, Protocol, TypeAlias
from urllib.parse import urlencode
from uuid import uuid4

import aiohttp
from starlette.websockets import WebSocket, WebSocketDisconnect

from bots.sandbox.slack.workspace import APP

Kind: TypeAlias = Literal["events_api", "interactive", "slash_commands"]
Answer: TypeAlias = dict[str, Any]
"""What an acknowledgement carries; mostly nothing."""


class Courier(Protocol):
    """Delivers one payload once."""

    @property
    def connected(self) -> asyncio.Event:
        """Return what is set while there is somebody to deliver to."""

    async def deliver(self, kind: Kind, payload: dict[str, Any], attempt: int, reason: str) -> Answer | None:
        """Return the acknowledgement, or None if there was none in time."""


class SocketCourier:
    """Socket Mode: each payload goes to the newest of the app's WebSockets and is acknowledged by its envelope's id."""

    def __init__(self, patience: float) -> None:
        self._patience = patience
        self._tickets: set[str] = set()
        self._sockets: list[WebSocket] = []
        self._frozen: list[WebSocket] = []
        self._waiting: dict[str, asyncio.Future[Answer]] = {}
        self._connected = asyncio.Event()

    @property
    def connected(self) -> asyncio.Event:
        """Return what is set while there is a socket."""
        return self._connected

    @property
    def sockets(self) -> int:
        """Return how many sockets are open at both ends."""
        return sum(socket not in self._frozen for socket in self._sockets)

    def ticket(self) -> str:
        """Return a ticket for one connection."""
        ticket = uuid4().hex
        self._tickets.add(ticket)
        return ticket

    async def serve(self, socket: WebSocket) -> None:
        """Speak with one client until it goes."""
        ticket = socket.query_params.get("ticket", "")
        if ticket not in self._tickets:
            await socket.close(4000)
            return
        self._tickets.remove(ticket)
        await socket.accept()
        self._sockets.append(socket)
        await socket.send_json(
            {
                "type": "hello",
                "num_connections": len(self._sockets),
                "connection_info": {"app_id": APP},
                "debug_info": {"host": "sandbox", "approximate_connection_time": 18_060},
            }
        )
        self._connected.set()
        try:
            while True:
                self._acknowledged(await socket.receive_json())
        except WebSocketDisconnect:
            self._gone(socket)

    async def deliver(self, kind: Kind, payload: dict[str, Any], attempt: int, reason: str) -> Answer | None:
        """Send an envelope and wait for its acknowledgement."""
        if not self._sockets:
            return None
        envelope: dict[str, Any] = {"envelope_id": str(uuid4()), "type": kind, "payload": payload}
        envelope["accepts_response_payload"] = kind != "events_api"
        if kind == "events_api":
            envelope |= {"retry_attempt": attempt, "retry_reason": reason}
        waiting = asyncio.get_running_loop().create_future()
        self._waiting[envelope["envelope_id"]] = waiting
        try:
            if self._sockets[-1] not in self._frozen:
                await self._sockets[-1].send_json(envelope)
            return await asyncio.wait_for(waiting, self._patience)
        except (TimeoutError, WebSocketDisconnect, RuntimeError):  # RuntimeError: the socket is being closed
            return None
        finally:
            del self._waiting[envelope["envelope_id"]]

    async def disconnect(self, reason: str) -> None:
        """Ask every client to connect anew, then close its socket."""
        for socket in list(self._sockets):
            self._gone(socket)
            await socket.send_json({"type": "disconnect", "reason": reason, "debug_info": {"host": "sandbox"}})
            await socket.close()

    async def drop(self) -> None:
        """Close every socket without a word."""
        for socket in list(self._sockets):
            self._gone(socket)
            await socket.close(1011)

    def freeze(self) -> None:
        """Neither read from the open sockets nor send on them any more; what is delivered to them is lost."""
        for socket in self._sockets:
            receive: Any = socket._receive  # noqa: SLF001 (a ping is answered below ASGI, so reading is stopped there)
            receive.__self__.transport.pause_reading()
            self._frozen.append(socket)

    def _gone(self, socket: WebSocket) -> None:
        if socket in self._sockets:
            self._sockets.remove(socket)
        if socket in self._frozen:
            self._frozen.remove(socket)
        if not self._sockets:
            self._connected.clear()

    def _acknowledged(self, answer: dict[str, Any]) -> None:
        waiting = self._waiting.get(str(answer.get("envelope_id")))
        if waiting is not None and not waiting.done():
            waiting.set_result(answer.get("payload") or {})


class HttpCourier:
    """Signed HTTP requests to one address for events, interactions and commands."""

    def __init__(self, url: str, signing_key: str, patience: float) -> None:
        self._url, self._key, self._patience = url, signing_key, patience
        self._connected = asyncio.Event()
        self._connected.set()

    @property
    def connected(self) -> asyncio.Event:
        """Return what is always set: whether somebody listens shows only when it is tried."""
        return self._connected

    async def deliver(self, kind: Kind, payload: dict[str, Any], attempt: int, reason: str) -> Answer | None:
        """Post the payload; any answer but 2xx in time is none."""
        body, content_type = _encoded(kind, payload)
        headers = {"Content-Type": content_type, **self.signature(body)}
        if attempt:
            headers |= {"X-Slack-Retry-Num": str(attempt), "X-Slack-Retry-Reason": reason}
        try:
            async with (
                aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=self._patience)) as session,
                session.post(self._url, data=body, headers=headers) as response,
            ):
                text = await response.text()
                answer: Answer = json.loads(text) if text.startswith("{") else {}
                return answer if response.ok else None
        except (aiohttp.ClientError, TimeoutError):
            return None

    def signature(self, body: bytes) -> dict[str, str]:
        """Return the headers that prove who sent `body` and when."""
        now = str(int(time.time()))
        digest = hmac.new(self._key.encode(), b"v0:" + now.encode() + b":" + body, hashlib.sha256).hexdigest()
        return {"X-Slack-Request-Timestamp": now, "X-Slack-Signature": f"v0={digest}"}


def _encoded(kind: Kind, payload: dict[str, Any]) -> tuple[bytes, str]:
    match kind:
        case "events_api":
            return json.dumps(payload).encode(), "application/json"
        case "interactive":
            return urlencode({"payload": json.dumps(payload)}).encode(), "application/x-www-form-urlencoded"
        case "slash_commands":
            return urlencode(payload).encode(), "application/x-www-form-urlencoded"
