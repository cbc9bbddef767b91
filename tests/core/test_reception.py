"""The reception: what strangers write is kept nowhere, and who writes too much is told once."""

import asyncio
from pathlib import Path

import pytest
from msgspec.structs import replace

from core.events import Person
from core.gate import House
from core.ports import Mark
from tests.core.desk import ADA, BEN, HOUSE, desk
from tests.core.visits import HERE, ROOM, arrive, audited, came, everywhere, press, rows, speaking_german, tell
from tests.models import ScriptedModel
from tests.waiting import until

CLOSED = House(frozenset({"paper:ada"}))
ELSEWHERE = House(frozenset({"paper:ada"}), places=frozenset({"paper:hall"}))
SECRET = "xylophone-zebra"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "trivium.db"


# -- strangers alone with us


async def test_a_stranger_is_shown_a_code_and_what_they_wrote_is_kept_nowhere(file: Path) -> None:
    model = ScriptedModel()
    async with desk(file, model, house=CLOSED) as here:
        view = await tell(here, f"My secret is {SECRET}", BEN, alone=True)

        assert not everywhere(file, SECRET)
    assert not everywhere(file, SECRET)
    assert view.text.startswith("I do not know you yet. Your code is **")
    assert "Your id is `paper:ben`." in view.text
    assert view.private
    assert model.asked == []
    assert rows(file, "SELECT * FROM sessions") == []
    assert [row[:4] for row in audited(file)] == [
        ("paper:ben", "(knock)", "paper:with-ben", 0), ("paper:ben", "pair_code", "paper:ben", 1),
    ]  # fmt: skip


@pytest.mark.parametrize("line", ["/help", "/whoami", "/graph", "/link", "/forget", "/continue", "/stop", "/dance"])
async def test_what_a_stranger_writes_behind_a_command_is_kept_nowhere(file: Path, line: str) -> None:
    async with desk(file, ScriptedModel(), house=CLOSED) as here:
        view = await tell(here, f"{line} {SECRET}", BEN, alone=True)

        assert view.text
        assert not everywhere(file, SECRET)


async def test_a_strangers_files_are_not_fetched_and_their_message_gets_no_sign(file: Path) -> None:
    async with desk(file, ScriptedModel(), house=CLOSED) as here:
        await tell(here, "hello", BEN, alone=True)
        marks: list[tuple[str, Mark]] = here.port.marks

        assert marks == []
        assert "fetch" not in here.port.calls


async def test_a_stranger_who_goes_on_is_not_answered_each_time(file: Path) -> None:
    async with desk(file, ScriptedModel(), house=CLOSED) as here:
        views = [await tell(here, f"{SECRET} {number}", BEN, alone=True) for number in range(5)]
        posted = len(here.port.posted)

        assert [bool(view.text) for view in views] == [True] + [False] * 4
        assert posted == len(here.port.posted)
    assert not everywhere(file, SECRET)
    assert len(rows(file, "SELECT id FROM inbox")) == 1


async def test_a_redelivered_refusal_is_not_answered_twice_also_after_a_restart(file: Path) -> None:
    knocked = came("hello", BEN, alone=True)
    async with desk(file, ScriptedModel(), house=CLOSED) as first:
        await arrive(first, knocked)
        await arrive(first, knocked)
        once = len(first.port.posted)
    async with desk(file, ScriptedModel(), house=CLOSED) as second:
        await second.sessions.resume("paper")
        await arrive(second, knocked)
        await second.sessions.keep(knocked)
        await second.quiet()

        assert second.port.calls == []
    assert once > 0
    assert len(rows(file, "SELECT id FROM inbox")) == 1


async def test_a_stranger_who_wrote_while_nobody_listened_is_shown_a_code_too(file: Path) -> None:
    async with desk(file, ScriptedModel(), house=CLOSED) as here:
        here.sessions.collect("paper")
        await here.sessions.keep(came(SECRET, BEN, alone=True))
        here.sessions.release("paper")
        await here.quiet()

        assert "Your code is" in "".join(str(body["text"]) for body in here.port.posted.values())
    assert not everywhere(file, SECRET)


async def test_a_stranger_who_is_let_in_is_answered_from_then_on_and_after_a_restart(file: Path) -> None:
    model = ScriptedModel()
    async with desk(file, model, house=CLOSED) as first:
        code = (await tell(first, "hello", BEN, alone=True)).text.partition("**")[2].partition("**")[0]
        said = await tell(first, f"/pair {code}", ADA)
        await tell(first, "and now?", BEN, alone=True)
    async with desk(file, model, house=CLOSED) as second:
        await tell(second, "still?", BEN, alone=True)

    assert said.text == "`paper:ben` may talk with me now."
    assert [p.text for p in model.prompts("thinker")] == ["and now?", "still?"]


async def test_a_stranger_cannot_let_themself_in(file: Path) -> None:
    model = ScriptedModel()
    async with desk(file, model, house=CLOSED) as here:
        code = (await tell(here, "hello", BEN, alone=True)).text.partition("**")[2].partition("**")[0]
        again = await tell(here, f"/pair {code}", BEN, alone=True)
        in_public = await tell(here, f"/pair {code}", BEN)
        await tell(here, "and now?", BEN, alone=True)

    assert f"**{code}**" in again.text
    assert in_public.text == "You may not do that here. Ask an admin of this assistant."
    assert model.asked == []


async def test_a_stranger_reads_german_where_the_platform_says_so(file: Path) -> None:
    async with desk(file, ScriptedModel(), house=CLOSED) as here:
        view = await tell(here, "hallo", speaking_german(BEN), alone=True)

        assert view.text.startswith("Ich kenne dich noch nicht. Dein Code ist **")


async def test_who_the_platform_vouches_for_is_no_stranger(file: Path) -> None:
    model = ScriptedModel()
    async with desk(file, model, house=CLOSED) as here:
        await tell(here, "hello", replace(BEN, member=True), alone=True)

    assert [p.text for p in model.prompts("thinker")] == ["hello"]


@pytest.mark.parametrize("odd", ["paper:", "paper:`*_@everyone", "paper:Ünï/%_", "paper:'; DROP TABLE audit;--"])
async def test_strangers_with_odd_ids_are_told_theirs_and_can_be_let_in(file: Path, odd: str) -> None:
    stranger, model = Person(odd), ScriptedModel()
    async with desk(file, model, house=CLOSED) as here:
        text = (await tell(here, "hello", stranger, "paper:odd:1", alone=True)).text
        await tell(here, f"/pair {text.partition('**')[2].partition('**')[0]}", ADA)
        await tell(here, "and now?", stranger, alone=True)

    assert f"`{odd}`" in text
    assert [p.text for p in model.prompts("thinker")] == ["and now?"]


# -- places where we do not talk


async def test_where_we_do_not_talk_words_stay_unanswered_and_unkept_and_the_try_is_audited_once(file: Path) -> None:
    model = ScriptedModel()
    async with desk(file, model, house=ELSEWHERE) as here:
        for _ in range(3):
            await tell(here, f"hello {SECRET}", BEN)
        await here.sessions.accept(replace(came(SECRET, BEN), addressed=False))
        await here.quiet()

        assert here.port.calls == []
    assert audited(file) == [("paper:ben", "talk", ROOM, 0, "")]
    assert rows(file, "SELECT * FROM inbox") == []
    assert not everywhere(file, SECRET)
    assert model.asked == []


async def test_a_click_where_we_no_longer_talk_is_refused_and_changes_nothing(file: Path) -> None:
    async with desk(file, ScriptedModel()) as first:
        picker = await tell(first, "/graph")
    async with desk(file, ScriptedModel(), house=ELSEWHERE) as second:
        await press(second, picker, "sys_graph_to", "g0", BEN)

        assert "You may not do that here. Ask an admin of this assistant." in _all(second.port.posted)
        assert (await second.store.reply(picker.id)).view == picker  # type: ignore[union-attr]
    assert audited(file)[-1][:4] == ("paper:ben", "(refused)", ROOM, 0)
    assert rows(file, "SELECT key FROM settings WHERE key LIKE 'graph/%'") == []


async def test_a_stop_by_a_stranger_stops_nothing(file: Path) -> None:
    held = asyncio.Event()
    model = ScriptedModel(output=held)
    async with desk(file, model, house=ELSEWHERE) as here:
        await here.sessions.accept(came("a long story", ADA))
        await until(lambda: model.prompts("output"))
        for text in ("stop", "/stop"):
            await here.sessions.accept(came(text, BEN))
        running = not here.runtime(HERE).sink.done
        held.set()
        await here.quiet()
        history = [e["content"] for e in here.runtime().to_state()["history"]]

        assert "You may not do that here." in _all(here.port.posted)
    assert running
    assert history == ["a long story", "Said. "]
    assert [row[:4] for row in audited(file)] == [
        ("paper:ben", "talk", ROOM, 0), ("paper:ben", "stop", ROOM, 0),
    ]  # fmt: skip


# -- too fast


async def test_who_sends_too_much_is_told_once_and_what_was_too_much_is_kept_nowhere(file: Path) -> None:
    model = ScriptedModel()
    async with desk(file, model, house=HOUSE, a_minute=2) as here:
        views = [await tell(here, text) for text in ("one", "two", SECRET, SECRET, "/status", SECRET)]
        other = await tell(here, "hello", BEN)

    told = "That is more than I can follow: please wait a minute. I did not take your last message."
    assert [view.text for view in views] == ["Said. ", "Said. ", told, "", "", ""]
    assert views[2].private
    assert other.text == "Said. "
    assert [p.text for p in model.prompts("thinker")] == ["one", "two", "hello"]
    assert not everywhere(file, SECRET)


async def test_words_not_meant_for_us_do_not_count(file: Path) -> None:
    model = ScriptedModel()
    async with desk(file, model, house=HOUSE, a_minute=1) as here:
        for _ in range(5):
            await here.sessions.accept(replace(came("by the way"), addressed=False))
        view = await tell(here, "hello")

    assert view.text == "Said. "


async def test_what_was_written_while_nobody_listened_is_never_too_fast(file: Path) -> None:
    model = ScriptedModel()
    async with desk(file, model, house=HOUSE, a_minute=1) as here:
        for number in range(3):
            await here.sessions.keep(came(f"{number}", session=f"paper:room:{number}"))
        await here.quiet()

    assert sorted(p.text for p in model.prompts("thinker")) == ["0", "1", "2"]


async def test_clicks_count_and_a_click_too_many_is_answered_once(file: Path) -> None:
    async with desk(file, ScriptedModel(), house=HOUSE, a_minute=3) as here:
        picker = await tell(here, "/graph")
        views = [await press(here, picker, "sys_graph_where", value) for value in ("session", "default", "channel")]
        told = _all(here.port.posted)

    chosen = [view.controls[0].chosen for view in views]  # type: ignore[union-attr]
    assert chosen == ["session", "default", "default"]
    assert told.count("That is more than I can follow") == 1


def _all(posted: dict[str, dict[str, object]]) -> str:
    return "".join(str(body.get("text", "")) for body in posted.values())


async def test_words_not_meant_for_us_count_where_they_are_heard(file: Path) -> None:
    async with desk(file, ScriptedModel(), a_minute=3) as here:
        await tell(here, "hello", BEN)
        for number in range(5):
            await arrive(here, replace(came(f"word {number}", BEN), addressed=False))

    heard = [text for (text,) in rows(file, "SELECT json_extract(CAST(payload AS TEXT), '$.text') FROM inbox")]
    assert heard == ["hello", "word 0", "word 1", None]


async def test_an_event_that_is_delivered_twice_counts_once(file: Path) -> None:
    async with desk(file, ScriptedModel(), a_minute=2) as here:
        first, second = came("one", BEN), came("two", BEN)
        for message in (first, first, first, second):
            await arrive(here, message)

    assert [text for (text,) in rows(file, "SELECT json_extract(CAST(payload AS TEXT), '$.text') FROM inbox")] == [
        "one",
        "two",
    ]


async def test_a_strangers_command_is_answered_once_in_a_while(file: Path) -> None:
    async with desk(file, ScriptedModel(), house=House(frozenset({"paper:ada"}))) as here:
        for _ in range(5):
            await tell(here, "/status", BEN, alone=True)

    assert len(rows(file, "SELECT id FROM inbox")) == 1


async def test_nobody_is_an_admin_of_everything_by_a_platforms_word(file: Path) -> None:
    async with desk(file, ScriptedModel(), house=House(frozenset({"paper:ada"})), trusting=True) as here:
        here.port.bosses.add("paper:ben")
        knocked = await tell(here, "hello", Person("paper:cy"), alone=True)
        code = knocked.text.partition("**")[2].partition("**")[0]
        here_only = await tell(here, "/graph v1", BEN)
        everywhere_else = await tell(here, "/graph v2 default", BEN)
        paired = await tell(here, f"/pair {code}", BEN)

    assert here_only.text.startswith("From the next message on, graph **v1** answers here.")
    assert everywhere_else.text == paired.text == "You may not do that here. Ask an admin of this assistant."
