"""Gateway sessions: numbered dispatches, kept for those who come back."""

import asyncio
import secrets
from collections import deque
from typing import Any, TypeAlias

from bots.sandbox.discord import objects
from bots.sandbox.discord.world import BOT, DM, PEOPLE, World
from bots.sandbox.service import Refused

Json: TypeAlias = dict[str, Any]
Frames: TypeAlias = asyncio.Queue[Json | int]
"""What goes down a socket: frames, and at last a close code."""
_KEPT = 1000
"""Dispatches that can be sent again: to a session that is resumed, and by order."""
_SESSIONS = 8
_ACTS = ("MESSAGE_CREATE", "INTERACTION_CREATE")
_GUILD_MESSAGES, _DIRECT_MESSAGES, MESSAGE_CONTENT = 1 << 9, 1 << 12, 1 << 15


class Session:
    """One identified connection of a bot; it outlives its sockets."""

    def __init__(self, intents: int) -> None:
        self.id = secrets.token_hex(16)
        self.intents = intents
        self._sequence = 0
        self._sent: deque[Json] = deque(maxlen=_KEPT)
        self.frames: Frames | None = None

    def dispatch(self, event: str, data: Json) -> None:
        """Send an event, or keep it for the session's next socket."""
        self._sequence += 1
        frame = {"op": 0, "t": event, "s": self._sequence, "d": data}
        self._sent.append(frame)
        if self.frames is not None:
            self.frames.put_nowait(frame)

    def can_resume(self, sequence: int) -> bool:
        """Say whether all that came after `sequence` is still kept."""
        return not self._sent or sequence >= self._sent[0]["s"] - 1

    def resume(self, frames: Frames, sequence: int) -> None:
        """Go on over a new socket, with all that came after `sequence`."""
        self.frames = frames
        for frame in self._sent:
            if frame["s"] > sequence:
                frames.put_nowait(frame)
        self.dispatch("RESUMED", {"_trace": []})


class Hub:
    """All sessions of the bot."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._sessions: dict[str, Session] = {}
        self._sockets: set[Frames] = set()
        self._told: deque[tuple[str, Json, int | None]] = deque(maxlen=_KEPT)

    def open(self, frames: Frames) -> None:
        """Take note of a socket that listens to what goes into `frames`."""
        self._sockets.add(frames)

    def hears(self, frames: Frames) -> bool:
        """Say whether a socket is not half open."""
        return frames in self._sockets

    def close(self, frames: Frames) -> None:
        """Take note that a socket is gone."""
        self._sockets.discard(frames)

    def half_open(self) -> None:
        """Let all sockets be there and neither hear nor say anything more; new ones are as they should be."""
        self._sockets.clear()

    def identify(self, frames: Frames, intents: int, resume_url: str) -> Session:
        """Begin a session: READY, then the guild."""
        session = Session(intents)
        session.frames = frames
        self._sessions[session.id] = session
        while len(self._sessions) > _SESSIONS:
            del self._sessions[next(iter(self._sessions))]
        ready = {
            "v": 10,
            "user": objects.user(PEOPLE[BOT]),
            "guilds": [{"id": objects.guild(self._world)["id"], "unavailable": True}],
            "session_id": session.id,
            "resume_gateway_url": resume_url,
            "application": {"id": BOT, "flags": objects.application()["flags"]},
        }
        session.dispatch("READY", ready)
        session.dispatch("GUILD_CREATE", objects.guild(self._world))
        return session

    def find(self, session_id: str) -> Session | None:
        """Return a session that can be resumed."""
        return self._sessions.get(session_id)

    @property
    def connected(self) -> int:
        """Return how many sessions have a socket now."""
        return sum(1 for session in self._sessions.values() if session.frames is not None)

    def message(self, event: str, post: Json, *, kind: int) -> None:
        """Send a message's event to those who asked for it, the text only as far as they may read it."""
        self._told.append((event, post, kind))
        self._tell_message(event, post, kind)

    def send(self, event: str, data: Json) -> None:
        """Send an event to all."""
        self._told.append((event, data, None))
        self._tell(event, data)

    def drop(self, code: int) -> None:
        """Close all sockets; the sessions can be resumed."""
        for session in self._sessions.values():
            if session.frames is not None:
                session.frames.put_nowait(code)
                session.frames = None

    def forget(self) -> None:
        """Close all sockets; no session can be resumed."""
        self.drop(4000)
        self._sessions.clear()

    def repeat(self, what: str) -> None:
        """Send again, under a new number, how the message or interaction `what` came, or the last event of all.

        Raises Refused for one that is not among the last thousand.
        """
        told = [one for one in self._told if not what or (one[0] in _ACTS and one[1]["id"] == what)]
        if not told:
            raise Refused("That event is not kept.")
        event, data, kind = told[-1]
        if kind is None:
            self._tell(event, data)
        else:
            self._tell_message(event, data, kind)

    def _tell(self, event: str, data: Json) -> None:
        for session in self._sessions.values():
            session.dispatch(event, data)

    def _tell_message(self, event: str, post: Json, kind: int) -> None:
        wanted = _DIRECT_MESSAGES if kind == DM else _GUILD_MESSAGES
        mentioned = any(user["id"] == BOT for user in post["mentions"]) or post["author"]["id"] == BOT
        for session in self._sessions.values():
            if session.intents & wanted:
                open_text = session.intents & MESSAGE_CONTENT or kind == DM or mentioned
                session.dispatch(event, post if open_text else {**post, "content": "", "components": []})
