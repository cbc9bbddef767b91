"""Findings: what was found in a database, told in one sentence with the number in it."""

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from msgspec import DecodeError, Struct, json

from core.controls import Cell
from core.data import Answered, Shape
from core.numerals import decimals_of, names, number, percent, plain, spelled

_FEW = 5
"""Rows that a sentence names one by one."""
_CELLS = 5
"""Cells of one row that a sentence names."""
_FIRST_NAMES = frozenset({"firstname", "vorname", "givenname", "forename"})
_LAST_NAMES = frozenset({"lastname", "nachname", "familyname", "surname", "familienname"})
_COUNTS = frozenset({"number", "num", "no", "nr", "nummer"})
"""What a column beside a name may be called that counts after all."""
_SHARES = frozenset({"percent", "percentage", "prozent", "anteil", "share", "quote", "pct"})
_NOT_ADDED = re.compile(
    r"average|\bavg|\bmean\b|median|durchschnitt|mittel|schnitt|\bmax|\bmin\b|highest|lowest|höchst|größt|kleinst"
    r"|niedrigst|percent|prozent|anteil|\bshare|quote\b|\brate\b|%"
)
"""What the name of numbers has in it that make no sense added up."""
_TOKENS = re.compile(r"[^\W\d_]{3,}")
"""Words of a title or a column's name that say what is meant."""
_DAY = re.compile(r"\d{4}-\d\d")
_PER = re.compile(r"\bper\b|\bpro\b|\bje\b")
"""Likewise in a column's own name; a title says by it what the groups are."""


class _Words(Struct, frozen=True):
    nothing: str
    no_value: str
    found: str
    more: str
    more_than: str
    top: str
    bottom: str
    then: str
    groups: str
    series: str
    total: str
    joint: str
    of: str


_WORDS: Mapping[str, _Words] = MappingProxyType(
    {
        "en": _Words(
            nothing="nothing found",
            no_value="there are no values for this",
            found="**{}** found",
            more="Only the first {} are shown.",
            more_than="more than {}",
            top="at the top **{}** with **{}**",
            bottom="at the bottom **{}** with **{}**",
            then=", then {}",
            groups="**{}** groups",
            series="last **{}** ({}), the highest **{}** ({})",
            total=", **{}** in total",
            joint=" and ",
            of="**{}** ({} of {})",
        ),
        "de": _Words(
            nothing="nichts gefunden",
            no_value="dazu gibt es keine Werte",
            found="**{}** gefunden",
            more="Gezeigt werden nur die ersten {}.",
            more_than="mehr als {}",
            top="an der Spitze **{}** mit **{}**",
            bottom="am niedrigsten **{}** mit **{}**",
            then=", dann {}",
            groups="**{}** Gruppen",
            series="zuletzt **{}** ({}), am höchsten **{}** ({})",
            total=", zusammen **{}**",
            joint=" und ",
            of="**{}** ({} von {})",
        ),
    }
)


class Pairs(Struct, frozen=True):
    """Rows as names with numbers, without the rows that lack the number."""

    labels: tuple[str, ...]
    values: tuple[float, ...]
    column: str
    """The name of the numbers' column."""


def told(answered: Answered, language: str) -> str:
    """Return what was found as a sentence in the person's language, English where there is no other."""
    if answered.said:
        return answered.said
    words = _WORDS.get(language, _WORDS["en"])
    said = _told(answered, words, language) if answered.rows else words.nothing
    title = plain(answered.title, 200).rstrip(".:?! ") if answered.title.strip() else ""
    sentence = f"{title}: {said}." if title else f"{said[:1].upper()}{said[1:]}."
    return f"{sentence} {words.more.format(number(answered.count, language))}" if answered.more else sentence


def read_answered(text: str) -> Answered | None:
    """Return the question with what was found that a text is the JSON of; None for any other text."""
    if not text.startswith('{"title":'):
        return None
    try:
        return json.decode(text, type=Answered)
    except DecodeError:
        return None


def shape_of(answered: Answered) -> Shape:
    """Return what the answer looks like by its rows, whatever was expected of them."""
    match len(answered.rows), len(answered.columns):
        case 1, 1:
            return "share" if answered.shape == "share" else "value"
        case 1, wide if wide > 1 and answered.shape in ("comparison", "share"):
            enough = len(measures(answered.columns, answered.rows)) > 1 or _share_of(answered) is not None
            return answered.shape if enough else "row"
        case 1, _:
            return "row"
        case _ if answered.shape in ("groups", "ranking", "series", "comparison", "share"):
            return answered.shape if pairs(answered.columns, answered.rows) else "list"
        case _:
            return "list"


def measures(columns: Sequence[str], rows: Sequence[tuple[Cell, ...]]) -> tuple[int, ...]:
    """Return which columns hold numbers that count or measure something."""
    numeric = []
    for index in range(len(columns)):
        cells = [row[index] for row in rows if row[index] is not None]
        if cells and all(_is_number(cell) for cell in cells):
            numeric.append(index)
    counting = [index for index in numeric if not names(columns[index])]
    return tuple(counting or [index for index in numeric if index and columns[index].lower() in _COUNTS])


def labelling(columns: Sequence[str], rows: Sequence[tuple[Cell, ...]]) -> tuple[int, ...]:
    """Return the columns that name a row: the first text, a first name with the last one, else the first column."""
    counting = measures(columns, rows)
    if len(counting) == len(columns) > 1:
        return (0,)
    others = [index for index in range(len(columns)) if index not in counting]
    texts = [i for i in others if not names(columns[i])] or others
    folded = [columns[i].lower().replace("_", "").replace(" ", "") for i in texts]
    first = next((texts[at] for at, name in enumerate(folded) if name in _FIRST_NAMES), None)
    last = next((texts[at] for at, name in enumerate(folded) if name in _LAST_NAMES), None)
    return (first, last) if first is not None and last is not None else tuple(texts[:1])


def pairs(columns: Sequence[str], rows: Sequence[tuple[Cell, ...]], measure: int | None = None) -> Pairs | None:
    """Return the rows as names with the numbers of one column, the last that is no share; None where none has any."""
    labels = labelling(columns, rows)
    counting = [index for index in measures(columns, rows) if index not in labels]
    if not counting or not labels:
        return None
    plainly = [index for index in counting if not is_share(columns[index])]
    at = (plainly or counting)[-1] if measure is None else measure
    kept = [row for row in rows if row[at] is not None]
    named = tuple(" ".join(_label(row[index]) for index in labels) for row in kept)
    return Pairs(named, tuple(_float(row[at]) for row in kept), columns[at])


def ranked_by(answered: Answered) -> int | None:
    """Return the column of numbers in whose order the rows are, best one that the title names; None for no such one.

    Rows in the order of a date are ranked by it, unless the title names a number.
    """
    columns, rows = answered.columns, answered.rows
    labels = labelling(columns, rows)
    counting = [at for at in measures(columns, rows) if at not in labels]
    titled = set(_TOKENS.findall(answered.title.lower()))
    alike = [at for at in counting if len({row[at] for row in rows} - {None}) == 1]
    ordered = [
        at for at in counting if at not in alike and _in_order([_float(r[at]) for r in rows if r[at] is not None])
    ]
    named = [at for at in (*ordered, *alike) if titled.intersection(_TOKENS.findall(columns[at].lower()))]
    if named or len(columns) <= len(labels) + 1:
        return next(iter(named or ordered or alike), None)
    dated = [[str(row[at]) for row in rows] for at in range(len(columns)) if at not in counting]
    if any(len(set(days)) > 1 and all(map(_DAY.match, days)) and _in_order(days) for days in dated):
        return None
    return next(iter(ordered), None)


def is_share(column: str) -> bool:
    """Say whether a column's name says that its numbers are percentages."""
    return "%" in column or any(word in column.lower() for word in _SHARES)


def adds_up(answered: Answered, column: str) -> bool:
    """Say whether the sum of a column means anything, and all of its numbers are there."""
    numbers = column.lower().replace("_", " ")
    apart = _NOT_ADDED.search(f"{answered.title.lower()} {numbers}") or _PER.search(numbers)
    return not answered.more and answered.count == len(answered.rows) and not apart


def _told(answered: Answered, words: _Words, language: str) -> str:
    shape = shape_of(answered)
    found = pairs(answered.columns, answered.rows)
    match shape:
        case "value":
            cell = answered.rows[0][0]
            return words.no_value if cell is None else f"**{spelled(cell, language, answered.columns[0])}**"
        case "row":
            return _row(answered, language)
        case "share":
            return _share(answered, words, language)
        case "comparison":
            return _comparison(answered, found, words, language)
        case "series" | "ranking" if answered.more:  # neither the first nor the last of all is there
            return _list(answered, words, language)
        case "series" if found is not None and len(found.values) == 2:
            return _comparison(answered, found, words, language)
        case "series" if found is not None:
            return _series(answered, found, words, language)
        case "ranking" if found is not None:
            return _ranking(answered, words, language)
        case "groups" if found is not None:
            return _groups(answered, found, words, language)
        case _:
            return _list(answered, words, language)


def _row(answered: Answered, language: str) -> str:
    """Name a thing with what is known of it; what has no name is all that is known."""
    columns, row = answered.columns, answered.rows[0]
    counting, labels = measures(columns, answered.rows), labelling(columns, answered.rows)
    named = len(columns) > 2 and bool(labels) and all(isinstance(row[at], str) for at in labels)
    name = " ".join(spelled(row[at], language, columns[at]) for at in labels) if named else ""
    others = [at for at in range(len(columns)) if not (named and at in labels)]
    told = []
    for at in others[:_CELLS]:
        cell = spelled(row[at], language, columns[at])
        told.append(f"{plain(columns[at])}: {cell if named and at not in counting else f'**{cell}**'}")
    return f"**{name}** ({', '.join(told)})" if named else ", ".join(told)


def _list(answered: Answered, words: _Words, language: str) -> str:
    count = number(answered.count, language)
    said = words.found.format(words.more_than.format(count) if answered.more else count)
    labels = labelling(answered.columns, answered.rows)
    if answered.count > _FEW or not labels:
        return said
    named = [" ".join(spelled(row[at], language, answered.columns[at]) for at in labels) for row in answered.rows]
    return f"{said}: {_joined(named, words)}"


def _groups(answered: Answered, found: Pairs, words: _Words, language: str) -> str:
    count = number(answered.count, language)
    if answered.more:
        return words.groups.format(words.more_than.format(count))
    numbers = _values(found.values, language)
    if len(numbers) <= _FEW:
        return ", ".join(f"{plain(label)}: **{n}**" for label, n in zip(found.labels, numbers, strict=True))
    high = max(range(len(numbers)), key=lambda at: found.values[at])
    said = f"{words.groups.format(count)}, {words.top.format(plain(found.labels[high]), numbers[high])}"
    return said + _total(answered, found, words, language)


def _ranking(answered: Answered, words: _Words, language: str) -> str:
    """Name the first rows with the number they are ranked by; where none seems to be that, only the rows."""
    at = ranked_by(answered)
    found = None if at is None else pairs(answered.columns, answered.rows, at)
    if found is None:
        return _list(answered, words, language)
    rising = found.values[0] < found.values[-1]
    numbers = _values(found.values, language)
    said = (words.bottom if rising else words.top).format(plain(found.labels[0]), numbers[0])
    others = [f"{plain(label)} ({value})" for label, value in zip(found.labels[1:3], numbers[1:3], strict=True)]
    return said + words.then.format(_joined(others, words)) if others else said


def _series(answered: Answered, found: Pairs, words: _Words, language: str) -> str:
    if len(set(found.labels)) < len(found.labels):  # several rows a period
        return _list(answered, words, language)
    high = max(range(len(found.values)), key=lambda at: found.values[at])
    last = len(found.values) - 1 if found.labels[0] <= found.labels[-1] else 0
    numbers = _values(found.values, language)
    said = words.series.format(numbers[last], plain(found.labels[last]), numbers[high], plain(found.labels[high]))
    return said + _total(answered, found, words, language)


def _comparison(answered: Answered, found: Pairs | None, words: _Words, language: str) -> str:
    if len(answered.rows) == 1:
        counting = measures(answered.columns, answered.rows)[:2]
        labels = [answered.columns[at] for at in counting]
        values = [_float(answered.rows[0][at]) for at in counting]
    elif found is not None:
        labels, values = list(found.labels), list(found.values)
    else:
        return _list(answered, words, language)
    if len(labels) == 2 and _is_period(labels[0]) and _is_period(labels[1]) and labels[0] < labels[1]:
        labels, values = labels[::-1], values[::-1]  # the later one first
    numbers = _values(values, language)
    told = ", ".join(f"{plain(label)}: **{n}**" for label, n in zip(labels[:_FEW], numbers, strict=False))
    if len(values) == 2 and values[1]:
        change = (values[0] - values[1]) / abs(values[1]) * 100
        return f"{told} ({percent(change, language, signed=True)})"
    return told


def _share(answered: Answered, words: _Words, language: str) -> str:
    if len(answered.rows) == 1:
        share = _share_of(answered)
        if share is None:
            return _row(answered, language)
        value, of = share
        told = percent(value, language)
        return words.of.format(told, *_values(of, language)) if of else f"**{told}**"
    labels, shares = shares_of(answered)
    parts = [f"{plain(label)} **{percent(share, language)}**" for label, share in zip(labels, shares, strict=True)]
    return _joined(parts[:_FEW], words) if parts else _list(answered, words, language)


def shares_of(answered: Answered) -> tuple[tuple[str, ...], tuple[float, ...]]:
    """Return names with percentages: as they were found, or of the sum where all rows are there."""
    counting = measures(answered.columns, answered.rows)
    given = next((at for at in counting if is_share(answered.columns[at])), None)
    found = pairs(answered.columns, answered.rows, given)
    if found is None:
        return (), ()
    if given is not None:
        return found.labels, found.values
    whole = sum(found.values)
    if not whole or answered.more or len(answered.rows) < answered.count:
        return (), ()
    return found.labels, tuple(value / whole * 100 for value in found.values)


def _share_of(answered: Answered) -> tuple[float, tuple[float, ...]] | None:
    """Return the percentage that one row holds, with the part and the whole where they stand there."""
    row, counting = answered.rows[0], measures(answered.columns, answered.rows)
    shares = [at for at in counting if is_share(answered.columns[at])] or list(counting if len(counting) == 1 else ())
    rest = [_float(row[at]) for at in counting if at not in shares]
    of = tuple(rest) if len(rest) == 2 and rest[0] <= rest[1] else ()
    if shares:
        return _float(row[shares[0]]), of
    return (of[0] / of[1] * 100, of) if of and of[1] else None


def _total(answered: Answered, found: Pairs, words: _Words, language: str) -> str:
    if len(found.values) < 2 or not adds_up(answered, found.column):
        return ""
    return words.total.format(number(sum(found.values), language, decimals_of(found.values)))


def _joined(parts: Sequence[str], words: _Words) -> str:
    return words.joint.join([*([", ".join(parts[:-1])] if len(parts) > 1 else []), *parts[-1:]])


def _label(cell: Cell) -> str:
    return "–" if cell is None or cell == "" else str(cell)


def _values(values: Sequence[float], language: str) -> list[str]:
    """Return the numbers of one column, all with as many decimals."""
    decimals = decimals_of(values)
    return [number(value, language, decimals) for value in values]


def _in_order(values: list[float] | list[str]) -> bool:
    """Say whether the values rise or fall all along."""
    return bool(values) and values in (sorted(values), sorted(values, reverse=True))


def _is_number(cell: Cell) -> bool:
    return isinstance(cell, int | float) and not isinstance(cell, bool)


def _float(cell: Cell) -> float:
    return cell if isinstance(cell, int | float) else 0.0


def _is_period(label: str) -> bool:
    return len(label) >= 4 and label[:4].isdigit()
