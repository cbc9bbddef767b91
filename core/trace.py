"""The trace: what the nodes of all sessions do, one JSON line each, in a file that never grows beyond its limit."""

import logging
import os
import reprlib
import stat
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from core.errors import SettingsError
from core.events import Hud, OutputEvent

_LONGEST_QUEUE = 10_000
"""Lines that wait for the disk; what comes while so many wait is counted, not kept."""
_FLAGS = os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC
_NOT_ENCODED = (TypeError, ValueError, OverflowError, RecursionError)
"""What msgspec raises for values it has no JSON for, half a surrogate pair, numbers beyond 64 bits, endless nesting."""
_LONGEST_REPR = 1000

log = logging.getLogger(__name__)


class Trace:
    """Writes HUD events to a file, from a thread of its own; at the limit the file becomes `<file>.1`.

    A single line longer than the limit is written whole. What people and models wrote is left out unless
    `with_words` is set.
    """

    def __init__(
        self,
        file: Path,
        limit: int = 500_000,
        *,
        with_words: bool = False,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._with_words, self._clock = with_words, clock
        self._file = _RotatedFile(file, limit)
        self._wake = threading.Condition()
        self._lines: deque[_Line] = deque()
        self._lost = 0
        self._closing = self._warned = False
        self._thread = threading.Thread(target=self._work, name=f"trace to {file}", daemon=True)

    def start(self) -> None:
        """Open the file and begin to write. Raises SettingsError."""
        try:
            self._file.open()
        except OSError as error:
            raise SettingsError(f"TRACE_FILE {self._file.path} cannot be written: {error.strerror}.") from error
        self._thread.start()

    def listener(self, session: str) -> Callable[[OutputEvent], None]:
        """Return what to attach to the session's sink; it returns at once and raises nothing."""

        def listen(event: OutputEvent) -> None:
            if isinstance(event, Hud):
                self._put(self._line(session, event))

        return listen

    def close(self) -> None:
        """Write what is queued and end the thread; closing twice does no harm."""
        with self._wake:
            self._closing = True
            self._tell_lost()
            self._wake.notify()
        if self._thread.ident is not None:
            self._thread.join()
        self._file.close()

    def _line(self, session: str, event: Hud) -> bytes:
        head: dict[str, Any] = {"time": self._now(), "session": session}
        # Naming the head again keeps it from being overwritten; the fields were to have no words.
        line = head | {name: value for name, value in event.fields.items() if name != "words"} | head
        if self._with_words:
            line["words"] = msgspec.Raw(_encoded(event.words))
        return _encoded(line)

    def _now(self) -> str:
        return datetime.fromtimestamp(self._clock(), UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")

    def _put(self, line: bytes) -> None:
        with self._wake:
            if self._closing:
                return
            if len(self._lines) >= _LONGEST_QUEUE:
                self._lost += 1
                return
            self._tell_lost()
            self._lines.append(_Line(line))
            self._wake.notify()

    def _tell_lost(self) -> None:
        if self._lost:
            line = _encoded({"time": self._now(), "event": "lost", "count": self._lost})
            self._lines.append(_Line(line, stands_for=self._lost))
            self._lost = 0

    def _work(self) -> None:
        while (line := self._next()) is not None:
            self._write(line)

    def _next(self) -> "_Line | None":
        with self._wake:
            self._wake.wait_for(lambda: self._lines or self._closing)
            return self._lines.popleft() if self._lines else None

    def _write(self, line: "_Line") -> None:
        try:
            self._file.write(line.text + b"\n")
        except OSError as error:
            with self._wake:
                self._lost += line.stands_for
            if not self._warned:
                self._warned = True
                log.warning("the trace cannot be written, lines are lost: %s", error)


class _Line(NamedTuple):
    text: bytes
    stands_for: int = 1
    """How many lines are lost if this one is."""


class _RotatedFile:
    """A file of whole lines and the one before it."""

    def __init__(self, path: Path, limit: int) -> None:
        self.path, self._limit = path, limit
        self._descriptor: int | None = None
        self._size = 0
        self._regular = self._torn = False

    def open(self) -> None:
        descriptor = os.open(self.path, _FLAGS, 0o600)
        self.close()
        status = os.fstat(descriptor)
        self._descriptor, self._size, self._regular = descriptor, status.st_size, stat.S_ISREG(status.st_mode)
        self._torn = False

    def write(self, line: bytes) -> None:
        if self._regular and self._size and self._size + len(line) > self._limit:
            self._rotate()
        # A line that a full disk cut short is ended first.
        self._append(b"\n" + line if self._torn else line)

    def close(self) -> None:
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def _rotate(self) -> None:
        with suppress(FileNotFoundError):
            self.path.replace(self.path.with_name(f"{self.path.name}.1"))
        self.open()

    def _append(self, data: bytes) -> None:
        if self._descriptor is None:
            return
        while data:
            written = os.write(self._descriptor, data)
            self._size += written
            data = data[written:]
            self._torn = bool(data)


def _encoded(line: Mapping[str, Any]) -> bytes:
    try:
        return msgspec.json.encode(line, enc_hook=_shown)
    except _NOT_ENCODED:
        return msgspec.json.encode({_name(name): _plain(value) for name, value in line.items()})


def _name(name: str) -> str:
    return name.encode("utf-8", "backslashreplace").decode()


def _plain(value: object) -> object:
    """Return the value if there is JSON for it, else its repr."""
    try:
        return msgspec.Raw(msgspec.json.encode(value, enc_hook=_shown))
    except _NOT_ENCODED:
        return _shown(value)


def _shown(value: object) -> str:
    """Return the value's repr, cut where it is long; one that raises is replaced by the type's name."""
    shower = reprlib.Repr()
    shower.maxother = _LONGEST_REPR
    return _name(shower.repr_instance(value, 0))
