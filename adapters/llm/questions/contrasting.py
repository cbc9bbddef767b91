"""Contrasting: one column compared with another: `below their minimum stock`, `mehr Anmeldungen als Plätze`."""

from collections.abc import Iterator, Mapping, Sequence

from adapters.llm.questions.chunks import Chunk
from adapters.llm.questions.comparing import ONE
from adapters.llm.questions.frame import Against, Col, Op
from adapters.llm.questions.limits import is_spent
from adapters.llm.questions.operators import Kind
from adapters.llm.questions.pairing import Part, counterparts, is_bound, is_counted_apart, named, pair, sold, spent
from adapters.llm.questions.reading import Reading
from adapters.llm.questions.roles import words_in
from adapters.llm.questions.tokens import key_of, word_set

_OPS: Mapping[Kind, Op] = {"over": ">", "under": "<", "least": ">=", "atmost": "<=", "exactly": "="}
_STOPS: tuple[Kind, ...] = (
    "which", "who", "where", "with", "and", "or", "group", "each", "not", "without", "never", "share", "exists", "when",
    "what", "howmuch", "versus", "change", "most", "fewest", "top", "bottom", "except", "missing", "per_row", "median",
)  # fmt: skip
"""Operators beyond which a side of a comparison does not go."""
_HELD: tuple[Kind, ...] = ("sum", "of", "their", "every", "count", "again", "both", "in", "only")
"""Operators within a side that say nothing of it."""
_LATE, _EARLY = ("late", "spaet"), ("early", "frueh")
_DAYS = ("later than", "spaeter als", "earlier than", "frueher als")
_AFTER: Mapping[str, Op] = {"after": ">", "nach": ">", "before": "<", "vor": "<"}
_READY = word_set("fertig finished done ready completed abgeschlossen beendet fertiggestellt worden")
"""What is said of rows that ended, where it is only asked when."""
_USING = word_set(
    "verbraucht gebraucht benoetigt used needed took taken take gebucht booked geleistet worked gearbeitet had had",
    "gehabt received erhalten eingegangen registered have haben hat has sold verkauft waren sind is are was were",
)
"""Verbs that say no more than that there was so much of something."""
_EXPENSIVE = ("expensive", "costly")
_DEAR = (*_EXPENSIVE, "teurer", "more expensive", "cheaper", "billiger", "guenstiger", "costlier")
_LONG = ("longer", "laenger", "shorter", "kuerzer", "slower", "langsamer", "faster", "schneller")
_OF_OTHERS = (
    "older", "aelter", "younger", "juenger", "heavier", "schwerer", "lighter", "leichter", "better", "besser", "worse",
    "schlechter", "weiter", "further", "nearer", "taller",
)  # fmt: skip
"""How comparatives begin that say of what they are, so that nothing else is meant where no column is named."""
_LASTING = word_set("hours stunden minutes minuten days tage weeks wochen duration dauer time zeit months monate")
_SOLD = word_set("sold sell verkauft verkaufen verkauften")
_MOST_SAID = 4
"""Chunks of one side."""


def contrast(r: Reading) -> None:
    """Make filters of comparisons of one column with another."""
    if not r.focus or any(r.free(chunk) and chunk.has("not", "never", "without") for chunk in r.chunks):
        return
    for chunk in r.chunks:
        op = _op(chunk)
        if op is not None and r.free(chunk) and not _numbered(r, chunk):
            _contrast(r, chunk, op)
    for chunk in r.chunks:
        if chunk.key in _AFTER and not chunk.period:
            _dates(r, chunk, _AFTER[chunk.key])


def _op(chunk: Chunk) -> Op | None:
    for kind, op in _OPS.items():
        if chunk.has(kind):
            return op
    if chunk.adjective is not None and chunk.adjective.degree == "comparative":
        return ">" if chunk.adjective.base in _LATE else "<" if chunk.adjective.base in _EARLY else None
    return None


def _numbered(r: Reading, chunk: Chunk) -> bool:
    """Say whether something is compared with a number, or the average, rather than with a column."""
    behind = r.chunks[chunk.at + 1 : chunk.at + 5]
    if behind and behind[0].key in ONE and chunk.key.endswith((" als", " than")):
        return True
    before = r.ahead(chunk)
    said = any(one.number is not None or one.has("avg", "unit", "versus") for one in behind)
    return said or (before is not None and before.number is not None)


def _contrast(r: Reading, mark: Chunk, op: Op) -> None:
    than = next((c for c in r.chunks[mark.at + 1 : mark.at + 6] if c.has("than") and not c.has("over", "under")), None)
    before = list(_before(r, mark))
    days = mark.key in _DAYS or (mark.adjective is not None and not mark.ops)
    if than is not None and not mark.key.endswith((" als", " than")):
        inner = [c for c in r.chunks[mark.at + 1 : than.at] if _says(r, c)]
        if len(inner) == 1 and inner[0].adjective is not None and inner[0].key in _EXPENSIVE:
            _settle(r, (inner[0], mark, than), before, _behind(r, than), op, days=False)
            return
        _settle(r, (mark, than), inner or before, _behind(r, than), op, days=days)
        return
    if days and than is None and mark.key not in _DAYS:
        return
    behind = _behind(r, mark)
    if not _settle(r, (mark,), before, behind, op, days=days) and not behind and before:
        _settle(r, (mark,), before[:-1], before[-1:], op, days=days)


def _settle(
    r: Reading, marks: Sequence[Chunk], left: Sequence[Chunk], right: Sequence[Chunk], op: Op, *, days: bool
) -> bool:
    """Add the comparison of what two runs of words name, the longest that name something, and say whether they do."""

    def wanted(col: Col) -> bool:
        return r.is_date(col) if days else not col.column or (r.is_number(col) and _scales(r, marks[0], col))

    if not left and marks[0].key.startswith(_OF_OTHERS):
        return False
    for length in range(len(right), 0, -1):
        limits = _parts(r, right[:length])
        if not limits:
            continue
        sold_so = right[length : length + 1] if not left and all(c.key in _SOLD for c in right[length:]) else ()
        against = pair(r, _lefts(r, left or sold_so, limits), limits, op, wanted)
        if against is not None:
            _take(r, against, (*marks, *left, *right[:length], *sold_so))
            return True
    return False


def _scales(r: Reading, mark: Chunk, col: Col) -> bool:
    """Say whether a number is what an adjective compares: money where it is `teurer als`, and time for `longer`."""
    if mark.key.startswith(_DEAR):
        return r.is_money(col)
    return not mark.key.startswith(_LONG) or any(word in _LASTING for word in words_in(col.column))


def _take(r: Reading, against: Against, said: Sequence[Chunk]) -> None:
    r.filters.append(against)
    r.use(*said)
    r.bounds.update(chunk.at for chunk in said)
    first, last = min(chunk.at for chunk in said), max(chunk.at for chunk in said)
    ahead = first - 1 if first and r.chunks[first - 1].has("sum", "count") else first
    r.use(*(c for c in r.chunks[ahead : last + 1] if c.filler or c.has(*_HELD)))


def _lefts(r: Reading, left: Sequence[Chunk], limits: Sequence[Part]) -> list[Part]:
    """Return what the words before a comparison name; where there are none, what is held against such a bound."""
    if len(left) == 1 and {limit.col.table for limit in limits} == {r.table(left[0])}:
        return counterparts(r, limits)
    if not left or all(key_of(chunk.text) in _READY for chunk in left):
        return counterparts(r, limits)
    if all(chunk.key in _SOLD for chunk in left):
        return sold(r, limits)
    found = _parts(r, left)
    if all(is_spent(chunk.key) or chunk.revenue or chunk.key in _USING for chunk in left):
        tables = dict.fromkeys(limit.col.table for limit in limits if r.is_money(limit.col))
        more = [part for table in tables for part in spent(r, table)]
        found = [part for part in found if r.is_number(part.col) or not part.col.column] + more
    if found:
        return list({part.col: part for part in found}.values())
    nouns = [chunk for chunk in left if chunk.key not in _USING]
    return _parts(r, nouns) if nouns and len(nouns) < len(left) else []


def _parts(r: Reading, chunks: Sequence[Chunk]) -> list[Part]:
    """Return what words name: columns, or a table whose rows are counted."""
    tables = [table for chunk in chunks if (table := r.table(chunk)) and table != r.focus]
    if tables:
        return [Part(Col(tables[0]), 1.0)] if len(chunks) == 1 else []
    return named(r, [word for chunk in chunks for word in chunk.key.split()])


def _before(r: Reading, mark: Chunk) -> Iterator[Chunk]:
    """Give the words before a comparison that may name what is compared, in order."""
    found: list[Chunk] = []
    for chunk in reversed(r.chunks[: mark.at]):
        ahead = r.ahead(chunk)
        grouping = ahead is not None and ahead.has("group", "each")
        if _ends(r, chunk) or grouping or len(found) >= _MOST_SAID:
            break
        if _says(r, chunk):
            found.append(chunk)
    return reversed(found)


def _behind(r: Reading, mark: Chunk) -> list[Chunk]:
    """Return the words behind a comparison that may name what it is compared with."""
    found: list[Chunk] = []
    for chunk in r.chunks[mark.at + 1 :]:
        if _ends(r, chunk) or len(found) >= _MOST_SAID:
            break
        if _says(r, chunk):
            found.append(chunk)
    return found


def _ends(r: Reading, chunk: Chunk) -> bool:
    if chunk.period is not None or chunk.number is not None or (not r.free(chunk) and not chunk.filler):
        return True
    valued = bool(chunk.helds) and r.is_value(chunk) and not chunk.verb
    return valued or r.table(chunk) == r.focus or (chunk.has(*_STOPS) and not chunk.namings)


def _says(r: Reading, chunk: Chunk) -> bool:
    """Say whether a chunk may be a part of a column's name."""
    if chunk.key in ("list", "liste"):
        return True
    return r.free(chunk) and not chunk.filler and not chunk.has(*_HELD)


def _dates(r: Reading, mark: Chunk, op: Op) -> None:
    """Read `paid after the due date`, `nach Fälligkeit bezahlt`: one day of a row behind another."""
    behind = _behind(r, mark)
    for length in range(len(behind), 0, -1):
        limits = [part for part in _parts(r, behind[:length]) if r.is_date(part.col)]
        if not limits or not is_bound([word for chunk in behind[:length] for word in chunk.key.split()]):
            continue
        verb = next(iter(behind[length : length + 1]), None) or r.before(mark, lambda c: bool(c.verb), reach=2)
        days = [part for part in _parts(r, [verb]) if r.is_date(part.col)] if verb is not None else []
        against = pair(r, days, limits, op, r.is_date)
        if against is not None and verb is not None and not is_counted_apart(r, against.table):
            _take(r, against, (mark, *behind[:length], verb))
            return
