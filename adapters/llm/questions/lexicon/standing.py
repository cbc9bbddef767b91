"""Standing: words for the states that rows are in by their dates, in English and German; plain data."""

from collections.abc import Mapping
from typing import Literal, TypeAlias

from adapters.llm.questions.tokens import word_set

State: TypeAlias = Literal["overdue", "running", "valid", "over", "expired", "ahead"]

STATES: Mapping[str, State] = {
    **dict.fromkeys(
        word_set("overdue ueberfaellig ueberfaellige ueberfaelligen ueberfaelliger ueberfaelliges"), "overdue"
    ),
    **dict.fromkeys(
        word_set(
            "running ongoing laufend laufende laufenden laufender laufendes laufen laeuft active aktiv aktive aktiven",
            "aktiver aktives progress underway",
        ),
        "running",
    ),
    **dict.fromkeys(word_set("valid gueltig gueltige gueltigen gueltiger gueltiges unexpired"), "valid"),
    **dict.fromkeys(
        word_set(
            "former past ended ehemalig ehemalige ehemaligen ehemaliger vergangen vergangene vergangenen vorbei",
            "beendet beendete beendeten geendet",
        ),
        "over",
    ),
    **dict.fromkeys(
        word_set(
            "expired lapsed abgelaufen abgelaufene abgelaufenen abgelaufener abgelaufenes ausgelaufen ausgelaufene",
            "ausgelaufenen",
        ),
        "expired",
    ),
    **dict.fromkeys(
        word_set(
            "upcoming future kommend kommende kommenden kommender zukuenftig zukuenftige zukuenftigen kuenftig",
            "kuenftige kuenftigen bevorstehend bevorstehende bevorstehenden anstehend anstehende anstehenden",
        ),
        "ahead",
    ),
}
"""What each word says of a row: that it is late, goes on, counts, lies behind, counts no more, is still to come."""

NOW = word_set("currently derzeit momentan zurzeit gerade grad jetzt now moment aktuell presently")
"""Words for the present."""

IS = word_set("is are ist sind")
"""Verbs behind which a participle says what is, and not what was."""

NEXT = word_set("next naechste naechster naechstes naechsten")
"""Words for the first of what is still to come."""
