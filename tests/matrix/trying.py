"""The cells that are not allowed: each is tried, also with forged payloads, and nothing may come of it."""

from adapters.shared.tokens import decode
from core.permissions import CHAT, RULES, VERBS, Entry, Role, Verb, allowed
from tests.matrix.acts import BAITS, WHO, Acts, Cell
from tests.matrix.cast import ADA, CLEO
from tests.matrix.probes import State, happened, state
from tests.matrix.stage import PATIENCE, Row, Used
from tests.waiting import until

_WITHOUT_PLACE: tuple[Verb, ...] = ("continue",)
"""What has no controls where others are."""


async def try_all(acts: Acts, role: Role) -> dict[Cell, bool]:
    """Try all that somebody may not; return whether it could be done, all the same."""
    stage, name = acts.stage, WHO[role]
    host = ADA if role == "stranger" else name
    baits = await _baits(acts, role)
    may_not = [(entry, verb) for verb in VERBS for entry in CHAT if not allowed(entry, role, verb)]
    texts = {(entry, verb): await acts.text(entry, name, verb) for entry, verb in may_not}
    found: dict[Cell, bool] = {}
    for alone in ("", "whoami", "stop"):
        tries = [one for one in may_not if (one[1] if one[1] in ("whoami", "stop") else "") == alone]
        if alone == "stop":
            baits["stop"] = await acts.keep_busy(host, acts.rooms[host])
        before = {one: _looked(acts, host, name, one, texts[one]) for one in tries}
        rows = len(stage.audit())
        for entry, verb in tries:
            await _try(acts, name, entry, verb, texts[entry, verb], baits)
        await _fence(acts, name, "help" if alone == "whoami" else "whoami", busy=int(alone == "stop"))
        for one in tries:
            after = _looked(acts, host, name, one, texts[one])
            found[one[0], role, stage.platform, one[1]] = any(map(happened, before[one], after))
        if alone == "stop":
            await stage.words(host, acts.rooms[host], "stop")
            await until(lambda: stage.idle, PATIENCE)  # what was refused in the midst of an answer waits for its end
        _check_audit(acts, name, tries, stage.audit()[rows:])
    return found


async def _baits(acts: Acts, role: Role) -> dict[Verb, Used]:
    """Return controls of a place where the person is too; a member or a stranger finds an admin's there."""
    name = WHO[role]
    if role == "stranger":
        await acts.settle_in(ADA, acts.stage.ids.outside)
        acts.rooms[CLEO], acts.homes[CLEO] = acts.rooms[ADA], acts.stage.ids.direct[CLEO]
    else:
        await acts.settle_in(name)
    if role == "member":
        await acts.settle_in(ADA, acts.rooms[name])
    owner = name if role == "admin" else ADA
    verbs = [verb for verb in BAITS if verb not in (*_WITHOUT_PLACE, "forget", "click")]
    baits = {verb: await acts.bait(owner, acts.rooms[owner], verb) for verb in verbs}
    return {**baits, "click": await acts.fresh_controls(owner, acts.rooms[owner])}


def _looked(acts: Acts, host: str, name: str, one: tuple[Entry, Verb], text: str) -> tuple[State, State]:
    return state(acts.stage, name, *one, text), state(acts.stage, host, *one, text)


async def _try(acts: Acts, name: str, entry: Entry, verb: Verb, text: str, baits: dict[Verb, Used]) -> None:
    stage, bait = acts.stage, baits.get(verb)
    match entry:
        case "message" | "slash":
            # In direct messages members may: there the same words are another verb.
            homes = [] if verb == "forget_shared" and name != CLEO else [acts.homes[name]]
            for place in (*homes, acts.rooms[name]):
                if entry == "message":
                    await stage.words(name, place, text)
                elif name != CLEO or stage.platform != "slack" or place != acts.homes[name]:
                    await stage.slash(name, place, text)
        case "click" if bait is not None:
            await stage.forge(name, bait)
        case "click":
            await stage.forge(name, baits["click"], f"sys_{verb}_yes")
        case "modal":
            control = "name" if verb == "click" else _control(bait) if bait is not None else f"sys_{verb}_yes"
            await stage.fill_in(name, bait or baits["click"], control, text)
        case _:
            raise TypeError(entry)


def _control(bait: Used) -> str:
    token = decode(bait.name.partition("@")[0])
    return "" if token is None else token.control


async def _fence(acts: Acts, name: str, last: Verb, busy: int) -> None:
    """Wait until all that was tried is answered: what is asked last is, and nothing but a timer goes on."""
    stage = acts.stage
    before = state(stage, name, "slash", last)
    place = stage.ids.outside if name == CLEO and stage.platform == "slack" else acts.homes[name]
    await stage.slash(name, place, f"/{last}")
    await until(lambda: state(stage, name, "slash", last) != before and stage.busy == busy, PATIENCE)


def _check_audit(acts: Acts, name: str, tries: list[tuple[Entry, Verb]], rows: list[Row]) -> None:
    """What there is an entry for is refused before the operator's eyes."""
    refused = [row.verb for row in rows if row.person == acts.stage.person(name) and not row.allowed]
    asked = {verb.partition("_")[0] for entry, verb in tries if entry in RULES[verb].entries and entry == "message"}
    assert asked - {"talk", "stop"} <= set(refused), (asked, refused)
    if name == CLEO:
        clicks = [entry for entry, _ in tries if entry in ("click", "modal")]
        assert sum(verb in ("(refused)", "(knock)") for verb in refused) >= len(clicks), refused
