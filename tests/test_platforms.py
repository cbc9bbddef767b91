"""What every platform's pure half promises: one suite, run over every platform there is."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.discord.platform import DiscordPlatform
from adapters.shared.platform import Platform
from adapters.shared.tokens import NOOP, decode
from adapters.slack.platform import SlackPlatform
from adapters.telegram.platform import TelegramPlatform
from core.controls import (
    ROWS_PER_PAGE,
    Button,
    Control,
    Counter,
    Date,
    Label,
    Link,
    Machine,
    Option,
    Plan,
    Progress,
    Select,
    Table,
    Task,
    TextInput,
    Toggle,
    Transition,
)
from core.view import View
from tests.drivers import all_buttons, buttons, dates, options, said

PLATFORMS: tuple[Platform, ...] = (SlackPlatform(), DiscordPlatform(), TelegramPlatform("trivium_bot", 1))
OVER_ALL = pytest.mark.parametrize("platform", PLATFORMS, ids=lambda platform: platform.name)

names = st.from_regex(r"[A-Z][a-z]{1,12}( [a-z]{1,8})?", fullmatch=True)
lamp = Machine("lamp", "Lamp", ("off", "on"), "off", (Transition("turn-on", "on", "off", "on"),))


@st.composite
def controls(draw: st.DrawFn) -> tuple[Control, ...]:
    """Draw up to eight controls with ids of their own."""
    made: list[Control] = []
    for number in range(draw(st.integers(0, 8))):
        label = draw(names)
        kinds: list[Control] = [
            Button(f"c{number}", label),
            Label(f"c{number}", label, "value"),
            Counter(f"c{number}", label, number),
            Toggle(f"c{number}", label, on=bool(number % 2)),
            Table(f"c{number}", label, ("name", "age"), (("Ann", 31), ("Bob", None))),
            Table(f"c{number}", label, ("name",), tuple((f"Ann {n}",) for n in range(50)), page=number % 3),
            Select(f"c{number}", label, (Option("small", "Small"), Option("large", "Large")), "small"),
            Progress(f"c{number}", label, number / 10, cancel=bool(number % 2)),
            Machine(f"c{number}", label, lamp.states, lamp.current, lamp.transitions),
            TextInput(f"c{number}", label, "Some words"),
            Date(f"c{number}", label, "2026-11-23"),
            Link(f"c{number}", label, "https://docs.example"),
            Plan(f"c{number}", label, (Task("Build", "done"), Task("Ship"))),
        ]
        made.append(draw(st.sampled_from(kinds)))
    return tuple(made)


views = st.builds(
    View,
    id=st.integers(1, 2**40),
    text=st.lists(names, max_size=30).map(" ".join),
    controls=controls(),
    done=st.just(True),
)


@OVER_ALL
@settings(max_examples=60, deadline=None)
@given(view=views)
def test_every_word_is_drawn(platform: Platform, view: View) -> None:
    drawn = " ".join(said(platform.name, body) + " ".join(buttons(platform.name, body)) for body in platform.draw(view))

    seen = re.sub(r"\W+", " ", drawn)
    for text in (view.text, *(control.label for control in view.controls)):
        assert all(word in seen for word in text.split())


@OVER_ALL
@settings(max_examples=60, deadline=None)
@given(view=views)
def test_every_button_leads_back_to_its_control_and_reply(platform: Platform, view: View) -> None:
    bodies = platform.draw(view)
    pressed = [data for body in bodies for _, data in all_buttons(platform.name, body)]
    picked = [data for body in bodies for data in dates(body).values()] if platform.name == "slack" else []
    tokens = [decode(data) for data in (*pressed, *picked) if not data.startswith("https://")]
    menus = {data for body in bodies for _, data, value in options(platform.name, body) if value}
    tokens += [decode(data) for data in menus]

    verbs = {(t.control, t.verb) for t in tokens if t and t.verb != NOOP}
    assert all(token is not None and token.reply == view.id for token in tokens)
    assert verbs == {(c.id, verb) for c in view.controls for verb in verbs_of(c, platform.name)}


@OVER_ALL
@given(view=views)
@settings(max_examples=30, deadline=None)
def test_equal_views_are_drawn_alike(platform: Platform, view: View) -> None:
    assert platform.draw(view) == platform.draw(view)


@OVER_ALL
def test_a_preview_shows_what_is_under_way_and_no_other_control(platform: Platform) -> None:
    preview = View(1, "Half an ans", (Counter("c", "C"), lamp, Progress("work-1", "Timer", 0.4, cancel=True)))

    (body,) = platform.draw(preview)

    assert list(buttons(platform.name, body)) == ["Stop"]
    assert "Half an ans" in said(platform.name, body)
    assert "40 %" in said(platform.name, body)
    assert platform.draw(View(1, "", (Counter("c", "C"),))) == ()


@OVER_ALL
def test_a_long_text_is_split_and_the_buttons_ride_the_last_part(platform: Platform) -> None:
    words = [f"word{number}" for number in range(6_000)]

    bodies = platform.draw(View(1, " ".join(words), (Counter("c", "C"),), done=True))

    assert len(bodies) > 1
    assert " ".join(said(platform.name, body) for body in bodies).split()[: len(words)] == words
    assert [bool(buttons(platform.name, body)) for body in bodies] == [False] * (len(bodies) - 1) + [True]


@OVER_ALL
@pytest.mark.parametrize("payload", [{}, {"type": "nothing"}, {"a": {"b": [1]}}])
def test_an_unknown_payload_is_nothing(platform: Platform, payload: dict[str, object]) -> None:
    assert platform.read(payload) is None


def verbs_of(control: Control, platform: str) -> tuple[str, ...]:
    """Return what a person can do with a control as it stands."""
    match control:
        case Button():
            return ("press",)
        case Counter():
            return ("inc", "dec")
        case Toggle():
            return ("toggle",)
        case Machine():
            return tuple(move.verb for move in control.moves())
        case Select():
            return tuple(option.id for option in control.options) if platform == "telegram" else ("select",)
        case TextInput():
            return ("open",)
        case Date():
            return {"slack": ("set",), "discord": ("open",), "telegram": ("pick",)}[platform]
        case Progress(cancel=cancel):
            return ("cancel",) if cancel else ()
        case Table(page=page) if platform != "slack" and len(control.rows) > ROWS_PER_PAGE:
            return (("prev",) if page else ()) + (("next",) if page + 1 < control.pages() else ())
        case Label() | Link() | Plan() | Table():
            return ()
