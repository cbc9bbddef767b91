"""Drafts: what a thinker's model answers. Each operation in it is read by itself, so that a bad one spoils no other."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, TypeAlias, TypeVar

import msgspec
from msgspec import Struct

from core.artifacts import Artifact, ill_formed
from core.controls import Cell
from core.operations import Operation

T = TypeVar("T")

Plain: TypeAlias = dict[str, Any]
"""A JSON object."""


class Draft(Struct, frozen=True):
    """What there is to say, to show and to hand over; operations and artifacts as the model wrote them."""

    response: str
    operations: tuple[Plain, ...] = ()
    artifacts: tuple[Plain, ...] = ()


class ToolCall(Struct, frozen=True):
    """A tool's name with the arguments it is to be called with."""

    tool: str
    arguments: dict[str, Cell] = {}


class Step(Struct, frozen=True):
    """The next step of a thinker that has tools: calls of some, or else the thought that ends the work."""

    calls: tuple[ToolCall, ...] = ()
    thought: Draft | None = None


class Unreadable(Struct, frozen=True):
    """Something in a draft that is not what it should be, and why."""

    name: str
    reason: str


class _Held(Struct, frozen=True):
    operation: Operation


class _TypedDraft(Struct, frozen=True):
    response: str
    operations: tuple[Operation, ...] = ()
    artifacts: tuple[Artifact, ...] = ()


class _TypedStep(Struct, frozen=True):
    calls: tuple[ToolCall, ...] = ()
    thought: _TypedDraft | None = None


_TYPED: Mapping[type, type] = MappingProxyType({Draft: _TypedDraft, Step: _TypedStep})


def schema_of(shape: type) -> Plain:
    """Return the JSON schema of what a model is to answer, with the operations spelled out."""
    return msgspec.json.schema(_TYPED.get(shape, shape))


def operations_of(draft: Draft) -> tuple[tuple[Operation, ...], tuple[Unreadable, ...]]:
    """Return the operations that could be read, and those that could not."""
    return _read_each(draft.operations, _operation, "op")


def artifacts_of(draft: Draft) -> tuple[tuple[Artifact, ...], tuple[Unreadable, ...]]:
    """Return the artifacts that could be read, and those that could not."""
    if not draft.artifacts:
        return (), ()
    good, bad = _read_each(draft.artifacts, _artifact, "kind")
    worse = tuple(Unreadable(type(one).__name__, ill_formed(one)) for one in good if ill_formed(one))
    return tuple(one for one in good if not ill_formed(one)), (*bad, *worse)


def _operation(plain: Plain) -> Operation:
    """Read an operation as part of a struct: msgspec keeps how a struct is read, and works a union out each time."""
    try:
        return msgspec.convert({"operation": plain}, _Held).operation
    except msgspec.ValidationError:
        operation: Operation = msgspec.convert(plain, Operation)  # its error says where in the operation
        return operation


def _artifact(plain: Plain) -> Artifact:
    artifact: Artifact = msgspec.convert(plain, Artifact)
    return artifact


def _read_each(
    plain: tuple[Plain, ...], read: Callable[[Plain], T], tag: str
) -> tuple[tuple[T, ...], tuple[Unreadable, ...]]:
    good: list[T] = []
    bad: list[Unreadable] = []
    for one in plain:
        try:
            good.append(read(one))
        except msgspec.ValidationError as error:
            bad.append(Unreadable(str(one.get(tag, "?"))[:40], str(error)))
    return tuple(good), tuple(bad)
