"""`/whoami`, `/link` and `/pair`: who somebody is to us, said to them alone."""

from pathlib import Path

import pytest

from core.events import Person
from core.gate import House
from core.view import View
from tests.core.desk import ADA, BEN, desk
from tests.core.visits import ROOM, audited, everywhere, press, speaking_german, tell
from tests.models import ScriptedModel

CLOSED = House(frozenset({"paper:ada"}))
BENNY = Person("paper:benny")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "trivium.db"


def code_in(view: View) -> str:
    return view.text.partition("**")[2].partition("**")[0]


@pytest.mark.parametrize(
    ("person", "alone", "said"),
    [
        (ADA, False, "- Id: `paper:ada` (Ada)\n- Role here: **admin**"),
        (BEN, False, "- Id: `paper:ben` (Ben)\n- Role here: **member**"),
        (BEN, True, "- Id: `paper:ben` (Ben)\n- Role here: **stranger**"),
        (Person("paper:`x`"), True, "- Id: `paper:`x``\n- Role here: **stranger**"),
    ],
)
async def test_whoami_says_id_and_role(file: Path, person: Person, alone: bool, said: str) -> None:
    async with desk(file, ScriptedModel(), house=CLOSED) as here:
        view = await tell(here, "/whoami", person, "paper:odd:1", alone=alone)

    assert view.text == said
    assert view.private


async def test_a_link_is_made_by_a_code_and_whoami_says_so_after_a_restart(file: Path) -> None:
    async with desk(file, ScriptedModel()) as first:
        shown = await tell(first, "/link", BEN, alone=True)
        again = await tell(first, "/link", BEN, alone=True)
        linked = await tell(first, f"/link {code_in(shown).lower()}", BENNY, alone=True)
    async with desk(file, ScriptedModel()) as second:
        whoami = await tell(second, "/whoami", BENNY, alone=True)

    assert shown.private
    assert code_in(again) == code_in(shown)
    assert linked.text == "You are `paper:ben` too, I see. `/continue` carries a conversation over."
    assert "- Also: `paper:ben`" in whoami.text
    assert {row for row in audited(file) if row[1] == "link"} == {
        ("paper:benny", "link", one, 1, "") for one in ("paper:ben", "paper:benny")
    }


async def test_a_link_to_oneself_or_by_a_used_code_is_none(file: Path) -> None:
    async with desk(file, ScriptedModel()) as here:
        code = code_in(await tell(here, "/link", BEN, alone=True))
        own = await tell(here, f"/link {code}", BEN, alone=True)
        used = await tell(here, f"/link {code}", BENNY, alone=True)
        whoami = await tell(here, "/whoami", BENNY, alone=True)

    assert own.text == "That is your own code: type it where you are somebody else."
    assert used.text == "There is no such code, or it is too old: codes are good for an hour, and once."
    assert "Also" not in whoami.text


async def test_no_code_is_shown_or_taken_where_others_read(file: Path) -> None:
    async with desk(file, ScriptedModel()) as here:
        code = code_in(await tell(here, "/link", BEN, alone=True))
        asked = await tell(here, "/link", BEN)
        typed = await tell(here, f"/link {code}", BENNY)
        german = await tell(here, "/link", speaking_german(BEN))

    assert asked.text == typed.text == "Say `/link` to me in a direct message: a code is for your eyes only."
    assert german.text == "Sage mir `/link` in einer Direktnachricht: ein Code ist nur für dich."


async def test_whom_an_admin_is_linked_with_gets_no_more_rights_by_it(file: Path) -> None:
    async with desk(file, ScriptedModel()) as here:
        code = code_in(await tell(here, "/link", ADA, alone=True))
        await tell(here, f"/link {code}", BEN, alone=True)
        whoami = await tell(here, "/whoami", BEN, alone=True)
        graph = await tell(here, "/graph v1", BEN)

    assert whoami.text.splitlines()[1:] == ["- Role here: **member**", "- Also: `paper:ada`"]
    assert graph.text.startswith("You may not do that here.")


async def test_five_wrong_codes_lock_somebody_also_after_a_restart(file: Path) -> None:
    async with desk(file, ScriptedModel()) as first:
        code = code_in(await tell(first, "/link", BEN, alone=True))
        wrong = [await tell(first, "/link 2222-2222", BENNY, alone=True) for _ in range(6)]
    async with desk(file, ScriptedModel()) as second:
        locked = await tell(second, f"/link {code}", BENNY, alone=True)

    assert len({view.text for view in wrong[:5]}) == 1
    assert wrong[5].text.startswith("Too many wrong codes. Try again in ")
    assert locked.text.startswith("Too many wrong codes. Try again in ")
    assert sum(row[3] == 0 for row in audited(file)) == 5


async def test_pairing_is_for_admins_and_needs_a_code(file: Path) -> None:
    async with desk(file, ScriptedModel(), house=CLOSED) as here:
        code = code_in(await tell(here, "hello", BEN, alone=True))
        without = await tell(here, "/pair", ADA)
        wrong = await tell(here, "/pair 2222-2222", ADA)
        by_member = await tell(here, f"/pair {code}", BENNY)
        right = await tell(here, f"/pair {code.replace('-', ' ')}", ADA)
        twice = await tell(here, f"/pair {code}", ADA)

    assert without.text == "Say `/pair CODE`, with the code that somebody was shown, or `/pair off platform:user`."
    assert wrong.text == twice.text
    assert wrong.text.startswith("There is no such code")
    assert by_member.text == "You may not do that here. Ask an admin of this assistant."
    assert right.text == "`paper:ben` may talk with me now."
    assert ("paper:benny", "pair", ROOM, 0, "") in audited(file)
    assert ("paper:ada", "pair", "paper:ben", 1, "") in audited(file)


async def test_a_button_that_no_command_made_for_it_pairs_nobody(file: Path) -> None:
    async with desk(file, ScriptedModel(), house=CLOSED) as here:
        picker = await tell(here, "/graph")
        view = await press(here, picker, "sys_pair_paper:ben")

        assert here.port.notices == ["That button is no longer in use."]
    assert view.text == picker.text
    assert not everywhere(file, "known/")


async def test_who_was_let_in_is_let_in_no_longer_when_an_admin_says_so(file: Path) -> None:
    async with desk(file, ScriptedModel(), house=CLOSED) as here:
        code = code_in(await tell(here, "hello", BEN, alone=True))
        await tell(here, f"/pair {code}", ADA)
        inside = await tell(here, "hello", BEN, alone=True)
        said = await tell(here, "/pair off paper:ben", ADA)
        again = await tell(here, "/pair off paper:ben", ADA)
        outside = await tell(here, "hello", BEN, alone=True)

    assert "I do not know you yet" not in inside.text
    assert said.text == "`paper:ben` may no longer write to me directly."
    assert again.text == "`paper:ben` was not let in by a code."
    assert outside.id == 0  # told within the last minutes


async def test_who_was_joined_is_one_person_no_longer(file: Path) -> None:
    async with desk(file, ScriptedModel()) as here:
        code = code_in(await tell(here, "/link", BEN, alone=True))
        await tell(here, f"/link {code}", ADA, alone=True)
        said = await tell(here, "/link off", BEN, alone=True)
        again = await tell(here, "/link off", BEN, alone=True)
        who = await tell(here, "/whoami", ADA, alone=True)

    assert said.text == "Your selves are parted from now on."
    assert again.text == "You are not linked with anybody."
    assert "Also" not in who.text
