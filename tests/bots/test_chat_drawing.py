"""What a dialogue looks like: controls as numbered lines, and what is written in place on a terminal."""

import io

import pytest

from bots.chat.panel import Click, panel
from bots.chat.paper import Paper
from core.controls import (
    Button,
    Control,
    Counter,
    Date,
    Label,
    Link,
    Machine,
    Option,
    Plan,
    Progress,
    Select,
    Table,
    Task,
    TextInput,
    Toggle,
    Transition,
)
from tests.bots.test_chat import seen

SIZES = (Option("s", "S"), Option("m", "M"))
MOVES = (Transition("go", "→ red", "green", "red"), Transition("stop", "→ green", "red", "green"))


@pytest.mark.parametrize(
    ("control", "line", "clicks"),
    [
        (Button("save", "Save"), "[1] Save", [Click("save:press")]),
        (Label("sum", "Sum", "12"), "Sum: 12", []),
        (Link("docs", "Docs", "https://docs.example"), "🔗 Docs: https://docs.example", []),
        (TextInput("name", "Name", "Ada"), "[1] ✏️ Name: Ada", [Click("name:open")]),
        (TextInput("name", "Name", placeholder="first name"), "[1] ✏️ Name: – (first name)", [Click("name:open")]),
        (TextInput("note", "Note", "one\ntwo", multiline=True), "[1] ✏️ Note: one\n    two", [Click("note:open")]),
        (Date("due", "Due", "2026-12-24"), "[1] 📅 Due: 2026-12-24", [Click("due:open")]),
        (Date("due", "Due"), "[1] 📅 Due: –", [Click("due:open")]),
        (
            Plan("p", "Release", (Task("build", "done"), Task("test", "active"), Task("ship"), Task("rest", "failed"))),
            "Release:\n  ✅ build\n  ▶ test\n  ⬜ ship\n  ❌ rest",
            [],
        ),
        (Counter("beers", "Beers", 3), "Beers: 3   [1] −  [2] +", [Click("beers:dec"), Click("beers:inc")]),
        (Toggle("light", "Light", on=True), "[1] ☑ Light", [Click("light:toggle")]),
        (Toggle("light", "Light"), "[1] ☐ Light", [Click("light:toggle")]),
        (
            Select("size", "Size", SIZES, "m"),
            "Size: M   [1] S  [2] M",
            [Click("size:select", {"value": "s"}), Click("size:select", {"value": "m"})],
        ),
        (Select("size", "Size", ()), "Size: –", []),
        (Progress("up", "Upload", 0.4), "Upload ▓▓▓▓░░░░░░ 40 %", []),
        (Progress("up", "Upload", 0.4, cancel=True), "Upload ▓▓▓▓░░░░░░ 40 %   [1] cancel", [Click("up:cancel")]),
        (
            Machine("lamp", "Lamp", ("red", "green"), "green", MOVES),
            "Lamp: ○ red → ● green   [1] → red",
            [Click("lamp:go")],
        ),
        (Table("t", "People", ("Name", "Age"), (("Ada", 36),)), "People:\nName  Age\n────  ───\nAda    36", []),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Control) else "",
)
def test_each_control_is_a_line_with_its_numbers(control: Control, line: str, clicks: list[Click]) -> None:
    drawn = panel([control])

    assert "\n".join(drawn.lines) == line
    assert list(drawn.clicks) == clicks


def test_numbers_go_on_from_control_to_control() -> None:
    drawn = panel([Counter("beers", "Beers", 3), Toggle("light", "Light"), Button("save", "Save")])

    assert drawn.lines == ("Beers: 3   [1] −  [2] +", "[3] ☐ Light", "[4] Save")
    assert drawn.click(4) == Click("save:press")
    assert drawn.click(5) is None
    assert drawn.click(0) is None


@pytest.mark.parametrize(("words", "value"), [("Ada Lovelace", "Ada Lovelace"), ('""', "")])
def test_words_behind_a_fields_number_fill_it_in(words: str, value: str) -> None:
    click = panel([Counter("beers", "Beers"), TextInput("name", "Name")]).click(3)

    assert click is not None
    assert click.asks
    assert click.filled(words) == Click("name:set", {"value": value})


@pytest.mark.parametrize(
    ("page", "line", "clicks"),
    [
        (0, "rows 1–20 of 45   [1] more ›", ["t:next"]),
        (1, "rows 21–40 of 45   [1] ‹ back  [2] more ›", ["t:prev", "t:next"]),
        (2, "rows 41–45 of 45   [1] ‹ back", ["t:prev"]),
    ],
)
def test_a_long_table_shows_one_page_and_turns_it(page: int, line: str, clicks: list[str]) -> None:
    drawn = panel([Table("t", "Many", ("N",), tuple((n,) for n in range(45)), page)])

    assert drawn.lines[-1] == line
    assert [click.action for click in drawn.clicks] == clicks
    assert drawn.lines[3].strip() == str(page * 20)


class Glass(io.StringIO):
    """A terminal that only shows."""

    def isatty(self) -> bool:
        return True

    def lines(self) -> list[str]:
        return seen(self.getvalue().replace("\n", "\r\n"))


def test_moving_lines_are_written_anew_in_their_place() -> None:
    glass = Glass()
    paper = Paper(glass, {})

    paper.write("At work")
    paper.move(["one 10 %", "two 10 %"])
    paper.move(["one 20 %", "two 20 %"])
    paper.move(["one 30 %"])

    assert glass.lines() == ["At work", "one 30 %", ""]


def test_a_line_goes_above_the_moving_ones() -> None:
    glass = Glass()
    paper = Paper(glass, {})

    paper.move(["one 10 %", "two 10 %"])
    paper.line("a remark")

    assert glass.lines() == ["a remark", "one 10 %", "two 10 %"]


def test_words_take_the_place_of_moving_lines() -> None:
    glass = Glass()
    paper = Paper(glass, {})

    paper.move(["one 10 %", "two 10 %"])
    paper.write("Done")
    paper.write(" it.")

    assert glass.lines() == ["Done it.", ""]


def test_a_moving_line_is_never_wider_than_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "10")
    glass = Glass()

    Paper(glass, {}).move(["進捗進捗進捗 10 %"])

    assert glass.lines() == ["進捗進捗"]


@pytest.mark.parametrize("out", [io.StringIO(), Glass()], ids=["pipe", "dumb terminal"])
def test_where_nothing_can_be_written_anew_nothing_moves(out: io.StringIO) -> None:
    paper = Paper(out, {"TERM": "dumb"})

    paper.move(["one 10 %"])
    paper.line("a remark", dim=True)
    paper.end_line()

    assert out.getvalue() == "a remark\n"


def test_what_a_terminal_would_take_as_a_command_is_left_out() -> None:
    glass = Glass()
    paper = Paper(glass, {})

    paper.write("a\x1b[2Jb\x07\tc\r\n")
    paper.line("d\x9b2Je")

    assert glass.getvalue() == "a[2Jb\tc\nd2Je\n"
