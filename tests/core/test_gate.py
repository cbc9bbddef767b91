"""The gate: who is what where, and whom the platforms' word counts for."""

import logging

import pytest
from msgspec.structs import replace

from adapters.shared.outlets import Outlets
from adapters.storage.store import SqlStore
from core.errors import PlatformError, PlatformUnreachable
from core.events import Action, AdminCommand, Inbound, Person
from core.gate import Gate, House, Visitor, verb_of, visitor_of
from core.people import People
from core.permissions import RULES, VERBS, Role
from core.ranks import Ranks
from tests.core.desk import ADA, BEN
from tests.core.visits import ROOM, came
from tests.shared.paper import PaperGateway


class NoStore:
    """Keeps settings in memory: what the gate reads of people is there already."""

    async def set_setting(self, *_: object) -> None:
        return


@pytest.fixture
def people() -> People:
    store: SqlStore = NoStore()  # type: ignore[assignment]  # only what people write is needed
    return People(store)


def gate_of(people: People, **house: object) -> Gate:
    return Gate(House(**{"admins": frozenset({"paper:ada"}), **house}), people)  # type: ignore[arg-type]


def visit(person: Person = BEN, *, alone: bool = False, member: bool = False, server: str = "") -> Visitor:
    message = came("hello", replace(person, member=member), alone=alone)
    return visitor_of(replace(message, server=server))


@pytest.mark.parametrize(
    ("visitor", "role"),
    [
        (visit(ADA), "admin"),
        (visit(ADA, alone=True), "admin"),
        (visit(BEN), "member"),
        (visit(BEN, alone=True), "stranger"),
        (visit(BEN, alone=True, member=True), "member"),
        (Visitor("paper:ada", "message"), "admin"),
        (Visitor("paper:ben", "message"), "stranger"),
        (Visitor("nobody", "terminal", proven=True), "admin"),
    ],
)
async def test_somebody_is_what_the_settings_and_the_platform_say(people: People, visitor: Visitor, role: Role) -> None:
    assert await gate_of(people).role(visitor, ROOM) == role


async def test_who_was_let_in_is_a_member_alone_with_us_and_never_an_admin(people: People) -> None:
    await people.pair(await people.code("pair", "paper:ben"), "paper:ada")

    assert await gate_of(people).role(visit(BEN, alone=True), "paper:with-ben") == "member"


async def test_strangers_are_members_where_the_house_is_open_to_them(people: People) -> None:
    assert await gate_of(people, welcome=True).role(visit(BEN, alone=True), "paper:with-ben") == "member"


@pytest.mark.parametrize(
    ("places", "server", "role"),
    [
        ({"paper:room"}, "", "member"),
        ({"paper:guild"}, "paper:guild", "member"),
        ({"paper:other"}, "paper:guild", "stranger"),
        ({"paper:roo"}, "", "stranger"),
        ({""}, "paper:guild", "stranger"),
        (set(), "paper:guild", "member"),
    ],
)
async def test_only_the_places_named_count_where_some_are_named(
    people: People, places: set[str], server: str, role: Role
) -> None:
    gate = gate_of(people, places=frozenset(places))

    assert await gate.role(visit(BEN, server=server), ROOM) == role


async def test_places_say_nothing_of_who_may_write_to_us_alone(people: People) -> None:
    gate = gate_of(people, places=frozenset({"paper:with-ben"}))

    assert await gate.role(visit(BEN, alone=True), "paper:with-ben") == "stranger"


async def test_an_admins_other_selves_are_no_admins(people: People) -> None:
    await people.link(await people.code("link", "paper:ada"), "paper:ben")
    gate = gate_of(people)

    assert await gate.role(visit(BEN), ROOM) == "member"
    assert not await gate.may(visit(BEN), "graph", ROOM)


async def test_a_button_for_somebody_is_for_their_other_selves_too(people: People) -> None:
    await people.link(await people.code("link", "paper:ada"), "paper:ben")
    gate = gate_of(people)

    assert [gate.may_press(one, ("paper:ada",)) for one in ("paper:ada", "paper:ben", "paper:cy")] == [
        True,
        True,
        False,
    ]
    assert gate.may_press("paper:cy", ())


@pytest.mark.parametrize("visitor", [Visitor("", "message", proven=True), Visitor("", "terminal", proven=True)])
async def test_nobody_may_nothing(people: People, visitor: Visitor) -> None:
    assert [verb for verb in VERBS if await gate_of(people).may(visitor, verb, ROOM)] == []


async def test_nothing_is_allowed_nowhere_or_under_a_name_that_no_verb_has(people: People) -> None:
    gate = gate_of(people)

    assert not await gate.may(visit(ADA), "graph", "")
    assert not await gate.may(visit(ADA), "dance", ROOM)  # type: ignore[arg-type]
    assert (verb_of("graph"), verb_of("Graph"), verb_of("(knock)"), verb_of("")) == ("graph", None, None, None)


@pytest.mark.parametrize(
    "odd", ["paper:ada ", " paper:ada", "PAPER:ADA", "paper:ada\n", "paper:аda", "ada", "other:ada"]
)
async def test_ids_that_only_look_like_an_admins_are_none(people: People, odd: str) -> None:
    assert await gate_of(people).role(visit(Person(odd)), ROOM) == "member"
    assert await gate_of(people).role(visit(Person(odd), alone=True), ROOM) == "stranger"


def test_each_event_comes_by_its_own_entry() -> None:
    said = came("hello")
    common = {name: getattr(said, name) for name in ("event", "session", "channel", "person", "at")}
    click = Action(**common, control="c", verb="press", reply=1)
    events: list[Inbound] = [said, click, replace(click, origin={"form": "1"}), AdminCommand(**common, name="graph")]

    assert [visitor_of(event).entry for event in events] == ["message", "click", "modal", "slash"]


@pytest.mark.parametrize("verb", VERBS)
async def test_a_stranger_may_only_what_is_for_strangers(people: People, verb: str) -> None:
    found = verb_of(verb)
    assert found is not None
    alone = visit(BEN, alone=True)
    for entry in RULES[found].entries:
        allowed = await gate_of(people).may(replace(alone, entry=entry), found, ROOM)
        assert allowed == (verb in {"help", "whoami", "health"})


# -- the platforms' word


class Clock:
    """Time that passes when it is told to."""

    def __init__(self) -> None:
        self.now = 50.0

    def __call__(self) -> float:
        return self.now


async def test_whom_the_platform_counts_as_one_is_an_admin_only_where_that_is_trusted(people: People) -> None:
    gateway = PaperGateway()
    gateway.port.bosses = {"paper:ben"}
    trusting = Gate(House(), people, Ranks(Outlets([gateway])).trusted)

    assert await trusting.role(visit(BEN), ROOM) == "admin"
    assert await Gate(House(), people).role(visit(BEN), ROOM) == "member"
    assert await trusting.role(visit(BEN, alone=True), ROOM) == "stranger"
    assert gateway.port.asked_about == ["paper:ben"]


async def test_a_platform_is_asked_once_in_minutes_for_each_person_and_room(people: People) -> None:
    gateway, clock = PaperGateway(), Clock()
    gateway.port.bosses = {"paper:ben"}
    ranks = Ranks(Outlets([gateway]), clock)
    ben, cy = came("x", BEN), came("x", Person("paper:cy"))

    answers = [await ranks.trusted(ben), await ranks.trusted(cy), await ranks.trusted(ben), await ranks.trusted(cy)]
    await ranks.trusted(replace(ben, channel="paper:other"))
    gateway.port.bosses = set()
    clock.now += 299.0
    still = await ranks.trusted(ben)
    clock.now += 2.0
    then = await ranks.trusted(ben)

    assert answers == [True, False, True, False]
    assert gateway.port.asked_about == ["paper:ben", "paper:cy", "paper:ben", "paper:ben"]
    assert (still, then) == (True, False)


@pytest.mark.parametrize("failure", [PlatformError("No."), PlatformUnreachable("Away.")])
async def test_where_a_platform_does_not_say_it_nobody_is_an_admin_and_it_is_asked_again(
    people: People, failure: PlatformError, caplog: pytest.LogCaptureFixture
) -> None:
    gateway = PaperGateway()
    gateway.port.bosses = {"paper:ben"}
    gateway.port.failures = [failure]
    gate = Gate(House(), people, Ranks(Outlets([gateway])).trusted)

    with caplog.at_level(logging.WARNING):
        assert not await gate.may(visit(BEN), "graph", ROOM)
    assert str(failure) in caplog.text
    assert await gate.may(visit(BEN), "graph", ROOM)


async def test_a_platform_is_not_asked_where_it_does_not_matter(people: People) -> None:
    gateway = PaperGateway()
    gate = Gate(House(frozenset({"paper:ada"})), people, Ranks(Outlets([gateway])).trusted)

    assert await gate.may(visit(BEN), "talk", ROOM)
    assert await gate.may(visit(BEN), "help", ROOM)
    assert await gate.may(visit(ADA), "graph", ROOM)
    assert gateway.port.asked_about == []
