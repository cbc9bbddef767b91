from typing import Any

import msgspec
import pytest
from jsonschema import Draft202012Validator

from core.artifacts import Artifact, Chart, File, Series, ill_formed
from core.controls import Label, Table
from core.drafts import Draft, Step, artifacts_of, operations_of, schema_of
from core.envelope import DirectorPlan, Guidance, InputAnalysis, Interpretation, MemoryUpdate, Route
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
from tests.core.screens import CONTROLS

OPERATIONS: tuple[Operation, ...] = (
    *(AddControl(control) for control in CONTROLS),
    UpdateControl("beers", label="Drinks", step=2),
    SetValue("beers", 4),
    RemoveControl("beers"),
    ClearControls(),
    Bind("place", "beers"),
    Unbind("place"),
    CreateMachine("m", "M", ("a", "b"), shows={"a": ("beers",)}),
)
TABLE = Table("people", "People", ("name",), (("Ann",), (None,)))
CHART = Chart("Sales", "bar", ("A", "B"), (Series("2026", (1.0, 2.5)),))
FILE = File("people.csv", "text/csv", "name\nAnn\n")

BAD_OPERATIONS = [
    ({"op": "explode"}, "explode", "explode"),
    ({"id": "beers"}, "?", "op"),
    ({}, "?", "op"),
    ({"op": 7, "id": "beers"}, "7", "op"),
    ({"op": "x" * 1_000}, "x" * 40, "op"),
    ({"op": "remove"}, "remove", "id"),
    ({"op": "remove", "id": "Not An Id"}, "remove", "$.id"),
    ({"op": "remove", "id": "x" * 25}, "remove", "$.id"),
    ({"op": "set", "id": "beers", "value": None}, "set", "$.value"),
    ({"op": "set", "id": "beers", "value": [1]}, "set", "$.value"),
    ({"op": "update", "id": "beers", "step": 0}, "update", "$.step"),
    ({"op": "update", "id": "beers", "label": ""}, "update", "$.label"),
    ({"op": "bind", "label": "total"}, "bind", "source"),
    ({"op": "machine", "id": "m", "label": "M", "states": "red"}, "machine", "$.states"),
    ({"op": "add", "control": {"kind": "slider", "id": "s", "label": "S"}}, "add", "slider"),
    ({"op": "add", "control": {"kind": "counter", "id": "c"}}, "add", "label"),
    ({"op": "add", "control": {"kind": "counter", "id": "c", "label": "C", "value": "many"}}, "add", "$.control.value"),
    ({"op": "add", "control": {"kind": "progress", "id": "p", "label": "P", "done": 60}}, "add", "$.control.done"),
    ({"op": "add", "control": {"kind": "select", "id": "s", "label": "S", "options": ["a"]}}, "add", "options[0]"),
    ({"op": "add", "control": None}, "add", "$.control"),
]

BAD_ARTIFACTS = [
    ({"kind": "film"}, "film", "film"),
    ({}, "?", "kind"),
    ({"kind": "file", "name": "../x", "media_type": "text/csv", "text": ""}, "file", "$.name"),
    ({"kind": "file", "name": "x.csv", "media_type": "text/csv"}, "file", "text"),
    ({"kind": "chart", "title": "T", "style": "radar", "labels": [], "series": []}, "chart", "$.style"),
    ({"kind": "table", "id": "t", "label": "T"}, "table", "columns"),
]


def draft(**parts: Any) -> Draft:
    return Draft("Said.", **parts)


def plain(*values: object) -> tuple[Any, ...]:
    return tuple(msgspec.to_builtins(value) for value in values)


def test_every_operation_is_read_as_it_was_meant() -> None:
    assert operations_of(draft(operations=plain(*OPERATIONS))) == (OPERATIONS, ())


def test_every_artifact_is_read_as_it_was_meant() -> None:
    assert artifacts_of(draft(artifacts=plain(TABLE, CHART, FILE))) == ((TABLE, CHART, FILE), ())


@pytest.mark.parametrize(("bad", "name", "why"), BAD_OPERATIONS)
def test_an_operation_that_cannot_be_read_spoils_no_other(bad: dict[str, Any], name: str, why: str) -> None:
    good, unreadable = operations_of(draft(operations=(*plain(RemoveControl("a")), bad, *plain(RemoveControl("b")))))

    assert good == (RemoveControl("a"), RemoveControl("b"))
    assert [one.name for one in unreadable] == [name]
    assert why in unreadable[0].reason


@pytest.mark.parametrize(("bad", "name", "why"), BAD_ARTIFACTS)
def test_an_artifact_that_cannot_be_read_spoils_no_other(bad: dict[str, Any], name: str, why: str) -> None:
    good, unreadable = artifacts_of(draft(artifacts=(*plain(TABLE), bad, *plain(FILE))))

    assert good == (TABLE, FILE)
    assert [one.name for one in unreadable] == [name]
    assert why in unreadable[0].reason


@pytest.mark.parametrize(
    ("artifact", "why"),
    [
        (Table("t", "T", ()), "a table needs columns"),
        (Table("t", "T", ("a", "b"), (("only one",),)), "one cell a column in every row"),
        (Chart("C", "bar", ("A",), ()), "a chart needs labels and series"),
        (Chart("C", "bar", (), (Series("s", ()),)), "a chart needs labels and series"),
        (Chart("C", "line", ("A", "B"), (Series("s", (1.0,)),)), "a number for every label"),
        (Chart("C", "pie", ("A",), (Series("s", (float("inf"),)),)), "no infinities"),
        (Chart("C", "pie", ("A",), (Series("s", (float("nan"),)),)), "no infinities"),
    ],
)
def test_an_artifact_that_cannot_be_shown_is_left_out_with_the_reason(artifact: Artifact, why: str) -> None:
    good, unreadable = artifacts_of(draft(artifacts=plain(artifact, FILE)))

    assert good == (FILE,)
    assert [one.name for one in unreadable] == [type(artifact).__name__]
    assert why in unreadable[0].reason


@pytest.mark.parametrize("artifact", [TABLE, CHART, FILE])
def test_an_artifact_that_can_be_shown_has_no_reason_against_it(artifact: Artifact) -> None:
    assert ill_formed(artifact) == ""


@pytest.mark.parametrize("operations", [(), (7,), "add", None])
def test_a_draft_keeps_operations_unread_but_they_are_objects(operations: object) -> None:
    written = {"response": "Said.", "operations": operations}

    if operations == ():
        assert msgspec.convert(written, Draft) == draft()
    else:
        with pytest.raises(msgspec.ValidationError):
            msgspec.convert(written, Draft)


SHAPES = (Draft, Step, InputAnalysis, Route, DirectorPlan, Guidance, Interpretation, MemoryUpdate)


@pytest.mark.parametrize("shape", SHAPES)
def test_the_schema_of_every_shape_is_valid_json_schema(shape: type) -> None:
    Draft202012Validator.check_schema(schema_of(shape))


def step_of(written: dict[str, Any]) -> dict[str, Any]:
    return {"calls": [{"tool": "clock", "arguments": {"zone": "Europe/Berlin"}}], "thought": written}


@pytest.mark.parametrize("operation", OPERATIONS)
def test_the_schema_lets_every_operation_pass(operation: Operation) -> None:
    written = {"response": "Said.", "operations": list(plain(operation))}

    Draft202012Validator(schema_of(Draft)).validate(msgspec.json.decode(msgspec.json.encode(written)))
    Draft202012Validator(schema_of(Step)).validate(msgspec.json.decode(msgspec.json.encode(step_of(written))))


@pytest.mark.parametrize("artifact", [TABLE, CHART, FILE])
def test_the_schema_lets_every_artifact_pass(artifact: Artifact) -> None:
    written = msgspec.json.decode(msgspec.json.encode(draft(artifacts=plain(artifact))))

    Draft202012Validator(schema_of(Draft)).validate(written)
    Draft202012Validator(schema_of(Step)).validate(step_of(written))


@pytest.mark.parametrize("bad", [bad for bad, *_ in BAD_OPERATIONS])
def test_the_schema_stops_what_could_not_be_read_as_an_operation(bad: dict[str, Any]) -> None:
    written = {"response": "Said.", "operations": [bad]}

    assert not Draft202012Validator(schema_of(Draft)).is_valid(written)
    assert not Draft202012Validator(schema_of(Step)).is_valid(step_of(written))


@pytest.mark.parametrize("bad", [bad for bad, *_ in BAD_ARTIFACTS])
def test_the_schema_stops_what_could_not_be_read_as_an_artifact(bad: dict[str, Any]) -> None:
    assert not Draft202012Validator(schema_of(Draft)).is_valid({"response": "Said.", "artifacts": [bad]})


def test_the_schema_names_every_operation_with_what_it_is_for() -> None:
    parts = schema_of(Draft)["$defs"]

    for operation in OPERATIONS:
        assert parts[type(operation).__name__]["description"] == (type(operation).__doc__ or "").strip()
    assert parts["Label"]["properties"].keys() == {"kind", *Label.__struct_fields__}
