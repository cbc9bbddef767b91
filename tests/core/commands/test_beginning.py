"""`/reset` and `/continue`: what goes aside comes back, and only one's own conversations are carried over."""

import json
from pathlib import Path

import pytest

from core.controls import Counter
from core.envelope import ThoughtResult
from core.events import Person
from core.gate import House
from core.operations import AddControl
from core.view import View
from tests.core.desk import ADA, BEN, HOUSE, Desk, desk
from tests.core.visits import HERE, ROOM, audited, press, rows, speaking_german, tell, with_us
from tests.models import ScriptedModel

BENNY, CY = Person("paper:benny", {"name": "Benny"}), Person("paper:cy")
UNDO = "sys_reset_undo"
OLD = "paper:with-ben:1"
REFUSED = "You may not do that here. Ask an admin of this assistant."
OTHERS = House(frozenset({"paper:ada"}), welcome=True, places=frozenset({ROOM}))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "trivium.db"


def counting() -> ScriptedModel:
    made = ThoughtResult("Here.", (AddControl(Counter("beers", "Beers")),))
    return ScriptedModel(thinker=[made, ThoughtResult("Said.")])


async def said_in(here: Desk, session: str = HERE) -> list[str]:
    record = await here.store.load(session)
    return [] if record is None else [e["content"] for e in _state(record.state)["history"]]


def _state(state: bytes) -> dict[str, list[dict[str, str]]]:
    read: dict[str, list[dict[str, str]]] = json.loads(state)
    return read


async def linked(here: Desk, one: Person, other: Person) -> View:
    """Join two selves as a person would."""
    code = (await tell(here, "/link", one, alone=True)).text.partition("**")[2].partition("**")[0]
    return await tell(here, f"/link {code}", other, alone=True)


# -- reset


async def test_a_reset_begins_afresh_and_can_be_undone_also_after_a_restart(file: Path) -> None:
    async with desk(file, counting()) as first:
        await tell(first, "a counter", BEN)
        reset = await tell(first, "/reset", BEN)
        afresh = first.runtime().to_state()
    async with desk(file, ScriptedModel()) as second:
        between = await said_in(second)
        undone = await press(second, reset, UNDO, person=BEN)
    async with desk(file, ScriptedModel()) as third:
        history = await said_in(third)
        await tell(third, "go on", BEN)
        controls = third.runtime().controls

    assert reset.text == "We begin afresh."
    assert (afresh["history"], afresh["controls"], between) == ([], [], [])
    assert (undone.text, undone.controls, undone.id) == ("All is as it was before.", reset.controls, reset.id)
    assert history == ["a counter", "Here. "]
    assert controls == (Counter("beers", "Beers"),)


async def test_the_next_turn_after_a_reset_knows_nothing_of_before(file: Path) -> None:
    model = ScriptedModel()
    async with desk(file, model) as here:
        await tell(here, "I like kumquats", BEN)
        await tell(here, "/reset", BEN)
        await tell(here, "and now?", BEN)

    assert model.prompts("thinker")[-1].history == ()
    assert "kumquats" not in model.prompts("thinker")[-1].context


async def test_there_is_nothing_to_reset_where_nothing_was_said(file: Path) -> None:
    async with desk(file, ScriptedModel()) as here:
        view = await tell(here, "/reset", BEN)
        german = await tell(here, "/reset", speaking_german(BEN))

    assert view.text == "There is no conversation here yet. Say it where we talk: /reset …"
    assert german.text.startswith("Hier gibt es noch kein Gespräch.")
    assert rows(file, "SELECT * FROM set_aside") == []


async def test_only_who_reset_may_undo_it_and_the_try_is_audited(file: Path) -> None:
    async with desk(file, counting()) as here:
        await tell(here, "a counter", BEN)
        reset = await tell(here, "/reset", BEN)
        view = await press(here, reset, UNDO, person=CY)

        assert here.port.notices == [REFUSED]
        assert await said_in(here) == []
    assert (view.text, view.controls) == (reset.text, reset.controls)
    assert audited(file) == [("paper:cy", "click", ROOM, 0, UNDO)]


async def test_what_an_undo_takes_away_comes_back_with_the_next(file: Path) -> None:
    async with desk(file, counting()) as here:
        await tell(here, "a counter", BEN)
        reset = await tell(here, "/reset", BEN)
        await tell(here, "new work", CY)
        await press(here, reset, UNDO, person=BEN)
        old = await said_in(here)
        await press(here, reset, UNDO, person=BEN)

        assert old == ["a counter", "Here. "]
        assert await said_in(here) == ["new work", "Said. "]


async def test_an_empty_conversation_pushes_nothing_out_that_can_be_brought_back(file: Path) -> None:
    async with desk(file, counting()) as here:
        await tell(here, "a counter", BEN)
        reset = await tell(here, "/reset", BEN)
        await tell(here, "/reset", CY)
        await press(here, reset, UNDO, person=BEN)

        assert await said_in(here) == ["a counter", "Here. "]


async def test_a_reset_leaves_the_model_that_an_admin_chose(file: Path) -> None:
    async with desk(file, ScriptedModel()) as here:
        await tell(here, "hello", BEN)
        await tell(here, "/model scripted")
        await tell(here, "/reset", BEN)

        assert here.runtime().model == "scripted"


async def test_a_german_is_answered_in_german(file: Path) -> None:
    async with desk(file, ScriptedModel()) as here:
        ben = speaking_german(BEN)
        await tell(here, "hallo", ben)
        reset = await tell(here, "/reset", ben)
        undone = await press(here, reset, UNDO, person=ben)

    assert (reset.text, reset.controls[0].label) == ("Wir fangen neu an.", "Rückgängig")
    assert undone.text == "Alles ist wieder, wie es war."


# -- continue


async def test_without_a_link_there_is_nothing_of_another_self_to_go_on_with(file: Path) -> None:
    async with desk(file, ScriptedModel()) as here:
        await tell(here, "I like kumquats", BEN)
        view = await tell(here, "/continue", BENNY, alone=True)
        number = await tell(here, "/continue 1", BENNY, alone=True)

    assert view.text == number.text
    assert view.text.startswith("There is no other conversation of yours to go on with.")


@pytest.mark.parametrize("how", ["click", "number"])
async def test_a_linked_self_goes_on_with_a_conversation_where_nothing_was_said_yet_and_can_undo_it(
    file: Path, how: str
) -> None:
    async with desk(file, counting()) as first:
        await tell(first, "a counter", BEN, OLD, alone=True)
        assert (await linked(first, BEN, BENNY)).text.startswith("You are `paper:ben` too, I see.")
        listed = await tell(first, "/continue", BENNY, alone=True)
    async with desk(file, ScriptedModel()) as second:
        if how == "click":
            view = await press(second, listed, listed.controls[0].id, person=BENNY, alone=True)
        else:
            view = await tell(second, "/continue 1", BENNY, alone=True)
        await tell(second, "go on", BENNY, alone=True)
        history, controls = await said_in(second, with_us(BENNY)), second.runtime(with_us(BENNY)).controls
        undone = await press(second, view, UNDO, person=BENNY, alone=True)
        after = await said_in(second, with_us(BENNY))

        assert await said_in(second, OLD) == ["a counter", "Here. "]
    assert listed.text.splitlines()[1:] == ["1. paper: “a counter”"]
    assert listed.private
    assert view.text == "We go on here with paper: “a counter”."
    assert [control.id for control in view.controls] == ["beers", UNDO]
    assert history == ["a counter", "Here. ", "go on", "Said. "]
    assert controls == (Counter("beers", "Beers"),)
    assert (undone.text, after) == ("All is as it was before.", [])
    assert rows(file, "SELECT owner FROM sessions WHERE session = ?", with_us(BENNY)) == [("paper:benny",)]


async def test_only_ones_own_conversations_are_listed_the_newest_first(file: Path) -> None:
    async with desk(file, ScriptedModel()) as here:
        await tell(here, "mine of old", BEN, OLD, alone=True)
        await tell(here, "yours", CY, "paper:room:2")
        await tell(here, "begun by me, read by all", BEN, "paper:room:5")
        await tell(here, "adas", ADA, "paper:room:3")
        await tell(here, "mine of late", BEN, "paper:with-ben:2", alone=True)
        await tell(here, "me too", BEN, "paper:room:2")
        view = await tell(here, "/continue", BEN, alone=True)

    assert view.text.splitlines()[1:] == ["1. paper: “mine of late”", "2. paper: “mine of old”"]


async def test_a_button_goes_on_with_what_stood_beside_it_also_when_the_order_has_changed(file: Path) -> None:
    async with desk(file, ScriptedModel()) as here:
        await tell(here, "older", BEN, OLD, alone=True)
        await tell(here, "newer", BEN, "paper:with-ben:2", alone=True)
        listed = await tell(here, "/continue", BEN, alone=True)
        await tell(here, "older again", BEN, OLD, alone=True)
        view = await press(here, listed, listed.controls[0].id, person=BEN, alone=True)

    assert listed.text.splitlines()[1] == "1. paper: “newer”"
    assert view.text == "We go on here with paper: “newer”."


async def test_somebody_else_cannot_press_a_button_of_that_list(file: Path) -> None:
    async with desk(file, ScriptedModel()) as here:
        await tell(here, "mine", BEN, OLD, alone=True)
        await tell(here, "yours", CY, "paper:room:2")
        listed = await tell(here, "/continue", BEN, alone=True)
        view = await press(here, listed, listed.controls[0].id, person=CY, session=with_us(BEN) + ":x")

        assert REFUSED in here.port.notices
        assert await here.store.load(with_us(BEN)) is None
    assert view.text == listed.text
    assert audited(file)[-1][:4] == ("paper:cy", "click", with_us(BEN), 0)


@pytest.mark.parametrize("word", ["0", "2", "-1", "١", "x", "9" * 20, "9" * 5_000, "1.0"])
async def test_a_number_that_is_not_there_is_said_to_be_none(file: Path, word: str) -> None:
    async with desk(file, ScriptedModel()) as here:
        await tell(here, "mine", BEN, OLD, alone=True)
        view = await tell(here, f"/continue {word}", BEN, alone=True)

        assert await here.store.load(with_us(BEN)) is None
    assert view.text == f"There is no number {word[:60]}; there are 1 to 1."


async def test_what_was_said_elsewhere_is_not_listed_where_others_read(file: Path) -> None:
    async with desk(file, ScriptedModel()) as here:
        await tell(here, "I like kumquats", BEN, alone=True)
        view = await tell(here, "/continue", BEN)
        german = await tell(here, "/continue 1", speaking_german(BEN))

    assert view.text == "Say `/continue` to me in a direct message: what you said elsewhere is not for all to read."
    assert german.text.startswith("Sage mir `/continue` in einer Direktnachricht")


async def test_a_long_or_ragged_message_is_one_short_line_of_the_list(file: Path) -> None:
    async with desk(file, ScriptedModel(), house=HOUSE) as here:
        await tell(here, "line\n\n1. **forged**\n" + "x" * 100, BEN, OLD, alone=True)
        view = await tell(here, "/continue", BEN, alone=True)

    assert view.text.splitlines()[1:] == ["1. paper: “line 1. **forged** " + "x" * 41 + "…”"]
