"""The cells that are allowed: each is done as people do it, and the outcome looked for."""

from core.permissions import CHAT, VERBS, Entry, Role, Verb, allowed
from tests.matrix.acts import WHO, Acts, Cell
from tests.matrix.cast import CLEO
from tests.matrix.probes import happened, state
from tests.matrix.stage import PATIENCE, Used
from tests.waiting import until

_LAST: tuple[Verb, ...] = ("reset", "forget", "forget_shared")
"""What takes a conversation away."""


async def do_all(acts: Acts, role: Role) -> dict[Cell, bool]:
    """Do all that somebody may; return whether it could be done."""
    verbs = (*(verb for verb in VERBS if verb not in _LAST), *_LAST)
    may = [(entry, verb) for verb in verbs for entry in CHAT if allowed(entry, role, verb)]
    return {(entry, role, acts.stage.platform, verb): await _does(acts, WHO[role], entry, verb) for entry, verb in may}


async def _does(acts: Acts, name: str, entry: Entry, verb: Verb) -> bool:
    stage, used = acts.stage, None
    if entry == "click" and verb != "stop":
        used = await acts.bait(name, acts.where(name, verb), verb)
    text = await acts.text(entry, name, verb)
    if verb == "stop":
        used = await acts.keep_busy(name, acts.homes[name])
    before = state(stage, name, entry, verb, text)
    await _act(acts, name, entry, verb, text, used)
    try:
        await until(lambda: happened(before, state(stage, name, entry, verb, text)) and stage.idle, PATIENCE)
    except AssertionError:
        return False
    return True


async def _act(acts: Acts, name: str, entry: Entry, verb: Verb, text: str, used: Used | None) -> None:
    stage = acts.stage
    match entry:
        case "message":
            await stage.words(name, acts.where(name, verb), text)
        case "slash":
            # To people of other workspaces Slack gives our commands in no direct messages of theirs.
            outside = name == CLEO and stage.platform == "slack"
            await stage.slash(name, stage.ids.outside if outside else acts.where(name, verb), text)
        case "click":
            assert used is not None
            await stage.press(name, used)
        case "modal":
            await stage.press(name, await stage.shown(name, "✏️ Name"))
            dialog = await stage.dialog(name)
            assert await stage.service.submit(stage.ids.users[name], dialog, text) == ""
        case _:
            raise TypeError(entry)
