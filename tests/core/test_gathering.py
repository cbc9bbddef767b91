import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from core.admin import as_command
from core.envelope import ThoughtResult
from core.events import Attachment, Message
from core.letters import Gathered, joined, together
from core.ports import Pending
from tests.core.desk import ADA, BEN, Desk, a_click, desk, words
from tests.models import ScriptedModel
from tests.shared.paper import PaperPort
from tests.waiting import until


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "trivium.db"


@asynccontextmanager
async def busy(file: Path, model: ScriptedModel, graph: str) -> AsyncIterator[Desk]:
    """Give a desk whose session is busy with a turn until the block ends."""
    port = PaperPort()
    async with desk(file, model, port, graph=graph) as here:
        hold = asyncio.Event()
        model.answers["thinker"] = [hold, ThoughtResult("Said.")]
        await here.sessions.accept(words("first", event="m0"))
        await until(lambda: model.prompts("thinker"))
        yield here
        hold.set()
        await here.quiet()


async def test_messages_written_during_a_turn_are_answered_as_one_where_the_graph_says_so(file: Path) -> None:
    model = ScriptedModel()
    async with busy(file, model, "v2") as here:
        for number in (1, 2, 3):
            await here.sessions.accept(words(f"message {number}", event=f"m{number}"))
    async with desk(file, model) as again:
        pending = await again.store.pending()

    assert [p.text for p in model.prompts("thinker")][1:] == ["message 1\n\nmessage 2\n\nmessage 3"]
    assert len(here.port.posted) == 2
    assert pending == ()


async def test_other_graphs_answer_them_one_by_one_in_order(file: Path) -> None:
    model = ScriptedModel()
    async with busy(file, model, "v3") as here:
        for number in (1, 2, 3):
            await here.sessions.accept(words(f"message {number}"))

    assert [p.text for p in model.prompts("thinker")][1:] == ["message 1", "message 2", "message 3"]
    assert len(here.port.posted) == 4


async def test_two_people_and_clicks_are_answered_in_the_order_they_came(file: Path) -> None:
    model = ScriptedModel()
    async with busy(file, model, "v2") as here:
        await here.sessions.accept(words("one"))
        await here.sessions.accept(words("two"))
        await here.sessions.accept(words("three", person=BEN))
        await here.sessions.accept(a_click("nothing", "inc", 1))
        await here.sessions.accept(words("four", person=BEN))

    assert [p.text for p in model.prompts("thinker")][1:] == ["one\n\ntwo", "three", "four"]


async def test_a_message_that_waits_is_marked_as_waiting_and_then_as_answered(file: Path) -> None:
    model = ScriptedModel()
    async with busy(file, model, "v2") as here:
        await here.sessions.accept(words("one", event="m1"))
        await here.sessions.accept(words("two", event="m2"))
        await until(lambda: ("m2", "waits") in here.port.marks)
    await until(lambda: ("m2", "done") in here.port.marks)

    for event in ("m1", "m2"):
        assert [mark for of, mark in here.port.marks if of == event][-1] == "done"
        assert next(mark for of, mark in here.port.marks if of == event) == "waits"


async def test_a_message_answered_at_once_is_never_marked_as_waiting(file: Path) -> None:
    async with desk(file, ScriptedModel(), graph="v3") as here:
        await asyncio.gather(*(here.sessions.accept(words(f"{n}")) for n in range(5)))
        await here.quiet()

    assert "waits" not in [mark for _, mark in here.port.marks]


async def test_after_a_crash_gathered_messages_are_answered_once_in_the_message_begun(file: Path) -> None:
    port, model = PaperPort(), ScriptedModel()
    async with desk(file, model, port, graph="v2") as first:
        for number in (1, 2):
            await first.store.accept(words(f"message {number}", event=f"m{number}"))
        native = await port.send(words(""), {"text": "Sa"}, key="m1/0", private=False)
        await first.store.posted(1, "paper:room:1", (native,))
    async with desk(file, model, port, graph="v2") as second:
        await second.store.accept(words("message 3"))
        await second.sessions.resume("paper")
        await second.quiet()

    assert [p.text for p in model.prompts("thinker")] == ["message 1\n\nmessage 2\n\nmessage 3"]
    assert [body["text"] for body in port.posted.values()] == ["Said. "]


async def test_a_stop_ends_the_turn_of_gathered_messages(file: Path) -> None:
    model = ScriptedModel()
    async with busy(file, model, "v2") as here:
        await here.sessions.accept(words("one"))
        await here.sessions.accept(words("two"))
        await here.sessions.accept(words("stop"))
    async with desk(file, model) as again:
        pending = await again.store.pending()

    assert pending == ()


async def test_a_stop_of_gathered_messages_outlives_a_crash(file: Path) -> None:
    model = ScriptedModel()
    async with desk(file, model, graph="v2") as first:
        for text in ("one", "two", "stop"):
            await first.store.accept(as_command(words(text)))
    async with desk(file, model, graph="v2") as second:
        await second.sessions.resume("paper")
        await until(lambda: "".join(str(body["text"]) for body in second.port.posted.values()).count("Stopped.") == 2)
        await second.sessions.close(5.0)
        pending = await second.store.pending()

    assert model.prompts("thinker") == []
    assert pending == ()


def letter(number: int, text: str = "hi", **more: object) -> Pending:
    message = words(text, person=BEN if more.pop("ben", False) else ADA)
    return Pending(number, message, **more)  # type: ignore[arg-type]


def test_a_message_whose_answer_had_begun_begins_a_row_but_does_not_join_one() -> None:
    begun = letter(2, natives=("n1",))
    assert together([letter(1), begun]) is None
    row = [begun, letter(3)]
    assert together(row) == Gathered(tuple(row))


def test_joined_messages_keep_all_words_and_files_and_the_first_ones_place() -> None:
    file = Attachment("a.txt", "text/plain", 1, "f1")
    first = Message(event="e1", session="p:1", channel="p:1", person=ADA, at=1.0, text="", attachments=(file,))
    second = Message(event="e2", session="p:1", channel="p:1", person=ADA, at=2.0, text="two", attachments=(file,))
    whole = joined(Gathered((Pending(1, first), Pending(2, second))))

    assert (whole.event, whole.text, whole.attachments) == ("e1", "two", (file, file))
