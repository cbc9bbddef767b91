"""Manners: words that people put into chat messages, and words for people and for revenue in general."""

from adapters.llm.questions.tokens import word_set

PARTICLES = word_set(
    "hav hve r via log logs jeweils receive received receives erhalten erhielt einnehmen vertreten but",
    "hamwa hamma gibs gips fuers vorm haetten wuerde wuerden waere prima super sozusagen namely i.e e.g zb z.b",
    "d.h regarding concerning bezueglich betreffend bzgl overall gesamthaft up out off down away together along",
    "dazu statt ein an auf zurueck weg mit her hin los ab zu about around go goes going gone went come comes",
    "coming came kommt kommen kamen kam gehen geht gingen fahren faehrt bringt bringen brachte make makes made",
    "making do does did done machen macht w ne nen nem n u m d s pls plz thx bzw etc eigentl aktuell aktuellen",
    "currently so far bisher derzeit momentan moment now verein firma unternehmen company business organisation",
    "organization betrieb club system bestand already bereits schon still noch yet hey hallo hi team bot trivium",
    "mal eben kurz bitte please one ones welche die was it its tatsaechlich wirklich really actually look looks",
    "looking after right gerade anything something irgendwas irgendetwas etwas anyone someone jemals ever einmal",
    "once thing kind sort stehen steht stand stands sitzen sitzt befinden befindet findet finden ",
    "     geld money value werte values combined single einzige einziges einzigen einzelnen einzelne einzel",
    "direkte direkten denen deren wegen because bc zurzeit zur rein raus dr prof mr mrs ms professor also then",
    "catalogue katalog sortiment vorhandenen existing generated taken took nun mean meine i that those ueberhaupt",
    "direct while during waehrend seither davor ungefaehr circa ca rund approx roughly service liste besonders",
    "exact genaue each's whole habn hab kriegn ham sin isses denn dran drin hast habt nobody's dabei davon uns",
    "bei whats whos wieder again erzielt erzielen erzielten generiert generate insgesamt erwirtschaftet belaufen",
    "belaeuft betraegt betragen liegt liegen lag lagen betrug betrugen called namens heisst heissen named there",
    "here hier dort people's ist's alles gemacht erfolgt erfolgten fand fanden stattgefunden take",
    "takes taking happen happened vorhanden gesamten time times zeit mich kriegen kriegt bekommt bekommen bekam",
    "get gets got warn",
)
"""Words that say nothing new where the data has none of them."""

NEUTRAL = word_set(
    "eingegangen eingegangene received booked recorded placed issued logged submitted entered performed held sold",
    "sell sells selling verkaufen verkauft verkaufe verkauften gebucht gebuchten gebuchte geleistet geleisteten",
    "geleistete erbracht erbrachten eingebracht ausgestellt ausgestellte angeboten offered provided provide",
    "provides verbaut getaetigt getaetigten verbucht erfasst erfassten abgegeben manage manages managed verwalten",
    "send sends sent sending write wrote written writing schreiben geschrieben schrieben build built bauen gebaut",
    "create created erstellt erstellten erstellen angelegt angelegte angelegten verschickt verschickten versandt",
    "registriert registrierte registrierten registered",
    "verwaltet betreuen betreut betreute handle handled serve served bedienen",
)
"""Verbs that only say how rows came to be, where the data has nothing else for them; never where they are negated."""

UNDONE = word_set(
    "open offen offene offenen offener unresolved ungeloest ungeloeste ungeloesten unerledigt unerledigte outstanding",
    "ausstehend ausstehende ausstehenden pending unfinished unpaid unbezahlt unbezahlte unbezahlten unbezahlter",
)
"""States of what nobody has dealt with: known where rows have a day on which they were, though none has a state."""

PEOPLE = word_set(
    "people persons person personen leute leuten members member folks individuals jemand menschen kinder kind",
    "children child adults erwachsene staff mitarbeiter kollegen teilnehmer mitglied mitglieder mitgliedern",
    "eigentuemer besitzer inhaber owner owners holder holders",
)
"""Words for people in general: they name the one table of people that there is."""

REVENUE = word_set(
    "revenue revenues umsatz umsaetze umsatzes sales turnover erloes erloese einnahmen income earnings verdient",
    "earn earned eingenommen spent spend spends spending ausgegeben",
)
"""Words for what comes in, where no column is called so."""
