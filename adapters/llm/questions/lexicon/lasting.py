"""Lasting: words for how long something goes on, in English and German; plain data."""

from adapters.llm.questions.tokens import word_set

LASTING = word_set(
    "take takes took taken taking lasts lasted lasting dauern dauert dauerte dauerten gedauert andauern brauchen",
    "braucht brauchte brauchten gebraucht need needs needed keep keeps kept behalten behielt behaelt run runs ran",
    "laufen laeuft lief liefen gelaufen vergehen vergeht vergingen verging elapse elapses elapsed",
)
"""Verbs of anything that goes on for some time."""

STAYING = word_set("stay stays stayed staying bleiben bleibt blieb blieben geblieben verweilen")
"""Verbs of being somewhere for some time."""

KEEPING = word_set("keep keeps kept keeping behalten behielt behaelt")
"""Verbs of having something for some time that is to be brought back."""

DURATIONS = word_set("duration durations dauer turnaround laufzeit laufzeiten zeitspanne zeitdauer lifespan")
"""Nouns that ask how long something lasts, whatever it is."""

NIGHTS = word_set("nights naechte uebernachtungen")

STAYS = word_set("stay stays aufenthalt aufenthalts verweil liege")
"""Nouns for being somewhere, as German compounds begin with them too."""

EMPLOYMENT = word_set("employment tenure beschaeftigung beschaeftigungs betriebszugehoerigkeit")

ANY_TIME = word_set(
    "processing bearbeitung bearbeitungs durchlauf lauf turnaround cycle gesamt lead total completion handling",
    "vertrags contract projekt project",
)
"""What a word for time is put together with that says nothing of which dates are meant."""

OTHER_TIMES = word_set(
    "response reaktion reaktions antwort wait waiting warte start end lunch part full over real first last zeit voll",
    "teil uhr jahres frei aus arbeits spiel lebens freizeit arbeit tages halb",
)
"""What a word for time is put together with that is not how long a row lasts."""

UNTIL = word_set("bis until till to")
"""Words before the date on which something ends."""

ONGOING = word_set("been schon bereits seit since still noch already")
"""Words that ask how long something goes on that has not ended."""

LONG, SLOW, FAST = word_set("long lang"), word_set("slow langsam"), word_set("fast schnell quick rasch")
SHORT = word_set("short kurz brief")
"""Adjectives of how long something takes."""

LONGER = word_set("longer laenger shorter kuerzer")

LENGTHS = word_set("length laenge distance distanz strecke km kilometer meters miles meilen")
"""Words in the names of numbers by which something may be long too."""

TELLING = word_set(
    "duration dauer dur nights naechte runtime laufzeit aufenthaltsdauer spieldauer min minute minutes mins minuten",
    "hour hours stunden std h day days tage week weeks wochen sec secs seconds sek sekunden",
)
"""Words in the names of numbers that are how long something lasted."""

BESIDE_TELLING = word_set("in total gesamt actual length of stay running time aufenthalt session call spiel")
"""Words that may stand beside those."""
