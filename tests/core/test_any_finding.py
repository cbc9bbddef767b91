"""Whatever a database brings can be told, shown, drawn and handed over, and the program believes its own sentence."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import json

from core.artifacts import ill_formed as ill_formed_artifact
from core.changes import Refusal, apply
from core.controls import Cell
from core.data import Answered, ChartWanted, Found, Inquiry, Reading, Shape
from core.exhibits import exhibits, shown_rows
from core.figures import unexplained
from core.findings import read_answered, told
from core.ui import Screen

SHAPES: tuple[Shape, ...] = ("value", "row", "list", "groups", "ranking", "series", "comparison", "share")
CHARTS: tuple[ChartWanted, ...] = ("auto", "none", "bar", "line", "pie")
CELLS: st.SearchStrategy[Cell] = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=20), st.dates().map(str), st.just("2025-03")
)
NAMES = st.one_of(
    st.text(max_size=12), st.sampled_from(["id", "year", "percent", "n", "first_name", "last_name", "*a*"])
)


@st.composite
def found(draw: st.DrawFn) -> Found:
    columns = tuple(draw(st.lists(NAMES, min_size=1, max_size=4)))
    numbers = st.floats(-1e9, 1e9) | st.integers(-(10**6), 10**6)
    kinds = [draw(st.sampled_from([CELLS, numbers, st.text(max_size=8)])) for _ in columns]
    rows = draw(st.lists(st.tuples(*kinds), max_size=24))
    return Found(columns, tuple(rows), draw(st.text(max_size=40)), draw(st.booleans()))


@pytest.mark.timeout(120)  # seconds, as workers share the machine
@settings(max_examples=300, deadline=None)
@given(found(), st.sampled_from(SHAPES), st.sampled_from(CHARTS), st.booleans(), st.text(max_size=30))
def test_whatever_is_found_is_told_and_shown(
    brought: Found, shape: Shape, wanted: ChartWanted, file: bool, title: str
) -> None:
    rows = shown_rows(brought)
    answered = Answered(title, shape, brought.columns, rows, len(rows), brought.more)
    inquiry = Inquiry(brought.sql, title, shape, wanted, file, readings=(Reading(title, title),))

    for language in ("en", "de"):
        assert told(answered, language).strip()
        operations, artifacts = exhibits(inquiry, answered, brought, language)
        _, notes = apply(Screen(), operations)
        assert not [note for note in notes if isinstance(note, Refusal)]
        assert not [artifact for artifact in artifacts if ill_formed_artifact(artifact)]
        assert json.encode(operations)
    again = read_answered(json.encode(answered).decode())
    assert again is not None
    assert unexplained(told(answered, "en"), again, (told(answered, "en"),)) == ""
