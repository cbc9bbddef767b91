"""The gateway's socket: hello, identify or resume, heartbeats, and a writer that keeps the order."""

import asyncio
import json
import zlib
from typing import Any, TypeAlias

from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState

from bots.sandbox.discord.hub import MESSAGE_CONTENT, Frames, Hub, Session

Json: TypeAlias = dict[str, Any]
HEARTBEAT = 41.25
"""Seconds between two heartbeats of a bot, as Discord asks for."""
_INVALID, _HELLO, _ACK = 9, 10, 11


class GatewaySocket:
    """One WebSocket of a bot."""

    def __init__(
        self, socket: WebSocket, hub: Hub, *, token: str, message_content: bool, heartbeat: float = HEARTBEAT
    ) -> None:
        self._socket, self._hub, self._token, self._message_content = socket, hub, token, message_content
        self._heartbeat = heartbeat
        self._frames: Frames = asyncio.Queue()
        self._session: Session | None = None
        zlib_stream = socket.query_params.get("compress") == "zlib-stream"
        self._compressor = zlib.compressobj() if zlib_stream else None

    async def run(self) -> None:
        """Serve the socket until either side closes it."""
        await self._socket.accept()
        self._hub.open(self._frames)
        writer = asyncio.create_task(self._write())
        try:
            interval = {"heartbeat_interval": round(self._heartbeat * 1000)}
            self._frames.put_nowait({"op": _HELLO, "d": interval, "s": None, "t": None})
            while True:
                frame = json.loads(await self._socket.receive_text())
                if self._hub.hears(self._frames):
                    self._take(frame)
        except WebSocketDisconnect:
            pass
        finally:
            self._hub.close(self._frames)
            if self._session is not None and self._session.frames is self._frames:
                self._session.frames = None
            writer.cancel()

    def _take(self, frame: Json) -> None:
        match frame:
            case {"op": 1}:
                self._frames.put_nowait({"op": _ACK, "d": None, "s": None, "t": None})
            case {"op": 2, "d": {"token": token, "intents": int(intents), "properties": {}}}:
                self._identify(token, intents)
            case {"op": 6, "d": {"token": token, "session_id": str(session_id), "seq": int(sequence)}}:
                self._resume(token, session_id, sequence)
            case {"op": 3 | 4 | 8}:
                pass
            case {"op": 2 | 6}:
                self._frames.put_nowait(4002)
            case _:
                self._frames.put_nowait(4001)

    def _identify(self, token: object, intents: int) -> None:
        if token != self._token:
            self._frames.put_nowait(4004)
        elif intents & MESSAGE_CONTENT and not self._message_content:
            self._frames.put_nowait(4014)
        elif self._session is not None:
            self._frames.put_nowait(4005)
        else:
            url = self._socket.url
            self._session = self._hub.identify(self._frames, intents, f"{url.scheme}://{url.netloc}{url.path}")

    def _resume(self, token: object, session_id: str, sequence: int) -> None:
        session = self._hub.find(session_id)
        if token != self._token:
            self._frames.put_nowait(4004)
        elif session is None or not session.can_resume(sequence):
            self._frames.put_nowait({"op": _INVALID, "d": False, "s": None, "t": None})
        else:
            self._session = session
            session.resume(self._frames, sequence)

    async def _write(self) -> None:
        while self._socket.application_state is WebSocketState.CONNECTED:
            frame = await self._frames.get()
            if not self._hub.hears(self._frames):
                continue
            try:
                if isinstance(frame, int):
                    await self._socket.close(frame)
                elif self._compressor is None:
                    await self._socket.send_text(json.dumps(frame))
                else:
                    packed = self._compressor.compress(json.dumps(frame).encode())
                    await self._socket.send_bytes(packed + self._compressor.flush(zlib.Z_SYNC_FLUSH))
            except (WebSocketDisconnect, RuntimeError):
                return
