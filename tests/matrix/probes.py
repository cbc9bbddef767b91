"""What is different in the world once a verb was carried out, and only then."""

import sqlite3
from contextlib import closing
from typing import TypeAlias

from core.permissions import Entry, Verb
from tests.matrix.stage import Stage

State: TypeAlias = tuple[object, ...]

_SAID: dict[Verb, tuple[str, ...]] = {
    "help": ("What you can say beside talking with me",),
    "whoami": ("Role here:",),
    "status": ("Running for",),
    "reset": ("We begin afresh.", "where we talk: /reset"),
    "sessions": ("Conversations, the latest first:", "There are none yet."),
    "link": ("Where you are somebody else",),
    "continue": ("Your conversations elsewhere", "where we talk: /continue"),
    "forget": (" for good: ",),
    "forget_shared": (" for good: ",),
    "model": ("answers in this conversation", "where we talk: /model"),
    "trace": ("is traced from now on", "where we talk: /trace"),
    "health": ('"status"',),
    "metrics": ("trivium_",),
    "audit": ("allowed",),
    "permissions": ("| Verb",),
}
"""What only the verb has us say."""

_CLICKED: dict[Verb, tuple[str, ...]] = {
    "reset": ("All is as it was before.",),
    "continue": ("We go on here with",),
    "forget": ("Forgotten.",),
    "forget_shared": ("Forgotten.",),
}
"""What it has us say where the answer to it is clicked; what was said before may be shown once more then."""

_KEPT: dict[Verb, str] = {
    "graph": "SELECT key, value FROM settings WHERE key LIKE 'graph/%' ORDER BY key",
    "pair": "SELECT key, value FROM settings WHERE key LIKE 'known/%' ORDER BY key",
    "forget": "SELECT count(*) FROM audit WHERE verb = 'forget' AND allowed",
    "forget_shared": "SELECT count(*) FROM audit WHERE verb = 'forget' AND allowed",
}


def state(stage: Stage, name: str, entry: Entry, verb: Verb, text: str = "") -> State:
    """Return what changes if somebody does a verb, with `text` where it is done with words."""
    match verb:
        case "talk":
            wanted = str(17 * int(text.partition("17 * ")[2].split("?")[0])) if "17 * " in text else "nothing"
            return (stage.seen(name).count(wanted),)
        case "click":
            counters = sorted(label for label in stage.controls(name) if label.startswith("Score"))
            return (counters, stage.seen(name).count("Zed"))
        case "stop":
            return (stage.idle,)
        case "backup":
            return (stage.files(),)
        case _:
            seen, clicked = stage.seen(name), _CLICKED if entry in ("click", "modal") else {}
            said = tuple(seen.count(words) for words in clicked.get(verb, _SAID.get(verb, ())))
            done = sum(row.allowed and row.verb == verb and row.person == stage.person(name) for row in stage.audit())
            return (*said, done, _kept(stage, verb))


def happened(before: State, after: State) -> bool:
    """Say whether something was done between two states; that words are gone again, as private ones are, is nothing."""
    pairs = zip(before, after, strict=True)
    return any(new > old if isinstance(new, int) and isinstance(old, int) else new != old for old, new in pairs)


def is_set(stage: Stage, key: str) -> bool:
    """Say whether a setting whose key begins so is kept."""
    return bool(_rows(stage, f"SELECT 1 FROM settings WHERE key LIKE '{key}%'"))


def _kept(stage: Stage, verb: Verb) -> object:
    return _rows(stage, _KEPT[verb]) if verb in _KEPT else ()


def _rows(stage: Stage, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(stage.database)) as database:
        return database.execute(query).fetchall()
