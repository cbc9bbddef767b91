"""What stands in the log: one line an event, whatever people write, and never a secret."""

import asyncio
import json
import logging
import re
from collections.abc import Iterator
from urllib.parse import quote

import pytest

from bots.logs import LogFormat, secrets_of, set_up
from bots.settings import Settings
from core.sink import OutputSink, current
from core.trail import enter

log = logging.getLogger("house")

FORGED = "hi\n2026-11-23 10:00:00,000 ERROR core.gate: somebody is an admin now"
SECRETS = [name for name in Settings.model_fields if re.search("token|secret|key", name)]


class Written:
    """What was written to standard error."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys, self._text = capsys, ""

    def getvalue(self) -> str:
        self._text += self._capsys.readouterr().err
        return self._text


@pytest.fixture
def stream(capsys: pytest.CaptureFixture[str]) -> Iterator[Written]:
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    yield Written(capsys)
    root.handlers[:] = before
    root.setLevel(level)


def told(stream: Written) -> dict[str, object]:
    """Return the only line as the object it is."""
    (line,) = stream.getvalue().splitlines()
    read: dict[str, object] = json.loads(line)
    return read


def test_a_line_says_when_how_grave_where_and_what_about(stream: Written) -> None:
    set_up()

    log.warning("it rains in %s", "Ulm", extra={"seconds": 1.5, "place": "paper:1"})

    line = stream.getvalue()
    assert re.match(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} WARNING ", line)
    assert line.endswith(" WARNING house: it rains in Ulm seconds=1.5 place=paper:1\n")


def test_a_line_of_json_has_the_same_by_name(stream: Written) -> None:
    set_up("json")

    log.warning("it rains in %s", "Ulm", extra={"seconds": 1.5})

    read = told(stream)
    assert read.pop("time")
    assert read == {"level": "warning", "logger": "house", "message": "it rains in Ulm", "seconds": 1.5}


def test_values_with_blanks_or_signs_of_their_own_are_quoted(stream: Written) -> None:
    set_up()

    log.info("x", extra={"a": "two words", "b": 'say "no"', "c": "d=e", "f": "", "g": "plain"})

    assert stream.getvalue().endswith('x a="two words" b="say \\"no\\"" c="d=e" f="" g=plain\n')


@pytest.mark.parametrize("style", ["text", "json"])
@pytest.mark.parametrize("mark", ["\n", "\r", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029", "\r\n"])
def test_nothing_a_person_writes_begins_a_line(stream: Written, style: LogFormat, mark: str) -> None:
    set_up(style)
    words = FORGED.replace("\n", mark)

    log.error("not understood: %s", words, extra={"name_of_file": words})

    assert len(stream.getvalue().splitlines()) == 1
    assert "\\" in stream.getvalue()


def test_nothing_a_person_writes_passes_for_a_field(stream: Written) -> None:
    set_up()

    log.error("not understood: %s", 'x\\" session=slack:T1', extra={"session": "paper:1"})

    line = stream.getvalue()
    assert line.endswith('house: "not understood: x\\\\\\" session=slack:T1" session=paper:1\n')


@pytest.mark.parametrize("sign", ["\x1b[2J", "\x07", "\x7f", "\x9b", "\u202e", "\u2066", "\ud800"])
def test_signs_that_move_the_cursor_or_turn_letters_round_are_written_out(stream: Written, sign: str) -> None:
    set_up()

    log.error("%s", f"a{sign}b")

    assert sign[0] not in stream.getvalue()
    assert "\\u" in stream.getvalue()


def test_a_stack_stands_behind_its_line_and_looks_like_none(stream: Written) -> None:
    set_up()

    try:
        raise ValueError(FORGED)
    except ValueError:
        log.exception("a fault in the program")

    first, *rest = stream.getvalue().splitlines()
    assert first.endswith("ERROR house: a fault in the program")
    assert rest
    assert all(line.startswith("    | ") for line in rest)


def test_a_stack_in_json_is_a_field(stream: Written) -> None:
    set_up("json")

    try:
        raise ValueError(FORGED)
    except ValueError:
        log.exception("a fault in the program")

    assert "ValueError: hi" in str(told(stream)["stack"])


@pytest.mark.parametrize("style", ["text", "json"])
@pytest.mark.parametrize("name", SECRETS)
def test_no_secret_of_the_settings_is_ever_written(
    stream: Written, monkeypatch: pytest.MonkeyPatch, name: str, style: LogFormat
) -> None:
    secret = f'123:{name}/"\\+ä'
    monkeypatch.setenv(name.upper(), secret)
    set_up(style, secrets_of(Settings()))

    log.warning("at https://x/bot%s/send", secret, extra={"url": f"https://x/{quote(secret, safe='')}", "it": secret})
    try:
        raise ValueError(f"refused {secret!r}")
    except ValueError:
        log.exception("failed with %s", [secret])

    written = stream.getvalue()
    assert f"at https://x/bot[{name.upper()}]/send" in written
    assert f"{name}/" not in written
    assert f"{name}%2F" not in written


def test_none_of_several_keys_is_ever_written(stream: Written, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEYS", "first-key=, second-key=")
    set_up("text", secrets_of(Settings()))

    log.warning("first-key= does not open what second-key= sealed")

    assert stream.getvalue().endswith(": [SECRET_KEYS] does not open what [SECRET_KEYS/1] sealed\n")
    assert "-key" not in stream.getvalue()


def test_a_password_in_an_address_is_not_written(stream: Written, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MODEL_BASE_URL", "https://ada:pa55word@models.example/v1")
    set_up("text", secrets_of(Settings()))

    log.warning("cannot reach https://ada:pa55word@models.example/v1")

    assert "https://ada:[MODEL_BASE_URL]@models.example/v1" in stream.getvalue()


def test_a_password_of_a_database_that_experts_ask_is_not_written(
    stream: Written, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EXPERT_DATABASE_URL", "postgresql://reader:open%20sesame@db/sales")
    monkeypatch.setenv("EXPERT_DATABASES", "hr=postgresql://reader:pa55word@db/hr it=sqlite:///it.db")
    set_up("text", secrets_of(Settings()))

    log.warning("refused: open sesame, open%20sesame, pa55word")

    assert stream.getvalue().endswith("refused: [EXPERT_DATABASE_URL], [EXPERT_DATABASE_URL], [EXPERT_DATABASES/hr]\n")


def test_what_a_collector_is_shown_is_not_written(stream: Written, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_HEADERS", "authorization=Bearer%20c0llect,x-tenant=us-3")
    set_up("text", secrets_of(Settings()))

    log.warning("sent c0llect to us-3")

    assert "c0llect" not in stream.getvalue()


def test_a_secret_that_begins_like_another_leaves_nothing_behind(stream: Written) -> None:
    set_up("text", {"SHORT": "abcd", "LONG": "abcd-efgh"})

    log.warning("abcd-efgh abcd")

    assert stream.getvalue().endswith("[LONG] [SHORT]\n")


def test_settings_that_are_not_set_change_nothing(stream: Written) -> None:
    set_up("text", secrets_of(Settings()))

    log.warning("all is well")

    assert stream.getvalue().endswith("WARNING house: all is well\n")


async def test_lines_of_a_turn_say_whose_they_are_by_themselves(stream: Written) -> None:
    set_up("json")

    async def turn(session: str, number: str) -> None:
        enter(session)
        log.info("before")
        sink = OutputSink()
        sink.reset(number)
        current.set(sink)
        await asyncio.sleep(0)
        log.info("within")
        await asyncio.create_task(_deeper())

    await asyncio.gather(asyncio.create_task(turn("paper:1", "a1")), asyncio.create_task(turn("paper:2", "b2")))
    log.info("outside")

    lines = [json.loads(line) for line in stream.getvalue().splitlines()]
    found = {(line["message"], line.get("session"), line.get("trace")) for line in lines}
    assert found == {
        *[("before", "paper:1", None), ("within", "paper:1", "a1"), ("deeper", "paper:1", "a1")],
        *[("before", "paper:2", None), ("within", "paper:2", "b2"), ("deeper", "paper:2", "b2")],
        ("outside", None, None),
    }


async def _deeper() -> None:
    log.info("deeper")


async def test_a_line_that_names_a_session_itself_is_not_given_anothers_turn(stream: Written) -> None:
    set_up("json")

    async def turn() -> None:
        enter("paper:1")
        sink = OutputSink()
        sink.reset("a1")
        current.set(sink)
        log.info("x", extra={"session": "paper:2"})

    await asyncio.create_task(turn())

    assert (told(stream)["session"], told(stream).get("trace")) == ("paper:2", None)
