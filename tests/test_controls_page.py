"""`docs/controls.md` says what the code does."""

import json
import re
from pathlib import Path

import pytest
from msgspec.structs import replace

from adapters.shared.platform import Platform
from core.artifacts import Artifact, Chart, File, Image, Series
from core.controls import (
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
from docs.controls import KINDS, PICTURED, PLATFORMS, page
from docs.pictures import SENTENCES
from tests.test_any_view import OVER_ALL

ROOT = Path(__file__).resolve().parents[1]
SIZE = Select("s", "Size", tuple(Option(f"o{n}", f"Option {n}") for n in range(150)), "o30", 25)
SAMPLES: dict[str, tuple[Control, ...]] = {
    "button": (Button("b", "Yes", "primary"),),
    "link": (Link("l", "Docs", "https://docs.example"),),
    "label": (Label("l", "Place", "Ulm"),),
    "counter": (Counter("c", "Beers", 3),),
    "toggle": (Toggle("on", "On", on=True), Toggle("off", "Off")),
    "select": (SIZE, replace(SIZE, id="t", chosen="o0", options=SIZE.options[:3], first=0)),
    "input": (TextInput("i", "Name", "Ada"),),
    "date": (Date("d", "Due", "2026-11-23"),),
    "progress": (Progress("p", "Upload", 0.4, cancel=True),),
    "plan": (Plan("p", "Plan", (Task("a", "done"), Task("b", "active"), Task("c", "pending"), Task("d", "failed"))),),
    "table": (Table("t", "People", ("name",), tuple((f"Ann {n}",) for n in range(300)), 1),),
    "machine": (Machine("m", "Lamp", ("off", "on"), "off", (Transition("on", "On", "off", "on"),)),),
}
HANDED_OVER: dict[str, Artifact] = {
    "chart": Chart("Fruit", "bar", ("apples", "pears"), (Series("", (3.0, 5.0)),)),
    "file": File("a.csv", "text/csv", "a,b"),
    "image": Image("Cat", "image/png", b"\x89PNG"),
}


def test_the_page_is_the_one_the_code_makes() -> None:
    assert (ROOT / "docs/controls.md").read_text("utf-8") == page(), "run `make docs`"


def test_every_kind_of_control_has_a_sample_and_a_line() -> None:
    kinds = {type_.__struct_config__.tag for type_ in Control.__args__} | {"chart", "file", "image", "text"}

    assert kinds == set(KINDS) == {*SAMPLES, *HANDED_OVER, "text"}


@OVER_ALL
@pytest.mark.parametrize("kind", KINDS)
def test_what_the_page_names_stands_in_what_is_drawn(platform: Platform, kind: str) -> None:
    artifacts = (HANDED_OVER[kind],) if kind in HANDED_OVER else ()
    text = "| a | b |\n|---|---|\n| 1 | 2 |\n\nSome **words**." if kind == "text" else ""
    bodies = platform.draw(View(1, text, SAMPLES.get(kind, ()), artifacts, done=True))
    drawn = json.dumps(bodies, ensure_ascii=False)

    named = re.findall(r"`([^`]+)`", platform.natives[kind])

    assert set(platform.natives) == set(KINDS)
    assert [word for word in named if word not in drawn] == []


def test_every_limit_says_what_happens_beyond_it_and_where_it_is_from() -> None:
    for platform in PLATFORMS:
        limits = platform.limits.table
        assert len({limit.what for limit in limits}) == len(limits) > 5
        assert all(limit.beyond and limit.source and limit.unit for limit in limits)


def test_every_control_has_its_picture() -> None:
    assert set(SENTENCES) == set(PICTURED)
    assert {path.stem for path in (ROOT / "docs/pictures").glob("*.png")} == set(PICTURED)
