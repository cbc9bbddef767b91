"""Grouping: what rows are put together by: `per city`, `je Monat`, `monthly`, `each department`."""

from collections.abc import Iterator

from msgspec.structs import replace

from adapters.llm.questions.catalogue import Ref
from adapters.llm.questions.choosing import FAINT
from adapters.llm.questions.chunks import Chunk
from adapters.llm.questions.dates_compared import ALONG
from adapters.llm.questions.directing import way_to
from adapters.llm.questions.frame import Col, Frame, Group
from adapters.llm.questions.grains import ADVERBS, Grain
from adapters.llm.questions.reading import Reading
from adapters.llm.questions.roles import words_in
from adapters.llm.questions.ways import has_many

SPREADING = ("distribution", "verteil", "breakdown")
"""How the words begin behind which stands first what is counted, and only then by what."""
_LEADING = ("ueber", "in", "aus", "von", "mit", "bei", "zu", "through", "from", "by", "via")
"""Words before `which` that lead to what is put together by."""
_BY_STEPS = ("by", "to", "after", "for", "zu", "fuer", "um", "nach", "over", "on", "ueber")
"""What stands between two of a grain that is gone through step by step."""


class Grouped:
    """What was asked to be put together: columns and tables, and parts of the calendar whose date is not known yet."""

    def __init__(self) -> None:
        self.groups: list[Group] = []
        self.grains: list[tuple[Grain, Col | None]] = []

    def __bool__(self) -> bool:
        return bool(self.groups or self.grains)


def grouped(r: Reading) -> Grouped:
    """Return what is grouped by, as `per city`, `je Monat` and `monthly` say."""
    found = Grouped()
    for chunk in r.chunks:
        if chunk.grain and r.free(chunk) and (again := _repeated(r, chunk)) is not None:
            found.grains.append((chunk.grain, None))
            r.use(*r.chunks[chunk.at - _is_from(r, chunk) : again.at + 1])
    markers = list(r.ops("group", "each"))
    for chunk in markers:
        if r.free(chunk) and not (chunk.has("group") and r.beside(chunk)):
            _mark(r, chunk, markers, found)
    for chunk in r.chunks:
        leads = _leads(r, chunk) and not r.any_op("avg", "max", "min")
        if r.free(chunk) and chunk.grain and (chunk.key in ADVERBS or leads):
            found.grains.append((chunk.grain, None))
            r.use(chunk)
    for chunk in r.ops("which"):
        counts = any(one.has("count", "howmuch", "sum", "avg") for one in r.chunks[: chunk.at])
        noun = r.after(chunk, lambda c: not c.filler or bool(c.namings), reach=1)
        if counts and chunk.at > 1 and noun is not None and r.free(noun) and _add(r, chunk, noun, found):
            r.use(chunk, noun, *(c for c in (r.ahead(chunk),) if c is not None and c.key in _LEADING))
    changed = any(chunk.has("change") and chunk.key not in ALONG for chunk in r.chunks)
    apart = changed and sum(chunk.period is not None for chunk in r.chunks) > 1
    for chunk in r.ops("series"):
        if not found.grains and not apart:
            found.grains.append(("month", None))
        r.use(chunk)
    return found


def _repeated(r: Reading, chunk: Chunk) -> Chunk | None:
    """Return the second grain of `month by month`, `von Monat zu Monat`."""
    joint = r.behind(chunk)
    again = r.behind(joint) if joint is not None and joint.key in _BY_STEPS else None
    return again if again is not None and again.grain == chunk.grain else None


def _is_from(r: Reading, chunk: Chunk) -> bool:
    ahead = r.ahead(chunk)
    return ahead is not None and ahead.key in ("von", "from")


def _mark(r: Reading, marker: Chunk, markers: list[Chunk], found: Grouped) -> None:
    """Read what one marker such as `per` or `Verteilung der` groups by."""
    if marker.key.startswith(SPREADING):
        if any(other.at > marker.at and other.has("group") for other in markers):
            r.use(marker)
            return
        nouns = [c for c in r.chunks[marker.at + 1 :] if r.free(c) and (r.is_noun(c) or c.grain)]
        if len(nouns) > 1 and _add(r, marker, nouns[-1], found):
            r.use(marker, nouns[-1])
            return
    taken = list(_members(r, marker, found))
    behind = r.after(marker, lambda c: not c.filler, reach=1)
    if taken:
        r.use(marker, *taken)
    elif behind is not None and r.is_value(behind) and marker.key in ("by", "nach"):
        r.use(marker)


def _leads(r: Reading, chunk: Chunk) -> bool:
    """Say whether a grain is the first half of a compound: Monats|umsatz."""
    behind = r.behind(chunk)
    return behind is not None and behind.start == chunk.start and behind.text == chunk.text


def _members(r: Reading, marker: Chunk, found: Grouped) -> Iterator[Chunk]:
    """Give the chunks behind a marker that name groups, several where they are joined by `and`."""
    chunk = r.after(marker, lambda c: not c.filler or bool(c.namings), reach=1)
    while chunk is not None and r.free(chunk):
        behind = r.behind(chunk)
        if chunk.namings and chunk.namings[0].score <= FAINT and behind is not None and r.is_noun(behind):
            yield chunk
            chunk = behind
        if not _add(r, marker, chunk, found):
            return
        yield chunk
        joint = r.behind(chunk)
        if joint is None or not joint.has("and"):
            return
        chunk = r.after(joint, lambda c: not c.filler and not c.has("group"), reach=2)
        if chunk is None or not (chunk.grain or r.is_noun(chunk)):
            return
        yield from r.chunks[joint.at : chunk.at]


def _add(r: Reading, marker: Chunk, chunk: Chunk, found: Grouped) -> bool:
    """Add what one chunk groups by, and say whether it does."""
    if chunk.grain:
        before = r.before(marker, lambda c: r.is_column(c) and r.free(c), reach=1)
        date = r.column_in(before, r.is_timed) if before is not None else None
        if date is not None:
            r.use(before)
        found.grains.append((chunk.grain, date))
        return True
    if table := r.table(chunk):
        found.groups.append(Group(Col(table, "", way_to(r, chunk, table))))
        return True
    col = r.column_in(chunk) if chunk.namings or not r.is_value(chunk) else None
    if col is None:
        return False
    if r.is_number(col) and r.catalogue.column(Ref(col.table, col.column)).type == "number":
        return False  # a unit, such as that of a wage per hour
    if r.is_date(col):
        found.grains.append(("day", col))
    elif r.is_timed(col):
        found.grains.append(("month", col))
    else:
        found.groups.append(Group(entity(r, col)))
    return True


def asked_group(r: Reading) -> Group | None:
    """Return what `which city`, `who` or the first noun asks for, as what rows are put together by."""
    for chunk in r.left():
        if table := r.table(chunk):
            r.use(chunk)
            return Group(Col(table))
        if r.is_column(chunk) and chunk.namings[0].score > FAINT:
            col = r.column_in(chunk, lambda c: not r.is_number(c) and not r.is_date(c))
            if col is not None:
                r.use(chunk)
                return Group(entity(r, col))
    return None


def own_groups(r: Reading, frame: Frame) -> Frame:
    """Group rows that are counted by their own column, not by one of the same name that each may have several of."""
    measure = frame.measure
    if measure is None or measure.expr is not None or frame.nested:
        return frame
    groups = tuple(_own(r, group, measure.table) for group in frame.groups)
    return replace(frame, groups=groups)


def _own(r: Reading, group: Group, table: str) -> Group:
    col = group.col
    if not col.column or group.grain or col.table == table or not has_many(r.catalogue, table, col.table):
        return group
    last = words_in(col.column)[-1]
    texts = [one.name for one in r.catalogue.tables[table].columns if one.type == "text"]
    alike = [name for name in texts if name.lower().endswith(last)]
    return replace(group, col=Col(table, alike[0])) if len(alike) == 1 else group


def entity(r: Reading, col: Col) -> Col:
    """Return the rows that a key's column names, by the name of the key: `manager` of `manager_id`."""
    for key in r.catalogue.tables[col.table].keys:
        if key.columns == (col.column,):
            return Col(key.table, "", key.columns)
    return col
