"""`/forget`: a conversation goes for good, once its own people, or an admin, have said so twice."""

from pathlib import Path

import pytest

from core.events import Person
from tests.core.desk import ADA, BEN, desk
from tests.core.visits import HERE, ROOM, audited, everywhere, press, rows, speaking_german, tell, with_us
from tests.models import ScriptedModel

YES = "sys_forget_yes"
SECRET = "xylophone-zebra"
CY = Person("paper:cy")
REFUSED = "You may not do that here. Ask an admin of this assistant."


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "trivium.db"


async def test_ones_own_conversation_is_forgotten_after_one_question(file: Path) -> None:
    model = ScriptedModel()
    async with desk(file, model) as here:
        await tell(here, SECRET, BEN, alone=True)
        await tell(here, "/reset", BEN, alone=True)
        await tell(here, f"{SECRET} again", BEN, alone=True)
        sure = await tell(here, "/forget", BEN, alone=True)
        before = everywhere(file, SECRET)
        await press(here, sure, YES, person=BEN, alone=True)
        said = "".join(str(body["text"]) for body in here.port.posted.values())

        assert not everywhere(file, SECRET)
        await tell(here, "hello", BEN, alone=True)
    assert before
    assert sure.text.startswith("This conversation goes for good")
    assert sure.private
    assert said.endswith("Forgotten.")
    assert model.prompts("thinker")[-1].history == ()
    assert ("paper:ben", "forget", with_us(BEN), 1, "") in audited(file)


async def test_where_others_read_only_an_admin_may_have_it_forgotten(file: Path) -> None:
    async with desk(file, ScriptedModel()) as here:
        await tell(here, SECRET, BEN)
        refused = await tell(here, "/forget", BEN)
        sure = await tell(here, "/forget", ADA)
        pressed = await press(here, sure, YES, person=BEN)
        kept = everywhere(file, SECRET)
        await press(here, sure, YES, person=ADA)

        assert here.port.notices[0] == REFUSED
        assert not everywhere(file, SECRET)
    assert kept
    assert refused.text == REFUSED
    assert pressed.controls == sure.controls
    assert [row[:4] for row in audited(file)] == [
        ("paper:ben", "forget", ROOM, 0), ("paper:ben", "click", ROOM, 0), ("paper:ada", "forget", HERE, 1),
    ]  # fmt: skip


async def test_other_conversations_stay(file: Path) -> None:
    async with desk(file, ScriptedModel()) as here:
        await tell(here, "mine", BEN, alone=True)
        await tell(here, "yours", CY, alone=True)
        await press(here, await tell(here, "/forget", BEN, alone=True), YES, person=BEN, alone=True)

    assert rows(file, "SELECT session FROM sessions") == [(with_us(CY),)]


async def test_the_graph_that_was_set_for_it_answers_no_longer(file: Path) -> None:
    async with desk(file, ScriptedModel()) as here:
        await tell(here, "hello")
        await tell(here, "/graph v1 session")
        await press(here, await tell(here, "/forget"), YES)
        await tell(here, "hello")

        assert here.runtime().graph_name == "v4-eras"


async def test_the_question_and_its_answer_are_german_where_the_person_is(file: Path) -> None:
    async with desk(file, ScriptedModel()) as here:
        ben = speaking_german(BEN)
        await tell(here, "hallo", ben, alone=True)
        sure = await tell(here, "/forget", ben, alone=True)
        await press(here, sure, YES, person=ben, alone=True)
        said = "".join(str(body["text"]) for body in here.port.posted.values())

    assert sure.text.startswith("Dieses Gespräch verschwindet für immer")
    assert said.endswith("Vergessen.")
