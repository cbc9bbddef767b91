"""Options: what people type behind a command, as Discord's app sends it."""

from typing import Any, TypeAlias

from bots.sandbox.service import Refused

Json: TypeAlias = dict[str, Any]


def given(known: list[Json], rest: str) -> list[Json]:
    """Return what stands behind a command as options, in the order in which it stands there. Raises Refused.

    `name:value` is for that option, as in Discord's app; other words are for those before, all that is left over for
    the last.
    """
    options = _read(known, rest.split())
    if any(one.get("required") and all(one["name"] != made["name"] for made in options) for one in known):
        raise Refused("This command needs more.")
    return options


def typed_so_far(known: list[Json], rest: str) -> list[Json]:
    """Return the options typed so far, the one that is being typed last. Raises Refused."""
    options = _read(known, rest.split())
    if options and not rest.endswith(" "):
        return options
    free = next((one for one in known if all(one["name"] != made["name"] for made in options)), None)
    if free is not None:
        options.append(_option(free, ""))
    return options


def _read(known: list[Json], words: list[str]) -> list[Json]:
    made: list[Json] = []
    for word in words:
        name, colon, value = word.partition(":")
        free = [one for one in known if all(one["name"] != there["name"] for there in made)]
        named = next((one for one in free if colon and one["name"] == name), None)
        if named is not None:
            made.append(_option(named, value))
        elif free:
            made.append(_option(free[0], word))
        elif made:
            made[-1]["value"] += f" {word}"
        else:
            raise Refused("This command takes nothing more.")
    return made


def _option(known: Json, value: str) -> Json:
    return {"name": known["name"], "type": known["type"], "value": value}
