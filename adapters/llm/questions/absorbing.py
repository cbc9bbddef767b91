"""Absorbing: words that say nothing that the frame does not say already."""

from msgspec.structs import replace

from adapters.llm.questions.choosing import FAINT
from adapters.llm.questions.chunks import Chunk
from adapters.llm.questions.dating import main_date
from adapters.llm.questions.frame import During, Frame, Has
from adapters.llm.questions.joins import siblings
from adapters.llm.questions.operators import Kind
from adapters.llm.questions.reading import Reading
from adapters.llm.questions.subjects import mentions, subject
from adapters.llm.questions.ways import has_one

_GLUE: tuple[Kind, ...] = (
    "list", "what", "which", "exists", "every", "with", "of", "in", "and", "to", "from", "than", "unit", "their", "who",
    "when", "where", "again", "only", "both", "or",
)  # fmt: skip
"""Operators that only hold a question together, where nothing made use of them."""
_BEING = ("are", "is", "were", "sind", "ist", "waren", "being", "as", "als")
_COSTS = frozenset(("cost", "costs", "kostet", "kosten"))
_THROUGH = ("ueber", "via", "through", "per", "by")
_AMONG = ("unter", "ueber", "over")
"""Words for a comparison that may only lead to the rows: `der Anteil unter den Kunden`."""


def related(r: Reading, frame: Frame) -> Frame:
    """Count only rows to which rows of another table belong, where that one is named: `students who took an exam`."""
    if frame.measure is None or frame.measure.expr is not None or frame.groups or frame.share is not None:
        return frame
    main = frame.measure.table
    for chunk in r.left():
        other = r.table(chunk)
        if other in ("", main) or mentions(frame, other):
            continue
        if not siblings(r.catalogue, main, other) and not has_one(r.catalogue, main, other):
            frame = _with_rows(r, frame, main, other)
            r.use(chunk)
    return frame


def _with_rows(r: Reading, frame: Frame, main: str, other: str) -> Frame:
    """Let there be rows of another table, in the periods that are said where those have a date of their own."""
    own = tuple(one for one in frame.filters if isinstance(one, During) and one.col.table == main)
    date = main_date(r, other)
    if date is None or date.table != other or not own:
        return replace(frame, filters=(*frame.filters, Has(other)))
    moved = tuple(replace(one, col=date) for one in own)
    kept = (one for one in frame.filters if one not in own)
    return replace(frame, filters=(*kept, Has(other, moved)))


def absorb(r: Reading, frame: Frame) -> None:
    """Take words as understood that name what the frame is about anyway: its tables, `new` beside a period."""
    tables = {frame.focus, *(group.col.table for group in frame.groups), *r.context, *map(subject, frame.filters)}
    if frame.measure is not None:
        tables.add(frame.measure.table)
    r.use(*(chunk for chunk in r.left() if _modifies(r, chunk)))
    grain = any(group.grain for group in frame.groups)
    dated = grain or any(isinstance(one, During) for one in frame.filters)
    for chunk in r.left():
        if (
            (r.table(chunk) in tables - {""} and not _is_said_of(r, chunk))
            or (dated and _is_new(chunk))
            or (chunk.has("group", "each", "distinct") and _leads_to(r, chunk, tables))
            or (chunk.key in _AMONG and _leads_to(r, chunk, tables))
            or (chunk.key in _THROUGH and _leads_to_value(r, chunk))
            or _is_of_measure(r, frame, chunk)
            or (grain and chunk.has("change", "series"))
            or (chunk.grain == "month" and _prices(r, frame))
        ):
            r.use(chunk)


def _is_said_of(r: Reading, chunk: Chunk) -> bool:
    """Say whether people are said to be something: `how many guests are members`."""
    ahead = r.ahead(chunk)
    named = any(one is not chunk and not one.people and r.table(one) == r.table(chunk) for one in r.chunks)
    return chunk.people and named and ahead is not None and ahead.key in _BEING


def _prices(r: Reading, frame: Frame) -> bool:
    """Say whether a price is shown, which is of a month where people say so: `what does the tariff cost a month`."""
    asked = r.any_op("what") and bool(_COSTS & set(r.text.split()))
    shown = any(col.column and r.is_money(col) for col in frame.columns)
    return frame.measure is None and (shown or (asked and r.money_of(frame.focus) is not None))


def _is_new(chunk: Chunk) -> bool:
    form = chunk.adjective
    return form is not None and form.base in ("new", "neu") and form.degree == "positive"


def _modifies(r: Reading, chunk: Chunk) -> bool:
    """Say whether a word only goes with the noun behind it, whose table it half names: `support team`."""
    behind = r.behind(chunk)
    if behind is None or not chunk.namings or chunk.helds or chunk.namings[0].score > FAINT:
        return False
    tables = {naming.ref.table for naming in chunk.namings}
    return not r.free(behind) and bool(behind.namings) and behind.namings[0].ref.table in tables


def _leads_to(r: Reading, chunk: Chunk, tables: set[str]) -> bool:
    """Say whether a word such as `across`, `unter` or `among` only leads to the rows that are asked about anyway."""
    behind = r.after(chunk, lambda c: not c.filler and not c.has("every"), reach=1)
    return r.table(behind) in tables - {""}


def _leads_to_value(r: Reading, chunk: Chunk) -> bool:
    """Say whether a word only leads to a value that is a condition already: `über den Wochenmarkt`."""
    behind = r.after(chunk, lambda c: not c.filler, reach=1)
    return behind is not None and bool(behind.helds) and not r.free(behind)


def _is_of_measure(r: Reading, frame: Frame, chunk: Chunk) -> bool:
    """Say whether a word only says of what an amount is that its rows are of anyway: `kilos of honey`."""
    ahead, measure = r.before(chunk, lambda c: not c.filler, reach=1), frame.measure
    if measure is None or measure.expr is None or ahead is None or not chunk.namings or chunk.helds or r.free(ahead):
        return False
    weak = chunk.namings[0].score <= FAINT and chunk.namings[0].ref.table == measure.table
    return weak and any(naming.ref.table == measure.table and naming.ref.column for naming in ahead.namings)


def glue(r: Reading) -> None:
    """Take the words that only hold a question together as understood, unless a value of the data is called so."""
    negated = any(r.free(chunk) and chunk.has("not", "never", "without") for chunk in r.chunks)
    for chunk in r.left():
        named = bool(chunk.helds) and chunk.helds[0].score >= 1.0 and r.is_value(chunk)
        if not named and (chunk.filler or _is_glue(r, chunk) or (chunk.neutral and not negated)):
            r.use(chunk)


def _is_glue(r: Reading, chunk: Chunk) -> bool:
    listed = chunk.has("each") and r.listing
    again = chunk.has("same") and bool(r.context)
    return chunk.has(*_GLUE) or listed or again
