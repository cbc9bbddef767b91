"""People: codes are good once, for an hour, and for whom they were meant; what is known of people survives."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from adapters.storage.store import open_store
from core.errors import InvalidInput, StoreError
from core.people import People
from core.ports import AuditEntry
from migrations.run import upgrade
from tests.core.visits import audited, everywhere, rows

ADA, BEN, BENNY = "paper:ada", "paper:ben", "other:benny"
HOUR = 3_600.0


class Clock:
    """Time that passes when it is told to."""

    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "trivium.db"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@asynccontextmanager
async def people_of(file: Path, clock: Clock) -> AsyncIterator[People]:
    """Begin a run of the program over what is kept of people."""
    store = await open_store(f"sqlite+aiosqlite:///{file}", upgrade)
    try:
        people = People(store, clock)
        await people.load()
        yield people
    finally:
        await store.close()


async def test_a_code_lets_in_whom_it_was_shown_to_and_that_survives(file: Path, clock: Clock) -> None:
    async with people_of(file, clock) as people:
        code = await people.code("pair", BEN)
        before = people.known(BEN)
        assert await people.pair(code, ADA) == BEN
    async with people_of(file, clock) as again:
        assert (before, again.known(BEN), again.known(ADA)) == (False, True, False)


@pytest.mark.parametrize("dressed", ["{0}", "{0}-{1}", "{0} {1}", " {0}{1} ", "lower"])
async def test_a_code_is_taken_however_it_is_typed(file: Path, clock: Clock, dressed: str) -> None:
    async with people_of(file, clock) as people:
        code = await people.code("pair", BEN)
        typed = {"lower": code.lower(), "{0}": code}.get(dressed, dressed.format(code[:4], code[4:]))

        assert await people.pair(typed, ADA) == BEN


async def test_a_code_works_once_also_where_two_type_it_at_the_same_time(file: Path, clock: Clock) -> None:
    async with people_of(file, clock) as people:
        code = await people.code("link", BEN)

        found = await asyncio.gather(*(people.link(code, one) for one in (BENNY, "other:eve")), return_exceptions=True)

        assert [type(one) for one in found] == [str, InvalidInput]
        assert people.selves("other:eve") == ("other:eve",)


async def test_a_code_that_was_used_does_not_come_back_with_a_restart(file: Path, clock: Clock) -> None:
    async with people_of(file, clock) as people:
        code = await people.code("pair", BEN)
        await people.pair(code, ADA)
    async with people_of(file, clock) as again:
        with pytest.raises(InvalidInput, match="There is no such code, or it is too old"):
            await again.pair(code, ADA)


@pytest.mark.parametrize(("seconds", "good"), [(HOUR - 1, True), (HOUR, False), (HOUR * 24, False)])
async def test_a_code_is_good_for_an_hour_also_over_a_restart(
    file: Path, clock: Clock, seconds: float, good: bool
) -> None:
    async with people_of(file, clock) as people:
        code = await people.code("pair", BEN)
    clock.now += seconds
    async with people_of(file, clock) as again:
        if not good:
            with pytest.raises(InvalidInput):
                await again.pair(code, ADA)
            assert not again.known(BEN)
        else:
            assert await again.pair(code, ADA) == BEN


async def test_a_code_is_shown_again_while_it_lives_and_then_there_is_another(file: Path, clock: Clock) -> None:
    async with people_of(file, clock) as people:
        first = await people.code("pair", BEN)
        assert await people.code("pair", BEN) == first
        clock.now += HOUR
        second = await people.code("pair", BEN)
    async with people_of(file, clock) as again:
        third = await again.code("pair", BEN)
        with pytest.raises(InvalidInput):
            await again.pair(second, ADA)
        assert await again.pair(third, ADA) == BEN

    assert len({first, second, third}) == 3
    assert rows(file, "SELECT key FROM settings WHERE key LIKE 'code/%'") == []


async def test_a_code_for_one_thing_is_good_for_no_other(file: Path, clock: Clock) -> None:
    async with people_of(file, clock) as people:
        code = await people.code("link", BEN)
        with pytest.raises(InvalidInput):
            await people.pair(code, ADA)

        assert await people.link(code, BENNY) == BEN


async def test_no_code_stands_in_the_database(file: Path, clock: Clock) -> None:
    async with people_of(file, clock) as people:
        codes = [await people.code("pair", BEN), await people.code("link", ADA)]

        assert [everywhere(file, code) for code in codes] == [False, False]
        assert not everywhere(file, codes[0][:4] + "-" + codes[0][4:])


async def test_codes_for_many_people_at_once_after_old_ones_ran_out_are_all_good(file: Path, clock: Clock) -> None:
    names = [f"paper:{number}" for number in range(8)]
    async with people_of(file, clock) as people:
        for name in names:
            await people.code("pair", name)
        clock.now += HOUR

        codes = await asyncio.gather(*(people.code("pair", name) for name in names))

        assert [await people.pair(code, ADA) for code in codes] == names


# -- wrong codes


async def test_five_wrong_codes_lock_somebody_for_an_hour_also_with_the_right_one(file: Path, clock: Clock) -> None:
    async with people_of(file, clock) as people:
        for _ in range(5):
            with pytest.raises(InvalidInput, match="There is no such code"):
                await people.link("22222222", BENNY)
        code = await people.code("link", BEN)
        with pytest.raises(InvalidInput, match=r"Too many wrong codes\. Try again in 60 minutes\."):
            await people.link(code, BENNY)
        assert await people.link(code, "other:somebody") == BEN


async def test_the_lock_outlives_a_restart_and_ends_after_an_hour(file: Path, clock: Clock) -> None:
    async with people_of(file, clock) as people:
        for _ in range(5):
            with pytest.raises(InvalidInput):
                await people.link("WRONG", BENNY)
    clock.now += HOUR - 61
    async with people_of(file, clock) as again:
        code = await again.code("link", BEN)
        with pytest.raises(InvalidInput, match=r"Too many wrong codes\. Try again in a minute"):
            await again.link(code, BENNY)
        clock.now += 62
        assert await again.link(code, BENNY) == BEN


async def test_four_wrong_codes_and_a_right_one_begin_the_count_anew(file: Path, clock: Clock) -> None:
    async with people_of(file, clock) as people:
        for person in (BEN, "paper:cy"):
            for _ in range(4):
                with pytest.raises(InvalidInput):
                    await people.pair("WRONG", ADA)
            assert await people.pair(await people.code("pair", person), ADA) == person

    assert rows(file, "SELECT key FROM settings WHERE key LIKE 'tried/%'") == []


async def test_wrong_codes_are_in_the_audit_without_the_code(file: Path, clock: Clock) -> None:
    async with people_of(file, clock) as people:
        with pytest.raises(InvalidInput):
            await people.pair("GUESSED9", ADA)

    assert audited(file) == [(ADA, "pair_code", ADA, 0, "")]
    assert not everywhere(file, "GUESSED9")


# -- selves


async def test_nobody_can_join_with_themself(file: Path, clock: Clock) -> None:
    async with people_of(file, clock) as people:
        with pytest.raises(InvalidInput, match="That is your own code"):
            await people.link(await people.code("link", BEN), BEN)

        assert people.selves(BEN) == (BEN,)


async def test_selves_are_joined_for_all_and_survive(file: Path, clock: Clock) -> None:
    async with people_of(file, clock) as people:
        await people.link(await people.code("link", BEN), BENNY)
        await people.link(await people.code("link", "third:b"), "fourth:b")
        await people.link(await people.code("link", "third:b"), BEN)
    async with people_of(file, clock) as again:
        everybody = {BEN, BENNY, "third:b", "fourth:b"}
        assert [set(again.selves(one)) for one in sorted(everybody)] == [everybody] * 4
        assert again.selves(BENNY)[0] == BENNY
        assert again.selves(ADA) == (ADA,)


async def test_who_was_let_in_is_so_by_all_their_selves(file: Path, clock: Clock) -> None:
    async with people_of(file, clock) as people:
        await people.pair(await people.code("pair", BEN), ADA)
        await people.link(await people.code("link", BEN), BENNY)

        assert people.known(BENNY)


@pytest.mark.parametrize(
    "odd", ["paper:", "paper:a/b", "paper:'; DROP TABLE audit;--", "paper:Ünï %_\n", "known/x", "p" * 999]
)
async def test_odd_ids_are_kept_as_they_are(file: Path, clock: Clock, odd: str) -> None:
    async with people_of(file, clock) as people:
        await people.pair(await people.code("pair", odd), ADA)
        await people.link(await people.code("link", odd), BENNY)
    async with people_of(file, clock) as again:
        assert again.known(odd)
        assert again.selves(odd) == (odd, BENNY)
        assert not again.known(odd + "x")


async def test_what_cannot_be_read_of_people_is_said_and_not_passed_over(file: Path, clock: Clock) -> None:
    store = await open_store(f"sqlite+aiosqlite:///{file}", upgrade)
    try:
        await store.set_setting("code/abc", "{", AuditEntry(ADA, "pair_code", ADA, allowed=True))
        with pytest.raises(StoreError, match="What the database keeps of people cannot be read"):
            await People(store, clock).load()
    finally:
        await store.close()
