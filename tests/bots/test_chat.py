"""`python -m bots chat` as people run it: with lines from a pipe, and in a terminal of its own."""

import asyncio
import os
import pty
import re
import select
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bots.settings import Settings
from tests.bots.program import ROOT
from tests.llm.openai_server import KEY
from tests.llm.openai_server import MODEL as MODEL_NAME

_TAKE_THE_TERMINAL = (
    "import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); "
    "os.execv(sys.executable, [sys.executable, *sys.argv[1:]])"
)
"""Makes the terminal on standard input the program's own, so that Ctrl-C there reaches it."""
_PATIENCE = 15.0


def environment(settings: dict[str, str]) -> dict[str, str]:
    clean = {key: value for key, value in os.environ.items() if key.lower() not in Settings.model_fields}
    for key in ("NO_COLOR", "COLUMNS"):
        clean.pop(key, None)
    return {**clean, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "TERM": "xterm", **settings}


async def chat(said: str, *arguments: str, cwd: Path, logged: str = "", **settings: str) -> str:
    """Talk through a pipe to the end and return the answers; nothing but `logged` is written to standard error."""
    process = await asyncio.create_subprocess_exec(
        *[sys.executable, "-m", "bots", "chat", *arguments],
        cwd=cwd,
        env=environment(settings),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, err = await process.communicate(said.encode())
    assert process.returncode == 0
    assert logged in err.decode()
    assert bool(err) == bool(logged)
    return out.decode()


class Terminal:
    """A terminal with the program in it."""

    def __init__(self, *arguments: str, cwd: Path, **settings: str) -> None:
        self._keys, screen = pty.openpty()
        self._process = subprocess.Popen(
            [sys.executable, "-c", _TAKE_THE_TERMINAL, "-m", "bots", "chat", *arguments],
            stdin=screen,
            stdout=screen,
            stderr=screen,
            cwd=cwd,
            env=environment(settings),
            start_new_session=True,
        )
        os.close(screen)
        self.written = ""
        self._read = 0

    def press(self, keys: str) -> None:
        os.write(self._keys, keys.encode())

    def until(self, words: str) -> str:
        """Return what is written from now on until `words` are."""
        while words not in self.written[self._read :]:
            if not self._more():
                raise AssertionError(f"{words!r} is not in {self.written[self._read :]!r}")
        start, self._read = self._read, self.written.index(words, self._read) + len(words)
        return self.written[start : self._read]

    def ended(self) -> int:
        """Return the exit status once the program has ended, all it wrote read."""
        while self._more():
            pass
        return self._process.wait(_PATIENCE)

    def close(self) -> None:
        self._process.kill()
        self._process.wait()
        os.close(self._keys)

    def screen(self) -> list[str]:
        """Return the lines that can be seen."""
        return seen(self.written)

    def _more(self) -> bool:
        if not select.select([self._keys], [], [], _PATIENCE)[0]:
            return False
        try:
            piece = os.read(self._keys, 65_536)
        except OSError:  # Linux says so when nobody has the terminal open any more
            return False
        self.written += piece.decode(errors="replace")
        return bool(piece)


def seen(written: str) -> list[str]:
    """Return the lines a terminal shows after what was written: what the program uses of one, and no more."""
    lines, row, column = [""], 0, 0
    for piece in re.findall(r"\x1b\[[?\d;]*[A-Za-z]|.", written, re.DOTALL):
        match piece:
            case "\r":
                column = 0
            case "\n":
                row += 1
                lines += [""] * (row == len(lines))
            case "\x1b[A":
                row -= 1
            case "\x1b[K":
                lines[row] = lines[row][:column]
            case _ if piece.startswith("\x1b") or piece == "\x07":
                pass
            case _:
                lines[row] = f"{lines[row][:column]:<{column}}{piece}{lines[row][column + 1 :]}"
                column += 1
    return lines


@pytest.fixture
def terminals() -> Iterator[list[Terminal]]:
    opened: list[Terminal] = []
    yield opened
    for terminal in opened:
        terminal.close()


def opened(terminals: list[Terminal], *arguments: str, cwd: Path, **settings: str) -> Terminal:
    terminals.append(Terminal(*arguments, cwd=cwd, **settings))
    terminals[-1].until("you> ")
    return terminals[-1]


async def test_lines_from_a_pipe_are_answered_and_a_number_clicks(tmp_path: Path) -> None:
    told = await chat("hello\nmake me a counter\n#2\n", cwd=tmp_path)

    assert re.findall(r"^.+: (\d+)   \[1\] −  \[2\] \+$", told, re.MULTILINE) == ["0", "1"]
    assert "you> " not in told
    assert "\x1b" not in told


async def test_nothing_is_kept_and_nothing_written_to_disk_but_the_demo_database(tmp_path: Path) -> None:
    await chat("make me a counter\n", cwd=tmp_path)
    told = await chat("#1\n", cwd=tmp_path)

    assert told.strip() == "There is no #1; there is nothing to click."
    assert [[name for name in names if name != "demo.db"] for _, _, names in os.walk(tmp_path)] in ([[]], [[], []])


async def test_a_number_that_is_not_there_is_one_line_that_says_which_are(tmp_path: Path) -> None:
    told = await chat("make me a counter\n#9\n", cwd=tmp_path)

    assert told.rstrip().splitlines()[-1] == "There is no #9; there are #1 to #2."


@pytest.mark.parametrize("said", ["/quit\nmake me a counter\n", "", "\n\n"])
async def test_quit_and_the_end_of_the_lines_end_the_talk(tmp_path: Path, said: str) -> None:
    assert await chat(said, cwd=tmp_path) == ""


async def test_a_last_line_without_an_end_is_answered(tmp_path: Path) -> None:
    assert "[2] +" in await chat("make me a counter", cwd=tmp_path)


async def test_a_machine_goes_on_by_its_number(tmp_path: Path) -> None:
    told = await chat("make me a traffic light\n#1\n", cwd=tmp_path)

    drawn = re.findall(r"^.*: (.*●.*?)   \[1\] ", told, re.MULTILINE)
    assert [re.findall(r"[●○]", line).index("●") for line in drawn] == [0, 1]


async def test_a_choice_is_made_by_its_number(tmp_path: Path) -> None:
    told = await chat("make a select Size with S, M, L\n#3\n", cwd=tmp_path)

    assert re.findall(r"^Size: (\S+)   \[1\] S  \[2\] M  \[3\] L$", told, re.MULTILINE)[-1] == "L"


async def test_a_chart_is_drawn_below_the_answer(tmp_path: Path) -> None:
    told = await chat("make a bar chart of A 3, B 5\n", cwd=tmp_path)

    assert re.search(r"^A +█+ 3$", told, re.MULTILINE)
    assert re.search(r"^B +█+ 5$", told, re.MULTILINE)


async def test_a_file_is_shown_below_the_answer(tmp_path: Path) -> None:
    told = await chat("make a table People with columns Name, Age\nexport the table People as csv\n", cwd=tmp_path)

    assert re.search(r"^📎 people\.csv \(\d+ B\)\nName,Age$", told, re.MULTILINE)


async def test_a_direct_action_works_by_itself(tmp_path: Path) -> None:
    clicked, pressed = [
        await chat(f"make a button Save\n{line}\n", cwd=tmp_path) for line in ("#1", "ACTION: save | data: {}")
    ]

    assert clicked == pressed


async def test_the_name_is_known_to_the_assistant(tmp_path: Path) -> None:
    assert "Ada" in await chat("hello\n", "--name", "Ada", cwd=tmp_path)


async def test_another_graph_answers_where_one_is_named(tmp_path: Path) -> None:
    routed = await chat("make me a counter\n", "--hud", cwd=tmp_path)
    named = await chat("make me a counter\n", "--hud", "--graph", "v1", cwd=tmp_path)
    as_set = await chat("make me a counter\n", "--hud", cwd=tmp_path, GRAPH="v1")

    assert "· pa " in routed
    assert "· pa " not in named
    assert "· pa " not in as_set


async def test_the_hud_is_a_plain_line_for_each_step_on_request(tmp_path: Path) -> None:
    told = await chat("make me a counter\n", "--hud", cwd=tmp_path)

    assert re.search(r"^  · thinker thought .*operations=1", told, re.MULTILINE)
    assert "turn=" not in told
    assert re.search(r"=( |$)", told, re.MULTILINE) is None
    assert "\x1b" not in told
    assert "  · " not in await chat("make me a counter\n", cwd=tmp_path)


async def test_only_the_end_of_a_work_is_told_through_a_pipe(tmp_path: Path) -> None:
    told = await chat("set a timer for 1 second\n", cwd=tmp_path)

    assert told.count(" %") == 1
    assert re.search(r"^.*▓+░* \d+ %$", told, re.MULTILINE)


async def test_letters_that_the_terminal_does_not_have_are_no_fault(tmp_path: Path) -> None:
    told = await chat("make me a counter\n", cwd=tmp_path, PYTHONIOENCODING="ascii")

    assert "[1] ?  [2] +" in told


async def test_a_reader_that_goes_away_ends_the_talk_without_a_trace(tmp_path: Path) -> None:
    process = await asyncio.create_subprocess_shell(
        f"yes hello | head -50 | ({sys.executable} -m bots chat; echo $? >&2) | head -1",
        cwd=tmp_path,
        env=environment({}),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, err = await process.communicate()

    assert out
    assert err == b"1\n"


async def test_a_model_that_cannot_be_reached_is_told_plainly_and_the_talk_goes_on(tmp_path: Path) -> None:
    settings = {"MODEL": MODEL_NAME, "MODEL_BASE_URL": "http://127.0.0.1:9/v1", "MODEL_API_KEY": KEY}

    told = await chat(
        "make me a counter\n#4\n", "--graph", "v1", cwd=tmp_path, logged="is the model's server running?", **settings
    )

    assert "could not reach my language model" in told
    assert "There is no #4" in told


async def test_without_any_standard_input_the_talk_ends_at_once(tmp_path: Path) -> None:
    process = await asyncio.create_subprocess_shell(
        f"{sys.executable} -m bots chat <&-", cwd=tmp_path, env=environment({}), stderr=asyncio.subprocess.PIPE
    )
    _, err = await process.communicate()

    assert (process.returncode, err) == (0, b"")


def test_a_terminal_has_a_prompt_and_ends_with_ctrl_d(tmp_path: Path, terminals: list[Terminal]) -> None:
    terminal = opened(terminals, cwd=tmp_path)

    terminal.press("make me a counter\n")
    shown = terminal.until("you> ")
    terminal.press("#2\n")
    clicked = terminal.until("you> ")
    terminal.press("\x04")

    assert "0   [1] −  [2] +" in shown
    assert "1   [1] −  [2] +" in clicked
    assert terminal.ended() == 0


def test_a_terminal_ends_with_quit(tmp_path: Path, terminals: list[Terminal]) -> None:
    terminal = opened(terminals, cwd=tmp_path)

    terminal.press("/quit\n")

    assert terminal.ended() == 0


def test_a_line_said_before_can_be_had_again(tmp_path: Path, terminals: list[Terminal]) -> None:
    terminal = opened(terminals, cwd=tmp_path)
    terminal.press("make me a counter\n")
    terminal.until("you> ")

    terminal.press("\x1b[A")

    assert terminal.until("make me a counter")


def test_ctrl_c_at_the_prompt_ends_the_program(tmp_path: Path, terminals: list[Terminal]) -> None:
    terminal = opened(terminals, cwd=tmp_path)

    # Between the prompt and its first wait, `input` notes a Ctrl-C, but sees it with the next key only (CPython 3.11).
    time.sleep(0.5)
    terminal.press("\x03")

    assert terminal.ended() == 130
    assert "Traceback" not in terminal.written


def test_ctrl_c_stops_an_answer_and_the_talk_goes_on(tmp_path: Path, terminals: list[Terminal]) -> None:
    terminal = opened(terminals, cwd=tmp_path)
    terminal.press("set a timer for 30 seconds\n")
    terminal.until(" %")

    begun = time.monotonic()
    terminal.press("\x03")
    terminal.until("you> ")
    took = time.monotonic() - begun
    terminal.press("make me a counter\n")
    terminal.until("[2] +")
    terminal.until("you> ")
    terminal.press("\x04")

    assert took < 5
    assert terminal.ended() == 0
    assert "Traceback" not in terminal.written


def test_progress_is_written_anew_in_its_place(tmp_path: Path, terminals: list[Terminal]) -> None:
    terminal = opened(terminals, cwd=tmp_path)

    terminal.press("set a timer for 2 seconds\n")
    terminal.until("you> ")

    assert len(re.findall(r" \d+ %", terminal.written)) > 2
    assert len([line for line in terminal.screen() if re.search(r" \d+ %", line)]) == 1


@pytest.mark.parametrize(("settings", "dim"), [({}, True), ({"NO_COLOR": "1"}, False)], ids=["dim", "no colour"])
def test_the_hud_is_dim_in_a_terminal_that_may_have_colour(
    tmp_path: Path, terminals: list[Terminal], settings: dict[str, str], dim: bool
) -> None:
    terminal = opened(terminals, "--hud", cwd=tmp_path, **settings)

    terminal.press("make me a counter\n")
    told = terminal.until("you> ")

    assert "  · thinker thought" in told
    assert ("\x1b[2m  · thinker thought" in told) is dim
