"""`/help`, `/sessions`, `/trace`, `/status`, `/stop`: what there is to see, to each what is theirs to see."""

from pathlib import Path

import pytest

from core.events import Person
from core.gate import House
from core.view import View
from tests.core.desk import ADA, BEN, Desk, desk
from tests.core.visits import HERE, ROOM, audited, speaking_german, tell, with_us
from tests.models import ScriptedModel

CLOSED = House(frozenset({"paper:ada"}))
CY = Person("paper:cy")
REFUSED = "You may not do that here. Ask an admin of this assistant."


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "trivium.db"


def listed(view: View) -> list[str]:
    """Return the names of the commands that a help names."""
    return [row.partition("/")[2].partition("`")[0].partition(" ")[0] for row in view.text.splitlines()[1:]]


# -- help


@pytest.mark.parametrize(
    ("person", "alone", "names"),
    [
        (BEN, True, "help whoami"),
        (BEN, False, "help whoami status stop reset sessions link continue forget"),
        (ADA, False, "help whoami status stop reset sessions link continue forget graph model trace pair"),
    ],
)
async def test_help_lists_what_each_may_do_and_nothing_else(
    file: Path, person: Person, alone: bool, names: str
) -> None:
    async with desk(file, ScriptedModel(), house=CLOSED) as here:
        view = await tell(here, "/help", person, alone=alone)

    assert sorted(listed(view)) == sorted(names.split())
    assert view.private


async def test_help_is_german_where_the_person_is(file: Path) -> None:
    async with desk(file, ScriptedModel()) as here:
        view = await tell(here, "/help", speaking_german(BEN))

    assert view.text.startswith("Was du sagen kannst, außer mit mir zu reden:")


# -- sessions


async def spoken(here: Desk) -> None:
    await tell(here, "I like plums", BEN, "paper:room:1")
    await tell(here, "I like kumquats", BEN, "paper:with-ben:1", alone=True)
    await tell(here, "I like quinces", CY, "paper:room:2")
    await tell(here, "and now alone", BEN, alone=True)


async def test_one_sees_ones_own_conversations_the_newest_first_and_only_where_nobody_else_reads(
    file: Path,
) -> None:
    async with desk(file, ScriptedModel()) as here:
        await spoken(here)
        alone = await tell(here, "/sessions", BEN, alone=True)
        public = await tell(here, "/sessions", BEN)

    assert alone.text.splitlines()[1:] == [
        f"- `{with_us(BEN)}` on v4-eras: paper: “and now alone”",
        "- `paper:with-ben:1` on v4-eras: paper: “I like kumquats”",
    ]
    assert public.text.startswith("Say `/sessions` to me in a direct message")
    assert "kumquats" not in public.text


async def test_an_admin_sees_all_conversations_but_nobodys_words(file: Path) -> None:
    async with desk(file, ScriptedModel()) as here:
        await spoken(here)
        view = await tell(here, "/sessions", ADA, alone=True)

    assert {row.split("`")[1] for row in view.text.splitlines()[1:]} == {
        HERE,
        "paper:room:2",
        "paper:with-ben:1",
        with_us(BEN),
    }
    assert "like" not in view.text
    assert "alone" not in view.text


async def test_who_said_nothing_yet_has_no_conversations(file: Path) -> None:
    async with desk(file, ScriptedModel()) as here:
        await tell(here, "hello", BEN)
        view = await tell(here, "/sessions", CY, alone=True)
        german = await tell(here, "/sessions", speaking_german(CY), alone=True)

    assert (view.text, german.text) == ("There are none yet.", "Es gibt noch keine.")


# -- trace


async def test_a_trace_names_the_nodes_of_the_last_answer_and_no_words(file: Path) -> None:
    async with desk(file, ScriptedModel()) as here:
        await tell(here, "hello")
        before = await tell(here, "/trace")
        on = await tell(here, "/trace on")
        nothing = await tell(here, "/trace")
        await tell(here, "I like kumquats")
        traced = await tell(here, "/trace")
        what = await tell(here, "/trace sideways")
        off = await tell(here, "/trace off")
        after = await tell(here, "/trace")

    assert before.text == after.text == "This conversation is not traced: say `/trace on`, and ask something."
    assert on.text.startswith("This conversation is traced from now on")
    assert nothing.text == "Nothing was answered here since the trace began."
    assert "**thinker**" in traced.text
    assert "kumquats" not in traced.text
    assert what.text == "Say `/trace [on|off]`."
    assert off.text == "This conversation is no longer traced."


async def test_a_trace_is_for_admins_and_needs_a_conversation(file: Path) -> None:
    async with desk(file, ScriptedModel()) as here:
        none = await tell(here, "/trace on")
        await tell(here, "hello", BEN)
        refused = await tell(here, "/trace on", BEN)

    assert none.text.startswith("There is no conversation here yet.")
    assert refused.text == REFUSED
    assert audited(file) == [("paper:ben", "trace", ROOM, 0, "")]


# -- status and stop


async def test_status_says_how_things_stand_and_trouble_only_to_admins(file: Path) -> None:
    async with desk(file, ScriptedModel()) as here:
        empty = await tell(here, "/status", BEN)
        await tell(here, "hello", BEN)
        await tell(here, "/graph v2")
        here.alarms.sound("test", "The kettle is cold.")
        bens, public = await tell(here, "/status", BEN), await tell(here, "/status")
        adas = await tell(here, "/status", alone=True)

    assert f"- Conversation: `{HERE}`, nothing said yet" in empty.text.splitlines()
    assert "- Graph: **v4-eras**, the program's own" in empty.text
    assert "- Graph: **v2**, set for this channel" in bens.text
    assert "- Waiting here: 0; other conversations at work: 0" in bens.text
    assert f"- Conversation: `{HERE}`" in bens.text.splitlines()
    assert "kettle" not in bens.text + public.text
    assert "- Last trouble: The kettle is cold." in adas.text


async def test_status_is_not_for_strangers(file: Path) -> None:
    async with desk(file, ScriptedModel(), house=CLOSED) as here:
        view = await tell(here, "/status", BEN, alone=True)

    assert "Graph" not in view.text
    assert view.text.startswith("I do not know you yet.")
    assert audited(file)[0][:4] == ("paper:ben", "status", with_us(BEN), 0)


async def test_a_stop_where_nothing_runs_is_told_so_in_ones_language(file: Path) -> None:
    async with desk(file, ScriptedModel()) as here:
        view = await tell(here, "/stop", speaking_german(BEN))

    assert view.text == "Hier läuft gerade nichts."


# -- the platforms' own admins


async def test_where_the_platforms_admins_are_trusted_one_switches_graphs_and_others_do_not(file: Path) -> None:
    async with desk(file, ScriptedModel(), trusting=True) as here:
        here.port.bosses = {"paper:ben"}
        bens = [await tell(here, "/graph v1", BEN), await tell(here, "/graph v2", BEN)]
        cys = await tell(here, "/graph v3", CY)

        assert here.port.asked_about == ["paper:ben", "paper:cy"]
    assert [view.text for view in bens] == [
        f"From the next message on, graph **{name}** answers here." for name in ("v1", "v2")
    ]
    assert cys.text == REFUSED


async def test_where_they_are_not_trusted_nobody_asks_for_them(file: Path) -> None:
    async with desk(file, ScriptedModel()) as here:
        here.port.bosses = {"paper:ben"}
        view = await tell(here, "/graph v1", BEN)

        assert here.port.asked_about == []
    assert view.text == REFUSED
