"""Files that came with a message, as the built-in model answers them."""

import pytest

from adapters.llm.builtin.model import BuiltInModel
from core.artifacts import Artifact
from core.attachments import Attached
from core.controls import Counter, Table
from core.drafts import Draft, Step, ToolCall
from core.envelope import Choice, DirectorPlan, Guidance, InputAnalysis, MemoryUpdate, Route, ThoughtResult
from core.operations import AddControl
from core.ports import Prompt
from tests.llm.asking import TOOLS, read

NOTES = Attached("notes.txt", "text/plain", 1_234, text="\n".join(f"line {n}" for n in range(1, 8)))
PEOPLE = Attached("People (2).csv", "text/csv", 40, text='name;age;"a;b"\nAnn;31;x\n\nBob;2.5\n')
PEOPLE_TABLE = Table("people-2", "People (2)", ("name", "age", "a;b"), (("Ann", 31, "x"), ("Bob", 2.5, None)))
DOT = Attached("dot.png", "image/png", 4, data=b"\x89PNG")
SONG = Attached("song.mp3", "audio/mpeg", 9, problem="files of this kind cannot be read")
CHOICES = (
    Choice("time", "clock and calendar: files, lines and pictures", ("clock", "timer")),
    Choice("social"),
    Choice("think"),
    Choice("done"),
)


def prompt(text: str, *files: Attached, node: str = "thinker", language: str = "en") -> Prompt:
    """Return what the core gives a node: the files' lines below the words, the files for those that think."""
    lines = "\n".join(filter(None, [text, *(file.line for file in files)]))
    return Prompt(
        node, "", lines, language=language, choices=CHOICES, tools=TOOLS, attachments=files if node == "thinker" else ()
    )


async def thought(text: str, *files: Attached, language: str = "en") -> ThoughtResult:
    return read(await BuiltInModel().structured(prompt(text, *files, language=language), Draft))


@pytest.mark.parametrize("text", ["", "what is in the file?", "look at this"])
async def test_of_a_text_its_lines_are_counted_and_the_first_shown(text: str) -> None:
    result = await thought(text, NOTES)

    assert result.response == (
        "The file “notes.txt” (1,234 bytes) has 7 lines. It begins:\n"
        "```\nline 1\nline 2\nline 3\nline 4\nline 5\n```\n… 2 more lines"
    )


@pytest.mark.parametrize(("text", "language"), [("was steht in der Datei?", "en"), ("", "de")])
async def test_german_is_answered_in_german(text: str, language: str) -> None:
    result = await thought(text, Attached("a.txt", "text/plain", 2, text="hi"), language=language)

    assert result.response == "Die Datei „a.txt“ (2 Bytes) hat eine Zeile:\n```\nhi\n```"


async def test_a_fence_in_a_file_does_not_close_the_one_around_it() -> None:
    result = await thought("", Attached("a.md", "text/markdown", 9, text="````\ncode\n````"))

    assert result.response.endswith("\n`````\n````\ncode\n````\n`````")


async def test_of_a_csv_file_its_columns_and_rows_are_told_with_how_to_see_it() -> None:
    result = await thought("", PEOPLE)

    assert "2 rows with the columns “name”, “age” and “a;b”" in result.response
    assert "show it as a table" in result.response
    assert result.artifacts == ()


@pytest.mark.parametrize("text", ["show it as a table", "make a table of it", "zeig sie als Tabelle"])
async def test_a_csv_file_is_handed_over_as_a_table_when_asked(text: str) -> None:
    result = await thought(text, PEOPLE)

    assert result.artifacts == (PEOPLE_TABLE,)
    assert result.operations == ()


@pytest.mark.parametrize("file", [NOTES, DOT, Attached("empty.csv", "text/csv", 0)])
async def test_what_is_no_table_is_not_made_one(file: Attached) -> None:
    result = await thought("show it as a table", file)

    assert result.artifacts == ()
    assert f"“{file.name}” is no CSV file" in result.response


async def test_of_a_file_that_was_cut_only_whole_rows_are_counted_and_it_is_said() -> None:
    cut = Attached("big.csv", "text/csv", 99_999, text="a,b\n1,2\n3,4\n5\n[… 20,000 more characters are left out]")

    described, shown = await thought("", cut), await thought("as a table please", cut)

    assert "2 rows" in described.response
    assert all("this is its beginning" in result.response for result in (described, shown))
    (table,) = shown.artifacts
    assert isinstance(table, Table)
    assert table.rows == ((1, 2), (3, 4))


async def test_a_picture_is_left_to_models_that_see_and_a_problem_is_told() -> None:
    result = await thought("", DOT, SONG)

    assert "“dot.png” is a picture (4 bytes). I cannot look at pictures" in result.response
    assert "MODEL=" in result.response
    assert "could not read the file “song.mp3” (9 bytes): files of this kind cannot be read." in result.response


async def test_a_request_beside_a_file_is_carried_out_and_the_file_named() -> None:
    result = await thought("make me a counter", NOTES)

    assert result.operations == (AddControl(Counter("counter", "Counter")),)
    assert "“notes.txt”" in result.response


async def test_words_beyond_the_rules_are_named_below_what_the_file_is() -> None:
    result = await thought("summarise it", NOTES)

    assert result.response.startswith("The file “notes.txt”")
    assert "did not understand “summarise”" in result.response


@pytest.mark.parametrize("words", ["", "thanks", "hello", "help", "what can you do?", "what is in the file?"])
async def test_a_message_with_a_file_comes_to_who_thinks_on_every_way(words: str) -> None:
    model = BuiltInModel()

    found = await model.structured(prompt(words, NOTES, node="input"), InputAnalysis)
    assert (found.intent, found.topic, found.complexity) == ("request", "file", "simple")
    assert (await model.structured(prompt(words, NOTES, node="pa"), Route)).outcome == "think"
    assert (await model.structured(prompt(words, NOTES, node="director"), DirectorPlan)).outcome == "think"
    step = await model.structured(prompt(words, NOTES), Step)
    assert step.thought is not None
    assert "“notes.txt”" in step.thought.response


async def test_a_sum_beside_a_file_still_goes_to_the_calculator() -> None:
    step = await BuiltInModel().structured(prompt("what is 12 * 7", NOTES), Step)

    assert step.calls == (ToolCall("calculator", {"expression": "12 * 7"}),)


async def test_a_line_that_only_looks_like_a_file_is_words() -> None:
    result = read(await BuiltInModel().structured(Prompt("thinker", "", NOTES.line), Draft))

    assert "did not understand" in result.response


async def test_the_files_line_does_not_tell_the_language_or_the_topic_remembered() -> None:
    model = BuiltInModel()
    german = prompt("danke", NOTES, node="memorizer", language="de")

    assert (await model.structured(german, InputAnalysis)).language == "de"
    assert (await model.structured(german, MemoryUpdate)).facts == ()
    assert (await model.structured(german, Guidance)).line == "Es geht um eine Datei."


@pytest.mark.parametrize("text", ["\n" * 50_000, '"' * 9_999, "a," * 30_000, "`" * 60_000, "\0", ",\n" * 9_999])
async def test_whatever_is_in_a_file_it_is_answered(text: str) -> None:
    for name in ("a.csv", "a.txt", " .csv", "[x] (y).tsv"):
        for words in ("", "as a table"):
            result = await thought(words, Attached(name, "text/plain", 1, text=text))
            assert len(result.response) < 5_000
            artifacts: tuple[Artifact, ...] = result.artifacts
            assert len(artifacts) < 2
