"""Wording: what a question was understood as, and why it was not, in the person's language."""

from collections.abc import Mapping, Sequence
from typing import assert_never

from adapters.llm.questions.called import REVENUE, Called
from adapters.llm.questions.frame import (
    Against,
    Age,
    Col,
    Compares,
    During,
    Equals,
    Expr,
    Filter,
    Frame,
    Group,
    Has,
    Lasting,
    Measure,
    Missing,
    Product,
    Side,
)
from adapters.llm.questions.titles import UNIT_SIGNS, Names

_NAMES = {
    "en": Names(
        count="number of",
        share="percent",
        period="period",
        difference="difference",
        percent="change in percent",
        funcs={"count": "number of", "sum": "sum", "avg": "average", "min": "least", "max": "greatest"},
        grains={
            "day": "day",
            "week": "week",
            "month": "month",
            "quarter": "quarter",
            "year": "year",
            "weekday": "weekday",
        },
    ),
    "de": Names(
        count="Anzahl",
        share="Prozent",
        period="Zeitraum",
        difference="Differenz",
        percent="Veränderung in Prozent",
        funcs={
            "count": "Anzahl",
            "sum": "Summe",
            "avg": "Durchschnitt",
            "min": "kleinster Wert",
            "max": "größter Wert",
        },
        grains={
            "day": "Tag",
            "week": "Woche",
            "month": "Monat",
            "quarter": "Quartal",
            "year": "Jahr",
            "weekday": "Wochentag",
        },
    ),
}
_TEXTS = {
    "en": {
        "unknown": "I do not know what {} means in this data, so I have not asked it.",
        "unplaced": "I understood the words, but not what {} has to do with the rest.",
        "nothing": "I did not find in your words what to look up in the data.",
        "no_way": "These things have no connection in the data that would give a right answer.",
        "too_long": "That is too long for me; ask in one sentence.",
        "which_column": "That value may stand in several columns. Which one do you mean?",
        "which_number": "I did not understand which number is to be compared.",
        "ordinal": "I can find the first of an order, but not the second or third alone.",
        "share": "I did not understand of what the share is to be taken.",
        "average_of": "I did not understand for each of what the average is to be taken.",
        "too_much": "That is more than I can put into one query; ask it in two steps.",
        "function": "I did not understand what is to be done with that number: sum it, or something else?",
        "rank_what": "I did not understand what is to be ranked.",
        "rank_by": "I did not understand by which number to rank.",
        "no_date": "I found no date in the data that the time you name could be about.",
        "present": "I did not understand which rows are the present ones.",
        "read_only": "I can only read this data, not change it.",
        "future": "The data says nothing of what is still to come.",
        "who": "I did not understand whose names you want.",
        "nothing_before": "That goes on with a question before it, and there is none; ask it in full.",
        "followup": "I could not join that to the question before; ask it in full.",
        "other": "I did not understand that well enough to ask the data.",
        "share_title": "share",
        "per": "per",
        "of": "of",
        "not": "not",
        "with": "with",
        "without": "without",
        "contains": "contains",
        "missing": "missing",
        "known": "known",
        "average": "average",
        "or": "or",
        "top": "first {}",
    },
    "de": {
        "unknown": "Ich weiß nicht, was {} in diesen Daten bedeutet, und habe deshalb nichts abgefragt.",
        "unplaced": "Ich habe die Wörter verstanden, aber nicht, was {} mit dem Rest zu tun hat.",
        "nothing": "Ich habe in deinen Worten nichts gefunden, was in den Daten nachzusehen wäre.",
        "no_way": "Dafür gibt es in den Daten keine Verbindung, die eine richtige Antwort gäbe.",
        "too_long": "Das ist mir zu lang; frag es in einem Satz.",
        "which_column": "Dieser Wert kann in mehreren Spalten stehen. Welche meinst du?",
        "which_number": "Ich habe nicht verstanden, welche Zahl verglichen werden soll.",
        "ordinal": "Ich finde den Ersten einer Reihenfolge, aber nicht den Zweiten oder Dritten allein.",
        "share": "Ich habe nicht verstanden, wovon der Anteil genommen werden soll.",
        "average_of": "Ich habe nicht verstanden, wofür jeweils der Durchschnitt genommen werden soll.",
        "too_much": "Das ist mehr, als ich in eine Abfrage bringe; frag es in zwei Schritten.",
        "function": "Ich habe nicht verstanden, was mit der Zahl geschehen soll: summieren, oder etwas anderes?",
        "rank_what": "Ich habe nicht verstanden, was der Reihe nach geordnet werden soll.",
        "rank_by": "Ich habe nicht verstanden, nach welcher Zahl geordnet werden soll.",
        "no_date": "Ich habe in den Daten kein Datum gefunden, das zu der genannten Zeit passt.",
        "present": "Ich habe nicht verstanden, welche Zeilen die heutigen sind.",
        "read_only": "Ich kann diese Daten nur lesen, nicht ändern.",
        "future": "Die Daten sagen nichts über das, was noch kommt.",
        "who": "Ich habe nicht verstanden, wessen Namen du wissen willst.",
        "nothing_before": "Das knüpft an eine Frage davor an, und es gibt keine; frag es vollständig.",
        "followup": "Das konnte ich nicht an die Frage davor anschließen; frag es vollständig.",
        "other": "Das habe ich nicht gut genug verstanden, um die Daten zu fragen.",
        "share_title": "Anteil",
        "per": "je",
        "of": "von",
        "not": "nicht",
        "with": "mit",
        "without": "ohne",
        "contains": "enthält",
        "missing": "fehlt",
        "known": "bekannt",
        "average": "Durchschnitt",
        "or": "oder",
        "top": "die ersten {}",
    },
}


class Wording:
    """One language's words for frames."""

    def __init__(self, language: str) -> None:
        self._language = "de" if language == "de" else "en"
        self.names = _NAMES[self._language]
        self._texts = _TEXTS[self._language]

    def unknown(self, words: Sequence[str]) -> str:
        """Return the sentence for words that mean nothing in the data."""
        return self._texts["unknown"].format(self._listed(words))

    def unplaced(self, words: Sequence[str]) -> str:
        """Return the sentence for words that are known and fit nowhere."""
        return self._texts["unplaced"].format(self._listed(words))

    def problem(self, name: str) -> str:
        """Return the sentence for what kept a question from being understood."""
        return self._texts.get(name, self._texts["other"])

    def _listed(self, words: Sequence[str]) -> str:
        quoted = [f"„{word}“" if self._language == "de" else f"“{word}”" for word in words[:5]]
        return ", ".join(quoted)

    def title(self, frame: Frame, called: Called) -> str:
        """Return what a frame asks for, in a few words, the person's own where there are any."""
        return _Title(self.names, self._texts, called).of(frame)


class _Title:
    """The title of one frame."""

    def __init__(self, names: Names, texts: Mapping[str, str], called: Called) -> None:
        self._names, self._texts, self._called = names, texts, called

    def of(self, frame: Frame) -> str:
        parts = [self._head(frame)]
        parts += [f"{self._texts['per']} {self._group(group)}" for group in frame.groups]
        conditions = [self._filter(one) for one in frame.filters]
        if frame.share:
            conditions.insert(0, ", ".join(self._filter(one) for one in frame.share))
        if frame.top is not None and frame.top.count:
            conditions.append(self._texts["top"].format(frame.top.count))
        return ", ".join(filter(None, (" ".join(parts), *conditions)))

    def _col(self, col: Col) -> str:
        return self._called.get((col.table, col.column)) or _plain(col.column or col.table)

    def _table(self, table: str) -> str:
        return self._called.get((table, "")) or _plain(table)

    def _head(self, frame: Frame) -> str:
        if frame.measure is None:
            return ", ".join((self._table(frame.focus), *map(self._col, frame.columns)))
        figures = [one.measure for one in (frame, *frame.more) if one.measure is not None]
        text = ", ".join(map(self._measure, figures))
        if frame.share is not None:
            text = f"{self._texts['share_title']} {self._texts['of']} {text}"
        return f"{self._names.funcs[frame.nested]}: {text}" if frame.nested else text

    def _measure(self, measure: Measure) -> str:
        if measure.expr is None:
            return f"{self._names.count} {self._table(measure.table)}"
        revenue, exact = self._called.get(REVENUE, ""), self._expr(measure.expr)
        if revenue and measure.func == "sum":
            return f"{revenue} ({exact})"
        return f"{self._names.funcs[measure.func]} {exact}"

    def _group(self, group: Group) -> str:
        if group.grain:
            return f"{self._names.grains[group.grain]} ({_plain(group.col.column)})"
        return self._col(group.col)

    def _filter(self, one: Filter) -> str:
        match one:
            case Equals(col=col, values=values, negated=negated, part=part):
                sign = f" {self._texts['contains']} " if part else " = "
                said = f" {self._texts['or']} ".join(map(str, values[:6]))
                return f"{self._col(col)}{' ' + self._texts['not'] if negated else ''}{sign}{said}"
            case During(col=col, period=period, negated=negated, or_empty=or_empty):
                text = f"{self._col(col)} {self._texts['not'] + ' ' if negated else ''}{period.label}"
                return f"{text} {self._texts['or']} {self._texts['missing']}" if or_empty else text
            case Compares(expr=expr, op=op, number=number, average=average):
                return f"{self._expr(expr)} {op} {self._texts['average'] if average else number}"
            case Against(one=left, op=op, other=right):
                return f"{self._side(left)} {op} {self._side(right)}"
            case Missing(col=col, negated=negated):
                return f"{self._col(col)} {self._texts['known' if negated else 'missing']}"
            case Has(table=table, filters=filters, op=op, number=number, measure=measure, negated=negated):
                inner = f" ({', '.join(map(self._filter, filters))})" if filters else ""
                what = self._measure(measure) if measure is not None else self._table(table)
                amount = "" if (op, number) == (">=", 1) and measure is None else f" {op} {number}"
                return f"{self._texts['without' if negated else 'with']} {what}{amount}{inner}"

    def _side(self, side: Side) -> str:
        if isinstance(side, Has):
            return self._measure(side.measure or Measure("count", side.table))
        return self._expr(side)

    def _expr(self, expr: Expr) -> str:
        match expr:
            case Col():
                return self._col(expr)
            case Product(one=one, other=other):
                return f"{_plain(one)} × {_plain(other)}"
            case Age(of=of):
                return f"{_plain(of.column)} → age"
            case Lasting(begin=begin, end=end, unit=unit):
                return f"{_plain(begin.column)} → {_plain(end.column)} ({UNIT_SIGNS[unit]})"
            case _:
                assert_never(expr)


def _plain(name: str) -> str:
    return name.replace("_", " ")


def wording(language: str) -> Wording:
    """Return the words of a language; English where there are none."""
    return Wording(language)
