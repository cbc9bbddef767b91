"""Operators: the words that say what is done with data, in English and German."""

from collections.abc import Mapping
from functools import cache
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal[
    "count", "sum", "avg", "min", "max", "group", "each", "order", "up", "down", "distinct", "share", "not", "without",
    "over", "under", "least", "atmost", "exactly", "between", "and", "or", "versus", "change", "most", "fewest", "top",
    "bottom", "list", "which", "who", "when", "where", "what", "chart", "bar", "line", "pie", "csv", "missing", "with",
    "series", "only", "again", "exists", "every", "both", "to", "from", "of", "in", "than", "howmuch", "unit", "median",
    "except", "their", "per_row", "never", "more", "same", "full", "overfull", "late", "intime",
    "before", "turned", "too", "plain",
]  # fmt: skip

_PHRASES: Mapping[Kind, tuple[str, ...]] = {
    "count": (
        "wieviel sind das; wie viel sind das; wieviele sind das; wie viele sind das; how many is that; wieviel is das",
        "how many; how many different; number of; the number of; count; count of; counts; no of; # of; wie viele",
        "wieviele; wie viel verschiedene; wievielen; wie vielen; anzahl; anzahl der; anzahl an; anzahl von",
        "die anzahl; zahl der; zaehle; zaehl; wv; wieviel st; total number of; gesamtzahl; gesamtzahl der",
        "gesamtanzahl; stueckzahl; amount of different; nr of; counting; total count; tally",
    ),
    "howmuch": (
        "how much; wie viel; wieviel; what amount; welche summe; how large; wie hoch; wie gross; how high; how big",
    ),
    "sum": (
        "sum; sum of; sums; total; totals; total of; in total; summe; summe der; gesamt; insgesamt; overall",
        "altogether; summiert; aufsummiert; zusammen; zusammengerechnet; gesamte; gesamter; gesamtes; gesamten",
        "zusammengenommen; total amount of; summed up",
    ),
    "avg": (
        "average; averages; avg; mean; on average; on avg; avg of; average of; the average; durchschnitt",
        "durchschnittlich; durchschnittliche; durchschnittlicher; durchschnittliches; durchschnittlichen",
        "im durchschnitt; im schnitt; im mittel; schnitt; mittelwert; mittlere; mittlerer; mittleres; mittleren",
        "durchschnittswert; schnittlich; typical; ø; durchschn; in average; durchschnitts; average number",
        "gemittelt",
    ),
    "max": (
        "maximum; max; maximal; maximale; maximaler; maximales; maximalen; hoechstwert; maximum of; peak",
        "groesstwert",
    ),
    "min": ("minimum; min; minimal; minimale; minimaler; minimales; minimalen; tiefstwert; minimum of; kleinstwert",),
    "median": (
        "median; standard deviation; standardabweichung; variance; varianz; percentile; perzentil; correlation",
        "korrelation; modus; forecast; prognose; predict; vorhersage; regression",
    ),
    "group": (
        "per; pro; je; by; grouped by; group by; broken down by; split by; nach; gruppiert nach; aufgeteilt nach",
        "aufgeschluesselt nach; sortiert pro; for each; for every; in each; in every; at each; of each; by each",
        "fuer jede; fuer jeden; fuer jedes; in jeder; in jedem; in jeden; bei jedem; bei jeder; across",
        "verteilt auf; verteilung nach; distribution by; distribution across; distribution of; verteilung auf",
        "verteilung ueber; verteilung der; verteilung von; breakdown by; breakdown of; with each; from each",
        "depending on; je nach; unterteilt nach; and by; und nach; each has; split up by; separated by; getrennt nach",
        "aufgegliedert nach; by every; verteilen sich; verteilt sich; aufgeteilt auf; an jedem; auf jeder",
    ),
    "each": (
        "each; every; jede; jeder; jedes; jeden; jedem; jeweils; jeweilige; jeweiligen; respectively; individual",
        "einzelne; einzelnen; je einzeln",
    ),
    "order": (
        "order by; ordered by; sorted by; sort by; sort; sorted; sortiert nach; sortiere nach; sortiert; sortiere",
        "geordnet nach; geordnet; in the order of; arranged by; ranked by; rank by; ranking; rangliste; rangfolge",
        "reihenfolge nach; nach der reihe; rank; gerankt nach; angeordnet nach",
    ),
    "up": (
        "ascending; aufsteigend; asc; alphabetically; alphabetisch; lowest first; smallest first; oldest first",
        "kleinste zuerst; niedrigste zuerst; aelteste zuerst; alphabetical; in alphabetical order",
        "alphabetical order; aufsteigender reihenfolge; earliest first",
    ),
    "down": (
        "descending; absteigend; desc; highest first; largest first; biggest first; newest first; latest first",
        "most first; hoechste zuerst; groesste zuerst; neueste zuerst; absteigender reihenfolge",
        "from highest to lowest; most recent first; best first; beste zuerst; neuste zuerst",
    ),
    "distinct": (
        "different; distinct; unique; verschiedene; verschiedenen; verschiedener; unterschiedliche",
        "unterschiedlichen; unterschiedlicher; eindeutige; eindeutigen; various; verschiedenste; all the different",
        "einzigartige; verschieden; unterschiedlich",
    ),
    "share": (
        "share; share of; percentage; percentage of; percent; percent of; what percent; what percentage; proportion",
        "proportion of; fraction; fraction of; ratio of; anteil; anteil der; anteil an; anteil von; prozent",
        "prozent der; prozentsatz; wie viel prozent; wieviel prozent; wie viel prozent der; wieviel prozent der",
        "wie viel prozent aller; wieviel prozent aller; wie viel prozent unserer; what percentage of the",
        "what percentage of our; what percent of the; what percent of our; what percentage of all",
        "wie viel prozent vom; wie viel prozent des; percentages; as percentages; prozentwerte; in prozenten",
        "prozentual; prozentuale; prozentualer; prozentuell; quote; quote der; prozentanteil; pct; how many percent",
        "wie viele prozent; % of; % der; % von; %; welcher anteil; what share; rate; what fraction; what proportion",
        "anteile; anteilig; in percent; in prozent; as percentage; shares; prozentuale anteil",
        "prozentuale verteilung",
    ),
    "not": (
        "not; dont; doesnt; didnt; nicht; nich; isn't; aren't; wasn't; weren't; doesn't; don't; didn't; haven't",
        "hasn't; isnt; arent; havent; hasnt; non; other than; nicht mehr; noch nicht; not yet; no longer; have not",
        "has not; are not; is not; nicht in; not in; not from; nicht aus; was not; were not; don t; didn t; nix",
        "wasnt; werent; hadnt; hadn't; had not; wont; won't; will not; cannot; cant; can't; couldnt; aint; ain't",
        "ned; havnt; hasn t; haven t; isn t; nimmer; nimma; noch net; noch ned; no more; still not; immer noch nicht",
        "gar nicht; gar nich; noch gar nicht; noch nich; noch gar nich",
    ),
    "without": (
        "nobody; niemand; niemandem; niemanden",
        "without; ohne; ohne eine; ohne einen; ohne ein; without any; with no; have no; has no; having no",
        "haben keine; haben keinen; hat keine; hat keinen; haben kein; hat kein; no; kein; keine; keinen; keiner",
        "keinem; lacking; had no; hatte keine; hatten keine; hatte keinen; w/o; none; with zero; do not have",
        "does not have; don't have; doesn't have; did not have; didn't have; haben nicht; zero; without a",
        "without an; keinerlei; have zero; mit keinem; mit keiner; missing any; dont have; doesnt have; never had",
        "haben noch keine; hat noch keine; haben noch keinen; hat noch keinen; noch keine; noch keinen; noch kein",
        "not a single; not any; koa; koane; keen; keene; havent any; hasnt any; havent got; hasnt got; haven't got",
        "hat nix; haben nix; noch nix; frei von",
    ),
    "never": (
        "never; nobody; no one; niemand; niemandem; niemanden; von niemandem; by nobody; nie; niemals; noch nie",
        "have never; has never; never been; nie einen; nie eine; not ever; never any; noch nie eine; noch nie einen",
        "noch niemals; not once; kein einziges mal",
    ),
    "over": (
        "more than; over; above; greater than; larger than; bigger than; higher than; exceeding; exceeds; exceed",
        "mehr als; ueber; groesser als; groesser; hoeher als; oberhalb; oberhalb von; >; longer than; older than",
        "laenger als; aelter als; teurer als; more expensive than; in excess of; uebersteigt; uebersteigen",
        "upwards of; heavier than; schwerer als; besser als; better than; ueber dem; ueber der; besser; weiter als",
        "exceeded; ueberschritten; ueberschreiten; ueberschreitet; ueberstiegen; uebersteigend; go over; went over",
        "gone over; surpass; surpassed; surpasses; outnumber; outweigh; outweighs",
        "further than; beyond; costlier than; hoeher; schneller als; faster than; later than; spaeter als",
        "taller than; more; mehr",
    ),
    "under": (
        "less than; under; below; fewer than; smaller than; lower than; weniger als; unter; kleiner als; kleiner",
        "unterm",
        "niedriger als; unterhalb; unterhalb von; <; shorter than; younger than; kuerzer als; juenger als",
        "billiger als; cheaper than; guenstiger als; lighter than; leichter als; worse than; schlechter als",
        "unter dem; unter der; geringer als; tiefer als; slower than; langsamer als; earlier than; frueher als",
        "nearer than; fewer; less; weniger; unterschritten; unterschreiten; unterschreitet; fall below; fell below",
        "fallen below; falls below; undercut; undercuts; short of; fall short of; fell short of",
    ),
    "least": (
        "at least; mindestens; mind; minimum of; not less than; no less than; >=; ≥; wenigstens; or more; oder mehr",
        "and above; und mehr; nicht weniger als; ab; starting at; from at least; no fewer than; not under; min.",
    ),
    "atmost": (
        "at most; hoechstens; maximum of; not more than; no more than; <=; ≤; up to; bis zu; or less; oder weniger",
        "or fewer; nicht mehr als; maximal; and below; max.; not over",
    ),
    "exactly": ("exactly; genau; equal to; equals; =; precisely; gleich; exakt; just; equal; nur genau; only exactly",),
    "between": ("between; zwischen; von; ranging from; range of; im bereich; in the range",),
    "and": (
        "and; und; u; sowie; as well as; plus; along with; together with; samt; inklusive; including; inkl; incl; &",
        "and their; und deren; und ihre; und ihr; und ihren; and its; mit ihren; mit ihrer; mit ihrem; with their",
        "und dessen; und seine; und wie; and how; und welche; and also; und auch",
    ),
    "or": ("or; oder; resp; either; entweder; bzw; beziehungsweise",),
    "versus": (
        "versus; vs; compared to; compared with; in comparison to; in comparison with; verglichen mit",
        "im vergleich zu; im vergleich zum; im vergleich; im vergleich mit; gegenueber; compare; vergleiche",
        "vergleich; comparison; gegen; against; vergleich von; comparison of; compare to; gegenueber dem",
        "vergleichen; in comparison; verglichen; zum vergleich; vgl; relative to; zu",
    ),
    "change": (
        "difference; difference between; change; growth; unterschied; differenz; veraenderung; wachstum; increase",
        "decrease; zunahme; abnahme; grew; grown; gewachsen; gestiegen; gesunken; changed; veraendert; risen",
        "fallen; entwickelt; unterschied zwischen; anstieg; rueckgang; veraenderung von; growth from; steigerung",
        "grow; grows; growing; wachsen; waechst; wuchs; zugenommen; zuwachs; increased; decreased; shrink",
        "shrunk; shrank; geschrumpft; zurueckgegangen; erhoeht; verringert; unterschiede",
        "growth rate; wachstumsrate",
    ),
    "most": (
        "most; the most; meiste; meisten; die meisten; am meisten; den meisten; am haeufigsten; haeufigste",
        "haeufigsten; haeufigster; haeufigstes; most often; most frequent; most frequently; most common",
        "the most common; the most frequent; the most often; most commonly; greatest number of; highest number of",
        "largest number of; hoechste anzahl; hoechste anzahl an; groesste anzahl; groesste anzahl an",
        "hoechsten anzahl; groessten anzahl; biggest number of; highest count; maximum number of; hoechste zahl",
        "oeftesten; maximal viele; the highest number of; the largest number of; hoechste anzahl von; meistens",
    ),
    "fewest": (
        "fewest; the fewest; least often; wenigsten; am wenigsten; die wenigsten; den wenigsten; am seltensten",
        "seltenste; seltensten; lowest number of; smallest number of; least frequent; least common; kleinste anzahl",
        "niedrigste anzahl; geringste anzahl; kleinste anzahl an; geringste anzahl an; the least; rarest",
        "least number of; wenigste",
    ),
    "top": (
        "top; best; first; die ersten; the first; erste; ersten; beste; besten; bester; bestes; top of; die top",
        "the top; leading; fuehrende; fuehrenden; first few; am besten; am staerksten; staerkste; staerksten",
        "spitzenreiter; head of; top selling",
    ),
    "bottom": (
        "bottom; worst; flop; schlechteste; schlechtesten; schlechtester; the bottom; last in; die schlechtesten",
        "schwaechste; schwaechsten; the worst; am schlechtesten",
    ),
    "list": (
        "list; show; display; give; list of; list all; show all; find; get; tell; print; zeig; zeige; liste",
        "auflisten; liste auf; nenne; nenn; gib; finde; names of; uebersicht; uebersicht ueber; overview",
        "overview of; auflistung; auflistung der; anzeigen; return; fetch; name; search; suche; such; details",
        "details of; details zu; details about; info; infos; infos zu; information; informationen; informationen zu",
        "info on; infos on; liste der; liste aller; names; namen; namen der; namen von; name all; list the names of",
        "alle namen; informationen ueber; information about; information on; aufzaehlen; ausgeben; aufstellung",
        "stammdaten; report; bericht; lookup; look up",
    ),
    "which": (
        "which; welche; welcher; welches; welchen; welchem; which one; which ones; what kind of; what kinds of",
        "what types of; which of; welche der; welche von; what sort of; was fuer",
    ),
    "who": (
        "who; wer; whose; wessen; wem; wen; whom; who all; mit wem; von wem; bei wem; an wen; who are; who is",
        "wer ist; wer sind; wer hat; by whom; with whom; who has; who else; fuer wen; leute die; people who; jemand",
        "anyone who; anybody who",
    ),
    "when": (
        "when; wann; at what time; what time; seit wann; since when; on which day; an welchem tag; on what date",
        "on which date; at which date; zu welchem zeitpunkt; von wann; what date; welches datum; ab wann; bis wann",
        "until when; wann ist; wann war; wann wurde; um wieviel uhr; um wie viel uhr",
    ),
    "where": (
        "where; wo; woher; wohin; from where; where from; wo ist; an welchem ort; in which place; wo sind; wo wohnt",
        "where is; where does; where do; where are",
    ),
    "what": (
        "what; was; what's; whats; what is; what are; was ist; was sind; what was; what were; what about; wie; how",
        "wie ist; wie war; wie sind; how is; how was; how are; wie lautet; wie lauten; wie heisst; wie heissen",
        "what does; what do; was fuer ein; was kostet; wie sieht; wie lang; how long; how old; wie alt",
    ),
    "chart": (
        "as a chart; as chart; as graph; as a graph; chart; graph; plot; als diagramm; diagramm; als grafik; grafik",
        "graphisch; grafisch; visualize; visualise; visualisiere; als chart; als graph; als schaubild; schaubild",
        "draw; zeichne; plotte; as diagram; as a diagram; in a chart; im diagramm; als graphik; plot it; charted",
        "visually; visualisiert; mach ein diagramm; mach ein diagramm daraus; make a chart; make it a chart",
        "draw a chart; als kurve; kurve; chart of; graph of",
    ),
    "bar": (
        "as bar chart; bar chart; as a bar chart; balkendiagramm; als balkendiagramm; bars; as bars",
        "saeulendiagramm; als saeulendiagramm; balken; als balken; bar graph; as a bar graph; saeulen; als saeulen",
    ),
    "line": (
        "line chart; as line chart; as a line chart; liniendiagramm; als liniendiagramm; als linie; as a line",
        "line graph; as a line graph; als liniengrafik; as line",
    ),
    "pie": (
        "pie chart; as pie chart; as a pie chart; pie; kreisdiagramm; als kreisdiagramm; tortendiagramm",
        "als tortendiagramm; torte; als torte; kuchendiagramm; als kuchendiagramm; as a pie; as pie; donut",
    ),
    "csv": (
        "as csv; csv; as a csv; as csv file; as a csv file; als csv; als csv datei; als datei; as file; as a file",
        "export; exportiere; exportieren; download; as excel; als excel; als excel datei; herunterladen",
        "export as csv; als csv exportieren; export to csv; zum herunterladen; spreadsheet; als excel tabelle",
        "runterladen; as spreadsheet; exportier; als download",
    ),
    "missing": (
        "missing; fehlt; fehlen; fehlende; fehlenden; fehlender; unknown; unbekannt; unbekannte; unbekannten",
        "unbekannter; empty; leer; leere; leeres; leeren; not set; not known; nicht bekannt; nicht gesetzt",
        "nicht hinterlegt; nicht vorhanden; nicht angegeben; blank; null; undefined; is missing; are missing; unset",
        "nicht eingetragen; not given; not specified; keine angabe; not recorded; nicht erfasst; unassigned",
        "nicht zugewiesen; nicht zugeordnet; not assigned; left blank",
    ),
    "with": (
        "with; mit; w; having; have; has; had; haben; hat; hatte; hatten; besitzen; besitzt; owns; own; contains",
        "contain; enthalten; enthaelt; including at; with a; mit einem; mit einer; mit einen; with an; mit ein",
        "who have; die haben; gehabt",
    ),
    "series": (
        "over time; development; trend; development of; trend of; entwicklung; entwicklung der; entwicklung des",
        "entwicklung von; verlauf; verlauf der; im laufe der zeit; im zeitverlauf; im verlauf; zeitlicher verlauf",
        "zeitreihe; time series; timeline; history of; verlauf des; over the years; ueber die jahre",
        "over the months; ueber die zeit; zeitverlauf; entwickelte; developed; zeitliche entwicklung",
        "entwicklung ueber; how did; wie hat sich; entwickelt sich; wie entwickelte sich; ueber die monate",
        "over the year; im lauf der zeit; hat sich entwickelt; evolve; evolved; evolution of",
    ),
    "only": (
        "only; nur; just the; lediglich; ausschliesslich; only the; nur die; nur der; nur das; nur fuer; only for",
        "nur in; only in; bloss; nur aus; only from; but only; aber nur; davon; of those; of these; of them",
        "among them; darunter; thereof; von denen; von diesen; from those",
    ),
    "again": (
        "what about; how about; and what about; was ist mit; wie sieht es aus mit; wie sieht es in; wie siehts aus",
        "wie sieht es aus; wie sieht es bei; and for; und fuer; same for; dasselbe fuer; das gleiche fuer",
        "das selbe fuer; and in; und in; und im; und bei; und wie sieht es aus; and how about; und wie; same but",
        "and now; und jetzt; now; jetzt; dann; then; instead; stattdessen; statt dessen; rather; lieber",
        "und was ist mit; the same; dasselbe; das gleiche; ditto; und das; and that; wie ist es mit; wie war es",
        "und wie war es; wie siehts in; how does it look; and last; und fuers; nochmal; noch mal; noch einmal",
        "once more; and by; und nach; same thing; das ganze; das; that; this; it; dies; jetzt nur; now only",
        "und nur; make it; mach; mach das; make that; show that; zeig das; zeige das; those; these; diese; dieses",
        "them",
    ),
    "exists": (
        "is there; are there; are there any; is there any; gibt es; gibts; gibt's; there are; there is; do we have",
        "haben wir; habt ihr; do you have; were there; was there; gab es; existieren; exist; exists; existiert",
        "waren es; sind es; existing; we have; we got; there were; hatten wir; did we have; habt; we had; they have",
        "gab; gabs; gabs da; gibbet",
    ),
    "every": (
        "all; alle; aller; allen; any; saemtliche; all the; all of; alle unsere; all our; every single; beliebige",
        "entire; ganze; ganzen; ganzer; complete; komplette; any of; irgendeine; irgendwelche; irgendein",
        "saemtlicher; all of the; allem; alles; everything; gesamtheit",
    ),
    "both": ("both; beide; beiden; beides",),
    "to": (
        "to; into; towards; in richtung; arriving in; arriving at; landing in; landing at; ankunft in; heading to",
        "bound for; destined for; mit ziel; ziel; going to; zum; zur; headed to; ankommend in",
    ),
    "from": (
        "from; aus; ab; departing from; starting in; starting from; leaving from; abflug; abflug in; originating in",
        "abgehend von; start in; coming from; out of; departing; leaving; ab flughafen; von der; von dem",
        "startend in",
    ),
    "than": ("than; als",),
    "except": (
        "except; ausser; except for; excluding; ausgenommen; exclude; apart from; abgesehen von; but not",
        "aber nicht; aber keine; ohne die; bis auf; ausgeschlossen; but no; jedoch nicht; not counting",
    ),
    "their": (
        "their; its; his; her; deren; dessen; ihre; ihr; ihren; ihrer; ihrem; seine; sein; seinen; seiner; seinem",
    ),
    "unit": (
        "euro; euros; eur; €; $; dollar; dollars; usd; m2; qm; sqm; m²; km; kg; kwh; mwh; kw; meter; metres; stueck",
        "pounds; mal; times; mb; gb; ms; °; grad; degrees; quadratmeter; quadratmetern; square metres; square meters",
        "kilometer; kilometern; kilogramm; liter; litres; points; punkte; punkten; cm; gramm; cent; cents; ects",
        "years old; jahre alt; jahren; years of age; jahre; years; chf; gbp; in eur; in euro; in usd; in €; each",
    ),
    "overfull": (
        "overbooked; ueberbucht; ueberbuchte; ueberbuchten; oversubscribed; over capacity; overcrowded; overfull",
        "ueberbelegt; ueberbelegte; ueberbelegten; ueberfuellt; ueberfuellte; ueberfuellten; over booked; overloaded",
    ),
    "full": (
        "full; fully booked; booked out; booked up; sold out; ausgebucht; ausgebuchte; ausgebuchten; voll; volle",
        "vollen; voll belegt; voll besetzt; ausverkauft; ausverkaufte; ausverkauften; voll ausgebucht; at capacity",
        "komplett belegt; voll ausgelastet; completely full; completely booked; fully occupied; vergriffen",
    ),
    "late": (
        "late; too late; zu spaet; verspaetet; verspaetete; verspaeteten; behind schedule; unpuenktlich; delayed",
        "nicht rechtzeitig; nicht puenktlich; nicht fristgerecht; not on time; not in time; nicht termingerecht",
        "with delay; mit verspaetung; with a delay; spaet",
    ),
    "before": ("before; vor; prior to; ahead of",),
    "intime": (
        "on time; in time; rechtzeitig; puenktlich; fristgerecht; termingerecht; punctually; on schedule; timely",
    ),
    "same": (
        "same; gleiche; gleichen; gleicher; selbe; selben; derselbe; dieselbe; identical; duplicate; duplicates",
        "doppelt; doppelte; doppelten; mehrfach; more than once; mehr als einmal; twice; zweimal; duplikate",
    ),
    "turned": (
        "the other way round; the other way around; other way round; other way around; reversed; reverse; in reverse",
        "in reverse order; reverse order; reverse the order; umgekehrt; andersrum; andersherum; anders herum",
        "anders rum; in umgekehrter reihenfolge; umgekehrte reihenfolge; the other end; vice versa",
    ),
    "too": ("additionally; in addition; zusaetzlich; ausserdem; ebenfalls",),
    "plain": (
        "as a table; as table; in a table; in table form; als tabelle; in einer tabelle; tabellarisch; as a list",
        "als liste; without a chart; without chart; no chart; ohne diagramm; kein diagramm; ohne grafik",
        "in tabellenform",
    ),
}
"""How each kind is said: phrases of folded words, separated by semicolons."""

LONGEST_OPERATOR = 5
"""Words of the longest operator that is looked for."""


@cache
def operators() -> Mapping[tuple[str, ...], tuple[Kind, ...]]:
    """Return the kinds of operator by the folded words that say them."""
    found: dict[tuple[str, ...], tuple[Kind, ...]] = {}
    for kind, lines in _PHRASES.items():
        for phrase in "; ".join(lines).split("; "):
            words = tuple(phrase.split())
            found[words] = (*found.get(words, ()), kind)
    return found


@cache
def operator_words() -> frozenset[str]:
    """Return the single words that stand in operators."""
    return frozenset(word for phrase in operators() for word in phrase)
