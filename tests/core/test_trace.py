"""The trace: every HUD event a line, whole and soon, at the cost of nobody but its own thread."""

import json
import os
import resource
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from core.errors import SettingsError
from core.events import Controls, Delta, Done, Hud, Notice, OutputEvent
from core.sink import OutputSink
from core.trace import Trace
from tests.waiting import until

AT = 1_795_388_340.0625


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "trace.jsonl"


@contextmanager
def tracing(trace: Trace) -> Iterator[Callable[[str], Callable[[OutputEvent], None]]]:
    trace.start()
    with closing(trace):
        yield trace.listener


def written(file: Path) -> list[bytes]:
    content = file.read_bytes()
    assert not content or content.endswith(b"\n")
    return content.splitlines()


def lines(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in written(file)]


def traced(file: Path, *events: OutputEvent, with_words: bool = False) -> list[dict[str, Any]]:
    """Return the lines that these events of one session leave."""
    with tracing(Trace(file, with_words=with_words, clock=lambda: AT)) as listener:
        listen = listener("chat:1")
        for event in events:
            listen(event)
    return lines(file)


def test_a_hud_event_is_a_line_with_time_and_session(file: Path) -> None:
    [line] = traced(file, Hud({"node": "thinker", "event": "thought", "turn": 7, "ms": 0.5, "tools": ("clock",)}))

    assert list(line.items()) == [
        ("time", "2026-11-22T22:59:00.062Z"),
        ("session", "chat:1"),
        ("node", "thinker"),
        ("event", "thought"),
        ("turn", 7),
        ("ms", 0.5),
        ("tools", ["clock"]),
    ]


def test_other_events_leave_no_line(file: Path) -> None:
    assert traced(file, Delta("secret"), Controls(()), Notice("secret"), Done()) == []


def test_what_the_sink_of_a_session_says_is_traced_until_it_is_detached(file: Path) -> None:
    sink = OutputSink()
    with tracing(Trace(file)) as listener:
        detach = sink.attach(listener("chat:1"))
        sink.report(Hud({"event": "first"}))
        detach()
        sink.report(Hud({"event": "second"}))

    assert [line["event"] for line in lines(file)] == ["first"]


def test_words_are_left_out(file: Path) -> None:
    [line] = traced(file, Hud({"event": "thought", "words": "secret"}, {"text": "secret"}))

    assert "words" not in line
    assert b"secret" not in file.read_bytes()


def test_words_are_there_for_who_asks_for_them(file: Path) -> None:
    [line] = traced(file, Hud({"event": "thought"}, {"text": "Größe 👋", "broken": "\ud83d"}), with_words=True)

    assert line["words"] == {"text": "Größe 👋", "broken": r"'\ud83d'"}


def test_a_field_cannot_pass_for_the_time_or_the_session(file: Path) -> None:
    [line] = traced(file, Hud({"event": "thought", "time": "never", "session": "chat:2"}))

    assert line == {"time": "2026-11-22T22:59:00.062Z", "session": "chat:1", "event": "thought"}


class Grumpy:
    def __repr__(self) -> str:
        raise LookupError("no repr today")


def test_what_cannot_be_encoded_becomes_its_repr(file: Path) -> None:
    endless: list[object] = []
    endless.append(endless)

    [line] = traced(
        file,
        Hud({"path": Path("x"), "error": ValueError("x"), "half": "\ud83d", "endless": endless, "huge": 10**5000,
             "grumpy": Grumpy(), "\ud83d": 1, "fine": "ä"}),
    )  # fmt: skip

    assert line["path"] == "PosixPath('x')"
    assert line["error"] == "ValueError('x')"
    assert line["half"] == r"'\ud83d'"
    assert line["endless"] == "[[...]]"
    assert "int" in line["huge"]
    assert "Grumpy" in line["grumpy"]
    assert line[r"\ud83d"] == 1
    assert line["fine"] == "ä"


def test_a_long_repr_is_cut(file: Path) -> None:
    [line] = traced(file, Hud({"error": ValueError("x" * 1_000_000)}))

    assert line["error"].startswith("ValueError('xxx")
    assert len(line["error"]) <= 1000


def test_at_its_limit_the_file_makes_room_for_a_new_one(file: Path) -> None:
    with tracing(Trace(file, limit=1000, clock=lambda: AT)) as listener:
        for number in range(100):
            listener("chat:1")(Hud({"event": "größer", "n": number}))

    older = file.with_name("trace.jsonl.1")
    assert sorted(file.parent.iterdir()) == [file, older]
    assert 900 < older.stat().st_size <= 1000
    assert 0 < file.stat().st_size <= 1000
    kept = [line["n"] for line in lines(older) + lines(file)]
    assert kept == list(range(kept[0], 100))


def test_a_line_beyond_the_limit_is_written_whole(file: Path) -> None:
    with tracing(Trace(file, limit=100)) as listener:
        for number in range(3):
            listener("chat:1")(Hud({"n": number, "long": "x" * 1000}))

    assert [line["n"] for line in lines(file)] == [2]
    assert [line["n"] for line in lines(file.with_name("trace.jsonl.1"))] == [1]


def test_what_an_earlier_run_wrote_is_kept_and_counts(file: Path) -> None:
    traced(file, Hud({"run": 1}))
    traced(file, Hud({"run": 2}))
    before = file.stat().st_size

    with tracing(Trace(file, limit=before + 10)) as listener:
        listener("chat:1")(Hud({"run": 3}))

    assert [line["run"] for line in lines(file)] == [3]
    assert [line["run"] for line in lines(file.with_name("trace.jsonl.1"))] == [1, 2]


def test_the_file_is_for_its_owner_only(file: Path) -> None:
    traced(file)

    assert file.stat().st_mode & 0o077 == 0


async def test_lines_come_while_the_trace_is_open(file: Path) -> None:
    with tracing(Trace(file)) as listener:
        listener("chat:1")(Hud({"event": "thought"}))

        await until(lambda: file.stat().st_size)


def test_many_listeners_at_once_keep_their_lines_whole_and_in_order(file: Path) -> None:
    def chatter(listen: Callable[[OutputEvent], None]) -> None:
        for number in range(200):
            listen(Hud({"n": number, "text": "äöü" * 50}))

    with tracing(Trace(file, limit=10_000_000)) as listener, ThreadPoolExecutor(20) as threads:
        list(threads.map(chatter, [listener(f"chat:{n}") for n in range(20)]))

    kept = lines(file)
    assert len(kept) == 4000
    for session in range(20):
        assert [line["n"] for line in kept if line["session"] == f"chat:{session}"] == list(range(200))


@contextmanager
def stuck(file: Path) -> Iterator[Callable[[], list[dict[str, Any]]]]:
    """Make the file a pipe that takes some 64 KB and then makes its writer wait, until what is given is called.

    It reads to the end, while the trace is being closed by a thread of its own.
    """
    os.mkfifo(file)
    reader = os.open(file, os.O_RDONLY | os.O_NONBLOCK)

    def read() -> list[dict[str, Any]]:
        os.set_blocking(reader, True)
        content = bytearray()
        while piece := os.read(reader, 65_536):
            content += piece
        return [json.loads(line) for line in content.splitlines()]

    try:
        yield read
    finally:
        os.close(reader)


def test_a_thousand_events_do_not_wait_for_a_disk_that_takes_none(file: Path) -> None:
    with stuck(file) as read:
        trace = Trace(file)
        trace.start()
        listen = trace.listener("chat:1")

        for number in range(1000):
            listen(Hud({"n": number, "text": "x" * 1000}))
        closer = threading.Thread(target=trace.close)
        closer.start()
        kept = read()
        closer.join()

    assert [line["n"] for line in kept] == list(range(1000))


def test_what_does_not_fit_into_the_queue_is_counted(file: Path) -> None:
    with stuck(file) as read:
        trace = Trace(file)
        trace.start()
        listen = trace.listener("chat:1")

        for number in range(12_000):
            listen(Hud({"n": number, "text": "x" * 1000}))
        closer = threading.Thread(target=trace.close)
        closer.start()
        kept = read()
        closer.join()

    numbers = [line["n"] for line in kept if "n" in line]
    lost = [line["count"] for line in kept if line.get("event") == "lost"]
    assert 10_000 <= len(numbers) < 10_200
    assert numbers == sorted(numbers)
    assert sum(lost) == 12_000 - len(numbers)


async def test_the_next_line_that_fits_says_how_many_are_lost(file: Path) -> None:
    trace = Trace(file, limit=10_000_000)
    listen = trace.listener("chat:1")
    for number in range(10_005):
        listen(Hud({"n": number}))
    trace.start()
    with closing(trace):
        await until(lambda: file.read_bytes().count(b"\n") == 10_000)
        listen(Hud({"n": "next"}))
        listen(Hud({"n": "last"}))

    told = lines(file)[10_000:]
    assert [line.get("n") for line in told] == [None, "next", "last"]
    assert {name: told[0][name] for name in ("event", "count")} == {"event": "lost", "count": 5}


def test_a_full_disk_is_logged_once_and_nobody_notices(caplog: pytest.LogCaptureFixture) -> None:
    with tracing(Trace(Path("/dev/full"), limit=10)) as listener:
        for number in range(100):
            listener("chat:1")(Hud({"n": number}))

    assert [(record.name, record.levelname) for record in caplog.records] == [("core.trace", "WARNING")]
    assert "No space left on device" in caplog.messages[0]
    assert Path("/dev/full").is_char_device()


@contextmanager
def file_size(limit: int) -> Iterator[None]:
    """Let no file of this process grow beyond the limit."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


async def test_once_there_is_room_again_the_lines_go_on_and_say_what_is_missing(
    file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with tracing(Trace(file)) as listener:
        listen = listener("chat:1")
        with file_size(150):
            listen(Hud({"n": 0, "text": "x" * 50}))
            listen(Hud({"n": 1, "text": "x" * 50}))
            await until(lambda: caplog.records)
        listen(Hud({"n": "after"}))
    whole, torn, lost, after = written(file)

    assert json.loads(whole)["n"] == 0
    assert torn
    assert not torn.endswith(b"}")
    assert json.loads(lost)["count"] == 1
    assert json.loads(after)["n"] == "after"


@pytest.mark.parametrize(("name", "reason"), [("", "Is a directory"), ("missing/trace", "No such file or directory")])
def test_a_file_that_cannot_be_written_is_a_sentence_that_names_the_setting(
    tmp_path: Path, name: str, reason: str
) -> None:
    trace = Trace(tmp_path / name)

    with pytest.raises(SettingsError) as refused:
        trace.start()

    assert str(refused.value) == f"TRACE_FILE {tmp_path / name} cannot be written: {reason}."
    trace.close()


def test_a_closed_trace_takes_nothing_and_closes_again(file: Path) -> None:
    before = threading.active_count()
    trace = Trace(file)
    trace.start()
    listen = trace.listener("chat:1")
    listen(Hud({"n": 1}))

    trace.close()
    trace.close()
    listen(Hud({"n": 2}))

    assert [line["n"] for line in lines(file)] == [1]
    assert threading.active_count() == before


def test_making_a_trace_opens_nothing(file: Path) -> None:
    Trace(file).close()

    assert not file.exists()
