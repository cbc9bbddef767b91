"""Limits: what the name of a column says of it: that it is a plan, a promise, a bound, or what really happened."""

from collections.abc import Sequence
from functools import lru_cache

from msgspec import Struct

from adapters.llm.questions.lexicon.verbs import verbs
from adapters.llm.questions.roles import words_in
from adapters.llm.questions.terms import identifier_words, meet
from adapters.llm.questions.tokens import word_set

_PLANNED = word_set(
    "plan planned geplant geplante geplanter geplantes geplanten soll target ziel zielwert vorgesehen estimate",
    "estimated estimation geschaetzt geschaetzte expected erwartet erwartete scheduled schedule budget budgeted",
    "etat kalkuliert veranschlagt forecast prognose quoted promised promise zugesagt zugesagte zugesagter agreed",
    "vereinbart vereinbarte vereinbarter vereinbartes contracted contractual vertraglich due faellig faellige",
    "faelligkeit faelligkeitsdatum deadline frist required allotted allocated goal planmaessig versprochen solldatum",
    "liefertermin zieltermin abgabetermin anticipated rueckgabefrist zahlungsziel",
)
_LEAST = word_set(
    "min minimum minimal mindest minimale minimaler minimales minimalen mindestens reorder safety",
)
_MOST = word_set(
    "max maximum maximal maximale maximaler maximales maximalen hoechst limit allowed erlaubt zulaessig zulaessige",
    "zulaessiger capacity kapazitaet plaetze platz seats beds betten quota kontingent places spots slots sitzplaetze",
    "bettenzahl platzzahl platzanzahl sitze budget kreditrahmen obergrenze permitted cap",
)
_LISTED = word_set(
    "list liste listen uvp msrp rrp regular katalog catalogue catalog recommended empfohlen original regulaer",
)
_ACTUAL = word_set(
    "actual actually ist tatsaechlich tatsaechliche tatsaechlicher tatsaechliches tatsaechlichen real current",
    "aktuell aktuelle aktueller effective effektiv paid bezahlt bezahlte bezahlter bezahltes",
)
_SPENT = word_set(
    "spent spend spending spendings expense expenses cost costs kosten ausgabe ausgaben aufwand aufwendungen",
    "expenditure expenditures used verbraucht verbrauch ausgegeben gekostet",
)
_BOOKED = word_set(
    "booking bookings booked booker registration registrations registered reservation reservations reserved",
    "enrolment enrolments enrollment enrollments enrolled ticket tickets participant participants participation",
    "attendee attendees attendance passenger passengers occupied occupancy occupants anmeldung anmeldungen angemeldet",
    "angemeldete buchung buchungen gebucht gebuchte reservierung reservierungen reserviert teilnahme teilnahmen",
    "teilnehmer teilnehmende teilnehmerzahl belegung belegt belegte kursteilnahmen einschreibung einschreibungen",
    "passagiere fahrgaeste guests gaeste besucher sold signup signups bookings",
)
_SEATED = word_set(
    "capacity kapazitaet plaetze platz seats beds betten places spots slots sitzplaetze sitze platzzahl platzanzahl",
    "bettenzahl teilnehmer participants attendees guests gaeste personen people persons besucher visitors students",
)
"""Words in the names of columns that say how many there is room for."""
_PREFIXES = ("mindest", "hoechst", "melde", "soll", "plan", "ziel", "listen", "katalog", "ist", "maximal", "minimal")
"""How compounds begin that are a bound, a plan, or what is."""
_BARE = word_set(
    "on at am um date datum the of der die das in eur euro usd id value wert amount betrag ein eine time tag day",
    "termin is number count anzahl zahl",
    "stk",
)
"""Words that say nothing of what a column measures."""
_NOUNS = word_set(
    "budget etat capacity kapazitaet plaetze platz seats beds betten quota kontingent places spots slots sitzplaetze",
    "sitze bettenzahl platzzahl platzanzahl limit list liste",
)
"""Bounds that are things of their own: of another column they say nothing."""
_PLACES = word_set(
    "capacity kapazitaet plaetze plaetzen platz seat seats place places spot spots slot slots sitzplaetze sitze sitzen",
)
_DAYS = word_set("date datum day tag time zeit termin")
_SHORTEST = 4
_CLASSES = (_PLANNED, _LEAST, _MOST, _LISTED)


class Sense(Struct, frozen=True):
    """What a column's name says."""

    bounds: frozenset[int]
    """Of which kinds of bound it is; empty for what is merely so."""
    actual: bool
    of: frozenset[str]
    """What it is about, without the words for the former: `stock` of `min_stock`."""


@lru_cache(maxsize=20_000)
def sense_of(column: str) -> Sense:
    """Return what the name of a column says."""
    bounds: set[int] = set()
    of: set[str] = set()
    actual = False
    for word in identifier_words(column):
        for part in parted(word):
            bounds |= bounds_of(part)
            actual = actual or part in _ACTUAL
            if not bounds_of(part) and part not in _ACTUAL and part not in _BARE:
                of.add(part)
    return Sense(frozenset(bounds), actual, frozenset(of))


def parted(word: str) -> tuple[str, ...]:
    """Return the parts of a compound that begins with a word for a bound: `Mindest|bestand`."""
    prefix = next((one for one in _PREFIXES if word.startswith(one) and len(word) >= len(one) + _SHORTEST), "")
    return (word,) if bounds_of(word) or word in _ACTUAL or not prefix else (prefix, word[len(prefix) :])


def bounds_of(word: str) -> frozenset[int]:
    """Return the kinds of bound that a word speaks of, as `planned`, `Mindest` and `limit` do."""
    if word in ("mindest", "melde"):
        return frozenset((1,))
    if word in ("soll", "ziel", "plan"):
        return frozenset((0,))
    return frozenset(at for at, words in enumerate(_CLASSES) if word in words)


def alike(one: Sense, other: Sense) -> bool:
    """Say whether two columns are about the same: `actual_hours` and `planned_hours`."""
    return bool(one.of) and _within(one.of, other.of) and _within(other.of, one.of)


def _within(words: frozenset[str], others: frozenset[str]) -> bool:
    return all(any(meet(word, other) for other in others) for word in words)


def is_spent(name: str) -> bool:
    """Say whether a table or a column is called as what is spent."""
    return any(word in _SPENT or word.endswith(("kosten", "ausgaben")) for word in words_in(name))


def is_booked(name: str) -> bool:
    """Say whether a table or a column is called as those who have a place."""
    return any(word in _BOOKED for word in words_in(name))


def is_seated(name: str) -> bool:
    """Say whether a column is called as how many there is room for."""
    words = set(words_in(name))
    bound = bool(sense_of(name).bounds & {2})
    own = words & _SEATED
    return bool(own) and (bound or bool(own & set(words_in("capacity kapazitaet"))))


def names(words: Sequence[str], column: str, table: str) -> float:
    """Return how well words name a column, 0 where one of them has nothing to do with it."""
    own = {*words_in(column), *sense_of(column).of}
    around = set(identifier_words(table))
    total, hit = 0.0, set[str]()
    kept = [word for word in words if word not in _DAYS or word in own] or words
    for word in kept:
        score, by = max(((_met(word, mine, column), mine) for mine in own), default=(0.0, ""))
        if not score and any(meet(word, mine) for mine in around):
            score, by = 0.5, ""
        if not score:
            return 0.0
        total += score
        hit.add(by)
    left = [word for word in identifier_words(column) if word not in hit and word not in _BARE]
    return total / len(kept) - 0.1 * min(len(left), 3)


def _met(word: str, mine: str, column: str) -> float:
    """Return how well a word that was said meets one of a column's words."""
    if found := meet(word, mine):
        return found
    if {word, mine} <= _PLACES or (verbs().get(word) and verbs().get(word) == verbs().get(mine)):
        return 0.85
    if word not in _NOUNS and bounds_of(word) & sense_of(column).bounds and mine not in sense_of(column).of:
        return 0.75
    concepts = (part for concept in verbs().get(word, "").split() for part in concept.split("_"))
    return 0.6 if any(meet(concept, mine) for concept in concepts) else 0.0
