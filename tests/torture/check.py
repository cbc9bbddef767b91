"""The check: what is lost, doubled, applied twice, out of order or not finished; pure, so that it can be tested."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal, TypeAlias

from msgspec import Struct

from tests.torture.evidence import Question, Rows, Session, Talk

Kind: TypeAlias = Literal[
    "lost", "answered twice", "applied twice", "out of order", "click lost", "stray", "picture", "database", "program"
]

REPEATING = "telegram"
"""It has no key for what is sent: killed between its answer and our note of it, the program sends a message again."""

_SUM = re.compile(r"= \d+\.")


class Finding(Struct, frozen=True):
    """Something that must not be."""

    kind: Kind
    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.where}: {self.what}"


def check(talks: Sequence[Talk], rows: Rows) -> list[Finding]:
    """Return all that is wrong; what is repeated on REPEATING is told by `repeated` instead."""
    return [
        *(finding for talk in talks for finding in _seen(talk)),
        *(finding for talk in talks for finding in _ledger(talk, rows)),
        *_astray(talks),
        *_database(rows),
    ]


def repeated(talks: Sequence[Talk]) -> list[str]:
    """Return the answers that stand there more than once on the platform where that can happen."""
    return [
        f"{talk.name}: {question.text!r} answered {len(places)} times, in {', '.join(places)}"
        for talk in talks
        if talk.platform == REPEATING
        for question in talk.questions
        if len(places := [post.id for post in talk.posts if question.answer in post.words]) > 1
    ]


def _seen(talk: Talk) -> Iterator[Finding]:
    """Find what a person would: nothing, too much, or the wrong order."""
    first: list[tuple[int, Question]] = []
    for question in talk.questions:
        at = [index for index, post in enumerate(talk.posts) if question.answer in post.words]
        if not at:
            yield Finding("lost", talk.name, f"no answer to {question.text!r}")
            continue
        first.append((at[0], question))
        if len(at) > 1 and talk.platform != REPEATING:
            places = ", ".join(talk.posts[index].id for index in at)
            yield Finding("answered twice", talk.name, f"{question.text!r} is answered in {places}")
    for (before, earlier), (after, later) in pairwise(first):
        if after < before:
            yield Finding("out of order", talk.name, f"{later.text!r} is answered before {earlier.text!r}")
    yield from _stray(talk)


def _stray(talk: Talk) -> Iterator[Finding]:
    answers = [question.answer for question in talk.questions]
    for post in talk.posts:
        said = sum(answer in post.words for answer in answers)
        if said != 1:
            yield Finding("stray", talk.name, f"message {post.id} has {said} answers: {post.words[:200]!r}")
        elif post.growing:
            yield Finding("stray", talk.name, f"message {post.id} still grows: {post.words[:200]!r}")


def _ledger(talk: Talk, rows: Rows) -> Iterator[Finding]:
    """Compare what was said with what was accepted and what the session's state has of it."""
    names = _sessions(talk, rows)
    texts = {question.text for question in talk.questions}
    accepted = [row for row in rows.accepted if row.session in names and row.text in texts]
    numbers: dict[str, list[int]] = defaultdict(list)
    for row in accepted:
        numbers[row.text].append(row.id)
    for question in talk.questions:
        if not question.sum and not names:
            continue  # without a question of its own nobody can tell in which session it began
        found = numbers.get(question.text, [])
        if not found:
            yield Finding("lost", talk.name, f"{question.text!r} was never accepted")
        elif len(found) > 1:
            yield Finding("applied twice", talk.name, f"{question.text!r} was accepted as {found}")
    order = [question.text for question in talk.questions if question.text in numbers]
    if [row.text for row in accepted] != order and len(accepted) == len(order):
        swapped = next(row for row, text in zip(accepted, order, strict=True) if row.text != text)
        yield Finding("out of order", talk.name, f"{swapped.text!r} was accepted early, as {swapped.id}")
    if len(names) > 1:
        yield Finding("stray", talk.name, f"one conversation, several sessions: {sorted(names)}")
    kept = [session for session in rows.sessions if session.name in names]
    if names and not kept:
        yield Finding("lost", talk.name, "the session has no state")
    for session in kept:
        yield from _history(talk, session)
        yield from _counter(talk, session)


def _sessions(talk: Talk, rows: Rows) -> set[str]:
    """Return the sessions that got a question which no other conversation asks."""
    own = {question.text for question in talk.questions if question.sum}
    return {row.session for row in rows.accepted if row.text in own}


def _history(talk: Talk, session: Session) -> Iterator[Finding]:
    answers = {question.text: question.answer for question in talk.questions}
    asked = [entry.content for entry in session.history if entry.role == "user" and entry.content in answers]
    for text in sorted({text for text in asked if asked.count(text) > 1}):
        yield Finding("applied twice", talk.name, f"the history has {text!r} {asked.count(text)} times")
    wanted = [question.text for question in talk.questions][-len(asked) :] if asked else []
    if asked != wanted and len(asked) == len(set(asked)):
        wrong = next((pair for pair in zip(asked, wanted, strict=False) if pair[0] != pair[1]), (asked[0], ""))
        kind: Kind = "out of order" if sorted(asked) == sorted(wanted) else "lost"
        yield Finding(kind, talk.name, f"the history has {wrong[0]!r} where {wrong[1]!r} belongs")
    for entry, following in zip(session.history, [*session.history[1:], None], strict=True):
        if entry.role != "user" or entry.content not in answers:
            continue
        if following is None or answers[entry.content] not in following.content:
            yield Finding("lost", talk.name, f"the history has no answer to {entry.content!r}")


def _counter(talk: Talk, session: Session) -> Iterator[Finding]:
    shown = max((post.counter for post in talk.posts if post.counter is not None), default=None)
    if len(session.counters) != 1:
        yield Finding("applied twice", talk.name, f"there are {len(session.counters)} counters")
        return
    value, least = session.counters[0], talk.clicks if talk.platform == REPEATING else talk.acknowledged
    if value > talk.clicks:
        yield Finding("applied twice", talk.name, f"the counter is at {value} after {talk.clicks} clicks")
    if value < least:
        yield Finding("click lost", talk.name, f"the counter is at {value} after {least} clicks that must count")
    if shown != value:
        yield Finding("picture", talk.name, f"the counter is at {value}, and the highest picture of it shows {shown}")


def _astray(talks: Sequence[Talk]) -> Iterator[Finding]:
    """Find answers in other conversations than their questions'."""
    homes = {question.answer: talk.name for talk in talks for question in talk.questions if question.sum}
    for talk in talks:
        for post in talk.posts:
            for answer in (a for a in _SUM.findall(post.words) if homes.get(a, talk.name) != talk.name):
                yield Finding(
                    "stray", talk.name, f"message {post.id} answers a question of {homes[answer]}: {answer!r}"
                )


def _database(rows: Rows) -> Iterator[Finding]:
    if rows.integrity != "ok":
        yield Finding("database", "integrity_check", rows.integrity)
    for row in rows.waiting:
        yield Finding("database", "left over", row)
    for row in rows.broken:
        yield Finding("database", "set aside", row)
