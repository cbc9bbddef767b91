"""Permissions: the one table of who may do what, and by which entry."""

from collections.abc import Mapping
from typing import Literal, TypeAlias, get_args

from msgspec import Struct

Role: TypeAlias = Literal["stranger", "member", "admin"]
"""What somebody is here; each may do what those before may."""

Entry: TypeAlias = Literal["message", "click", "modal", "slash", "web", "terminal"]
"""The way by which somebody comes: words, a control, a form that was filled in, a command, a web page, a shell."""

Verb: TypeAlias = Literal[
    "talk", "click",
    "help", "whoami", "stop", "status", "reset", "sessions", "link", "continue", "forget",
    "forget_shared", "graph", "model", "trace", "pair",
    "health", "metrics", "audit", "permissions", "backup",
]  # fmt: skip
"""What can be done; `forget_shared` is to forget a conversation that more than one person reads."""

CHAT: tuple[Entry, ...] = ("message", "click", "modal", "slash")
"""The entries that a platform has."""

ROLES: tuple[Role, ...] = get_args(Role)
ENTRIES: tuple[Entry, ...] = get_args(Entry)
VERBS: tuple[Verb, ...] = get_args(Verb)


class Rule(Struct, frozen=True):
    """The least that somebody must be for a verb, and the entries that know it."""

    least: Role
    entries: frozenset[Entry]


def _rule(least: Role, *entries: Entry) -> Rule:
    return Rule(least, frozenset(entries))


RULES: Mapping[Verb, Rule] = {
    "talk": _rule("member", "message"),
    "click": _rule("member", "click", "modal"),
    "help": _rule("stranger", "message", "slash"),
    "whoami": _rule("stranger", "message", "slash"),
    "stop": _rule("member", "message", "click", "slash"),
    "status": _rule("member", "message", "slash"),
    "reset": _rule("member", "message", "click", "slash"),
    "sessions": _rule("member", "message", "slash"),
    "link": _rule("member", "message", "slash"),
    "continue": _rule("member", "message", "click", "slash"),
    "forget": _rule("member", "message", "click", "slash", "terminal"),
    "forget_shared": _rule("admin", "message", "click", "slash", "terminal"),
    "graph": _rule("admin", "message", "click", "slash"),
    "model": _rule("admin", "message", "slash"),
    "trace": _rule("admin", "message", "slash"),
    "pair": _rule("admin", "message", "slash"),
    "health": _rule("stranger", "web"),
    "metrics": _rule("admin", "web"),
    "audit": _rule("admin", "terminal"),
    "permissions": _rule("admin", "terminal"),
    "backup": _rule("admin", "terminal"),
}


def allowed(entry: Entry, role: Role, verb: Verb) -> bool:
    """Say whether somebody of that role may do that by that entry."""
    rule = RULES[verb]
    return entry in rule.entries and ROLES.index(role) >= ROLES.index(rule.least)
