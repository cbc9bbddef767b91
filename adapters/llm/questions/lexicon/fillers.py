"""Fillers: words that carry no meaning in a question to data, and question words with what they ask for."""

from collections.abc import Mapping
from functools import cache
from typing import Literal, TypeAlias

Asked: TypeAlias = Literal["thing", "person", "place", "date", "number", "duration", "manner", "reason", "choice"]

_FILLERS = """
    a about according actually again already also altogether am an ans any anzeigen are aren't as at auch auf
    auflisten aus available be been bei beim being berechne bin bist bitte brauche brauchen called can concerning
    corresponding could da dabei danke dann daran darf darin das dass data database daten datenbank datensaetze
    datensatz davon dazu dem den denn der des details dich did die dies diese diesem diesen dieser dieses dir display
    do doch does doing done dort du duerfen eben eigentlich ein eine einem einen einer eines einfach eingetragen
    eintraege eintrag entries entry entsprechend entsprechende entsprechenden er erfasst ermitteln ermittle es etwa
    euch euer eure ever exist existieren existiert existing exists find finde finden following for from fuer gab gaebe
    geben gerade gern gerne get gewesen gib gibt gibt's gimme give given gives got habe haben habt had haette haetten
    hallo halt has hast hat hatte hatten have having he heissen heisst hello her here hey hi hier him hinterlegt his i
    ich ihr ihre ihrem ihren ihrer ihres im in info information ins insgesamt interessieren interessiert into is isn't
    ist it it's its ja jene jener jenes jetzt jeweilig jeweilige jeweiligen jeweiliger just kann kannst kindly know
    knows koennen koennt koennte koennten koenntest konnte let let's like list liste look mag mal man maybe me mein
    meine meinem meinen meiner mich might mine mir mit moechte moechten moin muessen muss must my named need needs
    nenn nenne nennen noch nochmal now nun ob of ok okay on ones onto our ours overall perhaps please pls quickly
    really record recorded records regarding registered respective respectively respectives sag sage sagen schnell
    schon see sei sein seine seinem seinen seiner servus shall she should show showing shown shows sich sie simply
    sind so soll sollen sollte some still such suche suchen tabelle table tell thank thanks that the their them then
    there there's these they thing things this those to too ueberhaupt um ungefaehr uns unser unsere unserem unseren
    unserer unseres us various verzeichnet vielleicht vom von vorhanden waere waeren wanna want wants war waren was we
    weisst well werden were wie will willst wir wird wissen with wohl wollen wollte worden would wuerde wuerden
    wuerdest wurde wurden yet you your zeig zeige zeigen zeigst zeigt zu zum zur
"""

QUESTION: Mapping[str, Asked] = {
    "what": "thing", "whats": "thing", "what's": "thing", "was": "thing", "wofuer": "thing", "wozu": "thing",
    "who": "person", "who's": "person", "whom": "person", "whose": "person",
    "wer": "person", "wen": "person", "wem": "person", "wessen": "person",
    "where": "place", "where's": "place", "wo": "place", "wohin": "place", "woher": "place",
    "when": "date", "wann": "date",
    "which": "choice", "welch": "choice", "welche": "choice", "welcher": "choice", "welches": "choice",
    "welchen": "choice", "welchem": "choice",
    "how": "manner", "wie": "manner", "wieviel": "number", "wieviele": "number",
    "wievielen": "number", "wieoft": "number", "wielange": "duration", "wielang": "duration",
    "why": "reason", "warum": "reason", "wieso": "reason", "weshalb": "reason",
}  # fmt: skip
"""What each question word asks for. "was" is the English auxiliary as well: it asks only at a clause's head."""

QUESTION_PHRASES: Mapping[str, Asked] = {
    "how many": "number", "how much": "number", "how often": "number", "how long": "duration", "how old": "number",
    "how big": "number", "how large": "number", "how high": "number", "how far": "number", "how heavy": "number",
    "wie viel": "number", "wie viele": "number", "wie vielen": "number", "wie oft": "number", "wie lang": "duration",
    "wie lange": "duration", "wie alt": "number", "wie gross": "number", "wie hoch": "number", "wie weit": "number",
    "wie schwer": "number", "what time": "date", "since when": "date", "seit wann": "date", "bis wann": "date",
    "what kind": "choice", "was fuer": "choice", "what sort": "choice",
}  # fmt: skip
"""What a question word asks for together with the next one."""

_MEANINGFUL = """
    not no none never without except kein keine keinen keinem keiner keins nicht nie niemals ohne ausser bis more
    less most least fewer fewest mehr weniger meisten meiste wenigsten wenigste mindestens hoechstens only nur each
    every per pro je jeder jede jedes jeden jedem jeweils all alle allen aller both beide or oder and und between
    zwischen before vor after since seit until till under unter over above ueber below same gleich than als last
    next letzte naechste first erste top by nach
    exactly genau currently derzeit momentan
"""
"""Words that look like fillers and change what is asked: they are never left out."""


@cache
def fillers() -> frozenset[str]:
    """Return the folded words that may be left out of a question."""
    return frozenset(_FILLERS.split())


@cache
def meaningful() -> frozenset[str]:
    """Return the folded words that look like fillers and change what is asked: they are never left out."""
    return frozenset(_MEANINGFUL.split())
