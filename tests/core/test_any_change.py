"""Whatever is done to a screen, it stays one that can be shown, kept and read again."""

from hypothesis import given, settings
from hypothesis import strategies as st

from core.changes import apply
from core.controls import (
    Button,
    Control,
    Counter,
    Label,
    Machine,
    Option,
    Progress,
    Select,
    Table,
    Toggle,
    Transition,
)
from core.operations import (
    AddControl,
    Bind,
    ClearControls,
    CreateMachine,
    Operation,
    RemoveControl,
    SetValue,
    Unbind,
    UpdateControl,
)
from core.state import SessionState, decode, encode
from core.ui import Changed, Screen, react, value_text, within

IDS = st.sampled_from(["a", "b", "c", "d", "e"])
LABELS, SOURCES = st.sampled_from(["a", "b", "c"]), st.sampled_from(["d", "e"])
WORDS = st.sampled_from(["x", "Beers", "{value}", "→ ü"])
NUMBERS = st.integers(-30, 30)
BOUNDS = st.none() | NUMBERS
STATES = st.lists(st.sampled_from(["on", "off", "a", "halfway there"]), max_size=4).map(tuple)
OPTIONS = st.lists(st.builds(Option, st.sampled_from(["a", "b", "s", "set"]), WORDS), max_size=3).map(tuple)
ROWS = st.lists(st.tuples(NUMBERS, WORDS), max_size=50).map(tuple)
STATE = st.sampled_from(["on", "off", "a", "b"])
MOVES = st.lists(st.builds(Transition, IDS, WORDS, STATE, STATE), max_size=3).map(tuple)
SHOWS = st.dictionaries(STATE, st.lists(IDS, max_size=2).map(tuple), max_size=2)
VALUES = st.one_of(
    NUMBERS, st.floats(), st.booleans(), st.sampled_from(["on", "off", "a", "b", "3", "--3", "2", "99", "∞", ""])
)

CROSSING = Machine(
    "e",
    "E",
    ("on", "off"),
    "on",
    (Transition("a", "A", "on", "off"), Transition("b", "B", "off", "on")),
    {"on": ("a",)},
)

CONTROLS = st.one_of(
    st.builds(Button, IDS, WORDS),
    st.builds(Label, IDS, WORDS, WORDS),
    st.builds(Counter, IDS, WORDS, NUMBERS, st.integers(1, 9), BOUNDS, BOUNDS),
    st.builds(Toggle, IDS, WORDS, st.booleans()),
    st.builds(Select, IDS, WORDS, OPTIONS, st.sampled_from(["", "a", "s"])),
    st.builds(Progress, IDS, WORDS, st.none() | st.floats(0, 1), st.booleans()),
    st.builds(Table, IDS, WORDS, st.just(("n", "w")), ROWS, st.integers(0, 2)),
    st.builds(Machine, IDS, WORDS, STATES, STATE, MOVES, SHOWS),
)
BINDS = st.builds(Bind, LABELS, SOURCES | LABELS) | st.builds(Bind, IDS, IDS, st.sampled_from(["so {value}!", "never"]))
SETS = st.builds(SetValue, IDS | SOURCES, VALUES)
UPDATES = st.one_of(
    st.builds(UpdateControl, SOURCES, label=WORDS, maximum=BOUNDS),
    st.builds(UpdateControl, SOURCES, options=OPTIONS),
    st.builds(UpdateControl, SOURCES, rows=ROWS),
)
TAKEN = st.sampled_from([ClearControls(), *map(RemoveControl, "abcde"), *map(Unbind, "abc")])
MACHINES = st.builds(CreateMachine, IDS, WORDS, STATES, st.sampled_from(["", "on", "b"]), MOVES, SHOWS)
VERBS = st.sampled_from(["inc", "dec", "set", "toggle", "select", "a", "b", "s", "next", "prev", "page", "press"])
CLICKS = st.tuples(SOURCES, VERBS, st.dictionaries(st.just("value"), VALUES.map(str)))
CHANGES = st.sampled_from(
    [BINDS, BINDS, BINDS, UPDATES, UPDATES, TAKEN, MACHINES, SETS, SETS, CONTROLS.map(AddControl)]
).flatmap(lambda kind: kind)
DEEDS = st.integers(0, 5).flatmap(lambda number: CLICKS if number == 0 else CHANGES)
THREE_LABELS = (Label("a", "A"), Label("b", "B"), Label("c", "C"), Counter("d", "D", 3, 2, 0, 6))
SCREENS = st.sampled_from(
    [
        Screen(),
        Screen((*THREE_LABELS, Table("e", "E", ("n", "w"), ((0, "x"),) * 45))),
        Screen((*THREE_LABELS, Select("e", "E", (Option("a", "A"), Option("s", "S")), "a"))),
        Screen((*THREE_LABELS, CROSSING)),
    ]
)


def done(screen: Screen, deed: Operation | tuple[str, str, dict[str, str]]) -> Screen:
    if isinstance(deed, tuple):
        reaction = react(screen, *deed)
        return reaction.screen if isinstance(reaction, Changed) else screen
    return apply(screen, (deed,))[0]


def well_formed(control: Control) -> bool:
    match control:
        case Counter(value=value):
            return within(control, value) == value
        case Select(options=options, chosen=chosen):
            return bool(options) and (not chosen or control.option(chosen) is not None)
        case Table(page=page):
            return page < control.pages()
        case Machine(states=states, current=current):
            return current in states
        case _:
            return True


def followed(screen: Screen, name: str) -> set[str]:
    """Return the control of that name and all that it follows."""
    sources = {binding.label: binding.source for binding in screen.bindings}
    names = {name}
    while sources.get(name, name) not in names:
        name = sources[name]
        names.add(name)
    return names


def check(screen: Screen) -> None:
    names = [control.id for control in screen.controls]
    assert len(set(names)) == len(names)
    assert all(map(well_formed, screen.controls))
    assert len({binding.label for binding in screen.bindings}) == len(screen.bindings)
    for binding in screen.bindings:
        label, source = screen.find(binding.label), screen.find(binding.source)
        assert isinstance(label, Label)
        assert source is not None
        assert binding.label not in followed(screen, binding.source)
        assert label.value == binding.text.replace("{value}", value_text(source))


@settings(max_examples=500, deadline=None)
@given(SCREENS, st.lists(DEEDS, min_size=12, max_size=40))
def test_any_operations_and_clicks_leave_a_screen_whose_labels_say_what_they_follow(
    screen: Screen, deeds: list[Operation | tuple[str, str, dict[str, str]]]
) -> None:
    for deed in deeds:
        screen = done(screen, deed)
        check(screen)

    kept = SessionState(controls=screen.controls, bindings=screen.bindings)
    assert decode(encode(kept)) == kept
