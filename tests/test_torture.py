"""Torture in short: kill -9 under load loses nothing and doubles nothing; and the check behind it can fail."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.torture.check import check, repeated
from tests.torture.evidence import COUNTER, Accepted, Entry, Post, Rows, Session, Talk, question
from tests.torture.report import Report
from tests.torture.running import torture

SESSION = "place"
ASKED = (COUNTER, question(1_000_001), question(1_000_002), question(1_000_003))
POSTS = tuple(Post(f"m{n}", f"Well: {asked.answer}", counter=n) for n, asked in enumerate(ASKED))
HISTORY = tuple(
    entry for asked in ASKED for entry in (Entry("user", asked.text), Entry("assistant", f"Well: {asked.answer}"))
)
ROWS = Rows(
    accepted=tuple(Accepted(n, SESSION, asked.text) for n, asked in enumerate(ASKED, 1)),
    sessions=(Session(SESSION, HISTORY, (3,)),),
)


def talk(platform: str = "slack", posts: tuple[Post, ...] = POSTS) -> Talk:
    return Talk(platform, "there", ASKED, posts, clicks=4, acknowledged=3)


def with_session(history: tuple[Entry, ...] = HISTORY, counter: int = 3) -> Rows:
    return replace(ROWS, sessions=(Session(SESSION, history, (counter,)),))


def shown(counter: int) -> tuple[Post, ...]:
    return (*POSTS[:-1], replace(POSTS[-1], counter=counter))


@pytest.mark.timeout(240)
async def test_kills_under_load_lose_nothing_and_double_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    report = await torture(5, seed=1, threads=2)

    assert report.violations() == (), capsys.readouterr().out
    assert report.kills == 5
    assert all(report.asked[platform] > 3 and report.clicked[platform] > 3 for platform in report.asked)
    assert report.repeats > 10


@pytest.mark.timeout(240)
async def test_a_program_that_forgets_at_each_kill_is_found_out() -> None:
    def forget(folder: Path) -> None:
        for file in folder.glob("torture.db*"):
            file.unlink()

    report = await torture(3, seed=2, threads=0, meddle=forget)

    assert any(found.startswith("lost") for found in report.violations())


def test_a_good_run_has_no_findings() -> None:
    assert [check([talk(platform)], ROWS) for platform in ("slack", "discord")] == [[], []]
    assert check([replace(talk("telegram"), clicks=3)], ROWS) == []


@pytest.mark.parametrize(
    ("posts", "kind"),
    [
        ((POSTS[0], *POSTS[2:]), "lost"),
        ((*POSTS, POSTS[1]), "answered twice"),
        ((POSTS[0], POSTS[2], POSTS[1], POSTS[3]), "out of order"),
        ((*POSTS, Post("m9", "1000001 + ")), "stray"),
        ((*POSTS[:-1], replace(POSTS[-1], growing=True)), "stray"),
        ((*POSTS[:-1], replace(POSTS[-1], words=f"{POSTS[-1].words} {POSTS[1].words}")), "stray"),
        (shown(2), "picture"),
        (shown(4), "picture"),
    ],
    ids=[
        "lost",
        "doubled",
        "swapped",
        "half an answer",
        "growing",
        "two in one",
        "an old picture",
        "too high a picture",
    ],
)
def test_what_people_would_see_is_found(posts: tuple[Post, ...], kind: str) -> None:
    assert kind in {found.kind for found in check([talk(posts=posts)], ROWS)}


def test_an_answer_in_another_conversation_is_found() -> None:
    other = Talk("slack", "elsewhere", (), (POSTS[2],))

    assert any("answers a question of slack there" in found.what for found in check([talk(), other], ROWS))


@pytest.mark.parametrize(
    ("rows", "kind"),
    [
        (with_session(counter=5), "applied twice"),
        (with_session(counter=2), "click lost"),
        (replace(ROWS, sessions=(Session(SESSION, HISTORY, (3, 3)),)), "applied twice"),
        (replace(ROWS, sessions=()), "lost"),
        (Rows(), "lost"),
        (with_session((*HISTORY[:2], *HISTORY)), "applied twice"),
        (with_session((*HISTORY[:2], *HISTORY[4:6], *HISTORY[2:4], *HISTORY[6:])), "out of order"),
        (with_session((*HISTORY[:2], *HISTORY[4:])), "lost"),
        (with_session(HISTORY[:-1]), "lost"),
        (with_session((*HISTORY[:3], *HISTORY[4:])), "lost"),
        (replace(ROWS, accepted=(*ROWS.accepted, replace(ROWS.accepted[2], id=9))), "applied twice"),
        (replace(ROWS, accepted=(ROWS.accepted[0], *ROWS.accepted[:0:-1])), "out of order"),
        (replace(ROWS, accepted=ROWS.accepted[:-1]), "lost"),
        (replace(ROWS, accepted=(*ROWS.accepted[:-1], replace(ROWS.accepted[-1], session="another"))), "stray"),
        (replace(ROWS, integrity="row 3 missing from index"), "database"),
        (replace(ROWS, waiting=("inbox 7",)), "database"),
        (replace(ROWS, broken=("a state",)), "database"),
    ],
    ids=[
        "a counter too high", "a counter too low", "two counters", "no state", "nothing",
        "a message twice in the history", "a history out of order",
        "a gap in the history", "an answer missing at the end", "an answer missing in the middle", "accepted twice",
        "accepted out of order", "never accepted", "two sessions", "damage", "an event left over", "a state set aside",
    ],
)  # fmt: skip
def test_what_the_database_tells_is_found(rows: Rows, kind: str) -> None:
    assert kind in {found.kind for found in check([talk()], rows)}


def test_a_history_that_was_cut_is_no_finding() -> None:
    assert check([talk()], with_session(HISTORY[4:])) == []


def test_telegram_may_repeat_an_answer_which_is_told_apart_but_no_click_may_be_lost_there() -> None:
    twice = replace(talk("telegram", (*POSTS[:2], POSTS[1], *POSTS[2:])), clicks=3)

    assert check([twice], ROWS) == []
    assert repeated([twice]) == ["telegram there: 'what is 1 + 1000000?' answered 2 times, in m1, m1"]
    assert [found.kind for found in check([talk("telegram")], ROWS)] == ["click lost"]


def test_more_repeated_answers_than_kills_are_a_violation() -> None:
    assert Report(kills=2, repeated=("a", "b")).violations() == ()
    assert len(Report(kills=2, repeated=("a", "b", "c")).violations()) == 1


@pytest.mark.parametrize("platform", ["slack", "discord", "telegram"])
def test_reports_add_up(platform: str) -> None:
    one = Report(1, {platform: 2}, {platform: 3}, {platform: 1}, 5, ("r",), ("f",), 1.5)

    assert one.and_then(one) == Report(2, {platform: 4}, {platform: 6}, {platform: 2}, 10, ("r", "r"), ("f", "f"), 3.0)
    assert any(f"{platform}: 2 messages, 3 clicks" in line for line in one.lines())
