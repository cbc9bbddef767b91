"""Roles: what a table's columns are good for: naming a row, dating it, being counted, summed or averaged."""

from functools import lru_cache

from msgspec import Struct

from adapters.llm.questions.deverbal import verb_of
from adapters.llm.questions.months import written_in
from adapters.llm.questions.terms import compound, identifier_words, meet
from core.data import DataColumn, DataTable

_NAMES = ("name", "title", "titel", "bezeichnung", "label", "benennung", "designation")
_FIRST, _LAST = ("vorname", "firstname", "givenname", "forename"), ("nachname", "lastname", "surname", "familienname")
_LOGINS = ("user", "username", "login", "file", "nick")
_KINDS = (
    "type", "typ", "kind", "art", "status", "category", "kategorie", "class", "klasse", "level", "group", "gruppe",
)  # fmt: skip
_CODES = (
    "id", "number", "nummer", "no", "nr", "code", "phone", "telefon", "zip", "plz", "postal", "serial", "iban",
    "isbn", "fax", "mobile", "postcode", "key", "uuid", "version", "sku", "ean", "num", "postleitzahl", "fk", "pk",
    "ref",
)  # fmt: skip
_YEARS = ("year", "jahr", "baujahr")
_YEARLY, _IN_YEARS = ("jahr", "jahrgang", "vintage", "yr", "bj"), ("1000", "2100")
"""How the names of years end beside those, and what lies between years where it is known."""
_AVERAGED = (
    "price", "preis", "rate", "satz", "age", "alter", "temperature", "temperatur", "rating", "bewertung", "score",
    "grade", "note", "percent", "prozent", "percentage", "level", "stufe", "height", "groesse", "weight", "gewicht",
    "salary", "gehalt", "lohn", "wage", "latitude", "longitude", "discount", "rabatt", "unit", "einzel", "floor",
    "speed", "index", "size", "ratio", "quote", "average", "durchschnitt", "avg", "pressure", "semester", "rank",
    "priority", "credit", "limit", "threshold", "gpa", "stock", "bestand", "lat", "lon", "lng", "humidity",
    "position",
)  # fmt: skip
_CARRIED = (
    "freight", "fracht", "shipping", "versand", "versandkosten", "weight", "kg", "tons", "tonnen", "liter", "liters",
    "litres", "ltr",
)  # fmt: skip
_BOUGHT = ("purchase", "einkauf", "einkaufspreis", "ek")
_LASTING = (
    "minutes",
    "minuten",
    "min",
    "days",
    "tage",
    "seconds",
    "sekunden",
    "stars",
    "sterne",
    "year",
    "jahr",
    "attempt",
    "versuch",
)
_SUMMED = (
    "amount", "betrag", "sum", "summe", "total", "revenue", "umsatz", "quantity", "menge", "anzahl", "hours",
    "stunden", "minutes", "minuten", "cost", "kosten", "sales", "consumption", "verbrauch", "turnover", "net",
    "gross", "netto", "brutto", "fee", "gebuehr", "beitrag", "profit", "gewinn", "budget", "points", "punkte",
    "goals", "tore", "count", "distance", "strecke", "duration", "dauer", "kwh", "payment", "zahlung", "balance",
    "saldo", "tax", "steuer", "bytes", "credits", "ects", "donation", "spende", "expenses", "ausgaben", "einnahmen",
    "income", "views", "visitors", "besucher", "population", "einwohner", "capacity", "seats", "plaetze", "qty",
    "amt", "area", "flaeche", "volume", "milliseconds", "honorar", "vorschuss", "provision", "praemie", "bonus", "tip",
    "trinkgeld", "royalty", "royalties", "advance", "erloes", "charge",
)  # fmt: skip
_DEALS = ("order", "auftrag", "bestell", "contract", "vertrag", "invoice", "rechnung", "deal", "quote", "angebot")
_STOCK = ("stock", "bestand", "lagerbestand")
_MONEY = (
    "amount", "betrag", "total", "revenue", "umsatz", "price", "preis", "cost", "kosten", "salary", "gehalt", "fee",
    "gebuehr", "beitrag", "budget", "payment", "net", "gross", "netto", "brutto", "summe", "balance", "sales", "lohn",
    "income", "profit", "fare", "amt", "spende", "tax", "steuer", "eur", "usd", "miete", "rent", "expense",
    "turnover", "gage", "honorar", "verguetung", "vorschuss", "provision", "kaution", "praemie", "bonus", "deposit",
    "charge", "tip", "trinkgeld", "commission", "royalty", "royalties", "advance", "erloes", "ausgaben", "einnahmen",
)  # fmt: skip
_MINOR = (
    "fee", "gebuehr", "tip", "trinkgeld", "tax", "steuer", "mwst", "ust", "vat", "shipping", "versand", "deposit",
    "kaution", "surcharge", "zuschlag", "charge", "discount", "rabatt", "delivery",
)  # fmt: skip
"""Words in the names of amounts that come beside what rows are worth."""
_LATER = (
    "due", "faellig", "paid", "bezahlt", "updated", "modified", "changed", "geaendert", "removed", "birth", "geburt",
    "end", "ende", "until", "bis", "delivered", "geliefert", "returned", "expires", "valid", "closed", "death",
    "arrival", "ankunft", "discharge", "entlassung", "exit", "austritt", "ausgebaut", "last", "letzte", "cancelled",
    "resolved", "left", "moved", "out", "austrittsdatum", "quit", "termination", "dob", "geburtsdatum", "geburtstag",
    "birthday", "birthdate", "deadline", "shipped", "required", "gebdat", "rueckgabe", "geb", "storniert", "gekuendigt",
    "abgesagt", "abgemeldet", "abgelaufen", "ret", "beendet", "erledigt", "ueberwiesen", "versandt", "zugestellt",
    "abgeholt",
    "zurueckgegeben", "behoben", "geloest", "finished", "completed", "done", "solved", "fixed", "refunded", "expired",
    "abnahme", "abgesetzt", "terminated", "repaired", "repariert", "ausgeschieden", "deactivated",
)  # fmt: skip
"""Words in the names of dates on which a row came not to be."""
_ENDS = (
    "termination", "left", "end", "ende", "to", "austritt", "austrittsdatum", "removed", "out", "exmatrikuliert",
    "until", "bis", "discharged", "entlassung", "quit", "kuendigung", "closed", "gekuendigt", "ausgeschieden",
    "abgemeldet", "abgesetzt", "terminated", "deactivated", "auszug",
)  # fmt: skip
"""Words in the names of dates on which something ended."""
_DONE = (
    "resolved", "behoben", "erledigt", "geloest", "completed", "abgeschlossen", "closed", "geschlossen", "fixed",
    "returned", "zurueckgegeben", "rueckgabe", "finished", "beendet", "paid", "bezahlt", "delivered", "geliefert",
    "solved", "done", "repaired", "repariert", "zugestellt", "ausgeliefert", "ueberwiesen", "abnahme", "ret",
)  # fmt: skip
"""Words in the names of dates on which a row was dealt with."""
_PAID = (
    "paid", "bezahlt", "payment", "zahlung", "zahlungsdatum", "zahldatum", "ueberwiesen", "gezahlt", "beglichen",
)  # fmt: skip
_PLANNED = (
    "expiry", "expires", "expiration", "ablauf", "ablaufdatum", "verfall", "verfallsdatum", "mhd", "haltbar", "valid",
    "gueltig", "frist", "until", "bis", "eichfrist", "renewal",
)  # fmt: skip
"""Words in the names of dates that are set, and on which nothing has happened."""
_TRUE, _FALSE = ("j", "y", "ja", "yes", "true", "t"), ("n", "n", "nein", "no", "false", "f")
"""What texts hold for true, and for false."""
_BIRTH = (
    "birth", "geburt", "geb", "geburtsdatum", "geburtstag", "dob", "gebdat", "birthday", "birthdate", "geboren", "born",
)  # fmt: skip


class Roles(Struct, frozen=True):
    """What the columns of one table are good for, by name, the best first."""

    labels: tuple[str, ...]
    """What names a row to a person; several columns where only together they do (first and last name)."""
    dates: tuple[str, ...]
    years: tuple[str, ...]
    """Whole numbers that are years."""
    months: tuple[str, ...]
    """Columns of months without days, as `2026-11`."""
    born: frozenset[str]
    """Dates that are never meant where nobody names them: days of birth."""
    measures: tuple[str, ...]
    """Numbers that can be summed or averaged."""
    summed: frozenset[str]
    """Those that are summed where nobody says how."""
    money: frozenset[str]
    flags: frozenset[str]
    """Columns that are true or false, also as 1 and 0."""
    codes: frozenset[str]
    """Keys and numbers that are names: never summed."""


def roles_of(table: DataTable) -> Roles:
    """Return the roles of a table's columns."""
    keys = {*table.primary, *(name for key in table.keys for name in key.columns)}
    codes = frozenset(c.name for c in table.columns if c.name in keys or _is_code(c))
    measures = tuple(c.name for c in table.columns if c.type in ("integer", "number") and c.name not in codes)
    flags = {column.name for column in table.columns if _is_flag(column)}
    months = tuple(column.name for column in table.columns if written_in(column))
    measures = tuple(name for name in measures if not _any(name, _YEARS) and name not in flags and name not in months)
    return Roles(
        labels=_labels(table, codes),
        dates=_dates(table),
        years=tuple(c.name for c in table.columns if c.name not in (*keys, *months) and _is_year(c)),
        months=months,
        born=frozenset(column.name for column in table.columns if _any(column.name, _BIRTH)),
        measures=tuple(sorted(measures, key=lambda name: _measure_order(table, name))),
        summed=frozenset(
            name
            for name in measures
            if _is_summed(name) or _is_counted(table, name) or _is_stock(table, name) or _is_worth(table, name)
        ),
        flags=frozenset(column.name for column in table.columns if _is_flag(column) and column.name not in keys),
        money=frozenset(name for name in measures if _any(name, _MONEY)),
        codes=codes,
    )


def _is_stock(table: DataTable, name: str) -> bool:
    """Say whether a number is how many of a thing are there now: rows with a day tell of many moments."""
    return _any(name, _STOCK) and not any(column.type in ("date", "datetime") for column in table.columns)


def _is_worth(table: DataTable, name: str) -> bool:
    """Say whether a number is what a deal is worth, as `order_value` is, and no value that was measured."""
    words = words_in(name)
    deal = any(word.startswith(_DEALS) for word in (*words, *words_in(table.name)))
    return bool(table.keys and words and words[-1].endswith(("wert", "value"))) and deal


def _is_counted(table: DataTable, name: str) -> bool:
    """Say whether a whole number of something that happened counts things: the bottles of a sale."""
    column = table.column(name)
    happened = bool(table.keys) and bool(_dates(table))
    counted = column is not None and column.type == "integer" and not _any(name, _LASTING)
    return happened and (counted or _any(name, _CARRIED)) and not _any(name, _AVERAGED)


def truths_of(column: DataColumn) -> tuple[str, str] | None:
    """Return what a text column has for true and for false, where it holds nothing else: `j` and `n`; else None."""
    values = {value.lower(): value for value in column.values}
    if column.type != "text" or not column.complete or not values or len(values) > len(_TRUE):
        return None
    for true, false in zip(_TRUE, _FALSE, strict=True):
        if values.keys() <= {true, false}:
            return values.get(true, true), values.get(false, false)
    return None


def _is_year(column: DataColumn) -> bool:
    """Say whether whole numbers are years: called so, and none that years are not."""
    called = _any(column.name, _YEARS) or any(word.endswith(_YEARLY) for word in identifier_words(column.name))
    ends = (column.least, column.greatest)
    known = all(end.isdigit() for end in ends)
    within = all(_IN_YEARS[0] <= end <= _IN_YEARS[1] and len(end) == len(_IN_YEARS[0]) for end in ends)
    return column.type == "integer" and called and (within or not known)


def _is_flag(column: DataColumn) -> bool:
    if truths_of(column) is not None:
        return True
    return column.type == "boolean" or (column.type == "integer" and (column.least, column.greatest) == ("0", "1"))


def is_bought(name: str) -> bool:
    """Say whether a price is what was paid for a thing, not what people pay for it."""
    return _any(name, _BOUGHT)


def is_minor(name: str) -> bool:
    """Say whether an amount comes beside what rows are worth, as fees, tips and taxes do."""
    return _any(name, _MINOR)


def _measure_order(table: DataTable, name: str) -> tuple[int, int]:
    place = [column.name for column in table.columns].index(name)
    if is_bought(name):
        return 4, place
    if _any(name, _MONEY) and _is_summed(name):
        return (5 if _any(name, _MINOR) else 0), place
    return (2 if _is_summed(name) else 3), place


@lru_cache(maxsize=50_000)
def words_in(name: str) -> tuple[str, ...]:
    """Return an identifier's words, compounds taken apart."""
    words = identifier_words(name)
    return (*words, *(part for word in words for part in compound(word)))


def is_kind(name: str) -> bool:
    """Say whether a column is called as what holds kinds or states: `device_type`, `status`."""
    return words_in(name)[-1] in _KINDS


def is_later(name: str) -> bool:
    """Say whether a date is not the one on which a row came to be."""
    return _any(name, _LATER)


def is_done(name: str) -> bool:
    """Say whether a date is the one on which a row was dealt with."""
    return _any(name, _DONE)


def is_paid(name: str) -> bool:
    """Say whether a date is the one on which a row was paid."""
    return _any(name, _PAID)


def is_planned(name: str) -> bool:
    """Say whether a date is one that was set, as that of expiry."""
    return _any(name, _PLANNED)


def is_end(name: str) -> bool:
    """Say whether a date is the one on which something ended."""
    return _any(name, _ENDS) or name.lower().endswith("ende")


def _any(name: str, wanted: tuple[str, ...]) -> bool:
    words, verbs = words_in(name), _verbs(wanted)
    return any(word in wanted or verb_of(word) in verbs for word in words)


@lru_cache(maxsize=100)
def _verbs(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(filter(None, map(verb_of, words)))


def _is_summed(name: str) -> bool:
    return not _any(name, _AVERAGED) and _any(name, _SUMMED)


def _is_code(column: DataColumn) -> bool:
    words = words_in(column.name)
    return column.type in ("integer", "text") and bool(words) and (words[-1] in _CODES or words[0] in _CODES)


def _labels(table: DataTable, codes: frozenset[str]) -> tuple[str, ...]:
    columns = [column for column in table.columns if column.type == "text" and not column.masked]
    joined = {column.name: "".join(identifier_words(column.name)) for column in columns}
    for first in (name for name, word in joined.items() if word.endswith(_FIRST)):
        last = next((name for name, word in joined.items() if word.endswith(_LAST)), "")
        if last:
            return first, last
    own = identifier_words(table.name)
    for wanted in (("name", "title", "titel", "bezeichnung"), _NAMES):
        named = [c for c in columns if any(word in wanted for word in words_in(c.name)) and not _any(c.name, _LOGINS)]
        named = [c for c in named if len(words_in(c.name)) < 3 or _mine(words_in(c.name), own)]
        if named:
            return (min(named, key=lambda c: (c.name.lower() not in wanted, "full" not in c.name.lower())).name,)
    for column in columns:
        kind = is_kind(column.name)
        if any(_mine((word,), own) for word in words_in(column.name)) and column.name not in codes and not kind:
            return (column.name,)
    own_texts = [column for column in columns if not _is_reference(table, column.name)]
    single = [column.name for column in own_texts if not _repeats(table, column)]
    many = [column.name for column in own_texts if len(column.values) >= 0.3 * (table.rows or 0)]
    return tuple(sorted(single, key=lambda name: name in codes)[:1] or many[:1])


def _repeats(table: DataTable, column: DataColumn) -> bool:
    """Say whether a text stands in too many rows to name one of them."""
    return column.complete and len(column.values) < 0.95 * (table.rows or 0)


def _is_reference(table: DataTable, name: str) -> bool:
    return any(name in key.columns for key in table.keys)


def _mine(words: tuple[str, ...], own: tuple[str, ...]) -> bool:
    return any(meet(word, mine) == 1.0 for word in words for mine in own)


def _dates(table: DataTable) -> tuple[str, ...]:
    dates = [column for column in table.columns if column.type in ("date", "datetime")]
    return tuple(column.name for column in sorted(dates, key=_comes_later))


def _comes_later(column: DataColumn) -> bool:
    """Say whether a date is not that of the beginning; `out` is, where every row has it: what goes out comes back."""
    begins = words_in(column.name)[0] == "out" and not column.nullable
    return _any(column.name, _LATER) and not begins
