"""Merging: the conditions of a follow-up among those of the question before it."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from adapters.llm.questions.catalogue import Ref
from adapters.llm.questions.frame import Col, Compares, During, Equals, Filter, Frame, Has
from adapters.llm.questions.reading import Reading
from adapters.llm.questions.subjects import main_table
from adapters.llm.questions.tokens import word_set
from adapters.llm.questions.ways import has_one

_TOO = {
    "en": word_set("too also additionally plus"),
    "de": word_set("auch zusaetzlich ausserdem ebenfalls dazu plus"),
}
"""Words that add to what was asked for rather than taking its place."""


def adds(reading: Reading) -> bool:
    """Say whether a follow-up is to be added to what was asked for: `and Berlin too`, `auch Berlin`."""
    said = {word for chunk in reading.chunks if not chunk.helds for word in chunk.key.split()}
    longer = any(f" {words}" in f" {reading.text}" for words in ("as well", "in addition"))
    return bool(said & _TOO["de" if reading.language == "de" else "en"]) or longer


def adds_by(word: str) -> bool:
    """Say whether a word may add what stands behind it, and so may not surely be the value that it is as well."""
    return any(word in words for words in _TOO.values())


def spoken_of(before: Frame, reading: Reading) -> tuple[Col, ...]:
    """Return the columns that a question has conditions on or groups by, with those that name the rows it groups by."""
    found: dict[Col, None] = {}
    for group in before.groups:
        if group.col.column:
            found[group.col] = None
        else:
            labels = reading.catalogue.roles[group.col.table].labels
            found.update((Col(group.col.table, label, group.col.via), None) for label in labels)
    for one in _all((*before.filters, *(before.share or ()))):
        if isinstance(one, Equals):
            found[one.col] = None
    return tuple(found)


def pinned(before: Frame, reading: Reading, filters: Sequence[Filter]) -> tuple[Filter, ...]:
    """Return conditions about the columns that are spoken of already, where their values stand there as well.

    The city of another table is not what `only Berlin` means after a number per city.
    """
    known = spoken_of(before, reading)
    return tuple(_pinned(one, known, reading) if isinstance(one, Equals) and not one.part else one for one in filters)


def _pinned(one: Equals, known: Sequence[Col], reading: Reading) -> Equals:
    same = [col for col in known if (col.table, col.column) == (one.col.table, one.col.column)]
    if same:
        return replace(one, col=same[0]) if not one.col.via else one
    if any(reading.table(chunk) == one.col.table for chunk in reading.chunks):
        return one
    for col in known:
        held = reading.catalogue.column(Ref(col.table, col.column)).values
        written = {value.casefold(): value for value in held}
        if all(str(value).casefold() in written for value in one.values):
            return replace(one, col=col, values=tuple(written[str(value).casefold()] for value in one.values))
    return one


def merged(old: Sequence[Filter], new: Sequence[Filter], *, adding: bool = False) -> tuple[Filter, ...] | None:
    """Return conditions with new ones in the place of those about the same; None where they cannot be added to them."""
    found = list(old)
    for one in new:
        at = next((at for at, other in enumerate(found) if subject_of(other) == subject_of(one)), None)
        other = found[at] if at is not None else None
        joined: Filter | None = None if adding else one
        if isinstance(one, Equals) and isinstance(other, Equals):
            joined = _joined(other, one, adding=adding)
        if joined is None:
            return None
        if at is None:
            found.append(joined)
        else:
            found[at] = joined
    return tuple(found)


def _joined(old: Equals, new: Equals, *, adding: bool) -> Equals | None:
    """Return one condition for two on the same column: what is left out, and what is added, is so besides."""
    if old.part or new.part:
        return None if adding else new
    if new.negated and old.negated:
        return replace(new, values=tuple(dict.fromkeys((*old.values, *new.values))))
    if new.negated:
        left = tuple(value for value in old.values if value not in new.values)
        return replace(old, values=left) if left else new
    if adding:
        return None if old.negated else replace(old, values=tuple(dict.fromkeys((*old.values, *new.values))))
    return new


def within(old: Sequence[Filter], new: Sequence[Filter]) -> tuple[tuple[Filter, ...], tuple[Filter, ...]]:
    """Return conditions with those new ones in place that are about rows of other tables, and the ones still left.

    `and Cardio?` after the members who booked Yoga is about what they booked.
    """
    found, left = list(old), list(new)
    for at, one in enumerate(found):
        if not isinstance(one, Has):
            continue
        about = {subject_of(part) for part in one.filters}
        inner = [part for part in left if subject_of(part) in about]
        joined = merged(one.filters, inner)
        if inner and joined is not None:
            found[at] = replace(one, filters=joined)
            left = [part for part in left if part not in inner]
    return tuple(found), tuple(left)


def is_known(before: Frame, reading: Reading, filters: Sequence[Filter]) -> bool:
    """Say whether values are all of columns that are spoken of already."""
    known = {(col.table, col.column) for col in spoken_of(before, reading)}
    equals = [one for one in filters if isinstance(one, Equals)]
    return bool(equals) and all((one.col.table, one.col.column) in known for one in equals)


def is_near(before: Frame, reading: Reading, filters: Sequence[Filter]) -> bool:
    """Say whether values alone can only be about the rows of the question before: of columns these have one of.

    The name or the number of one of those rows asks for that row itself.
    """
    main = main_table(before)
    if reading.chunks[0].helds and adds_by(reading.chunks[0].key):
        return False
    cols = [one.col for one in filters if isinstance(one, Equals) and one.col.table == main]
    if any(reading.is_label(col) or reading.is_code(col) for col in cols):
        return is_known(before, reading, filters)
    near = all(isinstance(one, Equals) and has_one(reading.catalogue, main, one.col.table) for one in filters)
    return (bool(filters) and bool(main) and near) or is_known(before, reading, filters)


def _all(filters: Sequence[Filter]) -> Iterator[Filter]:
    """Give conditions, and those on the rows of other tables that they speak of."""
    for one in filters:
        yield one
        if isinstance(one, Has):
            yield from one.filters


def subject_of(one: Filter) -> object:
    """Return what a filter is about: a new one about the same takes its place."""
    match one:
        case During():
            return "during"
        case Equals(col=col):
            return col.table, col.column, col.via
        case Compares(expr=expr, op=op):
            return expr, op
        case _:
            return one
