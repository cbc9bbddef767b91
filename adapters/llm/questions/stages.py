"""Stages: what the dates of a row are the days of, by their names, and which two of them something lasts between."""

from itertools import pairwise
from typing import Literal, TypeAlias

from msgspec import Struct

from adapters.llm.questions.catalogue import Catalogue
from adapters.llm.questions.frame import Col
from adapters.llm.questions.roles import words_in

Stage: TypeAlias = Literal[
    "begin", "end", "arrive", "depart", "admit", "discharge", "lend", "return", "open", "done", "order", "ship",
    "deliver", "hire", "leave", "fit", "remove", "bill", "pay",
]  # fmt: skip

_WORDS: dict[Stage, str] = {
    "begin": "start* begin* anfang* von from begonnen kickoff since",
    "end": "end ended ends ending ende beend* bis to until finish* schluss enddat* endzeit* enddate",
    "arrive": "checkin* arriv* ankunft* anreise* angereist einzug* eingezogen eingecheckt angekommen landed gelandet",
    "depart": "checkout* depart* abreise* abgereist auszug* ausgezogen ausgecheckt abfahrt* abflug* vacated",
    "admit": "admi* aufnahme* aufgenommen einliefer* eingeliefert",
    "discharge": "discharg* entlass*",
    "lend": "borrow* lent lend* loan* ausleih* ausgeliehen verlieh* geliehen leih* rented rent rental pickup picked "
    "abgeholt abhol* miet* vermiet* gemietet",
    "return": "return* rueckgabe* zurueckgegeben* zurueckgebracht*",
    "open": "open* creat* report* gemeldet melde* meldung* receiv* eingang* eingegangen request* submit* erstell* "
    "angelegt anlage* eroeffn* geoeffnet angenommen annahme* eingereicht antrag* beantragt logged raised",
    "done": "clos* resol* solv* complet* finish* done fixed repair* erledig* behob* geloest loesung* abgeschlossen "
    "abschluss* fertig* repari* geschlossen schliess* beheb* beend* abschliess*",
    "order": "order* bestell* beauftrag*",
    "ship": "ship* dispatch* sent versand* versende* versendet verschickt abgeschickt",
    "deliver": "deliver* liefer* geliefert* zustell* zugestellt* ausgeliefert*",
    "hire": "hire* hiring joined join eintritt* eingetreten eingestellt einstell* beitritt* beigetreten employed",
    "leave": "left austritt* ausgetreten terminat* quit kuendigung* gekuendigt ausgeschieden exit*",
    "fit": "install* einbau* eingebaut mounted montiert",
    "remove": "remov* ausbau* ausgebaut dismantled demontiert",
    "bill": "invoic* billed issu* rechnung* ausgestellt",
    "pay": "paid pay pays paying payment* bezahl* zahl* gezahlt beglichen",
}
"""Words of each stage; those with a star begin so."""
_TWO = {"check in": "checkin", "check out": "checkout", "checked out": "checkout", "checked in": "checkin",
        "moved in": "einzug", "moved out": "auszug", "picked up": "pickup"}  # fmt: skip
"""Two words that are one."""
_HEADS = ("beginn", "start", "anfang", "ende")
"""Last parts of German compounds: `mietende`."""
_SET = (
    "due", "faellig", "faelligkeit", "planned", "geplant", "expected", "erwartet", "estimated", "soll", "required",
    "deadline", "frist", "promised", "scheduled", "target", "voraussichtlich", "renewal", "next", "naechste", "eta",
    "etd", "wunsch", "plan", "faelligkeitsdatum", "wunschtermin", "liefertermin", "proposed", "budgeted",
)  # fmt: skip
"""Words in the names of dates that were set beforehand."""
_DUE = ("due", "faellig", "deadline", "frist", "abgabefrist", "zahlungsziel", "zahlbar", "rueckgabefrist")
"""How words begin in the names of dates by which something has to be done."""
_LAST_TOUCHED = ("updated", "modified", "changed", "geaendert", "aktualisiert", "created", "erstellt", "angelegt")
"""Words in the names of dates that tell of the record rather than of what it is about."""

_SURE: tuple[tuple[Stage, Stage], ...] = (
    ("begin", "end"), ("begin", "done"), ("arrive", "depart"), ("depart", "arrive"), ("admit", "discharge"),
    ("lend", "return"), ("hire", "leave"), ("fit", "remove"), ("begin", "return"), ("lend", "end"),
)  # fmt: skip
"""Stages that belong together whatever others there are."""
_LIKELY: tuple[tuple[Stage, Stage], ...] = (
    ("open", "done"), ("order", "deliver"), ("ship", "deliver"), ("order", "ship"), ("open", "end"), ("order", "done"),
    ("open", "deliver"), ("open", "ship"), ("admit", "depart"), ("arrive", "discharge"), ("hire", "end"),
    ("begin", "leave"), ("begin", "deliver"), ("begin", "depart"), ("open", "return"), ("order", "return"),
)  # fmt: skip
"""Stages that something lasts between where no others are more likely."""
_PAYING: tuple[tuple[Stage, Stage], ...] = (("bill", "pay"), ("order", "pay"), ("open", "pay"), ("begin", "pay"))
"""Stages that are meant only where paying is spoken of."""


SURELY = 3
"""The weight of dates that belong together whatever others there are."""
DONE: frozenset[Stage] = frozenset(("deliver", "done", "ship", "pay", "return"))
"""Stages at the end of what somebody does."""


class Pair(Struct, frozen=True):
    """Two dates of a table between which its rows last."""

    begin: Col
    end: Col
    weight: int
    """3 where they surely belong together, 2 where they likely do, 1 where they may, 0 where that has to be said."""


def stages_in(words: tuple[str, ...]) -> frozenset[Stage]:
    """Return the stages that some folded words speak of."""
    joined = {_TWO.get(f"{one} {other}", "") for one, other in pairwise(words)} - {""}
    return frozenset(stage for word in (joined or words) for stage in _WORDS if _is(word, stage))


def is_set(name: str) -> bool:
    """Say whether a date is one that was set beforehand: nothing has happened on it."""
    return any(word in _SET for word in words_in(name))


def is_due(name: str) -> bool:
    """Say whether a date is the one by which something has to be done: `due_on`, `rueckgabe_bis`."""
    words = words_in(name)
    by = any(word in ("bis", "until", "by") for word in words)
    return any(word.startswith(_DUE) for word in words) or (
        by and bool({"return", "pay", "deliver"} & stages_in(words))
    )


def pairs_of(catalogue: Catalogue, table: str) -> tuple[Pair, ...]:
    """Return the pairs of dates that rows of a table may last between; of no pair does the end come first."""
    roles = catalogue.roles[table]
    order = [column.name for column in catalogue.tables[table].columns]
    names = [
        name
        for name in order
        if name in roles.dates and name not in roles.born and not is_set(name) and not is_due(name)
    ]
    found: list[Pair] = []
    for at, begin in enumerate(names):
        for end in names[at + 1 :]:
            weight = _weight(begin, end, first=begin == names[0])
            if weight is not None:
                found.append(Pair(Col(table, begin), Col(table, end), weight))
    return tuple(found)


def date_stages(name: str) -> frozenset[Stage]:
    """Return the stages that the name of a date speaks of."""
    return stages_in(words_in(name))


def _weight(begin: str, end: str, *, first: bool) -> int | None:
    ways = {(one, other) for one in date_stages(begin) for other in date_stages(end) if one != other}
    if any(way in ways for way in _SURE):
        return SURELY
    if any(way in ways for way in _LIKELY):
        return 1 if set(_LAST_TOUCHED) & set(words_in(begin)) else 2
    plain = first and not date_stages(begin)
    if any(way in ways for way in _PAYING) or (plain and "pay" in date_stages(end)):
        return 0
    ends = {"end", "done", "deliver", "return", "ship", "discharge", "leave", "remove"}
    return 1 if plain and ends & date_stages(end) else None


def _is(word: str, stage: Stage) -> bool:
    for known in _WORDS[stage].split():
        if word == known or (known.endswith("*") and word.startswith(known[:-1])):
            return True
    heads = _HEADS[:3] if stage == "begin" else _HEADS[3:] if stage == "end" else ()
    return any(word.endswith(head) for head in heads)
