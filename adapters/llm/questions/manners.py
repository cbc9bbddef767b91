"""Manners: words that people put into chat messages, and words for people and for revenue in general."""

from adapters.llm.questions.tokens import word_set

PARTICLES = word_set(
    "wheres hows whens theres thats heres lets ive weve youre theyre hes shes im nochn ner anybody irgendwer cheers",
    "gruezi gruss lg mfg vg hm hmm aeh aehm uh fyi btw lol haha toll great cool nice perfekt perfect sorry sry",
    "entschuldigung entschuldige guys kinda sorta gonna gotta lemme dunno wat dat det ick ik han hob hod hom kriag",
    "woas mei unsre unsern unsrer fuern aufn aufm inner ausm uebern unterm wievl usw sowas bspw beispielsweise sprich",
    "naemlich bezgl betr wrt hinsichtlich uebrigens bislang sogar even ebenfalls grade grad brauch wuerd moecht haett",
    "wuesste weiss wondering curious whether ists wars sinds asap quick hav hve r via log logs jeweils receive",
    "received receives erhalten erhielt einnehmen vertreten but hamwa hamma gibs gips fuers vorm haetten wuerde",
    "wuerden waere prima super sozusagen namely i.e e.g zb z.b d.h regarding concerning bezueglich betreffend bzgl",
    "overall gesamthaft together along dazu statt ein an auf mit her hin ab zu about around go goes going gone went",
    "come comes coming came kommt kommen kamen kam gehen geht gingen fahren faehrt bringt bringen brachte make makes",
    "made making do does did done machen macht w ne nen nem n u m d s pls plz rn thx bzw etc eigentl aktuell aktuellen",
    "currently so far bisher derzeit momentan moment now",
    "system already bereits schon still noch yet hey hallo hi team bot trivium mal eben",
    "kurz bitte please one ones welche die was it its tatsaechlich wirklich really actually look looks looking after",
    "right gerade anything something irgendwas irgendetwas etwas anyone someone jemals ever einmal once thing kind",
    "sort stehen steht stands sitzen sitzt befinden befindet findet finden geld money value werte values combined",
    "single einzige einziges einzigen einzelnen direkte direkten denen deren wegen because bc zurzeit zur dr prof mr",
    "mrs ms professor also then catalogue katalog sortiment vorhandenen existing generated taken took nun mean meine",
    "einzelne einzel",
    "i that those ueberhaupt direct while during waehrend seither davor ungefaehr circa ca rund approx roughly liste",
    "besonders exact genaue each's whole habn hab kriegn ham sin isses denn dran drin hast habt nobody's dabei davon",
    "drauf stehn gehn zustaendige zustaendiger zustaendigen",
    "uns bei whats whos wieder again erzielt erzielen erzielten generiert generate insgesamt erwirtschaftet belaufen",
    "belaeuft betraegt betragen liegt liegen lag lagen betrug betrugen called namens heisst heissen named there here",
    "hier dort people's ist's alles gemacht erfolgt erfolgten fand fanden stattgefunden take takes taking happen",
    "happened vorhanden gesamten mich kriegen kriegt bekommt bekommen bekam get gets got warn",
)
"""Words that say nothing new where the data has none of them."""

PHRASES = word_set(
    "im_bestand in_unserem_bestand",
    "by_the_way right_now at_the_moment im_moment so_far to_date bis_jetzt bis_heute quick_question kurze_frage",
    "as_of_now so_ca mal_schnell mal_eben find_out herausfinden figure_out rausfinden and_so_on und_so_weiter",
    "und_so oder_so or_so or_something something_like_that alles_klar guten_morgen guten_tag guten_abend",
    "good_morning good_afternoon for_example for_instance zum_beispiel as_well i_wonder i'd_like_to_know i'd_like",
    "id_like i_would_like_to_know do_we_know do_you_know excuse_me of_course in_fact immer_noch was_meinst_du",
    "carried_out add_up adds_up on_file on_record in_the_books im_system in_der_kartei",
)
"""Phrases of several words that say nothing in a question to data."""

NEUTRAL = word_set(
    "brought_in bring_in brings_in bringing_in eingebracht",
    "look_after looks_after looked_after looking_after came_in come_in comes_in kam_rein kamen_rein",
    "eingegangen eingegangene received booked recorded placed issued logged submitted entered performed held sold",
    "sell sells selling verkaufen verkauft verkaufe verkauften gebucht gebuchten gebuchte geleistet geleisteten",
    "geleistete erbracht erbrachten eingebracht ausgestellt ausgestellte angeboten offered provided provide",
    "provides verbaut getaetigt getaetigten verbucht erfasst erfassten manage manages managed verwalten",
    "send sends sent sending write wrote written writing schreiben geschrieben schrieben build built bauen gebaut",
    "create created erstellt erstellten erstellen angelegt angelegte angelegten verschickt verschickten versandt",
    "erteilt erteilten erteilen vergeben verkauf ticketing send_out sent_out sends_out sending_out",
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
    "ppl people persons person personen leute leuten members member folks individuals jemand menschen kinder kind",
    "children child adults erwachsene staff mitarbeiter kollegen teilnehmer mitglied mitglieder mitgliedern",
    "eigentuemer besitzer inhaber owner owners holder holders",
)
"""Words for people in general: they name the one table of people that there is."""

STAFF = word_set("staff mitarbeiter kollegen")
"""Those of them who work for a firm, and so are none of the people it works for."""

WORKS = word_set("work works working worked arbeiten arbeitet arbeitete gearbeitet")

MONEY = ("money", "geld")
"""What is asked for where an amount is, whatever the data calls it."""

REVENUE = word_set(
    "revenue revenues umsatz umsaetze umsatzes sales turnover erloes erloese einnahmen income earnings verdient",
    "earn earned eingenommen spent spend spends spending ausgegeben",
)
"""Words for what comes in, where no column is called so."""
