"""Statement: a frame as one SELECT."""

from collections.abc import Sequence
from datetime import date

from msgspec.structs import replace

from adapters.llm.questions.catalogue import Catalogue
from adapters.llm.questions.conditions import Conditions
from adapters.llm.questions.dialect import Dialect
from adapters.llm.questions.figures import same_rows
from adapters.llm.questions.frame import Col, During, Frame, Group, Measure
from adapters.llm.questions.joiner import Joiner
from adapters.llm.questions.joins import Unfit
from adapters.llm.questions.listing import Listing
from adapters.llm.questions.titles import Names

_INNER = "each"
"""The alias of a subquery whose groups are put together again."""


class Statement:
    """Writes the SELECT of one frame. Raises Unfit where it asks for nothing."""

    def __init__(self, frame: Frame, catalogue: Catalogue, today: date, names: Names) -> None:
        base = frame.measure.table if frame.measure else frame.focus
        if not base:
            raise Unfit("nothing to ask for")
        self._frame, self._catalogue, self._today, self._names = frame, catalogue, today, names
        self._sql = Dialect(catalogue.dialect, today)
        self._join = Joiner(catalogue, base, self._sql)
        self._conditions = Conditions(catalogue, self._sql)
        self._listing = Listing(frame, catalogue, self._sql, self._join, names)

    def text(self) -> str:
        """Return the statement. Raises NoWay."""
        frame = self._frame
        if frame.measure is None:
            return self._listing.text()
        if frame.more and not same_rows(frame):
            return self._beside()
        if frame.change:
            return self._change(frame.measure)
        if frame.groups:
            return self._grouped(frame.measure)
        if frame.share is not None:
            return self._share(frame.measure)
        values = [self._titled(self._measure(frame.measure), self._names.title(frame.measure)), *self._more()]
        where = self._conditions.where(frame.filters, self._join)
        return f"SELECT {', '.join(values)} {self._join.text()}{where}"

    def _more(self) -> list[str]:
        """Return the further figures of the same rows."""
        measures = [one.measure for one in self._frame.more if one.measure is not None]
        return [self._titled(self._measure(measure), self._names.title(measure)) for measure in measures]

    def _beside(self) -> str:
        """Return figures of several tables beside each other, each out of a SELECT of its own."""
        frames = (replace(self._frame, more=()), *self._frame.more)
        parts = [Statement(frame, self._catalogue, self._today, self._names) for frame in frames]
        if not self._frame.groups:
            titled = zip(parts, frames, strict=True)
            shown = [self._titled(f"({part.text()})", self._title(frame)) for part, frame in titled]
            return f"SELECT {', '.join(shown)}"
        return self._united(parts, frames)

    def _united(self, parts: "Sequence[Statement]", frames: Sequence[Frame]) -> str:
        """Return the groups of several SELECTs, each with the figures of all."""
        keys = [part.grouped_by() for part in parts]
        if len({len(names) for names in keys}) > 1:
            raise Unfit("groups that do not go together")
        marks = [f"key_{at}" for at in range(len(keys[0]))]
        inner = [part.united(at, len(parts)) for at, part in enumerate(parts)]
        values = [self._united_value(at, frame) for at, frame in enumerate(frames)]
        shown = [self._titled(mark, title) for mark, title in zip(marks, keys[0], strict=True) if title]
        shown += [self._titled(value, self._title(frame)) for value, frame in zip(values, frames, strict=True)]
        source = f"FROM ({' UNION ALL '.join(inner)}) AS {self._sql.name(_INNER)}"
        order = marks[0] if any(group.grain for group in self._frame.groups) else f"{values[0]} DESC, {marks[0]}"
        return f"SELECT {', '.join(shown)} {source} GROUP BY {', '.join(marks)} ORDER BY {order}"

    def _united_value(self, at: int, frame: Frame) -> str:
        counted = frame.measure is not None and frame.measure.func == "count"
        return f"COALESCE(MAX(figure_{at}), 0)" if counted else f"MAX(figure_{at})"

    def grouped_by(self) -> list[str]:
        """Return the titles of what rows are grouped by; empty for what only keeps namesakes apart."""
        keys, by = self._keys()
        titles = dict(keys)
        return [titles.get(text, "") for text in dict.fromkeys(by)]

    def united(self, place: int, count: int) -> str:
        """Return the groups with this figure in its place among several."""
        self._join.inner = True
        frame = self._frame
        _, by = self._keys()
        value = self._measure(frame.measure) if frame.measure is not None else "NULL"
        dated = [f"{self._column(group.col)} IS NOT NULL" for group in frame.groups if group.grain]
        where = self._conditions.where(frame.filters, self._join, " AND ".join(dated))
        texts = list(dict.fromkeys(by))
        keys = [f"{text} AS key_{at}" for at, text in enumerate(texts)]
        figures = [value if at == place else "CAST(NULL AS NUMERIC)" for at in range(count)]
        shown = keys + [f"{figure} AS figure_{at}" for at, figure in enumerate(figures)]
        return f"SELECT {', '.join(shown)} {self._join.text()}{where} GROUP BY {', '.join(texts)}"

    def _title(self, frame: Frame) -> str:
        return self._names.title(frame.measure) if frame.measure is not None else ""

    def _grouped(self, measure: Measure) -> str:
        frame = self._frame
        self._join.inner = True
        keys, by = self._keys()
        value, title = self._measure(measure), self._names.title(measure)
        dated = [f"{self._column(group.col)} IS NOT NULL" for group in frame.groups if group.grain]
        where = self._conditions.where(frame.filters, self._join, "" if frame.share else " AND ".join(dated))
        figures = self._values(value, title) + self._more()
        shown = ", ".join([self._titled(text, name) for text, name in keys] + figures)
        text = f"SELECT {shown} {self._join.text()}{where} GROUP BY {', '.join(dict.fromkeys(by))}"
        if frame.having:
            text += f" HAVING {value} {frame.having[0]} {frame.having[1]}"
        return self._nested(text, title) if frame.nested else text + self._group_order(keys, value)

    def _keys(self) -> tuple[list[tuple[str, str]], list[str]]:
        """Return the groups' texts and titles, and what rows are grouped by."""
        keys: list[tuple[str, str]] = []
        by: list[str] = []
        for group in self._frame.groups:
            named, more = self._group(group)
            for text, title in named:
                keys.append((text, title if title not in [t for _, t in keys] else f"{group.col.table} {title}"))
            by += [*(text for text, _ in named), *more]
        return keys, by

    def _group(self, group: Group) -> tuple[list[tuple[str, str]], list[str]]:
        """Return a group's texts and titles, and what else rows are grouped by so that namesakes stay apart."""
        col = group.col
        if group.sides:
            sides = [(self._conditions.one(one, self._join), self._sql.value(one.period.label)) for one in group.sides]
            cases = " ".join(f"WHEN {condition} THEN {label}" for condition, label in sides)
            return [(f"CASE {cases} END", self._names.period)], []
        if group.grain:
            return [(self._conditions.grain(col, group.grain, self._join), self._names.grains[group.grain])], []
        if col.column:
            return [(self._column(col), col.column)], []
        keys = [self._column(Col(col.table, name, col.via)) for name in self._catalogue.tables[col.table].primary]
        return self._listing.labels(col), keys

    def _values(self, value: str, title: str) -> list[str]:
        """Return what is shown of each group: its number, its share of all, or the share of a part in it."""
        frame = self._frame
        if frame.share is None:
            return [self._titled(value, title)]
        if not frame.share:
            share = self._sql.rounded(f"100.0 * {value} / SUM({value}) OVER ()")
            return [self._titled(value, title), self._titled(share, self._names.share)]
        part = " AND ".join(self._conditions.one(one, self._join) for one in frame.share)
        share = self._sql.rounded(f"100.0 * SUM(CASE WHEN {part} THEN 1 ELSE 0 END) / COUNT(*)")
        return [self._titled(share, self._names.share)]

    def _nested(self, text: str, title: str) -> str:
        """Return a function over the groups' numbers."""
        func = self._frame.nested or "avg"
        inner = self._sql.name(_INNER)
        outer = f"{func.upper()}({inner}.{self._sql.name(title)})"
        value = self._sql.rounded(outer) if func == "avg" else outer
        shown = self._titled(value, f"{self._names.funcs[func]} {title}")
        source = f"FROM ({text}) AS {inner}"
        return f"SELECT {shown} {source}"

    def _group_order(self, keys: Sequence[tuple[str, str]], value: str) -> str:
        frame, top = self._frame, self._frame.top
        if top is not None:
            limit = f" LIMIT {top.count}" if top.count else ""
            return f" ORDER BY {value} {'DESC' if top.descending else 'ASC'}, {keys[0][0]}{limit}"
        if any(group.grain for group in frame.groups):
            return f" ORDER BY {', '.join(text for text, _ in keys)}"
        return f" ORDER BY {value} DESC, {keys[0][0]}"

    def _share(self, measure: Measure) -> str:
        part = " AND ".join(self._conditions.listed(self._frame.share or (), self._join)) or "1 = 1"
        value = self._argument(measure)
        if measure.func == "sum" and value:
            number = f"100.0 * SUM(CASE WHEN {part} THEN {value} ELSE 0 END) / SUM({value})"
        else:
            number = f"100.0 * SUM(CASE WHEN {part} THEN 1 ELSE 0 END) / COUNT(*)"
        where = self._conditions.where(self._frame.filters, self._join)
        if self._join.many:
            raise Unfit("a share of rows that are joined to many")
        return f"SELECT {self._titled(self._sql.rounded(number), self._names.share)} {self._join.text()}{where}"

    def _change(self, measure: Measure) -> str:
        """Return both periods' numbers, their difference, and the difference in percent."""
        periods = [one for one in self._frame.filters if isinstance(one, During)][:2]
        others = tuple(one for one in self._frame.filters if one not in periods)
        if len(periods) != 2 or measure.func not in ("count", "sum", "avg"):
            raise Unfit("no two periods to compare")
        value = self._argument(measure) or "1"
        periods.sort(key=lambda period: period.period.start or date.min)
        func = f"COUNT({'DISTINCT ' * measure.distinct}" if measure.func == "count" else f"{measure.func.upper()}("
        inside = [self._conditions.one(period, self._join) for period in periods]
        one, other = (f"{func}CASE WHEN {condition} THEN {value} END)" for condition in inside)
        where = self._conditions.where(others, self._join)
        if self._join.many:
            raise Unfit("a comparison of rows that are joined to many")
        percent = self._sql.rounded(f"100.0 * ({other} - {one}) / NULLIF({one}, 0)")
        shown = [
            self._titled(one, periods[0].period.label),
            self._titled(other, periods[1].period.label),
            self._titled(f"{other} - {one}", self._names.difference),
            self._titled(percent, self._names.percent),
        ]
        return f"SELECT {', '.join(shown)} {self._join.text()}{where}"

    def _measure(self, measure: Measure) -> str:
        if measure.func == "count" and measure.expr is None:
            return self._count(measure.table)
        value = self._argument(measure)
        if self._join.many and measure.func in ("sum", "avg"):
            raise Unfit("a sum over rows that are joined to many")
        if measure.func == "count":
            return f"COUNT({'DISTINCT ' if measure.distinct else ''}{value})"
        text = f"{measure.func.upper()}({value})"
        return self._sql.rounded(text) if measure.func in ("avg", "sum") else text

    def _count(self, table: str) -> str:
        if not self._join.many:
            return "COUNT(*)"
        key = self._catalogue.tables[table].primary
        if len(key) != 1:
            raise Unfit("rows without a key, joined to many, cannot be counted")
        return f"COUNT(DISTINCT {self._column(Col(table, key[0]))})"

    def _argument(self, measure: Measure) -> str:
        return "" if measure.expr is None else self._conditions.expr(measure.expr, self._join)

    def _column(self, col: Col) -> str:
        return self._conditions.expr(col, self._join)

    def _titled(self, value: str, title: str) -> str:
        return f"{value} AS {self._sql.name(title)}"
