"""The gate: the one place that says who may do what."""

from typing import Literal, TypeAlias, assert_never

Verb: TypeAlias = Literal["graph", "model", "stop"]


class Gate:
    """Decides who may do what; whatever is not plainly allowed is refused."""

    def __init__(self, admins: frozenset[str]) -> None:
        self._admins = admins

    def may(self, person: str, verb: Verb, scope: str) -> bool:
        """Say whether the person (`{platform}:{user}`) may do `verb` in the channel `scope`."""
        match verb:
            case "graph" | "model":
                return bool(scope) and person in self._admins
            case "stop":
                return bool(scope and person)
            case _:
                assert_never(verb)
