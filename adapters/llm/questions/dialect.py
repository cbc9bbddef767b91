"""Dialects: the pieces of SQL that SQLite and PostgreSQL spell differently."""

from collections.abc import Sequence
from datetime import date

from sqlglot import exp

from adapters.llm.questions.frame import LastingUnit, Scalar
from adapters.llm.questions.grains import Grain
from adapters.llm.questions.periods import Period
from adapters.llm.questions.tokens import word_set

_SQLITE: dict[Grain, str] = {"day": "%Y-%m-%d", "week": "%Y-W%W", "month": "%Y-%m", "year": "%Y", "weekday": "%w"}
_POSTGRES: dict[Grain, str] = {
    "day": "YYYY-MM-DD",
    "week": 'IYYY-"W"IW',
    "month": "YYYY-MM",
    "quarter": 'YYYY-"Q"Q',
    "year": "YYYY",
    "weekday": "D",
}
"""How each database writes a part of the calendar."""
_RESERVED = word_set(
    "ORDER SELECT GROUP TABLE USER FROM TO WHERE BY AS ON IN IS NOT NULL AND OR LIKE CASE WHEN THEN ELSE END JOIN",
    "LEFT RIGHT INNER OUTER FULL CROSS UNION ALL ANY SOME DISTINCT HAVING LIMIT OFFSET FETCH WITH VALUES DEFAULT",
    "CHECK COLUMN CONSTRAINT PRIMARY FOREIGN REFERENCES UNIQUE INDEX CREATE DROP ALTER INSERT UPDATE DELETE SET",
    "INTO DESC ASC USING TRUE FALSE BETWEEN EXISTS CAST COLLATE CURRENT_DATE CURRENT_TIME CURRENT_USER END_DATE FOR",
    "GRANT OFF ONLY WINDOW ANALYSE ANALYZE ARRAY ASYMMETRIC BOTH DO EXCEPT INTERSECT LATERAL LEADING NATURAL",
    "PLACING RETURNING SYMMETRIC TRAILING VARIADIC VERBOSE TRANSACTION COMMIT ROLLBACK PLAN QUERY KEY ROW ROWS",
    "RANGE VIEW VIRTUAL TRIGGER ADD",
)
"""Words that have to be quoted as names, in one of the databases at least."""


_SECONDS: dict[LastingUnit, int] = {"minute": 60, "hour": 3600, "day": 86400, "week": 604800}


class Dialect:
    """Writes names, values, dates and ages for one database."""

    def __init__(self, dialect: str, today: date) -> None:
        self._dialect = "sqlite" if dialect == "other" else dialect
        self._today = today
        self._sqlite = self._dialect == "sqlite"

    def name(self, name: str) -> str:
        """Return an identifier, quoted where it has to be."""
        plain = name.isascii() and name.isidentifier() and name.islower() and name.upper() not in _RESERVED
        return name if plain else exp.to_identifier(name, quoted=True).sql(dialect=self._dialect)

    def value(self, value: Scalar) -> str:
        """Return a value as it is written in a statement."""
        if isinstance(value, bool):
            return str(int(value)) if self._sqlite else str(value).upper()
        return str(value) if isinstance(value, int | float) else exp.Literal.string(value).sql(dialect=self._dialect)

    def equals(self, column: str, values: Sequence[Scalar], *, negated: bool, part: bool) -> str:
        """Return the condition that a column has one of some values, or none of them."""
        if part:
            like = "LIKE" if self._sqlite else "ILIKE"
            parts = [f"{column} {'NOT ' if negated else ''}{like} {self.value(f'%{value}%')}" for value in values]
            return parts[0] if len(parts) == 1 else f"({(' AND ' if negated else ' OR ').join(parts)})"
        texts = [self.value(value) for value in values]
        if len(texts) == 1:
            return f"({column} <> {texts[0]} OR {column} IS NULL)" if negated else f"{column} = {texts[0]}"
        return f"{column} {'NOT ' if negated else ''}IN ({', '.join(texts)})"

    def during(self, column: str, period: Period, *, negated: bool) -> str:
        """Return the condition that a date lies in a period."""
        bounds = [f"{column} >= '{period.start}'"] if period.start else []
        bounds += [f"{column} < '{period.end}'"] if period.end else []
        text = " AND ".join(bounds)
        return f"NOT ({text})" if negated else f"({text})" if len(bounds) > 1 else text

    def grain(self, column: str, grain: Grain) -> str:
        """Return a date's part of the calendar, as a text that sorts in time."""
        if not self._sqlite:
            return f"TO_CHAR({column}, '{_POSTGRES[grain]}')"
        if grain == "quarter":
            return f"STRFTIME('%Y', {column}) || '-Q' || ((CAST(STRFTIME('%m', {column}) AS INTEGER) + 2) / 3)"
        return f"STRFTIME('{_SQLITE[grain]}', {column})"

    def day(self, column: str) -> str:
        """Return the day of a moment."""
        return f"DATE({column})" if self._sqlite else f"CAST({column} AS DATE)"

    def age(self, column: str) -> str:
        """Return the whole years between a date and today."""
        day = self._today
        if not self._sqlite:
            return f"DATE_PART('year', AGE(DATE '{day}', {column}))"
        years = f"({day.year} - CAST(STRFTIME('%Y', {column}) AS INTEGER))"
        return f"({years} - (STRFTIME('%m-%d', {column}) > '{day:%m-%d}'))"

    def lasting(self, begin: str, end: str, unit: LastingUnit, *, exact: bool) -> str:
        """Return the time between two dates; whole days where they have no time of day."""
        if exact and self._sqlite:
            return f"((STRFTIME('%s', {end}) - STRFTIME('%s', {begin})) / {_SECONDS[unit]}.0)"
        if exact:
            return f"(EXTRACT(EPOCH FROM CAST({end} AS TIMESTAMP) - CAST({begin} AS TIMESTAMP)) / {_SECONDS[unit]}.0)"
        if self._sqlite:
            days = f"CAST(JULIANDAY(DATE({end})) - JULIANDAY(DATE({begin})) AS INTEGER)"
        else:
            days = f"(CAST({end} AS DATE) - CAST({begin} AS DATE))"
        return days if unit == "day" else f"({days} * 86400.0 / {_SECONDS[unit]})"

    def rounded(self, number: str) -> str:
        """Return a number with two places behind the point."""
        return f"ROUND({number}, 2)" if self._sqlite else f"ROUND(CAST({number} AS NUMERIC), 2)"

    def joined(self, texts: Sequence[str]) -> str:
        """Return texts joined by blanks, those that are missing left out."""
        if self._sqlite:
            return "TRIM(" + " || ' ' || ".join(f"COALESCE({text}, '')" for text in texts) + ")"
        return f"CONCAT_WS(' ', {', '.join(texts)})"
