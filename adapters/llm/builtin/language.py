"""Language: whether a text is English or German."""

from adapters.llm.builtin.words import vocabulary, words

_GERMAN = vocabulary(
    """
    abgabe anhang datei datum eingabefeld erledigt fehlgeschlagen hochstens hoechstens markiere mindestens namens
    schick schritten setze steht textfeld textfelder trage zeichen zwischen auswahl balkendiagramm benenne
    berechne binde diagramm exportiere folgt fortschritt fortschrittsbalken kreisdiagramm liniendiagramm minuten
    prozent rechne sekunden spaet spat uhr uhrzeit viel warte abend aber alle alles als ampel auch auf aus befehle
    bei beide beispiele bitte brauche danke dankeschon dann das dass dein deine dem den denn der des dich die dir
    doch du durch ein eine einem einen einer entferne er erstelle es euch falsch fuer funf fur gern gib gibt grus
    gut guten habe haben hallo hast hatte heise heisse hilf hilfe ich ihr immer ist ja jetzt kann kannst kein
    keine klasse knopf knopfe konntest loesche losche mach mache machen mal mehr mein meine meinen merk mich mir
    mit mochte moin morgen nach nein nenn nicht noch nur oder ohne prima schalte schalter schlecht schreib
    schritte sehr servus sich sie sind spalten spitze stell stelle super tabelle tag toll tschues tschuss tuer tur
    uber um und uns vielen vielleicht vom von wann warum was weg wegen welche wenn wer wie wieso wir wo wunderbar
    zaehler zahler zeig zeige zu zum zur zustandsautomat zwei absteigend aktuell anteil anzahl aufsteigend
    billigste diese dieser diesem diesen durchschnitt durchschnittlich euro gab gesamt gestern gibts haeufigste
    hatten heute hoch hochste hoechste ihrem ihren jahr jahre jede jeden jeder jedes je juni juli kosten kostet
    kunden kunde letzte letzten letzter letztes liste meisten mindestens mittwoch monat monate monatlich montag
    nenne neue neuen nie offen offene offenen preis pro quartal stadt summe teuerste umsatz umsatze unter
    uberfallig verdient vergleich vergleiche verteilung viele wenigsten wochen woche wurde wurden zeigen zusammen
    zwischen stuck monats jahres durchschnittliche
    """
)
_ENGLISH = vocabulary(
    """
    as between characters date dates done failed field file fill input lines mark bind calculate chart export
    follows minutes percent rename seconds select time tomorrow wait what's about add and any are at awesome awful
    bad button buttons bye can clear click columns commands cool could counter create day delete do does door
    evening examples excellent for from get give good goodbye great have he hello help here how i i'm is it label
    light like make me morning my nice night no not of off on open or perfect please put remember remove set she
    show start starting step steps switch table terrible thank thanks that the them there these they this through
    to toggle traffic turn want we what when where which who why with would write wrong yes you your all average
    by compare count customers did during each every had has highest how last least list lowest many month monthly
    months most much never number or our over per percentage quarter revenue sales share since sum than their top
    total under were whose year years yearly without does been other
    """
)
_UMLAUTS = frozenset("äöüß")


def detect(text: str) -> str | None:
    """Return `en` or `de` by common words and umlauts, or None where nothing speaks for either."""
    found = words(text)
    german = sum(word in _GERMAN for word in found) + bool(_UMLAUTS.intersection(text.lower()))
    english = sum(word in _ENGLISH for word in found)
    if german == english:
        return None
    return "de" if german > english else "en"


def language_of(text: str, otherwise: str = "en") -> str:
    """Return the language to answer in: the text's, else German where it was spoken so far, else English."""
    return detect(text) or ("de" if otherwise.lower().startswith("de") else "en")
