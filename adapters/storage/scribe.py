"""The scribe: executes many operations in few statements."""

import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import count, repeat
from typing import Any, TypeAlias, TypeVar, assert_never

from sqlalchemy import Connection, bindparam, case, delete, select, update
from sqlalchemy.dialects.sqlite import insert

from adapters.storage.forgetting import forget
from adapters.storage.moving import move
from adapters.storage.numbers import highest
from adapters.storage.operations import (
    EVERYTHING,
    Accept,
    Audit,
    Commit,
    Delivered,
    Forget,
    GivenUp,
    KeepInstallation,
    Move,
    Operation,
    Posted,
    Prune,
    RemoveInstallation,
    SetAside,
    SetSetting,
    Sweeping,
    Thing,
    touched,
)
from adapters.storage.prepared import Prepared
from adapters.storage.pruning import prune
from adapters.storage.tables import (
    DELIVERED,
    GIVEN_UP,
    OPEN,
    PENDING,
    audit,
    inbox,
    installations,
    outbox,
    sessions,
    set_aside,
    settings,
)
from core.errors import StateConflict, StoreError
from core.ports import AuditEntry

T = TypeVar("T")
Outcome: TypeAlias = int | StoreError | None
_NOTHING: Iterator[None] = repeat(None)
_Row: TypeAlias = dict[str, Any]
"""A statement's parameters; what the driver takes has no narrower type."""

_KEEP = Prepared(
    insert(inbox).on_conflict_do_nothing(index_elements=["event"]),
    *("id", "event", "session", "payload", "accepted_at", "done"),
)
_NUMBERS = select(inbox.c.event, inbox.c.id).where(inbox.c.event.in_(bindparam("events", expanding=True)))
_END = Prepared(update(inbox).where(inbox.c.id == bindparam("turn")).values(done=True))

# FOR UPDATE says nothing to SQLite, whose transaction holds the whole file, and locks the rows elsewhere.
_VERSIONS = (
    select(sessions.c.session, sessions.c.version)
    .where(sessions.c.session.in_(bindparam("names", expanding=True)))
    .with_for_update()
)
_BEGIN_SESSION = Prepared(insert(sessions), "session", "state", "version", "graph", "updated_at", "owner")
_SAVE_SESSION = Prepared(
    update(sessions)
    .where(sessions.c.session == bindparam("name"))
    .values({name: bindparam(name) for name in ("state", "version", "graph", "updated_at")})
)

_new = insert(outbox)
_REPLY = ("id", "session", "turn", "view", "natives", "state", "updated_at")
_WRITE_REPLY = Prepared(
    _new.on_conflict_do_update(
        index_elements=["id"],
        set_={
            **{name: _new.excluded[name] for name in ("turn", "view", "state", "updated_at")},
            "natives": case((_new.excluded.natives == "[]", outbox.c.natives), else_=_new.excluded.natives),
        },
    ),
    *_REPLY,
)
_NOTE_POSTED = Prepared(
    _new.on_conflict_do_update(
        index_elements=["id"], set_={name: _new.excluded[name] for name in ("natives", "updated_at")}
    ),
    *_REPLY,
)
_NOTE_DELIVERED = Prepared(
    update(outbox)
    .where(outbox.c.id == bindparam("reply"), outbox.c.state != OPEN)
    .values(state=DELIVERED, natives=bindparam("natives"), updated_at=bindparam("updated_at"))
)

_NOTE_GIVEN_UP = Prepared(
    update(outbox)
    .where(outbox.c.id == bindparam("reply"), outbox.c.state == PENDING)
    .values(state=GIVEN_UP, updated_at=bindparam("updated_at"))
)

_setting = insert(settings)
_WRITE_SETTING = Prepared(
    _setting.on_conflict_do_update(index_elements=["key"], set_={"value": _setting.excluded.value}), "key", "value"
)
_CLEAR_SETTING = Prepared(delete(settings).where(settings.c.key == bindparam("name")))
_WRITE_AUDIT = Prepared(insert(audit), "at", "person", "verb", "scope", "allowed", "detail")
_LET_GO = Prepared(
    delete(set_aside).where(set_aside.c.session == bindparam("name"), set_aside.c.reason == bindparam("why"))
)
_KEEP_ASIDE = Prepared(insert(set_aside), "session", "state", "reason", "at")

_installation = insert(installations)
_KEEP_INSTALLATION = Prepared(
    _installation.on_conflict_do_update(
        index_elements=["place"], set_={name: _installation.excluded[name] for name in ("sealed", "updated_at")}
    ),
    *("place", "sealed", "updated_at"),
)
_REMOVE_INSTALLATION = Prepared(delete(installations).where(installations.c.place == bindparam("name")))


class Scribe:
    """Writes batches of operations into the transaction under way, and numbers the events."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        with connection.begin():
            self._numbers = count(highest(connection) + 1)

    def write(self, operations: Iterable[Operation]) -> list[Outcome]:
        """Execute the operations as if one after the other; return their results, a StateConflict among them."""
        now = time.time()
        return [outcome for run in _runs(operations) for outcome in self._write_run(run, now)]

    def _write_run(self, run: Sequence[Operation], now: float) -> Iterator[Outcome]:
        if isinstance(run[0], Sweeping):
            return iter([self._sweep(run[0])])
        sorted_out = _Sorted(run)
        numbers = self._accept(sorted_out.all(Accept), now)
        self._post(sorted_out.all(Posted), now)
        conflicts = self._commit(sorted_out.all(Commit), now)
        self._deliver(sorted_out.all(Delivered), now)
        self._give_up(sorted_out.all(GivenUp), now)
        changes, audits = sorted_out.all(SetSetting), sorted_out.all(Audit)
        self._set(changes)
        self._audit([*(change.entry for change in changes), *(audit.entry for audit in audits)], now)
        self._set_aside(sorted_out.all(SetAside), now)
        self._install(sorted_out.all(KeepInstallation), now)
        self._uninstall(sorted_out.all(RemoveInstallation))
        outcomes: dict[type[Operation], Iterator[Outcome]] = {Accept: iter(numbers), Commit: iter(conflicts)}
        return (next(outcomes.get(type(operation), _NOTHING)) for operation in run)

    def _sweep(self, operation: Sweeping) -> int | None:
        match operation:
            case Move():
                move(self._connection, operation)
                return None
            case Prune():
                return prune(self._connection, operation)
            case Forget():
                return forget(self._connection, operation)
            case _:
                assert_never(operation)

    def _accept(self, accepts: Sequence[Accept], now: float) -> list[int | None]:
        if not accepts:
            return []
        rows: list[_Row] = [
            {"id": next(self._numbers), "event": a.event, "session": a.session, "payload": a.payload,
             "accepted_at": now, "done": False}
            for a in accepts
        ]  # fmt: skip
        if _KEEP.write(self._connection, rows) == len(rows):
            return [row["id"] for row in rows]
        kept = dict(self._connection.execute(_NUMBERS, {"events": [row["event"] for row in rows]}).all())
        return [row["id"] if kept[row["event"]] == row["id"] else None for row in rows]

    def _commit(self, commits: Sequence[Commit], now: float) -> list[StateConflict | None]:
        conflicts = self._conflicts(commits)
        good = [commit for commit, conflict in zip(commits, conflicts, strict=True) if conflict is None]
        self._save(good, now)
        _WRITE_REPLY.write(self._connection, [
                {"id": c.drawing.reply, "session": c.session, "turn": c.turn, "view": c.drawing.view,
                 "natives": c.drawing.natives, "state": PENDING, "updated_at": now}
                for c in good if c.drawing is not None
            ],
        )  # fmt: skip
        _END.write(self._connection, [{"turn": number} for c in good for number in (c.turn, *c.also)])
        return conflicts

    def _conflicts(self, commits: Sequence[Commit]) -> list[StateConflict | None]:
        names = [c.session for c in commits if c.state is not None]
        if not names:
            return [None] * len(commits)
        found = dict(self._connection.execute(_VERSIONS, {"names": names}).all())
        gone = self._gone([c.turn for c in commits if c.state is not None and c.version == 0])
        return [
            StateConflict(f"Session {c.session} was forgotten while it began.")
            if c.turn in gone
            else StateConflict(
                f"Session {c.session} is at version {found.get(c.session, 0)}, no longer at {c.version}."
            )
            if c.state is not None and found.get(c.session, 0) != c.version
            else None
            for c in commits
        ]

    def _gone(self, turns: Sequence[int]) -> set[int]:
        """Return those of the turns whose events are no longer kept: what was forgotten must not begin again."""
        if not turns:
            return set()
        kept = self._connection.scalars(select(inbox.c.id).where(inbox.c.id.in_(turns)))
        return set(turns).difference(kept)

    def _save(self, commits: Sequence[Commit], now: float) -> None:
        begun: list[_Row] = []
        saved: list[_Row] = []
        for c in commits:
            row = {"state": c.state, "version": c.version + 1, "graph": c.graph, "updated_at": now}
            if c.state is None:
                continue
            if c.version == 0:
                begun.append({"session": c.session, "owner": c.owner, **row})
            else:
                saved.append({"name": c.session, **row})
        _BEGIN_SESSION.write(self._connection, begun)
        _SAVE_SESSION.write(self._connection, saved)

    def _post(self, posts: Sequence[Posted], now: float) -> None:
        _NOTE_POSTED.write(self._connection, [
                {"id": p.reply, "session": p.session, "turn": p.reply, "view": b"",
                 "natives": p.natives, "state": OPEN, "updated_at": now}
                for p in posts
            ],
        )  # fmt: skip

    def _deliver(self, deliveries: Sequence[Delivered], now: float) -> None:
        rows: list[_Row] = [{"reply": d.reply, "natives": d.natives, "updated_at": now} for d in deliveries]
        _NOTE_DELIVERED.write(self._connection, rows)

    def _give_up(self, given_up: Sequence[GivenUp], now: float) -> None:
        _NOTE_GIVEN_UP.write(self._connection, [{"reply": g.reply, "updated_at": now} for g in given_up])

    def _set(self, changes: Sequence[SetSetting]) -> None:
        _WRITE_SETTING.write(
            self._connection, [{"key": c.key, "value": c.value} for c in changes if c.value is not None]
        )
        _CLEAR_SETTING.write(self._connection, [{"name": c.key} for c in changes if c.value is None])

    def _audit(self, entries: Sequence[AuditEntry], now: float) -> None:
        _WRITE_AUDIT.write(self._connection, [
                {"at": now, "person": e.person, "verb": e.verb, "scope": e.scope,
                 "allowed": e.allowed, "detail": e.detail}
                for e in entries
            ],
        )  # fmt: skip

    def _set_aside(self, kept: Sequence[SetAside], now: float) -> None:
        rows: list[_Row] = [{"session": k.session, "state": k.state, "reason": k.reason, "at": now} for k in kept]
        _LET_GO.write(self._connection, [{"name": k.session, "why": k.reason} for k in kept])
        _KEEP_ASIDE.write(self._connection, rows)

    def _install(self, kept: Sequence[KeepInstallation], now: float) -> None:
        rows: list[_Row] = [{"place": k.place, "sealed": k.sealed, "updated_at": now} for k in kept]
        _KEEP_INSTALLATION.write(self._connection, rows)

    def _uninstall(self, gone: Sequence[RemoveInstallation]) -> None:
        _REMOVE_INSTALLATION.write(self._connection, [{"name": g.place} for g in gone])


def _runs(operations: Iterable[Operation]) -> Iterator[list[Operation]]:
    """Cut into runs in which no two operations change the same thing, so that a run may be written in any order."""
    run: list[Operation] = []
    busy: set[Thing] = set()
    for operation in operations:
        things = touched(operation)
        if things is EVERYTHING:
            yield from filter(None, (run, [operation]))
            run, busy = [], set()
            continue
        if things and not busy.isdisjoint(things):
            yield run
            run, busy = [], set()
        run.append(operation)
        busy.update(things)
    if run:
        yield run


class _Sorted:
    """The operations of a run by their kind, each kind in order."""

    def __init__(self, run: Iterable[Operation]) -> None:
        self._kinds: defaultdict[type, list[Any]] = defaultdict(list)
        for operation in run:
            self._kinds[type(operation)].append(operation)

    def all(self, kind: type[T]) -> list[T]:
        return self._kinds[kind]
