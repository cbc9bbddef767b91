"""The lexicon: the nouns that name controls, the words that carry no meaning of their own."""

from collections.abc import Iterator
from typing import Literal, TypeAlias

from msgspec import Struct
from rapidfuzz.distance import DamerauLevenshtein

from adapters.llm.builtin.words import WORD, fold, vocabulary

Kind: TypeAlias = Literal[
    "counter", "toggle", "button", "link", "label", "select", "input", "date", "progress", "plan", "table",
    "light", "door", "machine", "steps"
]  # fmt: skip

_SINGULAR: dict[Kind, str] = {
    "counter": "counter|zahler|zaehler",
    "toggle": "toggle|switch|checkbox|schalter|kippschalter",
    "button": "button|push button|knopf|schaltflache|schaltflaeche",
    "link": "link|link button",
    "input": "input|text field|textfield|text input|input field|text box|textbox|textfeld|eingabefeld|eingabe|"
    "texteingabe|textarea|text area",
    "date": "date|date field|date picker|datepicker|date input|datum|datumsfeld|datumsauswahl",
    "plan": "plan|checklist|checkliste|ablaufplan",
    "label": "label|text label|beschriftung|anzeige",
    "select": "select|dropdown|drop down|dropdown menu|dropdown list|select menu|auswahl|auswahlliste|auswahlfeld|"
    "auswahlmenu|auswahlmenue",
    "progress": "progress|progress bar|progressbar|fortschritt|fortschrittsbalken|fortschrittsanzeige",
    "table": "table|tabelle",
    "light": "traffic light|trafficlight|stoplight|ampel|verkehrsampel",
    "door": "door|tur|tuer",
    "machine": "state machine|statemachine|workflow|zustandsautomat|zustandsautomaten|zustandsmaschine|arbeitsablauf",
}
_PLURAL: dict[Kind, str] = {
    "counter": "counters",
    "toggle": "toggles|switches|checkboxes",
    "button": "buttons|knopfe|knoepfe|schaltflachen|schaltflaechen",
    "link": "link buttons",
    "input": "inputs|text fields|textfields|text inputs|input fields|text boxes|textboxes|textfelder|eingabefelder",
    "date": "dates|date fields|date pickers|datumsfelder",
    "plan": "plans|checklists|checklisten",
    "label": "labels|beschriftungen|anzeigen",
    "select": "selects|dropdowns|auswahllisten|auswahlfelder",
    "progress": "progress bars|fortschrittsbalken",
    "table": "tables|tabellen",
    "light": "traffic lights|ampeln",
    "door": "doors|turen|tueren",
    "machine": "state machines|workflows|zustandsmaschinen",
    "steps": "steps|stages|phases|schritte|schritten|stufen|phasen",
}
_NOUNS = {
    word: (kind, plural)
    for table, plural in ((_SINGULAR, False), (_PLURAL, True))
    for kind, listed in table.items()
    for word in listed.split("|")
}
_COMPOUND_ENDS: dict[str, Kind] = {
    "zähler": "counter",
    "zaehler": "counter",
    "schalter": "toggle",
    "knopf": "button",
    "tabelle": "table",
    "ampel": "light",
    "datum": "date",
    "textfeld": "input",
}
_UNFORGIVEN = ("date ", "text ", "link ", "input")
"""How nouns begin that are too near to other words: "data field", "test box"."""
_FORGIVEN = (
    *(n for n, (_, plural) in _NOUNS.items() if not plural and len(n) > 4 and not n.startswith(_UNFORGIVEN)),
    "buttons",
    "knopfe",
    "text field",
)
_WORDS_TOO = frozenset({"date", "datum", "link", "plan", "input", "eingabe"})
"""Nouns that people use of other things as well: they name a control only as "a date" does."""
_NEAR_MISSES = vocabulary(
    "ample amsel counted koepfe kopfe schalten schulter snitch stitch swatch toggled zaehlen zahlen zahlte"
)
"""Real words within one slip of a noun."""

DETERMINERS = vocabulary(
    """
    a an the some one another my our your this that these those all ein eine einen einem einer der die das den
    dem des mein meine meinen unser unsere dieser diese diesen dieses alle
    """
)
INDEFINITE = vocabulary("a an some one another ein eine einen einem einer")
VERBAL = vocabulary("to you i we can could would will ich du wir zu")
"""Right before it, a noun that is also a verb is the verb: "to switch"."""
CHANGERS = vocabulary(
    "set turn switch change put move remove delete clear hide erase stell stelle setz setze schalt schalte dreh drehe "
    "entfern entferne lösch lösche nimm leere"
)
NEGATIONS = vocabulary("not don't dont never without nicht kein keine keinen keinem nie ohne")
QUESTION_WORDS = vocabulary(
    """
    what what's who whose whom why when where which how was wer wen wem wessen warum wieso weshalb wann wo
    welche welcher welches wie is are does do did has were ist sind hat haben
    """
)
MAKERS = vocabulary(
    """
    make create add build give show draw put display generate want need like get mach mache machst machen
    erstell erstelle erstellst erstellen bau baue bauen gib gibst geben zeig zeige zeigst zeigen fug fuge fuege
    fugst leg lege brauche brauch mochte moechte hatte haette will
    """
)
FILLERS = (
    DETERMINERS
    | MAKERS
    | vocabulary(
        """
    please help kindly can could would will you i i'd i'll we we'd let let's me us to up new also too now then
    and plus just simple for with of here there so ok okay hey hi hello have see it that which is be should am
    bitte hilf kannst kann konnen koennen konnt konntest koenntest wurdest wuerdest du sie ihr
    ich wir gern gerne hinzu mir uns neu neue neuen neuer neues noch auch jetzt dann und mal einfach doch mit
    fur fuer von zum zur um es ist sind soll sollte hier haben anlegen dazu hallo thanks thank danke
    """
    )
)


class Noun(Struct, frozen=True):
    """A noun for a control, found in a text."""

    kind: Kind
    plural: bool
    start: int
    end: int
    compound: str = ""
    """The whole word as written where it names the thing as well, as in "Gästezähler"."""


def nouns(text: str) -> Iterator[Noun]:
    """Find the nouns for controls in a text, forgiving a slip of the keys."""
    found = list(WORD.finditer(fold(text)))
    after = -1
    for index, word in enumerate(found):
        if index <= after:
            continue
        pair = found[index + 1] if index + 1 < len(found) else None
        if pair is not None and (named := noun_named(f"{word.group()} {pair.group()}")):
            after = index + 1
            yield Noun(*named, word.start(), pair.end())
        elif named := noun_named(word.group()):
            yield Noun(*named, word.start(), word.end())
        elif kind := _compound(written := text[word.start() : word.end()]):
            yield Noun(kind, False, word.start(), word.end(), written)


def noun_named(word: str) -> tuple[Kind, bool] | None:
    """Return which kind of control a folded noun means and whether it is a plural; None if it is none."""
    if word in _NOUNS or word in _NEAR_MISSES:
        return _NOUNS.get(word)
    return next((_NOUNS[noun] for noun in _FORGIVEN if _nearly(word, noun)), None)


def is_of_other_things(spoken: str) -> bool:
    """Tell whether a folded noun is used of other things than controls as well."""
    return spoken in _WORDS_TOO


def _nearly(word: str, noun: str) -> bool:
    """Tell whether `word` is `noun` with a slip of the keys: two in two words, one in one, a swap in a short one."""
    if word[0] != noun[0] or (" " in word) != (" " in noun):
        return False
    if len(noun) < 6 and sorted(word) != sorted(noun):
        return False
    slips = 2 if " " in noun else 1
    return DamerauLevenshtein.distance(noun, word, score_cutoff=slips) <= slips


def _compound(word: str) -> Kind | None:
    lower = word.lower()
    return next(
        (kind for end, kind in _COMPOUND_ENDS.items() if lower.endswith(end) and len(lower) > len(end) + 2), None
    )
